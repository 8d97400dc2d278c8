#include "fixture.h"

/* What is marked with another language is said in its words: a dose in English within a Polish leaflet. */
static const struct {
    const char *language, *markdown, *spoken;
} examples[] = {
    {"pl", "Przyjmij 2 tabletki. <span lang=\"en\">Take 2 tablets at 8am.</span>",
     "[Przyjmij dwie tabletki.][Take two tablets at eight eigh em.]"},
    {"pl", "<span lang=\"en-GB\">Take 2 tablets</span> (2 tabletki)", "[Take two tablets, dwie tabletki]"},
    {"en-GB", "Take 2. <span lang=\"fr\">Prenez 2 comprimés le 3 mars</span>",
     "[Take two.][Prenez deux comprimés le trois mars]"},
    {"en-GB", "It is <span lang=\"fr\">3</span> 3.", "[It is trois three.]"}, /* no "3 3" and no three for trois */
    {"en-GB", "Call <span lang=\"pl\">024 7696 6013</span>",
     "[Call zero dwa cztery, siedem sześć dziewięć sześć, sześć zero jeden trzy]"},
    {"en-GB", "<span lang=\"en-US\">2 tablets</span>", "[two tablets]"}, /* its own language */
    {"en-GB", "<span lang=\"eo\">2 kaj</span>", "[two kaj]"}, /* no voice file: the host's words have to do */
};

static void are_heard_in_their_own_words(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof examples / sizeof examples[0]; i++) {
        struct voice *voice = NULL;
        assert_int_equal(voice_load(ALOUD_SOURCE "/voices", examples[i].language, &voice, NULL), STATUS_OK);
        assert_string_equal(fixture_spoken(voice, examples[i].markdown), examples[i].spoken);
        voice_free(voice);
    }
}

/* Each by its own engine voice, and back. */
static void are_spoken_by_their_own_voice(void **state)
{
    (void)state;
    struct voice *voice = NULL;
    assert_int_equal(voice_load(ALOUD_SOURCE "/voices", "pl", &voice, NULL), STATUS_OK);
    struct document *document = fixture_document("Potem <span lang=\"en\">2 tablets</span> i 2 tabletki");
    struct script *script = fixture_script(voice, document);
    struct utterance utterance = {0};
    assert_int_equal(script_utterance(script, document, 0, &utterance, NULL), STATUS_OK);
    assert_string_equal(utterance.spoken.data, "Potem two tablets i dwie tabletki");
    assert_int_equal(utterance.change_count, 2);
    assert_string_equal(utterance.changes[0].language, "en");
    assert_memory_equal(utterance.spoken.data + utterance.changes[0].spoken_start, "two", 3);
    assert_string_equal(utterance.changes[1].language, "pl");
    utterance_done(&utterance);
    script_free(script);
    document_free(document);
    voice_free(voice);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(are_heard_in_their_own_words),
                                       cmocka_unit_test(are_spoken_by_their_own_voice)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
