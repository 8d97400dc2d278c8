/* A player over a real leaflet, driven by a line of steps and seen as a line of effects.
 *
 *     expect(&fixture, "start said loaded | next-sentence heard", "play 1; play 2");
 *
 * Steps before the bar are not traced. A step is a command's name, or one of: start start-quiet start-fallback start-no-alphabet start-most loaded
 * loaded:PLACE said heard word:OFFSET gap:START-END tick:MS key:CHARACTER key:NAME found:UTTERANCE wrapped:UTTERANCE
 * not-found contact:UTTERANCE.INDEX no-contact switched:UTTERANCE named:UTTERANCE (one of several languages)
 * compared:FIRST-END in-turn:FIRST-END (utterances of version 1) no-language nothing-in-turn start-bilingual lost back not-kept kept loading:PERCENT more (a piece of the leaflet is read).
 * Effects: "play 3", "play 3+12", "play 3 slow", "SLOWLY" for a phrase, "RATE(180)" with its values, "print LOST" where
 * it is only shown, "find 4", "contact 4.0", "switch 4", "compare 4", "in-turn 4", "version 1", "play 1:4" (of version 1), "stop", "settings 180/50/100/0" ("…/0/most" at a level of punctuation), "quit". SAVE is not traced.
 */
#ifndef TESTS_LISTEN_PLAYER_FIXTURE_H
#define TESTS_LISTEN_PLAYER_FIXTURE_H

#include "base/buffer.h"
#include "document/reader.h"
#include "listen/player.h"

struct player_fixture {
    struct voice *voice;
    struct document_reader *reader;
    struct script *script;
    struct player player;
    struct player_effects effects;
    size_t saves; /* SAVE effects so far */
};

/* Parses the Markdown (all of it, or its first piece) and makes a player before START. */
void fixture_open(struct player_fixture *fixture, const char *markdown, bool whole);
void fixture_read_more(struct player_fixture *fixture); /* one piece more */
bool fixture_complete(const struct player_fixture *fixture);
void fixture_close(struct player_fixture *fixture);

/* One step of the player; fails the test where it breaks an invariant. */
void fixture_step(struct player_fixture *fixture, const struct player_event *event);
struct player_event fixture_start(void);
struct player_event fixture_aligned(const struct player_fixture *fixture, enum player_purpose purpose);

/* Appends what fixture.effects are. */
void fixture_trace(const struct player_fixture *fixture, struct buffer *trace);

/* Runs the steps on `fixture` and compares the trace; `where` names the test in the failure's message. */
void fixture_expect(struct player_fixture *fixture, const char *where, const char *steps, const char *expected);

/* A leaflet with all that there is, and one without a heading. */
#define FIXTURE_WHOLE                                                                                                  \
    "# Back pain\n\n"                           /* 0: section 1 */                                                     \
    "Most back pain gets better. "              /* 1 */                                                                \
    "Keep moving every day.\n\n"                /* 2 */                                                                \
    "## Exercises\n\n"                          /* 3: section 2 */                                                     \
    "- Walk to work\n"                          /* 4: a list of three */                                               \
    "- Swim at weekends\n"                      /* 5 */                                                                \
    "  - Take a towel\n"                        /* 6: a list within */                                                 \
    "- Rest afterwards\n\n"                     /* 7 */                                                                \
    "You may feel tired after this.\n\n"        /* 8 */                                                                \
    "### When to worry\n\n"                     /* 9: section 3 */                                                     \
    "Write to pain@example.org about this.\n\n" /* 10 */                                                               \
    "| Department | Phone |\n|---|---|\n"       /* 11: a table of two rows, two columns */                             \
    "| Physiotherapy | 0121 496 0000 |\n"       /* 12 */                                                               \
    "| Pain clinic | 0121 496 0001 |\n"         /* 13 */
#define FIXTURE_PLAIN                                                                                                  \
    "the first sentence of this leaflet is here. Here is the second.\n\n"                                              \
    "the last one makes a paragraph of its own.\n"

/* Steps that come to a reading at utterance 0, at another one, to the end, and to a pause. */
#define READING "start loaded said said "
#define AT(n) READING "find key:x key:enter found:" #n " said "
#define ENDED READING "end heard said "
#define PAUSED READING "pause said "

struct expectation {
    const char *steps, *effects;
};

/* Each expectation with a player of its own. */
void fixture_check(const char *markdown, const char *where, const struct expectation *expectations, size_t count);

#define CHECK(markdown, ...)                                                                                           \
    do {                                                                                                               \
        static const struct expectation expectations[] = {__VA_ARGS__};                                                \
        fixture_check(markdown, __func__, expectations, sizeof expectations / sizeof expectations[0]);                 \
    } while (0)

#endif
