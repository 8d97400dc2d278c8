#include "document/builder.h"

#include "base/array.h"
#include "base/utf8.h"
#include "document/heading.h"
#include "document/language.h"

#include <ctype.h>
#include <string.h>
#include <unicode/uchar.h>

enum { LIMIT_LANGUAGES = 250 };

void builder_init(struct builder *builder, struct document *document)
{
    *builder = (struct builder){
        .document = document,
        .target = DOCUMENT_NONE,
        .only_looks = true,
        .title = {DOCUMENT_NONE, DOCUMENT_NONE, DOCUMENT_NONE, 0, DOCUMENT_NONE, 0},
    };
}

bool text_is_visible(const char *text, size_t length)
{
    for (size_t position = 0; position < length;) {
        uint32_t codepoint = utf8_next(text, length, &position);
        if (codepoint == UTF8_INVALID) return true;
        if (!u_isUWhiteSpace((UChar32)codepoint)
            && !u_hasBinaryProperty((UChar32)codepoint, UCHAR_DEFAULT_IGNORABLE_CODE_POINT)
            && !u_iscntrl((UChar32)codepoint) && codepoint != 0xFEFF) {
            return true;
        }
    }
    return false;
}

void builder_open(struct builder *builder, const struct block *block)
{
    builder_close(builder);
    struct document *document = builder->document;
    builder->text_before = document->text.length;
    builder->first_mark = document->mark_count;
    if (document->block_count > 0) buffer_append_char(&document->text, '\n');
    builder->block = *block;
    builder->block.text_start = (uint32_t)document->text.length;
    builder->block.first_run = (uint32_t)document->run_count;
    builder->open = true;
    builder->separate = false;
    builder->failed |= document->text.failed;
}

static bool at_block_start(const struct builder *builder)
{
    return builder->document->text.length == builder->block.text_start;
}

/* Where white space is not taken: at a block's start and behind a hard line break. */
static bool at_line_start(const struct builder *builder)
{
    const struct buffer *text = &builder->document->text;
    if (builder->block.kind == BLOCK_CODE) return false;
    return at_block_start(builder) || text->data[text->length - 1] == '\n';
}

static void hide(struct builder *builder, struct source_span source)
{
    struct document *document = builder->document;
    builder_mark(builder, MARK_ALONE, source);
    struct omission *last = document->omission_count ? &document->omissions[document->omission_count - 1] : NULL;
    if (last && last->reason == OMISSION_HIDDEN_MARKUP && last->source.end <= source.start
        && source.start - last->source.end <= 1) {
        last->source.end = source.end;
        return;
    }
    builder_omit(builder, OMISSION_HIDDEN_MARKUP, source);
}

/* Appends to the last run where the text goes on as it was, else makes a new one. */
static void append(struct builder *builder, const char *bytes, size_t length, struct source_span source, uint16_t style)
{
    struct document *document = builder->document;
    if (length == 0 || builder->failed) return;
    uint32_t start = (uint32_t)document->text.length;
    buffer_append(&document->text, bytes, length);
    struct run *last = document->run_count > builder->block.first_run ? &document->runs[document->run_count - 1] : NULL;
    if (last && !(style & RUN_REPLACED) && last->style == style && last->source.end == source.start
        && last->target == builder->target && last->language == builder->language) {
        last->text_end = start + (uint32_t)length;
        last->source.end = source.end;
    } else if (array_reserve(&document->runs, &document->run_capacity, document->run_count + 1)) {
        document->runs[document->run_count++] = (struct run){.text_start = start,
                                                             .text_end = start + (uint32_t)length,
                                                             .source = source,
                                                             .target = builder->target,
                                                             .style = style,
                                                             .language = builder->language};
    } else {
        builder->failed = true;
    }
    builder->failed |= document->text.failed;
}

static void exact_piece(struct builder *builder, const char *bytes, size_t start, size_t end, uint32_t source)
{
    struct source_span span = {source + (uint32_t)start, source + (uint32_t)end};
    append(builder, bytes + start, end - start, span, builder->style);
}

static bool is_word_byte(char byte)
{
    return isalnum((unsigned char)byte) || (unsigned char)byte >= 0x80;
}

void builder_separate(struct builder *builder, struct source_span source)
{
    if (builder->separate) return;
    builder->separate = true;
    builder->separation = source;
}

/* Called before text that begins with `next`. */
static void settle_separation(struct builder *builder, char next)
{
    if (!builder->separate) return;
    builder->separate = false;
    const struct buffer *text = &builder->document->text;
    if (at_block_start(builder) || !is_word_byte(next) || !is_word_byte(text->data[text->length - 1])) return;
    /* The space looks like what its two neighbours have in common. */
    uint16_t style = builder->style;
    uint32_t target = builder->target;
    const struct document *document = builder->document;
    builder->style &= document->runs[document->run_count - 1].style;
    if (!(builder->style & (RUN_LINK | RUN_IMAGE))) builder->target = DOCUMENT_NONE;
    append(builder, " ", 1, builder->separation, builder->style | RUN_REPLACED);
    builder->style = style;
    builder->target = target;
}

/* How many bytes at `bytes` are no text: a control character. */
static size_t control_length(const char *bytes, size_t left, bool code)
{
    unsigned char byte = (unsigned char)bytes[0];
    if (byte == '\t' || (code && byte == '\n')) return 0;
    if (byte < 0x20 || byte == 0x7F) return 1;
    return byte == 0xC2 && left > 1 && (unsigned char)bytes[1] < 0xA0 ? 2 : 0;
}

void builder_exact(struct builder *builder, const char *bytes, size_t length, uint32_t source)
{
    if (length == 0 || builder->failed || !builder->open) return;
    if (builder->hidden) {
        hide(builder, (struct source_span){source, source + (uint32_t)length});
        return;
    }
    bool code = builder->block.kind == BLOCK_CODE;
    size_t start = 0;
    settle_separation(builder, bytes[0]);
    if (at_line_start(builder)) {
        while (start < length && strchr(" \t\n\r\x02", bytes[start])) start++;
    }
    for (size_t i = start; i < length;) {
        size_t control = control_length(bytes + i, length - i, code);
        if (control == 0) {
            i++;
            continue;
        }
        exact_piece(builder, bytes, start, i, source);
        bool half_line_end = bytes[i] == '\r' && i + 1 < length && bytes[i + 1] == '\n';
        struct source_span span = {source + (uint32_t)i, source + (uint32_t)i + 1};
        if (code && bytes[i] == '\r' && !half_line_end)
            append(builder, "\n", 1, span, builder->style | RUN_REPLACED);
        else if (strchr("\n\r\x02", bytes[i]) && !half_line_end)
            builder_space(builder, span);
        i += control;
        start = i;
    }
    if (start < length) exact_piece(builder, bytes, start, length, source);
}

void builder_replaced(struct builder *builder, const char *bytes, size_t length, struct source_span source)
{
    if (builder->failed || !builder->open) return;
    if (builder->hidden) {
        hide(builder, source);
        return;
    }
    if (length > 0 && control_length(bytes, length, builder->block.kind == BLOCK_CODE) > 0) {
        if (length == 1 && strchr("\n\r\f\x02", bytes[0])) builder_space(builder, source);
        return;
    }
    if (length == 0) return;
    settle_separation(builder, bytes[0]);
    if (at_line_start(builder) && length == 1 && strchr(" \t", bytes[0])) return;
    append(builder, bytes, length, source, builder->style | RUN_REPLACED);
}

static bool takes_space(const struct builder *builder)
{
    const struct buffer *text = &builder->document->text;
    if (builder->failed || builder->hidden || !builder->open || at_block_start(builder)) return false;
    return !strchr(" \t\n", text->data[text->length - 1]);
}

/* A line end that stands nowhere is the parser's own, behind all. */
void builder_space(struct builder *builder, struct source_span source)
{
    if (source.start < source.end && takes_space(builder))
        append(builder, " ", 1, source, builder->style | RUN_REPLACED);
}

void builder_space_exact(struct builder *builder, uint32_t source)
{
    if (takes_space(builder)) append(builder, " ", 1, (struct source_span){source, source + 1}, builder->style);
}

void builder_line_break(struct builder *builder, struct source_span source)
{
    if (builder->failed || builder->hidden || !builder->open || at_block_start(builder)) return;
    append(builder, "\n", 1, source, builder->style | RUN_REPLACED | RUN_LINE_BREAK);
}

static void drop_text_end(struct builder *builder, size_t text_length)
{
    struct document *document = builder->document;
    if (document->text.failed || !document->text.data) return;
    document->text.length = text_length;
    document->text.data[text_length] = '\0';
    while (document->run_count > builder->block.first_run) {
        struct run *run = &document->runs[document->run_count - 1];
        if (run->text_start < text_length) {
            if (run->text_end > text_length && !(run->style & RUN_REPLACED)) {
                run->source.end -= run->text_end - (uint32_t)text_length;
            }
            if (run->text_end > text_length) run->text_end = (uint32_t)text_length;
            break;
        }
        document->run_count--;
    }
}

static void trim_end(struct builder *builder)
{
    const struct buffer *text = &builder->document->text;
    const char *space = builder->block.kind == BLOCK_CODE ? "\n" : " \t\n";
    size_t end = text->length;
    while (end > builder->block.text_start && strchr(space, text->data[end - 1])) end--;
    if (end < text->length) drop_text_end(builder, end);
}

static void begin_section(struct builder *builder, const struct block *block)
{
    struct document *document = builder->document;
    bool heading = block->kind == BLOCK_HEADING;
    if (!heading && document->section_count > 0) return;
    if (!array_reserve(&document->sections, &document->section_capacity, document->section_count + 1)) {
        builder->failed = true;
        return;
    }
    document->sections[document->section_count++] = (struct section){
        .heading = heading ? (uint32_t)document->block_count : DOCUMENT_NONE,
        .first_block = (uint32_t)document->block_count,
        .level = block->level,
        .grouping = heading,
    };
}

static void append_block(struct builder *builder, struct source_span empty_source)
{
    struct document *document = builder->document;
    struct block *block = &builder->block;
    block->text_end = (uint32_t)document->text.length;
    block->run_count = (uint32_t)document->run_count - block->first_run;
    block->source = empty_source;
    if (block->run_count > 0) {
        block->source.start = document->runs[block->first_run].source.start;
        block->source.end = document->runs[document->run_count - 1].source.end;
    }
    heading_settle(builder, block);
    begin_section(builder, block);
    if (builder->failed || !array_reserve(&document->blocks, &document->block_capacity, document->block_count + 1)) {
        builder->failed = true;
        return;
    }
    struct section *section = &document->sections[document->section_count - 1];
    block->section = (uint32_t)document->section_count - 1;
    section->block_count++;
    if (block->kind != BLOCK_HEADING) section->grouping = false;
    document->blocks[document->block_count++] = *block;
}

/* Marks stand in the block's text, or go with it. */
static void trim_marks(struct builder *builder, bool keep)
{
    struct document *document = builder->document;
    if (!keep) document->mark_count = builder->first_mark;
    for (size_t i = builder->first_mark; i < document->mark_count; i++) {
        struct mark *mark = &document->marks[i];
        if (mark->text > document->text.length) mark->text = (uint32_t)document->text.length;
    }
}

static void close_block(struct builder *builder, bool keep_empty, struct source_span empty_source)
{
    if (!builder->open) return;
    builder->open = false;
    struct document *document = builder->document;
    if (builder->failed) return;
    uint32_t start = builder->block.text_start;
    trim_end(builder);
    bool visible = text_is_visible(buffer_text(&document->text) + start, document->text.length - start);
    if (!visible) drop_text_end(builder, keep_empty ? start : builder->text_before);
    trim_marks(builder, visible);
    if (visible || keep_empty) append_block(builder, empty_source);
}

void builder_close(struct builder *builder)
{
    close_block(builder, false, (struct source_span){0, 0});
}

void builder_close_item(struct builder *builder, struct source_span empty_source)
{
    close_block(builder, true, empty_source);
}

uint32_t builder_source_end(const struct builder *builder)
{
    const struct document *document = builder->document;
    return document->run_count ? document->runs[document->run_count - 1].source.end : 0;
}

void builder_omit(struct builder *builder, enum omission_reason reason, struct source_span source)
{
    struct document *document = builder->document;
    if (builder->failed) return;
    if (!array_reserve(&document->omissions, &document->omission_capacity, document->omission_count + 1)) {
        builder->failed = true;
        return;
    }
    document->omissions[document->omission_count++] = (struct omission){reason, source};
}

void builder_mark(struct builder *builder, enum mark_kind kind, struct source_span source)
{
    struct document *document = builder->document;
    if (!builder->keeps_marks || builder->failed || !builder->open) return;
    if (!array_reserve(&document->marks, &document->mark_capacity, document->mark_count + 1)) {
        builder->failed = true;
        return;
    }
    document->marks[document->mark_count++] = (struct mark){kind, (uint32_t)document->text.length, source};
}

uint32_t builder_string(struct builder *builder, const char *text)
{
    struct buffer *strings = &builder->document->strings;
    uint32_t offset = (uint32_t)strings->length;
    buffer_append(strings, text, strlen(text) + 1);
    builder->failed |= strings->failed;
    return offset;
}

uint16_t builder_language(struct builder *builder, const char *tag, size_t length)
{
    struct document *document = builder->document;
    char normal[LANGUAGE_TAG_BYTES];
    if (builder->failed || !language_normalise(tag, length, normal)) return 0;
    for (size_t i = 0; i < document->language_count; i++) {
        if (strcmp(document->strings.data + document->languages[i], normal) == 0) return (uint16_t)i;
    }
    if (document->language_count >= LIMIT_LANGUAGES) return 0;
    if (!array_reserve(&document->languages, &document->language_capacity, document->language_count + 1)) {
        builder->failed = true;
        return 0;
    }
    document->languages[document->language_count] = builder_string(builder, normal);
    return (uint16_t)document->language_count++;
}
