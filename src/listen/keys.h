/* The one table of commands and their keys. The listening loop, the spoken and the printed help, the man page
 * (`aloud keys --man`) and the user's own key file all come from it.
 *
 * X(NAME, "name in the key file", "default keys")
 * Keys are written as in the key file, separated by spaces: a character stands for itself; named keys are space left
 * right up down page-up page-down home end enter escape tab backspace insert delete centre f1…f12, and control-x.
 * The numeric keypad (Num Lock off) sends left, right, up, down, page-up, page-down, home, end, insert (0), delete
 * (point), centre (5), enter, + - * and /: each of them has a command, and enter opens the menu of all others.
 *
 * The phrase PHRASE_HELP_<NAME> says what a command does.
 */
#ifndef ALOUD_LISTEN_KEYS_H
#define ALOUD_LISTEN_KEYS_H

#include "base/status.h"
#include "voice/voice.h"

#include <stdint.h>

#define COMMAND_LIST(X)                                                                                                \
    X(PAUSE, "pause", "space centre")                                                                                  \
    X(NEXT_SENTENCE, "next-sentence", "right n")                                                                       \
    X(PREVIOUS_SENTENCE, "previous-sentence", "left p")                                                                \
    X(NEXT_PARAGRAPH, "next-paragraph", "down")                                                                        \
    X(PREVIOUS_PARAGRAPH, "previous-paragraph", "up")                                                                  \
    X(NEXT_SECTION, "next-section", "page-down h")                                                                     \
    X(PREVIOUS_SECTION, "previous-section", "page-up H")                                                               \
    X(HEADING_1, "heading-1", "1")                                                                                     \
    X(HEADING_2, "heading-2", "2")                                                                                     \
    X(HEADING_3, "heading-3", "3")                                                                                     \
    X(HEADING_4, "heading-4", "4")                                                                                     \
    X(HEADING_5, "heading-5", "5")                                                                                     \
    X(HEADING_6, "heading-6", "6")                                                                                     \
    X(NEXT_LIST, "next-list", "l")                                                                                     \
    X(NEXT_TABLE, "next-table", "t")                                                                                   \
    X(BEGINNING, "beginning", "home")                                                                                  \
    X(END, "end", "end")                                                                                               \
    X(GO_TO_SECTION, "go-to-section", "g")                                                                             \
    X(OUTLINE, "outline", "o *")                                                                                       \
    X(REPEAT, "repeat", "r delete")                                                                                    \
    X(SLOWLY, "slowly", "s")                                                                                           \
    X(WHERE, "where", "w insert")                                                                                      \
    X(CONTACTS, "contacts", "c")                                                                                       \
    X(LANGUAGE, "language", "L")                                                                                       \
    X(TRANSLATION, "translation", "control-l")                                                                         \
    X(FIND, "find", "/")                                                                                               \
    X(FIND_AGAIN, "find-again", "N")                                                                                   \
    X(BOOKMARK, "bookmark", "b")                                                                                       \
    X(BOOKMARKS, "bookmarks", "B")                                                                                     \
    X(FASTER, "faster", "+ =")                                                                                         \
    X(SLOWER, "slower", "-")                                                                                           \
    X(HIGHER, "higher", "]")                                                                                           \
    X(LOWER, "lower", "[")                                                                                             \
    X(LOUDER, "louder", ")")                                                                                           \
    X(SOFTER, "softer", "(")                                                                                           \
    X(VARIANT, "variant", "v")                                                                                         \
    X(PUNCTUATION, "punctuation", "P")                                                                                 \
    X(HELP, "help", "?")                                                                                               \
    X(CHOOSE, "choose", "enter")                                                                                       \
    X(CANCEL, "cancel", "escape")                                                                                      \
    X(QUIT, "quit", "q control-c")

enum command {
#define X(name, text, keys) COMMAND_##name,
    COMMAND_LIST(X)
#undef X
        COMMAND_COUNT,
    COMMAND_NONE = COMMAND_COUNT
};

/* A key as the terminal gave it: a Unicode character, or one of enum key_name. Control-x is the character 1 to 26. */
enum key_name {
    KEY_NAME_FIRST = 0x110000, /* above Unicode */
    KEY_NAME_LEFT = KEY_NAME_FIRST,
    KEY_NAME_RIGHT,
    KEY_NAME_UP,
    KEY_NAME_DOWN,
    KEY_NAME_PAGE_UP,
    KEY_NAME_PAGE_DOWN,
    KEY_NAME_HOME,
    KEY_NAME_END,
    KEY_NAME_ENTER,
    KEY_NAME_ESCAPE,
    KEY_NAME_TAB,
    KEY_NAME_BACKSPACE,
    KEY_NAME_INSERT,
    KEY_NAME_DELETE,
    KEY_NAME_CENTRE,
    KEY_NAME_F1, /* to KEY_NAME_F1 + 11 */
    KEY_NAME_OTHER = KEY_NAME_F1 + 12,
};

struct key_map;

/* The default keys, then those of the file at `path` (INI: [keys] name = "key key"; a command named there loses its
 * default keys). A missing file is no error. STATUS_BAD_INPUT with file, line and key: unknown command or key, a key
 * given twice, QUIT or PAUSE left without a key. The caller frees. */
enum status key_map_load(const char *path, struct key_map **ret, struct error *error);
void key_map_free(struct key_map *map);

/* "$XDG_CONFIG_HOME/aloud/keys.ini"; the caller frees; NULL where there is no home. */
char *key_map_path(void);

/* The command of a key; COMMAND_NONE. A capital that no command has is the small letter: Caps Lock may be on. */
enum command key_map_command(const struct key_map *map, uint32_t key);

/* The keys of a command, as `count` codes; owned by the map. */
const uint32_t *key_map_keys(const struct key_map *map, enum command command, size_t *ret_count);

const char *command_name(enum command command); /* "next-sentence" */
enum phrase command_help(enum command command); /* PHRASE_HELP_… */

/* Appends the key's name as the key file writes it ("page-down", "n"). */
void key_write(uint32_t key, struct buffer *buffer);

/* Appends the key's name as a person says it, in the voice's language ("space", "capital N", "plus"). */
enum status key_say(uint32_t key, const struct voice *voice, struct buffer *buffer, struct error *error);

#endif
