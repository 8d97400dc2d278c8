#include "translate/placeholder.h"
#include "translate/xliff_parts.h"

#include <libxml/tree.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { NESTING_MOST = 100 };

struct xliff_writer {
    xmlDoc *document;
    xmlNs *space;
    bool failed; /* memory has run out */
};

static xmlNode *add(struct xliff_writer *writer, xmlNode *parent, const char *name)
{
    xmlNode *node = xmlNewChild(parent, writer->space, (const xmlChar *)name, NULL);
    writer->failed |= !node;
    return node;
}

static void set(struct xliff_writer *writer, xmlNode *node, const char *name, const char *value)
{
    if (node && !xmlNewProp(node, (const xmlChar *)name, (const xmlChar *)value)) writer->failed = true;
}

/* XML has no control characters. */
static void add_text(struct xliff_writer *writer, xmlNode *parent, const char *text, size_t length)
{
    struct buffer clean = {0};
    for (size_t i = 0; i < length; i++) {
        bool control = (unsigned char)text[i] < 0x20 && text[i] != '\n' && text[i] != '\t';
        buffer_append_char(&clean, control ? ' ' : text[i]);
    }
    xmlNode *node =
        parent ? xmlNewDocTextLen(writer->document, (const xmlChar *)buffer_text(&clean), (int)clean.length) : NULL;
    if (!node || clean.failed || !xmlAddChild(parent, node)) writer->failed = true;
    buffer_done(&clean);
}

static xmlNode *add_code(struct xliff_writer *writer, xmlNode *parent, const char *name, unsigned number, bool alone)
{
    char id[16];
    snprintf(id, sizeof id, alone ? "x%u" : "%u", number);
    xmlNode *node = add(writer, parent, name);
    set(writer, node, "id", id);
    return node;
}

/* A text with placeholders. Pairs that a translator has broken are written as two halves each. */
static void add_content(struct xliff_writer *writer, xmlNode *parent, const char *text)
{
    xmlNode *open[NESTING_MOST + 1] = {parent};
    size_t depth = 0;
    size_t length = strlen(text);
    char problem[96];
    bool whole = !placeholder_problem(text, text, problem);
    for (size_t position = 0; position < length && !writer->failed;) {
        struct placeholder next = placeholder_next(text, length, position);
        position = next.end;
        if (next.kind == PLACEHOLDER_TEXT) {
            struct buffer plain = {0};
            placeholder_read_text(&plain, text + next.start, next.end - next.start);
            add_text(writer, open[depth], buffer_text(&plain), plain.length);
            buffer_done(&plain);
        } else if (next.kind == PLACEHOLDER_ALONE) {
            add_code(writer, open[depth], "ph", next.number, true);
        } else if (!whole) {
            xmlNode *half = add_code(writer, parent, next.kind == PLACEHOLDER_OPEN ? "sc" : "ec", next.number, false);
            set(writer, half, "isolated", "yes");
        } else if (next.kind == PLACEHOLDER_OPEN) {
            open[depth + 1] = add_code(writer, open[depth], "pc", next.number, false);
            depth++;
        } else {
            depth--;
        }
    }
}

static void add_note(struct xliff_writer *writer, xmlNode *notes, const char *category, const char *text)
{
    if (!text) return;
    xmlNode *note = add(writer, notes, "note");
    set(writer, note, "category", category);
    add_text(writer, note, text, strlen(text));
}

static void add_unit(struct xliff_writer *writer, xmlNode *file, const struct original *original, size_t index,
                     const struct catalogue_entry *entry)
{
    const struct entry *wanted = &original->entries[index];
    char id[XLIFF_ID_BYTES];
    xliff_id_write(original_context(original, wanted), original_text(original, wanted), entry, id);
    xmlNode *unit = add(writer, file, "unit");
    set(writer, unit, "id", id);
    set(writer, unit, "name", original_context(original, wanted));
    xmlNode *notes = add(writer, unit, "notes");
    add_note(writer, notes, XLIFF_NOTE_EXTRACTED, original_note(original, wanted));
    add_note(writer, notes, XLIFF_NOTE_TRANSLATOR, entry ? entry->comments : NULL);
    add_note(writer, notes, XLIFF_NOTE_PREVIOUS, entry ? entry->previous_text : NULL);
    xmlNode *segment = add(writer, unit, "segment");
    set(writer, segment, "state", xliff_state(entry));
    add_content(writer, add(writer, segment, "source"), original_text(original, wanted));
    if (entry && entry->translation[0]) add_content(writer, add(writer, segment, "target"), entry->translation);
}

static xmlNode *make_root(struct xliff_writer *writer, const struct original *original, const char *language)
{
    const char *source = buffer_text(&original->document->language);
    xmlNode *root = xmlNewDocNode(writer->document, NULL, (const xmlChar *)"xliff", NULL);
    if (!root) return NULL;
    xmlDocSetRootElement(writer->document, root);
    writer->space = xmlNewNs(root, (const xmlChar *)XLIFF_NAMESPACE, NULL);
    if (!writer->space) return NULL;
    xmlSetNs(root, writer->space);
    set(writer, root, "version", "2.0");
    set(writer, root, "srcLang", source[0] ? source : "und");
    set(writer, root, "trgLang", language);
    return root;
}

/* With its folder's name, since all leaflets may be called leaflet.md. */
static void set_original(struct xliff_writer *writer, xmlNode *file, const char *path)
{
    char *whole = realpath(path, NULL);
    const char *name = whole ? whole : path;
    const char *last = strrchr(name, '/');
    const char *folder = last ? memrchr(name, '/', (size_t)(last - name)) : NULL;
    if (folder) name = folder + 1;
    set(writer, file, "original", name);
    free(whole);
}

static void write_all(struct xliff_writer *writer, const struct original *original, const struct catalogue *catalogue,
                      const char *language)
{
    xmlNode *root = make_root(writer, original, language);
    if (!root) {
        writer->failed = true;
        return;
    }
    xmlNode *file = add(writer, root, "file");
    set(writer, file, "id", "f1");
    set_original(writer, file, original->document->path);
    if (file) xmlNodeSetSpacePreserve(file, 1);
    for (size_t i = 0; i < original->entry_count && !writer->failed; i++) {
        const struct entry *entry = &original->entries[i];
        add_unit(writer, file, original, i,
                 catalogue_find(catalogue, original_context(original, entry), original_text(original, entry)));
    }
}

/* The file keeps its white space, so the lines are broken here: a unit's elements hold no text but in notes and segments. */
static void break_lines(struct xliff_writer *writer, xmlNode *file)
{
    for (xmlNode *unit = file ? file->children : NULL; unit && !writer->failed; unit = unit->next) {
        xmlNode *feed = xmlNewDocText(writer->document, (const xmlChar *)"\n");
        if (!feed || !xmlAddPrevSibling(unit, feed)) writer->failed = true;
    }
}

enum status xliff_write(const struct original *original, const struct catalogue *catalogue, const char *language,
                        struct buffer *bytes, struct error *error)
{
    struct xliff_writer writer = {.document = xmlNewDoc((const xmlChar *)"1.0")};
    xmlChar *text = NULL;
    int length = 0;
    if (writer.document) write_all(&writer, original, catalogue, language);
    if (writer.document && !writer.failed) break_lines(&writer, xmlDocGetRootElement(writer.document)->children);
    if (writer.document && !writer.failed) xmlDocDumpMemoryEnc(writer.document, &text, &length, "UTF-8");
    if (text) buffer_append(bytes, text, (size_t)length);
    bool good = text && !writer.failed && !bytes->failed;
    xmlFree(text);
    xmlFreeDoc(writer.document);
    return good ? STATUS_OK : error_no_memory(error);
}
