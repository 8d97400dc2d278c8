/* The check of one leaflet's translations: what translate_check.c does with each. */
#ifndef ALOUD_COMMANDS_TRANSLATE_CHECK_H
#define ALOUD_COMMANDS_TRANSLATE_CHECK_H

#include "commands/language_shelf.h"

/* Of all leaflets and translations so far. */
struct check_counts {
    size_t found;    /* differences */
    size_t versions; /* translations compared */
    size_t left;     /* texts of these that are missing or fuzzy, and so not compared */
    size_t failed;   /* leaflets and translations that could not be compared; why is told on standard error */
};

struct translation_check {
    const char *voices;        /* the folder of voice files */
    char *const *translations; /* PO files or leaflets; none: all po/LANG.po beside each leaflet */
    size_t translation_count;
    struct buffer *lines; /* what is found is told here, a line each; the owner's */
    struct check_counts counts;
    /* Its own. */
    struct language_shelf shelf; /* to be freed by the owner, when all is done */
    const char *source_path, *target_path;
};

/* Fails only where memory runs out. */
enum status translation_check_leaflet(struct translation_check *check, const char *leaflet, struct error *error);

#endif
