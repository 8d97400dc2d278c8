#include "voice/saying.h"

bool saying_of_value(const char *value, struct saying *ret)
{
    size_t length = strlen(value);
    struct saying saying = {.text = value, .length = length};
    if (strncmp(value, "[[", 2) == 0) {
        if (length < 4 || strcmp(value + length - 2, "]]") != 0 || !phonemes_are_safe(value + 2, length - 4))
            return false;
        saying = (struct saying){.text = value + 2, .length = length - 4, .phonemes = true};
    }
    *ret = saying;
    return true;
}

enum status sayings_check(const struct voice_file *file, struct error *error)
{
    struct saying saying;
    for (size_t i = 0; i < file->count; i++) {
        const struct voice_entry *entry = &file->entries[i];
        if (entry->section != SECTION_LEXICON || saying_of_value(entry->value, &saying)) continue;
        return voice_file_mistake(
            file, entry, error, "\"%s\" is no phonemes of the engine: \"[[\", at most %d signs without spaces, \"]]\"",
            entry->value, PHONEMES_BYTES - 1);
    }
    return STATUS_OK;
}
