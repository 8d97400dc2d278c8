#include "export/playlist.h"

#include "export/one_line.h"
#include "speech/clip.h"

#include <inttypes.h>

void playlist_begin(struct buffer *text, const char *title)
{
    buffer_append_text(text, "#EXTM3U\n");
    if (!title) return;
    buffer_append_text(text, "#PLAYLIST:");
    one_line(text, title);
    buffer_append_char(text, '\n');
}

void playlist_append(struct buffer *text, const struct playlist_entry *entry)
{
    uint64_t seconds = (entry->frame_count + CLIP_RATE_HZ / 2) / CLIP_RATE_HZ;
    buffer_printf(text, "#EXTINF:%" PRIu64 ",", seconds);
    one_line(text, entry->title ? entry->title : entry->name);
    buffer_append_char(text, '\n');
    if (entry->name[0] == '#') buffer_append_text(text, "./"); /* or it would be a comment */
    one_line(text, entry->name);
    buffer_append_char(text, '\n');
}
