/* The documents are checked against the part of VoiceXML 2.1 that they may use (voicexml.rng), and carried out by its form
 * interpretation algorithm, their scripts and expressions by Duktape. */
#include "cmocka_all.h"
#include "export/menu_call.h"

#include <duktape.h>
#include <libxml/parser.h>
#include <libxml/relaxng.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { TEXT = 300, QUEUE_MOST = 40 };

static duk_context *scripts;
static xmlDocPtr document;
static char next[TEXT]; /* where a <goto> leads */
static struct {
    char prompt[TEXT];
    bool interruptible;
} queue[QUEUE_MOST];
static size_t queued;

static const char *attribute(xmlNodePtr node, const char *name)
{
    xmlAttrPtr at = xmlHasProp(node, (const xmlChar *)name);
    return at && at->children ? (const char *)at->children->content : NULL;
}

static bool is(xmlNodePtr node, const char *name)
{
    return strcmp((const char *)node->name, name) == 0;
}

/* The value of an expression as a text; valid until the next one. */
static const char *value_of(const char *expression)
{
    static char ret[TEXT];
    if (duk_peval_string(scripts, expression) != 0) fail_msg("%s: %s", expression, duk_safe_to_string(scripts, -1));
    snprintf(ret, TEXT, "%s", duk_safe_to_string(scripts, -1));
    duk_pop(scripts);
    return ret;
}

static bool holds(const char *condition)
{
    char expression[TEXT + 20];
    snprintf(expression, sizeof expression, "!!(%s)", condition);
    return strcmp(value_of(expression), "true") == 0;
}

static void give(const char *name, const char *expression)
{
    char assignment[TEXT * 2];
    snprintf(assignment, sizeof assignment, "%s = (%s)", name, expression);
    value_of(assignment);
}

static void enqueue(const char *file, bool interruptible)
{
    size_t length = strlen(file);
    assert_true(queued < QUEUE_MOST);
    if (strncmp(file, "sounds/", 7) != 0 || strcmp(file + length - 4, ".wav") != 0) fail_msg("%s", file);
    snprintf(queue[queued].prompt, TEXT, "%.*s", (int)(length - 11), file + 7);
    queue[queued++].interruptible = interruptible;
}

static void prompt(xmlNodePtr node)
{
    const char *bargein = attribute(node, "bargein"), *cond = attribute(node, "cond");
    bool interruptible = !bargein || strcmp(bargein, "true") == 0;
    if (cond && !holds(cond)) return;
    for (xmlNodePtr child = xmlFirstElementChild(node); child; child = xmlNextElementSibling(child)) {
        if (is(child, "audio")) {
            const char *source = attribute(child, "src");
            enqueue(source ? source : value_of(attribute(child, "expr")), interruptible);
            continue;
        }
        char expression[TEXT + 20];
        snprintf(expression, sizeof expression, "(%s).length", attribute(child, "array"));
        long count = strtol(value_of(expression), NULL, 10);
        for (long i = 0; i < count; i++) {
            snprintf(expression, sizeof expression, "(%s)[%ld]", attribute(child, "array"), i);
            give(attribute(child, "item"), expression);
            enqueue(value_of(attribute(xmlFirstElementChild(child), "expr")), interruptible);
        }
    }
}

/* Plays what is queued; the key that broke it off, or 0. */
static char play(struct call *call)
{
    char key = 0;
    for (size_t i = 0; i < queued && !key; i++) key = call_play(call, queue[i].prompt, queue[i].interruptible);
    queued = 0;
    return key;
}

static bool carry_out(xmlNodePtr node, struct call *call);

/* The branch of an <if> that holds. */
static bool carry_out_if(xmlNodePtr node, struct call *call)
{
    bool in = holds(attribute(node, "cond")), done = in;
    for (xmlNodePtr child = xmlFirstElementChild(node); child; child = xmlNextElementSibling(child)) {
        if (is(child, "elseif") || is(child, "else")) {
            in = !done && (is(child, "else") || holds(attribute(child, "cond")));
            done = done || in;
        } else if (in && carry_out(child, call)) {
            return true;
        }
    }
    return false;
}

/* True where the form is left. */
static bool carry_out(xmlNodePtr node, struct call *call)
{
    if (is(node, "prompt"))
        prompt(node);
    else if (is(node, "assign"))
        give(attribute(node, "name"), attribute(node, "expr"));
    else if (is(node, "if"))
        return carry_out_if(node, call);
    else if (is(node, "goto"))
        snprintf(next, TEXT, "%s", attribute(node, "next"));
    else if (is(node, "disconnect")) {
        play(call);
        call->over = true;
    } else
        fail_msg("%s", (const char *)node->name);
    return call->over || *next;
}

static bool carry_out_all(xmlNodePtr parent, struct call *call)
{
    for (xmlNodePtr child = xmlFirstElementChild(parent); child; child = xmlNextElementSibling(child))
        if (carry_out(child, call)) return true;
    return false;
}

static xmlNodePtr child_of(xmlNodePtr parent, const char *name)
{
    for (xmlNodePtr child = xmlFirstElementChild(parent); child; child = xmlNextElementSibling(child))
        if (is(child, name)) return child;
    return NULL;
}

static bool collect(xmlNodePtr field, struct call *call)
{
    const char *timeout = attribute(child_of(field, "property"), "value");
    char key[8];
    for (xmlNodePtr child = xmlFirstElementChild(field); child; child = xmlNextElementSibling(child))
        if (is(child, "prompt")) prompt(child);
    char pressed = play(call);
    if (!pressed && !strstr(timeout, "ms")) pressed = call_wait(call);
    if (!pressed) return carry_out_all(child_of(field, "noinput"), call);
    snprintf(key, sizeof key, "'%c'", pressed);
    give(attribute(field, "name"), key);
    return carry_out_all(child_of(field, "filled"), call);
}

static bool transfer(xmlNodePtr node, struct call *call)
{
    play(call);
    call_dial(call, attribute(node, "dest") + 4);
    give(attribute(node, "name"), "'noanswer'");
    return carry_out_all(child_of(node, "filled"), call);
}

static void run_form(xmlNodePtr form, struct call *call)
{
    *next = '\0';
    for (xmlNodePtr item = xmlFirstElementChild(form); item; item = xmlNextElementSibling(item)) {
        bool left = is(item, "block")   ? carry_out_all(item, call)
                    : is(item, "field") ? collect(item, call)
                                        : transfer(item, call);
        if (left) return;
    }
    fail_msg("the form %s has no end", attribute(form, "id"));
}

static void close_document(void)
{
    if (scripts) duk_destroy_heap(scripts);
    scripts = NULL;
    xmlFreeDoc(document);
    document = NULL;
}

static xmlDocPtr parse(const struct menu_file *file)
{
    xmlDocPtr parsed = xmlReadMemory(buffer_text(&file->text), (int)file->text.length, NULL, NULL, XML_PARSE_NONET);
    if (!parsed) fail_msg("%s is no XML", file->path);
    return parsed;
}

static void open_document(const struct menu_files *files, const char *path)
{
    size_t i = 0;
    while (i < files->count && strcmp(files->files[i].path, path) != 0) i++;
    if (i == files->count) fail_msg("no document %s", path);
    close_document();
    document = parse(&files->files[i]);
    scripts = duk_create_heap_default();
    assert_non_null(scripts);
    for (xmlNodePtr node = xmlFirstElementChild(xmlDocGetRootElement(document)); node;
         node = xmlNextElementSibling(node)) {
        if (is(node, "var")) give(attribute(node, "name"), attribute(node, "expr"));
        if (!is(node, "script")) continue;
        xmlChar *text = xmlNodeGetContent(node);
        if (duk_peval_string(scripts, (const char *)text) != 0) fail_msg("%s", duk_safe_to_string(scripts, -1));
        duk_pop(scripts);
        xmlFree(text);
    }
}

/* The form of the name, or the first one. */
static xmlNodePtr form_of(const char *name)
{
    for (xmlNodePtr node = xmlFirstElementChild(xmlDocGetRootElement(document)); node;
         node = xmlNextElementSibling(node))
        if (is(node, "form") && (!name || strcmp(attribute(node, "id"), name) == 0)) return node;
    fail_msg("no form %s", name ? name : "");
    return NULL;
}

static void drive(const struct menu_files *files, struct call *call)
{
    snprintf(next, TEXT, "telephone.vxml");
    queued = 0;
    for (size_t forms = 0; !call->over; forms++) {
        char to[TEXT];
        assert_true(forms < 100000);
        snprintf(to, TEXT, "%s", next);
        if (*to != '#') open_document(files, to);
        run_form(form_of(*to == '#' ? to + 1 : NULL), call);
    }
    close_document();
}

static void calls_end_well(void **state)
{
    (void)state;
    calls_take(MENU_VOICEXML, drive);
}

static void documents_are_voicexml(void **state)
{
    (void)state;
    xmlRelaxNGParserCtxtPtr parser = xmlRelaxNGNewParserCtxt(ALOUD_SOURCE "/tests/export/voicexml.rng");
    xmlRelaxNGPtr schema = xmlRelaxNGParse(parser);
    xmlRelaxNGFreeParserCtxt(parser);
    assert_non_null(schema);
    for (size_t i = 0; i < 12; i++) {
        static const size_t languages[] = {1, 2, 12}, sections[] = {1, 10};
        struct menu *menu = model_new(languages[i % 3], sections[i / 3 % 2], i / 6, i / 6 ? "+44123" : NULL);
        struct menu_files files = {0};
        assert_int_equal(menu_make(MENU_VOICEXML, menu, &files, NULL), STATUS_OK);
        assert_int_equal(files.count, languages[i % 3] + 1);
        for (size_t j = 0; j < files.count; j++) {
            xmlDocPtr parsed = parse(&files.files[j]);
            xmlRelaxNGValidCtxtPtr context = xmlRelaxNGNewValidCtxt(schema);
            if (xmlRelaxNGValidateDoc(context, parsed) != 0) fail_msg("%s is not valid", files.files[j].path);
            xmlRelaxNGFreeValidCtxt(context);
            xmlFreeDoc(parsed);
        }
        menu_files_done(&files);
        model_free(menu);
    }
    xmlRelaxNGFree(schema);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(documents_are_voicexml), cmocka_unit_test(calls_end_well)};
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    xmlCleanupParser();
    return failed;
}
