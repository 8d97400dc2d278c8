/* Plain text as it must be written within a leaflet's source so that it is read back as it is. */
#ifndef ALOUD_TRANSLATE_WRITING_H
#define ALOUD_TRANSLATE_WRITING_H

#include "base/buffer.h"

#include <stdbool.h>

enum writing_place {
    WRITING_MARKDOWN,  /* among other text of a block */
    WRITING_CODE,      /* between backticks */
    WRITING_ADDRESS,   /* between '<' and '>' */
    WRITING_HTML,      /* in an HTML block */
    WRITING_ATTRIBUTE, /* in quotes in an HTML tag */
};

struct writing {
    enum writing_place place;
    bool cell;        /* of a Markdown table: '|' is escaped */
    bool block_start; /* nothing of the block's text stands before it */
    bool in_brackets; /* of a link or a picture, where no address is found that stands bare */
};

/* Appends the text. White space other than spaces becomes spaces. */
void writing_append(struct buffer *buffer, const char *text, size_t length, struct writing writing);

#endif
