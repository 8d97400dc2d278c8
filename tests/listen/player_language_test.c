/* The leaflet's other languages: reading on in one, a sentence in one, two in turn. */
#include "player_fixture.h"

#include "cmocka_all.h"

#define SWITCHED READING "word:3 language switched:4 "

static void the_reading_goes_on_in_the_next_language(void **state)
{
    (void)state;
    CHECK(
        FIXTURE_WHOLE, {READING "word:3 | language", "stop; switch 0"},
        {READING "language | switched:4", "version 1; print (used); play 1:4"},
        {READING "language | named:4", "version 1; (used)"}, {READING "language named:4 | said", "play 1:4"},
        {SWITCHED "| heard", "play 1:5"}, {SWITCHED "word:7 | where said", "WHERE(2,3,heading 2,2,6,time); play 1:4+7"},
        {SWITCHED "| language switched:0", "stop; switch 4; version 0; print (used); play 0"},
        {SWITCHED "| faster", "settings 132/50/100/0; RATE(132)"}, /* the other voice's rate was 120 */
        {READING "bookmark language switched:4 | bookmarks", "BOOKMARK_AT(1,1)"},
        {SWITCHED "bookmarks | said", "play 1:2"}, {READING "| language no-language", "stop; switch 0; LANGUAGE_NONE"},
        {READING "word:3 language no-language | said", "play 0+3"});
}

static void the_language_can_change_in_any_mode(void **state)
{
    (void)state;
    CHECK(FIXTURE_WHOLE, {PAUSED "language switched:4 | heard", ""},
          {PAUSED "language switched:4 heard | pause", "print GOING_ON; play 1:4"},
          {ENDED "| language", "stop; switch 13"}, {ENDED "language switched:13 | heard", "END_OF_LEAFLET"},
          {"start | language", "LOADING(0)"},
          {"start loaded | language switched:0", "stop; switch 0; version 1; print (used); play 1:0"},
          {"start loaded:5 said | language", "stop; switch 5"},
          {READING "slowly said word:5 language switched:4 | heard", "play 1:5"},
          {READING "contacts contact:10.0 language switched:11 | pause", "print GOING_ON"},
          {READING "help | language", "HELP(41); HELP_ENTRY(keys pause,help pause)"},
          {READING "language | lost", "stop; print DEVICE_LOST"},
          {READING "language lost | switched:4", "version 1; print (used)"},
          {READING "language lost switched:4 | back said", "DEVICE_BACK; play 1:4"},
          {"start-quiet loaded said said language | named:4", "version 1; (used)"});
}

static void a_sentence_is_compared_and_the_reading_returns(void **state)
{
    (void)state;
    CHECK(FIXTURE_WHOLE, {READING "word:3 | translation", "stop; compare 0"},
          {READING "word:3 translation | compared:4-5", "play 1:4"},
          {READING "word:3 translation compared:4-5 | heard", "play 0+3"},
          {READING "word:3 translation compared:4-6 word:9 | heard", "play 1:5"},
          {READING "word:3 translation compared:4-6 heard | heard", "play 0+3"},
          {READING "word:3 translation compared:4-5 word:9 | faster said",
           "settings 187/50/100/0; RATE(187); play 1:4+9"},
          {READING "word:3 translation compared:4-5 word:9 pause said | pause", "print GOING_ON; play 1:4+9"},
          {READING "word:3 translation compared:4-5 word:9 pause said pause | heard", "play 0+3"},
          {READING "word:3 translation compared:4-5 | translation compared:4-5 heard",
           "stop; compare 0; play 1:4; play 0+3"},
          {READING "translation compared:4-5 gap:2-5 | heard said", "GAP(1:4:2-5); play 0"},
          {READING "translation compared:4-5 | next-sentence heard", "play 1; play 2"},
          {READING "translation compared:4-5 | repeat heard", "play 0; play 1"},
          {READING "translation compared:4-5 word:9 | language", "stop; switch 0"},
          {READING "translation compared:4-5 language switched:4 | heard", "play 1:5"},
          {READING "slowly said word:2 translation compared:4-5 | heard", "play 0+2 slow"},
          {PAUSED "| translation compared:4-5 heard", "stop; compare 0; play 1:4"},
          {ENDED "translation compared:4-5 | heard", ""},
          {ENDED "translation compared:4-5 heard | pause", "END_OF_LEAFLET"},
          {READING "translation compared:4-5 word:9 | lost back said",
           "stop; print DEVICE_LOST; DEVICE_BACK; play 1:4+9"},
          {READING "word:3 translation no-language | said", "play 0+3"}, {"start | translation", "LOADING(0)"});
}

#define BILINGUAL "start-bilingual loaded said said "

static void two_languages_are_heard_in_turn(void **state)
{
    (void)state;
    CHECK(FIXTURE_WHOLE, {BILINGUAL "| heard", "stop; in-turn 0"}, {BILINGUAL "heard | in-turn:0-1", "play 1:0"},
          {BILINGUAL "heard in-turn:0-1 | heard", "play 1"},
          {BILINGUAL "heard in-turn:0-2 | heard heard", "play 1:1; play 1"},
          {BILINGUAL "heard | nothing-in-turn", "play 1"},
          {BILINGUAL "heard in-turn:0-1 word:4 pause said | pause", "print GOING_ON; play 1:0+4"},
          {BILINGUAL "heard in-turn:0-1 word:4 | where said", "WHERE(1,3,heading 1,1,3,time); play 1:0+4"},
          {BILINGUAL "heard in-turn:0-1 | next-sentence", "play 1"},
          {BILINGUAL "heard in-turn:0-1 | repeat heard", "play 0; stop; in-turn 0"},
          {BILINGUAL "heard in-turn:0-1 word:4 | translation heard", "play 1:0; play 1"},
          {BILINGUAL "gap:2-5 | heard said", "GAP(0:2-5); stop; in-turn 0"},
          {BILINGUAL "gap:2-5 heard | translation", "stop; in-turn 0"},
          {BILINGUAL "heard in-turn:0-1 | language switched:0 heard",
           "stop; switch 0; version 1; print (used); play 1:0; stop; in-turn 0"},
          {BILINGUAL "heard no-language | said", "play 1"},
          {BILINGUAL "end heard in-turn:13-14 | heard", "END_OF_LEAFLET"},
          {BILINGUAL "pause said next-sentence heard in-turn:1-2 | heard", ""},
          {BILINGUAL "pause said next-sentence heard in-turn:1-2 heard | pause heard",
           "print GOING_ON; play 1:1; play 2"});
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_reading_goes_on_in_the_next_language),
        cmocka_unit_test(the_language_can_change_in_any_mode),
        cmocka_unit_test(a_sentence_is_compared_and_the_reading_returns),
        cmocka_unit_test(two_languages_are_heard_in_turn),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
