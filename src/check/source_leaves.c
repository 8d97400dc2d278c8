#include "check/source_leaves.h"

#include "base/array.h"

#include <stdlib.h>

void leaves_add_line(struct source_leaves *leaves, size_t start, size_t end)
{
    if (!array_reserve(&leaves->lines, &leaves->line_capacity, leaves->line_count + 1)) {
        leaves->failed = true;
        return;
    }
    leaves->lines[leaves->line_count++] = (struct source_span){(uint32_t)start, (uint32_t)end};
}

struct leaf *leaves_add(struct source_leaves *leaves, enum leaf_kind kind, size_t first_line)
{
    static struct leaf lost;
    if (!array_reserve(&leaves->leaves, &leaves->leaf_capacity, leaves->leaf_count + 1)) {
        leaves->failed = true;
        return &lost;
    }
    struct leaf *leaf = &leaves->leaves[leaves->leaf_count++];
    *leaf = (struct leaf){
        .kind = kind, .first_line = (uint32_t)first_line, .line_count = (uint32_t)(leaves->line_count - first_line)};
    return leaf;
}

void leaves_add_label(struct source_leaves *leaves, uint64_t hash)
{
    if (!array_reserve(&leaves->labels, &leaves->label_capacity, leaves->label_count + 1)) {
        leaves->failed = true;
        return;
    }
    leaves->labels[leaves->label_count++] = hash;
}

static int compare_labels(const void *a, const void *b)
{
    uint64_t left = *(const uint64_t *)a;
    uint64_t right = *(const uint64_t *)b;
    return left < right ? -1 : left > right;
}

void leaves_sort_labels(struct source_leaves *leaves)
{
    if (leaves->label_count == 0) return;
    qsort(leaves->labels, leaves->label_count, sizeof *leaves->labels, compare_labels);
}

bool leaves_has_label(const struct source_leaves *leaves, uint64_t hash)
{
    if (hash == 0 || leaves->label_count == 0) return false;
    return bsearch(&hash, leaves->labels, leaves->label_count, sizeof *leaves->labels, compare_labels) != NULL;
}

void source_leaves_done(struct source_leaves *leaves)
{
    free(leaves->leaves);
    free(leaves->lines);
    free(leaves->labels);
    *leaves = (struct source_leaves){0};
}
