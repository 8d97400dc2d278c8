#include "listen/reading_parts.h"

#include "base/array.h"

#include <stdlib.h>
#include <string.h>

enum status reading_utterance(struct reading *reading, size_t version, size_t index, struct kept_utterance *kept)
{
    if (kept->index == index && kept->version == version) return STATUS_OK;
    const struct version *of = &reading->versions[version].version;
    kept->index = UTTERANCE_NONE;
    enum status status = script_utterance(of->script, of->document, index, &kept->utterance, reading->error);
    if (status != STATUS_OK) return status;
    kept->version = version;
    kept->index = index;
    return STATUS_OK;
}

enum status reading_spell(struct reading *reading, size_t index, enum player_manner manner, struct utterance *utterance)
{
    enum spelling spelling = manner == PLAYER_SPELT_ALPHABET ? SPELLING_ALPHABET : SPELLING_NAMES;
    struct script *script = reading->script;
    struct buffer shown = {0};
    enum status status = script_utterance(script, reading->document, index, utterance, reading->error);
    if (status != STATUS_OK) return status;
    buffer_append(&shown, utterance->shown.data, utterance->shown.length);
    status = shown.failed
                 ? error_no_memory(reading->error)
                 : utterance_spell(script, buffer_text(&shown), shown.length, spelling, utterance, reading->error);
    buffer_done(&shown);
    return status;
}

static void append_heading(const struct reading *reading, uint64_t number, struct buffer *text)
{
    uint32_t index = leaflet_section_index(&reading->player.leaflet, (uint32_t)number);
    if (index >= reading->document->section_count) return;
    uint32_t heading = reading->document->sections[index].heading;
    if (heading == DOCUMENT_NONE) return;
    const struct block *block = &reading->document->blocks[heading];
    buffer_append(text, buffer_text(&reading->document->text) + block->text_start, block->text_end - block->text_start);
}

/* The script's times hold at the voice's usual rate. */
static enum status append_duration(struct reading *reading, uint64_t milliseconds, struct buffer *text)
{
    const struct player *player = &reading->player;
    double factor = (double)player->usual_rate_wpm / (double)player->settings.rate_wpm;
    double minutes = (double)milliseconds * factor / 60000.0;
    if (minutes < 1.0) {
        return voice_phrase(reading->voice, PHRASE_DURATION_SHORT, NULL, 0, text, reading->error);
    }
    struct phrase_value value = PHRASE_NUMBER((int)(minutes + 0.5));
    return voice_phrase(reading->voice, PHRASE_DURATION_MINUTES, &value, 1, text, reading->error);
}

/* A key that types a sign is printed as that sign and spoken by its name. */
static enum status append_key(struct reading *reading, uint32_t key, struct buffer *text)
{
    if (reading->printing && key >= KEY_NAME_F1 && key < KEY_NAME_OTHER) {
        buffer_printf(text, "F%u", key - KEY_NAME_F1 + 1);
        return STATUS_OK;
    }
    if (reading->printing && key >= 1 && key <= 26) {
        const char letter[] = {(char)('a' + key - 1), '\0'};
        return voice_phrase(reading->voice, PHRASE_KEY_CONTROL, &PHRASE_TEXT(letter), 1, text, reading->error);
    }
    if (!reading->printing || key <= ' ' || key >= KEY_NAME_FIRST) {
        return key_say(key, reading->voice, text, reading->error);
    }
    key_write(key, text);
    return STATUS_OK;
}

/* "a", "a or b", "a or b or c", in the language's own way. */
static enum status append_keys(struct reading *reading, enum command command, struct buffer *text)
{
    size_t count = 0;
    const uint32_t *keys = key_map_keys(reading->keys, command, &count);
    struct buffer joined = {0};
    enum status status = STATUS_OK;
    for (size_t i = 0; i < count && status == STATUS_OK; i++) {
        struct buffer name = {0}, both = {0};
        status = append_key(reading, keys[i], &name);
        if (status == STATUS_OK && i == 0) buffer_append_text(&both, buffer_text(&name));
        if (status == STATUS_OK && i > 0) {
            struct phrase_value values[] = {PHRASE_TEXT(buffer_text(&joined)), PHRASE_TEXT(buffer_text(&name))};
            status = voice_phrase(reading->voice, PHRASE_LIST_OF_KEYS, values, 2, &both, reading->error);
        }
        buffer_done(&name);
        buffer_done(&joined);
        joined = both;
    }
    buffer_append_text(text, buffer_text(&joined));
    buffer_done(&joined);
    return status;
}

static enum status append_letter(struct reading *reading, uint64_t code, struct buffer *text)
{
    uint32_t codepoint = (uint32_t)code;
    const char *name = reading->printing ? NULL : voice_letter(reading->voice, codepoint);
    if (!name && !reading->printing) name = voice_symbol(reading->voice, codepoint);
    if (name)
        buffer_append_text(text, name);
    else if (codepoint == ' ')
        return voice_phrase(reading->voice, PHRASE_SPELL_SPACE, NULL, 0, text, reading->error);
    else
        buffer_append_codepoint(text, codepoint);
    return STATUS_OK;
}

/* "01234 567890," in a sentence is "01234 567890" alone. */
static size_t without_stops(const char *text, size_t length)
{
    static const char *const stops[] = {".", ",", ";", ":", "!", "?", ")", " ", "\u00A0", "\u202F", "،", "؛"};
    for (size_t i = 0; i < ARRAY_COUNT(stops);) {
        size_t stop = strlen(stops[i]);
        bool ends = length > stop && memcmp(text + length - stop, stops[i], stop) == 0;
        if (ends) length -= stop;
        i = ends ? 0 : i + 1;
    }
    return length;
}

/* The words of a contact, or those that a stretch of the spoken text stands for; as shown, since an announcement is
 * both printed and, through the script's own spoken form, said. */
static enum status append_leaflet_words(struct reading *reading, const struct player_value *value, struct buffer *text)
{
    struct utterance *utterance = &reading->other;
    const struct version *version = &reading->versions[value->version].version;
    enum status status =
        script_utterance(version->script, version->document, value->utterance, utterance, reading->error);
    if (status != STATUS_OK) return status;
    size_t first = utterance->word_count, end = 0;
    if (value->kind == PLAYER_VALUE_CONTACT) {
        if (value->number >= utterance->contact_count) return STATUS_OK;
        first = utterance->contacts[value->number].first_word;
        end = first + utterance->contacts[value->number].word_count;
    } else {
        for (size_t i = 0; i < utterance->word_count; i++) {
            const struct word *word = &utterance->words[i];
            if (word->spoken_end <= value->start || word->spoken_start >= value->end) continue;
            if (first > i) first = i;
            end = i + 1;
        }
    }
    if (first >= end) return STATUS_OK;
    uint32_t from = utterance->words[first].shown_start, to = utterance->words[end - 1].shown_end;
    const char *words = buffer_text(&utterance->shown) + from;
    size_t length = value->kind == PLAYER_VALUE_CONTACT ? without_stops(words, to - from) : to - from;
    buffer_append(text, words, length);
    return STATUS_OK;
}

static enum status append_value(struct reading *reading, const struct player_value *value, struct buffer *text)
{
    switch (value->kind) {
    case PLAYER_VALUE_NUMBER: buffer_printf(text, "%llu", (unsigned long long)value->number); return STATUS_OK;
    case PLAYER_VALUE_TITLE: buffer_append_text(text, buffer_text(&reading->document->title)); return STATUS_OK;
    case PLAYER_VALUE_HEADING: append_heading(reading, value->number, text); return STATUS_OK;
    case PLAYER_VALUE_DURATION: return append_duration(reading, value->number, text);
    case PLAYER_VALUE_KEY: return append_key(reading, (uint32_t)value->number, text);
    case PLAYER_VALUE_KEYS: return append_keys(reading, (enum command)value->number, text);
    case PLAYER_VALUE_HELP:
        return voice_phrase(reading->voice, command_help((enum command)value->number), NULL, 0, text, reading->error);
    case PLAYER_VALUE_LETTER: return append_letter(reading, value->number, text);
    case PLAYER_VALUE_INPUT: buffer_append_text(text, reading->player.input); return STATUS_OK;
    case PLAYER_VALUE_FIND_TEXT: buffer_append_text(text, reading->player.find_text); return STATUS_OK;
    case PLAYER_VALUE_CONTACT:
    case PLAYER_VALUE_GAP: return append_leaflet_words(reading, value, text);
    case PLAYER_VALUE_LANGUAGE_WANTED:
        buffer_append_text(text, buffer_text(&reading->document->language));
        return STATUS_OK;
    case PLAYER_VALUE_LANGUAGE_USED: buffer_append_text(text, voice_name(reading->voice)); return STATUS_OK;
    }
    return STATUS_OK;
}

enum status reading_say_text(struct reading *reading, const struct player_say *say, struct buffer *text)
{
    if (say->phrase == PLAYER_VALUE_ALONE) return append_value(reading, &say->values[0], text);
    struct phrase_value values[PLAYER_VALUES_MOST];
    struct buffer texts[PLAYER_VALUES_MOST] = {0};
    enum status status = STATUS_OK;
    for (size_t i = 0; i < say->value_count && status == STATUS_OK; i++) {
        if (say->values[i].kind == PLAYER_VALUE_NUMBER) {
            values[i] = PHRASE_NUMBER(say->values[i].number);
            continue;
        }
        status = append_value(reading, &say->values[i], &texts[i]);
        values[i] = PHRASE_TEXT(buffer_text(&texts[i]));
    }
    if (status == STATUS_OK) {
        status = voice_phrase(reading->voice, say->phrase, values, say->value_count, text, reading->error);
    }
    for (size_t i = 0; i < PLAYER_VALUES_MOST; i++) buffer_done(&texts[i]);
    return status;
}
