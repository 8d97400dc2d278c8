/* The terminal as it was, on every way out; and the signals that ask Aloud to leave. */
#ifndef ALOUD_LISTEN_TERMINAL_H
#define ALOUD_LISTEN_TERMINAL_H

#include "base/status.h"

#include <stdbool.h>

/* Remembers the terminal of descriptor `input` (-1: there is none) and takes over the signals: HUP, INT, QUIT, TERM
 * are told by terminal_signal; a crash restores the terminal with `reset` (sequences, static) before it ends the
 * process. Process-wide; once. */
enum status terminal_guard(int input, const char *reset, struct error *error);

/* TERM where that is a terminal that the system knows, else "vt100", which nearly all obey. */
const char *terminal_type(void);

/* Whether it has this capability, a string of terminfo(5): "cup" moves the cursor, "smcup" shows the other screen. */
bool terminal_can(const char *capability);

/* Gives each key as it is typed, without showing it, and restores the terminal while the process is stopped. ncurses
 * does so only for a terminal that it also draws on. */
void terminal_keys(void);

/* Puts terminal settings back; keeps the signals. */
void terminal_restore(void);

int terminal_signal_fd(void); /* readable when a signal came; -1 before terminal_guard */
int terminal_signal(void);    /* the latest such signal, told once; 0: none */

#endif
