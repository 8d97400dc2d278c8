#include "base/utf8.h"
#include "document/leaflet.h"

#include <string.h>

#define MUST(condition)                                                                                                \
    do {                                                                                                               \
        if (!(condition)) return #condition;                                                                           \
    } while (0)

static const char *check_run(const struct document *document, const struct block *block, uint32_t index,
                             const char *bytes, size_t length)
{
    const struct run *run = &document->runs[index];
    const char *text = document->text.data;
    uint32_t expected = index == block->first_run ? block->text_start : document->runs[index - 1].text_end;
    uint32_t run_length = run->text_end - run->text_start;
    MUST(run->text_start == expected);
    MUST(run->text_end > run->text_start);
    MUST(run->source.start < run->source.end);
    MUST(run->source.end <= length);
    MUST(index == 0 || run->source.start >= document->runs[index - 1].source.end);
    MUST(run->language < document->language_count);
    MUST(run->target == DOCUMENT_NONE || run->target < document->strings.length);
    if (run->style & RUN_LINE_BREAK) {
        MUST(run_length == 1 && text[run->text_start] == '\n');
    }
    if (run->style & RUN_REPLACED) return NULL;
    MUST(run->source.end - run->source.start == run_length);
    MUST(memcmp(bytes + run->source.start, text + run->text_start, run_length) == 0);
    return NULL;
}

static const char *check_text(const struct document *document, const struct block *block)
{
    const char *text = document->text.data + block->text_start;
    size_t length = block->text_end - block->text_start;
    MUST(utf8_first_invalid(text, length) == length);
    for (size_t i = 0; i < length;) {
        uint32_t codepoint = utf8_next(text, length, &i);
        bool control = codepoint < 0x20 || (codepoint >= 0x7F && codepoint < 0xA0);
        MUST(!control || codepoint == '\n' || codepoint == '\t');
    }
    return NULL;
}

static const char *check_block(const struct document *document, uint32_t index, const char *bytes, size_t length)
{
    const struct block *block = &document->blocks[index];
    uint32_t run = index == 0 ? 0 : document->blocks[index - 1].first_run + document->blocks[index - 1].run_count;
    MUST(block->first_run == run);
    MUST(index == 0 ? block->text_start == 0 : block->text_start == document->blocks[index - 1].text_end + 1);
    MUST(index == 0 || document->text.data[block->text_start - 1] == '\n');
    MUST(block->text_start < block->text_end || block->kind == BLOCK_LIST_ITEM);
    MUST((block->kind == BLOCK_HEADING) == (block->level >= 1 && block->level <= 6));
    MUST(block->kind != BLOCK_LIST_ITEM || block->list_depth > 0);
    MUST(block->kind != BLOCK_TABLE_CELL || block->table > 0);
    MUST(!block->header_cell || block->row == 0);
    MUST(block->source.end <= length && block->source.start <= block->source.end);
    const char *broken = NULL;
    for (uint32_t i = block->first_run; i < block->first_run + block->run_count && !broken; i++) {
        broken = check_run(document, block, i, bytes, length);
    }
    if (broken) return broken;
    uint32_t end =
        block->run_count ? document->runs[block->first_run + block->run_count - 1].text_end : block->text_start;
    MUST(end == block->text_end);
    return check_text(document, block);
}

static const char *check_sections(const struct document *document)
{
    uint32_t block = 0;
    for (size_t i = 0; i < document->section_count; i++) {
        const struct section *section = &document->sections[i];
        MUST(section->first_block == block);
        MUST(section->block_count > 0);
        MUST(i == 0 || section->heading != DOCUMENT_NONE);
        MUST(section->heading == DOCUMENT_NONE || section->heading == section->first_block);
        MUST((section->heading == DOCUMENT_NONE) == (section->level == 0));
        MUST(section->level <= (i ? document->sections[i - 1].level + 1 : 1));
        MUST(section->grouping == (section->heading != DOCUMENT_NONE && section->block_count == 1));
        for (uint32_t k = 0; k < section->block_count; k++, block++) {
            MUST(block < document->block_count && document->blocks[block].section == i);
            MUST((document->blocks[block].kind == BLOCK_HEADING) == (block == section->heading));
        }
        if (section->heading != DOCUMENT_NONE) {
            MUST(document->blocks[section->heading].level == section->level);
        }
    }
    MUST(block == document->block_count);
    return NULL;
}

static const char *check_lines(const struct document *document, const char *bytes, size_t length)
{
    size_t line = 0;
    for (size_t i = 0; i < length; i++) {
        bool starts = i == 0 || bytes[i - 1] == '\n' || (bytes[i - 1] == '\r' && bytes[i] != '\n');
        if (!starts) continue;
        MUST(line < document->line_count && document->line_starts[line] == i);
        line++;
    }
    MUST(line == document->line_count);
    return NULL;
}

const char *leaflet_broken_invariant(const struct document *document, const char *bytes, size_t length)
{
    const char *broken = NULL;
    MUST(document->complete);
    MUST(document->block_count > 0);
    MUST(document->text.length == document->blocks[document->block_count - 1].text_end);
    MUST(document->title_block == DOCUMENT_NONE || document->title_block < document->block_count);
    for (uint32_t i = 0; i < document->block_count && !broken; i++) broken = check_block(document, i, bytes, length);
    for (size_t i = 0; i < document->omission_count; i++) {
        const struct source_span *source = &document->omissions[i].source;
        MUST(source->start < source->end && source->end <= length);
        MUST(i == 0 || source->start >= document->omissions[i - 1].source.start);
    }
    if (!broken) broken = check_sections(document);
    return broken ? broken : check_lines(document, bytes, length);
}
