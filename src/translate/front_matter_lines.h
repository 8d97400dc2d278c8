/* The keys of a leaflet's front matter as lines of text, so that some can be written anew and the others stay byte for byte.
 * Reading what they say is document/front_matter.h's. */
#ifndef ALOUD_TRANSLATE_FRONT_MATTER_LINES_H
#define ALOUD_TRANSLATE_FRONT_MATTER_LINES_H

#include <stdbool.h>
#include <stddef.h>

/* A key with its value: a line that begins with a letter, and the lines below it that belong to it. */
struct front_matter_line {
    const char *key; /* borrowed, not zero-ended; empty for a comment, a "---" and what else begins no value */
    size_t key_length;
    size_t start; /* bytes of the leaflet */
    size_t end;   /* behind the last line's ending */
};

/* The next key of front matter that ends at byte `end`; *position moves on. False at the end. */
bool front_matter_line_next(const char *source, size_t end, size_t *position, struct front_matter_line *ret);

/* Whether it is this key, in any case. */
bool front_matter_line_is(const struct front_matter_line *line, const char *key);

#endif
