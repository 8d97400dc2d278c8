/* Terms that a lexicon knows: the listener's own, the leaflet's, the voice's. What is in letters is said instead; what is
 * in phonemes leaves the spoken text as it is shown and stands beside it. */
#include "script/recognisers.h"

#include "base/array.h"

#include <stdio.h>
#include <strings.h>

enum { PIECES_MOST = 24 };

/* A term stands for itself; the words of another language are not the voice's. */
static bool is_own_language(const struct speaker *speaker, size_t piece)
{
    uint16_t index = speaker->tokens ? speaker->tokens[speaker->pieces[piece].word].language : 0;
    if (index == 0 || !speaker->document) return true;
    const char *language = speaker->document->strings.data + speaker->document->languages[index];
    const char *own = voice_language(speaker->voice);
    size_t length = strlen(language);
    return strncasecmp(language, own, length) == 0 && (own[length] == '\0' || own[length] == '-');
}

static bool is_joint(const struct piece *piece)
{
    return piece->kind == CHARACTER_HYPHEN || piece->kind == CHARACTER_DASH || piece_is(piece, '/');
}

/* "omeprazole", "(omeprazole", and for phonemes also "non-omeprazole": the letters before it stay what they are. */
static bool may_begin(const struct speaker *speaker, size_t piece, bool phonemes)
{
    return piece_opens(speaker, piece) || (phonemes && is_joint(piece_glued_before(speaker, piece)));
}

/* Nothing but stops, quotes and brackets stands behind it, or for phonemes a hyphen. */
static bool may_end(const struct speaker *speaker, size_t end, bool phonemes)
{
    const struct piece *next = piece_at(speaker, end);
    if (phonemes && next->before == GAP_NONE && is_joint(next)) return true;
    for (; next->before == GAP_NONE; next = piece_at(speaker, ++end)) {
        bool closes = next->kind == CHARACTER_STOP || next->kind == CHARACTER_OPENING || next->kind == CHARACTER_CLOSING
                      || next->kind == CHARACTER_APOSTROPHE || next->kind == CHARACTER_SILENT;
        if (!closes) return false;
    }
    return true;
}

/* Not one of Aloud's own. */
static bool is_leaflets_word(const struct speaker *speaker, size_t piece)
{
    if (!speaker->document || !speaker->tokens) return false;
    const struct token *token = &speaker->tokens[speaker->pieces[piece].word];
    return token->text_start < token->text_end;
}

static bool find_saying(const struct speaker *speaker, size_t piece, struct stretch term, struct saying *ret)
{
    for (size_t i = 0; i < speaker->lexicon_count; i++) {
        if (lexicon_is_leaflets(speaker->lexicons[i]) && !is_leaflets_word(speaker, piece)) continue;
        if (lexicon_find(speaker->lexicons[i], term.text, term.length, ret)) return true;
    }
    return voice_saying(speaker->voice, term.text, term.length, ret);
}

/* The pieces from `piece` on that may be one term: glued, or as many words as the longest term has. */
static size_t farthest_end(const struct speaker *speaker, size_t piece)
{
    size_t words = 1, words_most = 1;
    for (size_t i = 0; i < speaker->lexicon_count; i++) {
        size_t most = lexicon_words_most(speaker->lexicons[i]);
        if (most > words_most) words_most = most;
    }
    size_t end = piece + 1;
    while (end - piece < PIECES_MOST) {
        enum piece_gap gap = (enum piece_gap)piece_at(speaker, end)->before;
        if (gap == GAP_WALL || (gap == GAP_SPACE && ++words > words_most)) break;
        end++;
    }
    return end;
}

/* The end of the longest term from `piece` on; `piece` where no lexicon knows one. */
static size_t find_term(const struct speaker *speaker, size_t piece, struct saying *ret)
{
    for (size_t end = farthest_end(speaker, piece); end > piece; end--) {
        if (!piece_is_word(piece_at(speaker, end - 1)) || !may_end(speaker, end, true)) continue;
        if (!find_saying(speaker, piece, pieces_text(speaker, piece, end), ret)) continue;
        if (may_begin(speaker, piece, ret->phonemes) && may_end(speaker, end, ret->phonemes)) return end;
    }
    return piece;
}

/* The stretch of the spoken text from `start` on, without the pause and space before it. */
static void add_pronunciation(struct speaker *speaker, size_t start, const struct saying *saying)
{
    struct utterance *utterance = speaker->utterance;
    const char *spoken = buffer_text(&utterance->spoken);
    while (start < utterance->spoken.length && strchr(" ,", spoken[start])) start++;
    if (start == utterance->spoken.length) return;
    if (!array_reserve(&utterance->pronunciations, &utterance->pronunciation_capacity,
                       utterance->pronunciation_count + 1)) {
        speaker->failed = true;
        return;
    }
    struct pronunciation *added = &utterance->pronunciations[utterance->pronunciation_count++];
    *added = (struct pronunciation){.start = (uint32_t)start, .end = (uint32_t)utterance->spoken.length};
    snprintf(added->phonemes, sizeof added->phonemes, "%.*s", (int)saying->length, saying->text);
}

size_t spoken_lexicon(struct speaker *speaker, size_t piece)
{
    struct saying saying;
    if (!piece_is_word(&speaker->pieces[piece]) || !may_begin(speaker, piece, true)) return 0;
    if (!is_own_language(speaker, piece)) return 0;
    size_t end = find_term(speaker, piece, &saying);
    if (end == piece) return 0;
    speaker_at(speaker, piece);
    size_t start = speaker->utterance->spoken.length;
    if (!saying.phonemes) {
        speaker_name(speaker, saying.text);
        return end - piece;
    }
    for (size_t i = piece; i < end; i++) spoken_plain(speaker, i);
    add_pronunciation(speaker, start, &saying);
    return end - piece;
}
