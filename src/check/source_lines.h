/* What one line of Markdown can be, by its own characters (CommonMark 0.29, GFM 0.29). `text` is the line from its
 * first character that is not white space, without its line ending.
 */
#ifndef ALOUD_CHECK_SOURCE_LINES_H
#define ALOUD_CHECK_SOURCE_LINES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

bool line_is_blank(const char *text, size_t length);
bool line_is_thematic_break(const char *text, size_t length);
bool line_is_atx_heading(const char *text, size_t length);
bool line_is_setext_underline(const char *text, size_t length);

/* How many characters the fence at the start of the line has, 0 where there is none. */
size_t line_opening_fence(const char *text, size_t length);
bool line_closes_fence(const char *text, size_t length, char fence, size_t fence_length);

/* Which of CommonMark's seven conditions starts an HTML block here; 0 for none. */
unsigned line_html_start(const char *text, size_t length);
/* Whether an HTML block that began by that condition (1 to 5) ends on this line. */
bool line_html_ends(unsigned condition, const char *text, size_t length);

struct list_marker {
    bool ordered;
    char sign;       /* the bullet, or what stands behind the number */
    uint32_t number; /* 0 for bullets */
    size_t length;   /* bytes, without the white space behind */
};

bool line_list_marker(const char *text, size_t length, struct list_marker *ret);

/* The length of a task box "[ ]", "[x]" at the start with white space behind, else 0. */
size_t line_task_box(const char *text, size_t length);

/* A table row's next cell: starts with *position = 0, false behind the last one. */
bool line_next_cell(const char *text, size_t length, size_t *position, size_t *cell_start, size_t *cell_end);
size_t line_cell_count(const char *text, size_t length);
/* How many columns a table's delimiter row ("|---|:-:|") has; 0 where it is none. */
size_t line_delimiter_columns(const char *text, size_t length);

/* The length of the front matter at the start of the leaflet, 0 where there is none. Only what has the look of
 * "key: value" lines between two "---" is one; a rule on the first line hides nothing. */
size_t source_front_matter(const char *bytes, size_t length);

/* The next line from *position: its content is [*start, *end), *position moves behind its ending (LF, CRLF or CR). */
bool source_next_line(const char *bytes, size_t length, size_t *position, size_t *start, size_t *end);

#endif
