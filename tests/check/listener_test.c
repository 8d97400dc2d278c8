/* What will not work for a listener. */
#include "leaflet.h"

#include "base/array.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

struct expectation {
    const char *leaflet;
    enum finding_kind kind;
    uint32_t line; /* of the first */
    size_t count;
    const char *quote; /* that stands in its text */
};

static const struct expectation expectations[] = {
    {"Text.\n\nHave your say. Scan the QR code or visit us.\n", FINDING_NEEDS_EYES, 3, 1, "Scan the QR code"},
    {"Please SCAN  the\n**QR** code.\n", FINDING_NEEDS_EYES, 1, 1, "SCAN the QR code"},
    {"The QR codec is scanned.\n", FINDING_NEEDS_EYES, 0, 0, NULL},
    {"- See the diagram overleaf.\n", FINDING_NEEDS_EYES, 1, 1, "diagram overleaf"},
    {"A\n\nTo book, [click here](http://a.b).\n", FINDING_BARE_LINK, 3, 1, "click here"},
    {"To book, [**Click** here!](http://a.b)\n", FINDING_BARE_LINK, 1, 1, "Click here!"},
    {"[Click here to book your visit](http://a.b)\n", FINDING_BARE_LINK, 0, 0, NULL},
    {"click here\n", FINDING_BARE_LINK, 0, 0, NULL},
    {"A\n\n![](a.png) and ![ ](b.png)\n", FINDING_IMAGE_WITHOUT_TEXT, 3, 2, "picture"},
    {"![A knee](a.png)\n", FINDING_IMAGE_WITHOUT_TEXT, 0, 0, NULL},
    {"Rest.\n\nTake 1/2 when needed.\n", FINDING_AMBIGUOUS, 3, 1, "1/2"},
    {"Take 1/2 tablet on 1/2/2027.\n", FINDING_AMBIGUOUS, 0, 0, NULL},
};

static void names_what_will_not_work(void **state)
{
    (void)state;
    for (size_t i = 0; i < ARRAY_COUNT(expectations); i++) {
        const struct expectation *expected = &expectations[i];
        struct checked checked;
        size_t length = strlen(expected->leaflet);
        checked_load("a.md", expected->leaflet, length, expected->leaflet, length, NULL, &checked);
        if (checked_count(&checked, expected->kind) != expected->count) {
            print_error("in: %s\n", expected->leaflet);
            checked_print("a.md", &checked);
        }
        assert_int_equal(checked_count(&checked, expected->kind), expected->count);
        assert_int_equal(checked_failures(&checked), 0);
        for (size_t f = 0; expected->count > 0 && f < checked.findings.count; f++) {
            const struct finding *finding = &checked.findings.items[f];
            if (finding->kind != expected->kind) continue;
            assert_int_equal(finding->line, expected->line);
            assert_non_null(strstr(finding->text, expected->quote));
            break;
        }
        checked_done(&checked);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_what_will_not_work),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
