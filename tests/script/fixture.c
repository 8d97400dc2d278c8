#include "fixture.h"

#include "base/utf8.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unicode/uchar.h>
#include <unistd.h>

static const struct {
    const char *key, *signature;
} phrases[] = {
#define X(name, key, signature) {key, signature},
    PHRASE_LIST(X)
#undef X
};

static const char *phrase_text(const char *key, const char *signature)
{
    if (strcmp(key, "picture") == 0) return "Picture: {0}";
    if (strcmp(key, "cell") == 0) return "{0}: {1}";
    if (strcmp(key, "task_done") == 0) return "Done: {0}";
    if (strcmp(key, "task_open") == 0) return "To do: {0}";
    if (strcmp(key, "spell_capital") == 0) return "capital {0}";
    if (strcmp(key, "spell_space") == 0) return "space";
    if (strcmp(key, "spell_unknown") == 0) return "unknown {0}";
    static const char *const others[] = {
        "x", "x {0}", "x {0} {1}", "x {0} {1} {2}", "", "", "x {0} {1} {2} {3} {4} {5}"};
    return others[strlen(signature)];
}

static const char rest_of_voice[] =
    "[letters]\n"
    "a = \"ay\"\nb = \"bee\"\nc = \"see\"\nh = \"aitch\"\nk = \"kay\"\nn = \"en\"\ns = \"ess\"\nu = \"you\"\nw = "
    "\"double-you\"\n"
    "[symbols]\n"
    "U+002E = \"dot\"\nU+002F = \"slash\"\nU+0040 = \"at\"\nU+0026 = \"and\"\nU+0025 = \"per cent\"\nU+002B = "
    "\"plus\"\n"
    "U+003D = \"equals\"\nU+003C = \"less than\"\nU+003E = \"more than\"\nU+00A3 = \"pounds\"\nU+002D = \"dash\"\n"
    "U+005F = \"underscore\"\nU+2192 = \"arrow\"\nU+2212 = \"minus\"\nU+00B0 = \"degrees\"\nU+0028 = \"open bracket\"\n"
    "[abbreviations]\n"
    "dr = \"Dr.\"\neg = \"e.g.\"\nam = \"a.m.\"\napprox = \"approx.\"\nno = \"No. #\"\nprof = \"prof.\"\nm = \"M.\"\n"
    "mme = \"Mme.\"\nar = \"د.\"\nur = \"ڈاکٹر.\"\n"
    "[lexicon]\n"
    "nhsx = \"en aitch ess ex\"\nparacetamol = \"para-seetamol\"\nodd = \"[[Qd]]\"\nsharp = \"a <b> c\"\n"
    "[needs_eyes]\nqr = \"QR code\"\n[bare_links]\nhere = \"click here\"\n";

struct voice *fixture_voice(const char *language)
{
    char folder[] = "/tmp/aloud-script-XXXXXX";
    assert_non_null(mkdtemp(folder));
    char path[128];
    snprintf(path, sizeof path, "%s/%s.ini", folder, language);
    FILE *stream = fopen(path, "w");
    assert_non_null(stream);
    fprintf(stream,
            "[voice]\nlanguage = \"%s\"\nname = \"Test\"\nengine = \"en-gb\"\nvariants = \"\"\nrate = \"165\"\n"
            "pitch = \"50\"\nrange = \"50\"\nvolume = \"100\"\ncharacters_per_second = \"10\"\n[pauses]\nheading = "
            "\"600\"\n"
            "sentence = \"100\"\nparagraph = \"400\"\nitem = \"300\"\nrow = \"350\"\nquote = \"310\"\ncode = \"320\"\n"
            "message = \"200\"\n[phrases]\n",
            language);
    for (size_t i = 0; i < sizeof phrases / sizeof phrases[0]; i++)
        fprintf(stream, "%s = \"%s\"\n", phrases[i].key, phrase_text(phrases[i].key, phrases[i].signature));
    fputs(rest_of_voice, stream);
    fclose(stream);
    struct voice *voice = NULL;
    struct error error = {0};
    if (voice_load_file(path, &voice, &error) != STATUS_OK) fail_msg("%s:%zu: %s", error.file, error.line, error.text);
    unlink(path);
    rmdir(folder);
    return voice;
}

struct document *fixture_document_of(const void *bytes, size_t length, enum format format)
{
    struct document_reader *reader = NULL;
    struct error error = {0};
    enum status status = document_reader_open_bytes("test.md", bytes, length, format, &reader, &error);
    while (status == STATUS_OK && !document_reader_document(reader)->complete)
        status = document_reader_step(reader, &error);
    if (status != STATUS_OK) fail_msg("%s", error.text);
    return document_reader_take(reader);
}

struct document *fixture_document(const char *markdown)
{
    return fixture_document_of(markdown, strlen(markdown), FORMAT_MARKDOWN);
}

struct script *fixture_script(const struct voice *voice, const struct document *document)
{
    struct script *script = NULL;
    struct error error = {0};
    assert_int_equal(script_new(voice, &script, &error), STATUS_OK);
    assert_int_equal(script_extend(script, document, &error), STATUS_OK);
    return script;
}

static const char *all_texts(const struct voice *voice, const char *markdown, bool spoken, enum punctuation level)
{
    static struct buffer texts;
    buffer_done(&texts);
    struct document *document = fixture_document(markdown);
    struct script *script = fixture_script(voice, document);
    struct utterance utterance = {0};
    script_set_punctuation(script, level);
    for (size_t i = 0; i < script_count(script); i++) {
        struct error error = {0};
        assert_int_equal(script_utterance(script, document, i, &utterance, &error), STATUS_OK);
        buffer_printf(&texts, "[%s]", buffer_text(spoken ? &utterance.spoken : &utterance.shown));
    }
    fixture_check_words(voice, document, script);
    utterance_done(&utterance);
    script_free(script);
    document_free(document);
    return buffer_text(&texts);
}

const char *fixture_shown(const struct voice *voice, const char *markdown)
{
    return all_texts(voice, markdown, false, PUNCTUATION_NONE);
}

const char *fixture_spoken(const struct voice *voice, const char *markdown)
{
    return fixture_spoken_at(voice, PUNCTUATION_NONE, markdown);
}

const char *fixture_spoken_at(const struct voice *voice, enum punctuation level, const char *markdown)
{
    return all_texts(voice, markdown, true, level);
}

/* Letters and digits only, so that signs and spaces, which may be folded or added, do not count. */
static void append_letters(struct buffer *letters, const char *text, size_t length)
{
    for (size_t at = 0; at < length;) {
        uint32_t codepoint = utf8_next(text, length, &at);
        if (codepoint != UTF8_INVALID && u_isalnum((UChar32)codepoint)) buffer_append_codepoint(letters, codepoint);
    }
}

static void check_text(const struct buffer *buffer, const char *forbidden)
{
    assert_int_equal(utf8_first_invalid(buffer_text(buffer), buffer->length), buffer->length);
    for (size_t at = 0; at < buffer->length;) {
        uint32_t codepoint = utf8_next(buffer->data, buffer->length, &at);
        if (u_charType((UChar32)codepoint) == U_CONTROL_CHAR)
            fail_msg("control character U+%04X in “%s”", codepoint, buffer->data);
        if (codepoint < 0x80 && strchr(forbidden, (int)codepoint))
            fail_msg("“%c” in “%s”", (char)codepoint, buffer->data);
    }
}

static void check_utterance(const struct utterance *utterance, const struct document *document, struct buffer *letters)
{
    check_text(&utterance->shown, "\n\t");
    check_text(&utterance->spoken, "<>&[]{}\\|_*`^");
    uint32_t shown = 0, spoken = 0, source = 0;
    for (size_t i = 0; i < utterance->word_count; i++) {
        const struct word *word = &utterance->words[i];
        assert_true(word->shown_start >= shown && word->shown_end > word->shown_start);
        bool shared = i > 0 && word->spoken_start == word[-1].spoken_start && word->spoken_end == word[-1].spoken_end;
        assert_true((shared || word->spoken_start >= spoken) && word->spoken_end >= word->spoken_start);
        assert_true(word->shown_end <= utterance->shown.length && word->spoken_end <= utterance->spoken.length);
        shown = word->shown_end;
        spoken = word->spoken_end;
        struct buffer own = {0};
        append_letters(&own, utterance->shown.data + word->shown_start, word->shown_end - word->shown_start);
        if (own.length > 0 && word->spoken_start == word->spoken_end)
            fail_msg("nothing is said for “%s” of “%s”", own.data, utterance->shown.data);
        if (!word->added && !word->marker) {
            append_letters(letters, buffer_text(&own), own.length);
            if (word->source.start < source || word->source.end <= word->source.start)
                fail_msg("“%s” of “%s” has source %u to %u", own.data, utterance->shown.data, word->source.start,
                         word->source.end);
            source = word->source.start;
            assert_true(document_line(document, source) >= 1);
        }
        buffer_done(&own);
    }
    uint32_t word_end = 0;
    for (size_t i = 0; i < utterance->contact_count; i++) {
        assert_true(utterance->contacts[i].first_word >= word_end && utterance->contacts[i].word_count > 0);
        word_end = utterance->contacts[i].first_word + utterance->contacts[i].word_count;
        assert_true(word_end <= utterance->word_count);
    }
}

static void assert_same_utterance(const struct utterance *a, const struct utterance *b)
{
    assert_string_equal(buffer_text(&a->shown), buffer_text(&b->shown));
    assert_string_equal(buffer_text(&a->spoken), buffer_text(&b->spoken));
    assert_int_equal(a->word_count, b->word_count);
    if (a->word_count > 0) assert_memory_equal(a->words, b->words, a->word_count * sizeof *a->words);
    assert_int_equal(a->contact_count, b->contact_count);
    assert_int_equal(a->change_count, b->change_count);
    assert_int_equal(a->pause_after_ms, b->pause_after_ms);
}

void fixture_check_words(const struct voice *voice, const struct document *document, struct script *script)
{
    (void)voice;
    struct buffer script_letters = {0}, document_letters = {0};
    struct utterance utterance = {0}, again = {0};
    struct error error = {0};
    uint32_t text_end = 0;
    size_t last_block = SIZE_MAX;
    for (size_t i = 0; i < script_count(script); i++) {
        const struct place *place = script_place(script, i);
        assert_true(place->text_start >= text_end && place->text_end >= place->text_start);
        text_end = place->text_end;
        assert_true(last_block == SIZE_MAX || place->block >= last_block);
        last_block = place->block;
        assert_int_equal(script_utterance(script, document, i, &utterance, &error), STATUS_OK);
        assert_int_equal(script_utterance(script, document, i, &again, &error), STATUS_OK);
        assert_same_utterance(&utterance, &again);
        assert_true(utterance.spoken.length > 0);
        if (!place->has_contact && utterance.contact_count > 0)
            fail_msg("an unforeseen contact in “%s”", buffer_text(&utterance.shown));
        check_utterance(&utterance, document, &script_letters);
    }
    append_letters(&document_letters, buffer_text(&document->text), document->text.length);
    assert_string_equal(buffer_text(&script_letters), buffer_text(&document_letters));
    buffer_done(&script_letters);
    buffer_done(&document_letters);
    utterance_done(&utterance);
    utterance_done(&again);
}
