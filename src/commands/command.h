/* The subcommands of `aloud`: one file each. A command parses its options, calls the folders below, prints what came
 * out, and returns the exit status. Only this folder prints.
 */
#ifndef ALOUD_COMMANDS_COMMAND_H
#define ALOUD_COMMANDS_COMMAND_H

#include "base/buffer.h"
#include "base/status.h"

#include <stdbool.h>
#include <stddef.h>

/* X(name, "summary"): `aloud NAME` is command_NAME(argc, argv), argv[0] being "aloud NAME". */
#define SUBCOMMAND_LIST(X)                                                                                             \
    X(read, "read a leaflet aloud, steered from the keyboard; the word `read` may be left out")                        \
    X(outline, "print the sections with level, number of sentences and length")                                        \
    X(script, "print what will be said, line by line")                                                                 \
    X(check, "prove that every word of the leaflet is spoken, and name what will not work for a listener")             \
    X(export, "write leaflets as sound files, one a section or one for the whole")                                     \
    X(phone, "make the prompts and the menu of a telephone line")                                                      \
    X(translate, "keep translations of leaflets: PO files, their state, the translated leaflet")                       \
    X(voices, "list the languages that Aloud reads, and what the engine has beside")                                   \
    X(devices, "list the sound devices")                                                                               \
    X(keys, "print the keys")

#define X(name, summary) int command_##name(int argc, char **argv);
SUBCOMMAND_LIST(X)
#undef X

/* Exit statuses. */
enum { EXIT_GOOD = 0, EXIT_BAD = 1, EXIT_USAGE = 2 };

/* Finds the subcommand and runs it; returns the exit status of the program. */
int command_main(int argc, char **argv);

/* Prints "aloud: FILE:LINE: text" on standard error; returns the exit status that belongs to it. */
int command_failed(const struct error *error);

/* The same for something that does not end the command. */
void command_warn(const struct error *error);

/* From now on what is warned of is appended to `lines` instead, while a screen is drawn; NULL: it is printed again. */
void command_hold_warnings(struct buffer *lines);

/* Marks what a list with commas names, "flac,opus": `find` tells the index of each. False where it knows one not; then nothing is
 * marked. */
bool command_mark_names(const char *names, bool (*find)(const char *name, size_t *ret), bool *marks, size_t count);

/* Prints to standard error, as argp does, and ends the program with EXIT_USAGE after a usage error. */
struct argp;
void command_parse(const struct argp *argp, int argc, char **argv, void *input);

#endif
