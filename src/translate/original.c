#include "translate/original.h"

#include "base/array.h"
#include "base/file.h"
#include "document/reader.h"
#include "translate/front_matter_lines.h"
#include "translate/unit.h"

#include <stdlib.h>
#include <string.h>

static const char *role_name(const struct block *block)
{
    switch (block->kind) {
    case BLOCK_HEADING: return "heading";
    case BLOCK_LIST_ITEM: return "list item";
    case BLOCK_TABLE_CELL: return block->header_cell ? "column heading" : "table cell";
    case BLOCK_CODE: return "preformatted";
    case BLOCK_PARAGRAPH: break;
    }
    return block->quote_depth > 0 ? "quotation" : block->list_depth > 0 ? "list paragraph" : "paragraph";
}

/* The heading above the block; a heading has itself, so it has none. */
static void append_section(const struct document *document, const struct block *block, struct buffer *text)
{
    uint32_t heading = document->sections[block->section].heading;
    if (heading == DOCUMENT_NONE || block->kind == BLOCK_HEADING) return;
    const struct block *above = &document->blocks[heading];
    for (uint32_t i = above->text_start; i < above->text_end; i++)
        buffer_append_char(text, document->text.data[i] == '\n' ? ' ' : document->text.data[i]);
}

static uint32_t add_string(struct original *original, const struct buffer *text)
{
    uint32_t offset = (uint32_t)original->strings.length;
    buffer_append(&original->strings, buffer_text(text), text->length + 1);
    return offset;
}

struct unit_texts {
    struct buffer section, context, text, note;
};

/* Finds or makes the entry of a unit with these texts. */
static bool give_entry(struct original *original, struct unit *unit, struct unit_texts *texts, uint32_t line)
{
    uint64_t hash = key_hash(buffer_text(&texts->context), buffer_text(&texts->text));
    const struct entry *found = original_find(original, buffer_text(&texts->context), buffer_text(&texts->text));
    if (found) {
        unit->entry = (uint32_t)(found - original->entries);
        return true;
    }
    if (!array_reserve(&original->entries, &original->entry_capacity, original->entry_count + 1)) return false;
    unit_describe(original, unit, &texts->note);
    unit->entry = (uint32_t)original->entry_count;
    original->entries[original->entry_count++] = (struct entry){
        .context = add_string(original, &texts->context),
        .text = add_string(original, &texts->text),
        .note = add_string(original, &texts->note),
        .line = line,
    };
    return !original->strings.failed && key_index_add(&original->index, hash, unit->entry);
}

static bool add_unit(struct original *original, struct unit *unit, struct unit_texts *texts, const char *role,
                     uint32_t line)
{
    if (!array_reserve(&original->units, &original->unit_capacity, original->unit_count + 1)) return false;
    if (texts->section.length > 0) {
        buffer_printf(&texts->context, "%s / ", buffer_text(&texts->section));
        buffer_printf(&texts->note, "In \"%s\": ", buffer_text(&texts->section));
    }
    buffer_append_text(&texts->context, role);
    buffer_printf(&texts->note, "%s\n", role);
    if (texts->section.failed || texts->context.failed || texts->text.failed || texts->note.failed) return false;
    if (!give_entry(original, unit, texts, line)) return false;
    original->units[original->unit_count++] = *unit;
    return true;
}

static void clear_texts(struct unit_texts *texts)
{
    buffer_clear(&texts->section);
    buffer_clear(&texts->context);
    buffer_clear(&texts->text);
    buffer_clear(&texts->note);
}

static bool add_title(struct original *original, struct unit_texts *texts)
{
    const struct document *document = original->document;
    struct source_span front = original_front_matter(original);
    struct front_matter_line line;
    size_t position = front.start;
    while (front_matter_line_next(original->bytes.data, front.end, &position, &line)) {
        if (!front_matter_line_is(&line, "title") || document->title.length == 0) continue;
        struct unit unit = {.block = DOCUMENT_NONE,
                            .source = {(uint32_t)line.start, (uint32_t)line.end},
                            .outer = {(uint32_t)line.start, (uint32_t)line.end}};
        buffer_append(&texts->text, document->title.data, document->title.length);
        return add_unit(original, &unit, texts, "title", (uint32_t)document_line(document, unit.source.start));
    }
    return true;
}

static bool add_units(struct original *original)
{
    const struct document *document = original->document;
    struct unit_texts texts = {0};
    size_t mark = 0;
    bool good = add_title(original, &texts);
    for (uint32_t i = 0; i < document->block_count && good; i++) {
        const struct block *block = &document->blocks[i];
        struct unit unit;
        if (block->run_count == 0) continue; /* an item that holds nothing but a list */
        clear_texts(&texts);
        append_section(document, block, &texts.section);
        good = unit_make(original, i, &mark, &unit, &texts.text)
               && add_unit(original, &unit, &texts, role_name(block),
                           (uint32_t)document_line(document, unit.source.start));
    }
    buffer_done(&texts.section);
    buffer_done(&texts.context);
    buffer_done(&texts.text);
    buffer_done(&texts.note);
    return good;
}

/* Reads original->bytes. */
static enum status read_document(struct original *original, const char *name, struct error *error)
{
    struct document_reader *reader = NULL;
    enum status status =
        document_reader_open_bytes(name, original->bytes.data, original->bytes.length, FORMAT_MARKDOWN, &reader, error);
    if (status == STATUS_OK) document_reader_keep_marks(reader);
    while (status == STATUS_OK && !document_reader_document(reader)->complete)
        status = document_reader_step(reader, error);
    if (status == STATUS_OK)
        original->document = document_reader_take(reader);
    else
        document_reader_free(reader);
    if (status != STATUS_OK) return status;
    return add_units(original) ? STATUS_OK : error_no_memory(error);
}

enum status original_read(struct original *original, const char *path, struct error *error)
{
    enum status status = file_read(path, (size_t)LIMIT_FILE_MB * 1000000, &original->bytes, error);
    return status == STATUS_OK ? read_document(original, path, error) : status;
}

enum status original_read_bytes(struct original *original, const char *name, const void *bytes, size_t length,
                                struct error *error)
{
    buffer_append(&original->bytes, bytes, length);
    if (original->bytes.failed) return error_no_memory(error);
    return read_document(original, name, error);
}

void original_done(struct original *original)
{
    buffer_done(&original->bytes);
    document_free(original->document);
    buffer_done(&original->strings);
    free(original->units);
    free(original->entries);
    free(original->markups);
    key_index_done(&original->index);
    *original = (struct original){0};
}

const char *original_context(const struct original *original, const struct entry *entry)
{
    return original->strings.data + entry->context;
}

const char *original_text(const struct original *original, const struct entry *entry)
{
    return original->strings.data + entry->text;
}

const char *original_note(const struct original *original, const struct entry *entry)
{
    return original->strings.data + entry->note;
}

const struct entry *original_find(const struct original *original, const char *context, const char *text)
{
    uint64_t hash = key_hash(context, text);
    size_t cursor = 0;
    for (uint32_t i = 0; (i = key_index_next(&original->index, hash, &cursor)) != KEY_INDEX_NONE;) {
        const struct entry *entry = &original->entries[i];
        if (strcmp(original_context(original, entry), context) == 0
            && strcmp(original_text(original, entry), text) == 0)
            return entry;
    }
    return NULL;
}

struct source_span original_front_matter(const struct original *original)
{
    const struct document *document = original->document;
    for (size_t i = 0; i < document->omission_count; i++) {
        if (document->omissions[i].reason == OMISSION_FRONT_MATTER) return document->omissions[i].source;
    }
    uint32_t mark = original->bytes.length >= 3 && memcmp(original->bytes.data, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
    return (struct source_span){mark, mark};
}
