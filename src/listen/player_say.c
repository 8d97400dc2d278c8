#include "listen/player_parts.h"

#include <assert.h>

struct player_effect *player_push(struct player_effects *effects, enum player_effect_kind kind)
{
    assert(effects->count < PLAYER_EFFECTS_MOST);
    struct player_effect *effect = &effects->items[effects->count++];
    *effect = (struct player_effect){.kind = kind};
    return effect;
}

/* ---- Values ------------------------------------------------------------------------------------------------------ */

struct player_value player_value_of(enum player_value_kind kind, uint64_t number)
{
    return (struct player_value){.kind = kind, .number = number};
}

struct player_value player_number(uint64_t number)
{
    return player_value_of(PLAYER_VALUE_NUMBER, number);
}

struct player_value player_duration(const struct player *player, size_t from, size_t to)
{
    uint64_t usual_ms = leaflet_duration_ms(&player->leaflet, from, to);
    uint64_t rate = (uint64_t)player->settings.rate_wpm;
    return player_value_of(PLAYER_VALUE_DURATION, usual_ms * (uint64_t)player->usual_rate_wpm / rate);
}

/* ---- Announcements ----------------------------------------------------------------------------------------------- */

void player_begin(struct player *player)
{
    player->say_count = 0;
}

void player_add(struct player *player, enum phrase phrase, size_t value_count, const struct player_value *values)
{
    assert(player->say_count < PLAYER_SAYS_MOST && value_count <= PLAYER_VALUES_MOST);
    struct player_say *say = &player->announcement[player->say_count++];
    *say = (struct player_say){.phrase = phrase, .value_count = value_count};
    for (size_t i = 0; i < value_count; i++) say->values[i] = values[i];
}

void player_announce(struct player *player, struct player_effects *effects, enum player_after after)
{
    player->ticket++;
    player->sounding = PLAYER_MESSAGE;
    player->after = after;
    player->timer_ms = 0;
    for (size_t i = 0; i < player->say_count; i++) {
        struct player_effect *effect = player_push(effects, PLAYER_SAY);
        effect->ticket = player->ticket;
        effect->say = player->announcement[i];
        effect->say.print_only = player->lost;
    }
}

void player_tell(struct player *player, struct player_effects *effects, enum phrase phrase, enum player_after after)
{
    player_begin(player);
    player_add(player, phrase, 0, NULL);
    player_announce(player, effects, after);
}

void player_tell_value(struct player *player, struct player_effects *effects, enum phrase phrase,
                       struct player_value value, enum player_after after)
{
    player_begin(player);
    player_add(player, phrase, 1, &value);
    player_announce(player, effects, after);
}

enum player_after player_onward(const struct player *player)
{
    switch (player->sounding) {
    case PLAYER_UTTERANCE: return PLAYER_THEN_PLAY;
    case PLAYER_MESSAGE:
    case PLAYER_AWAITING: return player->after;
    case PLAYER_SILENT: break;
    }
    bool reads = player->mode == PLAYER_MODE_READING && player->waits_for == UTTERANCE_NONE;
    return reads ? PLAYER_THEN_PLAY : PLAYER_THEN_SILENCE;
}

/* ---- The leaflet, questions -------------------------------------------------------------------------------------- */

void player_sound(struct player *player, struct player_effects *effects)
{
    player->ticket++;
    player->sounding = PLAYER_UTTERANCE;
    player->gap_count = 0;
    if (player->lost) return; /* it is played when the device is back */
    struct player_effect *effect = player_push(effects, PLAYER_PLAY);
    effect->ticket = player->ticket;
    effect->play = player_present(player);
}

struct player_effect *player_ask(struct player *player, struct player_effects *effects, enum player_effect_kind kind)
{
    enum player_after after = player_onward(player);
    player_push(effects, PLAYER_STOP);
    player->ticket++;
    player->sounding = PLAYER_AWAITING;
    player->after = after;
    struct player_effect *effect = player_push(effects, kind);
    effect->ticket = player->ticket;
    return effect;
}
