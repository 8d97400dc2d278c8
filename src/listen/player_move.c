#include "listen/player_parts.h"

#include <string.h>

void player_go(struct player *player, size_t target, bool entering, struct player_effects *effects)
{
    size_t from = player->place;
    if (player->mode == PLAYER_MODE_ENDED) player->mode = PLAYER_MODE_READING;
    player_set_place(player, target);
    if (entering) player_add_entering(player, from);
    if (player->say_count)
        player_announce(player, effects, PLAYER_THEN_PLAY);
    else
        player_sound(player, effects);
    player_keep(player, effects);
}

/* Tells that there is no such place; while the rest of the leaflet is still being opened, tells that. */
static void tell_limit(struct player *player, enum phrase phrase, size_t value_count, uint64_t value,
                       struct player_effects *effects)
{
    enum player_after after = player_onward(player);
    struct player_value number = player_number(value);
    player_begin(player);
    if (player->loaded) {
        player_add(player, phrase, value_count, &number);
    } else {
        number = player_number(player->percent);
        player_add(player, PHRASE_LOADING, 1, &number);
    }
    player_announce(player, effects, after);
}

static void forward(struct player *player, size_t target, enum phrase limit, uint64_t level,
                    struct player_effects *effects)
{
    player_begin(player);
    if (target != UTTERANCE_NONE)
        player_go(player, target, limit != PHRASE_NO_HEADING, effects);
    else
        tell_limit(player, limit, limit == PHRASE_NO_HEADING, level, effects);
}

/* At the beginning the first utterance is heard again. */
static void backward(struct player *player, size_t target, struct player_effects *effects)
{
    player_begin(player);
    if (target != UTTERANCE_NONE) {
        player_go(player, target, false, effects);
    } else {
        player->offset = 0;
        player->translation = (struct player_translation){0};
        player_tell(player, effects, PHRASE_AT_BEGINNING, PLAYER_THEN_PLAY);
    }
}

static void to_section(struct player *player, size_t target, enum phrase limit, struct player_effects *effects)
{
    bool none = leaflet_section_count(&player->leaflet) == 0;
    forward(player, none ? UTTERANCE_NONE : target, none ? PHRASE_NO_SECTIONS : limit, 0, effects);
}

/* The place that movements start from: behind the present utterance once it was the last one heard. */
static size_t behind(const struct player *player)
{
    bool passed = player->mode == PLAYER_MODE_ENDED || player->waits_for != UTTERANCE_NONE;
    return passed ? leaflet_count(&player->leaflet) : player->place;
}

void player_move(struct player *player, enum command command, struct player_effects *effects)
{
    const struct player_leaflet *leaflet = &player->leaflet;
    size_t count = leaflet_count(leaflet), place = player->place, before = behind(player);
    switch (command) {
    case COMMAND_NEXT_SENTENCE:
        forward(player, place + 1 < count ? place + 1 : UTTERANCE_NONE, PHRASE_AT_END, 0, effects);
        break;
    case COMMAND_PREVIOUS_SENTENCE: backward(player, before ? before - 1 : UTTERANCE_NONE, effects); break;
    case COMMAND_NEXT_PARAGRAPH:
        forward(player, leaflet_paragraph(leaflet, place, true), PHRASE_AT_END, 0, effects);
        break;
    case COMMAND_PREVIOUS_PARAGRAPH: backward(player, leaflet_paragraph(leaflet, before, false), effects); break;
    case COMMAND_NEXT_SECTION:
        to_section(player, leaflet_section(leaflet, place, true), PHRASE_NO_NEXT_SECTION, effects);
        break;
    case COMMAND_PREVIOUS_SECTION:
        to_section(player, leaflet_section(leaflet, before, false), PHRASE_NO_PREVIOUS_SECTION, effects);
        break;
    case COMMAND_NEXT_LIST:
        forward(player, leaflet_next_list(leaflet, place, SIZE_MAX), PHRASE_NO_LIST, 0, effects);
        break;
    case COMMAND_NEXT_TABLE:
        forward(player, leaflet_next_table(leaflet, place, SIZE_MAX), PHRASE_NO_TABLE, 0, effects);
        break;
    case COMMAND_BEGINNING: forward(player, count ? 0 : UTTERANCE_NONE, PHRASE_AT_END, 0, effects); break;
    case COMMAND_END:
        forward(player, count && player->loaded ? count - 1 : UTTERANCE_NONE, PHRASE_AT_END, 0, effects);
        break;
    default: {
        uint8_t level = (uint8_t)(command - COMMAND_HEADING_1 + 1);
        forward(player, leaflet_next_heading(leaflet, place, level, SIZE_MAX), PHRASE_NO_HEADING, level, effects);
        break;
    }
    }
}

void player_go_to_section(struct player *player, uint32_t number, struct player_effects *effects)
{
    size_t start = leaflet_section_start(&player->leaflet, number);
    forward(player, start, PHRASE_NO_NEXT_SECTION, 0, effects);
}

/* ---- Bookmarks --------------------------------------------------------------------------------------------------- */

void player_next_bookmark(struct player *player, struct player_effects *effects)
{
    if (player->bookmark_count == 0) {
        player_tell(player, effects, PHRASE_BOOKMARK_NONE, player_onward(player));
        return;
    }
    size_t next = 0;
    while (next < player->bookmark_count && player->bookmarks[next] <= player->place) next++;
    if (next == player->bookmark_count) next = 0;
    player_begin(player);
    player_add(player, PHRASE_BOOKMARK_AT, 2,
               (struct player_value[]){player_number(next + 1), player_number(player->bookmark_count)});
    player_go(player, player->bookmarks[next], false, effects);
}

void player_toggle_bookmark(struct player *player, struct player_effects *effects)
{
    enum phrase phrase = PHRASE_BOOKMARK_SET;
    enum player_after after = player_onward(player);
    size_t at = 0;
    while (at < player->bookmark_count && player->bookmarks[at] < player->place) at++;
    size_t *slot = &player->bookmarks[at];
    size_t behind_bytes = (player->bookmark_count - at) * sizeof *slot;
    if (at < player->bookmark_count && *slot == player->place) {
        memmove(slot, slot + 1, behind_bytes - sizeof *slot);
        player->bookmark_count--;
        phrase = PHRASE_BOOKMARK_REMOVED;
    } else if (player->bookmark_count == BOOKMARKS_MOST) {
        phrase = PHRASE_BOOKMARK_FULL;
    } else {
        memmove(slot + 1, slot, behind_bytes);
        *slot = player->place;
        player->bookmark_count++;
    }
    player_tell_value(player, effects, phrase, player_number(player->bookmark_count), after);
    player_keep(player, effects);
}
