/* The words of the spoken form that a voice has. */
#include "voice/voice_parts.h"

#include <string.h>

const char *voice_locale(const struct voice *voice)
{
    const char *locale = voice_wording(voice, WORDING_LOCALE);
    return locale ? locale : voice_language(voice);
}

const char *voice_wording(const struct voice *voice, enum wording wording)
{
    return voice->wordings.texts[wording];
}

bool voice_wording_lists(const struct voice *voice, enum wording wording, const char *word, size_t length)
{
    return wordings_list(&voice->wordings, wording, word, length);
}

const char *voice_words(const struct voice *voice, enum voice_words table, const char *word, size_t length)
{
    return wordings_find(&voice->wordings, table, word, length);
}

bool voice_has_words(const struct voice *voice, enum voice_words table)
{
    return voice->wordings.tables[table].count > 0;
}

const char *voice_numbered(const struct voice *voice, enum voice_words table, unsigned number, size_t *ret_length)
{
    const char *value = number <= WORDINGS_NUMBERED_MOST ? voice->wordings.numbered[table][number] : NULL;
    if (value) *ret_length = strcspn(value, " ");
    return value;
}

void voice_fill(const struct voice *voice, const char *pattern, const struct phrase_value *values,
                struct buffer *buffer)
{
    pattern_fill(pattern, &voice->forms, values, buffer);
}
