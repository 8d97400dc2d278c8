#include "compare/comparison_parts.h"
#include "translate/placeholder.h"

#include <stdlib.h>
#include <string.h>

enum { TAGS_MOST = 64, NUMBER_DIGITS_MOST = 4 };

struct tag {
    char letter; /* 'g' or 'x' */
    bool closing;
    unsigned number;
    struct text_span span;
};

/* The placeholder at `at`: <g1>, </g1> or <x2/>. False where none stands there. */
static bool read_tag(const char *text, size_t length, size_t at, struct tag *ret)
{
    size_t end = at + 1, digits = 0;
    if (text[at] != '<' || end >= length) return false;
    *ret = (struct tag){.closing = text[end] == '/'};
    end += ret->closing;
    if (end >= length || (text[end] != 'g' && text[end] != 'x')) return false;
    ret->letter = text[end++];
    for (; end < length && text[end] >= '0' && text[end] <= '9' && digits < NUMBER_DIGITS_MOST; end++, digits++)
        ret->number = ret->number * 10 + (unsigned)(text[end] - '0');
    bool alone = ret->letter == 'x';
    if (digits == 0 || (alone && (ret->closing || end >= length || text[end++] != '/'))) return false;
    if (end >= length || text[end] != '>') return false;
    ret->span = (struct text_span){(uint32_t)at, (uint32_t)end + 1};
    return true;
}

/* The first placeholder from `at` on. False where there is none. */
static bool next_tag(const char *text, size_t length, size_t at, struct tag *ret)
{
    for (const char *sign; at < length && (sign = memchr(text + at, '<', length - at)); at++) {
        at = (size_t)(sign - text);
        if (read_tag(text, length, at, ret)) return true;
    }
    return false;
}

void tags_blank(const char *text, size_t length, struct buffer *plain)
{
    size_t start = plain->length;
    buffer_append(plain, text, length);
    if (plain->failed) return;
    struct tag tag;
    for (size_t at = 0; next_tag(text, length, at, &tag); at = tag.span.end)
        memset(plain->data + start + tag.span.start, ' ', tag.span.end - tag.span.start);
}

static size_t read_tags(const char *text, size_t length, struct tag tags[TAGS_MOST])
{
    size_t count = 0;
    for (size_t at = 0; count < TAGS_MOST && next_tag(text, length, at, &tags[count]); at = tags[count++].span.end) {}
    return count;
}

static bool is_same_tag(const struct tag *one, const struct tag *two)
{
    return one->letter == two->letter && one->closing == two->closing && one->number == two->number;
}

/* The first tag of `tags` that `others` has not as often; NULL where there is none. */
static const struct tag *find_missing(const struct tag *tags, size_t count, const struct tag *others,
                                      size_t other_count)
{
    for (size_t i = 0; i < count; i++) {
        size_t here = 0, there = 0;
        for (size_t k = 0; k < count; k++) here += is_same_tag(&tags[i], &tags[k]);
        for (size_t k = 0; k < other_count; k++) there += is_same_tag(&tags[i], &others[k]);
        if (here > there) return &tags[i];
    }
    return NULL;
}

/* The first tag that closes another than the innermost open one; NULL where all is well nested. */
static const struct tag *find_crossing(const struct tag *tags, size_t count)
{
    const struct tag *open[TAGS_MOST];
    size_t depth = 0;
    for (size_t i = 0; i < count; i++) {
        if (tags[i].letter != 'g') continue;
        if (!tags[i].closing)
            open[depth++] = &tags[i];
        else if (depth == 0 || open[--depth]->number != tags[i].number)
            return &tags[i];
    }
    return depth ? open[depth - 1] : NULL;
}

/* The first tag of the source whose pair has lost its words; NULL where there is none. */
static const struct tag *find_emptied(const struct compared_text *source, const struct compared_text *target,
                                      const struct tag *tags, size_t count)
{
    unsigned number = placeholder_emptied(source->text, source->length, target->text, target->length);
    for (size_t i = 0; number && i < count; i++)
        if (tags[i].letter == 'g' && tags[i].number == number) return &tags[i];
    return NULL;
}

enum status compare_tags(const struct compared_text *source, const struct compared_text *target,
                         struct differences *differences, struct error *error)
{
    struct tag left[TAGS_MOST], right[TAGS_MOST];
    size_t left_count = read_tags(source->text, source->length, left);
    size_t right_count = read_tags(target->text, target->length, right);
    if (left_count + right_count == 0) return STATUS_OK;
    const struct tag *missing = find_missing(left, left_count, right, right_count);
    const struct tag *added = find_missing(right, right_count, left, left_count);
    const struct tag *crossing = missing || added ? NULL : find_crossing(right, right_count);
    const struct tag *emptied = missing || added || crossing ? NULL : find_emptied(source, target, left, left_count);
    struct difference difference = {.kind = DIFFERENCE_PLACEHOLDER};
    if (missing) {
        difference.source = missing->span;
        difference.text = "is missing in the translation";
    } else if (added) {
        difference.target = added->span;
        difference.text = "is not in the source";
    } else if (crossing) {
        difference.target = crossing->span;
        difference.text = "is not closed within the one around it";
    } else if (emptied) {
        difference.source = emptied->span;
        difference.text = "is around no words in the translation";
    }
    return difference.text ? differences_add(differences, difference, error) : STATUS_OK;
}
