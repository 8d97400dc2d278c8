#include "export/vorbis_comments.h"

#include "export/one_line.h"
#include "export/timestamp.h"

#include <string.h>

static void append(struct buffer *texts, const char *key, const char *text)
{
    if (!text) return;
    buffer_printf(texts, "%s=", key);
    one_line(texts, text);
    buffer_append_char(texts, '\0');
}

static void append_number(struct buffer *texts, const char *key, unsigned number)
{
    if (!number) return;
    buffer_printf(texts, "%s=%u", key, number);
    buffer_append_char(texts, '\0');
}

static void append_chapter(struct buffer *texts, size_t number, const struct chapter *chapter)
{
    buffer_printf(texts, "CHAPTER%03zu=", number);
    timestamp_append(texts, timestamp_ms(chapter->start_frame));
    buffer_append_char(texts, '\0');
    buffer_printf(texts, "CHAPTER%03zuNAME=", number);
    one_line(texts, chapter->title);
    buffer_append_char(texts, '\0');
}

void vorbis_comments(const struct audio_tags *tags, struct buffer *texts)
{
    append(texts, "TITLE", tags->title);
    append(texts, "ALBUM", tags->album);
    append_number(texts, "TRACKNUMBER", tags->track);
    append_number(texts, "TRACKTOTAL", tags->track_count);
    append(texts, "LANGUAGE", tags->language);
    append(texts, "REFERENCE", tags->reference);
    append(texts, "VERSION", tags->version);
    for (size_t i = 0; i < tags->chapter_count && i < VORBIS_CHAPTERS_MOST; i++) {
        append_chapter(texts, i + 1, &tags->chapters[i]);
    }
}

char *vorbis_comment_next(const struct buffer *texts, const char *comment)
{
    if (texts->length == 0) return NULL;
    size_t next = comment ? (size_t)(comment - texts->data) + strlen(comment) + 1 : 0;
    return next < texts->length ? texts->data + next : NULL;
}
