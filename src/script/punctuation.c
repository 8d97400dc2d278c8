#include "script/punctuation.h"

#include "base/array.h"

#include <assert.h>
#include <string.h>

static const char *const names[PUNCTUATION_COUNT] = {
#define X(name, text) [PUNCTUATION_##name] = (text),
    PUNCTUATION_LIST(X)
#undef X
};

const char *punctuation_name(enum punctuation level)
{
    assert((unsigned)level < PUNCTUATION_COUNT);
    return names[level];
}

enum status punctuation_from_name(const char *name, enum punctuation *ret, struct error *error)
{
    for (size_t i = 0; i < ARRAY_COUNT(names); i++) {
        if (strcmp(name, names[i]) != 0) continue;
        *ret = (enum punctuation)i;
        return STATUS_OK;
    }
    return error_set(error, STATUS_USAGE, NULL, 0,
                     "there is no level of punctuation \"%s\"; there are none, some and most", name);
}
