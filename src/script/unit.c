#include "script/unit.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

enum { UNIT_BYTES_MOST = 32, DEGREE = 0xB0 };

/* Behind a number and a slash, the strength of a second substance: "500 mg/125 mg". Nothing is given in so much per mg. */
static bool is_strength(const struct speaker *speaker, const struct unit *unit, const char *pattern)
{
    static const char *const masses[] = {"mg", "µg", "ng"};
    bool strength = pattern == unit->pattern;
    for (size_t i = 0; !strength && i < sizeof masses / sizeof masses[0]; i++)
        strength = pattern == voice_words(speaker->voice, WORDS_UNITS, masses[i], strlen(masses[i]));
    return strength;
}

/* What stands behind a slash: "kg" of "mg/kg", or "5 ml" of "mg/5 ml". */
static bool read_per(const struct speaker *speaker, size_t slash, struct unit *unit)
{
    size_t at = slash + 1;
    if (!piece_is(piece_at(speaker, slash), '/') || piece_at(speaker, slash)->before == GAP_WALL) return false;
    if (piece_at(speaker, at)->before != GAP_NONE || unit->per_count == UNIT_PERS_MOST) return false;
    size_t end = find_words(speaker, WORDS_PER, at, &unit->pers[unit->per_count].words);
    if (end == at) {
        struct amount *amount = &unit->pers[unit->per_count].amount;
        if (!voice_wording(speaker->voice, WORDING_PER) || !amount_read(speaker, at, amount)) return false;
        if (piece_at(speaker, amount->end)->before == GAP_WALL) return false;
        end = find_words(speaker, WORDS_UNITS, amount->end, &unit->pers[unit->per_count].pattern);
        if (end == amount->end || is_strength(speaker, unit, unit->pers[unit->per_count].pattern)) return false;
        unit->pers[unit->per_count].words = NULL;
    }
    unit->pers[unit->per_count++].piece = slash;
    unit->end = end;
    return true;
}

/* Whether letters of another script than the voice's stand there: "in" in Hindi. */
static bool is_foreign(const struct speaker *speaker, size_t piece)
{
    if (piece_at(speaker, piece)->kind != CHARACTER_LETTER || !speaker->own) return false;
    struct stretch text = piece_text(speaker, piece);
    return script_language(speaker->own, text.text, text.length, speaker->tells) != NULL;
}

/* "2 in 1", "5 in total": what would be a unit by itself is a word of a foreign phrase. */
static bool goes_on(const struct speaker *speaker, size_t end)
{
    const struct piece *behind = piece_at(speaker, end);
    if (behind->before == GAP_WALL) return false;
    return behind->kind == CHARACTER_DIGIT || is_foreign(speaker, end);
}

/* The unit that begins at `piece`; also "° C" with a space, which is no "5º C" of a door. */
static size_t find_unit(const struct speaker *speaker, size_t piece, const char **ret_pattern)
{
    const struct piece *scale = piece_at(speaker, piece + 1), *behind = piece_glued_behind(speaker, piece + 1);
    bool spaced = piece_is(piece_at(speaker, piece), DEGREE) && scale->before == GAP_SPACE
                  && scale->kind == CHARACTER_LETTER && !piece_is_word(behind) && behind->kind != CHARACTER_APOSTROPHE;
    if (spaced) {
        char key[UNIT_BYTES_MOST];
        struct stretch letter = piece_text(speaker, piece + 1);
        int length = snprintf(key, sizeof key, "°%.*s", (int)letter.length, letter.text);
        bool fits = length > 0 && (size_t)length < sizeof key;
        const char *pattern = fits ? voice_words(speaker->voice, WORDS_UNITS, key, (size_t)length) : NULL;
        if (pattern) *ret_pattern = pattern;
        if (pattern) return piece + 2;
    }
    return find_words(speaker, WORDS_UNITS, piece, ret_pattern);
}

static bool is_same_word(const struct speaker *speaker, size_t one, size_t other)
{
    struct stretch first = piece_text(speaker, one), second = piece_text(speaker, other);
    return first.length == second.length && strncasecmp(first.text, second.text, first.length) == 0;
}

bool unit_read(const struct speaker *speaker, size_t piece, struct unit *unit)
{
    *unit = (struct unit){.first = piece};
    const struct piece *first = piece_at(speaker, piece);
    if (first->before == GAP_WALL) return false;
    unit->end = find_unit(speaker, piece, &unit->pattern);
    if (unit->end == piece) return false;
    bool apart = first->before == GAP_SPACE && find_listed(speaker, WORDING_GLUED, piece) == unit->end;
    bool foreign = apart && is_foreign(speaker, piece) && !goes_on(speaker, unit->end);
    bool closed = piece_is(piece_glued_behind(speaker, unit->end - 1), ')'); /* "(28 st)" */
    bool second = piece > 1 && find_listed(speaker, WORDING_LENGTHS, piece - 2) == piece - 1
                  && !is_same_word(speaker, piece - 2, piece); /* "6 ft 4 in", but not "in 1 in 1500" */
    if (apart && !closed && !foreign && !second) return false;
    find_words(speaker, WORDS_GENDERS, piece, &unit->gender);
    while (read_per(speaker, unit->end, unit)) {}
    return true;
}

/* Whether what stands behind a number in a pattern, "milligrams" of "# milligrams", stands at `piece`. */
static bool pattern_names(const struct speaker *speaker, const char *pattern, size_t piece)
{
    const struct buffer *shown = &speaker->utterance->shown;
    size_t start = speaker->pieces[piece].start;
    for (const char *at = pattern; (at = strpbrk(at, "#}"));) {
        if (*++at != ' ') continue;
        const char *name = at + 1;
        size_t length = strcspn(name, "{}");
        if (length == 0 || name[length] == '{' || start + length > shown->length) continue; /* " other{" */
        if (strncasecmp(name, shown->data + start, length) != 0) continue;
        size_t last = piece;
        while (last < speaker->piece_count && speaker->pieces[last].end < start + length) last++;
        if (last < speaker->piece_count && speaker->pieces[last].end == start + length) return true;
    }
    return false;
}

bool unit_is_hours(const struct speaker *speaker, const char *pattern)
{
    return pattern == voice_words(speaker->voice, WORDS_UNITS, "h", 1)
           || pattern == voice_words(speaker->voice, WORDS_UNITS, "hr", 2);
}

bool unit_names_hours(const struct speaker *speaker, size_t piece)
{
    const char *hours = voice_words(speaker->voice, WORDS_UNITS, "h", 1);
    return hours && piece_at(speaker, piece)->kind == CHARACTER_LETTER && pattern_names(speaker, hours, piece);
}

bool unit_is_named(const struct speaker *speaker, size_t piece)
{
    const struct voice_file *file = voice_source(speaker->voice);
    if (piece_at(speaker, piece)->kind != CHARACTER_LETTER || piece_at(speaker, piece)->before == GAP_WALL)
        return false;
    for (size_t i = 0; i < file->count; i++) {
        enum voice_section section = file->entries[i].section;
        if (section != SECTION_UNITS && section != SECTION_PERIODS) continue;
        if (pattern_names(speaker, file->entries[i].value, piece)) return true;
    }
    return false;
}

double unit_counted(const struct speaker *speaker, double value, size_t end)
{
    if (find_listed(speaker, WORDING_MEASURED_PLURAL, end - 1) == end) return value;
    return stands_before(speaker, WORDING_MEASURED, end) ? 1 : value;
}

static void per_words(struct speaker *speaker, const struct unit *unit, size_t index, struct buffer *words)
{
    if (unit->pers[index].words) {
        buffer_append_text(words, unit->pers[index].words);
        return;
    }
    const struct amount *amount = &unit->pers[index].amount;
    struct buffer number = {0}, measure = {0};
    amount_words(speaker, amount, NULL, NULL, &number);
    struct phrase_value value = {buffer_text(&number), unit_counted(speaker, amount_value(amount), unit->end)};
    voice_fill(speaker->voice, unit->pers[index].pattern, &value, &measure);
    voice_fill(speaker->voice, voice_wording(speaker->voice, WORDING_PER), &PHRASE_TEXT(buffer_text(&measure)), words);
    speaker_done(speaker, &number);
    speaker_done(speaker, &measure);
}

/* "medio" of "½ mm", "tres cuartos de" of "¾ l", "uno y tres cuartos de" of "1¾ l", where the language says them so before
 * the unit in its singular; but "uno y medio" goes with the plural. */
static bool part_words(struct speaker *speaker, const struct amount *amount, const char *gender, const char *behind,
                       struct buffer *words)
{
    const struct number *part = &amount->from;
    const char *of = voice_wording(speaker->voice, WORDING_PART_OF);
    bool half = part->numerator == 1 && part->denominator == 2, mixed = part->digit_count > 0;
    if (!of || amount->range || part->denominator == 0 || (mixed && half)) return false;
    struct buffer fraction = {0};
    number_words(speaker, part, mixed ? gender : NULL, behind, &fraction);
    voice_fill(speaker->voice, half ? "{0}" : of, &PHRASE_TEXT(buffer_text(&fraction)), words);
    speaker_done(speaker, &fraction);
    return true;
}

static struct part number_part(struct speaker *speaker, const struct amount *amount, const struct unit *unit,
                               struct buffer *number)
{
    char form[NUMBER_FORM_BYTES], behind[UNIT_BYTES_MOST] = "";
    struct stretch text = pieces_text(speaker, unit->first, unit->end);
    if (text.length < sizeof behind) memcpy(behind, text.text, text.length);
    struct amount said = *amount;
    amount_halve(speaker, &said);
    said.from.by_places = !said.range && find_listed(speaker, WORDING_SHARES, unit->first) > unit->first;
    bool part = part_words(speaker, amount, unit->gender, behind, number);
    double value = part ? 1 : amount_counted(speaker, amount, amount->from.first);
    if (!part)
        amount_words(speaker, &said, number_form(speaker, amount->from.first, unit->gender, form), behind, number);
    if (unit->per_count == 0) value = unit_counted(speaker, value, unit->end);
    return (struct part){buffer_text(number), value, amount->from.first};
}

void measure_words(struct speaker *speaker, const struct amount *amount, const struct unit *unit, struct buffer *words)
{
    struct buffer number = {0};
    struct part part = number_part(speaker, amount, unit, &number);
    struct phrase_value value = {part.words, part.number};
    voice_fill(speaker->voice, unit->pattern, &value, words);
    for (size_t i = 0; i < unit->per_count; i++) {
        buffer_append_char(words, ' ');
        per_words(speaker, unit, i, words);
    }
    speaker_done(speaker, &number);
}

void say_measure(struct speaker *speaker, const struct amount *amount, const struct unit *unit)
{
    struct buffer words = {0};
    struct part part = number_part(speaker, amount, unit, &words);
    say_pattern(speaker, unit->pattern, &part, 1, unit->first);
    for (size_t i = 0; i < unit->per_count; i++) {
        struct buffer per = {0};
        per_words(speaker, unit, i, &per);
        say_words(speaker, unit->pers[i].piece, buffer_text(&per));
        speaker_done(speaker, &per);
    }
    speaker_done(speaker, &words);
}
