/* A leaflet checked from its text, through the real reader, voice and script. */
#ifndef ALOUD_TESTS_CHECK_LEAFLET_H
#define ALOUD_TESTS_CHECK_LEAFLET_H

#include "check/check.h"

struct checked {
    struct document *document;
    struct voice *voice; /* NULL: the one of en-GB, which is loaded once for all */
    struct script *script;
    struct findings findings;
};

/* Reads `given` as `name` and checks it against `original`; both checks. Free with checked_done. Fails the test where
 * something else fails than the check. `voice`: path of a voice file, NULL for en-GB. */
void checked_load(const char *name, const char *given, size_t given_length, const char *original,
                  size_t original_length, const char *voice, struct checked *checked);
void checked_done(struct checked *checked);

size_t checked_count(const struct checked *checked, enum finding_kind kind);
size_t checked_failures(const struct checked *checked);
void checked_print(const char *name, const struct checked *checked);

/* Calls `use` with each leaflet that there is: those of these tests, of the document's tests, of content/ and of
 * ../shared. Returns how many. */
size_t each_leaflet(void (*use)(const char *path, const char *bytes, size_t length));

#endif
