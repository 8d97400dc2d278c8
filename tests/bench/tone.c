/* The floor: the least that a PortAudio program must do to be heard. Opens the default device as Aloud does, plays a
 * tone until it is killed. With an argument it writes there, after a second, the latency that it was given and how
 * often its callback came: "LATENCY_MS FRAMES_A_CALLBACK LONGEST_BETWEEN_MS". */
#include <math.h>
#include <portaudio.h>
#include <stdio.h>
#include <time.h>
#include <unistd.h>

enum { RATE_HZ = 22050, LATENCY_MS = 20, PITCH_HZ = 440 };

struct tone {
    unsigned long frame, callbacks, frames_a_callback;
    double last_s, longest_s;
};

static double now_s(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static int fill(const void *input, void *output, unsigned long count, const PaStreamCallbackTimeInfo *time,
                PaStreamCallbackFlags flags, void *context)
{
    (void)input, (void)time, (void)flags;
    struct tone *tone = context;
    short *frames = output;
    double now = now_s();
    if (tone->callbacks > 20 && now - tone->last_s > tone->longest_s) tone->longest_s = now - tone->last_s;
    tone->last_s = now;
    tone->callbacks++;
    tone->frames_a_callback = count;
    for (unsigned long i = 0; i < count; i++) {
        frames[i] = (short)(8000 * cos(2 * M_PI * PITCH_HZ * (double)(tone->frame++) / RATE_HZ));
    }
    return paContinue;
}

static void silence_errors(void)
{
    /* PortAudio's search for devices prints some eighty lines. */
    if (!freopen("/dev/null", "w", stderr)) _exit(1);
}

int main(int argc, char **argv)
{
    struct tone tone = {0};
    PaStream *stream = NULL;
    silence_errors();
    if (Pa_Initialize() != paNoError) return 1;
    PaStreamParameters output = {.device = Pa_GetDefaultOutputDevice(),
                                 .channelCount = 1,
                                 .sampleFormat = paInt16,
                                 .suggestedLatency = LATENCY_MS / 1000.0};
    if (Pa_OpenStream(&stream, NULL, &output, RATE_HZ, paFramesPerBufferUnspecified, paNoFlag, fill, &tone) != paNoError
        || Pa_StartStream(stream) != paNoError) {
        return 1;
    }
    sleep(1);
    if (argc > 1) {
        FILE *file = fopen(argv[1], "w");
        if (!file) return 1;
        fprintf(file, "%.3f %lu %.3f\n", Pa_GetStreamInfo(stream)->outputLatency * 1000, tone.frames_a_callback,
                tone.longest_s * 1000);
        fclose(file);
    }
    for (;;) pause();
}
