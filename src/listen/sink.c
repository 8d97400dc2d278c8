#include "listen/sink.h"

#include "base/clock.h"
#include "listen/sink_device.h"

#include <errno.h>
#include <pthread.h>
#include <semaphore.h>
#include <stdlib.h>
#include <string.h>
#include <sys/timerfd.h>
#include <time.h>
#include <unistd.h>

enum { OPEN_LIMIT_MS = 8000, SINK_SETTLING_MS = 150, FINISH_LOOK_MS = 5 };
static const double POLL_LATE_S = 1.0; /* the loop polls four times a second and more */

enum device_state { DEVICE_OPENING, DEVICE_OPEN, DEVICE_PLAYS, DEVICE_FAILED };

struct sink {
    char *name;
    struct mixer mixer;
    int timer;
    bool played;       /* the device has been there: from now on it can only be lost */
    bool lost;         /* told */
    bool asked;        /* the opener was told to start the device */
    double opening_s;  /* CLOCK_MONOTONIC when the opener began */
    double polled_s;   /* … of the last sink_poll */
    double resumed_s;  /* … of the last one that came late: the process was stopped, and the callback with it */
    uint64_t finished; /* the order that SINK_FINISHED was told of */

    /* The opening thread writes these before `state`. */
    struct sink_device *device;
    struct error error;
    double started_s; /* CLOCK_MONOTONIC */
    atomic_int state;
    atomic_bool stop;
    sem_t clip_there;
    pthread_t opener;
    bool opener_runs;
};

static void set_timer(const struct sink *sink, uint64_t milliseconds)
{
    struct itimerspec when = {.it_interval.tv_nsec = FINISH_LOOK_MS * 1000000L};
    if (milliseconds == 0) when.it_interval.tv_nsec = 0;
    when.it_value.tv_sec = (time_t)(milliseconds / 1000);
    when.it_value.tv_nsec = (long)(milliseconds % 1000) * 1000000L;
    timerfd_settime(sink->timer, 0, &when, NULL);
}

/* Opens the device; after a loss, closes the dead one and tries until a device is there. */
static bool open_device(struct sink *sink)
{
    sink_device_close(sink->device);
    sink->device = NULL;
    while (sink_device_open(sink->name, &sink->mixer, &sink->device, &sink->error) != STATUS_OK) {
        if (!sink->lost || atomic_load(&sink->stop)) return false;
        struct timespec pause = {.tv_nsec = SINK_RETRY_MS * 1000000L};
        nanosleep(&pause, NULL);
    }
    return true;
}

/* The device starts with the first clip: one that starts in silence is heard a whole buffer later. */
static bool start_device(struct sink *sink)
{
    while (sem_wait(&sink->clip_there) != 0) {}
    if (atomic_load(&sink->stop)) return true;
    sink->started_s = clock_now_s();
    return sink_device_start(sink->device, &sink->error) == STATUS_OK;
}

static void *bring_up(void *context)
{
    struct sink *sink = context;
    bool good = open_device(sink);
    if (good) {
        atomic_store(&sink->state, DEVICE_OPEN);
        good = start_device(sink);
    }
    atomic_store(&sink->state, good ? DEVICE_PLAYS : DEVICE_FAILED);
    if (!good) set_timer(sink, 1); /* wakes who waits for sink_fd */
    return NULL;
}

static enum status start_opener(struct sink *sink, struct error *error)
{
    if (sink->opener_runs) pthread_join(sink->opener, NULL);
    while (sem_trywait(&sink->clip_there) == 0) {}
    sink->asked = false;
    sink->opening_s = clock_now_s();
    atomic_store(&sink->state, DEVICE_OPENING);
    sink->opener_runs = pthread_create(&sink->opener, NULL, bring_up, sink) == 0;
    if (sink->opener_runs) return STATUS_OK;
    return error_set(error, STATUS_SYSTEM, NULL, 0, "no thread for opening the sound device");
}

enum status sink_open(const char *device, struct sink **ret, struct error *error)
{
    struct sink *sink = calloc(1, sizeof *sink);
    if (!sink) return error_no_memory(error);
    sem_init(&sink->clip_there, 0, 0);
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

void sink_close(struct sink *sink)
{
    if (!sink) return;
    atomic_store(&sink->stop, true);
    sem_post(&sink->clip_there);
    if (sink->opener_runs) {
        struct timespec limit;
        clock_gettime(CLOCK_REALTIME, &limit);
        limit.tv_sec += 2;
        /* A call into a dead sound server may never come back: the process ends without it. */
        if (pthread_timedjoin_np(sink->opener, NULL, &limit) != 0) return;
    }
    if (sink->device && sink->played) {
        sink_stop(sink);
        struct timespec ramp = {.tv_nsec = 2L * SINK_LATENCY_MS * 1000000};
        nanosleep(&ramp, NULL);
    }
    sink_device_close(sink->device);
    mixer_release_all(&sink->mixer);
    if (sink->timer >= 0) close(sink->timer);
    sem_destroy(&sink->clip_there);
    free(sink->name);
    free(sink);
}

void sink_play(struct sink *sink, struct clip *clip, size_t frame)
{
    size_t left = frame < clip->frame_count ? clip->frame_count - frame : 0;
    mixer_order(&sink->mixer, clip, frame);
    set_timer(sink, left * 1000 / CLIP_RATE_HZ + 1);
    if (!sink->asked) sem_post(&sink->clip_there);
    sink->asked = true;
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

static bool is_silent(struct sink *sink)
{
    double now_s = clock_now_s();
    if (now_s > sink->polled_s + POLL_LATE_S) sink->resumed_s = now_s;
    sink->polled_s = now_s;
    double since_s = atomic_load_explicit(&sink->mixer.called_s, memory_order_relaxed);
    double awake_s = sink->started_s + SINK_WAKING_MS / 1000.0;
    if (since_s < awake_s) since_s = awake_s;
    if (since_s < sink->resumed_s) since_s = sink->resumed_s;
    return now_s > since_s + SINK_SILENT_MS / 1000.0;
}

/* Of a device that has never played. */
static enum sink_event poll_first(struct sink *sink)
{
    switch (atomic_load(&sink->state)) {
    case DEVICE_PLAYS: sink->played = true; return SINK_NOTHING;
    case DEVICE_FAILED: return SINK_FAILED;
    case DEVICE_OPENING:
        if (clock_now_s() < sink->opening_s + OPEN_LIMIT_MS / 1000.0) return SINK_NOTHING;
        return SINK_FAILED;
    default: return SINK_NOTHING;
    }
}

/* Of one that has: whether it went, or came back. */
static enum sink_event poll_loss(struct sink *sink)
{
    int state = atomic_load(&sink->state);
    struct error error = {0};
    if (sink->lost) {
        if (state != DEVICE_OPEN) return SINK_NOTHING;
        sink->lost = false;
        return SINK_BACK;
    }
    bool gone = state == DEVICE_PLAYS && (!sink_device_runs(sink->device) || is_silent(sink));
    if (state != DEVICE_FAILED && !gone) return SINK_NOTHING;
    sink->lost = true;
    set_timer(sink, 0);
    return start_opener(sink, &error) == STATUS_OK ? SINK_LOST : SINK_NOTHING;
}

enum sink_event sink_poll(struct sink *sink)
{
    uint64_t expirations;
    ssize_t got = read(sink->timer, &expirations, sizeof expirations);
    (void)got; /* only to make it unreadable again */
    enum sink_event event = sink->played ? poll_loss(sink) : poll_first(sink);
    if (event != SINK_NOTHING) return event;
    mixer_release(&sink->mixer);
    uint64_t finished = atomic_load_explicit(&sink->mixer.finished, memory_order_acquire);
    bool over = !sink->mixer.waits && finished == sink->mixer.given && finished != sink->finished;
    if (!over) return SINK_NOTHING;
    sink->finished = finished;
    set_timer(sink, 0);
    return SINK_FINISHED;
}

bool sink_is_busy(const struct sink *sink)
{
    int state = atomic_load(&sink->state);
    if (state == DEVICE_OPEN) return sink->asked;
    if (state == DEVICE_PLAYS) return clock_now_s() < sink->started_s + SINK_SETTLING_MS / 1000.0;
    return state == DEVICE_OPENING;
}

enum status sink_failure(const struct sink *sink, struct error *error)
{
    if (atomic_load(&sink->state) == DEVICE_FAILED) {
        *error = sink->error;
        return error->status;
    }
    return error_set(error, STATUS_NO_DEVICE, NULL, 0,
                     "the sound device does not answer; try another with --device NAME, or write the reading to a "
                     "file with --output FILE.wav");
}

double sink_sounded_s(const struct sink *sink)
{
    return atomic_load_explicit(&sink->mixer.sounded_s, memory_order_relaxed);
}

double sink_longest_s(struct sink *sink)
{
    return atomic_exchange_explicit(&sink->mixer.longest_s, 0, memory_order_relaxed);
}

enum status sink_devices(struct buffer *list, struct error *error)
{
    return sink_device_list(list, error);
}
