#include "translate/xliff_parts.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* "Agency: final, CHECK" */
static const char mark[] = "Agency: ";
static const char *const agency_states[] = {"reviewed", "final"};

static void make_line(const struct catalogue_entry *entry, const char *state, char line[64])
{
    snprintf(line, 64, "%s%s, %08" PRIx32 "\n", mark, state, (uint32_t)key_hash(entry->text, entry->translation));
}

const char *xliff_state(const struct catalogue_entry *entry)
{
    char line[64];
    enum state state = state_of_entry(entry);
    if (state < STATE_DRAFT) return "initial";
    if (state == STATE_REVIEWED) return "reviewed";
    for (size_t i = 0; entry->comments && i < 2; i++) {
        make_line(entry, agency_states[i], line);
        if (strstr(entry->comments, line)) return agency_states[i];
    }
    return "translated";
}

static const char *const states[] = {"initial", "translated", "reviewed", "final"};

static size_t rank(const char *state)
{
    size_t i = sizeof states / sizeof states[0] - 1;
    while (i > 0 && strcmp(states[i], state) != 0) i--;
    return i;
}

bool xliff_is_finished(const char *state)
{
    return rank(state) > 0;
}

const char *xliff_least_state(const char *left, const char *right)
{
    return states[rank(left) < rank(right) ? rank(left) : rank(right)];
}

enum status xliff_set_agency_state(struct catalogue_entry *entry, const char *state, struct error *error)
{
    struct buffer text = {0};
    bool has = entry->comments && strstr(entry->comments, mark);
    bool agency = (strcmp(state, agency_states[0]) == 0 || strcmp(state, agency_states[1]) == 0)
                  && state_of_entry(entry) == STATE_DRAFT;
    if (!has && !agency) return STATUS_OK;
    for (const char *line = entry->comments; line && *line;) {
        size_t length = strcspn(line, "\n");
        if (strncmp(line, mark, sizeof mark - 1) != 0) buffer_printf(&text, "%.*s\n", (int)length, line);
        line += length + (line[length] == '\n');
    }
    char line[64];
    if (agency) {
        make_line(entry, state, line);
        buffer_append_text(&text, line);
    }
    char *comments = buffer_take(&text);
    if (!comments) return error_no_memory(error);
    free(entry->comments);
    entry->comments = comments;
    return STATUS_OK;
}
