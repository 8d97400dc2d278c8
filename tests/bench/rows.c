#include "rows.h"

#include "base/array.h"

#include <jansson.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

static const char *const verdicts[] = {"", "met", "MISSED", "absent"};

struct row *rows_add(struct rows *rows, const char *name, double measured, const char *unit, double target)
{
    static struct row too_many;
    struct row *row = rows->count < ARRAY_COUNT(rows->items) ? &rows->items[rows->count++] : &too_many;
    *row = (struct row){.measured = measured, .target = target};
    snprintf(row->name, sizeof row->name, "%s", name);
    snprintf(row->unit, sizeof row->unit, "%s", unit);
    if (target > 0) row->verdict = measured > 0 && measured <= target ? VERDICT_MET : VERDICT_MISSED;
    return row;
}

void rows_add_absent(struct rows *rows, const char *name, const char *why)
{
    struct row *row = rows_add(rows, name, 0, "", 0);
    row->verdict = VERDICT_ABSENT;
    row_note(row, "%s", why);
}

void row_note(struct row *row, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(row->note, sizeof row->note, format, arguments);
    va_end(arguments);
}

void rows_print(const struct rows *rows)
{
    printf("\n%-62s %12s %12s  %s\n", "", "measured", "at most", "");
    for (size_t i = 0; i < rows->count; i++) {
        const struct row *row = &rows->items[i];
        char measured[32] = "-", target[32] = "";
        if (row->verdict != VERDICT_ABSENT) snprintf(measured, sizeof measured, "%.2f %s", row->measured, row->unit);
        if (row->target > 0) snprintf(target, sizeof target, "%.2f %s", row->target, row->unit);
        printf("%-62s %12s %12s  %-6s %s\n", row->name, measured, target, verdicts[row->verdict], row->note);
    }
}

bool rows_write(const struct rows *rows, const char *path)
{
    json_t *list = json_array();
    for (size_t i = 0; i < rows->count; i++) {
        const struct row *row = &rows->items[i];
        json_t *object = json_pack("{s:s, s:f, s:s, s:s}", "name", row->name, "measured", row->measured, "unit",
                                   row->unit, "note", row->note);
        if (row->target > 0) json_object_set_new(object, "target", json_real(row->target));
        if (row->verdict != VERDICT_NONE) json_object_set_new(object, "verdict", json_string(verdicts[row->verdict]));
        json_array_append_new(list, object);
    }
    bool written = json_dump_file(list, path, JSON_INDENT(2) | JSON_REAL_PRECISION(6)) == 0;
    json_decref(list);
    return written;
}

static int compare(const void *a, const void *b)
{
    double x, y;
    x = *(const double *)a;
    y = *(const double *)b;
    return (x > y) - (x < y);
}

double percentile(double *values, size_t count, double part)
{
    if (count == 0) return 0;
    qsort(values, count, sizeof *values, compare);
    size_t place = (size_t)((double)count * part);
    return values[place < count ? place : count - 1];
}
