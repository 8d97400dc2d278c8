/* The invariants of player.h, and which utterances are worth having ready. */
#include "listen/player_parts.h"

#include "base/utf8.h"

#include <string.h>

/* ---- Invariants -------------------------------------------------------------------------------------------------- */

static bool silence_was_announced(const struct player *player)
{
    switch (player->mode) {
    case PLAYER_MODE_NEW:
    case PLAYER_MODE_PAUSED:
    case PLAYER_MODE_ENDED:
    case PLAYER_MODE_OUTLINE:
    case PLAYER_MODE_HELP:
    case PLAYER_MODE_FIND:
    case PLAYER_MODE_GONE: return true;
    case PLAYER_MODE_GOTO: return player->input_length == 0 || player_tick_ms(player) >= 0;
    case PLAYER_MODE_OPENING: return !player->loaded && player_tick_ms(player) >= 0;
    case PLAYER_MODE_OFFER: return player_tick_ms(player) >= 0;
    case PLAYER_MODE_READING: return player->waits_for != UTTERANCE_NONE && player_tick_ms(player) >= 0;
    case PLAYER_MODE_LEAVING: return false;
    }
    return false;
}

static const char *check_sound(const struct player *player)
{
    bool over = player->mode >= PLAYER_MODE_OUTLINE;
    if (player->sounding == PLAYER_SILENT && !player->lost && !silence_was_announced(player)) {
        return "a silence that was not announced";
    }
    bool translates = player_translates(player);
    bool after_end = player->mode == PLAYER_MODE_ENDED && translates && !player->translation.in_turn;
    if (player->sounding == PLAYER_UTTERANCE && player->mode != PLAYER_MODE_READING
        && player->mode != PLAYER_MODE_PAUSED && !after_end) {
        return "the leaflet sounds in a mode that does not read";
    }
    if (player->sounding == PLAYER_UTTERANCE && player->place >= leaflet_count(&player->leaflet)) {
        return "an utterance sounds that is not there";
    }
    if (player->mode == PLAYER_MODE_LEAVING
        && (player->sounding != PLAYER_MESSAGE || player->after != PLAYER_THEN_QUIT)) {
        return "goodbye is not followed by leaving";
    }
    bool plays = player->sounding == PLAYER_UTTERANCE
                 || (player->sounding == PLAYER_MESSAGE && player->after == PLAYER_THEN_PLAY);
    if (plays && !translates && player->waits_for != UTTERANCE_NONE) return "it waits for what it reads";
    if (player->sounding == PLAYER_MESSAGE && over && player->mode < PLAYER_MODE_LEAVING
        && player->after != PLAYER_THEN_SILENCE) {
        return "something goes on under an open menu or prompt";
    }
    bool stops = player->sounding == PLAYER_MESSAGE && player->after == PLAYER_THEN_SILENCE;
    if (stops && player->mode == PLAYER_MODE_READING && player->waits_for == UTTERANCE_NONE) {
        return "the reading stops behind a message";
    }
    bool resumes_nothing = player->resume == PLAYER_THEN_SILENCE && player->waits_for == UTTERANCE_NONE;
    if (over && player->mode < PLAYER_MODE_LEAVING && player->back == PLAYER_MODE_READING && resumes_nothing) {
        return "the reading stops behind a menu or prompt";
    }
    return NULL;
}

static const char *check_place(const struct player *player)
{
    size_t count = leaflet_count(&player->leaflet);
    if (player->place >= count && player->place != 0) return "the place is outside the leaflet";
    for (size_t i = 0; i < player->bookmark_count; i++) {
        if (player->bookmarks[i] >= count) return "a bookmark is outside the leaflet";
        if (i && player->bookmarks[i - 1] >= player->bookmarks[i]) return "bookmarks do not ascend";
    }
    if (player->bookmark_count > BOOKMARKS_MOST) return "too many bookmarks";
    if (player->contact.found && player->contact.utterance >= count) return "the contact is outside the leaflet";
    const struct player_translation *translation = &player->translation;
    if (translation->first > translation->end) return "a translation ends before it begins";
    if (player_translates(player) && translation->version == player->version) return "a translation into the same";
    if (player->waits_for != UTTERANCE_NONE && player->waits_for > count) return "it waits for more than the next";
    return NULL;
}

static const char *check_values(const struct player *player)
{
    const struct voice_settings *settings = &player->settings;
    if (settings->rate_wpm < RATE_LOWEST_WPM || settings->rate_wpm > RATE_HIGHEST_WPM) return "the rate";
    if (settings->pitch < 0 || settings->pitch > 100) return "the pitch";
    if (settings->volume < 0 || settings->volume > 200) return "the volume";
    if (player->variant >= player->variant_count) return "the variant";
    if ((unsigned)player->punctuation >= PUNCTUATION_COUNT) return "the level of punctuation";
    uint32_t sections = leaflet_section_count(&player->leaflet);
    if (player->mode == PLAYER_MODE_OUTLINE && player->entry >= sections) return "the entry of the outline";
    if (player->mode == PLAYER_MODE_HELP && player->entry >= COMMAND_COUNT) return "the entry of the help";
    if (player->input_length >= PLAYER_INPUT_BYTES || player->input[player->input_length]) return "the input's end";
    if (utf8_first_invalid(player->input, player->input_length) != player->input_length) return "the input's text";
    if (strlen(player->find_text) >= PLAYER_INPUT_BYTES) return "the text to find";
    return NULL;
}

static const char *check_effects(const struct player *player, const struct player_effects *effects)
{
    struct player_play present = player_present(player);
    size_t plays = 0, questions = 0, says = 0, stop_at = 0;
    for (size_t i = 0; i < effects->count; i++) {
        const struct player_effect *effect = &effects->items[i];
        bool spoken = effect->kind == PLAYER_SAY && !effect->say.print_only;
        bool question =
            effect->kind == PLAYER_FIND || effect->kind == PLAYER_FIND_CONTACT || effect->kind == PLAYER_ALIGN;
        plays += effect->kind == PLAYER_PLAY;
        questions += question;
        says += spoken;
        if (effect->kind == PLAYER_STOP) stop_at = i + 1;
        bool sounds = effect->kind == PLAYER_PLAY || spoken || question;
        if (sounds && effect->ticket != player->ticket) return "an effect with an old ticket";
        if (player->lost && (effect->kind == PLAYER_PLAY || spoken)) return "sound without a device";
        if (effect->kind == PLAYER_PLAY
            && (effect->play.utterance != present.utterance || effect->play.version != present.version)) {
            return "another utterance plays";
        }
        if (effect->kind == PLAYER_QUIT && i + 1 != effects->count) return "something behind the last effect";
        if (effect->kind == PLAYER_STOP && (plays || questions || says)) return "a stop behind what it would stop";
    }
    if (plays + questions + (says > 0) > 1) return "two things sound at once";
    if (plays && player->sounding != PLAYER_UTTERANCE) return "a play that the state does not know";
    if (says && player->sounding != PLAYER_MESSAGE) return "an announcement that the state does not know";
    if (questions && player->sounding != PLAYER_AWAITING) return "a question that the state does not know";
    bool stopped = stop_at && !plays && !questions && !says;
    if (stopped && !player->lost) return "a stop that nothing follows";
    return NULL;
}

const char *player_check(const struct player *player, const struct player_effects *effects)
{
    const char *broken = check_sound(player);
    if (!broken) broken = check_place(player);
    if (!broken) broken = check_values(player);
    if (!broken) broken = check_effects(player, effects);
    return broken;
}

/* ---- Hints ------------------------------------------------------------------------------------------------------- */

/* How far a hint may lie away: the search must not delay a key. */
enum { HINT_REACH = 2000 };

struct hints {
    size_t *items;
    size_t count, script_count;
};

static void hint(struct hints *hints, size_t utterance)
{
    if (utterance >= hints->script_count || hints->count == PLAYER_HINTS_MOST) return;
    for (size_t i = 0; i < hints->count; i++)
        if (hints->items[i] == utterance) return;
    hints->items[hints->count++] = utterance;
}

size_t player_hints(const struct player *player, size_t items[PLAYER_HINTS_MOST])
{
    const struct player_leaflet *leaflet = &player->leaflet;
    struct hints hints = {items, 0, leaflet_count(leaflet)};
    size_t place = player->place;
    if (hints.script_count == 0) return 0;
    if (player->mode == PLAYER_MODE_OUTLINE) hint(&hints, leaflet_section_start(leaflet, player->entry + 1));
    if (player->sounding != PLAYER_UTTERANCE) hint(&hints, place);
    hint(&hints, place + 1);
    hint(&hints, place + 2);
    if (place > 0) hint(&hints, place - 1);
    hint(&hints, leaflet_section(leaflet, place, true));
    hint(&hints, leaflet_paragraph(leaflet, place, true));
    hint(&hints, leaflet_paragraph(leaflet, place, false));
    hint(&hints, leaflet_section(leaflet, place, false));
    for (uint8_t level = 1; level <= 6; level++) {
        hint(&hints, leaflet_next_heading(leaflet, place, level, HINT_REACH));
    }
    hint(&hints, leaflet_next_list(leaflet, place, HINT_REACH));
    hint(&hints, leaflet_next_table(leaflet, place, HINT_REACH));
    hint(&hints, 0);
    if (player->loaded) hint(&hints, hints.script_count - 1);
    return hints.count;
}
