#include "base/array.h"
#include "check/check.h"
#include "check/findings.h"
#include "check/script_words.h"
#include "check/word_diff.h"

#include <stdlib.h>
#include <string.h>

enum { QUOTED_WORDS = 12 };

struct comparison {
    const char *bytes;
    size_t length;
    enum format format;
    const struct document *document;
    struct source_scan scan;
    struct script_words words;
    struct omission *omissions; /* the document's, sorted */
    size_t omission_count;
    struct findings *findings;
    struct error *error;
};

/* An item's number is not the same word as a number in the text. */
static uint64_t key_of(const char *text, bool marker)
{
    uint64_t hash = marker ? 0x9AE16A3B2F90404Fu : 0xCBF29CE484222325u;
    for (; *text; text++) hash = (hash ^ (unsigned char)*text) * 0x100000001B3u;
    return hash ^ hash >> 31;
}

static const char *source_text(const struct comparison *comparison, size_t index)
{
    return comparison->scan.text.data + comparison->scan.text_offsets[index];
}

static const char *script_text(const struct comparison *comparison, size_t index)
{
    return comparison->words.text.data + comparison->words.words[index].text;
}

static int compare_omissions(const void *a, const void *b)
{
    const struct omission *left = a;
    const struct omission *right = b;
    return left->source.start < right->source.start ? -1 : left->source.start > right->source.start;
}

static enum status sort_omissions(struct comparison *comparison)
{
    size_t count = comparison->document->omission_count;
    if (count == 0) return STATUS_OK;
    comparison->omissions = malloc(count * sizeof *comparison->omissions);
    if (!comparison->omissions) return error_no_memory(comparison->error);
    memcpy(comparison->omissions, comparison->document->omissions, count * sizeof *comparison->omissions);
    qsort(comparison->omissions, count, sizeof *comparison->omissions, compare_omissions);
    comparison->omission_count = count;
    return STATUS_OK;
}

/* The document's omission that `offset` lies in; NULL where there is none. */
static const struct omission *omission_at(const struct comparison *comparison, uint32_t offset)
{
    size_t low = 0;
    size_t high = comparison->omission_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (comparison->omissions[middle].source.start <= offset)
            low = middle + 1;
        else
            high = middle;
    }
    const struct omission *omission = low > 0 ? &comparison->omissions[low - 1] : NULL;
    return omission && offset < omission->source.end ? omission : NULL;
}

/* Words of the source that the script lacks. Those that the document leaves out because they are nested too deep are
 * told with it; for all others its reason does not count, because they are visible. */
static enum status report_lost(struct comparison *comparison, size_t from, size_t to)
{
    enum status status = STATUS_OK;
    while (status == STATUS_OK && from < to) {
        const struct source_word *first = &comparison->scan.words[from];
        const struct omission *omission = omission_at(comparison, first->span.start);
        size_t end = from;
        struct buffer quote = {0};
        for (; end < to && omission_at(comparison, comparison->scan.words[end].span.start) == omission; end++) {
            if (end - from >= QUOTED_WORDS) continue;
            buffer_append_text(&quote, end > from ? " " : "");
            buffer_append_text(&quote, source_text(comparison, end));
        }
        size_t count = end - from;
        struct source_span span = {first->span.start, comparison->scan.words[end - 1].span.end};
        from = end;
        if (!omission || omission->reason != OMISSION_NESTING)
            status =
                findings_add(comparison->findings, FINDING_LOST, span, first->line, comparison->error,
                             "“%s%s” (%zu %s) stands in the leaflet and is not in the script%s%s", buffer_text(&quote),
                             count > QUOTED_WORDS ? " …" : "", count, count == 1 ? "word" : "words",
                             omission ? "; the reader took it for this: " : ": no one will hear it",
                             omission ? omission_reason_text(omission->reason) : "");
        status = excerpt_done(&quote, status, comparison->error);
    }
    return status;
}

static enum status report_extra(struct comparison *comparison, size_t from, size_t to)
{
    if (from >= to) return STATUS_OK;
    struct buffer quote = {0};
    for (size_t i = from; i < to && i - from < QUOTED_WORDS; i++) {
        buffer_append_text(&quote, i > from ? " " : "");
        buffer_append_text(&quote, script_text(comparison, i));
    }
    struct source_span span = comparison->words.words[from].span;
    size_t line = document_line(comparison->document, span.start);
    enum status status = findings_add(
        comparison->findings, FINDING_EXTRA, span, line, comparison->error,
        "“%s%s” (%zu %s) is in the script and does not stand here in the leaflet: it would be said "
        "twice, out of order or without being there",
        buffer_text(&quote), to - from > QUOTED_WORDS ? " …" : "", to - from, to - from == 1 ? "word" : "words");
    return excerpt_done(&quote, status, comparison->error);
}

static bool overlap(struct source_span a, struct source_span b)
{
    return a.start < b.end && b.start < a.end;
}

/* Words that stand against each other: where nothing is lost or extra, each must come from where it stands. */
static enum status check_pair(struct comparison *comparison, size_t left, size_t right, bool in_step)
{
    const struct source_word *source = &comparison->scan.words[left];
    const struct script_word *script = &comparison->words.words[right];
    const char *shown = script_text(comparison, right);
    if (strcmp(shown, source_text(comparison, left)) != 0)
        return findings_add(comparison->findings, FINDING_LOST, source->span, source->line, comparison->error,
                            "“%s” is “%s” in the script", source_text(comparison, left), shown);
    if (!in_step || script->marker || overlap(source->span, script->span)) return STATUS_OK;
    return findings_add(comparison->findings, FINDING_MISPLACED, source->span, source->line, comparison->error,
                        "“%s” is in the script with the place of another word", shown);
}

static enum status report_hunks(struct comparison *comparison, const struct word_diff *diff)
{
    enum status status = STATUS_OK;
    size_t left = 0;
    size_t right = 0;
    bool in_step = diff->count == 0 && !comparison->words.any_misplaced;
    for (size_t i = 0; status == STATUS_OK && i <= diff->count; i++) {
        struct word_hunk end = {.left_start = comparison->scan.word_count, .right_start = comparison->words.count};
        const struct word_hunk *hunk = i < diff->count ? &diff->hunks[i] : &end;
        for (; status == STATUS_OK && left < hunk->left_start && right < hunk->right_start; left++, right++)
            status = check_pair(comparison, left, right, in_step);
        if (status == STATUS_OK) status = report_lost(comparison, hunk->left_start, hunk->left_end);
        if (status == STATUS_OK) status = report_extra(comparison, hunk->right_start, hunk->right_end);
        left = hunk->left_end;
        right = hunk->right_end;
    }
    return status;
}

static enum status compare_words(struct comparison *comparison)
{
    size_t left_count = comparison->scan.word_count;
    size_t right_count = comparison->words.count;
    struct word_diff diff = {0};
    uint64_t *keys = malloc((left_count + right_count + 1) * sizeof *keys);
    if (!keys) return error_no_memory(comparison->error);
    for (size_t i = 0; i < left_count; i++)
        keys[i] = key_of(source_text(comparison, i), comparison->scan.words[i].list_marker);
    bool markers = comparison->format != FORMAT_TEXT; /* in plain text an item's number is a word like others */
    for (size_t i = 0; i < right_count; i++)
        keys[left_count + i] = key_of(script_text(comparison, i), markers && comparison->words.words[i].marker);
    enum status status = word_diff_compute(keys, left_count, keys + left_count, right_count, &diff, comparison->error);
    if (status == STATUS_OK) status = report_hunks(comparison, &diff);
    word_diff_done(&diff);
    free(keys);
    return status;
}

static enum status report_omission(struct comparison *comparison, struct source_span span, enum omission_reason reason)
{
    if (reason == OMISSION_IMAGE_WITHOUT_TEXT) return STATUS_OK; /* check_listener tells it */
    struct buffer quote = {0};
    if (span.end > comparison->length) span.end = (uint32_t)comparison->length;
    if (span.start < span.end) excerpt_append(&quote, comparison->bytes + span.start, span.end - span.start);
    enum status status =
        findings_add(comparison->findings, FINDING_LEFT_OUT, span, document_line(comparison->document, span.start),
                     comparison->error, "%s: “%s”", omission_reason_text(reason), buffer_text(&quote));
    return excerpt_done(&quote, status, comparison->error);
}

/* The document's omissions, and the scanner's where the document has none. */
static enum status report_omissions(struct comparison *comparison)
{
    enum status status = STATUS_OK;
    for (size_t i = 0; status == STATUS_OK && i < comparison->omission_count; i++)
        status = report_omission(comparison, comparison->omissions[i].source, comparison->omissions[i].reason);
    size_t next = 0;
    for (size_t i = 0; status == STATUS_OK && i < comparison->scan.omission_count; i++) {
        const struct source_omission *own = &comparison->scan.omissions[i];
        while (next < comparison->omission_count && comparison->omissions[next].source.end <= own->span.start) next++;
        bool told = next < comparison->omission_count && overlap(comparison->omissions[next].source, own->span);
        if (!told) status = report_omission(comparison, own->span, own->reason);
    }
    return status;
}

/* As in document/reader.h: by the file's name. */
static enum format guess_format(const char *path)
{
    const char *dot = path ? strrchr(path, '.') : NULL;
    return dot && (strcasecmp(dot, ".txt") == 0 || strcasecmp(dot, ".text") == 0) ? FORMAT_TEXT : FORMAT_MARKDOWN;
}

enum status check_faithfulness(const char *bytes, size_t length, enum format format, const struct document *document,
                               struct script *script, struct findings *findings, struct error *error)
{
    struct comparison comparison = {
        .bytes = bytes, .length = length, .format = format, .document = document, .findings = findings, .error = error};
    if (format == FORMAT_GUESS) format = comparison.format = guess_format(document->path);
    enum status status = source_scan(bytes, length, format, &comparison.scan, error);
    if (status == STATUS_OK)
        status =
            script_words_collect(bytes, length, &comparison.scan, document, script, &comparison.words, findings, error);
    if (status == STATUS_OK) status = sort_omissions(&comparison);
    if (status == STATUS_OK) status = compare_words(&comparison);
    if (status == STATUS_OK) status = report_omissions(&comparison);
    findings->words_in_source = comparison.scan.word_count;
    findings->words_in_script = comparison.words.count;
    findings->words_spoken = comparison.words.spoken;
    findings_sort(findings);
    source_scan_done(&comparison.scan);
    script_words_done(&comparison.words);
    free(comparison.omissions);
    return status;
}
