#include "listen/screen.h"

#include "base/array.h"
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

/* The letters stand in their order on the screen already: no terminal shall turn them round once more (ECMA-48's
 * BI-DIRECTIONAL SUPPORT MODE, off; terminals that do not turn letters do not know it). */
static const char LETTERS_IN_ORDER[] = "\033[8l";

/* Leave the other screen, keypad and colours, and show the cursor: what a crash writes. Plain lines change nothing. */
#define RESET_HERE "\033[8h\033[0m\033[?1l\033>\033[?25h"
static const char RESET_OTHER_SCREEN[] = "\033[?1049l" RESET_HERE;

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
    /* In both of a terminal's modes: one that was not told to send its keypad's own codes does not (plain lines). */
    static const struct {
        const char *usual, *application;
        int code;
    } arrows[] = {{"\033[A", "\033OA", KEY_UP},   {"\033[B", "\033OB", KEY_DOWN}, {"\033[C", "\033OC", KEY_RIGHT},
                  {"\033[D", "\033OD", KEY_LEFT}, {"\033[H", "\033OH", KEY_HOME}, {"\033[F", "\033OF", KEY_END}};
    for (size_t i = 0; i < ARRAY_COUNT(arrows); i++) {
        define_key(arrows[i].usual, arrows[i].code);
        define_key(arrows[i].application, arrows[i].code);
    }
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

static void start_drawing(void)
{
    fputs(LETTERS_IN_ORDER, stdout);
    fflush(stdout);
    curs_set(0);
}

/* For plain lines ncurses draws into nothing and only reads the keys. */
static void start_curses(struct screen *screen)
{
    screen->keyboard = screen->input == STDIN_FILENO ? stdin : fdopen(screen->input, "r");
    screen->nowhere = fopen("/dev/null", "we");
    if (!screen->keyboard || !screen->nowhere) return;
    screen->curses = newterm(terminal_type(), screen->plain ? screen->nowhere : stdout, screen->keyboard);
}

enum status screen_open(bool plain, struct screen **ret, struct error *error)
{
    if (strcmp(setlocale(LC_CTYPE, NULL), "C") == 0) setlocale(LC_CTYPE, "C.UTF-8");
    struct screen *screen = calloc(1, sizeof *screen);
    if (!screen) return error_no_memory(error);
    screen->plain = plain || !isatty(STDOUT_FILENO) || !terminal_can("cup");
    screen->input = open_keyboard();
    setvbuf(stdout, NULL, screen->plain ? _IOLBF : _IOFBF, BUFSIZ);
    const char *reset = screen->plain ? "" : terminal_can("smcup") ? RESET_OTHER_SCREEN : RESET_HERE;
    enum status status = terminal_guard(screen->input, reset, error);
    if (status == STATUS_OK && screen->input >= 0) start_curses(screen);
    if (status == STATUS_OK && screen->curses) {
        set_term(screen->curses);
        start_keys();
        if (screen->plain)
            terminal_keys();
        else
            start_drawing();
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
    for (size_t i = 0; i < ARRAY_COUNT(names); i++) {
        if (names[i].code == code) return names[i].key;
    }
    if (code >= KEY_F(1) && code <= KEY_F(12)) return KEY_NAME_F1 + (uint32_t)(code - KEY_F(1));
    return KEY_NAME_OTHER;
}

/* Control-z. */
static void suspend(const struct screen *screen)
{
    if (screen->plain) {
        raise(SIGTSTP);
        return;
    }
    endwin();
    terminal_restore();
    raise(SIGTSTP);
    start_drawing();
    refresh();
}

/* Behind an escape: takes the rest of a sequence that ncurses does not know, as some keys with shift or control send.
 * Its letters and brackets are no commands. */
static bool skip_sequence(void)
{
    wint_t code = 0;
    int kind = get_wch(&code);
    if (kind == KEY_CODE_YES) ungetch((int)code);
    if (kind != OK) return false;
    if (code != '[' && code != 'O') {
        unget_wch((wchar_t)code);
        return false;
    }
    /* ECMA-48: parameters and intermediate bytes, then one that ends it. */
    while (get_wch(&code) == OK && code >= 0x20 && code <= 0x3F) {}
    return true;
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
        *ret_key = skip_sequence() ? KEY_NAME_OTHER : KEY_NAME_ESCAPE;
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
