#include "export/cue_sheet.h"

#include "export/one_line.h"
#include "speech/clip.h"

#include <inttypes.h>

/* A line KEY "text". */
static void append_quoted(struct buffer *text, const char *key, const char *value, const char *end)
{
    if (!value) return;
    buffer_printf(text, "%s \"", key);
    size_t start = text->length;
    one_line(text, value);
    for (size_t i = start; i < text->length; i++) {
        if (text->data[i] == '"') text->data[i] = '\'';
    }
    buffer_printf(text, "\"%s\r\n", end);
}

/* The time of a compact disc: minutes, seconds, 75ths of a second. */
static void append_track(struct buffer *text, size_t number, const char *title, uint64_t frame)
{
    uint64_t sector = frame * 75 / CLIP_RATE_HZ;
    buffer_printf(text, "  TRACK %02zu AUDIO\r\n", number);
    append_quoted(text, "    TITLE", title, "");
    buffer_printf(text, "    INDEX 01 %02" PRIu64 ":%02" PRIu64 ":%02" PRIu64 "\r\n", sector / 75 / 60,
                  sector / 75 % 60, sector % 75);
}

void cue_sheet_append(struct buffer *text, const struct audio_tags *tags, const char *name, enum audio_format format)
{
    append_quoted(text, "REM LANGUAGE", tags->language, "");
    append_quoted(text, "REM REFERENCE", tags->reference, "");
    append_quoted(text, "REM VERSION", tags->version, "");
    append_quoted(text, "TITLE", tags->album, "");
    append_quoted(text, "FILE", name,
                  format == AUDIO_MP3 ? " MP3" : " WAVE"); /* WAVE: also all that the guide has not */
    for (size_t i = 0; i < tags->chapter_count && i < CUE_SHEET_TRACKS_MOST; i++) {
        append_track(text, i + 1, tags->chapters[i].title, tags->chapters[i].start_frame);
    }
    if (tags->chapter_count == 0) append_track(text, 1, tags->title ? tags->title : tags->album, 0);
}
