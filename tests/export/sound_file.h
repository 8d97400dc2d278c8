/* Sound files that Aloud writes, and how programs that are not Aloud read them. */
#ifndef TESTS_SOUND_FILE_H
#define TESTS_SOUND_FILE_H

#include "base/buffer.h"
#include "export/encoder.h"

#include <jansson.h>

/* A folder of its own for each test program; path of a file in it, valid until the next call but three. */
int sound_folder_make(void **state);
int sound_folder_remove(void **state); /* fails where a test left a file */
const char *sound_path(const char *name);

/* `count` frames of a sound that goes up and down as speech does, the same each time. The caller frees. */
int16_t *sound_make(size_t count);

/* Encodes all frames into the file at `path`, in pieces of uneven sizes. */
void sound_encode(enum audio_format format, const char *path, const struct audio_tags *tags, const int16_t *frames,
                  size_t count);

/* What a shell command prints (its errors too), which must end well. Valid until the next call. */
__attribute__((format(printf, 1, 2))) const char *tool_prints(const char *command, ...);

/* What ffprobe tells of a file, without a warning on the way; the caller calls json_decref. */
json_t *sound_probe(const char *path);
const char *probe_stream(const json_t *probe, const char *key);
const char *probe_tag(const json_t *probe, const char *key); /* NULL: none */

/* The frames that ffmpeg decodes, at CLIP_RATE_HZ; the caller frees. */
int16_t *sound_decode(const char *path, size_t *ret_count);

/* How alike two sounds are: 1 is the same but for its level. */
double sound_likeness(const int16_t *a, const int16_t *b, size_t count);

double sound_energy(const int16_t *frames, size_t count);

void assert_same_files(const char *a, const char *b);

#endif
