/* requested.conf of the folder of voice files, one section a language, by its code:
 *
 *     [kmr]
 *     name = "Kurdish, Kurmanji"
 *     engine = "ku"            the engine's tag, where it is another than the code; "" where its voice is of no use
 *     understood = "fa"        a voice file that most of its speakers understand
 *     nearest = "…"            what to do while the engine cannot say the language
 */
#include "commands/missing.h"

#include "base/array.h"
#include "base/file.h"
#include "listen/ini.h"
#include "voice/voice.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { CODE_BYTES = 32 };

struct request {
    char code[CODE_BYTES];
    size_t line;
    const char *name, *engine, *understood, *nearest; /* the ini's; NULL where the file has none */
    bool has_file, has_engine;
};

struct requests {
    const char *folder;
    char *path;
    struct ini *ini;
    struct request *items;
    size_t count, capacity;
};

static void requests_done(struct requests *requests)
{
    ini_free(requests->ini);
    free(requests->path);
    free(requests->items);
}

/* ---- Reading ----------------------------------------------------------------------------------------------------- */

/* The request that a key of [code] belongs to. */
static enum status find_request(struct requests *requests, struct ini_entry entry, struct request **ret,
                                struct error *error)
{
    size_t length = strcspn(entry.name, ":");
    if (length >= CODE_BYTES)
        return error_set(error, STATUS_BAD_INPUT, requests->path, entry.line, "the code is longer than a language's");
    for (size_t i = 0; i < requests->count; i++) {
        struct request *known = &requests->items[i];
        if (strlen(known->code) != length || strncmp(known->code, entry.name, length) != 0) continue;
        *ret = known;
        return STATUS_OK;
    }
    if (!array_reserve(&requests->items, &requests->capacity, requests->count + 1)) return error_no_memory(error);
    *ret = &requests->items[requests->count++];
    **ret = (struct request){.line = entry.line};
    memcpy((*ret)->code, entry.name, length);
    return STATUS_OK;
}

static enum status take_entry(struct requests *requests, struct ini_entry entry, struct error *error)
{
    struct request *request = NULL;
    enum status status = find_request(requests, entry, &request, error);
    if (!request) return status;
    const struct {
        const char *key, **field;
    } fields[] = {{"name", &request->name},
                  {"engine", &request->engine},
                  {"understood", &request->understood},
                  {"nearest", &request->nearest}};
    const char *key = entry.name + strlen(request->code) + 1;
    for (size_t i = 0; i < ARRAY_COUNT(fields); i++) {
        if (strcmp(fields[i].key, key) != 0) continue;
        *fields[i].field = entry.value;
        return STATUS_OK;
    }
    return error_set(error, STATUS_BAD_INPUT, requests->path, entry.line,
                     "[%s] %s: the key must be name, engine, understood or nearest", request->code, key);
}

static enum status read_requests(struct requests *requests, struct error *error)
{
    requests->path = text_format("%s/requested.conf", requests->folder);
    if (!requests->path) return error_no_memory(error);
    enum status status = ini_load(requests->path, &requests->ini, error);
    for (size_t i = 0; status == STATUS_OK && i < ini_count(requests->ini); i++)
        status = take_entry(requests, ini_entry(requests->ini, i), error);
    return status;
}

/* ---- What is there ----------------------------------------------------------------------------------------------- */

/* The name of the language that a voice file of the folder is for; the caller frees. */
static enum status name_of_voice(const struct requests *requests, const char *language, char **ret, struct error *error)
{
    struct voice *voice = NULL;
    enum status status = voice_load(requests->folder, language, &voice, error);
    if (status == STATUS_OK) *ret = strdup(voice_name(voice));
    if (status == STATUS_OK && !*ret) status = error_no_memory(error);
    voice_free(voice);
    return status;
}

static enum status look_for(const struct requests *requests, struct request *request, struct engine *engine,
                            struct error *error)
{
    char *path = text_format("%s/%s.ini", requests->folder, request->code);
    if (!path) return error_no_memory(error);
    request->has_file = access(path, F_OK) == 0;
    free(path);
    if (!request->name)
        return error_set(error, STATUS_BAD_INPUT, requests->path, request->line, "[%s] has no name", request->code);
    const char *tag = request->engine ? request->engine : request->code;
    enum status status = *tag ? engine_has_language(engine, tag, &request->has_engine, error) : STATUS_OK;
    if (status == STATUS_OK && !request->has_file && !request->has_engine && !request->nearest)
        status = error_set(error, STATUS_BAD_INPUT, requests->path, request->line,
                           "[%s] is no language of the engine; \"nearest\" must say what to do", request->code);
    return status;
}

/* ---- Saying ------------------------------------------------------------------------------------------------------ */

static void print_to_write(const struct requests *requests)
{
    puts("The engine has a voice for these, and Aloud has no voice file yet. Have a speaker listen to the engine's "
         "voice; "
         "docs/add-a-language.md tells how to write the file:");
    for (size_t i = 0; i < requests->count; i++) {
        const struct request *request = &requests->items[i];
        if (request->has_file || !request->has_engine) continue;
        printf("%-7s %s (engine: %s)\n", request->code, request->name,
               request->engine ? request->engine : request->code);
    }
}

static enum status print_to_record(const struct requests *requests, struct error *error)
{
    enum status status = STATUS_OK;
    puts("\nNeither Aloud nor the engine can say these:");
    for (size_t i = 0; status == STATUS_OK && i < requests->count; i++) {
        const struct request *request = &requests->items[i];
        if (request->has_file || request->has_engine) continue;
        char *understood = NULL;
        if (request->understood) status = name_of_voice(requests, request->understood, &understood, error);
        if (status == STATUS_OK) printf("%-7s %s. ", request->code, request->name);
        if (understood) printf("The nearest voice is %s, %s. ", request->understood, understood);
        if (status == STATUS_OK) puts(request->nearest);
        free(understood);
    }
    return status;
}

enum status missing_print(const char *folder, struct engine *engine, struct error *error)
{
    struct requests requests = {.folder = folder};
    enum status status = read_requests(&requests, error);
    for (size_t i = 0; status == STATUS_OK && i < requests.count; i++)
        status = look_for(&requests, &requests.items[i], engine, error);
    if (status == STATUS_OK) print_to_write(&requests);
    if (status == STATUS_OK) status = print_to_record(&requests, error);
    requests_done(&requests);
    return status;
}
