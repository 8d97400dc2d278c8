/* The words and symbols of measures: the international ones, and those of a voice file's [units]. */
#ifndef ALOUD_TRANSLATE_MEASURE_WORDS_H
#define ALOUD_TRANSLATE_MEASURE_WORDS_H

#include "translate/compared_language.h"

enum status measure_words_add(struct compared_language *language, struct error *error);

#endif
