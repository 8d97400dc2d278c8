/* What the player's own files use of each other; nobody else includes it. A file a group of commands.
 *
 * An announcement is put together and then given out:
 *
 *     player_begin(player);
 *     player_add(player, PHRASE_RATE, 1, &(struct player_value){.number = 180});
 *     player_announce(player, effects, player_onward(player));
 */
#ifndef ALOUD_LISTEN_PLAYER_PARTS_H
#define ALOUD_LISTEN_PLAYER_PARTS_H

#include "listen/player.h"

/* player_say.c: what is given out. */
struct player_effect *player_push(struct player_effects *effects, enum player_effect_kind kind);
struct player_value player_number(uint64_t number);
struct player_value player_value_of(enum player_value_kind kind, uint64_t number);
struct player_value player_duration(const struct player *player, size_t from, size_t to);
void player_begin(struct player *player);
void player_add(struct player *player, enum phrase phrase, size_t value_count, const struct player_value *values);
void player_announce(struct player *player, struct player_effects *effects, enum player_after after);
/* One phrase, without or with one value, as a whole announcement. */
void player_tell(struct player *player, struct player_effects *effects, enum phrase phrase, enum player_after after);
void player_tell_value(struct player *player, struct player_effects *effects, enum phrase phrase,
                       struct player_value value, enum player_after after);
void player_sound(struct player *player, struct player_effects *effects); /* place, offset, manner */
/* The question's own member of the effect is for the caller to fill. */
struct player_effect *player_ask(struct player *player, struct player_effects *effects, enum player_effect_kind kind);
/* What follows when a message comes in between: what was sounding goes on. */
enum player_after player_onward(const struct player *player);

/* player_flow.c: reading from one utterance to the next; beginning, waiting, end. */
void player_keep(struct player *player, struct player_effects *effects);
/* Makes `utterance` the present one, at its beginning and in the usual manner. */
void player_set_place(struct player *player, size_t utterance);
/* Adds "list of 3" or "table of 2 rows" where the present utterance begins one and `from` was outside. */
void player_add_entering(struct player *player, size_t from);
void player_read_at(struct player *player, struct player_effects *effects, size_t utterance);
void player_follow(struct player *player, struct player_effects *effects, enum player_after after);
void player_heard(struct player *player, struct player_effects *effects);
void player_take_voice(struct player *player, const struct player_start *start);
void player_started(struct player *player, const struct player_start *start, struct player_effects *effects);
void player_progressed(struct player *player, struct player_effects *effects);
void player_got_all(struct player *player, const struct player_loaded *loaded, struct player_effects *effects);
void player_ticked(struct player *player, uint32_t elapsed_ms, struct player_effects *effects);

/* player_move.c: to another place. */
/* To `target` and say it, behind what was put together since player_begin. `entering`: lists and tables are told. */
void player_go(struct player *player, size_t target, bool entering, struct player_effects *effects);
void player_move(struct player *player, enum command command, struct player_effects *effects);
void player_go_to_section(struct player *player, uint32_t number, struct player_effects *effects);
void player_next_bookmark(struct player *player, struct player_effects *effects);
void player_toggle_bookmark(struct player *player, struct player_effects *effects);

/* player_again.c: the same once more, and what the leaflet holds. */
void player_say_slowly(struct player *player, struct player_effects *effects);
void player_repeat(struct player *player, struct player_effects *effects);
void player_where(struct player *player, struct player_effects *effects);
void player_ask_contact(struct player *player, struct player_effects *effects);
void player_got_contact(struct player *player, const struct player_contact *contact, struct player_effects *effects);

/* player_language.c: the leaflet's other languages. */
void player_ask_aligned(struct player *player, enum player_purpose purpose, struct player_effects *effects);
void player_got_aligned(struct player *player, const struct player_aligned *aligned, struct player_effects *effects);
bool player_translates(
    const struct player *player); /* another language's sentence sounds in place of the present one */
/* What comes behind the utterance that was heard; steps to the next one of a translation. */
enum player_after player_behind_heard(struct player *player);

/* player_settings.c */
void player_change(struct player *player, enum command command, struct player_effects *effects);

/* player_menu.c: outline and help. */
void player_open_menu(struct player *player, enum player_mode menu, struct player_effects *effects);
void player_menu(struct player *player, enum command command, struct player_effects *effects);
/* Opens a menu or prompt over what goes on. */
void player_open(struct player *player, enum player_mode mode);
/* Closes it and tells so. */
void player_cancel(struct player *player, struct player_effects *effects);
/* Closes it; the next thing said or done goes on from there. */
void player_close(struct player *player);

/* player_prompt.c: section number and words to find. */
void player_open_prompt(struct player *player, enum player_mode prompt, struct player_effects *effects);
void player_type(struct player *player, const struct player_key *key, struct player_effects *effects);
void player_digits_done(struct player *player, struct player_effects *effects);
void player_find(struct player *player, struct player_effects *effects);
void player_got_found(struct player *player, const struct player_found *found, struct player_effects *effects);

/* player.c */
void player_command(struct player *player, enum command command, struct player_effects *effects);

#endif
