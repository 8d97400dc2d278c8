#include "export/names.h"

#include <stdlib.h>
#include <string.h>
#include <unicode/ustring.h>
#include <unicode/utrans.h>

enum { TEXT_BYTES_MOST = 400, UNITS_MOST = 4 * TEXT_BYTES_MOST };

static bool is_ascii(const char *text, size_t length)
{
    for (size_t i = 0; i < length; i++)
        if ((unsigned char)text[i] >= 0x80) return false;
    return true;
}

/* The beginning of a text, up to a character's end. */
static size_t beginning(const char *text)
{
    size_t length = strnlen(text, TEXT_BYTES_MOST);
    while (length > 0 && ((unsigned char)text[length] & 0xC0) == 0x80) length--;
    return length;
}

/* Opened once in a process and kept: its rules take longer to load than a leaflet takes to be read. */
static UTransliterator *latin(UErrorCode *code)
{
    static const UChar id[] = u"Any-Latin; Latin-ASCII";
    static UTransliterator *transliterator;
    if (!transliterator) transliterator = utrans_openU(id, -1, UTRANS_FORWARD, NULL, 0, NULL, code);
    return transliterator;
}

static enum status append_latin(struct buffer *text, const char *from, size_t length, struct error *error)
{
    UErrorCode code = U_ZERO_ERROR;
    UChar units[UNITS_MOST];
    char ascii[UNITS_MOST];
    int32_t count = 0, limit = 0, bytes = 0;
    u_strFromUTF8WithSub(units, UNITS_MOST, &count, from, (int32_t)length, 0xFFFD, NULL, &code);
    limit = count;
    UTransliterator *transliterator = latin(&code);
    if (U_SUCCESS(code)) utrans_transUChars(transliterator, units, &count, UNITS_MOST, 0, &limit, &code);
    if (code == U_BUFFER_OVERFLOW_ERROR) return STATUS_OK; /* so long a name says nothing to anyone */
    u_strToUTF8WithSub(ascii, sizeof ascii, &bytes, units, limit, '-', NULL, &code);
    if (code == U_MEMORY_ALLOCATION_ERROR) return error_no_memory(error);
    if (U_FAILURE(code))
        return error_set(error, STATUS_SYSTEM, NULL, 0, "ICU cannot write names in Latin letters: %s",
                         u_errorName(code));
    buffer_append(text, ascii, (size_t)bytes);
    return STATUS_OK;
}

static bool is_kept(char byte)
{
    return (byte >= 'a' && byte <= 'z') || (byte >= '0' && byte <= '9');
}

/* Whether a letter behind an apostrophe goes on the word before: "don't". */
static bool is_apostrophe(char byte)
{
    return byte == '\'' || byte == '`';
}

static void append_kept(struct buffer *name, const struct buffer *text)
{
    size_t start = name->length, end = start;
    for (size_t i = 0; i < text->length; i++) {
        char byte = text->data[i];
        if (byte >= 'A' && byte <= 'Z') byte = (char)(byte | 0x20);
        if (is_kept(byte)) {
            buffer_append_char(name, byte);
        } else if (!is_apostrophe(byte) && name->length > start && name->data[name->length - 1] != '-') {
            end = name->length <= start + NAME_BYTES_MOST ? name->length : end;
            buffer_append_char(name, '-');
        }
    }
    if (!name->failed && name->length > start && name->data[name->length - 1] == '-') name->length--;
    if (!name->failed && name->length > start + NAME_BYTES_MOST)
        name->length = end > start ? end : start + NAME_BYTES_MOST;
    if (!name->failed && name->data) name->data[name->length] = '\0';
}

enum status name_append(struct buffer *name, const char *text, const char *otherwise, struct error *error)
{
    struct buffer plain = {0};
    size_t length = beginning(text), before = name->length;
    enum status status = STATUS_OK;
    if (is_ascii(text, length))
        buffer_append(&plain, text, length);
    else
        status = append_latin(&plain, text, length, error);
    if (status == STATUS_OK) append_kept(name, &plain);
    if (status == STATUS_OK && name->length == before) buffer_append_text(name, otherwise);
    if (status == STATUS_OK && (plain.failed || name->failed)) status = error_no_memory(error);
    buffer_done(&plain);
    return status;
}
