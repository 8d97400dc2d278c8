/* Tags and chapters as FLAC, Ogg Opus and Ogg Vorbis have them: comments of the form "KEY=text" ("Ogg Vorbis I format
 * specification: comment field and header specification", Xiph.Org), with the keys TITLE, ALBUM, TRACKNUMBER, TRACKTOTAL,
 * LANGUAGE, VERSION and REFERENCE, and chapters as CHAPTER001=HH:MM:SS.mmm and CHAPTER001NAME=title ("Chapter Extension",
 * Xiph.Org wiki). */
#ifndef ALOUD_EXPORT_VORBIS_COMMENTS_H
#define ALOUD_EXPORT_VORBIS_COMMENTS_H

#include "base/buffer.h"
#include "export/encoder.h"

enum { VORBIS_CHAPTERS_MOST = 999 }; /* three digits */

/* Appends the comments to `texts`, each ended by a zero byte. */
void vorbis_comments(const struct audio_tags *tags, struct buffer *texts);

/* The comment behind `comment` (NULL: the first); NULL behind the last.
 *
 *     for (char *comment = NULL; (comment = vorbis_comment_next(&texts, comment));) … */
char *vorbis_comment_next(const struct buffer *texts, const char *comment);

#endif
