/* TwiML documents as all parts of the menu write them; only for menu_twiml*.c. Where memory runs out `failed` is set, and
 * writing goes on into nothing. */
#ifndef ALOUD_EXPORT_MENU_TWIML_PARTS_H
#define ALOUD_EXPORT_MENU_TWIML_PARTS_H

#include "export/menu_parts.h"

/* From a state to the folder of start.xml. */
#define TWIML_ROOT "../../../../../"

struct twiml {
    const struct menu *menu;
    const struct menu_language *language;
    struct menu_files *files;
    struct buffer *text; /* the document that is being written */
    const char *root;    /* from the state to the root */
    bool failed;
};

/* Around each document: its path from the root, without ".xml". */
__attribute__((format(printf, 2, 3))) void twiml_begin(struct twiml *twiml, const char *format, ...);
void twiml_finish(struct twiml *twiml);

/* <Play> of a prompt, which is named from the language's folder on. */
__attribute__((format(printf, 2, 3))) void twiml_play(struct twiml *twiml, const char *format, ...);

/* Everything up to twiml_gathered is broken off by a key, which goes to STATE/mode. */
void twiml_gather(struct twiml *twiml, const char *mode, unsigned timeout_s);
void twiml_gathered(struct twiml *twiml);

/* <Redirect>, as seen from the state. */
__attribute__((format(printf, 2, 3))) void twiml_go(struct twiml *twiml, const char *format, ...);

void twiml_goodbye(struct twiml *twiml);

/* A pause that `first`, where there is one, opens: it ends by itself. */
void twiml_pause(struct twiml *twiml, const char *first);

/* Says `name` in the middle of a reading, and goes to `target`. */
void twiml_say_and_go(struct twiml *twiml, const char *name, const char *target);

void twiml_operator(struct twiml *twiml);

/* All states of listening to the language's leaflet (menu_twiml_listen.c). */
void twiml_listen(struct twiml *twiml);

#endif
