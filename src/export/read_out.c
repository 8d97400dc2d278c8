#include "export/read_out.h"

#include "speech/utterance_speech.h"

struct reading_out {
    struct engine *engine;
    const struct voice *voice;
    const struct read_out_calls *calls;
    struct utterance utterances[2]; /* the one that is taken and the one that is asked for, by turns */
};

static enum status request(struct reading_out *out, size_t index, struct error *error)
{
    struct utterance *utterance = &out->utterances[index % 2];
    struct voice_settings settings = voice_settings(out->voice);
    enum status status = out->calls->source(out->calls->context, index, utterance, &settings, error);
    if (status != STATUS_OK) return status;
    return utterance_request(out->engine, index, utterance, out->voice, settings, 0, error);
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

enum status read_out(struct engine *engine, const struct voice *voice, size_t first, size_t end,
                     enum read_out_cores cores, const struct read_out_calls *calls, struct error *error)
{
    struct reading_out out = {.engine = engine, .voice = voice, .calls = calls};
    size_t asked = first, ahead = cores == READ_OUT_TWO_CORES ? 2 : 1;
    enum status status = STATUS_OK;
    for (size_t done = first; done < end && status == STATUS_OK; done++) {
        for (; asked < end && asked < done + ahead && status == STATUS_OK; asked++)
            status = request(&out, asked, error);
        struct engine_answer answer = {0};
        if (status == STATUS_OK) status = engine_wait(engine, &answer, error);
        if (status == STATUS_OK)
            status = calls->take(calls->context, done, &out.utterances[done % 2], answer.clip, error);
        clip_release(answer.clip);
    }
    if (status != STATUS_OK) drop_answers(engine);
    for (size_t i = 0; i < 2; i++) utterance_done(&out.utterances[i]);
    return status;
}

static bool is_among(uint64_t number, const uint64_t *numbers, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (numbers[i] == number) return true;
    return false;
}

enum status read_out_again(struct engine *engine, const struct voice *voice, size_t first, size_t end,
                           const struct read_out_calls *calls, struct error *error)
{
    uint64_t moments[READ_OUT_ATTEMPTS];
    size_t count = 0;
    for (size_t i = 0; i < READ_OUT_ATTEMPTS; i++) {
        enum status status = engine_renew(engine, error);
        if (status == STATUS_OK) status = calls->begin(calls->context, error);
        if (status == STATUS_OK) status = read_out(engine, voice, first, end, READ_OUT_ONE_CORE, calls, error);
        if (status != STATUS_OK) return status;
        struct engine_deaths deaths = engine_deaths(engine);
        if (deaths.killed) continue;
        if (deaths.moments == 0 || is_among(deaths.moments, moments, count)) return STATUS_OK;
        moments[count++] = deaths.moments;
    }
    return error_set(error, STATUS_ENGINE, NULL, 0,
                     "the speech engine was killed again and again; see whether memory is short, and run it again");
}
