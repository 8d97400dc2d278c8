#include "export/id3.h"

#include "base/utf8.h"
#include "export/one_line.h"
#include "export/timestamp.h"

#include <unicode/uloc.h>

enum { HEADER_BYTES = 10, UTF_16 = 1, TOC_TOP_LEVEL = 2, TOC_ORDERED = 1 };

static void append_32(struct buffer *bytes, uint32_t value)
{
    for (int shift = 24; shift >= 0; shift -= 8) buffer_append_char(bytes, (char)(value >> shift & 0xFF));
}

static void append_unit(struct buffer *bytes, uint32_t unit)
{
    buffer_append_char(bytes, (char)(unit & 0xFF));
    buffer_append_char(bytes, (char)(unit >> 8));
}

/* Version 2.3 has no UTF-8: UTF-16 with its byte order mark, ended by a zero. */
static void append_utf16(struct buffer *bytes, const char *text)
{
    struct buffer line = {0};
    one_line(&line, text);
    append_unit(bytes, 0xFEFF);
    for (size_t at = 0; at < line.length;) {
        uint32_t codepoint = utf8_next(line.data, line.length, &at);
        if (codepoint >= 0x10000) {
            append_unit(bytes, 0xD800 + ((codepoint - 0x10000) >> 10));
            codepoint = 0xDC00 + ((codepoint - 0x10000) & 0x3FF);
        }
        append_unit(bytes, codepoint);
    }
    append_unit(bytes, 0);
    bytes->failed = bytes->failed || line.failed;
    buffer_done(&line);
}

/* Returns the place of the frame, whose size `end_frame` fills in. */
static size_t begin_frame(struct buffer *bytes, const char name[4])
{
    size_t start = bytes->length;
    buffer_append(bytes, name, 4);
    append_32(bytes, 0);
    buffer_append(bytes, "\0\0", 2);
    return start;
}

static void end_frame(struct buffer *bytes, size_t start)
{
    if (bytes->failed) return;
    size_t size = bytes->length - start - HEADER_BYTES;
    for (size_t i = 0; i < 4; i++) bytes->data[start + 4 + i] = (char)(size >> (24 - 8 * i) & 0xFF);
}

static void append_text(struct buffer *bytes, const char name[4], const char *text)
{
    if (!text) return;
    size_t frame = begin_frame(bytes, name);
    buffer_append_char(bytes, UTF_16);
    append_utf16(bytes, text);
    end_frame(bytes, frame);
}

static void append_own_text(struct buffer *bytes, const char *key, const char *text)
{
    if (!text) return;
    size_t frame = begin_frame(bytes, "TXXX");
    buffer_append_char(bytes, UTF_16);
    append_utf16(bytes, key);
    append_utf16(bytes, text);
    end_frame(bytes, frame);
}

/* TLAN knows only languages (ISO 639-2); the whole tag stands beside it. */
static void append_language(struct buffer *bytes, const char *tag)
{
    if (!tag) return;
    const char *code = uloc_getISO3Language(tag);
    append_text(bytes, "TLAN", code[0] ? code : NULL);
    append_own_text(bytes, "LANGUAGE", tag);
}

static void append_track(struct buffer *bytes, const struct audio_tags *tags)
{
    struct buffer track = {0};
    if (!tags->track) return;
    buffer_printf(&track, "%u", tags->track);
    if (tags->track_count) buffer_printf(&track, "/%u", tags->track_count);
    bytes->failed = bytes->failed || track.failed;
    append_text(bytes, "TRCK", buffer_text(&track));
    buffer_done(&track);
}

static void append_element_id(struct buffer *bytes, size_t number)
{
    buffer_printf(bytes, "chapter%zu", number);
    buffer_append_char(bytes, '\0');
}

static void append_chapters(struct buffer *bytes, const struct chapter *chapters, size_t count)
{
    enum { NO_BYTE_OFFSET = -1 };
    if (count == 0) return;
    size_t contents = begin_frame(bytes, "CTOC");
    buffer_append(bytes, "toc", 4);
    buffer_append_char(bytes, TOC_TOP_LEVEL | TOC_ORDERED);
    buffer_append_char(bytes, (char)count);
    for (size_t i = 0; i < count; i++) append_element_id(bytes, i + 1);
    end_frame(bytes, contents);
    for (size_t i = 0; i < count; i++) {
        size_t frame = begin_frame(bytes, "CHAP");
        append_element_id(bytes, i + 1);
        append_32(bytes, (uint32_t)timestamp_ms(chapters[i].start_frame));
        append_32(bytes, (uint32_t)timestamp_ms(chapters[i].end_frame));
        append_32(bytes, (uint32_t)NO_BYTE_OFFSET);
        append_32(bytes, (uint32_t)NO_BYTE_OFFSET);
        append_text(bytes, "TIT2", chapters[i].title);
        end_frame(bytes, frame);
    }
}

void id3_append(struct buffer *bytes, const struct audio_tags *tags)
{
    size_t start = bytes->length, count = tags->chapter_count;
    buffer_append(bytes, "ID3\3\0\0\0\0\0\0", HEADER_BYTES);
    append_text(bytes, "TIT2", tags->title);
    append_text(bytes, "TALB", tags->album);
    append_track(bytes, tags);
    append_language(bytes, tags->language);
    append_own_text(bytes, "REFERENCE", tags->reference);
    append_own_text(bytes, "VERSION", tags->version);
    append_chapters(bytes, tags->chapters, count < ID3_CHAPTERS_MOST ? count : ID3_CHAPTERS_MOST);
    if (bytes->failed) return;
    size_t size = bytes->length - start - HEADER_BYTES;
    if (size == 0) bytes->length = start;
    /* Seven bits a byte, so that no size looks like the beginning of a sound frame. */
    for (size_t i = 0; size && i < 4; i++) bytes->data[start + 6 + i] = (char)(size >> (21 - 7 * i) & 0x7F);
}
