/* Each command in each mode: steps, and the effects that must follow. */
#include "player_fixture.h"

#include "cmocka_all.h"

#include <stdio.h>

static const char whole[] = "# Back pain\n\n"                           /* 0: section 1 */
                            "Most back pain gets better. "              /* 1 */
                            "Keep moving every day.\n\n"                /* 2 */
                            "## Exercises\n\n"                          /* 3: section 2 */
                            "- Walk to work\n"                          /* 4: a list of three */
                            "- Swim at weekends\n"                      /* 5 */
                            "  - Take a towel\n"                        /* 6: a list within */
                            "- Rest afterwards\n\n"                     /* 7 */
                            "You may feel tired after this.\n\n"        /* 8 */
                            "### When to worry\n\n"                     /* 9: section 3 */
                            "Write to pain@example.org about this.\n\n" /* 10 */
                            "| Department | Phone |\n|---|---|\n"       /* 11: a table of two rows, two columns */
                            "| Physiotherapy | 0121 496 0000 |\n"       /* 12 */
                            "| Pain clinic | 0121 496 0001 |\n";        /* 13 */

static const char plain[] = "the first sentence of this leaflet is here. Here is the second.\n\n"
                            "the last one makes a paragraph of its own.\n";

struct expectation {
    const char *steps, *effects;
};

static void check_all(const char *markdown, const char *where, const struct expectation *expectations, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        struct player_fixture fixture;
        fixture_open(&fixture, markdown, true);
        fixture_expect(&fixture, where, expectations[i].steps, expectations[i].effects);
        fixture_close(&fixture);
    }
}

#define CHECK(markdown, ...)                                                                                           \
    do {                                                                                                               \
        static const struct expectation expectations[] = {__VA_ARGS__};                                                \
        check_all(markdown, __func__, expectations, sizeof expectations / sizeof expectations[0]);                     \
    } while (0)

/* Reading at utterance 0, at its beginning; at another one; and at the end. */
#define READING "start loaded said said "
#define AT(n) READING "find key:x key:enter found:" #n " said "
#define ENDED READING "end heard said "
#define PAUSED READING "pause said "

static void the_start_introduces_the_leaflet(void **state)
{
    (void)state;
    CHECK(whole, {"start", "(title)"}, {"start-fallback", "(title); LANGUAGE_FALLBACK(wanted,used)"},
          {"start loaded", "(title)"}, {"start loaded | said", "INTRO(3,time)"}, {"start loaded said | said", "play 0"},
          {"start | said", "LOADING(0)"}, {"start loading:40 | said", "LOADING(40)"},
          {"start said said | loaded", "INTRO(3,time)"}, {"start said loaded | said", "INTRO(3,time)"},
          {"start said said | tick:2999", ""}, {"start said said tick:2999 loading:70 | tick:1", "LOADING(70)"},
          {"start said said tick:3000 said | tick:3000", "LOADING(0)"});
    CHECK(plain, {"start loaded | said", "INTRO_PLAIN(time)"}, {"start loaded said | said", "play 0"});
}

static void any_key_cuts_the_introduction_short(void **state)
{
    (void)state;
    CHECK(whole, {"start loaded | next-sentence", "play 1"}, {"start loaded said | next-section", "play 3"},
          {"start | next-sentence", "play 1"}, {"start said said | next-sentence", "play 1"},
          {"start | pause", "PAUSED"}, {"start pause said | pause", "play 0"},
          {"start loaded | faster", "settings 187/50/100/0; RATE(187)"}, {"start loaded faster | said", "play 0"},
          {"start | key:z", "UNKNOWN_KEY(key z)"}, {"start key:z loaded | said", "INTRO(3,time)"},
          {"start said said key:z | said", ""}, {"start help said cancel | said", "play 0"},
          {"start | quit", "GOODBYE"});
}

static void a_saved_place_is_offered(void **state)
{
    (void)state;
    CHECK(whole, {"start loaded:5 | said", "INTRO(3,time); RESUME_OFFER(2,heading 2)"},
          {"start loaded:0 | said", "INTRO(3,time)"}, {"start loaded:999 | said", "INTRO(3,time)"},
          {"start loaded:5 said | said", ""}, {"start loaded:5 said said | pause", "RESUMING"},
          {"start loaded:5 said said | choose", "RESUMING"}, {"start loaded:5 said said pause | said", "play 5"},
          {"start loaded:5 said | pause", "RESUMING"}, {"start loaded:5 said said | beginning", "FROM_START"},
          {"start loaded:5 said said beginning | said", "play 0"},
          {"start loaded:4 said said | next-sentence", "play 5"},
          {"start loaded:5 said said | previous-section", "play 3"}, {"start loaded:5 said said | cancel", "PAUSED"},
          {"start loaded:5 said said cancel said | pause", "play 5"}, {"start loaded:5 said said | tick:7999", ""},
          {"start loaded:5 said said tick:7999 | tick:1", "RESUMING"},
          {"start loaded:5 said said tick:9000 | said", "play 5"},
          {"start loaded:5 said said tick:7999 | key:z said tick:7999", "UNKNOWN_KEY(key z)"},
          {"start loaded:5 said said | outline", "OUTLINE(3); OUTLINE_ENTRY(2,heading 2,2)"},
          {"start loaded:5 said said outline said cancel | said", "play 5"},
          {"start said next-sentence loaded:5 | heard", "play 2"},
          {"start-quiet loaded:5 said | said tick:8000", "RESUMING"});
    CHECK(plain, {"start loaded:1 | said", "INTRO_PLAIN(time); RESUME_OFFER_PLAIN(time)"});
}

static void reading_goes_on_to_the_end(void **state)
{
    (void)state;
    CHECK(whole, {READING "| heard", "play 1"}, {READING "heard heard heard | heard", "LIST(3)"},
          {READING "heard heard heard heard | said", "play 4"},
          {READING "heard heard heard heard said heard | heard", "LIST(1)"}, {AT(6) "| heard", "play 7"},
          {AT(10) "| heard said", "TABLE(2,2); play 11"}, {AT(13) "| heard", "END_OF_LEAFLET"}, {ENDED "| said", ""},
          {ENDED "| tick:60000", ""}, {"start-quiet loaded said said next-section | heard", "play 4"});
}

static void gaps_are_told_behind_the_utterance(void **state)
{
    (void)state;
    CHECK(
        whole, {READING "gap:2-5 | heard", "GAP(0:2-5)"}, {READING "gap:2-5 heard | said", "play 1"},
        {READING "gap:2-5 gap:9-11 | heard", "GAP(0:2-5); GAP(0:9-11)"},
        {READING "gap:1-2 gap:3-4 gap:5-6 gap:7-8 gap:9-10 | heard", "GAP(0:1-2); GAP(0:3-4); GAP(0:5-6); GAP(0:7-10)"},
        {READING "gap:2-5 heard | faster said", "settings 187/50/100/0; RATE(187); play 1"},
        {PAUSED "next-sentence gap:0-3 | heard said", "GAP(1:0-3)"},
        {READING "gap:2-5 next-sentence | heard", "play 2"});
}

static void pause_stops_and_goes_on_at_the_word(void **state)
{
    (void)state;
    CHECK(whole, {READING "word:4 | pause", "PAUSED"}, {READING "word:4 pause | said", ""},
          {READING "word:4 pause said | pause", "play 0+4"}, {READING "word:4 pause | pause", "play 0+4"},
          {PAUSED "| tick:100000", ""}, {PAUSED "| cancel", "PAUSED"}, {READING "| cancel", "PAUSED"},
          {ENDED "| pause", "END_OF_LEAFLET"}, {PAUSED "next-sentence | pause", ""},
          {PAUSED "next-sentence pause | heard", "play 2"});
}

static void a_paused_movement_says_one_utterance(void **state)
{
    (void)state;
    CHECK(whole, {PAUSED "| next-sentence", "play 1"}, {PAUSED "next-sentence | heard", ""},
          {PAUSED "next-sentence heard | pause", "play 1"}, {PAUSED "next-list | said heard", "play 4"},
          {PAUSED "next-sentence word:3 | faster said", "settings 187/50/100/0; RATE(187); play 1+3"},
          {PAUSED "| faster said", "settings 187/50/100/0; RATE(187)"},
          {PAUSED "| previous-sentence said", "AT_BEGINNING; play 0"});
}

static void sentences_and_paragraphs(void **state)
{
    (void)state;
    CHECK(whole, {READING "| next-sentence", "play 1"}, {READING "| next-sentence next-sentence", "play 1; play 2"},
          {AT(2) "| previous-sentence", "play 1"}, {READING "word:3 | previous-sentence", "AT_BEGINNING"},
          {READING "word:3 previous-sentence | said", "play 0"}, {AT(13) "word:7 | next-sentence", "AT_END"},
          {AT(13) "word:7 next-sentence | said", "play 13+7"}, {ENDED "| next-sentence said", "AT_END"},
          {ENDED "| previous-sentence", "play 13"}, {AT(1) "| next-paragraph", "play 3"},
          {AT(2) "| previous-paragraph", "play 1"}, {AT(1) "| previous-paragraph", "play 0"},
          {READING "| previous-paragraph", "AT_BEGINNING"}, {AT(3) "| next-paragraph", "LIST(3)"},
          {AT(4) "| next-paragraph", "play 5"}, {AT(13) "| next-paragraph", "AT_END"},
          {AT(7) "| previous-paragraph", "play 6"}, {AT(5) "| previous-sentence", "play 4"},
          {ENDED "| previous-paragraph", "play 13"});
}

static void sections_and_headings(void **state)
{
    (void)state;
    CHECK(whole, {READING "| next-section", "play 3"}, {AT(4) "| next-section", "play 9"},
          {AT(10) "word:2 | next-section said", "NO_NEXT_SECTION; play 10+2"}, {AT(5) "| previous-section", "play 3"},
          {AT(3) "| previous-section", "play 0"},
          {READING "word:3 | previous-section said", "NO_PREVIOUS_SECTION; play 0+3"},
          {ENDED "| previous-section", "play 9"}, {ENDED "| next-section", "NO_NEXT_SECTION"},
          {READING "| heading-2", "play 3"}, {READING "| heading-3", "play 9"},
          {READING "| heading-1 said", "NO_HEADING(1); play 0"}, {READING "| heading-6", "NO_HEADING(6)"},
          {AT(3) "| heading-2", "NO_HEADING(2)"});
    CHECK(plain, {READING "| next-section said", "NO_SECTIONS; play 0"}, {READING "| previous-section", "NO_SECTIONS"},
          {READING "| outline", "NO_SECTIONS"}, {READING "| go-to-section said", "NO_SECTIONS; play 0"},
          {READING "| heading-1", "NO_HEADING(1)"}, {READING "next-sentence | where", "WHERE_PLAIN(2,3,time)"});
}

static void lists_tables_beginning_end(void **state)
{
    (void)state;
    CHECK(whole, {READING "| next-list said", "LIST(3); play 4"}, {AT(4) "| next-list said", "LIST(1); play 6"},
          {AT(6) "| next-list said", "NO_LIST; play 6"}, {READING "| next-table said", "TABLE(2,2); play 11"},
          {AT(11) "| next-table", "NO_TABLE"}, {AT(8) "| beginning", "play 0"}, {READING "| end", "play 13"},
          {ENDED "| beginning", "play 0"}, {ENDED "beginning | heard", "play 1"}, {PAUSED "end | heard", ""});
}

static void rate_pitch_volume_and_voice(void **state)
{
    (void)state;
    CHECK(
        whole, {READING "word:6 | faster said", "settings 187/50/100/0; RATE(187); play 0+6"},
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
        {READING "slower slower slower slower slower slower slower slower | slower said", "RATE_SLOWEST(80); play 0"});
}

static void slowly_and_spelt(void **state)
{
    (void)state;
    CHECK(whole, {READING "word:6 | slowly said", "SLOWLY; play 0 slow"},
          {READING "slowly said | slowly said", "SPELT; play 0 spelt"},
          {READING "slowly said slowly said | slowly said", "SLOWLY; play 0 slow"},
          {READING "slowly said | heard", "play 1"}, {READING "slowly said heard | slowly", "SLOWLY"},
          {PAUSED "slowly said | heard", ""}, {PAUSED "slowly said heard | slowly said", "SPELT; play 0 spelt"},
          {READING "slowly said word:9 | faster said", "settings 187/50/100/0; RATE(187); play 0+9 slow"},
          {READING "slowly said word:9 | repeat", "play 0"}, {READING "slowly said | next-sentence", "play 1"},
          {READING "word:5 | repeat", "play 0"}, {ENDED "repeat | heard", "END_OF_LEAFLET"},
          {PAUSED "repeat | heard", ""});
}

static void where_am_i(void **state)
{
    (void)state;
    CHECK(whole, {AT(5) "word:3 | where said", "WHERE(2,3,heading 2,3,6,time); play 5+3"},
          {READING "| where", "WHERE(1,3,heading 1,1,3,time)"},
          {ENDED "| where said", "WHERE(3,3,heading 3,5,5,no time)"});
}

static void contacts_are_said_twice_slowly(void **state)
{
    (void)state;
    CHECK(whole, {AT(4) "| contacts", "stop; contact 4.0"},
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
    CHECK(whole, {READING "| key:/", "FIND_PROMPT"}, {READING "find said | key:q", "(letter q)"},
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
    CHECK(whole, {READING "| key:g", "GOTO_PROMPT(3)"}, {READING "go-to-section | key:2", "play 3"},
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
    check_all(buffer_text(&text), __func__, expectations, sizeof expectations / sizeof expectations[0]);
    buffer_done(&text);
}

static void the_outline_is_a_menu(void **state)
{
    (void)state;
    CHECK(whole, {AT(5) "| outline", "OUTLINE(3); OUTLINE_ENTRY(2,heading 2,2)"},
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
    CHECK(whole, {READING "| help", "HELP(38); HELP_ENTRY(keys pause,help pause)"},
          {READING "| choose", "HELP(38); HELP_ENTRY(keys pause,help pause)"},
          {READING "help | next-sentence", "HELP_ENTRY(keys next-sentence,help next-sentence)"},
          {READING "help next-sentence | choose", "play 1"}, {READING "word:3 help | choose", "PAUSED"},
          {READING "word:3 help choose said | pause", "play 0+3"}, {READING "word:3 help end | choose", "GOODBYE"},
          {READING "word:3 help end previous-sentence | choose said", "CANCELLED; play 0+3"},
          {READING "help | help said", "CANCELLED; play 0"},
          {READING "help next-section next-section next-sentence next-sentence next-sentence next-sentence "
                   "next-sentence | repeat",
           "HELP_ENTRY(keys bookmark,help bookmark)"});
}

static void bookmarks_are_set_and_visited(void **state)
{
    (void)state;
    CHECK(whole, {READING "word:3 | bookmark said", "BOOKMARK_SET(1); play 0+3"},
          {READING "bookmark said | bookmark", "BOOKMARK_REMOVED(0)"},
          {READING "| bookmarks said", "BOOKMARK_NONE; play 0"},
          {READING "bookmark said next-section | bookmark", "BOOKMARK_SET(2)"},
          {READING "bookmark said next-section bookmark said beginning | bookmarks said", "BOOKMARK_AT(2,2); play 3"},
          {READING "bookmark said next-section bookmark said end | bookmarks said", "BOOKMARK_AT(1,2); play 0"},
          {READING "next-section bookmark beginning bookmark end bookmark beginning bookmark | bookmarks",
           "BOOKMARK_AT(1,2)"});
}

static void unknown_keys_and_leaving(void **state)
{
    (void)state;
    CHECK(whole, {READING "word:3 | key:z said", "UNKNOWN_KEY(key z); play 0+3"},
          {READING "| key:f7", "UNKNOWN_KEY(key f7)"}, {PAUSED "| key:z said", "UNKNOWN_KEY(key z)"},
          {READING "| quit", "GOODBYE"}, {READING "quit | said", "quit"}, {READING "quit | quit", "quit"},
          {READING "quit said | quit next-sentence tick:9", ""}, {"| quit", "quit"},
          {READING "quit | next-sentence tick:9000 heard lost", "quit"}, {READING "quit | not-kept said", "quit"});
}

static void the_device_goes_and_comes_back(void **state)
{
    (void)state;
    CHECK(whole, {READING "word:5 | lost", "stop; print DEVICE_LOST"}, {READING "word:5 lost | back", "DEVICE_BACK"},
          {READING "word:5 lost back | said", "play 0+5"}, {READING "word:5 lost | heard said tick:9999", ""},
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
    CHECK(whole, {READING "not-kept | heard said", "NOT_KEPT; play 1"},
          {READING "not-kept heard said not-kept | heard", "play 2"}, {PAUSED "| not-kept said", "NOT_KEPT"},
          {READING "faster not-kept | said said", "NOT_KEPT; play 0"});
}

static void events_of_what_was_replaced_are_void(void **state)
{
    (void)state;
    struct player_fixture fixture;
    fixture_open(&fixture, whole, true);
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
    fixture_open(&fixture, whole, true);
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
                   "HELP(38); HELP_ENTRY(keys pause,help pause); CANCELLED");
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
    fixture_open(&fixture, whole, true);
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
    fixture_open(&fixture, whole, true);
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
        cmocka_unit_test(sentences_and_paragraphs),
        cmocka_unit_test(sections_and_headings),
        cmocka_unit_test(lists_tables_beginning_end),
        cmocka_unit_test(rate_pitch_volume_and_voice),
        cmocka_unit_test(slowly_and_spelt),
        cmocka_unit_test(where_am_i),
        cmocka_unit_test(contacts_are_said_twice_slowly),
        cmocka_unit_test(words_are_found),
        cmocka_unit_test(a_section_number_is_typed),
        cmocka_unit_test(two_digits_wait_for_the_second),
        cmocka_unit_test(the_outline_is_a_menu),
        cmocka_unit_test(help_is_a_menu_that_carries_out),
        cmocka_unit_test(bookmarks_are_set_and_visited),
        cmocka_unit_test(unknown_keys_and_leaving),
        cmocka_unit_test(the_device_goes_and_comes_back),
        cmocka_unit_test(a_place_that_cannot_be_kept_is_told_once),
        cmocka_unit_test(events_of_what_was_replaced_are_void),
        cmocka_unit_test(the_place_is_kept_as_it_moves),
        cmocka_unit_test(at_most_so_many_bookmarks),
        cmocka_unit_test(reading_waits_for_the_rest_of_a_long_leaflet),
        cmocka_unit_test(a_leaflet_without_a_sentence_is_not_silent),
        cmocka_unit_test(likely_utterances_are_hinted),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
