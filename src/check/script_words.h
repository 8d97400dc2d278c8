/* The words of a script, in the order in which they are spoken, by the check's own idea of a word (assembler.h). */
#ifndef ALOUD_CHECK_SCRIPT_WORDS_H
#define ALOUD_CHECK_SCRIPT_WORDS_H

#include "check/check.h"

struct script_word {
    struct source_span span;
    uint32_t text; /* offset into script_words.text */
    bool marker;   /* a list item's number */
};

struct script_words {
    struct buffer text; /* zero-ended, one by one */
    struct script_word *words;
    size_t count, capacity;
    size_t spoken;      /* of them, how many have something said for them */
    bool any_misplaced; /* a finding says so already */
};

/* Collects the words of all utterances but those that Aloud adds. Each is also looked at by itself, and what is wrong
 * goes to `findings`: nothing said for it, digits dropped, a source span that holds something else or goes back. */
enum status script_words_collect(const char *bytes, size_t length, const struct source_scan *scan,
                                 const struct document *document, struct script *script, struct script_words *words,
                                 struct findings *findings, struct error *error);
void script_words_done(struct script_words *words);

#endif
