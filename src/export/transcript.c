#include "export/transcript.h"

#include "base/array.h"
#include "export/mastering.h"
#include "export/unspoken.h"

#include <math.h>
#include <stdlib.h>

double transcript_seconds(uint64_t frame)
{
    return round((double)(frame + MASTERING_SILENCE_FRAMES) * 1000 / CLIP_RATE_HZ) / 1000;
}

/* Puts what was appended to `cue` into the file. */
static enum status write_cue(struct transcript *transcript, struct error *error)
{
    struct buffer *cue = &transcript->cue;
    if (cue->failed) return error_no_memory(error);
    if (cue->length > 0) fwrite(cue->data, 1, cue->length, transcript->subtitles);
    buffer_clear(cue);
    return STATUS_OK;
}

enum status transcript_begin(struct transcript *transcript, FILE *subtitles, bool word_times, struct record *record,
                             struct error *error)
{
    *transcript = (struct transcript){
        .subtitles = subtitles, .word_times = word_times, .record = record, .unspoken = json_array()};
    if (!transcript->unspoken) return error_no_memory(error);
    enum status status = record ? record_begin(record, "sentences", error) : STATUS_OK;
    if (status != STATUS_OK || !subtitles) return status;
    web_vtt_begin(&transcript->cue);
    return write_cue(transcript, error);
}

/* Fills transcript->words with the shown words' times; returns how many. */
static size_t find_word_times(struct transcript *transcript, const struct utterance *utterance, const struct clip *clip,
                              uint64_t start_frame)
{
    size_t count = 0;
    if (!transcript->word_times) return 0;
    for (size_t i = 0; i < utterance->word_count; i++) {
        const struct word *word = &utterance->words[i];
        if (word->shown_start == word->shown_end || word->spoken_start == word->spoken_end) continue;
        uint64_t frame = start_frame + clip_frame_of(clip, word->spoken_start) + MASTERING_SILENCE_FRAMES;
        transcript->words[count++] = (struct web_vtt_word){.frame = frame, .offset = word->shown_start};
    }
    return count;
}

static enum status write_subtitle(struct transcript *transcript, const struct utterance *utterance,
                                  const struct clip *clip, struct recording_cue cue, struct error *error)
{
    struct web_vtt_cue shown = {.start_frame = cue.start_frame + MASTERING_SILENCE_FRAMES,
                                .end_frame = cue.end_frame + MASTERING_SILENCE_FRAMES,
                                .text = buffer_text(&utterance->shown)};
    if (!array_reserve(&transcript->words, &transcript->word_capacity, utterance->word_count))
        return error_no_memory(error);
    shown.word_count = find_word_times(transcript, utterance, clip, cue.start_frame);
    shown.words = transcript->words;
    web_vtt_append(&transcript->cue, &shown);
    return write_cue(transcript, error);
}

enum status transcript_add(struct transcript *transcript, const struct utterance *utterance, const struct clip *clip,
                           struct recording_cue cue, struct error *error)
{
    enum status status = transcript->subtitles ? write_subtitle(transcript, utterance, clip, cue, error) : STATUS_OK;
    if (status != STATUS_OK) return status;
    if (transcript->record)
        status = record_add(transcript->record,
                            json_pack("{s:f, s:f, s:s}", "start", transcript_seconds(cue.start_frame), "end",
                                      transcript_seconds(cue.end_frame), "text", buffer_text(&utterance->shown)),
                            error);
    return status == STATUS_OK ? unspoken_append(transcript->unspoken, utterance, clip, error) : status;
}

void transcript_done(struct transcript *transcript)
{
    json_decref(transcript->unspoken);
    buffer_done(&transcript->cue);
    free(transcript->words);
    *transcript = (struct transcript){0};
}
