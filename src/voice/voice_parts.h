/* A voice from within: what voice.c fills and voice_wordings.c looks up. */
#ifndef ALOUD_VOICE_VOICE_PARTS_H
#define ALOUD_VOICE_VOICE_PARTS_H

#include "voice/ipa.h"
#include "voice/pattern.h"
#include "voice/voice_file.h"
#include "voice/wordings_table.h"
#include "voice/words.h"

enum { VARIANTS_MOST = 32, VARIANT_BYTES_MOST = 32 };

struct value_list {
    const char **items;
    size_t count, capacity;
};

/* Immutable once loaded. */
struct voice {
    struct voice_file file; /* the strings' memory */
    const char *language, *name, *engine;
    struct voice_settings settings;
    double characters_per_second;
    uint32_t pauses_ms[ROLE_COUNT];
    const char *phrases[PHRASE_COUNT];
    struct plural_forms forms;
    char variants[VARIANTS_MOST][VARIANT_BYTES_MOST]; /* the first is "" */
    size_t variant_count;
    struct sign_table letters, symbols, spelling_alphabet;
    struct word_table abbreviations, lexicon;
    struct phoneme_table phonemes;
    struct wordings wordings;
    struct value_list needs_eyes, bare_links;
};

#endif
