/* The numbers that a browser shows before the items of <ol> lists. */
#ifndef ALOUD_CHECK_HTML_LISTS_H
#define ALOUD_CHECK_HTML_LISTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { DEEPEST_HTML_LISTS = 32 };

/* The lists that are open. Zero-initialise. */
struct html_lists {
    struct {
        bool ordered;
        uint32_t next;
    } items[DEEPEST_HTML_LISTS];
    size_t count;
};

/* Takes note of a tag of an HTML block. True where it begins a numbered item, whose number goes to *ret_number. */
bool html_lists_tag(struct html_lists *lists, const char *tag, size_t length, uint32_t *ret_number);

#endif
