/* Placeholders: what markup within a block becomes in a text that is given to a translator. A pair is "<g1>bold</g1>", a
 * thing without text "<x2/>"; numbers count from 1 in the order of the source. OmegaT and the tools for XLIFF know this form.
 *
 * Text that looks like a placeholder has a backslash behind its '<' or "</", and one more where it has some already, so
 * that what is read back is what was written.
 */
#ifndef ALOUD_TRANSLATE_PLACEHOLDER_H
#define ALOUD_TRANSLATE_PLACEHOLDER_H

#include "base/buffer.h"

#include <stdbool.h>

enum placeholder_kind {
    PLACEHOLDER_TEXT,
    PLACEHOLDER_OPEN,  /* <g1> */
    PLACEHOLDER_CLOSE, /* </g1> */
    PLACEHOLDER_ALONE, /* <x1/> */
};

/* A stretch of a text with placeholders: one of them, or plain text up to the next. */
struct placeholder {
    enum placeholder_kind kind;
    unsigned number; /* 0 for text */
    size_t start;    /* bytes of the text with placeholders */
    size_t end;
};

/* The next stretch from `position` on, which is below `length`. */
struct placeholder placeholder_next(const char *text, size_t length, size_t position);

void placeholder_append(struct buffer *buffer, enum placeholder_kind kind, unsigned number);

/* Appends plain text, so that none of it is taken for a placeholder. */
void placeholder_append_text(struct buffer *buffer, const char *text, size_t length);

/* Appends what a stretch of text says, as it was before placeholder_append_text. */
void placeholder_read_text(struct buffer *buffer, const char *text, size_t length);

/* Appends the whole of a text without its placeholders: what a reader sees. An <xN/> is a space. */
void placeholder_strip(struct buffer *buffer, const char *text, size_t length);

/* The first pair that is around words (letters or digits) in `source` and around none in `translation`, in both of which pairs
 * are well nested; 0 where there is none. Lengths are in bytes. */
unsigned placeholder_emptied(const char *source, size_t source_length, const char *translation,
                             size_t translation_length);

/* What is wrong with the placeholders of `translation`, held against those of `source`: one is missing, is there twice,
 * is not known, is not closed, or has lost its words. False where all is well; else `ret_problem` is a whole clause. */
bool placeholder_problem(const char *source, const char *translation, char ret_problem[96]);

#endif
