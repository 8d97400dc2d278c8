#include "translate/xliff_parts.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

enum { KEY_DIGITS = 16, CHECK_DIGITS = 8 };

static const char fuzzy_mark[] = "-fuzzy";

void xliff_id_write(const char *context, const char *text, const struct catalogue_entry *entry, char id[XLIFF_ID_BYTES])
{
    int length = snprintf(id, XLIFF_ID_BYTES, "u%016" PRIx64, key_hash(context, text));
    if (!entry || !entry->translation[0]) return;
    snprintf(id + length, XLIFF_ID_BYTES - (size_t)length, "-%08" PRIx32 "%s",
             (uint32_t)key_hash(text, entry->translation), entry->fuzzy ? fuzzy_mark : "");
}

/* Exactly so many lower-case digits. */
static bool read_digits(const char **at, size_t count, uint64_t *ret)
{
    *ret = 0;
    for (size_t i = 0; i < count; i++, *at += 1) {
        static const char digits[] = "0123456789abcdef";
        const char *digit = **at ? strchr(digits, **at) : NULL;
        if (!digit) return false;
        *ret = *ret * 16 + (uint64_t)(digit - digits);
    }
    return true;
}

struct xliff_id xliff_id_read(const char *id)
{
    struct xliff_id read = {0};
    uint64_t key = 0, check = 0;
    const char *at = id + 1;
    if (id[0] != 'u' || !read_digits(&at, KEY_DIGITS, &key)) return read;
    if (*at == '-') {
        at++;
        if (!read_digits(&at, CHECK_DIGITS, &check)) return read;
        read.fuzzy = strcmp(at, fuzzy_mark) == 0;
        if (!read.fuzzy && *at) return (struct xliff_id){0};
        read.has_translation = true;
        read.check = (uint32_t)check;
    } else if (*at) {
        return read;
    }
    read.key = key;
    return read;
}

bool xliff_id_is_of(const struct xliff_id *id, const char *text, const char *translation)
{
    return id->has_translation && id->check == (uint32_t)key_hash(text, translation);
}
