/* A voice with every key, a document from a string, and its script. */
#ifndef TESTS_SCRIPT_FIXTURE_H
#define TESTS_SCRIPT_FIXTURE_H

#include "cmocka_all.h"

#include "document/reader.h"
#include "script/script.h"

/* Phrases: "Picture: …", "label: cell", "Done: …", "To do: …", "capital …", "space", "unknown …". */
struct voice *fixture_voice(const char *language);

struct document *fixture_document(const char *markdown);
struct document *fixture_document_of(const void *bytes, size_t length, enum format format);
struct script *fixture_script(const struct voice *voice, const struct document *document);

/* All utterances in brackets: "[One.][Two.]". Valid until the next call. */
const char *fixture_shown(const struct voice *voice, const char *markdown);
const char *fixture_spoken(const struct voice *voice, const char *markdown);

/* The same at a level of punctuation. */
const char *fixture_spoken_at(const struct voice *voice, enum punctuation level, const char *markdown);

/* Fails the test where an utterance breaks an invariant of script.h, or its words are not the document's. */
void fixture_check_words(const struct voice *voice, const struct document *document, struct script *script);

#endif
