#include "listen/screen_text.h"

#include "base/utf8.h"

#include <curses.h>
#include <string.h>

void screen_text_safe(const char *text, struct buffer *safe)
{
    size_t length = strlen(text), position = 0;
    while (position < length) {
        uint32_t codepoint = utf8_next(text, length, &position);
        bool blank = codepoint == '\n' || codepoint == '\t' || codepoint == 0x2028 || codepoint == 0x2029;
        bool control = codepoint < 0x20 || (codepoint >= 0x7F && codepoint < 0xA0) || codepoint == UTF8_INVALID;
        if (blank)
            buffer_append_char(safe, ' ');
        else if (!control)
            buffer_append_codepoint(safe, codepoint);
    }
}

int screen_text_lines(const struct screen_area *area, const char *text)
{
    int lines = 0;
    for (size_t at = 0; text && text[at]; lines++) at += screen_line_fit(text, at, area->width);
    return lines;
}

size_t screen_text_page(const struct screen_area *area, const char *text, int lines, size_t offset)
{
    size_t page = 0;
    int line = 0;
    for (size_t at = 0; text[at] && at <= offset; line++) {
        if (lines > 0 && line % lines == 0) page = at;
        at += screen_line_fit(text, at, area->width);
    }
    return page;
}

static void draw_line(const struct screen_area *area, int row, const struct screen_line *line, bool right_to_left)
{
    attr_t usual = 0;
    short pair = 0;
    attr_get(&usual, &pair, NULL);
    move(row, right_to_left && area->width > line->columns ? area->left + area->width - line->columns : area->left);
    for (size_t i = 0; i < line->count; i++) {
        const wchar_t wide[2] = {line->characters[i], 0};
        attr_set(line->marked[i] ? usual | A_REVERSE : usual, 0, NULL);
        addwstr(wide);
    }
    attr_set(usual, 0, NULL);
}

int screen_text_draw(const struct screen_area *area, const struct screen_text *text, size_t from, int row, int spacing)
{
    struct screen_line line;
    for (size_t at = from; text->text && text->text[at] && row < area->rows; row += spacing) {
        size_t end = at + screen_line_fit(text->text, at, area->width);
        screen_line_make(text, at, end, &line);
        draw_line(area, row, &line, text->right_to_left);
        at = end;
    }
    return row;
}
