/* The comparison of a text with its translation: what a translator must not change, and is not sure to see. It is a check of
 * forms: it proves no translation good, but finds the slips that harm.
 *
 *     struct compared_text source = {0}, target = {0};
 *     compared_text_set(&source, &english, text, length, error);      // once for all its translations
 *     compared_text_set(&target, &polish, other, other_length, error);
 *     compare(&source, &target, &findings, error);
 *
 * Nothing of it speaks, and nothing is made anew for an entry but what stands in it: a leaflet is compared in about a
 * millisecond.
 */
#ifndef ALOUD_COMPARE_COMPARISON_H
#define ALOUD_COMPARE_COMPARISON_H

#include "compare/compared_language.h"
#include "compare/figures.h"
#include "compare/tokens.h"

/* X(NAME, "name in messages") */
#define DIFFERENCE_LIST(X)                                                                                             \
    X(NUMBER, "number")                                                                                                \
    X(MEASURE, "unit")                                                                                                 \
    X(DATE, "date")                                                                                                    \
    X(TIME, "time")                                                                                                    \
    X(PHONE, "phone")                                                                                                  \
    X(ADDRESS, "address")                                                                                              \
    X(POSTCODE, "postcode")                                                                                            \
    X(REFERENCE, "reference")                                                                                          \
    X(NEGATION, "negation")                                                                                            \
    X(LENGTH, "length")                                                                                                \
    X(PLACEHOLDER, "placeholder")                                                                                      \
    X(SCRIPT, "script")                                                                                                \
    X(UNTRANSLATED, "untranslated")                                                                                    \
    X(STRUCTURE, "structure")

enum difference_kind {
#define X(name, text) DIFFERENCE_##name,
    DIFFERENCE_LIST(X)
#undef X
};

const char *difference_name(enum difference_kind kind); /* static */

/* Bytes [start, end) of a text; empty where there is nothing of it on that side. */
struct text_span {
    uint32_t start, end;
};

struct difference {
    enum difference_kind kind;
    struct text_span source, target;
    const char *text; /* what is wrong, a clause of English for `aloud translate check`; static */
};

struct differences {
    struct difference *items;
    size_t count, capacity;
};

void differences_done(struct differences *differences);

enum status differences_add(struct differences *differences, struct difference difference, struct error *error);

/* A text made ready to be compared. */
struct compared_text {
    const struct compared_language *language; /* borrowed */
    const char *text;                         /* borrowed: with its placeholders */
    size_t length;
    struct buffer plain; /* the same with blanks for its placeholders */
    struct tokens tokens;
    struct figures figures;
};

/* Sets the text, in place of the one that it had. `text` has placeholders <g1>…</g1> and <x2/>, or none. */
enum status compared_text_set(struct compared_text *compared, const struct compared_language *language,
                              const char *text, size_t length, struct error *error);
void compared_text_done(struct compared_text *compared);

/* Adds all differences that harm, in the order of the kinds. */
enum status compare(const struct compared_text *source, const struct compared_text *target,
                    struct differences *differences, struct error *error);

/* The same for two texts by themselves. */
enum status compare_texts(const struct compared_language *source_language, const char *source, size_t source_length,
                          const struct compared_language *target_language, const char *target, size_t target_length,
                          struct differences *differences, struct error *error);

#endif
