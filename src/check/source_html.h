/* HTML within Markdown: where a tag, comment or the like ends, and what it means for the words around it. */
#ifndef ALOUD_CHECK_SOURCE_HTML_H
#define ALOUD_CHECK_SOURCE_HTML_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The length of a whole opening or closing tag at the start of `text`; 0 where there is none (CommonMark 0.29, 6.6).
 * `text` may hold line endings. */
size_t html_tag_length(const char *text, size_t length);

enum html_kind { HTML_NONE, HTML_TAG, HTML_COMMENT, HTML_INSTRUCTION };

/* Any markup at the start of `text` and its length. `block`: within an HTML block, where tags may be untidy and a
 * comment ends only at "-->"; else by the strict rules for paragraphs. */
enum html_kind html_markup(const char *text, size_t length, bool block, size_t *ret_length);

/* The name of a tag: a range of `tag`. */
void html_tag_name(const char *tag, size_t length, size_t *start, size_t *end);

bool html_is_closing(const char *tag, size_t length);
bool html_is_named(const char *tag, size_t length, const char *name); /* any case */

/* The value of an attribute as a range of `tag`, without its quotes; empty where it has none. */
bool html_attribute(const char *tag, size_t length, const char *wanted, size_t *start, size_t *end);

/* Whether what stands between this opening tag and its closing tag cannot be seen. */
bool html_hides(const char *tag, size_t length);

/* "script" or "style" where this tag opens such an element, whose content is no HTML; else NULL. */
const char *html_raw_content(const char *tag, size_t length);

/* The value of the attribute that shows as text in place of a picture (<img alt="…">): a range of `tag`. False for
 * other tags and without such an attribute. */
bool html_picture_text(const char *tag, size_t length, size_t *start, size_t *end);

/* Whether a word goes on over this tag ("un<b>believ</b>able"). */
bool html_joins(const char *tag, size_t length);

#endif
