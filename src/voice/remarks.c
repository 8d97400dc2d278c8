#include "voice/remarks.h"

#include "base/array.h"

#include <stdlib.h>
#include <string.h>

enum status remarks_add(struct remarks *remarks, size_t line, const struct error *reason, struct error *error)
{
    char *text = strdup(reason->text);
    if (!text || !array_reserve(&remarks->items, &remarks->capacity, remarks->count + 1)) {
        free(text);
        return error_no_memory(error);
    }
    remarks->items[remarks->count++] = (struct remark){.line = line, .text = text};
    return STATUS_OK;
}

static int compare(const void *a, const void *b)
{
    const struct remark *left = a, *right = b;
    return (left->line > right->line) - (left->line < right->line);
}

void remarks_sort(struct remarks *remarks)
{
    if (remarks->count > 0) qsort(remarks->items, remarks->count, sizeof *remarks->items, compare);
}

void remarks_done(struct remarks *remarks)
{
    for (size_t i = 0; i < remarks->count; i++) free(remarks->items[i].text);
    free(remarks->items);
    *remarks = (struct remarks){0};
}
