#include "languages.h"

#include "cmocka_all.h"

#include <string.h>

enum { LANGUAGES_MOST = 64 };

static struct {
    struct voice *voice;
    struct compared_language compared;
} languages[LANGUAGES_MOST];
static size_t language_count;

const struct compared_language *language_of(const char *name)
{
    for (size_t i = 0; i < language_count; i++)
        if (strcmp(voice_language(languages[i].voice), name) == 0) return &languages[i].compared;
    struct error error = {0};
    assert_true(language_count < LANGUAGES_MOST);
    size_t i = language_count++;
    if (voice_load(ALOUD_SOURCE "/voices", name, &languages[i].voice, &error) != STATUS_OK
        || compared_language_init(&languages[i].compared, languages[i].voice, &error) != STATUS_OK)
        fail_msg("%s: %s:%zu: %s", name, error.file, error.line, error.text);
    return &languages[i].compared;
}

int languages_free(void **state)
{
    (void)state;
    for (size_t i = 0; i < language_count; i++) {
        compared_language_done(&languages[i].compared);
        voice_free(languages[i].voice);
    }
    language_count = 0;
    return 0;
}
