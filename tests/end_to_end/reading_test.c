/* A leaflet is read aloud and steered from the keyboard: what sounded is what should have, in order. */
#include "cmocka_all.h"
#include "sitting.h"

#include "base/array.h"

static const char *const plain_and_quiet[] = {"--plain", "--quiet-ui", NULL};
static const char *const quiet[] = {"--quiet-ui", NULL};
static const char *const plain[] = {"--plain", NULL};

/* The utterances of knee.md. */
enum {
    TITLE,
    MEND,
    REST,
    HELPS,
    ICE,
    BATH,
    WALK,
    STOP,
    CALL,
    DAY,
    PHONE,
    COLUMNS,
    MONDAY,
    FRIDAY,
    NIGHT,
    HOSPITAL,
    BRING,
    KNEE_COUNT
};

static void reads_all_in_order(void **state)
{
    struct sitting *sitting = *state;
    sitting_begin(sitting, "knee.md", quiet);
    assert_int_equal(sitting->expected.count, KNEE_COUNT);
    sitting_sees(sitting, "End of the leaflet.");
    sitting_types(sitting, "q");
    sitting_ends(sitting, 0);
    sitting_heard_all(sitting);
}

static void pauses_and_goes_on(void **state)
{
    struct sitting *sitting = *state;
    sitting_begin(sitting, "falls.md", plain_and_quiet);
    sitting_reads_sentence(sitting, 0);
    sitting_waits(sitting, 0.8);
    sitting_types(sitting, " ");
    sitting_reads(sitting, "Paused.");
    sitting_waits(sitting, 1.0);
    sitting_types(sitting, " ");
    sitting_reads_sentence(sitting, 1);
    sitting_waits(sitting, 0.8);
    sitting_types(sitting, " ");
    sitting_reads(sitting, "Paused.");
    sitting_types(sitting, "q");
    sitting_ends(sitting, 0);
    static const struct wish wishes[] = {{WISH_PARTS, 0}, {WISH_CUT, 1}};
    sitting_heard(sitting, wishes, ARRAY_COUNT(wishes));
}

/* One key after another, each after what it made sound was heard to its end. */
struct step {
    const char *keys;
    const char *reads; /* a message that is printed; NULL: none is waited for */
    size_t utterance;  /* what sounds; KNEE_COUNT: nothing */
};

struct walk {
    const char *pause, *quit; /* keys */
    const struct step *steps;
    size_t count;
};

static void walk(struct sitting *sitting, const struct walk *walk)
{
    struct wish wishes[64] = {{WISH_CUT, TITLE}};
    size_t wish_count = 1;
    size_t last = TITLE;
    sitting_reads_sentence(sitting, TITLE);
    sitting_waits(sitting, 0.8);
    sitting_types(sitting, walk->pause);
    sitting_reads(sitting, "Paused.");
    for (size_t i = 0; i < walk->count; i++) {
        const struct step *step = &walk->steps[i];
        sitting_types(sitting, step->keys);
        if (step->reads) sitting_reads(sitting, step->reads);
        if (step->utterance == KNEE_COUNT) continue;
        /* The same sentence once more is heard, but not printed again. */
        if (step->utterance != last) sitting_reads_sentence(sitting, step->utterance);
        sitting_listens(sitting, step->utterance);
        last = step->utterance;
        wishes[wish_count++] = (struct wish){WISH_WHOLE, step->utterance};
    }
    sitting_types(sitting, walk->quit);
    sitting_ends(sitting, 0);
    sitting_heard(sitting, wishes, wish_count);
}

static void moves_by_sentence_paragraph_and_section(void **state)
{
    static const struct step steps[] = {
        {"n", NULL, MEND},
        {TYPE_RIGHT, NULL, REST},
        {"p", NULL, MEND},
        {TYPE_PAGE_DOWN, NULL, HELPS},
        {TYPE_DOWN, NULL, ICE},
        {"h", NULL, CALL},
        {"H", NULL, HELPS},
        {"t", NULL, COLUMNS},
        {TYPE_UP, NULL, PHONE},
        {TYPE_END, NULL, BRING},
        {"n", "This is the end.", KNEE_COUNT},
        {TYPE_HOME, NULL, TITLE},
    };
    struct sitting *sitting = *state;
    sitting_begin(sitting, "knee.md", plain_and_quiet);
    walk(sitting, &(struct walk){" ", "q", steps, ARRAY_COUNT(steps)});
}

static void finds_repeats_and_goes_to_sections(void **state)
{
    static const struct step steps[] = {
        {"3", NULL, DAY},
        {"r", NULL, DAY},
        {"g2", NULL, HELPS},
        {"/high fever\r", "Found: high fever", HOSPITAL},
        {"/aubergine\r", "Not found: aubergine", KNEE_COUNT},
        {"l", "There is no further list.", KNEE_COUNT},
        {TYPE_HOME, NULL, TITLE},
        {"l", NULL, ICE},
        /* The outline opens at the present section. */
        {"o", "Outline, 5 sections.", KNEE_COUNT},
        {TYPE_DOWN TYPE_DOWN, "By day", KNEE_COUNT},
        {"\r", NULL, DAY},
    };
    struct sitting *sitting = *state;
    sitting_begin(sitting, "knee.md", plain_and_quiet);
    walk(sitting, &(struct walk){" ", "q", steps, ARRAY_COUNT(steps)});
}

/* The keypad alone: 5 pauses, 6 next, 0 where, * outline, 2 down, Enter, point repeats. */
static void is_steered_from_the_keypad(void **state)
{
    static const struct step steps[] = {
        {TYPE_RIGHT, NULL, MEND},     {TYPE_INSERT, "You are in section 1 of 5", KNEE_COUNT},
        {"*", "Outline", KNEE_COUNT}, {TYPE_DOWN, "What helps", KNEE_COUNT},
        {TYPE_ENTER, NULL, HELPS},    {TYPE_DELETE, NULL, HELPS},
    };
    struct sitting *sitting = *state;
    sitting_begin(sitting, "knee.md", plain_and_quiet);
    walk(sitting, &(struct walk){TYPE_CENTRE, "q", steps, ARRAY_COUNT(steps)});
}

/* Plain lines never tell the terminal to send its keypad's codes: it sends those of its usual mode. */
static void knows_the_arrows_of_a_terminal_in_its_usual_mode(void **state)
{
    static const struct step steps[] = {
        {"\033[C", NULL, MEND},  {"\033[D", NULL, TITLE}, {"\033[B", NULL, MEND},
        {"\033[A", NULL, TITLE}, {"\033[F", NULL, BRING}, {"\033[H", NULL, TITLE},
    };
    struct sitting *sitting = *state;
    sitting_begin(sitting, "knee.md", plain_and_quiet);
    walk(sitting, &(struct walk){" ", "q", steps, ARRAY_COUNT(steps)});
}

static void jumps_in_mid_sentence(void **state)
{
    static const struct {
        const char *keys;
        size_t utterance;
    } jumps[] = {{"n", 1}, {"n", 2}, {"h", 3}, {TYPE_DOWN, 4}, {"H", 3}, {TYPE_END, 8}, {TYPE_HOME, 0}, {"2", 3}};
    struct sitting *sitting = *state;
    struct wish wishes[ARRAY_COUNT(jumps) + 1] = {{WISH_CUT, 0}};
    sitting_begin(sitting, "falls.md", plain_and_quiet);
    sitting_reads_sentence(sitting, 0);
    for (size_t i = 0; i < ARRAY_COUNT(jumps); i++) {
        sitting_waits(sitting, 0.8);
        sitting_types(sitting, jumps[i].keys);
        sitting_reads_sentence(sitting, jumps[i].utterance);
        wishes[i + 1] = (struct wish){WISH_CUT, jumps[i].utterance};
    }
    sitting_waits(sitting, 0.8);
    sitting_types(sitting, "q");
    sitting_ends(sitting, 0);
    sitting_heard(sitting, wishes, ARRAY_COUNT(wishes));
}

/* With a voice of its own, Aloud says title, introduction and messages between the leaflet's words. */
static void speaks_its_messages(void **state)
{
    struct sitting *sitting = *state;
    sitting_begin(sitting, "knee.md", plain);
    sitting_reads(sitting, "5 sections, less than a minute. For help, press question mark.");
    sitting_reads_sentence(sitting, MEND);
    sitting_types(sitting, "x");
    sitting_reads(sitting, "The key x does nothing here.");
    sitting_reads_sentence(sitting, REST);
    sitting_types(sitting, " ");
    sitting_reads(sitting, "Paused.");
    sitting_waits(sitting, 1.0);
    sitting_types(sitting, "q");
    sitting_reads(sitting, "Goodbye.");
    sitting_ends(sitting, 0);
}

static void obeys_the_users_own_keys(void **state)
{
    struct sitting *sitting = *state;
    sitting_prepare(sitting, "knee.md");
    stage_set(sitting->stage, "XDG_CONFIG_HOME", stage_path(sitting->stage, ""));
    struct outcome outcome = stage_run_program(
        sitting->stage, (const char *[]){"/bin/mkdir", stage_path(sitting->stage, "aloud"), NULL}, 10);
    assert_int_equal(outcome.exit_status, 0);
    outcome_done(&outcome);
    stage_write_text(sitting->stage, "aloud/keys.ini", "[keys]\nnext-section = \"x f5\"\nquit = \"z\"\n");
    sitting_start(sitting, plain_and_quiet);
    static const struct step steps[] = {
        {"x", NULL, HELPS},
        {"\033[15~", NULL, CALL},
        {"h", "The key h does nothing here.", KNEE_COUNT},
    };
    walk(sitting, &(struct walk){" ", "z", steps, ARRAY_COUNT(steps)});
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SITTING_TEST(reads_all_in_order),
        SITTING_TEST(pauses_and_goes_on),
        SITTING_TEST(moves_by_sentence_paragraph_and_section),
        SITTING_TEST(finds_repeats_and_goes_to_sections),
        SITTING_TEST(is_steered_from_the_keypad),
        SITTING_TEST(knows_the_arrows_of_a_terminal_in_its_usual_mode),
        SITTING_TEST(jumps_in_mid_sentence),
        SITTING_TEST(speaks_its_messages),
        SITTING_TEST(obeys_the_users_own_keys),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
