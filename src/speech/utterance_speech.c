#include "speech/utterance_speech.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

enum { TAG_BYTES = sizeof((struct language_change *)0)->language };

struct prepared {
    struct speech speech;
    struct speech_part *parts;
    char (*tags)[TAG_BYTES]; /* the engine writes its tags in small letters */
};

static void prepared_done(struct prepared *prepared)
{
    free(prepared->parts);
    free(prepared->tags);
}

/* "en" within a leaflet in en-GB is no other language. */
static bool is_own(const char *language, const struct voice *voice)
{
    const char *own = voice_language(voice);
    size_t length = strlen(language);
    return strncasecmp(language, own, length) == 0 && (length == 0 || own[length] == '\0' || own[length] == '-');
}

static enum status prepare(const struct utterance *utterance, const struct voice *voice, struct voice_settings settings,
                           size_t variant, struct prepared *prepared, struct error *error)
{
    size_t changes = utterance->change_count, count = 0;
    prepared->parts = calloc(changes + 1, sizeof *prepared->parts);
    prepared->tags = calloc(changes + 1, sizeof *prepared->tags);
    if (!prepared->parts || !prepared->tags) {
        prepared_done(prepared);
        return error_no_memory(error);
    }
    for (size_t i = 0; i <= changes; i++) {
        size_t start = i ? utterance->changes[i - 1].spoken_start : 0;
        size_t end = i < changes ? utterance->changes[i].spoken_start : utterance->spoken.length;
        const char *language = i ? utterance->changes[i - 1].language : "";
        for (size_t k = 0; language[k]; k++) prepared->tags[i][k] = (char)tolower((unsigned char)language[k]);
        if (start >= end) continue;
        prepared->parts[count++] = (struct speech_part){
            .text = buffer_text(&utterance->spoken) + start,
            .length = end - start,
            .engine_language = is_own(language, voice) ? voice_engine(voice) : prepared->tags[i],
            .variant = voice_variant(voice, variant), /* the same person speaks */
        };
    }
    prepared->speech = (struct speech){.parts = prepared->parts,
                                       .part_count = count,
                                       .pronunciations = utterance->pronunciations,
                                       .pronunciation_count = utterance->pronunciation_count,
                                       .settings = settings,
                                       .pause_after_ms = utterance->pause_after_ms};
    return STATUS_OK;
}

enum status utterance_request(struct engine *engine, uint64_t id, const struct utterance *utterance,
                              const struct voice *voice, struct voice_settings settings, size_t variant,
                              struct error *error)
{
    struct prepared prepared;
    enum status status = prepare(utterance, voice, settings, variant, &prepared, error);
    if (status != STATUS_OK) return status;
    status = engine_request(engine, id, &prepared.speech, error);
    prepared_done(&prepared);
    return status;
}

enum status utterance_speak(struct engine *engine, const struct utterance *utterance, const struct voice *voice,
                            struct voice_settings settings, size_t variant, struct clip **ret, struct error *error)
{
    struct prepared prepared;
    enum status status = prepare(utterance, voice, settings, variant, &prepared, error);
    if (status != STATUS_OK) return status;
    status = engine_speak(engine, &prepared.speech, ret, error);
    prepared_done(&prepared);
    return status;
}
