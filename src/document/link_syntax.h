/* The parts of links that are not visible: address, title, label, and link reference definitions (CommonMark 0.31
 * sections 4.7 and 6.3). Each function returns the position behind what it found, or 0 where it is not there; positions
 * are bytes into `text`, and what is found is never empty, so 0 is no position behind anything. */
#ifndef ALOUD_DOCUMENT_LINK_SYNTAX_H
#define ALOUD_DOCUMENT_LINK_SYNTAX_H

#include <stdbool.h>
#include <stddef.h>

/* What follows the ']' of a link or image at `position`: "(address "title")", "[label]", "[]" or nothing (then it
 * returns `position`). */
size_t link_tail_end(const char *text, size_t length, size_t position);

/* "[label]" at `position`: up to 1000 bytes, brackets inside escaped. */
size_t link_label_end(const char *text, size_t length, size_t position);

/* A definition "[label]: address "title"" at `position`, up to the end of its last line, which must hold nothing else.
 * Its parts may stand on lines of their own. */
size_t link_definition_end(const char *text, size_t length, size_t position);

#endif
