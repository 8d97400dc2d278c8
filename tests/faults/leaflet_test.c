/* Memory runs out at each allocation there is in reading, scripting and checking a leaflet. */
#include "cmocka_all.h"
#include "loop.h"

#include "base/array.h"
#include "base/file.h"
#include "check/check.h"
#include "document/reader.h"
#include "script/script_write.h"

#include <string.h>
#include <unicode/uloc.h>
#include <unicode/unorm2.h>
#include <unicode/unum.h>
#include <unicode/upluralrules.h>

struct leaflet {
    const char *path;
    bool json;
    const struct voice *voice; /* NULL: it is loaded, too */
};

struct work {
    struct document *document;
    struct voice *voice;
    struct script *script;
    struct findings findings;
    struct utterance utterance;
};

static enum status check(struct work *work, const char *path, FILE *output, struct error *error)
{
    struct buffer bytes = {0};
    enum status status = file_read(path, SIZE_MAX, &bytes, error);
    if (status == STATUS_OK) {
        status = check_faithfulness(bytes.data, bytes.length, FORMAT_GUESS, work->document, work->script,
                                    &work->findings, error);
    }
    buffer_done(&bytes);
    if (status == STATUS_OK) status = check_listener(work->document, work->script, &work->findings, error);
    for (size_t i = 0; i < work->findings.count && status == STATUS_OK; i++) {
        fprintf(output, "%u %s\n", work->findings.items[i].line, work->findings.items[i].text);
    }
    return status;
}

static enum status say(struct work *work, FILE *output, struct error *error)
{
    static const char letters[] = "Dose: 5 mg é";
    struct utterance *utterance = &work->utterance;
    enum status status = utterance_from_message(work->script, "Section 1 of 9. Press h.", utterance, error);
    if (status == STATUS_OK) fprintf(output, "%s\n", buffer_text(&utterance->spoken));
    if (status == STATUS_OK)
        status = utterance_spell(work->script, letters, strlen(letters), SPELLING_ALPHABET, utterance, error);
    if (status == STATUS_OK) fprintf(output, "%s\n", buffer_text(&utterance->spoken));
    return status;
}

static enum status run(const void *context, FILE *output, struct error *error)
{
    const struct leaflet *leaflet = context;
    struct work work = {0};
    enum status status = document_load(leaflet->path, FORMAT_GUESS, &work.document, error);
    if (status == STATUS_OK && !leaflet->voice)
        status = voice_load(ALOUD_SOURCE "/voices", "en-GB", &work.voice, error);
    const struct voice *voice = leaflet->voice ? leaflet->voice : work.voice;
    if (status == STATUS_OK) status = script_new(voice, &work.script, error);
    if (status == STATUS_OK) status = script_extend(work.script, work.document, error);
    if (status == STATUS_OK) status = script_write_lines(work.script, work.document, output, error);
    if (status == STATUS_OK && leaflet->json) status = script_write_json(work.script, work.document, output, error);
    if (status == STATUS_OK) status = say(&work, output, error);
    if (status == STATUS_OK) status = check(&work, leaflet->path, output, error);
    findings_done(&work.findings);
    utterance_done(&work.utterance);
    script_free(work.script);
    voice_free(work.voice);
    document_free(work.document);
    return status;
}

static const char markdown[] = ALOUD_SOURCE "/tests/faults/leaflet.md",
                  text[] = ALOUD_SOURCE "/tests/faults/leaflet.txt";

/* ICU 72 crashes or hangs where memory runs out for its default locale or its cache of plural rules, and remembers for good
 * that it has no spell-out numbers or case folding: they are made before all else. */
static void spare_icu(void)
{
    UErrorCode code = U_ZERO_ERROR;
    uloc_getDefault();
    uplrules_close(uplrules_open("en", &code));
    unum_close(unum_open(UNUM_SPELLOUT, NULL, 0, "en-GB", NULL, &code));
    unorm2_getNFKCCasefoldInstance(&code);
    assert_true(U_SUCCESS(code));
}

static void memory_runs_out_at_first_use(void **state)
{
    (void)state;
    spare_icu();
    loop_at_first_use(&(struct job){"Markdown, first", run, &(struct leaflet){markdown, false, NULL}});
}

/* A voice has some thousand allocations: with them in each round the loops would take minutes. */
static struct voice *load_voice(void)
{
    struct voice *voice = NULL;
    assert_int_equal(voice_load(ALOUD_SOURCE "/voices", "en-GB", &voice, NULL), STATUS_OK);
    return voice;
}

static void memory_runs_out_in_use(void **state)
{
    (void)state;
    struct voice *voice = load_voice();
    loop_in_use(&(struct job){"Markdown and JSON", run, &(struct leaflet){markdown, true, voice}}, ALLOCATION_ONCE);
    loop_in_use(&(struct job){"plain text", run, &(struct leaflet){text, false, voice}}, ALLOCATION_ONCE);
    voice_free(voice);
}

static void memory_has_run_out(void **state)
{
    (void)state;
    struct voice *voice = load_voice();
    loop_in_use(&(struct job){"Markdown", run, &(struct leaflet){markdown, false, voice}}, ALLOCATION_ONWARD);
    loop_in_use(&(struct job){"plain text", run, &(struct leaflet){text, false, voice}}, ALLOCATION_ONWARD);
    voice_free(voice);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(memory_runs_out_at_first_use), /* first of all */
        cmocka_unit_test(memory_runs_out_in_use),
        cmocka_unit_test(memory_has_run_out),
    };
    return cmocka_run_group_tests(tests, loop_set_up, loop_tear_down);
}
