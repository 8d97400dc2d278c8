/* What a recording says, told as it is made: its WebVTT file, for its record the sentences with their times, and what the
 * engine could not say. */
#ifndef ALOUD_EXPORT_TRANSCRIPT_H
#define ALOUD_EXPORT_TRANSCRIPT_H

#include "export/record.h"
#include "export/recording.h"
#include "export/web_vtt.h"
#include "script/script.h"

#include <jansson.h>
#include <stdio.h>

struct transcript {
    FILE *subtitles;       /* the caller's; NULL: none are written. Its owner tells what could not be written */
    bool word_times;       /* in the subtitles, beside those of sentences */
    struct record *record; /* the caller's; NULL: none is kept */
    json_t *unspoken;
    struct buffer cue;
    struct web_vtt_word *words;
    size_t word_capacity;
};

/* Begins the record, whose list of sentences grows; the caller ends it. transcript_done is due in any case. */
enum status transcript_begin(struct transcript *transcript, FILE *subtitles, bool word_times, struct record *record,
                             struct error *error);

/* The utterance is the next one, and its clip lies at `cue` of the recording. */
enum status transcript_add(struct transcript *transcript, const struct utterance *utterance, const struct clip *clip,
                           struct recording_cue cue, struct error *error);

void transcript_done(struct transcript *transcript);

/* Where a frame of the recording sounds in its files, in seconds, to a thousandth. */
double transcript_seconds(uint64_t frame);

#endif
