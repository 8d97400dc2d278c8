#include "expected.h"

#include "base/clock.h"
#include "document/reader.h"
#include "script/script.h"
#include "speech/engine.h"
#include "speech/utterance_speech.h"
#include "voice/voice.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* What is needed to speak a leaflet. */
struct speaker {
    struct document *document;
    struct voice *voice;
    struct script *script;
    struct engine *engine;
};

double sound_seconds(struct sound sound)
{
    return (double)sound.count / CLIP_RATE_HZ;
}

static enum status open_speaker(struct speaker *speaker, const char *path, const char *voices, struct error *error)
{
    enum status status = document_load(path, FORMAT_GUESS, &speaker->document, error);
    if (status != STATUS_OK) return status;
    const char *language = buffer_text(&speaker->document->language);
    status = voice_load(voices, language[0] ? language : "en-GB", &speaker->voice, error);
    if (status == STATUS_OK) status = script_new(speaker->voice, &speaker->script, error);
    if (status == STATUS_OK) status = script_extend(speaker->script, speaker->document, error);
    if (status == STATUS_OK) status = engine_start(ALOUD_BINARY "/aloud-engine", &speaker->engine, error);
    return status;
}

static void close_speaker(struct speaker *speaker)
{
    engine_free(speaker->engine);
    script_free(speaker->script);
    voice_free(speaker->voice);
    document_free(speaker->document);
}

static enum status speak(struct expected *expected, const struct speaker *speaker, struct error *error)
{
    struct utterance utterance = {0};
    enum status status = STATUS_OK;
    size_t first = expected->count, count = first + script_count(speaker->script);
    expected->sounds = reallocarray(expected->sounds, count + 1, sizeof *expected->sounds);
    expected->shown = reallocarray(expected->shown, count + 1, sizeof *expected->shown);
    expected->clips = reallocarray(expected->clips, count + 1, sizeof(struct clip *));
    if (!expected->sounds || !expected->shown || !expected->clips) return error_no_memory(error);
    for (size_t i = first; i < count && status == STATUS_OK; i++) {
        struct clip *clip = NULL;
        status = script_utterance(speaker->script, speaker->document, i - first, &utterance, error);
        if (status == STATUS_OK) {
            double begun_s = clock_now_s();
            status = utterance_speak(speaker->engine, &utterance, speaker->voice, voice_settings(speaker->voice), 0,
                                     &clip, error);
            double took_s = clock_now_s() - begun_s;
            if (i > first && took_s > expected->longest_synthesis_s) expected->longest_synthesis_s = took_s;
        }
        if (status != STATUS_OK) break;
        expected->clips[i] = clip;
        expected->sounds[i] = (struct sound){clip->frames, clip->frame_count};
        expected->shown[i] = strdup(buffer_text(&utterance.shown));
        expected->count = i + 1;
    }
    utterance_done(&utterance);
    return status;
}

bool expected_load(struct expected *expected, const char *path, const char *voices)
{
    *expected = (struct expected){0};
    return expected_add(expected, path, voices);
}

bool expected_add(struct expected *expected, const char *path, const char *voices)
{
    struct speaker speaker = {0};
    struct error error = {0};
    enum status status = open_speaker(&speaker, path, voices, &error);
    if (status == STATUS_OK) status = speak(expected, &speaker, &error);
    if (status != STATUS_OK) fprintf(stderr, "expected clips: %s:%zu: %s\n", error.file, error.line, error.text);
    close_speaker(&speaker);
    return status == STATUS_OK;
}

void expected_done(struct expected *expected)
{
    for (size_t i = 0; i < expected->count; i++) {
        clip_release(expected->clips[i]);
        free(expected->shown[i]);
    }
    free(expected->sounds);
    free(expected->shown);
    free(expected->clips);
    *expected = (struct expected){0};
}
