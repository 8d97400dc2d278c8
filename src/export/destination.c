#include "export/destination.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <unistd.h>

static enum status write_error(const struct destination *destination, struct error *error)
{
    enum status status = errno == ENOMEM ? STATUS_NO_MEMORY : STATUS_IO;
    return error_set(error, status, destination->name, 0, "cannot be written: %s", strerror(errno));
}

static enum status open_file(struct destination *destination, struct error *error)
{
    enum status status = file_writer_open(&destination->file, destination->name, error);
    destination->stream = destination->file.stream;
    return status;
}

static enum status open_stream(struct destination *destination, bool standard_output, struct error *error)
{
    int descriptor = standard_output ? fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, 0)
                                     : open(destination->name, O_WRONLY | O_CLOEXEC | O_NOCTTY);
    if (descriptor >= 0) destination->stream = fdopen(descriptor, "wb");
    if (destination->stream) return STATUS_OK;
    enum status status = write_error(destination, error);
    if (descriptor >= 0) close(descriptor);
    return status;
}

static bool has_ending(const char *path, const char *ending)
{
    const char *dot = strrchr(path, '.');
    return dot && strcasecmp(dot, ending) == 0;
}

enum status destination_open(struct destination *destination, const char *path, const char *ending, const char *kind,
                             struct error *error)
{
    struct stat about;
    bool standard_output = strcmp(path, "-") == 0;
    bool there = !standard_output && stat(path, &about) == 0;
    if (there && S_ISDIR(about.st_mode)) {
        return error_set(error, STATUS_IO, path, 0, "is a folder; name a file in it");
    }
    bool stream = standard_output || (there && !S_ISREG(about.st_mode));
    if (!stream && !has_ending(path, ending)) {
        return error_set(error, STATUS_USAGE, path, 0, "is not the name of %s; end it in %s", kind, ending);
    }
    *destination = (struct destination){.name = strdup(standard_output ? "standard output" : path)};
    if (!destination->name) return error_no_memory(error);
    enum status status = stream ? open_stream(destination, standard_output, error) : open_file(destination, error);
    if (status != STATUS_OK) destination_discard(destination);
    return status;
}

enum status destination_close(struct destination *destination, struct error *error)
{
    enum status status = STATUS_OK;
    if (destination->file.stream) {
        status = file_writer_close(&destination->file, error);
    } else if (destination->stream && fclose(destination->stream) != 0) {
        status = write_error(destination, error);
    }
    destination->stream = NULL;
    destination_discard(destination);
    return status;
}

void destination_discard(struct destination *destination)
{
    if (destination->stream && !destination->file.stream) fclose(destination->stream);
    file_writer_discard(&destination->file);
    free(destination->name);
    *destination = (struct destination){0};
}
