/* What an utterance is to the listener; the voice file gives each role its pause: [pauses] heading = 600. */
#ifndef ALOUD_VOICE_ROLES_H
#define ALOUD_VOICE_ROLES_H

#define ROLE_LIST(X)                                                                                                   \
    X(HEADING, "heading")                                                                                              \
    X(SENTENCE, "sentence")   /* within a paragraph; its last one gets the pause of `paragraph` */                     \
    X(PARAGRAPH, "paragraph") /* the last sentence of a paragraph */                                                   \
    X(ITEM, "item")           /* list item */                                                                          \
    X(ROW, "row")             /* table row */                                                                          \
    X(QUOTE, "quote")                                                                                                  \
    X(CODE, "code")                                                                                                    \
    X(MESSAGE, "message") /* Aloud's own words */

enum role {
#define X(name, text) ROLE_##name,
    ROLE_LIST(X)
#undef X
        ROLE_COUNT
};

#endif
