#include "document/front_matter.h"

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

static void take_value(struct document *document, const char *key, const char *value, size_t length)
{
    char tag[LANGUAGE_TAG_BYTES];
    if (strcasecmp(key, "title") == 0) {
        buffer_clear(&document->title);
        for (size_t i = 0; i < length; i++) {
            bool control = (unsigned char)value[i] < 0x20 || value[i] == 0x7F;
            buffer_append_char(&document->title, control ? ' ' : value[i]);
        }
    } else if ((strcasecmp(key, "lang") == 0 || strcasecmp(key, "language") == 0)
               && language_normalise(value, length, tag)) {
        buffer_clear(&document->language);
        buffer_append_text(&document->language, tag);
    }
}

static void take_mapping(struct document *document, yaml_document_t *yaml, const yaml_node_t *root)
{
    for (const yaml_node_pair_t *pair = root->data.mapping.pairs.start; pair < root->data.mapping.pairs.top; pair++) {
        const yaml_node_t *key = yaml_document_get_node(yaml, pair->key);
        const yaml_node_t *value = yaml_document_get_node(yaml, pair->value);
        if (!key || !value || key->type != YAML_SCALAR_NODE || value->type != YAML_SCALAR_NODE) continue;
        take_value(document, (const char *)key->data.scalar.value, (const char *)value->data.scalar.value,
                   value->data.scalar.length);
    }
}

static enum status parser_error(const struct document *document, const yaml_parser_t *parser, size_t line,
                                struct error *error)
{
    /* The parser tells each mistake, and at times nothing at all where memory ran out. */
    if (parser->error == YAML_MEMORY_ERROR || !parser->problem) return error_no_memory(error);
    return error_set(error, STATUS_BAD_INPUT, document->path, line + parser->problem_mark.line,
                     "the front matter is not valid YAML: %s", parser->problem);
}

enum status front_matter_read(struct document *document, const char *source, size_t start, size_t length,
                              size_t *ret_end, struct error *error)
{
    size_t yaml_start = 0;
    size_t yaml_end = 0;
    size_t after = 0;
    *ret_end = start;
    if (!find(source, start, length, &yaml_start, &yaml_end, &after)) return STATUS_OK;
    yaml_parser_t parser;
    if (!yaml_parser_initialize(&parser)) return error_no_memory(error);
    yaml_parser_set_encoding(&parser, YAML_UTF8_ENCODING);
    yaml_parser_set_input_string(&parser, (const unsigned char *)source + yaml_start, yaml_end - yaml_start);
    enum status status = STATUS_OK;
    yaml_document_t yaml;
    if (!yaml_parser_load(&parser, &yaml)) {
        status = parser_error(document, &parser, 2, error);
    } else {
        const yaml_node_t *root = yaml_document_get_root_node(&yaml);
        if (root && root->type == YAML_MAPPING_NODE) take_mapping(document, &yaml, root);
        bool text = root && root->type != YAML_MAPPING_NODE;
        *ret_end = text ? start : after;
        yaml_document_delete(&yaml);
    }
    yaml_parser_delete(&parser);
    if (document->title.failed || document->language.failed) return error_no_memory(error);
    return status;
}
