/* Tags and chapters as MP3 files have them: ID3v2.3 ("ID3 tag version 2.3.0", M. Nilsson, 1999) with the frames CHAP and
 * CTOC of the "ID3v2 Chapter Frame Addendum" (C. Newell, 2005). Written here because LAME's own tags have no chapters. */
#ifndef ALOUD_EXPORT_ID3_H
#define ALOUD_EXPORT_ID3_H

#include "base/buffer.h"
#include "export/encoder.h"

enum { ID3_CHAPTERS_MOST = 255 }; /* CTOC counts them in a byte */

/* Appends the whole tag; nothing where there is nothing to tell. */
void id3_append(struct buffer *bytes, const struct audio_tags *tags);

#endif
