#include "export/timestamp.h"

#include "speech/clip.h"

#include <inttypes.h>

uint64_t timestamp_ms(uint64_t frame)
{
    return frame / CLIP_RATE_HZ * 1000 + (frame % CLIP_RATE_HZ * 1000 + CLIP_RATE_HZ / 2) / CLIP_RATE_HZ;
}

void timestamp_append(struct buffer *text, uint64_t ms)
{
    buffer_printf(text, "%02" PRIu64 ":%02" PRIu64 ":%02" PRIu64 ".%03" PRIu64, ms / 3600000, ms / 60000 % 60,
                  ms / 1000 % 60, ms % 1000);
}
