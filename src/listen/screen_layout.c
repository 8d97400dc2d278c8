#include "listen/screen_layout.h"

#include "base/array.h"
#include "listen/screen_text.h"

#include <curses.h>
#include <stdio.h>
#include <string.h>

enum {
    WIDTH_MOST = 70, /* longer lines are hard to read */
    MARGIN = 2,
    COLUMNS_ROOMY = 24, /* fewer have none for a margin */
    ROWS_ROOMY = 12,    /* fewer have no row to spare for the sign of the pause */
    ROWS_OF_MESSAGE = 4,
};

/* How much stands around the sentence; the first that leaves it whole is taken. */
struct style {
    bool title, section, place;
    int gap, spacing;
};

static const struct style styles[] = {
    {.title = true, .section = true, .place = true, .gap = 2, .spacing = 2},
    {.title = true, .section = true, .place = true, .gap = 1, .spacing = 1},
    {.section = true, .place = true, .gap = 1, .spacing = 1},
    {.section = true, .spacing = 1},
    {.spacing = 1},
};

static int smaller(int a, int b)
{
    return a < b ? a : b;
}

static int header_rows(const struct screen_area *area, const struct screen_view *view, const struct style *style)
{
    int rows = style->place ? 1 : 0;
    if (style->title) rows += screen_text_lines(area, view->title);
    if (style->section) rows += screen_text_lines(area, view->section);
    return rows + style->gap;
}

static const struct style *choose_style(const struct screen_area *area, const struct screen_view *view)
{
    int lines = screen_text_lines(area, view->sentence);
    for (size_t i = 0; i + 1 < ARRAY_COUNT(styles); i++) {
        int sentence = lines ? lines * styles[i].spacing - (styles[i].spacing - 1) : 0;
        if (header_rows(area, view, &styles[i]) + sentence <= area->rows) return &styles[i];
    }
    return &styles[ARRAY_COUNT(styles) - 1];
}

static int draw_part(const struct screen_area *area, const struct screen_view *view, const char *text, int row)
{
    struct screen_text part = {.text = text, .right_to_left = view->right_to_left};
    return screen_text_draw(area, &part, 0, row, 1);
}

static int draw_header(const struct screen_area *area, const struct screen_view *view, const struct style *style)
{
    int row = 0;
    attrset(A_BOLD);
    if (style->title) row = draw_part(area, view, view->title, row);
    attrset(A_NORMAL);
    if (style->section) row = draw_part(area, view, view->section, row);
    char place[64];
    snprintf(place, sizeof place, "%u / %u   %u %%", view->section_number, view->section_count, view->percent);
    if (style->place) row = draw_part(area, view, place, row);
    return row + style->gap;
}

static void draw_body(const struct screen_area *area, const struct screen_view *view)
{
    const struct style *style = choose_style(area, view);
    int row = draw_header(area, view, style);
    struct screen_text sentence = {.text = view->sentence,
                                   .right_to_left = view->sentence_right_to_left,
                                   .mark_start = view->word_start,
                                   .mark_end = view->word_end};
    bool marked = view->word_end > view->word_start;
    size_t page = 0;
    if (view->sentence) page = screen_text_page(area, view->sentence, area->rows - row, marked ? view->word_start : 0);
    attrset(A_BOLD);
    row = screen_text_draw(area, &sentence, style->spacing == 1 ? page : 0, row, style->spacing);
    attrset(A_DIM);
    draw_part(area, view, view->next, row + 1);
    attrset(A_NORMAL);
}

/* What is typed, or the latest message; returns the rows that are left above it. */
static int draw_bottom(struct screen_area area, const struct screen_view *view)
{
    bool typed = view->input && view->input[0]; /* before that the message is the question */
    const char *text = typed ? view->input : view->message ? view->message : "";
    if (area.rows < ROWS_OF_MESSAGE) return area.rows;
    bool roomy = area.rows >= ROWS_ROOMY;
    int least = roomy ? 2 : 1, most = area.rows / 3;
    int rows = smaller(screen_text_lines(&area, text), most);
    if (rows < least) rows = least;
    int top = area.rows - rows;
    struct screen_text bottom = {.text = text, .right_to_left = view->right_to_left && !typed};
    screen_text_draw(&area, &bottom, typed ? screen_text_page(&area, text, rows, strlen(text)) : 0, top, 1);
    if (!roomy) return top;
    if (view->paused) draw_part(&area, view, "||", top - 1);
    return top - 1;
}

void screen_layout_draw(const struct screen_view *view)
{
    int rows = 0, columns = 0;
    getmaxyx(stdscr, rows, columns);
    int margin = columns < COLUMNS_ROOMY ? 0 : MARGIN;
    struct screen_area area = {.width = smaller(columns - 2 * margin, WIDTH_MOST), .rows = rows};
    area.left = (columns - area.width) / 2;
    erase();
    area.rows = draw_bottom(area, view);
    draw_body(&area, view);
    refresh();
}
