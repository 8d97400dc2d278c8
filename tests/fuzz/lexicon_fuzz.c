/* Any bytes are a pronunciation lexicon or a clear error; what it has said is letters, or phonemes that are safe. */
#include "base/utf8.h"
#include "script/script.h"
#include "voice/pls.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerInitialize(int *count, char ***arguments);
int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

static struct voice *voice;

/* A failure must say why. */
static void expect(enum status status, const struct error *error)
{
    if (status == STATUS_OK) return;
    fprintf(stderr, "not so: %s\n", error->text);
    abort();
}

int LLVMFuzzerInitialize(int *count, char ***arguments)
{
    (void)count;
    (void)arguments;
    struct error error = {0};
    expect(voice_load(ALOUD_SOURCE_VOICES, "en-GB", &voice, &error), &error);
    return 0;
}

/* Says a text in which terms of the corpus stand. */
static void say(const struct lexicon *lexicon)
{
    static const char text[] = "Take tea, deep vein thrombosis & omeprazole [[t'i:]] <b> a A 1.";
    struct script *script = NULL;
    struct utterance utterance = {0};
    struct error error = {0};
    expect(script_new(voice, &script, &error), &error);
    script_add_lexicon(script, lexicon);
    expect(utterance_from_message(script, text, &utterance, &error), &error);
    const struct buffer *spoken = &utterance.spoken;
    if (utf8_first_invalid(buffer_text(spoken), spoken->length) != spoken->length) abort();
    if (strpbrk(buffer_text(spoken), "<>&[]{}\\|_*`^")) abort();
    for (size_t i = 0; i < utterance.pronunciation_count; i++) {
        const struct pronunciation *pronunciation = &utterance.pronunciations[i];
        if (!phonemes_are_safe(pronunciation->phonemes, strlen(pronunciation->phonemes))) abort();
        if (pronunciation->start >= pronunciation->end || pronunciation->end > spoken->length) abort();
    }
    utterance_done(&utterance);
    script_free(script);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    struct lexicon *lexicon = NULL;
    struct remarks remarks = {0};
    struct error error = {0};
    expect(lexicon_new(&lexicon, &error), &error);
    enum status status = pls_read_bytes("my.pls", (const char *)bytes, length, voice, lexicon, &remarks, &error);
    if (status == STATUS_OK) {
        lexicon_finish(lexicon);
        say(lexicon);
    } else if (error.status != status || error.text[0] == '\0') {
        abort();
    }
    for (size_t i = 0; i < remarks.count; i++)
        if (remarks.items[i].text[0] == '\0') abort();
    remarks_done(&remarks);
    lexicon_free(lexicon);
    return 0;
}
