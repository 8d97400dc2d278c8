/* A translation written as the source of a block: text escaped, the source's markup put back around it. */
#ifndef ALOUD_TRANSLATE_UNIT_WRITE_H
#define ALOUD_TRANSLATE_UNIT_WRITE_H

#include "translate/original.h"

/* Appends what takes the place of the unit's source bytes. The placeholders of `translation` must be whole
 * (placeholder_problem). Where Markdown's own emphasis would not be read as such (next to letters of a script that is written
 * without spaces, say) the HTML element is written. */
void unit_write(const struct original *original, const struct unit *unit, const char *translation,
                struct buffer *buffer);

#endif
