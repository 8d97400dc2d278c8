/* A clip of one level, so that a ramp is all that changes it. */
#ifndef TESTS_LEVEL_CLIP_H
#define TESTS_LEVEL_CLIP_H

#include "speech/clip.h"

struct clip *level_clip(int16_t level, size_t frame_count); /* one reference, the caller's */

#endif
