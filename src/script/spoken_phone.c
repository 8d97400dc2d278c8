/* Phone numbers: digit by digit, with a pause where the writer left a space. */
#include "base/utf8.h"
#include "script/characters.h"
#include "script/spoken.h"

#include <string.h>
#include <strings.h>

enum {
    DIGITS_FEWEST = 6,
    DIGITS_MOST = 15,          /* ITU-T E.164 */
    NATIONAL_DIGITS_MOST = 11, /* with the leading 0 */
    GROUPS_MOST = 12,
    GROUP_SPOKEN_LONGEST = 6 /* digits in a row without a pause */
};

/* What is known of a number while its words are taken in. */
struct number {
    size_t words;
    size_t digits;
    size_t groups;
    size_t lengths[GROUPS_MOST]; /* digits of each group */
    unsigned values[GROUPS_MOST];
    char joints[GROUPS_MOST]; /* what stands before each group: '-' '.' '/' '(' or ' ' */
    size_t zeros;             /* with which it begins: one within a country, two before a country's code */
    bool plus;
    bool open_ended; /* a further word may belong to it */
};

static bool add_digit(struct number *number, unsigned digit, bool new_group, char joint)
{
    if (new_group) {
        if (number->groups == GROUPS_MOST) return false;
        number->joints[number->groups] = joint;
        number->lengths[number->groups] = number->values[number->groups] = 0;
        number->groups++;
    }
    if (digit == 0 && number->zeros == number->digits) number->zeros++;
    size_t group = number->groups - 1;
    number->values[group] = number->values[group] * 10 + digit;
    number->lengths[group]++;
    number->digits++;
    return number->digits <= DIGITS_MOST;
}

/* Takes in one word of digits and what may join them; false where it is no part of a phone number. `number` is changed
 * in both cases. */
static bool take_word(struct number *number, const struct utterance *utterance, size_t word)
{
    const char *text = buffer_text(&utterance->shown) + utterance->words[word].shown_start;
    size_t length = utterance->words[word].shown_end - utterance->words[word].shown_start;
    char joint = ' ';
    size_t digits_before = number->digits;
    bool new_group = true, ended = false;
    for (size_t at = 0; at < length;) {
        uint32_t codepoint = utf8_next(text, length, &at);
        enum character kind = character_kind(codepoint);
        if (kind == CHARACTER_UNSEEN || kind == CHARACTER_JOINER) continue;
        if (kind == CHARACTER_DIGIT) {
            if (ended || !add_digit(number, character_digit(codepoint), new_group, joint)) return false;
            new_group = false;
            continue;
        }
        if (codepoint == '+' && number->digits == 0 && !number->plus)
            number->plus = true;
        else if (codepoint == '(' || codepoint == '[')
            joint = '(';
        else if (kind == CHARACTER_HYPHEN || kind == CHARACTER_DASH)
            joint = '-';
        else if (codepoint == '.' && at < length && character_kind((unsigned char)text[at]) == CHARACTER_DIGIT)
            joint = '.';
        else if (codepoint == '/' && number->digits >= DIGITS_FEWEST)
            joint = '/';
        else if (kind == CHARACTER_STOP || (kind == CHARACTER_CLOSING && codepoint != ')'))
            ended = number->digits > digits_before; /* at the word's end only */
        else if (codepoint != ')' && kind != CHARACTER_OPENING && kind != CHARACTER_APOSTROPHE)
            return false;
        new_group = true;
    }
    number->open_ended = !ended;
    return number->digits > 0;
}

static bool is_time(unsigned value)
{
    return value / 100 < 24 && value % 100 < 60;
}

/* "01.02.2024", "09.30-17.00", "0930-1700", "0.25". */
static bool is_something_else(const struct number *number)
{
    const size_t *lengths = number->lengths;
    bool date = number->groups == 3 && lengths[0] == 2 && lengths[1] == 2 && (lengths[2] == 4 || lengths[2] == 2)
                && number->values[0] <= 31 && number->values[1] <= 12;
    bool hours = number->groups == 2 && lengths[0] == 4 && lengths[1] == 4 && number->joints[1] == '-'
                 && is_time(number->values[0]) && is_time(number->values[1]);
    bool points = false, hyphens = false;
    for (size_t i = 1; i < number->groups; i++) {
        points |= number->joints[i] == '.';
        hyphens |= number->joints[i] == '-';
        if (number->joints[i] == '.' && (lengths[i] < 2 || lengths[i - 1] < 2)) return true;
    }
    return date || hours || (points && hyphens);
}

/* "24 hours" behind a number is not of it; "01 23 45" is. */
static bool group_fits(const struct number *number)
{
    size_t last = number->groups - 1;
    if (number->lengths[last] > 2 || number->joints[last] != ' ') return true;
    for (size_t i = 1; i < last; i++)
        if (number->lengths[i] > 2) return false;
    return true;
}

static bool is_phone_target(const char *target)
{
    return target && (strncasecmp(target, "tel:", 4) == 0 || strncasecmp(target, "sms:", 4) == 0);
}

/* "Contact: 7696 6013" */
static bool stands_behind_colon(const struct utterance *utterance, size_t word)
{
    if (word == 0) return false;
    uint32_t end = utterance->words[word - 1].shown_end;
    return end > 0 && (utterance->shown.data[end - 1] == ':' || utterance->shown.data[end] == ':');
}

static bool is_phone(const struct speaker *speaker, const struct number *number, size_t word)
{
    if (number->digits < DIGITS_FEWEST || is_something_else(number)) return false;
    if (number->plus) return number->digits >= 8;
    if (is_phone_target(word_target(speaker, word))) return true;
    if (number->zeros > 0) return number->lengths[0] >= 2 || number->joints[0] == '(';
    if (number->groups < 2 || number->digits < 7 || !stands_behind_colon(speaker->utterance, word)) return false;
    for (size_t i = 1; i < number->groups; i++) /* "1 000 000" counts something */
        if (number->lengths[i] != 3) return true;
    return false;
}

/* The longest row of words from `word` that is a phone number. */
static struct number find_number(const struct speaker *speaker, size_t word)
{
    const struct utterance *utterance = speaker->utterance;
    struct number found = {0}, number = {0};
    for (size_t i = word; i < utterance->word_count; i++) {
        bool joined = i == word || (!speaker->tokens[i].join && !utterance->words[i].marker);
        if (!joined || utterance->words[i].added != utterance->words[word].added) break;
        if (i > word && word_core(utterance, i).length > 0 && *word_core(utterance, i).text == '+') break;
        if (!take_word(&number, utterance, i)) break;
        bool national = !number.plus && number.zeros == 1;
        if (national && number.digits > NATIONAL_DIGITS_MOST) break;
        if (i > word && !group_fits(&number)) break;
        number.words = i - word + 1;
        if (is_phone(speaker, &number, word)) found = number;
        if (!number.open_ended) break;
    }
    return found;
}

/* How many of `left` digits that were written in one row are said before a pause. */
static size_t spoken_group(size_t left)
{
    if (left == 11) return 5;
    if (left == 8) return 4;
    return left > 4 ? 3 : left;
}

/* `*said`: digits stand before these, so that a pause is due. */
static void say_row(struct speaker *speaker, const char *digits, size_t count, bool *said)
{
    bool whole = count <= GROUP_SPOKEN_LONGEST;
    for (size_t i = 0; i < count;) {
        size_t group = whole ? count : spoken_group(count - i);
        speaker->comma |= *said;
        for (size_t end = i + group; i < end; i++) {
            speaker->gap = true;
            speaker_letter(speaker, (unsigned char)digits[i]);
        }
        *said = true;
    }
}

static void say_joint(struct speaker *speaker, uint32_t codepoint, enum character kind)
{
    const char *name = codepoint == '+' || codepoint == '/' ? voice_symbol(speaker->voice, codepoint) : NULL;
    if (name)
        speaker_name(speaker, name);
    else if (kind == CHARACTER_OPENING || codepoint == ')')
        speaker->comma = speaker->utterance->spoken.length > 0;
    else if (kind == CHARACTER_STOP && codepoint != '.')
        speaker_stop(speaker, codepoint);
}

static void say_number_word(struct speaker *speaker, size_t word, bool first)
{
    const struct utterance *utterance = speaker->utterance;
    const char *text = buffer_text(&utterance->shown) + utterance->words[word].shown_start;
    size_t length = utterance->words[word].shown_end - utterance->words[word].shown_start;
    char digits[DIGITS_MOST];
    size_t count = 0;
    bool said = !first;
    speaker_begin(speaker, word);
    for (size_t at = 0; at < length;) {
        uint32_t codepoint = utf8_next(text, length, &at);
        enum character kind = character_kind(codepoint);
        if (kind == CHARACTER_DIGIT && count < DIGITS_MOST) {
            digits[count++] = (char)('0' + character_digit(codepoint));
            continue;
        }
        say_row(speaker, digits, count, &said);
        count = 0;
        if (codepoint == '.' && at == length)
            speaker_stop(speaker, codepoint);
        else
            say_joint(speaker, codepoint, kind);
    }
    say_row(speaker, digits, count, &said);
    speaker_end(speaker);
}

size_t spoken_phone(struct speaker *speaker, size_t word)
{
    struct number number = find_number(speaker, word);
    if (number.words == 0) return 0;
    for (size_t i = 0; i < number.words; i++) say_number_word(speaker, word + i, i == 0);
    speaker_contact(speaker, CONTACT_PHONE, word, number.words);
    return number.words;
}
