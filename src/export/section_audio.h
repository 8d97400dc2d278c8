/* The sound files of one stretch of a leaflet: made anew, or found to be there already.
 *
 * What is made depends on nothing but what its fingerprint covers: the spoken text with its languages and phonemes, the
 * voice's settings, the engine's version, the tags and the formats. So the same request makes the same bytes on any machine.
 */
#ifndef ALOUD_EXPORT_SECTION_AUDIO_H
#define ALOUD_EXPORT_SECTION_AUDIO_H

#include "export/encoder.h"
#include "export/plan.h"
#include "export/record.h"
#include "speech/engine.h"

/* In place of a part's index: all of them in one recording, with a chapter each. */
#define SECTION_AUDIO_WHOLE SIZE_MAX

struct section_audio {
    struct script *script;
    const struct document *document;
    const struct plan *plan;
    size_t part;           /* index, or SECTION_AUDIO_WHOLE */
    const char *name;      /* of its files, without an ending */
    const char *folder;    /* they are written into; it is there. NULL for a stream */
    struct engine *engine; /* renewable; nothing pending */
    const char *engine_version;
    bool formats[AUDIO_FORMAT_COUNT]; /* which to write */
    bool word_times;                  /* in the WebVTT file, beside those of sentences */
    const json_t *recorded;           /* "fingerprint" and "files" of an earlier run's record; NULL: none */
};

/* Makes the files NAME.flac … and NAME.vtt, and the record of them, unless those of `recorded` are there and were made from
 * the same: then *ret_unchanged, and `record` is empty. It is RECORD_NONE before, and record_done is due in any case. Each file
 * is there whole or not at all. */
enum status section_audio_make(const struct section_audio *request, struct record *record, bool *ret_unchanged,
                               struct error *error);

/* The same in one format into a stream, which may be a pipe; `stream_name` is what messages call it. Appends to the array
 * `unspoken` what the engine could not say. */
enum status section_audio_stream(const struct section_audio *request, enum audio_format format, FILE *stream,
                                 const char *stream_name, json_t *unspoken, struct error *error);

#endif
