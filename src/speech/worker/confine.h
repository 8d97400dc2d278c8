/* Takes from this process what saying a text does not need: the network, writing files, new processes, other programs.
 * What stays: reading files that are open or can be opened for reading (the engine loads a language's dictionary when
 * it is first asked for), memory, and the socket that it has.
 */
#ifndef ALOUD_SPEECH_WORKER_CONFINE_H
#define ALOUD_SPEECH_WORKER_CONFINE_H

#include <stdbool.h>

/* Cannot be undone. `data_folder` is the only folder that can still be read, where the kernel has Landlock. False
 * where the filter could not be set: then the process must not go on. */
bool confine(const char *data_folder);

#endif
