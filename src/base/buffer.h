/* A growable string of bytes that owns its memory; always ended by a zero byte once anything was appended.
 * Zero-initialised is empty and valid. `buffer_done` frees it and makes it empty again.
 *
 * A failed append leaves the buffer as it was, remembers the failure in `failed`, and later appends do nothing; so a
 * run of appends needs one check at its end: `if (buffer.failed) return error_no_memory(error);`
 */
#ifndef ALOUD_BASE_BUFFER_H
#define ALOUD_BASE_BUFFER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct buffer {
    char *data;      /* owned; NULL while empty and never appended to */
    size_t length;   /* bytes, without the ending zero */
    size_t capacity; /* bytes */
    bool failed;
};

void buffer_append(struct buffer *buffer, const void *bytes, size_t length);
void buffer_append_text(struct buffer *buffer, const char *text); /* NULL appends nothing */
void buffer_append_char(struct buffer *buffer, char byte);
void buffer_append_codepoint(struct buffer *buffer, uint32_t codepoint); /* as UTF-8 */
__attribute__((format(printf, 2, 3))) void buffer_printf(struct buffer *buffer, const char *format, ...);

/* Room for `length` bytes behind the content, to be written by the caller, who then tells how many there are; NULL where
 * memory runs out. */
char *buffer_room(struct buffer *buffer, size_t length);
void buffer_fill(struct buffer *buffer, size_t length);

/* The content as a C string; "" where nothing was appended. Valid until the next append. */
const char *buffer_text(const struct buffer *buffer);

/* Empties the buffer but keeps its memory for the next use; forgets a failure. */
void buffer_clear(struct buffer *buffer);

/* Hands the memory to the caller, who frees it with free(); the buffer is empty after it. NULL where the buffer
 * has failed (its memory is freed) or memory runs out; an empty buffer gives an allocated "". */
char *buffer_take(struct buffer *buffer);

void buffer_done(struct buffer *buffer);

#endif
