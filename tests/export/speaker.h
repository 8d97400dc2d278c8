/* Real speech for tests: the engine, and lines in every language that has a voice. */
#ifndef TESTS_EXPORT_SPEAKER_H
#define TESTS_EXPORT_SPEAKER_H

#include "speech/engine.h"

struct speaker {
    struct engine *engine;
};

/* Every call fails the test where it cannot be done. */
void speaker_open(struct speaker *speaker);
void speaker_close(struct speaker *speaker);

/* `text` in the engine's language, with a pause of 300 ms after it. The caller releases the clip. */
struct clip *speaker_say(struct speaker *speaker, const char *text, const char *engine_language);

/* The spoken forms of the first lines of tests/spoken/LANG.tsv, `most` of each language, one call each. */
void speaker_say_lines(struct speaker *speaker, size_t most,
                       void (*heard)(const struct clip *clip, const char *text, const char *language, void *context),
                       void *context);

#endif
