#include "speaker.h"

#include "cmocka_all.h"

#include "voice/voice.h"

#include <glob.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void speaker_open(struct speaker *speaker)
{
    assert_int_equal(engine_start(ALOUD_BINARY "/aloud-engine", &speaker->engine, NULL), STATUS_OK);
}

void speaker_close(struct speaker *speaker)
{
    engine_free(speaker->engine);
}

struct clip *speaker_say(struct speaker *speaker, const char *text, const char *engine_language)
{
    struct clip *clip = NULL;
    struct speech_part part = {text, strlen(text), engine_language, ""};
    struct speech speech = {.parts = &part,
                            .part_count = 1,
                            .settings = {.rate_wpm = 140, .pitch = 50, .pitch_range = 50, .volume = 100},
                            .pause_after_ms = 300};
    assert_int_equal(engine_speak(speaker->engine, &speech, &clip, NULL), STATUS_OK);
    return clip;
}

/* The third column; NULL for a comment or an empty line. */
static char *spoken_column(char *line)
{
    if (line[0] == '#') return NULL;
    char *rest = line, *column = NULL;
    for (int i = 0; i < 3 && rest; i++) column = strsep(&rest, "\t");
    if (!column) return NULL;
    column[strcspn(column, "\n")] = '\0';
    return *column ? column : NULL;
}

void speaker_say_lines(struct speaker *speaker, size_t most,
                       void (*heard)(const struct clip *clip, const char *text, const char *language, void *context),
                       void *context)
{
    glob_t voices;
    assert_int_equal(glob(ALOUD_SOURCE "/voices/*.ini", 0, NULL, &voices), 0);
    for (size_t i = 0; i < voices.gl_pathc; i++) {
        char language[32] = "", path[512];
        assert_int_equal(sscanf(strrchr(voices.gl_pathv[i], '/'), "/%31[^.]", language), 1);
        struct voice *voice = NULL;
        assert_int_equal(voice_load(ALOUD_SOURCE "/voices", language, &voice, NULL), STATUS_OK);
        snprintf(path, sizeof path, "%s/tests/spoken/%s.tsv", ALOUD_SOURCE, language);
        FILE *file = fopen(path, "r");
        assert_non_null(file);
        char line[4096];
        for (size_t said = 0; said < most && fgets(line, sizeof line, file);) {
            const char *text = spoken_column(line);
            if (!text) continue;
            struct clip *clip = speaker_say(speaker, text, voice_engine(voice));
            heard(clip, text, language, context);
            clip_release(clip);
            said++;
        }
        fclose(file);
        voice_free(voice);
    }
    globfree(&voices);
}
