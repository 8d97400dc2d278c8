/* A leaflet in en-GB from Markdown, ready to be spoken. */
#ifndef TESTS_MADE_LEAFLET_H
#define TESTS_MADE_LEAFLET_H

#include "document/document.h"
#include "script/script.h"

struct made_leaflet {
    struct document *document;
    struct voice *voice;
    struct script *script;
};

/* With cmocka's assertions. */
void made_leaflet_open(struct made_leaflet *leaflet, const char *markdown);
void made_leaflet_close(struct made_leaflet *leaflet);

#endif
