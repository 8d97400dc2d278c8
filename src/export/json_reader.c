#include "export/json_reader.h"

#include <string.h>

static bool fail(struct json_reader *reader)
{
    reader->failed = true;
    return false;
}

static void keep(struct buffer *text, int byte)
{
    buffer_append_char(text, (char)byte);
}

/* The first byte behind white space; EOF where there is none, or the reader has failed. */
static int first_byte(struct json_reader *reader)
{
    int byte = EOF;
    if (reader->failed) return EOF;
    do byte = getc_unlocked(reader->file);
    while (byte == ' ' || byte == '\n' || byte == '\r' || byte == '\t');
    return byte;
}

bool json_reader_has_more(struct json_reader *reader)
{
    int byte = first_byte(reader);
    return byte != EOF && ungetc(byte, reader->file) == byte;
}

bool json_reader_enter(struct json_reader *reader, char begin, char end)
{
    if (first_byte(reader) != begin) return fail(reader);
    int byte = first_byte(reader);
    if (byte == end) return false;
    return (byte != EOF && ungetc(byte, reader->file) == byte) || fail(reader);
}

bool json_reader_next(struct json_reader *reader, char end)
{
    int byte = first_byte(reader);
    return byte == ',' || (byte != end && fail(reader));
}

/* The rest of a string whose quote was taken. A line that was torn within one ends there. */
static bool take_string(struct json_reader *reader, struct buffer *text)
{
    keep(text, '"');
    for (int byte; (byte = getc_unlocked(reader->file)) >= ' ';) {
        keep(text, byte);
        if (byte == '"') return true;
        if (byte != '\\') continue;
        if ((byte = getc_unlocked(reader->file)) < ' ') break;
        keep(text, byte);
    }
    return fail(reader);
}

/* The rest of an array or object whose bracket was taken. */
static bool take_brackets(struct json_reader *reader, struct buffer *text, int begin)
{
    size_t depth = 1;
    keep(text, begin);
    while (depth > 0) {
        int byte = first_byte(reader);
        if (byte == EOF) return fail(reader);
        if (byte == '"') {
            if (!take_string(reader, text)) return false;
            continue;
        }
        depth += byte == '{' || byte == '[';
        depth -= byte == '}' || byte == ']';
        keep(text, byte);
    }
    return true;
}

/* A number, true, false or null that begins with `byte`. */
static bool take_word(struct json_reader *reader, struct buffer *text, int byte)
{
    if (byte == EOF || strchr(",:]}", byte)) return fail(reader);
    for (; byte > ' ' && !strchr(",]}", byte); byte = getc_unlocked(reader->file)) keep(text, byte);
    return byte == EOF || ungetc(byte, reader->file) == byte;
}

bool json_reader_key(struct json_reader *reader, struct buffer *text)
{
    if (first_byte(reader) != '"') return fail(reader);
    if (!take_string(reader, text)) return false;
    keep(text, ':');
    return first_byte(reader) == ':' || fail(reader);
}

bool json_reader_value(struct json_reader *reader, struct buffer *text)
{
    int byte = first_byte(reader);
    if (byte == '"') return take_string(reader, text);
    if (byte == '{' || byte == '[') return take_brackets(reader, text, byte);
    return take_word(reader, text, byte);
}
