#include "stage.h"

#include "base/array.h"
#include "base/file.h"
#include "server.h"

#include <dirent.h>
#include <fcntl.h>
#include <ftw.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { VARIABLES_MOST = 48, STRINGS_MOST = 200, ARGUMENTS_MOST = 32 };

/* Faster than a listener would have it, so that the tests do not take long. */
static const char FAST_RATE[] = "rate = \"400\"\n", SHORT_PAUSE[] = "\"150\"\n";

struct stage {
    char *folder;
    char *voices;
    struct server *server;
    const char *environment[VARIABLES_MOST + 1];
    size_t variable_count;
    char *strings[STRINGS_MOST]; /* owned: paths and variables */
    size_t string_count;
};

static const char *own(struct stage *stage, char *text)
{
    if (!text || stage->string_count == STRINGS_MOST) {
        fprintf(stderr, "stage: out of memory\n");
        abort();
    }
    stage->strings[stage->string_count++] = text;
    return text;
}

const char *stage_path(struct stage *stage, const char *name)
{
    return own(stage, text_format("%s/%s", stage->folder, name));
}

const char *stage_voices(const struct stage *stage)
{
    return stage->voices;
}

const char *stage_write(struct stage *stage, const char *name, const void *bytes, size_t length)
{
    const char *path = stage_path(stage, name);
    FILE *file = fopen(path, "we");
    bool written = file && fwrite(bytes, 1, length, file) == length;
    if (!file || fclose(file) != 0 || !written) perror(path);
    return path;
}

const char *stage_write_text(struct stage *stage, const char *name, const char *text)
{
    return stage_write(stage, name, text, strlen(text));
}

void stage_set(struct stage *stage, const char *name, const char *value)
{
    const char *variable = own(stage, text_format("%s=%s", name, value));
    size_t length = strlen(name) + 1, at = 0;
    while (at < stage->variable_count && strncmp(stage->environment[at], variable, length) != 0) at++;
    if (at == VARIABLES_MOST) return;
    if (at == stage->variable_count) stage->variable_count++;
    stage->environment[at] = variable;
}

const char *const *stage_environment(struct stage *stage)
{
    return stage->environment;
}

/* Copies one voice file, speaking faster and with short pauses. */
static bool copy_voice(const char *from, const char *to)
{
    char line[4096], section[64] = "";
    FILE *in = fopen(from, "re"), *out = fopen(to, "we");
    while (in && out && fgets(line, sizeof line, in)) {
        sscanf(line, "[%63[a-z_]]", section);
        const char *value = strchr(line, '"');
        bool rate = strcmp(section, "voice") == 0 && strncmp(line, "rate", 4) == 0;
        bool pause = strcmp(section, "pauses") == 0 && value && line[0] != '#';
        if (rate)
            fputs(FAST_RATE, out);
        else if (pause)
            fprintf(out, "%.*s%s", (int)(value - line), line, SHORT_PAUSE);
        else
            fputs(line, out);
    }
    bool copied = in && out;
    if (in) fclose(in);
    if (out) copied = fclose(out) == 0 && copied;
    return copied;
}

static bool copy_voices(struct stage *stage)
{
    stage->voices = text_format("%s/voices", stage->folder);
    if (!stage->voices || mkdir(stage->voices, 0700) != 0) return false;
    DIR *folder = opendir(ALOUD_SOURCE "/voices");
    bool copied = folder;
    for (struct dirent *entry; copied && (entry = readdir(folder));) {
        if (entry->d_name[0] == '.') continue;
        char *from = text_format(ALOUD_SOURCE "/voices/%s", entry->d_name);
        char *to = text_format("%s/%s", stage->voices, entry->d_name);
        copied = from && to && copy_voice(from, to);
        free(from);
        free(to);
    }
    if (folder) closedir(folder);
    return copied;
}

static void set_up_environment(struct stage *stage)
{
    static const char *const passed_on[] = {"PATH", "ASAN_OPTIONS", "UBSAN_OPTIONS", "TSAN_OPTIONS", "LSAN_OPTIONS"};
    for (size_t i = 0; i < ARRAY_COUNT(passed_on); i++) {
        if (getenv(passed_on[i])) stage_set(stage, passed_on[i], getenv(passed_on[i]));
    }
    stage_set(stage, "HOME", stage->folder);
    stage_set(stage, "XDG_RUNTIME_DIR", stage->folder);
    stage_set(stage, "XDG_STATE_HOME", stage_path(stage, "state"));
    stage_set(stage, "XDG_CONFIG_HOME", stage_path(stage, "config"));
    stage_set(stage, "ALOUD_VOICES", stage->voices);
    stage_set(stage, "TERM", "xterm");
    stage_set(stage, "LC_ALL", "C.UTF-8");
    stage_set(stage, "LANGUAGE", "");
    char *address = text_format("unix:%s/pulse.socket", stage->folder);
    if (address) stage_set(stage, "PULSE_SERVER", address);
    free(address);
}

struct stage *stage_open(enum stage_kind kind)
{
    struct stage *stage = calloc(1, sizeof *stage);
    if (!stage) return NULL;
    stage->folder = text_format("%s/aloud-stage-XXXXXX", folder_temporary());
    if (!stage->folder || !mkdtemp(stage->folder) || !copy_voices(stage)) {
        perror("stage");
        stage_close(stage);
        return NULL;
    }
    set_up_environment(stage);
    stage_write_text(stage, ".asoundrc", "pcm.!default { type pulse }\nctl.!default { type pulse }\n");
    if (kind == STAGE_WITH_SOUND) {
        stage->server = server_start(stage->folder);
        if (!stage->server) {
            fprintf(stderr, "stage: PulseAudio does not start\n");
            stage_close(stage);
            return NULL;
        }
    }
    return stage;
}

static int remove_one(const char *path, const struct stat *about, int kind, struct FTW *place)
{
    (void)about, (void)kind, (void)place;
    return remove(path);
}

void stage_close(struct stage *stage)
{
    if (!stage) return;
    server_free(stage->server);
    if (stage->folder) nftw(stage->folder, remove_one, 16, FTW_DEPTH | FTW_PHYS);
    for (size_t i = 0; i < stage->string_count; i++) free(stage->strings[i]);
    free(stage->voices);
    free(stage->folder);
    free(stage);
}

/* ---- Programs ---------------------------------------------------------------------------------------------------- */

static void put_aloud_first(const char **all, const char *const *arguments)
{
    size_t count = 0;
    all[count++] = ALOUD_BINARY "/aloud";
    while (*arguments && count < ARGUMENTS_MOST) all[count++] = *arguments++;
    all[count] = NULL;
}

struct typist *stage_listen(struct stage *stage, const char *const *arguments)
{
    const char *all[ARGUMENTS_MOST + 1];
    put_aloud_first(all, arguments);
    return typist_start(&(struct typist_program){.arguments = all, .environment = stage->environment});
}

static double now_s(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

_Noreturn static void run(struct stage *stage, const char *const *arguments, const char *output, const char *errors)
{
    setpgid(0, 0);
    dup2(open("/dev/null", O_RDONLY), STDIN_FILENO);
    dup2(open(output, O_WRONLY | O_CREAT | O_TRUNC, 0600), STDOUT_FILENO);
    dup2(open(errors, O_WRONLY | O_CREAT | O_TRUNC, 0600), STDERR_FILENO);
    union {
        const char *const *in;
        char *const *out;
    } all = {.in = arguments}, environment = {.in = stage->environment};
    execve(arguments[0], all.out, environment.out);
    _exit(127);
}

struct outcome stage_run_program(struct stage *stage, const char *const *arguments, double limit_s)
{
    struct outcome outcome = {.exit_status = -1};
    char *output = text_format("%s/run.output", stage->folder), *errors = text_format("%s/run.errors", stage->folder);
    double begin_s = now_s();
    int status = 0;
    pid_t process = fork();
    if (process == 0) run(stage, arguments, output, errors);
    pid_t ended = 0;
    while (process > 0 && ended == 0) {
        ended = waitpid(process, &status, WNOHANG);
        if (ended == 0 && now_s() - begin_s > limit_s) break;
        if (ended == 0) poll(NULL, 0, 5);
    }
    if (ended == 0 && process > 0) {
        kill(-process, SIGKILL);
        waitpid(process, NULL, 0);
    } else {
        outcome.exit_status = WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
    }
    outcome.seconds = now_s() - begin_s;
    file_read(output, SIZE_MAX, &outcome.output, NULL);
    file_read(errors, SIZE_MAX, &outcome.errors, NULL);
    free(output);
    free(errors);
    return outcome;
}

struct outcome stage_run(struct stage *stage, const char *const *arguments, double limit_s)
{
    const char *all[ARGUMENTS_MOST + 1];
    put_aloud_first(all, arguments);
    return stage_run_program(stage, all, limit_s);
}

void outcome_done(struct outcome *outcome)
{
    buffer_done(&outcome->output);
    buffer_done(&outcome->errors);
}

pid_t stage_engine_of(pid_t process)
{
    char path[64], list[256] = "";
    snprintf(path, sizeof path, "/proc/%d/task/%d/children", (int)process, (int)process);
    FILE *file = fopen(path, "re");
    if (!file) return 0;
    char *got = fgets(list, sizeof list, file);
    fclose(file);
    return got ? (pid_t)strtol(list, NULL, 10) : 0;
}

/* ---- Sound ------------------------------------------------------------------------------------------------------- */

void stage_kill_sound(struct stage *stage)
{
    server_kill(stage->server);
}

bool stage_restart_sound(struct stage *stage)
{
    return server_restart(stage->server);
}

bool stage_record(struct stage *stage)
{
    return server_record(stage->server);
}

struct sound stage_tape(struct stage *stage)
{
    return server_tape(stage->server);
}

double stage_first_sound_s(struct stage *stage)
{
    return server_first_sound_s(stage->server);
}
