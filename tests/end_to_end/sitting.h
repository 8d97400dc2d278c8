/* A Sitting: somebody listens to a leaflet on a stage. The sound is recorded from before the program starts.
 *
 *     static void pauses(void **state)     // cmocka_unit_test_setup_teardown(pauses, sitting_set_up, sitting_tear_down)
 *     {
 *         struct sitting *sitting = *state;
 *         sitting_begin(sitting, "knee.md", (const char *[]){"--plain", "--quiet-ui", NULL});
 *         sitting_types(sitting, " ");
 *         sitting_reads(sitting, "Paused.");
 *         …
 *         sitting_ends(sitting, 0);
 *         sitting_heard(sitting, wishes, ARRAY_COUNT(wishes));
 *     }
 *
 * All of these are cmocka assertions: they print what differs, with the screen, and end the test.
 */
#ifndef TESTS_SITTING_H
#define TESTS_SITTING_H

#include "expected.h"
#include "stage.h"
#include "verdict.h"

struct sitting {
    struct stage *stage;
    struct typist *typist;
    struct expected expected;
    const char *leaflet;  /* its path */
    struct buffer report; /* of what was heard instead of what was wished for */
    size_t heard_before;  /* frames of the tape that belong to an earlier start */
};

int sitting_set_up(void **state);
int sitting_tear_down(void **state);

/* A test of a sitting, for cmocka's tables. */
#define SITTING_TEST(test) cmocka_unit_test_setup_teardown(test, sitting_set_up, sitting_tear_down)

/* With a leaflet of leaflets/, copied onto the stage. Options end with NULL; the leaflet's path comes behind them. */
void sitting_begin(struct sitting *sitting, const char *leaflet, const char *const *options);

/* The same in two steps, so that the stage can be changed between them. */
void sitting_prepare(struct sitting *sitting, const char *leaflet);
void sitting_start(struct sitting *sitting, const char *const *options);

/* Once the program has ended: as if nothing had been heard yet, for a second start. */
void sitting_rises(struct sitting *sitting);

/* Types keys. */
void sitting_types(struct sitting *sitting, const char *keys);

/* Waits until the program has printed this, behind what was waited for last (for --plain), or shows it. */
void sitting_reads(struct sitting *sitting, const char *text);
void sitting_sees(struct sitting *sitting, const char *text);
void sitting_reads_sentence(struct sitting *sitting, size_t utterance);

/* Waits as long as the utterance takes, and a moment. */
void sitting_listens(struct sitting *sitting, size_t utterance);
void sitting_waits(struct sitting *sitting, double seconds);

/* The program ends by itself with this exit status. */
void sitting_ends(struct sitting *sitting, int exit_status);

/* What was recorded since the last start. */
struct sound sitting_tape(struct sitting *sitting);

/* What was recorded is just that. */
void sitting_heard(struct sitting *sitting, const struct wish *wishes, size_t count);
void sitting_heard_first(struct sitting *sitting, const struct wish *wishes, size_t count); /* then whatever */
void sitting_heard_all(struct sitting *sitting);

#endif
