#include "script/spoken.h"

#include "base/array.h"
#include "script/guests.h"
#include "script/readings.h"
#include "script/recognisers.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* Tried in this order. A new shape is a file with one function and a line here. */
static const struct {
    const char *name;
    recogniser *say;
} recognisers[] = {
    {"marker", spoken_marker},           /* "1." before an item */
    {"abbreviation", spoken_short},      /* e.g., approx. */
    {"date", spoken_date},               /* 12/03/2026, 3 March, Mon–Fri */
    {"phone", spoken_phone},             /* 01788 663257 */
    {"address", spoken_address},         /* www.example.org, name@example.org, diet.pdf */
    {"hashtag", spoken_hashtag},         /* #StrokeWeek */
    {"time", spoken_time},               /* 9am–5pm */
    {"money", spoken_money},             /* £9.90 */
    {"comparison", spoken_compare},      /* < 5 mg */
    {"product", spoken_product},         /* 2 x 200 mg */
    {"measure", spoken_measure},         /* 500mg, 5% */
    {"roman", spoken_roman},             /* Stage IV, XXIe */
    {"code", spoken_code},               /* HIC/LFT/12, C5/C6 */
    {"slash", spoken_slash},             /* 120/80, 3/4 of, doctor/nurse */
    {"number", spoken_number},           /* 1,000, 2–3, 1st */
    {"lexicon", spoken_lexicon},         /* a term that a lexicon says otherwise */
    {"capitals", spoken_capitals},       /* MRI, NOT */
    {"punctuation", spoken_punctuation}, /* ( where the listener wants it named */
    {"sign", spoken_plain},
};

struct spoken {
    const struct voice *voice; /* borrowed */
    struct pieces pieces;
    struct numbers numbers;
    struct own_scripts own;
    struct guests guests;
    struct readings readings;
    const struct lexicon *lexicons[LEXICONS_MOST]; /* borrowed, the first one first */
    size_t lexicon_count;
    enum punctuation punctuation;
};

enum status spoken_new(const struct voice *voice, struct spoken **ret, struct error *error)
{
    struct spoken *spoken = calloc(1, sizeof *spoken);
    if (!spoken) return error_no_memory(error);
    spoken->voice = spoken->numbers.voice = voice;
    own_scripts_init(&spoken->own, voice_locale(voice));
    *ret = spoken;
    return STATUS_OK;
}

void spoken_free(struct spoken *spoken)
{
    if (!spoken) return;
    pieces_done(&spoken->pieces);
    numbers_done(&spoken->numbers);
    guests_done(&spoken->guests);
    readings_done(&spoken->readings);
    free(spoken);
}

void spoken_add_lexicon(struct spoken *spoken, const struct lexicon *lexicon)
{
    assert(spoken->lexicon_count < LEXICONS_MOST);
    spoken->lexicons[spoken->lexicon_count++] = lexicon;
}

void spoken_set_punctuation(struct spoken *spoken, enum punctuation level)
{
    spoken->punctuation = level;
}

/* ---- Recognisers of a few lines ---------------------------------------------------------------------------------- */

size_t spoken_marker(struct speaker *speaker, size_t piece)
{
    const struct utterance *utterance = speaker->utterance;
    uint32_t word = speaker->pieces[piece].word;
    if (!utterance->words[word].marker) return 0;
    size_t count = 1;
    while (piece_at(speaker, piece + count)->word == word && piece_at(speaker, piece + count)->before == GAP_NONE)
        count++;
    speaker_at(speaker, piece);
    char digits[16];
    struct buffer words = {0};
    size_t length = piece_digits(speaker, piece, digits, sizeof digits);
    numbers_cardinal(speaker->numbers, digits, length, NULL, &words);
    speaker_name(speaker, buffer_text(&words));
    speaker_done(speaker, &words);
    speaker_stop(speaker, ':'); /* not '.', which makes it "first" in some languages */
    return count;
}

/* ---- Notes ------------------------------------------------------------------------------------------------------- */

/* Whether the same is said as is shown, but for spaces. */
static bool is_as_shown(const struct utterance *utterance, const struct spoken_note *note)
{
    const char *spoken = utterance->spoken.data + note->spoken_start;
    size_t length = note->spoken_end - note->spoken_start;
    while (length > 0 && *spoken == ' ') spoken++, length--;
    return length == note->shown_end - note->shown_start
           && memcmp(spoken, utterance->shown.data + note->shown_start, length) == 0;
}

/* Notes what was said for pieces [first, end) where it is not what is shown; a sign that is only a pause is not told. */
static void add_note(struct speaker *speaker, const char *name, size_t first, size_t end, size_t spoken_start)
{
    struct utterance *utterance = speaker->utterance;
    struct spoken_note note = {.recogniser = name,
                               .shown_start = speaker->pieces[first].start,
                               .shown_end = speaker->pieces[end - 1].end,
                               .spoken_start = (uint32_t)spoken_start,
                               .spoken_end = (uint32_t)utterance->spoken.length,
                               .ambiguous = speaker->ambiguous};
    speaker->ambiguous = false;
    bool pause = end - first == 1 && note.spoken_end - note.spoken_start <= 1;
    if (!note.ambiguous && !speaker->in_phonemes && (pause || is_as_shown(utterance, &note))) return;
    if (!array_reserve(&utterance->notes, &utterance->note_capacity, utterance->note_count + 1))
        speaker->failed = true;
    else
        utterance->notes[utterance->note_count++] = note;
}

/* "Take 1 20 minutes before" is not "one twenty". */
static bool is_second_number(const struct speaker *speaker, size_t piece)
{
    return piece > 0 && speaker->pieces[piece].kind == CHARACTER_DIGIT && speaker->pieces[piece].before == GAP_SPACE
           && speaker->pieces[piece - 1].kind == CHARACTER_DIGIT && voice_wording(speaker->voice, WORDING_POINT);
}

static size_t say_piece(struct speaker *speaker, size_t piece)
{
    size_t before = speaker->utterance->spoken.length;
    size_t pronounced = speaker->utterance->pronunciation_count;
    size_t count = 0;
    size_t i = 0;
    speaker->claim_word = speaker->pieces[piece].word;
    speaker->comma |= is_second_number(speaker, piece);
    for (; count == 0 && i < ARRAY_COUNT(recognisers); i++) count = recognisers[i].say(speaker, piece);
    speaker_at(speaker, piece + count - 1);
    speaker->in_phonemes = speaker->utterance->pronunciation_count > pronounced;
    add_note(speaker, recognisers[i - 1].name, piece, piece + count, before);
    return count;
}

/* ---- Links ------------------------------------------------------------------------------------------------------- */

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

/* ------------------------------------------------------------------------------------------------------------------ */

/* Puts the voice of pieces from `piece` on into the speaker; `ret_end` is behind the last one that is marked with the same
 * language. */
static enum status choose_voice(struct spoken *spoken, struct speaker *speaker, size_t piece, size_t *ret_end,
                                struct error *error)
{
    const struct pieces *pieces = &spoken->pieces;
    uint16_t language = speaker->tokens[pieces->items[piece].word].language;
    size_t end = piece + 1;
    while (end < pieces->count && speaker->tokens[pieces->items[end].word].language == language) end++;
    struct guest *guest = NULL;
    enum status status = STATUS_OK;
    if (language != 0 && speaker->document)
        status = guests_find(&spoken->guests, spoken->voice,
                             speaker->document->strings.data + speaker->document->languages[language], &guest, error);
    speaker->voice = guest ? guest->voice : spoken->voice;
    speaker->numbers = guest ? &guest->numbers : &spoken->numbers;
    speaker->own = guest ? &guest->own : &spoken->own;
    speaker->lexicon_count = guest ? 0 : spoken->lexicon_count; /* they are in the host's language */
    *ret_end = end;
    return status;
}

/* Says all pieces; no shape goes from one language into another. */
static enum status say_pieces(struct spoken *spoken, struct speaker *speaker, struct error *error)
{
    enum status status = STATUS_OK;
    for (size_t i = 0; i < spoken->pieces.count && status == STATUS_OK && !speaker->failed;) {
        status = choose_voice(spoken, speaker, i, &speaker->piece_count, error);
        speaker->numbers->failed = false;
        while (i < speaker->piece_count && status == STATUS_OK && !speaker->failed) i += say_piece(speaker, i);
        speaker->failed |= speaker->numbers->failed;
    }
    return status;
}

/* "ከ8:00" is "ከ 8:00" to all shapes, where the language writes such words without a space. */
static void part_prefixes(const struct spoken *spoken, const struct utterance *utterance)
{
    if (!voice_wording(spoken->voice, WORDING_PREFIXES)) return;
    const char *text = buffer_text(&utterance->shown);
    struct piece *pieces = spoken->pieces.items;
    for (size_t i = 1; i < spoken->pieces.count; i++) {
        const struct piece *prefix = &pieces[i - 1];
        if (pieces[i].kind != CHARACTER_DIGIT || pieces[i].before != GAP_NONE || prefix->kind != CHARACTER_LETTER
            || (prefix->before == GAP_NONE && piece_is_word(&pieces[i - 2])))
            continue;
        if (voice_wording_lists(spoken->voice, WORDING_PREFIXES, text + prefix->start, prefix->end - prefix->start))
            pieces[i].before = GAP_SPACE;
    }
}

enum status spoken_form(struct spoken *spoken, const struct composer *composer, struct utterance *utterance,
                        struct error *error)
{
    if (!pieces_cut(&spoken->pieces, utterance, composer->tokens)) return error_no_memory(error);
    part_prefixes(spoken, utterance);
    struct speaker speaker = {.voice = spoken->voice,
                              .host = spoken->voice,
                              .numbers = &spoken->numbers,
                              .document = composer->document,
                              .tokens = composer->tokens,
                              .own = &spoken->own,
                              .lexicons = spoken->lexicons,
                              .lexicon_count = spoken->lexicon_count,
                              .punctuation = spoken->punctuation,
                              .tells = script_tells(buffer_text(&utterance->shown), utterance->shown.length),
                              .utterance = utterance,
                              .pieces = spoken->pieces.items,
                              .piece_count = spoken->pieces.count,
                              .word = SIZE_MAX,
                              .claim_word = SIZE_MAX};
    enum status status = say_pieces(spoken, &speaker, error);
    if (status != STATUS_OK) return status;
    speaker_finish(&speaker);
    if (!speaker.failed) add_links(&speaker);
    if (speaker.failed || utterance->spoken.failed) return error_no_memory(error);
    if (!readings_add(&spoken->readings, spoken->voice, utterance)) return error_no_memory(error);
    return STATUS_OK;
}
