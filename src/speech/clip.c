#include "speech/clip.h"

#include <stdlib.h>

struct clip *clip_reference(struct clip *clip)
{
    clip->references++;
    return clip;
}

void clip_release(struct clip *clip)
{
    if (!clip || --clip->references > 0) return;
    free(clip->frames);
    free(clip->marks);
    free(clip->gaps);
    free(clip);
}

uint32_t clip_offset_at(const struct clip *clip, size_t frame)
{
    uint32_t offset = 0;
    for (size_t i = 0; i < clip->mark_count && clip->marks[i].frame <= frame; i++)
        offset = clip->marks[i].spoken_offset;
    return offset;
}

size_t clip_frame_of(const struct clip *clip, uint32_t offset)
{
    size_t frame = 0;
    for (size_t i = 0; i < clip->mark_count && clip->marks[i].spoken_offset <= offset; i++)
        frame = clip->marks[i].frame;
    return offset == 0 ? 0 : frame;
}
