#include "script/sentences.h"

#include "base/array.h"
#include "base/utf8.h"
#include "script/characters.h"
#include "script/sentence_ends.h"

#include <stdlib.h>
#include <string.h>
#include <unicode/ubrk.h>
#include <unicode/utext.h>

struct sentences {
    const struct voice *voice;
    UBreakIterator *iterator;
    UText *utext; /* NULL before the first text */
    uint32_t *ends;
    size_t count, capacity;
};

enum status sentences_new(const struct voice *voice, struct sentences **ret, struct error *error)
{
    struct sentences *sentences = calloc(1, sizeof *sentences);
    if (!sentences) return error_no_memory(error);
    UErrorCode code = U_ZERO_ERROR;
    sentences->voice = voice;
    sentences->iterator = ubrk_open(UBRK_SENTENCE, voice_language(voice), NULL, 0, &code);
    if (U_FAILURE(code)) {
        sentences_free(sentences);
        if (code == U_MEMORY_ALLOCATION_ERROR) return error_no_memory(error);
        return error_set(error, STATUS_SYSTEM, NULL, 0, "ICU has no sentence breaks (%s)", u_errorName(code));
    }
    *ret = sentences;
    return STATUS_OK;
}

void sentences_free(struct sentences *sentences)
{
    if (!sentences) return;
    if (sentences->iterator) ubrk_close(sentences->iterator);
    utext_close(sentences->utext);
    free(sentences->ends);
    free(sentences);
}

static bool add_end(struct sentences *sentences, size_t end)
{
    if (!array_reserve(&sentences->ends, &sentences->capacity, sentences->count + 1)) return false;
    sentences->ends[sentences->count++] = (uint32_t)end;
    return true;
}

/* How well a piece may end behind `codepoint` where white space follows. */
static int rank_of_cut(uint32_t codepoint)
{
    if (codepoint == ';' || codepoint == ':' || codepoint == 0x061B || codepoint == 0x2026) return 3;
    enum character kind = character_kind(codepoint);
    if (kind == CHARACTER_STOP || kind == CHARACTER_DASH) return 2;
    return 1;
}

/* The end of the first piece of text[start, end): the best of the cuts that are neither too near nor too far. What has
 * no space for so long is cut between letters and signs, else between two characters. */
static size_t end_of_piece(const char *text, size_t start, size_t end)
{
    size_t best = 0, base = start, edge = 0, characters = 0;
    int best_rank = 0;
    uint32_t sign = 0; /* the last character that is no white space */
    bool spaced = false, letters = false;
    for (size_t at = start; at < end; characters++) {
        size_t here = at;
        uint32_t codepoint = utf8_next(text, end, &at);
        enum character kind = character_kind(codepoint);
        if (kind != CHARACTER_MARK && kind != CHARACTER_JOINER) base = here;
        if (here > start && character_is_spoken(kind) != letters) edge = here;
        letters = character_is_spoken(kind);
        if (characters >= PIECE_LONGEST_CHARACTERS) return best ? best : edge ? edge : base > start ? base : here;
        if (kind == CHARACTER_SPACE) {
            spaced = true;
            continue;
        }
        bool word_starts = spaced && sign;
        if (word_starts && characters > PIECE_LONG_CHARACTERS) return best ? best : here;
        if (word_starts && characters >= PIECE_LONG_CHARACTERS / 2 && rank_of_cut(sign) >= best_rank) {
            best_rank = rank_of_cut(sign);
            best = here;
        }
        spaced = false;
        sign = codepoint;
    }
    return characters > PIECE_LONG_CHARACTERS && best ? best : end;
}

/* Adds the pieces of one sentence. */
static bool add_sentence(struct sentences *sentences, const char *text, size_t start, size_t end)
{
    while (end - start > PIECE_LONG_CHARACTERS) {
        size_t piece = end_of_piece(text, start, end);
        if (piece >= end) break;
        if (!add_end(sentences, piece)) return false;
        start = piece;
    }
    return start == end || add_end(sentences, end);
}

static bool cut_lines(struct sentences *sentences, const char *text, size_t length)
{
    size_t start = 0;
    while (start < length) {
        const char *found = memchr(text + start, '\n', length - start);
        size_t end = found ? (size_t)(found - text) + 1 : length;
        if (!add_sentence(sentences, text, start, end)) return false;
        start = end;
    }
    return true;
}

/* ICU ends a sentence at each '\n'; a line that goes on in lower case is one that was only wrapped. */
static enum status cut_sentences(struct sentences *sentences, const char *text, size_t length, struct error *error)
{
    UErrorCode code = U_ZERO_ERROR;
    sentences->utext = utext_openUTF8(sentences->utext, text, (int64_t)length, &code);
    ubrk_setUText(sentences->iterator, sentences->utext, &code);
    if (code == U_MEMORY_ALLOCATION_ERROR) return error_no_memory(error);
    if (U_FAILURE(code)) return error_set(error, STATUS_SYSTEM, NULL, 0, "ICU: %s", u_errorName(code));
    size_t start = 0;
    bool good = true;
    int32_t boundary = ubrk_next(sentences->iterator);
    for (; good && boundary != UBRK_DONE; boundary = ubrk_next(sentences->iterator)) {
        size_t at = sentence_end_behind_quote(text, length, (size_t)boundary);
        if (at <= start) continue;
        if (at < length && !sentence_ends_at(sentences->voice, text, length, start, at)) continue;
        good = add_sentence(sentences, text, start, at);
        start = at;
    }
    if (good && start < length) good = add_sentence(sentences, text, start, length);
    return good ? STATUS_OK : error_no_memory(error);
}

enum status sentences_cut(struct sentences *sentences, const char *text, size_t length, enum cut cut,
                          const uint32_t **ret_ends, size_t *ret_count, struct error *error)
{
    sentences->count = 0;
    enum status status = STATUS_OK;
    bool good = true;
    switch (cut) {
    case CUT_SENTENCES: status = cut_sentences(sentences, text, length, error); break;
    case CUT_LINES: good = cut_lines(sentences, text, length); break;
    case CUT_LONG: good = add_sentence(sentences, text, 0, length); break;
    }
    if (!good) status = error_no_memory(error);
    if (status != STATUS_OK) return status;
    *ret_ends = sentences->ends;
    *ret_count = sentences->count;
    return STATUS_OK;
}
