#include "check/findings.h"
#include "base/array.h"
#include "base/utf8.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

bool finding_is_failure(enum finding_kind kind)
{
    return kind <= FINDING_UNSPEAKABLE;
}

const char *finding_kind_text(enum finding_kind kind)
{
    switch (kind) {
    case FINDING_LOST: return "lost";
    case FINDING_EXTRA: return "not in the leaflet";
    case FINDING_UNSPOKEN: return "not spoken";
    case FINDING_MISPLACED: return "wrong place";
    case FINDING_UNSPEAKABLE: return "cannot be spoken";
    case FINDING_LEFT_OUT: return "left out";
    case FINDING_IMAGE_WITHOUT_TEXT: return "picture without text";
    case FINDING_NEEDS_EYES: return "needs eyes";
    case FINDING_AMBIGUOUS: return "ambiguous";
    case FINDING_TERM: return "lexicon";
    case FINDING_BARE_LINK: return "link without meaning";
    }
    return "unknown";
}

enum status findings_add(struct findings *findings, enum finding_kind kind, struct source_span span, size_t line,
                         struct error *error, const char *format, ...)
{
    if (!array_reserve(&findings->items, &findings->capacity, findings->count + 1)) return error_no_memory(error);
    char *text = NULL;
    va_list arguments;
    va_start(arguments, format);
    int written = vasprintf(&text, format, arguments);
    va_end(arguments);
    if (written < 0) return error_no_memory(error);
    findings->items[findings->count++] =
        (struct finding){.kind = kind, .span = span, .line = (uint32_t)line, .text = text};
    return STATUS_OK;
}

static int compare_places(const void *a, const void *b)
{
    const struct finding *left = a;
    const struct finding *right = b;
    if (left->span.start != right->span.start) return left->span.start < right->span.start ? -1 : 1;
    if (left->kind != right->kind) return left->kind < right->kind ? -1 : 1;
    return left->span.end < right->span.end ? -1 : left->span.end > right->span.end;
}

void findings_sort(struct findings *findings)
{
    if (findings->count > 0) qsort(findings->items, findings->count, sizeof *findings->items, compare_places);
}

void findings_done(struct findings *findings)
{
    for (size_t i = 0; i < findings->count; i++) free(findings->items[i].text);
    free(findings->items);
    *findings = (struct findings){0};
}

void excerpt_append(struct buffer *excerpt, const char *text, size_t length)
{
    size_t at = 0;
    bool space = false;
    for (size_t characters = 0; at < length; characters++) {
        if (characters == EXCERPT_CHARACTERS) {
            buffer_append_text(excerpt, "…");
            return;
        }
        uint32_t codepoint = utf8_next(text, length, &at);
        bool white = codepoint <= ' ' || codepoint == 0x7F || (codepoint >= 0x80 && codepoint < 0xA0);
        if (!white) {
            if (space) buffer_append_char(excerpt, ' ');
            buffer_append_codepoint(excerpt, codepoint);
        }
        space = white;
    }
}

enum status excerpt_done(struct buffer *excerpt, enum status status, struct error *error)
{
    if (status == STATUS_OK && excerpt->failed) status = error_no_memory(error);
    buffer_done(excerpt);
    return status;
}
