/* The factor by which each frame of a recording is multiplied to bring it to the stated loudness: the same throughout,
 * but where its peaks would go over the limit. There it sinks and rises again so slowly that only a meter notices. */
#ifndef ALOUD_EXPORT_LEVEL_H
#define ALOUD_EXPORT_LEVEL_H

#include "export/loudness.h"

/* For speech that is listened to over the net, AES TD1008 (2021) recommends -18 LUFS: a recording of one channel that both
 * loudspeakers give has that at -21 LUFS. The peak is kept under -1 dBTP as EBU R 128 has it; since lossy coders add
 * up to 0.7 dB to peaks, the limit for what they are given is lower. */
#define LEVEL_TARGET_LUFS (-21.0)
#define LEVEL_PEAK_DBTP (-1.0)
#define LEVEL_LIMIT_DBTP (-1.8)

struct level {
    double gain;   /* 1 where the recording is silent or too short to be measured */
    float *limits; /* owned; factors at the borders of LOUDNESS_BLOCK_FRAMES; NULL: no peak is over the limit */
    size_t limit_count;
};

/* From the meter that the whole recording was appended to. */
enum status level_init(struct level *level, const struct loudness_meter *meter, struct error *error);

/* The factor at `frame`. */
double level_at(const struct level *level, uint64_t frame);

void level_done(struct level *level);

#endif
