#include "fixture.h"

#include "script/spelling.h"

#include <stdlib.h>
#include <string.h>

static int set_up(void **state)
{
    *state = fixture_voice("en-GB");
    return 0;
}

static int tear_down(void **state)
{
    voice_free(*state);
    return 0;
}

struct example {
    const char *markdown, *shown, *spoken; /* spoken NULL: as shown */
};

static void check(const struct voice *voice, const struct example *example)
{
    assert_string_equal(fixture_shown(voice, example->markdown), example->shown);
    assert_string_equal(fixture_spoken(voice, example->markdown), example->spoken ? example->spoken : example->shown);
}

static void check_examples(void **state, const struct example *examples, size_t count)
{
    for (size_t i = 0; i < count; i++) check(*state, &examples[i]);
}

static void test_blocks(void **state)
{
    static const struct example examples[] = {
        {"# A heading. Two\n\nOne.  Two\nlines.\n", "[A heading. Two][One.][Two lines.]", NULL},
        {"Some *stress* and **more** `code`.", "[Some stress and more code.]", NULL},
        {"- one. two\n- Three. Four\n", "[one. two][Three.][Four]", NULL},
        {"3. Walk\n4. Rest. Sleep\n", "[3. Walk][4. Rest.][Sleep]", "[3: Walk][4: Rest.][Sleep]"},
        {"1. 2. deep\n", "[1.][2. deep]", "[1:][2: deep]"},
        {"3. a\n4.\n\nb\n", "[3. a][4.][b]", "[3: a][4:][b]"}, /* a number by itself is visible too */
        {"- a\n  - b\n    - c\n", "[a][b][c]", NULL},
        {"> Quoted. Twice.\n", "[Quoted.][Twice.]", NULL},
        {"```\nfirst line\n\nsecond (2)\n```\n", "[first line][second (2)]", "[first line][second, 2]"},
        {"- [x] Walked\n- [ ] Swum\n", "[Done: Walked][To do: Swum]", NULL},
        {"![a spine](s.png)", "[Picture: a spine]", NULL},
        {"![One bone. Two bones.](s.png)", "[Picture: One bone.][Two bones.]", NULL},
        {"See ![a spine](s.png) now.", "[See, Picture: a spine, now.]", NULL},
        {"See ![a spine](s.png).", "[See, Picture: a spine.]", NULL},
        {"Ro&shy;bert a&#8203;b &amp; c", "[Robert ab & c]", "[Robert ab and c]"},
        {"12 High Street  \nRugby", "[12 High Street][Rugby]", NULL},
        {"***\n\nText\n\n---\n", "[Text]", NULL},
    };
    check_examples(state, examples, sizeof examples / sizeof examples[0]);
}

static void test_tables(void **state)
{
    static const struct example examples[] = {
        {"| Dose | How often: |\n|-|-|\n| 500 mg | twice a day |\n| 1 g | |\n",
         "[Dose, How often:][Dose: 500 mg. How often: twice a day][Dose: 1 g]", NULL},
        {"| | |\n|-|-|\n| Department: | Physiotherapy |\n| Review | 2029 |\n",
         "[Department: Physiotherapy][Review: 2029]", NULL},
        {"| | | |\n|-|-|-|\n| a | b | c |\n", "[a, b, c]", NULL},
        {"| A | |\n|-|-|\n| x | y |\n", "[A][A: x, y]", NULL},
        {"| A | B |\n|-|-|\n| - | – |\n| x. | y |\n", "[A, B][A: x. B: y]", NULL},
    };
    check_examples(state, examples, sizeof examples / sizeof examples[0]);
}

static void test_signs(void **state)
{
    static const struct example examples[] = {
        {"the drug (paracetamol) helps", "[the drug (paracetamol) helps]", "[the drug, para-seetamol, helps]"},
        {"“Quoted” ‘text’ don’t \"stop\"", "[“Quoted” ‘text’ don’t \"stop\"]", "[Quoted text don't stop]"},
        {"pain – it hurts — so - stop", "[pain – it hurts — so - stop]", "[pain, it hurts, so, stop]"},
        {"A&E", "[A&E]", "[A and E]"},
        {"50% or £5.50, 20 °C", "[50% or £5.50, 20 °C]", "[50 per cent or 5.50 pounds, 20 degrees C]"},
        {"take .5 mg or 1·5 mg", "[take .5 mg or 1·5 mg]", "[take 0.5 mg or 1.5 mg]"},
        {"tablet(s) daily", "[tablet(s) daily]", "[tablets daily]"},
        {"(see below).", "[(see below).]", "[see below.]"},
        {"wait... then go", "[wait... then go]", "[wait. then go]"},
        {"him/her first\\_name\\* 2 \\* 3", "[him/her first_name* 2 * 3]", "[him slash her first name 2 3]"},
        {"x < 5 > 3 = y + z", "[x < 5 > 3 = y + z]", "[x less than 5 more than 3 equals y plus z]"},
        {"at -5 and −5", "[at -5 and −5]", "[at minus 5 and minus 5]"},
        {"۱۲۳ odd sharp", "[۱۲۳ odd sharp]", "[123 odd a b c]"},
    };
    check_examples(state, examples, sizeof examples / sizeof examples[0]);
}

/* The engine reads another word where a letter and its mark are two characters, and Persian without its U+200C. */
static void test_letters_with_marks(void **state)
{
    static const struct example examples[] = {
        {"fu\u0308r Cafe\u0301s", "[fu\u0308r Cafe\u0301s]", "[für Cafés]"},
        {"a\u0308\u0304 Vie\u0323\u0302t q\u0308", "[a\u0308\u0304 Vie\u0323\u0302t q\u0308]",
         "[\u01DF Vi\u1EC7t q\u0308]"},
        {"\u09AA\u09A1\u09BC\u09BE \u09A6\u09C3\u09A2\u09BC \u09B9\u09AF\u09BC",
         "[\u09AA\u09A1\u09BC\u09BE \u09A6\u09C3\u09A2\u09BC \u09B9\u09AF\u09BC]",
         "[\u09AA\u09DC\u09BE \u09A6\u09C3\u09DD \u09B9\u09AF\u09BC]"},
        {"\u09AA\u09BE\u09AF\u09BC\u09C7 \u09B9\u09DF \u09A4\u09C0\u09AF\u09BC",
         "[\u09AA\u09BE\u09AF\u09BC\u09C7 \u09B9\u09DF \u09A4\u09C0\u09AF\u09BC]",
         "[\u09AA\u09BE\u09DF\u09C7 \u09B9\u09AF\u09BC \u09A4\u09C0\u09DF]"},
        {"*u*\u0308b \u0308 a", "[u\u0308b \u0308 a]", "[üb a]"},
        {"\u0645\u06CC\u200C\u0634\u0648\u062F auf\u200Clage", "[\u0645\u06CC\u200C\u0634\u0648\u062F auf\u200Clage]",
         "[\u0645\u06CC\u200C\u0634\u0648\u062F auflage]"},
    };
    check_examples(state, examples, sizeof examples / sizeof examples[0]);
}

static void test_phones(void **state)
{
    static const struct example examples[] = {
        {"call 01788 663257 today", "[call 01788 663257 today]", "[call 0 1 7 8 8, 6 6 3 2 5 7 today]"},
        {"024 7696 6013.", "[024 7696 6013.]", "[0 2 4, 7 6 9 6, 6 0 1 3.]"},
        {"(024) 7696 6013", "[(024) 7696 6013]", "[0 2 4, 7 6 9 6, 6 0 1 3]"},
        {"+44 (0)1788 663257", "[+44 (0)1788 663257]", "[plus 4 4, 0, 1 7 8 8, 6 6 3 2 5 7]"},
        {"0800 1111 24 hours a day", "[0800 1111 24 hours a day]", "[0 8 0 0, 1 1 1 1 24 hours a day]"},
        {"01788663257", "[01788663257]", "[0 1 7 8 8, 6 6 3, 2 5 7]"},
        {"01788-663257, or 0800 22 33 44", "[01788-663257, or 0800 22 33 44]",
         "[0 1 7 8 8, 6 6 3 2 5 7, or 0 8 0 0, 2 2, 3 3, 4 4]"},
        {"Contact: 7696 6013", "[Contact: 7696 6013]", "[Contact: 7 6 9 6, 6 0 1 3]"},
        {"[7696 6013](tel:+442476966013)", "[7696 6013]", "[7 6 9 6, 6 0 1 3]"},
        {"on 01.02.2024 at 09.30-17.00", "[on 01.02.2024 at 09.30-17.00]", NULL},
        {"0 1 2 3 4 5 6 7", "[0 1 2 3 4 5 6 7]", NULL},
        {"0930-1700 and 1000000 in 2026", "[0930-1700 and 1000000 in 2026]", NULL},
    };
    check_examples(state, examples, sizeof examples / sizeof examples[0]);
}

static void test_addresses(void **state)
{
    static const struct example examples[] = {
        {"www.uhcw.nhs.uk/feedback", "[www.uhcw.nhs.uk/feedback]",
         "[double-you double-you double-you, dot you aitch see double-you, dot en aitch ess, dot you kay, slash "
         "feedback]"},
        {"(https://nhs.uk/back-pain/).", "[(https://nhs.uk/back-pain/).]",
         "[en aitch ess, dot you kay, slash back, dash pain.]"},
        {"ask first\\_last2@example.org, now", "[ask first_last2@example.org, now]",
         "[ask first, underscore last 2, at example, dot org, now]"},
        {"pain.It hurts, e.g. 9.30am HIC/LFT", "[pain.It hurts, e.g. 9.30am HIC/LFT]",
         "[pain.It hurts, e.g. 9.30am HIC slash LFT]"},
    };
    check_examples(state, examples, sizeof examples / sizeof examples[0]);
}

/* What a person says as a word and what letter by letter. */
static void test_words_of_addresses(void **state)
{
    (void)state;
    static const char *const words[] = {"feedback", "patient", "leaflets", "physiotherapy", "back",
                                        "pain",     "health",  "night",    "com",           "org",
                                        "schools",  "wales",   "strength"};
    static const char *const initials[] = {"nhs", "uk", "uhcw", "uclh", "nnuh", "gstt", "swbh", "rjbx", "bmj", "ouh"};
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
        if (!is_word_of_address(words[i], strlen(words[i]), false)) fail_msg("%s is no word", words[i]);
    for (size_t i = 0; i < sizeof initials / sizeof initials[0]; i++)
        if (is_word_of_address(initials[i], strlen(initials[i]), false)) fail_msg("%s is a word", initials[i]);
    assert_true(is_word_of_address("and", 3, true));
    assert_false(is_word_of_address("and", 3, false));
    assert_false(is_word_of_address("uhbx", 4, true));
}

/* Nothing of a leaflet can reach the engine as a command. */
static void test_hostile(void **state)
{
    static const char *const texts[] = {
        "\\<voice name=x\\>hi\\</voice\\>",
        "&lt;break/&gt; &amp;lt;",
        "[[h@loU]] \\[\\[x\\]\\]",
        "`<speak>[[h@loU]]&lt;</speak>`",
        "a\x01"
        "50s b\x7f c\x1b[31m",
        "\xC2\x9B"
        "31m csi",
        "\xE2\x80\xAE"
        "rtl\xE2\x80\xAC x",
        "{{a}} | b ^ c ~ d \\\\ e",
        "www.x.org/<b>&[[a]]\\",
        "``` \n<a>&[[b]]\n```",
        "&#1; &#27;[0m x &#x202e; y",
        "01788 663257<b>[[",
    };
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) fixture_spoken(*state, texts[i]);
}

static void contacts_of(const struct voice *voice, const char *markdown, struct utterance *utterance)
{
    struct document *document = fixture_document(markdown);
    struct script *script = fixture_script(voice, document);
    struct error error = {0};
    assert_int_equal(script_utterance(script, document, 0, utterance, &error), STATUS_OK);
    assert_int_equal(script_place(script, 0)->has_contact, utterance->contact_count > 0);
    script_free(script);
    document_free(document);
}

static void test_contacts(void **state)
{
    struct utterance utterance = {0};
    contacts_of(*state, "See [our site](http://x.org), [a b](mailto:c@d.org), 01788 663257 or nhs.uk or [x](#y)",
                &utterance);
    assert_int_equal(utterance.contact_count, 4);
    static const struct contact wanted[] = {
        {CONTACT_WEB, 1, 2}, {CONTACT_EMAIL, 3, 2}, {CONTACT_PHONE, 5, 2}, {CONTACT_WEB, 8, 1}};
    for (size_t i = 0; i < 4; i++) {
        assert_int_equal(utterance.contacts[i].kind, wanted[i].kind);
        assert_int_equal(utterance.contacts[i].first_word, wanted[i].first_word);
        assert_int_equal(utterance.contacts[i].word_count, wanted[i].word_count);
    }
    contacts_of(*state, "[Ring 01788 663257 now](tel:01788663257)", &utterance);
    assert_int_equal(utterance.contact_count, 1);
    assert_int_equal(utterance.contacts[0].first_word, 1);
    contacts_of(*state, "Nothing here for 5 days", &utterance);
    assert_int_equal(utterance.contact_count, 0);
    utterance_done(&utterance);
}

/* What `aloud script --explain` tells: all that is not said as it stands, and only that. */
static void test_notes(void **state)
{
    struct document *document = fixture_document("“Ring” (024) 7696 6013 & NHSx, now.");
    struct script *script = fixture_script(*state, document);
    struct utterance utterance = {0};
    struct error error = {0};
    assert_int_equal(script_utterance(script, document, 0, &utterance, &error), STATUS_OK);
    static const struct {
        const char *recogniser, *shown;
    } wanted[] = {{"phone", "(024) 7696 6013"}, {"sign", "&"}, {"lexicon", "NHSx"}};
    assert_int_equal(utterance.note_count, 3);
    for (size_t i = 0; i < 3; i++) {
        const struct spoken_note *note = &utterance.notes[i];
        assert_string_equal(note->recogniser, wanted[i].recogniser);
        assert_int_equal(note->shown_end - note->shown_start, strlen(wanted[i].shown));
        assert_memory_equal(utterance.shown.data + note->shown_start, wanted[i].shown, strlen(wanted[i].shown));
        assert_false(note->ambiguous);
    }
    assert_memory_equal(utterance.spoken.data + utterance.notes[1].spoken_start, " and", 4);
    utterance_done(&utterance);
    script_free(script);
    document_free(document);
}

static void test_languages(void **state)
{
    struct document *document =
        fixture_document("Say <span lang=\"pl\">dzień dobry</span> to <b lang=\"en-GB\">us</b>.");
    struct script *script = fixture_script(*state, document);
    struct utterance utterance = {0};
    struct error error = {0};
    assert_int_equal(script_utterance(script, document, 0, &utterance, &error), STATUS_OK);
    assert_string_equal(buffer_text(&utterance.spoken), "Say dzień dobry to us.");
    assert_int_equal(utterance.change_count, 2);
    assert_string_equal(utterance.changes[0].language, "pl");
    assert_int_equal(utterance.changes[0].spoken_start, 4);
    assert_string_equal(utterance.changes[1].language, "en-GB");
    assert_int_equal(utterance.changes[1].spoken_start, 17);
    utterance_done(&utterance);
    script_free(script);
    document_free(document);
}

static void test_word_map(void **state)
{
    static const char source[] = "A **bo**ld &amp; word,\n1788";
    struct document *document = fixture_document(source);
    struct script *script = fixture_script(*state, document);
    struct utterance utterance = {0};
    struct error error = {0};
    assert_int_equal(script_utterance(script, document, 0, &utterance, &error), STATUS_OK);
    static const char *const sources[] = {"A", "bo**ld", "&amp;", "word,", "1788"};
    assert_int_equal(utterance.word_count, 5);
    for (size_t i = 0; i < 5; i++) {
        const struct word *word = &utterance.words[i];
        assert_int_equal(word->source.end - word->source.start, strlen(sources[i]));
        assert_memory_equal(source + word->source.start, sources[i], strlen(sources[i]));
    }
    assert_string_equal(buffer_text(&utterance.spoken), "A bold and word, 1788");
    utterance_done(&utterance);
    script_free(script);
    document_free(document);
}

/* Each item's number has the source where it stands. */
static void test_markers(void **state)
{
    static const char source[] = "Intro\n\n7. One\n8.\n   Two\n\n> 9) 10. Three\n";
    struct document *document = fixture_document(source);
    struct script *script = fixture_script(*state, document);
    struct utterance utterance = {0};
    struct error error = {0};
    static const char *const numbers[] = {"7.", "8.", "9)", "10."};
    for (size_t i = 0; i < 4; i++) {
        assert_int_equal(script_utterance(script, document, i + 1, &utterance, &error), STATUS_OK);
        const struct word *word = &utterance.words[0];
        assert_true(word->marker);
        const char *found = strstr(source, numbers[i]);
        assert_true(source + word->source.start <= found);
        assert_true(source + word->source.end >= found + strlen(numbers[i]));
        assert_null(memchr(source + word->source.start, 'n', word->source.end - word->source.start));
        if (utterance.word_count > 1) assert_true(utterance.words[1].source.start >= word->source.end);
    }
    utterance_done(&utterance);
    script_free(script);
    document_free(document);
}

/* Thai and Chinese have no spaces between words. */
static void test_unspaced(void **state)
{
    struct document *document = fixture_document("ปวดหลัง 背部疼痛。");
    struct script *script = fixture_script(*state, document);
    struct utterance utterance = {0};
    struct error error = {0};
    assert_int_equal(script_utterance(script, document, 0, &utterance, &error), STATUS_OK);
    assert_string_equal(buffer_text(&utterance.shown), "ปวดหลัง 背部疼痛。");
    assert_int_equal(utterance.word_count, 4); /* ปวด, หลัง, 背部, 疼痛。 */
    assert_string_equal(buffer_text(&utterance.spoken), "ปวดหลัง 背部疼痛。");
    fixture_check_words(*state, document, script);
    utterance_done(&utterance);
    script_free(script);
    document_free(document);
}

/* By the words of the spelling alphabet, where it has the letter; each letter keeps its place on the screen. */
static void test_spelling_alphabet(void **state)
{
    static const struct {
        const char *language, *text, *spoken;
    } examples[] = {
        {"en-GB", "Ab1 @", "capital Alfa, Bravo, 1, space, at"},
        {"fr", "Né à", "Nicolas majuscule, Émile, espace, a accent grave"},
        {"de", "Straße Ü", "großes Samuel, Theodor, Richard, Anton, Eszett, Emil, Leerzeichen, großes Übermut"},
        {"tr", "Iİı", "büyük Isparta, büyük İzmir, Isparta"},
        {"ar", "دم", NULL},
    };
    (void)state;
    for (size_t i = 0; i < sizeof examples / sizeof examples[0]; i++) {
        struct voice *voice = NULL;
        struct script *script = NULL;
        struct error error = {0};
        struct utterance utterance = {0}, names = {0};
        const char *text = examples[i].text;
        assert_int_equal(voice_load(ALOUD_SOURCE "/voices", examples[i].language, &voice, &error), STATUS_OK);
        assert_int_equal(script_new(voice, &script, &error), STATUS_OK);
        assert_int_equal(utterance_spell(script, text, strlen(text), SPELLING_ALPHABET, &utterance, &error), STATUS_OK);
        assert_int_equal(utterance_spell(script, text, strlen(text), SPELLING_NAMES, &names, &error), STATUS_OK);
        const char *wanted = examples[i].spoken ? examples[i].spoken : buffer_text(&names.spoken);
        assert_string_equal(buffer_text(&utterance.spoken), wanted);
        assert_string_equal(buffer_text(&utterance.shown), text);
        assert_int_equal(utterance.word_count, names.word_count);
        for (size_t k = 0; k < utterance.word_count; k++) {
            assert_int_equal(utterance.words[k].shown_start, names.words[k].shown_start);
            assert_true(utterance.words[k].spoken_start < utterance.words[k].spoken_end);
        }
        utterance_done(&utterance);
        utterance_done(&names);
        script_free(script);
        voice_free(voice);
    }
}

static void test_message_and_spelling(void **state)
{
    struct voice *voice = *state;
    struct script *script = NULL;
    struct error error = {0};
    struct utterance utterance = {0};
    assert_int_equal(script_new(voice, &script, &error), STATUS_OK);
    assert_int_equal(utterance_from_message(script, "Ring 01788 663257 & <wait>", &utterance, &error), STATUS_OK);
    assert_string_equal(buffer_text(&utterance.spoken), "Ring 0 1 7 8 8, 6 6 3 2 5 7 and less than wait more than");
    assert_int_equal(utterance.pause_after_ms, 200);
    static const char text[] = "Ab1  @\xE2\x98\x83"
                               "e\xCC\x81 q";
    assert_int_equal(utterance_spell(script, text, strlen(text), SPELLING_NAMES, &utterance, &error), STATUS_OK);
    assert_string_equal(buffer_text(&utterance.spoken), "capital ay, bee, 1, space, at, unknown U+2603, é, space, q");
    assert_int_equal(utterance.word_count, 9);
    assert_string_equal(buffer_text(&utterance.shown), "Ab1 @\xE2\x98\x83"
                                                       "e\xCC\x81 q");
    assert_int_equal(utterance_spell(script, "\xFF\x01", 2, SPELLING_NAMES, &utterance, &error), STATUS_OK);
    assert_int_equal(utterance_from_message(script, "", &utterance, &error), STATUS_OK);
    assert_int_equal(utterance.word_count, 0);
    utterance_done(&utterance);
    script_free(script);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_blocks, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_tables, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_signs, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_letters_with_marks, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_phones, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_addresses, set_up, tear_down),
        cmocka_unit_test(test_words_of_addresses),
        cmocka_unit_test_setup_teardown(test_hostile, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_contacts, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_notes, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_languages, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_word_map, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_markers, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_unspaced, set_up, tear_down),
        cmocka_unit_test(test_spelling_alphabet),
        cmocka_unit_test_setup_teardown(test_message_and_spelling, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
