#include "translate/build_parts.h"

#include "base/utf8.h"
#include "document/reader.h"
#include "translate/placeholder.h"

#include <stdlib.h>
#include <string.h>
#include <unicode/uchar.h>

/* The text without white space and what is invisible. */
static void squeeze(struct buffer *buffer, const char *text, size_t length)
{
    for (size_t position = 0; position < length;) {
        size_t start = position;
        uint32_t codepoint = utf8_next(text, length, &position);
        bool seen = codepoint == UTF8_INVALID || !u_isUWhiteSpace((UChar32)codepoint);
        if (seen && codepoint >= 0x20) buffer_append(buffer, text + start, position - start);
    }
}

static void squeeze_block(struct buffer *buffer, const struct document *document, const struct block *block)
{
    buffer_clear(buffer);
    squeeze(buffer, document->text.data + block->text_start, block->text_end - block->text_start);
}

/* Whether the built block says what it should: the translation, or the source behind what was put before it. */
static bool says(const struct build *build, size_t unit, const struct block *block, struct buffer *wanted,
                 struct buffer *found)
{
    const struct document *source = build->original->document;
    const struct catalogue_entry *entry = build->translations[unit];
    squeeze_block(found, build->built->document, block);
    if (!entry) {
        squeeze_block(wanted, source, &source->blocks[build->original->units[unit].block]);
        return found->length >= wanted->length
               && memcmp(found->data + found->length - wanted->length, wanted->data, wanted->length) == 0;
    }
    struct buffer plain = {0};
    placeholder_strip(&plain, entry->translation, strlen(entry->translation));
    buffer_clear(wanted);
    squeeze(wanted, buffer_text(&plain), plain.length);
    wanted->failed |= plain.failed;
    buffer_done(&plain);
    return found->length == wanted->length && memcmp(found->data, wanted->data, wanted->length) == 0;
}

static bool is_same_place(const struct block *left, const struct block *right)
{
    return left->kind == right->kind && left->list_depth == right->list_depth && left->quote_depth == right->quote_depth
           && left->header_cell == right->header_cell && left->ordered == right->ordered && left->task == right->task
           && left->task_done == right->task_done && left->column == right->column && left->list == right->list
           && left->item_number == right->item_number && left->table == right->table && left->row == right->row;
}

/* Where a heading is left out, those below it are counted otherwise. */
static bool is_same_level(const struct build *build, const struct block *left, const struct block *right)
{
    return left->level == right->level || (build->missing == MISSING_SKIP && build->built->missing_count > 0);
}

/* A paragraph of Aloud's own: one that stands where no list, quote or table is. Its text is none of the original's. */
static bool is_notice(const struct build *build, const struct block *block, struct buffer *found)
{
    if (block->kind != BLOCK_PARAGRAPH || block->list_depth > 0 || block->quote_depth > 0) return false;
    static const enum phrase phrases[] = {PHRASE_PHONE_DRAFT, PHRASE_UNTRANSLATED_LEFT_OUT};
    struct buffer phrase = {0}, wanted = {0};
    squeeze_block(found, build->built->document, block);
    squeeze(&wanted, buffer_text(&build->next_notice), build->next_notice.length);
    bool same = strcmp(buffer_text(&wanted), buffer_text(found)) == 0;
    for (size_t i = 0; i < sizeof phrases / sizeof phrases[0] && !same; i++) {
        buffer_clear(&phrase);
        buffer_clear(&wanted);
        if (voice_phrase(build->voice, phrases[i], NULL, 0, &phrase, NULL) != STATUS_OK) break;
        squeeze(&wanted, buffer_text(&phrase), phrase.length);
        same = strcmp(buffer_text(&wanted), buffer_text(found)) == 0;
    }
    buffer_done(&phrase);
    buffer_done(&wanted);
    return same;
}

/* The unit of a block; unit_count where it has none. */
static size_t unit_of_block(const struct original *original, uint32_t block, size_t from)
{
    size_t i = from;
    while (i < original->unit_count && (original->units[i].block == DOCUMENT_NONE || original->units[i].block < block))
        i++;
    return i < original->unit_count && original->units[i].block == block ? i : original->unit_count;
}

static bool is_left_out(const struct build *build, size_t unit)
{
    return unit < build->original->unit_count && !build->translations[unit] && build->missing == MISSING_SKIP;
}

/* The first unit with words from block `next` on, of which nothing stands in what was built; unit_count where there is none. */
static size_t find_lost(const struct build *build, uint32_t next, size_t unit)
{
    const struct original *original = build->original;
    for (; next < original->document->block_count; next++) {
        size_t here = unit_of_block(original, next, unit);
        if (here < original->unit_count && !is_left_out(build, here)) return here;
    }
    return original->unit_count;
}

static enum status unreadable(const struct build *build, size_t unit, struct error *error)
{
    const struct original *original = build->original;
    return build_error(build, unit < original->unit_count ? &original->units[unit] : NULL, error,
                       "what it says cannot be written in the leaflet's Markdown so that the same is read "
                       "again; use simpler markup");
}

static enum status compare(const struct build *build, struct error *error)
{
    const struct original *original = build->original;
    const struct document *source = original->document;
    struct built *built = build->built;
    const struct document *document = built->document;
    struct buffer wanted = {0}, found = {0};
    enum status status = STATUS_OK;
    uint32_t next = 0; /* block of the original */
    size_t unit = 0;
    for (size_t i = 0; i < document->block_count && status == STATUS_OK; i++) {
        const struct block *block = &document->blocks[i];
        built->source_blocks[i] = DOCUMENT_NONE;
        size_t here = original->unit_count;
        while (next < source->block_count) {
            here = unit_of_block(original, next, unit);
            if (!is_left_out(build, here)) break;
            next++;
        }
        bool fits =
            next < source->block_count && is_same_place(block, &source->blocks[next])
            && is_same_level(build, block, &source->blocks[next])
            && (here == original->unit_count ? block->run_count == 0 : says(build, here, block, &wanted, &found));
        if (fits) {
            built->source_blocks[i] = next++;
            if (here < original->unit_count) unit = here;
        } else if (block->run_count > 0 && !is_notice(build, block, &found)) {
            status = unreadable(build, here, error);
        }
    }
    size_t lost = status == STATUS_OK ? find_lost(build, next, unit) : original->unit_count;
    if (lost < original->unit_count) status = unreadable(build, lost, error);
    buffer_done(&wanted);
    buffer_done(&found);
    return status;
}

enum status build_check(const struct build *build, struct error *error)
{
    struct built *built = build->built;
    struct document_reader *reader = NULL;
    enum status status = document_reader_open_bytes(build->original->document->path, buffer_text(&built->markdown),
                                                    built->markdown.length, FORMAT_MARKDOWN, &reader, error);
    while (status == STATUS_OK && !document_reader_document(reader)->complete)
        status = document_reader_step(reader, error);
    if (status != STATUS_OK) {
        document_reader_free(reader);
        return status;
    }
    built->document = document_reader_take(reader);
    built->source_blocks = calloc(built->document->block_count, sizeof *built->source_blocks);
    return built->source_blocks ? compare(build, error) : error_no_memory(error);
}
