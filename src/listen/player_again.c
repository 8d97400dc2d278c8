/* The same once more: repeated, slowly, spelt; where one is; phone numbers, addresses and links. */
#include "listen/player_parts.h"

/* Says the present utterance from its beginning behind what was put together. */
static void say_again(struct player *player, enum player_manner manner, struct player_effects *effects)
{
    if (player->mode == PLAYER_MODE_ENDED) player->mode = PLAYER_MODE_READING;
    player->waits_for = UTTERANCE_NONE;
    player->translation = (struct player_translation){0};
    player->offset = 0;
    player->manner = manner;
    if (player->say_count)
        player_announce(player, effects, PLAYER_THEN_PLAY);
    else
        player_sound(player, effects);
}

static void say_contact(struct player *player, struct player_effects *effects)
{
    static const enum phrase phrases[] = {
        [CONTACT_PHONE] = PHRASE_CONTACT_PHONE,
        [CONTACT_EMAIL] = PHRASE_CONTACT_EMAIL,
        [CONTACT_WEB] = PHRASE_CONTACT_WEB,
    };
    const struct player_contact *contact = &player->contact;
    struct player_value words = player_value_of(PLAYER_VALUE_CONTACT, contact->contact);
    words.version = player->version;
    words.utterance = contact->utterance;
    player_begin(player);
    player_add(player, phrases[contact->kind], 2,
               (struct player_value[]){player_number(contact->number), player_number(contact->total)});
    player_add(player, PLAYER_VALUE_ALONE, 1, &words);
    player->announcement[player->say_count - 1].manner = PLAYER_SLOW;
    player_add(player, PHRASE_CONTACT_AGAIN, 0, NULL);
    player_add(player, PLAYER_VALUE_ALONE, 1, &words);
    player->announcement[player->say_count - 1].manner = PLAYER_SLOW;
    player_add(player, PHRASE_CONTACT_NEXT, 0, NULL);
    player_announce(player, effects, PLAYER_THEN_SILENCE);
}

void player_repeat(struct player *player, struct player_effects *effects)
{
    player_begin(player);
    if (player->contact.found)
        say_contact(player, effects);
    else
        say_again(player, PLAYER_NORMAL, effects);
}

/* Slowly, then by the names of the letters, then by the words of the spelling alphabet, then slowly again. */
void player_say_slowly(struct player *player, struct player_effects *effects)
{
    static const enum player_manner next[] = {
        [PLAYER_NORMAL] = PLAYER_SLOW,
        [PLAYER_SLOW] = PLAYER_SPELT,
        [PLAYER_SPELT] = PLAYER_SPELT_ALPHABET,
        [PLAYER_SPELT_ALPHABET] = PLAYER_SLOW,
    };
    static const enum phrase phrases[] = {
        [PLAYER_SLOW] = PHRASE_SLOWLY,
        [PLAYER_SPELT] = PHRASE_SPELT,
        [PLAYER_SPELT_ALPHABET] = PHRASE_SPELT_ALPHABET,
    };
    enum player_manner manner = player->slowed == player->place ? next[player->slowed_manner] : PLAYER_SLOW;
    player->slowed = player->place;
    player->slowed_manner = manner;
    if (manner == PLAYER_SPELT_ALPHABET && !player->spelling_alphabet) {
        player_tell(player, effects, PHRASE_SPELLING_ALPHABET_NONE, player_onward(player));
        return;
    }
    player->contact.found = false;
    player_begin(player);
    player_add(player, phrases[manner], 0, NULL);
    say_again(player, manner, effects);
}

void player_where(struct player *player, struct player_effects *effects)
{
    const struct player_leaflet *leaflet = &player->leaflet;
    enum player_after after = player_onward(player);
    size_t count = leaflet_count(leaflet), place = player->place;
    bool ended = player->mode == PLAYER_MODE_ENDED;
    struct player_value left = player_duration(player, ended ? count : place, count);
    uint32_t section = leaflet_section_of(leaflet, place);
    player_begin(player);
    if (section) {
        size_t start = leaflet_section_start(leaflet, section), end = leaflet_section_end(leaflet, section);
        player_add(player, PHRASE_WHERE, 6,
                   (struct player_value[]){player_number(section), player_number(leaflet_section_count(leaflet)),
                                           player_value_of(PLAYER_VALUE_HEADING, section),
                                           player_number(place - start + 1), player_number(end - start), left});
    } else {
        player_add(player, PHRASE_WHERE_PLAIN, 3,
                   (struct player_value[]){player_number(place + 1), player_number(count), left});
    }
    player_announce(player, effects, after);
}

/* ---- Phone numbers, addresses, links ----------------------------------------------------------------------------- */

void player_ask_contact(struct player *player, struct player_effects *effects)
{
    struct player_find find = {.utterance = player->place};
    if (player->contact.found) {
        find = (struct player_find){player->contact.utterance, player->contact.contact + 1};
    }
    player_ask(player, effects, PLAYER_FIND_CONTACT)->find = find;
}

void player_got_contact(struct player *player, const struct player_contact *contact, struct player_effects *effects)
{
    if (!contact->found || contact->utterance >= leaflet_count(&player->leaflet)) {
        if (player->loaded)
            player_tell(player, effects, PHRASE_CONTACT_NONE, player->after);
        else
            player_tell_value(player, effects, PHRASE_LOADING, player_number(player->percent), player->after);
        return;
    }
    player->contact = *contact;
    if (player->mode == PLAYER_MODE_READING) player->mode = PLAYER_MODE_PAUSED;
    say_contact(player, effects);
}
