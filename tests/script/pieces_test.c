#include "fixture.h"

#include "script/pieces.h"

#include <stdlib.h>
#include <string.h>

/* The pieces of a text with "|" between glued ones, " " where white space stands, "‖" behind a wall. */
static char *cut(const char *markdown)
{
    struct voice *voice = fixture_voice("en-GB");
    struct document *document = fixture_document(markdown);
    struct script *script = fixture_script(voice, document);
    struct utterance utterance = {0};
    struct error error = {0};
    size_t last = script_count(script) - 1;
    assert_int_equal(script_utterance(script, document, last, &utterance, &error), STATUS_OK);
    struct composer composer = {0};
    composer_begin(&composer, document, &utterance);
    const struct place *place = script_place(script, last);
    composer_range(&composer, &document->blocks[place->block], place->text_start, place->text_end, false);
    composer_end(&composer);
    struct pieces pieces = {0};
    assert_true(pieces_cut(&pieces, &utterance, composer.tokens));
    struct buffer text = {0};
    for (size_t i = 0; i < pieces.count; i++) {
        const struct piece *piece = &pieces.items[i];
        static const char *const gaps[] = {[GAP_NONE] = "|", [GAP_SPACE] = " ", [GAP_WALL] = "‖"};
        buffer_append_text(&text, gaps[piece->before]);
        buffer_append(&text, utterance.shown.data + piece->start, piece->end - piece->start);
        const struct word *word = &utterance.words[piece->word];
        assert_true(piece->start >= word->shown_start && piece->end <= word->shown_end);
    }
    pieces_done(&pieces);
    composer_done(&composer);
    utterance_done(&utterance);
    script_free(script);
    document_free(document);
    voice_free(voice);
    return buffer_take(&text);
}

static void test_cut(void **state)
{
    (void)state;
    static const struct {
        const char *markdown, *pieces;
    } examples[] = {
        {"500mg (2–3 times)", "‖500|mg (|2|–|3 times|)"},
        {"1½ 5m² don’t", "‖1|½ 5|m|² don|’|t"},
        {"n\xC3\xA9"
         "e\xCC\x81 ١٢٫٥",
         "‖n\xC3\xA9"
         "e\xCC\x81 ١٢|٫|٥"},
        {"one <i lang=\"pl\">raz 2</i> two", "‖one‖raz 2‖two"},
        {"ab&#8203;c ❤️!", "‖abc ❤\xEF\xB8\x8F|!"},
        {"背部疼痛", "‖背部 疼痛"},
        {"服药，每次2片。", "‖服药|， 每次 2 片|。"},
        {"9：30（饭后）", "‖9|：|30|（ 饭 后|）"},
        {"医生／护士", "‖医生|／|护士"},
    };
    for (size_t i = 0; i < sizeof examples / sizeof examples[0]; i++) {
        char *pieces = cut(examples[i].markdown);
        assert_string_equal(pieces, examples[i].pieces);
        free(pieces);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_cut)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
