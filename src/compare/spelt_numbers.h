/* The words of numbers by the spell-out rules of ICU (RuleBasedNumberFormat) and of the voice file. */
#ifndef ALOUD_COMPARE_SPELT_NUMBERS_H
#define ALOUD_COMPARE_SPELT_NUMBERS_H

#include "compare/compared_language.h"

enum status spelt_numbers_add(struct compared_language *language, struct error *error);

#endif
