/* Abbreviations that the voice file writes out: e.g., approx., Dr, tds. A key may ask for what stands beside it: "no. 0" is
 * one before a number, "p. 0-0" before a range of two, "0 od" behind a number or unit, "st ^" before and "^ st" behind a word with a capital, and
 * "genitive ul." one behind a word that asks for that case, "per ~ min" one behind that very word. */
#include "script/amount.h"
#include "script/letters.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

enum { KEY_BYTES_MOST = 96, PIECES_MOST = 8, PAIRED_BYTES_MOST = 4 };

static bool is_capital(const struct speaker *speaker, size_t piece)
{
    const struct piece *word = piece_at(speaker, piece);
    return word->kind == CHARACTER_LETTER && character_is_upper(word->codepoint);
}

/* "Park", and "Anne’s" by its first letters. */
static bool is_named(const struct speaker *speaker, size_t piece)
{
    if (is_capital(speaker, piece)) return true;
    if (piece > 0 && piece_is(piece_at(speaker, piece), '.')) return is_capital(speaker, piece - 1); /* "Ind. Est." */
    return piece > 1 && piece_glued_before(speaker, piece)->kind == CHARACTER_APOSTROPHE
           && is_capital(speaker, piece - 2);
}

static bool is_measured(const struct speaker *speaker, size_t piece)
{
    if (piece == 0 || piece_at(speaker, piece)->before == GAP_WALL) return false;
    const struct piece *before = piece_at(speaker, piece - 1);
    struct stretch text = piece_text(speaker, piece - 1);
    return before->kind == CHARACTER_DIGIT || voice_words(speaker->voice, WORDS_UNITS, text.text, text.length);
}

/* A plural or possessive ending glued to it: "GP's". */
static bool goes_on(const struct speaker *speaker, size_t end)
{
    const struct piece *behind = piece_glued_behind(speaker, end - 1);
    bool joint =
        behind->kind == CHARACTER_APOSTROPHE || piece_is(behind, '.') || piece_is(behind, '@'); /* an address */
    if (joint) behind = piece_glued_behind(speaker, end);
    bool sign = piece_is(behind, '+') || behind->kind == CHARACTER_HYPHEN; /* the blood group "Rh-" */
    if (sign && !piece_is_word(piece_glued_behind(speaker, end))) return true;
    return piece_is_word(behind) && !piece_is(piece_at(speaker, end - 1), '.');
}

/* "K417263" */
static bool is_coded(const struct speaker *speaker, size_t piece)
{
    return is_capital(speaker, piece) && piece_at(speaker, piece)->before == GAP_SPACE
           && piece_glued_behind(speaker, piece)->kind == CHARACTER_DIGIT;
}

/* The "No." of "Can I drive? No. 24 hours must pass.": behind a question, or at the beginning where a small letter follows the
 * number. */
static bool is_answer(const struct speaker *speaker, size_t first, size_t number)
{
    struct stretch text = piece_text(speaker, first);
    if (!voice_wording_lists(speaker->voice, WORDING_ANSWERS, text.text, text.length)) return false;
    const struct piece *before = piece_at(speaker, first - 1), *behind = piece_at(speaker, number);
    bool begins = first == 0 || piece_at(speaker, first)->before == GAP_WALL || before->kind == CHARACTER_STOP;
    size_t at = number + 1;
    while (piece_at(speaker, at)->before == GAP_NONE) at++;
    bool counted = piece_at(speaker, at)->before == GAP_SPACE && character_is_lower(piece_at(speaker, at)->codepoint);
    return is_capital(speaker, first) && begins && behind->kind == CHARACTER_DIGIT && behind->before == GAP_SPACE
           && (piece_is(before, '?') || counted);
}

/* The value for the pieces [first, end), in the place where they stand. */
static const char *find_short(const struct speaker *speaker, size_t first, size_t end)
{
    struct stretch text = pieces_text(speaker, first, end);
    const struct piece *behind = piece_at(speaker, end);
    bool whole = !goes_on(speaker, end); /* "p4" goes on, but is a page too */
    bool capital_before = first > 0 && piece_at(speaker, first)->before == GAP_SPACE && is_named(speaker, first - 1);
    bool code = text.length == 1 && is_capital(speaker, first) && behind->before == GAP_NONE; /* "Car Park P2" */
    bool number = !code
                  && (is_coded(speaker, end) || behind->kind == CHARACTER_DIGIT || behind->kind == CHARACTER_CURRENCY)
                  && behind->before != GAP_WALL && !is_answer(speaker, first, end);
    bool range = number && is_range_sign(speaker, end + 1) && piece_at(speaker, end + 2)->kind == CHARACTER_DIGIT;
    char form[KEY_BYTES_MOST] = "", pair[KEY_BYTES_MOST] = "";
    const char *grammatical_case = case_before(speaker, first, 1);
    if (grammatical_case) snprintf(form, sizeof form, "%s ", grammatical_case);
    bool paired = whole && first > 0 && text.length <= PAIRED_BYTES_MOST
                  && piece_at(speaker, first)->before == GAP_SPACE
                  && speaker->pieces[first - 1].kind == CHARACTER_LETTER;
    struct stretch word = paired ? piece_text(speaker, first - 1) : (struct stretch){0};
    paired &= word.length <= PAIRED_BYTES_MOST;
    if (paired) snprintf(pair, sizeof pair, "%.*s ~ ", (int)word.length, word.text);
    const struct {
        const char *before, *behind;
        bool fits;
    } places[] = {
        {form, "", whole && grammatical_case}, /* "o godz. 8": "locative godz." */
        {pair, "", paired},                    /* "13p per min": "per ~ min" */
        {"", " 0-0", range},                   /* "p. 5-8" */
        {"", " 0", number},
        {"0 ", "", whole && is_measured(speaker, first)},
        {"", " ^", behind->before == GAP_SPACE && is_capital(speaker, end)},
        {"^ ", "", whole && capital_before},
        {"", "", whole},
    };
    for (size_t i = 0; i < sizeof places / sizeof places[0]; i++) {
        char key[KEY_BYTES_MOST];
        int length =
            snprintf(key, sizeof key, "%s%.*s%s", places[i].before, (int)text.length, text.text, places[i].behind);
        if (!places[i].fits || length <= 0 || (size_t)length >= sizeof key) continue;
        const char *value = voice_words(speaker->voice, WORDS_SHORT, key, (size_t)length);
        if (value) return value;
    }
    return NULL;
}

/* Glued, or behind a point or about an ampersand: "z. B.", "A & E". */
static bool may_go_on(const struct speaker *speaker, size_t end)
{
    const struct piece *next = piece_at(speaker, end), *last = piece_at(speaker, end - 1);
    if (next->before != GAP_SPACE) return next->before == GAP_NONE;
    return piece_is(last, '.') || piece_is(last, '&') || piece_is(next, '&');
}

/* "when needed (PRN)": in brackets behind what it stands for, which is not to be said twice. */
static bool explains(const struct speaker *speaker, size_t piece, size_t end, const char *value)
{
    const struct buffer *spoken = &speaker->utterance->spoken;
    size_t length = strlen(value);
    return piece_is(piece_glued_before(speaker, piece), '(') && piece_is(piece_glued_behind(speaker, end - 1), ')')
           && spoken->length >= length && strncasecmp(spoken->data + spoken->length - length, value, length) == 0;
}

static void say_abbreviated(struct speaker *speaker, size_t piece, size_t end)
{
    for (size_t i = piece; i < end; i++) {
        if (speaker->pieces[i].kind != CHARACTER_LETTER) continue;
        speaker_at(speaker, i);
        say_letters_of(speaker, piece_text(speaker, i));
    }
}

size_t spoken_short(struct speaker *speaker, size_t piece)
{
    const struct piece *first = piece_at(speaker, piece);
    const struct piece *before = piece_glued_before(speaker, piece);
    bool within = piece_is_word(before) && before->kind != CHARACTER_DIGIT; /* "02:00hrs" */
    bool signed_word = (piece_is(first, '+') || first->kind == CHARACTER_HYPHEN)
                       && piece_glued_behind(speaker, piece)->kind == CHARACTER_LETTER;             /* "MRSA +ve" */
    bool begins = first->kind == CHARACTER_LETTER || first->kind == CHARACTER_DIGIT || signed_word; /* "24h/24" */
    if (!begins || within || piece_is(before, '.')) return 0;
    size_t end = piece + 1;
    while (end - piece < PIECES_MOST && may_go_on(speaker, end)) end++;
    for (; end > piece; end--) {
        const char *value = find_short(speaker, piece, end);
        if (!value) continue;
        if (explains(speaker, piece, end, value)) {
            say_abbreviated(speaker, piece, end);
            return end - piece;
        }
        say_words(speaker, piece, value);
        bool last = end == speaker->piece_count && piece_is(piece_at(speaker, end - 1), '.');
        if (last) speaker_stop(speaker, '.');
        return end - piece;
    }
    return 0;
}
