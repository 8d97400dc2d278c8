#include "listen/reading_parts.h"

#include "base/clock.h"
#include "base/file.h"
#include "speech/utterance_speech.h"

#include <stdlib.h>
#include <string.h>

/* Slow speech is three fifths of the listener's rate. */
enum { SLOW_PERCENT = 60 };

/* The most that lies between the callback and the ear when a sound server dies. */
enum { UNHEARD_MS = 300 };

/* A clip's key: what is said, how, and at which settings. Announcements are told apart by a hash of their text, so that
 * those that come often are made once. */
static uint64_t utterance_key(const struct reading *reading, const struct player_play *play)
{
    return (uint64_t)play->version << 56 | (uint64_t)reading->generation << 40 | (uint64_t)play->manner << 36
           | (play->utterance + 1);
}

static uint64_t announcement_key(const struct reading *reading, const struct announced *announced)
{
    uint64_t hash = memory_hash(announced->text, strlen(announced->text));
    hash = (hash ^ reading->generation ^ (uint64_t)reading->player.version << 16) * 1099511628211u;
    return UINT64_C(1) << 63 | (hash ^ (uint64_t)announced->manner) >> 1;
}

static struct voice_settings settings_of(const struct reading *reading, size_t version, enum player_manner manner)
{
    bool present = version == reading->player.version;
    struct voice_settings settings = present ? reading->player.settings : reading->versions[version].settings;
    if (manner == PLAYER_NORMAL) return settings;
    settings.rate_wpm = settings.rate_wpm * SLOW_PERCENT / 100;
    if (settings.rate_wpm < RATE_LOWEST_WPM) settings.rate_wpm = RATE_LOWEST_WPM;
    return settings;
}

static void forget_request(struct reading *reading, uint64_t key)
{
    for (size_t i = 0; i < reading->requested_count; i++) {
        if (reading->requested[i] != key) continue;
        reading->requested[i] = reading->requested[--reading->requested_count];
        return;
    }
}

static bool is_requested(const struct reading *reading, uint64_t key)
{
    for (size_t i = 0; i < reading->requested_count; i++) {
        if (reading->requested[i] == key) return true;
    }
    return false;
}

static enum status request(struct reading *reading, uint64_t key, const struct utterance *utterance, size_t version,
                           enum player_manner manner)
{
    if (is_requested(reading, key)) return STATUS_OK;
    const struct reading_version *of = &reading->versions[version];
    bool present = version == reading->player.version;
    enum status status = utterance_request(reading->options->engine, key, utterance, script_voice(of->version.script),
                                           settings_of(reading, version, manner),
                                           present ? reading->player.variant : of->variant, reading->error);
    if (status == STATUS_OK) reading->requested[reading->requested_count++] = key;
    return status;
}

static enum status request_utterance(struct reading *reading, uint64_t key, const struct player_play *play)
{
    struct utterance *utterance = &reading->other;
    const struct version *version = &reading->versions[play->version].version;
    enum status status = player_spells(play->manner) ? reading_spell(reading, play->utterance, play->manner, utterance)
                                                     : script_utterance(version->script, version->document,
                                                                        play->utterance, utterance, reading->error);
    return status == STATUS_OK ? request(reading, key, utterance, play->version, play->manner) : status;
}

static enum status request_announcement(struct reading *reading, uint64_t key, const struct announced *announced)
{
    struct utterance *utterance = &reading->other;
    enum status status = utterance_from_message(reading->script, announced->text, utterance, reading->error);
    return status == STATUS_OK ? request(reading, key, utterance, reading->player.version, announced->manner) : status;
}

/* The clip that was waited for is there: it sounds from now on. */
static void start_clip(struct reading *reading, struct clip *clip)
{
    size_t frame = 0;
    if (reading->sounding == SOUNDING_UTTERANCE) frame = clip_frame_of(clip, reading->play.from_offset);
    clip_release(reading->clip);
    reading->clip = clip_reference(clip);
    reading->wanted = 0;
    reading->word_offset = UINT32_MAX;
    reading->clip_over = false;
    sink_play(reading->options->sink, clip, frame);
    uint64_t detail = reading->sounding == SOUNDING_UTTERANCE ? reading->play.utterance : 0;
    reading_trace_write(&reading->trace, "play", clock_now_s(), detail);
}

/* What is asked of the engine beforehand must not stand in the way of what is wanted now. */
static void cancel_prefetched(struct reading *reading)
{
    for (size_t i = reading->requested_count; i-- > 0;) {
        uint64_t key = reading->requested[i];
        if (engine_cancel(reading->options->engine, key)) forget_request(reading, key);
    }
}

/* Waits for the clip of `key`, or starts it where it is there. */
static void want(struct reading *reading, uint64_t key)
{
    reading->wanted = key;
    struct clip *clip = clip_window_get(reading->clips, key);
    if (clip) {
        start_clip(reading, clip);
        return;
    }
    reading_trace_write(&reading->trace, "wait", clock_now_s(), 0);
    sink_stop(reading->options->sink);
    cancel_prefetched(reading);
    enum status status = STATUS_OK;
    if (reading->sounding == SOUNDING_UTTERANCE) {
        status = request_utterance(reading, key, &reading->play);
    } else {
        status = request_announcement(reading, key, &reading->announced[reading->announced_next]);
    }
    if (status != STATUS_OK) reading->done = true;
}

static void forget_announced(struct reading *reading)
{
    for (size_t i = 0; i < reading->announced_count; i++) free(reading->announced[i].text);
    reading->announced_count = 0;
    reading->announced_next = 0;
}

void reading_play(struct reading *reading, uint32_t ticket, const struct player_play *play)
{
    forget_announced(reading);
    reading->has_played = true;
    /* A message stays to be read while the sentence that it came into is finished. */
    if (++reading->message_plays > 1) buffer_clear(&reading->message);
    reading->sounding = SOUNDING_UTTERANCE;
    reading->ticket = ticket;
    reading->play = *play;
    want(reading, utterance_key(reading, play));
}

/* Adds a say to the announcement; those in one manner are one text, so that the engine joins them well. */
static enum status add_announced(struct reading *reading, const char *text, enum player_manner manner)
{
    size_t count = reading->announced_count;
    struct announced *last = count ? &reading->announced[count - 1] : NULL;
    char *joined = last && last->manner == manner ? text_format("%s %s", last->text, text) : text_format("%s", text);
    if (!joined) return error_no_memory(reading->error);
    if (last && last->manner == manner) {
        free(last->text);
        last->text = joined;
    } else {
        reading->announced[reading->announced_count++] = (struct announced){.text = joined, .manner = manner};
    }
    return STATUS_OK;
}

static void next_announced(struct reading *reading)
{
    if (reading->announced_next < reading->announced_count) {
        want(reading, announcement_key(reading, &reading->announced[reading->announced_next]));
        return;
    }
    reading->sounding = SOUNDING_NOTHING;
    reading_event(reading, (struct player_event){.kind = PLAYER_SAID, .ticket = reading->ticket});
}

/* As a line of its own, and behind what the screen has of the announcement. */
static void print_say(struct reading *reading, const struct player_say *say)
{
    struct buffer line = {0};
    reading->printing = true;
    enum status status = reading_say_text(reading, say, &line);
    reading->printing = false;
    if (status == STATUS_OK && reading->screen) screen_message(reading->screen, buffer_text(&line));
    if (reading->message.length) buffer_append_char(&reading->message, ' ');
    buffer_append_text(&reading->message, buffer_text(&line));
    buffer_done(&line);
}

void reading_announce(struct reading *reading, const struct player_effects *effects)
{
    bool spoken = false;
    forget_announced(reading);
    buffer_clear(&reading->message);
    reading->message_plays = 0;
    struct buffer text = {0};
    for (size_t i = 0; i < effects->count; i++) {
        const struct player_effect *effect = &effects->items[i];
        if (effect->kind != PLAYER_SAY) continue;
        const struct player_say *say = &effect->say;
        print_say(reading, say);
        buffer_clear(&text);
        if (reading_say_text(reading, say, &text) != STATUS_OK) continue;
        if (say->print_only) continue;
        if (!spoken) reading->ticket = effect->ticket;
        spoken = true;
        bool leaflets_own = say->phrase == PLAYER_VALUE_ALONE && say->values[0].kind == PLAYER_VALUE_CONTACT;
        if (reading->options->quiet && !leaflets_own) continue;
        if (add_announced(reading, buffer_text(&text), say->manner) != STATUS_OK) reading->done = true;
    }
    buffer_done(&text);
    if (!spoken) return;
    reading->sounding = SOUNDING_ANNOUNCEMENT;
    if (reading->announced_count == 0) reading_sound_silence(reading);
    next_announced(reading);
}

void reading_stop(struct reading *reading)
{
    forget_announced(reading);
    reading->sounding = SOUNDING_NOTHING;
    reading_sound_silence(reading);
}

void reading_sound_silence(struct reading *reading)
{
    reading->wanted = 0;
    sink_stop(reading->options->sink);
    clip_release(reading->clip);
    reading->clip = NULL;
}

void reading_settings_changed(struct reading *reading)
{
    reading->generation++;
    clip_window_clear(reading->clips);
    enum punctuation punctuation = reading->player.punctuation;
    if (punctuation != script_punctuation(reading->script)) {
        script_set_punctuation(reading->script, punctuation);
        reading->versions[reading->player.version].kept_punctuation = punctuation;
        reading->shown.index = reading->next.index = UTTERANCE_NONE; /* their words are spoken elsewhere now */
    }
    reading_save_settings(reading);
    reading_versions_follow(reading);
}

enum status reading_engine_answers(struct reading *reading)
{
    struct engine_answer answer = {0};
    for (;;) {
        enum status status = engine_process(reading->options->engine, &answer, reading->error);
        if (status != STATUS_OK || answer.kind == ENGINE_NOTHING) return status;
        if (answer.kind != ENGINE_CLIP) continue;
        forget_request(reading, answer.id);
        status = clip_window_put(reading->clips, answer.id, answer.clip, reading->error);
        if (answer.id == reading->wanted) start_clip(reading, answer.clip);
        clip_release(answer.clip);
        if (status != STATUS_OK) return status;
    }
}

/* What of the utterance just heard could not be said: told to the listener, and noted for the report. */
static void tell_gaps(struct reading *reading)
{
    for (size_t i = 0; i < reading->clip->gap_count; i++) {
        const struct clip_gap *gap = &reading->clip->gaps[i];
        struct player_event event = {.kind = PLAYER_GAP, .ticket = reading->ticket};
        event.gap.start = gap->spoken_start;
        event.gap.end = gap->spoken_end;
        reading_event(reading, event);
        const struct player_play *play = &reading->play;
        if (reading_utterance(reading, play->version, play->utterance, &reading->shown) != STATUS_OK) continue;
        buffer_printf(reading->report, "aloud: not spoken: %.*s\n", (int)(gap->spoken_end - gap->spoken_start),
                      buffer_text(&reading->shown.utterance.spoken) + gap->spoken_start);
    }
}

static void clip_finished(struct reading *reading)
{
    if (!reading->clip || reading->wanted || reading->clip_over) return;
    reading->clip_over = true;
    if (reading->sounding == SOUNDING_UTTERANCE) {
        if (!player_spells(reading->play.manner)) tell_gaps(reading);
        reading->sounding = SOUNDING_NOTHING;
        reading_event(reading, (struct player_event){.kind = PLAYER_HEARD, .ticket = reading->ticket});
    } else if (reading->sounding == SOUNDING_ANNOUNCEMENT) {
        reading->announced_next++;
        next_announced(reading);
    }
}

static bool utterance_sounds(const struct reading *reading)
{
    return reading->sounding == SOUNDING_UTTERANCE && reading->clip && !reading->wanted && !reading->clip_over;
}

/* What the device had been given and did not sound any more is heard again: rather a word twice than one lost. */
static void tell_word_before_loss(struct reading *reading)
{
    if (!utterance_sounds(reading)) return;
    size_t position = sink_position(reading->options->sink);
    size_t unheard = (size_t)CLIP_RATE_HZ * UNHEARD_MS / 1000;
    uint32_t offset = clip_offset_at(reading->clip, position > unheard ? position - unheard : 0);
    reading_event(reading, (struct player_event){.kind = PLAYER_WORD, .ticket = reading->ticket, .offset = offset});
}

enum status reading_sink_events(struct reading *reading)
{
    for (;;) {
        switch (sink_poll(reading->options->sink)) {
        case SINK_NOTHING: return STATUS_OK;
        case SINK_FAILED: return sink_failure(reading->options->sink, reading->error);
        case SINK_FINISHED: clip_finished(reading); break;
        case SINK_LOST:
            tell_word_before_loss(reading);
            reading_stop(reading);
            reading_event(reading, (struct player_event){.kind = PLAYER_LOST});
            break;
        case SINK_BACK: reading_event(reading, (struct player_event){.kind = PLAYER_BACK}); break;
        }
    }
}

void reading_word_reached(struct reading *reading)
{
    if (!utterance_sounds(reading)) return;
    uint32_t offset = clip_offset_at(reading->clip, sink_position(reading->options->sink));
    if (offset == reading->word_offset) return;
    reading->word_offset = offset;
    reading_event(reading, (struct player_event){.kind = PLAYER_WORD, .ticket = reading->ticket, .offset = offset});
}

int reading_word_timeout_ms(const struct reading *reading)
{
    if (!utterance_sounds(reading)) return -1;
    size_t position = sink_position(reading->options->sink);
    for (size_t i = 0; i < reading->clip->mark_count; i++) {
        size_t frame = reading->clip->marks[i].frame;
        if (frame > position) return (int)((frame - position) * 1000 / CLIP_RATE_HZ) + 1;
    }
    return -1;
}

/* Asks for an utterance that may be wanted soon; false where it is there already. */
static bool prefetch(struct reading *reading, const struct player_play *play)
{
    uint64_t key = utterance_key(reading, play);
    if (clip_window_get(reading->clips, key)) return false;
    if (request_utterance(reading, key, play) != STATUS_OK) reading->done = true;
    return true;
}

/* What may be wanted next, the likeliest first. */
static size_t likely_next(struct reading *reading, struct player_play plays[READING_AHEAD_MOST + PLAYER_HINTS_MOST])
{
    size_t hints[PLAYER_HINTS_MOST];
    size_t count = reading_ahead(reading, plays), hint_count = player_hints(&reading->player, hints);
    for (size_t i = 0; i < hint_count; i++)
        plays[count++] = (struct player_play){.version = reading->player.version, .utterance = hints[i]};
    return count;
}

/* One clip at a time, and only while the engine has nothing else to do: a key never waits for more than one. While the device
 * opens only the likeliest is made: more would hold up the first sound. */
void reading_prefetch(struct reading *reading)
{
    if (reading->wanted || engine_pending(reading->options->engine) > 0) return;
    struct player_play plays[READING_AHEAD_MOST + PLAYER_HINTS_MOST];
    size_t count = likely_next(reading, plays);
    if (sink_is_busy(reading->options->sink) && count > 1) count = 1;
    for (size_t i = 0; i < count; i++)
        if (prefetch(reading, &plays[i])) return;
}

void reading_sound_done(struct reading *reading)
{
    forget_announced(reading);
    clip_release(reading->clip);
    reading->clip = NULL;
    clip_window_free(reading->clips);
    reading->clips = NULL;
}
