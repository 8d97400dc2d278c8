/* The words of numbers by the spell-out rules of ICU (RuleBasedNumberFormat) and of the voice file. */
#ifndef ALOUD_TRANSLATE_SPELT_NUMBERS_H
#define ALOUD_TRANSLATE_SPELT_NUMBERS_H

#include "translate/compared_language.h"

enum status spelt_numbers_add(struct compared_language *language, struct error *error);

#endif
