#include "base/array.h"
#include "base/utf8.h"
#include "check/assembler.h"
#include "check/check.h"
#include "check/findings.h"

#include <stdlib.h>
#include <string.h>
#include <unicode/uchar.h>

/* Text made comparable: case folded, white space folded to one space, with the place that each byte came from. */
struct folded {
    struct buffer text;
    uint32_t *origins; /* per byte of text, the byte in the unfolded text; one more for the end */
    size_t origin_count, origin_capacity;
};

static bool add_folded(struct folded *folded, uint32_t codepoint, size_t origin)
{
    size_t before = folded->text.length;
    buffer_append_codepoint(&folded->text, codepoint);
    size_t added = folded->text.length - before;
    if (!array_reserve(&folded->origins, &folded->origin_capacity, folded->origin_count + added)) return false;
    for (size_t i = 0; i < added; i++) folded->origins[folded->origin_count++] = (uint32_t)origin;
    return true;
}

static bool fold(struct folded *folded, const char *text, size_t length)
{
    buffer_clear(&folded->text);
    folded->origin_count = 0;
    bool space = false;
    bool good = true;
    size_t at = 0;
    while (good && at < length) {
        size_t origin = at;
        uint32_t codepoint = utf8_next(text, length, &at);
        if (codepoint == UTF8_INVALID || letter_kind(codepoint) == LETTER_UNSEEN) continue;
        if (codepoint == 0x2019) codepoint = '\'';
        if (u_isUWhiteSpace((UChar32)codepoint)) {
            space = folded->text.length > 0;
            continue;
        }
        if (space) good = add_folded(folded, ' ', origin);
        space = false;
        codepoint = (uint32_t)u_foldCase((UChar32)codepoint, U_FOLD_CASE_DEFAULT);
        good = good && add_folded(folded, codepoint, origin);
    }
    return good && !folded->text.failed;
}

static void folded_done(struct folded *folded)
{
    buffer_done(&folded->text);
    free(folded->origins);
    *folded = (struct folded){0};
}

static bool letter_joins_word(uint32_t codepoint)
{
    enum letter_kind kind = letter_kind(codepoint);
    return kind == LETTER_WORD || kind == LETTER_MARK;
}

/* Whether a word goes on over the byte offset `at`. */
static bool is_within_word(const struct buffer *text, size_t at)
{
    if (at == 0 || at >= text->length) return false;
    size_t before = at - 1;
    while (before > 0 && ((unsigned char)text->data[before] & 0xC0) == 0x80) before--;
    size_t behind = at;
    uint32_t left = utf8_next(text->data, text->length, &before);
    uint32_t right = utf8_next(text->data, text->length, &behind);
    return letter_joins_word(left) && letter_joins_word(right);
}

/* The next place from `from` where the phrase stands in whole words; SIZE_MAX for none. */
static size_t find_phrase(const struct buffer *text, const struct buffer *phrase, size_t from)
{
    while (phrase->length > 0 && from + phrase->length <= text->length) {
        const char *found = memmem(text->data + from, text->length - from, phrase->data, phrase->length);
        if (!found) break;
        size_t at = (size_t)(found - text->data);
        if (!is_within_word(text, at) && !is_within_word(text, at + phrase->length)) return at;
        from = at + 1;
    }
    return SIZE_MAX;
}

struct sought {
    struct folded folded;
    size_t next; /* where it stands next in the text that is searched; SIZE_MAX: not any more */
};

struct phrases {
    struct sought *items;
    size_t count, capacity;
};

/* Folds the values of one section of the voice file. */
static enum status phrases_read(const struct voice *voice, const char *(*value)(const struct voice *, size_t),
                                struct phrases *phrases, struct error *error)
{
    for (size_t i = 0; value(voice, i); i++) {
        if (!array_reserve(&phrases->items, &phrases->capacity, phrases->count + 1)) return error_no_memory(error);
        struct sought *sought = &phrases->items[phrases->count++];
        *sought = (struct sought){0};
        const char *text = value(voice, i);
        if (!fold(&sought->folded, text, strlen(text))) return error_no_memory(error);
    }
    return STATUS_OK;
}

static void phrases_done(struct phrases *phrases)
{
    for (size_t i = 0; i < phrases->count; i++) folded_done(&phrases->items[i].folded);
    free(phrases->items);
    *phrases = (struct phrases){0};
}

/* The source of shown bytes [start, end): of the words that they touch. */
static struct source_span source_of_shown(const struct utterance *utterance, uint32_t start, uint32_t end)
{
    struct source_span span = {UINT32_MAX, 0};
    for (size_t i = 0; i < utterance->word_count; i++) {
        const struct word *word = &utterance->words[i];
        if (word->shown_end <= start || word->shown_start >= end || word->added) continue;
        if (word->source.start < span.start) span.start = word->source.start;
        if (word->source.end > span.end) span.end = word->source.end;
    }
    return span.start <= span.end ? span : (struct source_span){0};
}

static enum status report_phrase(const struct document *document, const struct utterance *utterance,
                                 const struct folded *text, size_t at, size_t length, struct findings *findings,
                                 struct error *error)
{
    uint32_t start = text->origins[at];
    size_t last = text->origins[at + length - 1];
    utf8_next(utterance->shown.data, utterance->shown.length, &last);
    struct source_span span = source_of_shown(utterance, start, (uint32_t)last);
    struct buffer quote = {0};
    excerpt_append(&quote, utterance->shown.data + start, last - start);
    enum status status = findings_add(
        findings, FINDING_NEEDS_EYES, span, document_line(document, span.start), error,
        "“%s” asks for sight: say in words what is to be seen there, or where it leads (an address, a phone number)",
        buffer_text(&quote));
    return excerpt_done(&quote, status, error);
}

/* The phrase that comes first from `from`, of several at one place the longest; NULL where none comes. */
static const struct sought *next_phrase(const struct buffer *text, struct phrases *phrases, size_t from)
{
    const struct sought *best = NULL;
    for (size_t i = 0; i < phrases->count; i++) {
        struct sought *sought = &phrases->items[i];
        if (sought->next < from) sought->next = find_phrase(text, &sought->folded.text, from);
        if (sought->next == SIZE_MAX) continue;
        bool longer = best && sought->next == best->next && sought->folded.text.length > best->folded.text.length;
        if (!best || sought->next < best->next || longer) best = sought;
    }
    return best;
}

/* One finding an utterance, from its first phrase to its last. */
static enum status check_phrases(const struct document *document, const struct utterance *utterance,
                                 const struct folded *text, struct phrases *phrases, struct findings *findings,
                                 struct error *error)
{
    for (size_t i = 0; i < phrases->count; i++)
        phrases->items[i].next = find_phrase(&text->text, &phrases->items[i].folded.text, 0);
    const struct sought *sought = next_phrase(&text->text, phrases, 0);
    if (!sought) return STATUS_OK;
    size_t start = sought->next;
    size_t end = start;
    for (; sought; sought = next_phrase(&text->text, phrases, end)) end = sought->next + sought->folded.text.length;
    return report_phrase(document, utterance, text, start, end - start, findings, error);
}

static enum status check_utterances(const struct document *document, struct script *script, struct findings *findings,
                                    struct error *error)
{
    struct phrases phrases = {0};
    struct folded text = {0};
    struct utterance utterance = {0};
    enum status status = phrases_read(script_voice(script), voice_needs_eyes, &phrases, error);
    size_t count = script_count(script);
    for (size_t i = 0; status == STATUS_OK && i < count; i++) {
        status = script_utterance(script, document, i, &utterance, error);
        if (status != STATUS_OK) break;
        status =
            fold(&text, buffer_text(&utterance.shown), utterance.shown.length) ? STATUS_OK : error_no_memory(error);
        if (status == STATUS_OK) status = check_phrases(document, &utterance, &text, &phrases, findings, error);
    }
    utterance_done(&utterance);
    folded_done(&text);
    phrases_done(&phrases);
    return status;
}

/* Cuts signs off both ends: "(click here)." is "click here". */
static struct buffer trimmed(const struct buffer *text)
{
    size_t start = 0;
    size_t end = 0;
    bool any = false;
    for (size_t at = 0; at < text->length;) {
        size_t from = at;
        if (!letter_joins_word(utf8_next(text->data, text->length, &at))) continue;
        if (!any) start = from;
        any = true;
        end = at;
    }
    return (struct buffer){.data = any ? text->data + start : text->data, .length = end - start};
}

static enum status check_link(const struct document *document, uint32_t text_start, uint32_t text_end,
                              const struct phrases *phrases, struct folded *folded, struct findings *findings,
                              struct error *error)
{
    const char *text = document->text.data + text_start;
    if (!fold(folded, text, text_end - text_start)) return error_no_memory(error);
    struct buffer own = trimmed(&folded->text);
    for (size_t i = 0; i < phrases->count; i++) {
        struct buffer bare = trimmed(&phrases->items[i].folded.text);
        if (own.length != bare.length || own.length == 0 || memcmp(own.data, bare.data, own.length) != 0) continue;
        struct buffer quote = {0};
        excerpt_append(&quote, text, text_end - text_start);
        struct source_span span = document_source(document, text_start, text_end);
        enum status status = findings_add(
            findings, FINDING_BARE_LINK, span, document_line(document, span.start), error,
            "“%s” is the whole text of a link: a listener who goes from link to link cannot tell where it leads; "
            "name the page or the service instead",
            buffer_text(&quote));
        return excerpt_done(&quote, status, error);
    }
    return STATUS_OK;
}

/* A link is a row of runs of one block with the same target. */
static enum status check_links(const struct document *document, struct script *script, struct findings *findings,
                               struct error *error)
{
    struct phrases phrases = {0};
    struct folded folded = {0};
    enum status status = phrases_read(script_voice(script), voice_bare_link, &phrases, error);
    for (size_t i = 0; status == STATUS_OK && i < document->block_count; i++) {
        size_t end = document->blocks[i].first_run + document->blocks[i].run_count;
        size_t run = document->blocks[i].first_run;
        while (status == STATUS_OK && run < end) {
            size_t first = run++;
            const struct run *start = &document->runs[first];
            if (!(start->style & RUN_LINK) || start->target == DOCUMENT_NONE) continue;
            while (run < end && (document->runs[run].style & RUN_LINK) && document->runs[run].target == start->target)
                run++;
            status = check_link(document, start->text_start, document->runs[run - 1].text_end, &phrases, &folded,
                                findings, error);
        }
    }
    folded_done(&folded);
    phrases_done(&phrases);
    return status;
}

static enum status check_images(const struct document *document, struct findings *findings, struct error *error)
{
    enum status status = STATUS_OK;
    for (size_t i = 0; status == STATUS_OK && i < document->omission_count; i++) {
        const struct omission *omission = &document->omissions[i];
        if (omission->reason != OMISSION_IMAGE_WITHOUT_TEXT) continue;
        status = findings_add(findings, FINDING_IMAGE_WITHOUT_TEXT, omission->source,
                              document_line(document, omission->source.start), error,
                              "a picture without a text: a listener hears only that there is one; say in its "
                              "alternative text what it shows, as in ![what it shows](file)");
    }
    return status;
}

enum status check_listener(const struct document *document, struct script *script, struct findings *findings,
                           struct error *error)
{
    enum status status = check_images(document, findings, error);
    if (status == STATUS_OK) status = check_links(document, script, findings, error);
    if (status == STATUS_OK) status = check_utterances(document, script, findings, error);
    findings_sort(findings);
    return status;
}
