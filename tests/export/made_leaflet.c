#include "made_leaflet.h"

#include "cmocka_all.h"

#include "document/reader.h"

#include <string.h>

void made_leaflet_open(struct made_leaflet *leaflet, const char *markdown)
{
    struct document_reader *reader = NULL;
    *leaflet = (struct made_leaflet){0};
    assert_int_equal(voice_load(ALOUD_SOURCE "/voices", "en-GB", &leaflet->voice, NULL), STATUS_OK);
    assert_int_equal(document_reader_open_bytes("a.md", markdown, strlen(markdown), FORMAT_MARKDOWN, &reader, NULL),
                     STATUS_OK);
    do assert_int_equal(document_reader_step(reader, NULL), STATUS_OK);
    while (!document_reader_document(reader)->complete);
    leaflet->document = document_reader_take(reader);
    assert_int_equal(script_new(leaflet->voice, &leaflet->script, NULL), STATUS_OK);
    assert_int_equal(script_extend(leaflet->script, leaflet->document, NULL), STATUS_OK);
}

void made_leaflet_close(struct made_leaflet *leaflet)
{
    script_free(leaflet->script);
    voice_free(leaflet->voice);
    document_free(leaflet->document);
}
