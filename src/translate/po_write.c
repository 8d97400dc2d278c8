/* A catalogue as libgettextpo writes it. */
#include "translate/catalogue.h"
#include "translate/po_library.h"

#include <stdlib.h>
#include <string.h>

static void give_references(po_message_t message, const char *references)
{
    for (const char *at = references; at && *at;) {
        size_t length = strcspn(at, " ");
        char *place = strndup(at, length);
        char *colon = place ? strrchr(place, ':') : NULL;
        size_t line = (size_t)-1;
        if (colon && colon[1] && strspn(colon + 1, "0123456789") == strlen(colon + 1)) {
            line = strtoul(colon + 1, NULL, 10);
            *colon = '\0';
        }
        if (place) po_message_add_filepos(message, place, line);
        free(place);
        at += length + strspn(at + length, " ");
    }
}

static void give_message(po_message_iterator_t iterator, const struct catalogue_entry *entry)
{
    po_message_t message = po_message_create();
    po_message_set_msgctxt(message, entry->context);
    po_message_set_msgid(message, entry->text);
    po_message_set_msgstr(message, entry->translation);
    if (entry->previous_context) po_message_set_prev_msgctxt(message, entry->previous_context);
    if (entry->previous_text) po_message_set_prev_msgid(message, entry->previous_text);
    if (entry->comments) po_message_set_comments(message, entry->comments);
    if (entry->note) po_message_set_extracted_comments(message, entry->note);
    give_references(message, entry->references);
    po_message_set_fuzzy(message, entry->fuzzy);
    po_message_set_obsolete(message, entry->obsolete);
    po_message_insert(iterator, message);
}

static po_file_t to_po_file(const struct catalogue *catalogue)
{
    po_file_t file = po_file_create();
    po_message_iterator_t iterator = po_message_iterator(file, NULL);
    struct catalogue_entry header = {.text = (char[]){""},
                                     .translation = catalogue->header,
                                     .comments = catalogue->header_comments,
                                     .fuzzy = catalogue->header_fuzzy};
    if (catalogue->header) give_message(iterator, &header);
    for (size_t i = 0; i < catalogue->count; i++) give_message(iterator, &catalogue->entries[i]);
    po_message_iterator_free(iterator);
    return file;
}

enum status catalogue_write(const struct catalogue *catalogue, struct buffer *bytes, struct error *error)
{
    po_file_t file = to_po_file(catalogue);
    enum status status = po_library_write(catalogue->path, file, bytes, error);
    po_file_free(file);
    return status;
}
