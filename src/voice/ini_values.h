/* What iniparser makes of a text. It takes nothing but a file's name, so it gets one of a file in memory: the very bytes that
 * were checked, though the file itself may have been replaced meanwhile. */
#ifndef ALOUD_VOICE_INI_VALUES_H
#define ALOUD_VOICE_INI_VALUES_H

#include "base/buffer.h"

/* iniparser's dictionary, for iniparser_getstring; to be freed with iniparser_freedict. NULL where memory runs out (errno is
 * ENOMEM) or iniparser does not understand the text, which its caller's checks have told: it prints nothing. */
struct _dictionary_ *ini_values(const struct buffer *text);

#endif
