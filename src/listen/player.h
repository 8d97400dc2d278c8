/* The Player: what is heard next, as a pure function. player_step takes the state and one event and gives the new state
 * and the effects that the loop carries out at once, in their order. No clock, no input or output, no allocation: time
 * arrives in events, texts stay outside. Effects carry symbols (section 3's heading, the name of key 'x'), which the
 * loop turns into words.
 *
 *     struct player player;
 *     struct player_effects effects;
 *     player_init(&player, (struct player_leaflet){document, script});
 *     player_step(&player, &(struct player_event){.kind = PLAYER_START, .start = {…}}, &effects);
 *     for (;;) {
 *         for (size_t i = 0; i < effects.count; i++) carry_out(&effects.items[i]);
 *         struct player_event event = wait_at_most(player_tick_ms(&player));
 *         player_step(&player, &event, &effects);
 *     }
 *
 * The loop's part of the contract
 * - One thing sounds at a time. PLAY, SAY and STOP replace whatever sounds. All SAYs of one step are one announcement,
 *   said in their order; there is never a PLAY in the same step (the player plays when the announcement was heard).
 * - Each PLAY, announcement and question has a ticket. Exactly one HEARD, SAID, FOUND, CONTACT or ALIGNED with that ticket
 *   follows, unless something replaced it before; events with an old ticket do no harm. With --quiet-ui a phrase is
 *   only printed, and SAID comes when the last is; the events follow later, never from within player_step. Values of
 *   the leaflet's own (PLAYER_VALUE_CONTACT as the whole say) are spoken in quiet mode too.
 * - ALIGNED follows before any other event.
 * - A SAY with print_only is shown and not spoken, and no SAID follows: the sound device is gone.
 * - All printed lines, spoken ones too, also go to the screen as messages.
 * - Once told PLAYER_LOST the loop gives no HEARD, SAID or WORD until PLAYER_BACK.
 *
 * Invariants (player_check tests them after each step)
 * - Never silent: something sounds, or an answer is awaited from the loop, or the silence was announced: paused, at the
 *   end, an open prompt or menu, an offer whose time runs, a wait for the rest of the leaflet (told again and again),
 *   the device lost (told on the screen), or the player is gone.
 * - The place is an utterance of the script, except while the script is empty; then it is 0.
 * - What sounds of the leaflet is the place or, while there is one, the translation.
 * - What comes after an announcement is known while it sounds, and is carried out when it was heard.
 * - Bookmarks ascend, each once, and are utterances of the script.
 * - Settings are within their limits; a menu's entry is within the menu; what is typed is valid UTF-8 and ended by zero.
 * - In one step: at most one of PLAY, announcement, question (a STOP goes before it); QUIT is the last effect ever.
 */
#ifndef ALOUD_LISTEN_PLAYER_H
#define ALOUD_LISTEN_PLAYER_H

#include "listen/keys.h"
#include "listen/memory.h"
#include "listen/player_leaflet.h"

enum {
    PLAYER_SAYS_MOST = 12,    /* says in one announcement */
    PLAYER_EFFECTS_MOST = 20, /* effects of one step */
    PLAYER_VALUES_MOST = 6,   /* values of one phrase */
    PLAYER_INPUT_BYTES = 256, /* what can be typed, with its ending zero */
    PLAYER_GAPS_MOST = 4,     /* gaps told of one utterance */
    PLAYER_HINTS_MOST = 24,   /* utterances likely to be asked for next */
    PLAYER_OFFER_MS = 8000,   /* the offer to go on is taken as accepted after this silence */
    PLAYER_LOADING_MS = 3000, /* "still opening" is said this often */
    PLAYER_DIGITS_MS = 2000,  /* a section number is complete after this silence */
    PLAYER_PAGE_ENTRIES = 10, /* PageDown in a menu */
    PLAYER_PITCH_STEP = 5,
    PLAYER_VOLUME_STEP = 10,
    PLAYER_RATE_STEP_PERCENT = 10,
};

/* How an utterance is said. */
enum player_manner {
    PLAYER_NORMAL,
    PLAYER_SLOW,           /* at the slowest rate that is still speech, words apart */
    PLAYER_SPELT,          /* letter by letter (utterance_spell) */
    PLAYER_SPELT_ALPHABET, /* the same by the words of the spelling alphabet */
};

static inline bool player_spells(enum player_manner manner)
{
    return manner == PLAYER_SPELT || manner == PLAYER_SPELT_ALPHABET;
}

/* ---- Effects ---------------------------------------------------------------------------------------------------- */

/* What a phrase's argument is. The member used stands behind. */
enum player_value_kind {
    PLAYER_VALUE_NUMBER,          /* number */
    PLAYER_VALUE_TITLE,           /* the leaflet's title */
    PLAYER_VALUE_HEADING,         /* number: section number; the text of its heading */
    PLAYER_VALUE_DURATION,        /* number: milliseconds at the present rate; by PHRASE_DURATION_… */
    PLAYER_VALUE_KEY,             /* number: a key; its spoken name (key_say) */
    PLAYER_VALUE_KEYS,            /* number: a command; its keys' names, joined by PHRASE_LIST_OF_KEYS */
    PLAYER_VALUE_HELP,            /* number: a command; its PHRASE_HELP_… */
    PLAYER_VALUE_LETTER,          /* number: a code point just typed; its name (voice_letter, voice_symbol) */
    PLAYER_VALUE_INPUT,           /* what was typed so far: player.input */
    PLAYER_VALUE_FIND_TEXT,       /* what is looked for: player.find_text */
    PLAYER_VALUE_CONTACT,         /* utterance, number: index of the contact within it; its spoken words */
    PLAYER_VALUE_GAP,             /* version, utterance, start, end: the words at these bytes of its spoken text */
    PLAYER_VALUE_LANGUAGE_WANTED, /* the leaflet's language, that has no voice */
    PLAYER_VALUE_LANGUAGE_USED,   /* the language of the voice that reads instead */
};

struct player_value {
    enum player_value_kind kind;
    uint64_t number;
    size_t version, utterance;
    uint32_t start, end;
};

/* The "phrase" of a say that is its first value alone: the title, a letter, a contact. */
#define PLAYER_VALUE_ALONE PHRASE_COUNT

struct player_say {
    enum phrase phrase; /* or PLAYER_VALUE_ALONE */
    struct player_value values[PLAYER_VALUES_MOST];
    size_t value_count;
    enum player_manner manner; /* NORMAL or SLOW */
    bool print_only;
};

enum player_effect_kind {
    PLAYER_PLAY,         /* .play: sound it in place of what sounds; answered by HEARD (and WORD, GAP) */
    PLAYER_SAY,          /* .say: answered by one SAID after the step's last */
    PLAYER_STOP,         /* silence */
    PLAYER_FIND,         /* .find: look for player.find_text; answered by FOUND */
    PLAYER_FIND_CONTACT, /* .find: the next contact; answered by CONTACT */
    PLAYER_ALIGN,        /* .align: the same sentence in the next language; answered by ALIGNED */
    PLAYER_VERSION,      /* player.version is read from now on; all values and plays behind are of it */
    PLAYER_SAVE,         /* keep player_kept_place and player.bookmarks; soon, not at once: it may wait a second */
    PLAYER_SETTINGS,     /* player.settings, .variant and .punctuation hold from now on, and are to be kept */
    PLAYER_QUIT,         /* leave; carry out a SAVE that still waits */
};

struct player_play {
    size_t version;
    size_t utterance;
    uint32_t from_offset; /* byte of what is spoken in that manner, as a WORD event told it */
    enum player_manner manner;
};

struct player_find {
    size_t utterance; /* where to begin, this one included; at the end go on from the beginning up to it */
    size_t contact;   /* FIND_CONTACT: the first contact of that utterance that will do */
};

/* Why the sentence is looked for in another language. */
enum player_purpose {
    PLAYER_TO_READ_ON, /* the reading goes on there */
    PLAYER_TO_COMPARE, /* it is heard, and then what was going on goes on */
    PLAYER_IN_TURN,    /* both languages are heard sentence by sentence: what of the other one comes behind this one */
};

struct player_align {
    enum player_purpose purpose;
    size_t utterance;
};

struct player_effect {
    enum player_effect_kind kind;
    uint32_t ticket; /* of PLAY, SAY, FIND, FIND_CONTACT, ALIGN */
    union {
        struct player_play play;
        struct player_say say;
        struct player_find find;
        struct player_align align;
    };
};

struct player_effects {
    size_t count;
    struct player_effect items[PLAYER_EFFECTS_MOST];
};

/* ---- Events ----------------------------------------------------------------------------------------------------- */

enum player_event_kind {
    PLAYER_START,    /* .start: the title is known, the voice is loaded. Once, first */
    PLAYER_LOADING,  /* .percent: more of the leaflet is in the script */
    PLAYER_LOADED,   /* .loaded: all of it is. Once */
    PLAYER_KEY,      /* .key: a key was pressed */
    PLAYER_COMMAND,  /* .key.command, from elsewhere than a key: QUIT on a signal */
    PLAYER_HEARD,    /* .ticket: the utterance was heard to its end */
    PLAYER_SAID,     /* .ticket: the announcement was */
    PLAYER_WORD,     /* .ticket, .offset: the word at this byte of the spoken text is being heard; often */
    PLAYER_GAP,      /* .ticket, .gap: a piece of the utterance that plays cannot be said; before its HEARD */
    PLAYER_FOUND,    /* .ticket, .found */
    PLAYER_CONTACT,  /* .ticket, .contact */
    PLAYER_ALIGNED,  /* .ticket, .aligned */
    PLAYER_LOST,     /* the sound device is gone; may come before anything else but START */
    PLAYER_BACK,     /* it is there again */
    PLAYER_NOT_KEPT, /* the place could not be saved; is announced once, and again in place of "your place is kept" */
    PLAYER_KEPT,     /* after NOT_KEPT: it could, this time */
    PLAYER_TICK,     /* .elapsed_ms since the last TICK, or since player_tick_ms asked for one */
};

/* The voice, and how it is to be used. */
struct player_start {
    struct voice_settings settings; /* as they are used now */
    int usual_rate_wpm;             /* the voice's own rate, for which the script's durations hold */
    size_t variant, variant_count;  /* variant < variant_count, at least one */
    enum punctuation punctuation;   /* the script's now */
    bool spelling_alphabet;         /* the language has one */
    bool language_fallback;         /* another language's voice reads */
    bool quiet;                     /* --quiet-ui */
    bool bilingual;                 /* --bilingual */
};

struct player_loaded {
    bool has_place; /* something was kept … */
    size_t place;   /* … this utterance, found again by its text */
    size_t bookmarks[BOOKMARKS_MOST];
    size_t bookmark_count; /* in any order; those outside the script are dropped */
    uint32_t left_out;     /* pieces that are not read aloud, as PHRASE_LEFT_OUT tells */
};

struct player_key {
    uint32_t key;         /* as keys.h; 0 where it is no key */
    enum command command; /* key_map_command of it */
};

struct player_found {
    bool found;
    size_t utterance;
    bool wrapped; /* by going on from the beginning */
};

struct player_contact {
    bool found; /* false: the leaflet has none */
    size_t utterance, contact;
    enum contact_kind kind;
    uint32_t number, total; /* contact `number` (from 1) of `total` in the leaflet */
};

struct player_aligned {
    enum player_purpose purpose;
    bool found;                /* false: there is no other version */
    size_t version;            /* which */
    size_t first, end;         /* its utterances; none only where IN_TURN nothing comes behind this one */
    bool named;                /* there are several others: the language's name is spoken */
    struct player_start start; /* TO_READ_ON, as all that follows */
    struct player_leaflet leaflet;
    size_t bookmarks[BOOKMARKS_MOST]; /* in it */
    size_t bookmark_count;
};

struct player_event {
    enum player_event_kind kind;
    uint32_t ticket;
    union {
        struct player_start start;
        struct player_loaded loaded;
        struct player_key key;
        struct player_found found;
        struct player_contact contact;
        struct player_aligned aligned;
        struct clip_range {
            uint32_t start, end; /* bytes of the spoken text */
        } gap;
        uint32_t offset;
        uint32_t elapsed_ms;
        unsigned percent;
    };
};

/* ---- State ------------------------------------------------------------------------------------------------------ */

enum player_mode {
    PLAYER_MODE_NEW,     /* before START */
    PLAYER_MODE_OPENING, /* title and introduction */
    PLAYER_MODE_OFFER,   /* go on where you stopped? */
    PLAYER_MODE_READING, /* one utterance after the other */
    PLAYER_MODE_PAUSED,  /* a movement says its one utterance and stays paused */
    PLAYER_MODE_ENDED,   /* behind the last utterance */
    PLAYER_MODE_OUTLINE, /* the menu of sections; `back` says what is gone back to */
    PLAYER_MODE_HELP,    /* the menu of commands */
    PLAYER_MODE_GOTO,    /* a section number is being typed */
    PLAYER_MODE_FIND,    /* words are being typed */
    PLAYER_MODE_LEAVING, /* goodbye is being said */
    PLAYER_MODE_GONE,    /* QUIT was given */
};

enum player_sounding {
    PLAYER_SILENT,
    PLAYER_UTTERANCE, /* the present one, player_present */
    PLAYER_MESSAGE,   /* player.announcement */
    PLAYER_AWAITING,  /* nothing, until FOUND, CONTACT or ALIGNED */
};

/* What follows when the announcement was heard. */
enum player_after {
    PLAYER_THEN_SILENCE, /* the mode's own: paused, ended, a prompt, a menu, an offer, a wait */
    PLAYER_THEN_PLAY,    /* player_present */
    PLAYER_THEN_INTRO,   /* the title was said: introduction, or "opening" where not all is loaded */
    PLAYER_THEN_NEXT,    /* the utterance after the present one (a gap was told behind it) */
    PLAYER_THEN_IN_TURN, /* what comes behind the present one in the other language */
    PLAYER_THEN_QUIT,
};

/* Utterances [first, end) of another version, that sound in place of the present one; none where first = end. */
struct player_translation {
    size_t version;
    size_t first, end;
    uint32_t offset; /* the word reached in the first */
    bool in_turn;    /* the present utterance was heard; else what was going on goes on */
};

/* Everything may be read by the loop (for the screen, and to keep); only player_step changes it. */
struct player {
    struct player_leaflet leaflet;
    size_t version; /* which one that is; the loop numbers them, and starts with 0 */
    enum player_mode mode;
    enum player_mode back; /* in a menu or prompt, and while leaving: the mode under it */

    enum player_sounding sounding;
    uint32_t ticket; /* of what sounds or is awaited; older ones are void */
    enum player_after after;
    enum player_after resume; /* in a menu or prompt: what goes on when it is left */

    size_t place;    /* the present utterance */
    uint32_t offset; /* the word reached in it: byte of its spoken text */
    enum player_manner manner;
    struct player_translation translation;
    size_t slowed; /* the utterance that is said slowly, spelt and spelt by words in turn; UTTERANCE_NONE */
    enum player_manner slowed_manner; /* how it was said, or was to be said, last */
    struct clip_range gaps[PLAYER_GAPS_MOST];
    size_t gap_count;

    bool loaded;
    unsigned percent;  /* loaded so far */
    size_t waits_for;  /* all that is loaded was heard: goes on here when it is there; UTTERANCE_NONE */
    uint32_t timer_ms; /* silence counted by TICKs, for offer, section number and wait */

    bool has_saved_place;
    size_t saved_place;
    uint32_t left_out;

    bool lost;                                        /* no sound device */
    bool not_kept;                                    /* to be told at the next pause between two things said */
    bool not_kept_told;                               /* once is enough */
    struct player_say announcement[PLAYER_SAYS_MOST]; /* the present or last one */
    size_t say_count;

    uint32_t entry; /* of a menu, from 0 */
    char input[PLAYER_INPUT_BYTES];
    size_t input_length;
    bool number_ended; /* a section number was complete without Enter: an Enter that comes now is still its own */
    char find_text[PLAYER_INPUT_BYTES]; /* last looked for; "" */
    struct player_contact contact;      /* the one said last, while the listener goes through them; else not `found` */

    size_t bookmarks[BOOKMARKS_MOST]; /* ascending */
    size_t bookmark_count;
    struct voice_settings settings;
    int usual_rate_wpm;
    size_t variant, variant_count;
    enum punctuation punctuation;
    bool spelling_alphabet;
    bool language_fallback;
    bool quiet;
    bool bilingual;
};

/* Makes a player before START. Document and script are borrowed until the player is no longer used; they may grow
 * between two steps. Needs no freeing. */
void player_init(struct player *player, struct player_leaflet leaflet);

/* One event: changes the state and overwrites *effects. Never fails. */
void player_step(struct player *player, const struct player_event *event, struct player_effects *effects);

/* In how many ms the player wants a TICK at the latest; -1 where it waits for none (poll's own meaning). */
int player_tick_ms(const struct player *player);

/* What of the leaflet sounds now, or will when it goes on. */
struct player_play player_present(const struct player *player);

/* What is being typed, for the screen; NULL where nothing is. */
const char *player_input(const struct player *player);

/* Whether the reading rests (for the screen). */
bool player_paused(const struct player *player);

/* The utterance to remember for the next sitting: the present one; 0 once the leaflet was heard to its end. */
size_t player_kept_place(const struct player *player);

/* The utterances that the next keys most likely ask for, best first, each once: next, previous, paragraphs, sections,
 * headings, list, table, beginning, end. To be synthesised while nothing else is to do. Returns how many. */
size_t player_hints(const struct player *player, size_t hints[PLAYER_HINTS_MOST]);

/* NULL where all invariants hold, else the one that is broken (English, static). `effects` are the last step's. */
const char *player_check(const struct player *player, const struct player_effects *effects);

#endif
