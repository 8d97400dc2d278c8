/* Takes from this process what saying a text does not need: the network, other files, writing, new processes, other
 * programs. What stays: reading the engine's data (a language's dictionary is loaded when it is first asked for),
 * memory up to a limit, and the descriptors that it has. The process dies with its parent.
 *
 * Follows seccomp(2) by libseccomp with a list of what is allowed, landlock(7) and prctl(2).
 */
#ifndef ALOUD_SPEECH_WORKER_CONFINE_H
#define ALOUD_SPEECH_WORKER_CONFINE_H

#include <stdbool.h>

/* Cannot be undone. `data_folder` is the only folder that can still be read, where the kernel has Landlock. False
 * where something could not be taken away: then the process must not go on. Call it while there is one thread: those
 * that are started later are held as it is, those before are not. */
bool confine(const char *data_folder);

/* The same for a process that lets its children do the work: it may fork and wait. A child gives that up by
 * confine_child, and dies with its parent. */
bool confine_parent(const char *data_folder);
bool confine_child(void);

#endif
