/* The documents are fetched from a host that has the rule of menu_twiml.c, and carried out as Twilio's documentation says. */
#include "cmocka_all.h"
#include "export/menu_call.h"

#include <libxml/parser.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { TEXT = 600 };

static struct place {
    const struct menu_file *file;
} * sorted;
static size_t file_count;

static int compare(const void *a, const void *b)
{
    const struct place *left = a, *right = b;
    return strcmp(left->file->path, right->file->path);
}

static const struct menu_file *find(const char *path)
{
    struct menu_file wanted = {.path = strdup(path)};
    struct place key = {&wanted};
    const struct place *found = bsearch(&key, sorted, file_count, sizeof key, compare);
    free(wanted.path);
    return found ? found->file : NULL;
}

static void sort_files(const struct menu_files *files)
{
    sorted = calloc(files->count, sizeof(struct place));
    assert_non_null(sorted);
    file_count = files->count;
    for (size_t i = 0; i < file_count; i++) sorted[i].file = &files->files[i];
    qsort(sorted, file_count, sizeof(struct place), compare);
    for (size_t i = 1; i < file_count; i++) assert_string_not_equal(sorted[i - 1].file->path, sorted[i].file->path);
}

/* `link` seen from the document `from`; neither begins with "/". */
static void resolve(const char *from, const char *link, char ret[TEXT])
{
    snprintf(ret, TEXT, "%s", from);
    char *slash = strrchr(ret, '/');
    if (slash)
        *slash = '\0';
    else
        *ret = '\0';
    for (; strncmp(link, "../", 3) == 0; link += 3) {
        if (!*ret) fail_msg("%s leads out of the documents", from);
        slash = strrchr(ret, '/');
        if (slash)
            *slash = '\0';
        else
            *ret = '\0';
    }
    size_t length = strlen(ret);
    snprintf(ret + length, TEXT - length, "%s%s", length ? "/" : "", link);
}

/* The rule; `key` is a digit, "star", "hash" or "none". */
static const struct menu_file *by_rule(const char *url, const char *key)
{
    char path[TEXT];
    snprintf(path, TEXT, "%s", url);
    char *parts[5]; /* top, a, b, c, mode */
    for (size_t i = 4; i > 0; i--) {
        char *slash = strrchr(path, '/');
        if (!slash) fail_msg("%s is no state", url);
        *slash = '\0';
        parts[i] = slash + 1;
    }
    parts[0] = path;
    char tries[8][TEXT * 2];
    snprintf(tries[0], sizeof tries[0], "%s/%s-%s.xml", parts[0], parts[4], key);
    snprintf(tries[1], sizeof tries[1], "%s/%s/%s/%s/%s.xml", parts[0], parts[1], parts[2], parts[3], key);
    snprintf(tries[2], sizeof tries[2], "%s/%s/%s/%s.xml", parts[0], parts[1], parts[2], key);
    snprintf(tries[3], sizeof tries[3], "%s/%s/%s.xml", parts[0], parts[1], key);
    snprintf(tries[4], sizeof tries[4], "%s/%s.xml", parts[0], key);
    snprintf(tries[5], sizeof tries[5], "%s/%s/%s/%s/wrong.xml", parts[0], parts[1], parts[2], parts[3]);
    snprintf(tries[6], sizeof tries[6], "%s/%s-wrong.xml", parts[0], parts[4]);
    snprintf(tries[7], sizeof tries[7], "%s/wrong.xml", parts[0]);
    for (size_t i = 0; i < 8; i++) {
        const struct menu_file *found = find(tries[i]);
        if (found) return found;
    }
    return NULL;
}

static const char *text_of(xmlNodePtr node)
{
    assert_true(node->children && !node->children->next && node->children->type == XML_TEXT_NODE);
    return (const char *)node->children->content;
}

/* The attributes of a verb: exactly these. */
static void assert_attributes(xmlNodePtr node, size_t count, const char *const (*expected)[2])
{
    size_t found = 0;
    for (xmlAttrPtr at = node->properties; at; at = at->next, found++) {
        size_t i = 0;
        while (i < count && strcmp((const char *)at->name, expected[i][0]) != 0) i++;
        assert_true(i < count);
        if (expected[i][1])
            assert_string_equal(at->children ? (const char *)at->children->content : "", expected[i][1]);
    }
    assert_int_equal(found, count);
}

static char *attribute(xmlNodePtr node, const char *name)
{
    return (char *)xmlHasProp(node, (const xmlChar *)name)->children->content;
}

static char play(xmlNodePtr node, const char *url, struct call *call, bool interruptible)
{
    char path[TEXT];
    assert_attributes(node, 0, NULL);
    resolve(url, text_of(node), path);
    size_t length = strlen(path);
    if (strncmp(path, "sounds/", 7) != 0 || strcmp(path + length - 4, ".wav") != 0) fail_msg("%s: %s", url, path);
    path[length - 4] = '\0';
    return call_play(call, path + 7, interruptible);
}

static char gather(xmlNodePtr node, const char *url, struct call *call)
{
    static const char *const attributes[][2] = {{"input", "dtmf"}, {"numDigits", "1"}, {"finishOnKey", ""},
                                                {"timeout", NULL}, {"action", NULL},   {"method", "GET"}};
    assert_attributes(node, 6, attributes);
    char key = 0;
    for (xmlNodePtr child = xmlFirstElementChild(node); child && !key; child = xmlNextElementSibling(child)) {
        assert_string_equal((const char *)child->name, "Play");
        key = play(child, url, call, true);
    }
    if (!key && strtol(attribute(node, "timeout"), NULL, 10) > 1) key = call_wait(call);
    return key;
}

/* Where the call goes on: true, and the URL in `url`, the key in `key`. */
static bool carry_out(xmlNodePtr response, char url[TEXT], char key[8], struct call *call)
{
    char next[TEXT];
    static const char *const get[][2] = {{"method", "GET"}}, *const dial[][2] = {{"timeout", "40"}};
    assert_string_equal((const char *)response->name, "Response");
    snprintf(key, 8, "none");
    for (xmlNodePtr verb = xmlFirstElementChild(response); verb; verb = xmlNextElementSibling(verb)) {
        const char *name = (const char *)verb->name;
        if (strcmp(name, "Play") == 0) {
            play(verb, url, call, false);
        } else if (strcmp(name, "Gather") == 0) {
            char pressed = gather(verb, url, call);
            if (!pressed) continue;
            resolve(url, attribute(verb, "action"), next);
            snprintf(url, TEXT, "%s", next);
            snprintf(key, 8, "%s", pressed == '*' ? "star" : pressed == '#' ? "hash" : (char[]){pressed, '\0'});
            return true;
        } else if (strcmp(name, "Redirect") == 0) {
            assert_attributes(verb, 1, get);
            assert_null(xmlNextElementSibling(verb));
            resolve(url, text_of(verb), next);
            snprintf(url, TEXT, "%s", next);
            return true;
        } else if (strcmp(name, "Dial") == 0) {
            assert_attributes(verb, 1, dial);
            call_dial(call, text_of(verb));
        } else {
            assert_string_equal(name, "Hangup");
            assert_null(xmlNextElementSibling(verb));
            call->over = true;
            return false;
        }
    }
    fail_msg("%s has no end", url);
    return false;
}

static xmlDocPtr parse(const struct menu_file *file)
{
    xmlDocPtr document = xmlReadMemory(buffer_text(&file->text), (int)file->text.length, NULL, NULL,
                                       XML_PARSE_NONET | XML_PARSE_NOBLANKS);
    if (!document) fail_msg("%s is no XML", file->path);
    return document;
}

static void drive(const struct menu_files *files, struct call *call)
{
    char url[TEXT] = "start.xml", key[8] = "none";
    sort_files(files);
    for (bool on = true; on;) {
        const struct menu_file *file = find(url);
        if (!file) file = by_rule(url, key);
        if (!file) fail_msg("nothing at %s with %s", url, key);
        xmlDocPtr document = parse(file);
        on = carry_out(xmlDocGetRootElement(document), url, key, call);
        xmlFreeDoc(document);
    }
    free(sorted);
    sorted = NULL;
}

static void calls_end_well(void **state)
{
    (void)state;
    calls_take(MENU_TWIML, drive);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(calls_end_well)};
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    xmlCleanupParser();
    return failed;
}
