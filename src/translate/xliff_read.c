#include "base/array.h"
#include "translate/placeholder.h"
#include "translate/xliff_parts.h"

#include <libxml/parser.h>
#include <stdlib.h>
#include <string.h>

enum { NESTING_MOST = 100 };

struct xliff_reader {
    const char *path;
    struct error *error;
};

/* ---- Elements ---------------------------------------------------------------------------------------------------- */

/* Some tools leave out the namespace. */
static bool is_element(const xmlNode *node, const char *name)
{
    if (node->type != XML_ELEMENT_NODE || strcmp((const char *)node->name, name) != 0) return false;
    return !node->ns || (node->ns->href && strcmp((const char *)node->ns->href, XLIFF_NAMESPACE) == 0);
}

/* The next child with this name behind `before` (NULL: the first); NULL where there is none. */
static xmlNode *child(const xmlNode *parent, const xmlNode *before, const char *name)
{
    xmlNode *node = before ? before->next : parent->children;
    while (node && !is_element(node, name)) node = node->next;
    return node;
}

/* An attribute's value, "" where there is none. */
static const char *attribute(const xmlNode *node, const char *name)
{
    const xmlAttr *found = xmlHasProp(node, (const xmlChar *)name);
    const xmlNode *value = found ? found->children : NULL;
    return value && !value->next && value->type == XML_TEXT_NODE && value->content ? (const char *)value->content : "";
}

static size_t line_of(const xmlNode *node)
{
    long line = xmlGetLineNo(node);
    return line > 0 ? (size_t)line : 0;
}

/* ---- Texts ------------------------------------------------------------------------------------------------------- */

/* The number of a code: "3" of a pair, "x3" of what stands alone; what an agency has added itself has none of ours. */
static enum status number_of(const struct xliff_reader *reader, const xmlNode *node, const char *id, unsigned *ret)
{
    char *end = NULL;
    unsigned long number = strtoul(id + (id[0] == 'x'), &end, 10);
    if (*end || number == 0 || number > 9999) {
        return error_set(reader->error, STATUS_BAD_INPUT, reader->path, line_of(node),
                         "<%s id=\"%s\"> is none of the source's", (const char *)node->name, id);
    }
    *ret = (unsigned)number;
    return STATUS_OK;
}

static enum status read_content(const struct xliff_reader *reader, const xmlNode *parent, size_t depth,
                                struct buffer *text);

static void append_code_point(const xmlNode *node, struct buffer *text)
{
    unsigned long codepoint = strtoul(attribute(node, "hex"), NULL, 16);
    if (codepoint >= 0x20 && codepoint <= 0x10FFFF) buffer_append_codepoint(text, (uint32_t)codepoint);
}

static enum status read_code(const struct xliff_reader *reader, const xmlNode *node, size_t depth, struct buffer *text)
{
    bool pair = is_element(node, "pc"), start = is_element(node, "sc"), end = is_element(node, "ec");
    const char *id = attribute(node, "id");
    unsigned number = 0;
    if (is_element(node, "cp")) append_code_point(node, text);
    /* What is only marked, for a term or a comment, is text. */
    if (is_element(node, "mrk")) return read_content(reader, node, depth + 1, text);
    if (!pair && !start && !end && !is_element(node, "ph")) return STATUS_OK;
    if (end && attribute(node, "startRef")[0]) id = attribute(node, "startRef");
    enum status status = number_of(reader, node, id, &number);
    if (status != STATUS_OK) return status;
    enum placeholder_kind kind = end ? PLACEHOLDER_CLOSE : pair || start ? PLACEHOLDER_OPEN : PLACEHOLDER_ALONE;
    placeholder_append(text, kind, number);
    if (!pair) return STATUS_OK;
    status = read_content(reader, node, depth + 1, text);
    placeholder_append(text, PLACEHOLDER_CLOSE, number);
    return status;
}

static enum status read_content(const struct xliff_reader *reader, const xmlNode *parent, size_t depth,
                                struct buffer *text)
{
    enum status status = STATUS_OK;
    if (depth > NESTING_MOST) {
        return error_set(reader->error, STATUS_LIMIT, reader->path, line_of(parent), "is nested more than %d deep",
                         NESTING_MOST);
    }
    for (const xmlNode *node = parent->children; node && status == STATUS_OK; node = node->next) {
        bool plain = node->type == XML_TEXT_NODE || node->type == XML_CDATA_SECTION_NODE;
        if (plain && node->content)
            placeholder_append_text(text, (const char *)node->content, strlen((const char *)node->content));
        else if (node->type == XML_ELEMENT_NODE)
            status = read_code(reader, node, depth, text);
    }
    return status;
}

/* ---- Units ------------------------------------------------------------------------------------------------------- */

/* An agency may have cut a unit into several segments, with what is between them to ignore. */
static enum status read_segments(const struct xliff_reader *reader, const xmlNode *node, struct xliff_unit *unit)
{
    enum status status = STATUS_OK;
    bool any = false, all = true;
    unit->state = "final";
    for (const xmlNode *part = node->children; part && status == STATUS_OK; part = part->next) {
        bool segment = is_element(part, "segment");
        if (!segment && !is_element(part, "ignorable")) continue;
        const xmlNode *source = child(part, NULL, "source");
        const xmlNode *target = child(part, NULL, "target");
        if (source) status = read_content(reader, source, 0, &unit->source);
        if (!target && !segment) target = source;
        if (status == STATUS_OK && target) status = read_content(reader, target, 0, &unit->target);
        if (segment) unit->state = xliff_least_state(unit->state, attribute(part, "state"));
        unit->has_state |= segment && attribute(part, "state")[0];
        bool translated = target && target->children;
        any |= segment && translated;
        all &= translated || !source || !source->children;
    }
    if (!any) buffer_clear(&unit->target);
    /* A sentence is missing. */
    if (!all) unit->state = "initial";
    return status;
}

static void read_notes(const xmlNode *node, struct xliff_unit *unit)
{
    const xmlNode *notes = child(node, NULL, "notes");
    for (const xmlNode *note = NULL; notes && (note = child(notes, note, "note"));) {
        const char *category = attribute(note, "category");
        if (strcmp(category, XLIFF_NOTE_EXTRACTED) == 0 || strcmp(category, XLIFF_NOTE_PREVIOUS) == 0) continue;
        xmlChar *text = xmlNodeGetContent(note);
        size_t length = text ? strlen((const char *)text) : 0;
        if (!text) unit->comments.failed = true;
        buffer_append(&unit->comments, text, length);
        if (length > 0 && text[length - 1] != '\n') buffer_append_char(&unit->comments, '\n');
        xmlFree(text);
    }
}

static void unit_done(struct xliff_unit *unit)
{
    buffer_done(&unit->id);
    buffer_done(&unit->context);
    buffer_done(&unit->source);
    buffer_done(&unit->target);
    buffer_done(&unit->comments);
}

static enum status read_unit(const struct xliff_reader *reader, const xmlNode *node, struct xliff *xliff)
{
    struct xliff_unit unit = {.line = line_of(node)};
    buffer_append_text(&unit.id, attribute(node, "id"));
    buffer_append_text(&unit.context, attribute(node, "name"));
    read_notes(node, &unit);
    enum status status = read_segments(reader, node, &unit);
    bool failed = unit.id.failed || unit.context.failed || unit.source.failed || unit.target.failed
                  || unit.comments.failed || !array_reserve(&xliff->units, &xliff->capacity, xliff->count + 1);
    if (status == STATUS_OK && failed) status = error_no_memory(reader->error);
    if (status == STATUS_OK)
        xliff->units[xliff->count++] = unit;
    else
        unit_done(&unit);
    return status;
}

/* Units stand in files and in groups. */
static enum status read_units(const struct xliff_reader *reader, const xmlNode *parent, size_t depth,
                              struct xliff *xliff)
{
    enum status status = STATUS_OK;
    for (const xmlNode *node = parent->children; node && status == STATUS_OK; node = node->next) {
        if (is_element(node, "unit"))
            status = read_unit(reader, node, xliff);
        else if ((is_element(node, "file") || is_element(node, "group")) && depth < NESTING_MOST)
            status = read_units(reader, node, depth + 1, xliff);
    }
    return status;
}

/* ---- Files ------------------------------------------------------------------------------------------------------- */

static void note_mistake(void *context, xmlError *mistake)
{
    const struct xliff_reader *reader = context;
    if (reader->error->status != STATUS_OK || mistake->level == XML_ERR_WARNING) return;
    const char *text = mistake->message ? mistake->message : "";
    error_set(reader->error, STATUS_BAD_INPUT, reader->path, mistake->line > 0 ? (size_t)mistake->line : 0,
              "is no well-formed XML: %.*s", (int)strcspn(text, "\n"), text);
}

/* No network, no files, no entities but XML's own. */
static xmlDoc *parse(const struct xliff_reader *reader, const struct buffer *bytes)
{
    void *context = xmlStructuredErrorContext;
    xmlStructuredErrorFunc handler = xmlStructuredError;
    union {
        const struct xliff_reader *in;
        void *out;
    } pass = {.in = reader};
    xmlSetStructuredErrorFunc(pass.out, (xmlStructuredErrorFunc)note_mistake);
    xmlDoc *document = xmlReadMemory(buffer_text(bytes), (int)bytes->length, NULL, NULL,
                                     XML_PARSE_NONET | XML_PARSE_NOCDATA | XML_PARSE_BIG_LINES);
    xmlSetStructuredErrorFunc(context, handler);
    return document;
}

/* The root of a document that is XLIFF 2; NULL else, with the error set. */
static const xmlNode *find_root(const struct xliff_reader *reader, xmlDoc *document)
{
    const xmlNode *root = document ? xmlDocGetRootElement(document) : NULL;
    if (root && is_element(root, "xliff") && (root->ns || attribute(root, "version")[0] == '2')) return root;
    if (reader->error->status == STATUS_OK) {
        error_set(reader->error, STATUS_BAD_INPUT, reader->path, root ? line_of(root) : 0,
                  "is no XLIFF 2; ask for XLIFF 2.0 or 2.1");
    }
    return NULL;
}

static enum status read_root(const struct xliff_reader *reader, const xmlNode *root, struct xliff *xliff)
{
    const xmlNode *file = child(root, NULL, "file");
    buffer_append_text(&xliff->language, attribute(root, "trgLang"));
    if (file) buffer_append_text(&xliff->original, attribute(file, "original"));
    if (xliff->language.failed || xliff->original.failed) return error_no_memory(reader->error);
    if (xliff->language.length == 0) {
        return error_set(reader->error, STATUS_BAD_INPUT, reader->path, line_of(root),
                         "has no trgLang: the language that it is in");
    }
    return read_units(reader, root, 0, xliff);
}

enum status xliff_read(struct xliff *xliff, const char *path, const struct buffer *bytes, struct error *error)
{
    struct error mistake = {0};
    struct xliff_reader reader = {path, &mistake};
    if (!(xliff->path = strdup(path))) return error_no_memory(error);
    xmlDoc *document = parse(&reader, bytes);
    const xmlNode *root = find_root(&reader, document);
    if (root) read_root(&reader, root, xliff);
    xmlFreeDoc(document);
    if (mistake.status != STATUS_OK && error) *error = mistake;
    return mistake.status;
}

void xliff_done(struct xliff *xliff)
{
    for (size_t i = 0; i < xliff->count; i++) unit_done(&xliff->units[i]);
    free(xliff->units);
    free(xliff->path);
    buffer_done(&xliff->language);
    buffer_done(&xliff->original);
    *xliff = (struct xliff){0};
}
