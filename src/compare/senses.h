/* A dictionary of what the words of one language amount to: numbers, measures, months, parts of the day, negations. A
 * word may have several senses; a key may be several words, may stand for all words that begin with it ("miligram*") or
 * that end with it ("*n't").
 */
#ifndef ALOUD_COMPARE_SENSES_H
#define ALOUD_COMPARE_SENSES_H

#include "base/buffer.h"
#include "base/status.h"

#include <stdbool.h>

enum sense_kind {
    SENSE_NUMBER,         /* value: which one */
    SENSE_MEASURE,        /* value: enum measure */
    SENSE_MONTH,          /* value: from 1 */
    SENSE_WEEKDAY,        /* value: from 1 */
    SENSE_DAY_PART,       /* value: enum day_part */
    SENSE_CLOCK,          /* makes a number before it a time of day */
    SENSE_DATE_PART,      /* value: 1 day, 2 month, 3 year: Chinese */
    SENSE_ORDINAL_BEFORE, /* makes the number behind it an ordinal: 第 */
    SENSE_PERCENT_BEFORE, /* makes the number behind it a percentage */
    SENSE_PLUS,           /* "and" of "one and a half" */
    SENSE_HALF_MORE,      /* makes the number behind it a half more: "साढ़े तीन" is 3.5 */
    SENSE_PART,           /* makes the numeral before it a denominator: Chinese */
    SENSE_OTHER,          /* none of these, though a part of it is: 时间 */
    SENSE_COUNTED,        /* makes a numeral before it one that counts: Chinese */
    SENSE_DENIAL,         /* value: enum denial */
};

enum day_part { DAY_PART_NONE, DAY_PART_MORNING, DAY_PART_AFTERNOON, DAY_PART_NIGHT };

/* How much a number's word counts. */
enum sense_weight {
    WEIGHT_SURE,    /* it is this number */
    WEIGHT_ORDINAL, /* "third": also a part of something else */
    WEIGHT_LOOSE,   /* "one", "both": it may stand for the number, or for nothing */
};

struct sense {
    enum sense_kind kind;
    enum sense_weight weight;
    double value;
    uint32_t next; /* index + 1 of the next sense of the same key; 0 behind the last */
};

enum { BEGINNING_SETS = 64 };

enum sense_shape { SHAPE_WHOLE, SHAPE_BEGINNING, SHAPE_ENDING, SHAPE_FIRST };

struct senses {
    struct buffer keys;      /* folded, words parted by one space */
    struct sense_key *slots; /* open addressing; a power of two */
    size_t slot_count, key_count;
    struct sense *items;
    size_t count, capacity;
    size_t longest;                      /* words in a key, Chinese characters counted one by one */
    uint64_t beginnings[BEGINNING_SETS]; /* a bit for the hash of "m", "mi", … of each "miligram*" */
    bool has_endings;
};

void senses_done(struct senses *senses);

/* Adds a sense to a key: "_" stands for a space, "*" at one end for any letters. A sense that the key has already is left
 * out. Empty keys are passed over. */
enum status senses_add(struct senses *senses, const char *key, size_t length, struct sense sense, struct error *error);

/* The same for each of the words of a list with spaces between. */
enum status senses_add_list(struct senses *senses, const char *list, struct sense sense, struct error *error);

/* Makes what a word says of numbers loose. */
void senses_loosen(struct senses *senses, const char *word, size_t length);

/* The first sense of a folded word or phrase, whose senses_hash is `hash`, by the whole of it, else by a beginning of at least `least` bytes (the longest
 * that there is), else, where `least` is 0, by an ending. NULL where it has none. */
const struct sense *senses_find(const struct senses *senses, uint32_t hash, const char *word, size_t length,
                                size_t least);

/* Only by the whole. */
const struct sense *senses_find_whole(const struct senses *senses, const char *word, size_t length);

/* Whether a key of several words begins with this one, whose senses_hash is `hash`. */
bool senses_begin(const struct senses *senses, uint32_t hash, const char *word, size_t length);

/* The same for the same words. */
uint32_t senses_hash(const char *word, size_t length);

/* The next one, NULL behind the last. */
const struct sense *senses_next(const struct senses *senses, const struct sense *sense);

#endif
