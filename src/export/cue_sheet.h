/* A cue sheet: the chapters of one sound file, for players that know no other ("CDRWIN User's Guide", Golden Hawk
 * Technology, 2001, appendix A). */
#ifndef ALOUD_EXPORT_CUE_SHEET_H
#define ALOUD_EXPORT_CUE_SHEET_H

#include "base/buffer.h"
#include "export/encoder.h"

/* A track has two digits. */
enum { CUE_SHEET_TRACKS_MOST = 99 };

/* Appends the sheet of the file `name`, which stands beside it, with the chapters and the album's title of `tags`; without
 * chapters one track. Double quotes, which the format cannot hold, become single ones. UTF-8, lines end in CR LF. */
void cue_sheet_append(struct buffer *text, const struct audio_tags *tags, const char *name, enum audio_format format);

#endif
