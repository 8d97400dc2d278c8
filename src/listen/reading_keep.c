#include "listen/reading_parts.h"

#include <string.h>

/* How far from its old index a place is looked for when the leaflet was edited in between. */
enum { RECALL_REACH = 500 };

static bool keeps(const struct reading *reading)
{
    return strcmp(reading->options->path, "-") != 0;
}

/* What is kept are places of the first version. */
static uint64_t hash_of(const struct reading *reading, size_t index)
{
    const struct version *first = &reading->options->first;
    const struct place *place = script_place(first->script, index);
    return memory_hash(buffer_text(&first->document->text) + place->text_start, place->text_end - place->text_start);
}

/* Of an utterance of the version that is read. */
static enum status place_of(struct reading *reading, size_t index, struct memory_place *ret, struct error *error)
{
    struct utterance_range range = {.first = index};
    size_t version = reading->player.version;
    struct reading_version *versions = reading->versions;
    if (version != 0) {
        enum status status = version_aligned(&versions[version].version, index, &versions[0].version, &range, error);
        if (status != STATUS_OK) return status;
    }
    *ret = (struct memory_place){.utterance = range.first, .text_hash = hash_of(reading, range.first)};
    return STATUS_OK;
}

/* The utterance of a kept place: the nearest with the same text, else the old index. */
static size_t find_place(const struct reading *reading, const struct memory_place *place)
{
    size_t count = script_count(reading->options->first.script);
    if (count == 0) return 0;
    size_t old = place->utterance < count ? (size_t)place->utterance : count - 1;
    for (size_t distance = 0; distance <= RECALL_REACH; distance++) {
        if (old + distance < count && hash_of(reading, old + distance) == place->text_hash) return old + distance;
        if (distance <= old && hash_of(reading, old - distance) == place->text_hash) return old - distance;
    }
    return old;
}

/* Trouble with what was kept must not stop the reading: it is reported, once, and nothing is remembered. */
void reading_report(struct reading *reading, const struct error *error)
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
    if (failed && !reading->not_kept) reading_report(reading, error);
    if (failed || reading->not_kept) {
        reading_event(reading, (struct player_event){.kind = failed ? PLAYER_NOT_KEPT : PLAYER_KEPT});
    }
    reading->not_kept = failed;
}

void reading_load_settings(struct reading *reading, size_t version, struct player_start *start)
{
    struct error error = {0};
    struct reading_version *used = &reading->versions[version];
    struct script *script = used->version.script;
    const struct voice *voice = script_voice(script);
    struct listener_settings kept = {.voice = start->settings, .punctuation = start->punctuation};
    if (settings_load(voice_language(voice), &kept, &error) != STATUS_OK) reading_report(reading, &error);
    start->settings = used->settings = kept.voice;
    start->usual_rate_wpm = voice_settings(voice).rate_wpm;
    start->variant_count = voice_variant_count(voice);
    start->variant = used->variant = kept.variant < start->variant_count ? kept.variant : 0;
    start->spelling_alphabet = voice_has_spelling_alphabet(voice);
    start->quiet = reading->options->quiet;
    start->bilingual = reading->options->versions.bilingual;
    used->kept_punctuation = kept.punctuation;
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
        reading_report(reading, &error);
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
    if (!keeps(reading) || !player->loaded || script_count(reading->options->first.script) == 0) return;
    struct memory *memory = &reading->memory;
    struct error error = {0};
    enum status status = place_of(reading, player_kept_place(player), &memory->place, &error);
    memory->has_place = true;
    memory->bookmark_count = player->bookmark_count;
    for (size_t i = 0; i < player->bookmark_count && status == STATUS_OK; i++) {
        status = place_of(reading, player->bookmarks[i], &memory->bookmarks[i], &error);
    }
    if (status == STATUS_OK) status = memory_save(reading->options->path, memory, &error);
    saved(reading, status, &error);
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
    const struct listener_settings settings = {player->settings, player->variant,
                                               reading->versions[player->version].kept_punctuation};
    enum status status = settings_save(voice_language(reading->voice), &settings, &error);
    if (status != STATUS_OK) saved(reading, status, &error);
}
