/* The figures of a text: its tokens put together to amounts with their measures, dates and times of day. */
#ifndef ALOUD_COMPARE_FIGURES_H
#define ALOUD_COMPARE_FIGURES_H

#include "compare/figure.h"
#include "compare/tokens.h"

struct figures {
    struct figure *items; /* in the order of the text */
    size_t count, capacity;
};

/* `figures` may hold those of another text, whose memory is used again. */
enum status figures_read(struct figures *figures, const struct compared_language *language, const struct tokens *tokens,
                         struct error *error);
void figures_done(struct figures *figures);

#endif
