/* Phone numbers: digit by digit, with a pause where the writer left a space. */
#include "script/phone_number.h"

enum {
    FURTHER_DIGITS_FEWEST = 5, /* "960110 or 960112", but not "or 30 minutes" */
    ENDING_DIGITS_FEWEST = 3,  /* "960238 / 239" */
    GROUP_SPOKEN_LONGEST = 6   /* digits in a row without a pause */
};

/* How many of `left` digits that were written in one row are said before a pause. */
static size_t spoken_group(size_t left, bool pairs)
{
    if (pairs && left % 2 == 0) return 2;
    if (left == 11) return 5;
    if (left == 8) return 4;
    return left > 4 ? 3 : left;
}

/* "eight hundred" of 800 and, behind the nought, of 0800, where the language says numbers; else digit by digit. */
static void group_words(struct speaker *speaker, const char *digits, size_t count, bool numbers, struct buffer *words)
{
    size_t noughts = numbers && count == 4 && digits[0] == '0' ? 1 : 0;
    bool number = numbers && count - noughts > 1 && count - noughts < 4 && digits[noughts] != '0';
    if (!number) noughts = count;
    numbers_code(speaker->numbers, digits, noughts, words);
    if (number) numbers_cardinal(speaker->numbers, digits + noughts, count - noughts, NULL, words);
}

static void say_group(struct speaker *speaker, const struct group *group, bool first, bool numbers)
{
    char digits[PHONE_DIGITS_MOST];
    size_t count = piece_digits(speaker, group->piece, digits, PHONE_DIGITS_MOST);
    bool whole = count <= GROUP_SPOKEN_LONGEST;
    for (size_t i = 0; i < count;) {
        size_t size = whole ? count : spoken_group(count - i, numbers);
        speaker->comma |= !first || i > 0;
        struct buffer words = {0};
        group_words(speaker, digits + i, size, numbers, &words);
        speaker_name(speaker, buffer_text(&words));
        speaker_done(speaker, &words);
        i += size;
    }
}

static void say_joint(struct speaker *speaker, const struct phone *phone, size_t piece)
{
    uint32_t sign = speaker->pieces[piece].codepoint;
    bool area = phone->zeros == 1 && piece == phone->groups[0].piece + 1; /* the slash of "02/1234567" */
    const char *name = sign == '+' || (sign == '/' && !area) ? voice_symbol(speaker->voice, sign) : NULL;
    if (name)
        speaker_name(speaker, name);
    else if (sign == '(' || sign == ')')
        speaker->comma = speaker->utterance->spoken.length > 0;
}

/* The slash of "01632 960238 / 960239": the other number has the same beginning. */
static size_t say_other_ending(struct speaker *speaker, size_t slash)
{
    const char *either = voice_wording(speaker->voice, WORDING_EITHER);
    const struct piece *digits = piece_at(speaker, slash + 1);
    struct phone phone = {.first = slash + 1};
    if (!piece_is(&speaker->pieces[slash], '/') || slash == 0 || speaker->phone_end != slash || !either) return 0;
    if (digits->kind != CHARACTER_DIGIT || digits->before == GAP_WALL) return 0;
    if (!phone_add_group(speaker, &phone, slash + 1, ' ') || phone.digits < ENDING_DIGITS_FEWEST) return 0;
    if (phone.digits > GROUP_SPOKEN_LONGEST || !phone_ends_here(speaker, &phone)) return 0;
    struct part nothing[] = {{"", 0, slash}, {"", 0, slash}};
    say_pattern(speaker, either, nothing, 2, slash);
    speaker_at(speaker, slash + 1);
    say_group(speaker, &phone.groups[0], true, false);
    speaker->phone_end = slash + 2;
    speaker_contact(speaker, CONTACT_PHONE, digits->word, 1);
    return 2;
}

/* The 960112 of "01632 960110 or 960112". */
static size_t say_further_ending(struct speaker *speaker, size_t piece)
{
    struct phone phone = {.first = piece};
    bool joined = piece > 1 && speaker->phone_end == piece - 1
                  && find_listed(speaker, WORDING_DATE_JOINS, piece - 1) == piece
                  && speaker->pieces[piece].kind == CHARACTER_DIGIT && speaker->pieces[piece].before == GAP_SPACE;
    if (!joined || !phone_add_group(speaker, &phone, piece, ' ') || phone.digits < FURTHER_DIGITS_FEWEST) return 0;
    if (phone.digits > GROUP_SPOKEN_LONGEST || !phone_ends_here(speaker, &phone)) return 0;
    speaker_at(speaker, piece);
    say_group(speaker, &phone.groups[0], true, false);
    speaker->phone_end = piece + 1;
    speaker_contact(speaker, CONTACT_PHONE, speaker->pieces[piece].word, 1);
    return 1;
}

/* The "x" of "0151 496 0778 x 3310": as the voice file has "ext 0". */
static size_t say_extension_sign(struct speaker *speaker, size_t piece)
{
    static const char key[] = "ext 0";
    const char *extension = voice_words(speaker->voice, WORDS_SHORT, key, sizeof key - 1);
    size_t end = piece > 0 && piece_is(&speaker->pieces[piece - 1], ',') ? piece - 1 : piece;
    const struct piece *digits = piece_at(speaker, piece + 1);
    bool follows = piece > 0 && speaker->phone_end == end && speaker->pieces[piece].codepoint == 'x'
                   && piece_text(speaker, piece).length == 1;
    if (!follows || !extension || digits->kind != CHARACTER_DIGIT || digits->before == GAP_WALL) return 0;
    say_words(speaker, piece, extension);
    struct group group = {.piece = piece + 1};
    speaker_at(speaker, piece + 1);
    say_group(speaker, &group, true, false);
    return 2;
}

/* Whether the language's way of saying groups as numbers is not for it: a British number, and 999 and 111, which are
 * dialled more surely by their digits. */
static bool is_digit_by_digit(const struct phone *phone)
{
    bool same = true;
    for (size_t i = 1; i < phone->digits; i++) same &= phone->all[i] == phone->all[0];
    return same || phone_is_british(phone, phone->digits);
}

size_t spoken_phone(struct speaker *speaker, size_t piece)
{
    size_t extension = say_extension_sign(speaker, piece);
    if (extension > 0) return extension;
    size_t ending = say_other_ending(speaker, piece);
    if (ending > 0) return ending;
    const struct piece *first = &speaker->pieces[piece];
    bool begins = first->kind == CHARACTER_DIGIT || piece_is(first, '+') || piece_is(first, '(');
    bool slashed = piece_is(piece_glued_before(speaker, piece), '/'); /* "999/112" */
    if (!begins || !(slashed || piece_opens(speaker, piece))) return 0;
    struct phone phone = phone_find(speaker, piece);
    if (phone.end == 0) return say_further_ending(speaker, piece);
    bool numbers = voice_wording(speaker->voice, WORDING_PHONE_READ) && !is_digit_by_digit(&phone);
    for (size_t i = piece, group = 0; i < phone.end; i++) {
        speaker_at(speaker, i);
        if (speaker->pieces[i].kind == CHARACTER_DIGIT) {
            say_group(speaker, &phone.groups[group], group == 0, numbers);
            group++;
        } else {
            say_joint(speaker, &phone, i);
        }
    }
    speaker->phone_end = phone.end;
    size_t words = speaker->pieces[phone.end - 1].word - first->word + 1;
    if (!phone.counted) speaker_contact(speaker, CONTACT_PHONE, first->word, words);
    return phone.end - piece;
}
