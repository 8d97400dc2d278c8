/* The leaflet's other languages: opened when they are wanted or shortly before, and the sentence to go to in them. */
#include "listen/reading_parts.h"

#include <stdlib.h>
#include <string.h>

static size_t version_count(const struct reading *reading)
{
    return reading->options->versions.count;
}

static void read_version(struct reading *reading, size_t index)
{
    const struct version *version = &reading->versions[index].version;
    reading->document = version->document;
    reading->script = version->script;
    reading->voice = script_voice(version->script);
}

void reading_versions_begin(struct reading *reading)
{
    reading->versions[0] = (struct reading_version){.version = reading->options->first, .is_open = true};
    reading->shown.index = reading->next.index = reading->spelt.index = UTTERANCE_NONE;
    read_version(reading, 0);
}

void reading_use_version(struct reading *reading, size_t version)
{
    read_version(reading, version);
    reading->contacts_listed = false;
    reading->ahead.known = false;
    reading_versions_follow(reading);
}

/* ---- Settings ---------------------------------------------------------------------------------------------------- */

/* How the voice of a version is used: as is kept for its language, else as fast and as loud as the present one, measured by
 * what is usual for each. */
static void start_version(struct reading *reading, size_t index, struct player_start *start)
{
    const struct player *player = &reading->player;
    struct voice_settings settings = voice_settings(script_voice(reading->versions[index].version.script));
    settings.rate_wpm = settings.rate_wpm * player->settings.rate_wpm / player->usual_rate_wpm;
    if (settings.rate_wpm < RATE_LOWEST_WPM) settings.rate_wpm = RATE_LOWEST_WPM;
    if (settings.rate_wpm > RATE_HIGHEST_WPM) settings.rate_wpm = RATE_HIGHEST_WPM;
    settings.volume = player->settings.volume;
    *start = (struct player_start){.settings = settings, .punctuation = player->punctuation};
    reading_load_settings(reading, index, start);
}

void reading_versions_follow(struct reading *reading)
{
    struct player_start start;
    for (size_t i = 0; i < version_count(reading); i++) {
        if (reading->versions[i].is_open && i != reading->player.version) start_version(reading, i, &start);
    }
}

/* ---- Opening ----------------------------------------------------------------------------------------------------- */

/* False where the version cannot be opened, which is told in the report. */
static bool open_version(struct reading *reading, size_t index)
{
    struct reading_version *version = &reading->versions[index];
    const struct reading_versions *versions = &reading->options->versions;
    struct error error = {0};
    struct player_start start;
    if (version->is_open || version->failed) return version->is_open;
    version->is_open = versions->open(versions->context, index, &version->version, &error) == STATUS_OK;
    version->failed = !version->is_open;
    if (version->is_open)
        start_version(reading, index, &start);
    else
        reading_report(reading, &error);
    return version->is_open;
}

/* The next version in turn that can be opened; the present one where there is no other. */
static size_t next_version(struct reading *reading)
{
    size_t count = version_count(reading), present = reading->player.version;
    for (size_t i = 1; i < count; i++) {
        if (open_version(reading, (present + i) % count)) return (present + i) % count;
    }
    return present;
}

/* Once something sounds there is time: an opening takes less than a word. */
void reading_open_ahead(struct reading *reading)
{
    const struct reading_versions *versions = &reading->options->versions;
    bool free_now = reading->player.loaded && reading->clip && !reading->wanted && reading->event_count == 0
                    && !sink_is_busy(reading->options->sink);
    if (versions->count > 1 && (versions->ahead || versions->bilingual) && free_now) next_version(reading);
}

/* ---- The same sentence ------------------------------------------------------------------------------------------- */

/* Looks up what belongs to the present place, once. */
static bool look_ahead(struct reading *reading, size_t next)
{
    const struct player *player = &reading->player;
    struct ahead *ahead = &reading->ahead;
    if (ahead->known && ahead->place == player->place && ahead->version == next) return true;
    struct version *from = &reading->versions[player->version].version, *to = &reading->versions[next].version;
    *ahead = (struct ahead){.place = player->place, .version = next};
    enum status status = version_aligned(from, player->place, to, &ahead->aligned, reading->error);
    if (status == STATUS_OK && player->bilingual)
        status = version_following(from, player->place, to, &ahead->following, reading->error);
    ahead->known = status == STATUS_OK;
    return ahead->known;
}

size_t reading_ahead(struct reading *reading, struct player_play plays[READING_AHEAD_MOST])
{
    const struct player *player = &reading->player;
    const struct ahead *ahead = &reading->ahead;
    size_t versions = version_count(reading), count = 0;
    size_t next = versions > 1 ? (player->version + 1) % versions : player->version;
    if (next == player->version || !player->loaded || !reading->versions[next].is_open) return 0;
    if (!look_ahead(reading, next)) return 0;
    struct utterance_range soon = ahead->following;
    const struct player_translation *sounds = &player->translation;
    if (sounds->first < sounds->end) soon = (struct utterance_range){sounds->first + 1, sounds->end};
    for (size_t i = soon.first; i < soon.end && count + 1 < READING_AHEAD_MOST; i++)
        plays[count++] = (struct player_play){.version = next, .utterance = i};
    if (ahead->aligned.first < ahead->aligned.end)
        plays[count++] = (struct player_play){.version = next, .utterance = ahead->aligned.first};
    return count;
}

static enum status align_bookmarks(struct reading *reading, struct version *to, struct player_aligned *aligned)
{
    const struct player *player = &reading->player;
    struct version *from = &reading->versions[player->version].version;
    for (size_t i = 0; i < player->bookmark_count; i++) {
        struct utterance_range range;
        enum status status = version_aligned(from, player->bookmarks[i], to, &range, reading->error);
        if (status != STATUS_OK) return status;
        size_t *bookmarks = aligned->bookmarks, count = aligned->bookmark_count;
        bool same = count > 0 && range.first <= bookmarks[count - 1]; /* two sentences that are one there */
        if (range.first < range.end && !same) bookmarks[aligned->bookmark_count++] = range.first;
    }
    return STATUS_OK;
}

static enum status align(struct reading *reading, size_t utterance, struct player_aligned *aligned)
{
    struct version *from = &reading->versions[reading->player.version].version;
    struct version *to = &reading->versions[aligned->version].version;
    struct utterance_range range;
    enum status status = aligned->purpose == PLAYER_IN_TURN
                             ? version_following(from, utterance, to, &range, reading->error)
                             : version_aligned(from, utterance, to, &range, reading->error);
    if (status != STATUS_OK) return status;
    aligned->found = aligned->purpose == PLAYER_IN_TURN || range.first < range.end;
    aligned->first = range.first;
    aligned->end = range.end;
    if (aligned->purpose != PLAYER_TO_READ_ON || !aligned->found) return STATUS_OK;
    start_version(reading, aligned->version, &aligned->start);
    aligned->leaflet = (struct player_leaflet){.document = to->document, .script = to->script};
    aligned->named = version_count(reading) > 2;
    return align_bookmarks(reading, to, aligned);
}

void reading_align(struct reading *reading, uint32_t ticket, const struct player_align *wanted)
{
    struct player_event event = {.kind = PLAYER_ALIGNED, .ticket = ticket};
    event.aligned = (struct player_aligned){.purpose = wanted->purpose, .version = next_version(reading)};
    bool other = event.aligned.version != reading->player.version;
    if (other && align(reading, wanted->utterance, &event.aligned) != STATUS_OK) reading->done = true;
    reading_answer(reading, &event);
}
