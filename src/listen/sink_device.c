#include "listen/sink_device.h"

#include "listen/sink.h"

#include <dlfcn.h>
#include <portaudio.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <time.h>

enum { NULL_BLOCK_FRAMES = 110 };

struct sink_device {
    struct mixer *mixer;
    bool portaudio;   /* else the null driver */
    PaStream *stream; /* NULL: not opened */
    pthread_t clock;
    bool clock_runs;
    atomic_bool stop;
};

static void drop_message(const char *message, ...)
{
    (void)message;
}

static void drop_alsa_message(const char *file, int line, const char *function, int code, const char *format, ...)
{
    (void)file, (void)line, (void)function, (void)code, (void)format;
}

/* PortAudio's own libraries print what they probe in vain. Each has a hook; they are found by name, because only some
 * of them are linked, and their headers are not Aloud's to need. */
static void silence(const char *hook_name, void *handler)
{
    void *symbol = dlsym(RTLD_DEFAULT, hook_name);
    void (*hook)(void *) = NULL;
    if (!symbol) return;
    memcpy(&hook, &symbol, sizeof hook);
    hook(handler);
}

static enum status portaudio_start(struct error *error)
{
    void (*plain)(const char *, ...) = drop_message;
    void (*alsa)(const char *, int, const char *, int, const char *, ...) = drop_alsa_message;
    void *handlers[2];
    memcpy(&handlers[0], &plain, sizeof plain);
    memcpy(&handlers[1], &alsa, sizeof alsa);
    setenv("JACK_NO_START_SERVER", "1", 0);
    silence("jack_set_error_function", handlers[0]);
    silence("jack_set_info_function", handlers[0]);
    silence("PaUtil_SetDebugPrintFunction", handlers[0]);
    silence("snd_lib_error_set_handler", handlers[1]);
    PaError code = Pa_Initialize();
    if (code == paNoError) return STATUS_OK;
    return error_set(error, STATUS_NO_DEVICE, NULL, 0, "the sound system cannot be used: %s", Pa_GetErrorText(code));
}

static int fill(const void *input, void *output, unsigned long count, const PaStreamCallbackTimeInfo *time,
                PaStreamCallbackFlags flags, void *context)
{
    (void)input, (void)time, (void)flags;
    mixer_fill(context, output, count);
    return paContinue;
}

/* The default device, or the one whose name is or holds `name`. */
static enum status find_device(const char *name, PaDeviceIndex *ret, struct error *error)
{
    PaDeviceIndex found = name ? paNoDevice : Pa_GetDefaultOutputDevice();
    for (PaDeviceIndex i = 0; name && i < Pa_GetDeviceCount(); i++) {
        const PaDeviceInfo *info = Pa_GetDeviceInfo(i);
        if (info->maxOutputChannels < 1) continue;
        bool exact = strcasecmp(info->name, name) == 0;
        if (exact || (found == paNoDevice && strcasestr(info->name, name))) found = i;
        if (exact) break;
    }
    if (found == paNoDevice && name) {
        return error_set(error, STATUS_NO_DEVICE, NULL, 0,
                         "there is no sound device \"%s\"; `aloud devices` lists those that there are", name);
    }
    if (found == paNoDevice) {
        return error_set(error, STATUS_NO_DEVICE, NULL, 0,
                         "there is no sound device; name one with --device NAME, or write the reading to a file with "
                         "--output FILE.wav");
    }
    *ret = found;
    return STATUS_OK;
}

static enum status stream_error(PaError code, struct error *error)
{
    return error_set(error, STATUS_NO_DEVICE, NULL, 0,
                     "the sound device cannot be opened (%s); try another with --device NAME, or write the reading to "
                     "a file with --output FILE.wav",
                     Pa_GetErrorText(code));
}

static enum status open_stream(struct sink_device *device, const char *name, struct error *error)
{
    PaStreamParameters parameters = {
        .channelCount = 1, .sampleFormat = paInt16, .suggestedLatency = SINK_LATENCY_MS / 1000.0};
    enum status status = find_device(name, &parameters.device, error);
    if (status != STATUS_OK) return status;
    PaError code = Pa_OpenStream(&device->stream, NULL, &parameters, CLIP_RATE_HZ, paFramesPerBufferUnspecified,
                                 paPrimeOutputBuffersUsingStreamCallback, fill, device->mixer);
    return code == paNoError ? STATUS_OK : stream_error(code, error);
}

static void *run_clock(void *context)
{
    struct sink_device *device = context;
    int16_t frames[NULL_BLOCK_FRAMES];
    struct timespec next;
    clock_gettime(CLOCK_MONOTONIC, &next);
    while (!atomic_load(&device->stop)) {
        mixer_fill(device->mixer, frames, NULL_BLOCK_FRAMES);
        next.tv_nsec += (long)(1000000000LL * NULL_BLOCK_FRAMES / CLIP_RATE_HZ);
        if (next.tv_nsec >= 1000000000L) {
            next.tv_nsec -= 1000000000L;
            next.tv_sec++;
        }
        clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &next, NULL);
    }
    return NULL;
}

enum status sink_device_open(const char *name, struct mixer *mixer, struct sink_device **ret, struct error *error)
{
    struct sink_device *device = calloc(1, sizeof *device);
    if (!device) return error_no_memory(error);
    device->mixer = mixer;
    enum status status = STATUS_OK;
    if (!name || strcmp(name, "null") != 0) {
        status = portaudio_start(error);
        device->portaudio = status == STATUS_OK;
        if (status == STATUS_OK) status = open_stream(device, name, error);
    }
    if (status == STATUS_OK)
        *ret = device;
    else
        sink_device_close(device);
    return status;
}

enum status sink_device_start(struct sink_device *device, struct error *error)
{
    if (device->portaudio) {
        PaError code = Pa_StartStream(device->stream);
        return code == paNoError ? STATUS_OK : stream_error(code, error);
    }
    device->clock_runs = pthread_create(&device->clock, NULL, run_clock, device) == 0;
    if (device->clock_runs) return STATUS_OK;
    return error_set(error, STATUS_SYSTEM, NULL, 0, "no thread for the null device");
}

bool sink_device_runs(const struct sink_device *device)
{
    return !device->portaudio || Pa_IsStreamActive(device->stream) == 1;
}

void sink_device_close(struct sink_device *device)
{
    if (!device) return;
    if (device->stream) {
        Pa_AbortStream(device->stream);
        Pa_CloseStream(device->stream);
    }
    if (device->portaudio) Pa_Terminate();
    atomic_store(&device->stop, true);
    if (device->clock_runs) pthread_join(device->clock, NULL);
    free(device);
}

enum status sink_device_list(struct buffer *list, struct error *error)
{
    enum status status = portaudio_start(error);
    if (status != STATUS_OK) return status;
    PaDeviceIndex usual = Pa_GetDefaultOutputDevice();
    for (PaDeviceIndex i = -1; i < Pa_GetDeviceCount(); i++) {
        PaDeviceIndex index = i < 0 ? usual : i;
        const PaDeviceInfo *info = index >= 0 ? Pa_GetDeviceInfo(index) : NULL;
        if (!info || info->maxOutputChannels < 1 || (i >= 0 && i == usual)) continue;
        buffer_printf(list, "%s\t%d\t%.0f\n", info->name, info->maxOutputChannels,
                      info->defaultLowOutputLatency * 1000);
    }
    Pa_Terminate();
    if (list->length == 0) return error_set(error, STATUS_NO_DEVICE, NULL, 0, "there is no sound device");
    return list->failed ? error_no_memory(error) : STATUS_OK;
}
