#include "export/record.h"

#include "export/json_list.h"
#include "export/json_text.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>

static const char *const LISTS[] = {"sentences", "prompts", NULL};

static enum status append(struct record *record, const struct buffer *text, struct error *error)
{
    if (text->failed) return error_no_memory(error);
    return spool_append(&record->text, text->data, text->length, error);
}

enum status record_begin(struct record *record, const char *list, struct error *error)
{
    struct buffer text = {0};
    record_done(record);
    buffer_printf(&text, "{\"%s\":[", list);
    enum status status = spool_open(&record->text, error);
    if (status == STATUS_OK) status = append(record, &text, error);
    buffer_done(&text);
    return status;
}

enum status record_add(struct record *record, json_t *element, struct error *error)
{
    struct buffer text = {0};
    if (record->any) buffer_append_char(&text, ',');
    json_text_append_line(&text, element);
    enum status status = append(record, &text, error);
    record->any = true;
    json_decref(element);
    buffer_done(&text);
    return status;
}

/* The members of the head stand behind the list. */
enum status record_end(struct record *record, json_t *head, struct error *error)
{
    struct buffer text = {0}, members = {0};
    json_text_append_line(&members, head);
    buffer_append_text(&text, "],");
    if (!members.failed) buffer_append_text(&text, members.data + 1);
    buffer_append_char(&text, '\n');
    enum status status = members.failed ? error_no_memory(error) : append(record, &text, error);
    record->head = head;
    buffer_done(&members);
    buffer_done(&text);
    return status;
}

enum status record_hand_over(const struct record *record, const struct spool *shared, struct record_place *ret,
                             struct error *error)
{
    struct flock lock = {.l_type = F_WRLCK, .l_whence = SEEK_SET};
    struct spool grown = *shared;
    *ret = (struct record_place){0};
    while (fcntl(shared->descriptor, F_SETLKW, &lock) != 0)
        if (errno != EINTR)
            return error_set(error, STATUS_SYSTEM, NULL, 0, "no lock on what worker processes tell: %s",
                             strerror(errno));
    enum status status = spool_find_end(&grown, error);
    uint64_t first = grown.length;
    if (status == STATUS_OK) status = spool_copy(&record->text, 0, record->text.length, &grown, error);
    lock.l_type = F_UNLCK;
    fcntl(shared->descriptor, F_SETLK, &lock);
    if (status == STATUS_OK) *ret = (struct record_place){first, grown.length - first};
    return status;
}

void record_done(struct record *record)
{
    spool_close(&record->text);
    json_decref(record->head);
    *record = RECORD_NONE;
}

/* ---- From files -------------------------------------------------------------------------------------------------- */

static enum status unreadable(struct error *error)
{
    return error_set(error, STATUS_BAD_INPUT, NULL, 0, "what was kept of a recording cannot be read; run it again");
}

struct elements {
    record_take *take; /* NULL: nobody gets them */
    void *context;
};

static enum status take_element(void *context, struct json_reader *reader, struct error *error)
{
    const struct elements *elements = context;
    struct buffer text = {0};
    json_t *element = NULL;
    enum status status = STATUS_OK;
    if (!json_reader_value(reader, &text)) status = STATUS_BAD_INPUT;
    if (text.failed) status = error_no_memory(error);
    if (status == STATUS_OK) status = json_text_load(buffer_text(&text), text.length, &element, error);
    if (status == STATUS_OK && elements->take) status = elements->take(elements->context, element, error);
    json_decref(element);
    buffer_done(&text);
    return status;
}

enum status record_read(FILE *file, record_take *take, void *context, json_t **ret_head, struct error *error)
{
    struct json_reader reader = {.file = file};
    struct elements elements = {take, context};
    enum status status = json_list_read(&reader, LISTS, take_element, &elements, ret_head, error);
    return status == STATUS_BAD_INPUT ? unreadable(error) : status;
}

static const char *list_of(const json_t *head)
{
    for (const char *const *list = LISTS; *list; list++)
        if (json_object_get(head, *list)) return *list;
    return NULL;
}

static enum status load_element(void *context, json_t *element, struct error *error)
{
    return record_add(context, json_incref(element), error);
}

enum status record_load(struct record *record, FILE *file, struct error *error)
{
    json_t *head = NULL, *again = NULL;
    long place = ftell(file);
    enum status status = record_read(file, NULL, NULL, &head, error);
    const char *list = list_of(head);
    if (status == STATUS_OK && (!list || fseek(file, place, SEEK_SET) != 0)) status = unreadable(error);
    if (status == STATUS_OK) status = record_begin(record, list, error);
    if (status == STATUS_OK) status = record_read(file, load_element, record, &again, error);
    if (status == STATUS_OK) {
        json_object_del(head, list);
        status = record_end(record, json_incref(head), error);
    }
    json_decref(head);
    json_decref(again);
    return status;
}

static enum status copy_element(void *context, json_t *element, struct error *error)
{
    return json_list_add(context, element, error);
}

enum status record_copy(FILE *from, FILE *to, size_t depth, json_t **ret_head, struct error *error)
{
    json_t *again = NULL;
    long place = ftell(from);
    enum status status = record_read(from, NULL, NULL, ret_head, error);
    if (status != STATUS_OK) return status;
    struct json_list list = {0};
    const char *name = list_of(*ret_head);
    status = json_list_begin(&list, to, *ret_head, name, depth, error);
    if (status == STATUS_OK && name) {
        if (fseek(from, place, SEEK_SET) != 0) status = unreadable(error);
        if (status == STATUS_OK) status = record_read(from, copy_element, &list, &again, error);
    }
    json_list_end(&list);
    json_decref(again);
    return status;
}
