/* Names of files and folders: stable, sortable, and safe on every file system, web server and telephone system.
 *
 *     "Improve sleep quality"   improve-sleep-quality
 *     "Як приймати ліки"        ak-prijmati-liki
 */
#ifndef ALOUD_EXPORT_NAMES_H
#define ALOUD_EXPORT_NAMES_H

#include "base/buffer.h"
#include "base/status.h"

/* A name has at most so many bytes. */
enum { NAME_BYTES_MOST = 60 };

/* Appends `text` as a to z, 0 to 9 and single hyphens between them, cut at a word where it is long; other scripts by ICU's
 * transliteration to Latin letters (CLDR). Appends `otherwise` where nothing is left. STATUS_SYSTEM where ICU has no rules. */
enum status name_append(struct buffer *name, const char *text, const char *otherwise, struct error *error);

#endif
