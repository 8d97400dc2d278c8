#include "base/utf8.h"
#include "script/characters.h"
#include "script/spoken.h"

#include <string.h>

/* A walk through a word's characters. */
struct walk {
    const char *text;
    size_t length, at; /* `at` is behind `now` */
    uint32_t now;
    enum character kind;
    enum character before; /* CHARACTER_SPACE at the beginning */
    const char *money;     /* name of a currency sign that is said behind its number */
};

static uint32_t peek(const struct walk *walk, size_t *at)
{
    while (*at < walk->length) {
        uint32_t codepoint = utf8_next(walk->text, walk->length, at);
        enum character kind = character_kind(codepoint);
        if (kind != CHARACTER_UNSEEN && kind != CHARACTER_JOINER) return codepoint;
    }
    return ' ';
}

static enum character next_kind(const struct walk *walk)
{
    size_t at = walk->at;
    return character_kind(peek(walk, &at));
}

static bool in_number(const struct walk *walk)
{
    size_t at = walk->at;
    uint32_t next = peek(walk, &at);
    if (next == '.' || next == ',') next = peek(walk, &at);
    return character_kind(next) == CHARACTER_DIGIT;
}

static void say_digit(struct speaker *speaker, struct walk *walk)
{
    speaker_letter(speaker, '0' + character_digit(walk->now));
    if (!walk->money || in_number(walk)) return;
    speaker_name(speaker, walk->money);
    walk->money = NULL;
}

static void say_stop(struct speaker *speaker, const struct walk *walk)
{
    bool digit_follows = next_kind(walk) == CHARACTER_DIGIT;
    if (walk->now == '.' && digit_follows && walk->before != CHARACTER_DIGIT && walk->before != CHARACTER_LETTER) {
        speaker_letter(speaker, '0'); /* ".5 mg" */
        speaker_letter(speaker, '.');
    } else if (speaker->audible && !speaker->gap && character_is_spoken(next_kind(walk))) {
        speaker_letter(speaker, walk->now); /* "9.30", "e.g." */
    } else {
        speaker_stop(speaker, walk->now);
    }
}

static void say_hyphen(struct speaker *speaker, const struct walk *walk)
{
    enum character next = next_kind(walk);
    if (character_is_spoken(walk->before) && character_is_spoken(next)) {
        speaker_letter(speaker, '-');
        return;
    }
    const char *minus = voice_symbol(speaker->voice, 0x2212);
    if (walk->before == CHARACTER_SPACE && next == CHARACTER_DIGIT && minus) speaker_name(speaker, minus);
    if (walk->before == CHARACTER_SPACE && next == CHARACTER_SPACE) speaker->comma = true;
}

static void say_dash(struct speaker *speaker, const struct walk *walk)
{
    if (walk->before == CHARACTER_DIGIT && next_kind(walk) == CHARACTER_DIGIT)
        speaker_letter(speaker, '-');
    else
        speaker->comma = speaker->utterance->spoken.length > 0;
}

static bool is_bracket(uint32_t codepoint)
{
    return codepoint < 0x80 && codepoint != 0 && strchr("()[]{}", (int)codepoint);
}

static void say_bracket(struct speaker *speaker, const struct walk *walk)
{
    bool inner = speaker->audible && character_is_spoken(walk->before);
    enum character next = next_kind(walk);
    if (!is_bracket(walk->now)) {
        speaker->gap |= inner && character_is_spoken(next);
    } else if (walk->kind == CHARACTER_OPENING) {
        speaker->inner_bracket = inner;
        if (!inner) speaker->comma = speaker->utterance->spoken.length > 0;
    } else if (!speaker->inner_bracket && !character_is_spoken(next)) {
        speaker->comma = speaker->utterance->spoken.length > 0;
    }
}

static void say_sign(struct speaker *speaker, struct walk *walk)
{
    const char *name = character_name(speaker->voice, walk->now);
    if (walk->now == 0x066A && !name) name = voice_symbol(speaker->voice, '%');
    bool about = walk->now != '~' || next_kind(walk) == CHARACTER_DIGIT;
    if (walk->kind == CHARACTER_CURRENCY && name && next_kind(walk) == CHARACTER_DIGIT) {
        walk->money = name;
    } else if (name && about) {
        speaker_name(speaker, name);
    } else {
        bool amount = walk->now == '%' || walk->kind == CHARACTER_CURRENCY; /* the engine reads it with its number */
        speaker->gap |= !amount;
        if (character_is_safe(walk->now)) speaker_letter(speaker, walk->now);
        speaker->gap |= !amount;
    }
}

static void say_character(struct speaker *speaker, struct walk *walk)
{
    switch (walk->kind) {
    case CHARACTER_LETTER: speaker_letter(speaker, walk->now); break;
    case CHARACTER_MARK:
        if (speaker->audible && !speaker->gap) speaker_letter(speaker, walk->now);
        break;
    case CHARACTER_DIGIT: say_digit(speaker, walk); break;
    case CHARACTER_STOP: say_stop(speaker, walk); break;
    case CHARACTER_HYPHEN: say_hyphen(speaker, walk); break;
    case CHARACTER_DASH: say_dash(speaker, walk); break;
    case CHARACTER_APOSTROPHE:
        if (speaker->audible && character_is_spoken(walk->before) && character_is_spoken(next_kind(walk)))
            speaker_letter(speaker, '\'');
        break;
    case CHARACTER_OPENING:
    case CHARACTER_CLOSING: say_bracket(speaker, walk); break;
    case CHARACTER_CURRENCY:
    case CHARACTER_SIGN: say_sign(speaker, walk); break;
    case CHARACTER_SILENT:
    case CHARACTER_SPACE: speaker->gap = true; break;
    case CHARACTER_UNSEEN:
    case CHARACTER_JOINER: break;
    }
}

void speaker_text(struct speaker *speaker, const char *text, size_t length)
{
    struct walk walk = {.text = text, .length = length, .before = CHARACTER_SPACE};
    while (walk.at < length) {
        walk.now = utf8_next(text, length, &walk.at);
        walk.kind = character_kind(walk.now);
        if (walk.now == 0x00B7 && walk.before == CHARACTER_DIGIT && next_kind(&walk) == CHARACTER_DIGIT) {
            walk.now = '.'; /* the raised point of British doses: "1·5 mg" */
            walk.kind = CHARACTER_STOP;
        }
        say_character(speaker, &walk);
        if (walk.kind != CHARACTER_UNSEEN && walk.kind != CHARACTER_JOINER) walk.before = walk.kind;
    }
}
