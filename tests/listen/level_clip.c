#include "listen/level_clip.h"

#include "cmocka_all.h"

#include <stdlib.h>

struct clip *level_clip(int16_t level, size_t frame_count)
{
    struct clip *clip = calloc(1, sizeof *clip);
    assert_non_null(clip);
    clip->references = 1;
    clip->frame_count = frame_count;
    clip->frames = malloc(frame_count * sizeof *clip->frames);
    assert_non_null(clip->frames);
    for (size_t i = 0; i < frame_count; i++) clip->frames[i] = level;
    return clip;
}
