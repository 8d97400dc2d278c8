/* Memory runs out at each allocation there is in reading the lexicons of a listener and of a leaflet, and saying by them. */
#include "cmocka_all.h"
#include "loop.h"

#include "document/reader.h"
#include "script/leaflet_lexicon.h"
#include "script/script_write.h"
#include "voice/pls.h"

#include <libxml/parser.h>
#include <unicode/unorm2.h>

static const char leaflet[] = ALOUD_SOURCE "/tests/faults/lexicon.md", pls[] = ALOUD_SOURCE "/tests/faults/lexicon.pls";

static struct voice *voice;

struct work {
    struct document *document;
    struct lexicon *listener, *leaflet;
    struct remarks remarks;
    struct script *script;
};

static enum status read_all(struct work *work, struct error *error)
{
    enum status status = lexicon_new(&work->listener, error);
    if (status == STATUS_OK) status = lexicon_new(&work->leaflet, error);
    if (status == STATUS_OK) status = pls_read(pls, voice, work->listener, &work->remarks, error);
    if (status == STATUS_OK) status = document_load(leaflet, FORMAT_MARKDOWN, &work->document, error);
    if (status == STATUS_OK) status = leaflet_lexicon(work->document, voice, work->leaflet, &work->remarks, error);
    if (status != STATUS_OK) return status;
    lexicon_finish(work->listener);
    lexicon_finish(work->leaflet);
    return STATUS_OK;
}

static enum status run(const void *context, FILE *output, struct error *error)
{
    (void)context;
    struct work work = {0};
    enum status status = read_all(&work, error);
    if (status == STATUS_OK) status = script_new(voice, &work.script, error);
    if (status == STATUS_OK) {
        script_add_lexicon(work.script, work.listener);
        script_add_lexicon(work.script, work.leaflet);
        status = script_extend(work.script, work.document, error);
    }
    if (status == STATUS_OK) status = script_write_json(work.script, work.document, output, error);
    for (size_t i = 0; i < work.remarks.count && status == STATUS_OK; i++)
        fprintf(output, "%zu %s\n", work.remarks.items[i].line, work.remarks.items[i].text);
    script_free(work.script);
    document_free(work.document);
    lexicon_free(work.listener);
    lexicon_free(work.leaflet);
    remarks_done(&work.remarks);
    return status;
}

/* What the libraries keep is made before; the loop of the leaflet has that. */
static int set_up(void **state)
{
    UErrorCode code = U_ZERO_ERROR;
    xmlInitParser();
    unorm2_getNFCInstance(&code);
    unorm2_getNFKCCasefoldInstance(&code);
    if (U_FAILURE(code) || voice_load(ALOUD_SOURCE "/voices", "en-GB", &voice, NULL) != STATUS_OK) return 1;
    return loop_set_up(state);
}

static int tear_down(void **state)
{
    voice_free(voice);
    return loop_tear_down(state);
}

static void memory_runs_out(void **state)
{
    (void)state;
    loop_in_use(&(struct job){"lexicons", run, NULL}, ALLOCATION_ONCE);
}

static void memory_has_run_out(void **state)
{
    (void)state;
    loop_in_use(&(struct job){"lexicons", run, NULL}, ALLOCATION_ONWARD);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(memory_runs_out),
        cmocka_unit_test(memory_has_run_out),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
