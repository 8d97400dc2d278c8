/* The names of months and weekdays: a voice file's, and ICU's in their cases. */
#ifndef ALOUD_COMPARE_MONTH_NAMES_H
#define ALOUD_COMPARE_MONTH_NAMES_H

#include "compare/compared_language.h"

enum status month_names_add(struct compared_language *language, struct error *error);

#endif
