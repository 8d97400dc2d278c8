/* Any bytes have a spoken form in every language, as a message and as a leaflet: without markup for the engine, each word
 * with a place of its own, and the same each time. */
#include "base/utf8.h"
#include "document/reader.h"
#include "script/script.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unicode/uchar.h>

int LLVMFuzzerInitialize(int *count, char ***arguments);
int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

enum { VOICES_MOST = 64 };
static struct voice *voices[VOICES_MOST];
static struct script *messages[VOICES_MOST]; /* one a voice, kept: making one takes longer than saying a text */
static size_t voice_count;

#define MUST(condition)                                                                                                \
    do {                                                                                                               \
        if (!(condition)) return #condition;                                                                           \
    } while (0)

static const char *check_spoken(const struct buffer *spoken)
{
    MUST(utf8_first_invalid(buffer_text(spoken), spoken->length) == spoken->length);
    for (size_t at = 0; at < spoken->length;) {
        uint32_t codepoint = utf8_next(spoken->data, spoken->length, &at);
        MUST(u_charType((UChar32)codepoint) != U_CONTROL_CHAR);
        MUST(codepoint >= 0x80 || !strchr("<>&[]{}\\|_*`^", (int)codepoint));
    }
    return NULL;
}

static bool has_letters(const char *text, size_t length)
{
    for (size_t at = 0; at < length;)
        if (u_isalnum((UChar32)utf8_next(text, length, &at))) return true;
    return false;
}

/* The invariants of script.h. */
static const char *check_words(const struct utterance *utterance)
{
    uint32_t shown = 0, spoken = 0;
    for (size_t i = 0; i < utterance->word_count; i++) {
        const struct word *word = &utterance->words[i];
        bool shared = i > 0 && word->spoken_start == word[-1].spoken_start && word->spoken_end == word[-1].spoken_end;
        MUST(word->shown_start >= shown && word->shown_end >= word->shown_start);
        MUST(word->shown_end <= utterance->shown.length);
        MUST(shared || word->spoken_start >= spoken);
        MUST(word->spoken_end >= word->spoken_start && word->spoken_end <= utterance->spoken.length);
        shown = word->shown_end;
        spoken = word->spoken_end;
        if (has_letters(utterance->shown.data + word->shown_start, word->shown_end - word->shown_start)) {
            MUST(word->spoken_end > word->spoken_start);
        }
    }
    for (size_t i = 0; i < utterance->note_count; i++) {
        MUST(utterance->notes[i].shown_end <= utterance->shown.length);
        MUST(utterance->notes[i].spoken_end <= utterance->spoken.length);
    }
    for (size_t i = 0; i < utterance->change_count; i++) MUST(utterance->changes[i].spoken_start < spoken);
    return NULL;
}

static void check(const struct voice *voice, const struct utterance *utterance)
{
    const char *broken = check_spoken(&utterance->spoken);
    if (!broken) broken = check_words(utterance);
    if (!broken) return;
    fprintf(stderr, "not so: %s\nlanguage %s\nshown  %s\nspoken %s\n", broken, voice_language(voice),
            buffer_text(&utterance->shown), buffer_text(&utterance->spoken));
    abort();
}

/* A failure must say why. */
static void expect(enum status status, const struct error *error)
{
    if (status == STATUS_OK) return;
    fprintf(stderr, "not so: %s\n", error->text);
    abort();
}

static void say_message(struct script *script, const char *text)
{
    struct utterance once = {0}, again = {0};
    struct error error = {0};
    expect(utterance_from_message(script, text, &once, &error), &error);
    check(script_voice(script), &once);
    expect(utterance_from_message(script, text, &again, &error), &error);
    if (strcmp(buffer_text(&once.spoken), buffer_text(&again.spoken)) != 0) abort();
    utterance_done(&once);
    utterance_done(&again);
}

/* What is no leaflet is the other target's. */
static void say_leaflet(const struct voice *voice, const char *text, size_t length)
{
    struct document_reader *reader = NULL;
    struct script *script = NULL;
    struct utterance utterance = {0};
    struct error error = {0};
    enum status status = document_reader_open_bytes("leaflet", text, length, FORMAT_MARKDOWN, &reader, &error);
    while (status == STATUS_OK && !document_reader_document(reader)->complete)
        status = document_reader_step(reader, &error);
    if (status == STATUS_OK) {
        const struct document *document = document_reader_document(reader);
        expect(script_new(voice, &script, &error), &error);
        expect(script_extend(script, document, &error), &error);
        script_set_punctuation(script, (enum punctuation)(length % PUNCTUATION_COUNT));
        for (size_t i = 0; i < script_count(script); i++) {
            expect(script_utterance(script, document, i, &utterance, &error), &error);
            check(voice, &utterance);
            if (utterance.contact_count > 0 && !script_place(script, i)->has_contact) abort();
        }
    }
    utterance_done(&utterance);
    script_free(script);
    document_reader_free(reader);
}

int LLVMFuzzerInitialize(int *count, char ***arguments)
{
    (void)count;
    (void)arguments;
    char **languages = NULL;
    size_t language_count = 0;
    struct error error = {0};
    expect(voice_languages(ALOUD_SOURCE_VOICES, &languages, &language_count, &error), &error);
    for (; voice_count < language_count && voice_count < VOICES_MOST; voice_count++) {
        expect(voice_load(ALOUD_SOURCE_VOICES, languages[voice_count], &voices[voice_count], &error), &error);
        expect(script_new(voices[voice_count], &messages[voice_count], &error), &error);
    }
    voice_languages_free(languages, language_count);
    return 0;
}

/* The last byte chooses the language, and whether it is a leaflet. */
int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    if (length == 0) return 0;
    uint8_t choice = bytes[length - 1];
    size_t voice = choice / 2 % voice_count;
    char *text = strndup((const char *)bytes, length - 1);
    if (!text) return 0;
    if (choice % 2)
        say_leaflet(voices[voice], text, strlen(text));
    else
        say_message(messages[voice], text);
    free(text);
    return 0;
}
