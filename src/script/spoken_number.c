/* Numbers by themselves: 12, 1,250, 2–3, -5, ½, 1:500, 1st, 1980s, #5, and the marks of footnotes. */
#include "base/utf8.h"
#include "script/amount.h"

#include <stdio.h>
#include <string.h>

enum {
    RISK_LEAST = 100, /* 1:59 is a time */
    CODE_DIGITS_FEWEST = 4,
    EXTENSION_DIGITS_FEWEST = 3, /* "bleep 313" */
    PLAIN_DIGITS_MOST = 6,
    ROUND_ZEROS_FEWEST = 3,
    ENDING_BYTES_MOST = 120
};

static void say_text(struct speaker *speaker, size_t piece, struct buffer *words)
{
    say_words(speaker, piece, buffer_text(words));
    speaker_done(speaker, words);
}

/* A word that the leaflet puts before a number, such as that of #5 and of a footnote. */
static void say_named(struct speaker *speaker, enum wording wording, size_t piece, const struct number *number)
{
    struct buffer words = {0};
    number_words(speaker, number, NULL, NULL, &words);
    struct part part = {buffer_text(&words), 0, piece};
    say_pattern(speaker, voice_wording(speaker->voice, wording), &part, 1, piece);
    speaker_done(speaker, &words);
}

/* "#5", "№ 5" */
static size_t say_numbered(struct speaker *speaker, size_t piece)
{
    struct number number;
    uint32_t sign = piece_at(speaker, piece)->codepoint;
    size_t at = piece + 1;
    if ((sign != '#' && sign != 0x2116) || !voice_wording(speaker->voice, WORDING_NUMBER)) return 0;
    if (piece_at(speaker, at)->kind != CHARACTER_DIGIT || piece_at(speaker, at)->before == GAP_WALL) return 0;
    if (!number_read(speaker, at, &number)) return 0;
    say_named(speaker, WORDING_NUMBER, piece, &number);
    return number.end - piece;
}

/* "recover²", "normal.[3]", "¹ Smith" */
static size_t say_note(struct speaker *speaker, size_t piece)
{
    struct number number = {.first = piece};
    size_t end = piece;
    if (!voice_wording(speaker->voice, WORDING_NOTE)) return 0;
    for (int digit; (digit = number_superscript(piece_at(speaker, end)->codepoint)) >= 0 && number.digit_count < 3;
         end++) {
        if (end > piece && piece_at(speaker, end)->before != GAP_NONE) break;
        number.digits[number.digit_count++] = (char)('0' + digit);
    }
    const struct piece *before = piece_glued_before(speaker, piece);
    if (end == piece && piece_is(piece_at(speaker, piece), '[') && before->kind != CHARACTER_SPACE) {
        bool digits = piece_value(speaker, piece + 1, 3) >= 0 && piece_is(piece_glued_behind(speaker, piece + 1), ']');
        if (digits && number_read(speaker, piece + 1, &number)) end = piece + 3;
    }
    if (end == piece || before->kind == CHARACTER_DIGIT) return 0;
    say_named(speaker, WORDING_NOTE, piece, &number);
    return end - piece;
}

/* "1:10,000" */
static size_t say_ratio(struct speaker *speaker, const struct number *first)
{
    struct number second;
    const struct piece *sign = piece_at(speaker, first->end);
    const char *pattern = voice_wording(speaker->voice, WORDING_RATIO);
    if (!pattern || !piece_is(sign, ':')) return 0;
    const struct piece *behind = piece_at(speaker, first->end + 1);
    bool one = number_value(first) == 1;
    bool glued = sign->before == GAP_NONE && behind->before == GAP_NONE;
    bool spaced = one && sign->before == GAP_SPACE && behind->before == GAP_SPACE; /* "1 : 150" */
    if (behind->kind != CHARACTER_DIGIT || !(glued || spaced)) return 0;
    if (!number_read(speaker, first->end + 1, &second)) return 0;
    const char *risk = voice_wording(speaker->voice, WORDING_RISK);
    bool mixed = stands_behind(speaker, WORDING_RATIO_BEFORE, first->first, 4)
                 || stands_before(speaker, WORDING_RATIO_BEHIND, second.end);
    if (risk && one && !mixed && number_value(&second) >= RISK_LEAST) pattern = risk;
    const char *even = voice_wording(speaker->voice, WORDING_EVEN);
    if (even && number_value(first) == number_value(&second)) pattern = even;
    say_two_numbers(speaker, pattern, first, &second);
    return second.end - first->first;
}

/* Appends "second" for "2nd"; its end, or number->end where it is none. */
static size_t ordinal_words(struct speaker *speaker, const struct number *number, struct buffer *words)
{
    const char *rule = NULL;
    if (number->digit_count > NUMBER_DIGITS_MOST || piece_at(speaker, number->end)->before != GAP_NONE)
        return number->end;
    size_t at = number->end + (piece_at(speaker, number->end)->kind == CHARACTER_APOSTROPHE); /* "3'üncü" */
    size_t end = piece_at(speaker, at)->before == GAP_NONE ? find_words(speaker, WORDS_ORDINALS, at, &rule) : at;
    if (end == at || !number_is_ordinal(speaker, number, end)) return number->end;
    const char *own = numbers_own_name(speaker->numbers, (int64_t)number_value(number), rule);
    if (own) buffer_append_text(words, own);
    bool said = own || numbers_by_rule(speaker->numbers, rule, (int64_t)number_value(number), words);
    return said ? end : number->end;
}

/* The 2 of "4. 2. Dosage", a section */
static bool is_of_section(const struct speaker *speaker, const struct number *number)
{
    size_t first = number->first;
    return first > 1 && piece_at(speaker, first)->before == GAP_SPACE && piece_is(piece_at(speaker, first - 1), '.')
           && piece_glued_before(speaker, first - 1)->kind == CHARACTER_DIGIT && piece_value(speaker, first - 2, 2) > 0;
}

/* "3. Stock", and "3." in a cell of a table */
static size_t say_signed_ordinal(struct speaker *speaker, const struct number *number)
{
    const char *sign = voice_wording(speaker->voice, WORDING_ORDINAL_SIGN);
    const struct piece *behind = piece_at(speaker, number->end), *word = piece_at(speaker, number->end + 1);
    bool signed_so =
        sign && number->digit_count < 4 && behind->before == GAP_NONE && piece_is(behind, (unsigned char)*sign);
    const char *own = voice_wording(speaker->voice, WORDING_ORDINAL_ALONE);
    bool alone = own && number->first == 0 && number->end + 1 == speaker->piece_count;
    bool before_word = word->before == GAP_SPACE && word->kind == CHARACTER_LETTER;
    if (!signed_so || !(alone || before_word) || is_of_section(speaker, number)) return 0;
    struct buffer words = {0};
    char named[ORDINAL_RULE_BYTES];
    bool noun = ordinal_of_noun(speaker, number->end + 1, named);
    const char *usual = alone ? own : voice_wording(speaker->voice, WORDING_ORDINAL);
    const char *rule = ordinal_rule(speaker, number->first, noun ? named : usual);
    bool said = numbers_by_rule(speaker->numbers, rule, (int64_t)number_value(number), &words);
    if (said) say_words(speaker, number->first, buffer_text(&words));
    speaker_done(speaker, &words);
    return said ? number->end + 1 - number->first : 0;
}

/* "2nd", "2nd/3rd", "6th–8th" */
static size_t say_ordinal(struct speaker *speaker, const struct number *number)
{
    struct buffer words = {0}, second = {0};
    struct number other;
    size_t end = ordinal_words(speaker, number, &words);
    bool slash = piece_is(piece_at(speaker, end), '/') && piece_at(speaker, end)->before == GAP_NONE;
    const char *joint = voice_wording(speaker->voice, slash ? WORDING_EITHER : WORDING_RANGE);
    bool joined = end > number->end && joint && (slash || is_range_sign(speaker, end))
                  && piece_at(speaker, end + 1)->kind == CHARACTER_DIGIT && number_read(speaker, end + 1, &other);
    size_t other_end = joined ? ordinal_words(speaker, &other, &second) : 0;
    if (joined && other_end > other.end) {
        struct part parts[] = {{buffer_text(&words), 0, number->first}, {buffer_text(&second), 0, other.first}};
        say_pattern(speaker, joint, parts, 2, other.first);
        end = other_end;
    } else if (end > number->end) {
        say_words(speaker, number->first, buffer_text(&words));
    }
    speaker_done(speaker, &words);
    speaker_done(speaker, &second);
    if (end == number->end) return 0;
    return end - number->first;
}

/* Appends "nineteen eighties" for "1980s", "iki virgül beşi" for "2,5'i"; its end, or number->end where it is no such thing. */
static size_t ending_words(struct speaker *speaker, const struct number *number, struct buffer *words)
{
    const char *rules = NULL;
    size_t at = number->end;
    if (piece_at(speaker, at)->before != GAP_NONE) return at;
    if (piece_at(speaker, at)->kind == CHARACTER_APOSTROPHE && piece_at(speaker, at + 1)->before == GAP_NONE) at++;
    size_t end = find_words(speaker, WORDS_ENDINGS, at, &rules);
    if (end == at || (number->digit_count > 4 && !number->grouped)) return number->end;
    bool year = number->digit_count == 4 && number_is_plain(number);
    const char *rule = voice_wording(speaker->voice, WORDING_YEAR);
    if (!year || !numbers_by_rule(speaker->numbers, rule, (int64_t)number_value(number), words))
        number_words(speaker, number, NULL, NULL, words);
    number_change_ending(words, rules);
    return end;
}

/* "1980s", "'60s", "under-5s", "1960s-80s" */
static size_t say_ending(struct speaker *speaker, const struct number *number)
{
    struct buffer words = {0}, second = {0};
    struct number other;
    size_t end = ending_words(speaker, number, &words), other_end = 0;
    const char *range = voice_wording(speaker->voice, WORDING_RANGE);
    bool joined = end > number->end && range && is_range_sign(speaker, end)
                  && piece_at(speaker, end + 1)->kind == CHARACTER_DIGIT && number_read(speaker, end + 1, &other)
                  && number_is_plain(&other);
    if (joined) other_end = ending_words(speaker, &other, &second);
    if (joined && other_end > other.end) {
        struct part parts[] = {{buffer_text(&words), 0, number->first}, {buffer_text(&second), 0, other.first}};
        say_pattern(speaker, range, parts, 2, other.first);
        end = other_end;
    } else if (end > number->end) {
        say_words(speaker, number->first, buffer_text(&words));
    }
    speaker_done(speaker, &words);
    speaker_done(speaker, &second);
    return end > number->end ? end - number->first : 0;
}

/* Whether it has as many digits as a number to ring, and begins as one. */
static bool may_be_phone(const struct speaker *speaker, const struct number *number)
{
    char text[8];
    const char *begins = voice_wording(speaker->voice, WORDING_PHONE_BEGINS);
    int length = snprintf(text, sizeof text, "%zu", number->digit_count);
    return voice_wording_lists(speaker->voice, WORDING_PHONE_LENGTHS, text, (size_t)length)
           && (!begins || strchr(begins, number->digits[0]));
}

/* A long number that counts something: 2500000, or where the voice has it so one that is the whole text and no number to
 * ring. */
static bool is_quantity(const struct speaker *speaker, const struct number *number)
{
    size_t zeros = 0, end = number->end;
    while (zeros < number->digit_count && number->digits[number->digit_count - 1 - zeros] == '0') zeros++;
    if (zeros >= ROUND_ZEROS_FEWEST) return true;
    while (piece_at(speaker, end)->kind == CHARACTER_STOP) end++;
    return voice_wording(speaker->voice, WORDING_LONG_ALONE) && number->first == 0 && end >= speaker->piece_count
           && !may_be_phone(speaker, number);
}

/* "extension 4417", "K123456", 9434765919: one by one. */
static bool is_code(const struct speaker *speaker, const struct number *number)
{
    if (!number_is_plain(number)) return false;
    if (number->digit_count >= EXTENSION_DIGITS_FEWEST && stands_behind(speaker, WORDING_EXTENSIONS, number->first, 1))
        return true;
    if (number->digit_count < CODE_DIGITS_FEWEST) return false;
    return (number->digit_count > PLAIN_DIGITS_MOST && !is_quantity(speaker, number))
           || piece_glued_before(speaker, number->first)->kind == CHARACTER_LETTER
           || stands_behind(speaker, WORDING_CODE_BEFORE, number->first, 2);
}

/* The piece of what is counted: behind the number, or behind the next one: "1 or 2 weeks". */
static size_t counted_noun(const struct speaker *speaker, size_t piece)
{
    struct amount other;
    size_t at = find_listed(speaker, WORDING_DATE_JOINS, piece);
    bool joined = at > piece && piece_at(speaker, at)->before == GAP_SPACE
                  && piece_at(speaker, at)->kind == CHARACTER_DIGIT && amount_read(speaker, at, &other);
    const struct piece *noun = piece_at(speaker, joined ? other.end : piece);
    return joined && noun->kind == CHARACTER_LETTER && noun->before == GAP_SPACE ? other.end : piece;
}

static size_t say_alone(struct speaker *speaker, struct amount *amount)
{
    struct buffer words = {0};
    const struct number *number = &amount->from;
    char behind[ENDING_BYTES_MOST] = "";
    const struct piece *next = piece_at(speaker, amount->end);
    if (next->kind == CHARACTER_LETTER && next->before == GAP_SPACE) {
        struct stretch text = piece_text(speaker, counted_noun(speaker, amount->end));
        snprintf(behind, sizeof behind, "%.*s", (int)(text.length < sizeof behind ? text.length : 0), text.text);
    }
    char form[NUMBER_FORM_BYTES];
    const char *gender = NULL;
    amount->from.by_places = !amount->range && (!piece_is_word(next) || next->before == GAP_WALL);
    if (*behind) gender = voice_words(speaker->voice, WORDS_GENDERS, behind, strlen(behind));
    amount_halve(speaker, amount);
    if (!amount->range && is_code(speaker, number))
        numbers_code(speaker->numbers, number->digits, number->digit_count, &words);
    else
        amount_words(speaker, amount, number_form(speaker, number->first, gender, form), *behind ? behind : NULL,
                     &words);
    say_text(speaker, number->first, &words);
    const char *multiplier = NULL; /* "2,5 Mio. people" */
    size_t last = piece_at(speaker, amount->end)->before == GAP_SPACE
                      ? find_words(speaker, WORDS_MULTIPLIERS, amount->end, &multiplier)
                      : amount->end;
    if (multiplier && speaker->pieces[last - 1].end - speaker->pieces[amount->end].start > 2) {
        say_words(speaker, amount->end, multiplier);
        return last - number->first;
    }
    const char *per = NULL;                                     /* "3-4/day" */
    const struct piece *slash = piece_at(speaker, amount->end); /* also "80 /min" */
    size_t end =
        piece_is(slash, '/') && slash->before != GAP_WALL ? find_words(speaker, WORDS_PER, amount->end + 1, &per) : 0;
    if (!per || piece_at(speaker, amount->end + 1)->before != GAP_NONE) return amount->end - number->first;
    say_words(speaker, amount->end, per);
    return end - number->first;
}

/* Signs that only stand before a number. */
static size_t say_signed(struct speaker *speaker, size_t piece)
{
    size_t count = say_numbered(speaker, piece);
    return count > 0 ? count : say_note(speaker, piece);
}

size_t spoken_number(struct speaker *speaker, size_t piece)
{
    struct amount amount;
    if (!voice_wording(speaker->voice, WORDING_POINT)) return 0; /* the engine reads numbers as it can */
    size_t count = say_signed(speaker, piece);
    const struct piece *before = piece_glued_before(speaker, piece);
    bool within = piece_at(speaker, piece)->kind != CHARACTER_DIGIT && piece_is_word(before);
    if (count > 0 || within || !amount_read(speaker, piece, &amount)) return count;
    const struct number *number = &amount.from;
    if (number_is_whole(number) && !amount.range) count = say_ordinal(speaker, number);
    if (count == 0 && number_is_plain(number)) {
        count = say_signed_ordinal(speaker, number);
        if (count == 0) count = say_ending(speaker, number);
        if (count == 0) count = say_ratio(speaker, number);
    } else if (count == 0 && piece_glued_behind(speaker, number->end - 1)->kind == CHARACTER_APOSTROPHE) {
        count = say_ending(speaker, number); /* "1.000'den", "2,5'i" */
    }
    return count > 0 ? count : say_alone(speaker, &amount);
}
