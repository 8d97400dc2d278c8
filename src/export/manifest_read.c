/* manifest.json, read record by record. */
#include "export/json_list.h"
#include "export/manifest.h"

struct recordings {
    manifest_take *take; /* NULL: nobody gets them */
    void *context;
};

static enum status take_recording(void *context, struct json_reader *reader, struct error *error)
{
    const struct recordings *recordings = context;
    json_t *record = NULL;
    long place = ftell(reader->file);
    enum status status = record_read(reader->file, NULL, NULL, &record, error);
    if (status == STATUS_OK && recordings->take) status = recordings->take(recordings->context, record, place, error);
    json_decref(record);
    return status;
}

enum status manifest_read(FILE *file, manifest_take *take, void *context, json_t **ret_head, struct error *error)
{
    static const char *const lists[] = {"recordings", NULL};
    struct json_reader reader = {.file = file};
    struct recordings recordings = {take, context};
    enum status status = json_list_read(&reader, lists, take_recording, &recordings, ret_head, error);
    if (status == STATUS_OK && json_reader_has_more(&reader)) {
        json_decref(*ret_head);
        *ret_head = NULL;
        status = STATUS_BAD_INPUT;
    }
    if (status != STATUS_BAD_INPUT) return status;
    return error_set(error, STATUS_BAD_INPUT, NULL, 0, "is no manifest of Aloud's");
}
