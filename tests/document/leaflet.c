#include "document/leaflet.h"

#include "document/reader_parts.h"

#include "cmocka_all.h"
#include <string.h>

struct document *leaflet_read(const char *name, const char *bytes, size_t length, size_t piece_bytes)
{
    struct error error = {0};
    struct document_reader *reader = NULL;
    enum status status = document_reader_open_bytes(name, bytes, length, FORMAT_GUESS, &reader, &error);
    if (status == STATUS_OK && piece_bytes) document_reader_set_piece_bytes(reader, piece_bytes);
    while (status == STATUS_OK && !document_reader_document(reader)->complete) {
        status = document_reader_step(reader, &error);
    }
    if (status != STATUS_OK) fail_msg("%s: %s", name, error.text);
    return document_reader_take(reader);
}

struct document *leaflet_markdown(const char *text)
{
    return leaflet_read("leaflet.md", text, strlen(text), 0);
}

static void append_styles(const struct document *document, const struct run *run, struct buffer *outline)
{
    static const struct {
        uint16_t style;
        char letter;
    } letters[] = {{RUN_EMPHASIS, 'e'}, {RUN_STRONG, 's'}, {RUN_CODE, 'c'},
                   {RUN_LINK, 'l'},     {RUN_IMAGE, 'i'},  {RUN_STRUCK, 'k'}};
    for (size_t i = 0; i < sizeof letters / sizeof letters[0]; i++) {
        if (run->style & letters[i].style) buffer_append_char(outline, letters[i].letter);
    }
    if (run->language) {
        buffer_printf(outline, "@%s", document->strings.data + document->languages[run->language]);
    }
}

static void append_run_text(const struct document *document, const struct run *run, struct buffer *outline)
{
    for (uint32_t i = run->text_start; i < run->text_end; i++) {
        if (document->text.data[i] == '\n')
            buffer_append_text(outline, "\\n");
        else
            buffer_append_char(outline, document->text.data[i]);
    }
}

static void append_text(const struct document *document, const struct block *block, struct buffer *outline)
{
    struct buffer open = {0};
    struct buffer styles = {0};
    for (uint32_t i = block->first_run; i < block->first_run + block->run_count; i++) {
        const struct run *run = &document->runs[i];
        buffer_clear(&styles);
        append_styles(document, run, &styles);
        if (strcmp(buffer_text(&styles), buffer_text(&open)) != 0) {
            if (open.length) buffer_append_char(outline, '}');
            if (styles.length) buffer_printf(outline, "{%s:", styles.data);
            buffer_clear(&open);
            buffer_append_text(&open, buffer_text(&styles));
        }
        append_run_text(document, run, outline);
    }
    if (open.length) buffer_append_char(outline, '}');
    buffer_done(&open);
    buffer_done(&styles);
}

static void append_mark(const struct document *document, const struct block *block, struct buffer *outline)
{
    for (int i = 0; i < block->quote_depth; i++) buffer_append_text(outline, "> ");
    for (int i = 1; i < block->list_depth; i++) buffer_append_text(outline, "  ");
    switch (block->kind) {
    case BLOCK_HEADING: buffer_printf(outline, "h%d ", block->level); break;
    case BLOCK_PARAGRAPH: buffer_append_text(outline, block->list_depth ? "  p " : "p "); break;
    case BLOCK_CODE: buffer_append_text(outline, block->list_depth ? "  code " : "code "); break;
    case BLOCK_TABLE_CELL:
        buffer_printf(outline, "%s %u:%u:%u ", block->header_cell ? "head" : "cell", block->table, block->row,
                      block->column);
        break;
    case BLOCK_LIST_ITEM:
        if (block->ordered) buffer_printf(outline, "%u. ", block->item_number);
        if (block->task) buffer_append_text(outline, block->task_done ? "[x] " : "[ ] ");
        if (!block->ordered && !block->task) buffer_append_text(outline, "- ");
        break;
    }
    (void)document;
}

void leaflet_outline(const struct document *document, struct buffer *outline)
{
    static const char *const reasons[] = {"front matter", "comment", "definition", "address",
                                          "image",        "invalid", "hidden",     "nesting"};
    buffer_printf(outline, "title: %s\n", buffer_text(&document->title));
    if (document->language.length) buffer_printf(outline, "lang: %s\n", document->language.data);
    for (size_t i = 0; i < document->block_count; i++) {
        const struct block *block = &document->blocks[i];
        append_mark(document, block, outline);
        append_text(document, block, outline);
        if (block->kind == BLOCK_HEADING && document->sections[block->section].grouping) {
            buffer_append_text(outline, " (group)");
        }
        buffer_append_char(outline, '\n');
    }
    for (size_t i = 0; i < document->omission_count; i++) {
        buffer_printf(outline, "out: %s\n", reasons[document->omissions[i].reason]);
    }
}
