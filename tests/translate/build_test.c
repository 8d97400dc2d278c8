/* Translated leaflets: what is built is the source's structure with the translation's words. */
#include "cmocka_all.h"
#include "leaflet_maker.h"

#include "base/array.h"
#include "base/file.h"
#include "document/reader.h"
#include "translate/build.h"
#include "translate/placeholder.h"
#include "translate/template.h"

#include <glob.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct voice *polish;

static int load_voice(void **state)
{
    (void)state;
    return voice_load(ALOUD_SOURCE "/voices", "pl", &polish, NULL) != STATUS_OK;
}

static int free_voice(void **state)
{
    (void)state;
    voice_free(polish);
    return 0;
}

/* Puts "-x" behind each word, and leaves the placeholders. */
static char *mark_words(const char *text)
{
    struct buffer marked = {0}, plain = {0};
    for (size_t position = 0; position < strlen(text);) {
        struct placeholder next = placeholder_next(text, strlen(text), position);
        position = next.end;
        if (next.kind != PLACEHOLDER_TEXT) {
            buffer_append(&marked, text + next.start, next.end - next.start);
            continue;
        }
        struct buffer words = {0};
        buffer_clear(&plain);
        placeholder_read_text(&plain, text + next.start, next.end - next.start);
        for (const char *at = buffer_text(&plain); *at;) {
            size_t space = strspn(at, " \n\t");
            size_t word = strcspn(at + space, " \n\t");
            buffer_append(&words, at, space + word);
            if (word > 0) buffer_append_text(&words, "-x");
            at += space + word;
        }
        placeholder_append_text(&marked, buffer_text(&words), words.length);
        buffer_done(&words);
    }
    buffer_done(&plain);
    return buffer_take(&marked);
}

/* Without white space and without the marks. */
static void append_squeezed(struct buffer *buffer, const char *text, size_t length)
{
    for (size_t i = 0; i < length; i++) {
        if (strchr(" \n\t", text[i])) continue;
        if (i + 1 < length && memcmp(text + i, "-x", 2) == 0)
            i++;
        else
            buffer_append_char(buffer, text[i]);
    }
}

/* "KIND LEVEL LIST DEPTH QUOTE ORDERED NUMBER TASK TABLE ROW COLUMN: WORDS" */
static void append_block(struct buffer *buffer, const struct document *document, const struct block *block)
{
    buffer_printf(buffer, "%d %u %u %u %u %d %u %d%d %u %u %u: ", block->kind, block->level, block->list,
                  block->list_depth, block->quote_depth, block->ordered, block->item_number, block->task,
                  block->task_done, block->table, block->row, block->column);
    append_squeezed(buffer, document->text.data + block->text_start, block->text_end - block->text_start);
    buffer_append_char(buffer, '\n');
}

struct trial {
    struct original original;
    struct catalogue catalogue;
    struct built built;
};

/* Translates each entry, but one of `gaps` (0: none), by marking. */
static void set_up(struct trial *trial, const char *name, const struct buffer *markdown, unsigned gaps)
{
    struct error error = {0};
    *trial = (struct trial){0};
    enum status status = original_read_bytes(&trial->original, name, markdown->data, markdown->length, &error);
    if (status == STATUS_OK) status = template_make(&trial->original, "pl", &trial->catalogue, &error);
    for (size_t i = 0; i < trial->catalogue.count; i++) {
        struct catalogue_entry *entry = &trial->catalogue.entries[i];
        if (gaps > 0 && i % gaps == 0) continue;
        free(entry->translation);
        entry->translation = mark_words(entry->text);
    }
    if (status == STATUS_OK) status = catalogue_index(&trial->catalogue, &error);
    if (status != STATUS_OK) print_error("%s\n", error.text);
    assert_int_equal(status, STATUS_OK);
}

static void build(struct trial *trial, const char *name, enum missing missing)
{
    struct error error = {0};
    enum status status =
        build_leaflet(&trial->original, &trial->catalogue, "pl", polish, missing, &trial->built, &error);
    if (status != STATUS_OK) {
        fprintf(stderr, "%s:%zu: %s\n%s\nbuilt:\n%s\n", name, error.line, error.text, trial->original.bytes.data,
                buffer_text(&trial->built.markdown));
    }
    assert_int_equal(status, STATUS_OK);
}

static void tear_down(struct trial *trial)
{
    built_done(&trial->built);
    catalogue_done(&trial->catalogue);
    original_done(&trial->original);
}

/* All blocks of a document, but for the translation those that the map says are none of the source's. */
static void outline(struct buffer *buffer, const struct document *document, const struct built *built)
{
    for (size_t i = 0; i < document->block_count; i++) {
        if (built && built->source_blocks[i] == DOCUMENT_NONE) continue;
        append_block(buffer, document, &document->blocks[i]);
    }
}

static void keeps_structure_and_words(const char *name, const struct buffer *markdown)
{
    struct trial trial;
    struct document_reader *reader = NULL;
    struct buffer wanted = {0}, found = {0};
    set_up(&trial, name, markdown, 0);
    build(&trial, name, MISSING_REFUSE);
    /* Read again from the bytes: not the document that the builder itself has compared. */
    assert_int_equal(document_reader_open_bytes(name, trial.built.markdown.data, trial.built.markdown.length,
                                                FORMAT_MARKDOWN, &reader, NULL),
                     STATUS_OK);
    while (!document_reader_document(reader)->complete) assert_int_equal(document_reader_step(reader, NULL), STATUS_OK);
    const struct document *read = document_reader_document(reader);
    assert_int_equal(read->block_count, trial.original.document->block_count + 1);
    assert_string_equal(buffer_text(&read->language), "pl");
    assert_string_equal(buffer_text(&read->translation), "draft");
    assert_string_equal(buffer_text(&read->version), buffer_text(&trial.original.document->version));
    outline(&wanted, trial.original.document, NULL);
    outline(&found, read, &trial.built);
    assert_string_equal(buffer_text(&found), buffer_text(&wanted));
    buffer_done(&wanted);
    buffer_done(&found);
    document_reader_free(reader);
    tear_down(&trial);
}

static void all_content_is_built_with_each_word_once(void **state)
{
    (void)state;
    glob_t paths;
    assert_int_equal(glob(ALOUD_SOURCE "/content/*/leaflet.md", 0, NULL, &paths), 0);
    assert_true(paths.gl_pathc > 0);
    for (size_t i = 0; i < paths.gl_pathc; i++) {
        struct buffer markdown = {0};
        assert_int_equal(file_read(paths.gl_pathv[i], SIZE_MAX, &markdown, NULL), STATUS_OK);
        keeps_structure_and_words(paths.gl_pathv[i], &markdown);
        buffer_done(&markdown);
    }
    globfree(&paths);
}

enum { LEAFLETS = 300 };

static void made_leaflets_are_built_with_each_word_once(void **state)
{
    (void)state;
    for (unsigned seed = 0; seed < LEAFLETS; seed++) {
        struct buffer markdown = {0};
        char name[32];
        snprintf(name, sizeof name, "made-%u.md", seed);
        leaflet_make(&markdown, seed);
        keeps_structure_and_words(name, &markdown);
        buffer_done(&markdown);
    }
}

/* What is missing is marked as the source's language, all of it; what is translated is not. */
static void missing_texts_are_spoken_in_their_language(void **state)
{
    (void)state;
    for (unsigned seed = 1; seed < LEAFLETS / 3; seed++) {
        struct buffer markdown = {0}, found = {0}, wanted = {0};
        struct trial trial;
        if (seed % 5 == 0) continue; /* has no language */
        leaflet_make(&markdown, seed);
        set_up(&trial, "made.md", &markdown, 2 + seed % 3);
        build(&trial, "made.md", MISSING_SPEAK);
        const struct document *document = trial.built.document;
        const struct document *source = trial.original.document;
        size_t mapped = 0;
        for (size_t i = 0; i < document->block_count; i++) {
            uint32_t from = trial.built.source_blocks[i];
            if (from == DOCUMENT_NONE) continue;
            const struct block *block = &document->blocks[i];
            const struct block *original = &source->blocks[from];
            assert_int_equal(from, mapped++);
            buffer_clear(&found);
            buffer_clear(&wanted);
            append_squeezed(&found, document->text.data + block->text_start, block->text_end - block->text_start);
            append_squeezed(&wanted, source->text.data + original->text_start,
                            original->text_end - original->text_start);
            /* The last run of a block without marks is in the source's language. */
            const char *text = document->text.data;
            bool marked = memmem(text + block->text_start, block->text_end - block->text_start, "-x", 2) != NULL;
            assert_non_null(strstr(buffer_text(&found), buffer_text(&wanted)));
            if (marked || block->run_count == 0) {
                assert_string_equal(buffer_text(&found), buffer_text(&wanted));
                continue;
            }
            const struct run *last = &document->runs[block->first_run + block->run_count - 1];
            const char *language = document->strings.data + document->languages[last->language];
            assert_true(strcmp(language, "en-GB") == 0 || strcmp(language, "pl") == 0);
        }
        assert_int_equal(mapped, source->block_count);
        buffer_done(&markdown);
        buffer_done(&found);
        buffer_done(&wanted);
        tear_down(&trial);
    }
}

static void missing_texts_are_left_out(void **state)
{
    (void)state;
    for (unsigned seed = 0; seed < LEAFLETS / 3; seed++) {
        struct buffer markdown = {0};
        struct trial trial;
        leaflet_make(&markdown, seed);
        set_up(&trial, "made.md", &markdown, 2 + seed % 3);
        build(&trial, "made.md", MISSING_SKIP);
        assert_true(trial.built.missing_count > 0);
        for (size_t i = 0; i < trial.built.missing_count; i++) {
            uint32_t block = trial.original.units[trial.built.missing[i]].block;
            for (size_t j = 0; block != DOCUMENT_NONE && j < trial.built.document->block_count; j++)
                assert_int_not_equal(trial.built.source_blocks[j], block);
        }
        buffer_done(&markdown);
        tear_down(&trial);
    }
}

/* Text that would be markup, were it not written with care. */
static const char *const literals[] = {
    "*",       "**a**",      "_b_",        "# c",
    "1. d",    "- e",        "> f",        "| g |",
    "`h`",     "[i](j)",     "![k](l)",    "<b>m</b>",
    "&amp; n", "<g1>o</g1>", "\\p\\",      "q~~r~~s",
    "---",     "===",        "+ t",        "t http://u.v/_w_ x",
    "x@y.z",   "2) a",       "&#39;b",     "(www.c.d/_e) x",
    "f_g_h",   "!",          "[ ] i",      ":j:",
    "~~~",     "k\\",        "请不要。",   "ممنوع",
    "\u00A0l", "4\\. m",     "(n)",        "[o]: p",
    "#",       "\\",         "<!-- q -->", "«r»",
};

/* The source's placeholders, with other text between them. */
static char *say_otherwise(const char *text, unsigned *random)
{
    struct buffer made = {0};
    for (size_t position = 0; position < strlen(text);) {
        struct placeholder next = placeholder_next(text, strlen(text), position);
        position = next.end;
        if (next.kind != PLACEHOLDER_TEXT) {
            buffer_append(&made, text + next.start, next.end - next.start);
            continue;
        }
        const char *literal = literals[leaflet_random(random, ARRAY_COUNT(literals))];
        bool spaces = leaflet_random(random, 2) == 0;
        if (spaces) buffer_append_char(&made, ' ');
        placeholder_append_text(&made, literal, strlen(literal));
        buffer_append_text(&made, "w");
        if (spaces) buffer_append_char(&made, ' ');
    }
    return buffer_take(&made);
}

/* Whatever stands in a translation is read again as text. */
static void translations_are_text_whatever_they_look_like(void **state)
{
    (void)state;
    unsigned refused = 0;
    for (unsigned seed = 0; seed < LEAFLETS; seed++) {
        struct buffer markdown = {0};
        struct trial trial;
        struct error error = {0};
        unsigned random = seed;
        leaflet_make(&markdown, seed);
        set_up(&trial, "made.md", &markdown, 1);
        for (size_t i = 0; i < trial.catalogue.count; i++) {
            free(trial.catalogue.entries[i].translation);
            trial.catalogue.entries[i].translation = say_otherwise(trial.catalogue.entries[i].text, &random);
            trial.catalogue.entries[i].line = i + 1;
        }
        enum status status =
            build_leaflet(&trial.original, &trial.catalogue, "pl", polish, MISSING_REFUSE, &trial.built, &error);
        if (status != STATUS_OK)
            print_error("made-%u: %s\n", seed,
                        error.line ? trial.catalogue.entries[error.line - 1].translation : error.text);
        refused += status != STATUS_OK;
        buffer_done(&markdown);
        tear_down(&trial);
    }
    assert_int_equal(refused, 0);
}

/* ---- Single cases ------------------------------------------------------------------------------------------------ */

/* Builds `leaflet` with the translations, in the order of its entries ("": none), and compares all of it. */
static void assert_built(const char *leaflet, const char *const *translations, enum missing missing, const char *wanted)
{
    struct trial trial;
    struct buffer markdown = {0};
    buffer_append_text(&markdown, leaflet);
    set_up(&trial, "tea.md", &markdown, 1);
    for (size_t i = 0; i < trial.catalogue.count; i++) {
        assert_non_null(translations[i]);
        free(trial.catalogue.entries[i].translation);
        trial.catalogue.entries[i].translation = strdup(translations[i]);
    }
    build(&trial, "tea.md", missing);
    assert_string_equal(buffer_text(&trial.built.markdown), wanted);
    buffer_done(&markdown);
    tear_down(&trial);
}

#define BUILT(leaflet, missing, wanted, ...)                                                                           \
    assert_built(leaflet, (const char *const[]){__VA_ARGS__, NULL}, missing, wanted)

#define TITLE "---\ntitle: \"Ą\"\nlang: pl\ntranslation: draft\n---\n"
#define FRONT "---\nlang: pl\ntranslation: draft\n---\n"
#define DRAFT "\nTo tłumaczenie nie zostało sprawdzone przez lekarza.\n\n"
#define NEXT "Następna część nie została przetłumaczona. Jej język to angielski."

static void front_matter_is_kept_but_for_what_is_said_anew(void **state)
{
    (void)state;
    BUILT(
        "\xEF\xBB\xBF---\n# a comment\ntitle: >\n  Tea\n  time\nlang: en-GB\nversion: 3 # third\nlexicon:\n  GP: gee "
        "pee\nreview: March\n---\n\n# Tea\n\nDrink **it**.\n",
        MISSING_REFUSE,
        "\xEF\xBB\xBF---\ntitle: \"Pora na \\\"herbatę\\\"\"\nlang: pl\ntranslation: draft\n# a comment\nversion: 3 # "
        "third\nreview: March\n---\n\n# Herbata\n" DRAFT "Proszę **ją** wypić.\n",
        "Pora na \"herbatę\"", "Herbata", "Proszę <g1>ją</g1> wypić.");
}

static void markup_is_put_where_it_is_read_as_such(void **state)
{
    (void)state;
    /* Letters on both sides, a full stop inside: Markdown's own signs would be read as asterisks. */
    BUILT("a **b** c\n", MISSING_REFUSE, FRONT DRAFT "请<strong>不要。</strong>驾车\n", "请<g1>不要。</g1>驾车");
    BUILT("a *b* **c**\n", MISSING_REFUSE, FRONT DRAFT "*b* <strong> c</strong>d\n", "<g1>b</g1> <g2> c</g2>d");
    BUILT("a [b](u) c\n", MISSING_REFUSE, FRONT DRAFT "d\\![b](u)(e) \\[f\\]\n", "d!<g1>b</g1>(e) [f]");
    BUILT("a [b] c\n\n[b]: u\n", MISSING_REFUSE, FRONT DRAFT "[b]\\(e)\n\n[b]: u\n", "<g1>b</g1>(e)");
    BUILT("- a\n\n1. b\n", MISSING_REFUSE, FRONT DRAFT "- \\- a\n\n1. 2\\. b\n", "- a", "2. b");
    BUILT("| a |\n|---|\n| `b` |\n", MISSING_REFUSE, FRONT DRAFT "| a\\|b |\n|---|\n| ``c`\\|d`` |\n", "a|b",
          "<g1>c`|d</g1>");
}

static void what_is_missing_is_told_before_it_is_heard(void **state)
{
    (void)state;
    BUILT("---\nlang: en-GB\n---\n# A\n\nb\n\n- c\n- d\n\n## E\n", MISSING_SPEAK,
          TITLE "# Ą\n" DRAFT "\n" NEXT
                "\n\n<span lang=\"en-GB\">b</span>\n\n- <span lang=\"en-GB\">c</span>\n- ć\n\n\n" NEXT
                "\n\n## <span lang=\"en-GB\">E</span>\n",
          "Ą", "", "", "ć", "");
    BUILT("---\nlang: en-GB\n---\n- a\n- b\n", MISSING_SPEAK,
          FRONT DRAFT "- ą\n- " NEXT " <span lang=\"en-GB\">b</span>\n", "ą", "");
    BUILT("---\nlang: en-GB\n---\n# A\n\n```\nb\n```\nc\n", MISSING_SPEAK,
          TITLE "# Ą\n" DRAFT "\n" NEXT "\n\n<div lang=\"en-GB\">\n\n```\nb\n```\n\n</div>\n\nć\n", "Ą", "", "ć");
    /* A column's heading is heard in each row. */
    BUILT("---\nlang: en-GB\n---\n# A\n\n| b | c |\n|---|---|\n| d | e |\n| f | g |\n", MISSING_SPEAK,
          TITLE "# Ą\n" DRAFT "\n" NEXT "\n\n| bé | <span lang=\"en-GB\">c</span> |\n|---|---|\n"
                "| dé | " NEXT " <span lang=\"en-GB\">e</span> |\n| <span lang=\"en-GB\">f</span> | gé |\n",
          "Ą", "bé", "", "dé", "", "", "gé");
}

static void what_is_left_out_leaves_nothing(void **state)
{
    (void)state;
    static const char left_out[] =
        FRONT DRAFT "\nNiektóre części tej ulotki nie zostały przetłumaczone i zostały tu pominięte.\n\n";
    struct buffer wanted = {0};
    buffer_printf(&wanted, "%s\n\ną\n\n1. <!-- -->\n2. ć\n\n<!-- -->\n\n- <!-- -->\n", left_out);
    BUILT("**B c.**\n\na\n\n1. b\n2. c\n\nA\n===\n\n- [x] d\n", MISSING_SKIP, buffer_text(&wanted), "", "ą", "", "ć",
          "", "");
    buffer_clear(&wanted);
    buffer_printf(&wanted, "%s- ą\n\n<!-- -->\n\n- ć\n\n<!-- -->\n- ę\n", left_out);
    BUILT("- a\n\nb\n\n- c\n\nD\n===\n- e\n", MISSING_SKIP, buffer_text(&wanted), "ą", "", "ć", "", "ę");
    buffer_clear(&wanted);
    buffer_printf(&wanted, "%s&#8203; | ą\n--- | ---\nb | &#8203;\n", left_out);
    BUILT("A | B\n--- | ---\nc | d\n", MISSING_SKIP, buffer_text(&wanted), "", "ą", "b", "");
    buffer_done(&wanted);
}

static void what_is_broken_or_missing_is_refused_with_its_line(void **state)
{
    (void)state;
    static const struct {
        const char *leaflet;
        const char *translation;
        const char *told;
    } cases[] = {{"a **b**\n", "", "is not translated"},
                 {"a **b**\n", "b", "the placeholder <g1> is missing"},
                 {"a\n", " ", "cannot be written"},
                 {"a\n", "\u200B", "cannot be written"}};
    for (size_t i = 0; i < ARRAY_COUNT(cases); i++) {
        struct trial trial;
        struct error error = {0};
        struct buffer markdown = {0};
        buffer_append_text(&markdown, cases[i].leaflet);
        set_up(&trial, "tea.md", &markdown, 1);
        free(trial.catalogue.path);
        trial.catalogue.path = strdup("po/pl.po");
        trial.catalogue.entries[0].line = 7;
        free(trial.catalogue.entries[0].translation);
        trial.catalogue.entries[0].translation = strdup(cases[i].translation);
        assert_int_equal(
            build_leaflet(&trial.original, &trial.catalogue, "pl", polish, MISSING_REFUSE, &trial.built, &error),
            STATUS_BAD_INPUT);
        assert_string_equal(error.file, "po/pl.po");
        assert_int_equal(error.line, 7);
        assert_non_null(strstr(error.text, cases[i].told));
        buffer_done(&markdown);
        tear_down(&trial);
    }
}

/* Which no leaflet without a language has: its words would be said by the Polish voice. */
static void what_is_missing_is_spoken_in_a_language_that_is_told(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        unsigned gaps;
        enum missing missing;
        enum status wanted;
    } cases[] = {{"tea.md", 2, MISSING_SPEAK, STATUS_BAD_INPUT},
                 {"tea.md", 2, MISSING_SKIP, STATUS_OK},
                 {"tea.md", 0, MISSING_SPEAK, STATUS_OK},
                 {"tea.en-GB.md", 2, MISSING_SPEAK, STATUS_OK}};
    for (size_t i = 0; i < ARRAY_COUNT(cases); i++) {
        struct trial trial;
        struct error error = {0};
        struct buffer markdown = {0};
        buffer_append_text(&markdown, "a\n\nb\n");
        set_up(&trial, cases[i].name, &markdown, cases[i].gaps);
        enum status status =
            build_leaflet(&trial.original, &trial.catalogue, "pl", polish, cases[i].missing, &trial.built, &error);
        assert_int_equal(status, cases[i].wanted);
        if (status != STATUS_OK) assert_string_equal(error.file, "tea.md");
        if (status != STATUS_OK) assert_non_null(strstr(error.text, "lang: en-GB"));
        buffer_done(&markdown);
        tear_down(&trial);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(all_content_is_built_with_each_word_once),
        cmocka_unit_test(made_leaflets_are_built_with_each_word_once),
        cmocka_unit_test(missing_texts_are_spoken_in_their_language),
        cmocka_unit_test(missing_texts_are_left_out),
        cmocka_unit_test(translations_are_text_whatever_they_look_like),
        cmocka_unit_test(front_matter_is_kept_but_for_what_is_said_anew),
        cmocka_unit_test(markup_is_put_where_it_is_read_as_such),
        cmocka_unit_test(what_is_missing_is_told_before_it_is_heard),
        cmocka_unit_test(what_is_left_out_leaves_nothing),
        cmocka_unit_test(what_is_broken_or_missing_is_refused_with_its_line),
        cmocka_unit_test(what_is_missing_is_spoken_in_a_language_that_is_told),
    };
    return cmocka_run_group_tests(tests, load_voice, free_voice);
}
