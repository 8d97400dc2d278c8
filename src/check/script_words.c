#include "check/script_words.h"

#include "base/array.h"
#include "base/utf8.h"
#include "check/assembler.h"
#include "check/findings.h"

#include <stdlib.h>
#include <string.h>
#include <unicode/uchar.h>

struct collector {
    const char *bytes;
    size_t length;
    const struct source_scan *scan;
    const struct document *document;
    const struct utterance *utterance;
    struct script_words *words;
    struct findings *findings;
    struct error *error;
    enum status status;
    size_t word;                   /* of the utterance, that the reading is in */
    struct source_span last;       /* of the word before */
    struct buffer shown, at_place; /* letters of a word, and of what stands at its place */
};

/* The letters and digits of `text`, without anything between them. */
static void letters_append(struct buffer *buffer, const char *text, size_t length)
{
    size_t at = 0;
    while (at < length) {
        uint32_t codepoint = utf8_next(text, length, &at);
        enum letter_kind kind = letter_kind(codepoint);
        if (kind == LETTER_WORD || kind == LETTER_MARK) buffer_append_codepoint(buffer, codepoint);
    }
}

static bool same_text(const struct buffer *a, const struct buffer *b)
{
    return a->length == b->length && (a->length == 0 || memcmp(a->data, b->data, a->length) == 0);
}

/* The first of the source's visible words that ends behind `offset`. */
static size_t source_word_at(const struct source_scan *scan, uint32_t offset)
{
    size_t first = 0;
    size_t behind = scan->word_count;
    while (first < behind) {
        size_t middle = first + (behind - first) / 2;
        if (scan->words[middle].span.end <= offset)
            first = middle + 1;
        else
            behind = middle;
    }
    return first;
}

/* The letters of the source's visible words that lie within `span`; false where one lies across its ends. */
static bool letters_of_source_words(struct collector *collector, struct source_span span)
{
    const struct source_scan *scan = collector->scan;
    buffer_clear(&collector->at_place);
    for (size_t i = source_word_at(scan, span.start); i < scan->word_count && scan->words[i].span.start < span.end;
         i++) {
        const struct source_word *word = &scan->words[i];
        if (word->span.start < span.start || word->span.end > span.end) return false;
        const char *text = scan->text.data + scan->text_offsets[i];
        letters_append(&collector->at_place, text, strlen(text));
    }
    return true;
}

/* An item's number may be given its own place or that of its item, which begins right behind it. Whether it is the
 * right number is compared later. */
static bool is_marker_at(const struct collector *collector, uint32_t offset)
{
    const struct source_scan *scan = collector->scan;
    size_t i = source_word_at(scan, offset);
    for (size_t back = 0; back <= 1 && back <= i; back++) {
        if (i - back >= scan->word_count) continue;
        const char *text = scan->text.data + scan->text_offsets[i - back];
        if (scan->words[i - back].list_marker || strcmp(text, buffer_text(&collector->shown)) == 0) return true;
    }
    return false;
}

/* The letters of a piece of a word, read by itself: "&micro;g" of "5&micro;g". */
static void letters_of_fragment(struct collector *collector, struct source_span span)
{
    struct source_scan scan = {0};
    buffer_clear(&collector->at_place);
    collector->status =
        source_scan(collector->bytes + span.start, span.end - span.start, FORMAT_MARKDOWN, &scan, collector->error);
    for (size_t i = 0; collector->status == STATUS_OK && i < scan.word_count; i++) {
        const char *text = scan.text.data + scan.text_offsets[i];
        letters_append(&collector->at_place, text, strlen(text));
    }
    source_scan_done(&scan);
}

/* Whether the letters of the word stand in the source at the word's span: as they are, without the markup around
 * them, or in character references. */
static bool stands_at_its_place(struct collector *collector, const struct word *word)
{
    struct source_span span = word->source;
    if (word->marker && is_marker_at(collector, span.start)) return true;
    if (span.start >= span.end || span.end > collector->length) return false;
    buffer_clear(&collector->at_place);
    letters_append(&collector->at_place, collector->bytes + span.start, span.end - span.start);
    if (same_text(&collector->shown, &collector->at_place)) return true;
    if (letters_of_source_words(collector, span)) return same_text(&collector->shown, &collector->at_place);
    letters_of_fragment(collector, span);
    return same_text(&collector->shown, &collector->at_place);
}

struct content {
    bool letters, digits, signs;
};

static struct content content_of(const char *text, size_t length)
{
    struct content content = {0};
    for (size_t at = 0; at < length;) {
        uint32_t codepoint = utf8_next(text, length, &at);
        enum letter_kind kind = letter_kind(codepoint);
        content.signs |= kind == LETTER_SIGN;
        if (kind != LETTER_WORD) continue;
        if (u_charDigitValue((UChar32)codepoint) >= 0)
            content.digits = true;
        else
            content.letters = true;
    }
    return content;
}

static bool next_digit(const char *text, size_t length, size_t *at, int *digit)
{
    while (*at < length) {
        uint32_t codepoint = utf8_next(text, length, at);
        *digit = codepoint <= 0x10FFFF ? u_charDigitValue((UChar32)codepoint) : -1;
        if (*digit >= 0) return true;
    }
    return false;
}

/* Whether the digits of `shown` all stand in `spoken`, in order. */
static bool has_digits_of(const char *spoken, size_t spoken_length, const char *shown, size_t shown_length)
{
    size_t at = 0;
    size_t spoken_at = 0;
    int wanted, digit;
    while (next_digit(shown, shown_length, &at, &wanted)) {
        do {
            if (!next_digit(spoken, spoken_length, &spoken_at, &digit)) return false;
        } while (digit != wanted);
    }
    return true;
}

/* What is said for a word: letters or digits where it has some, and all its digits where it is said in digits alone;
 * anything for a sign. */
static const char *fault_of_speech(const struct utterance *utterance, const struct word *word)
{
    if (word->spoken_start >= word->spoken_end || word->spoken_end > utterance->spoken.length)
        return "nothing is said for it";
    const char *spoken = utterance->spoken.data + word->spoken_start;
    const char *shown = utterance->shown.data + word->shown_start;
    size_t length = word->spoken_end - word->spoken_start;
    size_t shown_length = word->shown_end - word->shown_start;
    struct content said = content_of(spoken, length);
    struct content wanted = content_of(shown, shown_length);
    if (!wanted.letters && !wanted.digits) return NULL;
    if (!said.letters && !said.digits) return "only signs are given to the voice for it";
    if (said.letters || has_digits_of(spoken, length, shown, shown_length)) return NULL;
    return "not all of its digits are said";
}

static void report(struct collector *collector, enum finding_kind kind, const struct word *word, const char *fault)
{
    struct buffer excerpt = {0};
    const struct utterance *utterance = collector->utterance;
    collector->words->any_misplaced |= kind == FINDING_MISPLACED;
    excerpt_append(&excerpt, utterance->shown.data + word->shown_start, word->shown_end - word->shown_start);
    size_t line = document_line(collector->document, word->source.start);
    collector->status = findings_add(collector->findings, kind, word->source, line, collector->error, "“%s”: %s",
                                     buffer_text(&excerpt), fault);
    collector->status = excerpt_done(&excerpt, collector->status, collector->error);
}

static void check_word(struct collector *collector, const struct word *word)
{
    const struct utterance *utterance = collector->utterance;
    const char *text = utterance->shown.data + word->shown_start;
    size_t length = word->shown_end - word->shown_start;
    buffer_clear(&collector->shown);
    letters_append(&collector->shown, text, length);
    if (collector->shown.length == 0 && !content_of(text, length).signs) return;
    const char *fault = fault_of_speech(utterance, word);
    if (fault) report(collector, FINDING_UNSPOKEN, word, fault);
    if (collector->shown.length == 0) return;
    bool ascends = word->source.start >= collector->last.start && word->source.end >= collector->last.end;
    if (collector->status == STATUS_OK && !stands_at_its_place(collector, word))
        report(collector, FINDING_MISPLACED, word,
               "the place that the script gives for it in the leaflet holds something else");
    else if (collector->status == STATUS_OK && !ascends)
        report(collector, FINDING_MISPLACED, word,
               "its place in the leaflet lies before that of the word that is said before it");
    if (!word->marker) collector->last = word->source;
}

/* A word of the shown text at [start, end): which of the utterance's words it belongs to. */
static void take_word(void *context, const char *text, size_t length, uint32_t start, uint32_t end)
{
    struct collector *collector = context;
    const struct utterance *utterance = collector->utterance;
    size_t i = collector->word;
    while (i < utterance->word_count && utterance->words[i].shown_end <= start) i++;
    collector->word = i;
    struct script_word word = {.span = {UINT32_MAX, 0}, .text = (uint32_t)collector->words->text.length};
    bool own = i >= utterance->word_count || utterance->words[i].shown_start >= end;
    bool spoken = true;
    for (; i < utterance->word_count && utterance->words[i].shown_start < end; i++) {
        const struct word *part = &utterance->words[i];
        if (part->added || part->shown_start == part->shown_end) continue;
        own = true;
        spoken &= fault_of_speech(utterance, part) == NULL;
        word.marker |= part->marker;
        if (part->source.start < word.span.start) word.span.start = part->source.start;
        if (part->source.end > word.span.end) word.span.end = part->source.end;
    }
    if (!own) return;
    if (word.span.start > word.span.end) word.span = collector->last; /* shown, but no word of the map */
    if (!array_reserve(&collector->words->words, &collector->words->capacity, collector->words->count + 1)) {
        collector->status = error_no_memory(collector->error);
        return;
    }
    collector->words->words[collector->words->count++] = word;
    collector->words->spoken += spoken && word.span.start < word.span.end;
    buffer_append(&collector->words->text, text, length);
    buffer_append_char(&collector->words->text, '\0');
}

/* What could mean two things is told to those who write the leaflet. */
static void report_ambiguous(struct collector *collector, const struct spoken_note *note)
{
    const struct utterance *utterance = collector->utterance;
    size_t i = 0;
    while (i + 1 < utterance->word_count && utterance->words[i].shown_end <= note->shown_start) i++;
    struct source_span span = utterance->words[i].source;
    struct buffer excerpt = {0}, spoken = {0};
    excerpt_append(&excerpt, utterance->shown.data + note->shown_start, note->shown_end - note->shown_start);
    excerpt_append(&spoken, utterance->spoken.data + note->spoken_start, note->spoken_end - note->spoken_start);
    collector->status =
        findings_add(collector->findings, FINDING_AMBIGUOUS, span, document_line(collector->document, span.start),
                     collector->error, "“%s” could mean two things and is said as it stands, “%s”: write it in words",
                     buffer_text(&excerpt), buffer_text(&spoken));
    collector->status = excerpt_done(&excerpt, collector->status, collector->error);
    collector->status = excerpt_done(&spoken, collector->status, collector->error);
}

static void collect_utterance(struct collector *collector, struct assembler *assembler)
{
    const struct utterance *utterance = collector->utterance;
    collector->word = 0;
    size_t at = 0;
    while (at < utterance->shown.length) {
        uint32_t start = (uint32_t)at;
        uint32_t codepoint = utf8_next(utterance->shown.data, utterance->shown.length, &at);
        assembler_feed(assembler, codepoint, start, (uint32_t)at);
    }
    assembler_break(assembler);
    for (size_t i = 0; collector->status == STATUS_OK && i < utterance->word_count; i++) {
        const struct word *word = &utterance->words[i];
        bool shown = word->shown_start < word->shown_end && word->shown_end <= utterance->shown.length;
        if (shown && !word->added) check_word(collector, word);
    }
    for (size_t i = 0; collector->status == STATUS_OK && i < utterance->note_count; i++)
        if (utterance->notes[i].ambiguous) report_ambiguous(collector, &utterance->notes[i]);
}

enum status script_words_collect(const char *bytes, size_t length, const struct source_scan *scan,
                                 const struct document *document, struct script *script, struct script_words *words,
                                 struct findings *findings, struct error *error)
{
    struct utterance utterance = {0};
    struct collector collector = {.bytes = bytes,
                                  .length = length,
                                  .scan = scan,
                                  .document = document,
                                  .utterance = &utterance,
                                  .words = words,
                                  .findings = findings,
                                  .error = error};
    struct assembler assembler = {.emit = take_word, .context = &collector};
    size_t count = script_count(script);
    for (size_t i = 0; collector.status == STATUS_OK && i < count; i++) {
        collector.status = script_utterance(script, document, i, &utterance, error);
        if (collector.status == STATUS_OK) collect_utterance(&collector, &assembler);
    }
    bool failed = words->text.failed || assembler.word.failed || collector.shown.failed || collector.at_place.failed;
    if (collector.status == STATUS_OK && failed) collector.status = error_no_memory(error);
    assembler_done(&assembler);
    buffer_done(&collector.shown);
    buffer_done(&collector.at_place);
    utterance_done(&utterance);
    return collector.status;
}

void script_words_done(struct script_words *words)
{
    buffer_done(&words->text);
    free(words->words);
    *words = (struct script_words){0};
}
