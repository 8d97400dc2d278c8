/* A Voice: one voices/LANG.ini, all that Aloud knows of a language. Immutable once loaded.
 *
 * Sections of the file (UTF-8, each value in quotes; voice_file.h tells what else a file must be):
 *   [voice]          language = "en-GB"  name = "English (United Kingdom)"  engine = "en-gb"  variants = "m3 f2 …"
 *                    rate = "130" (the engine's words a minute)  pitch = "50"  range = "50"  volume = "100"
 *                    characters_per_second = "14.6" (measured at that rate, spaces counted, without pauses)
 *   [pauses]         one key a role (roles.h), milliseconds
 *   [phrases]        one key a phrase (phrases.h): ICU MessageFormat with numbered arguments and plural forms
 *                    (pattern.h)
 *   [letters]        names of letters:  a = "eigh";  a sign that cannot stand alone by its code:  U+0A3E = "…"
 *   [spelling_alphabet]  a word for each letter, as people of the language spell on the telephone:  a = "Alfa";
 *                    without the section the language has none
 *   [symbols]        names of signs, by the sign's code: U+0040 = "at"
 *   [abbreviations]  never end a sentence:  dr = "Dr.";  before a number only:  no = "No. #"   (the value counts)
 *   [lexicon]        term = "respelling"; the value "[[…]]" gives the engine's phonemes (saying.h)
 *   [phonemes]       the engine's phonemes for signs of IPA: tʃ = "tS" (ipa.h)
 *   [needs_eyes]     what only sighted readers can follow: qr = "scan the QR code"  (for `aloud check`)
 *   [bare_links]     link texts that say nothing by themselves: here = "click here"
 *   [negations] [comparison]  words that deny, and that amount to numbers, for `aloud translate check`
 *                    (translate/denials.h, translate/compared_language.h)
 *   [numbers] [context] [units] [per] [genders] [money] [multipliers] [fractions] [ordinals] [endings] [times] [dates]
 *   [months] [weekdays] [days] [phone] [spoken_abbreviations] [capitals]
 *                    the words of numbers, doses, dates and times: wordings.h
 */
#ifndef ALOUD_VOICE_VOICE_H
#define ALOUD_VOICE_VOICE_H

#include "base/buffer.h"
#include "base/status.h"
#include "voice/phrases.h"
#include "voice/roles.h"
#include "voice/saying.h"
#include "voice/voice_file.h"
#include "voice/wordings.h"

#include <stdbool.h>
#include <stdint.h>

struct voice;

/* The engine's settings that a voice file gives and a listener changes. */
struct voice_settings {
    int rate_wpm;    /* RATE_LOWEST_WPM to RATE_HIGHEST_WPM */
    int pitch;       /* 0 to 100 */
    int pitch_range; /* 0 to 100 */
    int volume;      /* 0 to 200, 100 is the engine's usual */
};
enum { RATE_LOWEST_WPM = 80, RATE_HIGHEST_WPM = 450 };

/* Where voice files are looked for: $ALOUD_VOICES, else share/aloud/voices under the binary's prefix; the source
 * tree's where the binary lies in the build folder and has none of its own. The caller frees. */
enum status voice_folder(char **ret, struct error *error);

/* The languages that have a voice file, sorted: an array of `*ret_count` strings; free with voice_languages_free. */
enum status voice_languages(const char *folder, char ***ret, size_t *ret_count, struct error *error);
void voice_languages_free(char **languages, size_t count);

/* Loads folder/LANG.ini for the best match of `language` (BCP 47 or a locale's name: "en", "en-US" and
 * "en_GB.UTF-8" find en-GB; language and script must be the same: "pa-PK" does not find the Gurmukhi "pa"). STATUS_NOT_FOUND lists the languages that there are. A mistake in the file is
 * STATUS_BAD_INPUT with file, line and key. The caller frees. */
enum status voice_load(const char *folder, const char *language, struct voice **ret, struct error *error);
enum status voice_load_file(const char *path, struct voice **ret, struct error *error);

/* voice_load from the folder that `voice` came from. */
enum status voice_load_beside(const struct voice *voice, const char *language, struct voice **ret, struct error *error);
void voice_free(struct voice *voice);

/* All returned strings belong to the voice. */
const char *voice_language(const struct voice *voice);
const struct buffer *
voice_text(const struct voice *voice); /* of its file, as it was read, with other line ends: to tell one from another */
const char *voice_name(const struct voice *voice);   /* the language's name in itself */
const char *voice_engine(const struct voice *voice); /* the engine's language tag, "en-gb" */
struct voice_settings voice_settings(const struct voice *voice);
double voice_characters_per_second(const struct voice *voice); /* at voice_settings().rate_wpm */
uint32_t voice_pause_ms(const struct voice *voice, enum role role);
size_t voice_variant_count(const struct voice *voice);              /* at least 1 */
const char *voice_variant(const struct voice *voice, size_t index); /* "" is the plain voice */
bool voice_right_to_left(const struct voice *voice);

/* A value for a phrase's numbered argument: a text (not NULL) or else a number. Where it has both, the number chooses
 * the plural form and the text is said. */
struct phrase_value {
    const char *text;
    double number;
};
#define PHRASE_TEXT(value) ((struct phrase_value){.text = (value)})
#define PHRASE_NUMBER(value) ((struct phrase_value){.number = (double)(value)})

/* Appends a phrase with its arguments filled in (plural forms by the language's rules, Western digits, which the
 * engine can read). `values` must match the phrase's signature in phrases.h (checked by assert). */
enum status voice_phrase(const struct voice *voice, enum phrase phrase, const struct phrase_value *values,
                         size_t value_count, struct buffer *buffer, struct error *error);

/* The name of a letter or sign; NULL where the voice has none. */
const char *voice_letter(const struct voice *voice, uint32_t codepoint); /* any case */
const char *voice_symbol(const struct voice *voice, uint32_t codepoint);

/* The word of the spelling alphabet for a letter of any case; NULL where there is none. */
const char *voice_spelling_word(const struct voice *voice, uint32_t codepoint);
bool voice_has_spelling_alphabet(const struct voice *voice);

/* Whether `word` ("Dr.", "e.g.", any case) is an abbreviation that does not end a sentence. */
bool voice_abbreviation(const struct voice *voice, const char *word, size_t length);

/* How the lexicon says `word` (any case); false where it does not know it. `ret` stays the voice's. */
bool voice_saying(const struct voice *voice, const char *word, size_t length, struct saying *ret);

/* The same where it is in letters; NULL where there is none. */
const char *voice_respelling(const struct voice *voice, const char *word, size_t length);

/* The engine's phonemes for a text in IPA: phoneme_table_convert (ipa.h) by the voice's table. STATUS_BAD_INPUT also where the
 * voice has none. */
enum status voice_phonemes(const struct voice *voice, const char *ipa, size_t length, char ret[PHONEMES_BYTES],
                           struct error *error);

/* Whether voice_load would take this voice for `language`: language and script are the same. */
bool voice_is_for(const struct voice *voice, const char *language);

/* ICU's name of the language: [numbers] locale, or the voice's own tag. */
const char *voice_locale(const struct voice *voice);

/* The words of the spoken form; NULL where the language has none. A list is a text of words with spaces between. */
const char *voice_wording(const struct voice *voice, enum wording wording);
bool voice_wording_lists(const struct voice *voice, enum wording wording, const char *word, size_t length);

/* The value of `word` in a table of the spoken form, or (for those of each word) its key; NULL where it has none. Case
 * matters for one small letter and for words that the file begins with a capital; "L" stands for both. */
const char *voice_words(const struct voice *voice, enum voice_words table, const char *word, size_t length);

/* Whether a table has any words. */
bool voice_has_words(const struct voice *voice, enum voice_words table);

/* The first word of the value whose key is `number` in a table that is looked up by each word; *ret_length is its bytes.
 * NULL where it has none. */
const char *voice_numbered(const struct voice *voice, enum voice_words table, unsigned number, size_t *ret_length);

/* Appends one of these values, a pattern, filled in. `values` are as many as its signature has. */
void voice_fill(const struct voice *voice, const char *pattern, const struct phrase_value *values,
                struct buffer *buffer);

/* The file that the voice is of: for those who make tables of their own of one of its sections. The voice's. */
const struct voice_file *voice_source(const struct voice *voice);

/* The values of [needs_eyes] or [bare_links]; `index` from 0, NULL behind the last. */
const char *voice_needs_eyes(const struct voice *voice, size_t index);
const char *voice_bare_link(const struct voice *voice, size_t index);

#endif
