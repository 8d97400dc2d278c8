/* A caller at a telephone menu: presses keys when certain prompts are heard, and writes down all that is heard. A driver is an
 * interpreter of one target's files, as its documentation says that they are carried out. */
#ifndef ALOUD_TESTS_EXPORT_MENU_CALL_H
#define ALOUD_TESTS_EXPORT_MENU_CALL_H

#include "export/menu.h"

enum { CALL_HEARD_MOST = 60000 };

struct press {
    const char *during; /* the end of a prompt's name; "wait": silence */
    char key;
};

struct call {
    const struct menu *menu;
    const struct press *script; /* pressed one after the other; ends with key 0 */
    unsigned random;            /* else: so many keys at random, from `seed` */
    unsigned seed;
    char **heard; /* names of prompts, or "wait", "dial" */
    size_t heard_count;
    bool over;
};

/* A prompt without the ending; fails the test where the menu has none of the name. Returns the key or 0. */
char call_play(struct call *call, const char *prompt, bool interruptible);
char call_wait(struct call *call);
void call_dial(struct call *call, const char *number);

typedef void (*menu_driver)(const struct menu_files *files, struct call *call);

/* Takes calls of all kinds to menus of all shapes. */
void calls_take(enum menu_target target, menu_driver driver);

/* A menu of this shape, and its files. Section N has N % 3 + 1 sentences. Free with model_free. */
struct menu *model_new(size_t languages, size_t sections, size_t contacts, const char *operator_number);
void model_free(struct menu *menu);
bool model_has(const struct menu *menu, const char *prompt);

#endif
