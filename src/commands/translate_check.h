/* The check of one leaflet's translations: what translate_check.c does with each. */
#ifndef ALOUD_COMMANDS_TRANSLATE_CHECK_H
#define ALOUD_COMMANDS_TRANSLATE_CHECK_H

#include "commands/language_shelf.h"

struct translation_check {
    const char *voices;        /* the folder of voice files */
    char *const *translations; /* PO files or leaflets; none: all po/LANG.po beside each leaflet */
    size_t translation_count;
    struct buffer *lines; /* what is found is told here, a line each; the owner's */
    size_t found;         /* differences */
    size_t versions;      /* translations compared */
    /* Its own. */
    struct language_shelf shelf; /* to be freed by the owner, when all is done */
    const char *source_path, *target_path;
};

enum status translation_check_leaflet(struct translation_check *check, const char *leaflet, struct error *error);

#endif
