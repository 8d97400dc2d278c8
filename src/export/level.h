/* The factor by which each frame of a recording is multiplied to bring it to the stated loudness: the same throughout,
 * but where its peaks would go over the limit. There it sinks and rises again so slowly that only a meter notices. */
#ifndef ALOUD_EXPORT_LEVEL_H
#define ALOUD_EXPORT_LEVEL_H

#include "export/loudness.h"

#include <stdbool.h>

/* For speech that is listened to over the net, AES TD1008 (2021) recommends -18 LUFS: a recording of one channel that both
 * loudspeakers give has that at -21 LUFS. The peak is kept under -1 dBTP as EBU R 128 has it; since lossy coders add
 * up to 0.7 dB to peaks, the limit for what they are given is lower. */
#define LEVEL_TARGET_LUFS (-21.0)
#define LEVEL_PEAK_DBTP (-1.0)
#define LEVEL_LIMIT_DBTP (-1.8)

struct level {
    double gain;                        /* 1 where the recording is silent or too short to be measured */
    const struct loudness_meter *meter; /* whose peaks are held under the limit; NULL: none is over it */
};

/* From the meter that the whole recording was appended to, which must outlive the level. */
struct level level_of(const struct loudness_meter *meter);

/* The factors at frames [first, first + count), LEVEL_FRAMES at most. STATUS_IO where the meter's peaks cannot be read. */
enum { LEVEL_FRAMES = 4096 };
enum status level_factors(const struct level *level, uint64_t first, size_t count, double *factors,
                          struct error *error);

#endif
