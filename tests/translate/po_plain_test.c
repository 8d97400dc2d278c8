/* The reader of plain PO files against libgettextpo: what it takes it reads as the library does, and what it does not understand it
 * leaves to it. */
#include "cmocka_all.h"

#include "base/array.h"
#include "base/file.h"
#include "translate/po_plain.h"
#include "translate/po_read.h"
#include "translate/same_catalogue.h"

#include <glob.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define HEADER "msgid \"\"\nmsgstr \"\"\n\"Language: pl\\n\"\n\"Content-Type: text/plain; charset=UTF-8\\n\"\n\n"

enum { LIMIT_BYTES = 1000000, CHANGED_FILES = 40000, CHANGES_MOST = 3, ENTRIES_KEPT = 12 };

/* Reads by both; whether it was plain. Fails where they differ. */
static bool read_by_both(const struct buffer *bytes, const char *name)
{
    struct catalogue plain = {0}, library = {0};
    struct error error = {0};
    bool is_plain = false;
    assert_int_equal(po_plain_read(&plain, name, bytes, &is_plain, &error), STATUS_OK);
    if (is_plain) {
        enum status status = po_read(&library, name, bytes, &error);
        const char *difference = status == STATUS_OK ? catalogue_difference(&plain, &library) : error.text;
        if (difference) print_message("%s in:\n%s\n", difference, buffer_text(bytes));
        assert_null(difference);
        assert_string_equal(plain.path, name);
    } else {
        assert_null(plain.path);
        assert_null(plain.entries);
        assert_null(plain.header);
    }
    catalogue_done(&plain);
    catalogue_done(&library);
    return is_plain;
}

/* Of a text with \1 for each zero. */
static bool is_plain(const char *text)
{
    struct buffer bytes = {0};
    buffer_append_text(&bytes, text);
    for (char *at = bytes.data; at && *at; at++)
        if (*at == '\1') *at = '\0';
    bool is = read_by_both(&bytes, "pl.po");
    buffer_done(&bytes);
    return is;
}

static void each_field_is_read(void **state)
{
    (void)state;
    static const char text[] = "# Draft.\n#\n" HEADER "# Asked Anna.\n"
                               "#. In \"Tea\": paragraph\n"
                               "#  Twice.\n"
                               "#: leaflet.md:3 leaflet.md:9\n"
                               "#, fuzzy, no-wrap\n"
                               "#| msgctxt \"Cocoa / paragraph\"\n"
                               "#| msgid \"Sip \"\n"
                               "#| \"it.\"\n"
                               "msgctxt \"Tea / paragraph\"\n"
                               "msgid \"Drink “it”\\tnow.\\n\"\n"
                               "msgstr \"\"\n"
                               "\"Proszę \\\"pić\\\"\\\\\"\n"
                               "\" teraz.\\n\"\n"
                               "\n"
                               "#~| msgid \"was\"\n"
                               "#~ msgid \"gone\"\n"
                               "#~ msgstr \"by\"\n"
                               "#~ \"ło\"\n"
                               "# Of nothing.\n";
    struct buffer bytes = {0};
    struct catalogue catalogue = {0};
    bool is_plain = false;
    buffer_append_text(&bytes, text);
    assert_int_equal(po_plain_read(&catalogue, "pl.po", &bytes, &is_plain, NULL), STATUS_OK);
    assert_true(is_plain);
    assert_string_equal(catalogue.header, "Language: pl\nContent-Type: text/plain; charset=UTF-8\n");
    assert_string_equal(catalogue.header_comments, "Draft.\n\n");
    assert_int_equal(catalogue.count, 2);
    const struct catalogue_entry *tea = &catalogue.entries[0], *gone = &catalogue.entries[1];
    assert_string_equal(tea->context, "Tea / paragraph");
    assert_string_equal(tea->text, "Drink “it”\tnow.\n");
    assert_string_equal(tea->translation, "Proszę \"pić\"\\ teraz.\n");
    assert_string_equal(tea->previous_context, "Cocoa / paragraph");
    assert_string_equal(tea->previous_text, "Sip it.");
    assert_string_equal(tea->comments, "Asked Anna.\n Twice.\n");
    assert_null(tea->note);
    assert_null(tea->references);
    assert_true(tea->fuzzy && !tea->obsolete);
    assert_int_equal(tea->line, 17);
    assert_string_equal(gone->translation, "było");
    assert_string_equal(gone->previous_text, "was");
    assert_true(gone->obsolete && !gone->fuzzy);
    assert_int_equal(gone->line, 23);
    catalogue_done(&catalogue);
    read_by_both(&bytes, "pl.po");
    buffer_done(&bytes);
}

#define AB "msgid \"a\"\nmsgstr \"b\"\n"

static void what_is_odd_is_left_to_the_library(void **state)
{
    (void)state;
    static const char *const odd[] = {
        "",
        AB,
        "\xEF\xBB\xBF" HEADER AB,
        "msgid \"\"\nmsgstr \"Content-Type: text/plain; charset=ISO-8859-2\\n\"\n" AB,
        "msgid \"\"\nmsgstr \"Content-Type: text/plain; charset=UT\"\n\"F-8\\n\"\n" AB,
        "msgid \"\"\nmsgstr \"Content-Type: charset=UTF-8 charset=ISO-8859-2\\n\"\n" AB,
        "msgid \"\"\nmsgstr \"Project-Id-Version: charset=UTF-8\\n\"\n" AB,
        "msgid \"\"\nmsgstr \"Language: pl\\n\"\n" AB,
        "#~ msgid \"\"\n#~ msgstr \"Content-Type: charset=UTF-8\\n\"\n" AB,
        HEADER AB HEADER,
        HEADER AB AB,
        HEADER AB "#~ msgid \"a\"\n#~ msgstr \"c\"\n",
        HEADER "#~ msgid \"a\"\n#~ msgstr \"c\"\n" AB,
        HEADER "msgid \"a\1\"\nmsgstr \"b\"\n",
        HEADER "msgid \"a\\x41\"\nmsgstr \"b\"\n",
        HEADER "msgid \"a\\101\"\nmsgstr \"b\"\n",
        HEADER "msgid \"a\\r\"\nmsgstr \"b\"\n",
        HEADER "msgid \"a\\q\"\nmsgstr \"b\"\n",
        HEADER "msgid \"a\" \nmsgstr \"b\"\n",
        HEADER "msgid \"a\" \"a\"\nmsgstr \"b\"\n",
        HEADER "msgid  \"a\"\nmsgstr \"b\"\n",
        HEADER " msgid \"a\"\nmsgstr \"b\"\n",
        HEADER "msgid \"a\\\"\nmsgstr \"b\"\n",
        HEADER "msgid \"a\\\nb\"\nmsgstr \"b\"\n",
        HEADER "msgid \"a\nmsgstr \"b\"\n",
        HEADER "msgid \"\nmsgstr \"b\"\n",
        HEADER "msgid \"a\r\"\nmsgstr \"b\"\n",
        HEADER "msgid \"a\4b\"\nmsgstr \"b\"\n",
        HEADER "msgid \"a\xC3\"\nmsgstr \"b\"\n",
        HEADER "msgid \"a\"\n\nmsgstr \"b\"\n",
        HEADER "msgid \"a\"\n# c\nmsgstr \"b\"\n",
        HEADER "msgid \"a\"\n",
        HEADER "msgstr \"b\"\n",
        HEADER "msgid \"a\"\nmsgid_plural \"as\"\nmsgstr[0] \"b\"\n",
        HEADER "domain \"d\"\n" AB,
        HEADER "#~msgid \"a\"\n#~msgstr \"b\"\n",
        HEADER "#~ msgid \"a\"\nmsgstr \"b\"\n",
        HEADER "#~ msgid \"a\"\n#~ msgstr \"b\"\n\"c\"\n",
        HEADER "#| msgctxt \"c\"\n" AB,
        HEADER "#| msgid \"c\"\n# d\n" AB,
        HEADER "#| msgid \"c\"\n#~ msgid \"a\"\n#~ msgstr \"b\"\n",
        HEADER "#, range: 1..2 fuzzy\n" AB,
        HEADER "#! fuzzy\n" AB,
        HEADER "#= fuzzy\n" AB,
        HEADER "# File: a.c, line: 3\n" AB,
        HEADER "# goes on \\\n#here\n" AB,
        HEADER "#. goes on \\\n#here\n" AB,
        HEADER "\"a\"\n" AB,
        HEADER "#",
    };
    for (size_t i = 0; i < ARRAY_COUNT(odd) - 1; i++) {
        if (is_plain(odd[i])) print_message("taken:\n%s\n", odd[i]);
        assert_false(is_plain(odd[i]));
    }
    assert_true(is_plain(odd[ARRAY_COUNT(odd) - 1]));
    assert_true(is_plain(HEADER AB "\nmsgctxt \"\"\n" AB "\nmsgctxt \"c\"\nmsgid \"\"\nmsgstr \" \""));
}

/* ---- Files of content/, as they are and changed at random -------------------------------------------------------- */

static void each_translation_is_plain(void **state)
{
    (void)state;
    glob_t paths = {0};
    assert_int_equal(glob(ALOUD_SOURCE "/content/*/po/*.po", 0, NULL, &paths), 0);
    assert_true(paths.gl_pathc >= 50);
    for (size_t i = 0; i < paths.gl_pathc; i++) {
        struct buffer bytes = {0};
        assert_int_equal(file_read(paths.gl_pathv[i], LIMIT_BYTES, &bytes, NULL), STATUS_OK);
        assert_true(read_by_both(&bytes, paths.gl_pathv[i]));
        buffer_done(&bytes);
    }
    globfree(&paths);
}

static uint64_t random_state = 88172645463325252u;

static size_t random_below(size_t limit)
{
    random_state ^= random_state << 13;
    random_state ^= random_state >> 7;
    random_state ^= random_state << 17;
    return limit ? (size_t)(random_state % limit) : 0;
}

/* The file's first entries: a small one shows as much. */
static void read_beginning(const char *path, struct buffer *bytes)
{
    assert_int_equal(file_read(path, LIMIT_BYTES, bytes, NULL), STATUS_OK);
    const char *end = bytes->data;
    for (size_t i = 0; i < ENTRIES_KEPT && end; i++) end = strstr(end + 2, "\n\n");
    if (!end) return;
    bytes->length = (size_t)(end + 1 - bytes->data);
    bytes->data[bytes->length] = '\0';
}

static size_t line_start(const struct buffer *bytes, size_t at)
{
    while (at > 0 && bytes->data[at - 1] != '\n') at--;
    return at;
}

static size_t line_end(const struct buffer *bytes, size_t at)
{
    while (at < bytes->length && bytes->data[at] != '\n') at++;
    return at < bytes->length ? at + 1 : at;
}

/* Puts `text` in the place of the bytes [start, end). */
static void replace(struct buffer *bytes, size_t start, size_t end, const char *text, size_t length)
{
    struct buffer changed = {0};
    buffer_append(&changed, bytes->data, start);
    buffer_append(&changed, text, length);
    buffer_append(&changed, bytes->data + end, bytes->length - end);
    buffer_done(bytes);
    *bytes = changed;
}

static void change(struct buffer *bytes)
{
    static const char *const pieces[] = {"\"",
                                         "\\",
                                         "\\n",
                                         "\\\"",
                                         "\n",
                                         "\n\n",
                                         "#",
                                         "# note\n",
                                         "#  note\n",
                                         "#. note\n",
                                         "#: a.md:3\n",
                                         "#, fuzzy\n",
                                         "#~ ",
                                         "#| ",
                                         "#~| ",
                                         "msgid \"\"\n",
                                         "msgid \"a\"\n",
                                         "msgstr \"\"\n",
                                         "msgstr \"b\"\n",
                                         "msgctxt \"c\"\n",
                                         "#| msgid \"d\"\n",
                                         "#| msgctxt \"e\"\n",
                                         " ",
                                         "\t",
                                         "\r\n",
                                         "charset=",
                                         "UTF-8",
                                         "\\t",
                                         "\\x41",
                                         "ą",
                                         "\xC4",
                                         "#\n",
                                         "\"x\"\n",
                                         "#~ msgid \"f\"\n#~ msgstr \"g\"\n",
                                         "# Reviewed: Anna\n",
                                         "\f",
                                         "\v",
                                         "\x01",
                                         "msgid_plural \"h\"\n"};
    size_t at = random_below(bytes->length), start = line_start(bytes, at), end = line_end(bytes, at);
    const char *piece = pieces[random_below(ARRAY_COUNT(pieces))];
    char *line = strndup(bytes->data + start, end - start);
    assert_non_null(line);
    switch (random_below(8)) {
    case 0: replace(bytes, at, at, piece, strlen(piece)); break;
    case 1:
    case 2: replace(bytes, start, start, piece, strlen(piece)); break;
    case 3: replace(bytes, start, end, "", 0); break;
    case 4: replace(bytes, start, start, line, end - start); break;
    case 5: replace(bytes, at, at + (at < bytes->length), "", 0); break;
    case 6: replace(bytes, at, bytes->length, "", 0); break;
    default: /* moved elsewhere */
        replace(bytes, start, end, "", 0);
        at = line_start(bytes, random_below(bytes->length));
        replace(bytes, at, at, line, strlen(line));
    }
    free(line);
}

static void changed_files_are_read_alike(void **state)
{
    (void)state;
    glob_t paths = {0};
    size_t plain = 0;
    assert_int_equal(glob(ALOUD_SOURCE "/content/*/po/*.po", 0, NULL, &paths), 0);
    for (size_t i = 0; i < CHANGED_FILES; i++) {
        struct buffer bytes = {0};
        read_beginning(paths.gl_pathv[i % paths.gl_pathc], &bytes);
        for (size_t k = random_below(CHANGES_MOST) + 1; k > 0; k--) change(&bytes);
        plain += read_by_both(&bytes, "changed.po");
        buffer_done(&bytes);
    }
    globfree(&paths);
    print_message("%zu of %d changed files are plain\n", plain, CHANGED_FILES);
    assert_true(plain > CHANGED_FILES / 10);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_field_is_read), cmocka_unit_test(what_is_odd_is_left_to_the_library),
        cmocka_unit_test(each_translation_is_plain), cmocka_unit_test(changed_files_are_read_alike)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
