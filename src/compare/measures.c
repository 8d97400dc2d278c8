#include "compare/measures.h"

#include <string.h>
#include <strings.h>

static const char *const symbols[MEASURE_COUNT] = {[MEASURE_NONE] = "",
#define X(name, symbols) [MEASURE_##name] = (symbols),
                                                   MEASURE_LIST(X)
#undef X
};

const char *measure_symbols(enum measure measure)
{
    return symbols[measure];
}

enum measure measure_of_symbol(const char *symbol)
{
    size_t length = strlen(symbol);
    for (int i = 1; i < MEASURE_COUNT; i++) {
        for (const char *at = symbols[i]; *at; at += strspn(at, " ")) {
            size_t size = strcspn(at, " ");
            if (size == length && strncasecmp(at, symbol, length) == 0) return (enum measure)i;
            at += size;
        }
    }
    return MEASURE_NONE;
}

double measure_seconds(enum measure measure)
{
    switch (measure) {
    case MEASURE_SECOND: return 1;
    case MEASURE_MINUTE: return 60;
    case MEASURE_HOUR: return 3600;
    case MEASURE_DAY: return 86400;
    case MEASURE_WEEK: return 604800;
    default: return 0;
    }
}
