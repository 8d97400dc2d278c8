/* Reading from one utterance to the next: beginning, offer, waiting for the rest, end. */
#include "listen/player_parts.h"

#include <string.h>

void player_keep(struct player *player, struct player_effects *effects)
{
    /* Before all is loaded, what was kept of the last sitting is not known yet, and must not be written over. */
    if (player->loaded) player_push(effects, PLAYER_SAVE);
}

void player_set_place(struct player *player, size_t utterance)
{
    player->place = utterance;
    player->offset = 0;
    player->manner = PLAYER_NORMAL;
    player->translation = (struct player_translation){0};
    player->slowed = UTTERANCE_NONE;
    player->waits_for = UTTERANCE_NONE;
    player->contact.found = false;
}

void player_add_entering(struct player *player, size_t from)
{
    const struct player_leaflet *leaflet = &player->leaflet;
    uint32_t items, rows, columns;
    if (player->quiet || from > player->place) return;
    if (leaflet_list_begins(leaflet, player->place, &items)) {
        player_add(player, PHRASE_LIST, 1, (struct player_value[]){player_number(items)});
    } else if (leaflet_table_begins(leaflet, player->place, &rows, &columns)) {
        player_add(player, PHRASE_TABLE, 2, (struct player_value[]){player_number(rows), player_number(columns)});
    }
}

static void tell_loading(struct player *player, struct player_effects *effects)
{
    player_tell_value(player, effects, PHRASE_LOADING, player_number(player->percent), PLAYER_THEN_SILENCE);
}

void player_read_at(struct player *player, struct player_effects *effects, size_t utterance)
{
    size_t from = player->place;
    player->mode = PLAYER_MODE_READING;
    if (utterance < leaflet_count(&player->leaflet)) {
        player_set_place(player, utterance);
        player_begin(player);
        player_add_entering(player, from);
        if (player->say_count)
            player_announce(player, effects, PLAYER_THEN_PLAY);
        else
            player_sound(player, effects);
        player_keep(player, effects);
    } else if (!player->loaded) {
        player->waits_for = utterance;
        tell_loading(player, effects);
    } else {
        player->mode = PLAYER_MODE_ENDED;
        player->waits_for = UTTERANCE_NONE;
        player->offset = 0;
        player->manner = PLAYER_NORMAL;
        player_tell(player, effects, PHRASE_END_OF_LEAFLET, PLAYER_THEN_SILENCE);
        player_keep(player, effects);
    }
}

/* ---- The start --------------------------------------------------------------------------------------------------- */

void player_take_voice(struct player *player, const struct player_start *start)
{
    player->settings = start->settings;
    player->usual_rate_wpm = start->usual_rate_wpm;
    player->variant = start->variant;
    player->variant_count = start->variant_count;
    player->punctuation = start->punctuation;
    player->spelling_alphabet = start->spelling_alphabet;
    player->language_fallback = start->language_fallback;
    player->quiet = start->quiet;
    player->bilingual = start->bilingual;
}

void player_started(struct player *player, const struct player_start *start, struct player_effects *effects)
{
    player->mode = PLAYER_MODE_OPENING;
    player_take_voice(player, start);
    player_begin(player);
    player_add(player, PLAYER_VALUE_ALONE, 1, (struct player_value[]){player_value_of(PLAYER_VALUE_TITLE, 0)});
    if (player->language_fallback) {
        player_add(player, PHRASE_LANGUAGE_FALLBACK, 2,
                   (struct player_value[]){player_value_of(PLAYER_VALUE_LANGUAGE_WANTED, 0),
                                           player_value_of(PLAYER_VALUE_LANGUAGE_USED, 0)});
    }
    player_announce(player, effects, PLAYER_THEN_INTRO);
}

static void add_offer(struct player *player)
{
    const struct player_leaflet *leaflet = &player->leaflet;
    uint32_t number = leaflet_section_of(leaflet, player->place);
    if (number) {
        player_add(player, PHRASE_RESUME_OFFER, 2,
                   (struct player_value[]){player_number(number), player_value_of(PLAYER_VALUE_HEADING, number)});
    } else {
        struct player_value left = player_duration(player, player->place, leaflet_count(leaflet));
        player_add(player, PHRASE_RESUME_OFFER_PLAIN, 1, &left);
    }
}

static void introduce(struct player *player, struct player_effects *effects)
{
    const struct player_leaflet *leaflet = &player->leaflet;
    uint32_t sections = leaflet_section_count(leaflet);
    struct player_value length = player_duration(player, 0, leaflet_count(leaflet));
    player_begin(player);
    if (sections)
        player_add(player, PHRASE_INTRO, 2, (struct player_value[]){player_number(sections), length});
    else
        player_add(player, PHRASE_INTRO_PLAIN, 1, &length);
    if (player->left_out) {
        player_add(player, PHRASE_LEFT_OUT, 1, (struct player_value[]){player_number(player->left_out)});
    }
    if (player->has_saved_place) {
        player->mode = PLAYER_MODE_OFFER;
        player_set_place(player, player->saved_place);
        add_offer(player);
        player_announce(player, effects, PLAYER_THEN_SILENCE);
    } else {
        player->mode = PLAYER_MODE_READING;
        player_announce(player, effects, PLAYER_THEN_PLAY);
    }
}

/* ---- Loading ----------------------------------------------------------------------------------------------------- */

void player_progressed(struct player *player, struct player_effects *effects)
{
    bool more = player->waits_for < leaflet_count(&player->leaflet) || player->loaded;
    if (player->sounding != PLAYER_SILENT) return; /* player_follow looks again when that was heard */
    if (player->mode == PLAYER_MODE_OPENING && player->loaded)
        introduce(player, effects);
    else if (player->mode == PLAYER_MODE_READING && player->waits_for != UTTERANCE_NONE && more)
        player_read_at(player, effects, player->waits_for);
}

static void add_bookmark(struct player *player, size_t utterance)
{
    size_t at = 0;
    while (at < player->bookmark_count && player->bookmarks[at] < utterance) at++;
    bool there = at < player->bookmark_count && player->bookmarks[at] == utterance;
    if (there || player->bookmark_count == BOOKMARKS_MOST) return;
    memmove(&player->bookmarks[at + 1], &player->bookmarks[at], (player->bookmark_count - at) * sizeof(size_t));
    player->bookmarks[at] = utterance;
    player->bookmark_count++;
}

void player_got_all(struct player *player, const struct player_loaded *loaded, struct player_effects *effects)
{
    size_t count = leaflet_count(&player->leaflet);
    player->loaded = true;
    player->percent = 100;
    player->left_out = loaded->left_out;
    player->has_saved_place = loaded->has_place && loaded->place > 0 && loaded->place < count;
    player->saved_place = player->has_saved_place ? loaded->place : 0;
    for (size_t i = 0; i < loaded->bookmark_count; i++)
        if (loaded->bookmarks[i] < count) add_bookmark(player, loaded->bookmarks[i]);
    player_progressed(player, effects);
}

/* ---- Something was heard ----------------------------------------------------------------------------------------- */

void player_follow(struct player *player, struct player_effects *effects, enum player_after after)
{
    if (player->not_kept && after != PLAYER_THEN_QUIT) {
        player->not_kept = false;
        player->not_kept_told = true;
        player_tell(player, effects, PHRASE_NOT_KEPT, after);
        return;
    }
    player->sounding = PLAYER_SILENT;
    player->timer_ms = 0;
    switch (after) {
    case PLAYER_THEN_SILENCE: player_progressed(player, effects); break;
    case PLAYER_THEN_PLAY:
        if (player->place < leaflet_count(&player->leaflet))
            player_sound(player, effects);
        else
            player_read_at(player, effects, 0);
        break;
    case PLAYER_THEN_NEXT: player_read_at(player, effects, player->place + 1); break;
    case PLAYER_THEN_IN_TURN: player_ask_aligned(player, PLAYER_IN_TURN, effects); break;
    case PLAYER_THEN_INTRO:
        if (player->loaded)
            introduce(player, effects);
        else
            tell_loading(player, effects);
        break;
    case PLAYER_THEN_QUIT:
        player->mode = PLAYER_MODE_GONE;
        player_push(effects, PLAYER_QUIT);
        break;
    }
}

void player_heard(struct player *player, struct player_effects *effects)
{
    struct player_play heard = player_present(player);
    enum player_after after = player_behind_heard(player);
    if (player->gap_count) {
        player_begin(player);
        for (size_t i = 0; i < player->gap_count; i++) {
            struct player_value gap = player_value_of(PLAYER_VALUE_GAP, 0);
            gap.version = heard.version;
            gap.utterance = heard.utterance;
            gap.start = player->gaps[i].start;
            gap.end = player->gaps[i].end;
            player_add(player, PHRASE_GAP, 1, &gap);
        }
        player->gap_count = 0;
        player_announce(player, effects, after);
    } else {
        player_follow(player, effects, after);
    }
}

/* ---- Time -------------------------------------------------------------------------------------------------------- */

/* How long the present silence lasts until something happens; 0: as long as the listener likes. */
static uint32_t silence_limit_ms(const struct player *player)
{
    if (player->sounding != PLAYER_SILENT || player->lost) return 0;
    switch (player->mode) {
    case PLAYER_MODE_OPENING: return PLAYER_LOADING_MS;
    case PLAYER_MODE_READING: return player->waits_for == UTTERANCE_NONE ? 0 : PLAYER_LOADING_MS;
    case PLAYER_MODE_OFFER: return PLAYER_OFFER_MS;
    case PLAYER_MODE_GOTO: return player->input_length ? PLAYER_DIGITS_MS : 0;
    default: return 0;
    }
}

int player_tick_ms(const struct player *player)
{
    uint32_t limit = silence_limit_ms(player);
    if (limit == 0) return -1;
    return player->timer_ms < limit ? (int)(limit - player->timer_ms) : 0;
}

void player_ticked(struct player *player, uint32_t elapsed_ms, struct player_effects *effects)
{
    uint32_t limit = silence_limit_ms(player);
    if (limit == 0) return;
    player->timer_ms += elapsed_ms < limit ? elapsed_ms : limit;
    if (player->timer_ms < limit) return;
    switch (player->mode) {
    case PLAYER_MODE_OFFER:
        player->mode = PLAYER_MODE_READING;
        player_tell(player, effects, PHRASE_RESUMING, PLAYER_THEN_PLAY);
        break;
    case PLAYER_MODE_GOTO:
        player->number_ended = true;
        player_digits_done(player, effects);
        break;
    default: tell_loading(player, effects); break;
    }
}
