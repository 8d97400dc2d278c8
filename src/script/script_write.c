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

static json_t *word_of(const struct document *document, const struct word *word)
{
    json_t *object = json_pack("{s:[ii], s:[ii]}", "shown", word->shown_start, word->shown_end, "spoken",
                               word->spoken_start, word->spoken_end);
    if (!word->added) {
        json_object_set_new(object, "source", json_pack("[ii]", word->source.start, word->source.end));
        json_object_set_new(object, "line", json_integer((json_int_t)line_of(document, word)));
    }
    if (word->added) json_object_set_new(object, "added", json_true());
    if (word->marker) json_object_set_new(object, "marker", json_true());
    return object;
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

/* NULL where memory runs out. */
static char *utterance_json(const struct script *script, const struct document *document, size_t index,
                            const struct utterance *utterance)
{
    const struct place *place = script_place(script, index);
    json_t *object = json_pack(
        "{s:I, s:s, s:i, s:I, s:I, s:o, s:o, s:I, s:I, s:o, s:o, s:o}", "index", (json_int_t)index, "role",
        role_names[place->role], "level", place->level, "section", (json_int_t)document->blocks[place->block].section,
        "block", (json_int_t)place->block, "shown", text_of(&utterance->shown), "spoken", text_of(&utterance->spoken),
        "pause_ms", (json_int_t)utterance->pause_after_ms, "duration_ms", (json_int_t)place->duration_ms, "words",
        words_of(document, utterance), "languages", languages_of(utterance), "contacts", contacts_of(utterance));
    char *text = object ? json_dumps(object, JSON_COMPACT | JSON_PRESERVE_ORDER) : NULL;
    json_decref(object);
    return text;
}

static enum status write_header(const struct script *script, const struct document *document, FILE *stream,
                                struct error *error)
{
    json_t *title = text_of(&document->title);
    json_t *language = json_string(voice_language(script_voice(script)));
    char *title_text = json_dumps(title, JSON_ENCODE_ANY);
    char *language_text = json_dumps(language, JSON_ENCODE_ANY);
    bool good = title_text && language_text;
    if (good) fprintf(stream, "{\"title\":%s,\"language\":%s,\"utterances\":[", title_text, language_text);
    free(title_text);
    free(language_text);
    json_decref(title);
    json_decref(language);
    return good ? STATUS_OK : error_no_memory(error);
}

enum status script_write_json(struct script *script, const struct document *document, FILE *stream, struct error *error)
{
    struct utterance utterance = {0};
    enum status status = write_header(script, document, stream, error);
    for (size_t i = 0; i < script_count(script) && status == STATUS_OK && !ferror(stream); i++) {
        status = script_utterance(script, document, i, &utterance, error);
        if (status != STATUS_OK) break;
        char *text = utterance_json(script, document, i, &utterance);
        if (!text)
            status = error_no_memory(error);
        else
            fprintf(stream, "%s\n%s", i > 0 ? "," : "", text);
        free(text);
    }
    utterance_done(&utterance);
    if (status != STATUS_OK) return status;
    fputs("\n]}\n", stream);
    return stream_status(stream, error);
}
