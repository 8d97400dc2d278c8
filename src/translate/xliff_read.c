#include "base/array.h"
#include "translate/placeholder.h"
#include "translate/xliff.h"
#include "translate/xliff_parts.h"

#include <libxml/parser.h>
#include <stdlib.h>
#include <string.h>

enum { NESTING_MOST = 100 };

struct xliff_reader {
    const char *path;
    struct error *error;
    struct xliff_taken *taken; /* NULL where no units are read */
};

/* ---- Elements ---------------------------------------------------------------------------------------------------- */

static bool is_element(const xmlNode *node, const char *name)
{
    return node->type == XML_ELEMENT_NODE && node->ns && node->ns->href
           && strcmp((const char *)node->ns->href, XLIFF_NAMESPACE) == 0 && strcmp((const char *)node->name, name) == 0;
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

struct xliff_unit {
    struct buffer source, target, comments;
    const char *state; /* the least of its segments' */
};

static const char *const states[] = {"initial", "translated", "reviewed", "final"};

static size_t rank(const char *state)
{
    size_t i = 0;
    while (i < 3 && strcmp(states[i], state) != 0) i++;
    return strcmp(states[i], state) == 0 ? i : 0;
}

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
        if (segment && rank(attribute(part, "state")) < rank(unit->state))
            unit->state = states[rank(attribute(part, "state"))];
        bool translated = target && target->children;
        any |= segment && translated;
        all &= translated || !source || !source->children;
    }
    if (!any) buffer_clear(&unit->target);
    if (!all) unit->state = "initial"; /* a sentence is missing */
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

static void replace(char **text, const struct buffer *with)
{
    free(*text);
    *text = strdup(buffer_text(with));
}

/* Whether a review holds against the unit: an agency's draft, what it says too, and what was reviewed before. */
static bool is_kept(const struct catalogue_entry *entry, const struct xliff_unit *unit)
{
    struct review ours, theirs;
    if (state_of_entry(entry) != STATE_REVIEWED || !state_review(entry, &ours)) return false;
    if (rank(unit->state) < rank("reviewed") || strcmp(entry->translation, buffer_text(&unit->target)) == 0)
        return true;
    const struct catalogue_entry other = {
        .text = entry->text, .translation = unit->target.data, .comments = unit->comments.data};
    return state_review(&other, &theirs) && strncmp(theirs.date, ours.date, ours.date_length) <= 0;
}

/* Whether the unit says what its entry, which is kept, does not. */
static bool says_more(const struct catalogue_entry *entry, const struct xliff_unit *unit)
{
    return rank(unit->state) == 0 || strcmp(entry->translation, buffer_text(&unit->target)) != 0
           || !strstr(entry->comments, buffer_text(&unit->comments));
}

static enum status note_kept(const struct xliff_reader *reader, const xmlNode *node)
{
    struct xliff_taken *taken = reader->taken;
    if (!array_reserve(&taken->kept, &taken->kept_capacity, taken->kept_count + 1))
        return error_no_memory(reader->error);
    taken->kept[taken->kept_count++] = line_of(node);
    return STATUS_OK;
}

/* Puts what the unit says into the entry. */
static enum status give(struct catalogue_entry *entry, const struct xliff_unit *unit, struct error *error)
{
    /* What an agency has not translated takes nothing away. */
    if (unit->target.length == 0 && entry->translation[0]) return STATUS_OK;
    bool fuzzy = rank(unit->state) == 0 && unit->target.length > 0;
    replace(&entry->translation, &unit->target);
    if (unit->comments.length > 0) replace(&entry->comments, &unit->comments);
    entry->fuzzy = fuzzy;
    if (!fuzzy) {
        free(entry->previous_context);
        free(entry->previous_text);
        entry->previous_context = entry->previous_text = NULL;
    }
    if (!entry->translation || (unit->comments.length > 0 && !entry->comments)) return error_no_memory(error);
    return xliff_set_agency_state(entry, unit->state, error);
}

static bool has_key(const struct catalogue_entry *entry, const char *context, const char *text)
{
    return entry->context && strcmp(entry->context, context) == 0 && strcmp(entry->text, text) == 0;
}

/* The entry of a unit, also an obsolete one, which is none any more: a file with two of the same key cannot be read. */
static struct catalogue_entry *find(struct catalogue *catalogue, const char *context, const char *text)
{
    const struct catalogue_entry *found = catalogue_find(catalogue, context, text);
    if (found) return &catalogue->entries[found - catalogue->entries];
    for (size_t i = 0; i < catalogue->count; i++) {
        struct catalogue_entry *entry = &catalogue->entries[i];
        if (!has_key(entry, context, text)) continue;
        entry->obsolete = false;
        return entry;
    }
    return NULL;
}

/* Whether the leaflet has the text: then an entry of it has its place there, which what is obsolete or of the file itself has
 * not. By the text alone: where a heading has changed, so have the contexts below it. */
static bool is_known(const struct catalogue *catalogue, const char *text)
{
    for (size_t i = 0; i < catalogue->count; i++)
        if (catalogue->entries[i].references && strcmp(catalogue->entries[i].text, text) == 0) return true;
    return false;
}

static size_t count_obsolete(const struct catalogue *catalogue)
{
    size_t count = 0;
    for (size_t i = 0; i < catalogue->count; i++) count += catalogue->entries[i].obsolete;
    return count;
}

static enum status read_unit(const struct xliff_reader *reader, const xmlNode *node, struct catalogue *catalogue)
{
    struct xliff_unit unit = {0};
    const char *context = attribute(node, "name");
    read_notes(node, &unit);
    enum status status = read_segments(reader, node, &unit);
    if (status == STATUS_OK && (unit.source.failed || unit.target.failed || unit.comments.failed))
        status = error_no_memory(reader->error);
    if (status == STATUS_OK && !reader->taken->any_known)
        reader->taken->any_known = is_known(catalogue, buffer_text(&unit.source));
    struct catalogue_entry *entry = status == STATUS_OK ? find(catalogue, context, buffer_text(&unit.source)) : NULL;
    if (status == STATUS_OK && !entry && unit.target.length > 0) {
        struct catalogue_entry added = {
            .context = strdup(context), .text = strdup(buffer_text(&unit.source)), .translation = strdup("")};
        status = catalogue_add(catalogue, added, reader->error);
        if (status == STATUS_OK) entry = &catalogue->entries[catalogue->count - 1];
        if (entry && !key_index_add(&catalogue->index, key_hash(context, entry->text), (uint32_t)catalogue->count - 1))
            status = error_no_memory(reader->error);
    }
    bool kept = entry && unit.target.length > 0 && is_kept(entry, &unit);
    if (status == STATUS_OK && kept && says_more(entry, &unit)) status = note_kept(reader, node);
    if (status == STATUS_OK && entry && !kept) status = give(entry, &unit, reader->error);
    buffer_done(&unit.source);
    buffer_done(&unit.target);
    buffer_done(&unit.comments);
    return status;
}

/* Units stand in files and in groups. */
static enum status read_units(const struct xliff_reader *reader, const xmlNode *parent, size_t depth,
                              struct catalogue *catalogue)
{
    enum status status = STATUS_OK;
    for (const xmlNode *node = parent->children; node && status == STATUS_OK; node = node->next) {
        if (is_element(node, "unit"))
            status = read_unit(reader, node, catalogue);
        else if ((is_element(node, "file") || is_element(node, "group")) && depth < NESTING_MOST)
            status = read_units(reader, node, depth + 1, catalogue);
    }
    return status;
}

/* What has no translation would keep merge from giving it that of a text like it. */
static void drop_untranslated(struct catalogue *catalogue)
{
    size_t kept = 0;
    for (size_t i = 0; i < catalogue->count; i++) {
        if (catalogue->entries[i].translation[0] || catalogue->entries[i].comments)
            catalogue->entries[kept++] = catalogue->entries[i];
        else
            catalogue_entry_done(&catalogue->entries[i]);
    }
    catalogue->count = kept;
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
    if (root && is_element(root, "xliff")) return root;
    if (reader->error->status == STATUS_OK) {
        error_set(reader->error, STATUS_BAD_INPUT, reader->path, root ? line_of(root) : 0,
                  "is no XLIFF 2; ask for XLIFF 2.0 or 2.1");
    }
    return NULL;
}

enum status xliff_language(const char *path, const struct buffer *bytes, char **ret, struct error *error)
{
    struct error mistake = {0};
    struct xliff_reader reader = {path, &mistake, NULL};
    xmlDoc *document = parse(&reader, bytes);
    const xmlNode *root = find_root(&reader, document);
    if (root && !attribute(root, "trgLang")[0])
        error_set(&mistake, STATUS_BAD_INPUT, path, line_of(root), "has no trgLang: the language that it is in");
    else if (root && !(*ret = strdup(attribute(root, "trgLang"))))
        error_no_memory(&mistake);
    xmlFreeDoc(document);
    if (mistake.status != STATUS_OK && error) *error = mistake;
    return mistake.status;
}

enum status xliff_read(const char *path, const struct buffer *bytes, struct catalogue *catalogue,
                       struct xliff_taken *taken, struct error *error)
{
    struct error mistake = {0};
    struct xliff_reader reader = {path, &mistake, taken};
    enum status status = catalogue_index(catalogue, error);
    if (status != STATUS_OK) return status;
    xmlDoc *document = parse(&reader, bytes);
    const xmlNode *root = find_root(&reader, document);
    size_t before = catalogue->count, obsolete = count_obsolete(catalogue);
    if (root) read_units(&reader, root, 0, catalogue);
    xmlFreeDoc(document);
    if (catalogue->count > before || count_obsolete(catalogue) < obsolete) drop_untranslated(catalogue);
    if (mistake.status != STATUS_OK && error) *error = mistake;
    return mistake.status;
}

void xliff_taken_done(struct xliff_taken *taken)
{
    free(taken->kept);
    *taken = (struct xliff_taken){0};
}
