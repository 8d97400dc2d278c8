/* The HTML elements that are open where the reader stands, as far as they change how text is read: language, hidden,
 * bold and the like, links. They live across Markdown blocks, since a <div lang="pl"> may hold several. */
#ifndef ALOUD_DOCUMENT_HTML_ELEMENTS_H
#define ALOUD_DOCUMENT_HTML_ELEMENTS_H

#include "document/builder.h"
#include "document/html_token.h"

enum { LIMIT_ELEMENTS = 64 }; /* deeper ones change nothing */

struct html_element {
    char name[HTML_NAME_BYTES];
    uint32_t nested; /* elements of the same name opened inside */
    uint32_t lists;  /* lists and tables around it */
    uint16_t style;  /* these hold inside of it, outer elements included */
    uint16_t language;
    uint32_t target;
    bool hidden;
};

struct html_elements {
    struct html_element items[LIMIT_ELEMENTS];
    size_t count;
    uint32_t lists; /* lists and tables open */
};

/* Takes note of an opening or closing tag, and of the attributes lang, hidden and href. */
void html_elements_tag(struct html_elements *elements, struct builder *builder, const struct html_token *token);

/* Forgets the elements opened since there were `count`. */
void html_elements_close_to(struct html_elements *elements, size_t count);

/* Sets the builder's style, target, language and hidden: what holds inside the open elements, with the Markdown's own
 * style and target (DOCUMENT_NONE) added. */
void html_elements_apply(const struct html_elements *elements, struct builder *builder, uint16_t style,
                         uint32_t target);

/* True for elements that begin a new line on the page: p, div, li, h1, … */
bool html_is_block(const char *name);

/* True for elements whose content is no HTML and is not seen: script, style, … */
bool html_is_raw(const char *name);

#endif
