#include "document/document.h"

#include <stdlib.h>

void document_free(struct document *document)
{
    if (!document) return;
    free(document->path);
    buffer_done(&document->title);
    buffer_done(&document->reference);
    buffer_done(&document->version);
    buffer_done(&document->translation);
    buffer_done(&document->date);
    buffer_done(&document->language);
    buffer_done(&document->text);
    buffer_done(&document->strings);
    free(document->blocks);
    free(document->runs);
    free(document->sections);
    free(document->omissions);
    free(document->marks);
    free(document->terms);
    free(document->languages);
    free(document->line_starts);
    free(document);
}

size_t document_run_at(const struct document *document, uint32_t text_offset)
{
    size_t low = 0;
    size_t high = document->run_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (document->runs[middle].text_end <= text_offset)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

struct source_span document_source(const struct document *document, uint32_t text_start, uint32_t text_end)
{
    size_t first = document_run_at(document, text_start);
    if (first == document->run_count) return (struct source_span){0, 0};
    const struct run *run = &document->runs[first];
    struct source_span span = run->source;
    if (!(run->style & RUN_REPLACED) && text_start > run->text_start) span.start += text_start - run->text_start;
    if (text_end <= text_start) return (struct source_span){span.start, span.start};
    run = &document->runs[document_run_at(document, text_end - 1)];
    span.end = run->source.end;
    if (!(run->style & RUN_REPLACED) && text_end < run->text_end) span.end -= run->text_end - text_end;
    return span;
}

size_t document_line(const struct document *document, uint32_t source_offset)
{
    size_t low = 0;
    size_t high = document->line_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (document->line_starts[middle] <= source_offset)
            low = middle + 1;
        else
            high = middle;
    }
    return low ? low : 1;
}

const char *omission_reason_text(enum omission_reason reason)
{
    switch (reason) {
    case OMISSION_FRONT_MATTER: return "front matter, which is about the leaflet and not part of it";
    case OMISSION_COMMENT: return "a comment, which no reader sees";
    case OMISSION_LINK_DEFINITION: return "the definition of a link's address";
    case OMISSION_LINK_ADDRESS: return "the address of a link that has a text of its own";
    case OMISSION_IMAGE_WITHOUT_TEXT: return "an image without alternative text";
    case OMISSION_INVALID_BYTES: return "bytes that are not text (not valid UTF-8, or control characters)";
    case OMISSION_HIDDEN_MARKUP: return "markup that no reader sees (script, style, hidden)";
    case OMISSION_NESTING: return "lists or quotes nested deeper than is read";
    }
    return "unknown";
}
