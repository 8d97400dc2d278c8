/* Terms that the listener and the leaflet have said otherwise: which one counts, where, and that none of it can be more
 * than words to the engine. */
#include "fixture.h"

#include "base/array.h"
#include "script/leaflet_lexicon.h"
#include "voice/pls.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define PLS                                                                                                            \
    "<lexicon version=\"1.0\" xmlns=\"http://www.w3.org/2005/01/pronunciation-lexicon\" alphabet=\"ipa\" "             \
    "xml:lang=\"en\">"

struct fixture {
    struct voice *voice;
    struct lexicon *listener, *leaflet;
    struct remarks remarks;
    struct document *document;
    struct script *script;
    struct utterance utterance;
    struct buffer said;
};

static void fixture_done(struct fixture *fixture)
{
    utterance_done(&fixture->utterance);
    script_free(fixture->script);
    document_free(fixture->document);
    lexicon_free(fixture->listener);
    lexicon_free(fixture->leaflet);
    remarks_done(&fixture->remarks);
    voice_free(fixture->voice);
    buffer_done(&fixture->said);
    *fixture = (struct fixture){0};
}

/* Reads both lexicons (`lexemes` of PLS; NULL for none) and makes the script. */
static void make(struct fixture *fixture, const char *language, const char *lexemes, const char *markdown)
{
    struct error error = {0};
    struct buffer pls = {0};
    buffer_printf(&pls, PLS "%s</lexicon>", lexemes ? lexemes : "");
    assert_int_equal(voice_load(ALOUD_SOURCE "/voices", language, &fixture->voice, &error), STATUS_OK);
    assert_int_equal(lexicon_new(&fixture->listener, &error), STATUS_OK);
    assert_int_equal(lexicon_new(&fixture->leaflet, &error), STATUS_OK);
    if (pls_read_bytes("my.pls", pls.data, pls.length, fixture->voice, fixture->listener, &fixture->remarks, &error)
        != STATUS_OK)
        fail_msg("%s in %s", error.text, pls.data);
    fixture->document = fixture_document(markdown);
    assert_int_equal(leaflet_lexicon(fixture->document, fixture->voice, fixture->leaflet, &fixture->remarks, &error),
                     STATUS_OK);
    lexicon_finish(fixture->listener);
    lexicon_finish(fixture->leaflet);
    assert_int_equal(script_new(fixture->voice, &fixture->script, &error), STATUS_OK);
    script_add_lexicon(fixture->script, fixture->listener);
    script_add_lexicon(fixture->script, fixture->leaflet);
    assert_int_equal(script_extend(fixture->script, fixture->document, &error), STATUS_OK);
    buffer_done(&pls);
}

/* All that is spoken; each pronounced stretch with its phonemes behind it, in braces. */
static const char *said(struct fixture *fixture)
{
    struct error error = {0};
    struct utterance *utterance = &fixture->utterance;
    for (size_t i = 0; i < script_count(fixture->script); i++) {
        assert_int_equal(script_utterance(fixture->script, fixture->document, i, utterance, &error), STATUS_OK);
        size_t at = 0;
        if (i > 0) buffer_append_char(&fixture->said, ' ');
        for (size_t k = 0; k < utterance->pronunciation_count; k++) {
            const struct pronunciation *pronunciation = &utterance->pronunciations[k];
            assert_true(pronunciation->start >= at && pronunciation->end <= utterance->spoken.length);
            buffer_append(&fixture->said, utterance->spoken.data + at, pronunciation->end - at);
            buffer_printf(&fixture->said, "{%s}", pronunciation->phonemes);
            at = pronunciation->end;
        }
        buffer_append(&fixture->said, utterance->spoken.data + at, utterance->spoken.length - at);
    }
    fixture_check_words(fixture->voice, fixture->document, fixture->script);
    return buffer_text(&fixture->said);
}

static void assert_says(const char *lexemes, const char *markdown, const char *wanted)
{
    struct fixture fixture = {0};
    make(&fixture, "en-GB", lexemes, markdown);
    assert_string_equal(said(&fixture), wanted);
    assert_int_equal(fixture.remarks.count, 0);
    fixture_done(&fixture);
}

static void the_leaflet_respells_its_terms(void **state)
{
    (void)state;
    assert_says(NULL,
                "---\nlexicon:\n  Kwells: kwels\n  O'Brien-Smith: oh brian smith\n---\nTake KWELLS, O’Brien-Smith.",
                "Take kwels, oh brian smith.");
    assert_says(NULL, "---\nlexicon:\n  tea: té’ä\n---\nTea, teas and iced-tea.", "té’ä, teas and iced-tea.");
}

static void the_longest_term_is_said(void **state)
{
    (void)state;
    static const char front[] = "---\nlexicon:\n  deep: a\n  deep vein: b\n  deep vein thrombosis: c\n  vein: d\n---\n";
    static const struct {
        const char *text, *wanted;
    } cases[] = {
        {"Deep vein thrombosis, deep vein, vein, deep.", "c, b, d, a."},
        {"deep\nvein   thrombosis now", "c now"},
        {"deep **vein** thrombosis now", "c now"},
        {"deep, vein thrombosis", "a, d thrombosis"},
        {"deep vein thromboses", "b thromboses"},
        {"deep\n\nvein", "a d"},
    };
    for (size_t i = 0; i < ARRAY_COUNT(cases); i++) {
        char markdown[500];
        snprintf(markdown, sizeof markdown, "%s%s\n", front, cases[i].text);
        assert_says(NULL, markdown, cases[i].wanted);
    }
}

static void the_listener_counts_before_the_leaflet_before_the_voice(void **state)
{
    (void)state;
    static const char leaflet[] =
        "---\nlexicon:\n  omeprazole: of the leaflet\n  tea: of the leaflet\n---\nOmeprazole, tea.";
    assert_says(NULL, "Omeprazole, tea.", "Omeprazole{oUm'Epr@zoUl}, tea.");
    assert_says(NULL, leaflet, "of the leaflet, of the leaflet.");
    assert_says("<lexeme><grapheme>omeprazole</grapheme><alias>of mine</alias></lexeme>", leaflet,
                "of mine, of the leaflet.");
}

static void phonemes_stand_beside_the_words(void **state)
{
    (void)state;
    assert_says("<lexeme><grapheme>deep vein</grapheme><phoneme>diːp veɪn</phoneme></lexeme>",
                "In non-deep vein, [[hello]] now.", "In non-deep vein{d|i:|p||v|eI|n}, hello, now.");
}

static void words_of_another_language_are_not_the_lexicons(void **state)
{
    (void)state;
    assert_says(NULL, "---\nlang: en\nlexicon:\n  die: dye\n---\nDie <span lang=\"de\">die</span> die.",
                "dye die dye.");
    struct fixture fixture = {0};
    make(&fixture, "en-GB", NULL, "---\nlang: de\nlexicon:\n  die: dye\n---\nDie die.");
    assert_string_equal(said(&fixture), "Die die.");
    assert_int_equal(fixture.remarks.count, 1);
    assert_int_equal(fixture.remarks.items[0].line, 4);
    assert_non_null(strstr(fixture.remarks.items[0].text, "for \"de\" and the leaflet is read in \"en-GB\""));
    fixture_done(&fixture);
}

static void alouds_own_words_are_not_the_leaflets(void **state)
{
    (void)state;
    static const char front[] = "---\nlexicon:\n  picture: pig\n  cup: kup\n---\n";
    char markdown[200];
    struct fixture fixture = {0};
    struct error error = {0};
    snprintf(markdown, sizeof markdown, "%s![cup](cup.png) picture cup\n", front);
    make(&fixture, "en-GB", "<lexeme><grapheme>mug</grapheme><alias>mugg</alias></lexeme>", markdown);
    assert_string_equal(said(&fixture), "Picture: kup, pig kup");
    assert_int_equal(utterance_from_message(fixture.script, "The cup and mug", &fixture.utterance, &error), STATUS_OK);
    assert_string_equal(buffer_text(&fixture.utterance.spoken), "The cup and mugg");
    fixture_done(&fixture);
}

static void what_is_no_respelling_is_told(void **state)
{
    (void)state;
    static const struct {
        const char *line, *words;
    } lines[] = {
        {"tea: \"[[t'i:]]\"", "[[…]]"},    {"tea: [[@i:]]", "[[…]]"},       {"tea: [[i]]", "no text"},
        {"tea: <b>tee</b>", "letters"},    {"tea: a & b", "letters"},       {"tea: 5 mg", "letters"},
        {"tea: \"\"", "no letter"},        {"tea: \" - \"", "no letter"},   {"tea: \"a\\u202Eb\"", "letters"},
        {"tea: \"a\\0b\"", "no text"},     {"tea: \"a\\x1Bb\"", "letters"}, {"\"\": tee", "empty"},
        {"a b c d e f g: tee", "6 words"},
    };
    for (size_t i = 0; i < ARRAY_COUNT(lines); i++) {
        struct fixture fixture = {0};
        char markdown[500];
        snprintf(markdown, sizeof markdown, "---\nlexicon:\n  %s\n  cup: kup\n---\nTea cup.\n", lines[i].line);
        make(&fixture, "en-GB", NULL, markdown);
        assert_string_equal(said(&fixture), "Tea kup.");
        if (fixture.remarks.count != 1) fail_msg("%zu remarks on %s", fixture.remarks.count, lines[i].line);
        assert_int_equal(fixture.remarks.items[0].line, 3);
        if (!strstr(fixture.remarks.items[0].text, lines[i].words))
            fail_msg("no \"%s\" in %s", lines[i].words, fixture.remarks.items[0].text);
        fixture_done(&fixture);
    }
}

static void a_leaflet_has_only_so_many_terms(void **state)
{
    (void)state;
    struct fixture fixture = {0};
    struct buffer markdown = {0};
    buffer_append_text(&markdown, "---\nlexicon:\n");
    for (size_t i = 0; i < LEAFLET_TERMS_MOST + 3; i++) buffer_printf(&markdown, " t%zu: tea\n", i);
    buffer_printf(&markdown, "---\nThe t%d t%d end.\n", LEAFLET_TERMS_MOST - 1, LEAFLET_TERMS_MOST);
    make(&fixture, "en-GB", NULL, markdown.data);
    assert_string_equal(said(&fixture), "The tea t two zero zero zero end.");
    assert_int_equal(fixture.remarks.count, 1);
    assert_int_equal(fixture.remarks.items[0].line, 3 + LEAFLET_TERMS_MOST);
    assert_non_null(strstr(fixture.remarks.items[0].text, "the 3 from here on"));
    buffer_done(&markdown);
    fixture_done(&fixture);
}

/* ---- Hostile input ----------------------------------------------------------------------------------------------- */

static const char *const hostile[] = {
    "[[h@l'oU]]",
    "[[",
    "]]",
    "[ [h]]",
    "<audio src=\"x\"/>",
    "<voice name='x'>",
    "&lt;b&gt;",
    "&amp;",
    "&#91;&#91;a",
    "\\[\\[a]]",
    "{a}",
    "_^_fr",
    "^a",
    "a|b",
    "`a`",
    "[[a]] tea",
    "tea [[a]]",
    "[tea]",
    "<tea>",
    "&tea;",
    "[[tea]]",
};

/* As YAML has it in quotes, and XML in an element. */
static void escape(const char *text, struct buffer *yaml, struct buffer *xml)
{
    for (; *text; text++) {
        if (strchr("\\\"", *text)) buffer_append_char(yaml, '\\');
        buffer_append_char(yaml, *text);
        if (strchr("<>&", *text))
            buffer_printf(xml, "&#%d;", *text);
        else
            buffer_append_char(xml, *text);
    }
}

/* The spoken text has no sign that the engine could take for markup, and phonemes come from a <phoneme> only. */
static void assert_harmless(struct fixture *fixture, const char *phonemes)
{
    struct error error = {0};
    for (size_t i = 0; i < script_count(fixture->script); i++) {
        struct utterance *utterance = &fixture->utterance;
        assert_int_equal(script_utterance(fixture->script, fixture->document, i, utterance, &error), STATUS_OK);
        if (strpbrk(buffer_text(&utterance->spoken), "<>&[]{}\\|^`_")) fail_msg("%s", utterance->spoken.data);
        for (size_t k = 0; k < utterance->pronunciation_count; k++)
            assert_string_equal(utterance->pronunciations[k].phonemes, phonemes);
    }
}

static void nothing_that_is_written_is_markup(void **state)
{
    (void)state;
    for (size_t i = 0; i < ARRAY_COUNT(hostile); i++) {
        struct buffer yaml = {0}, xml = {0};
        char lexemes[2000], markdown[2000];
        escape(hostile[i], &yaml, &xml);
        snprintf(markdown, sizeof markdown,
                 "---\nlexicon:\n  \"cup\": \"%s\"\n  \"%s\": plain\n---\n# %s\n\nTea, cup %s pot.\n\n- %s mug\n",
                 yaml.data, yaml.data, hostile[i], hostile[i], hostile[i]);
        snprintf(lexemes, sizeof lexemes,
                 "<lexeme><grapheme>mug</grapheme><alias>%s</alias></lexeme>"
                 "<lexeme><grapheme>%s</grapheme><alias>plain</alias></lexeme>"
                 "<lexeme><grapheme>pot</grapheme><phoneme>pɒt</phoneme></lexeme>"
                 "<lexeme><grapheme>Tea,</grapheme><phoneme>%s</phoneme></lexeme>"
                 "<lexeme><grapheme>Tea</grapheme><phoneme alphabet=\"x-espeak\">a %s</phoneme></lexeme>",
                 xml.data, xml.data, xml.data, xml.data);
        struct fixture fixture = {0};
        make(&fixture, "en-GB", lexemes, markdown);
        assert_harmless(&fixture, "p|0|t");
        assert_true(fixture.remarks.count >= 4); /* what is said in both, and the two strange <phoneme>s */
        fixture_done(&fixture);
        buffer_done(&yaml);
        buffer_done(&xml);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_leaflet_respells_its_terms),
        cmocka_unit_test(the_longest_term_is_said),
        cmocka_unit_test(the_listener_counts_before_the_leaflet_before_the_voice),
        cmocka_unit_test(phonemes_stand_beside_the_words),
        cmocka_unit_test(words_of_another_language_are_not_the_lexicons),
        cmocka_unit_test(alouds_own_words_are_not_the_leaflets),
        cmocka_unit_test(what_is_no_respelling_is_told),
        cmocka_unit_test(a_leaflet_has_only_so_many_terms),
        cmocka_unit_test(nothing_that_is_written_is_markup),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
