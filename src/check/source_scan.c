#include "base/array.h"
#include "base/utf8.h"
#include "check/assembler.h"
#include "check/check.h"
#include "check/html_lists.h"
#include "check/source_blocks.h"
#include "check/source_entities.h"
#include "check/source_html.h"
#include "check/source_inlines.h"
#include "check/source_lines.h"
#include "check/source_links.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_UNCLOSED = 64 };

/* Counts lines up to offsets that ascend. */
struct line_counter {
    uint32_t position;
    uint32_t line; /* from 0 */
};

/* A line of the leaf that is being read: where its text stands in `joint` and in the source. */
struct piece {
    size_t joint_start;
    uint32_t source_start;
};

struct scanner {
    const char *bytes;
    size_t length;
    struct source_scan *scan;
    struct source_leaves leaves;
    struct inlines inlines;
    struct assembler assembler;
    struct buffer joint; /* the leaf's lines, '\n' between them */
    struct piece *pieces;
    size_t piece_count, piece_capacity;
    size_t piece; /* that the reading is in */
    struct line_counter word_lines, omission_lines;
    struct source_span hiding; /* the name of the element that hides all until it is closed; empty: none */
    uint32_t hiding_start;
    size_t hiding_depth;
    struct html_lists lists;
    bool item_waits; /* a numbered <li> in which nothing is seen so far … */
    uint32_t item_number;
    struct source_span item_tag; /* … and the place of its tag */
    size_t unclosed;             /* elements that would hide and are never closed */
    bool failed;
};

static uint32_t count_lines(const struct scanner *scanner, struct line_counter *counter, uint32_t offset)
{
    for (; counter->position < offset; counter->position++) {
        char c = scanner->bytes[counter->position];
        bool alone =
            c == '\r' && (counter->position + 1 >= scanner->length || scanner->bytes[counter->position + 1] != '\n');
        if (c == '\n' || alone) counter->line++;
    }
    return counter->line + 1;
}

static void add_word(struct scanner *scanner, const char *text, size_t length, struct source_span span, bool marker)
{
    struct source_scan *scan = scanner->scan;
    if (!array_reserve(&scan->words, &scan->word_capacity, scan->word_count + 1)
        || !array_reserve(&scan->text_offsets, &scan->offset_capacity, scan->word_count + 1)) {
        scanner->failed = true;
        return;
    }
    scan->text_offsets[scan->word_count] = (uint32_t)scan->text.length;
    scan->words[scan->word_count++] = (struct source_word){
        .span = span, .line = count_lines(scanner, &scanner->word_lines, span.start), .list_marker = marker};
    buffer_append(&scan->text, text, length);
    buffer_append_char(&scan->text, '\0');
}

static void add_number(struct scanner *scanner, uint32_t number, struct source_span span)
{
    char text[16];
    int length = snprintf(text, sizeof text, "%u", (unsigned)number);
    add_word(scanner, text, (size_t)length, span, true);
}

static void emit_word(void *context, const char *text, size_t length, uint32_t start, uint32_t end)
{
    add_word(context, text, length, (struct source_span){start, end}, false);
}

static void add_omission(struct scanner *scanner, uint32_t start, uint32_t end, enum omission_reason reason)
{
    struct source_scan *scan = scanner->scan;
    if (scan->omission_count > 0) {
        struct source_omission *last = &scan->omissions[scan->omission_count - 1];
        if (last->reason == reason && reason == OMISSION_INVALID_BYTES && last->span.end == start) {
            last->span.end = end;
            return;
        }
    }
    if (!array_reserve(&scan->omissions, &scan->omission_capacity, scan->omission_count + 1)) {
        scanner->failed = true;
        return;
    }
    uint32_t line = count_lines(scanner, &scanner->omission_lines, start);
    scan->omissions[scan->omission_count++] =
        (struct source_omission){.span = {start, end}, .line = line, .reason = reason};
}

static bool is_hiding(const struct scanner *scanner)
{
    return scanner->hiding.end > scanner->hiding.start;
}

/* The source offset of an offset into `joint`; offsets ascend. */
static uint32_t source_of(struct scanner *scanner, size_t at)
{
    while (scanner->piece + 1 < scanner->piece_count && scanner->pieces[scanner->piece + 1].joint_start <= at)
        scanner->piece++;
    const struct piece *piece = &scanner->pieces[scanner->piece];
    return piece->source_start + (uint32_t)(at - piece->joint_start);
}

static bool is_closed_later(struct scanner *scanner, const char *name, size_t length, uint32_t from)
{
    if (scanner->unclosed > MOST_UNCLOSED) return false;
    for (size_t at = from; at + 2 + length <= scanner->length; at++) {
        const char *text = scanner->bytes + at;
        if (text[0] == '<' && text[1] == '/' && strncasecmp(text + 2, name, length) == 0) return true;
    }
    scanner->unclosed++;
    return false;
}

static void handle_tag(struct scanner *scanner, const char *tag, size_t length, struct source_span span, bool block)
{
    size_t start, end;
    html_tag_name(tag, length, &start, &end);
    bool closing = html_is_closing(tag, length);
    if (is_hiding(scanner)) {
        struct source_span name = scanner->hiding;
        bool same = end - start == name.end - name.start
                    && strncasecmp(tag + start, scanner->bytes + name.start, end - start) == 0;
        if (!same) return;
        scanner->hiding_depth += closing ? (size_t)-1 : 1;
        if (scanner->hiding_depth > 0) return;
        scanner->hiding = (struct source_span){0};
        add_omission(scanner, scanner->hiding_start, span.end, OMISSION_HIDDEN_MARKUP);
        return;
    }
    if (!html_joins(tag, length)) assembler_break(&scanner->assembler);
    if (block && html_is_named(tag, length, "li")) {
        scanner->item_waits = html_lists_tag(&scanner->lists, tag, length, &scanner->item_number);
        scanner->item_tag = span;
    } else if (block) {
        html_lists_tag(&scanner->lists, tag, length, &scanner->item_number);
    }
    if (!html_hides(tag, length) || !is_closed_later(scanner, tag + start, end - start, span.end)) return;
    assembler_break(&scanner->assembler);
    scanner->hiding = (struct source_span){span.start + (uint32_t)start, span.start + (uint32_t)end};
    scanner->hiding_start = span.start;
    scanner->hiding_depth = 1;
}

/* What cannot be a character of a text: invalid UTF-8 and control characters. */
static bool is_rubbish(uint32_t codepoint)
{
    if (codepoint >= '\t' && codepoint <= '\r') return false;
    return codepoint == UTF8_INVALID || codepoint < ' ' || (codepoint >= 0x7F && codepoint <= 0x9F);
}

static void show(struct scanner *scanner, uint32_t codepoint, uint32_t start, uint32_t end)
{
    if (scanner->item_waits && codepoint > ' ' && !is_rubbish(codepoint)) {
        add_number(scanner, scanner->item_number, scanner->item_tag);
        scanner->item_waits = false;
    }
    if (is_rubbish(codepoint))
        add_omission(scanner, start, end, OMISSION_INVALID_BYTES);
    else
        assembler_feed(&scanner->assembler, codepoint, start, end);
}

/* One character at `at`, which a reference may stand for; returns its length. */
static size_t read_character(struct scanner *scanner, size_t at, bool reference)
{
    size_t length = 0;
    uint32_t codepoint = 0;
    if (reference) codepoint = entity_codepoint(scanner->joint.data + at, scanner->joint.length - at, &length);
    if (codepoint == 0) {
        size_t end = at;
        codepoint = utf8_next(scanner->joint.data, scanner->joint.length, &end);
        length = end - at;
    }
    uint32_t start = source_of(scanner, at);
    if (!is_hiding(scanner)) show(scanner, codepoint, start, start + (uint32_t)length);
    return length;
}

/* The alternative text of an <img>, which stands at [at, end). */
static void read_picture_text(struct scanner *scanner, size_t at, size_t end)
{
    assembler_break(&scanner->assembler);
    while (at < end) at += read_character(scanner, at, scanner->joint.data[at] == '&');
    assembler_break(&scanner->assembler);
}

static size_t handle_markup(struct scanner *scanner, size_t at, bool block)
{
    const char *text = scanner->joint.data + at;
    size_t length = 1;
    enum html_kind kind = html_markup(text, scanner->joint.length - at, block, &length);
    struct source_span span = {.start = source_of(scanner, at)};
    size_t alt, alt_end;
    if (kind == HTML_TAG && html_picture_text(text, length, &alt, &alt_end))
        read_picture_text(scanner, at + alt, at + alt_end);
    span.end = source_of(scanner, at + length - 1) + 1;
    if (kind == HTML_TAG)
        handle_tag(scanner, text, length, span, block);
    else if (!is_hiding(scanner))
        add_omission(scanner, span.start, span.end, kind == HTML_COMMENT ? OMISSION_COMMENT : OMISSION_HIDDEN_MARKUP);
    return length;
}

/* The address of a link: "](…)" at `at`. */
static size_t skip_address(struct scanner *scanner, size_t at)
{
    size_t length = 1 + link_inline_length(scanner->joint.data + at + 1, scanner->joint.length - at - 1);
    uint32_t start = source_of(scanner, at);
    uint32_t end = source_of(scanner, at + length - 1) + 1;
    if (!is_hiding(scanner)) add_omission(scanner, start, end, OMISSION_LINK_ADDRESS);
    return length;
}

/* One character or piece of markup at `at`; returns its length. */
static size_t read_piece(struct scanner *scanner, size_t at, bool block)
{
    switch ((enum byte_mark)scanner->inlines.marks[at]) {
    case BYTE_HIDDEN: return 1;
    case BYTE_MARKUP: return handle_markup(scanner, at, block);
    case BYTE_ADDRESS: return skip_address(scanner, at);
    case BYTE_BREAK: assembler_break(&scanner->assembler); return 1;
    case BYTE_ENTITY:
    case BYTE_SHOWN: break;
    }
    return read_character(scanner, at, scanner->inlines.marks[at] == BYTE_ENTITY);
}

static bool join_lines(struct scanner *scanner, const struct source_span *lines, size_t count)
{
    buffer_clear(&scanner->joint);
    scanner->piece_count = 0;
    scanner->piece = 0;
    if (!array_reserve(&scanner->pieces, &scanner->piece_capacity, count)) return false;
    for (size_t i = 0; i < count; i++) {
        scanner->pieces[scanner->piece_count++] = (struct piece){scanner->joint.length, lines[i].start};
        buffer_append(&scanner->joint, scanner->bytes + lines[i].start, lines[i].end - lines[i].start);
        if (i + 1 < count) buffer_append_char(&scanner->joint, '\n');
    }
    return !scanner->joint.failed;
}

static enum status read_leaf(struct scanner *scanner, const struct leaf *leaf, struct error *error)
{
    const struct source_span *lines = scanner->leaves.lines + leaf->first_line;
    if (leaf->kind == LEAF_NUMBER) {
        if (!is_hiding(scanner)) add_number(scanner, leaf->number, lines[0]);
        return STATUS_OK;
    }
    if (leaf->kind == LEAF_UNSEEN) {
        add_omission(scanner, lines[0].start, lines[leaf->line_count - 1].end, leaf->reason);
        return STATUS_OK;
    }
    if (!join_lines(scanner, lines, leaf->line_count)) return error_no_memory(error);
    const char *text = buffer_text(&scanner->joint);
    size_t length = scanner->joint.length;
    enum status status = STATUS_OK;
    if (leaf->kind == LEAF_TEXT)
        status = inlines_read(&scanner->inlines, text, length, &scanner->leaves, error);
    else if (leaf->kind == LEAF_HTML)
        status = inlines_read_html(&scanner->inlines, text, length, error);
    else
        status = inlines_read_verbatim(&scanner->inlines, text, length, error);
    if (status != STATUS_OK) return status;
    for (size_t at = 0; at < length;) at += read_piece(scanner, at, leaf->kind == LEAF_HTML);
    assembler_break(&scanner->assembler);
    return STATUS_OK;
}

/* Plain text: all of it is shown; a "+" before an item is its mark, as "-" and "*" are. */
static void read_plain(struct scanner *scanner, size_t start)
{
    bool line_begins = true;
    for (size_t at = start; at < scanner->length;) {
        uint32_t from = (uint32_t)at;
        char c = scanner->bytes[at];
        bool mark = line_begins && c == '+' && at + 1 < scanner->length && scanner->bytes[at + 1] == ' ';
        line_begins = c == '\n' || c == '\r' || (line_begins && (c == ' ' || c == '\t'));
        if (mark) {
            at++;
            continue;
        }
        uint32_t codepoint = utf8_next(scanner->bytes, scanner->length, &at);
        show(scanner, codepoint, from, (uint32_t)at);
    }
    assembler_break(&scanner->assembler);
}

enum status source_scan(const char *bytes, size_t length, enum format format, struct source_scan *scan,
                        struct error *error)
{
    struct scanner scanner = {.bytes = bytes, .length = length, .scan = scan};
    scanner.assembler.emit = emit_word;
    scanner.assembler.context = &scanner;
    size_t start = length >= 3 && memcmp(bytes, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
    enum status status = STATUS_OK;
    if (format == FORMAT_TEXT) {
        read_plain(&scanner, start);
    } else {
        status = source_blocks_read(bytes, start, length, &scanner.leaves, error);
        for (size_t i = 0; status == STATUS_OK && i < scanner.leaves.leaf_count; i++)
            status = read_leaf(&scanner, &scanner.leaves.leaves[i], error);
        if (is_hiding(&scanner)) add_omission(&scanner, scanner.hiding_start, (uint32_t)length, OMISSION_HIDDEN_MARKUP);
    }
    bool failed = scanner.failed || scanner.assembler.word.failed || scan->text.failed;
    if (status == STATUS_OK && failed) status = error_no_memory(error);
    source_leaves_done(&scanner.leaves);
    inlines_done(&scanner.inlines);
    assembler_done(&scanner.assembler);
    buffer_done(&scanner.joint);
    free(scanner.pieces);
    return status;
}

void source_scan_done(struct source_scan *scan)
{
    buffer_done(&scan->text);
    free(scan->words);
    free(scan->text_offsets);
    free(scan->omissions);
    *scan = (struct source_scan){0};
}
