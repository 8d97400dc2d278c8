#include "speech/clip_window.h"

#include "base/array.h"

#include <stdlib.h>

struct entry {
    uint64_t key;
    uint64_t used;
    struct clip *clip;
};

/* Some dozens of entries at the most: a walk is quicker than anything clever. */
struct clip_window {
    struct entry *entries;
    size_t count, capacity;
    size_t bytes, limit_bytes;
    uint64_t clock;
};

enum status clip_window_new(size_t limit_bytes, struct clip_window **ret, struct error *error)
{
    struct clip_window *window = calloc(1, sizeof *window);
    if (!window) return error_no_memory(error);
    window->limit_bytes = limit_bytes;
    *ret = window;
    return STATUS_OK;
}

void clip_window_free(struct clip_window *window)
{
    if (!window) return;
    clip_window_clear(window);
    free(window->entries);
    free(window);
}

struct clip *clip_window_get(struct clip_window *window, uint64_t key)
{
    for (size_t i = 0; i < window->count; i++) {
        if (window->entries[i].key != key) continue;
        window->entries[i].used = ++window->clock;
        return window->entries[i].clip;
    }
    return NULL;
}

static void drop(struct clip_window *window, size_t index)
{
    window->bytes -= window->entries[index].clip->frame_count * sizeof(int16_t);
    clip_release(window->entries[index].clip);
    window->entries[index] = window->entries[--window->count];
}

enum status clip_window_put(struct clip_window *window, uint64_t key, struct clip *clip, struct error *error)
{
    if (!array_reserve(&window->entries, &window->capacity, window->count + 1)) return error_no_memory(error);
    window->bytes += clip->frame_count * sizeof(int16_t);
    while (window->count > 0 && window->bytes > window->limit_bytes) {
        size_t oldest = 0;
        for (size_t i = 1; i < window->count; i++) {
            if (window->entries[i].used < window->entries[oldest].used) oldest = i;
        }
        drop(window, oldest);
    }
    window->entries[window->count++] =
        (struct entry){.key = key, .used = ++window->clock, .clip = clip_reference(clip)};
    return STATUS_OK;
}

void clip_window_clear(struct clip_window *window)
{
    while (window->count > 0) drop(window, window->count - 1);
}
