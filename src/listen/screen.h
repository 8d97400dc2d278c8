/* The Screen: shows what is being heard. Two drivers: ncursesw, and plain lines (--plain) for people who read the
 * terminal with a screen reader or braille display of their own. It only draws what it is given, and reads keys.
 *
 * The terminal is restored on every way out: screen_close, exit, SIGINT SIGTERM SIGHUP SIGQUIT, crashes (SIGSEGV SIGABRT
 * SIGBUS SIGFPE SIGILL: the handler writes the reset sequences with write(2) and raises again), and Ctrl-Z (SIGTSTP:
 * restored, stopped, set up again and redrawn on SIGCONT). Leaflet text never reaches the terminal with control codes.
 */
#ifndef ALOUD_LISTEN_SCREEN_H
#define ALOUD_LISTEN_SCREEN_H

#include "base/status.h"

#include <stdbool.h>
#include <stdint.h>

/* One picture of what is heard. All strings are borrowed for the call; NULL is "". */
struct screen_view {
    const char *title;
    const char *section; /* heading of the present section */
    uint32_t section_number, section_count;
    const char *sentence;          /* the utterance's shown text */
    uint32_t word_start, word_end; /* bytes of `sentence` being spoken; equal: none */
    const char *next;              /* the next utterance's shown text, drawn dimmer below */
    const char *message;           /* the latest message of Aloud's own */
    const char *input;             /* what is being typed (find, section number); NULL: nothing is */
    unsigned percent;              /* how far through the leaflet */
    bool paused;
    bool right_to_left;          /* the leaflet … */
    bool sentence_right_to_left; /* … and the sentence, which may be of another language */
};

struct screen;

/* `plain` prints lines; else ncursesw draws (falls back to plain where the terminal cannot, or standard output is no
 * terminal). Both read keys from standard input where that is a terminal, from /dev/tty where it is a pipe; where
 * there is neither, no key ever comes and screen_fd is -1. */
enum status screen_open(bool plain, struct screen **ret, struct error *error);
void screen_close(struct screen *screen); /* restores the terminal; NULL is fine */

/* Draws; only what changed reaches the terminal. Plain: prints each new sentence and message once, as a line. */
void screen_draw(struct screen *screen, const struct screen_view *view);

/* Prints a message as a plain line at once, also where drawing is not possible. */
void screen_message(struct screen *screen, const char *text);

int screen_fd(const struct screen *screen);
/* The next key (a character or enum key_name of keys.h); false when there is none for now. */
bool screen_key(struct screen *screen, uint32_t *ret_key);
bool screen_hung_up(const struct screen *screen); /* the terminal is gone */

#endif
