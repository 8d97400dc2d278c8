#include "listen/terminal.h"

#include "base/array.h"

#include <curses.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <term.h>
#include <termios.h>
#include <unistd.h>

/* Signal handlers have no context but this. */
static int guarded = -1;
static struct termios before;
static const char *reset_text = "";
static int pipe_ends[2] = {-1, -1};

static void on_leave(int number)
{
    int kept = errno;
    unsigned char byte = (unsigned char)number;
    ssize_t written = write(pipe_ends[1], &byte, 1);
    (void)written; /* a full pipe holds a signal already */
    errno = kept;
}

static void on_crash(int number)
{
    terminal_restore();
    signal(number, SIG_DFL);
    raise(number);
}

static void handle(const int *numbers, size_t count, void (*handler)(int), int flags)
{
    struct sigaction action = {.sa_handler = handler, .sa_flags = flags};
    sigemptyset(&action.sa_mask);
    for (size_t i = 0; i < count; i++) sigaction(numbers[i], &action, NULL);
}

enum status terminal_guard(int input, const char *reset, struct error *error)
{
    static const int leaving[] = {SIGHUP, SIGINT, SIGQUIT, SIGTERM};
    static const int crashes[] = {SIGSEGV, SIGABRT, SIGBUS, SIGFPE, SIGILL};
    static unsigned char stack[64 * 1024];
    if (pipe2(pipe_ends, O_CLOEXEC | O_NONBLOCK) != 0) {
        return error_set(error, STATUS_SYSTEM, NULL, 0, "no pipe: %s", strerror(errno));
    }
    if (input >= 0 && tcgetattr(input, &before) == 0) guarded = input;
    reset_text = reset;
    sigaltstack(&(stack_t){.ss_sp = stack, .ss_size = sizeof stack}, NULL);
    handle(leaving, ARRAY_COUNT(leaving), on_leave, SA_RESTART);
    handle(crashes, ARRAY_COUNT(crashes), on_crash, (int)(SA_ONSTACK | SA_RESETHAND));
    return STATUS_OK;
}

static bool set_up(const char *type)
{
    int known = 0;
    return type && type[0] && setupterm(type, STDOUT_FILENO, &known) == OK;
}

const char *terminal_type(void)
{
    const char *type = getenv("TERM");
    if (!set_up(type)) return "vt100";
    del_curterm(cur_term);
    return type;
}

bool terminal_can(const char *capability)
{
    if (!set_up(terminal_type())) return false;
    bool can = tigetstr(capability) != NULL;
    del_curterm(cur_term);
    return can;
}

static void set_keys(void)
{
    struct termios keys = before;
    keys.c_lflag &= ~(tcflag_t)(ICANON | ECHO | ISIG | IEXTEN);
    keys.c_iflag &= ~(tcflag_t)(ICRNL | INLCR | IXON);
    keys.c_cc[VMIN] = 1;
    keys.c_cc[VTIME] = 0;
    tcsetattr(guarded, TCSANOW, &keys);
}

/* The shell gets its terminal as it was, and Aloud its own again when it is called back. */
static void on_stop(int number)
{
    int kept = errno;
    terminal_restore();
    signal(number, SIG_DFL);
    raise(number);
    handle(&number, 1, on_stop, (int)(SA_RESTART | SA_NODEFER));
    set_keys();
    errno = kept;
}

void terminal_keys(void)
{
    static const int stop = SIGTSTP;
    if (guarded < 0) return;
    handle(&stop, 1, on_stop, (int)(SA_RESTART | SA_NODEFER));
    set_keys();
}

void terminal_restore(void)
{
    if (guarded < 0) return;
    size_t length = strlen(reset_text);
    ssize_t written = length > 0 ? write(STDOUT_FILENO, reset_text, length) : 0;
    (void)written;
    tcsetattr(guarded, TCSANOW, &before);
}

int terminal_signal_fd(void)
{
    return pipe_ends[0];
}

int terminal_signal(void)
{
    unsigned char byte = 0;
    return pipe_ends[0] >= 0 && read(pipe_ends[0], &byte, 1) == 1 ? byte : 0;
}
