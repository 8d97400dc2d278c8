/* The names of months and weekdays: a voice file's, and ICU's in their cases. */
#ifndef ALOUD_TRANSLATE_MONTH_NAMES_H
#define ALOUD_TRANSLATE_MONTH_NAMES_H

#include "translate/compared_language.h"

enum status month_names_add(struct compared_language *language, struct error *error);

#endif
