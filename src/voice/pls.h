/* Terms from a file of the Pronunciation Lexicon Specification 1.0 (W3C Recommendation of 14 October 2008):
 *
 *     <lexicon version="1.0" xmlns="http://www.w3.org/2005/01/pronunciation-lexicon" alphabet="ipa" xml:lang="en-GB">
 *       <lexeme><grapheme>deep vein thrombosis</grapheme><alias>dee vee tee</alias></lexeme>
 *       <lexeme><grapheme>omeprazole</grapheme><phoneme>əʊˈmɛpɹəzəʊl</phoneme></lexeme>
 *     </lexicon>
 *
 * The first <alias> or <phoneme> of a lexeme is said for each of its graphemes, or the first with prefer="true". Phonemes are
 * in IPA, of which the voice knows the signs (ipa.h), or with alphabet="x-espeak" the engine's own. An alias is said as it
 * is: it is not looked up again.
 *
 * The file is hostile input: nothing outside of it is read, it may declare no entities, and it has limits.
 */
#ifndef ALOUD_VOICE_PLS_H
#define ALOUD_VOICE_PLS_H

#include "voice/lexicon.h"
#include "voice/remarks.h"
#include "voice/voice.h"

enum { PLS_MB_MOST = 8 };

/* Adds the terms of the file at `path` to `lexicon`. A lexeme that cannot be used (a sign of IPA that the voice lacks, an alias
 * with signs in it) is left out, and the whole file where it is for another language than the voice; `remarks` tells it.
 * STATUS_BAD_INPUT with file and line: no XML, no such lexicon, another version or alphabet, a grapheme twice; other
 * errors are those of file_read. */
enum status pls_read(const char *path, const struct voice *voice, struct lexicon *lexicon, struct remarks *remarks,
                     struct error *error);

/* The same over bytes in memory; `name` stands for the path. */
enum status pls_read_bytes(const char *name, const char *bytes, size_t length, const struct voice *voice,
                           struct lexicon *lexicon, struct remarks *remarks, struct error *error);

#endif
