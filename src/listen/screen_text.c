#include "listen/screen_text.h"

#include "base/utf8.h"

#include <curses.h>
#include <string.h>
#include <unicode/ubidi.h>
#include <wchar.h>

enum { LINE_MOST = 512 };

/* One line of the screen: characters in logical order, and whether each is marked. */
struct line {
    UChar text[LINE_MOST];
    bool marked[LINE_MOST];
    int32_t length;
};

static bool is_control(uint32_t codepoint)
{
    return codepoint < 0x20 || (codepoint >= 0x7F && codepoint < 0xA0) || codepoint == UTF8_INVALID;
}

void screen_text_safe(const char *text, struct buffer *safe)
{
    size_t length = strlen(text), position = 0;
    while (position < length) {
        uint32_t codepoint = utf8_next(text, length, &position);
        if (!is_control(codepoint))
            buffer_append_codepoint(safe, codepoint);
        else if (codepoint == '\n' || codepoint == '\t')
            buffer_append_char(safe, ' ');
    }
}

static void add_character(struct line *line, uint32_t codepoint, bool marked)
{
    if (line->length + 2 > LINE_MOST) return;
    if (codepoint > 0xFFFF) {
        line->marked[line->length] = marked;
        line->text[line->length++] = (UChar)(0xD7C0 + (codepoint >> 10));
        codepoint = 0xDC00 | (codepoint & 0x3FF);
    }
    line->marked[line->length] = marked;
    line->text[line->length++] = (UChar)codepoint;
}

static void put_character(const struct line *line, int32_t index, attr_t usual)
{
    wchar_t wide[2] = {line->text[index], 0};
    bool high = line->text[index] >= 0xD800 && line->text[index] < 0xDC00;
    if (high && index + 1 < line->length) {
        wide[0] = (wchar_t)(((line->text[index] - 0xD7C0u) << 10) | (line->text[index + 1] & 0x3FFu));
    }
    attr_set(line->marked[index] ? usual | A_REVERSE : usual, 0, NULL);
    addwstr(wide);
}

static void draw_line(const struct screen_area *area, int row, const struct line *line, bool right_to_left)
{
    if (row < 0 || row >= area->rows || line->length == 0) return;
    attr_t usual = 0;
    short pair = 0;
    attr_get(&usual, &pair, NULL);
    usual &= ~(attr_t)A_REVERSE;
    UErrorCode code = U_ZERO_ERROR;
    UBiDi *order = ubidi_open();
    int32_t visual[LINE_MOST];
    if (order) {
        ubidi_setPara(order, line->text, line->length, right_to_left ? UBIDI_RTL : UBIDI_LTR, NULL, &code);
        ubidi_getVisualMap(order, visual, &code);
    }
    bool ordered = order && U_SUCCESS(code);
    move(row, right_to_left && area->width > line->length ? area->left + area->width - line->length : area->left);
    for (int32_t i = 0; i < line->length; i++) {
        int32_t index = ordered ? visual[i] : i;
        if (line->text[index] < 0xDC00 || line->text[index] >= 0xE000) put_character(line, index, usual);
    }
    attr_set(usual, 0, NULL);
    ubidi_close(order);
}

static int columns_of(uint32_t codepoint)
{
    int width = wcwidth((wchar_t)codepoint);
    return width < 0 ? 1 : width;
}

/* How many bytes of `text` go into `width` columns: up to the last space, at least one character. */
static size_t fitting(const char *text, size_t length, int width)
{
    size_t position = 0, space = 0;
    int columns = 0;
    while (position < length) {
        size_t start = position;
        uint32_t codepoint = utf8_next(text, length, &position);
        if (codepoint == ' ') space = position;
        columns += is_control(codepoint) ? 0 : columns_of(codepoint);
        if (columns > width && codepoint != ' ') return space ? space : start ? start : position;
    }
    return length;
}

int screen_text(const struct screen_area *area, int row, int spacing, const char *text, bool right_to_left,
                uint32_t mark_start, uint32_t mark_end)
{
    size_t length = text ? strlen(text) : 0, done = 0;
    while (done < length && row < area->rows) {
        size_t end = done + fitting(text + done, length - done, area->width);
        struct line line = {.length = 0};
        for (size_t position = done; position < end;) {
            size_t start = position;
            uint32_t codepoint = utf8_next(text, end, &position);
            if (!is_control(codepoint)) add_character(&line, codepoint, start >= mark_start && start < mark_end);
        }
        while (line.length > 0 && line.text[line.length - 1] == ' ') line.length--;
        draw_line(area, row, &line, right_to_left);
        row += spacing;
        done = end;
    }
    return row;
}
