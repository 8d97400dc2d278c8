#include "translate/placeholder.h"
#include "translate/xliff_parts.h"

#include <stdlib.h>
#include <string.h>

/* Runs of so many words tell a text from others. */
enum { RUN_WORDS = 3 };

/* What is done with each run of a text. */
struct runs {
    struct key_index *index; /* what the leaflet says */
    bool add;                /* each run to it; else they are counted */
    size_t known, count;
    bool failed; /* memory has run out */
};

static void take_run(struct runs *runs, uint64_t hash)
{
    size_t cursor = 0;
    bool known = key_index_next(runs->index, hash, &cursor) != KEY_INDEX_NONE;
    runs->count++;
    runs->known += known;
    if (runs->add && !known && !key_index_add(runs->index, hash, 0)) runs->failed = true;
}

/* A text of fewer words is one run. Tools may break lines or put spaces elsewhere, so white space only parts words. */
static void take_text(struct runs *runs, const char *text)
{
    static const char space[] = " \t\r\n";
    uint64_t words[RUN_WORDS] = {0};
    size_t count = 0;
    struct buffer plain = {0};
    placeholder_strip(&plain, text, strlen(text));
    char *rest = NULL;
    char *word = plain.length > 0 ? strtok_r(plain.data, space, &rest) : NULL;
    for (; word; word = strtok_r(NULL, space, &rest), count++) {
        memmove(words, words + 1, (RUN_WORDS - 1) * sizeof *words);
        words[RUN_WORDS - 1] = key_hash(NULL, word);
        uint64_t run = words[0] + 3 * words[1] + 5 * words[2];
        if (count + 1 >= RUN_WORDS) take_run(runs, run);
    }
    if (count > 0 && count < RUN_WORDS) take_run(runs, words[0] + 3 * words[1] + 5 * words[2]);
    runs->failed |= plain.failed;
    buffer_done(&plain);
}

double xliff_share(const struct xliff *xliff, const struct original *original, const struct catalogue *catalogue)
{
    struct key_index index = {0};
    struct runs own = {.index = &index, .add = true}, theirs = {.index = &index};
    for (size_t i = 0; i < original->entry_count; i++) take_text(&own, original_text(original, &original->entries[i]));
    for (size_t i = 0; i < catalogue->count; i++) {
        const struct catalogue_entry *entry = &catalogue->entries[i];
        if (entry->obsolete) take_text(&own, entry->text);
        if (entry->previous_text) take_text(&own, entry->previous_text);
    }
    for (size_t i = 0; i < xliff->count; i++) take_text(&theirs, buffer_text(&xliff->units[i].source));
    key_index_done(&index);
    if (own.failed || theirs.failed) return -1;
    return theirs.count > 0 ? (double)theirs.known / (double)theirs.count : 1;
}
