#include "check/source_lines.h"

#include "check/source_html.h"

#include <ctype.h>
#include <string.h>

static bool is_space(char c)
{
    return c == ' ' || c == '\t' || c == '\v' || c == '\f';
}

bool line_is_blank(const char *text, size_t length)
{
    for (size_t i = 0; i < length; i++)
        if (!is_space(text[i])) return false;
    return true;
}

bool line_is_thematic_break(const char *text, size_t length)
{
    if (length == 0 || !strchr("*-_", text[0])) return false;
    size_t count = 0;
    for (size_t i = 0; i < length; i++) {
        if (text[i] == text[0])
            count++;
        else if (!is_space(text[i]))
            return false;
    }
    return count >= 3;
}

bool line_is_atx_heading(const char *text, size_t length)
{
    size_t hashes = 0;
    while (hashes < length && text[hashes] == '#') hashes++;
    return hashes >= 1 && hashes <= 6 && (hashes == length || is_space(text[hashes]));
}

bool line_is_setext_underline(const char *text, size_t length)
{
    if (length == 0 || (text[0] != '=' && text[0] != '-')) return false;
    size_t run = 0;
    while (run < length && text[run] == text[0]) run++;
    return line_is_blank(text + run, length - run);
}

static size_t run_length(const char *text, size_t length)
{
    size_t run = 0;
    while (run < length && text[run] == text[0]) run++;
    return run;
}

size_t line_opening_fence(const char *text, size_t length)
{
    if (length < 3 || (text[0] != '`' && text[0] != '~')) return 0;
    size_t run = run_length(text, length);
    if (run < 3) return 0;
    if (text[0] == '`' && memchr(text + run, '`', length - run)) return 0;
    return run;
}

bool line_closes_fence(const char *text, size_t length, char fence, size_t fence_length)
{
    if (length == 0 || text[0] != fence) return false;
    size_t run = run_length(text, length);
    return run >= fence_length && line_is_blank(text + run, length - run);
}

static bool starts_with_name(const char *text, size_t length, const char *const *names)
{
    for (size_t i = 0; names[i]; i++) {
        size_t name = strlen(names[i]);
        if (length < name || strncasecmp(text, names[i], name) != 0) continue;
        char behind = length == name ? ' ' : text[name];
        if (is_space(behind) || behind == '>' || (behind == '/' && length > name + 1 && text[name + 1] == '>'))
            return true;
    }
    return false;
}

static const char *const raw_names[] = {"script", "pre", "style", "textarea", NULL};
static const char *const block_names[] = {
    "address",  "article",    "aside",  "base",    "basefont", "blockquote", "body",     "caption",  "center",
    "col",      "colgroup",   "dd",     "details", "dialog",   "dir",        "div",      "dl",       "dt",
    "fieldset", "figcaption", "figure", "footer",  "form",     "frame",      "frameset", "h1",       "h2",
    "h3",       "h4",         "h5",     "h6",      "head",     "header",     "hr",       "html",     "iframe",
    "legend",   "li",         "link",   "main",    "menu",     "menuitem",   "nav",      "noframes", "ol",
    "optgroup", "option",     "p",      "param",   "section",  "source",     "summary",  "table",    "tbody",
    "td",       "tfoot",      "th",     "thead",   "title",    "tr",         "track",    "ul",       NULL};

unsigned line_html_start(const char *text, size_t length)
{
    if (length < 2 || text[0] != '<') return 0;
    if (starts_with_name(text + 1, length - 1, raw_names)) return 1;
    if (length >= 4 && memcmp(text, "<!--", 4) == 0) return 2;
    if (text[1] == '?') return 3;
    if (length >= 9 && memcmp(text, "<![CDATA[", 9) == 0) return 5;
    if (length >= 3 && text[1] == '!' && isupper((unsigned char)text[2])) return 4;
    size_t name = text[1] == '/' ? 2 : 1;
    if (starts_with_name(text + name, length - name, block_names)) return 6;
    size_t tag = html_tag_length(text, length);
    return tag > 0 && line_is_blank(text + tag, length - tag) ? 7 : 0;
}

static bool contains(const char *text, size_t length, const char *wanted)
{
    size_t size = strlen(wanted);
    for (size_t i = 0; i + size <= length; i++)
        if (strncasecmp(text + i, wanted, size) == 0) return true;
    return false;
}

bool line_html_ends(unsigned condition, const char *text, size_t length)
{
    switch (condition) {
    case 1:
        return contains(text, length, "</script>") || contains(text, length, "</pre>")
               || contains(text, length, "</style>") || contains(text, length, "</textarea>");
    case 2: return contains(text, length, "-->");
    case 3: return contains(text, length, "?>");
    case 4: return contains(text, length, ">");
    case 5: return contains(text, length, "]]>");
    default: return false;
    }
}

bool line_list_marker(const char *text, size_t length, struct list_marker *ret)
{
    struct list_marker marker = {0};
    if (length == 0) return false;
    if (strchr("*+-", text[0]) && text[0] != '\0') {
        marker.length = 1;
    } else {
        while (marker.length < length && marker.length < 9 && isdigit((unsigned char)text[marker.length])) {
            marker.number = marker.number * 10 + (uint32_t)(text[marker.length] - '0');
            marker.length++;
        }
        if (marker.length == 0 || marker.length == length) return false;
        if (text[marker.length] != '.' && text[marker.length] != ')') return false;
        marker.length++;
        marker.ordered = true;
    }
    if (marker.length < length && !is_space(text[marker.length])) return false;
    marker.sign = text[marker.length - 1];
    *ret = marker;
    return true;
}

size_t line_task_box(const char *text, size_t length)
{
    if (length < 4 || text[0] != '[' || text[2] != ']' || !is_space(text[3])) return 0;
    return text[1] == ' ' || text[1] == 'x' || text[1] == 'X' ? 3 : 0;
}

bool line_next_cell(const char *text, size_t length, size_t *position, size_t *cell_start, size_t *cell_end)
{
    size_t at = *position;
    if (at == 0) {
        while (at < length && is_space(text[at])) at++;
        if (at < length && text[at] == '|') at++;
    }
    if (line_is_blank(text + at, length - at)) return false;
    *cell_start = at;
    while (at < length && text[at] != '|') at += text[at] == '\\' && at + 1 < length ? 2 : 1;
    *cell_end = at;
    *position = at < length ? at + 1 : length;
    return true;
}

size_t line_cell_count(const char *text, size_t length)
{
    size_t count = 0;
    size_t position = 0;
    size_t start, end;
    while (line_next_cell(text, length, &position, &start, &end)) count++;
    return count;
}

static bool is_delimiter_cell(const char *text, size_t length)
{
    size_t at = 0;
    while (at < length && is_space(text[at])) at++;
    if (at < length && text[at] == ':') at++;
    size_t dashes = at;
    while (at < length && text[at] == '-') at++;
    if (at == dashes) return false;
    if (at < length && text[at] == ':') at++;
    return line_is_blank(text + at, length - at);
}

size_t line_delimiter_columns(const char *text, size_t length)
{
    size_t count = 0;
    size_t position = 0;
    size_t start, end;
    while (line_next_cell(text, length, &position, &start, &end)) {
        if (!is_delimiter_cell(text + start, end - start)) return 0;
        count++;
    }
    return count;
}

bool source_next_line(const char *bytes, size_t length, size_t *position, size_t *start, size_t *end)
{
    if (*position >= length) return false;
    *start = *position;
    size_t at = *position;
    while (at < length && bytes[at] != '\n' && bytes[at] != '\r') at++;
    *end = at;
    if (at < length) at += bytes[at] == '\r' && at + 1 < length && bytes[at + 1] == '\n' ? 2 : 1;
    *position = at;
    return true;
}

static bool is_fence_of_front_matter(const char *text, size_t length, bool first)
{
    if (length < 3) return false;
    bool dashes = memcmp(text, "---", 3) == 0;
    bool dots = !first && memcmp(text, "...", 3) == 0;
    return (dashes || dots) && line_is_blank(text + 3, length - 3);
}

/* "key: value", a key alone, "- item", a comment or a continuation line. */
static bool has_look_of_yaml(const char *text, size_t length, bool *is_key)
{
    *is_key = false;
    if (line_is_blank(text, length) || is_space(text[0]) || text[0] == '#') return true;
    if (text[0] == '-') return length == 1 || is_space(text[1]);
    if (strchr("]}", text[0])) return true;
    const char *colon = memchr(text, ':', length);
    size_t key = colon ? (size_t)(colon - text) : 0;
    *is_key = key > 0 && (key + 1 == length || is_space(text[key + 1]));
    for (size_t i = 0; *is_key && i < key; i++)
        if (is_space(text[i]) && text[0] != '"' && text[0] != '\'') *is_key = false;
    return *is_key;
}

size_t source_front_matter(const char *bytes, size_t length)
{
    size_t position = 0;
    size_t start, end;
    if (!source_next_line(bytes, length, &position, &start, &end)) return 0;
    if (!is_fence_of_front_matter(bytes + start, end - start, true)) return 0;
    bool any_key = false;
    while (source_next_line(bytes, length, &position, &start, &end)) {
        if (is_fence_of_front_matter(bytes + start, end - start, false)) return any_key ? position : 0;
        bool is_key = false;
        if (!has_look_of_yaml(bytes + start, end - start, &is_key)) return 0;
        any_key |= is_key;
    }
    return 0;
}
