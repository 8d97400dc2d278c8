/* What the engine utters for written lines, against what it utters for the words that a careful reader says.
 *
 *     test_spoken LANG [FAILURES]      reads tests/spoken/LANG.tsv: class, written, spoken, other right forms ("a ||| b")
 *
 * A line is right where the phonemes of Aloud's text are those of a right form; in Chinese, where the engine says many
 * characters alike, where its letters and digits are. The share of right lines may not fall under
 * that of ratchet.tsv; nor may more lines than it allows be wrong that the engine alone says right. Wrong lines are printed,
 * and written to FAILURES. */
#include "cmocka_all.h"

#include "base/file.h"
#include "base/utf8.h"
#include "phonemes.h"
#include "voice/voice.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unicode/uchar.h>
#include <unistd.h>

enum { LINES_MOST = 2000, FORMS_SHOWN = 5 };

struct line {
    char *class, *written, *spoken, *others; /* within the file's text */
    char *given;
};

static const char *language, *failures_path;
static struct line lines[LINES_MOST];
static size_t line_count;

static char *next_column(char **rest)
{
    char *column = *rest;
    if (!column) return NULL;
    *rest = strchr(column, '\t');
    if (*rest) *(*rest)++ = '\0';
    return column;
}

static void read_lines(struct buffer *text)
{
    struct error error = {0};
    char path[512];
    snprintf(path, sizeof path, "%s/tests/spoken/%s.tsv", ALOUD_SOURCE, language);
    assert_int_equal(file_read(path, 4000000, text, &error), STATUS_OK);
    buffer_append_char(text, '\0');
    char *rest = text->data;
    for (char *line; (line = strsep(&rest, "\n")) && line_count < LINES_MOST;) {
        if (!*line || *line == '#') continue;
        char *columns = line;
        struct line *made = &lines[line_count++];
        made->class = next_column(&columns);
        made->written = next_column(&columns);
        made->spoken = next_column(&columns);
        made->others = next_column(&columns);
        assert_non_null(made->spoken);
    }
}

/* Through the program itself, one line for each. */
static void say_lines(struct buffer *said)
{
    char input[] = "/tmp/aloud-spoken-XXXXXX";
    int file = mkstemp(input);
    assert_true(file >= 0);
    FILE *stream = fdopen(file, "w");
    for (size_t i = 0; i < line_count; i++) fprintf(stream, "%s\n", lines[i].written);
    assert_int_equal(fclose(stream), 0);
    char command[1024];
    snprintf(command, sizeof command, "'%s/aloud' script --lines --voices '%s/voices' --lang %s < %s", ALOUD_BINARY,
             ALOUD_SOURCE, language, input);
    stream = popen(command, "r");
    assert_non_null(stream);
    char bytes[4096];
    for (size_t count; (count = fread(bytes, 1, sizeof bytes, stream)) > 0;) buffer_append(said, bytes, count);
    assert_int_equal(pclose(stream), 0);
    unlink(input);
    buffer_append_char(said, '\0');
    char *rest = said->data;
    for (size_t i = 0; i < line_count; i++) {
        lines[i].given = strsep(&rest, "\n");
        assert_non_null(lines[i].given);
    }
    assert_true(rest && !*rest); /* no more lines than were given */
}

/* What a text is compared by: its phonemes, or its letters and digits. */
static void key_of(const char *text, enum phonemes_kept kept, struct buffer *key)
{
    if (strcmp(language, "cmn") != 0 && strcmp(language, "yue") != 0) {
        phonemes_of(text, kept, key);
        return;
    }
    size_t length = strlen(text);
    buffer_clear(key);
    for (size_t at = 0; at < length;) {
        uint32_t codepoint = utf8_next(text, length, &at);
        bool letter = codepoint != UTF8_INVALID && u_isalnum((UChar32)codepoint);
        if (letter) buffer_append_codepoint(key, (uint32_t)u_tolower((UChar32)codepoint));
    }
}

/* Whether a text is uttered as one of the line's right forms. */
static bool is_right(const struct line *line, const char *text)
{
    bool english = strncmp(language, "en", 2) == 0;
    bool unvowelled = strcmp(language, "ar") == 0 || strcmp(language, "fa") == 0 || strcmp(language, "ur") == 0;
    enum phonemes_kept kept = english ? PHONEMES_ENGLISH : unvowelled ? PHONEMES_CONSONANTS : PHONEMES_ALL;
    struct buffer key = {0}, form_key = {0}, forms = {0};
    key_of(text, kept, &key);
    key_of(line->spoken, kept, &form_key);
    bool right = strcmp(buffer_text(&key), buffer_text(&form_key)) == 0;
    buffer_append_text(&forms, line->others ? line->others : "");
    char *rest = forms.length > 0 ? forms.data : NULL;
    while (!right && rest && *rest) {
        char *form = rest;
        rest = strstr(form, " ||| ");
        if (rest) {
            *rest = '\0';
            rest += strlen(" ||| ");
        }
        key_of(form, kept, &form_key);
        right = strcmp(buffer_text(&key), buffer_text(&form_key)) == 0;
    }
    buffer_done(&key);
    buffer_done(&form_key);
    buffer_done(&forms);
    return right;
}

/* The language's line of ratchet.tsv: the least share of right lines in per cent, and the most that may be lost. */
static void read_ratchet(double *ret_least, unsigned *ret_lost)
{
    FILE *stream = fopen(ALOUD_SOURCE "/tests/spoken/ratchet.tsv", "r");
    assert_non_null(stream);
    char line[200], name[32];
    *ret_least = -1;
    while (*ret_least < 0 && fgets(line, sizeof line, stream)) {
        double least;
        unsigned lost;
        if (*line != '#' && sscanf(line, "%31s %lf %u", name, &least, &lost) == 3 && strcmp(name, language) == 0) {
            *ret_least = least;
            *ret_lost = lost;
        }
    }
    fclose(stream);
    if (*ret_least < 0) fail_msg("ratchet.tsv has no line for %s", language);
}

static void print_wrong(FILE *stream, const struct line *line)
{
    fprintf(stream, "%s\t%s\t%s\t%s\n", line->class, line->written, line->given, line->spoken);
}

static void says_lines_as_people_do(void **state)
{
    (void)state;
    struct buffer text = {0}, said = {0};
    struct voice *voice = NULL;
    assert_int_equal(voice_load(ALOUD_SOURCE "/voices", language, &voice, NULL), STATUS_OK);
    assert_true(phonemes_begin(voice_engine(voice)));
    read_lines(&text);
    say_lines(&said);
    FILE *failures = failures_path ? fopen(failures_path, "w") : NULL;
    size_t right = 0, lost = 0;
    for (size_t i = 0; i < line_count; i++) {
        bool good = is_right(&lines[i], lines[i].given);
        right += good;
        if (good) continue;
        print_wrong(stdout, &lines[i]);
        if (failures) print_wrong(failures, &lines[i]);
        if (!is_right(&lines[i], lines[i].written)) continue;
        lost++;
        printf("    which the engine alone says right\n");
    }
    if (failures) assert_int_equal(fclose(failures), 0);
    double least = 0, share = 100.0 * (double)right / (double)line_count;
    unsigned most_lost = 0;
    read_ratchet(&least, &most_lost);
    printf("%s: %zu of %zu lines are right, %.1f %% (at least %.1f), %zu lost (at most %u)\n", language, right,
           line_count, share, least, lost, most_lost);
    assert_true(share >= least);
    assert_true(lost <= most_lost);
    voice_free(voice);
    buffer_done(&text);
    buffer_done(&said);
}

int main(int count, char **arguments)
{
    if (count < 2) return 2;
    language = arguments[1];
    failures_path = count > 2 ? arguments[2] : NULL;
    const struct CMUnitTest tests[] = {cmocka_unit_test(says_lines_as_people_do)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
