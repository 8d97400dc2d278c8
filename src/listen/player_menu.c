/* One mechanism for both menus: the outline of sections and the help with all commands. */
#include "listen/player_parts.h"

void player_open(struct player *player, enum player_mode mode)
{
    player->resume = player_onward(player);
    player->back = player->mode;
    player->mode = mode;
    player->entry = 0;
    player->input_length = 0;
    player->input[0] = '\0';
}

void player_close(struct player *player)
{
    player->mode = player->back;
    player->sounding = PLAYER_MESSAGE; /* so that what was under the menu goes on behind whatever is told now */
    player->after = player->resume;
}

void player_cancel(struct player *player, struct player_effects *effects)
{
    player_close(player);
    player_tell(player, effects, PHRASE_CANCELLED, player->resume);
}

static uint32_t entry_count(const struct player *player)
{
    return player->mode == PLAYER_MODE_HELP ? COMMAND_COUNT : leaflet_section_count(&player->leaflet);
}

static void add_title(struct player *player)
{
    enum phrase phrase = player->mode == PLAYER_MODE_HELP ? PHRASE_HELP : PHRASE_OUTLINE;
    player_add(player, phrase, 1, (struct player_value[]){player_number(entry_count(player))});
}

static void add_entry(struct player *player)
{
    if (player->mode == PLAYER_MODE_HELP) {
        player_add(player, PHRASE_HELP_ENTRY, 2,
                   (struct player_value[]){player_value_of(PLAYER_VALUE_KEYS, player->entry),
                                           player_value_of(PLAYER_VALUE_HELP, player->entry)});
    } else {
        uint32_t number = player->entry + 1;
        player_add(player, PHRASE_OUTLINE_ENTRY, 3,
                   (struct player_value[]){player_number(number), player_value_of(PLAYER_VALUE_HEADING, number),
                                           player_number(leaflet_section_level(&player->leaflet, number))});
    }
}

void player_open_menu(struct player *player, enum player_mode menu, struct player_effects *effects)
{
    const struct player_leaflet *leaflet = &player->leaflet;
    if (menu == PLAYER_MODE_OUTLINE && leaflet_section_count(leaflet) == 0) {
        player_tell(player, effects, PHRASE_NO_SECTIONS, player_onward(player));
        return;
    }
    player_open(player, menu);
    if (menu == PLAYER_MODE_OUTLINE && leaflet_count(leaflet)) {
        uint32_t present = leaflet_section_of(leaflet, player->place);
        player->entry = present ? present - 1 : 0;
    }
    player_begin(player);
    add_title(player);
    add_entry(player);
    player_announce(player, effects, PLAYER_THEN_SILENCE);
}

/* By so many entries; a limit is told and its entry said again. */
static void step_by(struct player *player, int64_t entries, struct player_effects *effects)
{
    int64_t last = (int64_t)entry_count(player) - 1, target = player->entry + entries;
    int64_t reached = target < 0 ? 0 : target > last ? last : target;
    player_begin(player);
    if (target != reached) {
        player_add(player, target < 0 ? PHRASE_FIRST_ENTRY : PHRASE_LAST_ENTRY, 0, NULL);
    }
    player->entry = (uint32_t)reached;
    add_entry(player);
    player_announce(player, effects, PLAYER_THEN_SILENCE);
}

/* In the outline a heading key goes to the next heading of that level. */
static void step_to_level(struct player *player, uint8_t level, struct player_effects *effects)
{
    for (uint32_t i = player->entry + 1; i < entry_count(player); i++) {
        if (leaflet_section_level(&player->leaflet, i + 1) != level) continue;
        step_by(player, (int64_t)i - player->entry, effects);
        return;
    }
    player_tell_value(player, effects, PHRASE_NO_HEADING, player_number(level), PLAYER_THEN_SILENCE);
}

static void choose(struct player *player, struct player_effects *effects)
{
    bool help = player->mode == PLAYER_MODE_HELP;
    uint32_t entry = player->entry;
    player_close(player);
    if (!help)
        player_go_to_section(player, entry + 1, effects);
    else if (entry == COMMAND_CANCEL)
        player_cancel(player, effects);
    else
        player_command(player, (enum command)entry, effects);
}

static void explain(struct player *player, struct player_effects *effects)
{
    player_begin(player);
    add_title(player);
    add_entry(player);
    player_announce(player, effects, PLAYER_THEN_SILENCE);
}

void player_menu(struct player *player, enum command command, struct player_effects *effects)
{
    bool outline = player->mode == PLAYER_MODE_OUTLINE;
    switch (command) {
    case COMMAND_NEXT_SENTENCE:
    case COMMAND_NEXT_PARAGRAPH: step_by(player, 1, effects); break;
    case COMMAND_PREVIOUS_SENTENCE:
    case COMMAND_PREVIOUS_PARAGRAPH: step_by(player, -1, effects); break;
    case COMMAND_NEXT_SECTION: step_by(player, PLAYER_PAGE_ENTRIES, effects); break;
    case COMMAND_PREVIOUS_SECTION: step_by(player, -PLAYER_PAGE_ENTRIES, effects); break;
    case COMMAND_BEGINNING: step_by(player, -(int64_t)player->entry, effects); break;
    case COMMAND_END: step_by(player, (int64_t)entry_count(player) - 1 - player->entry, effects); break;
    case COMMAND_REPEAT:
    case COMMAND_WHERE: step_by(player, 0, effects); break;
    case COMMAND_CHOOSE: choose(player, effects); break;
    case COMMAND_PAUSE:
    case COMMAND_CANCEL: player_cancel(player, effects); break;
    case COMMAND_FASTER:
    case COMMAND_SLOWER:
    case COMMAND_HIGHER:
    case COMMAND_LOWER:
    case COMMAND_LOUDER:
    case COMMAND_SOFTER:
    case COMMAND_VARIANT:
    case COMMAND_PUNCTUATION: player_change(player, command, effects); break;
    default:
        if (outline ? command == COMMAND_OUTLINE : command == COMMAND_HELP)
            player_cancel(player, effects);
        else if (outline && command >= COMMAND_HEADING_1 && command <= COMMAND_HEADING_6)
            step_to_level(player, (uint8_t)(command - COMMAND_HEADING_1 + 1), effects);
        else
            explain(player, effects);
        break;
    }
}
