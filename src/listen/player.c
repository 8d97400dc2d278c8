#include "listen/player.h"

#include "listen/player_parts.h"

void player_init(struct player *player, struct player_leaflet leaflet)
{
    *player = (struct player){
        .leaflet = leaflet,
        .slowed = UTTERANCE_NONE,
        .waits_for = UTTERANCE_NONE,
        .settings = {.rate_wpm = RATE_LOWEST_WPM, .pitch = 50, .pitch_range = 50, .volume = 100},
        .usual_rate_wpm = RATE_LOWEST_WPM,
        .variant_count = 1,
    };
}

/* ---- Commands ---------------------------------------------------------------------------------------------------- */

static void pause(struct player *player, struct player_effects *effects)
{
    switch (player->mode) {
    case PLAYER_MODE_READING:
        player->mode = PLAYER_MODE_PAUSED;
        player_tell(player, effects, PHRASE_PAUSED, PLAYER_THEN_SILENCE);
        break;
    case PLAYER_MODE_ENDED: player_tell(player, effects, PHRASE_END_OF_LEAFLET, PLAYER_THEN_SILENCE); break;
    default:
        player->mode = PLAYER_MODE_READING;
        if (player->contact.found) {
            player->contact.found = false;
            player_tell(player, effects, PHRASE_GOING_ON, PLAYER_THEN_PLAY);
        } else if (player->waits_for != UTTERANCE_NONE) {
            player_read_at(player, effects, player->waits_for);
        } else {
            /* The reading itself tells the ear. */
            player_push(effects, PLAYER_SAY)->say = (struct player_say){.phrase = PHRASE_GOING_ON, .print_only = true};
            if (player->sounding != PLAYER_UTTERANCE) player_follow(player, effects, PLAYER_THEN_PLAY);
        }
        break;
    }
}

/* Escape where nothing is open: silence, as listeners know it from screen readers. */
static void cancel(struct player *player, struct player_effects *effects)
{
    if (player->mode == PLAYER_MODE_READING) player->mode = PLAYER_MODE_PAUSED;
    player_tell(player, effects, PHRASE_PAUSED, PLAYER_THEN_SILENCE);
}

/* Whether `back` holds the mode of the reading itself. */
static bool over_reading(enum player_mode mode)
{
    return mode >= PLAYER_MODE_OUTLINE;
}

static void quit(struct player *player, struct player_effects *effects)
{
    bool at_once = player->mode == PLAYER_MODE_NEW || player->mode == PLAYER_MODE_LEAVING || player->lost;
    if (!over_reading(player->mode)) player->back = player->mode;
    player->mode = PLAYER_MODE_LEAVING;
    bool kept = !player->not_kept && !player->not_kept_told;
    player->not_kept = false;
    if (at_once)
        player_follow(player, effects, PLAYER_THEN_QUIT);
    else
        player_tell(player, effects, kept ? PHRASE_GOODBYE : PHRASE_NOT_KEPT, PLAYER_THEN_QUIT);
}

/* The keys that answer the offer to go on. False: not an answer. */
static bool answer_offer(struct player *player, enum command command, struct player_effects *effects)
{
    enum phrase phrase = PHRASE_RESUMING;
    if (command == COMMAND_BEGINNING) {
        player_set_place(player, 0);
        phrase = PHRASE_FROM_START;
    } else if (command != COMMAND_PAUSE && command != COMMAND_CHOOSE) {
        return false;
    }
    player->mode = PLAYER_MODE_READING;
    player_tell(player, effects, phrase, PLAYER_THEN_PLAY);
    if (command == COMMAND_BEGINNING) player_keep(player, effects);
    return true;
}

/* Whether there is something to do only where the leaflet has a sentence. */
static bool needs_text(enum command command)
{
    switch (command) {
    case COMMAND_PAUSE:
    case COMMAND_CANCEL:
    case COMMAND_HELP:
    case COMMAND_CHOOSE:
    case COMMAND_QUIT: return false;
    default: return command < COMMAND_FASTER || command > COMMAND_PUNCTUATION;
    }
}

void player_command(struct player *player, enum command command, struct player_effects *effects)
{
    if (needs_text(command) && leaflet_count(&player->leaflet) == 0) {
        player_read_at(player, effects, 0);
        return;
    }
    switch (command) {
    case COMMAND_PAUSE: pause(player, effects); break;
    case COMMAND_CANCEL: cancel(player, effects); break;
    case COMMAND_GO_TO_SECTION: player_open_prompt(player, PLAYER_MODE_GOTO, effects); break;
    case COMMAND_FIND: player_open_prompt(player, PLAYER_MODE_FIND, effects); break;
    case COMMAND_FIND_AGAIN: player_find(player, effects); break;
    case COMMAND_OUTLINE: player_open_menu(player, PLAYER_MODE_OUTLINE, effects); break;
    case COMMAND_HELP:
    case COMMAND_CHOOSE: player_open_menu(player, PLAYER_MODE_HELP, effects); break;
    case COMMAND_REPEAT: player_repeat(player, effects); break;
    case COMMAND_SLOWLY: player_say_slowly(player, effects); break;
    case COMMAND_WHERE: player_where(player, effects); break;
    case COMMAND_CONTACTS: player_ask_contact(player, effects); break;
    case COMMAND_LANGUAGE: player_ask_aligned(player, PLAYER_TO_READ_ON, effects); break;
    case COMMAND_TRANSLATION: player_ask_aligned(player, PLAYER_TO_COMPARE, effects); break;
    case COMMAND_BOOKMARK: player_toggle_bookmark(player, effects); break;
    case COMMAND_BOOKMARKS: player_next_bookmark(player, effects); break;
    case COMMAND_FASTER:
    case COMMAND_SLOWER:
    case COMMAND_HIGHER:
    case COMMAND_LOWER:
    case COMMAND_LOUDER:
    case COMMAND_SOFTER:
    case COMMAND_VARIANT:
    case COMMAND_PUNCTUATION: player_change(player, command, effects); break;
    case COMMAND_QUIT: quit(player, effects); break;
    default: player_move(player, command, effects); break;
    }
}

/* Any key at the start begins the reading; it is carried out from where that would begin. */
static void begin_reading(struct player *player)
{
    if (player->mode != PLAYER_MODE_OPENING && player->mode != PLAYER_MODE_OFFER) return;
    player->mode = PLAYER_MODE_READING;
    player->sounding = PLAYER_SILENT;
}

static void press(struct player *player, const struct player_key *key, struct player_effects *effects)
{
    bool typing = player_input(player) != NULL;
    bool is_text = typing && key->key >= ' ' && key->key < KEY_NAME_FIRST;
    bool late_enter = player->number_ended && key->command == COMMAND_CHOOSE;
    player->number_ended = false;
    if (late_enter) return;
    if (key->command == COMMAND_QUIT && !is_text) {
        quit(player, effects);
    } else if (player->mode == PLAYER_MODE_NEW || player->mode == PLAYER_MODE_LEAVING) {
        return;
    } else if (player->lost) {
        player_push(effects, PLAYER_SAY)->say = (struct player_say){.phrase = PHRASE_DEVICE_LOST, .print_only = true};
    } else if (typing) {
        player_type(player, key, effects);
    } else if (key->command == COMMAND_NONE) {
        struct player_value name = player_value_of(PLAYER_VALUE_KEY, key->key);
        player_tell_value(player, effects, PHRASE_UNKNOWN_KEY, name, player_onward(player));
    } else if (player->mode == PLAYER_MODE_OUTLINE || player->mode == PLAYER_MODE_HELP) {
        player_menu(player, key->command, effects);
    } else if (player->mode != PLAYER_MODE_OFFER || !answer_offer(player, key->command, effects)) {
        begin_reading(player);
        player_command(player, key->command, effects);
    }
}

/* ---- Sound, device ----------------------------------------------------------------------------------------------- */

static void lose_device(struct player *player, struct player_effects *effects)
{
    if (player->lost) return;
    player->lost = true;
    if (player->mode == PLAYER_MODE_LEAVING) {
        quit(player, effects);
        return;
    }
    player_push(effects, PLAYER_STOP);
    player_push(effects, PLAYER_SAY)->say = (struct player_say){.phrase = PHRASE_DEVICE_LOST, .print_only = true};
}

/* The announcement that was cut off is made again; an utterance goes on from its word. */
static void regain_device(struct player *player, struct player_effects *effects)
{
    if (!player->lost) return;
    player->lost = false;
    if (player->mode == PLAYER_MODE_NEW) return;
    if (player->sounding == PLAYER_AWAITING) {
        player_push(effects, PLAYER_SAY)->say = (struct player_say){.phrase = PHRASE_DEVICE_BACK, .print_only = true};
        return;
    }
    enum player_after after = player_onward(player);
    if (player->sounding != PLAYER_MESSAGE) player_begin(player);
    struct player_effect *back = player_push(effects, PLAYER_SAY);
    back->say = (struct player_say){.phrase = PHRASE_DEVICE_BACK};
    back->ticket = player->ticket + 1; /* one announcement with what follows */
    player_announce(player, effects, after);
}

static void note_gap(struct player *player, struct clip_range gap)
{
    if (player->gap_count < PLAYER_GAPS_MOST)
        player->gaps[player->gap_count++] = gap;
    else
        player->gaps[PLAYER_GAPS_MOST - 1].end = gap.end;
}

/* ---- Events ------------------------------------------------------------------------------------------------------ */

/* What sounds or is awaited has ended, or its word moved on; events of something that was replaced are void. */
static void sound_event(struct player *player, const struct player_event *event, struct player_effects *effects)
{
    if (event->ticket != player->ticket) return;
    if (event->kind == PLAYER_HEARD || event->kind == PLAYER_SAID) player->number_ended = false;
    bool utterance = player->sounding == PLAYER_UTTERANCE && !player->lost;
    bool awaited = player->sounding == PLAYER_AWAITING;
    switch (event->kind) {
    case PLAYER_HEARD:
        if (utterance) player_heard(player, effects);
        break;
    case PLAYER_SAID:
        if (player->sounding == PLAYER_MESSAGE && !player->lost) player_follow(player, effects, player->after);
        break;
    case PLAYER_WORD:
        if (utterance) *(player_translates(player) ? &player->translation.offset : &player->offset) = event->offset;
        break;
    case PLAYER_GAP:
        if (utterance) note_gap(player, event->gap);
        break;
    case PLAYER_FOUND:
        if (awaited) player_got_found(player, &event->found, effects);
        break;
    case PLAYER_ALIGNED:
        if (awaited) player_got_aligned(player, &event->aligned, effects);
        break;
    default:
        if (awaited) player_got_contact(player, &event->contact, effects);
        break;
    }
}

static void fail_to_keep(struct player *player, struct player_effects *effects)
{
    if (player->not_kept_told || player->mode == PLAYER_MODE_LEAVING) return;
    player->not_kept = true;
    bool silent = player->sounding == PLAYER_SILENT && !player->lost && player->mode != PLAYER_MODE_NEW;
    if (silent) player_follow(player, effects, player_onward(player));
}

void player_step(struct player *player, const struct player_event *event, struct player_effects *effects)
{
    effects->count = 0;
    if (player->mode == PLAYER_MODE_GONE) return;
    switch (event->kind) {
    case PLAYER_START:
        if (player->mode == PLAYER_MODE_NEW) player_started(player, &event->start, effects);
        break;
    case PLAYER_LOADING:
        player->percent = event->percent;
        player_progressed(player, effects);
        break;
    case PLAYER_LOADED:
        if (!player->loaded) player_got_all(player, &event->loaded, effects);
        break;
    case PLAYER_KEY:
    case PLAYER_COMMAND: press(player, &event->key, effects); break;
    case PLAYER_LOST: lose_device(player, effects); break;
    case PLAYER_BACK: regain_device(player, effects); break;
    case PLAYER_NOT_KEPT: fail_to_keep(player, effects); break;
    case PLAYER_KEPT: player->not_kept = player->not_kept_told = false; break;
    case PLAYER_TICK: player_ticked(player, event->elapsed_ms, effects); break;
    default: sound_event(player, event, effects); break;
    }
}

/* ---- For the screen and for keeping ------------------------------------------------------------------------------ */

bool player_paused(const struct player *player)
{
    enum player_mode mode = over_reading(player->mode) ? player->back : player->mode;
    return mode == PLAYER_MODE_PAUSED || mode == PLAYER_MODE_ENDED || player->lost;
}

size_t player_kept_place(const struct player *player)
{
    enum player_mode mode = over_reading(player->mode) ? player->back : player->mode;
    return mode == PLAYER_MODE_ENDED ? 0 : player->place;
}
