#include "typist.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>
#include <utmp.h>
#include <vterm.h>

enum { ROWS = 24, COLUMNS = 80 };

struct typist {
    pid_t process;
    int terminal;
    bool hung_up;
    bool ended;
    int exit_status;
    struct termios first; /* the terminal as the program found it */
    VTerm *emulator;
    VTermScreen *screen;
    bool other_screen; /* the alternate one is shown */
    bool cursor_hidden;
    struct buffer output;
    struct buffer lines; /* the same, blanks folded */
    size_t read;         /* bytes of `lines` up to the text found last */
    struct buffer text;  /* of the screen */
};

static double now_s(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static int set_property(VTermProp property, VTermValue *value, void *user)
{
    struct typist *typist = user;
    if (property == VTERM_PROP_ALTSCREEN) typist->other_screen = value->boolean;
    if (property == VTERM_PROP_CURSORVISIBLE) typist->cursor_hidden = !value->boolean;
    return 1;
}

static bool start_emulator(struct typist *typist, int rows, int columns)
{
    static const VTermScreenCallbacks callbacks = {.settermprop = set_property};
    typist->emulator = vterm_new(rows, columns);
    if (!typist->emulator) return false;
    vterm_set_utf8(typist->emulator, 1);
    typist->screen = vterm_obtain_screen(typist->emulator);
    vterm_screen_enable_altscreen(typist->screen, 1);
    vterm_screen_set_callbacks(typist->screen, &callbacks, typist);
    vterm_screen_reset(typist->screen, 1);
    return true;
}

/* execve wants its strings changeable, but does not change them. */
_Noreturn static void run(const struct typist_program *program)
{
    prctl(PR_SET_PDEATHSIG, SIGKILL); /* nothing stays behind a test that crashes */
    if (program->run) {
        program->run(program->context);
        _exit(0);
    }
    union {
        const char *const *in;
        char *const *out;
    } arguments = {.in = program->arguments}, environment = {.in = program->environment};
    execve(program->arguments[0], arguments.out, environment.out);
    _exit(127);
}

struct typist *typist_start(const struct typist_program *program)
{
    struct typist *typist = calloc(1, sizeof *typist);
    if (!typist) return NULL;
    typist->terminal = -1;
    struct winsize size = {.ws_row = (unsigned short)(program->rows ? program->rows : ROWS),
                           .ws_col = (unsigned short)(program->columns ? program->columns : COLUMNS)};
    if (!start_emulator(typist, size.ws_row, size.ws_col)) goto failed;
    int inner;
    if (openpty(&typist->terminal, &inner, NULL, NULL, &size) < 0) goto failed;
    fcntl(typist->terminal, F_SETFD, FD_CLOEXEC);
    tcgetattr(inner, &typist->first);
    fflush(NULL); /* else the child could write it again */
    typist->process = fork();
    if (typist->process == 0) {
        login_tty(inner);
        run(program);
    }
    close(inner);
    if (typist->process < 0) goto failed;
    return typist;
failed:
    typist_free(typist);
    return NULL;
}

void typist_free(struct typist *typist)
{
    if (!typist) return;
    if (typist->process > 0 && !typist->ended) {
        kill(-typist->process, SIGKILL);
        kill(typist->process, SIGKILL);
        waitpid(typist->process, NULL, 0);
    }
    if (typist->terminal >= 0) close(typist->terminal);
    if (typist->emulator) vterm_free(typist->emulator);
    buffer_done(&typist->output);
    buffer_done(&typist->lines);
    buffer_done(&typist->text);
    free(typist);
}

pid_t typist_process(const struct typist *typist)
{
    return typist->process;
}

static void append_folded(struct buffer *text, const char *bytes, size_t length)
{
    for (size_t i = 0; i < length; i++) {
        bool blank = bytes[i] == ' ' || bytes[i] == '\n' || bytes[i] == '\r' || bytes[i] == '\0';
        bool after_blank = text->length == 0 || text->data[text->length - 1] == ' ';
        if (!blank) buffer_append_char(text, bytes[i]);
        if (blank && !after_blank) buffer_append_char(text, ' ');
    }
}

/* Takes what the program wrote, waiting at most so long for it. */
static void take_output(struct typist *typist, double limit_s)
{
    char bytes[65536];
    struct pollfd descriptor = {.fd = typist->hung_up ? -1 : typist->terminal, .events = POLLIN};
    if (poll(&descriptor, 1, (int)(limit_s * 1000)) <= 0) return;
    ssize_t count = read(typist->terminal, bytes, sizeof bytes);
    if (count <= 0) {
        typist->hung_up = true;
        return;
    }
    buffer_append(&typist->output, bytes, (size_t)count);
    append_folded(&typist->lines, bytes, (size_t)count);
    vterm_input_write(typist->emulator, bytes, (size_t)count);
    /* The emulator's own answers (to questions about the cursor, say) go back to the program. */
    size_t answer = vterm_output_read(typist->emulator, bytes, sizeof bytes);
    if (answer > 0 && write(typist->terminal, bytes, answer) < 0) typist->hung_up = true;
}

void typist_type(struct typist *typist, const char *keys)
{
    size_t length = strlen(keys);
    while (length > 0 && !typist->hung_up) {
        ssize_t written = write(typist->terminal, keys, length);
        if (written < 0 && errno != EINTR) typist->hung_up = true;
        if (written <= 0) continue;
        keys += written;
        length -= (size_t)written;
    }
}

const char *typist_screen(struct typist *typist)
{
    int rows, columns;
    vterm_get_size(typist->emulator, &rows, &columns);
    buffer_clear(&typist->text);
    for (int row = 0; row < rows; row++) {
        char line[4096];
        VTermRect where = {.start_row = row, .end_row = row + 1, .start_col = 0, .end_col = columns};
        size_t length = vterm_screen_get_text(typist->screen, line, sizeof line, where);
        append_folded(&typist->text, line, length < sizeof line ? length : sizeof line);
        append_folded(&typist->text, " ", 1);
    }
    return buffer_text(&typist->text);
}

static void append_cell(struct buffer *text, const VTermScreenCell *cell)
{
    if (cell->chars[0] == 0) buffer_append_char(text, ' ');
    for (int i = 0; i < VTERM_MAX_CHARS_PER_CELL && cell->chars[i]; i++) buffer_append_codepoint(text, cell->chars[i]);
}

const char *typist_row(struct typist *typist, int row)
{
    int rows, columns;
    vterm_get_size(typist->emulator, &rows, &columns);
    buffer_clear(&typist->text);
    for (VTermPos at = {.row = row}; row < rows && at.col < columns; at.col++) {
        VTermScreenCell cell;
        vterm_screen_get_cell(typist->screen, at, &cell);
        append_cell(&typist->text, &cell);
        at.col += cell.width - 1;
    }
    struct buffer *text = &typist->text;
    while (text->length > 0 && text->data[text->length - 1] == ' ') text->data[--text->length] = '\0';
    return buffer_text(text);
}

const char *typist_looks(struct typist *typist, enum typist_look look)
{
    VTermPos at;
    int rows, columns;
    vterm_get_size(typist->emulator, &rows, &columns);
    buffer_clear(&typist->text);
    for (at.row = 0; at.row < rows; at.row++) {
        for (at.col = 0; at.col < columns; at.col++) {
            VTermScreenCell cell;
            vterm_screen_get_cell(typist->screen, at, &cell);
            if (look == TYPIST_REVERSE ? cell.attrs.reverse : cell.attrs.bold) append_cell(&typist->text, &cell);
            at.col += cell.width - 1;
        }
    }
    return buffer_text(&typist->text);
}

const struct buffer *typist_output(const struct typist *typist)
{
    return &typist->output;
}

bool typist_sees(struct typist *typist, const char *text, double limit_s)
{
    double end_s = now_s() + limit_s;
    while (!strstr(typist_screen(typist), text)) {
        double left_s = end_s - now_s();
        if (left_s <= 0 || typist->hung_up) return false;
        take_output(typist, left_s);
    }
    return true;
}

bool typist_reads(struct typist *typist, const char *text, double limit_s)
{
    double end_s = now_s() + limit_s;
    for (;;) {
        const struct buffer *lines = &typist->lines;
        const char *found = memmem(buffer_text(lines) + typist->read, lines->length - typist->read, text, strlen(text));
        if (found) {
            typist->read = (size_t)(found - lines->data) + strlen(text);
            return true;
        }
        double left_s = end_s - now_s();
        if (left_s <= 0 || typist->hung_up) return false;
        take_output(typist, left_s);
    }
}

void typist_waits(struct typist *typist, double seconds)
{
    double end_s = now_s() + seconds;
    for (double left_s = seconds; left_s > 0; left_s = end_s - now_s()) take_output(typist, left_s);
}

bool typist_is_restored(struct typist *typist)
{
    struct termios present;
    typist_waits(typist, 0.05);
    if (tcgetattr(typist->terminal, &present) < 0) return false;
    return !typist->other_screen && !typist->cursor_hidden && present.c_lflag == typist->first.c_lflag
           && present.c_iflag == typist->first.c_iflag && present.c_oflag == typist->first.c_oflag;
}

void typist_resize(struct typist *typist, int rows, int columns)
{
    struct winsize size = {.ws_row = (unsigned short)rows, .ws_col = (unsigned short)columns};
    vterm_set_size(typist->emulator, rows, columns);
    ioctl(typist->terminal, TIOCSWINSZ, &size);
}

bool typist_hang_up(struct typist *typist)
{
    int terminal = typist->terminal;
    typist->terminal = -1;
    typist->hung_up = true;
    return close(terminal) == 0;
}

int typist_exit(struct typist *typist, double limit_s)
{
    double end_s = now_s() + limit_s;
    while (!typist->ended) {
        int status;
        double left_s = end_s - now_s();
        if (waitpid(typist->process, &status, WNOHANG) == typist->process) {
            typist->ended = true;
            typist->exit_status = WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
        } else if (left_s <= 0) {
            return -1;
        } else {
            take_output(typist, left_s < 0.02 ? left_s : 0.02);
        }
    }
    while (!typist->hung_up) {
        size_t before = typist->output.length;
        take_output(typist, 0.05);
        if (typist->output.length == before) break;
    }
    return typist->exit_status;
}
