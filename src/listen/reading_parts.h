/* The state of a reading, shared by the files reading*.c: one file a concern, this header between them. */
#ifndef ALOUD_LISTEN_READING_PARTS_H
#define ALOUD_LISTEN_READING_PARTS_H

#include "listen/keys.h"
#include "listen/memory.h"
#include "listen/player.h"
#include "listen/reading.h"
#include "listen/reading_trace.h"
#include "listen/screen.h"
#include "speech/clip_window.h"

/* A stretch of an announcement, spoken in one manner. */
struct announced {
    char *text;
    enum player_manner manner;
};

/* What sounds, or is to sound as soon as its clip is there. */
enum sounding_kind { SOUNDING_NOTHING, SOUNDING_UTTERANCE, SOUNDING_ANNOUNCEMENT };

/* An utterance whose texts are kept, of a version. */
struct kept_utterance {
    struct utterance utterance;
    size_t version, index; /* index: UTTERANCE_NONE where there is none */
};

/* A version of the leaflet, and how its voice is used. */
struct reading_version {
    struct version version;
    bool is_open, failed;
    struct voice_settings settings; /* while another version is read; else the player's hold */
    size_t variant;
    enum punctuation kept_punctuation; /* not what --punctuation gives for this time */
};

/* What of the next language is likely to be asked for at the present version's `place`. */
struct ahead {
    bool known;
    size_t place, version;
    struct utterance_range aligned;
    struct utterance_range following; /* where both are heard in turn */
};

struct contact_entry {
    size_t utterance;
    size_t contact;
    enum contact_kind kind;
};

enum { EVENTS_MOST = 64, REQUESTS_MOST = ENGINE_QUEUE_LONGEST };

struct reading {
    const struct reading_options *options;
    struct reading_version versions[READING_VERSIONS_MOST];
    const struct document *document; /* of the version that is read, as the next two */
    struct script *script;
    const struct voice *voice;
    struct buffer *report;
    struct error *error;

    struct player player;
    struct key_map *keys;
    struct screen *screen;
    struct memory memory;
    struct reading_trace trace;

    /* Sound: the clip that the player asked for, and the clips around it. */
    struct clip_window *clips;
    uint64_t requested[REQUESTS_MOST]; /* keys that the engine has and has not answered */
    size_t requested_count;
    uint16_t generation; /* of the settings: clips of another one are not used */
    enum sounding_kind sounding;
    uint32_t ticket;
    struct player_play play;
    struct announced announced[PLAYER_SAYS_MOST];
    size_t announced_count;
    size_t announced_next;
    uint64_t wanted;      /* key of the clip that is waited for; 0: none */
    struct clip *clip;    /* what the sink plays; NULL */
    uint32_t word_offset; /* spoken byte told by the last WORD */
    bool clip_over;       /* the present clip was heard to its end */

    /* Texts. */
    struct kept_utterance shown; /* the present utterance, for the screen */
    struct kept_utterance next;
    struct kept_utterance spelt; /* the present one, letter by letter; made when it is first spelt */
    struct utterance other;      /* for searching and speaking; used within one function only */
    enum player_manner spelt_manner;
    bool printing;          /* the text of a say is made for the eye: keys as signs, not by name */
    struct buffer message;  /* the latest announcement, for the screen */
    unsigned message_plays; /* utterances begun since */
    bool has_played;        /* an utterance was begun */
    struct contact_entry *contacts;
    size_t contact_count, contact_capacity;
    bool contacts_listed;
    struct ahead ahead;

    /* Events that the player has not seen yet. */
    struct player_event events[EVENTS_MOST];
    size_t event_first, event_count;

    /* Keeping: when the place is to be written; 0: nothing waits. */
    double save_due_s;
    bool not_kept; /* the last save failed */
    double key_s;  /* of the latest key */
    double ticked_s;
    bool done;
};

/* Queues an event for the player; an answer comes before what was queued. */
void reading_event(struct reading *reading, struct player_event event);
void reading_answer(struct reading *reading, const struct player_event *event);

/* reading_versions.c: the leaflet's other languages. */
void reading_versions_begin(struct reading *reading);
void reading_align(struct reading *reading, uint32_t ticket, const struct player_align *align);
void reading_use_version(struct reading *reading, size_t version);
/* The listener's settings have changed: those of the other versions follow. */
void reading_versions_follow(struct reading *reading);
/* Opens the next version while there is nothing else to do. */
void reading_open_ahead(struct reading *reading);
/* What of other languages is likely to be wanted next, the first soonest: what is heard in turn, and where the key for the
 * next language goes. Returns how many. */
enum { READING_AHEAD_MOST = 3 };
size_t reading_ahead(struct reading *reading, struct player_play plays[READING_AHEAD_MOST]);

/* reading_sound.c: clips for what the player wants, and what was heard of them. */
void reading_play(struct reading *reading, uint32_t ticket, const struct player_play *play);
void reading_announce(struct reading *reading, const struct player_effects *effects);
void reading_stop(struct reading *reading);
void reading_settings_changed(struct reading *reading);
enum status reading_engine_answers(struct reading *reading);
enum status reading_sink_events(struct reading *reading);
void reading_word_reached(struct reading *reading);
void reading_prefetch(struct reading *reading);
int reading_word_timeout_ms(const struct reading *reading); /* until the next word begins; -1: none is playing */
void reading_sound_silence(struct reading *reading);        /* what sounds ends, and nothing is waited for */
void reading_sound_done(struct reading *reading);

/* reading_words.c: the text of a say. Appends to `text`. */
enum status reading_say_text(struct reading *reading, const struct player_say *say, struct buffer *text);
/* The utterance of a version, made again only where another one is kept. */
enum status reading_utterance(struct reading *reading, size_t version, size_t index, struct kept_utterance *kept);
/* The letters of what the present version's utterance shows, in a manner that spells. */
enum status reading_spell(struct reading *reading, size_t index, enum player_manner manner,
                          struct utterance *utterance);

/* reading_search.c */
void reading_find(struct reading *reading, uint32_t ticket, const struct player_find *find);
void reading_find_contact(struct reading *reading, uint32_t ticket, const struct player_find *find);

/* reading_keep.c: place, bookmarks and settings. */
/* Trouble is told in the report, once. */
void reading_report(struct reading *reading, const struct error *error);
/* What is kept for the version's language takes the place of settings and punctuation; fills all else that is known of
 * its voice. */
void reading_load_settings(struct reading *reading, size_t version, struct player_start *start);
void reading_recall(struct reading *reading, struct player_loaded *loaded);
void reading_save(struct reading *reading);
/* So that a failure is known when goodbye tells that the place is kept. */
void reading_save_before_goodbye(struct reading *reading);
void reading_save_settings(struct reading *reading);

/* reading_view.c */
void reading_draw(struct reading *reading);

#endif
