#include "document/title.h"

#include "document/heading.h"
#include "document/language.h"

#include <string.h>
#include <strings.h>

/* More than the address of a department above a heading is the leaflet itself. */
enum { BODY_ABOVE_TITLE_BYTES = 600 };

void title_consider(struct builder *builder, const struct block *block, uint8_t raw_level)
{
    struct title_candidates *candidates = &builder->title;
    const struct document *document = builder->document;
    if (block->source.start >= TITLE_WINDOW_BYTES) return;
    uint32_t index = (uint32_t)document->block_count;
    uint32_t bytes = block->text_end - block->text_start;
    if (raw_level == 0) {
        const char *text = buffer_text(&document->text) + block->text_start;
        bool plain = block->kind == BLOCK_PARAGRAPH && block->list_depth == 0 && block->quote_depth == 0;
        if (index == 0 && plain && heading_looks_likely(text, bytes) && text[bytes - 1] != ':')
            candidates->short_line = index;
        candidates->body_bytes += bytes;
        return;
    }
    bool near_top = candidates->body_bytes <= BODY_ABOVE_TITLE_BYTES;
    if (raw_level >= RAW_LEVEL_BY_LOOKS) {
        if (candidates->by_looks == DOCUMENT_NONE && candidates->body_bytes == 0) candidates->by_looks = index;
        return;
    }
    if (raw_level == 1 && near_top && candidates->first_level == DOCUMENT_NONE) candidates->first_level = index;
    if (candidates->highest == DOCUMENT_NONE || (near_top && raw_level < candidates->highest_level)) {
        candidates->highest = index;
        candidates->highest_level = raw_level;
    }
}

/* The text of a block on one line. */
static void append_line(struct buffer *line, const struct document *document, const struct block *block)
{
    size_t start = line->length;
    buffer_append(line, document->text.data + block->text_start, block->text_end - block->text_start);
    for (size_t i = start; i < line->length; i++) {
        if (line->data[i] == '\n' || line->data[i] == '\t') line->data[i] = ' ';
    }
}

static void find_block_of_title(struct builder *builder)
{
    struct document *document = builder->document;
    struct buffer line = {0};
    for (size_t i = 0; i < document->block_count && document->title_block == DOCUMENT_NONE; i++) {
        const struct block *block = &document->blocks[i];
        if (block->kind != BLOCK_HEADING || block->source.start >= TITLE_WINDOW_BYTES) continue;
        buffer_clear(&line);
        append_line(&line, document, block);
        if (strcasecmp(buffer_text(&line), document->title.data) == 0) document->title_block = (uint32_t)i;
    }
    builder->failed |= line.failed;
    buffer_done(&line);
}

/* [*ret_start, *ret_end) of the path is the name; *ret_language is where a language begins in it, or *ret_end. */
static void split_path(const char *path, size_t *ret_start, size_t *ret_end, size_t *ret_language)
{
    static const char *const endings[] = {".md", ".markdown", ".txt", ".text"};
    const char *slash = strrchr(path, '/');
    const char *name = slash ? slash + 1 : path;
    size_t end = strlen(name);
    for (size_t i = 0; i < sizeof endings / sizeof endings[0]; i++) {
        size_t bytes = strlen(endings[i]);
        if (end <= bytes || strcasecmp(name + end - bytes, endings[i]) != 0) continue;
        end -= bytes;
        break;
    }
    size_t dot = end;
    while (dot > 0 && name[dot - 1] != '.') dot--;
    char tag[LANGUAGE_TAG_BYTES];
    bool language = dot > 1 && language_normalise(name + dot, end - dot, tag) && language_is_known(tag);
    *ret_start = (size_t)(name - path);
    *ret_end = *ret_start + (language ? dot - 1 : end);
    *ret_language = *ret_start + (language ? dot : end);
}

void title_language_of_path(struct document *document)
{
    size_t start = 0;
    size_t end = 0;
    size_t language = 0;
    if (document->language.length > 0) return;
    split_path(document->path, &start, &end, &language);
    if (language == end) return;
    size_t length = strcspn(document->path + language, ".");
    char tag[LANGUAGE_TAG_BYTES];
    if (language_normalise(document->path + language, length, tag)) buffer_append_text(&document->language, tag);
}

/* "persistent-back-pain" → "Persistent back pain". */
static void title_of_path(struct document *document)
{
    size_t start = 0;
    size_t end = 0;
    size_t language = 0;
    if (strcmp(document->path, "-") == 0) return;
    split_path(document->path, &start, &end, &language);
    for (size_t i = start; i < end; i++) {
        char byte = document->path[i];
        if (byte == '-' || byte == '_' || (unsigned char)byte < 0x20 || byte == 0x7F) byte = ' ';
        if (i == start && byte >= 'a' && byte <= 'z') byte = (char)(byte - 'a' + 'A');
        buffer_append_char(&document->title, byte);
    }
}

void title_choose(struct builder *builder)
{
    struct document *document = builder->document;
    const struct title_candidates *candidates = &builder->title;
    if (document->title.length > 0) {
        find_block_of_title(builder);
        return;
    }
    uint32_t block = candidates->first_level;
    if (block == DOCUMENT_NONE) block = candidates->by_looks;
    if (block == DOCUMENT_NONE) block = candidates->highest;
    if (block == DOCUMENT_NONE && document->block_count > 1) block = candidates->short_line;
    document->title_block = block;
    if (block != DOCUMENT_NONE)
        append_line(&document->title, document, &document->blocks[block]);
    else
        title_of_path(document);
    builder->failed |= document->title.failed;
}
