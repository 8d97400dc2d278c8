/* Character references: "&amp;", "&#233;", "&#xE9;". */
#ifndef ALOUD_CHECK_SOURCE_ENTITIES_H
#define ALOUD_CHECK_SOURCE_ENTITIES_H

#include <stddef.h>
#include <stdint.h>

/* The character that the reference at the start of `text` stands for, and its length in bytes. 0 where there is no
 * reference or its name is not known here (it is then text as it stands). */
uint32_t entity_codepoint(const char *text, size_t length, size_t *ret_length);

#endif
