#include "document/html_elements.h"

#include "base/array.h"

#include <string.h>

static bool is_one_of(const char *name, const char *const *names, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (strcmp(name, names[i]) == 0) return true;
    }
    return false;
}

bool html_is_block(const char *name)
{
    static const char *const names[] = {
        "address", "article", "aside",    "blockquote", "body",   "center",  "dd",      "details", "dialog", "div",
        "dl",      "dt",      "fieldset", "figcaption", "figure", "footer",  "form",    "h1",      "h2",     "h3",
        "h4",      "h5",      "h6",       "header",     "hr",     "html",    "legend",  "li",      "main",   "menu",
        "nav",     "ol",      "option",   "p",          "pre",    "section", "summary", "table",   "tbody",  "td",
        "tfoot",   "th",      "thead",    "tr",         "ul",     "caption"};
    return is_one_of(name, names, ARRAY_COUNT(names));
}

bool html_is_raw(const char *name)
{
    static const char *const names[] = {"script", "style", "template", "title"};
    return is_one_of(name, names, ARRAY_COUNT(names));
}

static bool is_void(const char *name)
{
    static const char *const names[] = {"area",  "base", "br",   "col",   "embed",  "hr",    "img",
                                        "input", "link", "meta", "param", "source", "track", "wbr"};
    return is_one_of(name, names, ARRAY_COUNT(names));
}

static uint16_t style_of(const char *name)
{
    static const struct {
        const char *name;
        uint16_t style;
    } styles[] = {{"b", RUN_STRONG},      {"strong", RUN_STRONG}, {"i", RUN_EMPHASIS}, {"em", RUN_EMPHASIS},
                  {"code", RUN_CODE},     {"kbd", RUN_CODE},      {"samp", RUN_CODE},  {"s", RUN_STRUCK},
                  {"strike", RUN_STRUCK}, {"del", RUN_STRUCK}};
    for (size_t i = 0; i < ARRAY_COUNT(styles); i++) {
        if (strcmp(name, styles[i].name) == 0) return styles[i].style;
    }
    return 0;
}

static bool is_container(const char *name)
{
    return strcmp(name, "ul") == 0 || strcmp(name, "ol") == 0 || strcmp(name, "table") == 0;
}

/* Elements that HTML lets end without a tag where the next of their kind begins. */
static bool ends_by_itself(const struct html_element *element, const char *next)
{
    const char *name = element->name;
    if (strcmp(name, "p") == 0) return html_is_block(next);
    if (strcmp(name, "td") == 0 || strcmp(name, "th") == 0) return next[0] == 't' && next[1] && !next[2];
    if (strcmp(name, "dt") == 0 || strcmp(name, "dd") == 0) return strcmp(next, "dt") == 0 || strcmp(next, "dd") == 0;
    bool repeats = strcmp(name, "li") == 0 || strcmp(name, "tr") == 0 || strcmp(name, "option") == 0;
    return repeats && strcmp(name, next) == 0;
}

static struct html_element *find(struct html_elements *elements, const char *name)
{
    for (size_t i = elements->count; i > 0; i--) {
        if (strcmp(elements->items[i - 1].name, name) == 0) return &elements->items[i - 1];
    }
    return NULL;
}

static void push(struct html_elements *elements, const struct html_element *element)
{
    if (elements->count < LIMIT_ELEMENTS) elements->items[elements->count++] = *element;
}

static void open_element(struct html_elements *elements, struct builder *builder, const struct html_token *token)
{
    while (elements->count > 0) {
        const struct html_element *last = &elements->items[elements->count - 1];
        if (last->lists != elements->lists || !ends_by_itself(last, token->name)) break;
        elements->count--;
    }
    struct html_element element = {.target = DOCUMENT_NONE};
    if (elements->count > 0) element = elements->items[elements->count - 1];
    memcpy(element.name, token->name, sizeof element.name);
    element.nested = 0;
    element.lists = elements->lists;
    element.style |= style_of(token->name);
    bool changes = style_of(token->name) != 0;
    struct buffer value = {0};
    if (html_token_value(token, "lang", &value)) {
        element.language = builder_language(builder, buffer_text(&value), value.length);
        changes = true;
    }
    builder->failed |= value.failed;
    buffer_clear(&value);
    if (strcmp(token->name, "a") == 0 && html_token_value(token, "href", &value)) {
        element.style |= RUN_LINK;
        element.target = builder_string(builder, buffer_text(&value));
        changes = true;
    }
    size_t from = 0;
    size_t to = 0;
    if (html_token_attribute(token, "hidden", &from, &to) || html_is_raw(token->name)) {
        element.hidden = true;
        changes = true;
    }
    builder->failed |= value.failed;
    buffer_done(&value);
    struct html_element *same = find(elements, token->name);
    if (changes)
        push(elements, &element);
    else if (same)
        same->nested++;
}

static void close_element(struct html_elements *elements, const char *name)
{
    struct html_element *element = find(elements, name);
    if (!element) return;
    if (element->nested > 0)
        element->nested--;
    else
        elements->count = (size_t)(element - elements->items);
}

void html_elements_tag(struct html_elements *elements, struct builder *builder, const struct html_token *token)
{
    bool opens = token->kind == HTML_OPEN;
    if (is_void(token->name)) return;
    if (opens)
        open_element(elements, builder, token);
    else
        close_element(elements, token->name);
    if (!is_container(token->name)) return;
    if (opens)
        elements->lists++;
    else if (elements->lists > 0)
        elements->lists--;
}

void html_elements_close_to(struct html_elements *elements, size_t count)
{
    if (elements->count > count) elements->count = count;
}

void html_elements_apply(const struct html_elements *elements, struct builder *builder, uint16_t style, uint32_t target)
{
    static const struct html_element none = {.target = DOCUMENT_NONE};
    const struct html_element *inner = elements->count ? &elements->items[elements->count - 1] : &none;
    builder->style = style | inner->style;
    builder->target = target != DOCUMENT_NONE ? target : inner->target;
    builder->language = inner->language;
    builder->hidden = inner->hidden;
}
