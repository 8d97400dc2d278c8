/* Cuts HTML into tags, comments and text, and finds attributes: enough for the HTML in Markdown. */
#ifndef ALOUD_DOCUMENT_HTML_TOKEN_H
#define ALOUD_DOCUMENT_HTML_TOKEN_H

#include "base/buffer.h"

enum html_token_kind {
    HTML_TEXT,
    HTML_OPEN,
    HTML_CLOSE,
    HTML_COMMENT,
    HTML_HIDDEN, /* declarations, processing instructions, CDATA sections */
};

enum { HTML_NAME_BYTES = 16 };

struct html_token {
    enum html_token_kind kind;
    const char *text; /* borrowed: the whole token */
    size_t length;
    char name[HTML_NAME_BYTES]; /* of a tag, in lower case; cut where it is longer */
};

/* The token at text[0]. `length` must not be 0; the token's is never 0. What is not closed reaches to the end; a '<'
 * that opens nothing is text. */
struct html_token html_token_read(const char *text, size_t length);

/* Finds an attribute of an opening tag: its value as written is bytes [*ret_start, *ret_end) of the token. */
bool html_token_attribute(const struct html_token *token, const char *name, size_t *ret_start, size_t *ret_end);

/* The same, and appends the value with its entities resolved to `value`. */
bool html_token_value(const struct html_token *token, const char *name, struct buffer *value);

/* Where "</name" stands in the text, or `length`: the end of script and style, whose content is no HTML. */
size_t html_raw_end(const char *text, size_t length, const char *name);

#endif
