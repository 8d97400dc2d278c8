#include "translate/build_parts.h"

#include "base/array.h"
#include "translate/front_matter_lines.h"
#include "translate/placeholder.h"

#include <string.h>

/* A text in YAML's double quotes. */
static void append_quoted(struct buffer *buffer, const char *text, size_t length)
{
    buffer_append_char(buffer, '"');
    for (size_t i = 0; i < length; i++) {
        if (text[i] == '"' || text[i] == '\\') buffer_append_char(buffer, '\\');
        buffer_append_char(buffer, (unsigned char)text[i] < 0x20 ? ' ' : text[i]);
    }
    buffer_append_char(buffer, '"');
}

/* The translation of the unit that says the leaflet's title: the front matter's, else a heading with the same words. */
static const struct catalogue_entry *find_title(const struct build *build)
{
    const struct original *original = build->original;
    for (size_t i = 0; i < original->unit_count; i++) {
        const struct unit *unit = &original->units[i];
        bool title = unit->block == DOCUMENT_NONE || unit->block == original->document->title_block;
        if (title && build->translations[i]) return build->translations[i];
    }
    return NULL;
}

static void append_title(const struct build *build, struct buffer *markdown)
{
    const struct catalogue_entry *title = find_title(build);
    if (!title) return; /* then the first heading is it, which is marked with its language */
    struct buffer plain = {0};
    placeholder_strip(&plain, title->translation, strlen(title->translation));
    buffer_append_text(markdown, "title: ");
    append_quoted(markdown, buffer_text(&plain), plain.length);
    buffer_append_char(markdown, '\n');
    markdown->failed |= plain.failed;
    buffer_done(&plain);
}

/* The lexicon tells how the source's language says its terms. */
static bool is_written_anew(const struct front_matter_line *line)
{
    static const char *const keys[] = {"title", "lang", "language", "translation", "lexicon"};
    for (size_t i = 0; i < ARRAY_COUNT(keys); i++) {
        if (front_matter_line_is(line, keys[i])) return true;
    }
    return line->key_length == 0 && (strncmp(line->key, "---", 3) == 0 || strncmp(line->key, "...", 3) == 0);
}

bool build_front_matter(const struct build *build, struct buffer *markdown)
{
    struct source_span front = original_front_matter(build->original);
    const char *source = build->original->bytes.data;
    struct front_matter_line line;
    size_t position = front.start;
    buffer_append(markdown, source, front.start);
    buffer_append_text(markdown, "---\n");
    append_title(build, markdown);
    buffer_printf(markdown, "lang: %s\ntranslation: %s\n", build->language,
                  build->built->state.state == STATE_REVIEWED ? "reviewed" : "draft");
    while (front_matter_line_next(source, front.end, &position, &line)) {
        if (!is_written_anew(&line)) buffer_append(markdown, source + line.start, line.end - line.start);
    }
    buffer_append_text(markdown, "---\n");
    return !markdown->failed;
}
