#include "script/readings.h"

#include "base/array.h"
#include "base/utf8.h"
#include "voice/reading.h"

#include <stdio.h>
#include <stdlib.h>
#include <strings.h>
#include <unicode/ubrk.h>
#include <unicode/uscript.h>
#include <unicode/utext.h>

/* A pass over one utterance. */
struct pass {
    const struct readings *readings;
    const struct voice *voice;
    struct utterance *utterance;
    const char *text;
    size_t length;
    size_t given, next_given; /* pronunciations that were there before, and the first that ends behind the place */
    size_t next_change;
    bool own;            /* the place is in the voice's language */
    const char *varying; /* the reading of the character before, which the next one decides on; NULL: none */
    size_t varying_end;  /* where that character ends */
};

static bool is_han(uint32_t codepoint)
{
    UErrorCode code = U_ZERO_ERROR;
    return codepoint >= 0x2E80 && codepoint <= 0x10FFFF && uscript_getScript((UChar32)codepoint, &code) == USCRIPT_HAN;
}

static bool add(struct pass *pass, size_t start, size_t end, const char *syllable)
{
    struct utterance *utterance = pass->utterance;
    size_t count = utterance->pronunciation_count;
    if (!array_reserve(&utterance->pronunciations, &utterance->pronunciation_capacity, count + 1)) return false;
    struct pronunciation *added = &utterance->pronunciations[utterance->pronunciation_count++];
    *added = (struct pronunciation){.start = (uint32_t)start, .end = (uint32_t)end, .letters = true};
    snprintf(added->phonemes, sizeof added->phonemes, "%s", syllable);
    return true;
}

/* ---- Where the pass is ------------------------------------------------------------------------------------------- */

/* Whether a lexicon pronounces what stands at `at`, or it is of another language. */
static bool is_taken(struct pass *pass, size_t at)
{
    const struct utterance *utterance = pass->utterance;
    for (; pass->next_change < utterance->change_count; pass->next_change++) {
        const struct language_change *change = &utterance->changes[pass->next_change];
        if (change->spoken_start > at) break;
        pass->own = strcasecmp(change->language, voice_language(pass->voice)) == 0;
    }
    while (pass->next_given < pass->given && utterance->pronunciations[pass->next_given].end <= at) pass->next_given++;
    bool given = pass->next_given < pass->given && utterance->pronunciations[pass->next_given].start <= at;
    return given || !pass->own;
}

static size_t character_end(const struct pass *pass, size_t at)
{
    if (at < pass->length) utf8_next(pass->text, pass->length, &at);
    return at;
}

/* ---- Words ------------------------------------------------------------------------------------------------------- */

/* The reading of the longest word of [readings] from `start` on, and its end. It begins and ends where words do, or lies
 * within one. NULL where there is none. */
static const char *find_reading(const struct pass *pass, size_t start, size_t *ret_end)
{
    size_t ends[READING_CHARACTERS_MOST], count = 0;
    for (size_t at = start; count < READING_CHARACTERS_MOST && at < pass->length; ends[count++] = at)
        if (!is_han(utf8_next(pass->text, pass->length, &at))) break;
    bool begins = ubrk_isBoundary(pass->readings->words, (int32_t)start);
    int32_t word_end = ubrk_following(pass->readings->words, (int32_t)start);
    while (count-- > 0) {
        bool within = (int32_t)ends[count] <= word_end;
        if (!within && !(begins && ubrk_isBoundary(pass->readings->words, (int32_t)ends[count]))) continue;
        const char *reading = voice_words(pass->voice, WORDS_READINGS, pass->text + start, ends[count] - start);
        *ret_end = ends[count];
        if (reading) return reading;
    }
    return NULL;
}

/* The last of a word of several characters: 统一. */
static bool ends_word(const struct pass *pass, size_t start, size_t end)
{
    return ubrk_isBoundary(pass->readings->words, (int32_t)end)
           && !ubrk_isBoundary(pass->readings->words, (int32_t)start);
}

/* ---- Tones ------------------------------------------------------------------------------------------------------- */

static bool is_listed(const struct pass *pass, enum wording list, size_t start, size_t end)
{
    return end > start && voice_wording_lists(pass->voice, list, pass->text + start, end - start);
}

static size_t character_start(const struct pass *pass, size_t end)
{
    if (end > 0) end--;
    while (end > 0 && ((unsigned char)pass->text[end] & 0xC0) == 0x80) end--;
    return end;
}

/* Whether the next character may decide how the one at [start, end) is read. */
static bool may_vary(const struct pass *pass, const char *reading, size_t start, size_t end)
{
    return strchr(reading, '>') && !ends_word(pass, start, end)
           && !is_listed(pass, WORDING_TONE_KEPT_BEHIND, character_start(pass, start), start)
           && !is_listed(pass, WORDING_TONE_KEPT_BEFORE, end, character_end(pass, end));
}

/* The character at [start, end), read as `syllable` where that is not NULL, decides on the one before it. */
static void decide(struct pass *pass, size_t start, size_t end, const char *syllable)
{
    char other[SYLLABLE_BYTES];
    const char *key = NULL;
    if (!pass->varying || pass->varying_end != start) return;
    if (!syllable) key = voice_words(pass->voice, WORDS_TONES, pass->text + start, end - start);
    unsigned tone = syllable ? syllable_tone(syllable) : key ? (unsigned)strtoul(key, NULL, 10) : 0;
    struct pronunciation *before = &pass->utterance->pronunciations[pass->utterance->pronunciation_count - 1];
    if (reading_before(pass->varying, tone, other)) snprintf(before->phonemes, sizeof before->phonemes, "%s", other);
    pass->varying = NULL;
}

/* ------------------------------------------------------------------------------------------------------------------ */

/* Reads the word at `start`; its end, that of the character where none is known, 0 where memory runs out. */
static size_t read_word(struct pass *pass, size_t start)
{
    size_t end = 0;
    char syllable[SYLLABLE_BYTES];
    const char *reading = find_reading(pass, start, &end);
    if (!reading) {
        end = character_end(pass, start);
        decide(pass, start, end, NULL);
        return end;
    }
    bool alone = character_end(pass, start) == end;
    for (size_t at = start, index = 0; at < end && reading_syllable(reading, index, syllable); index++) {
        size_t next = character_end(pass, at);
        decide(pass, at, next, syllable);
        if (!add(pass, at, next, syllable)) return 0;
        at = next;
    }
    if (alone && may_vary(pass, reading, start, end)) {
        pass->varying = reading;
        pass->varying_end = end;
    }
    return end;
}

static bool prepare(struct readings *readings, const char *text, size_t length)
{
    UErrorCode code = U_ZERO_ERROR;
    if (!readings->words) readings->words = ubrk_open(UBRK_WORD, "", NULL, 0, &code);
    readings->utext = utext_openUTF8(readings->utext, text, (int64_t)length, &code);
    ubrk_setUText(readings->words, readings->utext, &code);
    return U_SUCCESS(code);
}

static int by_start(const void *a, const void *b)
{
    const struct pronunciation *left = a, *right = b;
    return (left->start > right->start) - (left->start < right->start);
}

bool readings_add(struct readings *readings, const struct voice *voice, struct utterance *utterance)
{
    const char *text = buffer_text(&utterance->spoken);
    size_t length = utterance->spoken.length;
    if (length == 0 || !voice_has_words(voice, WORDS_READINGS)) return true;
    if (!prepare(readings, text, length)) return false;
    struct pass pass = {.readings = readings,
                        .voice = voice,
                        .utterance = utterance,
                        .text = text,
                        .length = length,
                        .given = utterance->pronunciation_count,
                        .own = true};
    for (size_t at = 0; at < length;) {
        size_t start = at;
        uint32_t codepoint = utf8_next(text, length, &at);
        if (!is_han(codepoint) || is_taken(&pass, start)) continue;
        at = read_word(&pass, start);
        if (at == 0) return false;
    }
    if (pass.given > 0)
        qsort(utterance->pronunciations, utterance->pronunciation_count, sizeof *utterance->pronunciations, by_start);
    return true;
}

void readings_done(struct readings *readings)
{
    if (readings->words) ubrk_close(readings->words);
    utext_close(readings->utext);
    *readings = (struct readings){0};
}
