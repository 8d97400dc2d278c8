/* What the files of `aloud phone` share. */
#ifndef ALOUD_COMMANDS_PHONE_OPTIONS_H
#define ALOUD_COMMANDS_PHONE_OPTIONS_H

#include "commands/batch.h"
#include "export/menu.h"
#include "export/section_prompts.h"

struct phone_options {
    struct batch_options batch;
    enum menu_target target;
    bool codecs[TELEPHONE_CODECS];
    bool wav; /* in WAV files where the codec has them */
    const char *operator_number;
    const char *sounds; /* folder or URL of the prompts as the system sees it; NULL: as they lie in the output folder */
    struct prompt_format formats[PROMPT_FORMATS_MOST]; /* of the codecs, for the target */
    size_t format_count;
};

/* The parts of a leaflet behind its sections. */
enum phone_part { PHONE_PART_CHOICE, PHONE_PART_CONTACT, PHONE_PARTS };

/* In a worker (phone_prompts.c): batch_kind.make. Each folder of prompts tells by itself what it was made from: part->recorded
 * is not needed. */
enum status phone_make(const void *context, void **kept, const struct batch_leaflet *leaflet,
                       const struct batch_part *part, struct batch_made *ret, struct error *error);

/* The menus of all leaflets whose prompts are in the output folder (phone_menus.c): batch_kind.end. */
enum status phone_write_menus(const void *context, const char *output, struct error *error);

#endif
