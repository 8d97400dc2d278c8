/* The part of a fingerprint that an utterance gives: all that its sound and its text depend on. */
#ifndef ALOUD_EXPORT_UTTERANCE_PRINT_H
#define ALOUD_EXPORT_UTTERANCE_PRINT_H

#include "export/fingerprint.h"
#include "script/script.h"

void fingerprint_add_utterance(struct fingerprint *fingerprint, const struct utterance *utterance);
void fingerprint_add_settings(struct fingerprint *fingerprint, struct voice_settings settings);

#endif
