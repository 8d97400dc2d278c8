/* Phonemes beside the text: what the engine is handed, what is heard, where the words are; and that text never is any. */
#include "cmocka_all.h"

#include "base/array.h"
#include "speech/engine.h"
#include "speech/worker/engine_text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct pronunciation pronounce(const char *text, const char *word, const char *phonemes)
{
    const char *at = strstr(text, word);
    assert_non_null(at);
    struct pronunciation made = {.start = (uint32_t)(at - text),
                                 .end = (uint32_t)(at - text + (ptrdiff_t)strlen(word))};
    snprintf(made.phonemes, sizeof made.phonemes, "%s", phonemes);
    return made;
}

static struct clip *speak(const char *program, const char *text, const struct pronunciation *pronunciations,
                          size_t count)
{
    struct engine *engine = NULL;
    struct clip *clip = NULL;
    struct error error = {0};
    const struct speech_part part = {.text = text, .length = strlen(text), .engine_language = "en-gb", .variant = ""};
    const struct speech speech = {.parts = &part,
                                  .part_count = 1,
                                  .pronunciations = pronunciations,
                                  .pronunciation_count = count,
                                  .settings = {.rate_wpm = 165, .pitch = 50, .pitch_range = 50, .volume = 100}};
    assert_int_equal(engine_start(program, &engine, &error), STATUS_OK);
    assert_int_equal(engine_speak(engine, &speech, &clip, &error), STATUS_OK);
    engine_free(engine);
    return clip;
}

static struct clip *say(const char *text, const struct pronunciation *pronunciations, size_t count)
{
    return speak(ALOUD_BINARY "/aloud-engine", text, pronunciations, count);
}

static bool sounds_same(const struct clip *a, const struct clip *b)
{
    return a->frame_count == b->frame_count && memcmp(a->frames, b->frames, a->frame_count * sizeof *a->frames) == 0;
}

/* "tea" in place of "coffee" sounds as "tea" does. */
static void phonemes_are_heard_in_place_of_the_word(void **state)
{
    (void)state;
    static const char text[] = "Drink coffee now.";
    struct pronunciation tea = pronounce(text, "coffee", "t'i:");
    struct clip *said = say(text, &tea, 1), *as_written = say(text, NULL, 0), *wanted = say("Drink tea now.", NULL, 0);
    assert_true(sounds_same(said, wanted));
    assert_false(sounds_same(said, as_written));
    clip_release(said);
    clip_release(as_written);
    clip_release(wanted);
}

static void words_are_marked_where_they_are_shown(void **state)
{
    (void)state;
    static const char text[] = "Prenez l’été: omeprazole, then omeprazole now.";
    struct pronunciation both[2] = {pronounce(text, "omeprazole", "oUm'Epr@zoUl")};
    both[1] = pronounce(text, "omeprazole now", "oUm'Epr@zoUl");
    both[1].end = both[1].start + (uint32_t)strlen("omeprazole");
    struct clip *said = say(text, both, 2), *plain = say(text, NULL, 0);
    assert_int_equal(said->mark_count, plain->mark_count);
    for (size_t i = 0; i < said->mark_count; i++) {
        assert_int_equal(said->marks[i].spoken_offset, plain->marks[i].spoken_offset);
        assert_true(i == 0 || said->marks[i].frame > said->marks[i - 1].frame);
    }
    assert_int_equal(said->gap_count, 0);
    clip_release(said);
    clip_release(plain);
}

static void what_kills_the_engine_is_said_as_written(void **state)
{
    (void)state;
    static const char text[] = "one two three";
    struct pronunciation deadly = pronounce(text, "two", "kill");
    struct clip *said = speak(KNOWN_ENGINE, text, &deadly, 1);
    assert_int_equal(said->gap_count, 0);
    assert_int_equal(said->mark_count, 3);
    assert_int_equal(said->marks[1].spoken_offset, 4);
    clip_release(said);
}

static const char *engine_text(const char *text, const struct pronunciation *pronunciations, size_t count)
{
    static struct engine_text made;
    engine_text_make(&made, text, pronunciations, count);
    assert_int_equal(made.length, strlen(made.bytes));
    assert_int_equal(made.phonemes, strstr(made.bytes, "[[") && count > 0);
    for (size_t i = 1; i < made.length; i++) assert_true(made.origins[i] >= made.origins[i - 1]);
    return made.bytes;
}

static void the_engine_is_handed_phonemes_from_pronunciations_only(void **state)
{
    (void)state;
    static const char hostile[] = "[[h@l'oU]] tea [[[ x ]] & <b>";
    struct pronunciation tea = pronounce(hostile, "tea", "t'i:");
    assert_string_equal(engine_text(hostile, NULL, 0), hostile); /* read as text */
    assert_string_equal(engine_text(hostile, &tea, 1), "  h@l'oU]] [[t'i:]]     x ]] & <b>");
    static const char *const unsafe[] = {"",    "'",   "a]]b", "[[a",      "a_^_fr", "a b",
                                         "a<b", "a&b", "a\\b", "\xC3\xA9", "a\x01"};
    for (size_t i = 0; i < ARRAY_COUNT(unsafe); i++) {
        struct pronunciation bad = pronounce(hostile, "tea", unsafe[i]);
        assert_null(strstr(engine_text(hostile, &bad, 1), "[["));
    }
    struct pronunciation endless = tea;
    memset(endless.phonemes, 'a', sizeof endless.phonemes);
    assert_null(strstr(engine_text(hostile, &endless, 1), "[["));
    struct pronunciation outside = tea;
    outside.end = 1000;
    assert_null(strstr(engine_text(hostile, &outside, 1), "[["));
    struct pronunciation overlapping[2] = {tea, tea};
    overlapping[1].start++;
    assert_string_equal(engine_text("tea tea",
                                    (struct pronunciation[]){{.start = 0, .end = 3, .phonemes = "a"},
                                                             {.start = 2, .end = 5, .phonemes = "b"}},
                                    2),
                        "[[a]] tea");
}

/* The engine would cut so long a clause, perhaps amid the phonemes, and read the rest of them as a word. */
static void a_clause_without_end_is_said_as_written(void **state)
{
    (void)state;
    char text[2000] = "";
    for (size_t i = 0; i < 150; i++) strcat(text, "verylong ");
    strcat(text, "tea, tea");
    struct pronunciation first = pronounce(text, "tea", "t'i:");
    struct pronunciation both[2] = {first, first};
    both[1].start += 5;
    both[1].end += 5;
    const char *given = engine_text(text, both, 2);
    assert_non_null(strstr(given, " tea, [[t'i:]]"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(phonemes_are_heard_in_place_of_the_word),
        cmocka_unit_test(words_are_marked_where_they_are_shown),
        cmocka_unit_test(what_kills_the_engine_is_said_as_written),
        cmocka_unit_test(the_engine_is_handed_phonemes_from_pronunciations_only),
        cmocka_unit_test(a_clause_without_end_is_said_as_written),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
