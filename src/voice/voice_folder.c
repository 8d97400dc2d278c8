#include "base/array.h"
#include "base/file.h"
#include "voice/voice.h"
#include "voice/voice_parts.h"

#include <ctype.h>
#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unicode/uloc.h>
#include <unistd.h>

/* ---- Where ------------------------------------------------------------------------------------------------------- */

/* Cuts the last part of a path off. */
static void to_parent(char *path)
{
    char *slash = strrchr(path, '/');
    if (slash) *slash = '\0';
}

/* The voices of the source tree, where the binary lies in the build folder and has none of its own beside it. */
static char *folder_of(const char *binary)
{
    char *prefix = strdup(binary);
    if (!prefix) return NULL;
    to_parent(prefix); /* PREFIX/bin */
    to_parent(prefix); /* PREFIX */
    char *folder = text_format("%s/share/aloud/voices", prefix);
    free(prefix);
    size_t length = strlen(ALOUD_BUILD_FOLDER);
    bool built_here = strncmp(binary, ALOUD_BUILD_FOLDER, length) == 0 && binary[length] == '/';
    if (folder && built_here && access(folder, F_OK) != 0) {
        free(folder);
        folder = strdup(ALOUD_SOURCE_VOICES);
    }
    return folder;
}

enum status voice_folder(char **ret, struct error *error)
{
    const char *given = getenv("ALOUD_VOICES");
    char binary[4096];
    ssize_t length = readlink("/proc/self/exe", binary, sizeof binary - 1);
    binary[length < 0 ? 0 : length] = '\0';
    char *folder = given && *given ? strdup(given) : folder_of(binary);
    if (!folder) return error_no_memory(error);
    *ret = folder;
    return STATUS_OK;
}

/* ---- Which ------------------------------------------------------------------------------------------------------- */

struct languages {
    char **items;
    size_t count, capacity;
};

static int compare_texts(const void *a, const void *b)
{
    const char *const *left = a, *const *right = b;
    return strcmp(*left, *right);
}

static enum status list(DIR *directory, struct languages *languages, struct error *error)
{
    for (const struct dirent *entry; (entry = readdir(directory));) {
        size_t length = strlen(entry->d_name);
        if (length <= 4 || entry->d_name[0] == '.' || strcmp(entry->d_name + length - 4, ".ini") != 0) continue;
        char *language = strndup(entry->d_name, length - 4);
        if (!language || !array_reserve(&languages->items, &languages->capacity, languages->count + 1)) {
            free(language);
            return error_no_memory(error);
        }
        languages->items[languages->count++] = language;
    }
    return STATUS_OK;
}

enum status voice_languages(const char *folder, char ***ret, size_t *ret_count, struct error *error)
{
    struct languages languages = {0};
    DIR *directory = opendir(folder);
    if (!directory && errno == ENOMEM) return error_no_memory(error);
    if (!directory) {
        return error_set(error, STATUS_IO, folder, 0, "the folder of voice files cannot be read: %s", strerror(errno));
    }
    enum status status = list(directory, &languages, error);
    closedir(directory);
    if (status == STATUS_OK) {
        if (languages.count) qsort(languages.items, languages.count, sizeof *languages.items, compare_texts);
        *ret = languages.items;
        *ret_count = languages.count;
    } else {
        voice_languages_free(languages.items, languages.count);
    }
    return status;
}

void voice_languages_free(char **languages, size_t count)
{
    for (size_t i = 0; i < count; i++) free(languages[i]);
    free(languages);
}

/* ---- Matching ---------------------------------------------------------------------------------------------------- */

enum { TAG_BYTES = 64 };

/* "en_GB.UTF-8@euro" is "en-GB"; false for what cannot be a tag. */
static bool tag_of(const char *language, char tag[TAG_BYTES])
{
    size_t length = strcspn(language, ".@");
    if (length == 0 || length >= TAG_BYTES) return false;
    for (size_t i = 0; i < length; i++) tag[i] = (char)(language[i] == '_' ? '-' : language[i]);
    tag[length] = '\0';
    return true;
}

/* Mandarin ("cmn") and Kurmanji ("kmr") are what CLDR means by Chinese and Kurdish where it says no more. */
static void take_larger(char tag[ULOC_FULLNAME_CAPACITY])
{
    static const char *const larger[][2] = {{"cmn", "zh"}, {"kmr", "ku"}};
    for (size_t i = 0; i < ARRAY_COUNT(larger); i++) {
        if (strncmp(tag, larger[i][0], 3) != 0 || isalpha((unsigned char)tag[3])) continue;
        memcpy(tag, larger[i][1], 2);
        memmove(tag + 2, tag + 3, strlen(tag + 3) + 1);
    }
}

/* Language and script decide: "pa-PK" is written in another script than "pa" and cannot be read by its voice. The
 * voices of Chinese know both forms of its characters; as in Hong Kong and Macau it is read in Cantonese ("yue"). */
static bool language_and_script(const char *tag, char language[ULOC_LANG_CAPACITY], char script[ULOC_SCRIPT_CAPACITY])
{
    char full[ULOC_FULLNAME_CAPACITY], likely[ULOC_FULLNAME_CAPACITY];
    UErrorCode code = U_ZERO_ERROR;
    uloc_canonicalize(tag, full, sizeof full, &code);
    uloc_getLanguage(full, language, ULOC_LANG_CAPACITY, &code);
    if (U_FAILURE(code) || !*language) return false; /* ICU would take it as English */
    take_larger(full);
    char country[ULOC_COUNTRY_CAPACITY];
    uloc_addLikelySubtags(full, likely, sizeof likely, &code);
    uloc_getLanguage(likely, language, ULOC_LANG_CAPACITY, &code);
    uloc_getScript(likely, script, ULOC_SCRIPT_CAPACITY, &code);
    uloc_getCountry(likely, country, ULOC_COUNTRY_CAPACITY, &code);
    if (U_FAILURE(code)) return false;
    if (U_FAILURE(code)) return false;
    bool chinese = strcmp(language, "zh") == 0 || strcmp(language, "yue") == 0;
    if (chinese) snprintf(script, ULOC_SCRIPT_CAPACITY, "Hani");
    if (chinese && (strcmp(country, "HK") == 0 || strcmp(country, "MO") == 0))
        snprintf(language, ULOC_LANG_CAPACITY, "yue");
    return U_SUCCESS(code) && code != U_STRING_NOT_TERMINATED_WARNING;
}

/* The index of the best match; `count` where there is none. */
static size_t match(char **languages, size_t count, const char *wanted)
{
    char tag[TAG_BYTES], language[ULOC_LANG_CAPACITY], script[ULOC_SCRIPT_CAPACITY];
    if (!tag_of(wanted, tag)) return count;
    for (size_t i = 0; i < count; i++)
        if (strcasecmp(languages[i], tag) == 0) return i;
    if (!language_and_script(tag, language, script)) return count;
    for (size_t i = 0; i < count; i++) {
        char other[ULOC_LANG_CAPACITY], other_script[ULOC_SCRIPT_CAPACITY];
        if (!language_and_script(languages[i], other, other_script)) continue;
        if (strcmp(other, language) == 0 && strcmp(other_script, script) == 0) return i;
    }
    return count;
}

bool voice_is_for(const struct voice *voice, const char *language)
{
    char tag[TAG_BYTES], wanted[ULOC_LANG_CAPACITY], script[ULOC_SCRIPT_CAPACITY];
    char own[ULOC_LANG_CAPACITY], own_script[ULOC_SCRIPT_CAPACITY];
    if (!tag_of(language, tag)) return false;
    if (strcasecmp(voice_language(voice), tag) == 0) return true;
    return language_and_script(tag, wanted, script) && language_and_script(voice_language(voice), own, own_script)
           && strcmp(own, wanted) == 0 && strcmp(own_script, script) == 0;
}

static enum status not_found(const char *folder, const char *language, char **languages, size_t count,
                             struct error *error)
{
    struct buffer names = {0};
    for (size_t i = 0; i < count; i++) buffer_printf(&names, "%s%s", i ? ", " : "", languages[i]);
    enum status status = count ? error_set(error, STATUS_NOT_FOUND, NULL, 0,
                                           "no voice file for the language \"%.64s\"; there are %s in %s", language,
                                           buffer_text(&names), folder)
                               : error_set(error, STATUS_NOT_FOUND, folder, 0, "there is no voice file in this folder");
    buffer_done(&names);
    return status;
}

enum status voice_load(const char *folder, const char *language, struct voice **ret, struct error *error)
{
    char **languages = NULL;
    size_t count = 0;
    enum status status = voice_languages(folder, &languages, &count, error);
    if (status != STATUS_OK) return status;
    size_t best = match(languages, count, language);
    if (!languages || best == count) {
        status = not_found(folder, language, languages, count, error);
    } else {
        char *path = text_format("%s/%s.ini", folder, languages[best]);
        status = path ? voice_load_file(path, ret, error) : error_no_memory(error);
        free(path);
    }
    voice_languages_free(languages, count);
    return status;
}

enum status voice_load_beside(const struct voice *voice, const char *language, struct voice **ret, struct error *error)
{
    const char *path = voice->file.path, *slash = strrchr(path, '/');
    char *folder = slash ? strndup(path, (size_t)(slash - path)) : strdup(".");
    enum status status = folder ? voice_load(folder, language, ret, error) : error_no_memory(error);
    free(folder);
    return status;
}
