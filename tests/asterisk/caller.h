/* Callers at a telephone line that a real Asterisk serves. Each hears prompts, presses keys while they are played, and
 * records what comes out of the line, in the codec of the call.
 *
 * What the line does is read in Asterisk's log, for each call strictly in order:
 *
 *     LANGUAGE/PROMPT      Asterisk plays this file
 *     dial CHANNEL         it calls somebody for the caller
 *     over                 the call has ended
 */
#ifndef TESTS_ASTERISK_CALLER_H
#define TESTS_ASTERISK_CALLER_H

#include "asterisk/manager.h"

#include <stdbool.h>

struct heard {
    const char *what; /* fnmatch(3) */
    char key;         /* pressed soon after it begins; 0: none; CALLER_HANGS_UP */
};

enum { CALLER_HANGS_UP = 'H', CALL_HEARD_MOST = 200 };

struct call {
    const char *number; /* that is called in the context "phone" */
    const char *format; /* of the call, as Asterisk calls it */
    const char *ending; /* of the files in it */
    const struct heard *expected;
    /* For callers_call. */
    char *heard[CALL_HEARD_MOST]; /* owned */
    size_t heard_count;
    char channel[80]; /* the caller's */
    char key;         /* that is still to be pressed */
    int key_looks;    /* and when */
    bool over;
};

/* Takes all calls at once, until the last one is over. Asterisk's files are in `server` (server.sh): its log, its sounds, and
 * the recordings to be: calls/NUMBER.ENDING. */
void callers_call(struct manager *manager, const char *server, struct call *calls, size_t count);

/* Checks that the recording holds, one behind the other and bit for bit, each prompt that was not cut short by a key. */
void caller_check_recording(const struct call *call, const char *server);

void call_done(struct call *call);

#endif
