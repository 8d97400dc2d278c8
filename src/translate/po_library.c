#include "translate/po_library.h"

#include <setjmp.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#ifdef __SANITIZE_ADDRESS__
/* libgettextpo 0.21 does not free the comments and the places of the messages that it frees; nobody else can. */
__attribute__((weak)) const char *__lsan_default_suppressions(void);
const char *__lsan_default_suppressions(void)
{
    return "leak:libgettextpo\n";
}

__attribute__((weak)) const char *__lsan_default_options(void);
const char *__lsan_default_options(void)
{
    return "print_suppressions=0";
}
#endif
/* ---- What libgettextpo complains of: its handlers have no argument, so this is where they write ------------------ */

static struct {
    const char *path;    /* of the catalogue */
    struct error *error; /* of the first mistake; may be NULL */
    size_t mistakes;
    jmp_buf escape; /* a fatal one must not return to the library; what that holds is lost */
} complaint;

static void complain(int severity, po_message_t message, const char *file, size_t line, size_t column, int multiline,
                     const char *text)
{
    (void)message, (void)column, (void)multiline;
    if (severity == PO_SEVERITY_WARNING) return;
    size_t where = file && line != (size_t)-1 ? line : 0;
    size_t length = strcspn(text, "\n");
    if (complaint.mistakes++ == 0)
        error_set(complaint.error, STATUS_BAD_INPUT, complaint.path, where, "is no valid PO file: %.*s", (int)length,
                  text);
    if (severity == PO_SEVERITY_FATAL_ERROR) longjmp(complaint.escape, 1);
}

static void complain_of_two(int severity, po_message_t message, const char *file, size_t line, size_t column,
                            int multiline, const char *text, po_message_t message2, const char *file2, size_t line2,
                            size_t column2, int multiline2, const char *text2)
{
    (void)message2, (void)file2, (void)line2, (void)column2, (void)multiline2, (void)text2;
    complain(severity, message, file, line, column, multiline, text);
}

static const struct po_xerror_handler handler = {complain, complain_of_two};

static void listen(const char *path, struct error *error)
{
    complaint.path = path;
    complaint.error = error;
    complaint.mistakes = 0;
}

static po_file_t parse(const char *name)
{
    return setjmp(complaint.escape) ? NULL : po_file_read(name, &handler);
}

static bool print(po_file_t file, const char *name)
{
    return !setjmp(complaint.escape) && po_file_write(file, name, &handler) && complaint.mistakes == 0;
}

/* ---- Files in memory --------------------------------------------------------------------------------------------- */

/* A file in memory and the name by which it can be opened; -1 where the system refuses. */
static int open_memory(char name[32])
{
    int descriptor = memfd_create("catalogue", MFD_CLOEXEC);
    snprintf(name, 32, "/proc/self/fd/%d", descriptor);
    return descriptor;
}

static bool write_all(int descriptor, const char *bytes, size_t length)
{
    while (length > 0) {
        ssize_t written = write(descriptor, bytes, length);
        if (written <= 0) return false;
        bytes += written;
        length -= (size_t)written;
    }
    return true;
}

static bool read_all(int descriptor, struct buffer *bytes)
{
    off_t size = lseek(descriptor, 0, SEEK_END);
    char *room = size >= 0 && lseek(descriptor, 0, SEEK_SET) == 0 ? buffer_room(bytes, (size_t)size) : NULL;
    for (off_t got = 0; room && got < size;) {
        ssize_t count = read(descriptor, room + got, (size_t)(size - got));
        if (count <= 0) return false;
        got += count;
    }
    if (room) buffer_fill(bytes, (size_t)size);
    return room != NULL;
}

static enum status refused(const char *path, struct error *error)
{
    return error_set(error, STATUS_SYSTEM, path, 0, "the system gives no file in memory to read or write it with");
}
/* ------------------------------------------------------------------------------------------------------------------ */

enum status po_library_read(const char *path, const struct buffer *bytes, po_file_t *ret, struct error *error)
{
    char memory[32];
    int descriptor = open_memory(memory);
    bool is_there = descriptor >= 0 && write_all(descriptor, bytes->data, bytes->length);
    listen(path, error);
    *ret = is_there ? parse(memory) : NULL;
    if (descriptor >= 0) close(descriptor);
    if (*ret && complaint.mistakes == 0) return STATUS_OK;
    if (*ret) po_file_free(*ret);
    *ret = NULL;
    return complaint.mistakes ? STATUS_BAD_INPUT : refused(path, error);
}

enum status po_library_write(const char *path, po_file_t file, struct buffer *bytes, struct error *error)
{
    char memory[32];
    int descriptor = open_memory(memory);
    if (descriptor < 0) return refused(path, error);
    enum status status = STATUS_OK;
    struct error mistake = {0};
    listen(path, &mistake);
    if (!print(file, memory))
        status = error_set(error, STATUS_IO, path, 0,
                           "cannot be written as a PO file: it %s; run `aloud "
                           "translate update` for a whole header",
                           mistake.text);
    else if (!read_all(descriptor, bytes))
        status = bytes->failed ? error_no_memory(error) : refused(path, error);
    close(descriptor);
    return status;
}
