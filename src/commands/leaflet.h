/* The leaflet that a command works on: the options that name it, and its document, voice and script. */
#ifndef ALOUD_COMMANDS_LEAFLET_H
#define ALOUD_COMMANDS_LEAFLET_H

#include "commands/lexicons.h"
#include "commands/voice_shelf.h"
#include "document/reader.h"
#include "export/encoder.h"
#include "script/script.h"
#include "translate/build.h"
#include "voice/voice.h"

#include <argp.h>

/* What the command line says of the leaflet. */
struct leaflet_options {
    const char *path;
    const char *language; /* --lang; NULL: the leaflet's own, else the user's locale */
    enum missing missing; /* --missing: of a translation */
    bool publishes;       /* another language's voice than the leaflet's is refused, not only told of */
    const char *voices;   /* --voices; NULL: where voice_folder finds them */
    const char *lexicons[LEXICON_FILES_MOST]; /* --lexicon, each time that it is given */
    const struct buffer *lexicon_texts;       /* what stands in each where the command has read them; else NULL */
    size_t lexicon_count;
    const struct buffer *source; /* the bytes of the file where the command has read them already; else NULL */
    struct voice_shelf *shelf;   /* where voices are kept from leaflet to leaflet; NULL: nowhere */
    enum format format;
    enum punctuation punctuation;
    bool has_punctuation; /* --punctuation is given */
    bool json;            /* --format json, where the command takes it */
    bool takes_json;
    bool *
        audio_formats; /* AUDIO_FORMAT_COUNT: --format also names formats of sound, and marks them; NULL: it does not */
    bool takes_none;   /* the command does without a leaflet */
};

/* The argp parser of these options, to be a child of the command's own; its input is a struct leaflet_options. */
extern const struct argp leaflet_argp;

/* command_parse for a command that has no options of its own; `doc` is what it does. */
void leaflet_parse(const char *doc, int argc, char **argv, struct leaflet_options *options);

struct leaflet {
    struct document_reader *reader;  /* while it is being read */
    struct buffer translated;        /* Markdown that was built; empty: it is read as it stands */
    uint32_t *source_blocks;         /* what its blocks translate, as in struct built; NULL: it is no translation */
    const struct document *document; /* the reader's */
    struct voice *voice;             /* of a shelf */
    struct voice_shelf own_shelf;    /* where the options have none */
    struct script *script;
    enum punctuation punctuation;          /* of the script */
    struct lexicons lexicons;              /* the script's */
    const struct leaflet_options *options; /* borrowed */
    char *voices;                          /* folder */
    bool fallback;                         /* no voice file for the leaflet's language: another one reads */
};

/* Opens the file, or where --lang names a translation of it builds that; reads the first piece, chooses the voice (--lang, the leaflet's language, the locale, en-GB; tells on
 * standard error where it is not the leaflet's), reads the lexicons, and makes the script of that piece. `options` must
 * outlive the leaflet. On failure everything is freed. */
enum status leaflet_open(const struct leaflet_options *options, struct leaflet *leaflet, struct error *error);

/* Reads one more piece and extends the script. */
enum status leaflet_step(struct leaflet *leaflet, struct error *error);

/* leaflet_open, then steps to the end. */
enum status leaflet_load(const struct leaflet_options *options, struct leaflet *leaflet, struct error *error);

/* Where the engine lacks the voice: takes the one for `language` instead, tells so on standard error, and makes the
 * script anew with it; sets `fallback`. */
enum status leaflet_use_voice(struct leaflet *leaflet, const char *language, struct error *error);

/* The shelf's voice for `language`; where that is NULL for the user's locale, else en-GB. */
enum status voice_for_user(struct voice_shelf *shelf, const char *folder, const char *language, struct voice **ret,
                           struct error *error);

/* STATUS_NOT_FOUND where another language's voice would read it: for the listener that is told, but not for what is published. */
enum status leaflet_require_voice(const struct leaflet *leaflet, struct error *error);

/* Tells on standard error what of the source could not be read as text (invalid bytes, nesting), and what of its lexicon is
 * not used, with its line. */
void leaflet_warn_unreadable(const struct leaflet *leaflet);

void leaflet_done(struct leaflet *leaflet);

#endif
