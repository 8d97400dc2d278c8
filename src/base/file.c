#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { READ_BYTES = 256 * 1024, COMPARED_BYTES = 16 * 1024 };

static enum status read_error(const char *path, struct error *error)
{
    enum status status = errno == ENOENT ? STATUS_NOT_FOUND : errno == ENOMEM ? STATUS_NO_MEMORY : STATUS_IO;
    return error_set(error, status, path, 0, "cannot be read: %s", strerror(errno));
}

enum status file_reader_open(struct file_reader *reader, const char *path, struct error *error)
{
    bool standard_input = strcmp(path, "-") == 0;
    int descriptor = standard_input ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC);
    if (descriptor < 0) return read_error(path, error);
    *reader = (struct file_reader){.path = path, .descriptor = descriptor, .open = true};
    struct stat about = {0};
    if (fstat(descriptor, &about) == 0 && S_ISDIR(about.st_mode)) {
        file_reader_close(reader);
        return error_set(error, STATUS_BAD_INPUT, path, 0, "is a folder; name a leaflet inside it");
    }
    if (S_ISREG(about.st_mode) && about.st_size > 0) reader->size = (size_t)about.st_size;
    return STATUS_OK;
}

void file_reader_close(struct file_reader *reader)
{
    if (reader->open && reader->descriptor != STDIN_FILENO) close(reader->descriptor);
    reader->open = false;
}

static enum status too_large(const char *path, size_t limit_bytes, struct error *error)
{
    return error_set(error, STATUS_LIMIT, path, 0, "is larger than %zu MB; split it", limit_bytes / 1000000);
}

enum status file_reader_read(struct file_reader *reader, size_t most, size_t limit_bytes, struct buffer *content,
                             struct error *error)
{
    if (reader->size > limit_bytes) return too_large(reader->path, limit_bytes, error);
    /* At once the room that the file needs: no copies while it grows. */
    size_t left = reader->size > content->length ? reader->size - content->length : 0;
    if (!buffer_room(content, left + READ_BYTES)) return error_no_memory(error);
    for (size_t start = content->length; reader->open && content->length - start < most;) {
        size_t wanted = most - (content->length - start);
        if (wanted > READ_BYTES) wanted = READ_BYTES;
        char *room = buffer_room(content, wanted);
        if (!room) return error_no_memory(error);
        ssize_t got = read(reader->descriptor, room, wanted);
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) return read_error(reader->path, error);
        if (got == 0) file_reader_close(reader);
        buffer_fill(content, (size_t)got);
        if (content->length > limit_bytes) return too_large(reader->path, limit_bytes, error);
    }
    return STATUS_OK;
}

enum status file_read(const char *path, size_t limit_bytes, struct buffer *content, struct error *error)
{
    struct file_reader reader = {0};
    enum status status = file_reader_open(&reader, path, error);
    if (status == STATUS_OK) status = file_reader_read(&reader, SIZE_MAX, limit_bytes, content, error);
    file_reader_close(&reader);
    return status;
}

static enum status write_error(const char *path, struct error *error)
{
    enum status status = errno == ENOMEM ? STATUS_NO_MEMORY : STATUS_IO;
    return error_set(error, status, path, 0, "cannot be written: %s", strerror(errno));
}

/* A file in the folder of `path` that has no name yet: nothing is left of it where the program is killed. -1 where the
 * file system has none such. */
static int open_nameless(const char *path)
{
    const char *slash = strrchr(path, '/');
    char *folder = slash ? text_format("%.*s/", (int)(slash - path), path) : strdup(".");
    int descriptor = folder ? open(folder, O_TMPFILE | O_RDWR | O_CLOEXEC, 0666) : -1;
    free(folder);
    return descriptor;
}

static int open_temporary(struct file_writer *writer)
{
    writer->temporary = text_format("%s.aloud-XXXXXX", writer->path);
    int descriptor = writer->temporary ? mkostemp(writer->temporary, O_CLOEXEC) : -1;
    if (descriptor < 0) {
        free(writer->temporary);
        writer->temporary = NULL;
        return -1;
    }
    mode_t mask = umask(0);
    umask(mask);
    fchmod(descriptor, 0666 & ~mask);
    return descriptor;
}

enum status file_writer_open(struct file_writer *writer, const char *path, struct error *error)
{
    *writer = (struct file_writer){.path = strdup(path)};
    if (!writer->path) return error_no_memory(error);
    int descriptor = open_nameless(path);
    if (descriptor < 0) descriptor = open_temporary(writer);
    if (descriptor >= 0) writer->stream = fdopen(descriptor, "wb");
    if (writer->stream) return STATUS_OK;
    enum status status = write_error(path, error);
    if (descriptor >= 0) close(descriptor);
    file_writer_discard(writer);
    return status;
}

/* Gives a nameless file a name beside its final one: only a rename can take the place of a file that is there. */
static bool name_temporary(struct file_writer *writer)
{
    if (writer->temporary) return true;
    char *open_file = text_format("/proc/self/fd/%d", fileno(writer->stream));
    writer->temporary = text_format("%s.aloud-%d", writer->path, (int)getpid());
    bool named = false;
    if (open_file && writer->temporary) {
        unlink(writer->temporary); /* of a process of that number that was killed here */
        named = linkat(AT_FDCWD, open_file, AT_FDCWD, writer->temporary, AT_SYMLINK_FOLLOW) == 0;
    }
    free(open_file);
    return named;
}

enum status file_writer_flush(struct file_writer *writer, struct error *error)
{
    return fflush(writer->stream) == 0 && !ferror(writer->stream) ? STATUS_OK : write_error(writer->path, error);
}

static enum status close_writer(struct file_writer *writer, bool sync, struct error *error)
{
    if (!writer->stream) return STATUS_OK;
    enum status status = STATUS_OK;
    bool written = fflush(writer->stream) == 0 && !ferror(writer->stream);
    if (sync) written = written && fsync(fileno(writer->stream)) == 0;
    if (!written || !name_temporary(writer)) status = write_error(writer->path, error);
    bool closed = fclose(writer->stream) == 0;
    writer->stream = NULL;
    if (status == STATUS_OK && (!closed || rename(writer->temporary, writer->path) != 0)) {
        status = write_error(writer->path, error);
    }
    if (status == STATUS_OK) {
        free(writer->temporary);
        writer->temporary = NULL;
    }
    file_writer_discard(writer);
    return status;
}

enum status file_writer_close(struct file_writer *writer, struct error *error)
{
    return close_writer(writer, true, error);
}

enum status file_writer_close_soon(struct file_writer *writer, struct error *error)
{
    return close_writer(writer, false, error);
}

void file_writer_discard(struct file_writer *writer)
{
    if (writer->stream) fclose(writer->stream);
    if (writer->temporary) unlink(writer->temporary);
    free(writer->temporary);
    free(writer->path);
    *writer = (struct file_writer){0};
}

/* Whether the file is one of the bytes that were written. */
static bool holds_the_same(const struct file_writer *writer, int there)
{
    static char left[COMPARED_BYTES], right[COMPARED_BYTES];
    struct stat old, new;
    int here = fileno(writer->stream);
    if (fstat(there, &old) != 0 || fstat(here, &new) != 0 || !S_ISREG(old.st_mode) || old.st_size != new.st_size)
        return false;
    for (off_t at = 0; at < new.st_size; at += COMPARED_BYTES) {
        size_t count = new.st_size - at < COMPARED_BYTES ? (size_t)(new.st_size - at) : COMPARED_BYTES;
        if (pread(here, left, count, at) != (ssize_t)count || pread(there, right, count, at) != (ssize_t)count
            || memcmp(left, right, count) != 0)
            return false;
    }
    return true;
}

enum status file_writer_close_changed(struct file_writer *writer, struct error *error)
{
    if (!writer->stream) return STATUS_OK;
    int there = open(writer->path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    bool same = there >= 0 && fflush(writer->stream) == 0 && !ferror(writer->stream) && holds_the_same(writer, there);
    if (there >= 0) close(there);
    if (!same) return file_writer_close(writer, error);
    file_writer_discard(writer);
    return STATUS_OK;
}

static bool file_holds(const char *path, const char *text, size_t length)
{
    struct buffer content = {0};
    struct stat about;
    bool holds = stat(path, &about) == 0 && S_ISREG(about.st_mode) && about.st_size == (off_t)length
                 && file_read(path, length, &content, NULL) == STATUS_OK && content.length == length
                 && (length == 0 || memcmp(content.data, text, length) == 0);
    buffer_done(&content);
    return holds;
}

static enum status write_text(const char *path, const char *text, size_t length, bool sync, struct error *error)
{
    struct file_writer file = {0};
    if (file_holds(path, text, length)) return STATUS_OK;
    enum status status = file_writer_open(&file, path, error);
    if (status != STATUS_OK) return status;
    fwrite(text, 1, length, file.stream);
    return close_writer(&file, sync, error);
}

enum status file_write(const char *path, const char *text, size_t length, struct error *error)
{
    return write_text(path, text, length, true, error);
}

enum status file_write_soon(const char *path, const char *text, size_t length, struct error *error)
{
    return write_text(path, text, length, false, error);
}

enum status folder_check(const char *path, struct error *error)
{
    struct stat about;
    if (stat(path, &about) != 0 || S_ISDIR(about.st_mode)) return STATUS_OK;
    return error_set(error, STATUS_IO, path, 0, "is a file; name a folder");
}

enum status folder_sync(const char *path, struct error *error)
{
    int descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    enum status status = descriptor >= 0 && syncfs(descriptor) == 0 ? STATUS_OK : write_error(path, error);
    if (descriptor >= 0) close(descriptor);
    return status;
}

const char *folder_temporary(void)
{
    const char *folder = getenv("TMPDIR");
    return folder && folder[0] ? folder : "/tmp";
}

enum status folder_make(const char *path, mode_t mode, struct error *error)
{
    if (folder_check(path, error) != STATUS_OK) return STATUS_IO;
    char *partial = strdup(path);
    if (!partial) return error_no_memory(error);
    enum status status = STATUS_OK;
    for (char *slash = partial + (*partial ? 1 : 0); status == STATUS_OK; slash++) {
        if (*slash != '/' && *slash != '\0') continue;
        bool last = *slash == '\0';
        *slash = '\0';
        if (mkdir(partial, mode) != 0 && errno != EEXIST) {
            status = error_set(error, STATUS_IO, partial, 0, "the folder cannot be made: %s", strerror(errno));
        }
        if (last) break;
        *slash = '/';
    }
    free(partial);
    return status;
}

/* Of two whole paths: up from the first, behind what they share, and down to the second. */
static char *way_between(const char *folder, const char *path)
{
    struct buffer way = {0};
    size_t shared = 0; /* with the slash that ends it */
    for (size_t i = 0; folder[i] && folder[i] == path[i]; i++)
        if (folder[i] == '/') shared = i + 1;
    size_t length = strlen(folder);
    if (strncmp(folder, path, length) == 0 && path[length] == '/') shared = length + 1;
    for (size_t i = shared; i < length; i++)
        if (i == shared || folder[i] == '/') buffer_append_text(&way, "../");
    buffer_append_text(&way, path + shared);
    return buffer_take(&way);
}

char *path_from(const char *folder, const char *path)
{
    char *from = realpath(folder, NULL), *to = realpath(path, NULL);
    char *way = from && to ? way_between(from, to) : strdup(path);
    free(from);
    free(to);
    return way;
}

char *xdg_folder(const char *variable, const char *fallback)
{
    const char *base = getenv(variable);
    if (base && base[0] == '/') return text_format("%s/aloud", base);
    const char *home = getenv("HOME");
    return home && home[0] ? text_format("%s/%s/aloud", home, fallback) : NULL;
}

char *text_format(const char *format, ...)
{
    char *text = NULL;
    va_list arguments;
    va_start(arguments, format);
    int length = vasprintf(&text, format, arguments);
    va_end(arguments);
    return length < 0 ? NULL : text;
}
