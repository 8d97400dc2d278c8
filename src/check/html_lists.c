#include "check/html_lists.h"

#include "check/source_html.h"

#include <ctype.h>

static uint32_t number_of(const char *tag, size_t length, const char *attribute, uint32_t otherwise)
{
    size_t start, end;
    if (!html_attribute(tag, length, attribute, &start, &end) || start == end || end - start > 9) return otherwise;
    uint32_t number = 0;
    for (size_t i = start; i < end; i++) {
        if (!isdigit((unsigned char)tag[i])) return otherwise;
        number = number * 10 + (uint32_t)(tag[i] - '0');
    }
    return number;
}

bool html_lists_tag(struct html_lists *lists, const char *tag, size_t length, uint32_t *ret_number)
{
    bool closing = html_is_closing(tag, length);
    bool ordered = html_is_named(tag, length, "ol");
    if (ordered || html_is_named(tag, length, "ul")) {
        if (closing && lists->count > 0) lists->count--;
        if (closing || lists->count == DEEPEST_HTML_LISTS) return false;
        lists->items[lists->count].ordered = ordered;
        lists->items[lists->count++].next = number_of(tag, length, "start", 1);
        return false;
    }
    if (closing || lists->count == 0 || !html_is_named(tag, length, "li")) return false;
    uint32_t number = number_of(tag, length, "value", lists->items[lists->count - 1].next);
    lists->items[lists->count - 1].next = number + 1;
    *ret_number = number;
    return lists->items[lists->count - 1].ordered;
}
