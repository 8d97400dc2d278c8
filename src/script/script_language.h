/* The language of a word that is written in another script than the voice's own: "اردو" in an English leaflet. */
#ifndef ALOUD_SCRIPT_SCRIPT_LANGUAGE_H
#define ALOUD_SCRIPT_SCRIPT_LANGUAGE_H

#include <stdbool.h>
#include <stddef.h>
#include <unicode/uscript.h>

enum { OWN_SCRIPTS_MOST = 8 };

/* The scripts in which a language is written. */
struct own_scripts {
    UScriptCode codes[OWN_SCRIPTS_MOST];
    size_t count;
};

/* By ICU's locale data; none where ICU does not know the language: then no word is in another script. */
void own_scripts_init(struct own_scripts *own, const char *locale);

/* Which of the languages that share a script the letters of a text tell of, as bits. Linear time. */
unsigned script_tells(const char *text, size_t length);

/* The BCP 47 tag of the language that is most often written so, static; NULL where a letter of the word is in one of the
 * own scripts, where it has fewer than two letters ("β"), or where nothing is known of the script. Languages that share
 * a script are told apart by the word's letters, or by those of the text around it (`tells`). */
const char *script_language(const struct own_scripts *own, const char *word, size_t length, unsigned tells);

#endif
