/* manifest.json, read record by record. */
#include "export/json_reader.h"
#include "export/json_text.h"
#include "export/manifest.h"

#include <string.h>

static enum status read_recording(struct json_reader *reader, manifest_take *take, void *context, struct error *error)
{
    json_t *record = NULL;
    long place = ftell(reader->file);
    enum status status = record_read(reader->file, NULL, NULL, &record, error);
    if (status == STATUS_OK && take) status = take(context, record, place, error);
    json_decref(record);
    return status;
}

/* Appends the member to the text of the head, the recordings as an empty array. */
static enum status read_member(struct json_reader *reader, manifest_take *take, void *context, struct buffer *head,
                               struct error *error)
{
    size_t start = head->length;
    if (!json_reader_key(reader, head)) return STATUS_BAD_INPUT;
    if (head->failed) return error_no_memory(error);
    if (strcmp(head->data + start, "\"recordings\":") != 0)
        return json_reader_value(reader, head) ? STATUS_OK : STATUS_BAD_INPUT;
    enum status status = STATUS_OK;
    buffer_append_text(head, "[]");
    for (bool more = json_reader_enter(reader, '[', ']'); more && status == STATUS_OK;) {
        status = read_recording(reader, take, context, error);
        more = status == STATUS_OK && json_reader_next(reader, ']');
    }
    return status;
}

enum status manifest_read(FILE *file, manifest_take *take, void *context, json_t **ret_head, struct error *error)
{
    struct json_reader reader = {.file = file};
    struct buffer head = {0};
    enum status status = STATUS_OK;
    *ret_head = NULL;
    buffer_append_char(&head, '{');
    for (bool more = json_reader_enter(&reader, '{', '}'); more && status == STATUS_OK;) {
        status = read_member(&reader, take, context, &head, error);
        more = status == STATUS_OK && json_reader_next(&reader, '}');
        if (more) buffer_append_char(&head, ',');
    }
    buffer_append_char(&head, '}');
    if (status == STATUS_OK && (reader.failed || json_reader_has_more(&reader))) status = STATUS_BAD_INPUT;
    if (head.failed) status = error_no_memory(error);
    if (status == STATUS_OK) status = json_text_load(buffer_text(&head), head.length, ret_head, error);
    buffer_done(&head);
    if (status != STATUS_BAD_INPUT) return status;
    return error_set(error, STATUS_BAD_INPUT, NULL, 0, "is no manifest of Aloud's");
}
