#include "export/plan.h"

#include "base/array.h"
#include "base/file.h"
#include "export/names.h"

#include <stdlib.h>
#include <string.h>

/* The utterances of sections that have anything to say are a part each. */
static enum status cut(struct plan *plan, const struct script *script, const struct document *document,
                       struct error *error)
{
    size_t count = script_count(script), first = 0;
    for (size_t i = 0; i < count; i++) {
        uint32_t section = document->blocks[script_place(script, i)->block].section;
        bool last = i + 1 == count || document->blocks[script_place(script, i + 1)->block].section != section;
        bool goes_on = document->sections[section].grouping && i + 1 < count;
        if (!last || goes_on) continue;
        if (!array_reserve(&plan->parts, &plan->capacity, plan->count + 1)) return error_no_memory(error);
        plan->parts[plan->count++] = (struct plan_part){.first = first, .end = i + 1};
        first = i + 1;
    }
    return STATUS_OK;
}

static char *title_of(const struct plan_part *part, const struct script *script, const struct document *document)
{
    const struct block *last = &document->blocks[script_place(script, part->end - 1)->block];
    uint32_t heading = document->sections[last->section].heading;
    if (heading == DOCUMENT_NONE) return strdup(buffer_text(&document->title));
    const struct block *block = &document->blocks[heading];
    char *title = strndup(document->text.data + block->text_start, block->text_end - block->text_start);
    for (char *at = title; at && (at = strchr(at, '\n')); at++) *at = ' ';
    return title;
}

static int digits_of(size_t number)
{
    int digits = 1;
    while (number >= 10) number /= 10, digits++;
    return digits;
}

static enum status name_parts(struct plan *plan, const struct script *script, const struct document *document,
                              struct error *error)
{
    int width = digits_of(plan->count) < 2 ? 2 : digits_of(plan->count);
    for (size_t i = 0; i < plan->count; i++) {
        struct plan_part *part = &plan->parts[i];
        struct buffer name = {0};
        part->title = title_of(part, script, document);
        if (!part->title) return error_no_memory(error);
        buffer_printf(&name, "%0*zu-", width, i + 1);
        enum status status = name_append(&name, part->title, "section", error);
        part->name = buffer_take(&name);
        if (status != STATUS_OK) return status;
        if (!part->name) return error_no_memory(error);
    }
    return STATUS_OK;
}

enum status plan_make(struct plan *plan, const struct script *script, const struct document *document,
                      struct error *error)
{
    enum status status = cut(plan, script, document, error);
    if (status == STATUS_OK && plan->count == 0)
        return error_set(error, STATUS_BAD_INPUT, document->path, 0, "has nothing in it that can be spoken");
    return status == STATUS_OK ? name_parts(plan, script, document, error) : status;
}

void plan_done(struct plan *plan)
{
    for (size_t i = 0; i < plan->count; i++) {
        free(plan->parts[i].name);
        free(plan->parts[i].title);
    }
    free(plan->parts);
    *plan = (struct plan){0};
}
