#include "base/array.h"

#include <stdint.h>
#include <stdlib.h>

bool array_reserve_bytes(void **items, size_t *capacity, size_t count, size_t item_bytes)
{
    if (count <= *capacity) return true;
    size_t wanted = *capacity + *capacity / 2;
    if (wanted < count) wanted = count;
    if (wanted < 16) wanted = 16;
    if (wanted > SIZE_MAX / item_bytes) return false;
    void *grown = realloc(*items, wanted * item_bytes);
    if (!grown) return false;
    *items = grown;
    *capacity = wanted;
    return true;
}

void array_trim_bytes(void **items, size_t *capacity, size_t count, size_t item_bytes)
{
    if (count == 0 || count == *capacity) return;
    void *trimmed = realloc(*items, count * item_bytes);
    if (!trimmed) return;
    *items = trimmed;
    *capacity = count;
}
