/* What the files of build have in common. */
#ifndef ALOUD_TRANSLATE_BUILD_PARTS_H
#define ALOUD_TRANSLATE_BUILD_PARTS_H

#include "translate/build.h"

struct build {
    const struct original *original;
    const struct catalogue *catalogue;
    const char *language;
    const struct voice *voice;
    enum missing missing;
    const struct catalogue_entry **translations; /* for each unit; NULL where it is missing */
    struct buffer next_notice;                   /* the sentence before what is missing */
    struct built *built;
};

/* build_front_matter.c: writes the front matter, and the byte order mark before it where there is one. False where memory
 * runs out. */
bool build_front_matter(const struct build *build, struct buffer *markdown);

/* build_body.c: writes what stands behind the front matter. */
enum status build_body(const struct build *build, struct buffer *markdown, struct error *error);

/* build_check.c: reads the Markdown again and compares; fills built->document and built->source_blocks. */
enum status build_check(const struct build *build, struct error *error);

/* An error about a unit: at the line of its entry in the catalogue, else of the leaflet. */
__attribute__((format(printf, 4, 5))) enum status build_error(const struct build *build, const struct unit *unit,
                                                              struct error *error, const char *format, ...);

#endif
