/* The figures of a source and of its translation, each with its like on the other side. */
#ifndef ALOUD_COMPARE_FIGURE_MATCH_H
#define ALOUD_COMPARE_FIGURE_MATCH_H

#include "compare/figures.h"

struct figure_side {
    const struct compared_language *language;
    const struct figures *figures;
    const char *text;
    bool *matched; /* as many as figures */
};

/* Marks what has its like. What is left is missing on the other side, unless its weight says that it may be. */
void figures_match(struct figure_side *source, struct figure_side *target);

/* Whether two figures that are left over are one thing that was changed: the same number of another measure, say. */
bool figures_are_versions(const struct figure *source, const struct figure *target);

#endif
