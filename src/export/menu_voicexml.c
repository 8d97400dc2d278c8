/* VoiceXML 2.1 (W3C Recommendation, 19 June 2007; with VoiceXML 2.0 and SRGS 1.0): telephone.vxml asks for the language, and
 * TAG.vxml, one a language, holds the choice of a section and the listening. Variables of the document hold the place. */
#include "export/menu_parts.h"

#include <stdio.h>

static const char HEAD[] = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                           "<vxml version=\"2.1\" xmlns=\"http://www.w3.org/2001/vxml\" xml:lang=\"%s\">\n"
                           "<property name=\"inputmodes\" value=\"dtmf\"/>\n"
                           "<property name=\"termchar\" value=\"\"/>\n";

/* An inline grammar is of VoiceXML's own namespace (its schema, vxml-grammar-restriction.xsd), and its rule's name is an ID
 * of the whole document. */
static const char GRAMMAR[] =
    "<grammar version=\"1.0\" mode=\"dtmf\" root=\"%s_key\">"
    "<rule id=\"%s_key\" scope=\"public\"><one-of><item>0</item><item>1</item><item>2</item><item>3</item>"
    "<item>4</item><item>5</item><item>6</item><item>7</item><item>8</item><item>9</item><item>*</item><item>#</item>"
    "</one-of></rule>"
    "</grammar>\n";

#define SAY(name) "<prompt><audio expr=\"system('" name "')\"/></prompt>"
#define GO(form) "<goto next=\"#" form "\"/>"
#define SET(variable, value) "<assign name=\"" variable "\" expr=\"" value "\"/>"
#define RESUME "<if cond=\"paused\">" SET("said", "''") GO("pause") "<else/>" GO("listen") "</if>\n"
#define PAUSE SET("tries", "0") SET("said", "'paused'") GO("pause") "\n"

#define NUMBER "<prompt><audio expr=\"own('contact/' + padded(contact, 2))\"/></prompt>"

/* What each key does while listening; "%u" wrong ones in a row are the end. */
/* clang-format off */
static const char ACT[] =
    "<form id=\"act\"><block>\n"
    "<if cond=\"pressed != '3'\">" SET("wrong", "0") "</if>\n"
    "<if cond=\"pressed == '0'\">" GO("operator") "\n"
    "<elseif cond=\"pressed == '*'\"/>" SET("tries", "0") SET("page", "0") GO("choose") "\n"
    "<elseif cond=\"pressed == '#'\"/>" SAY("help") SAY("help_more") RESUME
    "<elseif cond=\"pressed == '1' &amp;&amp; contacts == 0\"/>" SAY("no_contact") RESUME
    "<elseif cond=\"pressed == '1'\"/>" SET("contact", "contact %% contacts + 1")
        SAY("contact") NUMBER SAY("contact_again") NUMBER
        "<if cond=\"contacts &gt; 1\">" SAY("contact_next") "</if>" PAUSE
    "<elseif cond=\"pressed == '2'\"/>" GO("listen") "\n"
    "<elseif cond=\"pressed == '4'\"/><if cond=\"!back()\">" SAY("at_beginning") "</if>" GO("listen") "\n"
    "<elseif cond=\"pressed == '5' &amp;&amp; paused\"/>" GO("listen") "\n"
    "<elseif cond=\"pressed == '5'\"/>" PAUSE
    "<elseif cond=\"pressed == '6'\"/><if cond=\"forward()\">" GO("listen") "<else/>" GO("end") "</if>\n"
    "<elseif cond=\"pressed == '7'\"/><if cond=\"!previousSection()\">" SAY("no_previous_section")
        SET("sentence", "1") "</if>" GO("listen") "\n"
    "<elseif cond=\"pressed == '8'\"/>" SET("pace", "pace == '' ? 'slow/' : ''")
        "<if cond=\"pace == ''\">" SAY("normal") "<else/>" SAY("slower") "</if>" GO("listen") "\n"
    "<elseif cond=\"pressed == '9'\"/><if cond=\"!nextSection()\">" SAY("no_next_section") "</if>" GO("listen") "\n"
    "<else/>" SET("wrong", "wrong + 1") "<if cond=\"wrong &gt;= %u\">" GO("goodbye") "</if>" SAY("wrong_key") RESUME
    "</if>\n</block></form>\n";

static const char FUNCTIONS[] =
    "function padded(number, width) {\n"
    "    var text = String(number);\n"
    "    while (text.length < width) text = '0' + text;\n"
    "    return text;\n"
    "}\n"
    "function system(name) { return sounds + '/menu/' + name + ending; }\n"
    "function own(name) { return sounds + '/' + leaflet + '/' + name + ending; }\n"
    "function sentenceSound() { return own(sections[section - 1][0] + '/' + pace + padded(sentence, 4)); }\n"
    "function choicesOnPage() {\n"
    "    var list = [];\n"
    "    for (var i = page * 9 + 1; i <= sections.length && i <= page * 9 + 9; i++) list.push(own('choice/' + padded(i, 4)));\n"
    "    return list;\n"
    "}\n"
    "function nextSection() {\n"
    "    if (section >= sections.length) return false;\n"
    "    section += 1;\n"
    "    sentence = 1;\n"
    "    return true;\n"
    "}\n"
    "function previousSection() {\n"
    "    if (section <= 1) return false;\n"
    "    section -= 1;\n"
    "    sentence = 1;\n"
    "    return true;\n"
    "}\n"
    "function forward() {\n"
    "    if (sentence >= sections[section - 1][1]) return nextSection();\n"
    "    sentence += 1;\n"
    "    return true;\n"
    "}\n"
    "function back() {\n"
    "    if (sentence > 1) {\n"
    "        sentence -= 1;\n"
    "        return true;\n"
    "    }\n"
    "    if (!previousSection()) return false;\n"
    "    sentence = sections[section - 1][1];\n"
    "    return true;\n"
    "}\n"
    "]]></script>\n";

static const char VARIABLES[] =
    "<var name=\"page\" expr=\"0\"/>\n<var name=\"section\" expr=\"1\"/>\n<var name=\"sentence\" expr=\"1\"/>\n"
    "<var name=\"contact\" expr=\"0\"/>\n<var name=\"pace\" expr=\"''\"/>\n<var name=\"paused\" expr=\"false\"/>\n"
    "<var name=\"listening\" expr=\"false\"/>\n<var name=\"said\" expr=\"'paused'\"/>\n"
    "<var name=\"pressed\" expr=\"''\"/>\n<var name=\"tries\" expr=\"0\"/>\n<var name=\"wrong\" expr=\"0\"/>\n";
/* clang-format on */

/* A form's beginning: what is done first, and a field that takes any key. */
static void append_field(struct buffer *text, const char *form, const char *first, const char *timeout)
{
    buffer_printf(text, "<form id=\"%s\"><block>%s</block>\n<field name=\"key\">\n", form, first);
    buffer_printf(text, "<property name=\"timeout\" value=\"%s\"/>\n", timeout);
    buffer_printf(text, GRAMMAR, form, form);
}

static void append_try(struct buffer *text, unsigned most)
{
    buffer_printf(text, SET("tries", "tries + 1") "<if cond=\"tries &gt;= %u\">" GO("goodbye") "</if>", most);
}

static const char *ending_of(const struct menu *menu)
{
    return menu->ending && *menu->ending ? menu->ending : "wav";
}

static const char *sounds_of(const struct menu *menu)
{
    return menu->sounds ? menu->sounds : "sounds";
}

static void append_language_page(struct buffer *text, const struct menu *menu, size_t page)
{
    size_t pages = menu_pages(menu->language_count), first = page * MENU_PAGE;
    size_t end = page + 1 == pages ? menu->language_count : first + MENU_PAGE;
    size_t next = page + 1 == pages ? 1 : page + 2;
    char form[32], timeout[16];
    snprintf(form, sizeof form, "languages_%zu", page + 1);
    snprintf(timeout, sizeof timeout, "%us", menu->key_wait_s);
    append_field(text, form, "", timeout);
    buffer_append_text(text, "<prompt>\n");
    for (size_t i = first; i < end; i++)
        buffer_printf(text, "<audio src=\"%s/%s/%s/language.%s\"/>\n", sounds_of(menu), menu->languages[i].tag,
                      menu->languages[i].leaflet, ending_of(menu));
    buffer_append_text(text, "</prompt>\n<noinput>");
    if (next == 1) append_try(text, menu->tries);
    buffer_printf(text, "<goto next=\"#languages_%zu\"/></noinput>\n<nomatch>", next);
    append_try(text, menu->tries);
    buffer_append_text(text, GO("languages_1") "</nomatch>\n<filled>\n");
    for (size_t i = first; i < end; i++)
        buffer_printf(text, "<%s cond=\"key == '%u'\"%s><goto next=\"%s.vxml\"/>\n", i == first ? "if" : "elseif",
                      menu_digit(i), i == first ? "" : "/", menu->languages[i].tag);
    buffer_printf(text, "<elseif cond=\"key == '#'\"/><goto next=\"#languages_%zu\"/>\n", next);
    buffer_append_text(text, "<elseif cond=\"key == '*'\"/>" GO("languages_1") "\n<elseif cond=\"key == '0'\"/>" GO(
                                 "operator") "\n<else/>");
    append_try(text, menu->tries);
    buffer_append_text(text, GO("languages_1") "\n</if>\n</filled>\n</field></form>\n");
}

/* The forms "operator" and "goodbye"; `after` goes on where nobody answered. */
static void append_ends(struct buffer *text, const struct menu *menu, const char *nobody, const char *after)
{
    if (menu->operator_number) {
        buffer_printf(
            text,
            "<form id=\"operator\"><block>" SAY(
                "operator") "</block>\n"
                            "<transfer name=\"result\" dest=\"tel:%s\" type=\"bridge\" connecttimeout=\"40s\">\n"
                            "<filled><if cond=\"result == 'far_end_disconnect'\"><disconnect/></if>" SAY(
                                "operator_busy") "%s</filled>\n"
                                                 "<catch event=\"error.connection error.unsupported.transfer\">" SAY(
                                                     "operator_busy") "%s</catch>\n"
                                                                      "</transfer></form>\n",
            menu->operator_number, after, after);
    } else {
        buffer_printf(text, "<form id=\"operator\"><block>" SAY("no_operator") "%s</block></form>\n", nobody);
    }
    buffer_append_text(
        text, "<form id=\"goodbye\"><block><prompt bargein=\"false\"><audio expr=\"system('goodbye')\"/></prompt>"
              "<disconnect/></block></form>\n</vxml>\n");
}

static void append_sounds(struct buffer *text, const struct menu *menu, const struct menu_language *language)
{
    buffer_printf(text, "<var name=\"sounds\" expr=\"'%s/%s'\"/>\n<var name=\"ending\" expr=\"'.%s'\"/>\n",
                  sounds_of(menu), language->tag, ending_of(menu));
}

static enum status start(const struct menu *menu, struct menu_files *files, struct error *error)
{
    struct buffer *text = menu_file_add(files, "telephone.vxml");
    if (!text) return error_no_memory(error);
    buffer_printf(text, HEAD, menu->languages[0].tag);
    append_sounds(text, menu, &menu->languages[0]);
    if (menu->language_count == 1) {
        buffer_printf(text, "<form id=\"start\"><block><goto next=\"%s.vxml\"/></block></form>\n</vxml>\n",
                      menu->languages[0].tag);
        return STATUS_OK;
    }
    buffer_append_text(text, "<var name=\"tries\" expr=\"0\"/>\n<script><![CDATA[\n"
                             "function system(name) { return sounds + '/menu/' + name + ending; }\n]]></script>\n");
    for (size_t page = 0; page < menu_pages(menu->language_count); page++) append_language_page(text, menu, page);
    struct buffer after = {0};
    append_try(&after, menu->tries);
    buffer_append_text(&after, GO("languages_1"));
    append_ends(text, menu, buffer_text(&after), buffer_text(&after));
    bool failed = after.failed;
    buffer_done(&after);
    return failed ? error_no_memory(error) : STATUS_OK;
}

static void append_choose(struct buffer *text, const struct menu *menu)
{
    char timeout[16];
    snprintf(timeout, sizeof timeout, "%us", menu->key_wait_s);
    append_field(text, "choose", SET("listening", "false") SET("paused", "false"), timeout);
    buffer_append_text(
        text, "<prompt>\n<foreach item=\"choice\" array=\"choicesOnPage()\"><audio expr=\"choice\"/></foreach>\n"
              "<audio expr=\"system(sections.length &gt; 9 ? 'more' : 'again')\"/>\n");
    if (menu->language_count > 1) buffer_append_text(text, "<audio expr=\"system('languages')\"/>\n");
    if (menu->operator_number) buffer_append_text(text, "<audio expr=\"system('operator_key')\"/>\n");
    buffer_append_text(text, "</prompt>\n<noinput>");
    append_try(text, menu->tries);
    buffer_append_text(text, SAY("no_key") GO("choose") "</noinput>\n<nomatch>");
    append_try(text, menu->tries);
    buffer_append_text(text, SAY("wrong_choice") GO("choose") "</nomatch>\n<filled>\n<if cond=\"key == '0'\">" GO(
                                 "operator") "\n<elseif cond=\"key == '*'\"/>");
    buffer_append_text(text, menu->language_count > 1 ? "<goto next=\"telephone.vxml\"/>\n"
                                                      : SET("page", "0") SET("tries", "0") GO("choose") "\n");
    buffer_append_text(text,
                       "<elseif cond=\"key == '#'\"/>" SET("page", "(page + 1) * 9 &lt; sections.length ? page + 1 : 0")
                           SET("tries", "0")
                               GO("choose") "\n<elseif cond=\"page * 9 + Number(key) &lt;= sections.length\"/>" SET(
                                   "section", "page * 9 + Number(key)") SET("sentence", "1") SET("wrong", "0")
                                   SAY("listen") GO("listen") "\n<else/>");
    append_try(text, menu->tries);
    buffer_append_text(text, SAY("wrong_choice") GO("choose") "\n</if>\n</filled>\n</field></form>\n");
}

static void append_listen(struct buffer *text, const struct menu *menu)
{
    static const char taken[] = "<filled>" SET("pressed", "key") GO("act") "</filled>\n</field></form>\n";
    static const char none[] = "<nomatch>" SET("pressed", "'3'") GO("act") "</nomatch>\n";
    append_field(text, "listen", SET("listening", "true") SET("paused", "false"), "300ms");
    buffer_append_text(text, "<prompt><audio expr=\"sentenceSound()\"/></prompt>\n"
                             "<noinput>" SET("wrong", "0") "<if cond=\"forward()\">" GO("listen") "<else/>" GO(
                                 "end") "</if></noinput>\n");
    buffer_printf(text, "%s%s", none, taken);
    buffer_append_text(text, "<form id=\"end\"><block>" SET("tries", "0") SET("said", "'end'")
                                 GO("pause") "</block></form>\n");
    char timeout[16];
    snprintf(timeout, sizeof timeout, "%us", menu->pause_wait_s);
    append_field(text, "pause", SET("paused", "true"), timeout);
    buffer_append_text(text, "<prompt cond=\"said != ''\"><audio expr=\"system(said)\"/></prompt>\n<noinput>");
    append_try(text, menu->pause_tries);
    buffer_printf(text, SET("said", "'reminder'") GO("pause") "</noinput>\n%s%s", none, taken);
    buffer_printf(text, ACT, menu->tries);
}

static enum status language_document(const struct menu *menu, const struct menu_language *language,
                                     struct menu_files *files, struct error *error)
{
    struct buffer *text = menu_file_add(files, "%s.vxml", language->tag);
    if (!text) return error_no_memory(error);
    buffer_printf(text, HEAD, language->tag);
    append_sounds(text, menu, language);
    buffer_printf(text, "<var name=\"leaflet\" expr=\"'%s'\"/>\n<var name=\"contacts\" expr=\"%zu\"/>\n",
                  language->leaflet, language->contact_count);
    buffer_append_text(text, VARIABLES);
    buffer_append_text(text, "<script><![CDATA[\nvar sections = [\n");
    for (size_t i = 0; i < language->section_count; i++)
        buffer_printf(text, "['%s', %zu]%s\n", language->sections[i].folder, language->sections[i].sentence_count,
                      i + 1 < language->section_count ? "," : "");
    buffer_append_text(text, "];\n");
    buffer_append_text(text, FUNCTIONS);
    buffer_append_text(text, "<form id=\"welcome\"><block>");
    if (language->draft)
        buffer_append_text(text, "<prompt bargein=\"false\"><audio expr=\"system('draft')\"/></prompt>");
    buffer_append_text(text, "<prompt><audio expr=\"own('welcome')\"/></prompt>" GO("choose") "</block></form>\n");
    append_choose(text, menu);
    append_listen(text, menu);
    append_ends(text, menu,
                "<if cond=\"paused\">" SET("said", "''")
                    GO("pause") "<elseif cond=\"listening\"/>" GO("listen") "<else/>" GO("choose") "</if>",
                "<if cond=\"listening\">" PAUSE "<else/>" GO("choose") "</if>");
    return STATUS_OK;
}

enum status menu_voicexml(const struct menu *menu, struct menu_files *files, struct error *error)
{
    enum status status = start(menu, files, error);
    for (size_t i = 0; i < menu->language_count && status == STATUS_OK; i++)
        status = language_document(menu, &menu->languages[i], files, error);
    return status;
}
