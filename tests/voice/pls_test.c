/* Pronunciation lexicons of the W3C's kind: what they have said, what of them is not used, and what is no such file. */
#include "temporary.h"

#include "base/array.h"
#include "cmocka_all.h"
#include "voice/pls.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define HEAD                                                                                                           \
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<lexicon version=\"1.0\"\n"                                           \
    " xmlns=\"http://www.w3.org/2005/01/pronunciation-lexicon\" alphabet=\"ipa\" xml:lang=\"en-GB\">\n"
#define FIRST_LINE 4 /* behind it */
#define TAIL "</lexicon>\n"

struct fixture {
    struct voice *voice;
    struct lexicon *lexicon;
    struct remarks remarks;
    struct error error;
};

static int set_up(void **state)
{
    struct fixture *fixture = calloc(1, sizeof *fixture);
    *state = fixture;
    return !fixture || voice_load(ALOUD_SOURCE "/voices", "en-GB", &fixture->voice, NULL) != STATUS_OK
           || lexicon_new(&fixture->lexicon, NULL) != STATUS_OK;
}

static int tear_down(void **state)
{
    struct fixture *fixture = *state;
    lexicon_free(fixture->lexicon);
    remarks_done(&fixture->remarks);
    voice_free(fixture->voice);
    free(fixture);
    return 0;
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

static enum status read_text(struct fixture *fixture, const char *text, size_t length)
{
    return pls_read_bytes("my.pls", text, length, fixture->voice, fixture->lexicon, &fixture->remarks, &fixture->error);
}

static void reads(struct fixture *fixture, const char *text)
{
    enum status status = read_text(fixture, text, strlen(text));
    if (status != STATUS_OK) fail_msg("%zu: %s", fixture->error.line, fixture->error.text);
    lexicon_finish(fixture->lexicon);
}

/* `said` stands in [[…]] where it is phonemes; NULL: the term is unknown. */
static void says(const struct fixture *fixture, const char *term, const char *said)
{
    struct saying found;
    bool known = lexicon_find(fixture->lexicon, term, strlen(term), &found);
    if (!said || !known) {
        if (known != (said != NULL)) fail_msg("%s is %s", term, known ? "known" : "unknown");
        return;
    }
    char text[200];
    snprintf(text, sizeof text, found.phonemes ? "[[%.*s]]" : "%.*s", (int)found.length, found.text);
    assert_string_equal(text, said);
}

static void remarks(const struct fixture *fixture, size_t index, size_t line, const char *words)
{
    assert_true(index < fixture->remarks.count);
    const struct remark *remark = &fixture->remarks.items[index];
    if (!strstr(remark->text, words)) fail_msg("no \"%s\" in: %s", words, remark->text);
    assert_int_equal(remark->line, line);
}

static void terms_are_said_as_the_file_tells(void **state)
{
    struct fixture *fixture = *state;
    reads(fixture,
          HEAD "<meta name=\"who\" content=\"me\"/><metadata><x xmlns=\"urn:x\">y</x></metadata>"
               "<lexeme>\n <grapheme>omeprazole</grapheme> <grapheme>Losec</grapheme>\n"
               " <phoneme>əʊˈmɛpɹəzəʊl</phoneme> <example>Take <b xmlns=\"urn:x\"/> it.</example></lexeme>\n"
               "<!-- <lexeme/> --><lexeme><grapheme> deep\n vein <!-- x -->thrombosis </grapheme>"
               "<alias>clot in the\tleg</alias></lexeme>\n"
               "<lexeme><grapheme>scone</grapheme><alias>skon</alias><alias prefer=\"true\">skoan</alias>"
               "<phoneme prefer=\"true\">skɒn</phoneme></lexeme>\n"
               "<lexeme><grapheme><![CDATA[church]]></grapheme><phoneme>t͡ʃɜːt͡ʃ</phoneme></lexeme>\n"
               "<lexeme><grapheme>hotshot</grapheme><phoneme>ˈhɒt.ʃɒt</phoneme></lexeme>\n"
               "<lexeme><grapheme>two words</grapheme><phoneme>ˈtuː wɜːdz</phoneme></lexeme>\n"
               "<lexeme><grapheme>tea</grapheme><phoneme alphabet=\"x-espeak\">t'i:</phoneme></lexeme>\n" TAIL);
    assert_int_equal(fixture->remarks.count, 0);
    says(fixture, "omeprazole", "[[oU|m|'E|p|r|@|z|oU|l]]");
    says(fixture, "LOSEC", "[[oU|m|'E|p|r|@|z|oU|l]]");
    says(fixture, "Deep vein thrombosis", "clot in the leg");
    assert_int_equal(lexicon_words_most(fixture->lexicon), 3);
    says(fixture, "scone", "skoan");
    says(fixture, "church", "[[tS|3:|tS]]");
    says(fixture, "hotshot", "[[h|'0|t|S|0|t]]"); /* not the "tS" of church */
    says(fixture, "two words", "[[t|'u:||w|3:|d|z]]");
    says(fixture, "tea", "[[t'i:]]");
    says(fixture, "vein", NULL);
}

static void what_the_voice_cannot_say_is_left_out_and_told(void **state)
{
    struct fixture *fixture = *state;
    reads(fixture,
          HEAD "<lexeme><grapheme>loch</grapheme>\n<phoneme>lɒʁ</phoneme></lexeme>\n"
               "<lexeme><grapheme>tea</grapheme><phoneme>tiː</phoneme></lexeme>\n"
               "<lexeme><grapheme>ill</grapheme><phoneme>ɪlˈ</phoneme></lexeme>\n"
               "<lexeme><grapheme>dots</grapheme><phoneme>..</phoneme></lexeme>\n"
               "<lexeme><grapheme>two</grapheme><phoneme alphabet=\"x-espeak\">t u:</phoneme></lexeme>\n"
               "<lexeme><grapheme>nothing</grapheme></lexeme>\n"
               "<lexeme><grapheme>one two three four five six seven</grapheme><alias>many</alias></lexeme>\n" TAIL);
    assert_int_equal(fixture->remarks.count, 6);
    remarks(fixture, 0, FIRST_LINE + 1, "\"ʁ\" (U+0281)");
    remarks(fixture, 1, FIRST_LINE + 3, "stress");
    remarks(fixture, 2, FIRST_LINE + 4, "empty");
    remarks(fixture, 3, FIRST_LINE + 5, "t u:");
    remarks(fixture, 4, FIRST_LINE + 6, "neither");
    remarks(fixture, 5, FIRST_LINE + 7, "more than 6 words");
    says(fixture, "loch", NULL);
    says(fixture, "tea", "[[t|i:]]");
    says(fixture, "ill", NULL);
    says(fixture, "dots", NULL);
    says(fixture, "two", NULL);
}

static void a_lexicon_for_another_language_is_not_used(void **state)
{
    struct fixture *fixture = *state;
    reads(fixture,
          "<lexicon xmlns=\"http://www.w3.org/2005/01/pronunciation-lexicon\" version=\"1.0\" alphabet=\"ipa\"\n"
          " xml:lang=\"de-AT\"><lexeme><grapheme>Tee</grapheme><grapheme>The</grapheme><phoneme>teː</phoneme>"
          "</lexeme></lexicon>");
    assert_int_equal(fixture->remarks.count, 1);
    remarks(fixture, 0, 2, "for \"de-AT\" and the leaflet is read in \"en-GB\", so none of its 2 terms");
    says(fixture, "Tee", NULL);
}

static void regions_of_a_language_share_lexicons(void **state)
{
    struct fixture *fixture = *state;
    reads(fixture, "<lexicon xmlns=\"http://www.w3.org/2005/01/pronunciation-lexicon\" version=\"1.0\" alphabet=\"ipa\""
                   " xml:lang=\"en-IE\"><lexeme><grapheme>Mater</grapheme><alias>matter</alias></lexeme></lexicon>");
    assert_int_equal(fixture->remarks.count, 0);
    says(fixture, "mater", "matter");
}

static void roles_and_capitals_are_not_told_apart(void **state)
{
    struct fixture *fixture = *state;
    reads(fixture, HEAD "<lexeme role=\"x:verb\"><grapheme>wound</grapheme><alias>waund</alias></lexeme>\n"
                        "<lexeme role=\"x:noun\"><grapheme>wound</grapheme><alias>woond</alias></lexeme>\n"
                        "<lexeme role=\"x:noun\"><grapheme>cut</grapheme><alias>kut</alias></lexeme>\n"
                        "<lexeme><grapheme>Mole</grapheme><alias>mohl</alias></lexeme>\n"
                        "<lexeme><grapheme>MOLE</grapheme><alias>moll</alias></lexeme>\n"
                        "<lexeme role=\"x:verb\"><grapheme>cut</grapheme><alias>kut</alias></lexeme>\n" TAIL);
    assert_int_equal(fixture->remarks.count, 2); /* both cuts sound alike */
    remarks(fixture, 1, FIRST_LINE + 1, "said as line 4 tells");
    remarks(fixture, 0, FIRST_LINE + 4, "said as line 7 tells");
    says(fixture, "wound", "waund");
    says(fixture, "mole", "mohl");
}

/* What the engine could read as markup or phonemes, and what would be dropped on the way to it. */
static void an_alias_is_letters(void **state)
{
    static const char *const aliases[] = {"[[h@l'oU]]",
                                          "a [[b]]",
                                          "&lt;audio src='x'/&gt;",
                                          "a &amp; b",
                                          "<![CDATA[<break/>]]>",
                                          "&#60;b",
                                          "a]]b",
                                          "a\\b",
                                          "a&#x202E;b",
                                          "5 mg",
                                          "\u3000",
                                          "--",
                                          "a_b",
                                          "{a}",
                                          "a|b",
                                          "½",
                                          "a&#x200B;b"};
    for (size_t i = 0; i < ARRAY_COUNT(aliases); i++) {
        struct fixture *fixture = NULL;
        assert_int_equal(set_up((void **)&fixture), 0);
        char text[1000];
        snprintf(text, sizeof text, HEAD "<lexeme><grapheme>tea</grapheme><alias>%s</alias></lexeme>" TAIL, aliases[i]);
        reads(fixture, text);
        if (fixture->remarks.count != 1) fail_msg("nothing is told of %s", aliases[i]);
        assert_int_equal(fixture->remarks.items[0].line, FIRST_LINE);
        says(fixture, "tea", NULL);
        tear_down((void **)&fixture);
    }
    (void)state;
}

#define ROOT(attributes) "<lexicon xmlns=\"http://www.w3.org/2005/01/pronunciation-lexicon\" " attributes ">\n"
#define GOOD "version=\"1.0\" alphabet=\"ipa\" xml:lang=\"en\""

static const struct {
    const char *text;
    size_t line;
    const char *words;
} refused[] = {
    {"", 0, "empty"},
    {"word = \"other\"\n", 1, "no well-formed XML"},
    {"\n<lexicon", 2, "no well-formed XML"},
    {HEAD "<lexeme>\n", 4, "no well-formed XML"},
    {HEAD "<lexeme><grapheme>a</grapheme><alias>b</lexeme>" TAIL, 4, "no well-formed XML"},
    {HEAD "\xFF" TAIL, 4, "no well-formed XML"},
    {HEAD "<lexeme><grapheme>&tea;</grapheme><alias>b</alias></lexeme>" TAIL, 4, "'tea'"},
    {"\n<html><p>Tea</p></html>", 2, "begins with <html>"},
    {"<lexicon version=\"1.0\" alphabet=\"ipa\" xml:lang=\"en\"/>", 1, "no pronunciation lexicon"},
    {"<!-- -->\n" ROOT("version=\"2.0\" alphabet=\"ipa\" xml:lang=\"en\"") TAIL, 2, "\"2.0\""},
    {ROOT("alphabet=\"ipa\" xml:lang=\"en\"") TAIL, 1, "version"},
    {ROOT("version=\"1.0\" xml:lang=\"en\"") TAIL, 1, "lacks its alphabet"},
    {ROOT("version=\"1.0\" alphabet=\"x-sampa\" xml:lang=\"en\"") TAIL, 1, "\"x-sampa\" is not known"},
    {ROOT("version=\"1.0\" alphabet=\"ipa\"") TAIL, 1, "xml:lang"},
    {ROOT(GOOD) "\n<word/>" TAIL, 3, "<word> cannot stand"},
    {ROOT(GOOD) "<lexeme><alias>b</alias></lexeme>" TAIL, 2, "no <grapheme>"},
    {ROOT(GOOD) "<lexeme><grapheme> </grapheme><alias>b</alias></lexeme>" TAIL, 2, "<grapheme> is empty"},
    {ROOT(GOOD) "<lexeme><grapheme>a</grapheme>\n<alias/></lexeme>" TAIL, 3, "<alias> is empty"},
    {ROOT(GOOD) "<lexeme><grapheme>a</grapheme><alias>b<i/>c</alias></lexeme>" TAIL, 2, "more than text"},
    {ROOT(GOOD) "<lexeme><grapheme>a</grapheme>\n<sound/></lexeme>" TAIL, 3, "<sound> cannot stand"},
    {ROOT(GOOD) "<lexeme><grapheme>a</grapheme><phoneme alphabet=\"arpabet\">b</phoneme></lexeme>" TAIL, 2, "arpabet"},
    {ROOT(GOOD) "<lexeme><grapheme>a</grapheme><alias>b</alias></lexeme>\n\n<lexeme><grapheme>a</grapheme><alias>b</"
                "alias>"
                "</lexeme>" TAIL,
     4, "\"a\" stands twice, first in line 2"},
    {"<!DOCTYPE lexicon SYSTEM \"x.dtd\">" ROOT(GOOD) "<lexeme><grapheme>&tea;</grapheme></lexeme>" TAIL, 2,
     "more than text"},
};

static void what_is_no_such_file_is_refused(void **state)
{
    (void)state;
    for (size_t i = 0; i < ARRAY_COUNT(refused); i++) {
        struct fixture *fixture = NULL;
        assert_int_equal(set_up((void **)&fixture), 0);
        enum status status = read_text(fixture, refused[i].text, strlen(refused[i].text));
        const struct error *error = &fixture->error;
        if (status != STATUS_BAD_INPUT || error->line != refused[i].line || !strstr(error->text, refused[i].words))
            fail_msg("%zu: status %d, line %zu: %s", i, status, error->line, error->text);
        assert_string_equal(error->file, "my.pls");
        tear_down((void **)&fixture);
    }
}

static void nothing_outside_of_the_file_is_read(void **state)
{
    struct fixture *fixture = *state;
    static const struct {
        const char *subset, *grapheme, *words;
    } subsets[] = {
        {"<!ENTITY tea SYSTEM \"file:///etc/hostname\">", "&tea;", "entities"},
        {"<!ENTITY % tea SYSTEM \"file:///etc/hostname\"> %tea;", "&tea;", "'tea' not defined"},
        {"<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\"><!ENTITY tea \"&b;&b;&b;&b;&b;&b;\">", "&tea;",
         "reference loop"},
        {"<!ATTLIST lexicon version CDATA \"1.0\">", "tea", "entities"},
    };
    for (size_t i = 0; i < ARRAY_COUNT(subsets); i++) {
        char text[2000];
        snprintf(
            text, sizeof text,
            "<!DOCTYPE lexicon [%s]>\n" ROOT(GOOD) "<lexeme><grapheme>%s</grapheme><alias>tea</alias></lexeme>" TAIL,
            subsets[i].subset, subsets[i].grapheme);
        assert_int_equal(read_text(fixture, text, strlen(text)), STATUS_BAD_INPUT);
        if (!strstr(fixture->error.text, subsets[i].words)) fail_msg("%zu: %s", i, fixture->error.text);
    }
    assert_int_equal(fixture->remarks.count, 0);
}

static void depth_and_size_have_limits(void **state)
{
    struct fixture *fixture = *state;
    struct buffer text = {0};
    buffer_append_text(&text, HEAD "<metadata>");
    for (size_t i = 0; i < 100000; i++) buffer_append_text(&text, "<a>");
    assert_int_equal(read_text(fixture, text.data, text.length), STATUS_BAD_INPUT);
    assert_non_null(strstr(fixture->error.text, "no well-formed XML"));
    buffer_clear(&text);
    for (size_t i = 0; i < (size_t)PLS_MB_MOST * 125000 + 1; i++) buffer_append_text(&text, "        ");
    assert_int_equal(read_text(fixture, text.data, text.length), STATUS_LIMIT);
    buffer_clear(&text);
    buffer_append_text(&text, HEAD);
    for (size_t i = 0; i <= LEXICON_TERMS_MOST; i++)
        buffer_printf(&text, "<lexeme><grapheme>t%zu</grapheme><alias>tea</alias></lexeme>\n", i);
    buffer_append_text(&text, TAIL);
    assert_int_equal(read_text(fixture, text.data, text.length), STATUS_BAD_INPUT);
    assert_int_equal(fixture->error.line, FIRST_LINE + LEXICON_TERMS_MOST);
    buffer_done(&text);
}

static void a_file_that_is_not_there_is_named(void **state)
{
    struct fixture *fixture = *state;
    assert_int_equal(pls_read("/nowhere/my.pls", fixture->voice, fixture->lexicon, &fixture->remarks, &fixture->error),
                     STATUS_NOT_FOUND);
    assert_string_equal(fixture->error.file, "/nowhere/my.pls");
}

/* One line of the shipped table is made another. */
static void the_table_of_phonemes_is_checked(void **state)
{
    static const struct {
        const char *line, *words;
    } bad[] = {
        {"tʃ = \"\"", "neither"},    {"tʃ = \"a b\"", "neither"}, {"tʃ = \"[[a\"", "neither"},
        {"tʃ = \"a<b\"", "neither"}, {"tʃ = \"=\"", "neither"},   {"tʃ = \"=q\"", "neither"},
        {"tʃ = \"=ʤ\"", "neither"},  {"e\u0303 = \"E\"", "NFC"},  {"tʃ = \"_^_fr\"", "neither"},
    };
    for (size_t i = 0; i < ARRAY_COUNT(bad); i++) {
        size_t line = temporary_voice(*state, "tʃ = \"tS\"", bad[i].line);
        assert_refused(*state, line, bad[i].words);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(terms_are_said_as_the_file_tells),
        TEST(what_the_voice_cannot_say_is_left_out_and_told),
        TEST(a_lexicon_for_another_language_is_not_used),
        TEST(regions_of_a_language_share_lexicons),
        TEST(roles_and_capitals_are_not_told_apart),
        cmocka_unit_test(an_alias_is_letters),
        cmocka_unit_test(what_is_no_such_file_is_refused),
        TEST(nothing_outside_of_the_file_is_read),
        TEST(depth_and_size_have_limits),
        TEST(a_file_that_is_not_there_is_named),
        cmocka_unit_test_setup_teardown(the_table_of_phonemes_is_checked, temporary_folder_make,
                                        temporary_folder_remove),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
