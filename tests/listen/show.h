/* The Show: a screen in a process of its own, in a pseudo-terminal whose emulator tells what a person would see.
 *
 *     static const struct screen_view views[] = {{.sentence = "Rest does not help."}};
 *     struct show *show = show_open(&(struct show_plan){.views = views});
 *     show_view(show, 0);
 *     assert_non_null(strstr(typist_screen(show_typist(show)), "Rest does not help."));
 *     show_close(show);
 *
 * The process draws as Aloud's loop does: after whatever happened, what was shown last is drawn again.
 * All of these are cmocka assertions.
 */
#ifndef TESTS_SHOW_H
#define TESTS_SHOW_H

#include "listen/screen.h"
#include "typist.h"

struct show_plan {
    const struct screen_view *views; /* what can be shown; the process has a copy */
    bool plain;
    bool piped;        /* standard output is no terminal */
    bool with_shell;   /* the process is one job of a shell that waits for it: it can be stopped */
    const char *term;  /* TERM; NULL: xterm */
    int rows, columns; /* 0: 24, 80 */
};

struct show;

struct show *show_open(const struct show_plan *plan);

/* Shows a view, a message, and returns when the emulator has seen all of it; how many bytes the terminal was sent. */
size_t show_view(struct show *show, size_t index);
size_t show_message(struct show *show, size_t index); /* the message of that view */

/* Changes the size, and returns when the screen has been drawn for it. */
void show_resize(struct show *show, int rows, int columns);

/* Types and returns the key that the screen made of it; 0 where none came within a second. */
uint32_t show_key(struct show *show, const char *typed);

/* The signal that terminal_signal tells next; 0 where none came within a second. */
int show_signal(struct show *show);

/* Closes the screen; the process goes on. */
void show_close_screen(struct show *show);

/* What `fg` does to a job of a shell that is stopped. */
void show_to_foreground(struct show *show);

/* The process that shows; not the typist's own where it is a job of a shell. */
pid_t show_process(const struct show *show);
struct typist *show_typist(const struct show *show);

/* What was written to standard output, where that is piped. */
const char *show_piped(struct show *show);

/* Reads until nothing more comes. */
void show_settle(struct show *show);

/* Ends what still runs. NULL is fine. */
void show_close(struct show *show);

#endif
