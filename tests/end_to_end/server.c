#include "server.h"

#include "base/array.h"
#include "base/file.h"
#include "speech/clip.h"

#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <pulse/simple.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { FRAGMENT_FRAMES = CLIP_RATE_HZ / 200, ANSWER_TRIES = 200, ANSWER_WAIT_MS = 25 };

struct server {
    char *folder;
    char *socket;
    char *address;
    char *log;
    pid_t process;
    pa_simple *monitor;
    pthread_t recorder;
    bool records;
    atomic_bool stop;
    atomic_ulong first_sound_us;
    /* The recorder's until it is joined. */
    int16_t *frames;
    size_t count, capacity;
};

static pa_simple *open_monitor(const struct server *server)
{
    static const pa_sample_spec sample = {.format = PA_SAMPLE_S16NE, .rate = CLIP_RATE_HZ, .channels = 1};
    const pa_buffer_attr attributes = {.maxlength = (uint32_t)-1, .fragsize = FRAGMENT_FRAMES * sizeof(int16_t)};
    return pa_simple_new(server->address, "recorder", PA_STREAM_RECORD, "test.monitor", "recorder", &sample, NULL,
                         &attributes, NULL);
}

static void run_server(const struct server *server)
{
    prctl(PR_SET_PDEATHSIG, SIGKILL); /* nothing stays behind a test that crashes */
    char load[512];
    snprintf(load, sizeof load, "--load=module-native-protocol-unix auth-anonymous=1 socket=%s", server->socket);
    int log = open(server->log, O_WRONLY | O_CREAT | O_APPEND, 0600);
    dup2(log, STDOUT_FILENO);
    dup2(log, STDERR_FILENO);
    setenv("HOME", server->folder, 1);
    setenv("XDG_RUNTIME_DIR", server->folder, 1);
    unsetenv("PULSE_SERVER");
    /* As on a desktop, it goes before other programs where it may: what sounds is then not what the machine has time for. */
    execlp("pulseaudio", "pulseaudio", "-n", "--daemonize=no", "--exit-idle-time=-1", "--use-pid-file=no",
           "--disable-shm=yes", "--realtime=yes", "--high-priority=yes", load,
           "--load=module-null-sink sink_name=test rate=22050 channels=1 format=s16le", (char *)NULL);
    _exit(127);
}

bool server_restart(struct server *server)
{
    unlink(server->socket);
    server->process = fork();
    if (server->process == 0) run_server(server);
    if (server->process < 0) return false;
    for (int i = 0; i < ANSWER_TRIES; i++) {
        poll(NULL, 0, ANSWER_WAIT_MS);
        pa_simple *monitor = access(server->socket, R_OK) == 0 ? open_monitor(server) : NULL;
        if (!monitor) continue;
        pa_simple_free(monitor);
        return true;
    }
    return false;
}

struct server *server_start(const char *folder)
{
    struct server *server = calloc(1, sizeof *server);
    if (!server) return NULL;
    server->folder = text_format("%s", folder);
    server->socket = text_format("%s/pulse.socket", folder);
    server->address = text_format("unix:%s/pulse.socket", folder);
    server->log = text_format("%s/pulse.log", folder);
    if (server->folder && server->socket && server->address && server->log && server_restart(server)) return server;
    server_free(server);
    return NULL;
}

static void end_recording(struct server *server)
{
    if (!server->records) return;
    atomic_store(&server->stop, true);
    pthread_join(server->recorder, NULL);
    pa_simple_free(server->monitor);
    server->records = false;
}

void server_kill(struct server *server)
{
    if (server->process > 0) {
        kill(server->process, SIGKILL);
        waitpid(server->process, NULL, 0);
        server->process = 0;
    }
    end_recording(server);
}

void server_free(struct server *server)
{
    if (!server) return;
    end_recording(server);
    server_kill(server);
    free(server->frames);
    free(server->folder);
    free(server->socket);
    free(server->address);
    free(server->log);
    free(server);
}

const char *server_address(const struct server *server)
{
    return server->address;
}

static void *record(void *context)
{
    struct server *server = context;
    int16_t fragment[FRAGMENT_FRAMES];
    while (!atomic_load(&server->stop) && pa_simple_read(server->monitor, fragment, sizeof fragment, NULL) == 0) {
        struct timespec now;
        clock_gettime(CLOCK_MONOTONIC, &now);
        bool sounds = sound_end((struct sound){fragment, FRAGMENT_FRAMES}) > 0;
        if (sounds && atomic_load(&server->first_sound_us) == 0) {
            atomic_store(&server->first_sound_us,
                         (unsigned long)now.tv_sec * 1000000ul + (unsigned long)now.tv_nsec / 1000ul);
        }
        if (!array_reserve(&server->frames, &server->capacity, server->count + FRAGMENT_FRAMES)) break;
        memcpy(server->frames + server->count, fragment, sizeof fragment);
        server->count += FRAGMENT_FRAMES;
    }
    return NULL;
}

bool server_record(struct server *server)
{
    int16_t fragment[FRAGMENT_FRAMES];
    end_recording(server);
    server->monitor = open_monitor(server);
    if (!server->monitor) return false;
    atomic_store(&server->stop, false);
    atomic_store(&server->first_sound_us, 0);
    server->records = pa_simple_read(server->monitor, fragment, sizeof fragment, NULL) == 0
                      && pthread_create(&server->recorder, NULL, record, server) == 0;
    if (!server->records) pa_simple_free(server->monitor);
    return server->records;
}

struct sound server_tape(struct server *server)
{
    end_recording(server);
    return (struct sound){server->frames, server->count};
}

double server_first_sound_s(struct server *server)
{
    return (double)atomic_load(&server->first_sound_us) / 1e6;
}
