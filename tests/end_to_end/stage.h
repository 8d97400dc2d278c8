/* The Stage: all that a test of the whole program needs, apart from everything of the machine's own: a folder with
 * home, state, settings and fast voices; a sound server with one sink and its recording; and the program on it.
 *
 *     struct stage *stage = stage_open(STAGE_WITH_SOUND);
 *     stage_record(stage);
 *     struct typist *typist = stage_listen(stage, (const char *[]){"--plain", "--quiet-ui", path, NULL});
 *     …
 *     struct sound tape = stage_tape(stage);
 *     stage_close(stage);
 */
#ifndef TESTS_STAGE_H
#define TESTS_STAGE_H

#include "base/buffer.h"
#include "ear.h"
#include "typist.h"

#include <stdbool.h>

enum stage_kind { STAGE_WITHOUT_SOUND, STAGE_WITH_SOUND };

struct stage;

/* NULL where the system refuses; then the reason is on standard error. */
struct stage *stage_open(enum stage_kind kind);

/* Ends all that it started, removes its folder. NULL is fine. */
void stage_close(struct stage *stage);

/* Paths within the stage's folder; valid until the stage is closed. */
const char *stage_path(struct stage *stage, const char *name);
const char *stage_voices(const struct stage *stage);

/* Writes a file into the folder and returns its path. */
const char *stage_write(struct stage *stage, const char *name, const void *bytes, size_t length);
const char *stage_write_text(struct stage *stage, const char *name, const char *text);

/* The environment of what runs on the stage, ended by NULL. */
const char *const *stage_environment(struct stage *stage);

/* Sets a variable for what is started from now on. */
void stage_set(struct stage *stage, const char *name, const char *value);

/* Runs aloud in a pseudo-terminal. `arguments` are those behind the program's name, ended by NULL. */
struct typist *stage_listen(struct stage *stage, const char *const *arguments);

/* What a program without a terminal wrote, and how it ended (typist_exit's numbers; -1: it did not end in time). */
struct outcome {
    int exit_status;
    double seconds;
    struct buffer output, errors;
};

/* Runs aloud, or any program by its path, to its end. */
struct outcome stage_run(struct stage *stage, const char *const *arguments, double limit_s);
struct outcome stage_run_program(struct stage *stage, const char *const *arguments, double limit_s);
void outcome_done(struct outcome *outcome);

/* The sound server: killed as by a crash, and started again with the same address. */
void stage_kill_sound(struct stage *stage);
bool stage_restart_sound(struct stage *stage);

/* Records the sink, behind what was recorded before, until the server ends or the tape is looked at. Returns when
 * recording has begun. */
bool stage_record(struct stage *stage);

/* Stops recording; all that was recorded. Owned by the stage. */
struct sound stage_tape(struct stage *stage);

/* When (CLOCK_MONOTONIC) the first sound came since stage_record; 0: none yet. For the bench. */
double stage_first_sound_s(struct stage *stage);

/* The worker of the aloud that runs as `process`; 0 where there is none. */
pid_t stage_engine_of(pid_t process);

#endif
