/* The proof that nothing of the leaflet is lost: the source's visible words, found by a scanner of its own that knows
 * neither cmark nor the document model, compared with the words of the script, in order.
 */
#ifndef ALOUD_CHECK_CHECK_H
#define ALOUD_CHECK_CHECK_H

#include "document/reader.h"
#include "script/script.h"

/* A word that a sighted reader sees in the source, or a sign that changes what is meant ("<", "%"): see assembler.h. */
struct source_word {
    struct source_span span;
    uint32_t line;
    bool list_marker; /* "1." before an item */
};

/* A piece of the source that is not visible, and why (the scanner's own judgement). */
struct source_omission {
    struct source_span span;
    uint32_t line;
    enum omission_reason reason;
};

struct source_scan {
    struct buffer text; /* the words as a reader sees them (entities and escapes resolved), zero-ended one by one */
    struct source_word *words;
    uint32_t *text_offsets; /* per word, into `text` */
    size_t word_count, word_capacity, offset_capacity;
    struct source_omission *omissions;
    size_t omission_count, omission_capacity;
};

/* Scans the bytes of a leaflet. Linear time. Errors: memory only. */
enum status source_scan(const char *bytes, size_t length, enum format format, struct source_scan *scan,
                        struct error *error);
void source_scan_done(struct source_scan *scan);

enum finding_kind {
    /* Broken promises: the leaflet fails the check. */
    FINDING_LOST,        /* a visible word that the script does not have */
    FINDING_EXTRA,       /* a word of the script that the source does not show there (twice, or out of order) */
    FINDING_UNSPOKEN,    /* a word that is shown but for which nothing is said */
    FINDING_MISPLACED,   /* a word whose source span is not where its text stands */
    FINDING_UNSPEAKABLE, /* the engine cannot say it (`check --speak`) */
    /* Left out, and why: told, does not fail. */
    FINDING_LEFT_OUT,
    /* Will not work for a listener: told, does not fail unless --strict. */
    FINDING_IMAGE_WITHOUT_TEXT,
    FINDING_NEEDS_EYES, /* "scan the QR code", "see the diagram overleaf", "shown in red", "the picture below" */
    FINDING_AMBIGUOUS,  /* "1/2" where nothing tells what it means: it is said as it stands */
    FINDING_TERM,       /* an entry of its lexicon that is not used */
    FINDING_BARE_LINK,  /* "click here" and its like as a link's whole text */
};

struct finding {
    enum finding_kind kind;
    struct source_span span;
    uint32_t line;
    char *text; /* what stands there, and what it means; owned */
};

struct findings {
    struct finding *items;
    size_t count, capacity;
    size_t words_in_source;
    size_t words_in_script;
    size_t words_spoken;
};

/* Compares. `document` and `script` are whole; `bytes` are those that the document was read from. FORMAT_GUESS goes by
 * the document's path. Findings are sorted by their place. */
enum status check_faithfulness(const char *bytes, size_t length, enum format format, const struct document *document,
                               struct script *script, struct findings *findings, struct error *error);

/* What will not work for a listener, by the words of the voice file's [needs_eyes] and [bare_links] sections. */
enum status check_listener(const struct document *document, struct script *script, struct findings *findings,
                           struct error *error);

bool finding_is_failure(enum finding_kind kind);
const char *finding_kind_text(enum finding_kind kind);
enum status findings_add(struct findings *findings, enum finding_kind kind, struct source_span span, size_t line,
                         struct error *error, const char *format, ...) __attribute__((format(printf, 6, 7)));
void findings_done(struct findings *findings);

#endif
