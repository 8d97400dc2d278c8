#include "translate/build_parts.h"

#include "document/heading.h"
#include "translate/placeholder.h"
#include "translate/unit_write.h"
#include "translate/writing.h"

#include <string.h>

/* Where the writing stands in the source: all before `copied` is written. */
struct body {
    const struct build *build;
    struct buffer *markdown;
    size_t copied;
    bool missing; /* the unit before was missing, and no heading stood between */
};

/* ---- Lines of the source ----------------------------------------------------------------------------------------- */

static size_t line_start(const struct original *original, size_t position)
{
    const char *bytes = original->bytes.data;
    while (position > 0 && bytes[position - 1] != '\n') position--;
    return position;
}

/* Behind the line's ending. */
static size_t line_end(const struct original *original, size_t position)
{
    const char *feed = memchr(original->bytes.data + position, '\n', original->bytes.length - position);
    return feed ? (size_t)(feed - original->bytes.data) + 1 : original->bytes.length;
}

/* Whether the line that begins at `start` has nothing but `signs`, at least one, and white space around. */
static bool line_is_of(const struct original *original, size_t start, const char *signs)
{
    const char *bytes = original->bytes.data;
    size_t end = line_end(original, start);
    while (end > start && strchr(" \t\r\n", bytes[end - 1])) end--;
    while (start < end && strchr(" \t>", bytes[start])) start++;
    if (start == end || !strchr(signs, bytes[start])) return false;
    for (char sign = bytes[start]; start < end; start++) {
        if (bytes[start] != sign) return false;
    }
    return true;
}

static bool is_top_level(const struct block *block)
{
    return block->list_depth == 0 && block->quote_depth == 0 && block->kind != BLOCK_TABLE_CELL && !block->html;
}

static bool is_setext(const struct original *original, const struct unit *unit)
{
    const struct block *block = &original->document->blocks[unit->block];
    if (block->kind != BLOCK_HEADING || block->html) return false;
    size_t below = line_end(original, unit->outer.end);
    return below < original->bytes.length && line_is_of(original, below, "=-");
}

static bool has_number_signs(const struct original *original, const struct unit *unit)
{
    size_t start = line_start(original, unit->outer.start);
    start += strspn(original->bytes.data + start, " \t>-*+0123456789.)");
    return original->bytes.data[start] == '#';
}

static bool is_heading_by_looks(const struct original *original, const struct unit *unit)
{
    const struct block *block = &original->document->blocks[unit->block];
    return block->kind == BLOCK_HEADING && is_top_level(block) && !has_number_signs(original, unit)
           && !is_setext(original, unit);
}

static bool opens_fence(const struct original *original, size_t start)
{
    const char *line = original->bytes.data + start + strspn(original->bytes.data + start, " ");
    return strncmp(line, "```", 3) == 0 || strncmp(line, "~~~", 3) == 0;
}

/* The first byte of the lines of a top-level block. */
static size_t block_start(const struct original *original, const struct unit *unit)
{
    size_t start = line_start(original, unit->outer.start);
    bool code = original->document->blocks[unit->block].kind == BLOCK_CODE;
    if (!code || start == 0) return start;
    size_t above = line_start(original, start - 1);
    return opens_fence(original, above) ? above : start;
}

/* Behind the lines of a top-level block. */
static size_t block_end(const struct original *original, const struct unit *unit)
{
    size_t end = line_end(original, unit->outer.end);
    bool code = original->document->blocks[unit->block].kind == BLOCK_CODE;
    if (is_setext(original, unit) || (code && opens_fence(original, end))) end = line_end(original, end);
    return end;
}

/* ---- Writing ----------------------------------------------------------------------------------------------------- */

static void copy_to(struct body *body, size_t position)
{
    if (position <= body->copied) return;
    buffer_append(body->markdown, body->build->original->bytes.data + body->copied, position - body->copied);
    body->copied = position;
}

static void append_phrase(struct body *body, const char *text, const struct block *block)
{
    struct writing writing = {.place = block && block->html ? WRITING_HTML : WRITING_MARKDOWN,
                              .cell = block && block->kind == BLOCK_TABLE_CELL,
                              .block_start = true};
    writing_append(body->markdown, text, strlen(text), writing);
}

/* A paragraph of Aloud's own between two blocks. */
static void append_paragraph(struct body *body, const char *text)
{
    size_t length = body->markdown->length;
    if (length > 0 && body->markdown->data[length - 1] != '\n') buffer_append_char(body->markdown, '\n');
    buffer_append_char(body->markdown, '\n');
    append_phrase(body, text, NULL);
    buffer_append_char(body->markdown, '\n');
    const struct buffer *bytes = &body->build->original->bytes;
    bool blank = body->copied < bytes->length && strchr("\r\n", bytes->data[body->copied]);
    if (!blank) buffer_append_char(body->markdown, '\n');
}

static void append_source_language(struct body *body, const char *element)
{
    buffer_printf(body->markdown, "<%s lang=\"%s\">", element, buffer_text(&body->build->original->document->language));
}

/* Preformatted lines cannot have an element inside. */
static enum status speak_lines(struct body *body, const struct unit *unit, struct error *error)
{
    const struct original *original = body->build->original;
    if (!is_top_level(&original->document->blocks[unit->block])) {
        return build_error(body->build, unit, error,
                           "preformatted lines in a list or a quote must be translated, or left out by --missing skip");
    }
    append_source_language(body, "div");
    buffer_append_text(body->markdown, "\n\n");
    copy_to(body, block_end(original, unit));
    buffer_append_text(body->markdown, "\n</div>\n\n");
    return STATUS_OK;
}

/* Those of a table at the top level; DOCUMENT_NONE for what is none. */
static uint32_t table_of_heading(const struct original *original, size_t unit)
{
    if (unit >= original->unit_count || original->units[unit].block == DOCUMENT_NONE) return DOCUMENT_NONE;
    const struct block *block = &original->document->blocks[original->units[unit].block];
    bool plain = block->kind == BLOCK_TABLE_CELL && block->list_depth == 0 && block->quote_depth == 0 && !block->html;
    return plain && block->header_cell ? block->table : DOCUMENT_NONE;
}

/* A column's heading is said again in each row, which a sentence in it must not be: before the first one it is put above the
 * table, where any of them is missing. */
static void tell_above_table(struct body *body, size_t index)
{
    const struct build *build = body->build;
    const struct original *original = build->original;
    uint32_t table = table_of_heading(original, index);
    bool missing = false;
    if (table == DOCUMENT_NONE || build->missing != MISSING_SPEAK) return;
    if (index > 0 && table_of_heading(original, index - 1) == table) return;
    for (size_t i = index; table_of_heading(original, i) == table; i++) missing |= !build->translations[i];
    if (!missing) return;
    copy_to(body, line_start(original, original->units[index].outer.start));
    if (!body->missing) append_paragraph(body, buffer_text(&build->next_notice));
    body->missing = true;
}

/* A sentence before what is missing; one is enough for what follows on each other, up to a heading. */
static enum status speak_source(struct body *body, const struct unit *unit, struct error *error)
{
    const struct original *original = body->build->original;
    const struct block *block = &original->document->blocks[unit->block];
    const char *notice = buffer_text(&body->build->next_notice);
    bool heading = block->kind == BLOCK_HEADING;
    bool told_above = table_of_heading(original, (size_t)(unit - original->units)) != DOCUMENT_NONE;
    bool first = (!body->missing || heading) && !told_above;
    body->missing = !heading;
    if (is_top_level(block)) {
        copy_to(body, block_start(original, unit));
        if (first) append_paragraph(body, notice);
        if (block->kind == BLOCK_CODE) return speak_lines(body, unit, error);
    }
    if (block->kind == BLOCK_CODE) return speak_lines(body, unit, error);
    copy_to(body, unit->source.start);
    if (first && !is_top_level(block)) {
        append_phrase(body, notice, block);
        buffer_append_char(body->markdown, ' ');
    }
    append_source_language(body, "span");
    copy_to(body, unit->source.end);
    buffer_append_text(body->markdown, "</span>");
    return STATUS_OK;
}

/* What holds the place of a block. An item without anything would not begin a list behind a line of text, and two lists with
 * nothing between them would be one; a comment parts them, and leaves an item's number to be said. A cell at the edge of a
 * table without outer bars would be none; a comment would be an HTML block there. */
static const char *nothing_seen(const struct original *original, const struct unit *unit)
{
    const struct block *block = &original->document->blocks[unit->block];
    if (block->html) return "";
    if (block->kind == BLOCK_TABLE_CELL) return "&#8203;";
    bool behind_list = unit->block > 0 && block[-1].list_depth > 0;
    bool bare = block->kind == BLOCK_PARAGRAPH || is_heading_by_looks(original, unit) || is_setext(original, unit);
    return block->kind == BLOCK_LIST_ITEM || (bare && behind_list) ? "<!-- -->" : "";
}

/* Nothing of the unit, and no markup around it, stays. */
static void leave_out(struct body *body, const struct unit *unit)
{
    const struct original *original = body->build->original;
    const struct block *block = &original->document->blocks[unit->block];
    size_t start = unit->outer.start;
    size_t end = is_setext(original, unit) ? block_end(original, unit) : unit->outer.end;
    while (block->task && start > 0 && original->bytes.data[start] != '[') start--;
    copy_to(body, start);
    const char *nothing = nothing_seen(original, unit);
    buffer_append_text(body->markdown, nothing);
    if (nothing[0] && is_setext(original, unit)) buffer_append_char(body->markdown, '\n'); /* its line's is left out */
    body->copied = end;
}

static bool is_bold(const struct original *original, const struct unit *unit)
{
    const char *raw = original->bytes.data + unit->outer.start;
    return unit->outer.start < unit->source.start && (strncmp(raw, "**", 2) == 0 || strncmp(raw, "__", 2) == 0);
}

/* A bold line is a heading where it looks like one, which the translation need not do as the source does. */
static struct source_span settle_looks(struct body *body, const struct unit *unit, const char *translation)
{
    const struct original *original = body->build->original;
    const struct block *block = &original->document->blocks[unit->block];
    bool heading = is_heading_by_looks(original, unit);
    if (!heading && (block->kind != BLOCK_PARAGRAPH || !is_top_level(block) || !is_bold(original, unit)))
        return unit->source;
    struct buffer plain = {0};
    placeholder_strip(&plain, translation, strlen(translation));
    bool looks = heading_looks_likely(buffer_text(&plain), plain.length);
    body->markdown->failed |= plain.failed;
    buffer_done(&plain);
    if (looks == heading) return unit->source;
    copy_to(body, unit->outer.start);
    if (heading) buffer_append_text(body->markdown, unit->block == 0 ? "# " : "###### ");
    return unit->outer;
}

static void write_translation(struct body *body, const struct unit *unit, const char *translation)
{
    struct source_span span = settle_looks(body, unit, translation);
    copy_to(body, span.start);
    unit_write(body->build->original, unit, translation, body->markdown);
    body->copied = span.end;
    body->missing = false;
}

/* What is told at the leaflet's beginning. */
static enum status append_notices(struct body *body, struct error *error)
{
    const struct build *build = body->build;
    struct buffer text = {0};
    enum status status = STATUS_OK;
    if (build->built->state.state != STATE_REVIEWED)
        status = voice_phrase(build->voice, PHRASE_PHONE_DRAFT, NULL, 0, &text, error);
    if (status == STATUS_OK && text.length > 0) append_paragraph(body, text.data);
    buffer_clear(&text);
    if (status == STATUS_OK && build->missing == MISSING_SKIP && build->built->missing_count > 0)
        status = voice_phrase(build->voice, PHRASE_UNTRANSLATED_LEFT_OUT, NULL, 0, &text, error);
    if (status == STATUS_OK && text.length > 0) append_paragraph(body, text.data);
    buffer_done(&text);
    return status;
}

static enum status write_unit(struct body *body, size_t index, struct error *error)
{
    const struct build *build = body->build;
    const struct unit *unit = &build->original->units[index];
    tell_above_table(body, index);
    if (build->translations[index])
        write_translation(body, unit, build->translations[index]->translation);
    else if (build->missing == MISSING_SKIP)
        leave_out(body, unit);
    else
        return speak_source(body, unit, error);
    return STATUS_OK;
}

/* The front matter's title, or a heading with no text above it. */
static bool is_opening(const struct original *original, const struct unit *unit)
{
    if (unit->block == DOCUMENT_NONE) return true;
    const struct block *block = &original->document->blocks[unit->block];
    return block->kind == BLOCK_HEADING && is_top_level(block);
}

enum status build_body(const struct build *build, struct buffer *markdown, struct error *error)
{
    const struct original *original = build->original;
    struct body body = {.build = build, .markdown = markdown, .copied = original_front_matter(original).end};
    enum status status = STATUS_OK;
    size_t next = 0;
    size_t opening = 0; /* behind the headings with which the leaflet begins: there stand the notices */
    while (opening < original->unit_count && is_opening(original, &original->units[opening])) opening++;
    for (; next < opening && status == STATUS_OK; next++) {
        if (original->units[next].block != DOCUMENT_NONE) status = write_unit(&body, next, error);
    }
    if (opening > 0 && original->units[opening - 1].block != DOCUMENT_NONE)
        copy_to(&body, block_end(original, &original->units[opening - 1]));
    if (status == STATUS_OK) status = append_notices(&body, error);
    for (; next < original->unit_count && status == STATUS_OK; next++) status = write_unit(&body, next, error);
    copy_to(&body, original->bytes.length);
    return status == STATUS_OK && markdown->failed ? error_no_memory(error) : status;
}
