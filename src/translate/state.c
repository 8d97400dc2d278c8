#include "translate/state.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char mark[] = "Reviewed: ";

enum { CHECK_DIGITS = 8 };

const char *state_name(enum state state)
{
    static const char *const names[] = {
#define X(name, text) text,
        STATE_LIST(X)
#undef X
    };
    return names[state];
}

static void make_check(const struct catalogue_entry *entry, char check[CHECK_DIGITS + 1])
{
    snprintf(check, CHECK_DIGITS + 1, "%08" PRIx32, (uint32_t)key_hash(entry->text, entry->translation));
}

/* The last comma before `end`; NULL where there is none behind `start`. */
static const char *comma_before(const char *start, const char *end)
{
    return end > start ? memrchr(start, ',', (size_t)(end - start)) : NULL;
}

/* "NAME, YYYY-MM-DD, version V, CHECK"; a name may have commas. */
static bool read_review(const char *line, const char *end, const char *check, struct review *ret)
{
    static const char version_word[] = ", version ";
    const char *third = comma_before(line, end);
    const char *second = third ? comma_before(line, third) : NULL;
    const char *first = second ? comma_before(line, second) : NULL;
    if (!first || end - third != CHECK_DIGITS + 2 || memcmp(third + 2, check, CHECK_DIGITS) != 0) return false;
    size_t word = sizeof version_word - 1;
    if ((size_t)(third - second) < word || memcmp(second, version_word, word) != 0) return false;
    if (second - first != 2 + 10) return false;
    *ret = (struct review){.name = line,
                           .date = first + 2,
                           .version = second + word,
                           .name_length = (size_t)(first - line),
                           .date_length = 10,
                           .version_length = (size_t)(third - second) - word};
    return true;
}

bool state_review(const struct catalogue_entry *entry, struct review *ret)
{
    char check[CHECK_DIGITS + 1];
    bool found = false;
    if (!entry->comments || !strstr(entry->comments, mark)) return false;
    make_check(entry, check);
    for (const char *line = entry->comments; *line;) {
        const char *end = line + strcspn(line, "\n");
        const char *start = line + strspn(line, " ");
        if (strncmp(start, mark, sizeof mark - 1) == 0) found |= read_review(start + sizeof mark - 1, end, check, ret);
        line = *end ? end + 1 : end;
    }
    return found;
}

enum state state_of_entry(const struct catalogue_entry *entry)
{
    struct review review;
    if (!entry || entry->obsolete || !entry->translation[0]) return STATE_UNTRANSLATED;
    if (entry->fuzzy) return STATE_FUZZY;
    return state_review(entry, &review) ? STATE_REVIEWED : STATE_DRAFT;
}

struct version_state state_of_version(const struct original *original, const struct catalogue *catalogue)
{
    struct version_state version = {.state = STATE_REVIEWED};
    size_t found = 0;
    for (size_t i = 0; i < original->entry_count; i++) {
        const struct entry *wanted = &original->entries[i];
        const struct catalogue_entry *entry =
            catalogue_find(catalogue, original_context(original, wanted), original_text(original, wanted));
        enum state state = state_of_entry(entry);
        version.counts[state]++;
        found += entry != NULL;
        if (state < version.state) version.state = state;
    }
    version.not_in_source = catalogue->index.count > found ? catalogue->index.count - found : 0;
    return version;
}

/* What the comments say beside reviews. */
static void keep_others(const char *comments, struct buffer *text)
{
    for (const char *line = comments; line && *line;) {
        size_t length = strcspn(line, "\n");
        if (strncmp(line + strspn(line, " "), mark, sizeof mark - 1) != 0)
            buffer_printf(text, "%.*s\n", (int)length, line);
        line += length + (line[length] == '\n');
    }
}

enum status state_set_review(struct catalogue_entry *entry, const char *name, const char *date, const char *version,
                             struct error *error)
{
    char check[CHECK_DIGITS + 1];
    struct buffer text = {0};
    make_check(entry, check);
    keep_others(entry->comments, &text);
    buffer_printf(&text, "%s%s, %s, version ", mark, name, date);
    for (const char *at = version; *at; at++) buffer_append_char(&text, *at == ',' ? ';' : *at); /* commas part */
    buffer_printf(&text, ", %s\n", check);
    char *comments = buffer_take(&text);
    if (!comments) return error_no_memory(error);
    free(entry->comments);
    entry->comments = comments;
    return STATUS_OK;
}
