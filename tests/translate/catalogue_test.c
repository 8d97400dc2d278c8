/* PO files: what is read is written again, and mistakes are told with their line. */
#include "cmocka_all.h"

#include "base/array.h"
#include "translate/catalogue.h"
#include "translate/plural_forms.h"
#include "translate/template.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define HEADER "msgid \"\"\nmsgstr \"\"\n\"Language: pl\\n\"\n\"Content-Type: text/plain; charset=UTF-8\\n\"\n\n"

static enum status read(struct catalogue *catalogue, const char *text, struct error *error)
{
    struct buffer bytes = {0};
    buffer_append_text(&bytes, text);
    for (char *at = bytes.data; at && *at; at++) {
        if (*at == '\1') *at = '\0';
    }
    enum status status = catalogue_read_bytes(catalogue, "po/pl.po", &bytes, error);
    buffer_done(&bytes);
    return status;
}

static const char whole[] = HEADER "# Asked Anna.\n"
                                   "#. In \"Tea\": paragraph\n"
                                   "#: leaflet.md:3 leaflet.md:9\n"
                                   "#, fuzzy\n"
                                   "#| msgctxt \"Cocoa / paragraph\"\n"
                                   "#| msgid \"Sip it.\"\n"
                                   "msgctxt \"Tea / paragraph\"\n"
                                   "msgid \"Drink “it”\\tnow.\\n\"\n"
                                   "msgstr \"Proszę pić.\\n\"\n"
                                   "\n"
                                   "msgid \"plain\"\n"
                                   "msgstr \"\"\n"
                                   "\n"
                                   "#~ msgid \"gone\"\n"
                                   "#~ msgstr \"było\"\n";

static void what_is_read_is_written_again(void **state)
{
    (void)state;
    struct catalogue catalogue = {0};
    struct buffer written = {0};
    struct error error = {0};
    assert_int_equal(read(&catalogue, whole, &error), STATUS_OK);
    assert_int_equal(catalogue.count, 3);
    const struct catalogue_entry *entry = &catalogue.entries[0];
    assert_string_equal(entry->context, "Tea / paragraph");
    assert_string_equal(entry->text, "Drink “it”\tnow.\n");
    assert_string_equal(entry->translation, "Proszę pić.\n");
    assert_string_equal(entry->previous_context, "Cocoa / paragraph");
    assert_string_equal(entry->previous_text, "Sip it.");
    assert_string_equal(entry->comments, "Asked Anna.\n");
    assert_string_equal(entry->note, "In \"Tea\": paragraph\n");
    assert_string_equal(entry->references, "leaflet.md:3 leaflet.md:9");
    assert_true(entry->fuzzy);
    assert_false(entry->obsolete);
    assert_int_equal(entry->line, 13);
    assert_int_equal(catalogue.entries[1].line, 16);
    assert_null(catalogue.entries[1].context);
    assert_true(catalogue.entries[2].obsolete);
    assert_int_equal(catalogue.entries[2].line, 19);
    assert_int_equal(catalogue_write(&catalogue, &written, &error), STATUS_OK);
    assert_string_equal(buffer_text(&written), whole);
    buffer_done(&written);
    catalogue_done(&catalogue);
}

static void must_read_with(const char *line_end)
{
    struct catalogue catalogue = {0};
    struct buffer lines = {0}, written = {0};
    for (const char *at = whole; *at; at++) {
        if (*at == '\n')
            buffer_append_text(&lines, line_end);
        else
            buffer_append_char(&lines, *at);
    }
    assert_int_equal(read(&catalogue, buffer_text(&lines), NULL), STATUS_OK);
    assert_int_equal(catalogue.entries[0].line, 13);
    assert_int_equal(catalogue_write(&catalogue, &written, NULL), STATUS_OK);
    assert_string_equal(buffer_text(&written), whole);
    buffer_done(&lines);
    buffer_done(&written);
    catalogue_done(&catalogue);
}

/* As an editor on Windows saves it; and one that has put another before each. */
static void carriage_returns_are_no_part_of_it(void **state)
{
    (void)state;
    must_read_with("\r\n");
    must_read_with("\r\r\n");
}

static enum status read_translations(struct catalogue *catalogue, const char *text, struct error *error)
{
    char path[] = "/tmp/catalogue-XXXXXX";
    FILE *file = fdopen(mkstemp(path), "w");
    assert_non_null(file);
    assert_true(fputs(text, file) >= 0 && fclose(file) == 0);
    enum status status = catalogue_read_translations(catalogue, path, error);
    remove(path);
    return status;
}

/* Whether its reader understands the file or leaves it to libgettextpo. */
static void translations_are_read_of_any_file(void **state)
{
    (void)state;
    static const char *const texts[] = {HEADER "msgctxt \"c\"\nmsgid \"A\"\nmsgstr \"B\"\n",
                                        HEADER "msgctxt \"c\"\r\nmsgid \"A\"\r\nmsgstr \"B\"\r\n",
                                        HEADER "msgctxt \"c\" msgid \"\\x41\" msgstr \"B\"\n"};
    for (size_t i = 0; i < ARRAY_COUNT(texts); i++) {
        struct catalogue catalogue = {0};
        assert_int_equal(read_translations(&catalogue, texts[i], NULL), STATUS_OK);
        assert_non_null(catalogue_find(&catalogue, "c", "A"));
        assert_string_equal(catalogue_find(&catalogue, "c", "A")->translation, "B");
        catalogue_done(&catalogue);
    }
    struct catalogue catalogue = {0};
    struct error error = {0};
    assert_int_equal(read_translations(&catalogue, HEADER "msgid \"a\"\nmessage \"b\"\n", &error), STATUS_BAD_INPUT);
    assert_int_equal(error.line, 7);
    catalogue_done(&catalogue);
}

static void entries_are_found_by_context_and_text(void **state)
{
    (void)state;
    struct catalogue catalogue = {0};
    assert_int_equal(read(&catalogue, whole, NULL), STATUS_OK);
    assert_int_equal(catalogue_index(&catalogue, NULL), STATUS_OK);
    assert_ptr_equal(catalogue_find(&catalogue, "Tea / paragraph", "Drink “it”\tnow.\n"), &catalogue.entries[0]);
    assert_ptr_equal(catalogue_find(&catalogue, NULL, "plain"), &catalogue.entries[1]);
    assert_null(catalogue_find(&catalogue, "", "plain"));
    assert_null(catalogue_find(&catalogue, NULL, "gone"));
    catalogue_done(&catalogue);
}

static void fields_of_the_header_are_set(void **state)
{
    (void)state;
    struct catalogue catalogue = {0};
    struct buffer value = {0};
    assert_int_equal(read(&catalogue, HEADER, NULL), STATUS_OK);
    assert_true(catalogue_field(&catalogue, "Language", &value));
    assert_string_equal(buffer_text(&value), "pl");
    assert_false(catalogue_field(&catalogue, "Lang", &value));
    assert_int_equal(catalogue_set_field(&catalogue, "Language", "cy", NULL), STATUS_OK);
    assert_int_equal(catalogue_set_field(&catalogue, "X-A", "b c", NULL), STATUS_OK);
    assert_string_equal(catalogue.header, "Language: cy\nContent-Type: text/plain; charset=UTF-8\nX-A: b c\n");
    catalogue_done(&catalogue);
    /* A last line without its end. */
    assert_int_equal(read(&catalogue, "msgid \"\"\nmsgstr \"Language: pl\"\n", NULL), STATUS_OK);
    assert_string_equal(catalogue.header, "Language: pl\nContent-Type: text/plain; charset=UTF-8\n");
    buffer_done(&value);
    catalogue_done(&catalogue);
}

static void mistakes_are_told_with_their_line(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        size_t line;
        const char *told;
    } bad[] = {
        {HEADER "msgid \"a\"\nmsgstr \"b\"\n\nmsgid \"c\nmsgstr \"d\"\n", 10,
         "end-of-line within string"}, /* known on the next line */
        {HEADER "msgid \"a\"\nmsgstr \"b\"\nfoo\n", 8, "foo"},
        {HEADER "msgid \"a\"\nmsgstr \"b\"\n\nmsgid \"a\"\nmsgstr \"c\"\n", 9, "duplicate"},
        {HEADER "msgid \"\xE9\"\nmsgstr \"b\"\n", 6, "UTF-8"},
        {"msgid \"\"\nmsgstr \"\"\n\"Content-Type: text/plain; charset=ISO-8859-2\\n\"\n", 3, "UTF-8"},
        {"msgid \"\"\nmsgstr \"\\101: \\n\"\n\"Content-Type: charset=KOI8-R\\n\"\n", 0, "UTF-8"},
        {HEADER "msgid \"a\"\nmsgstr \"Nie \1 wolno.\"\n", 7, "UTF-8"}, /* \1 is read as a zero */
        {HEADER "msgid \"a\"\nmsgstr \"b\\336c\"\n", 6, "none of UTF-8"},
        {HEADER "msgid \"-a\\xDE\"\nmsgstr \"b\"\n", 6, "none of UTF-8"},
        {HEADER "#| msgid \"\\377\"\nmsgctxt \"c\"\nmsgid \"a\"\nmsgstr \"b\"\n", 8, "none of UTF-8"},
        {HEADER "msgid \"a\"\nmsgid_plural \"b\"\nmsgstr[0] \"c\"\nmsgstr[1] \"d\"\n", 6, "plural"},
    };
    for (size_t i = 0; i < ARRAY_COUNT(bad); i++) {
        struct catalogue catalogue = {0};
        struct error error = {0};
        assert_int_equal(read(&catalogue, bad[i].text, &error), STATUS_BAD_INPUT);
        assert_string_equal(error.file, "po/pl.po");
        assert_int_equal(error.line, bad[i].line);
        assert_non_null(strstr(error.text, bad[i].told));
        catalogue_done(&catalogue);
    }
}

/* What is a character set in the header is a text elsewhere. */
static void texts_are_not_taken_for_the_header(void **state)
{
    (void)state;
    struct catalogue catalogue = {0};
    assert_int_equal(read(&catalogue,
                          "msgid \"a\"\nmsgstr \"\"\n\nmsgid \"Content-Type: charset=UTF-8\"\nmsgstr \"charset=x\"\n",
                          NULL),
                     STATUS_OK);
    assert_null(catalogue.header);
    assert_string_equal(catalogue.entries[1].text, "Content-Type: charset=UTF-8");
    catalogue_done(&catalogue);
    static const char *const texts[] = {
        "msgid \"a\"\nmsgstr \"Content-Type: charset=UTF-8\"\n",
        "\xEF\xBB\xBFmsgid \"a\"\nmsgstr \"Content-Type: charset=UTF-8\"\n",
        "# Content-Type: charset=UTF-8\nmsgid \"a\"\nmsgstr \"Content-Type: charset=UTF-8\"\n",
        "msgctxt \"b\"\nmsgid \"\"\nmsgstr \"Content-Type: charset=UTF-8\"\n",
    };
    for (size_t i = 0; i < ARRAY_COUNT(texts); i++) {
        assert_int_equal(read(&catalogue, texts[i], NULL), STATUS_OK);
        assert_string_equal(catalogue.entries[0].translation, "Content-Type: charset=UTF-8");
        catalogue_done(&catalogue);
    }
}

/* Whatever else the header says stays as it is. */
static void the_header_stays_as_it_is(void **state)
{
    (void)state;
    static const char *const headers[] = {
        "X-Charset=A: 1\nContent-Type: text/plain; charset=UTF-8\n",
        "Content-Type: text/plain; charset=UTF-8\nX-A: charset=b Charset=c\n",
    };
    for (size_t i = 0; i < ARRAY_COUNT(headers); i++) {
        struct catalogue catalogue = {0}, again = {0};
        struct buffer written = {0};
        catalogue.path = strdup("po/pl.po");
        catalogue.header = strdup(headers[i]);
        catalogue.header_comments = strdup("Content-Type: charset=\n");
        assert_int_equal(catalogue_write(&catalogue, &written, NULL), STATUS_OK);
        assert_int_equal(catalogue_read_bytes(&again, "po/pl.po", &written, NULL), STATUS_OK);
        assert_string_equal(again.header, headers[i]);
        assert_string_equal(again.header_comments, "Content-Type: charset=\n");
        buffer_done(&written);
        catalogue_done(&catalogue);
        catalogue_done(&again);
    }
}

/* Poedit writes the character set; a translator's own editor need not, nor does a template. */
static void what_is_utf8_says_so_when_it_is_written(void **state)
{
    (void)state;
    static const char *const fields[] = {"", "\"Content-Type: text/plain; charset=CHARSET\\n\"\n"};
    for (size_t i = 0; i < ARRAY_COUNT(fields); i++) {
        struct catalogue catalogue = {0};
        struct buffer text = {0}, written = {0};
        buffer_printf(&text, "msgid \"\"\nmsgstr \"\"\n\"Language: pl\\n\"\n%s\nmsgid \"a\"\nmsgstr \"ż\"\n",
                      fields[i]);
        assert_int_equal(read(&catalogue, buffer_text(&text), NULL), STATUS_OK);
        assert_int_equal(catalogue_write(&catalogue, &written, NULL), STATUS_OK);
        assert_string_equal(buffer_text(&written), HEADER "msgid \"a\"\nmsgstr \"ż\"\n");
        buffer_done(&text);
        buffer_done(&written);
        catalogue_done(&catalogue);
    }
}

/* The project's field is written anew by each update. */
static void another_field_does_not_name_the_character_set(void **state)
{
    (void)state;
    struct catalogue catalogue = {0};
    assert_int_equal(read(&catalogue, "msgid \"\"\nmsgstr \"Project-Id-Version: charset=UTF-8\\n\"\n", NULL),
                     STATUS_OK);
    assert_string_equal(catalogue.header,
                        "Project-Id-Version: charset=UTF-8\nContent-Type: text/plain; charset=UTF-8\n");
    catalogue_done(&catalogue);
}

static void what_cannot_be_written_is_told_with_its_file(void **state)
{
    (void)state;
    struct catalogue catalogue = {0};
    struct buffer written = {0};
    struct error error = {0};
    assert_int_equal(read(&catalogue, "msgid \"a\"\nmsgstr \"ż\"\n", NULL), STATUS_OK); /* in no character set */
    assert_int_equal(catalogue_write(&catalogue, &written, &error), STATUS_IO);
    assert_string_equal(error.file, "po/pl.po");
    buffer_done(&written);
    catalogue_done(&catalogue);
}

static void white_space_is_no_translation(void **state)
{
    (void)state;
    struct catalogue catalogue = {0};
    assert_int_equal(read(&catalogue, HEADER "msgid \"a\"\nmsgstr \" \\t\\n\"\n", NULL), STATUS_OK);
    assert_string_equal(catalogue.entries[0].translation, "");
    catalogue_done(&catalogue);
}

static void a_template_holds_each_entry(void **state)
{
    (void)state;
    static const char leaflet[] =
        "---\ntitle: Tea\nreference: T/1\nversion: 4\ndate: 2026-03-01\n---\n\n- Hot\n- Hot\n";
    struct original original = {0};
    struct catalogue template = {0};
    struct buffer value = {0};
    assert_int_equal(original_read_bytes(&original, "a/tea.md", leaflet, strlen(leaflet), NULL), STATUS_OK);
    assert_int_equal(template_make(&original, "pl", &template, NULL), STATUS_OK);
    assert_int_equal(template.count, 2);
    assert_string_equal(template.entries[1].references, "tea.md:8 tea.md:9");
    assert_true(catalogue_field(&template, "Project-Id-Version", &value));
    assert_string_equal(buffer_text(&value), "T/1 4");
    assert_true(catalogue_field(&template, "POT-Creation-Date", &value));
    assert_string_equal(buffer_text(&value), "2026-03-01 00:00+0000");
    assert_true(catalogue_field(&template, "Plural-Forms", &value));
    assert_string_equal(buffer_text(&value), plural_forms("pl"));
    buffer_done(&value);
    catalogue_done(&template);
    original_done(&original);
}

static void plural_forms_are_those_of_the_language(void **state)
{
    (void)state;
    assert_string_equal(plural_forms("en-GB"), "nplurals=2; plural=(n != 1);");
    assert_string_equal(plural_forms("pt_BR"), "nplurals=2; plural=(n > 1);");
    assert_null(plural_forms("e"));
    assert_null(plural_forms(""));
    assert_null(plural_forms("en gb"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_read_is_written_again),
        cmocka_unit_test(carriage_returns_are_no_part_of_it),
        cmocka_unit_test(translations_are_read_of_any_file),
        cmocka_unit_test(entries_are_found_by_context_and_text),
        cmocka_unit_test(fields_of_the_header_are_set),
        cmocka_unit_test(mistakes_are_told_with_their_line),
        cmocka_unit_test(texts_are_not_taken_for_the_header),
        cmocka_unit_test(the_header_stays_as_it_is),
        cmocka_unit_test(what_is_utf8_says_so_when_it_is_written),
        cmocka_unit_test(another_field_does_not_name_the_character_set),
        cmocka_unit_test(what_cannot_be_written_is_told_with_its_file),
        cmocka_unit_test(white_space_is_no_translation),
        cmocka_unit_test(a_template_holds_each_entry),
        cmocka_unit_test(plural_forms_are_those_of_the_language),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
