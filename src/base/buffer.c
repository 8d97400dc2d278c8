#include "base/buffer.h"

#include "base/array.h"
#include "base/utf8.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bool reserve(struct buffer *buffer, size_t more)
{
    if (buffer->failed) return false;
    if (more > SIZE_MAX - buffer->length - 1
        || !array_reserve(&buffer->data, &buffer->capacity, buffer->length + more + 1)) {
        buffer->failed = true;
    }
    return !buffer->failed;
}

void buffer_append(struct buffer *buffer, const void *bytes, size_t length)
{
    if (!reserve(buffer, length)) return;
    if (length) memcpy(buffer->data + buffer->length, bytes, length);
    buffer->length += length;
    buffer->data[buffer->length] = '\0';
}

char *buffer_room(struct buffer *buffer, size_t length)
{
    if (!reserve(buffer, length)) return NULL;
    buffer->data[buffer->length] = '\0';
    return buffer->data + buffer->length;
}

void buffer_fill(struct buffer *buffer, size_t length)
{
    buffer->length += length;
    buffer->data[buffer->length] = '\0';
}

void buffer_append_text(struct buffer *buffer, const char *text)
{
    if (text) buffer_append(buffer, text, strlen(text));
}

void buffer_append_char(struct buffer *buffer, char byte)
{
    buffer_append(buffer, &byte, 1);
}

void buffer_append_codepoint(struct buffer *buffer, uint32_t codepoint)
{
    char bytes[4];
    buffer_append(buffer, bytes, utf8_encode(codepoint, bytes));
}

void buffer_printf(struct buffer *buffer, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    int length = vsnprintf(NULL, 0, format, arguments);
    va_end(arguments);
    if (length < 0 || !reserve(buffer, (size_t)length)) {
        buffer->failed = true;
        return;
    }
    va_start(arguments, format);
    vsnprintf(buffer->data + buffer->length, (size_t)length + 1, format, arguments);
    va_end(arguments);
    buffer->length += (size_t)length;
}

const char *buffer_text(const struct buffer *buffer)
{
    return buffer->data ? buffer->data : "";
}

void buffer_clear(struct buffer *buffer)
{
    buffer->length = 0;
    buffer->failed = false;
    if (buffer->data) buffer->data[0] = '\0';
}

char *buffer_take(struct buffer *buffer)
{
    buffer_append(buffer, "", 0);
    char *text = buffer->failed ? NULL : buffer->data;
    if (text)
        *buffer = (struct buffer){0};
    else
        buffer_done(buffer);
    return text;
}

void buffer_done(struct buffer *buffer)
{
    free(buffer->data);
    *buffer = (struct buffer){0};
}
