/* The course of a reading: start, offer, waiting, pause, loss of the device, end. */
#include "player_fixture.h"

#include "cmocka_all.h"

#include <stdio.h>

static void the_start_introduces_the_leaflet(void **state)
{
    (void)state;
    CHECK(FIXTURE_WHOLE, {"start", "(title)"}, {"start-fallback", "(title); LANGUAGE_FALLBACK(wanted,used)"},
          {"start loaded", "(title)"}, {"start loaded | said", "INTRO(3,time)"}, {"start loaded said | said", "play 0"},
          {"start | said", "LOADING(0)"}, {"start loading:40 | said", "LOADING(40)"},
          {"start said said | loaded", "INTRO(3,time)"}, {"start said loaded | said", "INTRO(3,time)"},
          {"start said said | tick:2999", ""}, {"start said said tick:2999 loading:70 | tick:1", "LOADING(70)"},
          {"start said said tick:3000 said | tick:3000", "LOADING(0)"});
    CHECK(FIXTURE_PLAIN, {"start loaded | said", "INTRO_PLAIN(time)"}, {"start loaded said | said", "play 0"});
}

static void any_key_cuts_the_introduction_short(void **state)
{
    (void)state;
    CHECK(FIXTURE_WHOLE, {"start loaded | next-sentence", "play 1"}, {"start loaded said | next-section", "play 3"},
          {"start | next-sentence", "play 1"}, {"start said said | next-sentence", "play 1"},
          {"start | pause", "PAUSED"}, {"start pause said | pause", "print GOING_ON; play 0"},
          {"start loaded | faster", "settings 187/50/100/0; RATE(187)"}, {"start loaded faster | said", "play 0"},
          {"start | key:z", "UNKNOWN_KEY(key z)"}, {"start key:z loaded | said", "INTRO(3,time)"},
          {"start said said key:z | said", ""}, {"start help said cancel | said", "play 0"},
          {"start | quit", "GOODBYE"});
}

static void a_saved_place_is_offered(void **state)
{
    (void)state;
    CHECK(FIXTURE_WHOLE, {"start loaded:5 | said", "INTRO(3,time); RESUME_OFFER(2,heading 2)"},
          {"start loaded:0 | said", "INTRO(3,time)"}, {"start loaded:999 | said", "INTRO(3,time)"},
          {"start loaded:5 said | said", ""}, {"start loaded:5 said said | pause", "RESUMING"},
          {"start loaded:5 said said | choose", "RESUMING"}, {"start loaded:5 said said pause | said", "play 5"},
          {"start loaded:5 said | pause", "RESUMING"}, {"start loaded:5 said said | beginning", "FROM_START"},
          {"start loaded:5 said said beginning | said", "play 0"},
          {"start loaded:4 said said | next-sentence", "play 5"},
          {"start loaded:5 said said | previous-section", "play 3"}, {"start loaded:5 said said | cancel", "PAUSED"},
          {"start loaded:5 said said cancel said | pause", "print GOING_ON; play 5"},
          {"start loaded:5 said said | tick:7999", ""}, {"start loaded:5 said said tick:7999 | tick:1", "RESUMING"},
          {"start loaded:5 said said tick:9000 | said", "play 5"},
          {"start loaded:5 said said tick:7999 | key:z said tick:7999", "UNKNOWN_KEY(key z)"},
          {"start loaded:5 said said | outline", "OUTLINE(3); OUTLINE_ENTRY(2,heading 2,2)"},
          {"start loaded:5 said said outline said cancel | said", "play 5"},
          {"start said next-sentence loaded:5 | heard", "play 2"},
          {"start-quiet loaded:5 said | said tick:8000", "RESUMING"});
    CHECK(FIXTURE_PLAIN, {"start loaded:1 | said", "INTRO_PLAIN(time); RESUME_OFFER_PLAIN(time)"});
}

static void reading_goes_on_to_the_end(void **state)
{
    (void)state;
    CHECK(FIXTURE_WHOLE, {READING "| heard", "play 1"}, {READING "heard heard heard | heard", "LIST(3)"},
          {READING "heard heard heard heard | said", "play 4"},
          {READING "heard heard heard heard said heard | heard", "LIST(1)"}, {AT(6) "| heard", "play 7"},
          {AT(10) "| heard said", "TABLE(2,2); play 11"}, {AT(13) "| heard", "END_OF_LEAFLET"}, {ENDED "| said", ""},
          {ENDED "| tick:60000", ""}, {"start-quiet loaded said said next-section | heard", "play 4"});
}

static void gaps_are_told_behind_the_utterance(void **state)
{
    (void)state;
    CHECK(
        FIXTURE_WHOLE, {READING "gap:2-5 | heard", "GAP(0:2-5)"}, {READING "gap:2-5 heard | said", "play 1"},
        {READING "gap:2-5 gap:9-11 | heard", "GAP(0:2-5); GAP(0:9-11)"},
        {READING "gap:1-2 gap:3-4 gap:5-6 gap:7-8 gap:9-10 | heard", "GAP(0:1-2); GAP(0:3-4); GAP(0:5-6); GAP(0:7-10)"},
        {READING "gap:2-5 heard | faster said", "settings 187/50/100/0; RATE(187); play 1"},
        {PAUSED "next-sentence gap:0-3 | heard said", "GAP(1:0-3)"},
        {READING "gap:2-5 next-sentence | heard", "play 2"});
}

static void pause_stops_and_goes_on_at_the_word(void **state)
{
    (void)state;
    CHECK(FIXTURE_WHOLE, {READING "word:4 | pause", "PAUSED"}, {READING "word:4 pause | said", ""},
          {READING "word:4 pause said | pause", "print GOING_ON; play 0+4"},
          {READING "word:4 pause | pause", "print GOING_ON; play 0+4"}, {PAUSED "| tick:100000", ""},
          {PAUSED "| cancel", "PAUSED"}, {READING "| cancel", "PAUSED"}, {ENDED "| pause", "END_OF_LEAFLET"},
          {PAUSED "next-sentence | pause", "print GOING_ON"}, {PAUSED "next-sentence pause | heard", "play 2"});
}

static void a_paused_movement_says_one_utterance(void **state)
{
    (void)state;
    CHECK(FIXTURE_WHOLE, {PAUSED "| next-sentence", "play 1"}, {PAUSED "next-sentence | heard", ""},
          {PAUSED "next-sentence heard | pause", "print GOING_ON; play 1"}, {PAUSED "next-list | said heard", "play 4"},
          {PAUSED "next-sentence word:3 | faster said", "settings 187/50/100/0; RATE(187); play 1+3"},
          {PAUSED "| faster said", "settings 187/50/100/0; RATE(187)"},
          {PAUSED "| previous-sentence said", "AT_BEGINNING; play 0"});
}

static void unknown_keys_and_leaving(void **state)
{
    (void)state;
    CHECK(FIXTURE_WHOLE, {READING "word:3 | key:z said", "UNKNOWN_KEY(key z); play 0+3"},
          {READING "| key:f7", "UNKNOWN_KEY(key f7)"}, {PAUSED "| key:z said", "UNKNOWN_KEY(key z)"},
          {READING "| quit", "GOODBYE"}, {READING "quit | said", "quit"}, {READING "quit | quit", "quit"},
          {READING "quit said | quit next-sentence tick:9", ""}, {"| quit", "quit"},
          {READING "quit | next-sentence tick:9000 heard lost", "quit"}, {READING "quit | not-kept said", "quit"});
}

static void the_device_goes_and_comes_back(void **state)
{
    (void)state;
    CHECK(FIXTURE_WHOLE, {READING "word:5 | lost", "stop; print DEVICE_LOST"},
          {READING "word:5 lost | back", "DEVICE_BACK"}, {READING "word:5 lost back | said", "play 0+5"},
          {READING "word:5 lost | heard said tick:9999", ""},
          {READING "word:5 lost | next-sentence", "print DEVICE_LOST"}, {READING "lost | lost", ""},
          {READING "| back", ""}, {READING "lost | quit", "quit"},
          {READING "word:5 faster lost | back said", "DEVICE_BACK; RATE(187); play 0+5"},
          {PAUSED "lost | back said", "DEVICE_BACK"},
          {"start loaded lost | back said", "DEVICE_BACK; (title); INTRO(3,time)"}, {"lost | start", "print (title)"},
          {"lost start | back said", "DEVICE_BACK; (title); LOADING(0)"},
          {READING "slowly said word:5 lost back | said", "play 0+5 slow"},
          {READING "contacts lost | contact:10.0 back",
           "print CONTACT_EMAIL(1,2); print (contact 10.0) slow; print CONTACT_AGAIN; print (contact 10.0) slow; "
           "print CONTACT_NEXT; DEVICE_BACK; CONTACT_EMAIL(1,2); (contact 10.0) slow; CONTACT_AGAIN; (contact 10.0) "
           "slow; CONTACT_NEXT"},
          {READING "contacts lost | back no-contact said", "print DEVICE_BACK; CONTACT_NONE; play 0"},
          {READING "outline said lost | back said", "DEVICE_BACK"}, {READING "quit | lost", "quit"});
}

static void a_place_that_cannot_be_kept_is_told_once(void **state)
{
    (void)state;
    CHECK(FIXTURE_WHOLE, {READING "not-kept | heard said", "NOT_KEPT; play 1"},
          {READING "not-kept heard said not-kept | heard", "play 2"}, {PAUSED "| not-kept said", "NOT_KEPT"},
          {READING "faster not-kept | said said", "NOT_KEPT; play 0"});
}

/* Goodbye does not tell that the place is kept where it is not. */
static void leaving_tells_whether_the_place_is_kept(void **state)
{
    (void)state;
    CHECK(FIXTURE_WHOLE, {READING "not-kept | quit said", "NOT_KEPT; quit"},
          {READING "not-kept heard said | quit said", "NOT_KEPT; quit"}, {READING "not-kept kept | quit", "GOODBYE"},
          {READING "not-kept heard said kept | quit", "GOODBYE"},
          {READING "not-kept heard said kept not-kept | heard", "NOT_KEPT"});
}

static void events_of_what_was_replaced_are_void(void **state)
{
    (void)state;
    struct player_fixture fixture;
    fixture_open(&fixture, FIXTURE_WHOLE, true);
    fixture_expect(&fixture, __func__, READING, "(title); INTRO(3,time); play 0");
    struct player_event old = {.kind = PLAYER_HEARD, .ticket = fixture.player.ticket};
    fixture_expect(&fixture, __func__, "next-sentence", "play 1");
    fixture_step(&fixture, &old);
    assert_int_equal(fixture.effects.count, 0);
    assert_int_equal(fixture.player.place, 1);
    fixture_close(&fixture);
}

static void the_place_is_kept_as_it_moves(void **state)
{
    (void)state;
    struct player_fixture fixture;
    fixture_open(&fixture, FIXTURE_WHOLE, true);
    fixture_expect(&fixture, __func__, "start next-sentence | ", "");
    assert_int_equal(fixture.saves, 0); /* the last sitting's place is not known yet */
    fixture_expect(&fixture, __func__, "loaded:7 | heard", "play 2");
    assert_int_equal(fixture.saves, 1);
    assert_int_equal(player_kept_place(&fixture.player), 2);
    fixture_expect(&fixture, __func__, "outline | bookmarks", "OUTLINE(3); OUTLINE_ENTRY(1,heading 1,1)");
    assert_int_equal(player_kept_place(&fixture.player), 2);
    fixture_expect(&fixture, __func__, "cancel said bookmark | end", "play 13");
    assert_int_equal(fixture.saves, 3);
    fixture_expect(&fixture, __func__, "| heard", "END_OF_LEAFLET");
    assert_int_equal(fixture.saves, 4);
    assert_int_equal(player_kept_place(&fixture.player), 0);
    fixture_expect(&fixture, __func__, "| quit said", "GOODBYE; quit");
    assert_int_equal(player_kept_place(&fixture.player), 0);
    fixture_close(&fixture);
}

static void reading_waits_for_the_rest_of_a_long_leaflet(void **state)
{
    (void)state;
    struct player_fixture fixture;
    struct buffer text = {0};
    for (int i = 0; i < 9000; i++) buffer_printf(&text, "# Heading %d\n\nA sentence of some words.\n\n", i);
    fixture_open(&fixture, buffer_text(&text), false);
    assert_false(fixture_complete(&fixture));
    size_t loaded = script_count(fixture.script);
    fixture_expect(&fixture, __func__, "start loading:20 | end said", "LOADING(20); play 0");
    struct player_event event = {.kind = PLAYER_HEARD};
    while (fixture.player.place + 1 < loaded) {
        event.ticket = fixture.player.ticket;
        fixture_step(&fixture, &event);
    }
    fixture_expect(&fixture, __func__, "| heard said", "LOADING(20)");
    fixture_expect(&fixture, __func__, "| tick:3000 said", "LOADING(20)");
    fixture_expect(&fixture, __func__, "| pause said pause said", "PAUSED; LOADING(20)");
    fixture_expect(&fixture, __func__, "| help said cancel said",
                   "HELP(41); HELP_ENTRY(keys pause,help pause); CANCELLED");
    char last[40], next[40];
    snprintf(last, sizeof last, "play %zu; LOADING(30)", loaded - 1);
    fixture_expect(&fixture, __func__, "| loading:30 previous-sentence heard said", last);
    fixture_expect(&fixture, __func__, "| repeat heard said", last);
    fixture_expect(&fixture, __func__, "| lost more", "stop; print DEVICE_LOST");
    snprintf(next, sizeof next, "DEVICE_BACK; play %zu", loaded);
    fixture_expect(&fixture, __func__, "| back said", next);
    fixture_close(&fixture);
    buffer_done(&text);
}

static void a_leaflet_without_a_sentence_is_not_silent(void **state)
{
    (void)state;
    struct player_fixture fixture;
    struct error error = {0};
    fixture_open(&fixture, FIXTURE_WHOLE, true);
    struct script *full = fixture.script;
    assert_int_equal(script_new(fixture.voice, &fixture.script, &error), STATUS_OK);
    fixture.player.leaflet.script = fixture.script;
    fixture_expect(&fixture, __func__, "start next-sentence | said", "");
    fixture_expect(&fixture, __func__, "| tick:3000 slowly said", "LOADING(0); LOADING(0)");
    fixture_expect(&fixture, __func__, "| loaded", "END_OF_LEAFLET");
    fixture_expect(&fixture, __func__, "said | where said pause said", "END_OF_LEAFLET; END_OF_LEAFLET");
    fixture_expect(&fixture, __func__, "| faster said key:z said",
                   "settings 187/50/100/0; RATE(187); UNKNOWN_KEY(key z)");
    fixture_expect(&fixture, __func__, "| quit said", "GOODBYE; quit");
    script_free(full);
    fixture_close(&fixture);
}

static void likely_utterances_are_hinted(void **state)
{
    (void)state;
    struct player_fixture fixture;
    size_t hints[PLAYER_HINTS_MOST];
    static const size_t wanted[] = {6, 7, 4, 9, 3, 11, 0, 13};
    fixture_open(&fixture, FIXTURE_WHOLE, true);
    fixture_expect(&fixture, __func__, AT(5) "|", "");
    size_t count = player_hints(&fixture.player, hints);
    for (size_t i = 0; i < sizeof wanted / sizeof wanted[0]; i++) {
        bool found = false;
        for (size_t k = 0; k < count; k++) found = found || hints[k] == wanted[i];
        if (!found) fail_msg("no hint of %zu", wanted[i]);
    }
    assert_int_equal(hints[0], 6);
    assert_int_equal(count, sizeof wanted / sizeof wanted[0]);
    fixture_close(&fixture);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_start_introduces_the_leaflet),
        cmocka_unit_test(any_key_cuts_the_introduction_short),
        cmocka_unit_test(a_saved_place_is_offered),
        cmocka_unit_test(reading_goes_on_to_the_end),
        cmocka_unit_test(gaps_are_told_behind_the_utterance),
        cmocka_unit_test(pause_stops_and_goes_on_at_the_word),
        cmocka_unit_test(a_paused_movement_says_one_utterance),
        cmocka_unit_test(unknown_keys_and_leaving),
        cmocka_unit_test(the_device_goes_and_comes_back),
        cmocka_unit_test(a_place_that_cannot_be_kept_is_told_once),
        cmocka_unit_test(leaving_tells_whether_the_place_is_kept),
        cmocka_unit_test(events_of_what_was_replaced_are_void),
        cmocka_unit_test(the_place_is_kept_as_it_moves),
        cmocka_unit_test(reading_waits_for_the_rest_of_a_long_leaflet),
        cmocka_unit_test(a_leaflet_without_a_sentence_is_not_silent),
        cmocka_unit_test(likely_utterances_are_hinted),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
