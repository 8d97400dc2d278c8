/* Letter by letter. */
#include "base/array.h"
#include "base/utf8.h"
#include "script/characters.h"
#include "script/script_parts.h"
#include "script/speaker.h"

#include <stdio.h>
#include <string.h>
#include <unicode/uchar.h>
#include <unicode/unorm2.h>

/* A letter or sign with the marks on it; composed where Unicode has one character for all. */
struct unit {
    size_t start, end; /* bytes of the text */
    uint32_t codepoint;
    bool composed; /* `codepoint` stands for the marks too */
};

static bool next_unit(const char *text, size_t length, size_t *at, struct unit *unit)
{
    UErrorCode code = U_ZERO_ERROR;
    const UNormalizer2 *normalizer = unorm2_getNFCInstance(&code);
    *unit = (struct unit){.start = *at, .composed = true};
    if (*at >= length) return false;
    unit->codepoint = utf8_next(text, length, at);
    unit->end = *at;
    while (*at < length) {
        size_t next = *at;
        uint32_t mark = utf8_next(text, length, &next);
        enum character kind = character_kind(mark);
        if (kind != CHARACTER_MARK && kind != CHARACTER_JOINER && kind != CHARACTER_UNSEEN) break;
        if (kind == CHARACTER_MARK && unit->composed) {
            UChar32 both =
                U_SUCCESS(code) ? unorm2_composePair(normalizer, (UChar32)unit->codepoint, (UChar32)mark) : U_SENTINEL;
            if (both < 0) break; /* a unit of its own */
            unit->codepoint = (uint32_t)both;
        }
        unit->end = *at = next;
    }
    return true;
}

static enum status say_phrase(struct speaker *speaker, enum phrase phrase, const char *value, struct error *error)
{
    struct buffer text = {0};
    struct phrase_value values[] = {PHRASE_TEXT(value ? value : "")};
    enum status status = voice_phrase(speaker->voice, phrase, values, value ? 1 : 0, &text, error);
    if (status == STATUS_OK) speaker_name(speaker, buffer_text(&text));
    buffer_done(&text);
    return status;
}

/* "capital ay" or "capital Alfa", "at", "5", "U+2603 without a name". */
static enum status say_unit(struct speaker *speaker, uint32_t codepoint, enum spelling spelling, struct error *error)
{
    enum character kind = character_kind(codepoint);
    const char *name = spelling == SPELLING_ALPHABET ? voice_spelling_word(speaker->voice, codepoint) : NULL;
    if (!name) name = voice_letter(speaker->voice, codepoint);
    if (!name) name = character_sign_name(speaker->voice, codepoint);
    char own[5] = {0};
    if (!name && kind == CHARACTER_DIGIT) own[0] = (char)('0' + character_digit(codepoint));
    if (!name && kind == CHARACTER_LETTER) utf8_encode(codepoint, own);
    if (!name && own[0]) name = own;
    if (kind == CHARACTER_SPACE) return say_phrase(speaker, PHRASE_SPELL_SPACE, NULL, error);
    if (name && character_is_upper(codepoint)) return say_phrase(speaker, PHRASE_SPELL_CAPITAL, name, error);
    if (name) {
        speaker_name(speaker, name);
        return STATUS_OK;
    }
    char number[16];
    snprintf(number, sizeof number, "U+%04X", (unsigned)codepoint);
    return say_phrase(speaker, PHRASE_SPELL_UNKNOWN, number, error);
}

/* What is seen of the text: white space is one space, what cannot be seen is left out. */
static bool is_repeated_space(const struct utterance *utterance, enum character kind)
{
    size_t length = utterance->shown.length;
    return kind == CHARACTER_SPACE && (length == 0 || utterance->shown.data[length - 1] == ' ');
}

static enum status add_unit(struct speaker *speaker, const char *text, const struct unit *unit, enum spelling spelling,
                            struct error *error)
{
    struct utterance *utterance = speaker->utterance;
    enum character kind = character_kind(unit->codepoint);
    if (kind == CHARACTER_UNSEEN || kind == CHARACTER_JOINER || is_repeated_space(utterance, kind)) return STATUS_OK;
    if (!array_reserve(&utterance->words, &utterance->word_capacity, utterance->word_count + 1))
        return error_no_memory(error);
    struct word *word = &utterance->words[utterance->word_count];
    *word = (struct word){.shown_start = (uint32_t)utterance->shown.length, .added = true};
    if (kind == CHARACTER_SPACE)
        buffer_append_char(&utterance->shown, ' ');
    else if (unit->codepoint == UTF8_INVALID)
        buffer_append_codepoint(&utterance->shown, 0xFFFD);
    else
        buffer_append(&utterance->shown, text + unit->start, unit->end - unit->start);
    word->shown_end = (uint32_t)utterance->shown.length;
    speaker->comma = utterance->word_count > 0;
    speaker->audible = speaker->gap = false;
    speaker->word = utterance->word_count++;
    enum status status = say_unit(speaker, unit->codepoint, spelling, error);
    speaker_end(speaker);
    return status;
}

enum status utterance_spell(struct script *script, const char *text, size_t length, enum spelling spelling,
                            struct utterance *utterance, struct error *error)
{
    composer_begin(&script->composer, NULL, utterance);
    struct speaker speaker = {
        .voice = script->voice, .host = script->voice, .utterance = utterance, .claim_word = SIZE_MAX};
    struct unit unit;
    enum status status = STATUS_OK;
    for (size_t at = 0; status == STATUS_OK && next_unit(text, length, &at, &unit);)
        status = add_unit(&speaker, text, &unit, spelling, error);
    utterance->pause_after_ms = voice_pause_ms(script->voice, ROLE_MESSAGE);
    bool failed = speaker.failed || utterance->shown.failed || utterance->spoken.failed;
    return status == STATUS_OK && failed ? error_no_memory(error) : status;
}
