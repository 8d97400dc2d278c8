#include "bench.h"

#include "base/file.h"
#include "document/reader.h"
#include "script/script.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char sample_path[] = ALOUD_SOURCE "/content/persistent-back-pain/leaflet.md";

/* The sample again and again, each copy's headings and first words numbered so that no two are alike. */
static const char *make_large(struct stage *stage)
{
    struct buffer sample = {0}, large = {0};
    const char *path = NULL;
    if (file_read(sample_path, SIZE_MAX, &sample, NULL) == STATUS_OK) {
        const char *body = strstr(sample.data, "\n# ");
        buffer_append(&large, sample.data, body ? (size_t)(body - sample.data) : 0);
        for (unsigned copy = 1; body && large.length < LARGE_BYTES && !large.failed; copy++) {
            buffer_printf(&large, "\n# Part %u\n\n", copy);
            buffer_append_text(&large, body);
        }
        if (!large.failed) path = stage_write(stage, "large.md", large.data, large.length);
    }
    buffer_done(&sample);
    buffer_done(&large);
    return path;
}

static enum status write_spoken(struct leaflets *leaflets, struct document *document, struct script *script, FILE *file,
                                struct error *error)
{
    struct utterance utterance = {0};
    enum status status = STATUS_OK;
    for (size_t i = 0; i < script_count(script) && status == STATUS_OK; i++) {
        status = script_utterance(script, document, i, &utterance, error);
        if (status != STATUS_OK) break;
        fprintf(file, "%s\n\n", buffer_text(&utterance.spoken));
        if (i == 0) snprintf(leaflets->first, sizeof leaflets->first, "%s", buffer_text(&utterance.spoken));
    }
    utterance_done(&utterance);
    return status;
}

static bool make_spoken(struct stage *stage, struct leaflets *leaflets)
{
    struct document *document = NULL;
    struct voice *voice = NULL;
    struct script *script = NULL;
    struct error error = {0};
    leaflets->spoken = text_format("%s", stage_path(stage, "spoken.txt"));
    FILE *file = leaflets->spoken ? fopen(leaflets->spoken, "w") : NULL;
    if (!file) return false;
    enum status status = document_load(sample_path, FORMAT_MARKDOWN, &document, &error);
    if (status == STATUS_OK) status = voice_load(ALOUD_SOURCE "/voices", "en-GB", &voice, &error);
    if (status == STATUS_OK) status = script_new(voice, &script, &error);
    if (status == STATUS_OK) status = script_extend(script, document, &error);
    if (status == STATUS_OK) status = write_spoken(leaflets, document, script, file, &error);
    if (status == STATUS_OK) {
        leaflets->rate_wpm = voice_settings(voice).rate_wpm;
        leaflets->pitch = voice_settings(voice).pitch;
        leaflets->engine = "en-gb";
    } else {
        fprintf(stderr, "bench: %s\n", error.text);
    }
    fclose(file);
    script_free(script);
    voice_free(voice);
    document_free(document);
    return status == STATUS_OK;
}

bool leaflets_make(struct stage *stage, struct leaflets *leaflets)
{
    *leaflets = (struct leaflets){.sample = sample_path, .large = make_large(stage)};
    return leaflets->large && make_spoken(stage, leaflets);
}
