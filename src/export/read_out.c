#include "export/read_out.h"

#include "speech/utterance_speech.h"

struct reading_out {
    struct script *script;
    const struct document *document;
    struct engine *engine;
    struct voice_settings settings;
    struct utterance utterances[2]; /* the one that is taken and the one that is asked for, by turns */
};

static enum status request(struct reading_out *out, size_t index, struct error *error)
{
    struct utterance *utterance = &out->utterances[index % 2];
    enum status status = script_utterance(out->script, out->document, index, utterance, error);
    if (status != STATUS_OK) return status;
    return utterance_request(out->engine, index, utterance, script_voice(out->script), out->settings, 0, error);
}

/* What was asked for and not taken, so that the engine can be asked for something else. */
static void drop_answers(struct engine *engine)
{
    while (engine_pending(engine) > 0) {
        struct engine_answer answer = {0};
        if (engine_wait(engine, &answer, NULL) != STATUS_OK) return;
        clip_release(answer.clip);
    }
}

enum status read_out(struct script *script, const struct document *document, struct engine *engine, size_t first,
                     size_t end, struct voice_settings settings, read_out_take *take, void *context,
                     struct error *error)
{
    struct reading_out out = {.script = script, .document = document, .engine = engine, .settings = settings};
    size_t asked = first;
    enum status status = STATUS_OK;
    for (size_t done = first; done < end && status == STATUS_OK; done++) {
        for (; asked < end && asked < done + 2 && status == STATUS_OK; asked++) status = request(&out, asked, error);
        struct engine_answer answer = {0};
        if (status == STATUS_OK) status = engine_wait(engine, &answer, error);
        if (status == STATUS_OK) status = take(context, done, &out.utterances[done % 2], answer.clip, error);
        clip_release(answer.clip);
    }
    if (status != STATUS_OK) drop_answers(engine);
    for (size_t i = 0; i < 2; i++) utterance_done(&out.utterances[i]);
    return status;
}
