#include "asterisk/caller.h"

#include "base/file.h"
#include "cmocka_all.h"

#include <fnmatch.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Nobody presses a key sooner, and Asterisk drops one that comes within 45 ms of the last one. */
enum { LOOKS_MOST = 6000, LOOK_MS = 20, KEY_LOOKS = 8, FILE_BYTES_MOST = 64 << 20 };

__attribute__((noreturn)) static void fail_call(const struct call *call, const char *why)
{
    for (size_t i = 0; i < call->heard_count; i++) print_error("%s %s\n", call->number, call->heard[i]);
    fail_msg("call to %s: %s", call->number, why);
}

static void hang_up_or_press(struct manager *manager, const struct call *call, char key)
{
    if (key == CALLER_HANGS_UP)
        manager_do(manager, "Action: Hangup\r\nChannel: %s", call->channel);
    else if (key)
        manager_do(manager, "Action: PlayDTMF\r\nChannel: %s\r\nDigit: %c", call->channel, key);
}

/* The keys whose time has come. */
static void press_keys(struct manager *manager, struct call *calls, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        struct call *call = &calls[i];
        if (!call->key || call->key_looks-- > 0) continue;
        hang_up_or_press(manager, call, call->key);
        call->key = 0;
    }
}

/* `what` is the call's from here on. */
static void hear(struct call *call, char *what)
{
    assert_non_null(what);
    assert_true(call->heard_count < CALL_HEARD_MOST);
    const struct heard *expected = &call->expected[call->heard_count];
    call->heard[call->heard_count++] = what;
    if (!expected->what) fail_call(call, "nothing more was to come");
    if (fnmatch(expected->what, what, 0) != 0) fail_call(call, expected->what);
    if (call->key) fail_call(call, "the next prompt came before the key was pressed");
    call->key = expected->key;
    call->key_looks = KEY_LOOKS;
    call->over = strcmp(what, "over") == 0;
}

/* "<CHANNEL> Playing 'PROMPT.FORMAT' (language 'LANGUAGE')" */
static char *played(const struct call *call, const char *line)
{
    char name[300], language[40];
    const char *text = strstr(line, " Playing '");
    if (!text || sscanf(text, " Playing '%299[^']' (language '%39[^']", name, language) != 2) return NULL;
    char *format = strrchr(name, '.');
    if (!format || strcmp(format + 1, call->format) != 0) fail_call(call, line);
    *format = '\0';
    return text_format("%s/%s", language, name);
}

/* "Executing [EXTENSION] Dial("CHANNEL", "WHOM,TIME") in new stack" */
static char *dialled(const char *line)
{
    char whom[300];
    const char *text = strstr(line, "] Dial(\"");
    if (!text || sscanf(text, "] Dial(\"%*[^\"]\", \"%299[^,\"]", whom) != 1) return NULL;
    return text_format("dial %s", whom);
}

static void read_line(struct call *calls, size_t count, const char *line)
{
    if (strstr(line, "] WARNING[") || strstr(line, "] ERROR[")) fail_msg("Asterisk complains: %s", line);
    for (size_t i = 0; i < count; i++) {
        struct call *call = &calls[i];
        char name[80];
        snprintf(name, sizeof name, "Local/%s@phone-", call->number);
        const char *channel = strstr(line, name), *end = channel ? strstr(channel, ";2") : NULL;
        if (!end || call->over) continue;
        /* The line's half of the channel ends with ;2, the caller's with ;1. */
        snprintf(call->channel, sizeof call->channel, "%.*s;1", (int)(end - channel), channel);
        char *what = played(call, line);
        if (!what) what = dialled(line);
        if (!what && strstr(line, " exited non-zero on ")) what = strdup("over");
        if (what) hear(call, what);
    }
}

static bool all_over(const struct call *calls, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (!calls[i].over) return false;
    return true;
}

/* Reads what the log has got meanwhile; a line that is not yet whole is kept in `line`. */
static void follow(FILE *log, struct buffer *line, struct call *calls, size_t count)
{
    for (int c = fgetc(log); c != EOF; c = fgetc(log)) {
        if (c != '\n') {
            buffer_append_char(line, (char)c);
            continue;
        }
        read_line(calls, count, buffer_text(line));
        buffer_clear(line);
    }
    clearerr(log);
}

static void fail_unless_over(const struct call *calls, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (!calls[i].over) fail_call(&calls[i], calls[i].expected[calls[i].heard_count].what);
}

void callers_call(struct manager *manager, const char *server, struct call *calls, size_t count)
{
    char *path = text_format("%s/log/full", server);
    FILE *log = path ? fopen(path, "r") : NULL;
    assert_non_null(log);
    free(path);
    struct buffer line = {0};
    for (size_t i = 0; i < count; i++)
        manager_do(manager,
                   "Action: Originate\r\nChannel: Local/%s@phone/n\r\nCodecs: %s\r\nAsync: true\r\n"
                   "Application: Record\r\nData: %s/calls/%s.%s,0,0,kq",
                   calls[i].number, calls[i].format, server, calls[i].number, calls[i].ending);
    for (unsigned look = 0; look < LOOKS_MOST && !all_over(calls, count); look++) {
        follow(log, &line, calls, count);
        press_keys(manager, calls, count);
        usleep(LOOK_MS * 1000);
    }
    fail_unless_over(calls, count);
    while (!strstr(manager_do(manager, "Action: Command\r\nCommand: core show channels count"), "0 active channels"))
        usleep(LOOK_MS * 1000);
    follow(log, &line, calls, count);
    buffer_done(&line);
    fclose(log);
}

static struct buffer read_file(const char *server, const char *folder, const char *name, const char *ending)
{
    struct buffer content = {0};
    struct error error = {0};
    char *path = text_format("%s/%s/%s.%s", server, folder, name, ending);
    assert_non_null(path);
    if (file_read(path, FILE_BYTES_MOST, &content, &error) != STATUS_OK) fail_msg("%s", error.text);
    free(path);
    return content;
}

static bool cut_short(const struct heard *heard)
{
    return heard->key && fnmatch("*/menu/draft", heard->what, 0) != 0; /* that is played to its end */
}

void caller_check_recording(const struct call *call, const char *server)
{
    struct buffer recording = read_file(server, "calls", call->number, call->ending);
    size_t at = 0, whole = 0;
    for (size_t i = 0; i < call->heard_count; i++) {
        if (cut_short(&call->expected[i]) || !strchr(call->heard[i], '/') || strchr(call->heard[i], ' ')) continue;
        struct buffer prompt = read_file(server, "data/sounds", call->heard[i], call->ending);
        const char *found = memmem(recording.data + at, recording.length - at, prompt.data, prompt.length);
        if (!found) fail_msg("call to %s: %s is not in the recording", call->number, call->heard[i]);
        at = (size_t)(found - recording.data) + prompt.length;
        buffer_done(&prompt);
        whole++;
    }
    assert_true(whole > 0);
    print_message("call to %s in %s: %zu prompts in order, %zu of them whole in the recording\n", call->number,
                  call->format, call->heard_count, whole);
    buffer_done(&recording);
}

void call_done(struct call *call)
{
    for (size_t i = 0; i < call->heard_count; i++) free(call->heard[i]);
}
