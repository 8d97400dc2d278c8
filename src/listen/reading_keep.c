#include "listen/reading_parts.h"

#include <string.h>

/* How far from its old index a place is looked for when the leaflet was edited in between. */
enum { RECALL_REACH = 500 };

static bool keeps(const struct reading *reading)
{
    return strcmp(reading->options->path, "-") != 0;
}

static uint64_t hash_of(const struct reading *reading, size_t index)
{
    const struct place *place = script_place(reading->options->script, index);
    return memory_hash(buffer_text(&reading->document->text) + place->text_start, place->text_end - place->text_start);
}

static struct memory_place place_of(const struct reading *reading, size_t index)
{
    return (struct memory_place){.utterance = index, .text_hash = hash_of(reading, index)};
}

/* The utterance of a kept place: the nearest with the same text, else the old index. */
static size_t find_place(const struct reading *reading, const struct memory_place *place)
{
    size_t count = script_count(reading->options->script);
    if (count == 0) return 0;
    size_t old = place->utterance < count ? (size_t)place->utterance : count - 1;
    for (size_t distance = 0; distance <= RECALL_REACH; distance++) {
        if (old + distance < count && hash_of(reading, old + distance) == place->text_hash) return old + distance;
        if (distance <= old && hash_of(reading, old - distance) == place->text_hash) return old - distance;
    }
    return old;
}

/* Trouble with what was kept must not stop the reading: it is reported, once, and nothing is remembered. */
static void report(struct reading *reading, const struct error *error)
{
    struct buffer line = {0};
    buffer_append_text(&line, "aloud: ");
    if (error->file[0]) buffer_printf(&line, "%s:", error->file);
    if (error->line) buffer_printf(&line, "%zu:", error->line);
    buffer_printf(&line, "%s%s\n", error->file[0] ? " " : "", error->text);
    if (!strstr(buffer_text(reading->report), buffer_text(&line)))
        buffer_append_text(reading->report, buffer_text(&line));
    buffer_done(&line);
}

/* How a save went; the report has the first failure of several. */
static void saved(struct reading *reading, enum status status, const struct error *error)
{
    bool failed = status != STATUS_OK;
    if (failed && !reading->not_kept) report(reading, error);
    if (failed || reading->not_kept) {
        reading_event(reading, (struct player_event){.kind = failed ? PLAYER_NOT_KEPT : PLAYER_KEPT});
    }
    reading->not_kept = failed;
}

void reading_load_settings(struct reading *reading, struct player_start *start)
{
    struct error error = {0};
    start->settings = voice_settings(reading->voice);
    start->usual_rate_wpm = start->settings.rate_wpm;
    start->variant_count = voice_variant_count(reading->voice);
    start->spelling_alphabet = voice_has_spelling_alphabet(reading->voice);
    struct script *script = reading->options->script;
    struct listener_settings kept = {.voice = start->settings};
    if (settings_load(voice_language(reading->voice), &kept, &error) != STATUS_OK) report(reading, &error);
    start->settings = kept.voice;
    start->variant = kept.variant < start->variant_count ? kept.variant : 0;
    reading->kept_punctuation = kept.punctuation;
    if (!reading->options->has_punctuation) script_set_punctuation(script, kept.punctuation);
    start->punctuation = script_punctuation(script);
}

void reading_recall(struct reading *reading, struct player_loaded *loaded)
{
    const struct document *document = reading->document;
    for (size_t i = 0; i < document->omission_count; i++) {
        enum omission_reason reason = document->omissions[i].reason;
        loaded->left_out +=
            reason == OMISSION_IMAGE_WITHOUT_TEXT || reason == OMISSION_INVALID_BYTES || reason == OMISSION_NESTING;
    }
    struct error error = {0};
    if (!keeps(reading)) return;
    if (memory_load(reading->options->path, &reading->memory, &error) != STATUS_OK) {
        report(reading, &error);
        reading->memory = (struct memory){0};
    }
    loaded->has_place = reading->memory.has_place;
    if (loaded->has_place) loaded->place = find_place(reading, &reading->memory.place);
    for (size_t i = 0; i < reading->memory.bookmark_count; i++) {
        loaded->bookmarks[loaded->bookmark_count++] = find_place(reading, &reading->memory.bookmarks[i]);
    }
}

void reading_save(struct reading *reading)
{
    reading->save_due_s = 0;
    const struct player *player = &reading->player;
    if (!keeps(reading) || !player->loaded || script_count(reading->options->script) == 0) return;
    struct memory *memory = &reading->memory;
    memory->has_place = true;
    memory->place = place_of(reading, player_kept_place(player));
    memory->bookmark_count = player->bookmark_count;
    for (size_t i = 0; i < player->bookmark_count; i++) memory->bookmarks[i] = place_of(reading, player->bookmarks[i]);
    struct error error = {0};
    saved(reading, memory_save(reading->options->path, memory, &error), &error);
}

void reading_save_before_goodbye(struct reading *reading)
{
    if (!keeps(reading))
        reading_event(reading, (struct player_event){.kind = PLAYER_NOT_KEPT});
    else if (reading->save_due_s > 0)
        reading_save(reading);
}

void reading_save_settings(struct reading *reading)
{
    struct error error = {0};
    const struct player *player = &reading->player;
    const struct listener_settings settings = {player->settings, player->variant, reading->kept_punctuation};
    enum status status = settings_save(voice_language(reading->voice), &settings, &error);
    if (status != STATUS_OK) saved(reading, status, &error);
}
