/* JSON (RFC 8259) that is read from a file piece by piece, so that it may be longer than what memory should hold.
 *
 *     struct json_reader reader = {.file = file};
 *     for (bool more = json_reader_enter(&reader, '[', ']'); more; more = json_reader_next(&reader, ']')) {
 *         struct buffer text = {0};
 *         json_reader_value(&reader, &text);                        // of an element; json_loadb tells whether it is good
 *     }
 *     if (reader.failed) …
 *
 * It knows brackets and strings only; what stands within a value is for jansson to judge.
 */
#ifndef ALOUD_EXPORT_JSON_READER_H
#define ALOUD_EXPORT_JSON_READER_H

#include "base/buffer.h"

#include <stdio.h>

struct json_reader {
    FILE *file;  /* the caller's */
    bool failed; /* it is no JSON, ends too early or cannot be read; nothing more is read */
};

/* Skips white space; whether something is behind it. */
bool json_reader_has_more(struct json_reader *reader);

/* Takes the bracket that begins an array or object; whether an element or member follows, else the end is taken, too. */
bool json_reader_enter(struct json_reader *reader, char begin, char end);

/* Behind an element or member: whether another one follows; else the end is taken. */
bool json_reader_next(struct json_reader *reader, char end);

/* Appends a member's key with its quotes and the colon: "name": */
bool json_reader_key(struct json_reader *reader, struct buffer *text);

/* Appends the text of the value that follows. */
bool json_reader_value(struct json_reader *reader, struct buffer *text);

#endif
