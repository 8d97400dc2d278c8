#include "commands/catalogue_language.h"

#include "base/file.h"
#include "document/language.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

char *catalogue_language_of_path(const char *path)
{
    const char *slash = strrchr(path, '/');
    const char *name = slash ? slash + 1 : path;
    size_t length = strcspn(name, ".");
    char normal[LANGUAGE_TAG_BYTES];
    return language_normalise(name, length, normal) ? strdup(normal) : strndup(name, length);
}

/* Whether both are of one language: pl, pl-PL and pl_PL. */
static bool is_same_language(const char *one, const char *two)
{
    size_t length = strcspn(one, "-_");
    return length == strcspn(two, "-_") && strncasecmp(one, two, length) == 0;
}

/* Tags that differ may be of one language all the same: zh and cmn are read by one voice. */
static enum status have_one_voice(const char *heard, const char *said, struct voice_shelf *shelf, const char *voices,
                                  bool *ret, struct error *error)
{
    struct voice *first = NULL, *second = NULL;
    *ret = true;
    enum status status = voice_shelf_load(shelf, voices, heard, &first, error);
    if (status == STATUS_NOT_FOUND) return STATUS_OK;
    if (status == STATUS_OK) status = voice_shelf_load(shelf, voices, said, &second, error);
    *ret = status == STATUS_OK && is_same_language(voice_language(first), voice_language(second));
    return status == STATUS_NOT_FOUND ? STATUS_OK : status;
}

/* Of the field in the file; 0 where it is not to be found. */
static size_t find_line(const char *path)
{
    struct buffer bytes = {0};
    size_t line = 0;
    if (file_read(path, (size_t)LIMIT_CATALOGUE_MB * 1000000, &bytes, NULL) == STATUS_OK) {
        const char *text = buffer_text(&bytes), *field = strstr(text, "\"Language:");
        line = field != NULL;
        for (; field && text < field; text++) line += *text == '\n';
    }
    buffer_done(&bytes);
    return line;
}

enum status catalogue_language_check(const struct catalogue *catalogue, const char *heard, struct voice_shelf *shelf,
                                     const char *voices, struct error *error)
{
    struct buffer said = {0};
    bool one = true;
    enum status status = STATUS_OK;
    bool told = catalogue_field(catalogue, "Language", &said) && said.length > 0;
    if (said.failed)
        status = error_no_memory(error);
    else if (told && !is_same_language(heard, said.data))
        status = have_one_voice(heard, said.data, shelf, voices, &one, error);
    if (status == STATUS_OK && !one)
        status = error_set(error, STATUS_BAD_INPUT, catalogue->path, find_line(catalogue->path),
                           "is in another language by its header (Language: %s) than by its name (%s); correct the one "
                           "that is wrong",
                           said.data, heard);
    buffer_done(&said);
    return status;
}
