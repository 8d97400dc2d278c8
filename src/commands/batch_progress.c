/* How a batch goes: one line that changes on a terminal, lines in a log, JSON for programs. */
#include "commands/batch_parts.h"
#include "commands/command.h"

#include <stdio.h>
#include <unistd.h>

void progress_open(struct progress *progress, bool json)
{
    *progress = (struct progress){.json = json, .terminal = !json && isatty(STDERR_FILENO)};
}

static void print_event(json_t *event)
{
    json_dumpf(event, stdout, JSON_COMPACT);
    putchar('\n');
    fflush(stdout);
    json_decref(event);
}

static void clear_line(const struct progress *progress)
{
    if (progress->terminal) fputs("\r\033[K", stderr);
}

void progress_begin(struct progress *progress, size_t parts)
{
    progress->parts += parts;
}

/* What the engine could not say is told, whoever listens. */
static void tell_unspoken(const struct progress *progress, const char *folder, const char *name, const json_t *record)
{
    size_t index;
    json_t *text;
    json_array_foreach(json_object_get(record, "unspoken"), index, text)
    {
        clear_line(progress);
        fprintf(stderr, "aloud: %s/%s: not spoken: %s\n", folder, name, json_string_value(text));
    }
}

void progress_part(struct progress *progress, const char *folder, const char *name, const json_t *record,
                   bool unchanged)
{
    progress->done++;
    progress->made += !unchanged;
    tell_unspoken(progress, folder, name, record);
    if (progress->json) {
        print_event(json_pack("{s:s, s:s, s:s, s:b, s:I, s:I}", "event", "recording", "folder", folder, "name", name,
                              "unchanged", unchanged, "done", (json_int_t)progress->done, "begun",
                              (json_int_t)progress->parts));
    } else if (progress->terminal) {
        fprintf(stderr, "\r\033[K%zu of %zu: %s", progress->done, progress->parts, name);
        fflush(stderr);
    } else if (!unchanged) {
        fprintf(stderr, "%s/%s\n", folder, name);
    }
}

void progress_remarks(struct progress *progress, const char *folder, const json_t *remarks)
{
    size_t index;
    json_t *text;
    json_array_foreach(remarks, index, text)
    {
        clear_line(progress);
        fprintf(stderr, "aloud: %s: %s\n", folder, json_string_value(text));
    }
}

void progress_leaflet(struct progress *progress, const char *path, const char *folder, bool good)
{
    clear_line(progress);
    if (progress->json)
        print_event(
            json_pack("{s:s, s:s, s:s, s:b}", "event", "leaflet", "path", path, "folder", folder, "good", good));
    else if (good)
        fprintf(stderr, "%s is in %s\n", path, folder);
}

/* A message may name a file whose name is no UTF-8, which JSON cannot hold. */
static json_t *text_in_json(const char *text)
{
    char plain[sizeof(struct error)];
    json_t *string = json_string(text);
    if (string) return string;
    snprintf(plain, sizeof plain, "%s", text);
    for (char *at = plain; *at; at++)
        if ((unsigned char)*at >= 0x80) *at = '?';
    return json_string(plain);
}

void progress_error(struct progress *progress, const struct error *error)
{
    clear_line(progress);
    if (progress->json)
        print_event(json_pack("{s:s, s:o, s:I, s:o}", "event", "error", "file", text_in_json(error->file), "line",
                              (json_int_t)error->line, "text", text_in_json(error->text)));
    command_warn(error);
}

void progress_close(struct progress *progress)
{
    clear_line(progress);
    if (progress->json)
        print_event(json_pack("{s:s, s:I, s:I}", "event", "end", "recordings", (json_int_t)progress->done, "made",
                              (json_int_t)progress->made));
    else if (progress->done > 0)
        fprintf(stderr, "%zu %s, %zu made anew\n", progress->done, progress->done == 1 ? "recording" : "recordings",
                progress->made);
}
