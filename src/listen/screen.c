#include "listen/screen.h"

#include "base/buffer.h"
#include "listen/keys.h"
#include "listen/screen_layout.h"
#include "listen/screen_text.h"
#include "listen/terminal.h"

#include <curses.h>
#include <errno.h>
#include <fcntl.h>
#include <locale.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* ncurses reads the keys for both drivers; for plain lines it draws into nothing. */
struct screen {
    bool plain;
    bool hung_up;
    int input; /* -1: no key ever comes */
    FILE *keyboard;
    FILE *nowhere;
    SCREEN *curses;
    struct buffer said; /* plain: the sentence that was printed last */
};

/* Leave the other screen, keypad and colours, and show the cursor: what a crash writes. */
static const char RESET_DRAWN[] = "\033[0m\033[?1l\033>\033[?25h\033[?1049l";
static const char RESET_PLAIN[] = "\033[?1l\033>";

static int open_keyboard(void)
{
    if (isatty(STDIN_FILENO)) return STDIN_FILENO;
    return open("/dev/tty", O_RDWR | O_CLOEXEC);
}

static void start_keys(void)
{
    raw(); /* control-c is a key: it leaves as `q` does */
    noecho();
    nonl();
    set_escdelay(25);
    keypad(stdscr, TRUE);
    nodelay(stdscr, TRUE);
    /* A terminal that was not told to send its keypad's own codes (plain lines, above all) sends these. */
    define_key("\033[A", KEY_UP);
    define_key("\033[B", KEY_DOWN);
    define_key("\033[C", KEY_RIGHT);
    define_key("\033[D", KEY_LEFT);
    define_key("\033[H", KEY_HOME);
    define_key("\033[F", KEY_END);
    /* The numeric keypad in application mode, as VT220 sends it. */
    define_key("\033Oo", '/');
    define_key("\033Oj", '*');
    define_key("\033Om", '-');
    define_key("\033Ok", '+');
    define_key("\033OM", KEY_ENTER);
    define_key("\033Ou", KEY_B2);
    define_key("\033OE", KEY_B2);
    define_key("\033[E", KEY_B2);
}

enum status screen_open(bool plain, struct screen **ret, struct error *error)
{
    if (strcmp(setlocale(LC_CTYPE, NULL), "C") == 0) setlocale(LC_CTYPE, "C.UTF-8");
    struct screen *screen = calloc(1, sizeof *screen);
    if (!screen) return error_no_memory(error);
    screen->plain = plain || !isatty(STDOUT_FILENO);
    screen->input = open_keyboard();
    setvbuf(stdout, NULL, screen->plain ? _IOLBF : _IOFBF, BUFSIZ);
    enum status status = terminal_guard(screen->input, screen->plain ? RESET_PLAIN : RESET_DRAWN, error);
    if (status == STATUS_OK && screen->input >= 0) {
        screen->keyboard = screen->input == STDIN_FILENO ? stdin : fdopen(screen->input, "r");
        screen->nowhere = fopen("/dev/null", "we");
        FILE *output = screen->plain ? screen->nowhere : stdout;
        const char *type = getenv("TERM");
        bool usable = output && screen->keyboard;
        if (usable) screen->curses = newterm(type && type[0] ? type : "vt100", output, screen->keyboard);
        if (usable && !screen->curses) screen->curses = newterm("vt100", output, screen->keyboard);
    }
    if (status == STATUS_OK && screen->curses) {
        set_term(screen->curses);
        start_keys();
        if (screen->plain)
            terminal_keys();
        else
            curs_set(0);
    } else {
        screen->plain = true;
    }
    if (status == STATUS_OK)
        *ret = screen;
    else
        screen_close(screen);
    return status;
}

void screen_close(struct screen *screen)
{
    if (!screen) return;
    if (screen->curses) {
        endwin();
        delscreen(screen->curses);
        terminal_restore();
    }
    if (screen->keyboard && screen->keyboard != stdin) fclose(screen->keyboard);
    if (screen->nowhere) fclose(screen->nowhere);
    buffer_done(&screen->said);
    free(screen);
}

void screen_draw(struct screen *screen, const struct screen_view *view)
{
    if (!screen->plain) {
        screen_layout_draw(view);
        return;
    }
    if (!view->sentence || strcmp(buffer_text(&screen->said), view->sentence) == 0) return;
    buffer_clear(&screen->said);
    buffer_append_text(&screen->said, view->sentence);
    screen_message(screen, view->sentence);
}

void screen_message(struct screen *screen, const char *text)
{
    if (!screen->plain || !text || !text[0]) return;
    struct buffer safe = {0};
    screen_text_safe(text, &safe);
    printf("%s\n", buffer_text(&safe));
    fflush(stdout);
    buffer_done(&safe);
}

int screen_fd(const struct screen *screen)
{
    return screen->curses && !screen->hung_up ? screen->input : -1;
}

static uint32_t named_key(int code)
{
    static const struct {
        int code;
        uint32_t key;
    } names[] = {
        {KEY_LEFT, KEY_NAME_LEFT},
        {KEY_RIGHT, KEY_NAME_RIGHT},
        {KEY_UP, KEY_NAME_UP},
        {KEY_DOWN, KEY_NAME_DOWN},
        {KEY_PPAGE, KEY_NAME_PAGE_UP},
        {KEY_NPAGE, KEY_NAME_PAGE_DOWN},
        {KEY_HOME, KEY_NAME_HOME},
        {KEY_END, KEY_NAME_END},
        {KEY_ENTER, KEY_NAME_ENTER},
        {KEY_IC, KEY_NAME_INSERT},
        {KEY_DC, KEY_NAME_DELETE},
        {KEY_B2, KEY_NAME_CENTRE},
        {KEY_A1, KEY_NAME_HOME},
        {KEY_A3, KEY_NAME_PAGE_UP},
        {KEY_C1, KEY_NAME_END},
        {KEY_C3, KEY_NAME_PAGE_DOWN},
        {KEY_BACKSPACE, KEY_NAME_BACKSPACE},
        {KEY_FIND, KEY_NAME_HOME},
        {KEY_SELECT, KEY_NAME_END},
    };
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        if (names[i].code == code) return names[i].key;
    }
    if (code >= KEY_F(1) && code <= KEY_F(12)) return KEY_NAME_F1 + (uint32_t)(code - KEY_F(1));
    return KEY_NAME_OTHER;
}

/* Control-z: the shell gets its terminal as it was, and Aloud its own again when it is called back. */
static void suspend(const struct screen *screen)
{
    endwin();
    terminal_restore();
    raise(SIGTSTP);
    if (screen->plain) terminal_keys();
    refresh();
}

bool screen_key(struct screen *screen, uint32_t *ret_key)
{
    if (!screen->curses || screen->hung_up) return false;
    wint_t code = 0;
    int kind = get_wch(&code);
    if (kind == ERR) {
        /* A terminal that is gone reads as its end for ever. */
        unsigned char byte;
        ssize_t got = read(screen->input, &byte, 0);
        screen->hung_up = got < 0 && errno == EIO;
        return false;
    }
    if (kind == KEY_CODE_YES && code == KEY_RESIZE) return false;
    if (kind == KEY_CODE_YES)
        *ret_key = code < 256 ? code : named_key((int)code);
    else if (code == '\r' || code == '\n')
        *ret_key = KEY_NAME_ENTER;
    else if (code == 127 || code == '\b')
        *ret_key = KEY_NAME_BACKSPACE;
    else if (code == 27)
        *ret_key = KEY_NAME_ESCAPE;
    else if (code == '\t')
        *ret_key = KEY_NAME_TAB;
    else if (code == 26) {
        suspend(screen);
        return false;
    } else
        *ret_key = code;
    return true;
}

bool screen_hung_up(const struct screen *screen)
{
    return screen->hung_up;
}
