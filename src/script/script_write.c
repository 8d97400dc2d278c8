#include "script/script_write.h"

#include <errno.h>
#include <jansson.h>
#include <string.h>

static const char *const role_names[] = {
#define X(name, text) [ROLE_##name] = (text),
    ROLE_LIST(X)
#undef X
};

static const char *const contact_names[] = {
    [CONTACT_PHONE] = "phone", [CONTACT_EMAIL] = "email", [CONTACT_WEB] = "web"};

static enum status stream_status(FILE *stream, struct error *error)
{
    if (fflush(stream) == 0 && !ferror(stream)) return STATUS_OK;
    return error_set(error, STATUS_IO, NULL, 0, "The script could not be written: %s", strerror(errno));
}

enum status script_write_lines(struct script *script, const struct document *document, FILE *stream,
                               struct error *error)
{
    struct utterance utterance = {0};
    enum status status = STATUS_OK;
    for (size_t i = 0; i < script_count(script) && status == STATUS_OK && !ferror(stream); i++) {
        status = script_utterance(script, document, i, &utterance, error);
        if (status == STATUS_OK) fprintf(stream, "%s\n", buffer_text(&utterance.spoken));
    }
    utterance_done(&utterance);
    return status == STATUS_OK ? stream_status(stream, error) : status;
}

/* The source line of the shown byte `at`; 0 for what Aloud added itself. */
static size_t line_of_shown(const struct document *document, const struct utterance *utterance, uint32_t at)
{
    for (size_t i = 0; i < utterance->word_count; i++) {
        const struct word *word = &utterance->words[i];
        if (at < word->shown_end) return word->added ? 0 : document_line(document, word->source.start);
    }
    return 0;
}

/* What the engine is given in place of the stretch. */
static void write_phonemes(const struct utterance *utterance, const struct spoken_note *note, FILE *stream)
{
    for (size_t i = 0; i < utterance->pronunciation_count; i++) {
        const struct pronunciation *own = &utterance->pronunciations[i];
        if (own->start < note->spoken_start || own->end > note->spoken_end) continue;
        fprintf(stream, own->letters ? " %s" : " [[%s]]", own->phonemes);
    }
}

static void write_notes(const struct document *document, const struct utterance *utterance, FILE *stream)
{
    for (size_t i = 0; i < utterance->note_count; i++) {
        const struct spoken_note *note = &utterance->notes[i];
        size_t line = line_of_shown(document, utterance, note->shown_start);
        const char *spoken = utterance->spoken.data + note->spoken_start;
        uint32_t length = note->spoken_end - note->spoken_start;
        for (; length > 0 && *spoken == ' '; length--) spoken++;
        fprintf(stream, "%s:%zu: “%.*s” %s%s: “%.*s”", document->path, line, (int)(note->shown_end - note->shown_start),
                utterance->shown.data + note->shown_start, note->recogniser, note->ambiguous ? ", ambiguous" : "",
                (int)length, spoken);
        write_phonemes(utterance, note, stream);
        fputc('\n', stream);
    }
}

enum status script_write_notes(struct script *script, const struct document *document, FILE *stream,
                               struct error *error)
{
    struct utterance utterance = {0};
    enum status status = STATUS_OK;
    for (size_t i = 0; i < script_count(script) && status == STATUS_OK && !ferror(stream); i++) {
        status = script_utterance(script, document, i, &utterance, error);
        if (status == STATUS_OK) write_notes(document, &utterance, stream);
    }
    utterance_done(&utterance);
    return status == STATUS_OK ? stream_status(stream, error) : status;
}

static json_t *text_of(const struct buffer *buffer)
{
    return json_stringn(buffer_text(buffer), buffer->length);
}

/* Appends `item`; gives the array up where memory runs out. */
static json_t *append(json_t *array, json_t *item)
{
    if (array && json_array_append_new(array, item) == 0) return array;
    json_decref(array);
    return NULL;
}

/* An item's number stands somewhere between the block before and the item's text: that one's line is meant. */
static size_t line_of(const struct document *document, const struct word *word)
{
    return document_line(document, word->marker ? word->source.end : word->source.start);
}

static bool set(json_t *object, const char *key, json_t *value)
{
    return json_object_set_new(object, key, value) == 0;
}

static json_t *word_of(const struct document *document, const struct word *word)
{
    json_t *object = json_pack("{s:[ii], s:[ii]}", "shown", word->shown_start, word->shown_end, "spoken",
                               word->spoken_start, word->spoken_end);
    bool good = object;
    if (good && !word->added) {
        good = set(object, "source", json_pack("[ii]", word->source.start, word->source.end))
               && set(object, "line", json_integer((json_int_t)line_of(document, word)));
    }
    if (good && word->added) good = set(object, "added", json_true());
    if (good && word->marker) good = set(object, "marker", json_true());
    if (good) return object;
    json_decref(object);
    return NULL;
}

static json_t *words_of(const struct document *document, const struct utterance *utterance)
{
    json_t *array = json_array();
    for (size_t i = 0; array && i < utterance->word_count; i++)
        array = append(array, word_of(document, &utterance->words[i]));
    return array;
}

static json_t *languages_of(const struct utterance *utterance)
{
    json_t *array = json_array();
    for (size_t i = 0; array && i < utterance->change_count; i++) {
        const struct language_change *change = &utterance->changes[i];
        array =
            append(array, json_pack("{s:i, s:s}", "spoken_start", change->spoken_start, "language", change->language));
    }
    return array;
}

static json_t *contacts_of(const struct utterance *utterance)
{
    json_t *array = json_array();
    for (size_t i = 0; array && i < utterance->contact_count; i++) {
        const struct contact *contact = &utterance->contacts[i];
        array = append(array, json_pack("{s:s, s:i, s:i}", "kind", contact_names[contact->kind], "first_word",
                                        contact->first_word, "word_count", contact->word_count));
    }
    return array;
}

static json_t *pronunciations_of(const struct utterance *utterance)
{
    json_t *array = json_array();
    for (size_t i = 0; array && i < utterance->pronunciation_count; i++) {
        const struct pronunciation *own = &utterance->pronunciations[i];
        const char *kind = own->letters ? "letters" : "phonemes";
        array = append(array, json_pack("{s:[ii], s:s}", "spoken", own->start, own->end, kind, own->phonemes));
    }
    return array;
}

static int append_json(const char *bytes, size_t length, void *text)
{
    buffer_append(text, bytes, length);
    return 0;
}

/* Appends `object`, which is freed. What cannot be appended is remembered by `text`: jansson's own strings lose keys in
 * silence where memory runs out. */
static void write_value(struct buffer *text, json_t *object)
{
    if (!object || json_dump_callback(object, append_json, text, JSON_COMPACT | JSON_ENCODE_ANY) != 0) {
        text->failed = true;
    }
    json_decref(object);
}

static void write_utterance(const struct script *script, const struct document *document, size_t index,
                            const struct utterance *utterance, struct buffer *text)
{
    const struct place *place = script_place(script, index);
    write_value(text, json_pack("{s:I, s:s, s:i, s:I, s:I, s:o, s:o, s:I, s:I, s:o, s:o, s:o, s:o}", "index",
                                (json_int_t)index, "role", role_names[place->role], "level", place->level, "section",
                                (json_int_t)document->blocks[place->block].section, "block", (json_int_t)place->block,
                                "shown", text_of(&utterance->shown), "spoken", text_of(&utterance->spoken), "pause_ms",
                                (json_int_t)utterance->pause_after_ms, "duration_ms", (json_int_t)place->duration_ms,
                                "words", words_of(document, utterance), "languages", languages_of(utterance),
                                "contacts", contacts_of(utterance), "pronunciations", pronunciations_of(utterance)));
}

static void write_header(const struct script *script, const struct document *document, struct buffer *text)
{
    buffer_append_text(text, "{\"title\":");
    write_value(text, text_of(&document->title));
    buffer_append_text(text, ",\"language\":");
    write_value(text, json_string(voice_language(script_voice(script))));
    buffer_append_text(text, ",\"utterances\":[");
}

enum status script_write_json(struct script *script, const struct document *document, FILE *stream, struct error *error)
{
    struct utterance utterance = {0};
    struct buffer text = {0};
    enum status status = STATUS_OK;
    write_header(script, document, &text);
    for (size_t i = 0; i < script_count(script) && status == STATUS_OK && !ferror(stream); i++) {
        status = script_utterance(script, document, i, &utterance, error);
        if (status != STATUS_OK) break;
        buffer_append_text(&text, i > 0 ? ",\n" : "\n");
        write_utterance(script, document, i, &utterance, &text);
        if (text.failed) break;
        fwrite(text.data, 1, text.length, stream);
        buffer_clear(&text);
    }
    buffer_append_text(&text, "\n]}\n");
    if (status == STATUS_OK && text.failed) status = error_no_memory(error);
    if (status == STATUS_OK) fwrite(text.data, 1, text.length, stream);
    utterance_done(&utterance);
    buffer_done(&text);
    return status == STATUS_OK ? stream_status(stream, error) : status;
}
