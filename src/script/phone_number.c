#include "script/phone_number.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

enum {
    DIGITS_FEWEST = 6,
    CODE_DIGITS_FEWEST = 5, /* "text HELP to 85258" */
    BRITISH_DIGITS = 11,
    NATIONAL_DIGITS_MOST = 11, /* with the leading 0 */
    WORDS_BEFORE_MOST = 3,
    LISTED_WORDS_BEFORE_MOST = 6, /* "Call your GP or 111" */
    COUNTRY_DIGITS_MOST = 12,     /* with a country's code, where nothing more is known */
};

bool phone_add_group(const struct speaker *speaker, struct phone *phone, size_t piece, char joint)
{
    char digits[PHONE_DIGITS_MOST];
    size_t count = piece_digits(speaker, piece, digits, PHONE_DIGITS_MOST);
    if (count == 0 || phone->group_count == PHONE_GROUPS_MOST || phone->digits + count > PHONE_DIGITS_MOST)
        return false;
    struct group *group = &phone->groups[phone->group_count++];
    *group = (struct group){.piece = piece, .length = count, .joint = joint};
    for (size_t i = 0; i < count; i++) {
        if (digits[i] == '0' && phone->zeros == phone->digits) phone->zeros++;
        phone->all[phone->digits] = digits[i];
        group->value = (group->value * 10 + (unsigned)(digits[i] - '0')) % 100000000;
        phone->digits++;
    }
    phone->end = piece + 1;
    return true;
}

static bool is_hyphen(const struct piece *piece)
{
    return piece->kind == CHARACTER_HYPHEN || piece->kind == CHARACTER_DASH;
}

/* "02" of "02/1234567" */
static bool is_area_code(const struct speaker *speaker, const struct phone *phone, size_t behind)
{
    char digits[PHONE_DIGITS_MOST];
    return phone->zeros == 1 && phone->group_count == 1 && phone->digits > 1
           && piece_at(speaker, behind)->kind == CHARACTER_DIGIT
           && piece_digits(speaker, behind, digits, PHONE_DIGITS_MOST) >= DIGITS_FEWEST;
}

/* The digits that may go on a number that ends before `at`; *ret_joint is what stands between. SIZE_MAX for none. */
static size_t next_digits(const struct speaker *speaker, const struct phone *phone, size_t at, char *ret_joint)
{
    const struct piece *piece = piece_at(speaker, at);
    char joint = ' ';
    if (piece_is(piece, ')') && piece->before == GAP_NONE) piece = piece_at(speaker, ++at);
    if (piece_is(piece, '(') && piece->before != GAP_WALL) {
        joint = '(';
        piece = piece_at(speaker, ++at);
        if (piece->before != GAP_NONE) return SIZE_MAX;
    } else if (piece->before == GAP_NONE && piece->kind != CHARACTER_DIGIT) {
        joint = is_hyphen(piece) ? '-' : (char)(piece->codepoint < 0x80 ? piece->codepoint : 0);
        piece = piece_at(speaker, ++at);
        if (piece->before != GAP_NONE) return SIZE_MAX;
        bool slash = joint == '/' && (phone->digits >= DIGITS_FEWEST || is_area_code(speaker, phone, at));
        if (joint != '-' && joint != '.' && !slash) return SIZE_MAX;
    }
    *ret_joint = joint;
    return piece->kind == CHARACTER_DIGIT && piece->before != GAP_WALL ? at : SIZE_MAX;
}

static bool is_time(unsigned value)
{
    return value / 100 < 24 && value % 100 < 60;
}

/* "01.02.2024", "09.30-17.00", "0930-1700", "0.25". */
static bool is_something_else(const struct phone *phone)
{
    const struct group *groups = phone->groups;
    bool date = phone->group_count == 3 && groups[0].length == 2 && groups[1].length == 2
                && (groups[2].length == 4 || groups[2].length == 2) && groups[0].value <= 31 && groups[1].value <= 12;
    bool hours = phone->group_count == 2 && groups[0].length == 4 && groups[1].length == 4 && groups[1].joint == '-'
                 && is_time(groups[0].value) && is_time(groups[1].value);
    bool points = false, hyphens = false;
    for (size_t i = 1; i < phone->group_count; i++) {
        points |= groups[i].joint == '.';
        hyphens |= groups[i].joint == '-';
        if (groups[i].joint == '.' && (groups[i].length < 2 || groups[i - 1].length < 2)) return true;
    }
    return date || hours || (points && hyphens);
}

/* "24 hours" behind a number is not of it; "01 23 45" is. */
static bool group_fits(const struct phone *phone)
{
    size_t last = phone->group_count - 1;
    if (phone->groups[last].length > 2 || phone->groups[last].joint != ' ') return true;
    for (size_t i = 1; i < last; i++)
        if (phone->groups[i].length > 2) return false;
    return true;
}

/* "200 000 001 £" */
static bool is_counting(const struct speaker *speaker, const struct phone *phone)
{
    static const enum voice_words tables[] = {WORDS_MONEY, WORDS_UNITS, WORDS_GENDERS};
    if (phone->plus || phone->zeros > 0 || piece_at(speaker, phone->end)->before != GAP_SPACE) return false;
    for (size_t i = 0; i < sizeof tables / sizeof tables[0]; i++)
        if (find_words(speaker, tables[i], phone->end, NULL) > phone->end) return true;
    return false;
}

bool phone_ends_here(const struct speaker *speaker, const struct phone *phone)
{
    const struct piece *behind = piece_glued_behind(speaker, phone->end - 1);
    return !piece_is_word(behind) && behind->kind != CHARACTER_CURRENCY
           && (behind->kind != CHARACTER_SIGN || behind->codepoint == '/');
}

static bool is_phone_target(const char *target)
{
    return target && (strncasecmp(target, "tel:", 4) == 0 || strncasecmp(target, "sms:", 4) == 0);
}

/* "Contact: 7696 6013" */
static bool stands_behind_colon(const struct speaker *speaker, size_t piece)
{
    return piece > 0 && piece_is(piece_at(speaker, piece - 1), ':');
}

/* Whether the language lists how many digits its numbers have, and this many is one of them. */
static bool lists_length(const struct speaker *speaker, size_t digits)
{
    char text[8];
    int length = snprintf(text, sizeof text, "%zu", digits);
    return voice_wording_lists(speaker->voice, WORDING_PHONE_LENGTHS, text, (size_t)length);
}

bool phone_is_british(const struct phone *phone, size_t digits)
{
    return phone->zeros == 1 && digits == BRITISH_DIGITS && phone->groups[0].length >= 3
           && phone->groups[0].length <= 5;
}

static bool has_length(const struct speaker *speaker, const struct phone *phone, size_t digits)
{
    return lists_length(speaker, digits) || phone_is_british(phone, digits);
}

static bool is_called(const struct speaker *speaker, size_t piece, size_t words)
{
    return stands_behind(speaker, WORDING_PHONE_BEFORE, piece, words);
}

/* Languages with the verb at the end call behind the number. */
static bool is_called_behind(const struct speaker *speaker, const struct phone *phone)
{
    if (piece_at(speaker, phone->end)->before != GAP_SPACE) return false;
    for (size_t i = phone->end; i < phone->end + WORDS_BEFORE_MOST && piece_at(speaker, i)->before != GAP_WALL; i++)
        if (find_listed(speaker, WORDING_PHONE_BEFORE, i) > i) return true;
    return false;
}

/* "call 999", "text HELP to 85258", "Samaritans: 116 123" */
static bool is_short_code(const struct speaker *speaker, const struct phone *phone)
{
    bool listed = voice_wording_lists(speaker->voice, WORDING_PHONE_CODES, phone->all, phone->digits);
    bool called = is_called(speaker, phone->first, listed ? LISTED_WORDS_BEFORE_MOST : WORDS_BEFORE_MOST)
                  || (listed && is_called_behind(speaker, phone));
    if (phone->group_count > 1) /* "116 123", not 11.1 */
        return listed && phone->group_count == 2 && phone->groups[0].length > 2 && phone->groups[1].joint == ' ';
    return called && (listed || phone->digits >= CODE_DIGITS_FEWEST) && phone->groups[0].length == phone->digits;
}

static bool is_year(const struct group *group)
{
    return group->length == 4 && (group->value / 100 == 19 || group->value / 100 == 20);
}

/* "(11) 99999-8888", "11 3333-4444", but not "12 2019-2020"; "555-123-4567"; "555-1234", where that is all */
static bool is_hyphened(const struct speaker *speaker, const struct phone *phone)
{
    const struct group *last = &phone->groups[phone->group_count - 1], *before = last - 1;
    if (phone->group_count < 2 || last->joint != '-' || last->length != 4 || before->length < 3 || before->length > 5)
        return false;
    if (phone->group_count == 3)
        return phone->groups[0].length > 1 && phone->groups[0].length < 4 && !is_year(before)
               && (before->joint == ' ' ? before->length > 3 : before->joint == '-' && before->length == 3);
    size_t end = phone->end;
    while (piece_at(speaker, end)->kind == CHARACTER_STOP) end++;
    bool alone = phone->first == 0 && end >= speaker->piece_count && phone->group_count == 2;
    bool amounts = before->value < last->value && last->value % 5 == 0;
    return alone && !is_year(before) && !amounts;
}

static bool is_phone(const struct speaker *speaker, const struct phone *phone)
{
    const struct group *groups = phone->groups;
    if (is_short_code(speaker, phone)) return true;
    if (is_counting(speaker, phone)) return false;
    if (phone->digits < DIGITS_FEWEST || is_something_else(phone)) return false;
    if (phone->plus) return phone->digits >= 8;
    if (is_phone_target(word_target(speaker, speaker->pieces[phone->first].word))) return true;
    bool zero_first = phone->zeros == 1 && phone->group_count > 2 && has_length(speaker, phone, phone->digits);
    if (phone->zeros > 0) return groups[0].length >= 2 || groups[0].joint == '(' || zero_first; /* "0 800 505 201" */
    if (is_hyphened(speaker, phone)) return true;
    bool behind_colon = stands_behind_colon(speaker, phone->first);
    bool grouped = (phone->group_count > 2 && groups[0].length > 1) /* as no amount is, but "12 345 678" */
                   || (phone->group_count == 2 && groups[1].length > (groups[0].length > 4 ? 4 : 5));
    if (has_length(speaker, phone, phone->digits)
        && (grouped || behind_colon || is_called(speaker, phone->first, WORDS_BEFORE_MOST)))
        return true;
    if (phone->group_count < 2 || phone->digits < 7 || !behind_colon) return false;
    for (size_t i = 1; i < phone->group_count; i++) /* "1 000 000" counts something */
        if (groups[i].length != 3) return true;
    return false;
}

/* "NHS number 943 476 5919" */
static bool is_counted(const struct speaker *speaker, const struct phone *phone)
{
    return phone->group_count > 1 && phone->digits >= DIGITS_FEWEST && !phone->plus && !is_something_else(phone)
           && stands_behind(speaker, WORDING_DIGIT_GROUPS, phone->first, 2);
}

/* The plus and the bracket with which a number may begin; SIZE_MAX where no digits follow. */
static size_t read_beginning(const struct speaker *speaker, struct phone *phone, char *ret_joint)
{
    size_t at = phone->first;
    *ret_joint = ' ';
    phone->plus = piece_is(piece_at(speaker, at), '+');
    at += phone->plus;
    if (piece_is(piece_at(speaker, at), '(')) {
        *ret_joint = '(';
        at++;
    }
    bool glued = at == phone->first || piece_at(speaker, at)->before == GAP_NONE;
    return glued && piece_at(speaker, at)->kind == CHARACTER_DIGIT ? at : SIZE_MAX;
}

static bool is_too_long(const struct speaker *speaker, const struct phone *phone)
{
    bool listed = voice_wording(speaker->voice, WORDING_PHONE_LENGTHS) != NULL;
    bool extension = phone->group_count > 2 && phone->groups[phone->group_count - 1].joint == '-';
    if (extension) return false; /* "0411 1234-1234" */
    bool national = !phone->plus && (phone->zeros == 1 || (listed && phone->zeros == 0));
    if (!national || !listed) return national && phone->digits > NATIONAL_DIGITS_MOST;
    for (size_t digits = phone->digits; digits <= PHONE_DIGITS_MOST; digits++)
        if (has_length(speaker, phone, digits)) return false;
    return true;
}

/* "18001 01234 567890": a short number that is dialled before another, which begins with a nought. */
static bool is_dialled_before(const struct speaker *speaker, const struct phone *phone)
{
    const struct group *code = &phone->groups[0];
    return phone->group_count == 2 && code->length >= CODE_DIGITS_FEWEST && phone->zeros == 0
           && phone->groups[1].length > 2 && phone->all[code->length] == '0'
           && voice_wording_lists(speaker->voice, WORDING_PHONE_CODES, phone->all, code->length);
}

/* The longest row of digits from `piece` on that is a phone number; none has the end 0. A length that the country has is
 * better than a longer row. */
struct phone phone_find(const struct speaker *speaker, size_t piece)
{
    struct phone found = {0}, only_code = {0}, phone = {.first = piece};
    char joint;
    size_t at = read_beginning(speaker, &phone, &joint);
    while (at != SIZE_MAX && phone_add_group(speaker, &phone, at, joint)) {
        if (is_dialled_before(speaker, &phone)) return only_code;
        only_code = phone;
        bool is_counted_so = is_counted(speaker, &phone);
        if (!is_counted_so && is_too_long(speaker, &phone) && !is_hyphened(speaker, &phone)) break;
        if (phone.groups[0].joint == '(' && piece_is(piece_glued_behind(speaker, at), ')')) phone.end++;
        bool known = found.end > 0 && has_length(speaker, &found, found.digits);
        bool longer =
            phone.plus ? phone.digits <= COUNTRY_DIGITS_MOST : has_length(speaker, &phone, phone.digits) && !known;
        bool alone = piece_at(speaker, phone.end)->before != GAP_SPACE; /* no "24 hours" */
        bool fits = phone.group_count < 2 || group_fits(&phone) || longer || alone;
        bool extension = found.end > 0 && joint == '-' && found.group_count + 1 == phone.group_count;
        if (fits && phone_ends_here(speaker, &phone) && (is_counted_so || extension || is_phone(speaker, &phone))) {
            found = phone;
            found.counted = is_counted_so;
        }
        at = next_digits(speaker, &phone, at + 1, &joint);
    }
    return found;
}
