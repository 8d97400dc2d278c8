#include "document/language.h"

#include <string.h>
#include <strings.h>
#include <unicode/uloc.h>

static bool is_letter(char byte)
{
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z');
}

bool language_normalise(const char *tag, size_t length, char ret[LANGUAGE_TAG_BYTES])
{
    char normal[LANGUAGE_TAG_BYTES];
    while (length > 0 && strchr(" \t\r\n", tag[0])) tag++, length--;
    while (length > 0 && strchr(" \t\r\n", tag[length - 1])) length--;
    if (length == 0 || length >= sizeof normal) return false;
    size_t part = 0; /* bytes of the part so far */
    bool first = true;
    for (size_t i = 0; i < length; i++) {
        normal[i] = tag[i] == '_' ? '-' : tag[i];
        if (normal[i] == '-') {
            if (part == 0 || (first && part < 2)) return false;
            first = false;
            part = 0;
            continue;
        }
        bool digit = normal[i] >= '0' && normal[i] <= '9';
        if (!is_letter(normal[i]) && (first || !digit)) return false;
        part++;
        if (part > (first ? 3 : 8)) return false;
    }
    if (part == 0 || (first && part < 2)) return false;
    memcpy(ret, normal, length);
    ret[length] = '\0';
    return true;
}

bool language_is_known(const char *tag)
{
    return uloc_getISO3Language(tag)[0] != '\0';
}

bool language_is_same(const char *one, const char *other)
{
    size_t length = strcspn(one, "-");
    return length == strcspn(other, "-") && strncasecmp(one, other, length) == 0;
}
