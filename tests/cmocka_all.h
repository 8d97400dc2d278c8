/* cmocka wants these before its own header. */
#ifndef TESTS_CMOCKA_ALL_H
#define TESTS_CMOCKA_ALL_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

/* What skip() and fail() call jumps out of the test, which cmocka does not tell the compiler. */
__attribute__((noreturn)) void _skip(const char *file, int line);
__attribute__((noreturn)) void _fail(const char *file, int line);

#endif
