/* A leaflet in two languages on a stage: hand.md and its Polish translation, po/pl.po. */
#ifndef TESTS_HAND_H
#define TESTS_HAND_H

#include "sitting.h"

/* The utterances of hand.md, and behind them those of its translation. */
enum {
    HAND,
    KEEP,
    DRIVE,
    MOVE,
    PL_HAND,
    PL_DRAFT, /* the notice that nobody has checked it */
    PL_KEEP,
    PL_DAYS, /* one sentence became two */
    PL_DRIVE,
    PL_MOVE,
    ALL_COUNT
};

/* Sets the stage; the sitting expects the utterances of both versions, each spoken by its voice. */
void hand_prepare(struct sitting *sitting, enum stage_kind kind);

#endif
