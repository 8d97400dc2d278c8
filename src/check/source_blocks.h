/* Markdown's blocks, as far as they decide what is visible. A parser of its own (CommonMark 0.29 chapters 4 and 5, GFM
 * tables and task boxes), written from the specification and not from the reader in document/.
 */
#ifndef ALOUD_CHECK_SOURCE_BLOCKS_H
#define ALOUD_CHECK_SOURCE_BLOCKS_H

#include "check/source_leaves.h"

/* Cuts bytes [start, length) into leaves. Linear in `length`. `start`: where the text begins (behind a byte order
 * mark). Errors: memory only. */
enum status source_blocks_read(const char *bytes, size_t start, size_t length, struct source_leaves *leaves,
                               struct error *error);

#endif
