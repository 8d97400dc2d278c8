#include "export/web_vtt.h"

#include "export/one_line.h"
#include "export/timestamp.h"

#include <string.h>

void web_vtt_begin(struct buffer *text)
{
    buffer_append_text(text, "WEBVTT\n");
}

static bool splits_character(const char *text, size_t offset)
{
    return ((unsigned char)text[offset] & 0xC0) == 0x80;
}

static void append_escaped(struct buffer *text, const char *bytes, size_t length)
{
    for (size_t i = 0; i < length; i++) {
        switch (bytes[i]) {
        case '&': buffer_append_text(text, "&amp;"); break;
        case '<': buffer_append_text(text, "&lt;"); break;
        case '>': buffer_append_text(text, "&gt;"); break;
        default: buffer_append_char(text, bytes[i]);
        }
    }
}

/* Bytes [start, end) of the cue's text as one line. */
static void append_piece(struct buffer *text, const char *spoken, size_t start, size_t end)
{
    struct buffer piece = {0}, line = {0};
    buffer_append(&piece, spoken + start, end - start);
    one_line(&line, buffer_text(&piece));
    append_escaped(text, buffer_text(&line), line.length);
    text->failed = text->failed || piece.failed || line.failed;
    buffer_done(&piece);
    buffer_done(&line);
}

void web_vtt_append(struct buffer *text, const struct web_vtt_cue *cue)
{
    size_t length = strlen(cue->text), done = 0;
    if (length == 0) return;
    uint64_t start = timestamp_ms(cue->start_frame), end = timestamp_ms(cue->end_frame), last = start;
    if (end <= start) end = start + 1;
    buffer_append_char(text, '\n');
    timestamp_append(text, start);
    buffer_append_text(text, " --> ");
    timestamp_append(text, end);
    buffer_append_char(text, '\n');
    for (size_t i = 0; i < cue->word_count; i++) {
        uint64_t time = timestamp_ms(cue->words[i].frame);
        size_t offset = cue->words[i].offset;
        if (time <= last || time >= end || offset < done || offset >= length) continue;
        if (splits_character(cue->text, offset)) continue;
        append_piece(text, cue->text, done, offset);
        buffer_append_char(text, '<');
        timestamp_append(text, time);
        buffer_append_char(text, '>');
        done = offset;
        last = time;
    }
    append_piece(text, cue->text, done, length);
    buffer_append_char(text, '\n');
}
