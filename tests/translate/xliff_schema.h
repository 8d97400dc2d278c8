/* OASIS' own schema of XLIFF 2.0, as Debian's php-symfony-translation has it. */
#ifndef TESTS_XLIFF_SCHEMA_H
#define TESTS_XLIFF_SCHEMA_H

#include "base/buffer.h"

/* What the schema finds wrong with an XLIFF file first; "" for nothing. */
void xliff_schema_mistake(const struct buffer *xliff, struct buffer *mistake);

#endif
