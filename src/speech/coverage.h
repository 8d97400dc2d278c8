/* Whether the engine said all of a text. It drops words without a sign where a clause has too many phonemes for it, as
 * some thirty large numbers have ("1234567 1234567 …"); but the words it drops have no marks.
 */
#ifndef ALOUD_SPEECH_COVERAGE_H
#define ALOUD_SPEECH_COVERAGE_H

#include "speech/clip.h"

/* The engine joins small words under one mark ("of the"): measured in eight languages, up to two words in a row have
 * none. As many as this were not said. */
enum { COVERAGE_UNMARKED_WORDS = 4 };

/* False where so many words in a row have no mark, or none has one. A word is what stands between spaces and has a
 * letter or digit, and each Chinese character; so in other scripts without spaces little is found. Marks ascend, their
 * offsets are bytes of `text`. */
bool coverage_is_whole(const char *text, size_t length, const struct clip_mark *marks, size_t mark_count);

#endif
