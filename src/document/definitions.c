#include "document/definitions.h"

#include "base/array.h"
#include "document/link_syntax.h"

#include <stdlib.h>
#include <string.h>

/* A fenced code block that is open: its character and how often it stands there; 0 outside. */
struct fence {
    char mark;
    size_t count;
};

static void pass_fence(struct fence *fence, const char *line, size_t length)
{
    size_t indent = 0;
    while (indent < length && line[indent] == ' ') indent++;
    if (indent == length || (line[indent] != '`' && line[indent] != '~')) return;
    char mark = line[indent];
    size_t count = 0;
    while (indent + count < length && line[indent + count] == mark) count++;
    if (count < 3) return;
    const char *rest = line + indent + count;
    size_t rest_length = length - indent - count;
    if (fence->mark == '\0') {
        if (mark == '~' || !memchr(rest, '`', rest_length)) *fence = (struct fence){mark, count};
    } else if (fence->mark == mark && count >= fence->count && strspn(rest, " \t\r\n") >= rest_length) {
        *fence = (struct fence){0};
    }
}

/* What a line is to the search for definitions. */
struct line_look {
    size_t content; /* behind quote signs, list markers and indentation */
    bool item;      /* a list marker stands before it */
    bool blank;
    bool rule; /* nothing but '-', '=', '*', '_': it ends a paragraph */
};

static struct line_look look_at(const char *source, size_t line, size_t next)
{
    struct line_look look = {.content = line, .rule = true};
    while (look.content < next) {
        char byte = source[look.content];
        bool marker = strchr("-+*", byte) && look.content + 1 < next && source[look.content + 1] == ' ';
        if (byte != ' ' && byte != '\t' && byte != '>' && !marker) break;
        look.item |= marker;
        look.content++;
    }
    look.blank = look.content >= next || source[look.content] == '\n' || source[look.content] == '\r';
    for (size_t i = line; i < next; i++) look.rule &= strchr("-=*_ \t\r\n", source[i]) != NULL;
    return look;
}

/* The definition on a line of its own, whatever lines it was written on, so that nothing in it can open a block. */
static void append_line(struct definitions *definitions, const char *source, size_t start, size_t end)
{
    while (end > start && strchr(" \t\r\n", source[end - 1])) end--;
    for (size_t i = start; i < end; i++) {
        bool line_end = source[i] == '\n' || source[i] == '\r';
        buffer_append_char(&definitions->lines, line_end ? ' ' : source[i]);
    }
    buffer_append_char(&definitions->lines, '\n');
    definitions->line_count++;
}

static bool add(struct definitions *definitions, const char *source, size_t start, size_t end)
{
    if (!array_reserve(&definitions->spans, &definitions->capacity, definitions->count + 1)) return false;
    definitions->spans[definitions->count++] = (struct source_span){(uint32_t)start, (uint32_t)end};
    append_line(definitions, source, start, end);
    return true;
}

/* Most leaflets have none: looked for before all lines are. */
static bool may_have_any(const char *source, size_t start, size_t length)
{
    for (size_t i = start; i < length; i++) {
        const char *bracket = memchr(source + i, ']', length - i);
        if (!bracket) return false;
        i = (size_t)(bracket - source);
        if (i + 1 < length && source[i + 1] == ':') return true;
    }
    return false;
}

static size_t next_line(const char *source, size_t line, size_t length)
{
    size_t i = line;
    while (i < length && source[i] != '\n' && source[i] != '\r') i++;
    if (i + 1 < length && source[i] == '\r' && source[i + 1] == '\n') i++;
    return i < length ? i + 1 : length;
}

enum status definitions_find(struct definitions *definitions, const char *source, size_t start, size_t length,
                             struct error *error)
{
    if (!may_have_any(source, start, length)) return STATUS_OK;
    struct fence fence = {0};
    bool paragraph = false; /* a paragraph is open, in which no definition can begin */
    bool failed = false;
    for (size_t line = start; line < length && !failed;) {
        size_t next = next_line(source, line, length);
        struct fence before = fence;
        pass_fence(&fence, source + line, next - line);
        struct line_look look = look_at(source, line, next);
        bool fenced = fence.mark != '\0' || before.mark != '\0';
        bool may = !fenced && (!paragraph || look.item) && !look.blank && source[look.content] == '[';
        size_t end = may ? link_definition_end(source, length, look.content) : 0;
        if (end > 0) {
            failed = !add(definitions, source, look.content, end);
            paragraph = false;
            next = end;
        } else {
            paragraph = !fenced && !look.blank && !look.rule && source[look.content] != '#';
        }
        line = next;
    }
    if (definitions->count > 0) {
        buffer_append_char(&definitions->lines, '\n');
        definitions->line_count++;
    }
    return failed || definitions->lines.failed ? error_no_memory(error) : STATUS_OK;
}

void definitions_omit(struct definitions *definitions, struct builder *builder, size_t end)
{
    const struct document *document = builder->document;
    for (; definitions->next < definitions->count; definitions->next++) {
        struct source_span span = definitions->spans[definitions->next];
        if (span.start >= end) break;
        size_t low = 0;
        size_t high = document->run_count;
        while (low < high) {
            size_t middle = low + (high - low) / 2;
            if (document->runs[middle].source.end <= span.start)
                low = middle + 1;
            else
                high = middle;
        }
        bool text = low < document->run_count && document->runs[low].source.start < span.end;
        if (!text) builder_omit(builder, OMISSION_LINK_DEFINITION, span);
    }
}

void definitions_done(struct definitions *definitions)
{
    free(definitions->spans);
    buffer_done(&definitions->lines);
    *definitions = (struct definitions){0};
}
