#include "leaflet.h"

#include "base/file.h"

#include <glob.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static void must(enum status status, const struct error *error)
{
    if (status != STATUS_OK) print_error("%s:%zu: %s\n", error->file, error->line, error->text);
    assert_int_equal(status, STATUS_OK);
}

/* It takes longer to load than a leaflet to check. */
static const struct voice *english(void)
{
    static struct voice *voice;
    struct error error = {0};
    if (!voice) must(voice_load_file(ALOUD_SOURCE "/voices/en-GB.ini", &voice, &error), &error);
    return voice;
}

void checked_load(const char *name, const char *given, size_t given_length, const char *original,
                  size_t original_length, const char *voice, struct checked *checked)
{
    struct error error = {0};
    struct document_reader *reader = NULL;
    *checked = (struct checked){0};
    must(document_reader_open_bytes(name, given, given_length, FORMAT_GUESS, &reader, &error), &error);
    while (!document_reader_document(reader)->complete) must(document_reader_step(reader, &error), &error);
    checked->document = document_reader_take(reader);
    if (voice) must(voice_load_file(voice, &checked->voice, &error), &error);
    must(script_new(voice ? checked->voice : english(), &checked->script, &error), &error);
    must(script_extend(checked->script, checked->document, &error), &error);
    must(check_faithfulness(original, original_length, FORMAT_GUESS, checked->document, checked->script,
                            &checked->findings, &error),
         &error);
    must(check_listener(checked->document, checked->script, &checked->findings, &error), &error);
}

void checked_done(struct checked *checked)
{
    findings_done(&checked->findings);
    script_free(checked->script);
    voice_free(checked->voice);
    document_free(checked->document);
}

size_t checked_count(const struct checked *checked, enum finding_kind kind)
{
    size_t count = 0;
    for (size_t i = 0; i < checked->findings.count; i++) count += checked->findings.items[i].kind == kind;
    return count;
}

size_t checked_failures(const struct checked *checked)
{
    size_t count = 0;
    for (size_t i = 0; i < checked->findings.count; i++) count += finding_is_failure(checked->findings.items[i].kind);
    return count;
}

void checked_print(const char *name, const struct checked *checked)
{
    for (size_t i = 0; i < checked->findings.count; i++) {
        const struct finding *finding = &checked->findings.items[i];
        print_message("%s:%u: %s: %s [%u, %u)\n", name, finding->line, finding_kind_text(finding->kind), finding->text,
                      finding->span.start, finding->span.end);
    }
}

size_t each_leaflet(void (*use)(const char *path, const char *bytes, size_t length))
{
    static const char *const patterns[] = {
        ALOUD_SOURCE "/tests/check/leaflets/*", ALOUD_SOURCE "/tests/document/leaflets/*.md",
        ALOUD_SOURCE "/tests/document/leaflets/*.txt", ALOUD_SOURCE "/content/*/leaflet.md",
        ALOUD_SOURCE "/../shared/leaflets/*.md"};
    size_t count = 0;
    for (size_t i = 0; i < sizeof patterns / sizeof patterns[0]; i++) {
        glob_t found = {0};
        if (glob(patterns[i], 0, NULL, &found) != 0) continue;
        for (size_t p = 0; p < found.gl_pathc; p++, count++) {
            struct buffer bytes = {0};
            struct error error = {0};
            must(file_read(found.gl_pathv[p], 1000000, &bytes, &error), &error);
            use(found.gl_pathv[p], buffer_text(&bytes), bytes.length);
            buffer_done(&bytes);
        }
        globfree(&found);
    }
    return count;
}
