/* What a time of clock.h is said as. */
#include "script/clock.h"

#include <stdio.h>

enum { RULE_BYTES_MOST = 40 };

static const enum wording quarter_wordings[] = {WORDING_TIME_QUARTER, WORDING_TIME_HALF, WORDING_TIME_THREE};

/* "quarter to ten": the hour that is said for 9:45. */
static int said_hour(const struct speaker *speaker, const struct clock *clock)
{
    bool next = clock->hour <= CLOCK_NOON && clock->minute == 3 * CLOCK_QUARTER && clock->second < 0
                && voice_wording(speaker->voice, WORDING_TIME_THREE);
    return next ? clock->hour % CLOCK_NOON + 1 : clock->hour;
}

/* As the voice file lists it: in another case behind a preposition. */
static const char *listed_hour(const struct speaker *speaker, const struct clock *clock)
{
    char key[RULE_BYTES_MOST];
    const char *hour = NULL, *asked = clock->grammatical_case;
    int length = snprintf(key, sizeof key, "%d %s", said_hour(speaker, clock), asked ? asked : "+");
    if (asked && (size_t)length < sizeof key) hour = voice_words(speaker->voice, WORDS_HOURS, key, (size_t)length);
    if (hour) return hour;
    length = snprintf(key, sizeof key, "%d +", said_hour(speaker, clock));
    if (stands_behind(speaker, WORDING_TIME_BEFORE, clock->first, 1)
        || stands_behind(speaker, WORDING_TIME_BEFORE, clock->row, 1))
        hour = voice_words(speaker->voice, WORDS_HOURS, key, (size_t)length);
    return hour ? hour : voice_words(speaker->voice, WORDS_HOURS, key, (size_t)length - 2);
}

/* "o ósmej": the rule set of hours in the case of the clock. */
static bool hour_in_case(struct speaker *speaker, const struct clock *clock, struct buffer *words)
{
    char rule[ORDINAL_RULE_BYTES];
    const char *hours = voice_wording(speaker->voice, WORDING_HOUR_ORDINAL);
    if (!hours || !clock->grammatical_case) return false;
    snprintf(rule, sizeof rule, "%s-%s", hours, clock->grammatical_case);
    return numbers_by_rule(speaker->numbers, rule, said_hour(speaker, clock), words);
}

static void hour_words(struct speaker *speaker, const struct clock *clock, struct buffer *words)
{
    int hour = said_hour(speaker, clock);
    const char *listed = listed_hour(speaker, clock);
    if (hour_in_case(speaker, clock, words)) return;
    if (listed) {
        buffer_append_text(words, listed);
        return;
    }
    const char *rule = voice_wording(speaker->voice, WORDING_HOUR_ORDINAL);
    if (numbers_by_rule(speaker->numbers, rule, hour, words)) return;
    char digits[RULE_BYTES_MOST];
    int length = snprintf(digits, sizeof digits, "%d", hour);
    const char *gender = voice_wording(speaker->voice, WORDING_HOUR_GENDER);
    numbers_cardinal(speaker->numbers, digits, (size_t)length, gender, words);
}

/* The pattern by which the hour and minutes are joined. */
static const char *pattern_of(const struct speaker *speaker, const struct clock *clock)
{
    const struct voice *voice = speaker->voice;
    const char *few = clock->minute >= 0 && clock->minute < 10 ? voice_wording(voice, WORDING_TIME_FEW) : NULL;
    if (clock->second >= 0) return few ? few : voice_wording(voice, WORDING_TIME_MINUTES);
    if (clock->minute < 0) return clock->named ? voice_wording(voice, WORDING_TIME_WHOLE) : "{0}";
    if (clock->minute == 0) {
        if (clock->half != WORDING_COUNT) return "{0}";
        bool counted = clock->hour > CLOCK_NOON || clock->counted
                       || find_listed(speaker, WORDING_TIME_HOURS, clock->end) > clock->end;
        const char *early = counted && clock->hour < 10 ? voice_wording(voice, WORDING_TIME_HUNDRED_FEW) : NULL;
        if (early) return early; /* "oh two hundred hours", which are no two hundred hours */
        const char *hundred = counted ? voice_wording(voice, WORDING_TIME_HUNDRED) : NULL;
        return hundred ? hundred : voice_wording(voice, WORDING_TIME_WHOLE);
    }
    const char *part = clock->minute % CLOCK_QUARTER == 0 && clock->hour <= CLOCK_NOON
                           ? voice_wording(voice, quarter_wordings[clock->minute / CLOCK_QUARTER - 1])
                           : NULL;
    if (part) return part;
    return few ? few : voice_wording(voice, WORDING_TIME_MINUTES);
}

static void append_name(const struct speaker *speaker, const struct clock *clock, struct buffer *words)
{
    if (clock->name == SIZE_MAX) return;
    struct stretch text = piece_text(speaker, clock->name);
    if (words->length > 0) buffer_append_char(words, ' ');
    buffer_append(words, text.text, text.length);
}

/* The name of a number of minutes or seconds; of none where it is negative. */
static void sixtieths_words(struct speaker *speaker, int count, struct buffer *words)
{
    char digits[RULE_BYTES_MOST];
    int length = snprintf(digits, sizeof digits, "%d", count < 0 ? 0 : count);
    const char *gender = voice_wording(speaker->voice, WORDING_MINUTE_GENDER);
    numbers_cardinal(speaker->numbers, digits, (size_t)length, gender, words);
}

static void hours_and_minutes(struct speaker *speaker, const struct clock *clock, struct buffer *words)
{
    struct buffer hour = {0}, minute = {0};
    if (clock->name != clock->first) hour_words(speaker, clock, &hour);
    sixtieths_words(speaker, clock->minute, &minute);
    struct phrase_value values[] = {{buffer_text(&hour), said_hour(speaker, clock)},
                                    {buffer_text(&minute), clock->minute}};
    const char *exact = clock->second >= 0 ? voice_wording(speaker->voice, WORDING_TIME_EXACT) : NULL;
    const char *pattern = exact ? exact : pattern_of(speaker, clock);
    voice_fill(speaker->voice, pattern ? pattern : "{0} {1}", values, words);
    speaker_done(speaker, &hour);
    speaker_done(speaker, &minute);
}

/* The half of the day; twelve o'clock may have words of its own: "12 p.m." is noon. */
static const char *half_pattern(const struct speaker *speaker, const struct clock *clock)
{
    if (clock->half == WORDING_COUNT) return NULL;
    enum wording twelve = clock->half == WORDING_AM ? WORDING_AM_TWELVE : WORDING_PM_TWELVE;
    const char *own = clock->hour == CLOCK_NOON ? voice_wording(speaker->voice, twelve) : NULL;
    return own ? own : voice_wording(speaker->voice, clock->half);
}

void clock_words(struct speaker *speaker, const struct clock *clock, struct buffer *words)
{
    struct buffer both = {0};
    hours_and_minutes(speaker, clock, &both);
    if (clock->second >= 0) {
        struct buffer second = {0}, all = {0};
        sixtieths_words(speaker, clock->second, &second);
        struct phrase_value values[] = {PHRASE_TEXT(buffer_text(&both)), {buffer_text(&second), clock->second}};
        voice_fill(speaker->voice, voice_wording(speaker->voice, WORDING_TIME_SECONDS), values, &all);
        speaker_done(speaker, &second);
        speaker_done(speaker, &both);
        both = all;
    }
    const char *half = half_pattern(speaker, clock);
    if (half)
        voice_fill(speaker->voice, half, &PHRASE_TEXT(buffer_text(&both)), words);
    else
        buffer_append_text(words, clock->name == clock->first ? "" : buffer_text(&both));
    append_name(speaker, clock, words);
    speaker_done(speaker, &both);
}
