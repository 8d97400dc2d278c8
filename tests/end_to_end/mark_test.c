/* The word that is spoken is marked on the screen, and the letter where a sentence is spelt. */
#include "cmocka_all.h"
#include "sitting.h"

#include "base/file.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *const quiet[] = {"--quiet-ui", NULL};
static const double LOOK_S = 0.01, LIMIT_S = 20.0;

static const char heading[] = "Getting up again after a fall in the house, and what to ask your family to do";

/* The next thing marked that is not `before`; valid until the next call. */
static const char *next_mark(struct sitting *sitting, const char *before)
{
    for (double waited_s = 0; waited_s < LIMIT_S; waited_s += LOOK_S) {
        sitting_waits(sitting, LOOK_S);
        const char *marked = typist_looks(sitting->typist, TYPIST_REVERSE);
        if (marked[0] && strcmp(marked, before) != 0) return marked;
    }
    print_error("nothing else than \"%s\" is marked\n", before);
    fail();
    return "";
}

/* `count` marks come one after the other in this text, each behind the last; a look may miss a short one, but not many.
 * Returns the text behind the last one. */
static const char *assert_marks(struct sitting *sitting, const char *text, size_t count, size_t within)
{
    const char *at = text;
    char marked[256] = "";
    for (size_t i = 0; i < count; i++) {
        snprintf(marked, sizeof marked, "%s", next_mark(sitting, marked));
        const char *found = strstr(at, marked);
        if (!found) fail_msg("\"%s\" is marked before \"%s\"", marked, at);
        at = found + strlen(marked);
    }
    assert_in_range(at - text, 1, within);
    return at;
}

static void marks_word_after_word(void **state)
{
    struct sitting *sitting = *state;
    sitting_begin(sitting, "falls.md", quiet);
    assert_marks(sitting, heading, 6, strlen("Getting up again after a fall in the house, and"));
    sitting_types(sitting, "q");
    sitting_ends(sitting, 0);
}

static void marks_the_word_of_a_pause(void **state)
{
    struct sitting *sitting = *state;
    sitting_begin(sitting, "falls.md", quiet);
    assert_marks(sitting, heading, 4, strlen(heading));
    sitting_types(sitting, " ");
    sitting_sees(sitting, "Paused.");
    char *marked = text_format("%s", typist_looks(sitting->typist, TYPIST_REVERSE));
    assert_non_null(marked);
    assert_non_null(strstr(heading, marked));
    sitting_waits(sitting, 0.5);
    assert_string_equal(typist_looks(sitting->typist, TYPIST_REVERSE), marked);
    sitting_types(sitting, " ");
    assert_string_equal(next_mark(sitting, ""), marked);
    assert_marks(sitting, strstr(heading, marked), 3, strlen(heading));
    free(marked);
    sitting_types(sitting, "q");
    sitting_ends(sitting, 0);
}

static void marks_letter_after_letter(void **state)
{
    struct sitting *sitting = *state;
    sitting_begin(sitting, "falls.md", quiet);
    sitting_sees(sitting, heading);
    sitting_types(sitting, "ss");
    while (strlen(next_mark(sitting, "")) > 1) continue; /* the words, until the spelling has begun */
    const char *rest = assert_marks(sitting, heading, 9, strlen("Getting up ag"));
    sitting_sees(sitting, heading);
    /* A pause goes on where it was, not at the first letter. */
    sitting_types(sitting, " ");
    sitting_sees(sitting, "Paused.");
    sitting_types(sitting, " ");
    assert_marks(sitting, rest - 1, 4, strlen("again aft"));
    sitting_types(sitting, "q");
    sitting_ends(sitting, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SITTING_TEST(marks_word_after_word),
        SITTING_TEST(marks_the_word_of_a_pause),
        SITTING_TEST(marks_letter_after_letter),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
