#include "player_fixture.h"

#include "cmocka_all.h"

#include "base/utf8.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *const phrase_names[] = {
#define X(name, key, signature) #name,
    PHRASE_LIST(X)
#undef X
};

/* ---- Leaflets ---------------------------------------------------------------------------------------------------- */

void fixture_open(struct player_fixture *fixture, const char *markdown, bool whole)
{
    struct error error = {0};
    *fixture = (struct player_fixture){0};
    if (voice_load_file(ALOUD_SOURCE "/voices/en-GB.ini", &fixture->voice, &error) != STATUS_OK
        || document_reader_open_bytes("test.md", markdown, strlen(markdown), FORMAT_MARKDOWN, &fixture->reader, &error)
               != STATUS_OK
        || script_new(fixture->voice, &fixture->script, &error) != STATUS_OK) {
        fail_msg("%s", error.text);
    }
    do fixture_read_more(fixture);
    while (whole && !fixture_complete(fixture));
    player_init(&fixture->player, (struct player_leaflet){document_reader_document(fixture->reader), fixture->script});
}

void fixture_read_more(struct player_fixture *fixture)
{
    struct error error = {0};
    if (document_reader_step(fixture->reader, &error) != STATUS_OK
        || script_extend(fixture->script, document_reader_document(fixture->reader), &error) != STATUS_OK) {
        fail_msg("%s", error.text);
    }
}

bool fixture_complete(const struct player_fixture *fixture)
{
    return document_reader_document(fixture->reader)->complete;
}

void fixture_close(struct player_fixture *fixture)
{
    script_free(fixture->script);
    document_reader_free(fixture->reader);
    voice_free(fixture->voice);
}

/* ---- Effects as text --------------------------------------------------------------------------------------------- */

static void trace_value(const struct player_value *value, struct buffer *trace)
{
    static const char *const kinds[] = {
        [PLAYER_VALUE_TITLE] = "title",
        [PLAYER_VALUE_HEADING] = "heading ",
        [PLAYER_VALUE_KEY] = "key ",
        [PLAYER_VALUE_KEYS] = "keys ",
        [PLAYER_VALUE_HELP] = "help ",
        [PLAYER_VALUE_LETTER] = "letter ",
        [PLAYER_VALUE_INPUT] = "input",
        [PLAYER_VALUE_FIND_TEXT] = "text",
        [PLAYER_VALUE_LANGUAGE_WANTED] = "wanted",
        [PLAYER_VALUE_LANGUAGE_USED] = "used",
    };
    switch (value->kind) {
    case PLAYER_VALUE_NUMBER: buffer_printf(trace, "%d", (int)value->number); break;
    case PLAYER_VALUE_HEADING: buffer_printf(trace, "heading %d", (int)value->number); break;
    case PLAYER_VALUE_DURATION: buffer_append_text(trace, value->number ? "time" : "no time"); break;
    case PLAYER_VALUE_KEY:
    case PLAYER_VALUE_LETTER:
        buffer_append_text(trace, kinds[value->kind]);
        key_write((uint32_t)value->number, trace);
        break;
    case PLAYER_VALUE_KEYS:
    case PLAYER_VALUE_HELP:
        buffer_printf(trace, "%s%s", kinds[value->kind], command_name((enum command)value->number));
        break;
    case PLAYER_VALUE_CONTACT: buffer_printf(trace, "contact %zu.%d", value->utterance, (int)value->number); break;
    case PLAYER_VALUE_GAP:
        if (value->version) buffer_printf(trace, "%zu:", value->version);
        buffer_printf(trace, "%zu:%u-%u", value->utterance, value->start, value->end);
        break;
    default: buffer_append_text(trace, kinds[value->kind]); break;
    }
}

static void trace_say(const struct player_say *say, struct buffer *trace)
{
    if (say->print_only) buffer_append_text(trace, "print ");
    if (say->phrase != PLAYER_VALUE_ALONE) buffer_append_text(trace, phrase_names[say->phrase]);
    for (size_t i = 0; i < say->value_count; i++) {
        buffer_append_char(trace, i ? ',' : '(');
        trace_value(&say->values[i], trace);
    }
    if (say->value_count) buffer_append_char(trace, ')');
    if (say->manner == PLAYER_SLOW) buffer_append_text(trace, " slow");
}

static void trace_play(const struct player_play *play, struct buffer *trace)
{
    static const char *const manners[] = {"", " slow", " spelt", " alphabet"};
    buffer_append_text(trace, "play ");
    if (play->version) buffer_printf(trace, "%zu:", play->version);
    buffer_printf(trace, "%zu", play->utterance);
    if (play->from_offset) buffer_printf(trace, "+%u", play->from_offset);
    buffer_append_text(trace, manners[play->manner]);
}

static void trace_effect(const struct player_fixture *fixture, const struct player_effect *effect, struct buffer *trace)
{
    static const char *const purposes[] = {"switch", "compare", "in-turn"};
    const struct voice_settings *settings = &fixture->player.settings;
    switch (effect->kind) {
    case PLAYER_PLAY: trace_play(&effect->play, trace); break;
    case PLAYER_SAY: trace_say(&effect->say, trace); break;
    case PLAYER_STOP: buffer_append_text(trace, "stop"); break;
    case PLAYER_FIND: buffer_printf(trace, "find %zu", effect->find.utterance); break;
    case PLAYER_FIND_CONTACT:
        buffer_printf(trace, "contact %zu.%zu", effect->find.utterance, effect->find.contact);
        break;
    case PLAYER_ALIGN: buffer_printf(trace, "%s %zu", purposes[effect->align.purpose], effect->align.utterance); break;
    case PLAYER_VERSION: buffer_printf(trace, "version %zu", fixture->player.version); break;
    case PLAYER_SETTINGS:
        buffer_printf(trace, "settings %d/%d/%d/%zu", settings->rate_wpm, settings->pitch, settings->volume,
                      fixture->player.variant);
        if (fixture->player.punctuation != PUNCTUATION_NONE)
            buffer_printf(trace, "/%s", punctuation_name(fixture->player.punctuation));
        break;
    case PLAYER_QUIT: buffer_append_text(trace, "quit"); break;
    case PLAYER_SAVE: break;
    }
}

void fixture_trace(const struct player_fixture *fixture, struct buffer *trace)
{
    for (size_t i = 0; i < fixture->effects.count; i++) {
        const struct player_effect *effect = &fixture->effects.items[i];
        if (effect->kind == PLAYER_SAVE) continue;
        if (trace->length) buffer_append_text(trace, "; ");
        trace_effect(fixture, effect, trace);
    }
}

/* ---- Steps ------------------------------------------------------------------------------------------------------- */

struct player_event fixture_start(void)
{
    struct player_event event = {.kind = PLAYER_START};
    event.start = (struct player_start){
        .settings = {.rate_wpm = 170, .pitch = 50, .pitch_range = 50, .volume = 100},
        .usual_rate_wpm = 170,
        .variant_count = 3,
        .spelling_alphabet = true,
    };
    return event;
}

static uint32_t key_named(const char *name)
{
    size_t position = 0, length = strlen(name);
    uint32_t character = utf8_next(name, length, &position);
    if (position == length) return character;
    for (uint32_t key = KEY_NAME_FIRST; key <= KEY_NAME_OTHER; key++) {
        struct buffer written = {0};
        key_write(key, &written);
        bool same = strcmp(buffer_text(&written), name) == 0;
        buffer_done(&written);
        if (same) return key;
    }
    if (strcmp(name, "space") == 0) return ' ';
    fail_msg("no key \"%s\"", name);
    return 0;
}

static bool command_event(const char *name, struct player_event *event)
{
    for (int command = 0; command < COMMAND_COUNT; command++) {
        if (strcmp(name, command_name((enum command)command)) != 0) continue;
        event->kind = PLAYER_COMMAND;
        event->key.command = (enum command)command;
        return true;
    }
    return false;
}

static void key_event(const char *name, struct player_event *event)
{
    struct key_map *map = NULL;
    struct error error = {0};
    assert_int_equal(key_map_load(NULL, &map, &error), STATUS_OK);
    event->kind = PLAYER_KEY;
    event->key.key = key_named(name);
    event->key.command = key_map_command(map, event->key.key);
    key_map_free(map);
}

static const struct {
    const char *name;
    enum player_event_kind kind;
} plain_events[] = {
    {"said", PLAYER_SAID},     {"heard", PLAYER_HEARD},       {"lost", PLAYER_LOST},
    {"back", PLAYER_BACK},     {"not-kept", PLAYER_NOT_KEPT}, {"kept", PLAYER_KEPT},
    {"loaded", PLAYER_LOADED}, {"not-found", PLAYER_FOUND},   {"no-contact", PLAYER_CONTACT},
};

struct player_event fixture_aligned(const struct player_fixture *fixture, enum player_purpose purpose)
{
    struct player_event event = {.kind = PLAYER_ALIGNED};
    event.aligned = (struct player_aligned){
        .purpose = purpose,
        .found = true,
        .version = 1 - fixture->player.version,
        .start = fixture_start().start,
        .leaflet = fixture->player.leaflet,
    };
    event.aligned.start.settings.rate_wpm = 120;
    event.aligned.start.bilingual = fixture->player.bilingual;
    event.aligned.start.quiet = fixture->player.quiet;
    return event;
}

static bool language_event(const struct player_fixture *fixture, const char *name, struct player_event *event)
{
    unsigned first = 0, end = 0;
    bool in_turn = fixture->player.after == PLAYER_THEN_IN_TURN;
    enum player_purpose purpose = in_turn ? PLAYER_IN_TURN : PLAYER_TO_READ_ON;
    bool named = sscanf(name, "named:%u", &first) == 1;
    bool none = strcmp(name, "no-language") == 0, nothing = strcmp(name, "nothing-in-turn") == 0;
    if (sscanf(name, "compared:%u-%u", &first, &end) == 2)
        purpose = PLAYER_TO_COMPARE;
    else if (sscanf(name, "in-turn:%u-%u", &first, &end) == 2 || nothing)
        purpose = PLAYER_IN_TURN;
    else if (sscanf(name, "switched:%u", &first) == 1 || named)
        purpose = PLAYER_TO_READ_ON;
    else if (!none)
        return false;
    uint32_t ticket = event->ticket;
    *event = fixture_aligned(fixture, purpose);
    event->ticket = ticket;
    event->aligned.found = !none;
    event->aligned.named = named;
    event->aligned.first = first;
    event->aligned.end = purpose == PLAYER_TO_READ_ON ? first + 1 : end;
    event->aligned.bookmarks[event->aligned.bookmark_count++] = 2;
    return true;
}

static bool numbered_event(const char *name, struct player_event *event)
{
    unsigned first = 0, second = 0;
    if (sscanf(name, "loaded:%u", &first) == 1) {
        event->kind = PLAYER_LOADED;
        event->loaded = (struct player_loaded){.has_place = true, .place = first};
    } else if (sscanf(name, "loading:%u", &first) == 1) {
        event->kind = PLAYER_LOADING;
        event->percent = first;
    } else if (sscanf(name, "word:%u", &first) == 1) {
        event->kind = PLAYER_WORD;
        event->offset = first;
    } else if (sscanf(name, "gap:%u-%u", &first, &second) == 2) {
        event->kind = PLAYER_GAP;
        event->gap = (struct clip_range){first, second};
    } else if (sscanf(name, "tick:%u", &first) == 1) {
        event->kind = PLAYER_TICK;
        event->elapsed_ms = first;
    } else if (sscanf(name, "found:%u", &first) == 1) {
        event->kind = PLAYER_FOUND;
        event->found = (struct player_found){.found = true, .utterance = first};
    } else if (sscanf(name, "wrapped:%u", &first) == 1) {
        event->kind = PLAYER_FOUND;
        event->found = (struct player_found){.found = true, .utterance = first, .wrapped = true};
    } else if (sscanf(name, "contact:%u.%u", &first, &second) == 2) {
        event->kind = PLAYER_CONTACT;
        event->contact = (struct player_contact){true, first, second, CONTACT_EMAIL, second + 1, 2};
    } else {
        return false;
    }
    return true;
}

static struct player_event event_of(struct player_fixture *fixture, const char *name)
{
    struct player_event event = {.kind = PLAYER_TICK, .ticket = fixture->player.ticket};
    for (size_t i = 0; i < sizeof plain_events / sizeof plain_events[0]; i++) {
        if (strcmp(name, plain_events[i].name) != 0) continue;
        event.kind = plain_events[i].kind;
        return event;
    }
    if (strncmp(name, "start", 5) == 0) {
        event = fixture_start();
        event.start.quiet = strcmp(name, "start-quiet") == 0;
        event.start.language_fallback = strcmp(name, "start-fallback") == 0;
        event.start.spelling_alphabet = strcmp(name, "start-no-alphabet") != 0;
        event.start.bilingual = strcmp(name, "start-bilingual") == 0;
        if (strcmp(name, "start-most") == 0) event.start.punctuation = PUNCTUATION_MOST;
    } else if (strcmp(name, "more") == 0) {
        fixture_read_more(fixture);
        event.kind = PLAYER_LOADING;
        event.percent = 50;
    } else if (strncmp(name, "key:", 4) == 0) {
        key_event(name + 4, &event);
    } else if (!language_event(fixture, name, &event) && !numbered_event(name, &event)
               && !command_event(name, &event)) {
        fail_msg("no step \"%s\"", name);
    }
    return event;
}

void fixture_step(struct player_fixture *fixture, const struct player_event *event)
{
    player_step(&fixture->player, event, &fixture->effects);
    const char *broken = player_check(&fixture->player, &fixture->effects);
    if (broken) fail_msg("broken: %s (event %d, mode %d)", broken, (int)event->kind, (int)fixture->player.mode);
    for (size_t i = 0; i < fixture->effects.count; i++) fixture->saves += fixture->effects.items[i].kind == PLAYER_SAVE;
}

void fixture_expect(struct player_fixture *fixture, const char *where, const char *steps, const char *expected)
{
    struct buffer trace = {0};
    char *copy = strdup(steps), *rest = NULL;
    assert_non_null(copy);
    for (char *step = strtok_r(copy, " ", &rest); step; step = strtok_r(NULL, " ", &rest)) {
        if (strcmp(step, "|") == 0) {
            buffer_clear(&trace);
            continue;
        }
        struct player_event event = event_of(fixture, step);
        fixture_step(fixture, &event);
        fixture_trace(fixture, &trace);
    }
    if (strcmp(buffer_text(&trace), expected) != 0) {
        fail_msg("%s: %s\n  expected: %s\n  but was:  %s", where, steps, expected, buffer_text(&trace));
    }
    buffer_done(&trace);
    free(copy);
}

void fixture_check(const char *markdown, const char *where, const struct expectation *expectations, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        struct player_fixture fixture;
        fixture_open(&fixture, markdown, true);
        fixture_expect(&fixture, where, expectations[i].steps, expectations[i].effects);
        fixture_close(&fixture);
    }
}
