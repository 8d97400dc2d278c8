/* The dialplan is read by libxml2 and carried out as FreeSWITCH's documentation and source say. */
#include "cmocka_all.h"
#include "export/menu_call.h"

#include <libxml/parser.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unicode/uregex.h>
#include <unicode/ustring.h>

enum { TEXT = 3000, VARIABLES = 40, ACTIONS_MOST = 40, CONDITIONS_MOST = 8, GROUP = 100 };

struct action {
    char *application, *data;
    bool otherwise;
};

struct condition {
    char *field;
    URegularExpression *expression;
    char *pattern;
    bool never_breaks;
    struct action actions[ACTIONS_MOST];
    size_t action_count;
};

struct extension {
    struct condition conditions[CONDITIONS_MOST];
    size_t condition_count;
};

static struct extension *extensions;
static size_t extension_count;
static xmlDocPtr document;

static char *attribute(xmlNodePtr node, const char *name)
{
    for (xmlAttrPtr at = node->properties; at; at = at->next)
        if (strcmp((const char *)at->name, name) == 0) return (char *)at->children->content;
    fail_msg("%s lacks %s", (const char *)node->name, name);
    return NULL;
}

static bool has_attribute(xmlNodePtr node, const char *name)
{
    return xmlHasProp(node, (const xmlChar *)name) != NULL;
}

static URegularExpression *compile(const char *pattern)
{
    UErrorCode code = U_ZERO_ERROR;
    UParseError where;
    UChar wide[TEXT];
    u_strFromUTF8(wide, TEXT, NULL, pattern, -1, &code);
    URegularExpression *expression = uregex_open(wide, -1, 0, &where, &code);
    if (U_FAILURE(code)) fail_msg("%s is no regular expression", pattern);
    return expression;
}

static const char *const applications[] = {"answer",   "sleep",  "set",   "unset", "playback", "play_and_get_digits",
                                           "transfer", "bridge", "hangup"};

static void read_action(struct condition *condition, xmlNodePtr node)
{
    assert_true(condition->action_count < ACTIONS_MOST);
    struct action *action = &condition->actions[condition->action_count++];
    static char nothing[] = "";
    xmlAttrPtr data = xmlHasProp(node, (const xmlChar *)"data");
    assert_non_null(data);
    *action =
        (struct action){attribute(node, "application"), data->children ? (char *)data->children->content : nothing,
                        strcmp((const char *)node->name, "anti-action") == 0};
    size_t i = 0, count = sizeof applications / sizeof applications[0];
    while (i < count && strcmp(action->application, applications[i]) != 0) i++;
    if (i == count) fail_msg("no application %s", action->application);
    if (strcmp(action->application, "transfer") == 0) { /* each is let off the limit of transfers */
        const struct action *before = action - 1;
        assert_true(condition->action_count > 1 && strcmp(before->data, "max_forwards=70") == 0
                    && before->otherwise == action->otherwise);
    }
}

static void read_extension(xmlNodePtr node)
{
    assert_string_equal((const char *)node->name, "extension");
    struct extension *extension = &extensions[extension_count++];
    *extension = (struct extension){0};
    attribute(node, "name");
    for (xmlNodePtr child = node->children; child; child = child->next) {
        if (child->type != XML_ELEMENT_NODE) continue;
        assert_string_equal((const char *)child->name, "condition");
        assert_true(extension->condition_count < CONDITIONS_MOST);
        struct condition *condition = &extension->conditions[extension->condition_count++];
        condition->field = attribute(child, "field");
        condition->pattern = attribute(child, "expression");
        condition->expression = compile(condition->pattern);
        condition->never_breaks = has_attribute(child, "break");
        if (condition->never_breaks) assert_string_equal(attribute(child, "break"), "never");
        for (xmlNodePtr action = child->children; action; action = action->next) {
            if (action->type != XML_ELEMENT_NODE) continue;
            assert_true(strcmp((const char *)action->name, "action") == 0
                        || strcmp((const char *)action->name, "anti-action") == 0);
            read_action(condition, action);
        }
    }
    assert_string_equal(extension->conditions[0].field, "destination_number");
}

static void close_dialplan(void)
{
    for (size_t i = 0; i < extension_count; i++)
        for (size_t j = 0; j < extensions[i].condition_count; j++) uregex_close(extensions[i].conditions[j].expression);
    free(extensions);
    extensions = NULL;
    extension_count = 0;
    xmlFreeDoc(document);
    document = NULL;
}

static void open_dialplan(const struct menu_files *files)
{
    close_dialplan();
    assert_int_equal(files->count, 1);
    assert_string_equal(files->files[0].path, "aloud-back-pain.xml");
    char *text = strdup(buffer_text(&files->files[0].text));
    assert_non_null(text);
    for (char *at; (at = strstr(text, "$${"));) { /* filled in where the file is loaded */
        assert_int_equal(strncmp(at, "$${sounds_dir}/", 15), 0);
        memmove(at, at + 14, strlen(at + 14) + 1);
    }
    document = xmlReadMemory(text, (int)strlen(text), NULL, NULL, XML_PARSE_NONET);
    free(text);
    assert_non_null(document);
    xmlNodePtr root = xmlDocGetRootElement(document), context = xmlFirstElementChild(root);
    assert_string_equal((const char *)root->name, "include");
    assert_string_equal((const char *)context->name, "context");
    assert_string_equal(attribute(context, "name"), "aloud-back-pain");
    assert_null(xmlNextElementSibling(context));
    extensions = calloc(xmlChildElementCount(context), sizeof *extensions);
    assert_non_null(extensions);
    for (xmlNodePtr node = xmlFirstElementChild(context); node; node = xmlNextElementSibling(node))
        read_extension(node);
}

static struct {
    char names[VARIABLES][TEXT], values[VARIABLES][TEXT];
    size_t count;
    char destination[TEXT];
} channel;

static const char *get(const char *name)
{
    for (size_t i = 0; i < channel.count; i++)
        if (strcmp(channel.names[i], name) == 0) return channel.values[i];
    return "";
}

static void set(const char *name, const char *value)
{
    size_t i = 0;
    while (i < channel.count && strcmp(channel.names[i], name) != 0) i++;
    assert_true(i < VARIABLES);
    snprintf(channel.names[i], TEXT, "%s", name);
    snprintf(channel.values[i], TEXT, "%s", value);
    if (i == channel.count) channel.count++;
}

/* "a * 9 + b", from the left with * first, as the menus have it. */
static long evaluate(const char *text)
{
    char *end = NULL;
    long value = strtol(text, &end, 10);
    assert_ptr_not_equal(text, end);
    if (strncmp(end, " * ", 3) == 0) value *= strtol(end + 3, &end, 10);
    if (strncmp(end, " + ", 3) == 0)
        value += strtol(end + 3, &end, 10);
    else if (strncmp(end, " - ", 3) == 0)
        value -= strtol(end + 3, &end, 10);
    if (*end) fail_msg("expr(%s)", text);
    return value;
}

static void expand(const char *text, char *ret)
{
    size_t length = 0;
    while (*text) {
        if (strncmp(text, "${", 2) != 0) {
            ret[length++] = *text++;
            assert_true(length < TEXT);
            continue;
        }
        size_t depth = 1;
        const char *end = text + 2;
        while (depth) {
            depth += *end == '{';
            depth -= *end == '}';
            assert_true(*end++);
        }
        char inside[TEXT], filled[TEXT];
        snprintf(inside, TEXT, "%.*s", (int)(end - text - 3), text + 2);
        if (strncmp(inside, "expr(", 5) == 0) {
            inside[strlen(inside) - 1] = '\0';
            expand(inside + 5, filled);
            length += (size_t)snprintf(ret + length, TEXT - length, "%ld", evaluate(filled));
        } else {
            length += (size_t)snprintf(ret + length, TEXT - length, "%s", get(inside));
        }
        text = end;
    }
    ret[length] = '\0';
}

/* Whether the condition holds; `group` gets what is in its first brackets. */
static bool holds(const struct condition *condition, char group[GROUP])
{
    char value[TEXT];
    if (strcmp(condition->field, "destination_number") == 0)
        snprintf(value, TEXT, "%s", channel.destination);
    else
        expand(condition->field, value);
    UErrorCode code = U_ZERO_ERROR;
    UChar wide[TEXT], found[GROUP];
    u_strFromUTF8(wide, TEXT, NULL, value, -1, &code);
    uregex_setText(condition->expression, wide, -1, &code);
    bool result = uregex_find(condition->expression, 0, &code);
    *group = '\0';
    if (result && uregex_groupCount(condition->expression, &code) > 0) {
        uregex_group(condition->expression, 1, found, GROUP, &code);
        u_strToUTF8(group, GROUP, NULL, found, -1, &code);
    }
    assert_true(U_SUCCESS(code));
    return result;
}

/* The actions of the first extension that fits, "$1" filled in. */
static size_t route(char actions[][2][TEXT])
{
    for (size_t i = 0; i < extension_count; i++) {
        size_t count = 0;
        bool matched = false, in = true;
        for (size_t j = 0; j < extensions[i].condition_count && in; j++) {
            const struct condition *condition = &extensions[i].conditions[j];
            char group[GROUP];
            bool hold = holds(condition, group);
            matched = matched || (hold && j == 0);
            for (size_t k = 0; k < condition->action_count; k++) {
                if (condition->actions[k].otherwise == hold) continue;
                const char *data = condition->actions[k].data, *mark = strstr(data, "$1");
                snprintf(actions[count][0], TEXT, "%s", condition->actions[k].application);
                if (mark)
                    snprintf(actions[count][1], TEXT, "%.*s%s%s", (int)(mark - data), data, group, mark + 2);
                else
                    snprintf(actions[count][1], TEXT, "%s", data);
                count++;
            }
            in = hold || condition->never_breaks;
        }
        if (matched && count > 0) return count;
    }
    fail_msg("nothing fits %s", channel.destination);
    return 0;
}

/* A sound file's name as the model has it; NULL for silence. */
static const char *prompt_of(char *file)
{
    static const char folder[] = "/aloud/";
    if (strncmp(file, "silence_stream://", 17) == 0) return NULL;
    if (strncmp(file, folder, strlen(folder)) != 0) fail_msg("%s", file);
    size_t length = strlen(file);
    assert_true(length > 4 && strcmp(file + length - 4, ".wav") == 0);
    file[length - 4] = '\0';
    return file + strlen(folder);
}

/* min max tries timeout terminators file invalid_file var_name regexp digit_timeout. As FreeSWITCH does it: no terminators
 * are "#", and one that is typed is no digit; less than a second is a second. */
static void play_and_get(char *data, struct call *call)
{
    char *parts[10], *rest = data;
    for (size_t i = 0; i < 10; i++) {
        parts[i] = rest;
        rest += strcspn(rest, " ");
        assert_true((*rest == ' ') == (i < 9));
        if (*rest) *rest++ = '\0';
    }
    for (size_t i = 0; i < 3; i++) assert_string_equal(parts[i], "1");
    const char *terminators = strcmp(parts[4], "''") == 0 ? "#" : parts[4];
    assert_string_equal(parts[6], "''");
    assert_true(strtol(parts[3], NULL, 10) >= 1000);
    assert_string_equal(parts[7], "aloud_key");
    assert_string_equal(parts[8], "^[0-9*#]$");
    assert_string_equal(get("aloud_key"), "");
    char *file = parts[5], key[2] = "";
    bool list = strncmp(file, "file_string://", 14) == 0;
    for (file += list ? 14 : 0; file && !*key;) {
        char *next = list ? strchr(file, '!') : NULL;
        if (next) *next++ = '\0';
        const char *prompt = prompt_of(file);
        if (prompt) key[0] = call_play(call, prompt, true);
        file = next;
    }
    if (!*key && strtol(parts[3], NULL, 10) > 1000) key[0] = call_wait(call);
    if (*key && !strchr(terminators, *key)) set("aloud_key", key);
}

static bool carry_out(const char *application, const char *raw, struct call *call)
{
    char data[TEXT];
    expand(raw, data);
    char *equals = strchr(data, '=');
    if (strcmp(application, "set") == 0) {
        assert_non_null(equals);
        *equals = '\0';
        set(data, equals + 1);
    } else if (strcmp(application, "unset") == 0) {
        set(data, "");
    } else if (strcmp(application, "playback") == 0) {
        const char *prompt = prompt_of(data);
        assert_non_null(prompt);
        if (prompt) call_play(call, prompt, false);
    } else if (strcmp(application, "play_and_get_digits") == 0) {
        play_and_get(data, call);
    } else if (strcmp(application, "transfer") == 0) {
        char *context = strstr(data, " XML ");
        assert_true(context && strcmp(context, " XML aloud-back-pain") == 0);
        *context = '\0';
        snprintf(channel.destination, TEXT, "%s", data);
        return true;
    } else if (strcmp(application, "bridge") == 0) {
        char *context = strchr(data + 9, '/');
        assert_true(strncmp(data, "loopback/", 9) == 0 && context && strcmp(context, "/default") == 0);
        *context = '\0';
        call_dial(call, data + 9);
    } else if (strcmp(application, "hangup") == 0) {
        call->over = true;
    }
    return call->over;
}

static void drive(const struct menu_files *files, struct call *call)
{
    static char actions[ACTIONS_MOST * 3][2][TEXT];
    open_dialplan(files);
    memset(&channel, 0, sizeof channel);
    snprintf(channel.destination, TEXT, "start");
    for (size_t steps = 0; !call->over; steps++) {
        assert_true(steps < 100000);
        size_t count = route(actions), i = 0;
        while (i < count && !carry_out(actions[i][0], actions[i][1], call)) i++;
        if (i == count) fail_msg("%s has no end", channel.destination);
        if (i + 1 < count) fail_msg("more behind the end of %s", channel.destination);
    }
    close_dialplan();
}

static void calls_end_well(void **state)
{
    (void)state;
    calls_take(MENU_FREESWITCH, drive);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(calls_end_well)};
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    xmlCleanupParser();
    return failed;
}
