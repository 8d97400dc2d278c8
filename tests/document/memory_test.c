/* How much memory a leaflet of 10 MB takes at its peak, source and document together. */
#include "document/leaflet.h"

#include "cmocka_all.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { LEAFLET_BYTES = 10000000 };

/* Peak resident memory so far, in bytes. */
static size_t peak_bytes(void)
{
    size_t kilobytes = 0;
    char line[256];
    FILE *status = fopen("/proc/self/status", "r");
    assert_non_null(status);
    while (fgets(line, sizeof line, status)) {
        if (strncmp(line, "VmHWM:", 6) == 0) kilobytes = strtoul(line + 6, NULL, 10);
    }
    fclose(status);
    return kilobytes * 1024;
}

/* Writes a leaflet as hospitals write them, again and again; returns its length. */
static size_t write_leaflet(FILE *file)
{
    static const char text[] =
        "### **Improve sleep quality**\n\n"
        "Having a bad night's sleep can make you feel pain more. Pain and sleep are closely linked, and *good* sleep "
        "has been shown to help, so give yourself the best chance of it. For more, see [our page](https://example.org/"
        "sleep).\n\nThings that help:\n\n- Going to bed at the same time each day\n- A dark room\n- No screens\n\n"
        "| Department: | Physiotherapy |\n|---|---|\n| Contact: | 01632 960 002 |\n\n"
        "We would like you to tell us what you think about our services. This helps us make further improvements and "
        "recognise members of staff who provide a good service. The Trust has access to interpreting services. If you "
        "need "
        "this information in another language or format, please ask us and we will do our best to meet your needs.\n\n";
    size_t length = 0;
    while (length < LEAFLET_BYTES) {
        assert_int_equal(fwrite(text, 1, sizeof text - 1, file), sizeof text - 1);
        length += sizeof text - 1;
    }
    return length;
}

static void test_peak(void **state)
{
    (void)state;
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
    skip(); /* their own memory would be measured */
#endif
    char path[] = "/tmp/aloud-memory-XXXXXX";
    int descriptor = mkstemp(path);
    assert_true(descriptor >= 0);
    FILE *file = fdopen(descriptor, "w");
    assert_non_null(file);
    size_t length = write_leaflet(file);
    assert_int_equal(fclose(file), 0);
    document_free(leaflet_markdown("What is loaded once, is loaded.")); /* libraries, tables of characters */
    size_t before = peak_bytes();
    struct document *document = NULL;
    struct error error = {0};
    assert_int_equal(document_load(path, FORMAT_MARKDOWN, &document, &error), STATUS_OK);
    size_t taken = peak_bytes() - before;
    unlink(path);
    assert_true(document->text.length > length / 2);
    document_free(document);
    if (taken > length / 10 * 27)
        fail_msg("%zu bytes take %zu, %.2f times as many", length, taken, (double)taken / (double)length);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_peak)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
