/* An object in a file, a line a member, keys sorted, with an array that is too long for memory: it is empty in the object, and
 * its elements are written one by one.
 *
 *     struct json_list list = {0};
 *     enum status status = json_list_begin(&list, file, object, "recordings", 0, error);
 *     if (status == STATUS_OK) status = json_list_add(&list, element, error);
 *     json_list_end(&list);
 */
#ifndef ALOUD_EXPORT_JSON_LIST_H
#define ALOUD_EXPORT_JSON_LIST_H

#include "export/json_reader.h"

#include "base/status.h"

#include <jansson.h>

struct json_list {
    FILE *file;           /* the caller's, who looks what could not be written (ferror) */
    size_t depth;         /* of its elements */
    struct buffer behind; /* of the object's text */
    bool any;
};

/* `depth`: in how many arrays and objects the object stands itself. Where it has no member `list`, nothing may be added.
 * json_list_end is due in any case. */
enum status json_list_begin(struct json_list *list, FILE *file, const json_t *object, const char *name, size_t depth,
                            struct error *error);

/* Begins an element, which the caller writes. */
void json_list_place(struct json_list *list);

enum status json_list_add(struct json_list *list, const json_t *element, struct error *error);
void json_list_end(struct json_list *list);

/* Takes an element of the array, which begins at the reader's place. */
typedef enum status json_list_take(void *context, struct json_reader *reader, struct error *error);

/* Reads the object at the reader's place: *ret_head has all its members, an array of one of these names (NULL behind the last)
 * empty, its elements taken by `take`, whose failure ends the reading. STATUS_BAD_INPUT, without a message, where there is no
 * such object. The caller decrefs. */
enum status json_list_read(struct json_reader *reader, const char *const *names, json_list_take *take, void *context,
                           json_t **ret_head, struct error *error);

#endif
