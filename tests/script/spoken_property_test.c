/* Properties of the spoken form, on texts that are put together at random (SEED and COUNT in the environment change them):
 * every digit is accounted for, negations and words stay, markup changes nothing, and what is said is a fixed point; at each level of punctuation. */
#include "fixture.h"

#include "base/array.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { TEXTS = 6000, TEXTS_A_LANGUAGE = 400 };

static uint64_t seed = 20260301;

static unsigned below(unsigned limit)
{
    seed = seed * 6364136223846793005u + 1442695040888963407u; /* Knuth's MMIX */
    return (unsigned)(seed >> 33) % limit;
}

static size_t texts(size_t usual)
{
    const char *count = getenv("COUNT");
    return count ? strtoul(count, NULL, 10) : usual;
}

static const char *one_of(const char *const *list, size_t count)
{
    return list[below((unsigned)count)];
}

/* ---- Number words back to digits (English) ----------------------------------------------------------------------- */

static int value_of(const char *word, size_t length)
{
    static const char *const ones[] = {"zero",     "one",     "two",     "three",     "four",     "five",    "six",
                                       "seven",    "eight",   "nine",    "ten",       "eleven",   "twelve",  "thirteen",
                                       "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"};
    static const char *const tens[] = {"twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"};
    if (length == 2 && memcmp(word, "oh", length) == 0) return 0; /* "until 3.02" is a time */
    for (size_t i = 0; i < ARRAY_COUNT(ones); i++)
        if (strlen(ones[i]) == length && memcmp(word, ones[i], length) == 0) return (int)i;
    for (size_t i = 0; i < ARRAY_COUNT(tens); i++) {
        size_t ten = strlen(tens[i]);
        if (length < ten || memcmp(word, tens[i], ten) != 0) continue;
        if (length == ten) return (int)(i + 2) * 10;
        int one = word[ten] == '-' ? value_of(word + ten + 1, length - ten - 1) : -1;
        return one > 0 && one < 10 ? (int)(i + 2) * 10 + one : -1;
    }
    return -1;
}

struct reader {
    const char *at;
};

/* The next word without the signs behind it; false at the end. */
static bool peek(const struct reader *reader, const char **word, size_t *length, struct reader *behind)
{
    const char *at = reader->at + strspn(reader->at, " ,.;:");
    *word = at;
    *length = strcspn(at, " ,.;:");
    behind->at = at + *length;
    return *length > 0;
}

static bool take(struct reader *reader, const char *wanted)
{
    const char *word;
    size_t length;
    struct reader behind;
    if (!peek(reader, &word, &length, &behind) || strlen(wanted) != length || memcmp(word, wanted, length) != 0)
        return false;
    *reader = behind;
    return true;
}

static int take_small(struct reader *reader)
{
    const char *word;
    size_t length;
    struct reader behind;
    int value = peek(reader, &word, &length, &behind) ? value_of(word, length) : -1;
    if (value >= 0) *reader = behind;
    return value;
}

/* Below a thousand: "four hundred and six". */
static int take_hundreds(struct reader *reader)
{
    int value = take_small(reader);
    if (value < 1 || value > 9 || !take(reader, "hundred")) return value;
    struct reader before = *reader;
    bool parted = *reader->at == ','; /* "one hundred, and 5 of …" */
    int rest = !parted && take(reader, "and") ? take_small(reader) : -1;
    struct reader hundreds = *reader; /* "300 and 186", "400 and 0121 …" */
    if (rest < 1 || take(&hundreds, "hundred") || take(&hundreds, "thousand")) {
        *reader = before;
        rest = -1;
    }
    return value * 100 + (rest > 0 ? rest : 0);
}

/* Appends the digits of all numbers that the text says, one after the other. */
static void say_back(const char *text, struct buffer *digits)
{
    struct reader reader = {text};
    const char *word;
    size_t length;
    for (struct reader behind; peek(&reader, &word, &length, &behind);) {
        long value = take_hundreds(&reader);
        if (value < 0) {
            reader = behind;
            continue;
        }
        if (value > 0 && take(&reader, "thousand")) {
            struct reader before = reader;
            bool parted = *reader.at == ',', joined = take(&reader, "and");
            if (parted && joined) reader = before;
            int rest = parted && joined ? -1 : take_hundreds(&reader);
            if (rest < 1 || (joined && rest >= 100)) reader = before;
            value = value * 1000 + (rest > 0 ? rest : 0);
        }
        buffer_printf(digits, "%ld", value);
        if (!take(&reader, "point")) continue;
        for (int digit; (digit = take_small(&reader)) >= 0 && digit < 10;) buffer_printf(digits, "%d", digit);
    }
}

/* ---- Texts ------------------------------------------------------------------------------------------------------- */

static const char *const words[] = {"take",   "not",    "tablets", "daily", "never", "with", "the",   "water", "no",
                                    "before", "doctor", "and",     "or",    "pain",  "do",   "until", "if",    "food"};
static const char *const units[] = {"mg", " mg", "ml",    " micrograms", "kg", "%",
                                    " %", "cm",  " kcal", "mcg",         "°C", " hours"};

static const char *const signs[] = {"", "", "", "", ",", ";", " –", " •", "”", ")"}; /* behind a word */

/* A number whose digits are kept in `digits`. */
static void add_number(struct buffer *text, struct buffer *digits)
{
    unsigned whole = below(5) == 0 ? below(100000) : below(400);
    if (below(4) == 0) {
        unsigned decimals = 1 + below(99); /* "until 12.00" is twelve o'clock */
        buffer_printf(text, "%u.%02u", whole, decimals);
        buffer_printf(digits, "%u%02u", whole, decimals);
    } else {
        buffer_printf(text, "%u", whole);
        buffer_printf(digits, "%u", whole);
    }
    if (below(2) == 0) buffer_append_text(text, one_of(units, ARRAY_COUNT(units)));
}

static void add_phone(struct buffer *text, struct buffer *digits)
{
    unsigned first = 1000 + below(9000), second = below(1000000);
    buffer_printf(text, "0%u %06u", first, second);
    buffer_printf(digits, "0%u%06u", first, second);
}

static void make_text(struct buffer *text, struct buffer *digits)
{
    buffer_clear(text);
    buffer_clear(digits);
    buffer_append_text(text, "We say that you");
    for (unsigned parts = 1 + below(4); parts > 0; parts--) {
        for (unsigned count = 1 + below(3); count > 0; count--)
            buffer_printf(text, " %s%s", one_of(words, ARRAY_COUNT(words)), one_of(signs, ARRAY_COUNT(signs)));
        buffer_append_text(text, below(5) == 0 ? " (" : " ");
        bool bracket = text->data[text->length - 1] == '(';
        if (below(6) == 0)
            add_phone(text, digits);
        else
            add_number(text, digits);
        if (bracket) buffer_append_char(text, ')');
    }
    buffer_append_text(text, " please.");
}

/* At the levels of punctuation in turn, at the usual one as often as at all others. */
static const char *spoken_in_turn(const struct voice *voice, size_t turn, const char *markdown)
{
    static const enum punctuation levels[] = {PUNCTUATION_NONE, PUNCTUATION_SOME, PUNCTUATION_NONE, PUNCTUATION_MOST};
    return fixture_spoken_at(voice, levels[turn % ARRAY_COUNT(levels)], markdown);
}

static void every_digit_is_said(void **state)
{
    struct buffer text = {0}, digits = {0}, back = {0};
    size_t count = texts(TEXTS);
    for (size_t i = 0; i < count; i++) {
        make_text(&text, &digits);
        buffer_clear(&back);
        char *spoken = strdup(spoken_in_turn(*state, i, buffer_text(&text)));
        for (char *at = spoken; (at = strstr(at, "oh-"));) at[2] = ' '; /* a year, "nineteen oh-six" */
        say_back(spoken + 1, &back);
        if (strcmp(buffer_text(&back), buffer_text(&digits)) != 0)
            fail_msg("“%s”: said is %s, which has %s, not %s", buffer_text(&text), spoken, buffer_text(&back),
                     buffer_text(&digits));
        free(spoken);
    }
    buffer_done(&text);
    buffer_done(&digits);
    buffer_done(&back);
}

/* How often a word stands in a text, whatever its case. */
static size_t count_word(const char *text, const char *word)
{
    size_t count = 0, length = strlen(word);
    for (const char *at = text; (at = strcasestr(at, word)); at += length) {
        bool begins = at == text || strchr(" [(", at[-1]), ends = strchr(" ,.;:])", at[length]) || (at[length] & 0x80);
        count += begins && ends;
    }
    return count;
}

static void no_word_is_lost(void **state)
{
    static const char *const kept[] = {"not", "no", "never", "do", "if", "until", "before", "with"};
    struct buffer text = {0}, digits = {0};
    for (size_t i = 0; i < texts(TEXTS); i++) {
        make_text(&text, &digits);
        const char *spoken = spoken_in_turn(*state, i, buffer_text(&text));
        for (size_t k = 0; k < ARRAY_COUNT(kept); k++)
            if (count_word(buffer_text(&text), kept[k]) != count_word(spoken, kept[k]))
                fail_msg("“%s”: “%s” is not as often in %s", buffer_text(&text), kept[k], spoken);
    }
    buffer_done(&text);
    buffer_done(&digits);
}

/* The same words bold, in a list, quoted and as a heading. */
static void markup_changes_nothing(void **state)
{
    static const char *const marks[][2] = {{"**", "**"}, {"- ", ""}, {"> ", ""}, {"*", "*"}, {"# ", ""}};
    struct buffer text = {0}, digits = {0}, marked = {0};
    for (size_t i = 0; i < texts(TEXTS) / 4; i++) {
        make_text(&text, &digits);
        char *plain = strdup(spoken_in_turn(*state, i, buffer_text(&text)));
        size_t mark = below(ARRAY_COUNT(marks));
        buffer_clear(&marked);
        buffer_printf(&marked, "%s%s%s", marks[mark][0], buffer_text(&text), marks[mark][1]);
        assert_string_equal(spoken_in_turn(*state, i, buffer_text(&marked)), plain);
        free(plain);
    }
    buffer_done(&text);
    buffer_done(&digits);
    buffer_done(&marked);
}

static const char *const shapes[] = {"500mg",
                                     "3/4",
                                     "12/03/2026",
                                     "9.30am",
                                     "08:30–16:30",
                                     "£9.90",
                                     "24/7",
                                     "1½",
                                     "2 x 5 ml",
                                     "C5/C6",
                                     "120/80",
                                     "5–10",
                                     "10-5",
                                     "1:500",
                                     "MRI",
                                     "№ 5",
                                     "A&E",
                                     "e.g.",
                                     "Dr Lee",
                                     "IV",
                                     "3rd",
                                     "1980s",
                                     "v1.2",
                                     "O+",
                                     "<5",
                                     "±2",
                                     "https://a.org/b-c",
                                     "x@y.org",
                                     "(0121) 496 0147",
                                     "1,000",
                                     "0.5",
                                     "-5°C",
                                     "5 €",
                                     "II",
                                     "NOT",
                                     "and/or",
                                     "1,5",
                                     "1.000",
                                     "14h30",
                                     "#tag",
                                     "a.pdf",
                                     "½ tablet",
                                     "Mon–Fri",
                                     "3 March",
                                     "2026",
                                     "99%",
                                     "7/10",
                                     "+44 20 7946 0999"};

static const char *const joins[] = {" ", " ", ", ", "; ", " (", ") ", " “", "” ", " – x ", " • "};

static void put_shapes(struct buffer *text)
{
    buffer_clear(text);
    for (unsigned parts = 1 + below(4); parts > 0; parts--)
        buffer_printf(text, "%s%s", text->length ? one_of(joins, ARRAY_COUNT(joins)) : "",
                      one_of(shapes, ARRAY_COUNT(shapes)));
}

/* All utterances as one text; the caller frees it. */
static char *in_one(const char *utterances)
{
    char *text = strndup(utterances + 1, strlen(utterances) - 2);
    for (char *at; (at = strstr(text, "]["));) {
        *at = ' ';
        memmove(at + 1, at + 2, strlen(at + 2) + 1);
    }
    return text;
}

static void check_fixed_point(const char *language)
{
    struct voice *voice = NULL;
    struct buffer text = {0};
    assert_int_equal(voice_load(ALOUD_SOURCE "/voices", language, &voice, NULL), STATUS_OK);
    bool words_of_numbers = voice_wording(voice, WORDING_CARDINAL) != NULL; /* digits may be a shape again */
    for (size_t i = 0; words_of_numbers && i < texts(TEXTS_A_LANGUAGE); i++) {
        put_shapes(&text);
        char *once = in_one(spoken_in_turn(voice, i, buffer_text(&text)));
        char *again = in_one(fixture_spoken(voice, once));
        if (strcmp(once, again) != 0)
            fail_msg("%s: “%s” is said “%s”, and that again “%s”", language, buffer_text(&text), once, again);
        free(again);
        free(once);
    }
    buffer_done(&text);
    voice_free(voice);
}

static void is_a_fixed_point(void **state)
{
    (void)state;
    DIR *folder = opendir(ALOUD_SOURCE "/voices");
    assert_non_null(folder);
    for (struct dirent *entry; folder && (entry = readdir(folder));) {
        char *ending = strstr(entry->d_name, ".ini");
        if (!ending) continue;
        *ending = '\0';
        check_fixed_point(entry->d_name);
    }
    if (folder) closedir(folder);
}

static int set_up(void **state)
{
    const char *given = getenv("SEED");
    if (given) seed = strtoull(given, NULL, 10);
    return voice_load(ALOUD_SOURCE "/voices", "en-GB", (struct voice **)state, NULL) == STATUS_OK ? 0 : -1;
}

static int tear_down(void **state)
{
    voice_free(*state);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_digit_is_said),
        cmocka_unit_test(no_word_is_lost),
        cmocka_unit_test(markup_changes_nothing),
        cmocka_unit_test(is_a_fixed_point),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
