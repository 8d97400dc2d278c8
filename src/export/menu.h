/* The menu of a telephone line, as the files that a telephone system loads.
 *
 * A caller chooses a language, then a section, and listens. The keys are the same on all systems:
 *
 *     while choosing                          while listening
 *     1–9  one of the choices                 5  pause, go on          2  the sentence again
 *     #    more choices, or these again       4  sentence before       6  next sentence
 *     *    back to the languages              7  section before        9  next section
 *     0    a person                           8  slower, and back      1  phone number, slowly, twice; pauses after it
 *                                             #  all keys   *  choose a section   0  a person
 *
 * More than nine languages or sections are on pages of nine; the languages' pages follow each other by themselves, as no
 * phrase could say in all languages that there are more. Whoever presses no key or a wrong one is told kindly what there is,
 * `tries` times in a row, and then goodbye; a pause is remembered `pause_tries` times. What was heard to its end, or a good
 * key, starts the count anew.
 *
 * Each menu names prompts (sound files), never a text of the leaflet. A prompt's name has no ending:
 *
 *     LANGUAGE/menu/NAME                       MENU_PROMPT_LIST
 *     LANGUAGE/LEAFLET/language                PHRASE_PHONE_LANGUAGE with menu_digit(index of the language)
 *     LANGUAGE/LEAFLET/welcome                 PHRASE_PHONE_WELCOME with the leaflet's title
 *     LANGUAGE/LEAFLET/choice/0001             PHRASE_PHONE_CHOICE with a section's title and menu_digit(its index)
 *     LANGUAGE/LEAFLET/contact/01              a phone number, said slowly
 *     LANGUAGE/LEAFLET/SECTION/0001            a sentence, and at the slow rate
 *     LANGUAGE/LEAFLET/SECTION/slow/0001
 *
 * Numbers count from 1 with four digits (contacts: two), more where they need more.
 */
#ifndef ALOUD_EXPORT_MENU_H
#define ALOUD_EXPORT_MENU_H

#include "base/buffer.h"
#include "base/status.h"
#include "voice/phrases.h"

#include <stdbool.h>

/* Prompts that each language has once: file, phrase. */
#define MENU_PROMPT_LIST(X)                                                                                            \
    X("draft", PHRASE_PHONE_DRAFT)                                                                                     \
    X("more", PHRASE_PHONE_MORE)                                                                                       \
    X("again", PHRASE_PHONE_AGAIN)                                                                                     \
    X("languages", PHRASE_PHONE_LANGUAGES)                                                                             \
    X("operator_key", PHRASE_PHONE_OPERATOR_KEY)                                                                       \
    X("no_key", PHRASE_PHONE_NO_KEY)                                                                                   \
    X("wrong_choice", PHRASE_PHONE_WRONG_CHOICE)                                                                       \
    X("wrong_key", PHRASE_PHONE_WRONG_KEY)                                                                             \
    X("listen", PHRASE_PHONE_LISTEN)                                                                                   \
    X("help", PHRASE_PHONE_HELP)                                                                                       \
    X("help_more", PHRASE_PHONE_HELP_MORE)                                                                             \
    X("paused", PHRASE_PHONE_PAUSED)                                                                                   \
    X("reminder", PHRASE_PHONE_REMINDER)                                                                               \
    X("end", PHRASE_PHONE_END)                                                                                         \
    X("slower", PHRASE_PHONE_SLOWER)                                                                                   \
    X("normal", PHRASE_PHONE_NORMAL)                                                                                   \
    X("contact", PHRASE_PHONE_CONTACT)                                                                                 \
    X("contact_again", PHRASE_CONTACT_AGAIN)                                                                           \
    X("contact_next", PHRASE_PHONE_CONTACT_NEXT)                                                                       \
    X("no_contact", PHRASE_PHONE_NO_CONTACT)                                                                           \
    X("operator", PHRASE_PHONE_OPERATOR)                                                                               \
    X("no_operator", PHRASE_PHONE_NO_OPERATOR)                                                                         \
    X("operator_busy", PHRASE_PHONE_OPERATOR_BUSY)                                                                     \
    X("at_beginning", PHRASE_AT_BEGINNING)                                                                             \
    X("no_next_section", PHRASE_NO_NEXT_SECTION)                                                                       \
    X("no_previous_section", PHRASE_NO_PREVIOUS_SECTION)                                                               \
    X("goodbye", PHRASE_PHONE_GOODBYE)

struct menu_prompt {
    const char *file;
    enum phrase phrase; /* without arguments */
};

/* All of MENU_PROMPT_LIST. Static. */
const struct menu_prompt *menu_prompts(size_t *ret_count);

enum {
    MENU_PAGE = 9, /* choices on a page: the digits 1 to 9 */
    MENU_LANGUAGES_MOST = 81,
    MENU_SECTIONS_MOST = 10000,
    MENU_SENTENCES_MOST = 9999, /* of a section */
    MENU_CONTACTS_MOST = 99,
    MENU_NAME_BYTES_MOST = 40, /* of a menu; Asterisk's contexts have at most 79 */
    MENU_FOLDER_BYTES_MOST = 100,
    MENU_TAG_BYTES_MOST = 20,
};

struct menu_section {
    const char *folder; /* a to z, 0 to 9, "-" */
    size_t sentence_count;
};

struct menu_language {
    const char *tag;     /* BCP 47, "en-GB" */
    const char *leaflet; /* folder of the leaflet in this language, as a section's */
    bool draft;          /* a translation that nobody has checked: the caller is told first */
    const struct menu_section *sections;
    size_t section_count, contact_count;
};

/* Everything is borrowed. menu_defaults gives the numbers. */
struct menu {
    const char *name; /* of the line; a to z, 0 to 9, "-" */
    const struct menu_language *languages;
    size_t language_count;
    const char *operator_number; /* digits, "+" before them; NULL: none */
    const char
        *sounds; /* folder or URL of the prompts for the system, as seen from the menu's first file, without "/" at
                           its end; NULL: the target's */
    const char *ending; /* of the prompts' files, "wav"; "" or NULL: the system finds it (not VoiceXML, TwiML) */
    unsigned key_wait_s, tries, pause_wait_s, pause_tries;
};

/* 6 s for a key, 3 tries; 60 s in a pause, 5 times. */
struct menu menu_defaults(void);

/* Name as a user writes it. */
#define MENU_TARGET_LIST(X)                                                                                            \
    X(ASTERISK, "asterisk", menu_asterisk)                                                                             \
    X(FREESWITCH, "freeswitch", menu_freeswitch)                                                                       \
    X(VOICEXML, "voicexml", menu_voicexml)                                                                             \
    X(TWIML, "twiml", menu_twiml)                                                                                      \
    X(GENERIC, "generic", menu_generic)

enum menu_target {
#define X(name, ...) MENU_##name,
    MENU_TARGET_LIST(X)
#undef X
        MENU_TARGETS
};

const char *menu_target_name(enum menu_target target);
bool menu_target_find(const char *name, enum menu_target *ret);

struct menu_file {
    char *path; /* relative, with "/"; the prompts lie in the folder "sounds" beside */
    struct buffer text;
};

struct menu_files {
    struct menu_file *files;
    size_t count, capacity;
};

/* Whether the text can stand in a menu as the place of its sounds. */
bool menu_sounds_allowed(const char *sounds);

/* Appends the target's files. The same menu gives the same bytes. STATUS_BAD_INPUT where a name holds anything else than it
 * may, or a count is nought; STATUS_LIMIT where there is more than the limits above. On failure `files` may hold a part;
 * menu_files_done is due in any case. */
enum status menu_make(enum menu_target target, const struct menu *menu, struct menu_files *files, struct error *error);
void menu_files_done(struct menu_files *files);

/* The key of the choice with this index (from 0) among all: 1 to 9. */
unsigned menu_digit(size_t index);

#endif
