#include "listen/reading_parts.h"

#include "base/array.h"
#include "base/clock.h"
#include "listen/terminal.h"

#include <poll.h>
#include <stdlib.h>
#include <string.h>

enum {
    CLIPS_BYTES = 8 * 1000 * 1000, /* three minutes around the listener */
    SINK_LOOK_MS = 250,            /* a lost device is noticed by looking */
    OPENING_LOOK_MS = 5,
};
static const double SAVE_AFTER_S = 1.0;  /* the place is kept at most this much later … */
static const double SAVE_QUIET_S = 0.2;  /* … and not while keys come quickly, but … */
static const double SAVE_LATEST_S = 3.0; /* … not later than this, whatever comes */

void reading_event(struct reading *reading, struct player_event event)
{
    if (reading->event_count == EVENTS_MOST) return; /* only a flood of keys gets here: the oldest are served first */
    reading->events[(reading->event_first + reading->event_count++) % EVENTS_MOST] = event;
}

void reading_answer(struct reading *reading, const struct player_event *event)
{
    if (reading->event_count == EVENTS_MOST) reading->event_count--;
    reading->event_first = (reading->event_first + EVENTS_MOST - 1) % EVENTS_MOST;
    reading->event_count++;
    reading->events[reading->event_first] = *event;
}

static void carry_out(struct reading *reading, const struct player_effects *effects)
{
    bool announced = false;
    for (size_t i = 0; i < effects->count; i++) {
        const struct player_effect *effect = &effects->items[i];
        switch (effect->kind) {
        case PLAYER_PLAY: reading_play(reading, effect->ticket, &effect->play); break;
        case PLAYER_SAY:
            if (!announced) reading_announce(reading, effects);
            announced = true;
            break;
        case PLAYER_STOP: reading_stop(reading); break;
        case PLAYER_FIND: reading_find(reading, effect->ticket, &effect->find); break;
        case PLAYER_FIND_CONTACT: reading_find_contact(reading, effect->ticket, &effect->find); break;
        case PLAYER_ALIGN: reading_align(reading, effect->ticket, &effect->align); break;
        case PLAYER_VERSION: reading_use_version(reading, reading->player.version); break;
        case PLAYER_SAVE:
            if (reading->save_due_s == 0) reading->save_due_s = clock_now_s() + SAVE_AFTER_S;
            break;
        case PLAYER_SETTINGS: reading_settings_changed(reading); break;
        case PLAYER_QUIT:
            if (reading->save_due_s > 0) reading_save(reading);
            reading->done = true;
            break;
        }
    }
}

static void serve_events(struct reading *reading)
{
    struct player_effects effects;
    while (reading->event_count > 0 && !reading->done) {
        struct player_event event = reading->events[reading->event_first];
        reading->event_first = (reading->event_first + 1) % EVENTS_MOST;
        reading->event_count--;
        player_step(&reading->player, &event, &effects);
        carry_out(reading, &effects);
    }
}

static void read_keys(struct reading *reading)
{
    uint32_t key;
    while (reading->event_count < EVENTS_MOST / 2 && screen_key(reading->screen, &key)) {
        reading->key_s = clock_now_s();
        reading_trace_write(&reading->trace, "key", reading->key_s, key);
        struct player_event event = {.kind = PLAYER_KEY};
        event.key = (struct player_key){.key = key, .command = key_map_command(reading->keys, key)};
        if (event.key.command == COMMAND_QUIT) reading_save_before_goodbye(reading);
        reading_event(reading, event);
    }
    bool leave = screen_hung_up(reading->screen) || terminal_signal() != 0;
    if (leave) {
        /* Nobody may be there to hear goodbye: a second QUIT leaves at once. */
        struct player_event event = {.kind = PLAYER_COMMAND, .key = {.command = COMMAND_QUIT}};
        reading_event(reading, event);
        reading_event(reading, event);
    }
}

/* The first sound comes before the rest of the leaflet. */
static bool loads_more(const struct reading *reading)
{
    return !reading->document->complete && !sink_is_busy(reading->options->sink);
}

/* Takes in one more piece of the leaflet. */
static enum status load_more(struct reading *reading)
{
    const struct reading_options *options = reading->options;
    enum status status = document_reader_step(options->reader, reading->error);
    if (status == STATUS_OK) status = script_extend(reading->script, reading->document, reading->error);
    if (status != STATUS_OK) return status;
    if (!reading->document->complete) {
        struct player_event event = {.kind = PLAYER_LOADING, .percent = document_reader_progress(options->reader)};
        reading_event(reading, event);
        return STATUS_OK;
    }
    struct player_event event = {.kind = PLAYER_LOADED};
    reading_recall(reading, &event.loaded);
    reading_event(reading, event);
    return STATUS_OK;
}

static int earlier(int a, int b)
{
    if (a < 0) return b;
    return b >= 0 && b < a ? b : a;
}

static int timeout_ms(const struct reading *reading)
{
    if (loads_more(reading) || reading->event_count > 0) return 0;
    bool opening = sink_is_busy(reading->options->sink);
    int timeout = earlier(opening ? OPENING_LOOK_MS : SINK_LOOK_MS, player_tick_ms(&reading->player));
    timeout = earlier(timeout, engine_timeout_ms(reading->options->engine));
    timeout = earlier(timeout, reading_word_timeout_ms(reading));
    return timeout;
}

static void wait_for_something(struct reading *reading)
{
    struct pollfd descriptors[] = {
        {.fd = screen_fd(reading->screen), .events = POLLIN},
        {.fd = sink_fd(reading->options->sink), .events = POLLIN},
        {.fd = engine_fd(reading->options->engine), .events = POLLIN},
        {.fd = terminal_signal_fd(), .events = POLLIN},
    };
    poll(descriptors, ARRAY_COUNT(descriptors), timeout_ms(reading));
}

static void tell_time(struct reading *reading)
{
    double now = clock_now_s();
    bool waits = player_tick_ms(&reading->player) >= 0;
    if (waits && reading->ticked_s > 0) {
        uint32_t elapsed = (uint32_t)((now - reading->ticked_s) * 1000.0);
        if (elapsed == 0) return;
        reading_event(reading, (struct player_event){.kind = PLAYER_TICK, .elapsed_ms = elapsed});
    }
    reading->ticked_s = waits ? now : 0;
}

static void save_when_due(struct reading *reading)
{
    double now = clock_now_s();
    if (reading->save_due_s == 0 || now < reading->save_due_s) return;
    bool keys_come = now - reading->key_s < SAVE_QUIET_S;
    if (!keys_come || now > reading->save_due_s + SAVE_LATEST_S - SAVE_AFTER_S) reading_save(reading);
}

static void trace_sound(struct reading *reading)
{
    if (!reading->trace.stream) return;
    double longest_s = sink_longest_s(reading->options->sink), sounded_s = sink_sounded_s(reading->options->sink);
    if (longest_s * 1000 > SINK_LATENCY_MS)
        reading_trace_write(&reading->trace, "late", clock_now_s(), (uint64_t)(longest_s * 1000));
    if (sounded_s == reading->trace.sounded_s) return;
    reading->trace.sounded_s = sounded_s;
    reading_trace_write(&reading->trace, "sound", sounded_s, 0);
}

static enum status run(struct reading *reading)
{
    enum status status = STATUS_OK;
    while (status == STATUS_OK && !reading->done) {
        serve_events(reading);
        if (reading->done) break;
        reading_open_ahead(reading);
        reading_prefetch(reading);
        wait_for_something(reading);
        read_keys(reading);
        status = reading_engine_answers(reading);
        if (status == STATUS_OK) status = reading_sink_events(reading);
        reading_word_reached(reading);
        trace_sound(reading);
        tell_time(reading);
        if (status == STATUS_OK && loads_more(reading)) status = load_more(reading);
        serve_events(reading);
        if (!reading->done) reading_draw(reading);
        save_when_due(reading);
    }
    if (status == STATUS_OK && reading->save_due_s > 0) reading_save(reading);
    return status != STATUS_OK ? status : reading->error->status;
}

static enum status prepare(struct reading *reading)
{
    const struct reading_options *options = reading->options;
    char *path = key_map_path();
    enum status status = key_map_load(path, &reading->keys, reading->error);
    free(path);
    if (status == STATUS_OK) status = clip_window_new(CLIPS_BYTES, &reading->clips, reading->error);
    if (status != STATUS_OK) return status;
    player_init(&reading->player, (struct player_leaflet){.document = reading->document, .script = reading->script});
    struct player_event event = {.kind = PLAYER_START};
    event.start = (struct player_start){.settings = voice_settings(reading->voice)};
    reading_load_settings(reading, 0, &event.start);
    event.start.language_fallback = options->fallback;
    reading_event(reading, event);
    if (reading->document->complete) {
        struct player_event loaded = {.kind = PLAYER_LOADED};
        reading_recall(reading, &loaded.loaded);
        reading_event(reading, loaded);
    }
    return STATUS_OK;
}

enum status reading_run(const struct reading_options *options, struct buffer *report, struct error *error)
{
    struct reading reading = {
        .options = options,
        .report = report,
        .error = error,
    };
    error->status = STATUS_OK;
    reading_versions_begin(&reading);
    reading_trace_open(&reading.trace);
    reading_trace_write(&reading.trace, "start", clock_now_s(), 0);
    enum status status = prepare(&reading);
    if (status == STATUS_OK) status = screen_open(options->plain, &reading.screen, error);
    if (status == STATUS_OK) status = run(&reading);
    screen_close(reading.screen);
    reading_sound_done(&reading);
    reading_trace_close(&reading.trace);
    key_map_free(reading.keys);
    utterance_done(&reading.shown.utterance);
    utterance_done(&reading.next.utterance);
    utterance_done(&reading.spelt.utterance);
    utterance_done(&reading.other);
    buffer_done(&reading.message);
    free(reading.contacts);
    return status;
}
