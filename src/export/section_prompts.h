/* A row of prompts for a telephone system: one folder with a file a prompt and codec, made anew or found to be there.
 *
 * As with section_audio.h, what is made depends on nothing but what the fingerprint covers.
 */
#ifndef ALOUD_EXPORT_SECTION_PROMPTS_H
#define ALOUD_EXPORT_SECTION_PROMPTS_H

#include "export/read_out.h"
#include "export/record.h"
#include "export/telephone_codec.h"

/* The files that are written of each prompt. */
struct prompt_format {
    enum telephone_codec codec;
    bool wav;
    const char *ending; /* ".ulaw" */
};

enum { PROMPT_FORMATS_MOST = 16, PROMPT_NAME_BYTES = 48 };

struct section_prompts {
    struct engine *engine; /* renewable; nothing pending */
    const char *engine_version;
    const struct voice *voice;
    struct telephone *telephone;
    const char *folder, *name; /* the prompts get into folder/name */
    const struct prompt_format *formats;
    size_t format_count;

    /* The prompts: as read_out_calls.source, and the name of each, without an ending; it may be in one folder more. */
    size_t count;
    void *context;
    enum status (*source)(void *context, size_t index, struct utterance *utterance, struct voice_settings *settings,
                          struct error *error);
    void (*name_of)(void *context, size_t index, char name[PROMPT_NAME_BYTES]);
};

/* Makes the folder, unless it is there and was made from the same, as its file prompts.json tells; `record` becomes what stands
 * in that, *ret_unchanged whether nothing was made. It is RECORD_NONE before, and record_done is due in any case. The folder is
 * there whole or not at all. */
enum status section_prompts_make(const struct section_prompts *request, struct record *record, bool *ret_unchanged,
                                 struct error *error);

#endif
