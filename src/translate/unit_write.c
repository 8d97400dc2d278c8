#include "translate/unit_write.h"

#include "base/utf8.h"
#include "translate/placeholder.h"
#include "translate/writing.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>
#include <unicode/uchar.h>

enum { NESTING_MOST = 100 };

struct unit_writer {
    const struct original *original;
    const struct unit *unit;
    const struct block *block;
    const char *text; /* the translation, from its first to its last visible byte */
    size_t length;
    struct buffer *buffer;
    size_t start; /* of the unit in the buffer */
    struct {
        enum writing_place place;
        bool element; /* an HTML element stands for the source's markup */
        bool bare;    /* nothing does: the angle brackets of what is no address any more */
    } open[NESTING_MOST];
    size_t depth;
    size_t brackets; /* links and pictures that are open */
};

static const char *source(const struct unit_writer *writer, struct source_span span)
{
    return writer->original->bytes.data + span.start;
}

static const struct markup *markup_of(const struct unit_writer *writer, const struct placeholder *placeholder)
{
    return &writer->original->markups[writer->unit->first_markup + placeholder->number - 1];
}

static void append_span(struct unit_writer *writer, struct source_span span)
{
    buffer_append(writer->buffer, source(writer, span), span.end - span.start);
}

/* The HTML element for Markdown's markup; NULL for other markup. */
static const char *element_of(const char *raw, size_t length)
{
    if (raw[0] == '`') return "code";
    if (raw[0] == '~') return "del";
    if (raw[0] != '*' && raw[0] != '_') return NULL;
    return length == 2 ? "strong" : "em";
}

/* ---- Whether Markdown's emphasis is read as such (CommonMark 0.31 section 6.2) ------------------------------------ */

enum side { SIDE_SPACE, SIDE_PUNCTUATION, SIDE_OTHER, SIDE_MARKUP };

static enum side side_of(uint32_t codepoint, bool inside)
{
    if (codepoint == UTF8_INVALID || u_isUWhiteSpace((UChar32)codepoint)) return SIDE_SPACE;
    int type = u_charType((UChar32)codepoint);
    bool symbol =
        type == U_MATH_SYMBOL || type == U_CURRENCY_SYMBOL || type == U_MODIFIER_SYMBOL || type == U_OTHER_SYMBOL;
    /* Versions differ on symbols: what would do for either. */
    if (symbol && codepoint >= 0x80) return inside ? SIDE_PUNCTUATION : SIDE_OTHER;
    return symbol || u_ispunct((UChar32)codepoint) ? SIDE_PUNCTUATION : SIDE_OTHER;
}

static enum side side_before(const struct unit_writer *writer, size_t position, bool inside)
{
    if (position == 0) return SIDE_SPACE;
    if (writer->text[position - 1] == '>') {
        /* A placeholder ends here, or text does. */
        for (size_t at = 0; at < position;) {
            struct placeholder next = placeholder_next(writer->text, writer->length, at);
            if (next.end == position && next.kind != PLACEHOLDER_TEXT) return SIDE_MARKUP;
            at = next.end;
        }
    }
    size_t start = position - 1;
    while (start > 0 && ((unsigned char)writer->text[start] & 0xC0) == 0x80) start--;
    return side_of(utf8_next(writer->text, position, &start), inside);
}

static enum side side_behind(const struct unit_writer *writer, size_t position, bool inside)
{
    if (position >= writer->length) return SIDE_SPACE;
    if (placeholder_next(writer->text, writer->length, position).kind != PLACEHOLDER_TEXT) return SIDE_MARKUP;
    return side_of(utf8_next(writer->text, writer->length, &position), inside);
}

static bool flanks(enum side outside, enum side inside, char delimiter)
{
    if (outside == SIDE_MARKUP || inside == SIDE_MARKUP || inside == SIDE_SPACE) return false;
    if (outside == SIDE_OTHER) return inside != SIDE_PUNCTUATION && delimiter != '_';
    return true;
}

/* Where the pair that opens at `open` is closed. */
static struct placeholder find_close(const struct unit_writer *writer, const struct placeholder *open)
{
    struct placeholder next = *open;
    while (next.end < writer->length) {
        next = placeholder_next(writer->text, writer->length, next.end);
        if (next.kind == PLACEHOLDER_CLOSE && next.number == open->number) break;
    }
    return next;
}

static bool needs_element(const struct unit_writer *writer, const struct placeholder *open, char delimiter)
{
    struct placeholder close = find_close(writer, open);
    enum side before = side_before(writer, open->start, false);
    enum side behind = side_behind(writer, close.end, false);
    if (delimiter == '`') return before == SIDE_MARKUP || behind == SIDE_MARKUP;
    return !flanks(before, side_behind(writer, open->end, true), delimiter)
           || !flanks(behind, side_before(writer, close.start, true), delimiter);
}

/* ------------------------------------------------------------------------------------------------------------------ */

static enum writing_place place_of(const struct unit_writer *writer, const struct markup *markup)
{
    const char *raw = source(writer, markup->open);
    size_t length = markup->open.end - markup->open.start;
    if (raw[0] == '`') return WRITING_CODE;
    if (strncasecmp(raw, "<img", 4) == 0) return WRITING_ATTRIBUTE;
    if (raw[0] == '<' && length == 1) return WRITING_ADDRESS;
    return writer->block->html ? WRITING_HTML : WRITING_MARKDOWN;
}

static enum writing_place current_place(const struct unit_writer *writer)
{
    if (writer->depth > 0) return writer->open[writer->depth - 1].place;
    return writer->block->html ? WRITING_HTML : WRITING_MARKDOWN;
}

/* Backticks around code: one more than any that stand in it. */
static size_t ticks_for(const char *text, size_t length)
{
    size_t most = 0;
    size_t run = 0;
    for (size_t i = 0; i < length; i++) {
        run = text[i] == '`' ? run + 1 : 0;
        if (run > most) most = run;
    }
    return most + 1;
}

static void write_code(struct unit_writer *writer, const struct placeholder *open, const struct placeholder *close)
{
    struct buffer text = {0};
    placeholder_strip(&text, writer->text + open->end, close->start - open->end);
    size_t ticks = ticks_for(buffer_text(&text), text.length);
    bool edge = text.length > 0 && (text.data[0] == '`' || text.data[text.length - 1] == '`');
    for (size_t i = 0; i < ticks; i++) buffer_append_char(writer->buffer, '`');
    if (edge) buffer_append_char(writer->buffer, ' ');
    struct writing writing = {.place = WRITING_CODE, .cell = writer->block->kind == BLOCK_TABLE_CELL};
    writing_append(writer->buffer, buffer_text(&text), text.length, writing);
    if (edge) buffer_append_char(writer->buffer, ' ');
    for (size_t i = 0; i < ticks; i++) buffer_append_char(writer->buffer, '`');
    writer->buffer->failed |= text.failed;
    buffer_done(&text);
}

/* Whether what stands between '<' and '>' is an address still. */
static bool holds_address(const struct unit_writer *writer, const struct placeholder *open)
{
    struct placeholder close = find_close(writer, open);
    const char *text = writer->text + open->end;
    size_t length = close.start - open->end;
    for (size_t i = 0; i < length; i++) {
        if ((unsigned char)text[i] <= ' ' || text[i] == '<' || text[i] == '>') return false;
    }
    size_t scheme = 0;
    while (scheme < length && (isalnum((unsigned char)text[scheme]) || (scheme > 0 && strchr("+.-", text[scheme]))))
        scheme++;
    bool has_scheme = scheme > 1 && scheme < length && text[scheme] == ':' && isalpha((unsigned char)text[0]);
    return has_scheme || (scheme > 0 && memchr(text, '@', length));
}

static bool is_bracket(const char *raw)
{
    return raw[0] == '[' || raw[0] == '!';
}

/* Returns where to go on. */
static size_t write_open(struct unit_writer *writer, const struct placeholder *open)
{
    const struct markup *markup = markup_of(writer, open);
    const char *raw = source(writer, markup->open);
    const char *element = element_of(raw, markup->open.end - markup->open.start);
    bool as_element = element && !writer->block->html && needs_element(writer, open, raw[0]);
    if (raw[0] == '`' && !as_element) {
        struct placeholder close = find_close(writer, open);
        write_code(writer, open, &close);
        return close.end;
    }
    if (writer->depth == NESTING_MOST) return open->end;
    enum writing_place place = as_element ? WRITING_MARKDOWN : place_of(writer, markup);
    bool bare = place == WRITING_ADDRESS && !holds_address(writer, open);
    if (bare) place = WRITING_MARKDOWN;
    writer->open[writer->depth].place = place;
    writer->open[writer->depth].bare = bare;
    writer->open[writer->depth++].element = as_element;
    writer->brackets += is_bracket(raw);
    if (bare) return open->end;
    if (as_element)
        buffer_printf(writer->buffer, "<%s>", element);
    else
        append_span(writer, markup->open);
    return open->end;
}

static void write_close(struct unit_writer *writer, const struct placeholder *close)
{
    const struct markup *markup = markup_of(writer, close);
    if (writer->depth == 0 || writer->open[--writer->depth].bare) return;
    writer->brackets -= is_bracket(source(writer, markup->open));
    if (writer->open[writer->depth].element)
        buffer_printf(writer->buffer, "</%s>",
                      element_of(source(writer, markup->open), markup->open.end - markup->open.start));
    else
        append_span(writer, markup->close);
}

/* A line break of Markdown's own would need the marks of the quotes and lists around it. */
static void write_alone(struct unit_writer *writer, const struct placeholder *alone)
{
    const struct markup *markup = markup_of(writer, alone);
    const char *raw = source(writer, markup->open);
    if (raw[0] == '\\' || raw[0] == ' ' || raw[0] == '\n' || raw[0] == '\r')
        buffer_append_text(writer->buffer, "<br>");
    else
        append_span(writer, markup->open);
}

/* What the parser would join with the markup beside it: "](" is a link's address, "![" a picture. */
static void write_text(struct unit_writer *writer, const struct placeholder *text)
{
    struct buffer plain = {0};
    placeholder_read_text(&plain, writer->text + text->start, text->end - text->start);
    const char *bytes = buffer_text(&plain);
    size_t length = plain.length;
    struct writing writing = {.place = current_place(writer),
                              .cell = writer->block->kind == BLOCK_TABLE_CELL && !writer->block->html,
                              .block_start = writer->buffer->length == writer->start,
                              .in_brackets = writer->brackets > 0};
    bool markdown = writing.place == WRITING_MARKDOWN;
    bool behind_bracket =
        writer->buffer->length > writer->start && writer->buffer->data[writer->buffer->length - 1] == ']';
    if (markdown && behind_bracket && length > 0 && strchr("(:", bytes[0])) buffer_append_char(writer->buffer, '\\');
    bool mark = markdown && length > 0 && bytes[length - 1] == '!' && text->end < writer->length;
    writing_append(writer->buffer, bytes, length - mark, writing);
    if (mark) buffer_append_text(writer->buffer, "\\!");
    writer->buffer->failed |= plain.failed;
    buffer_done(&plain);
}

/* ---- Preformatted lines ------------------------------------------------------------------------------------------ */

/* What stands before a line of the source in its containers: "> ", blanks for a list's marker. */
static void append_line_start(struct unit_writer *writer, size_t line)
{
    const struct document *document = writer->original->document;
    const char *bytes = writer->original->bytes.data;
    size_t first = document_line(document, writer->unit->source.start);
    size_t last = document_line(document, writer->unit->source.end - 1);
    size_t number = first + line > last ? last : first + line;
    size_t start = document->line_starts[number - 1];
    size_t end = number == first ? writer->unit->source.start : start;
    for (uint32_t i = writer->block->first_run; i < writer->block->first_run + writer->block->run_count; i++) {
        const struct run *run = &document->runs[i];
        if (number != first && run->source.start >= start && (end == start || run->source.start < end))
            end = run->source.start;
    }
    for (size_t i = start; i < end; i++) {
        bool kept = bytes[i] == '>' || bytes[i] == '\t';
        buffer_append_char(writer->buffer, kept ? bytes[i] : ' ');
    }
}

static void write_lines(struct unit_writer *writer)
{
    struct buffer text = {0};
    placeholder_strip(&text, writer->text, writer->length);
    size_t line = 0;
    for (size_t start = 0; start < text.length;) {
        size_t end = start + strcspn(text.data + start, "\n");
        if (line > 0) {
            buffer_append_char(writer->buffer, '\n');
            append_line_start(writer, line);
        }
        if (writer->block->html)
            writing_append(writer->buffer, text.data + start, end - start, (struct writing){.place = WRITING_HTML});
        else
            buffer_append(writer->buffer, text.data + start, end - start);
        start = end + 1;
        line++;
    }
    writer->buffer->failed |= text.failed;
    buffer_done(&text);
}

/* ------------------------------------------------------------------------------------------------------------------ */

/* White space that a block does not begin with, or the emphasis around it cannot. */
static bool is_trimmed(const struct unit_writer *writer, uint32_t codepoint)
{
    if (codepoint < 0x80) return strchr(" \t\r\n", (int)codepoint) != NULL;
    return writer->unit->outer.start < writer->unit->source.start && u_isUWhiteSpace((UChar32)codepoint);
}

/* Leaves out the white space at both ends. */
static void trim(struct unit_writer *writer)
{
    for (size_t next = 0; writer->length > 0; next = 0) {
        if (!is_trimmed(writer, utf8_next(writer->text, writer->length, &next))) break;
        writer->text += next;
        writer->length -= next;
    }
    while (writer->length > 0) {
        size_t last = writer->length - 1;
        while (last > 0 && ((unsigned char)writer->text[last] & 0xC0) == 0x80) last--;
        size_t next = last;
        if (!is_trimmed(writer, utf8_next(writer->text, writer->length, &next))) break;
        writer->length = last;
    }
}

static bool has_outer_bracket(const struct original *original, const struct unit *unit)
{
    const char *outer = original->bytes.data + unit->outer.start;
    return memchr(outer, '[', unit->source.start - unit->outer.start) != NULL;
}

void unit_write(const struct original *original, const struct unit *unit, const char *translation,
                struct buffer *buffer)
{
    struct unit_writer writer = {.original = original,
                                 .unit = unit,
                                 .block = &original->document->blocks[unit->block],
                                 .text = translation,
                                 .length = strlen(translation),
                                 .buffer = buffer,
                                 .start = buffer->length,
                                 .brackets = has_outer_bracket(original, unit)};
    if (writer.block->kind == BLOCK_CODE) {
        write_lines(&writer);
        return;
    }
    trim(&writer);
    for (size_t position = 0; position < writer.length;) {
        struct placeholder next = placeholder_next(writer.text, writer.length, position);
        position = next.end;
        switch (next.kind) {
        case PLACEHOLDER_TEXT: write_text(&writer, &next); break;
        case PLACEHOLDER_OPEN: position = write_open(&writer, &next); break;
        case PLACEHOLDER_CLOSE: write_close(&writer, &next); break;
        case PLACEHOLDER_ALONE: write_alone(&writer, &next); break;
        }
    }
}
