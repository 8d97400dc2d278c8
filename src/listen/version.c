#include "listen/version.h"

#include "base/utf8.h"
#include "translate/alignment.h"

#include <stdlib.h>

/* ---- Blocks ------------------------------------------------------------------------------------------------------ */

static uint32_t source_of_block(const struct version *version, uint32_t block)
{
    return version->source_blocks ? version->source_blocks[block] : block;
}

/* Whether it is a sentence of Aloud's own. */
static bool is_added(const struct version *version, size_t utterance)
{
    return source_of_block(version, script_place(version->script, utterance)->block) == DOCUMENT_NONE;
}

/* The source's block that an utterance is about: its own, or the next one that a block translates. */
static uint32_t source_of(const struct version *version, size_t utterance)
{
    uint32_t source = DOCUMENT_NONE;
    uint32_t block = script_place(version->script, utterance)->block;
    while (source == DOCUMENT_NONE && block < version->document->block_count)
        source = source_of_block(version, block++);
    return source;
}

/* The first utterance about `source` or what stands behind it. */
static size_t first_about(const struct version *version, uint32_t source)
{
    size_t low = 0, high = script_count(version->script);
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (source_of(version, middle) < source)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* The utterances about `source`, without what Aloud says before them. */
static struct utterance_range translation_of(const struct version *version, uint32_t source)
{
    size_t count = script_count(version->script);
    struct utterance_range range = {.first = first_about(version, source)};
    for (range.end = range.first; range.end < count && source_of(version, range.end) == source; range.end++) {}
    while (range.first < range.end && is_added(version, range.first)) range.first++;
    return range;
}

/* ---- Sentences --------------------------------------------------------------------------------------------------- */

static uint32_t characters_of(const struct version *version, uint32_t start, uint32_t end)
{
    return (uint32_t)utf8_count(buffer_text(&version->document->text) + start, end - start);
}

static double ratio_of(struct version *from, struct version *to)
{
    struct version *both[] = {from, to};
    for (size_t i = 0; i < 2; i++) {
        if (both[i]->characters) continue;
        both[i]->characters = 1 + characters_of(both[i], 0, (uint32_t)both[i]->document->text.length);
    }
    return (double)to->characters / (double)from->characters;
}

/* How the sentences of a block are aligned. */
struct aligned_block {
    struct utterance_range from, to;
    struct alignment_bead *beads; /* owned */
    size_t count;
};

static void lengths_of(const struct version *version, struct utterance_range range, uint32_t *lengths)
{
    for (size_t i = range.first; i < range.end; i++) {
        const struct place *place = script_place(version->script, i);
        *lengths++ = characters_of(version, place->text_start, place->text_end);
    }
}

static enum status align_block(struct version *from, struct version *to, uint32_t source, struct aligned_block *ret,
                               struct error *error)
{
    struct aligned_block block = {.from = translation_of(from, source), .to = translation_of(to, source)};
    size_t from_count = block.from.end - block.from.first, to_count = block.to.end - block.to.first;
    size_t count = from_count + to_count;
    uint32_t *lengths = calloc(count + 1, sizeof *lengths);
    block.beads = calloc(count + 1, sizeof *block.beads);
    enum status status = lengths && block.beads ? STATUS_OK : error_no_memory(error);
    if (status == STATUS_OK) {
        lengths_of(from, block.from, lengths);
        lengths_of(to, block.to, lengths + from_count);
        status = alignment_make((struct alignment_side){lengths, from_count},
                                (struct alignment_side){lengths + from_count, to_count}, ratio_of(from, to),
                                block.beads, &block.count, error);
    }
    free(lengths);
    if (status == STATUS_OK)
        *ret = block;
    else
        free(block.beads);
    return status;
}

/* One utterance: `wanted`, or the nearest within the version. */
static struct utterance_range only(const struct version *version, size_t wanted)
{
    size_t count = script_count(version->script);
    if (count == 0) return (struct utterance_range){0};
    size_t first = wanted < count ? wanted : count - 1;
    return (struct utterance_range){first, first + 1};
}

enum status version_aligned(struct version *from, size_t index, struct version *to, struct utterance_range *ret,
                            struct error *error)
{
    uint32_t source = source_of(from, index);
    struct aligned_block block;
    *ret = only(to, first_about(to, source));
    if (ret->first == ret->end || (is_added(from, index) && is_added(to, ret->first))) return STATUS_OK;
    enum status status = align_block(from, to, source, &block, error);
    if (status != STATUS_OK) return status;
    if (block.to.first < block.to.end) *ret = only(to, block.to.first);
    for (size_t i = 0; i < block.count; i++) {
        const struct alignment_bead *bead = &block.beads[i];
        size_t first = block.to.first + bead->target_start, end = block.to.first + bead->target_end;
        if (block.from.first + bead->source_start > index) break;
        if (first < end) *ret = (struct utterance_range){first, end};
    }
    free(block.beads);
    return STATUS_OK;
}

/* ---- In turn ----------------------------------------------------------------------------------------------------- */

/* How many utterances of `to` have been heard behind utterance `index` of `from`. */
static enum status heard_behind(struct version *from, size_t index, struct version *to, size_t *ret,
                                struct error *error)
{
    uint32_t source = source_of(from, index);
    size_t next = index + 1;
    bool last = next == script_count(from->script);
    if (last || source_of(from, next) != source) {
        *ret = last ? script_count(to->script) : first_about(to, source_of(from, next));
        return STATUS_OK;
    }
    *ret = first_about(to, source);
    if (is_added(from, index)) return STATUS_OK;
    struct aligned_block block;
    enum status status = align_block(from, to, source, &block, error);
    if (status != STATUS_OK) return status;
    for (size_t i = 0; i < block.count; i++) {
        const struct alignment_bead *bead = &block.beads[i];
        if (block.from.first + bead->source_end > next) break;
        if (bead->target_end > 0) *ret = block.to.first + bead->target_end;
    }
    free(block.beads);
    return STATUS_OK;
}

enum status version_following(struct version *from, size_t index, struct version *to, struct utterance_range *ret,
                              struct error *error)
{
    struct utterance_range range = {0};
    enum status status = index > 0 ? heard_behind(from, index - 1, to, &range.first, error) : STATUS_OK;
    if (status == STATUS_OK) status = heard_behind(from, index, to, &range.end, error);
    if (status == STATUS_OK) *ret = range;
    return status;
}
