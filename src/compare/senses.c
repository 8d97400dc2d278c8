#include "compare/senses.h"

#include "base/array.h"
#include "base/utf8.h"
#include "compare/folding.h"

#include <stdlib.h>
#include <string.h>

enum { FIRST_SLOTS = 1024, BEGINNING_BITS = 64, BEGINNING_BYTES_LEAST = 2, ENDING_BYTES_LEAST = 2 };

struct sense_key {
    uint32_t hash; /* of the word and its shape */
    uint32_t start, length;
    uint32_t first; /* index + 1 of a sense; 0: the slot is free */
};

/* FNV-1a, a byte at a time, so that the beginnings of a word are hashed on the way to its end. */
enum { HASH_START = 2166136261U, HASH_PRIME = 16777619U };

static uint32_t hash_byte(uint32_t hash, char byte)
{
    return (hash ^ (unsigned char)byte) * HASH_PRIME;
}

static uint32_t hash_shape(uint32_t hash, enum sense_shape shape)
{
    return (hash ^ (uint32_t)shape << 28) * HASH_PRIME;
}

uint32_t senses_hash(const char *word, size_t length)
{
    uint32_t hash = HASH_START;
    for (size_t i = 0; i < length; i++) hash = hash_byte(hash, word[i]);
    return hash;
}

void senses_done(struct senses *senses)
{
    buffer_done(&senses->keys);
    free(senses->slots);
    free(senses->items);
    *senses = (struct senses){0};
}

/* The slot of a word, or the free one where it belongs. */
static struct sense_key *find_slot(const struct senses *senses, uint32_t hash, const char *word, size_t length)
{
    for (size_t i = hash & (senses->slot_count - 1);; i = (i + 1) & (senses->slot_count - 1)) {
        struct sense_key *slot = &senses->slots[i];
        if (slot->first == 0) return slot;
        if (slot->hash == hash && slot->length == length && memcmp(senses->keys.data + slot->start, word, length) == 0)
            return slot;
    }
}

static bool grow(struct senses *senses)
{
    if (senses->key_count * 2 < senses->slot_count) return true;
    size_t count = senses->slot_count ? senses->slot_count * 2 : FIRST_SLOTS;
    struct sense_key *slots = calloc(count, sizeof *slots), *old = senses->slots;
    if (!slots) return false;
    size_t old_count = senses->slot_count;
    senses->slots = slots;
    senses->slot_count = count;
    for (size_t i = 0; i < old_count; i++) {
        if (old[i].first == 0) continue;
        size_t to = old[i].hash & (count - 1);
        while (slots[to].first) to = (to + 1) & (count - 1);
        slots[to] = old[i];
    }
    free(old);
    return true;
}

static void keep_beginning(struct senses *senses, const char *word, size_t length)
{
    uint32_t hash = HASH_START;
    for (size_t i = 0; i < length; i++) {
        hash = hash_byte(hash, word[i]);
        senses->beginnings[hash / BEGINNING_BITS % BEGINNING_SETS] |= UINT64_C(1) << hash % BEGINNING_BITS;
    }
}

static bool may_go_on(const struct senses *senses, uint32_t hash)
{
    return senses->beginnings[hash / BEGINNING_BITS % BEGINNING_SETS] >> hash % BEGINNING_BITS & 1;
}

static enum status add_folded(struct senses *senses, const char *word, size_t length, enum sense_shape shape,
                              struct sense sense, struct error *error)
{
    if (!grow(senses) || !array_reserve(&senses->items, &senses->capacity, senses->count + 1))
        return error_no_memory(error);
    uint32_t hash = hash_shape(senses_hash(word, length), shape);
    struct sense_key *slot = find_slot(senses, hash, word, length);
    for (uint32_t i = slot->first; i; i = senses->items[i - 1].next)
        if (senses->items[i - 1].kind == sense.kind && senses->items[i - 1].value == sense.value) return STATUS_OK;
    if (slot->first == 0) {
        *slot = (struct sense_key){.hash = hash, .start = (uint32_t)senses->keys.length, .length = (uint32_t)length};
        buffer_append(&senses->keys, word, length);
        if (senses->keys.failed) return error_no_memory(error);
        senses->key_count++;
        if (shape == SHAPE_BEGINNING) keep_beginning(senses, word, length);
    }
    sense.next = slot->first;
    senses->items[senses->count++] = sense;
    slot->first = (uint32_t)senses->count;
    return STATUS_OK;
}

struct folded_key {
    struct buffer text;
    size_t words, first_length; /* of the first word */
};

/* As the words of a text are: parted by one space, hyphens too; Chinese characters stand alone. */
static void fold_key(const char *key, size_t length, struct folded_key *ret)
{
    struct buffer all = {0};
    fold_text(key, length, &all);
    bool gap = true, han = false;
    for (size_t i = 0; i < all.length;) {
        size_t start = i;
        uint32_t c = utf8_next(all.data, all.length, &i);
        if (c == ' ' || c == '_' || c == '-') {
            gap = true;
            continue;
        }
        bool new_word = gap || is_han(c) || han;
        if (new_word && ret->words == 1) ret->first_length = ret->text.length;
        if (gap && ret->words) buffer_append_char(&ret->text, ' ');
        ret->words += new_word;
        gap = false;
        han = is_han(c);
        buffer_append(&ret->text, all.data + start, i - start);
    }
    ret->text.failed |= all.failed;
    buffer_done(&all);
}

enum status senses_add(struct senses *senses, const char *key, size_t length, struct sense sense, struct error *error)
{
    enum sense_shape shape = SHAPE_WHOLE;
    if (length > 0 && key[length - 1] == '*') {
        shape = SHAPE_BEGINNING;
        length--;
    } else if (length > 0 && key[0] == '*') {
        shape = SHAPE_ENDING;
        senses->has_endings = true;
        key++;
        length--;
    }
    struct folded_key folded = {0};
    while (length > 1 && key[length - 1] == '.') length--; /* as words of a text are cut */
    fold_key(key, length, &folded);
    enum status status = folded.text.failed ? error_no_memory(error) : STATUS_OK;
    if (folded.words > senses->longest) senses->longest = folded.words;
    if (status == STATUS_OK && folded.words > 1)
        status = add_folded(senses, folded.text.data, folded.first_length, SHAPE_FIRST, (struct sense){0}, error);
    if (status == STATUS_OK && folded.words)
        status = add_folded(senses, folded.text.data, folded.text.length, shape, sense, error);
    buffer_done(&folded.text);
    return status;
}

void senses_loosen(struct senses *senses, const char *word, size_t length)
{
    struct folded_key folded = {0};
    fold_key(word, length, &folded);
    const struct sense *sense =
        folded.text.failed ? NULL : senses_find_whole(senses, buffer_text(&folded.text), folded.text.length);
    for (; sense; sense = senses_next(senses, sense))
        if (sense->kind == SENSE_NUMBER) senses->items[sense - senses->items].weight = WEIGHT_LOOSE;
    buffer_done(&folded.text);
}

enum status senses_add_list(struct senses *senses, const char *list, struct sense sense, struct error *error)
{
    enum status status = STATUS_OK;
    for (const char *at = list + strspn(list, " "); *at && status == STATUS_OK; at += strspn(at, " ")) {
        size_t length = strcspn(at, " ");
        status = senses_add(senses, at, length, sense, error);
        at += length;
    }
    return status;
}

static const struct sense *find_shape(const struct senses *senses, uint32_t hash, enum sense_shape shape,
                                      const char *word, size_t length)
{
    const struct sense_key *slot = find_slot(senses, hash_shape(hash, shape), word, length);
    return slot->first ? &senses->items[slot->first - 1] : NULL;
}

const struct sense *senses_find_whole(const struct senses *senses, const char *word, size_t length)
{
    if (senses->slot_count == 0 || length == 0) return NULL;
    return find_shape(senses, senses_hash(word, length), SHAPE_WHOLE, word, length);
}

bool senses_begin(const struct senses *senses, uint32_t hash, const char *word, size_t length)
{
    if (senses->slot_count == 0 || length == 0) return false;
    return find_shape(senses, hash, SHAPE_FIRST, word, length) != NULL;
}

static bool is_letter_start(const char *word, size_t length, size_t at)
{
    return at == length || ((unsigned char)word[at] & 0xC0) != 0x80;
}

static const struct sense *find_ending(const struct senses *senses, const char *word, size_t length)
{
    const struct sense *found = NULL;
    for (size_t i = 0; !found && i + ENDING_BYTES_LEAST <= length; i++)
        if (is_letter_start(word, length, i))
            found = find_shape(senses, senses_hash(word + i, length - i), SHAPE_ENDING, word + i, length - i);
    return found;
}

/* The longest "miligram*" that the word begins with. */
static const struct sense *find_beginning(const struct senses *senses, const char *word, size_t length, size_t least)
{
    const struct sense *found = NULL;
    uint32_t hash = HASH_START;
    for (size_t i = 1; i <= length; i++) {
        hash = hash_byte(hash, word[i - 1]);
        if (!may_go_on(senses, hash)) break;
        if (i < least || i < BEGINNING_BYTES_LEAST || !is_letter_start(word, length, i)) continue;
        const struct sense *longer = find_shape(senses, hash, SHAPE_BEGINNING, word, i);
        if (longer) found = longer;
    }
    return found;
}

const struct sense *senses_find(const struct senses *senses, uint32_t hash, const char *word, size_t length,
                                size_t least)
{
    if (senses->slot_count == 0 || length == 0) return NULL;
    const struct sense *found = find_shape(senses, hash, SHAPE_WHOLE, word, length);
    if (!found) found = find_beginning(senses, word, length, least);
    return found || least || !senses->has_endings ? found : find_ending(senses, word, length);
}

const struct sense *senses_next(const struct senses *senses, const struct sense *sense)
{
    return sense->next ? &senses->items[sense->next - 1] : NULL;
}
