#include "translate/similarity.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* No more than what both have of each byte can be common: a bound that is quickly found. */
static size_t most_common(const char *left, const char *right)
{
    int counts[256] = {0};
    size_t common = 0;
    for (const char *at = left; *at; at++) counts[(unsigned char)*at]++;
    for (const char *at = right; *at; at++) common += counts[(unsigned char)*at]-- > 0;
    return common;
}

/* The least number of bytes to insert and delete, up to `most`; SIZE_MAX where it takes more. `reach` has room for
 * 2 * most + 3 numbers: how far each diagonal comes. */
static size_t edits(const char *left, size_t left_length, const char *right, size_t right_length, size_t most,
                    ptrdiff_t *reach)
{
    ptrdiff_t *diagonals = reach + most + 1;
    diagonals[1] = 0;
    for (ptrdiff_t count = 0; count <= (ptrdiff_t)most; count++) {
        for (ptrdiff_t k = -count; k <= count; k += 2) {
            bool down = k == -count || (k != count && diagonals[k - 1] < diagonals[k + 1]);
            ptrdiff_t x = down ? diagonals[k + 1] : diagonals[k - 1] + 1;
            ptrdiff_t y = x - k;
            while (x < (ptrdiff_t)left_length && y < (ptrdiff_t)right_length && left[x] == right[y]) x++, y++;
            diagonals[k] = x;
            if (x >= (ptrdiff_t)left_length && y >= (ptrdiff_t)right_length) return (size_t)count;
        }
    }
    return SIZE_MAX;
}

double similarity(const char *left, const char *right, double least)
{
    size_t left_length = strlen(left);
    size_t right_length = strlen(right);
    double sum = (double)(left_length + right_length);
    if (strcmp(left, right) == 0) return 1;
    if (2 * (double)most_common(left, right) < least * sum - 0.001) return 0;
    size_t most = (size_t)((1 - least) * sum + 0.001);
    ptrdiff_t *reach = calloc(2 * most + 3, sizeof *reach);
    size_t count = reach ? edits(left, left_length, right, right_length, most, reach) : SIZE_MAX;
    free(reach);
    return count == SIZE_MAX ? 0 : 1 - (double)count / sum;
}
