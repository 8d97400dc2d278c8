/* A sound server of the test's own: PulseAudio with one null sink, and the recording of what was played into it.
 *
 * A null sink that nobody listens to takes what is played in pieces of up to two seconds, so whatever depends on when
 * sound comes out must run while it is recorded: the recorder asks for pieces of 5 ms, and gets the sink to that pace.
 *
 * The sink runs at CLIP_RATE_HZ with one channel, so that nothing is converted on the way and clips are found exactly.
 */
#ifndef TESTS_SERVER_H
#define TESTS_SERVER_H

#include "ear.h"

#include <stdbool.h>

struct server;

/* Starts a server with its socket and files in `folder`; returns when it answers. NULL where that fails. */
struct server *server_start(const char *folder);
bool server_restart(struct server *server); /* after server_kill */
void server_kill(struct server *server);    /* SIGKILL; its recording ends */
void server_free(struct server *server);

/* For PULSE_SERVER. */
const char *server_address(const struct server *server);

/* Records behind what was recorded before; returns when the first samples have come. */
bool server_record(struct server *server);

/* Ends the recording. What was recorded since server_start; owned by the server. */
struct sound server_tape(struct server *server);

/* CLOCK_MONOTONIC seconds at which the first sample that is no silence came out of the sink since server_record;
 * 0: none yet. May be called while it records. */
double server_first_sound_s(struct server *server);

#endif
