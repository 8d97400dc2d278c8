/* A voice file of one's own, in a folder that goes away. */
#ifndef TESTS_VOICE_TEMPORARY_H
#define TESTS_VOICE_TEMPORARY_H

#include "voice/voice.h"

/* Makes the folder (cmocka's setup) and removes it with what is in it (teardown). *state is its path. */
int temporary_folder_make(void **state);
int temporary_folder_remove(void **state);

/* Writes FOLDER/NAME; returns its path, to be freed. */
char *temporary_write(const char *folder, const char *name, const char *bytes, size_t length);

/* Writes FOLDER/en-GB.ini: the shipped English voice, with the first `old` in it replaced (NULL: all as it is).
 * Returns the line, from 1, in which `old` stood. */
size_t temporary_voice(const char *folder, const char *old, const char *new);

/* Loads FOLDER/en-GB.ini, which must be refused for `line`, with `words` in the message. */
void assert_refused(const char *folder, size_t line, const char *words);

#endif
