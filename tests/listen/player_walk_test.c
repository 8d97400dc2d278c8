/* Random walks: whatever happens, in whatever order, no invariant breaks; and the leaflet is heard whole, in order. */
#include "player_fixture.h"

#include "cmocka_all.h"

#include <stdio.h>
#include <stdlib.h>

enum { EVENTS = 100000, PARAGRAPHS = 6000 /* some four pieces */ };

static uint64_t seed;

/* splitmix64 */
static uint32_t chance(uint32_t below)
{
    seed += 0x9e3779b97f4a7c15u;
    uint64_t value = (seed ^ (seed >> 30)) * 0xbf58476d1ce4e5b9u;
    value = (value ^ (value >> 27)) * 0x94d049bb133111ebu;
    return (uint32_t)((value ^ (value >> 31)) >> 33) % below;
}

static void write_leaflet(struct buffer *text)
{
    for (int i = 0; i < PARAGRAPHS; i++) {
        switch (chance(8)) {
        case 0: buffer_printf(text, "%.*s Heading %d\n\n", 1 + (int)chance(4), "######", i); break;
        case 1:
        case 2:
            buffer_append_text(text, "- Drink a glass of water\n- Walk about\n");
            if (chance(2)) buffer_append_text(text, "  - Not too far\n  - Not too fast\n");
            buffer_append_text(text, "- Rest\n\n");
            break;
        case 3: buffer_append_text(text, "| Day | Dose |\n|---|---|\n| Monday | One |\n| Friday | Two |\n\n"); break;
        default: buffer_append_text(text, "Take this with food. Ask your doctor. Do not drive.\n\n"); break;
        }
    }
}

/* The smallest loop that keeps its part of the contract: it knows what sounds, from effects alone. */
struct model {
    struct player_fixture *fixture;
    enum { QUIET, PLAYS, SPEAKS, SEEKS, SEEKS_CONTACT, SEEKS_LANGUAGE } now;
    uint32_t ticket;
    struct player_play play;
    struct player_align align;
    bool lost, left;
};

static void carry_out(struct model *model)
{
    const struct player_effects *effects = &model->fixture->effects;
    for (size_t i = 0; i < effects->count; i++) {
        const struct player_effect *effect = &effects->items[i];
        assert_false(model->left);
        if (effect->kind == PLAYER_SAY && effect->say.print_only) continue;
        switch (effect->kind) {
        case PLAYER_PLAY:
            model->now = PLAYS;
            model->play = effect->play;
            assert_in_range(effect->play.utterance, 0, script_count(model->fixture->script) - 1);
            break;
        case PLAYER_SAY: model->now = SPEAKS; break;
        case PLAYER_STOP: model->now = QUIET; break;
        case PLAYER_FIND: model->now = SEEKS; break;
        case PLAYER_FIND_CONTACT: model->now = SEEKS_CONTACT; break;
        case PLAYER_ALIGN:
            model->now = SEEKS_LANGUAGE;
            model->align = effect->align;
            break;
        case PLAYER_QUIT: model->left = true; break;
        default: continue;
        }
        if (effect->kind != PLAYER_STOP) model->ticket = effect->ticket;
    }
}

static void step(struct model *model, struct player_event event)
{
    fixture_step(model->fixture, &event);
    carry_out(model);
}

static struct player_aligned some_aligned(const struct model *model)
{
    uint32_t count = (uint32_t)script_count(model->fixture->script);
    struct player_aligned aligned = fixture_aligned(model->fixture, model->align.purpose).aligned;
    aligned.found = chance(8) > 0;
    aligned.named = chance(2);
    aligned.first = chance(count);
    aligned.end = aligned.first + chance(3) + (aligned.purpose != PLAYER_IN_TURN);
    aligned.bookmark_count = model->fixture->player.bookmark_count;
    for (size_t i = 0; i < aligned.bookmark_count; i++) aligned.bookmarks[i] = model->fixture->player.bookmarks[i];
    return aligned;
}

/* The loop's answer to what it was asked for last. */
static void answer(struct model *model)
{
    static const enum player_event_kind answers[] = {
        [QUIET] = PLAYER_TICK,  [PLAYS] = PLAYER_HEARD,           [SPEAKS] = PLAYER_SAID,
        [SEEKS] = PLAYER_FOUND, [SEEKS_CONTACT] = PLAYER_CONTACT, [SEEKS_LANGUAGE] = PLAYER_ALIGNED,
    };
    struct player_event event = {.kind = answers[model->now], .ticket = model->ticket};
    size_t count = script_count(model->fixture->script);
    bool found = chance(4) > 0;
    if (model->lost && (model->now == PLAYS || model->now == SPEAKS)) return;
    switch (model->now) {
    case QUIET: event.elapsed_ms = chance(10000); break;
    case SEEKS: event.found = (struct player_found){found, chance((uint32_t)count), chance(2)}; break;
    case SEEKS_CONTACT:
        event.contact = (struct player_contact){found, chance((uint32_t)count), chance(3), chance(3), 1, 3};
        break;
    case SEEKS_LANGUAGE: event.aligned = some_aligned(model); break;
    default: break;
    }
    model->now = QUIET;
    step(model, event);
}

static uint32_t some_key(void)
{
    switch (chance(4)) {
    case 0: return KEY_NAME_FIRST + chance(KEY_NAME_OTHER - KEY_NAME_FIRST + 1);
    case 1: return chance(0x250);
    default: return ' ' + chance(95);
    }
}

static void press(struct model *model, const struct key_map *map, bool may_quit)
{
    struct player_event event = {.kind = PLAYER_KEY};
    event.key.key = some_key();
    event.key.command = key_map_command(map, event.key.key);
    if (chance(3) == 0) {
        event.kind = PLAYER_COMMAND;
        event.key = (struct player_key){.command = (enum command)chance(COMMAND_COUNT)};
    }
    bool help_quit = model->fixture->player.mode == PLAYER_MODE_HELP && model->fixture->player.entry == COMMAND_QUIT
                     && event.key.command == COMMAND_CHOOSE;
    if (may_quit || (event.key.command != COMMAND_QUIT && !help_quit)) step(model, event);
}

static void load(struct model *model)
{
    if (model->fixture->player.loaded) return;
    struct player_event event = {.kind = PLAYER_LOADING, .percent = 50};
    if (fixture_complete(model->fixture)) {
        event.kind = PLAYER_LOADED;
        event.loaded.has_place = chance(2);
        event.loaded.place = chance(3000);
        event.loaded.left_out = chance(2);
        event.loaded.bookmark_count = chance(BOOKMARKS_MOST + 1);
        for (size_t i = 0; i < event.loaded.bookmark_count; i++) event.loaded.bookmarks[i] = chance(3000);
    } else {
        fixture_read_more(model->fixture);
    }
    step(model, event);
}

static void happen(struct model *model, const struct key_map *map, bool may_quit)
{
    struct player_event event = {.ticket = model->ticket};
    uint32_t kind = chance(1000);
    if (kind < 450) {
        answer(model);
    } else if (kind < 800) {
        press(model, map, may_quit);
    } else if (kind < 900) {
        event.kind = model->now == PLAYS && chance(4) == 0 ? PLAYER_GAP : PLAYER_WORD;
        if (event.kind == PLAYER_GAP)
            event.gap = (struct clip_range){chance(10), 10 + chance(10)};
        else
            event.offset = chance(60);
        if (!model->lost) step(model, event);
    } else if (kind < 940) {
        event.kind = PLAYER_TICK;
        event.elapsed_ms = chance(4000);
        step(model, event);
    } else if (kind < 960) {
        static const enum player_event_kind kinds[] = {PLAYER_HEARD, PLAYER_NOT_KEPT, PLAYER_KEPT};
        event.kind = chance(10) ? PLAYER_HEARD : kinds[chance(3)]; /* of something that was replaced long ago */
        event.ticket = model->ticket - 1 - chance(3);
        step(model, event);
    } else if (kind < 963) {
        load(model);
    } else if (model->lost || kind >= 997) {
        event.kind = model->lost ? PLAYER_BACK : PLAYER_LOST;
        model->lost = !model->lost;
        if (model->lost && (model->now == PLAYS || model->now == SPEAKS)) model->now = QUIET;
        step(model, event);
    }
}

/* A key is held down, so that the walk reaches ends, also that of what is loaded so far. */
static void hold(struct model *model)
{
    static const enum command held[] = {COMMAND_NEXT_SECTION, COMMAND_NEXT_PARAGRAPH,   COMMAND_NEXT_SENTENCE,
                                        COMMAND_END,          COMMAND_PREVIOUS_SECTION, COMMAND_BOOKMARK};
    enum command command = held[chance(sizeof held / sizeof held[0])];
    for (uint32_t times = chance(400); times && !model->left; times--) {
        step(model, (struct player_event){.kind = PLAYER_COMMAND, .key = {.command = command}});
        if (chance(2)) answer(model);
    }
}

static void begin(struct model *model, struct player_fixture *fixture, const char *text, bool whole)
{
    *model = (struct model){.fixture = fixture};
    fixture_open(fixture, text, whole);
    struct player_event start = fixture_start();
    start.start.quiet = chance(2);
    start.start.language_fallback = chance(2);
    start.start.bilingual = chance(2);
    start.start.variant_count = 1 + chance(3);
    step(model, start);
}

/* 100,000 events, leaving now and then and starting again. */
static void walk(uint64_t from)
{
    struct error error = {0};
    struct key_map *map = NULL;
    struct buffer text = {0};
    assert_int_equal(key_map_load(NULL, &map, &error), STATUS_OK);
    seed = from;
    write_leaflet(&text);
    for (size_t events = 0; events < EVENTS;) {
        struct model model;
        struct player_fixture fixture;
        begin(&model, &fixture, buffer_text(&text), chance(2));
        size_t sitting = 100 + chance(20000);
        for (size_t i = 0; i < sitting && !model.left; i++, events++) {
            if (chance(1000) == 0) hold(&model);
            if (!model.left) happen(&model, map, i > sitting / 2);
        }
        fixture_close(&fixture);
    }
    key_map_free(map);
    buffer_done(&text);
}

static void no_walk_breaks_an_invariant(void **state)
{
    (void)state;
    for (uint64_t i = 1; i <= 5; i++) walk(i * 0x1234567);
}

/* What a listener may do without going elsewhere: each sentence must still be heard to its end once, and in order. */
static void disturb(struct model *model)
{
    static const enum command harmless[] = {
        COMMAND_FASTER,        COMMAND_SLOWER,      COMMAND_HIGHER,  COMMAND_SOFTER,   COMMAND_VARIANT,
        COMMAND_PUNCTUATION,   COMMAND_WHERE,       COMMAND_PAUSE,   COMMAND_BOOKMARK, COMMAND_NONE,
        COMMAND_CONTACTS,      COMMAND_HELP,        COMMAND_OUTLINE, COMMAND_FIND,     COMMAND_CANCEL,
        COMMAND_GO_TO_SECTION, COMMAND_TRANSLATION,
    };
    struct player_event event = {.kind = PLAYER_KEY, .ticket = model->ticket};
    switch (chance(6)) {
    case 0:
        event.kind = model->lost ? PLAYER_BACK : PLAYER_LOST;
        model->lost = !model->lost;
        if (model->lost && (model->now == PLAYS || model->now == SPEAKS)) model->now = QUIET;
        break;
    case 1: load(model); return;
    case 2:
        if (model->lost) return;
        event.kind = PLAYER_WORD;
        event.offset = chance(60);
        break;
    default: {
        enum command command = harmless[chance(sizeof harmless / sizeof harmless[0])];
        event.key = (struct player_key){command == COMMAND_NONE ? 'z' : 0, command};
        break;
    }
    }
    enum player_mode mode = model->fixture->player.mode;
    bool asks = mode == PLAYER_MODE_OFFER || (mode == PLAYER_MODE_HELP && event.key.command != COMMAND_CANCEL);
    if (asks && event.kind == PLAYER_KEY) event.key = (struct player_key){0, COMMAND_CANCEL};
    step(model, event);
}

/* What was heard to its end so far. */
struct count {
    size_t heard, translated; /* of the leaflet, of the other language in turn */
};

/* An utterance is heard to its end: it is the next one in its language, or a comparison, which may come at any time. */
static void hear(struct model *model, struct count *count)
{
    const struct player *player = &model->fixture->player;
    size_t utterance = model->play.utterance;
    if (model->play.version == player->version) {
        if (utterance != count->heard) fail_msg("utterance %zu after %zu", utterance, count->heard);
        if (player->bilingual) assert_int_equal(count->translated, count->heard);
        count->heard++;
    } else if (player->translation.in_turn && player->mode == PLAYER_MODE_READING) {
        if (utterance != count->translated) fail_msg("translation %zu after %zu", utterance, count->translated);
        assert_int_equal(++count->translated, count->heard);
    }
    answer(model);
}

/* The other version has the same sentences. */
static void tell_aligned(struct model *model)
{
    struct player_event event = fixture_aligned(model->fixture, model->align.purpose);
    event.ticket = model->ticket;
    event.aligned.first = model->align.utterance;
    event.aligned.end = event.aligned.first + 1;
    step(model, event);
}

static void goes_on_at_the_word(struct model *model)
{
    struct player_play present = player_present(&model->fixture->player);
    step(model, (struct player_event){.kind = PLAYER_COMMAND, .key = {.command = COMMAND_PAUSE}});
    if (model->now == PLAYS) assert_memory_equal(&model->play, &present, sizeof present);
}

static void read_all(uint64_t from, bool bilingual)
{
    struct buffer text = {0};
    seed = from;
    write_leaflet(&text);
    struct model model;
    struct player_fixture fixture;
    begin(&model, &fixture, buffer_text(&text), bilingual);
    fixture.player.bilingual = bilingual;
    size_t steps = 0;
    struct count count = {0};
    while (fixture.player.mode != PLAYER_MODE_ENDED) {
        assert_true(++steps < 1000000);
        if (model.now != SEEKS_LANGUAGE && chance(3) == 0) {
            disturb(&model);
        } else if (model.now == PLAYS && !model.lost) {
            hear(&model, &count);
        } else if (model.now == SEEKS_LANGUAGE) {
            tell_aligned(&model);
        } else if (model.now == SEEKS_CONTACT || model.now == SEEKS) {
            step(&model, (struct player_event){.kind = model.now == SEEKS ? PLAYER_FOUND : PLAYER_CONTACT,
                                               .ticket = model.ticket});
        } else {
            answer(&model);
        }
        if (model.now == PLAYS && !model.lost) {
            assert_int_equal(player_present(&fixture.player).utterance, model.play.utterance);
        }
        if (fixture.player.mode == PLAYER_MODE_PAUSED && model.now == QUIET && !model.lost) goes_on_at_the_word(&model);
        if (chance(50) == 0 && !model.lost && model.now != SEEKS_LANGUAGE) {
            step(&model, (struct player_event){.kind = PLAYER_KEY, .key = {KEY_NAME_ESCAPE, COMMAND_CANCEL}});
        }
        if (!fixture.player.loaded && chance(10) == 0) load(&model);
    }
    assert_int_equal(count.heard, script_count(fixture.script));
    assert_int_equal(count.translated, bilingual ? count.heard : 0);
    fixture_close(&fixture);
    buffer_done(&text);
}

static void each_sentence_is_heard_once_in_order(void **state)
{
    (void)state;
    read_all(99, false);
}

static void each_sentence_is_heard_in_both_languages(void **state)
{
    (void)state;
    read_all(98, true);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(no_walk_breaks_an_invariant),
        cmocka_unit_test(each_sentence_is_heard_once_in_order),
        cmocka_unit_test(each_sentence_is_heard_in_both_languages),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
