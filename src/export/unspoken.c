#include "export/unspoken.h"

enum status unspoken_append(json_t *list, const struct utterance *utterance, const struct clip *clip,
                            struct error *error)
{
    for (size_t i = 0; i < clip->gap_count; i++) {
        const struct clip_gap *gap = &clip->gaps[i];
        json_t *text = json_stringn(utterance->spoken.data + gap->spoken_start, gap->spoken_end - gap->spoken_start);
        if (json_array_append_new(list, text) != 0) return error_no_memory(error);
    }
    return STATUS_OK;
}
