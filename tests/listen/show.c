#include "show.h"

#include "cmocka_all.h"

#include "base/array.h"
#include "listen/terminal.h"

#include <fcntl.h>
#include <locale.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

/* What the test asks of the process, and what that answers. */
enum order { ORDER_VIEW, ORDER_MESSAGE, ORDER_CLOSE };
enum answer { ANSWER_STARTED, ANSWER_DONE, ANSWER_KEY, ANSWER_SIGNAL };

struct note {
    uint32_t kind;
    uint32_t value;
};

struct show {
    struct show_plan plan;
    struct typist *typist;
    int orders[2], answers[2], output[2]; /* pipes; the process reads orders */
    pid_t process;
    struct buffer piped;
};

/* ---- In the process ---------------------------------------------------------------------------------------------- */

static void tell(const struct show *show, enum answer kind, uint32_t value)
{
    struct note note = {kind, value};
    if (write(show->answers[1], &note, sizeof note) != sizeof note) _exit(1);
}

static void obey(const struct show *show, struct screen **screen, const struct screen_view **shown)
{
    struct note order;
    if (read(show->orders[0], &order, sizeof order) != sizeof order) _exit(0);
    const struct screen_view *views = show->plan.views;
    if (!views) _exit(1);
    switch (order.kind) {
    case ORDER_VIEW:
        *shown = &views[order.value];
        screen_draw(*screen, *shown);
        break;
    case ORDER_MESSAGE: screen_message(*screen, views[order.value].message); break;
    case ORDER_CLOSE:
        screen_close(*screen);
        *screen = NULL;
        break;
    }
    tell(show, ANSWER_DONE, 0);
}

static void serve(const struct show *show, struct screen *screen)
{
    const struct screen_view *shown = NULL;
    for (;;) {
        struct pollfd descriptors[] = {{.fd = show->orders[0], .events = POLLIN},
                                       {.fd = screen ? screen_fd(screen) : -1, .events = POLLIN},
                                       {.fd = terminal_signal_fd(), .events = POLLIN}};
        poll(descriptors, ARRAY_COUNT(descriptors), -1);
        uint32_t key;
        while (screen && screen_key(screen, &key)) tell(show, ANSWER_KEY, key);
        int number = terminal_signal();
        if (number) tell(show, ANSWER_SIGNAL, (uint32_t)number);
        if (descriptors[0].revents) obey(show, &screen, &shown);
        if (screen && shown) screen_draw(screen, shown);
    }
}

static void perform(const struct show *show)
{
    struct screen *screen = NULL;
    struct error error = {0};
    setenv("TERM", show->plan.term ? show->plan.term : "xterm", 1);
    setlocale(LC_ALL, "C.UTF-8");
    if (show->plan.piped) dup2(show->output[1], STDOUT_FILENO);
    if (screen_open(show->plan.plain, &screen, &error) != STATUS_OK) _exit(1);
    tell(show, ANSWER_STARTED, (uint32_t)getpid());
    serve(show, screen);
}

static volatile sig_atomic_t job;

/* The shell's `fg`. */
static void on_foreground(int number)
{
    (void)number;
    tcsetpgrp(STDIN_FILENO, (pid_t)job);
    kill(-(pid_t)job, SIGCONT);
}

/* As a shell with job control does: the job has the terminal until it stops or ends. */
static void be_shell(const struct show *show)
{
    signal(SIGTTOU, SIG_IGN);
    signal(SIGUSR1, on_foreground);
    job = fork();
    if (job == 0) {
        setpgid(0, 0);
        tcsetpgrp(STDIN_FILENO, getpid());
        signal(SIGTTOU, SIG_DFL);
        perform(show);
    }
    int status;
    while (waitpid((pid_t)job, &status, WUNTRACED) == (pid_t)job && WIFSTOPPED(status)) {
        tcsetpgrp(STDIN_FILENO, getpid());
    }
    tcsetpgrp(STDIN_FILENO, getpid());
    _exit(WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status));
}

static void run(void *context)
{
    const struct show *show = context;
    close(show->orders[1]);
    if (show->plan.with_shell) be_shell(show);
    perform(show);
}

/* ---- In the test ------------------------------------------------------------------------------------------------- */

/* The next answer of that kind; others are dropped. False where none came in time. */
static bool await(struct show *show, enum answer kind, double limit_s, uint32_t *ret)
{
    for (double waited_s = 0; waited_s < limit_s; waited_s += 0.005) {
        struct pollfd descriptor = {.fd = show->answers[0], .events = POLLIN};
        struct note note;
        while (poll(&descriptor, 1, 0) > 0) {
            if (read(show->answers[0], &note, sizeof note) != sizeof note) return false;
            if (note.kind != kind) continue;
            if (ret) *ret = note.value;
            return true;
        }
        typist_waits(show->typist, 0.005);
    }
    return false;
}

struct show *show_open(const struct show_plan *plan)
{
    struct show *show = calloc(1, sizeof *show);
    assert_non_null(show);
    show->plan = *plan;
    assert_int_equal(pipe2(show->orders, O_CLOEXEC), 0);
    assert_int_equal(pipe2(show->answers, O_CLOEXEC), 0);
    assert_int_equal(pipe2(show->output, O_CLOEXEC | O_NONBLOCK), 0);
    show->typist = typist_start(
        &(struct typist_program){.run = run, .context = show, .rows = plan->rows, .columns = plan->columns});
    assert_non_null(show->typist);
    uint32_t process = 0;
    assert_true(await(show, ANSWER_STARTED, 20, &process));
    show->process = (pid_t)process;
    show_settle(show);
    return show;
}

void show_settle(struct show *show)
{
    size_t before;
    do {
        before = typist_output(show->typist)->length;
        typist_waits(show->typist, 0.03);
    } while (typist_output(show->typist)->length != before);
}

static size_t order(struct show *show, enum order kind, size_t value)
{
    struct note note = {kind, (uint32_t)value};
    size_t before = typist_output(show->typist)->length;
    assert_int_equal(write(show->orders[1], &note, sizeof note), sizeof note);
    assert_true(await(show, ANSWER_DONE, 20, NULL));
    show_settle(show);
    return typist_output(show->typist)->length - before;
}

size_t show_view(struct show *show, size_t index)
{
    return order(show, ORDER_VIEW, index);
}

size_t show_message(struct show *show, size_t index)
{
    return order(show, ORDER_MESSAGE, index);
}

void show_close_screen(struct show *show)
{
    order(show, ORDER_CLOSE, 0);
}

void show_resize(struct show *show, int rows, int columns)
{
    typist_resize(show->typist, rows, columns);
    typist_waits(show->typist, 0.1);
    show_settle(show);
}

uint32_t show_key(struct show *show, const char *typed)
{
    uint32_t key = 0;
    typist_type(show->typist, typed);
    return await(show, ANSWER_KEY, 1, &key) ? key : 0;
}

int show_signal(struct show *show)
{
    uint32_t number = 0;
    return await(show, ANSWER_SIGNAL, 1, &number) ? (int)number : 0;
}

void show_to_foreground(struct show *show)
{
    kill(typist_process(show->typist), SIGUSR1);
    typist_waits(show->typist, 0.1);
    show_settle(show);
}

pid_t show_process(const struct show *show)
{
    return show->process;
}

struct typist *show_typist(const struct show *show)
{
    return show->typist;
}

const char *show_piped(struct show *show)
{
    char bytes[4096];
    for (ssize_t count; (count = read(show->output[0], bytes, sizeof bytes)) > 0;) {
        buffer_append(&show->piped, bytes, (size_t)count);
    }
    return buffer_text(&show->piped);
}

void show_close(struct show *show)
{
    if (!show) return;
    if (show->plan.with_shell) kill(show->process, SIGKILL);
    typist_free(show->typist);
    for (size_t i = 0; i < 2; i++) {
        close(show->orders[i]);
        close(show->answers[i]);
        close(show->output[i]);
    }
    buffer_done(&show->piped);
    free(show);
}
