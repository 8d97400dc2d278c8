#include "translate/unit.h"

#include "base/array.h"
#include "translate/placeholder.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { NOT_MATCHED = SIZE_MAX };

/* A block cut where its markup stands. */
struct piece {
    enum placeholder_kind kind;
    uint32_t start; /* of text: bytes into document->text */
    uint32_t end;
    struct source_span source;
    size_t match; /* of an opening piece the closing one, and the other way round */
};

struct pieces {
    struct piece *items;
    size_t count, capacity;
    const char *source;
    bool failed;
};

/* Text that goes on is one piece, so that it is escaped as a whole. */
static void add(struct pieces *pieces, struct piece piece)
{
    struct piece *last = pieces->count > 0 ? &pieces->items[pieces->count - 1] : NULL;
    if (last && last->kind == PLACEHOLDER_TEXT && piece.kind == PLACEHOLDER_TEXT) {
        last->end = piece.end;
        last->source.end = piece.source.end;
        return;
    }
    if (!array_reserve(&pieces->items, &pieces->capacity, pieces->count + 1))
        pieces->failed = true;
    else
        pieces->items[pieces->count++] = piece;
}

static void add_mark(struct pieces *pieces, const struct mark *mark)
{
    static const enum placeholder_kind kinds[] = {
        [MARK_OPEN] = PLACEHOLDER_OPEN, [MARK_CLOSE] = PLACEHOLDER_CLOSE, [MARK_ALONE] = PLACEHOLDER_ALONE};
    add(pieces, (struct piece){.kind = kinds[mark->kind], .source = mark->source, .match = NOT_MATCHED});
}

static void cut(struct pieces *pieces, const struct document *document, const struct block *block, size_t *mark)
{
    while (*mark < document->mark_count && document->marks[*mark].text < block->text_start) *mark += 1;
    for (uint32_t i = block->first_run; i < block->first_run + block->run_count; i++) {
        const struct run *run = &document->runs[i];
        while (*mark < document->mark_count && document->marks[*mark].text <= run->text_start)
            add_mark(pieces, &document->marks[(*mark)++]);
        bool line_break = (run->style & RUN_LINE_BREAK) != 0;
        add(pieces, (struct piece){.kind = line_break ? PLACEHOLDER_ALONE : PLACEHOLDER_TEXT,
                                   .start = run->text_start,
                                   .end = run->text_end,
                                   .source = run->source,
                                   .match = NOT_MATCHED});
    }
    while (*mark < document->mark_count && document->marks[*mark].text <= block->text_end)
        add_mark(pieces, &document->marks[(*mark)++]);
}

/* ---- Which closing markup belongs to which opening one ----------------------------------------------------------- */

static size_t name_length(const char *name)
{
    size_t length = 0;
    while (isalnum((unsigned char)name[length]) || name[length] == '-') length++;
    return length;
}

/* The source is zero-ended, and so are looks behind a piece's end harmless. */
static bool closes(const char *source, const struct piece *open, const struct piece *close)
{
    const char *opener = source + open->source.start;
    const char *closer = source + close->source.start;
    if (closer[0] == ']') return opener[0] == '[' || opener[0] == '!';
    if (closer[0] != '<') return closer[0] == '>' ? opener[0] == '<' : opener[0] == closer[0];
    size_t length = name_length(opener + 1);
    return opener[0] == '<' && name_length(closer + 2) == length && strncasecmp(opener + 1, closer + 2, length) == 0;
}

/* The closing half of an <img> tag, which is found behind its alternative text. */
static bool closes_image_tag(const char *source, const struct piece *open)
{
    return strncasecmp(source + open->source.start, "<img", 4) == 0;
}

static void match(struct pieces *pieces)
{
    for (size_t i = 0; i < pieces->count; i++) {
        struct piece *close = &pieces->items[i];
        if (close->kind != PLACEHOLDER_CLOSE) continue;
        for (size_t j = i; j-- > 0;) {
            struct piece *open = &pieces->items[j];
            if (open->kind == PLACEHOLDER_CLOSE && open->match != NOT_MATCHED) {
                j = open->match; /* a pair lies wholly inside another or wholly outside */
                continue;
            }
            if (open->kind != PLACEHOLDER_OPEN || open->match != NOT_MATCHED) continue;
            if (!closes(pieces->source, open, close) && !closes_image_tag(pieces->source, open)) continue;
            open->match = i;
            close->match = j;
            break;
        }
    }
    for (size_t i = 0; i < pieces->count; i++) {
        struct piece *piece = &pieces->items[i];
        if (piece->kind != PLACEHOLDER_TEXT && piece->match == NOT_MATCHED) piece->kind = PLACEHOLDER_ALONE;
    }
}

/* A pair with nothing inside stands alone. */
static void join_empty(struct pieces *pieces)
{
    size_t kept = 0;
    for (size_t i = 0; i < pieces->count; i++) {
        struct piece piece = pieces->items[i];
        struct piece *last = kept > 0 ? &pieces->items[kept - 1] : NULL;
        if (last && piece.kind == PLACEHOLDER_CLOSE && last->kind == PLACEHOLDER_OPEN) {
            last->kind = PLACEHOLDER_ALONE;
            last->source.end = piece.source.end;
            last->match = NOT_MATCHED;
            continue;
        }
        if (piece.kind == PLACEHOLDER_CLOSE) {
            /* Those between have moved: its opening one is the last that is open. */
            size_t depth = 0;
            size_t j = kept;
            while (j-- > 0) {
                if (pieces->items[j].kind == PLACEHOLDER_CLOSE) depth++;
                if (pieces->items[j].kind == PLACEHOLDER_OPEN && depth-- == 0) break;
            }
            pieces->items[j].match = kept;
            piece.match = j;
        }
        pieces->items[kept++] = piece;
    }
    pieces->count = kept;
}

/* ------------------------------------------------------------------------------------------------------------------ */

/* Markup in which the text is written otherwise than elsewhere: it must be known when a translation is put there. */
static bool changes_writing(const struct pieces *pieces, const struct piece *open)
{
    const char *raw = pieces->source + open->source.start;
    return raw[0] == '`' || closes_image_tag(pieces->source, open)
           || (raw[0] == '<' && memchr(raw, '>', open->source.end - open->source.start) == NULL);
}

/* Leaves what stands around all of the text to the source: [*ret_first, *ret_end) is what remains. */
static void peel(const struct pieces *pieces, size_t *ret_first, size_t *ret_end)
{
    size_t first = 0;
    size_t end = pieces->count;
    while (first < end) {
        const struct piece *left = &pieces->items[first];
        if (left->kind == PLACEHOLDER_ALONE)
            first++;
        else if (pieces->items[end - 1].kind == PLACEHOLDER_ALONE)
            end--;
        else if (left->kind == PLACEHOLDER_OPEN && left->match == end - 1 && !changes_writing(pieces, left))
            first++, end--;
        else
            break;
    }
    *ret_first = first;
    *ret_end = end;
}

/* What stands alone outside of a pair that was peeled off is not in `outer`. */
static struct source_span outer_span(const struct pieces *pieces, size_t first, size_t end)
{
    struct source_span span = {pieces->items[first].source.start, pieces->items[end - 1].source.end};
    while (first > 0 && end < pieces->count && pieces->items[first - 1].kind == PLACEHOLDER_OPEN
           && pieces->items[first - 1].match == end) {
        first--;
        end++;
        span = (struct source_span){pieces->items[first].source.start, pieces->items[end - 1].source.end};
    }
    return span;
}

static bool add_markup(struct original *original, struct markup markup)
{
    if (!array_reserve(&original->markups, &original->markup_capacity, original->markup_count + 1)) return false;
    original->markups[original->markup_count++] = markup;
    return true;
}

/* Numbers the pieces by `match`, which is not needed any more once a piece was written. */
static bool write_text(struct original *original, struct pieces *pieces, size_t first, size_t end, struct buffer *text)
{
    unsigned number = 0;
    for (size_t i = first; i < end; i++) {
        struct piece *piece = &pieces->items[i];
        struct markup markup = {piece->kind == PLACEHOLDER_OPEN, piece->source, {0, 0}};
        size_t here = piece->match;
        switch (piece->kind) {
        case PLACEHOLDER_TEXT:
            placeholder_append_text(text, original->document->text.data + piece->start, piece->end - piece->start);
            break;
        case PLACEHOLDER_OPEN:
            markup.close = pieces->items[here].source;
            pieces->items[here].match = ++number;
            if (!add_markup(original, markup)) return false;
            break;
        case PLACEHOLDER_ALONE:
            here = ++number;
            if (!add_markup(original, markup)) return false;
            break;
        case PLACEHOLDER_CLOSE: break;
        }
        if (piece->kind == PLACEHOLDER_OPEN) here = number;
        if (piece->kind != PLACEHOLDER_TEXT) placeholder_append(text, piece->kind, (unsigned)here);
    }
    return !text->failed;
}

bool unit_make(struct original *original, uint32_t block, size_t *mark, struct unit *ret, struct buffer *text)
{
    const struct document *document = original->document;
    struct pieces pieces = {.source = original->bytes.data};
    cut(&pieces, document, &document->blocks[block], mark);
    bool done = false;
    if (!pieces.failed && pieces.count > 0) {
        size_t first = 0;
        size_t end = 0;
        match(&pieces);
        join_empty(&pieces);
        peel(&pieces, &first, &end);
        *ret = (struct unit){
            .block = block,
            .source = {pieces.items[first].source.start, pieces.items[end - 1].source.end},
            .outer = outer_span(&pieces, first, end),
            .first_markup = (uint32_t)original->markup_count,
        };
        done = write_text(original, &pieces, first, end, text);
        ret->markup_count = (uint32_t)original->markup_count - ret->first_markup;
    }
    free(pieces.items);
    return done;
}

/* ---- Notes ------------------------------------------------------------------------------------------------------- */

static const char *describe(const char *raw, size_t length)
{
    static const struct {
        const char *start;
        const char *name;
    } known[] = {{"**", "bold"},      {"__", "bold"},          {"*", "italic"},
                 {"_", "italic"},     {"~", "struck out"},     {"[", "link"},
                 {"![", "a picture"}, {"`", "as it is typed"}, {"<!--", "a comment"}};
    for (size_t i = 0; i < ARRAY_COUNT(known); i++) {
        size_t bytes = strlen(known[i].start);
        if (length >= bytes && memcmp(raw, known[i].start, bytes) == 0) return known[i].name;
    }
    return NULL;
}

static void describe_one(const struct original *original, const struct markup *markup, unsigned number,
                         struct buffer *text)
{
    const char *raw = original->bytes.data + markup->open.start;
    size_t length = markup->open.end - markup->open.start;
    const char *name = describe(raw, length);
    placeholder_append(text, markup->pair ? PLACEHOLDER_OPEN : PLACEHOLDER_ALONE, number);
    buffer_append_text(text, ": ");
    if (name)
        buffer_append_text(text, name);
    else if (length == 0 || isspace((unsigned char)raw[0]) || raw[0] == '\\')
        buffer_append_text(text, "a new line");
    else
        for (size_t i = 0; i < length && i < 80; i++)
            buffer_append_char(text, isspace((unsigned char)raw[i]) ? ' ' : raw[i]);
    const char *tail = original->bytes.data + markup->close.start;
    size_t tail_length = markup->close.end - markup->close.start;
    if (name && raw[0] == '[' && tail_length > 3 && tail[1] == '(' && !memchr(tail, '\n', tail_length)) {
        buffer_append_text(text, " to ");
        buffer_append(text, tail + 2, tail_length - 3);
    }
    buffer_append_char(text, '\n');
}

void unit_describe(const struct original *original, const struct unit *unit, struct buffer *text)
{
    for (uint32_t i = 0; i < unit->markup_count; i++)
        describe_one(original, &original->markups[unit->first_markup + i], i + 1, text);
}
