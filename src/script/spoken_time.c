/* Times of day: 9am–5pm, 9.30 a.m., 08:30–16:30, 14:00, 14:00:05. */
#include "script/clock.h"
#include "script/ending.h"
#include "script/letters.h"

/* That of the word before, or of the one before "godz."; of one in a row, that of the first. */
static const char *case_of_hour(const struct speaker *speaker, const struct clock *clock)
{
    size_t piece = clock->first;
    const char *own = case_before(speaker, piece, stands_behind(speaker, WORDING_HOUR_BEFORE, piece, 1) ? 2 : 1);
    return own || clock->row == piece ? own : case_before(speaker, clock->row, 1);
}

/* The pattern of a range, whose hours it puts in the cases that they have there: "od ósmej do szesnastej". */
static const char *put_in_case(const struct speaker *speaker, struct clock *from, struct clock *to)
{
    const char *own = voice_wording(speaker->voice, WORDING_TIME_RANGE);
    const char *range = voice_wording(speaker->voice, WORDING_TIME_RANGE_CASE);
    from->grammatical_case = case_of_hour(speaker, from);
    to->grammatical_case = range;
    bool named = stands_behind(speaker, WORDING_HOUR_BEFORE, from->first, 1); /* "w godz. 8–16" */
    if (!own || (from->grammatical_case && !named)
        || stands_behind(speaker, WORDING_TIME_BEFORE, from->first, named ? 2 : 1))
        return voice_wording(speaker->voice, WORDING_RANGE);
    from->grammatical_case = range;
    return own;
}

/* "5:02 est": the zone's letters. Returns the end of it, `end` where there is none. */
static size_t say_zone(struct speaker *speaker, size_t end)
{
    bool glued = piece_at(speaker, end)->before == GAP_NONE && piece_is(piece_at(speaker, end - 1), '.');
    if (piece_at(speaker, end)->before != GAP_SPACE && !glued) return end;
    size_t behind = find_listed(speaker, WORDING_TIME_ZONES, end);
    if (behind == end) return end;
    speaker_at(speaker, end);
    say_letters_of(speaker, piece_text(speaker, end));
    return behind;
}

/* "godz.9:30" */
static bool stands_behind_short(const struct speaker *speaker, size_t piece)
{
    if (piece < 2 || !piece_is(piece_glued_before(speaker, piece), '.')) return false;
    struct stretch word = piece_text(speaker, piece - 2);
    return piece_at(speaker, piece - 1)->before == GAP_NONE
           && voice_wording_lists(speaker->voice, WORDING_HOUR_BEFORE, word.text, word.length);
}

size_t spoken_time(struct speaker *speaker, size_t piece)
{
    struct clock from, to;
    enum character before = (enum character)piece_glued_before(speaker, piece)->kind; /* "12noon-1pm" */
    bool opens = piece_opens(speaker, piece) || before == CHARACTER_HYPHEN || before == CHARACTER_DASH
                 || piece_is(piece_glued_before(speaker, piece), '+'); /* "UTC+1:30" */
    if (!piece_is_word(piece_at(speaker, piece)) || !(opens || stands_behind_short(speaker, piece))) return 0;
    if (!voice_wording(speaker->voice, WORDING_TIME_MINUTES) || !clock_read(speaker, piece, &from)) return 0;
    bool range = clock_read_range(speaker, &from, &to);
    bool alone = clock_is_certain(speaker, &from) && from.name != piece && !clock_is_ratio(speaker, &from);
    if (!range && !alone) return 0;
    if (clock_follows_time(speaker, &from)) from.row = speaker->time_first;
    const char *pattern = range ? put_in_case(speaker, &from, &to) : NULL;
    struct buffer words = {0}, end_words = {0};
    if (!range) from.grammatical_case = case_of_hour(speaker, &from);
    clock_words(speaker, &from, &words);
    if (range) clock_words(speaker, &to, &end_words);
    size_t end = ending_take(speaker, range ? to.end : from.end, range ? &end_words : &words);
    if (range) {
        struct part parts[] = {{buffer_text(&words), 0, piece}, {buffer_text(&end_words), 0, to.first}};
        say_pattern(speaker, pattern, parts, 2, to.first);
    } else {
        say_words(speaker, piece, buffer_text(&words));
    }
    speaker_done(speaker, &words);
    speaker_done(speaker, &end_words);
    speaker->time_first = from.row;
    speaker->time_end = end;
    return say_zone(speaker, end) - piece;
}
