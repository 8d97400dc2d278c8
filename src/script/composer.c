#include "script/composer.h"

#include "base/array.h"
#include "base/utf8.h"
#include "script/characters.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unicode/ubrk.h>
#include <unicode/utext.h>

void composer_begin(struct composer *composer, const struct document *document, struct utterance *utterance)
{
    buffer_clear(&utterance->shown);
    buffer_clear(&utterance->spoken);
    utterance->word_count = utterance->change_count = utterance->contact_count = utterance->note_count = 0;
    utterance->pronunciation_count = 0;
    composer->document = document;
    composer->utterance = utterance;
    composer->failed = composer->open = composer->spaced = composer->added = composer->marker = false;
    composer->join = 0;
    composer->last = 0;
    composer->words_text = NULL;
}

void composer_done(struct composer *composer)
{
    if (composer->words) ubrk_close(composer->words);
    utext_close(composer->utext);
    free(composer->tokens);
    frame_done(&composer->picture);
    *composer = (struct composer){0};
}

static struct word *last_word(struct composer *composer)
{
    return &composer->utterance->words[composer->utterance->word_count - 1];
}

static struct token *last_token(struct composer *composer)
{
    return &composer->tokens[composer->utterance->word_count - 1];
}

static void word_end(struct composer *composer)
{
    composer->open = false;
}

static void word_start(struct composer *composer, enum character kind)
{
    struct utterance *utterance = composer->utterance;
    size_t count = utterance->word_count + 1;
    if (!array_reserve(&utterance->words, &utterance->word_capacity, count)
        || !array_reserve(&composer->tokens, &composer->token_capacity, count)) {
        composer->failed = true;
        return;
    }
    bool stops = composer->join == ',' && (kind == CHARACTER_STOP || kind == CHARACTER_CLOSING);
    bool joined = composer->join && !stops && composer->last;
    char join = joined && character_kind(composer->last) != CHARACTER_STOP ? composer->join : 0;
    bool glued = !composer->spaced && !joined;
    if (join) buffer_append_char(&utterance->shown, join);
    if (!glued && utterance->shown.length > 0) buffer_append_char(&utterance->shown, ' ');
    uint32_t start = (uint32_t)utterance->shown.length;
    utterance->word_count = count;
    *last_word(composer) =
        (struct word){.shown_start = start, .shown_end = start, .added = composer->added, .marker = composer->marker};
    *last_token(composer) =
        (struct token){.target = DOCUMENT_NONE, .language = composer->language, .glued = glued, .join = join};
    composer->join = 0;
    composer->spaced = false;
    composer->open = true;
}

/* `at` and `end` are the character's bytes in document.text; equal where it does not come from there. */
static void put(struct composer *composer, uint32_t codepoint, uint32_t at, uint32_t end)
{
    enum character kind = character_kind(codepoint);
    if (kind == CHARACTER_UNSEEN || (kind == CHARACTER_JOINER && !composer->open)) return;
    if (kind == CHARACTER_SPACE) {
        word_end(composer);
        composer->spaced = true;
        return;
    }
    if (composer->open && last_word(composer)->added != composer->added) word_end(composer);
    if (!composer->open) word_start(composer, kind);
    if (composer->failed) return;
    struct token *token = last_token(composer);
    if (at < end) {
        if (token->text_start == token->text_end) token->text_start = at;
        token->text_end = end;
    }
    if ((composer->style & RUN_LINK) && token->target == DOCUMENT_NONE) token->target = composer->target;
    buffer_append_codepoint(&composer->utterance->shown, codepoint);
    last_word(composer)->shown_end = (uint32_t)composer->utterance->shown.length;
    composer->last = codepoint;
}

/* Whether ICU sees a word begin at byte `at` of `text`, which has no white space before it. */
static bool word_begins(struct composer *composer, const char *text, size_t length, size_t at)
{
    UErrorCode code = U_ZERO_ERROR;
    if (!composer->words) composer->words = ubrk_open(UBRK_WORD, "", NULL, 0, &code);
    if (U_SUCCESS(code) && (composer->words_text != text || composer->words_length != length)) {
        composer->utext = utext_openUTF8(composer->utext, text, (int64_t)length, &code);
        ubrk_setUText(composer->words, composer->utext, &code);
        composer->words_text = text;
        composer->words_length = length;
    }
    if (U_SUCCESS(code)) return ubrk_isBoundary(composer->words, (int32_t)at);
    composer->failed = true;
    return false;
}

/* A letter of a script without spaces, or one of its stops; the wide signs of "９：３０" hold it together. */
static bool is_unspaced(uint32_t codepoint)
{
    return character_is_unspaced(codepoint) && character_narrow(codepoint) == codepoint;
}

/* Whether the character at byte `at` begins another word, though nothing stands between. */
static bool parts_words(struct composer *composer, const char *text, size_t length, size_t at, uint32_t codepoint)
{
    bool slash = character_narrow(composer->last) == '/'; /* of two words that stand for each other */
    if (!composer->open || slash || !(is_unspaced(codepoint) || is_unspaced(composer->last))) return false;
    enum character kind = character_kind(codepoint);
    return character_is_spoken(kind) && kind != CHARACTER_MARK && word_begins(composer, text, length, at);
}

/* Document text [start, end), which stands within [range_start, range_end). */
static void put_text(struct composer *composer, uint32_t start, uint32_t end, uint32_t range_start, uint32_t range_end)
{
    const char *text = composer->document->text.data;
    for (size_t at = start; at < end && !composer->failed;) {
        uint32_t here = (uint32_t)at;
        uint32_t codepoint = utf8_next(text, end, &at);
        if (parts_words(composer, text + range_start, range_end - range_start, here - range_start, codepoint))
            word_end(composer);
        put(composer, codepoint, here, (uint32_t)at);
    }
}

static bool same_picture(const struct run *a, const struct run *b)
{
    return (a->style & RUN_IMAGE) && (b->style & RUN_IMAGE) && a->target == b->target;
}

void composer_range(struct composer *composer, const struct block *block, uint32_t start, uint32_t end, bool added)
{
    const struct run *runs = composer->document->runs;
    uint32_t run_end = block->first_run + block->run_count;
    for (size_t i = document_run_at(composer->document, start); i < run_end && !composer->failed; i++) {
        const struct run *run = &runs[i];
        if (run->text_start >= end) break;
        bool picture_starts = (run->style & RUN_IMAGE) && !(i > block->first_run && same_picture(run - 1, run));
        bool picture_ends = (run->style & RUN_IMAGE) && !(i + 1 < run_end && same_picture(run, run + 1));
        if (picture_starts && run->text_start >= start) {
            composer_join(composer, ',');
            composer_literal(composer, composer->picture.before);
        }
        composer->added = added;
        composer->style = run->style;
        composer->language = run->language;
        composer->target = run->target;
        put_text(composer, run->text_start > start ? run->text_start : start, run->text_end < end ? run->text_end : end,
                 start, end);
        if (picture_ends && run->text_end <= end) {
            composer_literal(composer, composer->picture.behind);
            composer_join(composer, ',');
        }
    }
    composer->added = false;
    composer->style = 0;
    composer->language = 0;
}

static void put_literal(struct composer *composer, const char *text, bool added)
{
    size_t length = strlen(text);
    composer->added = added;
    composer->style = 0;
    composer->language = 0;
    composer->words_text = NULL; /* another text may stand where one stood before */
    for (size_t at = 0; at < length && !composer->failed;) {
        size_t here = at;
        uint32_t codepoint = utf8_next(text, length, &at);
        if (parts_words(composer, text, length, here, codepoint)) word_end(composer);
        put(composer, codepoint, 0, 0);
    }
    composer->words_text = NULL;
    composer->added = false;
}

void composer_literal(struct composer *composer, const char *text)
{
    put_literal(composer, text, true);
}

void composer_line(struct composer *composer, const char *text)
{
    put_literal(composer, text, false);
}

void composer_marker(struct composer *composer, uint32_t number, struct source_span source)
{
    char text[16];
    int length = snprintf(text, sizeof text, "%u.", (unsigned)number);
    composer->marker = true;
    for (int i = 0; i < length && !composer->failed; i++) put(composer, (unsigned char)text[i], 0, 0);
    composer->marker = false;
    if (!composer->failed) last_word(composer)->source = source;
    word_end(composer);
    composer->spaced = true;
}

void composer_join(struct composer *composer, char sign)
{
    word_end(composer);
    composer->join = sign;
}

void composer_end(struct composer *composer)
{
    struct utterance *utterance = composer->utterance;
    word_end(composer);
    if (utterance->shown.failed) composer->failed = true;
    for (size_t i = 0; composer->document && i < utterance->word_count; i++) {
        const struct token *token = &composer->tokens[i];
        if (token->text_start == token->text_end || utterance->words[i].added) continue;
        utterance->words[i].source = document_source(composer->document, token->text_start, token->text_end);
    }
}
