#include "commands/command.h"
#include "commands/leaflet.h"

#include <inttypes.h>
#include <stdio.h>

static const char doc[] =
    "Prints the sections of a leaflet: number, level, sentences, length in minutes and seconds, heading.";

/* `number` is the listener's: what stands before the first heading has none. */
static void print_section(const struct leaflet *leaflet, size_t index, size_t number, size_t first, size_t end)
{
    const struct document *document = leaflet->document;
    const struct section *section = &document->sections[index];
    uint64_t seconds = (script_duration_ms(leaflet->script, first, end) + 500) / 1000;
    printf("%3zu  %u  %4zu  %3" PRIu64 ":%02" PRIu64 "  %*s", number, section->level, end - first, seconds / 60,
           seconds % 60, section->level > 1 ? 2 * (section->level - 1) : 0, "");
    if (section->heading == DOCUMENT_NONE) {
        puts("(before the first heading)");
    } else {
        const struct block *heading = &document->blocks[section->heading];
        printf("%.*s%s\n", (int)(heading->text_end - heading->text_start),
               buffer_text(&document->text) + heading->text_start, section->grouping ? "  (groups what follows)" : "");
    }
}

static void print_outline(const struct leaflet *leaflet)
{
    const struct document *document = leaflet->document;
    size_t count = script_count(leaflet->script);
    printf("%s\n\n  #  level  sentences  length  section\n", buffer_text(&document->title));
    size_t number = 0;
    for (size_t i = 0, next = 0; i < document->section_count; i++) {
        number += document->sections[i].heading != DOCUMENT_NONE;
        size_t first = next;
        while (next < count && document->blocks[script_place(leaflet->script, next)->block].section == i) next++;
        print_section(leaflet, i, number, first, next);
    }
    uint64_t seconds = (script_duration_ms(leaflet->script, 0, count) + 500) / 1000;
    printf("\n%zu %s, %zu %s, %" PRIu64 ":%02" PRIu64 "\n", number, number == 1 ? "section" : "sections", count,
           count == 1 ? "sentence" : "sentences", seconds / 60, seconds % 60);
}

int command_outline(int argc, char **argv)
{
    struct leaflet_options options = {0};
    leaflet_parse(doc, argc, argv, &options);
    struct leaflet leaflet;
    struct error error = {0};
    if (leaflet_load(&options, &leaflet, &error) != STATUS_OK) return command_failed(&error);
    leaflet_warn_unreadable(&leaflet);
    print_outline(&leaflet);
    leaflet_done(&leaflet);
    return EXIT_GOOD;
}
