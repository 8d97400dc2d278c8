#include "voice/ini_values.h"

#include <errno.h>
#include <iniparser.h>
#include <stdio.h>
#include <sys/mman.h>
#include <unistd.h>

/* iniparser would print to standard error. */
__attribute__((format(printf, 1, 2))) static int keep_quiet(const char *format, ...)
{
    (void)format;
    return 0;
}

struct _dictionary_ *ini_values(const struct buffer *text)
{
    char name[32];
    errno = 0;
    int memory = memfd_create("aloud-ini", MFD_CLOEXEC);
    if (memory < 0) return NULL;
    ssize_t written = write(memory, buffer_text(text), text->length);
    snprintf(name, sizeof name, "/proc/self/fd/%d", memory);
    iniparser_set_error_callback(keep_quiet);
    dictionary *values = written == (ssize_t)text->length ? iniparser_load(name) : NULL;
    close(memory);
    return values;
}
