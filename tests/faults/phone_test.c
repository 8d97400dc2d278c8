/* Memory runs out at each allocation there is in making the prompts of a telephone line, in finding them made, and in writing
 * the menu of each system. What was there before stays, and nothing half-made comes. */
#include "cmocka_all.h"
#include "engine/known_engine.h"
#include "export/made_leaflet.h"
#include "loop.h"

#include "base/array.h"
#include "export/fingerprint.h"
#include "export/menu.h"
#include "export/prompt_folder.h"
#include "export/section_prompts.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static char folder[] = "/tmp/aloud-faults-XXXXXX";
static struct made_leaflet leaflet;

static int set_up(void **state)
{
    if (!mkdtemp(folder)) return 1;
    made_leaflet_open(&leaflet, "# Tea\n\nSip.\n");
    return loop_set_up(state);
}

static int tear_down(void **state)
{
    made_leaflet_close(&leaflet);
    return loop_tear_down(state) | rmdir(folder);
}

/* ---- Prompts ----------------------------------------------------------------------------------------------------- */

static enum status source(void *context, size_t index, struct utterance *utterance, struct voice_settings *settings,
                          struct error *error)
{
    (void)context, (void)settings;
    return script_utterance(leaflet.script, leaflet.document, index, utterance, error);
}

static void name_of(void *context, size_t index, char name[PROMPT_NAME_BYTES])
{
    (void)context;
    snprintf(name, PROMPT_NAME_BYTES, "%s%04zu", index ? "slow/" : "", index);
}

/* In both rates, by libsndfile and by libspandsp. */
static const struct prompt_format formats[] = {
    {TELEPHONE_ALAW, false, ".alaw"}, {TELEPHONE_SLIN16, true, ".wav"}, {TELEPHONE_G722, false, ".g722"}};

static enum status make(struct section_prompts *request, struct record *record, bool *unchanged, struct error *error)
{
    enum status status = engine_start_renewable(KNOWN_ENGINE, &request->engine, error);
    if (status == STATUS_OK) status = telephone_new(&request->telephone, error);
    if (status == STATUS_OK) status = section_prompts_make(request, record, unchanged, error);
    telephone_free(request->telephone);
    engine_free(request->engine);
    return status;
}

/* Writes the checksum of a prompt. */
static enum status print_file(const char *name, FILE *output, struct error *error)
{
    char path[128], hex[FINGERPRINT_HEX_BYTES];
    uint64_t bytes = 0;
    snprintf(path, sizeof path, "%s/tea/%s", folder, name);
    enum status status = fingerprint_file(path, hex, &bytes, error);
    if (status == STATUS_OK) fprintf(output, "%s %s\n", name, hex);
    return status;
}

static bool is_there(const char *name)
{
    char path[128];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    return access(path, F_OK) == 0;
}

/* Removes what is there under the name. */
static void clear(const char *name)
{
    char path[128];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    allocation_spare(true);
    assert_true(prompt_folder_remove(path));
    allocation_spare(false);
}

static enum status make_prompts(const void *context, FILE *output, struct error *error)
{
    struct section_prompts request = {.engine_version = "1.51",
                                      .voice = leaflet.voice,
                                      .folder = folder,
                                      .name = "tea",
                                      .formats = formats,
                                      .format_count = ARRAY_COUNT(formats),
                                      .count = 2,
                                      .source = source,
                                      .name_of = name_of};
    static const char *const files[] = {"0000.alaw", "slow/0001.wav", "slow/0001.g722", "prompts.json"};
    const bool *again = context;
    struct record record = RECORD_NONE;
    bool unchanged = false;
    enum status status = make(&request, &record, &unchanged, error);
    clear(".tea.partial"); /* without memory it cannot always be removed; the next run does that */
    assert_true(status == STATUS_OK || is_there("tea") == *again);
    for (size_t i = 0; i < ARRAY_COUNT(files) && status == STATUS_OK; i++) status = print_file(files[i], output, error);
    if (status == STATUS_OK) fprintf(output, "%d %zu\n", unchanged, (size_t)record.text.length);
    record_done(&record);
    if (!*again) clear("tea");
    return status;
}

static void memory_runs_out_over_prompts(void **state)
{
    (void)state;
    static const bool first = false, again = true;
    const struct job made = {"prompts", make_prompts, &first}, found = {"prompts again", make_prompts, &again};
    struct error error = {0};
    loop_in_use(&made, ALLOCATION_ONCE);
    loop_in_use(&made, ALLOCATION_ONWARD);
    FILE *nowhere = fopen("/dev/null", "w");
    assert_int_equal(make_prompts(&again, nowhere, &error), STATUS_OK);
    fclose(nowhere);
    loop_in_use(&found, ALLOCATION_ONCE);
    loop_in_use(&found, ALLOCATION_ONWARD);
    clear("tea");
}

/* ---- Menus ------------------------------------------------------------------------------------------------------- */

static enum status make_menu(const void *context, FILE *output, struct error *error)
{
    static const struct menu_section sections[] = {{"01-tea", 2}, {"02-rest", 1}};
    static const struct menu_language languages[] = {{"en-GB", "tea", false, sections, 2, 1},
                                                     {"pl", "tea", true, sections, 2, 0}};
    const enum menu_target *target = context;
    struct menu_files files = {0};
    struct menu menu = menu_defaults();
    menu.name = "tea";
    menu.languages = languages;
    menu.language_count = ARRAY_COUNT(languages);
    menu.operator_number = "0123";
    menu.ending = "wav";
    enum status status = menu_make(*target, &menu, &files, error);
    for (size_t i = 0; i < files.count && status == STATUS_OK; i++) {
        char hex[FINGERPRINT_HEX_BYTES];
        fingerprint_bytes(files.files[i].text.data, files.files[i].text.length, hex);
        fprintf(output, "%s %s\n", files.files[i].path, hex);
    }
    menu_files_done(&files);
    return status;
}

static void memory_runs_out_over_a_menu(void **state)
{
    (void)state;
    for (int i = 0; i < MENU_TARGETS; i++) {
        enum menu_target target = (enum menu_target)i;
        const struct job job = {menu_target_name(target), make_menu, &target};
        loop_in_use(&job, ALLOCATION_ONCE);
        loop_in_use(&job, ALLOCATION_ONWARD);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(memory_runs_out_over_prompts),
        cmocka_unit_test(memory_runs_out_over_a_menu),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
