/* Time that only goes forward. */
#ifndef ALOUD_BASE_CLOCK_H
#define ALOUD_BASE_CLOCK_H

/* Seconds of CLOCK_MONOTONIC. Makes no system call (it reads memory that the kernel shares), so that an audio callback
 * may ask. */
double clock_now_s(void);

#endif
