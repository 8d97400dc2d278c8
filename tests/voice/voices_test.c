/* The voices that Aloud ships: each complete, and in its own language and script. */
#include "base/file.h"
#include "base/utf8.h"
#include "cmocka_all.h"
#include "voice/voice.h"
#include "voice/voice_file.h"

#include <dirent.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unicode/uchar.h>
#include <unicode/ulocdata.h>
#include <unicode/unorm2.h>
#include <unicode/uscript.h>

#define VOICES ALOUD_SOURCE "/voices"

enum { VALUES_MOST = 8, SCRIPTS_MOST = 4 };

/* Whatever lies in voices/, so that a new language is tested as soon as its file is there. */
static char **languages;
static size_t language_count;
static struct voice **voices;
static struct voice_file *files;
static size_t english;

static const struct {
    const char *key, *signature;
} phrases[PHRASE_COUNT] = {
#define X(name, key, signature) {key, signature},
    PHRASE_LIST(X)
#undef X
};

static const double numbers[] = {0, 1, 2, 3, 4, 5, 6, 7, 10, 11, 12, 20, 21, 22, 99, 100, 101, 160};

static int load_all(void **state)
{
    (void)state;
    struct error error = {0};
    if (voice_languages(VOICES, &languages, &language_count, &error) != STATUS_OK) return -1;
    voices = calloc(language_count, sizeof(struct voice *));
    files = calloc(language_count, sizeof *files);
    if (!voices || !files) return -1;
    for (size_t i = 0; i < language_count; i++) {
        char *path = text_format(VOICES "/%s.ini", languages[i]);
        if (strcmp(languages[i], "en-GB") == 0) english = i;
        if (voice_load_file(path, &voices[i], &error) != STATUS_OK || voice_file_read(path, &files[i], &error)) {
            print_error("%s:%zu: %s\n", error.file, error.line, error.text);
            return -1;
        }
        free(path);
    }
    return 0;
}

static int free_all(void **state)
{
    (void)state;
    for (size_t i = 0; i < language_count; i++) {
        voice_free(voices[i]);
        voice_file_done(&files[i]);
    }
    free(voices);
    free(files);
    voice_languages_free(languages, language_count);
    return 0;
}

static void all_are_there(void **state)
{
    (void)state;
    static const struct {
        const char *language;
        bool right_to_left;
    } expected[] = {{"am", false},      {"ar", true},  {"bg", false}, {"bn", false}, {"bs", false},    {"cmn", false},
                    {"cs", false},      {"cy", false}, {"de", false}, {"el", false}, {"en-GB", false}, {"es", false},
                    {"et", false},      {"fa", true},  {"fr", false}, {"gu", false}, {"hi", false},    {"hr", false},
                    {"hu", false},      {"id", false}, {"it", false}, {"ka", false}, {"kmr", false},   {"ko", false},
                    {"lt", false},      {"lv", false}, {"mk", false}, {"ml", false}, {"mr", false},    {"ms", false},
                    {"ne", false},      {"nl", false}, {"om", false}, {"pa", false}, {"pl", false},    {"pt", false},
                    {"ro", false},      {"ru", false}, {"si", false}, {"sk", false}, {"sq", false},    {"sr", false},
                    {"sr-Latn", false}, {"sw", false}, {"ta", false}, {"te", false}, {"tr", false},    {"ug", true},
                    {"uk", false},      {"ur", true},  {"uz", false}, {"vi", false}, {"yue", false}};
    for (size_t i = 0; i < sizeof expected / sizeof expected[0]; i++) {
        size_t found = 0;
        while (found < language_count && strcmp(languages[found], expected[i].language) != 0) found++;
        if (found == language_count) fail_msg("no %s.ini", expected[i].language);
        assert_string_equal(voice_language(voices[found]), expected[i].language);
        assert_int_equal(voice_right_to_left(voices[found]), expected[i].right_to_left);
    }
}

static bool is_common(const struct voice_entry *entry)
{
    switch (entry->section) {
    case SECTION_VOICE:
    case SECTION_PAUSES:
    case SECTION_PHRASES:
    case SECTION_SYMBOLS: return true;
    case SECTION_LETTERS: return (unsigned char)entry->key[0] < 0x80 && entry->key[1] == '\0';
    default: return false; /* lists of the language's own */
    }
}

static void none_lacks_a_key_that_another_has(void **state)
{
    (void)state;
    for (size_t i = 0; i < language_count; i++) {
        for (size_t j = 0; j < files[i].count; j++) {
            const struct voice_entry *entry = &files[i].entries[j];
            for (size_t other = 0; is_common(entry) && other < language_count; other++) {
                if (voice_file_find(&files[other], entry->section, entry->key)) continue;
                fail_msg("%s lacks [%s] %s, which %s has", files[other].path, voice_section_name(entry->section),
                         entry->key, files[i].path);
            }
        }
    }
    for (size_t i = 0; i < language_count; i++) {
        for (uint32_t letter = 'a'; letter <= 'z'; letter++) assert_non_null(voice_letter(voices[i], letter));
        for (uint32_t sign = '!'; sign < 0x7F; sign++)
            if (!u_isalnum((UChar32)sign)) assert_non_null(voice_symbol(voices[i], sign));
    }
}

static void none_has_an_empty_section(void **state)
{
    (void)state;
    for (size_t i = 0; i < language_count; i++) {
        for (int section = 0; section < SECTION_COUNT; section++) {
            size_t count = 0;
            for (size_t j = 0; j < files[i].count; j++) count += (int)files[i].entries[j].section == section;
            if (count == 0 && section < SECTION_NUMBERS) /* of the others a language may lack any */
                fail_msg("%s: [%s] is empty", files[i].path, voice_section_name((enum voice_section)section));
        }
        assert_true(voice_variant_count(voices[i]) >= 5);
        assert_non_null(voice_needs_eyes(voices[i], 0));
        assert_non_null(voice_bare_link(voices[i], 0));
    }
}

/* The phrase with `number` for each number and `text` for each text. */
static char *fill(size_t index, size_t phrase, double number, const char *text)
{
    struct phrase_value values[VALUES_MOST];
    const char *signature = phrases[phrase].signature;
    size_t count = strlen(signature);
    assert_true(count <= VALUES_MOST);
    for (size_t i = 0; i < count; i++) {
        values[i] = signature[i] == 'n' ? PHRASE_NUMBER(number) : PHRASE_TEXT(text);
    }
    struct buffer filled = {0};
    assert_int_equal(voice_phrase(voices[index], (enum phrase)phrase, values, count, &filled, NULL), STATUS_OK);
    char *taken = buffer_take(&filled);
    assert_non_null(taken);
    return taken;
}

static void each_phrase_says_its_arguments(void **state)
{
    (void)state;
    for (size_t i = 0; i < language_count; i++) {
        for (size_t phrase = 0; phrase < PHRASE_COUNT; phrase++) {
            for (size_t n = 0; n < sizeof numbers / sizeof numbers[0]; n++) {
                char *text = fill(i, phrase, numbers[n], "‹text›");
                if (!*text || strpbrk(text, "{}#|\n\t\"")) fail_msg("%s: %s", phrases[phrase].key, text);
                if (strchr(phrases[phrase].signature, 't')) assert_non_null(strstr(text, "‹text›"));
                free(text);
            }
        }
    }
}

/* Whether the language is written in this script. */
static bool is_own_script(size_t index, UScriptCode script)
{
    UScriptCode scripts[SCRIPTS_MOST];
    UErrorCode code = U_ZERO_ERROR;
    if (strncmp(voice_locale(voices[index]), "zh", 2) == 0) return script == USCRIPT_HAN; /* ICU has "simplified Han" */
    int32_t count = uscript_getCode(voice_locale(voices[index]), scripts, SCRIPTS_MOST, &code);
    for (int32_t i = 0; U_SUCCESS(code) && i < count; i++)
        if (scripts[i] == script) return true;
    return false;
}

static void assert_script(size_t index, const char *key, const char *text)
{
    size_t length = strlen(text);
    for (size_t at = 0; at < length;) {
        UErrorCode code = U_ZERO_ERROR;
        UChar32 character = (UChar32)utf8_next(text, length, &at);
        if (!u_isalpha(character) || is_own_script(index, uscript_getScript(character, &code))) continue;
        fail_msg("%s: %s holds U+%04X, of another script: %s", languages[index], key, (unsigned)character, text);
    }
}

static bool has_letters(const char *text)
{
    size_t length = strlen(text);
    for (size_t at = 0; at < length;)
        if (u_isalpha((UChar32)utf8_next(text, length, &at))) return true;
    return false;
}

static void each_is_in_its_own_script(void **state)
{
    (void)state;
    for (size_t i = 0; i < language_count; i++) {
        assert_script(i, "name", i == english ? "" : voice_name(voices[i]));
        for (size_t phrase = 0; phrase < PHRASE_COUNT; phrase++) {
            for (size_t n = 0; n < sizeof numbers / sizeof numbers[0]; n++) {
                char *text = fill(i, phrase, numbers[n], "");
                assert_script(i, phrases[phrase].key, text);
                free(text);
            }
        }
        for (size_t j = 0; j < files[i].count; j++) {
            const struct voice_entry *entry = &files[i].entries[j];
            if (entry->section != SECTION_LETTERS && entry->section != SECTION_SYMBOLS
                && entry->section != SECTION_SPELLING_ALPHABET)
                continue;
            assert_true(has_letters(entry->value));
            assert_script(i, entry->key, entry->value);
        }
    }
}

static void each_is_in_its_own_language(void **state)
{
    (void)state;
    for (size_t i = 0; i < language_count; i++) {
        for (size_t phrase = 0; phrase < PHRASE_COUNT && i != english; phrase++) {
            char *text = fill(i, phrase, 2, ""), *in_english = fill(english, phrase, 2, "");
            if (has_letters(in_english) && strcmp(text, in_english) == 0)
                fail_msg("%s: %s is as in English: %s", languages[i], phrases[phrase].key, text);
            free(text);
            free(in_english);
        }
    }
}

/* "Entrée" of "touche Entrée". */
static const char *last_word(const char *name)
{
    const char *space = strrchr(name, ' ');
    return space ? space + 1 : name;
}

static void assert_names_key(size_t index, enum phrase phrase, enum phrase key)
{
    char *text = fill(index, phrase, 7, ""), *name = fill(index, key, 7, "");
    if (!strstr(text, last_word(name))) fail_msg("%s: %s does not name %s", languages[index], text, last_word(name));
    free(text);
    free(name);
}

/* A listener who has never used Aloud must be told which key to press; a lone sign would be silent. */
static void messages_name_the_keys(void **state)
{
    (void)state;
    static const enum phrase to_help[] = {PHRASE_INTRO, PHRASE_INTRO_PLAIN, PHRASE_UNKNOWN_KEY};
    for (size_t i = 0; i < language_count; i++) {
        for (size_t j = 0; j < sizeof to_help / sizeof to_help[0]; j++) {
            char *text = fill(i, to_help[j], 7, "");
            const char *sign = voice_symbol(voices[i], '?');
            if (!strstr(text, sign)) fail_msg("%s: %s does not say %s", languages[i], text, sign);
            free(text);
        }
        assert_names_key(i, PHRASE_RESUME_OFFER, PHRASE_KEY_HOME);
        assert_names_key(i, PHRASE_RESUME_OFFER_PLAIN, PHRASE_KEY_HOME);
        assert_names_key(i, PHRASE_END_OF_LEAFLET, PHRASE_KEY_HOME);
        assert_names_key(i, PHRASE_GOTO_PROMPT, PHRASE_KEY_ENTER);
        assert_names_key(i, PHRASE_FIND_PROMPT, PHRASE_KEY_ENTER);
        assert_names_key(i, PHRASE_OUTLINE, PHRASE_KEY_ENTER);
        assert_names_key(i, PHRASE_OUTLINE, PHRASE_KEY_ESCAPE);
        assert_names_key(i, PHRASE_HELP, PHRASE_KEY_ENTER);
        assert_names_key(i, PHRASE_HELP, PHRASE_KEY_ESCAPE);
        for (size_t phrase = 0; phrase < PHRASE_COUNT; phrase++) {
            char *text = fill(i, phrase, 7, "");
            assert_null(strchr(text, '?'));
            assert_null(strstr(text, "؟"));
            free(text);
        }
    }
}

/* Chinese writes the digits of keys in its own numbers. */
static const char *in_chinese(const char *digit)
{
    static const char *const digits[] = {"零", "一", "二", "三", "四", "五", "六", "七", "八", "九"};
    return *digit >= '0' && *digit <= '9' ? digits[*digit - '0'] : digit;
}

static void assert_says(size_t index, enum phrase phrase, const char *const *words, size_t word_count)
{
    char *text = fill(index, phrase, 7, "");
    bool chinese = strncmp(voice_locale(voices[index]), "zh", 2) == 0;
    for (size_t i = 0; i < word_count; i++) {
        if (strstr(text, words[i]) || (chinese && strstr(text, in_chinese(words[i])))) continue;
        fail_msg("%s: %s does not say %s", languages[index], text, words[i]);
    }
    free(text);
}

/* The beginning of the sign's name, as "зірочк" of "зірочка", which the sentence gives another ending. */
static const char *beginning_of_name(size_t index, char sign, char ret[64])
{
    snprintf(ret, 64, "%s", voice_symbol(voices[index], (uint32_t)sign));
    const char *word = strrchr(ret, ' ');
    if (word) memmove(ret, word + 1, strlen(word + 1) + 1);
    size_t length = strlen(ret), at = 0, last = 0;
    while (at < length) {
        last = at;
        utf8_next(ret, length, &at);
    }
    static const char *const inflecting[] = {"pl", "ru", "sk", "uk"};
    for (size_t i = 0; i < sizeof inflecting / sizeof inflecting[0]; i++)
        if (strcmp(languages[index], inflecting[i]) == 0) ret[last] = '\0';
    return ret;
}

/* On the telephone nothing can be seen: each sentence names the keys that it is about. */
static void the_telephone_line_names_its_keys(void **state)
{
    (void)state;
    for (size_t i = 0; i < language_count; i++) {
        char hash[64], star[64];
        beginning_of_name(i, '#', hash);
        beginning_of_name(i, '*', star);
        assert_says(i, PHRASE_PHONE_MORE, (const char *[]){hash}, 1);
        assert_says(i, PHRASE_PHONE_AGAIN, (const char *[]){hash}, 1);
        assert_says(i, PHRASE_PHONE_LANGUAGES, (const char *[]){star}, 1);
        assert_says(i, PHRASE_PHONE_OPERATOR_KEY, (const char *[]){"0"}, 1);
        assert_says(i, PHRASE_PHONE_WRONG_KEY, (const char *[]){hash}, 1);
        assert_says(i, PHRASE_PHONE_LISTEN, (const char *[]){"5", hash}, 2);
        assert_says(i, PHRASE_PHONE_HELP, (const char *[]){"5", "4", "6", "7", "9", "2"}, 6);
        assert_says(i, PHRASE_PHONE_HELP_MORE, (const char *[]){"8", "1", "0", star}, 4);
        assert_says(i, PHRASE_PHONE_PAUSED, (const char *[]){"5"}, 1);
        assert_says(i, PHRASE_PHONE_REMINDER, (const char *[]){"5"}, 1);
        assert_says(i, PHRASE_PHONE_END, (const char *[]){star}, 1);
        assert_says(i, PHRASE_PHONE_CONTACT_NEXT, (const char *[]){"1"}, 1);
        assert_says(i, PHRASE_PHONE_LANGUAGE, (const char *[]){"7"}, 1);
        assert_says(i, PHRASE_PHONE_CHOICE, (const char *[]){"7"}, 1);
    }
}

/* Whether the alphabet has a word for the letter, or for the letter that its mark stands on ("à" is then said by name);
 * so are the ligatures of French. */
static bool alphabet_has(const struct voice *voice, UChar32 letter)
{
    enum { LIGATURE_AE = 0x00E6, LIGATURE_OE = 0x0153 };
    bool ligature = letter == LIGATURE_AE || letter == LIGATURE_OE;
    if (ligature && voice_letter(voice, (uint32_t)letter)) return true;
    UErrorCode code = U_ZERO_ERROR;
    UChar apart[4] = {0};
    int32_t count = unorm2_getDecomposition(unorm2_getNFDInstance(&code), letter, apart, 4, &code);
    return voice_spelling_word(voice, (uint32_t)letter)
           || (U_SUCCESS(code) && count > 1 && u_isalpha(apart[0]) && voice_spelling_word(voice, apart[0]));
}

/* Each letter that CLDR has for the language. */
static void assert_covers_letters(size_t index)
{
    UErrorCode code = U_ZERO_ERROR;
    ULocaleData *data = ulocdata_open(languages[index], &code);
    USet *letters = ulocdata_getExemplarSet(data, NULL, 0, ULOCDATA_ES_STANDARD, &code);
    assert_true(U_SUCCESS(code));
    int32_t items = uset_getItemCount(letters), checked = 0;
    for (int32_t i = 0; i < items; i++) {
        UChar32 first = 0, last = -1;
        if (uset_getItem(letters, i, &first, &last, NULL, 0, &code) != 0) continue; /* two letters: "ll" */
        for (UChar32 letter = first; letter <= last; letter++) {
            bool named =
                letter == 0x02BC || letter == 0x03C2; /* the apostrophe of Ukrainian, the last sigma of Greek */
            if (!u_isalpha(letter) || named) continue;
            checked++;
            if (!alphabet_has(voices[index], letter))
                fail_msg("%s: no word for U+%04X", files[index].path, (unsigned)letter);
            assert_ptr_equal(voice_spelling_word(voices[index], (uint32_t)letter),
                             voice_spelling_word(voices[index], (uint32_t)u_foldCase(letter, U_FOLD_CASE_DEFAULT)));
        }
    }
    assert_true(checked >= 20);
    uset_close(letters);
    ulocdata_close(data);
}

static void spelling_alphabets_have_each_letter_once(void **state)
{
    (void)state;
    static const char *const with[] = {"bg", "cs", "cy", "de", "el", "en-GB", "es", "fr", "hr",      "hu", "it",
                                       "lt", "nl", "pl", "pt", "ro", "ru",    "sk", "sr", "sr-Latn", "tr", "uk"};
    size_t found = 0;
    for (size_t i = 0; i < language_count; i++) {
        if (!voice_has_spelling_alphabet(voices[i])) continue;
        if (found < sizeof with / sizeof with[0] && strcmp(with[found], languages[i]) == 0) found++;
        assert_covers_letters(i);
        for (size_t j = 0; j < files[i].count; j++) {
            const struct voice_entry *entry = &files[i].entries[j];
            if (entry->section != SECTION_SPELLING_ALPHABET) continue;
            for (size_t k = j + 1; k < files[i].count && files[i].entries[k].section == entry->section; k++)
                if (strcasecmp(entry->value, files[i].entries[k].value) == 0)
                    fail_msg("%s: %s stands for two letters", files[i].path, entry->value);
        }
    }
    assert_int_equal(found, sizeof with / sizeof with[0]);
}

static void abbreviations_end_with_a_stop(void **state)
{
    (void)state;
    for (size_t i = 0; i < language_count; i++) {
        for (size_t j = 0; j < files[i].count; j++) {
            const struct voice_entry *entry = &files[i].entries[j];
            if (entry->section != SECTION_ABBREVIATIONS) continue;
            size_t length = strlen(entry->value);
            if (length > 2 && strcmp(entry->value + length - 2, " #") == 0) length -= 2;
            if (length < 2 || entry->value[length - 1] != '.') fail_msg("%s: %s", files[i].path, entry->value);
            assert_true(voice_abbreviation(voices[i], entry->value, strlen(entry->value)));
        }
    }
}

static void assert_phrase_is(const char *language, enum phrase phrase, double number, const char *expected)
{
    for (size_t i = 0; i < language_count; i++) {
        if (strcmp(languages[i], language) != 0) continue;
        char *text = fill(i, phrase, number, "");
        assert_string_equal(text, expected);
        free(text);
    }
}

static const struct {
    const char *language;
    enum phrase phrase;
    int number;
    const char *words;
} numbered[] = {
    {"en-GB", PHRASE_LIST, 1, "List of one item."},
    {"en-GB", PHRASE_LIST, 2, "List of 2 items."},
    {"en-GB", PHRASE_BOOKMARK_REMOVED, 0, "Bookmark removed. No bookmarks are left."},
    {"cy", PHRASE_DURATION_MINUTES, 1, "tua munud"},
    {"cy", PHRASE_DURATION_MINUTES, 2, "tua dau funud"},
    {"cy", PHRASE_DURATION_MINUTES, 3, "tua thri munud"},
    {"cy", PHRASE_DURATION_MINUTES, 4, "tua phedwar munud"},
    {"cy", PHRASE_DURATION_MINUTES, 6, "tua chwe munud"},
    {"cy", PHRASE_DURATION_MINUTES, 12, "tua 12 munud"},
    {"pl", PHRASE_DURATION_MINUTES, 1, "mniej więcej jedna minuta"},
    {"pl", PHRASE_DURATION_MINUTES, 2, "mniej więcej dwie minuty"},
    {"pl", PHRASE_DURATION_MINUTES, 4, "mniej więcej 4 minuty"},
    {"pl", PHRASE_DURATION_MINUTES, 12, "mniej więcej 12 minut"},
    {"pl", PHRASE_DURATION_MINUTES, 22, "mniej więcej 22 minuty"},
    {"pl", PHRASE_RATE, 140, "140 słów na minutę."},
    {"ro", PHRASE_DURATION_MINUTES, 1, "aproximativ un minut"},
    {"ro", PHRASE_DURATION_MINUTES, 2, "aproximativ două minute"},
    {"ro", PHRASE_DURATION_MINUTES, 19, "aproximativ 19 minute"},
    {"ro", PHRASE_DURATION_MINUTES, 20, "aproximativ 20 de minute"},
    {"ro", PHRASE_RATE, 101, "101 cuvinte pe minut."},
    {"ar", PHRASE_BOOKMARK_REMOVED, 2, "حُذِفَت الإشارة المرجعية. بَقِيَت إِشارَتان."},
    {"ar", PHRASE_BOOKMARK_REMOVED, 3, "حُذِفَت الإشارة المرجعية. بَقِيَت 3 إِشارات."},
    {"ar", PHRASE_BOOKMARK_REMOVED, 11, "حُذِفَت الإشارة المرجعية. بَقِيَت 11 إشارة."},
    {"de", PHRASE_LIST, 1, "Liste mit einem Punkt."},
    {"de", PHRASE_DURATION_MINUTES, 1, "ungefähr eine Minute"},
    {"de", PHRASE_DURATION_MINUTES, 21, "ungefähr 21 Minuten"},
    {"es", PHRASE_DURATION_MINUTES, 1, "alrededor de un minuto"},
    {"es", PHRASE_DURATION_MINUTES, 21, "alrededor de veintiún minutos"},
    {"es", PHRASE_BOOKMARK_REMOVED, 2, "Marcador quitado. Quedan 2 marcadores."},
    {"it", PHRASE_GOTO_UNKNOWN, 1, "La sezione 1 non esiste. C’è una sola sezione."},
    {"it", PHRASE_GOTO_UNKNOWN, 4, "La sezione 4 non esiste. Ci sono 4 sezioni."},
    {"pt", PHRASE_LIST, 0, "Lista com 0 elementos."},
    {"pt", PHRASE_LIST, 1, "Lista com um elemento."},
    {"pt", PHRASE_TABLE, 2, "Tabela com duas linhas e duas colunas."},
    {"hi", PHRASE_LIST, 0, "सूची, 0 बिंदु।"},
    {"hi", PHRASE_LIST, 1, "सूची, एक बिंदु।"},
    {"bn", PHRASE_DURATION_MINUTES, 12, "প্রায় 12 মিনিট"},
    {"bn", PHRASE_BOOKMARK_REMOVED, 1, "বুকমার্ক সরানো হয়েছে। একটি বুকমার্ক বাকি আছে।"},
    {"gu", PHRASE_DURATION_MINUTES, 12, "આશરે 12 મિનિટ"},
    {"gu", PHRASE_BOOKMARK_REMOVED, 1, "બુકમાર્ક કાઢ્યો. એક બુકમાર્ક બાકી છે."},
    {"ta", PHRASE_DURATION_MINUTES, 12, "சுமார் 12 நிமிடங்கள்"},
    {"ta", PHRASE_BOOKMARK_REMOVED, 0, "புத்தகக்குறி நீக்கப்பட்டது. புத்தகக்குறிகள் எதுவும் மீதமில்லை."},
    {"ne", PHRASE_LIST, 1, "सूची, एक बुँदा।"},
    {"ne", PHRASE_BOOKMARK_REMOVED, 0, "बुकमार्क हटाइयो। अब कुनै बुकमार्क बाँकी छैन।"},
    {"ml", PHRASE_DURATION_MINUTES, 12, "ഏകദേശം 12 മിനിറ്റ്"},
    {"ml", PHRASE_BOOKMARK_REMOVED, 1, "അടയാളം നീക്കി. ഒരു അടയാളം ബാക്കിയുണ്ട്."},
    {"si", PHRASE_DURATION_MINUTES, 12, "මිනිත්තු 12 පමණ"},
    {"si", PHRASE_BOOKMARK_REMOVED, 1, "පිටු සලකුණ ඉවත් කළා. තව පිටු සලකුණු එකක් ඇත."},
    {"te", PHRASE_LIST, 1, "జాబితా, ఒక అంశం."},
    {"te", PHRASE_DURATION_MINUTES, 12, "సుమారు 12 నిమిషాలు"},
    {"mr", PHRASE_LIST, 2, "यादी, 2 मुद्दे."},
    {"mr", PHRASE_BOOKMARK_REMOVED, 0, "खूण काढली. आता एकही खूण उरली नाही."},
    {"uz", PHRASE_DURATION_MINUTES, 12, "taxminan 12 daqiqa"},
    {"uz", PHRASE_BOOKMARK_REMOVED, 0, "Xatcho'p olib tashlandi. Endi xatcho'p qolmadi."},
    {"ug", PHRASE_DURATION_MINUTES, 12, "تەخمىنەن 12 مىنۇت"},
    {"ug", PHRASE_BOOKMARK_REMOVED, 0, "خەتكۈش ئېلىۋېتىلدى. ئەمدى خەتكۈش قالمىدى."},
    {"cmn", PHRASE_DURATION_MINUTES, 12, "大约12分钟"},
    {"cmn", PHRASE_BOOKMARK_REMOVED, 0, "书签已取消。没有书签了。"},
    {"fa", PHRASE_BOOKMARK_REMOVED, 0, "نشانک برداشته شد. نشانکی نمانده است."},
    {"fa", PHRASE_DURATION_MINUTES, 12, "حدودِ 12 دقیقه"},
    {"tr", PHRASE_LIST, 5, "Liste, 5 madde."},
    {"tr", PHRASE_BOOKMARK_REMOVED, 0, "Yer imi kaldırıldı. Hiç yer imi kalmadı."},
    {"lt", PHRASE_DURATION_MINUTES, 1, "maždaug viena minutė"},
    {"lt", PHRASE_DURATION_MINUTES, 4, "maždaug 4 minutės"},
    {"lt", PHRASE_DURATION_MINUTES, 12, "maždaug 12 minučių"},
    {"lt", PHRASE_DURATION_MINUTES, 21, "maždaug 21 minutė"},
    {"hu", PHRASE_DURATION_MINUTES, 2, "körülbelül két perc"},
    {"hu", PHRASE_LIST, 12, "Lista, 12 pont."},
    {"sk", PHRASE_DURATION_MINUTES, 2, "približne dve minúty"},
    {"sk", PHRASE_DURATION_MINUTES, 4, "približne 4 minúty"},
    {"sk", PHRASE_DURATION_MINUTES, 22, "približne 22 minút"},
    {"bg", PHRASE_DURATION_MINUTES, 1, "около една минута"},
    {"bg", PHRASE_DURATION_MINUTES, 2, "около две минути"},
    {"bg", PHRASE_LIST, 21, "Списък, 21 точки."},
    {"vi", PHRASE_DURATION_MINUTES, 12, "khoảng 12 phút"},
    {"vi", PHRASE_BOOKMARK_REMOVED, 0, "Đã xóa dấu trang. Không còn dấu trang nào."},
    {"uk", PHRASE_DURATION_MINUTES, 1, "приблизно одна хвилина"},
    {"uk", PHRASE_DURATION_MINUTES, 2, "приблизно дві хвилини"},
    {"uk", PHRASE_DURATION_MINUTES, 4, "приблизно 4 хвилини"},
    {"uk", PHRASE_DURATION_MINUTES, 12, "приблизно 12 хвилин"},
    {"uk", PHRASE_DURATION_MINUTES, 22, "приблизно двадцять дві хвилини"},
    {"ru", PHRASE_DURATION_MINUTES, 1, "примерно одна минута"},
    {"ru", PHRASE_DURATION_MINUTES, 4, "примерно 4 минуты"},
    {"ru", PHRASE_DURATION_MINUTES, 12, "примерно 12 минут"},
    {"ru", PHRASE_DURATION_MINUTES, 22, "примерно двадцать две минуты"},
    {"ru", PHRASE_LIST, 21, "Список, 21 пункт."},
    {"uk", PHRASE_LIST, 21, "Список, 21 пункт."},
    {"fr", PHRASE_LIST, 1, "Liste d’un élément."},
    {"fr", PHRASE_LIST, 2, "Liste de 2 éléments."},
    {"kmr", PHRASE_DURATION_MINUTES, 1, "nêzîkî deqeyekê"},
    {"kmr", PHRASE_BOOKMARK_REMOVED, 0, "Cihnîşan hat rakirin. Êdî cihnîşan tune ye."},
    {"am", PHRASE_DURATION_MINUTES, 12, "12 ደቂቃ ያህል"},
    {"am", PHRASE_BOOKMARK_REMOVED, 0, "ዕልባቱ ተነሥቷል። ምንም ዕልባት አልቀረም።"},
    {"yue", PHRASE_DURATION_MINUTES, 12, "大約12分鐘"},
    {"yue", PHRASE_BOOKMARK_REMOVED, 0, "書籤已取消。沒有書籤了。"},
    {"sw", PHRASE_DURATION_MINUTES, 12, "kama dakika 12"},
    {"sw", PHRASE_BOOKMARK_REMOVED, 0, "Alamisho imeondolewa. Hakuna alamisho iliyobaki."},
    {"id", PHRASE_DURATION_MINUTES, 12, "kira-kira 12 menit"},
    {"id", PHRASE_BOOKMARK_REMOVED, 0, "Penanda dihapus. Tidak ada penanda lagi."},
    {"ms", PHRASE_DURATION_MINUTES, 12, "kira-kira 12 minit"},
    {"ms", PHRASE_BOOKMARK_REMOVED, 0, "Penanda dibuang. Tiada lagi penanda."},
    {"ka", PHRASE_DURATION_MINUTES, 1, "დაახლოებით ერთი წუთი"},
    {"ka", PHRASE_BOOKMARK_REMOVED, 0, "სანიშნე მოხსნილია. სანიშნე აღარ დარჩა."},
    {"ko", PHRASE_DURATION_MINUTES, 12, "약 12분"},
    {"ko", PHRASE_BOOKMARK_REMOVED, 0, "책갈피를 뺐습니다. 남은 책갈피가 없습니다."},
    {"om", PHRASE_DURATION_MINUTES, 12, "gara daqiiqaa 12"},
    {"om", PHRASE_BOOKMARK_REMOVED, 0, "Mallattoon kaafameera. Mallattoon hafe hin jiru."},
    {"ur", PHRASE_LIST, 1, "فہرست، ایک نکتہ۔"},
    {"pa", PHRASE_LIST, 3, "ਸੂਚੀ, 3 ਨੁਕਤੇ।"},
    {"cs", PHRASE_DURATION_MINUTES, 2, "přibližně dvě minuty"},
    {"cs", PHRASE_DURATION_MINUTES, 4, "přibližně 4 minuty"},
    {"cs", PHRASE_DURATION_MINUTES, 22, "přibližně 22 minut"},
    {"sq", PHRASE_DURATION_MINUTES, 3, "rreth tri minuta"},
    {"sq", PHRASE_LIST, 12, "Listë me 12 pika."},
    {"el", PHRASE_DURATION_MINUTES, 1, "περίπου ένα λεπτό"},
    {"el", PHRASE_LIST, 12, "Κατάλογος με 12 στοιχεία."},
    {"lv", PHRASE_DURATION_MINUTES, 2, "apmēram divas minūtes"},
    {"lv", PHRASE_DURATION_MINUTES, 21, "apmēram 21 minūte"},
    {"hr", PHRASE_DURATION_MINUTES, 1, "oko jedne minute"},
    {"hr", PHRASE_DURATION_MINUTES, 21, "oko 21 minute"},
    {"hr", PHRASE_LIST, 22, "Popis, 22 stavke."},
    {"bs", PHRASE_DURATION_MINUTES, 5, "oko 5 minuta"},
    {"bs", PHRASE_LIST, 2, "Spisak, dvije stavke."},
    {"sr", PHRASE_DURATION_MINUTES, 1, "око једног минута"},
    {"sr", PHRASE_LIST, 5, "Списак, 5 ставки."},
    {"sr-Latn", PHRASE_DURATION_MINUTES, 1, "oko jednog minuta"},
    {"sr-Latn", PHRASE_LIST, 5, "Spisak, 5 stavki."},
    {"mk", PHRASE_DURATION_MINUTES, 1, "околу една минута"},
    {"mk", PHRASE_LIST, 12, "Список, 12 точки."},
    {"nl", PHRASE_DURATION_MINUTES, 1, "ongeveer één minuut"},
    {"nl", PHRASE_LIST, 12, "Lijst met 12 punten."},
    {"et", PHRASE_DURATION_MINUTES, 1, "umbes üks minut"},
    {"et", PHRASE_LIST, 12, "Loend, 12 punkti."},
};

static void numbers_take_their_words(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof numbered / sizeof numbered[0]; i++)
        assert_phrase_is(numbered[i].language, numbered[i].phrase, numbered[i].number, numbered[i].words);
}

/* The folder of the engine's variants; NULL where it is not installed. */
static DIR *variants_open(void)
{
    static const char *const places[] = {"/usr/lib/x86_64-linux-gnu/espeak-ng-data/voices/!v",
                                         "/usr/lib/aarch64-linux-gnu/espeak-ng-data/voices/!v",
                                         "/usr/share/espeak-ng-data/voices/!v"};
    DIR *directory = NULL;
    for (size_t i = 0; i < sizeof places / sizeof places[0] && !directory; i++) directory = opendir(places[i]);
    return directory;
}

static void the_engine_has_the_variants(void **state)
{
    (void)state;
    DIR *directory = variants_open();
    if (!directory) skip();
    for (size_t i = 0; i < language_count; i++) {
        for (size_t j = 1; j < voice_variant_count(voices[i]); j++) {
            bool found = false;
            rewinddir(directory);
            for (const struct dirent *entry; !found && (entry = readdir(directory));)
                found = strcmp(entry->d_name, voice_variant(voices[i], j)) == 0;
            if (!found) fail_msg("%s: no variant %s", files[i].path, voice_variant(voices[i], j));
        }
    }
    closedir(directory);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(all_are_there),
        cmocka_unit_test(none_lacks_a_key_that_another_has),
        cmocka_unit_test(none_has_an_empty_section),
        cmocka_unit_test(each_phrase_says_its_arguments),
        cmocka_unit_test(each_is_in_its_own_script),
        cmocka_unit_test(each_is_in_its_own_language),
        cmocka_unit_test(messages_name_the_keys),
        cmocka_unit_test(the_telephone_line_names_its_keys),
        cmocka_unit_test(spelling_alphabets_have_each_letter_once),
        cmocka_unit_test(abbreviations_end_with_a_stop),
        cmocka_unit_test(numbers_take_their_words),
        cmocka_unit_test(the_engine_has_the_variants),
    };
    return cmocka_run_group_tests(tests, load_all, free_all);
}
