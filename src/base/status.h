/* What can go wrong, and how it is told.
 *
 * A function that can fail returns `enum status` and fills the `struct error` it was given at the place where the
 * failure happened; callers pass both up unchanged. Only commands/ prints. Codes of other libraries stop at the file
 * that wraps that library.
 *
 *     struct error error = {0};
 *     if (file_read(path, limit, &bytes, &error) != STATUS_OK) return error.status;
 */
#ifndef ALOUD_BASE_STATUS_H
#define ALOUD_BASE_STATUS_H

#include <stddef.h>

#define STATUS_LIST(X)                                                                                                 \
    X(OK, "done")                                                                                                      \
    X(NO_MEMORY, "out of memory")                                                                                      \
    X(USAGE, "wrong use")                                                                                              \
    X(NOT_FOUND, "not found")                                                                                          \
    X(BAD_INPUT, "bad input")                                                                                          \
    X(LIMIT, "over a limit")                                                                                           \
    X(IO, "reading or writing failed")                                                                                 \
    X(NO_DEVICE, "no sound device")                                                                                    \
    X(ENGINE, "the speech engine failed")                                                                              \
    X(SYSTEM, "the system refused")

enum status {
#define X(name, text) STATUS_##name,
    STATUS_LIST(X)
#undef X
};

/* What happened, where and what to do about it. `text` is a whole sentence without a full stop at its end.
 * `file` is "" and `line` 0 where no file is concerned. Zero-initialise before use. */
struct error {
    enum status status;
    size_t line; /* counted from 1; 0: the whole file */
    char file[512];
    char text[1024];
};

/* The short English text of a status. Never NULL; static. */
const char *status_text(enum status status);

/* Fills `error` (ignored where NULL) and returns `status`, so that `return error_set(…)` is one line.
 * `file` may be NULL. A text or file too long is cut at a character; control characters become question marks. */
__attribute__((format(printf, 5, 6))) enum status error_set(struct error *error, enum status status, const char *file,
                                                            size_t line, const char *format, ...);

/* error_set for an allocation that failed. Inline, so that static analysis knows that it never returns STATUS_OK. */
static inline enum status error_no_memory(struct error *error)
{
    error_set(error, STATUS_NO_MEMORY, NULL, 0, "there is not enough memory");
    return STATUS_NO_MEMORY;
}

#endif
