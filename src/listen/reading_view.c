#include "listen/reading_parts.h"

/* While it is spelt, the present utterance has a word a letter. */
static const struct utterance *present_utterance(struct reading *reading, const struct player_play *present)
{
    struct kept_utterance *spelt = &reading->spelt;
    enum player_manner manner = present->manner;
    if (!player_spells(manner)) return &reading->shown.utterance;
    if (spelt->index != present->utterance || spelt->version != present->version || reading->spelt_manner != manner) {
        spelt->index = UTTERANCE_NONE;
        if (reading_spell(reading, present->utterance, manner, &spelt->utterance) != STATUS_OK) {
            return &reading->shown.utterance;
        }
        *spelt = (struct kept_utterance){spelt->utterance, present->version, present->utterance};
        reading->spelt_manner = manner;
    }
    return &spelt->utterance;
}

/* The byte of the spoken text that is being heard, or from which a pause will go on; false where there is none. */
static bool spoken_offset(const struct reading *reading, uint32_t *ret)
{
    if (reading->sounding == SOUNDING_UTTERANCE) {
        *ret = reading->word_offset;
        return reading->clip && !reading->wanted;
    }
    *ret = player_present(&reading->player).from_offset;
    return player_paused(&reading->player) && *ret > 0;
}

static void show_sentence(struct reading *reading, const struct player_play *present, struct screen_view *view)
{
    const struct utterance *utterance = present_utterance(reading, present);
    const struct script *script = reading->versions[present->version].version.script;
    uint32_t offset;
    view->sentence_right_to_left = voice_right_to_left(script_voice(script));
    view->sentence = buffer_text(&utterance->shown);
    if (!spoken_offset(reading, &offset)) return;
    for (size_t i = 0; i < utterance->word_count; i++) {
        const struct word *word = &utterance->words[i];
        if (offset < word->spoken_start || offset >= word->spoken_end) continue;
        view->word_start = word->shown_start;
        view->word_end = word->shown_end;
        return;
    }
}

static unsigned percent_heard(const struct reading *reading)
{
    const struct script *script = reading->script;
    size_t count = script_count(script);
    uint64_t all = script_duration_ms(script, 0, count);
    if (all == 0) return 0;
    if (reading->player.mode == PLAYER_MODE_ENDED) return 100;
    return (unsigned)(100 * script_duration_ms(script, 0, reading->player.place) / all);
}

void reading_draw(struct reading *reading)
{
    const struct player *player = &reading->player;
    size_t count = script_count(reading->script);
    struct buffer heading = {0};
    struct screen_view view = {
        .title = buffer_text(&reading->document->title),
        .message = buffer_text(&reading->message),
        .input = player_input(player),
        .section_count = leaflet_section_count(&player->leaflet),
        .percent = percent_heard(reading),
        .paused = player_paused(player),
        .right_to_left = voice_right_to_left(reading->voice),
    };
    if (player->place < count) {
        view.section_number = leaflet_section_of(&player->leaflet, player->place);
        struct player_say say = {.phrase = PLAYER_VALUE_ALONE, .value_count = 1};
        say.values[0] = (struct player_value){.kind = PLAYER_VALUE_HEADING, .number = view.section_number};
        if (view.section_number) reading_say_text(reading, &say, &heading);
        view.section = buffer_text(&heading);
        bool started = reading->has_played;
        struct player_play present = player_present(player);
        if (started && reading_utterance(reading, present.version, present.utterance, &reading->shown) == STATUS_OK) {
            show_sentence(reading, &present, &view);
        }
        if (started && player->place + 1 < count
            && reading_utterance(reading, player->version, player->place + 1, &reading->next) == STATUS_OK) {
            view.next = buffer_text(&reading->next.utterance.shown);
        }
    }
    screen_draw(reading->screen, &view);
    buffer_done(&heading);
}
