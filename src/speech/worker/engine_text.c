#include "speech/worker/engine_text.h"

/* libespeak-ng 1.51 cuts a clause at some 780 bytes, at a sign that is no letter. */
enum { CLAUSE_BYTES_MOST = 500 };

static void put(struct engine_text *text, char byte, size_t origin)
{
    text->bytes[text->length] = byte;
    text->origins[text->length++] = (uint32_t)origin;
}

static void put_phonemes(struct engine_text *text, const struct pronunciation *pronunciation)
{
    size_t start = pronunciation->start;
    put(text, '[', start);
    put(text, '[', start);
    for (const char *sign = pronunciation->phonemes; *sign; sign++) put(text, *sign, start);
    put(text, ']', start);
    put(text, ']', start);
    text->phonemes = true;
}

/* "hang2", as a word by itself. */
static void put_letters(struct engine_text *text, const struct pronunciation *pronunciation)
{
    size_t start = pronunciation->start;
    char last = text->length > 0 ? text->bytes[text->length - 1] : ' ';
    if (letters_are_safe(&last, 1)) put(text, ' ', start);
    for (const char *letter = pronunciation->phonemes; *letter; letter++) put(text, *letter, start);
}

/* Whether the text ends with one of the stops that end a clause without a space: those of Chinese and Japanese. */
static bool ends_with_wide_stop(const struct engine_text *text)
{
    static const char *const stops[] = {"，", "。", "、", "：", "；", "！", "？"};
    for (size_t i = 0; text->length >= 3 && i < sizeof stops / sizeof stops[0]; i++)
        if (memcmp(text->bytes + text->length - 3, stops[i], 3) == 0) return true;
    return false;
}

/* Where the clause being written begins. */
static size_t clause_start(const struct engine_text *text, size_t before)
{
    bool ends =
        text->length > 1 && text->bytes[text->length - 1] == ' ' && strchr(".,:;!?", text->bytes[text->length - 2]);
    return ends || ends_with_wide_stop(text) ? text->length : before;
}

static bool is_good(const struct pronunciation *pronunciation, size_t length)
{
    size_t sounds = strnlen(pronunciation->phonemes, PHONEMES_BYTES);
    return pronunciation->start < pronunciation->end && pronunciation->end <= length
           && (pronunciation->letters ? letters_are_safe : phonemes_are_safe)(pronunciation->phonemes, sounds);
}

void engine_text_make(struct engine_text *ret, const char *text, const struct pronunciation *pronunciations,
                      size_t count)
{
    size_t length = strlen(text), next = 0, clause = 0;
    bool plain = count == 0;
    ret->length = 0;
    ret->phonemes = false;
    for (size_t at = 0; at < length;) {
        while (next < count && pronunciations[next].start < at) next++;
        clause = clause_start(ret, clause);
        bool here = next < count && pronunciations[next].start == at && is_good(&pronunciations[next], length);
        if (here && ret->length - clause < CLAUSE_BYTES_MOST) {
            (pronunciations[next].letters ? put_letters : put_phonemes)(ret, &pronunciations[next]);
            at = pronunciations[next++].end;
            continue;
        }
        put(ret, text[at] == '[' && !plain ? ' ' : text[at], at);
        at++;
    }
    ret->bytes[ret->length] = '\0';
    ret->origins[ret->length] = (uint32_t)length;
}
