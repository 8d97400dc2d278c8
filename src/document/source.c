#include "document/source.h"

#include "base/array.h"
#include "base/utf8.h"

#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

static void add_line(struct builder *builder, size_t start)
{
    struct document *document = builder->document;
    if (builder->failed) return;
    if (!array_reserve(&document->line_starts, &document->line_capacity, document->line_count + 1)) {
        builder->failed = true;
        return;
    }
    document->line_starts[document->line_count++] = (uint32_t)start;
}

void source_index_lines(struct builder *builder, const char *source, size_t from, size_t to)
{
    if (from == 0 && to > 0) add_line(builder, 0);
    for (size_t i = from; i < to; i++) {
        bool starts = i > 0 && (source[i - 1] == '\n' || (source[i - 1] == '\r' && source[i] != '\n'));
        if (starts) add_line(builder, i);
    }
}

static void omit_invalid(struct builder *builder, size_t start, size_t end)
{
    struct document *document = builder->document;
    struct omission *last = document->omission_count ? &document->omissions[document->omission_count - 1] : NULL;
    if (last && last->reason == OMISSION_INVALID_BYTES && last->source.end == start) {
        last->source.end = (uint32_t)end;
        return;
    }
    builder_omit(builder, OMISSION_INVALID_BYTES, (struct source_span){(uint32_t)start, (uint32_t)end});
}

void source_clean(struct builder *builder, char *source, size_t from, size_t to)
{
    for (size_t i = from; i < to;) {
        unsigned char byte = (unsigned char)source[i];
        if ((byte >= 0x20 && byte < 0x7F) || byte == '\n' || byte == '\r' || byte == '\t') {
            i++;
            continue;
        }
        if (byte == '\f' || byte == '\v') {
            source[i++] = BYTE_SPACE;
            continue;
        }
        size_t start = i;
        uint32_t codepoint = utf8_next(source, to, &i);
        if (codepoint != UTF8_INVALID && codepoint > 0x9F) continue;
        memset(source + start, BYTE_LEFT_OUT, i - start);
        omit_invalid(builder, start, i);
    }
}

void source_release(char *source, size_t end)
{
    uintptr_t page = (uintptr_t)sysconf(_SC_PAGESIZE);
    uintptr_t first = ((uintptr_t)source + page - 1) / page * page;
    uintptr_t last = ((uintptr_t)source + end) / page * page;
    /* A failure only means that the memory is kept for longer. */
    if (last > first) madvise(source + (first - (uintptr_t)source), last - first, MADV_DONTNEED);
}

size_t source_boundary(const char *source, size_t offset)
{
    size_t start = offset;
    while (offset - start < 3 && ((unsigned char)source[start] & 0xC0) == 0x80) start--;
    return ((unsigned char)source[start] & 0xC0) == 0x80 ? offset : start;
}

bool piece_line(const struct piece *piece, size_t number, size_t *ret_start, size_t *ret_end)
{
    if (number <= piece->made_lines) return false;
    size_t index = piece->first_line + number - piece->made_lines - 1;
    const struct document *document = piece->document;
    if (index >= document->line_count) return false;
    size_t start = document->line_starts[index];
    size_t end = index + 1 < document->line_count ? document->line_starts[index + 1] : piece->end;
    if (start < piece->start) start = piece->start;
    if (end > piece->end) end = piece->end;
    if (start >= piece->end) return false;
    while (end > start && (piece->source[end - 1] == '\n' || piece->source[end - 1] == '\r')) end--;
    *ret_start = start;
    *ret_end = end;
    return true;
}
