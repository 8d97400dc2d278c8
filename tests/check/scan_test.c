/* The scanner of the source: Markdown snippets and the words that a reader sees in them, written by hand from the
 * CommonMark and GFM specifications. A "#" before a word says that it is a list item's number. */
#include "check/check.h"

#include "base/array.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

struct snippet {
    const char *markdown;
    const char *words; /* separated by spaces */
};

static const struct snippet words_and_signs[] = {
    {"", ""},
    {"One, two; three.", "One two three"},
    {"don't isn’t 'quoted' rock 'n' roll", "don't isn't quoted rock n roll"},
    {"9.30am on 1/2/26, 5mg, 1½, x²", "9 30am on 1 2 26 5mg 1½ x²"},
    {"self-manage HIC/LFT/1255", "self manage HIC LFT 1255"},
    {"caf\xC3\xA9 cafe\xCC\x81", "caf\xC3\xA9 cafe\xCC\x81"},
    {"physio\xC2\xADtherapy zero\xE2\x80\x8Bwidth", "physiotherapy zerowidth"},
    {"\xEF\xBB\xBF# Title", "Title"},
    {"آج دوا لیں", "آج دوا لیں"},
    {"one\r\ntwo\rthree\nfour", "one two three four"},
    {"bad\xFF"
     "byte \xC3( con\x01trol",
     "badbyte control"},
    {"a & b &amp; c &lt;d&gt; caf&eacute; &#65;&#x42; &wcirc;", "a b c < d > café AB ŵ"},
    {"if > 38°C, ≥ 5%, £5 + 2", "if > 38 ° C ≥ 5 % £ 5 + 2"},
    {"a ===== b == c <= d", "a b c < = d"},
    {"&nosuchentity; &amp", "nosuchentity amp"},
    {"one&nbsp;two", "one two"},
    {"每次2片，饭后。", "每 次 2 片 饭 后"},
    {"做CT检查", "做 CT 检 查"},
};

static const struct snippet inlines[] = {
    {"un*believ*able", "unbelievable"},
    {"**bold**text __strong__ _em_", "boldtext strong em"},
    {"*foo**bar* _un_der", "foo bar un der"},
    {"snake_case_word 2*3*4 2 * 3 * 4", "snake case word 234 2 3 4"},
    {"un~~believ~~able ~x~", "unbelievable x"},
    {"a\\*b\\*c and \\[x](y)", "a b c and x y"},
    {"end\\\nnext  \nlast", "end next last"},
    {"`code *x*` ``a`b``", "code x a b"},
    {"un`believ`able", "unbelievable"},
    {"`` not closed", "not closed"},
    {"[text](http://a.b/c \"title\") more", "text more"},
    {"[text](<a b>) [t](a(b)c) [e]()", "text t e"},
    {"[not a link] (x) [no](a b)", "not a link x no a b"},
    {"[**b** [in]](u)", "b in"},
    {"[a [b](c) d](e)", "a b d e"},
    {"see[1](#fn)after", "see1after"},
    {"![alt text](pic.png) ![](none.png)", "alt text"},
    {"x![knee](a.png)y", "x knee y"},
    {"x<img src=\"a b.png\" alt='a caf&eacute;'>y <img hidden alt=none>", "x a café y none"},
    {"[![alt](a.png)](b.html)", "alt"},
    {"<https://a.b/c> <me@x.org> www.uhcw.nhs.uk/feedback", "https a b c me x org www uhcw nhs uk feedback"},
    {"http://a.b/x*y*z, &amp; (www.c.d/e_&eacute;) HTTP://x.y?a=1&amp;b=2.",
     "http a b x y z www c d e é HTTP x y a = 1 amp b = 2"},
    {"[ref][r] [r] [R][] [other]\n\n[r]: /url \"Title\"", "ref r R other"},
    {"[a]: /one\n[b]: <two>\n  'a title'\ntext [a] [b]", "text a b"},
    {"[a]: /one trailing words", "a one trailing words"},
    {"[Note]: stop", "Note stop"},
    {"[^1]: Aspirin", "1 Aspirin"},
    {"[^2]: http://a.b", "2 http a b"},
    {"un<b>believ</b>able x<br>y a<!-- no -->b", "unbelievable x y ab"},
    {"<span title=\"not seen\">seen</span> 5 < 6 and 7 > 3", "seen 5 < 6 and 7 > 3"},
    {"a <script>no()</script> b <span hidden>no</span> c", "a b c"},
    {"a <span hidden>never closed", "a never closed"},
    {"<!-- never closed", "< never closed"},
};

static const struct snippet blocks[] = {
    {"# One #\n## Two ##\nThree\n===\nFour\n---\nfive", "One Two Three Four five"},
    {"#hashtag\n####### seven", "hashtag seven"},
    {"---\ntitle: Hidden\nlang: en-GB\n---\nSeen", "Seen"},
    {"---\n\nA rule, not front matter\n\n---\n\nSeen", "A rule not front matter Seen"},
    {"---\ntitle: never closed\n\nSeen", "title never closed Seen"},
    {"para\n\n    indented *code* &amp;\n\npara", "para indented code amp para"},
    {"```python\ncode\n\n    [a](b)\n```\nafter", "code a b after"},
    {"~~~\n```\nx\n~~~~\ny", "x y"},
    {"```\nnever closed\n# x", "never closed x"},
    {"> quoted\nlazy\n> - item\n> > deeper", "quoted lazy item deeper"},
    {"> [link\n> text](url) after", "link text after"},
    {"- a\n- b\n\n  second\n  - c\n\n        code", "a b second c code"},
    {"1. one\n1. two\n1. three", "#1 one #2 two #3 three"},
    {"3) one\n7) two\n\ntext\n\n4) new", "#3 one #4 two text #4 new"},
    {"1. a\n   1. b\n   2. c\n2. d", "#1 a #1 b #2 c #2 d"},
    {"1. a\n\n   more\n2. b\n- c\n1. d", "#1 a more #2 b c #1 d"},
    {"Born in\n1986. A year", "Born in 1986 A year"},
    {"1. a\n2.\n3. - b\n4.\n", "#1 a #2 #3 b #4"},
    {"===>\n\n`<`\n\n| + | - |\n|---|---|\n| < | a |", "> < + < a"},
    {"Take\n1. this", "Take #1 this"},
    {"- [ ] open\n- [x] done\n- [y] no", "open done y no"},
    {"[x] not a task", "x not a task"},
    {"| a*b | c*d |\n|:--|--:|\n| 1 | 2 |\n|  | `x` |\n\nafter", "a b c d 1 2 x after"},
    {"| | |\n|---|---|\n| Department: | Physiotherapy |", "Department Physiotherapy"},
    {"a | b\n--- | ---\nc \\| d | e\nrow", "a b c d e row"},
    {"text\na | b\n--- | ---\nc | d", "text a b c d"},
    {"| a |\n|---|\n| b | too many |", "a b too many"},
    {"| a | b |\n|---|\nno table", "a b no table"},
    {"***\n* * *\n_ _ _", ""},
    {"<div class=\"x\">\n*text* [a](b) &amp; caf&eacute;\n</div>\n\n*md*", "text a b café md"},
    {"<table><tr><td>a</td><td>b</td></tr></table>", "a b"},
    {"<ol start=\"3\"><li>a<li value=7>b</ol><ul><li>c</ul><ol><li></ol>", "#3 a #7 b c"},
    {"<!-- hidden\n\nstill hidden -->seen\n\nseen", "seen seen"},
    {"<style>\np { color: red }\n</style>\n\nseen", "seen"},
    {"<script>\nif (a<b) c();\n</script>\nseen", "seen"},
    {"<div hidden>\n\nnot *seen*\n\n1. nor this\n\n<div>x</div>\n\n</div>\n\nseen", "seen"},
    {"<div>write to <info@x.org></div>", "write to < info x org >"},
    {"<span>x</span>\nstill *text*", "x still text"},
    {"\tcode\n\n -\ttab", "code tab"},
    {"-\n\n    not*in*it", "not in it"},
    {"-\n  in*the*item", "intheitem"},
    {"> a\n     > b", "a > b"},
    {"text\n<span>\nun*b*c", "text unbc"},
    {"<div>\n\nun*b*c", "unbc"},
    {"| a \\| b |\n|---|\n| x*y |\n| z*w |", "a b x y z w"},
};

static void scan_text(const char *bytes, size_t length, enum format format, struct source_scan *scan)
{
    struct error error = {0};
    *scan = (struct source_scan){0};
    assert_int_equal(source_scan(bytes, length, format, scan, &error), STATUS_OK);
}

static void check_snippets(const struct snippet *snippets, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        struct source_scan scan;
        scan_text(snippets[i].markdown, strlen(snippets[i].markdown), FORMAT_MARKDOWN, &scan);
        struct buffer words = {0};
        for (size_t w = 0; w < scan.word_count; w++)
            buffer_printf(&words, "%s%s%s", w > 0 ? " " : "", scan.words[w].list_marker ? "#" : "",
                          scan.text.data + scan.text_offsets[w]);
        if (strcmp(buffer_text(&words), snippets[i].words) != 0) print_error("in: %s\n", snippets[i].markdown);
        assert_string_equal(buffer_text(&words), snippets[i].words);
        buffer_done(&words);
        source_scan_done(&scan);
    }
}

static void finds_words(void **state)
{
    (void)state;
    check_snippets(words_and_signs, ARRAY_COUNT(words_and_signs));
}

static void knows_inline_markup(void **state)
{
    (void)state;
    check_snippets(inlines, ARRAY_COUNT(inlines));
}

static void knows_blocks(void **state)
{
    (void)state;
    check_snippets(blocks, ARRAY_COUNT(blocks));
}

/* Spans and lines, with a byte order mark, carriage returns and markup before the words. */
static void knows_places(void **state)
{
    (void)state;
    const char *text = "\xEF\xBB\xBF# A\r\n\r\n> un*believ*able\r> caf&eacute;\n";
    struct source_scan scan;
    scan_text(text, strlen(text), FORMAT_MARKDOWN, &scan);
    const struct source_word expected[] = {{{5, 6}, 1, false}, {{12, 26}, 3, false}, {{29, 40}, 4, false}};
    assert_int_equal(scan.word_count, ARRAY_COUNT(expected));
    for (size_t i = 0; i < ARRAY_COUNT(expected); i++) {
        assert_int_equal(scan.words[i].span.start, expected[i].span.start);
        assert_int_equal(scan.words[i].span.end, expected[i].span.end);
        assert_int_equal(scan.words[i].line, expected[i].line);
    }
    source_scan_done(&scan);
}

static void tells_what_is_not_visible(void **state)
{
    (void)state;
    const char *text = "---\na: b\n---\n[t](u) <!-- c -->\xFF\xFE\n\n[r]: /x\n\n<div hidden>x</div>\n";
    static const struct source_omission expected[] = {
        {{0, 13}, 1, OMISSION_FRONT_MATTER},     {{15, 19}, 4, OMISSION_LINK_ADDRESS},
        {{20, 30}, 4, OMISSION_COMMENT},         {{30, 32}, 4, OMISSION_INVALID_BYTES},
        {{34, 41}, 6, OMISSION_LINK_DEFINITION}, {{43, 62}, 8, OMISSION_HIDDEN_MARKUP},
    };
    struct source_scan scan;
    scan_text(text, strlen(text), FORMAT_MARKDOWN, &scan);
    assert_int_equal(scan.omission_count, ARRAY_COUNT(expected));
    for (size_t i = 0; i < ARRAY_COUNT(expected); i++) {
        assert_int_equal(scan.omissions[i].reason, expected[i].reason);
        assert_int_equal(scan.omissions[i].span.start, expected[i].span.start);
        assert_int_equal(scan.omissions[i].span.end, expected[i].span.end);
        assert_int_equal(scan.omissions[i].line, expected[i].line);
    }
    source_scan_done(&scan);
}

static void shows_all_of_plain_text(void **state)
{
    (void)state;
    const char *text = "# A *b*\n1. <i> [x](y)\n";
    struct source_scan scan;
    scan_text(text, strlen(text), FORMAT_TEXT, &scan);
    assert_int_equal(scan.word_count, 8); /* A b 1 < i > x y */
    source_scan_done(&scan);
}

/* The processor time that a scan of so many bytes of the pieces takes. */
static double scan_seconds(const char *piece, size_t length)
{
    struct buffer text = {0};
    while (text.length < length) buffer_append_text(&text, piece);
    struct source_scan scan;
    clock_t start = clock();
    scan_text(text.data, text.length, FORMAT_MARKDOWN, &scan);
    double seconds = (double)(clock() - start) / CLOCKS_PER_SEC;
    source_scan_done(&scan);
    buffer_done(&text);
    return seconds;
}

/* Input that makes careless parsers quadratic: a megabyte of each may take some eight times as long as an eighth of it, where
 * one that is quadratic takes sixty-four times as long. */
static void is_linear(void **state)
{
    (void)state;
    static const char *const pieces[] = {
        "> ",     "- ",   "[",         "[a](", "](", "*a ",   "**a_",         "`a``",       "<!-- ",
        "<a b='", "![[]", "[a]: /u (", "<?x ", "&#", "|",     "a|b\n-|-\n",   "<b hidden>", "1. ",
        "\t",     "~a~~", "<div>\n",   "[a][", "\\", "```\n", "[a]: /u \"\n", "\n  - a",    "<script>"};
    for (size_t i = 0; i < ARRAY_COUNT(pieces); i++) {
        double part = scan_seconds(pieces[i], 125000), whole = scan_seconds(pieces[i], 1000000);
        bool linear = whole < 24 * part + 0.2;
        if (!linear) print_error("%s: %.2f s and %.2f s\n", pieces[i], part, whole);
        assert_true(linear);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(finds_words),
        cmocka_unit_test(knows_inline_markup),
        cmocka_unit_test(knows_blocks),
        cmocka_unit_test(knows_places),
        cmocka_unit_test(tells_what_is_not_visible),
        cmocka_unit_test(shows_all_of_plain_text),
        cmocka_unit_test(is_linear),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
