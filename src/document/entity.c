#include "document/entity.h"

#include "base/utf8.h"

#include <cmark-gfm.h>
#include <ctype.h>
#include <string.h>

/* So many digits cmark takes, more than CommonMark 0.31 has. */
enum { NAME_BYTES = 32, NUMBER_DIGITS = 8 };

static size_t decode_number(const char *text, size_t length, char ret[ENTITY_TEXT_BYTES])
{
    bool hexadecimal = length > 2 && (text[2] == 'x' || text[2] == 'X');
    size_t first = hexadecimal ? 3 : 2;
    uint32_t codepoint = 0;
    size_t i = first;
    for (; i < length && i - first < NUMBER_DIGITS; i++) {
        unsigned char byte = (unsigned char)text[i];
        if (hexadecimal ? !isxdigit(byte) : !isdigit(byte)) break;
        uint32_t digit = isdigit(byte) ? (uint32_t)(byte - '0') : (uint32_t)(tolower(byte) - 'a' + 10);
        codepoint = codepoint * (hexadecimal ? 16 : 10) + digit;
        if (codepoint > 0x10FFFF) codepoint = 0x110000; /* is none, however it goes on */
    }
    if (i == first || i >= length || text[i] != ';') return 0;
    if (codepoint == 0) codepoint = 0xFFFD;
    ret[utf8_encode(codepoint, ret)] = '\0';
    return i + 1;
}

/* cmark is asked with a text of just that reference: what it makes of one in a leaflet must be the same, and libxml2 has the
 * names of HTML 4, whose &lang; is another character. */
static bool decode_name(const char *name, size_t length, char ret[ENTITY_TEXT_BYTES])
{
    char reference[NAME_BYTES + 3];
    reference[0] = '&';
    memcpy(reference + 1, name, length);
    memcpy(reference + 1 + length, ";", 2);
    cmark_node *root = cmark_parse_document(reference, length + 2, CMARK_OPT_DEFAULT);
    if (!root) return false;
    cmark_node *paragraph = cmark_node_first_child(root);
    cmark_node *literal = paragraph ? cmark_node_first_child(paragraph) : NULL;
    const char *decoded = literal ? cmark_node_get_literal(literal) : NULL;
    bool found = decoded && decoded[0] && strcmp(decoded, reference) != 0 && strlen(decoded) < ENTITY_TEXT_BYTES;
    if (found) memcpy(ret, decoded, strlen(decoded) + 1);
    cmark_node_free(root);
    return found;
}

size_t entity_decode(const char *text, size_t length, char ret[ENTITY_TEXT_BYTES])
{
    if (length < 3) return 0;
    if (text[1] == '#') return decode_number(text, length, ret);
    char name[NAME_BYTES + 1];
    size_t count = 0;
    while (count < NAME_BYTES && count + 1 < length && isalnum((unsigned char)text[count + 1])) {
        name[count] = text[count + 1];
        count++;
    }
    name[count] = '\0';
    if (count < 2 || count + 1 >= length || text[count + 1] != ';') return 0;
    return decode_name(name, count, ret) ? count + 2 : 0;
}
