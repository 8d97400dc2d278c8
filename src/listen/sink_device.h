/* The device behind a sink: PortAudio, or the null driver's clock. */
#ifndef ALOUD_LISTEN_SINK_DEVICE_H
#define ALOUD_LISTEN_SINK_DEVICE_H

#include "base/buffer.h"
#include "base/status.h"
#include "listen/sink_mixer.h"

struct sink_device;

/* Opens the device; its callback will fill from `mixer`. Blocks for some 40 ms, longer where a server is slow: not for
 * the main thread. */
enum status sink_device_open(const char *name, struct mixer *mixer, struct sink_device **ret, struct error *error);
enum status sink_device_start(struct sink_device *device, struct error *error); /* once */
bool sink_device_runs(const struct sink_device *device);                        /* once started: until it went */
void sink_device_close(struct sink_device *device); /* no callback runs after it; NULL is fine */
enum status sink_device_list(struct buffer *list, struct error *error);

#endif
