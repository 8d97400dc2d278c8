/* Writes a script out, an utterance at a time, so that a long leaflet takes no more memory than a short one.
 *
 * As JSON (RFC 8259, UTF-8), one object:
 *
 *     {"title": text, "language": BCP 47 tag of the voice, "utterances": [
 *       {"index": number from 0,
 *        "role": "heading" | "sentence" | "paragraph" | "item" | "row" | "quote" | "code",
 *        "level": 1 to 6 for a heading, else 0,
 *        "section": index of the document's section, "block": index of its block,
 *        "shown": text, "spoken": text, "pause_ms": number, "duration_ms": number, estimated, with the pause,
 *        "words": [{"shown": [start, end], "spoken": [start, end], "source": [start, end], "line": number from 1,
 *                   "added": true (only where Aloud put it in), "marker": true (only for an item's number)}],
 *        "languages": [{"spoken_start": byte, "language": tag}]   (where another language begins),
 *        "contacts": [{"kind": "phone" | "email" | "web", "first_word": index, "word_count": number}]}]}
 *
 * Starts and ends are bytes of "shown", "spoken" (UTF-8) and the source file; a word that Aloud added has no "source"
 * and no "line", and an item's number stands somewhere within its "source".
 */
#ifndef ALOUD_SCRIPT_SCRIPT_WRITE_H
#define ALOUD_SCRIPT_SCRIPT_WRITE_H

#include "script/script.h"

#include <stdio.h>

/* What is spoken, one utterance a line. STATUS_IO where writing fails. */
enum status script_write_lines(struct script *script, const struct document *document, FILE *stream,
                               struct error *error);

/* Each stretch that is not said as it is shown, a line: FILE:LINE, what is shown, the recogniser that knew it, what is
 * said. "ambiguous" stands behind the recogniser where the shape could mean two things. */
enum status script_write_notes(struct script *script, const struct document *document, FILE *stream,
                               struct error *error);

enum status script_write_json(struct script *script, const struct document *document, FILE *stream,
                              struct error *error);

#endif
