#include "listen/sink.h"

#include "base/clock.h"
#include "listen/sink_device.h"

#include <errno.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <sys/timerfd.h>
#include <time.h>
#include <unistd.h>

enum { OPEN_LIMIT_MS = 8000, FINISH_LOOK_MS = 5 };

enum device_state { DEVICE_OPENING, DEVICE_OPEN, DEVICE_FAILED, DEVICE_REOPENED };

struct sink {
    char *name;
    struct mixer mixer;
    int timer;
    bool lost;              /* told */
    double opened_s;        /* CLOCK_MONOTONIC when the main thread learnt that the device is open */
    uint64_t finished_told; /* order */

    /* The opening thread writes these before `state`. */
    struct sink_device *device;
    struct error error;
    atomic_int state;
    atomic_bool stop;
    pthread_t opener;
    bool opener_runs;
};

/* Opens the device once; after a loss, closes the dead one and tries until a device is there. */
static void *open_device(void *context)
{
    struct sink *sink = context;
    if (!sink->lost) {
        bool good = sink_device_open(sink->name, &sink->mixer, &sink->device, &sink->error) == STATUS_OK;
        atomic_store(&sink->state, good ? DEVICE_OPEN : DEVICE_FAILED);
        return NULL;
    }
    sink_device_close(sink->device);
    sink->device = NULL;
    while (!atomic_load(&sink->stop)) {
        if (sink_device_open(sink->name, &sink->mixer, &sink->device, &sink->error) == STATUS_OK) {
            atomic_store(&sink->state, DEVICE_REOPENED);
            break;
        }
        struct timespec pause = {.tv_nsec = SINK_RETRY_MS * 1000000L};
        nanosleep(&pause, NULL);
    }
    return NULL;
}

static void join_opener(struct sink *sink)
{
    if (sink->opener_runs) pthread_join(sink->opener, NULL);
    sink->opener_runs = false;
}

static enum status start_opener(struct sink *sink, struct error *error)
{
    join_opener(sink);
    atomic_store(&sink->state, DEVICE_OPENING);
    if (pthread_create(&sink->opener, NULL, open_device, sink) != 0) {
        return error_set(error, STATUS_SYSTEM, NULL, 0, "no thread for opening the sound device");
    }
    sink->opener_runs = true;
    return STATUS_OK;
}

enum status sink_open(const char *device, struct sink **ret, struct error *error)
{
    struct sink *sink = calloc(1, sizeof *sink);
    if (!sink) return error_no_memory(error);
    sink->timer = timerfd_create(CLOCK_MONOTONIC, TFD_CLOEXEC | TFD_NONBLOCK);
    enum status status = STATUS_OK;
    if (device && !(sink->name = strdup(device))) status = error_no_memory(error);
    if (status == STATUS_OK && sink->timer < 0) {
        status = error_set(error, STATUS_SYSTEM, NULL, 0, "no timer: %s", strerror(errno));
    }
    if (status == STATUS_OK) status = start_opener(sink, error);
    if (status == STATUS_OK)
        *ret = sink;
    else
        sink_close(sink);
    return status;
}

enum status sink_wait(struct sink *sink, struct error *error)
{
    struct timespec limit;
    clock_gettime(CLOCK_REALTIME, &limit);
    limit.tv_sec += OPEN_LIMIT_MS / 1000;
    if (sink->opener_runs && pthread_timedjoin_np(sink->opener, NULL, &limit) != 0) {
        return error_set(error, STATUS_NO_DEVICE, NULL, 0,
                         "the sound device does not answer; try another with --device NAME, or write the reading to a "
                         "file with --output FILE.wav");
    }
    sink->opener_runs = false;
    sink->opened_s = clock_now_s();
    if (atomic_load(&sink->state) == DEVICE_OPEN) return STATUS_OK;
    *error = sink->error;
    return error->status;
}

void sink_close(struct sink *sink)
{
    if (!sink) return;
    atomic_store(&sink->stop, true);
    if (sink->opener_runs) {
        struct timespec limit;
        clock_gettime(CLOCK_REALTIME, &limit);
        limit.tv_sec += 2;
        /* A call into a dead sound server may never come back: the process ends without it. */
        if (pthread_timedjoin_np(sink->opener, NULL, &limit) != 0) return;
    }
    if (sink->device) {
        sink_stop(sink);
        struct timespec ramp = {.tv_nsec = 2 * SINK_LATENCY_MS * 1000000L};
        nanosleep(&ramp, NULL);
    }
    sink_device_close(sink->device);
    mixer_release_all(&sink->mixer);
    if (sink->timer >= 0) close(sink->timer);
    free(sink->name);
    free(sink);
}

static void set_timer(const struct sink *sink, uint64_t milliseconds)
{
    struct itimerspec when = {.it_interval.tv_nsec = FINISH_LOOK_MS * 1000000L};
    if (milliseconds == 0) when.it_interval.tv_nsec = 0;
    when.it_value.tv_sec = (time_t)(milliseconds / 1000);
    when.it_value.tv_nsec = (long)(milliseconds % 1000) * 1000000L;
    timerfd_settime(sink->timer, 0, &when, NULL);
}

void sink_play(struct sink *sink, struct clip *clip, size_t frame)
{
    size_t left = frame < clip->frame_count ? clip->frame_count - frame : 0;
    mixer_order(&sink->mixer, clip, frame);
    set_timer(sink, left * 1000 / CLIP_RATE_HZ + 1);
}

void sink_stop(struct sink *sink)
{
    mixer_order(&sink->mixer, NULL, 0);
    set_timer(sink, 0);
}

size_t sink_position(const struct sink *sink)
{
    const struct mixer *mixer = &sink->mixer;
    size_t latency = (size_t)SINK_LATENCY_MS * CLIP_RATE_HZ / 1000;
    uint64_t taken = atomic_load_explicit(&mixer->taken, memory_order_acquire);
    const struct mixer_order *order = mixer->waits ? &mixer->waiting : &mixer->orders[mixer->given % MIXER_ORDERS];
    if (mixer->waits || taken != mixer->given) return order->frame;
    size_t position = atomic_load_explicit(&mixer->position, memory_order_acquire);
    return position > order->frame + latency ? position - latency : order->frame;
}

int sink_fd(const struct sink *sink)
{
    return sink->timer;
}

static bool is_silent(const struct sink *sink)
{
    double called_s = atomic_load_explicit(&sink->mixer.called_s, memory_order_relaxed);
    double awake_s = sink->opened_s + SINK_WAKING_MS / 1000.0;
    return clock_now_s() > (called_s > awake_s ? called_s : awake_s) + SINK_SILENT_MS / 1000.0;
}

enum sink_event sink_poll(struct sink *sink)
{
    uint64_t expirations;
    ssize_t got = read(sink->timer, &expirations, sizeof expirations);
    (void)got; /* only to make it unreadable again */
    struct error error = {0};
    if (!sink->lost && is_silent(sink)) {
        sink->lost = true;
        set_timer(sink, 0);
        return start_opener(sink, &error) == STATUS_OK ? SINK_LOST : SINK_NOTHING;
    }
    if (sink->lost && atomic_load(&sink->state) == DEVICE_REOPENED) {
        join_opener(sink);
        sink->lost = false;
        sink->opened_s = clock_now_s();
        return SINK_BACK;
    }
    mixer_release(&sink->mixer);
    uint64_t finished = atomic_load_explicit(&sink->mixer.finished, memory_order_acquire);
    bool over = !sink->mixer.waits && finished == sink->mixer.given && finished != sink->finished_told;
    if (!over) return SINK_NOTHING;
    sink->finished_told = finished;
    set_timer(sink, 0);
    return SINK_FINISHED;
}

double sink_sounded_s(const struct sink *sink)
{
    return atomic_load_explicit(&sink->mixer.sounded_s, memory_order_relaxed);
}

enum status sink_devices(struct buffer *list, struct error *error)
{
    return sink_device_list(list, error);
}
