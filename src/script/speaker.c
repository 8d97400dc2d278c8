#include "script/speaker.h"

#include "base/array.h"
#include "base/utf8.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

/* The tag that the leaflet gives the word; the voice's where it gives none. */
static const char *language_of_word(const struct speaker *speaker)
{
    uint16_t language = speaker->document && speaker->tokens ? speaker->tokens[speaker->word].language : 0;
    if (language == 0) return voice_language(speaker->host);
    return speaker->document->strings.data + speaker->document->languages[language];
}

/* From here on the language of what is said now. */
static void note_language(struct speaker *speaker)
{
    if (!speaker->tokens) return;
    const char *now = speaker->foreign ? speaker->foreign : speaker->word_language;
    const char *before = speaker->language ? speaker->language : voice_language(speaker->host);
    speaker->language = now;
    if (now == before || strcasecmp(before, now) == 0) return;
    struct utterance *utterance = speaker->utterance;
    if (!array_reserve(&utterance->changes, &utterance->change_capacity, utterance->change_count + 1)) {
        speaker->failed = true;
        return;
    }
    struct language_change *change = &utterance->changes[utterance->change_count++];
    change->spoken_start = (uint32_t)utterance->spoken.length;
    snprintf(change->language, sizeof change->language, "%s", now);
}

/* Words that are said in one with the word before have its range: "1 000 000" is "one million". */
void speaker_end(struct speaker *speaker)
{
    struct word *words = speaker->utterance->words;
    struct word *word = &words[speaker->word];
    uint32_t end = (uint32_t)speaker->utterance->spoken.length;
    if (speaker->audible) {
        word->spoken_end = end;
    } else if (speaker->shared && speaker->word > 0) {
        word->spoken_start = words[speaker->word - 1].spoken_start;
        word->spoken_end = words[speaker->word - 1].spoken_end;
    } else {
        word->spoken_start = word->spoken_end = end;
    }
}

static void go_to_word(struct speaker *speaker, size_t word)
{
    while (speaker->word == SIZE_MAX || speaker->word < word) {
        if (speaker->word != SIZE_MAX) speaker_end(speaker);
        speaker->word++; /* 0 behind SIZE_MAX */
        speaker->audible = speaker->gap = speaker->inner_bracket = false;
        speaker->shared = speaker->word > speaker->claim_word;
        speaker->word_language = language_of_word(speaker);
        char join = speaker->tokens[speaker->word].join;
        if (join) speaker_stop(speaker, (unsigned char)join);
    }
}

void speaker_at(struct speaker *speaker, size_t piece)
{
    go_to_word(speaker, speaker->pieces[piece].word);
}

void speaker_finish(struct speaker *speaker)
{
    size_t count = speaker->utterance->word_count;
    speaker->claim_word = SIZE_MAX;
    if (count == 0) return;
    go_to_word(speaker, count - 1);
    speaker_end(speaker);
}

static void put(struct speaker *speaker, uint32_t codepoint)
{
    buffer_append_codepoint(&speaker->utterance->spoken, codepoint);
    speaker->last = codepoint;
}

/* Whether what was said of this word ends with the text. */
static bool word_ends_with(const struct speaker *speaker, const char *text)
{
    const struct utterance *utterance = speaker->utterance;
    size_t length = strlen(text), end = utterance->spoken.length;
    size_t start = utterance->words[speaker->word].spoken_start;
    return !utterance->spoken.failed && end >= start + length
           && memcmp(utterance->spoken.data + end - length, text, length) == 0;
}

/* The engine reads the Bengali letter y with its dot as one character with an "o" behind it, which is right behind an "i"
 * only; as two, it loses the vowel sign behind them. */
static bool joins_bengali_y(struct speaker *speaker, uint32_t codepoint)
{
    static const char apart[] = "\u09AF\u09BC";
    bool vowel_sign = codepoint >= 0x09BE && codepoint <= 0x09CC;
    if (vowel_sign && speaker->last == 0x09BC && word_ends_with(speaker, apart)) {
        speaker->utterance->spoken.length -= strlen(apart);
        put(speaker, 0x09DF);
    }
    return word_ends_with(speaker, "\u09BF\u09AF") || word_ends_with(speaker, "\u09C0\u09AF");
}

/* What the voice file gives in place of the word's last letter and a mark; the last character of it is for the caller to
 * put. 0: nothing. */
static uint32_t own_pair(struct speaker *speaker, uint32_t mark)
{
    char letter[5] = "", pair[10] = "";
    if (!voice_has_words(speaker->voice, WORDS_PAIRS) || character_kind(mark) != CHARACTER_MARK) return 0;
    size_t letter_length = utf8_encode(speaker->last, letter);
    memcpy(pair, letter, letter_length);
    size_t length = letter_length + utf8_encode(mark, pair + letter_length);
    const char *own = voice_words(speaker->voice, WORDS_PAIRS, pair, length);
    if (!own || !word_ends_with(speaker, letter)) return 0;
    speaker->utterance->spoken.length -= letter_length;
    size_t at = 0, own_length = strlen(own);
    uint32_t next = utf8_next(own, own_length, &at);
    while (at < own_length) {
        put(speaker, next);
        next = utf8_next(own, own_length, &at);
    }
    return next;
}

/* A mark and the word's last letter become one character where there is one. */
static uint32_t compose(struct speaker *speaker, uint32_t codepoint)
{
    uint32_t own = own_pair(speaker, codepoint);
    if (own) return own;
    bool joins = joins_bengali_y(speaker, codepoint);
    uint32_t both = character_composed(speaker->last, codepoint);
    char bytes[5] = "";
    size_t length = utf8_encode(speaker->last, bytes);
    if (!both || !word_ends_with(speaker, bytes) || (both == 0x09DF && !joins)) return codepoint;
    speaker->utterance->spoken.length -= length;
    return both;
}

/* A space that only parts words, before the letter that comes next; letters of scripts without spaces need none. */
static void put_gap(struct speaker *speaker, uint32_t letter)
{
    if (!(character_is_unspaced(letter) && character_is_unspaced(speaker->last))) put(speaker, ' ');
}

/* The pause and space before the word's first sound. */
static void open_word(struct speaker *speaker, uint32_t letter)
{
    const struct utterance *utterance = speaker->utterance;
    size_t index = speaker->word;
    if (speaker->comma) speaker_stop(speaker, ',');
    bool glued = speaker->tokens && index > 0 && speaker->tokens[index].glued
                 && utterance->words[index].added == utterance->words[index - 1].added;
    bool stopped = speaker->last < 0x80 && character_kind(speaker->last) == CHARACTER_STOP;
    if (utterance->spoken.length > 0 && !glued)
        put(speaker, ' ');
    else if (utterance->spoken.length > 0 && (speaker->gap || (stopped && character_is_unspaced(letter))))
        put_gap(speaker, letter); /* the engine knows "," for a stop only before a space */
    utterance->words[index].spoken_start = (uint32_t)utterance->spoken.length;
    speaker->audible = true;
}

void speaker_letter(struct speaker *speaker, uint32_t codepoint)
{
    if (!character_is_safe(codepoint)) {
        speaker->gap = true;
        return;
    }
    if (!speaker->audible)
        open_word(speaker, codepoint);
    else if (speaker->comma || speaker->gap) {
        if (speaker->comma) speaker_stop(speaker, ',');
        put_gap(speaker, codepoint);
    }
    speaker->comma = speaker->gap = false;
    note_language(speaker);
    if (codepoint == 0x09DF) put(speaker, 0x09AF);
    put(speaker, compose(speaker, codepoint == 0x09DF ? 0x09BC : codepoint));
}

void speaker_stop(struct speaker *speaker, uint32_t codepoint)
{
    speaker->comma = false;
    bool stopped = character_kind(speaker->last) == CHARACTER_STOP;
    bool stronger = codepoint == '?' || codepoint == '!' || codepoint == 0x061F;
    if (speaker->utterance->spoken.length == 0 || speaker->last == codepoint || (stopped && !stronger)) return;
    put(speaker, codepoint);
}

void speaker_name(struct speaker *speaker, const char *name)
{
    size_t length = strlen(name);
    bool elided = speaker->audible && !speaker->gap && speaker->last == '\''; /* "l'11": "l'undici" */
    speaker->gap = !elided;
    for (size_t at = 0; at < length;) {
        uint32_t codepoint = utf8_next(name, length, &at);
        if (codepoint == ' ')
            speaker->gap = true;
        else if (codepoint == ',' && speaker->gap) /* a pattern's own: "{0}, {1}" */
            speaker_stop(speaker, codepoint);
        else
            speaker_letter(speaker, codepoint);
    }
    speaker->gap = true;
}

void speaker_contact(struct speaker *speaker, enum contact_kind kind, size_t first, size_t count)
{
    struct utterance *utterance = speaker->utterance;
    if (utterance->words[first].added) return; /* a repeated column heading, or a message */
    if (utterance->contact_count > 0) {        /* two in one word are one */
        struct contact *before = &utterance->contacts[utterance->contact_count - 1];
        if (before->first_word <= first && before->first_word + before->word_count > first) {
            before->word_count = (uint32_t)(first + count) - before->first_word;
            return;
        }
    }
    if (!array_reserve(&utterance->contacts, &utterance->contact_capacity, utterance->contact_count + 1)) {
        speaker->failed = true;
        return;
    }
    size_t at = utterance->contact_count++;
    for (; at > 0 && utterance->contacts[at - 1].first_word > first; at--)
        utterance->contacts[at] = utterance->contacts[at - 1];
    utterance->contacts[at] =
        (struct contact){.kind = kind, .first_word = (uint32_t)first, .word_count = (uint32_t)count};
}

void speaker_done(struct speaker *speaker, struct buffer *words)
{
    speaker->failed |= words->failed;
    buffer_done(words);
}

const char *word_target(const struct speaker *speaker, size_t word)
{
    uint32_t target = speaker->tokens[word].target;
    return speaker->document && target != DOCUMENT_NONE ? speaker->document->strings.data + target : NULL;
}
