#include "document/front_matter.h"

#include "base/array.h"
#include "document/language.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>
#include <yaml.h>

enum { LIMIT_FRONT_MATTER_BYTES = 64 * 1024 };

static size_t next_line(const char *source, size_t line, size_t length)
{
    const char *feed = memchr(source + line, '\n', length - line);
    return feed ? (size_t)(feed - source) + 1 : length;
}

/* Whether the line holds only `mark` and white space behind it. */
static bool is_mark(const char *source, size_t line, size_t end, const char *mark)
{
    while (end > line && strchr(" \t\r\n", source[end - 1])) end--;
    return end - line == strlen(mark) && memcmp(source + line, mark, end - line) == 0;
}

/* "key:" or a comment, as front matter begins. */
static bool begins_mapping(const char *source, size_t line, size_t end)
{
    if (line < end && source[line] == '#') return true;
    size_t i = line;
    while (i < end && (isalnum((unsigned char)source[i]) || strchr("_-.", source[i]))) i++;
    return i > line && i < end && source[i] == ':' && (i + 1 == end || strchr(" \t\r\n", source[i + 1]));
}

/* The YAML is [*ret_start, *ret_end); *ret_after is behind the closing mark. */
static bool find(const char *source, size_t start, size_t length, size_t *ret_start, size_t *ret_end, size_t *ret_after)
{
    size_t line = next_line(source, start, length);
    if (!is_mark(source, start, line, "---")) return false;
    if (!begins_mapping(source, line, next_line(source, line, length))) return false;
    *ret_start = line;
    while (line < length && line - start < LIMIT_FRONT_MATTER_BYTES) {
        size_t next = next_line(source, line, length);
        if (is_mark(source, line, next, "---") || is_mark(source, line, next, "...")) {
            *ret_end = line;
            *ret_after = next;
            return true;
        }
        line = next;
    }
    return false;
}

static void take_text(struct buffer *text, const char *value, size_t length)
{
    buffer_clear(text);
    for (size_t i = 0; i < length; i++) {
        bool control = (unsigned char)value[i] < 0x20 || value[i] == 0x7F;
        buffer_append_char(text, control ? ' ' : value[i]);
    }
}

static void take_value(struct document *document, const char *key, const char *value, size_t length)
{
    char tag[LANGUAGE_TAG_BYTES];
    if (strcasecmp(key, "title") == 0) {
        take_text(&document->title, value, length);
    } else if (strcasecmp(key, "reference") == 0) {
        take_text(&document->reference, value, length);
    } else if (strcasecmp(key, "version") == 0) {
        take_text(&document->version, value, length);
    } else if (strcasecmp(key, "translation") == 0) {
        take_text(&document->translation, value, length);
    } else if (strcasecmp(key, "date") == 0) {
        take_text(&document->date, value, length);
    } else if ((strcasecmp(key, "lang") == 0 || strcasecmp(key, "language") == 0)
               && language_normalise(value, length, tag)) {
        buffer_clear(&document->language);
        buffer_append_text(&document->language, tag);
    }
}

/* ---- The lexicon ------------------------------------------------------------------------------------------------- */

/* "---" is the source's line before it. */
static uint32_t line_of(const yaml_node_t *node)
{
    return (uint32_t)node->start_mark.line + 2;
}

/* A zero-ended string; DOCUMENT_NONE where the node is no text. */
static uint32_t string_of(struct document *document, const yaml_node_t *node)
{
    if (!node || node->type != YAML_SCALAR_NODE) return DOCUMENT_NONE;
    const char *value = (const char *)node->data.scalar.value;
    size_t length = node->data.scalar.length;
    if (memchr(value, '\0', length)) return DOCUMENT_NONE;
    uint32_t offset = (uint32_t)document->strings.length;
    buffer_append(&document->strings, value, length);
    buffer_append_char(&document->strings, '\0');
    return offset;
}

static bool add_term(struct document *document, struct document_term term)
{
    if (!array_reserve(&document->terms, &document->term_capacity, document->term_count + 1)) return false;
    document->terms[document->term_count++] = term;
    return true;
}

static bool take_lexicon(struct document *document, yaml_document_t *yaml, const yaml_node_t *key,
                         const yaml_node_t *value)
{
    if (value->type == YAML_SCALAR_NODE && value->data.scalar.length == 0) return true; /* "lexicon:" alone */
    if (value->type != YAML_MAPPING_NODE)
        return add_term(document, (struct document_term){.saying = DOCUMENT_NONE, .line = line_of(key)});
    const yaml_node_pair_t *pair = value->data.mapping.pairs.start;
    for (; pair < value->data.mapping.pairs.top; pair++) {
        const yaml_node_t *name = yaml_document_get_node(yaml, pair->key);
        struct document_term term = {.line = name ? line_of(name) : line_of(key)};
        term.term = string_of(document, name);
        term.saying = string_of(document, yaml_document_get_node(yaml, pair->value));
        if (term.term == DOCUMENT_NONE) term = (struct document_term){.saying = DOCUMENT_NONE, .line = term.line};
        if (!add_term(document, term)) return false;
    }
    return true;
}

/* ------------------------------------------------------------------------------------------------------------------ */

/* False where memory runs out. */
static bool take_mapping(struct document *document, yaml_document_t *yaml, const yaml_node_t *root)
{
    for (const yaml_node_pair_t *pair = root->data.mapping.pairs.start; pair < root->data.mapping.pairs.top; pair++) {
        const yaml_node_t *key = yaml_document_get_node(yaml, pair->key);
        const yaml_node_t *value = yaml_document_get_node(yaml, pair->value);
        if (!key || !value || key->type != YAML_SCALAR_NODE) continue;
        const char *name = (const char *)key->data.scalar.value;
        if (strcasecmp(name, "lexicon") == 0) {
            if (!take_lexicon(document, yaml, key, value)) return false;
        } else if (value->type == YAML_SCALAR_NODE) {
            take_value(document, name, (const char *)value->data.scalar.value, value->data.scalar.length);
        }
    }
    return true;
}

static enum status parser_error(const struct document *document, const yaml_parser_t *parser, size_t line,
                                struct error *error)
{
    /* The parser tells each mistake, and at times nothing at all where memory ran out. */
    if (parser->error == YAML_MEMORY_ERROR || !parser->problem) return error_no_memory(error);
    return error_set(error, STATUS_BAD_INPUT, document->path, line + parser->problem_mark.line,
                     "the front matter is not valid YAML: %s", parser->problem);
}

/* Reads the YAML of a leaflet's lines from the second on; *ret_mapping tells whether it is front matter. */
static enum status parse(struct document *document, const char *text, size_t length, bool *ret_mapping,
                         struct error *error)
{
    yaml_parser_t parser;
    yaml_document_t yaml;
    enum status status = STATUS_OK;
    if (!yaml_parser_initialize(&parser)) return error_no_memory(error);
    yaml_parser_set_encoding(&parser, YAML_UTF8_ENCODING);
    yaml_parser_set_input_string(&parser, (const unsigned char *)text, length);
    if (yaml_parser_load(&parser, &yaml)) {
        const yaml_node_t *root = yaml_document_get_root_node(&yaml);
        *ret_mapping = !root || root->type == YAML_MAPPING_NODE;
        if (root && *ret_mapping && !take_mapping(document, &yaml, root)) status = error_no_memory(error);
        yaml_document_delete(&yaml);
    } else {
        status = parser_error(document, &parser, 2, error);
    }
    yaml_parser_delete(&parser);
    return status;
}

/* Within a mapping, makes '[[' of each value that begins so, as text; false where there is none. */
static bool quote_phonemes(char *text, size_t length)
{
    bool any = false;
    for (size_t line = 0; line < length;) {
        size_t next = next_line(text, line, length), end = next;
        while (end > line && strchr("\r\n", text[end - 1])) end--;
        const char *colon = text[line] == ' ' ? memchr(text + line, ':', end - line) : NULL;
        size_t value = colon ? (size_t)(colon - text) + 1 : end;
        while (value < end && text[value] == ' ') value++;
        if (end - value >= 4 && memcmp(text + value, "[[", 2) == 0) {
            memset(text + value, ' ', end - value);
            memcpy(text + value, "'[['", 4);
            any = true;
        }
        line = next;
    }
    return any;
}

/* The engine's phonemes are mostly no YAML: "[[@'a]]". They must not cost the reader the leaflet. */
static enum status parse_without_phonemes(struct document *document, const char *text, size_t length, bool *ret_mapping,
                                          struct error *error)
{
    struct error mistake = {0};
    enum status status = parse(document, text, length, ret_mapping, &mistake);
    struct buffer quoted = {0};
    if (status == STATUS_BAD_INPUT) buffer_append(&quoted, text, length);
    if (quoted.failed)
        status = error_no_memory(&mistake);
    else if (quoted.length > 0 && quote_phonemes(quoted.data, quoted.length))
        status = parse(document, quoted.data, quoted.length, ret_mapping, &mistake);
    buffer_done(&quoted);
    if (status != STATUS_OK && error) *error = mistake;
    return status;
}

enum status front_matter_read(struct document *document, const char *source, size_t start, size_t length,
                              size_t *ret_end, struct error *error)
{
    size_t yaml_start = 0;
    size_t yaml_end = 0;
    size_t after = 0;
    bool mapping = false;
    *ret_end = start;
    if (!find(source, start, length, &yaml_start, &yaml_end, &after)) return STATUS_OK;
    enum status status = parse_without_phonemes(document, source + yaml_start, yaml_end - yaml_start, &mapping, error);
    if (status != STATUS_OK) return status;
    if (mapping) *ret_end = after;
    bool failed = document->title.failed || document->language.failed || document->reference.failed
                  || document->version.failed || document->translation.failed || document->date.failed
                  || document->strings.failed;
    return failed ? error_no_memory(error) : STATUS_OK;
}
