#include "commands/read_output.h"

#include "export/read_out.h"
#include "export/wav.h"

#include <stdio.h>

struct output {
    struct engine *engine;
    struct wav_writer *writer;
    const struct version *version; /* that is spoken now */
};

static enum status next_utterance(void *context, size_t index, struct utterance *utterance,
                                  struct voice_settings *settings, struct error *error)
{
    const struct output *output = context;
    (void)settings;
    return script_utterance(output->version->script, output->version->document, index, utterance, error);
}

static enum status write_clip(void *context, size_t index, const struct utterance *utterance, const struct clip *clip,
                              struct error *error)
{
    const struct output *output = context;
    (void)index;
    for (size_t i = 0; i < clip->gap_count; i++) {
        const struct clip_gap *gap = &clip->gaps[i];
        fprintf(stderr, "aloud: not spoken: %.*s\n", (int)(gap->spoken_end - gap->spoken_start),
                buffer_text(&utterance->spoken) + gap->spoken_start);
    }
    return wav_writer_append(output->writer, clip, error);
}

static enum status speak(struct output *output, const struct version *version, struct utterance_range range,
                         struct error *error)
{
    const struct read_out_calls calls = {output, next_utterance, write_clip, NULL};
    output->version = version;
    return read_out(output->engine, script_voice(version->script), range.first, range.end, READ_OUT_TWO_CORES, &calls,
                    error);
}

static enum status speak_both(struct output *output, struct version *first, struct version *second, struct error *error)
{
    enum status status = STATUS_OK;
    for (size_t i = 0; i < script_count(first->script) && status == STATUS_OK; i++) {
        struct utterance_range following = {0};
        status = version_following(first, i, second, &following, error);
        if (status == STATUS_OK) status = speak(output, first, (struct utterance_range){i, i + 1}, error);
        if (status == STATUS_OK) status = speak(output, second, following, error);
    }
    return status;
}

static enum status speak_all(struct output *output, struct version *first, struct version *second, struct error *error)
{
    if (second) return speak_both(output, first, second, error);
    return speak(output, first, (struct utterance_range){0, script_count(first->script)}, error);
}

enum status read_output_write(const char *path, struct read_versions *versions, bool bilingual, struct engine *engine,
                              struct error *error)
{
    struct output output = {.engine = engine};
    struct leaflet *leaflet = &versions->items[0].leaflet;
    struct version second = {0};
    enum status status = STATUS_OK;
    while (status == STATUS_OK && !leaflet->document->complete) status = leaflet_step(leaflet, error);
    if (status == STATUS_OK && bilingual) status = read_versions_ask_engine(versions, engine, error);
    if (status == STATUS_OK && bilingual) status = read_versions_open(versions, 1, &second, error);
    if (status == STATUS_OK) status = wav_writer_open(path, &output.writer, error);
    if (status != STATUS_OK) return status;
    for (size_t i = 0; i < (bilingual ? 2u : 1u); i++) leaflet_warn_unreadable(&versions->items[i].leaflet);
    struct version first = {leaflet->document, leaflet->script, leaflet->source_blocks, 0};
    status = speak_all(&output, &first, bilingual ? &second : NULL, error);
    if (status == STATUS_OK) return wav_writer_close(output.writer, error);
    wav_writer_discard(output.writer);
    return status;
}
