/* The Typist: runs a program in a pseudo-terminal, types its keys and reads its screen (a terminal emulator's, so that
 * what is read is what a person would see, however the program draws it).
 *
 *     struct typist *typist = typist_start(&(struct typist_program){.arguments = argv, .environment = env});
 *     assert_true(typist_sees(typist, "Section 1", 5.0));
 *     typist_type(typist, "q");
 *     assert_int_equal(typist_exit(typist, 5.0), 0);
 *     typist_free(typist);
 *
 * All limits are seconds; whatever waits also reads what the program writes, so the program never blocks.
 */
#ifndef TESTS_TYPIST_H
#define TESTS_TYPIST_H

#include "base/buffer.h"

#include <stdbool.h>
#include <sys/types.h>
#include <termios.h>

/* What a terminal (xterm) sends for keys without a character. */
#define TYPE_UP "\033OA"
#define TYPE_DOWN "\033OB"
#define TYPE_RIGHT "\033OC"
#define TYPE_LEFT "\033OD"
#define TYPE_HOME "\033OH"
#define TYPE_END "\033OF"
#define TYPE_PAGE_UP "\033[5~"
#define TYPE_PAGE_DOWN "\033[6~"
#define TYPE_INSERT "\033[2~"
#define TYPE_DELETE "\033[3~"
#define TYPE_CENTRE "\033OE"
#define TYPE_ENTER "\r"
#define TYPE_ESCAPE "\033"

struct typist_program {
    const char *const *arguments;   /* ended by NULL; the first is the program's path */
    const char *const *environment; /* "NAME=value", ended by NULL; instead of this process's */
    int rows, columns;              /* 0: 24, 80 */
    void (*run)(void *context);     /* this function in a process of its own, instead of a program */
    void *context;
};

struct typist;

/* NULL where the system refuses. */
struct typist *typist_start(const struct typist_program *program);

/* Ends what still runs (SIGKILL) and frees. NULL is fine. */
void typist_free(struct typist *typist);

pid_t typist_process(const struct typist *typist);

void typist_type(struct typist *typist, const char *keys);

/* Reads on until `text` stands on the screen (line ends count as blanks, runs of blanks as one). */
bool typist_sees(struct typist *typist, const char *text, double limit_s);

/* The same of all that was written behind the text found last, line ends and blanks folded, control sequences as
 * they are. For programs that print lines. */
bool typist_reads(struct typist *typist, const char *text, double limit_s);

/* Reads on for so long. */
void typist_waits(struct typist *typist, double seconds);

/* The screen's text, blanks folded as above; valid until the next call. */
const char *typist_screen(struct typist *typist);

/* One row as it stands, from its first column, without the blanks at its end; valid until the next call. */
const char *typist_row(struct typist *typist, int row);

/* The text that stands out, from left to right and top to bottom; valid until the next call. */
enum typist_look { TYPIST_REVERSE, TYPIST_BOLD };
const char *typist_looks(struct typist *typist, enum typist_look look);

/* All that was written so far. */
const struct buffer *typist_output(const struct typist *typist);

/* Whether the terminal is as a shell expects it: the first screen, the cursor visible, echo and lines on. */
bool typist_is_restored(struct typist *typist);

void typist_resize(struct typist *typist, int rows, int columns);

/* Takes the terminal away, as when its window is closed. */
bool typist_hang_up(struct typist *typist);

/* Reads on until the program ends: its exit status, 128 + signal where one ended it, -1 where it still runs. */
int typist_exit(struct typist *typist, double limit_s);

#endif
