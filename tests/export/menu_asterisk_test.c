/* extensions.conf is read by a strict reader and carried out as Asterisk's documentation says. */
#include "cmocka_all.h"
#include "export/menu_call.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { TEXT = 400, VARIABLES = 40, DEEPEST = 8 };

struct line {
    char context[80], extension[80], label[40];
    unsigned priority;
    char application[20], data[TEXT];
};

static struct line *lines;
static size_t line_count;

/* Applications, and the arguments that they take (comma-separated; Set is one). */
static const struct {
    const char *name;
    size_t least, most;
} applications[] = {{"Answer", 0, 0}, {"Wait", 1, 1},   {"Set", 1, 1},        {"Goto", 1, 3},     {"GotoIf", 1, 1},
                    {"Gosub", 3, 3},  {"Return", 0, 0}, {"Background", 1, 1}, {"Playback", 1, 1}, {"WaitExten", 1, 1},
                    {"Hangup", 0, 0}, {"Dial", 2, 2},   {"NoOp", 0, 0}};

/* Splits at commas outside brackets. */
static size_t split(char *text, char **parts, size_t most)
{
    size_t count = 0, depth = 0;
    if (!text || !*text) return 0;
    parts[count++] = text;
    for (; *text; text++) {
        depth += *text == '{' || *text == '[' || *text == '(';
        depth -= *text == '}' || *text == ']' || *text == ')';
        if (*text != ',' || depth) continue;
        *text = '\0';
        assert_true(count < most);
        parts[count++] = text + 1;
    }
    assert_int_equal(depth, 0);
    return count;
}

static void check_application(const struct line *line)
{
    size_t i = 0, count = sizeof applications / sizeof applications[0];
    while (i < count && strcmp(applications[i].name, line->application) != 0) i++;
    if (i == count) fail_msg("no application %s", line->application);
    char data[TEXT], *parts[8];
    snprintf(data, sizeof data, "%s", line->data);
    size_t arguments =
        strcmp(line->application, "Set") == 0 || strcmp(line->application, "GotoIf") == 0 ? 1 : split(data, parts, 8);
    if (arguments < applications[i].least || arguments > applications[i].most)
        fail_msg("%s(%s)", line->application, line->data);
}

/* "app(data)" behind "exten => x,1," or " same => n(label),". */
static void read_application(struct line *line, const char *text)
{
    const char *open = strchr(text, '(');
    assert_non_null(open);
    size_t length = strlen(text);
    assert_int_equal(text[length - 1], ')');
    snprintf(line->application, sizeof line->application, "%.*s", (int)(open - text), text);
    assert_true(length - (size_t)(open - text) - 2 < TEXT);
    snprintf(line->data, sizeof line->data, "%.*s", (int)(length - (size_t)(open - text) - 2), open + 1);
    assert_null(strpbrk(line->data, ";\t\r"));
    check_application(line);
}

static void read_line(char *text, char *context)
{
    if (!*text || *text == ';') return;
    if (*text == '[') {
        char *end = strchr(text, ']');
        assert_true(end && !end[1] && end - text <= 79);
        *end = '\0';
        strcpy(context, text + 1);
        for (size_t i = 0; i < line_count; i++) assert_string_not_equal(lines[i].context, context);
        return;
    }
    struct line *line = &lines[line_count];
    *line = (struct line){0};
    snprintf(line->context, sizeof line->context, "%s", context);
    if (strncmp(text, "exten => ", 9) == 0) {
        char *comma = strchr(text + 9, ',');
        assert_true(comma && strncmp(comma, ",1,", 3) == 0);
        snprintf(line->extension, sizeof line->extension, "%.*s", (int)(comma - text - 9), text + 9);
        for (size_t i = line_count > 4000 ? line_count - 400 : 0; i < line_count; i++)
            if (strcmp(lines[i].context, context) == 0 && lines[i].priority == 1)
                assert_string_not_equal(lines[i].extension, line->extension);
        line->priority = 1;
        read_application(line, comma + 3);
    } else {
        assert_int_equal(strncmp(text, " same => n", 10), 0);
        assert_true(line_count > 0 && strcmp(lines[line_count - 1].context, context) == 0);
        strcpy(line->extension, lines[line_count - 1].extension);
        line->priority = lines[line_count - 1].priority + 1;
        text += 10;
        if (*text == '(') {
            char *end = strchr(text, ')');
            assert_non_null(end);
            snprintf(line->label, sizeof line->label, "%.*s", (int)(end - text - 1), text + 1);
            assert_false(isdigit(*line->label));
            text = end + 1;
        }
        assert_int_equal(*text, ',');
        read_application(line, text + 1);
    }
    line_count++;
}

static void read_dialplan(const struct menu_files *files)
{
    assert_int_equal(files->count, 1);
    assert_string_equal(files->files[0].path, "extensions.conf");
    char *text = strdup(buffer_text(&files->files[0].text)), context[80] = "";
    size_t count = 0;
    for (const char *at = text; (at = strchr(at, '\n')); at++) count++;
    assert_true(text[strlen(text) - 1] == '\n');
    free(lines);
    lines = calloc(count + 1, sizeof *lines);
    line_count = 0;
    assert_non_null(lines);
    for (char *start = text, *end; (end = strchr(start, '\n')); start = end + 1) {
        *end = '\0';
        read_line(start, context);
    }
    free(text);
}

/* The line of context, extension and priority or label; NULL: there is none. */
static const struct line *find(const char *context, const char *extension, const char *priority)
{
    for (size_t i = 0; i < line_count; i++) {
        if (strcmp(lines[i].context, context) != 0) continue;
        bool same = strcmp(lines[i].extension, extension) == 0;
        bool pattern =
            strcmp(lines[i].extension, "_Z") == 0 && extension[0] >= '1' && extension[0] <= '9' && !extension[1];
        if (!same && !pattern) continue;
        if (isdigit(*priority) ? lines[i].priority == strtoul(priority, NULL, 10)
                               : strcmp(lines[i].label, priority) == 0)
            return &lines[i];
    }
    return NULL;
}

/* A channel. */
static struct {
    char names[VARIABLES][TEXT], values[VARIABLES][TEXT];
    size_t count;
    char language[40], extension[80];
    const struct line *stack[DEEPEST];
    size_t depth;
} channel;

static const char *get(const char *name)
{
    if (strcmp(name, "EXTEN") == 0) return channel.extension;
    for (size_t i = 0; i < channel.count; i++)
        if (strcmp(channel.names[i], name) == 0) return channel.values[i];
    if (strcmp(name, "ALOUD_OPERATOR_CONTEXT") != 0) fail_msg("%s is not set", name);
    return "";
}

static void set(const char *name, const char *value)
{
    size_t i = 0;
    while (i < channel.count && strcmp(channel.names[i], name) != 0) i++;
    assert_true(i < VARIABLES);
    snprintf(channel.names[i], sizeof channel.names[i], "%s", name);
    snprintf(channel.values[i], sizeof channel.values[i], "%s", value);
    if (i == channel.count) channel.count++;
}

static long term(const char **at)
{
    char *end = NULL;
    long value = strtol(*at, &end, 10);
    assert_ptr_not_equal(end, *at);
    *at = end;
    while (strncmp(*at, " * ", 3) == 0 || strncmp(*at, " % ", 3) == 0) {
        char sign = (*at)[1];
        long other = strtol(*at + 3, &end, 10);
        assert_ptr_not_equal(end, *at + 3);
        *at = end;
        value = sign == '*' ? value * other : value % other;
    }
    return value;
}

static long sum(const char **at)
{
    long value = term(at);
    while (strncmp(*at, " + ", 3) == 0 || strncmp(*at, " - ", 3) == 0) {
        long sign = (*at)[1] == '+' ? 1 : -1;
        *at += 3;
        value += sign * term(at);
    }
    return value;
}

/* The inside of $[ ], variables filled in. */
static long evaluate(const char *text)
{
    if (*text == '"') {
        const char *end = strchr(text + 1, '"');
        assert_true(end && strncmp(end, "\" = \"", 5) == 0);
        const char *other = end + 5, *stop = strchr(other, '"');
        assert_true(stop && !stop[1]);
        return (end - text - 1) == (stop - other) && strncmp(text + 1, other, (size_t)(stop - other)) == 0;
    }
    long left = sum(&text), right = 0;
    if (!*text) return left;
    char sign[4] = "";
    size_t length = strcspn(text + 1, " ");
    assert_true(*text == ' ' && length < sizeof sign);
    memcpy(sign, text + 1, length);
    text += length + 2;
    right = sum(&text);
    assert_int_equal(*text, '\0');
    if (strcmp(sign, "<") == 0) return left < right;
    if (strcmp(sign, ">") == 0) return left > right;
    if (strcmp(sign, "<=") == 0) return left <= right;
    if (strcmp(sign, ">=") == 0) return left >= right;
    assert_string_equal(sign, "=");
    return left == right;
}

static void expand(const char *text, char *ret);

/* SPRINTF(format,number) and IF(condition?text:text), else a variable. */
static void function(const char *text, char *ret)
{
    char inside[TEXT];
    expand(text, inside);
    if (strncmp(inside, "SPRINTF(%0", 10) == 0) {
        int digits = inside[10] - '0';
        assert_true((digits == 2 || digits == 4) && strncmp(inside + 11, "d,", 2) == 0);
        snprintf(ret, TEXT, "%0*ld", digits, strtol(inside + 13, NULL, 10));
    } else if (strncmp(inside, "IF(", 3) == 0) {
        char *mark = strchr(inside, '?'), *colon = strchr(inside, ':');
        assert_true(mark && colon && mark < colon && inside[strlen(inside) - 1] == ')');
        *mark = *colon = inside[strlen(inside) - 1] = '\0';
        inside[strlen(colon + 1) + (size_t)(colon + 1 - inside)] = '\0';
        snprintf(ret, TEXT, "%s", strtol(inside + 3, NULL, 10) ? mark + 1 : colon + 1);
    } else {
        snprintf(ret, TEXT, "%s", get(inside));
    }
}

/* Variables, functions and expressions. */
static void expand(const char *text, char *ret)
{
    size_t length = 0;
    while (*text) {
        if (*text != '$') {
            assert_true(length + 1 < TEXT);
            ret[length++] = *text++;
            continue;
        }
        char open = text[1], close = open == '{' ? '}' : ']', inside[TEXT], value[TEXT];
        assert_true(open == '{' || open == '[');
        size_t depth = 1;
        const char *end = text + 2;
        for (; *end; end++) {
            depth += *end == open;
            depth -= *end == close;
            if (depth == 0) break;
        }
        assert_int_equal(*end, close);
        snprintf(inside, sizeof inside, "%.*s", (int)(end - text - 2), text + 2);
        if (open == '{')
            function(inside, value);
        else {
            char filled[TEXT];
            expand(inside, filled);
            snprintf(value, sizeof value, "%ld", evaluate(filled));
        }
        length += (size_t)snprintf(ret + length, TEXT - length, "%s", value);
        text = end + 1;
    }
    ret[length] = '\0';
}

/* [[context,]extension,]priority, seen from `line`. */
static const struct line *jump(const struct line *line, char *target)
{
    char *parts[3] = {NULL};
    size_t count = split(target, parts, 3);
    if (count == 0) fail_msg("%s,%s: no target", line->context, line->extension);
    const char *context = count == 3 ? parts[0] : line->context;
    const char *extension = count >= 2 ? parts[count - 2] : line->extension;
    const struct line *found = find(context, extension, parts[count - 1]);
    if (!found)
        fail_msg("%s,%s: no target %s,%s,%s", line->context, line->extension, context, extension, parts[count - 1]);
    return found;
}

static const struct line *pressed(const struct line *line, char key)
{
    const struct line *found = find(line->context, (char[]){key, '\0'}, "1");
    snprintf(channel.extension, sizeof channel.extension, "%c", key);
    if (!found) found = find(line->context, "i", "1");
    if (!found) fail_msg("%s has no i", line->context);
    return found;
}

static const struct line *after(const struct line *line)
{
    const struct line *next = line + 1;
    if (next >= lines + line_count || strcmp(next->context, line->context) != 0
        || strcmp(next->extension, line->extension) != 0)
        fail_msg("%s,%s runs out", line->context, line->extension);
    return next;
}

static const struct line *go_if(const struct line *line, char *data)
{
    char *mark = strchr(data, '?');
    assert_non_null(mark);
    *mark = '\0';
    char *yes = mark + 1, *no = strchr(yes, ':');
    if (no) *no++ = '\0';
    char *target = strtol(data, NULL, 10) ? yes : no;
    return target && *target ? jump(line, target) : after(line);
}

static const struct line *step(const struct line *line, struct call *call)
{
    char data[TEXT], prompt[TEXT + 50];
    const char *application = line->application;
    expand(line->data, data);
    snprintf(prompt, sizeof prompt, "%s/%s", channel.language, data);
    char key = 0;
    if (strcmp(application, "Hangup") == 0) return NULL;
    if (strcmp(application, "Set") == 0) {
        char *equals = strchr(data, '=');
        assert_non_null(equals);
        *equals = '\0';
        if (strcmp(data, "CHANNEL(language)") == 0)
            snprintf(channel.language, sizeof channel.language, "%s", equals + 1);
        else if (strcmp(data, "TIMEOUT(digit)") != 0)
            set(data, equals + 1);
    } else if (strcmp(application, "Goto") == 0) {
        return jump(line, data);
    } else if (strcmp(application, "GotoIf") == 0) {
        return go_if(line, data);
    } else if (strcmp(application, "Gosub") == 0) {
        assert_true(channel.depth < DEEPEST);
        channel.stack[channel.depth++] = after(line);
        return jump(line, data);
    } else if (strcmp(application, "Return") == 0) {
        assert_true(channel.depth > 0);
        return channel.stack[--channel.depth];
    } else if (strcmp(application, "Playback") == 0) {
        call_play(call, prompt, false);
    } else if (strcmp(application, "Background") == 0) {
        key = call_play(call, prompt, true);
        if (key) return pressed(line, key);
    } else if (strcmp(application, "WaitExten") == 0) {
        key = call_wait(call);
        if (key) return pressed(line, key);
        const struct line *found = find(line->context, "t", "1");
        assert_non_null(found);
        return found;
    } else if (strcmp(application, "Dial") == 0) {
        char *at = strchr(data, '@');
        assert_true(at && strncmp(data, "Local/", 6) == 0 && strcmp(at, "@default,40") == 0);
        *at = '\0';
        call_dial(call, data + 6);
    }
    return after(line);
}

/* Every target that is written out, and every file. */
static void check_targets(void)
{
    for (size_t i = 0; i < line_count; i++) {
        char data[TEXT];
        snprintf(data, sizeof data, "%s", lines[i].data);
        if (strcmp(lines[i].application, "Goto") == 0 && !strchr(data, '$')) jump(&lines[i], data);
        if (strcmp(lines[i].application, "GotoIf") != 0) continue;
        char *mark = strrchr(data, '?'), *no = mark ? strchr(mark, ':') : NULL;
        assert_non_null(mark);
        if (no) *no = '\0';
        jump(&lines[i], mark + 1);
        if (no) jump(&lines[i], no + 1);
    }
}

/* Wherever a key is taken, each key and silence lead somewhere. */
static void check_keys(void)
{
    for (size_t i = 0; i < line_count; i++) {
        if (strcmp(lines[i].application, "Background") != 0) continue;
        for (const char *key = "0123456789*#"; *key; key++) pressed(&lines[i], *key);
        assert_non_null(find(lines[i].context, "t", "1"));
    }
}

static void drive(const struct menu_files *files, struct call *call)
{
    read_dialplan(files);
    memset(&channel, 0, sizeof channel);
    char entry[80];
    snprintf(entry, sizeof entry, "aloud-%s", call->menu->name);
    size_t steps = 0;
    for (const struct line *line = find(entry, "s", "1"); line; line = step(line, call)) assert_true(steps++ < 1000000);
    assert_int_equal(channel.depth, 0);
    call->over = true;
}

static void calls_end_well(void **state)
{
    (void)state;
    calls_take(MENU_ASTERISK, drive);
    free(lines);
    lines = NULL;
}

static void every_target_is_there(void **state)
{
    (void)state;
    static const size_t languages[] = {1, 2, 12}, sections[] = {1, 9, 10, 60};
    for (size_t i = 0; i < 24; i++) {
        struct menu *menu = model_new(languages[i % 3], sections[i / 3 % 4], i / 12, i / 12 ? "+44123" : NULL);
        struct menu_files files = {0};
        assert_int_equal(menu_make(MENU_ASTERISK, menu, &files, NULL), STATUS_OK);
        read_dialplan(&files);
        check_targets();
        check_keys();
        menu_files_done(&files);
        model_free(menu);
    }
    free(lines);
    lines = NULL;
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(every_target_is_there), cmocka_unit_test(calls_end_well)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
