#include "voice/pls.h"

#include "base/file.h"
#include "voice/respelling.h"
#include "voice/terms.h"

#include <libxml/xmlreader.h>
#include <stdarg.h>
#include <stdio.h>

static const char NAMESPACE[] = "http://www.w3.org/2005/01/pronunciation-lexicon";
static const char XML[] = "http://www.w3.org/XML/1998/namespace";

enum alphabet { ALPHABET_IPA, ALPHABET_ENGINE };

struct reading {
    const char *path;
    const struct voice *voice;
    xmlTextReader *xml;
    struct terms terms;
    struct remarks *remarks;
    enum alphabet alphabet;
    bool begun;
    bool other_language;
    size_t line; /* of <lexicon> */
    char language[64];
    struct error mistake; /* the parser's first */
    bool no_memory;
};

/* A lack of memory, which may show as a mistake before, counts most. */
static void note_mistake(void *context, xmlError *mistake)
{
    struct reading *reading = context;
    if (mistake->code == XML_ERR_NO_MEMORY) reading->no_memory = true;
    if (reading->mistake.status != STATUS_OK || mistake->level == XML_ERR_WARNING) return;
    const char *text = mistake->message ? mistake->message : "";
    error_set(&reading->mistake, STATUS_BAD_INPUT, reading->path, mistake->line > 0 ? (size_t)mistake->line : 0,
              "is no well-formed XML: %.*s", (int)strcspn(text, "\n"), text);
}

/* ---- Elements ---------------------------------------------------------------------------------------------------- */

static const char *name_of(const xmlNode *node)
{
    return (const char *)node->name;
}

static bool is_own(const xmlNode *node)
{
    return node->ns && node->ns->href && strcmp((const char *)node->ns->href, NAMESPACE) == 0;
}

static bool is_element(const xmlNode *node, const char *name)
{
    return node->type == XML_ELEMENT_NODE && is_own(node) && strcmp(name_of(node), name) == 0;
}

/* An attribute's value; NULL where there is none. */
static const char *attribute(const xmlNode *node, const char *name, const char *space)
{
    const xmlAttr *found = xmlHasNsProp(node, (const xmlChar *)name, (const xmlChar *)space);
    if (!found) return NULL;
    const xmlNode *value = found->children;
    bool plain = value && !value->next && value->type == XML_TEXT_NODE && value->content;
    return plain ? (const char *)value->content : "";
}

static size_t line_of(const xmlNode *node)
{
    long line = xmlGetLineNo(node);
    return line > 0 ? (size_t)line : 0;
}

__attribute__((format(printf, 4, 5))) static enum status bad(const struct reading *reading, const xmlNode *node,
                                                             struct error *error, const char *format, ...)
{
    char text[sizeof error->text];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    return error_set(error, STATUS_BAD_INPUT, reading->path, line_of(node), "%s", text);
}

/* No element, and no entity, of which nothing would be known. */
static bool holds_text_only(const xmlNode *node)
{
    for (const xmlNode *child = node->children; child; child = child->next) {
        bool text = child->type == XML_TEXT_NODE || child->type == XML_CDATA_SECTION_NODE;
        if (!text && child->type != XML_COMMENT_NODE && child->type != XML_PI_NODE) return false;
    }
    return true;
}

static enum status take_text(struct reading *reading, const xmlNode *node, uint32_t *ret, struct error *error)
{
    if (!holds_text_only(node)) return bad(reading, node, error, "<%s> holds more than text", name_of(node));
    xmlChar *content = xmlNodeGetContent(node);
    if (!content) return error_no_memory(error);
    enum status status = terms_text(&reading->terms, (const char *)content, strlen((const char *)content), ret, error);
    xmlFree(content);
    if (status != STATUS_OK || reading->terms.text.data[*ret]) return status;
    return bad(reading, node, error, "<%s> is empty", name_of(node));
}

static enum status alphabet_of(const struct reading *reading, const xmlNode *node, enum alphabet *ret,
                               struct error *error)
{
    const char *name = attribute(node, "alphabet", NULL);
    if (!name) return bad(reading, node, error, "<%s> lacks its alphabet: alphabet=\"ipa\"", name_of(node));
    bool ipa = strcmp(name, "ipa") == 0;
    *ret = ipa ? ALPHABET_IPA : ALPHABET_ENGINE;
    if (ipa || strcmp(name, "x-espeak") == 0) return STATUS_OK;
    return bad(reading, node, error, "the alphabet \"%.64s\" is not known: \"ipa\" and \"x-espeak\" (the engine's) are",
               name);
}

/* ---- <lexicon> --------------------------------------------------------------------------------------------------- */

static enum status take_root(struct reading *reading, const xmlNode *node, struct error *error)
{
    reading->begun = true;
    reading->line = line_of(node);
    if (!is_element(node, "lexicon"))
        return bad(reading, node, error,
                   "is no pronunciation lexicon: it begins with <%.64s>, not with <lexicon xmlns=\"%s\">",
                   name_of(node), NAMESPACE);
    const char *version = attribute(node, "version", NULL), *language = attribute(node, "lang", XML);
    if (!version || strcmp(version, "1.0") != 0)
        return bad(reading, node, error, "<lexicon> is of version \"%.64s\"; \"1.0\" can be read",
                   version ? version : "");
    if (!language) return bad(reading, node, error, "<lexicon> lacks xml:lang: the language of its words");
    snprintf(reading->language, sizeof reading->language, "%s", language);
    reading->other_language = !voice_is_for(reading->voice, reading->language);
    return alphabet_of(reading, node, &reading->alphabet, error);
}

/* ---- <lexeme> ---------------------------------------------------------------------------------------------------- */

/* The <phoneme> or <alias> that counts, NULL where there is none; nothing else may stand in a lexeme. */
static enum status find_saying(const struct reading *reading, const xmlNode *lexeme, const xmlNode **ret,
                               struct error *error)
{
    bool preferred = false;
    size_t graphemes = 0;
    *ret = NULL;
    for (const xmlNode *child = lexeme->children; child; child = child->next) {
        if (child->type != XML_ELEMENT_NODE || (child->ns && !is_own(child))) continue;
        graphemes += is_element(child, "grapheme");
        if (is_element(child, "phoneme") || is_element(child, "alias")) {
            const char *value = attribute(child, "prefer", NULL);
            bool prefer = value && strcmp(value, "true") == 0;
            if (!*ret || (prefer && !preferred)) *ret = child;
            preferred |= prefer;
        } else if (!is_element(child, "grapheme") && !is_element(child, "example")) {
            return bad(reading, child, error, "<%.64s> cannot stand in a <lexeme>", name_of(child));
        }
    }
    return graphemes > 0 ? STATUS_OK : bad(reading, lexeme, error, "the <lexeme> has no <grapheme>");
}

/* Makes the engine's phonemes of the text at `*saying`; what is wrong with them is the `reason`. */
static enum status to_phonemes(struct reading *reading, enum alphabet alphabet, uint32_t *saying, struct error *reason)
{
    struct buffer *text = &reading->terms.text;
    const char *given = text->data + *saying;
    size_t length = strlen(given);
    if (alphabet == ALPHABET_ENGINE)
        return phonemes_are_safe(given, length)
                   ? STATUS_OK
                   : error_set(reason, STATUS_BAD_INPUT, NULL, 0,
                               "\"%.96s\" is no phonemes of the engine: at most %d signs without spaces", given,
                               PHONEMES_BYTES - 1);
    char phonemes[PHONEMES_BYTES];
    enum status status = voice_phonemes(reading->voice, given, length, phonemes, reason);
    if (status != STATUS_OK) return status;
    text->length = *saying; /* in place of the IPA */
    buffer_append(text, phonemes, strlen(phonemes) + 1);
    return text->failed ? error_no_memory(reason) : STATUS_OK;
}

/* What is said for a lexeme, as far as a term tells it. */
static enum status take_saying(struct reading *reading, const xmlNode *node, struct term *term, struct error *error)
{
    struct error reason = {0};
    enum alphabet alphabet = reading->alphabet;
    enum status status = take_text(reading, node, &term->saying, error);
    term->phonemes = is_element(node, "phoneme");
    if (status == STATUS_OK && term->phonemes && attribute(node, "alphabet", NULL))
        status = alphabet_of(reading, node, &alphabet, error);
    if (status != STATUS_OK || reading->other_language) return status;
    const char *text = reading->terms.text.data + term->saying;
    status = term->phonemes ? to_phonemes(reading, alphabet, &term->saying, &reason)
                            : respelling_check(text, strlen(text), &reason);
    term->usable = status == STATUS_OK;
    if (status == STATUS_NO_MEMORY) return error_no_memory(error);
    return term->usable ? STATUS_OK : remarks_add(reading->remarks, line_of(node), &reason, error);
}

static enum status add_term(struct reading *reading, const xmlNode *node, const struct term *like, struct error *error)
{
    struct term term = *like;
    term.line = line_of(node);
    if (reading->terms.count == LEXICON_TERMS_MOST)
        return bad(reading, node, error, "the lexicon has more than %d terms", LEXICON_TERMS_MOST);
    enum status status = take_text(reading, node, &term.term, error);
    return status == STATUS_OK ? terms_put(&reading->terms, term, error) : status;
}

static enum status take_lexeme(struct reading *reading, const xmlNode *lexeme, struct error *error)
{
    const xmlNode *said = NULL;
    struct term term = {.role = attribute(lexeme, "role", NULL) != NULL};
    enum status status = find_saying(reading, lexeme, &said, error);
    if (status == STATUS_OK && said) status = take_saying(reading, said, &term, error);
    for (const xmlNode *child = lexeme->children; child && status == STATUS_OK; child = child->next)
        if (is_element(child, "grapheme")) status = add_term(reading, child, &term, error);
    if (status != STATUS_OK || said) return status;
    struct error reason = {0};
    error_set(&reason, STATUS_BAD_INPUT, NULL, 0,
              "the lexeme has neither <phoneme> nor <alias>, so it changes nothing");
    return remarks_add(reading->remarks, line_of(lexeme), &reason, error);
}

/* ---- The file ---------------------------------------------------------------------------------------------------- */

static enum status take_child(struct reading *reading, xmlNode *node, struct error *error)
{
    if (!is_own(node)) return STATUS_OK; /* another's */
    if (is_element(node, "meta") || is_element(node, "metadata")) return STATUS_OK;
    if (!is_element(node, "lexeme"))
        return bad(reading, node, error, "<%.64s> cannot stand in a <lexicon>", name_of(node));
    if (xmlTextReaderExpand(reading->xml)) return take_lexeme(reading, node, error);
    return reading->mistake.status == STATUS_OK ? error_no_memory(error) : STATUS_OK;
}

/* What the parser stands at; *ret_inside tells that nothing more is wanted of it. */
static enum status take_node(struct reading *reading, bool *ret_inside, struct error *error)
{
    xmlNode *node = xmlTextReaderCurrentNode(reading->xml);
    int type = xmlTextReaderNodeType(reading->xml), depth = xmlTextReaderDepth(reading->xml);
    *ret_inside = depth > 0;
    if (type == XML_READER_TYPE_DOCUMENT_TYPE && node && node->children)
        return bad(reading, node, error, "declares entities or elements of its own; remove what stands in [ and ]");
    if (type != XML_READER_TYPE_ELEMENT || !node) return STATUS_OK;
    if (depth == 0) return take_root(reading, node, error);
    return depth == 1 ? take_child(reading, node, error) : STATUS_OK;
}

static enum status parse(struct reading *reading, struct error *error)
{
    enum status status = STATUS_OK;
    bool inside = false;
    int more = xmlTextReaderRead(reading->xml);
    while (more == 1 && status == STATUS_OK && !reading->no_memory) {
        status = take_node(reading, &inside, error);
        if (status == STATUS_OK) more = inside ? xmlTextReaderNext(reading->xml) : xmlTextReaderRead(reading->xml);
    }
    if (status != STATUS_OK) return status;
    if (reading->mistake.status != STATUS_OK) {
        *error = reading->mistake;
        return error->status;
    }
    return more == 0 && reading->begun ? STATUS_OK : error_no_memory(error); /* the parser tells all else */
}

static enum status tell_other_language(struct reading *reading, struct error *error)
{
    struct error reason = {0};
    error_set(&reason, STATUS_BAD_INPUT, NULL, 0,
              "the lexicon is for \"%s\" and the leaflet is read in \"%s\", so none of its %zu terms is used",
              reading->language, voice_language(reading->voice), reading->terms.count);
    return remarks_add(reading->remarks, reading->line, &reason, error);
}

enum status pls_read_bytes(const char *name, const char *bytes, size_t length, const struct voice *voice,
                           struct lexicon *lexicon, struct remarks *remarks, struct error *error)
{
    struct error unused;
    if (!error) error = &unused;
    if (length > (size_t)PLS_MB_MOST * 1000000)
        return error_set(error, STATUS_LIMIT, name, 0, "is larger than %d MB; split it", PLS_MB_MOST);
    if (length == 0) return error_set(error, STATUS_BAD_INPUT, name, 0, "is empty");
    struct reading reading = {
        .path = name, .voice = voice, .remarks = remarks, .terms = {.path = name, .strict = true}};
    /* Some mistakes come to the thread's handler only, which would print them. */
    xmlStructuredErrorFunc handler = xmlStructuredError;
    void *context = xmlStructuredErrorContext;
    xmlSetStructuredErrorFunc(&reading, (xmlStructuredErrorFunc)note_mistake);
    reading.xml =
        xmlReaderForMemory(bytes, (int)length, NULL, NULL, XML_PARSE_NONET | XML_PARSE_NOCDATA | XML_PARSE_BIG_LINES);
    enum status status = reading.xml ? parse(&reading, error) : error_no_memory(error);
    if (reading.no_memory) status = error_no_memory(error);
    if (status == STATUS_OK)
        status = reading.other_language ? tell_other_language(&reading, error)
                                        : terms_add_to(&reading.terms, lexicon, remarks, error);
    xmlFreeTextReader(reading.xml);
    xmlSetStructuredErrorFunc(context, handler);
    terms_done(&reading.terms);
    return status;
}

enum status pls_read(const char *path, const struct voice *voice, struct lexicon *lexicon, struct remarks *remarks,
                     struct error *error)
{
    struct buffer bytes = {0};
    enum status status = file_read(path, (size_t)PLS_MB_MOST * 1000000, &bytes, error);
    if (status == STATUS_OK) status = pls_read_bytes(path, bytes.data, bytes.length, voice, lexicon, remarks, error);
    buffer_done(&bytes);
    return status;
}
