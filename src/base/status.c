#include "base/status.h"

#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

const char *status_text(enum status status)
{
    static const char *const texts[] = {
#define X(name, text) text,
        STATUS_LIST(X)
#undef X
    };
    size_t index = (size_t)status;
    return index < sizeof texts / sizeof texts[0] ? texts[index] : "unknown";
}

/* snprintf cuts between bytes; a half character at the end would reach the terminal as rubbish. */
static void drop_half_character(char *text)
{
    size_t length = strlen(text);
    size_t start = length;
    while (start > 0 && ((unsigned char)text[start - 1] & 0xC0) == 0x80) start--;
    if (start == 0) return;
    unsigned char lead = (unsigned char)text[start - 1];
    size_t needed = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC0 ? 2 : 1;
    if (length - (start - 1) < needed) text[start - 1] = '\0';
}

/* Names and texts of files must not reach the terminal with its control codes (C0, DEL, and C1 in UTF-8). */
static void replace_controls(char *text)
{
    for (unsigned char *byte = (unsigned char *)text; *byte; byte++) {
        bool c1 = byte[0] == 0xC2 && byte[1] >= 0x80 && byte[1] < 0xA0;
        if (c1) *byte++ = '?';
        if (c1 || *byte < ' ' || *byte == 0x7F) *byte = '?';
    }
}

enum status error_set(struct error *error, enum status status, const char *file, size_t line, const char *format, ...)
{
    if (!error) return status;
    error->status = status;
    error->line = line;
    snprintf(error->file, sizeof error->file, "%s", file ? file : "");
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(error->text, sizeof error->text, format, arguments);
    va_end(arguments);
    drop_half_character(error->file);
    drop_half_character(error->text);
    replace_controls(error->file);
    replace_controls(error->text);
    return status;
}
