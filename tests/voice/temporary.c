#include "temporary.h"

#include "base/file.h"
#include "cmocka_all.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int temporary_folder_make(void **state)
{
    char *folder = strdup("/tmp/aloud-voice-XXXXXX");
    if (!folder || !mkdtemp(folder)) {
        free(folder);
        return -1;
    }
    *state = folder;
    return 0;
}

int temporary_folder_remove(void **state)
{
    char *command = text_format("rm -r '%s'", (const char *)*state);
    int result = command ? system(command) : -1;
    free(command);
    free(*state);
    return result;
}

char *temporary_write(const char *folder, const char *name, const char *bytes, size_t length)
{
    char *path = text_format("%s/%s", folder, name);
    assert_non_null(path);
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes, 1, length, file), length);
    fclose(file);
    return path;
}

size_t temporary_voice(const char *folder, const char *old, const char *new)
{
    struct buffer shipped = {0}, changed = {0};
    assert_int_equal(file_read(ALOUD_SOURCE "/voices/en-GB.ini", 1 << 20, &shipped, NULL), STATUS_OK);
    const char *text = buffer_text(&shipped);
    const char *found = old ? strstr(text, old) : text;
    assert_non_null(found);
    size_t line = 1;
    for (const char *at = text; at < found; at++) line += *at == '\n';
    buffer_append(&changed, text, (size_t)(found - text));
    buffer_append_text(&changed, new);
    buffer_append_text(&changed, found + (old ? strlen(old) : 0));
    free(temporary_write(folder, "en-GB.ini", buffer_text(&changed), changed.length));
    buffer_done(&shipped);
    buffer_done(&changed);
    return line;
}

void assert_refused(const char *folder, size_t line, const char *words)
{
    struct error error = {0};
    struct voice *voice = NULL;
    char *path = text_format("%s/en-GB.ini", folder);
    assert_int_equal(voice_load_file(path, &voice, &error), STATUS_BAD_INPUT);
    assert_null(voice);
    assert_string_equal(error.file, path);
    assert_int_equal(error.line, line);
    if (!strstr(error.text, words)) fail_msg("\"%s\" does not hold \"%s\"", error.text, words);
    free(path);
}
