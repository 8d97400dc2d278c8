#include "listen/keys.h"

#include "base/array.h"
#include "base/file.h"
#include "base/utf8.h"
#include "listen/ini.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>
#include <unicode/uchar.h>

static const struct {
    const char *name;
    const char *keys;
    enum phrase help;
} commands[COMMAND_COUNT] = {
#define X(command, text, keys) [COMMAND_##command] = {text, keys, PHRASE_HELP_##command},
    COMMAND_LIST(X)
#undef X
};

static const struct {
    const char *name;
    uint32_t key;
    enum phrase phrase;
} key_names[] = {
    {"space", ' ', PHRASE_KEY_SPACE},
    {"left", KEY_NAME_LEFT, PHRASE_KEY_LEFT},
    {"right", KEY_NAME_RIGHT, PHRASE_KEY_RIGHT},
    {"up", KEY_NAME_UP, PHRASE_KEY_UP},
    {"down", KEY_NAME_DOWN, PHRASE_KEY_DOWN},
    {"page-up", KEY_NAME_PAGE_UP, PHRASE_KEY_PAGE_UP},
    {"page-down", KEY_NAME_PAGE_DOWN, PHRASE_KEY_PAGE_DOWN},
    {"home", KEY_NAME_HOME, PHRASE_KEY_HOME},
    {"end", KEY_NAME_END, PHRASE_KEY_END},
    {"enter", KEY_NAME_ENTER, PHRASE_KEY_ENTER},
    {"escape", KEY_NAME_ESCAPE, PHRASE_KEY_ESCAPE},
    {"tab", KEY_NAME_TAB, PHRASE_KEY_TAB},
    {"backspace", KEY_NAME_BACKSPACE, PHRASE_KEY_BACKSPACE},
    {"insert", KEY_NAME_INSERT, PHRASE_KEY_INSERT},
    {"delete", KEY_NAME_DELETE, PHRASE_KEY_DELETE},
    {"centre", KEY_NAME_CENTRE, PHRASE_KEY_CENTRE},
};

enum { KEYS_A_COMMAND_MOST = 8, FUNCTION_KEYS = 12, KEY_UNKNOWN = UINT32_MAX };

struct key_map {
    uint32_t keys[COMMAND_COUNT][KEYS_A_COMMAND_MOST];
    size_t counts[COMMAND_COUNT];
};

const char *command_name(enum command command)
{
    return commands[command].name;
}

enum phrase command_help(enum command command)
{
    return commands[command].help;
}

/* ---- Names of keys ----------------------------------------------------------------------------------------------- */

/* The key of a word of the key file; KEY_UNKNOWN. */
static uint32_t key_of(const char *word, size_t length)
{
    size_t position = 0;
    uint32_t character = utf8_next(word, length, &position);
    if (position == length && character != UTF8_INVALID && character > ' ') return character;
    char name[16];
    if (length >= sizeof name) return KEY_UNKNOWN;
    memcpy(name, word, length);
    name[length] = '\0';
    for (size_t i = 0; i < ARRAY_COUNT(key_names); i++)
        if (strcasecmp(name, key_names[i].name) == 0) return key_names[i].key;
    if (strncasecmp(name, "control-", 8) == 0 && length == 9) {
        char letter = (char)(name[8] | 0x20);
        return letter >= 'a' && letter <= 'z' ? (uint32_t)(letter - 'a' + 1) : (uint32_t)KEY_UNKNOWN;
    }
    if ((name[0] == 'f' || name[0] == 'F') && name[1] >= '1' && name[1] <= '9') {
        char *end = NULL;
        unsigned long number = strtoul(name + 1, &end, 10);
        if (*end == '\0' && number <= FUNCTION_KEYS) return KEY_NAME_F1 + (uint32_t)number - 1;
    }
    return KEY_UNKNOWN;
}

static bool is_function(uint32_t key)
{
    return key >= KEY_NAME_F1 && key < KEY_NAME_F1 + FUNCTION_KEYS;
}

void key_write(uint32_t key, struct buffer *buffer)
{
    for (size_t i = 0; i < ARRAY_COUNT(key_names); i++) {
        if (key_names[i].key != key) continue;
        buffer_append_text(buffer, key_names[i].name);
        return;
    }
    if (key >= 1 && key <= 26)
        buffer_printf(buffer, "control-%c", (char)('a' + key - 1));
    else if (is_function(key))
        buffer_printf(buffer, "f%u", key - KEY_NAME_F1 + 1);
    else if (key > ' ' && key < KEY_NAME_FIRST && !u_iscntrl((UChar32)key))
        buffer_append_codepoint(buffer, key);
    else
        buffer_append_text(buffer, "other");
}

/* The name of a character in the voice's language, else the character. */
static void character_name(uint32_t character, const struct voice *voice, struct buffer *buffer)
{
    const char *name = voice_letter(voice, character);
    if (!name) name = voice_symbol(voice, character);
    if (name)
        buffer_append_text(buffer, name);
    else
        buffer_append_codepoint(buffer, character);
}

static enum status say_with_name(enum phrase phrase, uint32_t character, const struct voice *voice,
                                 struct buffer *buffer, struct error *error)
{
    struct buffer name = {0};
    character_name(character, voice, &name);
    struct phrase_value value = PHRASE_TEXT(buffer_text(&name));
    enum status status = name.failed ? error_no_memory(error) : voice_phrase(voice, phrase, &value, 1, buffer, error);
    buffer_done(&name);
    return status;
}

enum status key_say(uint32_t key, const struct voice *voice, struct buffer *buffer, struct error *error)
{
    for (size_t i = 0; i < ARRAY_COUNT(key_names); i++)
        if (key_names[i].key == key) return voice_phrase(voice, key_names[i].phrase, NULL, 0, buffer, error);
    if (key >= 1 && key <= 26) return say_with_name(PHRASE_KEY_CONTROL, 'a' + key - 1, voice, buffer, error);
    if (is_function(key)) {
        struct phrase_value number = PHRASE_NUMBER(key - KEY_NAME_F1 + 1);
        return voice_phrase(voice, PHRASE_KEY_FUNCTION, &number, 1, buffer, error);
    }
    if (key < ' ' || key >= KEY_NAME_FIRST || u_iscntrl((UChar32)key)) {
        return voice_phrase(voice, PHRASE_KEY_OTHER, NULL, 0, buffer, error);
    }
    if (u_isupper((UChar32)key)) {
        return say_with_name(PHRASE_KEY_CAPITAL, (uint32_t)u_tolower((UChar32)key), voice, buffer, error);
    }
    character_name(key, voice, buffer);
    return buffer->failed ? error_no_memory(error) : STATUS_OK;
}

/* ---- The map ----------------------------------------------------------------------------------------------------- */

/* The command that has the key itself; COMMAND_NONE. */
static enum command command_with(const struct key_map *map, uint32_t key)
{
    for (int command = 0; command < COMMAND_COUNT; command++)
        for (size_t i = 0; i < map->counts[command]; i++)
            if (map->keys[command][i] == key) return (enum command)command;
    return COMMAND_NONE;
}

enum command key_map_command(const struct key_map *map, uint32_t key)
{
    enum command command = command_with(map, key);
    if (command != COMMAND_NONE || key >= KEY_NAME_FIRST) return command;
    return command_with(map, (uint32_t)u_tolower((UChar32)key));
}

const uint32_t *key_map_keys(const struct key_map *map, enum command command, size_t *ret_count)
{
    *ret_count = map->counts[command];
    return map->keys[command];
}

/* The next word of `*text`, which is moved behind it; NULL at the end. */
static const char *next_word(const char **text, size_t *ret_length)
{
    const char *start = *text + strspn(*text, " \t");
    *ret_length = strcspn(start, " \t");
    *text = start + *ret_length;
    return *ret_length ? start : NULL;
}

static void take_key(struct key_map *map, enum command command, uint32_t key)
{
    size_t kept = 0;
    for (size_t i = 0; i < map->counts[command]; i++)
        if (map->keys[command][i] != key) map->keys[command][kept++] = map->keys[command][i];
    map->counts[command] = kept;
}

static void set_defaults(struct key_map *map)
{
    for (int command = 0; command < COMMAND_COUNT; command++) {
        const char *text = commands[command].keys;
        size_t length = 0;
        for (const char *word; (word = next_word(&text, &length));) {
            assert(map->counts[command] < KEYS_A_COMMAND_MOST && key_of(word, length) != KEY_UNKNOWN);
            map->keys[command][map->counts[command]++] = key_of(word, length);
        }
    }
}

/* The command of a key file's entry; COMMAND_NONE. */
static enum command command_of(const char *name)
{
    if (strncmp(name, "keys:", 5) != 0) return COMMAND_NONE;
    for (int command = 0; command < COMMAND_COUNT; command++)
        if (strcmp(name + 5, commands[command].name) == 0) return (enum command)command;
    return COMMAND_NONE;
}

struct remapping {
    const char *path;
    struct key_map *map;
    bool named[COMMAND_COUNT]; /* the user's file names it */
};

static enum status add_key(struct remapping *remapping, enum command command, const struct ini_entry *entry,
                           const char *word, size_t length, struct error *error)
{
    struct key_map *map = remapping->map;
    uint32_t key = key_of(word, length);
    if (key == KEY_UNKNOWN) {
        return error_set(error, STATUS_BAD_INPUT, remapping->path, entry->line,
                         "%s: \"%.*s\" is no key; write a character or a name as `aloud keys` shows them",
                         commands[command].name, (int)length, word);
    }
    enum command other = command_with(map, key);
    if (other != COMMAND_NONE && remapping->named[other]) {
        return error_set(error, STATUS_BAD_INPUT, remapping->path, entry->line,
                         "%s: the key \"%.*s\" is given twice, also to %s", commands[command].name, (int)length, word,
                         commands[other].name);
    }
    if (map->counts[command] == KEYS_A_COMMAND_MOST) {
        return error_set(error, STATUS_BAD_INPUT, remapping->path, entry->line, "%s: has more than %d keys",
                         commands[command].name, KEYS_A_COMMAND_MOST);
    }
    if (other != COMMAND_NONE) take_key(map, other, key); /* it was one of that command's default keys */
    map->keys[command][map->counts[command]++] = key;
    return STATUS_OK;
}

static enum status remap(struct remapping *remapping, const struct ini *ini, struct error *error)
{
    struct key_map *map = remapping->map;
    enum status status = STATUS_OK;
    for (size_t i = 0; i < ini_count(ini) && status == STATUS_OK; i++) {
        struct ini_entry entry = ini_entry(ini, i);
        enum command command = command_of(entry.name);
        if (command == COMMAND_NONE) {
            return error_set(error, STATUS_BAD_INPUT, remapping->path, entry.line,
                             "\"%s\" is no command of [keys]; `aloud keys` lists them", strchr(entry.name, ':') + 1);
        }
        const char *text = entry.value;
        size_t length = 0;
        map->counts[command] = 0;
        remapping->named[command] = true;
        for (const char *word; status == STATUS_OK && (word = next_word(&text, &length));) {
            status = add_key(remapping, command, &entry, word, length, error);
        }
    }
    static const enum command needed[] = {COMMAND_QUIT, COMMAND_PAUSE};
    for (size_t i = 0; i < ARRAY_COUNT(needed) && status == STATUS_OK; i++) {
        if (map->counts[needed[i]]) continue;
        struct buffer name = {0};
        buffer_printf(&name, "keys:%s", commands[needed[i]].name);
        status = error_set(error, STATUS_BAD_INPUT, remapping->path, ini_find(ini, buffer_text(&name)).line,
                           "%s: is left without a key", commands[needed[i]].name);
        buffer_done(&name);
    }
    return status;
}

enum status key_map_load(const char *path, struct key_map **ret, struct error *error)
{
    struct ini *ini = NULL;
    struct key_map *map = calloc(1, sizeof *map);
    if (!map) return error_no_memory(error);
    set_defaults(map);
    struct error loading = {0};
    enum status status = path ? ini_load(path, &ini, &loading) : STATUS_NOT_FOUND;
    if (status == STATUS_NOT_FOUND) {
        status = STATUS_OK;
    } else if (status == STATUS_OK) {
        status = remap(&(struct remapping){.path = path, .map = map}, ini, error);
    } else if (error) {
        *error = loading;
    }
    ini_free(ini);
    if (status == STATUS_OK)
        *ret = map;
    else
        key_map_free(map);
    return status;
}

void key_map_free(struct key_map *map)
{
    free(map);
}

char *key_map_path(void)
{
    char *folder = xdg_folder("XDG_CONFIG_HOME", ".config");
    char *path = folder ? text_format("%s/keys.ini", folder) : NULL;
    free(folder);
    return path;
}
