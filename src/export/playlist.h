/* A playlist of sound files: M3U in UTF-8 (.m3u8), with the lines that Winamp added to it. */
#ifndef ALOUD_EXPORT_PLAYLIST_H
#define ALOUD_EXPORT_PLAYLIST_H

#include "base/buffer.h"

struct playlist_entry {
    const char *name;  /* of the file beside the list */
    const char *title; /* NULL: none */
    uint64_t frame_count;
};

/* Appends what stands before the entries; `title` (NULL: none) is the whole's. */
void playlist_begin(struct buffer *text, const char *title);
void playlist_append(struct buffer *text, const struct playlist_entry *entry);

#endif
