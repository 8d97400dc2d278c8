/* A piece ends before a line that starts with a letter or '#' in its first column, after a blank line: there a new
 * top-level block begins, unless a code fence or an HTML block is open. Whether one is, cmark is asked: it is given the
 * piece and a sentinel line like the next one; only where that becomes a top-level block of its own is the cut good.
 * Else the piece is made longer. A leaflet that has no good place for long is cut where it can best be borne, and an
 * open fence or comment is opened again for the next piece. */
#include "document/markdown_pieces.h"

#include "document/tables.h"

#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm-extension_api.h>
#include <ctype.h>
#include <stdio.h>
#include <string.h>

static bool is_letter(char byte)
{
    return isalpha((unsigned char)byte) || (unsigned char)byte >= 0xC2;
}

static bool is_blank(const char *line, size_t length)
{
    for (size_t i = 0; i < length; i++) {
        if (!strchr(" \t\r\n", line[i])) return false;
    }
    return true;
}

/* The start of the first line at or behind `from` where a cut may be good; where there is none up to `most` bytes of piece,
 * something longer or the end. */
static size_t next_candidate(const struct markdown *markdown, size_t from, size_t most)
{
    const char *source = markdown->source;
    size_t line = from;
    while (line > markdown->position && source[line - 1] != '\n') line--;
    bool blank = false;
    while (line < markdown->length && line - markdown->position <= most) {
        bool starts = source[line] == '#' || is_letter(source[line]);
        if (blank && starts && line >= from && line > markdown->position) return line;
        const char *feed = memchr(source + line, '\n', markdown->length - line);
        size_t next = feed ? (size_t)(feed - source) + 1 : markdown->length;
        blank = is_blank(source + line, next - line);
        line = next;
    }
    return line;
}

/* Where a piece that has no good place ends: if possible behind a blank line, else a line, else between two words. */
static size_t forced_cut(const struct markdown *markdown, size_t most)
{
    const char *source = markdown->source;
    size_t start = markdown->position;
    size_t line = 0;
    size_t word = 0;
    for (size_t i = start + most; i > start + most / 2; i--) {
        bool line_end = source[i - 1] == '\n';
        if (line_end && (source[i - 2] == '\n' || source[i - 2] == '\r')) return i;
        if (line_end && line == 0) line = i;
        if (word == 0 && source[i - 1] == ' ' && is_letter(source[i])) word = i;
    }
    if (line > 0) return line;
    if (word > 0) return word;
    return source_boundary(source, start + most);
}

static void attach_extensions(cmark_parser *parser)
{
    static const char *const names[] = {"table", "strikethrough", "autolink", "tasklist"};
    cmark_gfm_core_extensions_ensure_registered();
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        cmark_syntax_extension *extension = cmark_find_syntax_extension(names[i]);
        if (extension) cmark_parser_attach_syntax_extension(parser, extension);
    }
}

static size_t count_lines(const char *text, size_t length)
{
    size_t count = 0;
    for (size_t i = 0; i < length; i++) {
        count += text[i] == '\n' || (text[i] == '\r' && (i + 1 == length || text[i + 1] != '\n'));
    }
    return count;
}

/* Index of the line that holds `offset`. */
static size_t line_index(const struct document *document, size_t offset)
{
    return document_line(document, (uint32_t)offset) - 1;
}

/* Parses [position, end) and `sentinel` behind it. */
static bool parse(struct markdown *markdown, size_t end, const char *sentinel, struct parsed *parsed)
{
    const struct definitions *definitions = &markdown->definitions;
    bool whole = markdown->position == markdown->start && end == markdown->length;
    /* A single "~" is the sign of a range in some languages: 9:00~17:00. */
    cmark_parser *parser = cmark_parser_new(CMARK_OPT_STRIKETHROUGH_DOUBLE_TILDE);
    if (!parser) return false;
    attach_extensions(parser);
    parsed->piece = (struct piece){.source = markdown->source,
                                   .start = markdown->position,
                                   .end = end,
                                   .document = markdown->builder->document,
                                   .first_line = line_index(markdown->builder->document, markdown->position)};
    if (definitions->line_count > 0 && !whole) {
        cmark_parser_feed(parser, definitions->lines.data, definitions->lines.length);
        parsed->piece.made_lines = definitions->line_count;
    }
    if (markdown->reopen[0]) {
        cmark_parser_feed(parser, markdown->reopen, strlen(markdown->reopen));
        parsed->piece.made_lines++;
    }
    size_t length = end - markdown->position;
    cmark_parser_feed(parser, markdown->source + markdown->position, length);
    size_t lines = count_lines(markdown->source + markdown->position, length);
    parsed->sentinel_line = (int)(parsed->piece.made_lines + lines + 1);
    char last = markdown->source[end - 1];
    if (last != '\n' && last != '\r') {
        cmark_parser_feed(parser, "\n", 1);
        parsed->sentinel_line++;
    }
    cmark_parser_feed(parser, sentinel, strlen(sentinel));
    parsed->root = cmark_parser_finish(parser);
    cmark_parser_free(parser);
    return parsed->root != NULL;
}

/* Overwrites what would hurt the parser and finds the lines up to `end`. */
static void prepare(struct markdown *markdown, size_t end)
{
    if (end <= markdown->prepared) return;
    source_clean(markdown->builder, markdown->source, markdown->prepared, end);
    source_index_lines(markdown->builder, markdown->source, markdown->prepared, end);
    tables_defuse(markdown->source, markdown->prepared, end);
    markdown->prepared = end;
}

static bool sentinel_stands(const struct parsed *parsed, int line)
{
    cmark_node *last = cmark_node_last_child(parsed->root);
    return last && cmark_node_get_start_line(last) == line;
}

/* The line that opens again what swallowed a sentinel: a fence, or HTML that ends at a mark of its own. */
static void find_reopen(struct markdown *markdown, cmark_node *open)
{
    static const char *const openers[] = {"<!--", "<script", "<pre", "<style", "<textarea", "<?", "<![CDATA[", "<!"};
    char *reopen = markdown->reopen;
    const char *literal = cmark_node_get_literal(open);
    if (cmark_node_get_type(open) == CMARK_NODE_CODE_BLOCK) {
        int length = 0;
        int offset = 0;
        char mark = '`';
        if (!cmark_node_get_fenced(open, &length, &offset, &mark)) return;
        size_t count = length < 3 ? 3 : (size_t)length;
        if (count > sizeof markdown->reopen - 2) count = sizeof markdown->reopen - 2;
        memset(reopen, mark, count);
        memcpy(reopen + count, "\n", 2);
    } else if (cmark_node_get_type(open) == CMARK_NODE_HTML_BLOCK && literal) {
        literal += strspn(literal, " ");
        for (size_t i = 0; i < sizeof openers / sizeof openers[0]; i++) {
            if (strncasecmp(literal, openers[i], strlen(openers[i])) != 0) continue;
            bool tag = isalpha((unsigned char)openers[i][1]);
            snprintf(reopen, sizeof markdown->reopen, "%s%s\n", openers[i],
                     tag                        ? ">"
                     : strcmp(openers[i], "<!") ? ""
                                                : "A");
            return;
        }
    }
}

/* Cuts at `end` though no good place was found. */
static bool parse_forced(struct markdown *markdown, size_t end, struct parsed *ret)
{
    char reopen[sizeof markdown->reopen];
    memcpy(reopen, markdown->reopen, sizeof reopen);
    if (!parse(markdown, end, "\nx\n", ret)) return false;
    bool good = sentinel_stands(ret, ret->sentinel_line + 1);
    cmark_node *last = cmark_node_last_child(ret->root);
    char next_reopen[sizeof markdown->reopen] = "";
    if (!good && last) {
        markdown->reopen[0] = '\0';
        find_reopen(markdown, last);
        memcpy(next_reopen, markdown->reopen, sizeof next_reopen);
        memcpy(markdown->reopen, reopen, sizeof reopen);
    }
    cmark_node_free(ret->root);
    ret->root = NULL;
    bool parsed = parse(markdown, end, "", ret);
    memcpy(markdown->reopen, next_reopen, sizeof next_reopen);
    return parsed;
}

enum status markdown_parse_next(struct markdown *markdown, struct parsed *ret, struct error *error)
{
    size_t definitions = 8 * markdown->definitions.lines.length;
    size_t target = markdown->piece_bytes > definitions ? markdown->piece_bytes : definitions;
    size_t most = PIECE_MOST_BYTES > definitions ? PIECE_MOST_BYTES : definitions;
    size_t left = markdown->length - markdown->position;
    for (;;) {
        size_t end = target < left ? next_candidate(markdown, markdown->position + target, most) : markdown->length;
        bool forced = end - markdown->position > most;
        if (forced) end = forced_cut(markdown, most);
        prepare(markdown, end);
        if (markdown->builder->failed) return error_no_memory(error);
        struct parsed parsed = {0};
        bool last = end == markdown->length;
        const char *sentinel = last ? "" : markdown->source[end] == '#' ? "# x\n" : "x\n";
        if (!(forced ? parse_forced(markdown, end, &parsed) : parse(markdown, end, sentinel, &parsed))) {
            return error_no_memory(error);
        }
        if (forced || last || sentinel_stands(&parsed, parsed.sentinel_line)) {
            if (!forced) markdown->reopen[0] = '\0';
            *ret = parsed;
            return STATUS_OK;
        }
        cmark_node_free(parsed.root);
        target = 2 * (end - markdown->position);
    }
}
