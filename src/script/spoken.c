#include "script/spoken.h"

#include "base/array.h"
#include "script/characters.h"

#include <string.h>
#include <strings.h>

/* Tried in this order. */
static recogniser *const recognisers[] = {
    spoken_marker,  /* "1." before an item */
    spoken_phone,   /* 01788 663257 */
    spoken_address, /* www.example.org, name@example.org */
    spoken_lexicon, /* respelt by the voice file */
};

size_t spoken_marker(struct speaker *speaker, size_t word)
{
    const struct word *marker = &speaker->utterance->words[word];
    if (!marker->marker) return 0;
    speaker_begin(speaker, word);
    const char *text = buffer_text(&speaker->utterance->shown);
    for (uint32_t i = marker->shown_start; i < marker->shown_end && text[i] != '.'; i++)
        speaker_letter(speaker, (unsigned char)text[i]);
    speaker_stop(speaker, ':'); /* not '.', which makes it "first" in some languages */
    speaker_end(speaker);
    return 1;
}

size_t spoken_lexicon(struct speaker *speaker, size_t word)
{
    struct core core = word_core(speaker->utterance, word);
    const char *respelling = core.length > 0 ? voice_respelling(speaker->voice, core.text, core.length) : NULL;
    if (!respelling || strstr(respelling, "[[")) return 0; /* the engine is not told to read phonemes */
    speaker_begin(speaker, word);
    speaker_text(speaker, core.lead, core.lead_length);
    speaker_name(speaker, respelling);
    speaker_text(speaker, core.tail, core.tail_length);
    speaker_end(speaker);
    return 1;
}

static size_t say_word(struct speaker *speaker, size_t word)
{
    for (size_t i = 0; i < ARRAY_COUNT(recognisers); i++) {
        size_t said = recognisers[i](speaker, word);
        if (said > 0) return said;
    }
    const struct word *plain = &speaker->utterance->words[word];
    speaker_begin(speaker, word);
    speaker_text(speaker, buffer_text(&speaker->utterance->shown) + plain->shown_start,
                 plain->shown_end - plain->shown_start);
    speaker_end(speaker);
    return 1;
}

/* Links within the leaflet lead nowhere that a listener could write down. */
static bool contact_of_target(const char *target, enum contact_kind *kind)
{
    if (!target || *target == '#' || *target == '\0') return false;
    *kind = strncasecmp(target, "tel:", 4) == 0 || strncasecmp(target, "sms:", 4) == 0 ? CONTACT_PHONE
            : strncasecmp(target, "mailto:", 7) == 0                                   ? CONTACT_EMAIL
                                                                                       : CONTACT_WEB;
    return true;
}

static bool overlaps_contact(const struct utterance *utterance, size_t first, size_t end)
{
    for (size_t i = 0; i < utterance->contact_count; i++) {
        const struct contact *contact = &utterance->contacts[i];
        if (contact->first_word < end && contact->first_word + contact->word_count > first) return true;
    }
    return false;
}

static bool is_silent(const struct utterance *utterance, size_t first, size_t end)
{
    for (size_t i = first; i < end; i++)
        if (utterance->words[i].spoken_start < utterance->words[i].spoken_end) return false;
    return true;
}

/* The words of each link, unless they hold a number or address of their own. */
static void add_links(struct speaker *speaker)
{
    const struct utterance *utterance = speaker->utterance;
    for (size_t i = 0; i < utterance->word_count;) {
        size_t first = i++;
        uint32_t target = speaker->tokens[first].target;
        if (target == DOCUMENT_NONE || utterance->words[first].added) continue;
        while (i < utterance->word_count && speaker->tokens[i].target == target) i++;
        enum contact_kind kind;
        if (!contact_of_target(word_target(speaker, first), &kind)) continue;
        if (!is_silent(utterance, first, i) && !overlaps_contact(utterance, first, i))
            speaker_contact(speaker, kind, first, i - first);
    }
}

enum status spoken_form(const struct voice *voice, const struct composer *composer, struct utterance *utterance,
                        struct error *error)
{
    struct speaker speaker = {
        .voice = voice, .document = composer->document, .tokens = composer->tokens, .utterance = utterance};
    for (size_t i = 0; i < utterance->word_count && !speaker.failed;) i += say_word(&speaker, i);
    if (!speaker.failed) add_links(&speaker);
    if (speaker.failed || utterance->spoken.failed) return error_no_memory(error);
    return STATUS_OK;
}
