#include "export/read_out.h"

#include "speech/utterance_speech.h"

struct reading_out {
    struct script *script;
    const struct document *document;
    struct engine *engine;
    struct utterance utterance;
};

static enum status request(struct reading_out *out, size_t index, struct error *error)
{
    enum status status = script_utterance(out->script, out->document, index, &out->utterance, error);
    if (status != STATUS_OK) return status;
    const struct voice *voice = script_voice(out->script);
    return utterance_request(out->engine, index, &out->utterance, voice, voice_settings(voice), 0, error);
}

static enum status tell_gaps(struct reading_out *out, const struct engine_answer *answer,
                             void (*on_gap)(void *context, const char *text, size_t length), void *context,
                             struct error *error)
{
    if (answer->clip->gap_count == 0) return STATUS_OK;
    enum status status = script_utterance(out->script, out->document, (size_t)answer->id, &out->utterance, error);
    for (size_t i = 0; i < answer->clip->gap_count && status == STATUS_OK; i++) {
        const struct clip_gap *gap = &answer->clip->gaps[i];
        on_gap(context, buffer_text(&out->utterance.spoken) + gap->spoken_start, gap->spoken_end - gap->spoken_start);
    }
    return status;
}

enum status read_out(struct script *script, const struct document *document, struct engine *engine,
                     struct wav_writer *writer, void (*on_gap)(void *context, const char *text, size_t length),
                     void *context, struct error *error)
{
    struct reading_out out = {.script = script, .document = document, .engine = engine};
    size_t count = script_count(script), asked = 0;
    enum status status = STATUS_OK;
    for (size_t done = 0; done < count && status == STATUS_OK; done++) {
        for (; asked < count && asked < done + 2 && status == STATUS_OK; asked++) status = request(&out, asked, error);
        struct engine_answer answer = {0};
        if (status == STATUS_OK) status = engine_wait(engine, &answer, error);
        if (status == STATUS_OK) status = wav_writer_append(writer, answer.clip, error);
        if (status == STATUS_OK) status = tell_gaps(&out, &answer, on_gap, context, error);
        clip_release(answer.clip);
    }
    utterance_done(&out.utterance);
    return status;
}
