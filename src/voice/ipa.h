/* Signs of the International Phonetic Alphabet as the engine's phonemes, by the table [phonemes] of a voice:
 *
 *     tʃ = "tS"    what the engine has for it (tests/voice/phonemes.sh finds that)
 *     æ = "=a"     said as these other signs of the table, with spaces where they could be parted in two ways
 */
#ifndef ALOUD_VOICE_IPA_H
#define ALOUD_VOICE_IPA_H

#include "voice/phonemes.h"
#include "voice/voice_file.h"

struct phoneme_table {
    const struct voice_entry **items; /* ascending by their keys' bytes; the entries stay the file's */
    size_t count;
};

/* STATUS_BAD_INPUT with file, line and key for a key that is not in Unicode's NFC, and a value that is neither phonemes of
 * the engine nor "=" with signs of the table. */
enum status phoneme_table_init(struct phoneme_table *table, const struct voice_file *file, struct error *error);
void phoneme_table_done(struct phoneme_table *table);

/* The phonemes of `ipa`: "əʊˈmɛpɹəzəʊl" is "oU|m|'E|p|r|@|z|oU|l". The longest sign that the table has is taken; a mark of
 * stress goes before the vowel of its syllable, where the engine has it; dots, ties and links are not heard.
 * STATUS_BAD_INPUT, without file and line: a sign that the table lacks, nothing but marks, too long. */
enum status phoneme_table_convert(const struct phoneme_table *table, const char *ipa, size_t length,
                                  char ret[PHONEMES_BYTES], struct error *error);

#endif
