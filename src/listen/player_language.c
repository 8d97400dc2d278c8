/* The leaflet's other languages: to read on in the next one, to hear a sentence in it, to hear two in turn. */
#include "listen/player_parts.h"

#include <string.h>

bool player_translates(const struct player *player)
{
    return player->translation.first < player->translation.end;
}

struct player_play player_present(const struct player *player)
{
    const struct player_translation *translation = &player->translation;
    if (player_translates(player)) {
        return (struct player_play){translation->version, translation->first, translation->offset, PLAYER_NORMAL};
    }
    return (struct player_play){player->version, player->place, player->offset, player->manner};
}

void player_ask_aligned(struct player *player, enum player_purpose purpose, struct player_effects *effects)
{
    if (!player->loaded && purpose != PLAYER_IN_TURN) {
        player_tell_value(player, effects, PHRASE_LOADING, player_number(player->percent), player_onward(player));
        return;
    }
    if (purpose == PLAYER_TO_COMPARE && player_translates(player) && player->translation.in_turn) {
        player->translation.offset = 0;
        player_sound(player, effects);
        return;
    }
    if (player_onward(player) == PLAYER_THEN_IN_TURN && purpose == PLAYER_TO_COMPARE) purpose = PLAYER_IN_TURN;
    struct player_align align = {.purpose = purpose, .utterance = player->place};
    player_ask(player, effects, PLAYER_ALIGN)->align = align;
    if (purpose == PLAYER_IN_TURN) player->after = PLAYER_THEN_IN_TURN; /* where a message comes in between */
}

static enum player_after next_or_silence(const struct player *player)
{
    return player->mode == PLAYER_MODE_READING ? PLAYER_THEN_NEXT : PLAYER_THEN_SILENCE;
}

enum player_after player_behind_heard(struct player *player)
{
    struct player_translation *translation = &player->translation;
    if (!player_translates(player)) {
        player->offset = 0;
        player->manner = PLAYER_NORMAL;
        return player->bilingual ? PLAYER_THEN_IN_TURN : next_or_silence(player);
    }
    translation->offset = 0;
    bool more = translation->first + 1 < translation->end;
    bool rests = !more && translation->in_turn && player->mode != PLAYER_MODE_READING;
    if (rests) return PLAYER_THEN_SILENCE; /* a movement while paused: it is heard again when the reading goes on */
    translation->first++;
    if (more) return PLAYER_THEN_PLAY;
    if (translation->in_turn) return PLAYER_THEN_NEXT;
    bool reads = player->mode == PLAYER_MODE_READING && player->waits_for == UTTERANCE_NONE;
    return reads ? PLAYER_THEN_PLAY : PLAYER_THEN_SILENCE;
}

static void translate(struct player *player, const struct player_aligned *aligned, struct player_effects *effects)
{
    player->translation = (struct player_translation){
        .version = aligned->version,
        .first = aligned->first,
        .end = aligned->end,
        .in_turn = aligned->purpose == PLAYER_IN_TURN,
    };
    if (player_translates(player))
        player_sound(player, effects);
    else
        player_follow(player, effects, next_or_silence(player));
}

/* With two languages the first words tell which it is; the name is only printed then. */
static void read_on(struct player *player, const struct player_aligned *aligned, struct player_effects *effects)
{
    struct player_value name = player_value_of(PLAYER_VALUE_LANGUAGE_USED, 0);
    player->version = aligned->version;
    player->leaflet = aligned->leaflet;
    player_take_voice(player, &aligned->start);
    memcpy(player->bookmarks, aligned->bookmarks, sizeof player->bookmarks);
    player->bookmark_count = aligned->bookmark_count;
    player_push(effects, PLAYER_VERSION);
    player_begin(player);
    if (aligned->named) {
        player_add(player, PLAYER_VALUE_ALONE, 1, &name);
    } else {
        player_push(effects, PLAYER_SAY)->say =
            (struct player_say){.phrase = PLAYER_VALUE_ALONE, .values = {name}, .value_count = 1, .print_only = true};
    }
    player_go(player, aligned->first, false, effects);
}

void player_got_aligned(struct player *player, const struct player_aligned *aligned, struct player_effects *effects)
{
    bool in_turn = aligned->purpose == PLAYER_IN_TURN;
    if (!aligned->found) {
        player->bilingual = false;
        player_tell(player, effects, PHRASE_LANGUAGE_NONE, in_turn ? next_or_silence(player) : player->after);
    } else if (aligned->purpose == PLAYER_TO_READ_ON) {
        read_on(player, aligned, effects);
    } else {
        translate(player, aligned, effects);
    }
}
