/* Each command that moves, asks or changes: steps, and the effects that must follow. */
#include "player_fixture.h"

#include "cmocka_all.h"

static void sentences_and_paragraphs(void **state)
{
    (void)state;
    CHECK(FIXTURE_WHOLE, {READING "| next-sentence", "play 1"},
          {READING "| next-sentence next-sentence", "play 1; play 2"}, {AT(2) "| previous-sentence", "play 1"},
          {READING "word:3 | previous-sentence", "AT_BEGINNING"}, {READING "word:3 previous-sentence | said", "play 0"},
          {AT(13) "word:7 | next-sentence", "AT_END"}, {AT(13) "word:7 next-sentence | said", "play 13+7"},
          {ENDED "| next-sentence said", "AT_END"}, {ENDED "| previous-sentence", "play 13"},
          {AT(1) "| next-paragraph", "play 3"}, {AT(2) "| previous-paragraph", "play 1"},
          {AT(1) "| previous-paragraph", "play 0"}, {READING "| previous-paragraph", "AT_BEGINNING"},
          {AT(3) "| next-paragraph", "LIST(3)"}, {AT(4) "| next-paragraph", "play 5"},
          {AT(13) "| next-paragraph", "AT_END"}, {AT(7) "| previous-paragraph", "play 6"},
          {AT(5) "| previous-sentence", "play 4"}, {ENDED "| previous-paragraph", "play 13"});
}

static void sections_and_headings(void **state)
{
    (void)state;
    CHECK(FIXTURE_WHOLE, {READING "| next-section", "play 3"}, {AT(4) "| next-section", "play 9"},
          {AT(10) "word:2 | next-section said", "NO_NEXT_SECTION; play 10+2"}, {AT(5) "| previous-section", "play 3"},
          {AT(3) "| previous-section", "play 0"},
          {READING "word:3 | previous-section said", "NO_PREVIOUS_SECTION; play 0+3"},
          {ENDED "| previous-section", "play 9"}, {ENDED "| next-section", "NO_NEXT_SECTION"},
          {READING "| heading-2", "play 3"}, {READING "| heading-3", "play 9"},
          {READING "| heading-1 said", "NO_HEADING(1); play 0"}, {READING "| heading-6", "NO_HEADING(6)"},
          {AT(3) "| heading-2", "NO_HEADING(2)"});
    CHECK(FIXTURE_PLAIN, {READING "| next-section said", "NO_SECTIONS; play 0"},
          {READING "| previous-section", "NO_SECTIONS"}, {READING "| outline", "NO_SECTIONS"},
          {READING "| go-to-section said", "NO_SECTIONS; play 0"}, {READING "| heading-1", "NO_HEADING(1)"},
          {READING "next-sentence | where", "WHERE_PLAIN(2,3,time)"});
}

static void lists_tables_beginning_end(void **state)
{
    (void)state;
    CHECK(FIXTURE_WHOLE, {READING "| next-list said", "LIST(3); play 4"}, {AT(4) "| next-list said", "LIST(1); play 6"},
          {AT(6) "| next-list said", "NO_LIST; play 6"}, {READING "| next-table said", "TABLE(2,2); play 11"},
          {AT(11) "| next-table", "NO_TABLE"}, {AT(8) "| beginning", "play 0"}, {READING "| end", "play 13"},
          {ENDED "| beginning", "play 0"}, {ENDED "beginning | heard", "play 1"}, {PAUSED "end | heard", ""});
}

static void rate_pitch_volume_and_voice(void **state)
{
    (void)state;
    CHECK(
        FIXTURE_WHOLE, {READING "word:6 | faster said", "settings 187/50/100/0; RATE(187); play 0+6"},
        {READING "| slower", "settings 155/50/100/0; RATE(155)"},
        {READING "| higher", "settings 170/55/100/0; PITCH(55)"},
        {READING "| lower", "settings 170/45/100/0; PITCH(45)"},
        {READING "| louder", "settings 170/50/110/0; VOLUME(110)"},
        {READING "| softer", "settings 170/50/90/0; VOLUME(90)"},
        {READING "| variant", "settings 170/50/100/1; VARIANT(2,3)"},
        {READING "variant variant | variant", "settings 170/50/100/0; VARIANT(1,3)"},
        {READING "higher higher higher higher higher higher higher higher higher | higher",
         "settings 170/100/100/0; PITCH_HIGHEST"},
        {READING "higher higher higher higher higher higher higher higher higher higher | higher", "PITCH_HIGHEST"},
        {READING "slower slower slower slower slower slower slower | slower", "settings 80/50/100/0; RATE_SLOWEST(80)"},
        {READING "slower slower slower slower slower slower slower slower | slower said", "RATE_SLOWEST(80); play 0"},
        /* The softest voice is one that can still be heard. */
        {READING "softer softer softer softer softer softer softer softer | softer",
         "settings 170/50/10/0; VOLUME_SOFTEST"},
        {READING "softer softer softer softer softer softer softer softer softer | softer", "VOLUME_SOFTEST"});
}

static void slowly_and_spelt(void **state)
{
    (void)state;
    CHECK(FIXTURE_WHOLE, {READING "word:6 | slowly said", "SLOWLY; play 0 slow"},
          {READING "slowly said | slowly said", "SPELT; play 0 spelt"},
          {READING "slowly said slowly said | slowly said", "SPELT_ALPHABET; play 0 alphabet"},
          {READING "slowly said slowly said slowly said | slowly said", "SLOWLY; play 0 slow"},
          {READING "slowly said slowly said slowly said word:9 | faster said",
           "settings 187/50/100/0; RATE(187); play 0+9 alphabet"},
          {READING "slowly said slowly said slowly said | heard", "play 1"},
          {READING "slowly said slowly said | repeat", "play 0"},
          {READING "slowly said slowly said next-sentence | slowly said", "SLOWLY; play 1 slow"},
          {READING "slowly said | heard", "play 1"}, {READING "slowly said heard | slowly", "SLOWLY"},
          {PAUSED "slowly said | heard", ""}, {PAUSED "slowly said heard | slowly said", "SPELT; play 0 spelt"},
          {READING "slowly said word:9 | faster said", "settings 187/50/100/0; RATE(187); play 0+9 slow"},
          {READING "slowly said word:9 | repeat", "play 0"}, {READING "slowly said | next-sentence", "play 1"},
          {READING "word:5 | repeat", "play 0"}, {ENDED "repeat | heard", "END_OF_LEAFLET"},
          {PAUSED "repeat | heard", ""});
}

/* Where the language has no spelling alphabet the third press says so, and the spelling goes on. */
static void without_a_spelling_alphabet(void **state)
{
    (void)state;
#define WITHOUT "start-no-alphabet said loaded said "
    CHECK(FIXTURE_WHOLE,
          {WITHOUT "slowly said slowly said word:4 | slowly said", "SPELLING_ALPHABET_NONE; play 0+4 spelt"},
          {WITHOUT "slowly said slowly said slowly said | slowly said", "SLOWLY; play 0 slow"},
          {WITHOUT "pause said slowly said heard slowly said heard | slowly said", "SPELLING_ALPHABET_NONE"});
}

/* The level is told; the sentence is heard anew, as its words stand elsewhere now, but not while it is paused. */
static void punctuation(void **state)
{
    (void)state;
    CHECK(
        FIXTURE_WHOLE, {READING "word:6 | punctuation said", "settings 170/50/100/0/some; PUNCTUATION_SOME; play 0"},
        {READING "punctuation said | key:P said", "settings 170/50/100/0/most; PUNCTUATION_MOST; play 0"},
        {READING "punctuation punctuation | punctuation said", "settings 170/50/100/0; PUNCTUATION_NONE; play 0"},
        {PAUSED "| punctuation said", "settings 170/50/100/0/some; PUNCTUATION_SOME"},
        {READING "word:6 pause said punctuation said | pause", "print GOING_ON; play 0"},
        {READING "slowly said word:9 | punctuation said", "settings 170/50/100/0/some; PUNCTUATION_SOME; play 0 slow"},
        {READING "slowly said slowly said word:9 | punctuation said",
         "settings 170/50/100/0/some; PUNCTUATION_SOME; play 0+9 spelt"},
        {READING "gap:3-9 heard | punctuation said", "settings 170/50/100/0/some; PUNCTUATION_SOME; play 1"},
        {READING "word:6 outline | punctuation said", "settings 170/50/100/0/some; PUNCTUATION_SOME"},
        {READING "word:6 outline punctuation said | cancel said", "CANCELLED; play 0"},
        {ENDED "| punctuation said", "settings 170/50/100/0/some; PUNCTUATION_SOME"},
        {"start-most said loaded said | punctuation", "settings 170/50/100/0; PUNCTUATION_NONE"});
}

static void where_am_i(void **state)
{
    (void)state;
    CHECK(FIXTURE_WHOLE, {AT(5) "word:3 | where said", "WHERE(2,3,heading 2,3,6,time); play 5+3"},
          {READING "| where", "WHERE(1,3,heading 1,1,3,time)"},
          {ENDED "| where said", "WHERE(3,3,heading 3,5,5,no time)"});
}

static void contacts_are_said_twice_slowly(void **state)
{
    (void)state;
    CHECK(FIXTURE_WHOLE, {AT(4) "| contacts", "stop; contact 4.0"},
          {AT(4) "contacts | contact:10.0",
           "CONTACT_EMAIL(1,2); (contact 10.0) slow; CONTACT_AGAIN; (contact 10.0) slow; CONTACT_NEXT"},
          {AT(4) "word:7 contacts contact:10.0 | said tick:9000", ""},
          {AT(4) "word:7 contacts contact:10.0 said | pause said", "GOING_ON; play 4+7"},
          {AT(4) "contacts contact:10.0 said | contacts", "stop; contact 10.1"},
          {AT(4) "contacts contact:10.0 said | next-sentence", "play 5"},
          {AT(4) "contacts contact:10.0 said next-sentence | contacts", "stop; contact 5.0"},
          {AT(4) "contacts contact:10.0 said | repeat",
           "CONTACT_EMAIL(1,2); (contact 10.0) slow; CONTACT_AGAIN; (contact 10.0) slow; CONTACT_NEXT"},
          {AT(4) "word:7 contacts | no-contact said", "CONTACT_NONE; play 4+7"},
          {PAUSED "contacts | no-contact said", "CONTACT_NONE"}, {READING "contacts | contact:99.0", "CONTACT_NONE"},
          {READING "contacts | next-sentence contact:10.0 heard", "play 1; play 2"});
}

static void words_are_found(void **state)
{
    (void)state;
    CHECK(FIXTURE_WHOLE, {READING "| key:/", "FIND_PROMPT"}, {READING "find said | key:q", "(letter q)"},
          {READING "find key:q key:space key:B | key:enter", "stop; find 1"},
          {READING "find key:a key:enter | found:8", "FIND_FOUND(text)"},
          {READING "find key:a key:enter found:8 | said", "play 8"}, {AT(13) "| find-again", "stop; find 0"},
          {AT(8) "find-again | wrapped:2 said", "FIND_WRAPPED(text); play 2"},
          {READING "word:3 find key:a key:enter | not-found said", "FIND_NONE(text); play 0+3"},
          {READING "word:3 find | key:enter said", "FIND_NOTHING_TYPED; play 0+3"},
          {READING "word:3 find | key:escape said", "CANCELLED; play 0+3"}, {READING "| find-again", "FIND_PROMPT"},
          {READING "find key:a key:b | key:backspace", "(letter b)"},
          {READING "find key:ż key:b key:backspace | key:backspace", "(letter ż)"},
          {READING "find key:a key:backspace | key:backspace", "FIND_PROMPT"},
          {READING "find key:a | key:left", "FIND_PROMPT; (input)"},
          {PAUSED "find key:a key:enter found:8 said | heard", ""}, {READING "find said | tick:99999", ""},
          {READING "find key:a key:enter | cancel", "PAUSED"},
          {READING "find key:a key:enter cancel | found:8 said", ""}, {READING "find | quit", "GOODBYE"},
          {ENDED "find key:a key:enter found:8 said | heard", "play 9"},
          {READING "find key:a key:enter | found:999", "FIND_NONE(text)"});
}

static void a_section_number_is_typed(void **state)
{
    (void)state;
    CHECK(FIXTURE_WHOLE, {READING "| key:g", "GOTO_PROMPT(3)"}, {READING "go-to-section | key:2", "play 3"},
          {READING "go-to-section | key:9 said", "GOTO_UNKNOWN(9,3); play 0"}, {READING "go-to-section | key:0", "(0)"},
          {READING "go-to-section key:0 | key:3", "play 9"}, {READING "go-to-section key:0 said | tick:1999", ""},
          {READING "go-to-section key:0 said tick:1999 | tick:1", "GOTO_UNKNOWN(0,3)"},
          {READING "go-to-section key:0 | key:enter", "GOTO_UNKNOWN(0,3)"},
          {READING "word:4 go-to-section | key:enter said", "CANCELLED; play 0+4"},
          {READING "word:4 go-to-section | key:escape said", "CANCELLED; play 0+4"},
          {READING "go-to-section key:0 | key:backspace", "GOTO_PROMPT(3)"},
          {READING "go-to-section key:0 key:0 | key:backspace", "(input)"},
          {READING "go-to-section | key:w", "GOTO_PROMPT(3)"}, {READING "go-to-section | key:down", "play 3"},
          {READING "go-to-section | key:page-down", "play 9"}, {READING "go-to-section | key:٣", "play 9"},
          {READING "go-to-section said | tick:90000", ""}, {PAUSED "go-to-section key:3 | heard", ""});
}

/* "Then press Enter" holds also where the number was complete without it; later, Enter opens the menu again. */
static void enter_behind_a_complete_number_is_its_own(void **state)
{
    (void)state;
    CHECK(FIXTURE_WHOLE, {READING "go-to-section key:2 | key:enter", ""},
          {READING "go-to-section key:2 key:enter | heard", "LIST(3)"},
          {READING "go-to-section key:9 | key:enter said", "play 0"},
          {READING "go-to-section key:0 said tick:2000 | key:enter said", "play 0"},
          {READING "go-to-section key:2 key:enter | key:enter", "HELP(41); HELP_ENTRY(keys pause,help pause)"},
          {READING "go-to-section key:2 next-sentence | key:enter", "HELP(41); HELP_ENTRY(keys pause,help pause)"},
          {READING "go-to-section key:2 heard | key:enter", "HELP(41); HELP_ENTRY(keys pause,help pause)"});
}

static void two_digits_wait_for_the_second(void **state)
{
    (void)state;
    struct buffer text = {0};
    for (int i = 1; i <= 25; i++) buffer_printf(&text, "# Heading number %d\n\nA sentence.\n\n", i);
    static const struct expectation expectations[] = {
        {READING "go-to-section | key:2", "(2)"},
        {READING "go-to-section key:2 | key:1", "play 40"},
        {READING "go-to-section | key:3", "play 4"},
        {READING "go-to-section key:2 said | tick:2000", "play 2"},
        {READING "go-to-section key:2 | key:9", "GOTO_UNKNOWN(29,25)"},
        {READING "outline said | next-section", "OUTLINE_ENTRY(11,heading 11,1)"},
        {READING "outline next-section next-section | next-section", "LAST_ENTRY; OUTLINE_ENTRY(25,heading 25,1)"},
        {READING "outline end | previous-section", "OUTLINE_ENTRY(15,heading 15,1)"},
    };
    fixture_check(buffer_text(&text), __func__, expectations, sizeof expectations / sizeof expectations[0]);
    buffer_done(&text);
}

static void the_outline_is_a_menu(void **state)
{
    (void)state;
    CHECK(FIXTURE_WHOLE, {AT(5) "| outline", "OUTLINE(3); OUTLINE_ENTRY(2,heading 2,2)"},
          {AT(5) "outline said | next-sentence", "OUTLINE_ENTRY(3,heading 3,3)"},
          {AT(5) "outline next-sentence | next-paragraph", "LAST_ENTRY; OUTLINE_ENTRY(3,heading 3,3)"},
          {AT(5) "outline | previous-sentence", "OUTLINE_ENTRY(1,heading 1,1)"},
          {AT(5) "outline previous-paragraph | previous-section", "FIRST_ENTRY; OUTLINE_ENTRY(1,heading 1,1)"},
          {AT(5) "outline | end", "OUTLINE_ENTRY(3,heading 3,3)"},
          {AT(5) "outline | beginning", "OUTLINE_ENTRY(1,heading 1,1)"}, {AT(5) "outline end | choose", "play 9"},
          {PAUSED "outline end choose | heard", ""}, {AT(5) "word:2 outline | cancel said", "CANCELLED; play 5+2"},
          {AT(5) "word:2 outline | outline said", "CANCELLED; play 5+2"},
          {AT(5) "word:2 outline | pause said", "CANCELLED; play 5+2"},
          {AT(5) "outline beginning | heading-3", "OUTLINE_ENTRY(3,heading 3,3)"},
          {AT(5) "outline | heading-1", "NO_HEADING(1)"}, {AT(5) "outline | repeat", "OUTLINE_ENTRY(2,heading 2,2)"},
          {AT(5) "outline | next-table", "OUTLINE(3); OUTLINE_ENTRY(2,heading 2,2)"},
          {AT(5) "outline | faster said", "settings 187/50/100/0; RATE(187)"}, {AT(5) "outline said | tick:99999", ""},
          {AT(5) "outline | key:z said", "UNKNOWN_KEY(key z)"}, {PAUSED "outline | cancel said", "CANCELLED"},
          {ENDED "outline | cancel said", "CANCELLED"}, {AT(5) "outline | quit said", "GOODBYE; quit"});
}

static void help_is_a_menu_that_carries_out(void **state)
{
    (void)state;
    CHECK(FIXTURE_WHOLE, {READING "| help", "HELP(41); HELP_ENTRY(keys pause,help pause)"},
          {READING "| choose", "HELP(41); HELP_ENTRY(keys pause,help pause)"},
          {READING "help | next-sentence", "HELP_ENTRY(keys next-sentence,help next-sentence)"},
          {READING "help next-sentence | choose", "play 1"}, {READING "word:3 help | choose", "PAUSED"},
          {READING "word:3 help choose said | pause", "print GOING_ON; play 0+3"},
          {READING "word:3 help end | choose", "GOODBYE"},
          {READING "word:3 help end previous-sentence | choose said", "CANCELLED; play 0+3"},
          {READING "help | help said", "CANCELLED; play 0"},
          {READING "help next-section next-section next-sentence next-sentence next-sentence next-sentence "
                   "next-sentence | repeat",
           "HELP_ENTRY(keys find,help find)"});
}

static void bookmarks_are_set_and_visited(void **state)
{
    (void)state;
    CHECK(FIXTURE_WHOLE, {READING "word:3 | bookmark said", "BOOKMARK_SET(1); play 0+3"},
          {READING "bookmark said | bookmark", "BOOKMARK_REMOVED(0)"},
          {READING "| bookmarks said", "BOOKMARK_NONE; play 0"},
          {READING "bookmark said next-section | bookmark", "BOOKMARK_SET(2)"},
          {READING "bookmark said next-section bookmark said beginning | bookmarks said", "BOOKMARK_AT(2,2); play 3"},
          {READING "bookmark said next-section bookmark said end | bookmarks said", "BOOKMARK_AT(1,2); play 0"},
          {READING "next-section bookmark beginning bookmark end bookmark beginning bookmark | bookmarks",
           "BOOKMARK_AT(1,2)"});
}

static void at_most_so_many_bookmarks(void **state)
{
    (void)state;
    struct player_fixture fixture;
    struct buffer text = {0};
    for (int i = 0; i < BOOKMARKS_MOST + 5; i++) buffer_append_text(&text, "A paragraph of its own.\n\n");
    fixture_open(&fixture, buffer_text(&text), true);
    struct player_event start = fixture_start(), loaded = {.kind = PLAYER_LOADED};
    for (size_t i = 0; i < BOOKMARKS_MOST; i++) loaded.loaded.bookmarks[i] = BOOKMARKS_MOST - 1 - i;
    loaded.loaded.bookmarks[0] = 99999; /* outside: dropped */
    loaded.loaded.bookmark_count = BOOKMARKS_MOST;
    fixture_step(&fixture, &start);
    fixture_step(&fixture, &loaded);
    assert_int_equal(fixture.player.bookmark_count, BOOKMARKS_MOST - 1);
    fixture_expect(&fixture, __func__, "end | bookmark", "BOOKMARK_SET(99)");
    fixture_expect(&fixture, __func__, "previous-sentence | bookmark", "BOOKMARK_FULL(99)");
    fixture_expect(&fixture, __func__, "beginning | bookmark", "BOOKMARK_REMOVED(98)");
    fixture_close(&fixture);
    buffer_done(&text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sentences_and_paragraphs),
        cmocka_unit_test(sections_and_headings),
        cmocka_unit_test(lists_tables_beginning_end),
        cmocka_unit_test(rate_pitch_volume_and_voice),
        cmocka_unit_test(slowly_and_spelt),
        cmocka_unit_test(without_a_spelling_alphabet),
        cmocka_unit_test(punctuation),
        cmocka_unit_test(where_am_i),
        cmocka_unit_test(contacts_are_said_twice_slowly),
        cmocka_unit_test(words_are_found),
        cmocka_unit_test(a_section_number_is_typed),
        cmocka_unit_test(enter_behind_a_complete_number_is_its_own),
        cmocka_unit_test(two_digits_wait_for_the_second),
        cmocka_unit_test(the_outline_is_a_menu),
        cmocka_unit_test(help_is_a_menu_that_carries_out),
        cmocka_unit_test(bookmarks_are_set_and_visited),
        cmocka_unit_test(at_most_so_many_bookmarks),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
