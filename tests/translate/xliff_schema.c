#include "xliff_schema.h"

#include "base/file.h"

#include <libxml/parser.h>
#include <libxml/xmlschemas.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define FOLDER "/usr/share/php/Symfony/Component/Translation/Resources/schemas/"

static void note(void *context, xmlError *mistake)
{
    struct buffer *text = context;
    if (text->length == 0) buffer_printf(text, "%d: %s", mistake->line, mistake->message);
}

/* It names W3C's schema by a place that is not there; that lies beside it. */
static xmlSchema *read_schema(struct buffer *mistake)
{
    static const char there[] = "informativeCopiesOf3rdPartySchemas/w3c/xml.xsd";
    struct buffer text = {0}, whole = {0};
    struct error error = {0};
    xmlSchema *schema = NULL;
    if (file_read(FOLDER "xliff-core-2.0.xsd", 1000000, &text, &error) != STATUS_OK) {
        buffer_printf(mistake, "%s: %s; Debian's php-symfony-translation has it", error.file, error.text);
        return NULL;
    }
    char *place = strstr(text.data, there);
    if (place) {
        buffer_append(&whole, text.data, (size_t)(place - text.data));
        buffer_printf(&whole, FOLDER "xml.xsd%s", place + strlen(there));
        xmlSchemaParserCtxt *parser = xmlSchemaNewMemParserCtxt(whole.data, (int)whole.length);
        xmlSchemaSetParserStructuredErrors(parser, (xmlStructuredErrorFunc)note, mistake);
        schema = xmlSchemaParse(parser);
        xmlSchemaFreeParserCtxt(parser);
    }
    if (!schema && mistake->length == 0) buffer_append_text(mistake, "the schema cannot be read");
    buffer_done(&text);
    buffer_done(&whole);
    return schema;
}

void xliff_schema_mistake(const struct buffer *xliff, struct buffer *mistake)
{
    static xmlSchema *schema; /* read once */
    if (!schema) schema = read_schema(mistake);
    if (!schema) return;
    xmlSchemaValidCtxt *context = xmlSchemaNewValidCtxt(schema);
    xmlDoc *document = xmlReadMemory(xliff->data, (int)xliff->length, NULL, NULL, XML_PARSE_NONET);
    xmlSchemaSetValidStructuredErrors(context, (xmlStructuredErrorFunc)note, mistake);
    int wrong = document ? xmlSchemaValidateDoc(context, document) : -1;
    if (wrong != 0 && mistake->length == 0) buffer_append_text(mistake, "cannot be read");
    xmlFreeDoc(document);
    xmlSchemaFreeValidCtxt(context);
}
