#include "export/json_list.h"

#include "export/json_text.h"

#include <string.h>

enum { LINES = JSON_INDENT(1) | JSON_SORT_KEYS | JSON_ENCODE_ANY | JSON_REAL_PRECISION(JSON_TEXT_DIGITS) };

static void begin_line(FILE *file, size_t depth)
{
    fputc('\n', file);
    for (size_t i = 0; i < depth; i++) fputc(' ', file);
}

/* No string has a line break in it: each is one of the lay-out. */
static void write_deep(FILE *file, const char *text, size_t length, size_t depth)
{
    for (const char *end = text + length, *line = text; line < end;) {
        const char *stop = memchr(line, '\n', (size_t)(end - line));
        fwrite(line, 1, (size_t)((stop ? stop : end) - line), file);
        if (!stop) return;
        begin_line(file, depth);
        line = stop + 1;
    }
}

enum status json_list_begin(struct json_list *list, FILE *file, const json_t *object, const char *name, size_t depth,
                            struct error *error)
{
    struct buffer text = {0}, empty = {0};
    *list = (struct json_list){.file = file, .depth = depth + 2};
    json_text_append(&text, object, LINES);
    if (name) buffer_printf(&empty, "\n \"%s\": []", name);
    const char *found = name && !text.failed && !empty.failed ? strstr(buffer_text(&text), buffer_text(&empty)) : NULL;
    size_t before = found ? (size_t)(found - text.data) + empty.length - 2 : text.length;
    if (found) buffer_append_text(&list->behind, found + empty.length);
    bool failed = text.failed || empty.failed || list->behind.failed;
    if (!failed) write_deep(file, buffer_text(&text), before, depth);
    buffer_done(&text);
    buffer_done(&empty);
    return failed ? error_no_memory(error) : STATUS_OK;
}

void json_list_place(struct json_list *list)
{
    fputc(list->any ? ',' : '[', list->file);
    begin_line(list->file, list->depth);
    list->any = true;
}

enum status json_list_add(struct json_list *list, const json_t *element, struct error *error)
{
    struct buffer text = {0};
    json_text_append(&text, element, LINES);
    bool failed = text.failed;
    if (!failed) {
        json_list_place(list);
        write_deep(list->file, text.data, text.length, list->depth);
    }
    buffer_done(&text);
    return failed ? error_no_memory(error) : STATUS_OK;
}

void json_list_end(struct json_list *list)
{
    if (list->behind.length > 0) {
        if (list->any)
            begin_line(list->file, list->depth - 1);
        else
            fputc('[', list->file);
        fputc(']', list->file);
        write_deep(list->file, list->behind.data, list->behind.length, list->depth - 2);
    }
    buffer_done(&list->behind);
    *list = (struct json_list){0};
}

/* ---- Reading ----------------------------------------------------------------------------------------------------- */

/* `key` with its quotes and the colon. */
static bool is_among(const char *const *names, const char *key)
{
    for (; *names; names++) {
        size_t length = strlen(*names);
        if (key[0] == '"' && strncmp(key + 1, *names, length) == 0 && strcmp(key + 1 + length, "\":") == 0) return true;
    }
    return false;
}

/* Appends the member to the text of the head. */
static enum status read_member(struct json_reader *reader, const char *const *names, json_list_take *take,
                               void *context, struct buffer *head, struct error *error)
{
    struct buffer key = {0};
    enum status status = json_reader_key(reader, &key) ? STATUS_OK : STATUS_BAD_INPUT;
    bool list = status == STATUS_OK && is_among(names, buffer_text(&key));
    buffer_append_text(head, buffer_text(&key));
    if (key.failed || head->failed) status = error_no_memory(error);
    buffer_done(&key);
    if (status != STATUS_OK) return status;
    if (!list) return json_reader_value(reader, head) ? STATUS_OK : STATUS_BAD_INPUT;
    buffer_append_text(head, "[]");
    for (bool more = json_reader_enter(reader, '[', ']'); more && status == STATUS_OK;) {
        status = take(context, reader, error);
        more = status == STATUS_OK && json_reader_next(reader, ']');
    }
    return status;
}

enum status json_list_read(struct json_reader *reader, const char *const *names, json_list_take *take, void *context,
                           json_t **ret_head, struct error *error)
{
    struct buffer head = {0};
    enum status status = STATUS_OK;
    *ret_head = NULL;
    buffer_append_char(&head, '{');
    for (bool more = json_reader_enter(reader, '{', '}'); more && status == STATUS_OK;) {
        status = read_member(reader, names, take, context, &head, error);
        more = status == STATUS_OK && json_reader_next(reader, '}');
        if (more) buffer_append_char(&head, ',');
    }
    buffer_append_char(&head, '}');
    if (status == STATUS_OK && reader->failed) status = STATUS_BAD_INPUT;
    if (head.failed) status = error_no_memory(error);
    if (status == STATUS_OK) status = json_text_load(buffer_text(&head), head.length, ret_head, error);
    buffer_done(&head);
    return status;
}
