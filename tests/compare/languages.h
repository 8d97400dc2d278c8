/* The languages that tests of the comparison use, each made ready once. */
#ifndef TESTS_TRANSLATE_LANGUAGES_H
#define TESTS_TRANSLATE_LANGUAGES_H

#include "compare/compared_language.h"

/* Of the source tree's voice file; fails the test where it cannot be. */
const struct compared_language *language_of(const char *name);

/* A group's tear-down. */
int languages_free(void **state);

#endif
