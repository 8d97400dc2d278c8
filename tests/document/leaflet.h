/* Documents in tests: read, checked for what must hold for all of them, and written as an outline to compare.
 *
 * An outline has one line a block:
 *     title: Advice            the title, and where the leaflet says one, "lang: en-GB"
 *     h1 Physiotherapy (group) a heading with its level; (group) where its section is a grouping
 *     p Text                   a paragraph; "> " before it for each quote around it
 *     - item, 3. item, [x] item   list items, indented by two spaces a level; "  p " is an item's second paragraph
 *     cell 1:0:2 text          table, row, column; "head" instead of "cell" in the header row
 *     code line\nline
 *     out: comment             what was left out, in order
 * Text with a style stands in braces: {s:bold} with e emphasis, s strong, c code, l link, i image, k struck, and
 * {@pl:…} for a language. "\n" is a hard line break.
 */
#ifndef TESTS_DOCUMENT_LEAFLET_H
#define TESTS_DOCUMENT_LEAFLET_H

#include "document/reader.h"

/* Reads the bytes; `piece_bytes` 0 is the usual way. Fails the test on an error. Free with document_free. */
struct document *leaflet_read(const char *name, const char *bytes, size_t length, size_t piece_bytes);

/* Reads a string as Markdown. */
struct document *leaflet_markdown(const char *text);

/* Appends the outline. */
void leaflet_outline(const struct document *document, struct buffer *outline);

/* NULL where the document keeps every invariant of document.h with these bytes as its source; else what is wrong. */
const char *leaflet_broken_invariant(const struct document *document, const char *bytes, size_t length);

#endif
