#include "export/utterance_print.h"

void fingerprint_add_utterance(struct fingerprint *fingerprint, const struct utterance *utterance)
{
    fingerprint_add(fingerprint, utterance->shown.data, utterance->shown.length);
    fingerprint_add(fingerprint, utterance->spoken.data, utterance->spoken.length);
    fingerprint_add_number(fingerprint, utterance->pause_after_ms);
    fingerprint_add_number(fingerprint, (int64_t)utterance->change_count);
    fingerprint_add_number(fingerprint, (int64_t)utterance->pronunciation_count);
    for (size_t i = 0; i < utterance->change_count; i++) {
        fingerprint_add_number(fingerprint, utterance->changes[i].spoken_start);
        fingerprint_add_text(fingerprint, utterance->changes[i].language);
    }
    for (size_t i = 0; i < utterance->pronunciation_count; i++) {
        fingerprint_add_number(fingerprint, utterance->pronunciations[i].start);
        fingerprint_add_number(fingerprint, utterance->pronunciations[i].end);
        fingerprint_add_number(fingerprint, utterance->pronunciations[i].letters);
        fingerprint_add_text(fingerprint, utterance->pronunciations[i].phonemes);
    }
}

void fingerprint_add_settings(struct fingerprint *fingerprint, struct voice_settings settings)
{
    const int numbers[] = {settings.rate_wpm, settings.pitch, settings.pitch_range, settings.volume};
    for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++) fingerprint_add_number(fingerprint, numbers[i]);
}
