#include "listen/player_parts.h"

/* At 0 nobody would hear how to make it louder again. */
enum { VOLUME_LOWEST = 10 };

/* What a setting's key does to it, and how its limits are told. */
struct setting {
    int *value;
    int lowest, highest;
    enum phrase told, told_lowest, told_highest;
    bool limits_have_number;
};

static struct setting setting_of(struct player *player, enum command command)
{
    struct voice_settings *settings = &player->settings;
    switch (command) {
    case COMMAND_FASTER:
    case COMMAND_SLOWER:
        return (struct setting){&settings->rate_wpm,
                                RATE_LOWEST_WPM,
                                RATE_HIGHEST_WPM,
                                PHRASE_RATE,
                                PHRASE_RATE_SLOWEST,
                                PHRASE_RATE_FASTEST,
                                true};
    case COMMAND_HIGHER:
    case COMMAND_LOWER:
        return (struct setting){&settings->pitch,     0,    100, PHRASE_PITCH, PHRASE_PITCH_LOWEST,
                                PHRASE_PITCH_HIGHEST, false};
    default:
        return (struct setting){&settings->volume,     VOLUME_LOWEST,         200,  PHRASE_VOLUME,
                                PHRASE_VOLUME_SOFTEST, PHRASE_VOLUME_LOUDEST, false};
    }
}

static int stepped(int value, enum command command)
{
    switch (command) {
    case COMMAND_FASTER: return value + (value * PLAYER_RATE_STEP_PERCENT + 50) / 100;
    case COMMAND_SLOWER: return (value * 100 + (100 + PLAYER_RATE_STEP_PERCENT) / 2) / (100 + PLAYER_RATE_STEP_PERCENT);
    case COMMAND_HIGHER: return value + PLAYER_PITCH_STEP;
    case COMMAND_LOWER: return value - PLAYER_PITCH_STEP;
    case COMMAND_LOUDER: return value + PLAYER_VOLUME_STEP;
    default: return value - PLAYER_VOLUME_STEP;
    }
}

static void next_variant(struct player *player, struct player_effects *effects)
{
    enum player_after after = player_onward(player);
    player_begin(player);
    if (player->variant_count < 2) {
        player_add(player, PHRASE_VARIANT_ONLY, 0, NULL);
    } else {
        player->variant = (player->variant + 1) % player->variant_count;
        player_push(effects, PLAYER_SETTINGS);
        player_add(player, PHRASE_VARIANT, 2,
                   (struct player_value[]){player_number(player->variant + 1), player_number(player->variant_count)});
    }
    player_announce(player, effects, after);
}

/* The present sentence is heard anew, so that its signs are heard, and because its words stand elsewhere now. */
static void next_punctuation(struct player *player, struct player_effects *effects)
{
    static const enum phrase phrases[PUNCTUATION_COUNT] = {
        [PUNCTUATION_NONE] = PHRASE_PUNCTUATION_NONE,
        [PUNCTUATION_SOME] = PHRASE_PUNCTUATION_SOME,
        [PUNCTUATION_MOST] = PHRASE_PUNCTUATION_MOST,
    };
    player->punctuation = (player->punctuation + 1) % PUNCTUATION_COUNT;
    if (!player_spells(player->manner)) player->offset = 0;
    player->translation.offset = 0;
    player_push(effects, PLAYER_SETTINGS);
    player_tell(player, effects, phrases[player->punctuation], player_onward(player));
}

void player_change(struct player *player, enum command command, struct player_effects *effects)
{
    if (command == COMMAND_VARIANT) {
        next_variant(player, effects);
        return;
    }
    if (command == COMMAND_PUNCTUATION) {
        next_punctuation(player, effects);
        return;
    }
    enum player_after after = player_onward(player);
    struct setting setting = setting_of(player, command);
    int value = stepped(*setting.value, command);
    if (value < setting.lowest) value = setting.lowest;
    if (value > setting.highest) value = setting.highest;
    if (value != *setting.value) player_push(effects, PLAYER_SETTINGS);
    *setting.value = value;
    enum phrase phrase = value == setting.lowest ? setting.told_lowest : setting.told_highest;
    bool at_limit = value == setting.lowest || value == setting.highest;
    struct player_value number = player_number((uint64_t)value);
    player_begin(player);
    if (at_limit)
        player_add(player, phrase, setting.limits_have_number, &number);
    else
        player_add(player, setting.told, 1, &number);
    player_announce(player, effects, after);
}
