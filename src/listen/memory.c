#include "listen/memory.h"

#include "base/file.h"
#include "listen/ini.h"

#include <errno.h>
#include <inttypes.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

uint64_t memory_hash(const char *text, size_t length)
{
    uint64_t hash = 0xcbf29ce484222325u;
    for (size_t i = 0; i < length; i++) hash = (hash ^ (unsigned char)text[i]) * 0x100000001b3u;
    return hash;
}

/* ---- Where things are kept --------------------------------------------------------------------------------------- */

/* "$XDG_STATE_HOME/aloud/<folder>", made where it is missing and `make`. The caller frees. */
static enum status state_folder(const char *name, bool make, char **ret, struct error *error)
{
    errno = 0;
    char *state = xdg_folder("XDG_STATE_HOME", ".local/state");
    if (!state && errno == ENOMEM) return error_no_memory(error);
    if (!state) {
        return error_set(error, STATUS_NOT_FOUND, NULL, 0,
                         "nothing can be remembered: neither XDG_STATE_HOME nor HOME is set");
    }
    char *folder = text_format("%s/%s", state, name);
    free(state);
    if (!folder) return error_no_memory(error);
    enum status status = make ? folder_make(folder, 0700, error) : STATUS_OK;
    if (status == STATUS_OK)
        *ret = folder;
    else
        free(folder);
    return status;
}

static enum status state_file(const char *folder_name, const char *file_name, bool make, char **ret,
                              struct error *error)
{
    char *folder = NULL;
    enum status status = state_folder(folder_name, make, &folder, error);
    if (status != STATUS_OK) return status;
    char *path = text_format("%s/%s.ini", folder, file_name);
    free(folder);
    if (!path) return error_no_memory(error);
    *ret = path;
    return STATUS_OK;
}

static enum status place_file(const char *leaflet, bool make, char **ret, struct error *error)
{
    char *canonical = realpath(leaflet, NULL);
    const char *path = canonical ? canonical : leaflet;
    char name[17];
    snprintf(name, sizeof name, "%016" PRIx64, memory_hash(path, strlen(path)));
    free(canonical);
    return state_file("places", name, make, ret, error);
}

/* A language tag as a file's name: nothing but letters, digits and hyphens, so that no tag leads elsewhere. */
static enum status settings_file(const char *language, bool make, char **ret, struct error *error)
{
    char name[64];
    size_t length = 0;
    for (; language[length] && length + 1 < sizeof name; length++) {
        char byte = language[length];
        bool plain = (byte >= '0' && byte <= '9') || (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z');
        name[length] = plain ? byte : '-';
    }
    name[length] = '\0';
    return state_file("settings", length ? name : "default", make, ret, error);
}

/* ---- Numbers ----------------------------------------------------------------------------------------------------- */

/* Reads a number at *text and moves behind it and the spaces that follow. */
static bool take_number(const char **text, int base, uint64_t *ret)
{
    char *end = NULL;
    if (**text < '0' || **text > 'f') return false; /* strtoull would take signs and spaces */
    errno = 0;
    unsigned long long number = strtoull(*text, &end, base);
    if (errno || end == *text) return false;
    *text = end + strspn(end, " ");
    *ret = number;
    return true;
}

static enum status bad_entry(const char *path, const struct ini_entry *entry, struct error *error)
{
    return error_set(error, STATUS_BAD_INPUT, path, entry->line, "\"%s = %s\" cannot be understood",
                     strchr(entry->name, ':') + 1, entry->value);
}

/* Missing files are no failure: *ret stays NULL. */
static enum status load_if_there(const char *path, struct ini **ret, struct error *error)
{
    struct error loading = {0};
    enum status status = ini_load(path, ret, &loading);
    if (status == STATUS_NOT_FOUND) return STATUS_OK;
    if (status != STATUS_OK && error) *error = loading;
    return status;
}

/* ---- The place --------------------------------------------------------------------------------------------------- */

/* "12 00000000deadbeef 0": utterance, hash of its text, frame. */
static bool take_place(const char *text, struct memory_place *place)
{
    return take_number(&text, 10, &place->utterance) && take_number(&text, 16, &place->text_hash)
           && take_number(&text, 10, &place->frame) && *text == '\0';
}

static int ascending(const void *left, const void *right)
{
    const struct memory_place *a = left, *b = right;
    return (a->utterance > b->utterance) - (a->utterance < b->utterance);
}

static enum status read_memory(const char *path, const struct ini *ini, struct memory *memory, struct error *error)
{
    for (size_t i = 0; i < ini_count(ini); i++) {
        struct ini_entry entry = ini_entry(ini, i);
        struct memory_place place;
        if (!take_place(entry.value, &place)) return bad_entry(path, &entry, error);
        if (strcmp(entry.name, "place:at") == 0) {
            memory->place = place;
            memory->has_place = true;
        } else if (strncmp(entry.name, "bookmarks:", 10) == 0 && memory->bookmark_count < BOOKMARKS_MOST) {
            memory->bookmarks[memory->bookmark_count++] = place;
        } else {
            return bad_entry(path, &entry, error);
        }
    }
    qsort(memory->bookmarks, memory->bookmark_count, sizeof memory->bookmarks[0], ascending);
    return STATUS_OK;
}

enum status memory_load(const char *path, struct memory *memory, struct error *error)
{
    char *file = NULL;
    struct ini *ini = NULL;
    struct memory found = {0};
    *memory = found;
    enum status status = place_file(path, false, &file, error);
    if (status == STATUS_OK) status = load_if_there(file, &ini, error);
    if (status == STATUS_OK && ini) status = read_memory(file, ini, &found, error);
    if (status == STATUS_OK) *memory = found;
    ini_free(ini);
    free(file);
    return status;
}

static void write_place(FILE *stream, const char *key, const struct memory_place *place)
{
    fprintf(stream, "%s = %" PRIu64 " %016" PRIx64 " %" PRIu64 "\n", key, place->utterance, place->text_hash,
            place->frame);
}

enum status memory_save(const char *path, const struct memory *memory, struct error *error)
{
    char *file = NULL;
    struct file_writer writer = {0};
    enum status status = place_file(path, true, &file, error);
    if (status == STATUS_OK) status = file_writer_open(&writer, file, error);
    if (status == STATUS_OK) {
        fputs("# Where the listening to a leaflet stopped, and its bookmarks: utterance, hash of its text, frame.\n",
              writer.stream);
        fputs("[place]\n", writer.stream);
        if (memory->has_place) write_place(writer.stream, "at", &memory->place);
        fputs("[bookmarks]\n", writer.stream);
        for (size_t i = 0; i < memory->bookmark_count; i++) {
            char key[24];
            snprintf(key, sizeof key, "%zu", i + 1);
            write_place(writer.stream, key, &memory->bookmarks[i]);
        }
        status = file_writer_close(&writer, error);
    }
    free(file);
    return status;
}

/* ---- Settings ---------------------------------------------------------------------------------------------------- */

struct setting_range {
    const char *name;
    uint64_t lowest, highest;
    int *value;
};

/* False where the entry is none of the settings. */
static bool read_setting(const struct ini_entry *entry, struct listener_settings *settings)
{
    struct voice_settings *voice = &settings->voice;
    const struct setting_range ranges[] = {
        {"settings:rate", RATE_LOWEST_WPM, RATE_HIGHEST_WPM, &voice->rate_wpm},
        {"settings:pitch", 0, 100, &voice->pitch},
        {"settings:range", 0, 100, &voice->pitch_range},
        {"settings:volume", 0, 200, &voice->volume},
    };
    if (strcmp(entry->name, "settings:punctuation") == 0)
        return punctuation_from_name(entry->value, &settings->punctuation, NULL) == STATUS_OK;
    const char *text = entry->value;
    uint64_t number = 0;
    if (!take_number(&text, 10, &number) || *text) return false;
    if (strcmp(entry->name, "settings:variant") == 0) {
        settings->variant = number;
        return true;
    }
    for (size_t i = 0; i < sizeof ranges / sizeof ranges[0]; i++) {
        if (strcmp(entry->name, ranges[i].name) != 0) continue;
        *ranges[i].value = (int)number;
        return number >= ranges[i].lowest && number <= ranges[i].highest;
    }
    return false;
}

static enum status read_settings(const char *path, const struct ini *ini, struct listener_settings *settings,
                                 struct error *error)
{
    for (size_t i = 0; i < ini_count(ini); i++) {
        struct ini_entry entry = ini_entry(ini, i);
        if (!read_setting(&entry, settings)) return bad_entry(path, &entry, error);
    }
    return STATUS_OK;
}

enum status settings_load(const char *language, struct listener_settings *settings, struct error *error)
{
    char *file = NULL;
    struct ini *ini = NULL;
    struct listener_settings found = *settings;
    enum status status = settings_file(language, false, &file, error);
    if (status == STATUS_OK) status = load_if_there(file, &ini, error);
    if (status == STATUS_OK && ini) status = read_settings(file, ini, &found, error);
    if (status == STATUS_OK) *settings = found;
    ini_free(ini);
    free(file);
    return status;
}

enum status settings_save(const char *language, const struct listener_settings *settings, struct error *error)
{
    char *file = NULL;
    struct file_writer writer = {0};
    const struct voice_settings *voice = &settings->voice;
    enum status status = settings_file(language, true, &file, error);
    if (status == STATUS_OK) status = file_writer_open(&writer, file, error);
    if (status == STATUS_OK) {
        fprintf(writer.stream, "# How the listener likes this language's voice.\n[settings]\n");
        fprintf(writer.stream, "rate = %d\npitch = %d\nrange = %d\nvolume = %d\nvariant = %zu\npunctuation = %s\n",
                voice->rate_wpm, voice->pitch, voice->pitch_range, voice->volume, settings->variant,
                punctuation_name(settings->punctuation));
        status = file_writer_close(&writer, error);
    }
    free(file);
    return status;
}
