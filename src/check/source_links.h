/* The pieces of Markdown links that are not visible: addresses, titles, labels, definitions (CommonMark 0.29, 4.7
 * and 6.3).
 */
#ifndef ALOUD_CHECK_SOURCE_LINKS_H
#define ALOUD_CHECK_SOURCE_LINKS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The length of "(address "title")" at the start of `text`; 0 where there is none. */
size_t link_inline_length(const char *text, size_t length);

/* The length of "[label]" at the start of `text`, 2 for "[]"; 0 where there is none. */
size_t link_label_length(const char *text, size_t length);

/* A hash of a label's text (without brackets) that is the same for labels that match; 0 for a blank one. */
uint64_t link_label_hash(const char *label, size_t length);

/* The length of a link definition "[label]: address "title"" at the start of a paragraph's text, its line ending
 * included; 0 where there is none. What has no look of an address ("[Note]: stop") is no definition here: a person
 * shall look at it. */
size_t link_definition_length(const char *text, size_t length, uint64_t *ret_label_hash);

/* The length of "<https://…>" or "<name@host>" at the start of `text`; 0 where there is none. */
size_t link_autolink_length(const char *text, size_t length);

/* The length of a bare address "https://…" or "www.…" at text[at], in which nothing is markup (GFM, 6.9); 0 where there
 * is none. */
size_t link_bare_length(const char *text, size_t length, size_t at);

#endif
