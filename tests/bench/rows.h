/* The bench's table: what was measured, what it is held against, met or missed. */
#ifndef TESTS_BENCH_ROWS_H
#define TESTS_BENCH_ROWS_H

#include <stdbool.h>
#include <stddef.h>

enum verdict { VERDICT_NONE, VERDICT_MET, VERDICT_MISSED, VERDICT_ABSENT };

struct row {
    char name[96];
    double measured;
    char unit[16];
    double target; /* measured may be at most this; 0: shown for comparison only */
    char note[160];
    enum verdict verdict;
};

struct rows {
    struct row items[48];
    size_t count;
};

/* Adds a row and judges it by its target. Returns it, so that a note can be added. */
struct row *rows_add(struct rows *rows, const char *name, double measured, const char *unit, double target);

/* A row for what could not be measured: a program that is not installed. */
void rows_add_absent(struct rows *rows, const char *name, const char *why);

__attribute__((format(printf, 2, 3))) void row_note(struct row *row, const char *format, ...);

void rows_print(const struct rows *rows);
bool rows_write(const struct rows *rows, const char *path);

/* The value below which `part` (0 to 1) of the values lie; sorts them. 0 where there are none. */
double percentile(double *values, size_t count, double part);

#endif
