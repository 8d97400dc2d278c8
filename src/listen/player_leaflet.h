/* What the player asks of a leaflet: where the sections, headings, lists and tables are, as utterance indexes. It
 * reads the script's index and the document's blocks, never a text, so each answer is a short walk or a binary search.
 *
 * Both may still be growing: an answer holds for what is loaded so far.
 */
#ifndef ALOUD_LISTEN_PLAYER_LEAFLET_H
#define ALOUD_LISTEN_PLAYER_LEAFLET_H

#include "script/script.h"

struct player_leaflet {
    const struct document *document; /* borrowed, as long as the player lives */
    const struct script *script;     /* likewise */
};

#define UTTERANCE_NONE SIZE_MAX

size_t leaflet_count(const struct player_leaflet *leaflet); /* utterances so far */

/* Sections are counted as a listener counts them: those with a heading, from 1. What stands before the first heading
 * is section 0. */
uint32_t leaflet_section_count(const struct player_leaflet *leaflet);
uint32_t leaflet_section_of(const struct player_leaflet *leaflet, size_t utterance); /* number, 0 before the first */
size_t leaflet_section_start(const struct player_leaflet *leaflet, uint32_t number); /* its first utterance */
size_t leaflet_section_end(const struct player_leaflet *leaflet, uint32_t number);   /* behind its last one */
uint8_t leaflet_section_level(const struct player_leaflet *leaflet, uint32_t number);
/* The index into document.sections of section `number`, for its heading. */
uint32_t leaflet_section_index(const struct player_leaflet *leaflet, uint32_t number);

/* The nearest utterance behind (`forward`) or before `from` that starts a thing; UTTERANCE_NONE where there is none.
 * `from` may be the count itself (behind the last utterance). At most `reach` utterances are looked at. */
size_t leaflet_paragraph(const struct player_leaflet *leaflet, size_t from, bool forward);
size_t leaflet_section(const struct player_leaflet *leaflet, size_t from, bool forward);
size_t leaflet_next_heading(const struct player_leaflet *leaflet, size_t from, uint8_t level, size_t reach);
size_t leaflet_next_list(const struct player_leaflet *leaflet, size_t from, size_t reach);
size_t leaflet_next_table(const struct player_leaflet *leaflet, size_t from, size_t reach);

/* The list or table that begins with `utterance`: false where none does. A list inside a list counts as one. */
bool leaflet_list_begins(const struct player_leaflet *leaflet, size_t utterance, uint32_t *ret_items);
bool leaflet_table_begins(const struct player_leaflet *leaflet, size_t utterance, uint32_t *ret_rows,
                          uint32_t *ret_columns);

/* Estimated milliseconds of utterances [from, to) at the voice's usual rate. */
uint64_t leaflet_duration_ms(const struct player_leaflet *leaflet, size_t from, size_t to);

#endif
