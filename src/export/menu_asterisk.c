/* Asterisk 16 and later: a dialplan for extensions.conf ("Dialplan", docs.asterisk.org), in one file.
 *
 * Channel variables hold the place: one context listens to all sections of all languages, and the contexts of the languages
 * are tables that Gosub reads. CHANNEL(language) chooses the folder of the sounds. Background takes a key during a sound;
 * the keys are extensions of the context that plays. */
#include "export/menu_parts.h"

/* A line of the chosen context. */
#define SAME " same => n,"

static const char START[] = "; The telephone line ~, for Asterisk. How to load it: docs/add-a-phone-system.md\n"
                            "; Calls enter by: Goto(aloud-~,s,1)\n"
                            "\n"
                            "[aloud-~]\n"
                            "exten => s,1,Answer()\n" SAME "Wait(1)\n" SAME "Set(TIMEOUT(digit)=2)\n" SAME
                            "Set(ALOUD_PACE=)\n" SAME "Set(ALOUD_TRIES=0)\n";

static const char GOODBYE[] = "exten => goodbye,1,Playback(menu/goodbye)\n" SAME "Hangup()\n";

static const char MENU[] =
    "\n[aloud-~-menu]\n"
    "exten => s,1,Set(ALOUD_PAGE=0)\n" SAME "Set(ALOUD_TRIES=0)\n" SAME "Background(${ALOUD_LEAFLET}/welcome)\n" SAME
    "Goto(say)\n"
    " same => n(top),Set(ALOUD_PAGE=0)\n"
    " same => n(page),Set(ALOUD_TRIES=0)\n"
    " same => n(say),Set(ALOUD_CHOICE=$[${ALOUD_PAGE} * 9 + 1])\n" SAME "Set(ALOUD_LAST=$[${ALOUD_CHOICE} + 8])\n" SAME
    "GotoIf($[${ALOUD_LAST} <= ${ALOUD_SECTIONS}]?choice)\n" SAME "Set(ALOUD_LAST=${ALOUD_SECTIONS})\n"
    " same => n(choice),Background(${ALOUD_LEAFLET}/choice/${SPRINTF(%04d,${ALOUD_CHOICE})})\n" SAME
    "Set(ALOUD_CHOICE=$[${ALOUD_CHOICE} + 1])\n" SAME "GotoIf($[${ALOUD_CHOICE} <= ${ALOUD_LAST}]?choice)\n" SAME
    "GotoIf($[${ALOUD_SECTIONS} > 9]?more)\n" SAME "Background(menu/again)\n" SAME "Goto(rest)\n"
    " same => n(more),Background(menu/more)\n"
    " same => n(rest),NoOp()\n";

static const char MENU_KEYS[] =
    "exten => _Z,1,Set(ALOUD_SECTION=$[${ALOUD_PAGE} * 9 + ${EXTEN}])\n" SAME
    "GotoIf($[${ALOUD_SECTION} > ${ALOUD_SECTIONS}]?i,1)\n" SAME "Goto(aloud-~-listen,s,1)\n"
    "exten => #,1,Set(ALOUD_PAGE=$[${ALOUD_PAGE} + 1])\n" SAME
    "GotoIf($[${ALOUD_PAGE} * 9 < ${ALOUD_SECTIONS}]?s,page)\n" SAME "Goto(s,top)\n";

static const char LISTEN[] =
    "\n[aloud-~-listen]\n"
    "exten => s,1,Set(ALOUD_SENTENCE=1)\n" SAME "Set(ALOUD_WRONG=0)\n" SAME "Set(ALOUD_PAUSED=0)\n" SAME
    "Gosub(${ALOUD_TABLE},${ALOUD_SECTION},1)\n" SAME "Background(menu/listen)\n" SAME "Goto(sentence)\n"
    " same => n(section),Set(ALOUD_SENTENCE=1)\n" SAME "Gosub(${ALOUD_TABLE},${ALOUD_SECTION},1)\n"
    " same => n(sentence),Set(ALOUD_WRONG=0)\n"
    " same => n(again),Set(ALOUD_PAUSED=0)\n" SAME
    "Background(${ALOUD_LEAFLET}/${ALOUD_FOLDER}/${ALOUD_PACE}${SPRINTF(%04d,${ALOUD_SENTENCE})})\n"
    " same => n(forward),GotoIf($[${ALOUD_SENTENCE} >= ${ALOUD_SENTENCES}]?next)\n" SAME
    "Set(ALOUD_SENTENCE=$[${ALOUD_SENTENCE} + 1])\n" SAME "Goto(sentence)\n"
    " same => n(next),GotoIf($[${ALOUD_SECTION} >= ${ALOUD_SECTIONS}]?end)\n" SAME
    "Set(ALOUD_SECTION=$[${ALOUD_SECTION} + 1])\n" SAME "Goto(section)\n"
    " same => n(end),Set(ALOUD_PAUSED=1)\n" SAME "Set(ALOUD_TRIES=0)\n" SAME "Background(menu/end)\n" SAME
    "Goto(5,wait)\n"
    "exten => 1,1,GotoIf($[${ALOUD_CONTACTS} = 0]?none)\n" SAME
    "Set(ALOUD_CONTACT=$[${ALOUD_CONTACT} % ${ALOUD_CONTACTS} + 1])\n" SAME "Background(menu/contact)\n" SAME
    "Background(${ALOUD_LEAFLET}/contact/${SPRINTF(%02d,${ALOUD_CONTACT})})\n" SAME
    "Background(menu/contact_again)\n" SAME
    "Background(${ALOUD_LEAFLET}/contact/${SPRINTF(%02d,${ALOUD_CONTACT})})\n" SAME
    "GotoIf($[${ALOUD_CONTACTS} = 1]?5,pause)\n" SAME "Background(menu/contact_next)\n" SAME "Goto(5,pause)\n"
    " same => n(none),Background(menu/no_contact)\n" SAME "GotoIf($[${ALOUD_PAUSED} = 1]?5,wait:s,sentence)\n"
    "exten => 2,1,Goto(s,sentence)\n"
    "exten => 4,1,GotoIf($[${ALOUD_SENTENCE} > 1]?back)\n" SAME "GotoIf($[${ALOUD_SECTION} > 1]?before)\n" SAME
    "Background(menu/at_beginning)\n" SAME "Goto(s,sentence)\n"
    " same => n(back),Set(ALOUD_SENTENCE=$[${ALOUD_SENTENCE} - 1])\n" SAME "Goto(s,sentence)\n"
    " same => n(before),Set(ALOUD_SECTION=$[${ALOUD_SECTION} - 1])\n" SAME
    "Gosub(${ALOUD_TABLE},${ALOUD_SECTION},1)\n" SAME "Set(ALOUD_SENTENCE=${ALOUD_SENTENCES})\n" SAME
    "Goto(s,sentence)\n"
    "exten => 6,1,Goto(s,forward)\n"
    "exten => 7,1,GotoIf($[${ALOUD_SECTION} > 1]?back)\n" SAME "Background(menu/no_previous_section)\n" SAME
    "Goto(s,section)\n"
    " same => n(back),Set(ALOUD_SECTION=$[${ALOUD_SECTION} - 1])\n" SAME "Goto(s,section)\n"
    "exten => 8,1,GotoIf($[\"${ALOUD_PACE}\" = \"slow/\"]?normal)\n" SAME "Set(ALOUD_PACE=slow/)\n" SAME
    "Background(menu/slower)\n" SAME "Goto(s,sentence)\n"
    " same => n(normal),Set(ALOUD_PACE=)\n" SAME "Background(menu/normal)\n" SAME "Goto(s,sentence)\n"
    "exten => 9,1,GotoIf($[${ALOUD_SECTION} < ${ALOUD_SECTIONS}]?s,next)\n" SAME
    "Background(menu/no_next_section)\n" SAME "Goto(s,sentence)\n"
    "exten => *,1,Goto(aloud-~-menu,s,top)\n"
    "exten => #,1,Background(menu/help)\n" SAME "Background(menu/help_more)\n" SAME
    "GotoIf($[${ALOUD_PAUSED} = 1]?5,wait:s,sentence)\n"
    "exten => 5,1,GotoIf($[${ALOUD_PAUSED} = 1]?s,sentence)\n"
    " same => n(pause),Set(ALOUD_PAUSED=1)\n" SAME "Set(ALOUD_WRONG=0)\n" SAME "Set(ALOUD_TRIES=0)\n" SAME
    "Background(menu/paused)\n";

/* A key that is none, or no key at all: `prompt`, then the choices again. */
static void append_choices_again(struct buffer *text, const struct menu *menu, const char *extension,
                                 const char *prompt)
{
    buffer_printf(text, "exten => %s,1,Set(ALOUD_TRIES=$[${ALOUD_TRIES} + 1])\n", extension);
    buffer_printf(text, SAME "GotoIf($[${ALOUD_TRIES} >= %u]?aloud-%s,goodbye,1)\n", menu->tries, menu->name);
    buffer_printf(text, SAME "Background(menu/%s)\n" SAME "Goto(s,say)\n", prompt);
}

static void append_language_page(struct buffer *text, const struct menu *menu, size_t page)
{
    size_t first = page * MENU_PAGE, last = page + 1 == menu_pages(menu->language_count);
    size_t end = last ? menu->language_count : first + MENU_PAGE;
    buffer_printf(text, "\n[aloud-%s-languages-%zu]\n", menu->name, page + 1);
    for (size_t i = first; i < end; i++) {
        const struct menu_language *language = &menu->languages[i];
        buffer_printf(text,
                      i == first ? "exten => s,1,Set(CHANNEL(language)=%s)\n" : SAME "Set(CHANNEL(language)=%s)\n",
                      language->tag);
        buffer_printf(text, SAME "Background(%s/language)\n", language->leaflet);
    }
    buffer_printf(text, SAME "WaitExten(%u)\n", menu->key_wait_s);
    for (size_t i = first; i < end; i++)
        buffer_printf(text, "exten => %u,1,Goto(aloud-%s-table-%s,s,1)\n", menu_digit(i), menu->name,
                      menu->languages[i].tag);
    buffer_printf(text, "exten => 0,1,Goto(aloud-%s-languages,operator,1)\n", menu->name);
    buffer_printf(text, "exten => *,1,Goto(aloud-%s-languages-1,s,1)\n", menu->name);
    buffer_printf(text, "exten => #,1,Goto(aloud-%s-languages-%zu,s,1)\n", menu->name, last ? 1 : page + 2);
    if (last)
        buffer_printf(text, "exten => t,1,Goto(aloud-%s-languages,again,1)\n", menu->name);
    else
        buffer_printf(text, "exten => t,1,Goto(aloud-%s-languages-%zu,s,1)\n", menu->name, page + 2);
    buffer_printf(text, "exten => i,1,Goto(aloud-%s-languages,again,1)\n", menu->name);
}

/* What a page of languages does without a choice; goodbye is said in the first language. */
static void append_languages(struct buffer *text, const struct menu *menu)
{
    for (size_t page = 0; page < menu_pages(menu->language_count); page++) append_language_page(text, menu, page);
    menu_append(text, menu, "\n[aloud-~-languages]\nexten => operator,1,");
    menu_append(text, menu,
                menu->operator_number ? "Gosub(aloud-~-operator,s,1)\n" SAME "Playback(menu/operator_busy)\n"
                                      : "Playback(menu/no_operator)\n");
    buffer_append_text(text, SAME "Goto(again,1)\nexten => again,1,Set(ALOUD_TRIES=$[${ALOUD_TRIES} + 1])\n");
    buffer_printf(text, SAME "GotoIf($[${ALOUD_TRIES} < %u]?aloud-%s-languages-1,s,1)\n", menu->tries, menu->name);
    buffer_printf(text, SAME "Set(CHANNEL(language)=%s)\n", menu->languages[0].tag);
    menu_append(text, menu, SAME "Goto(aloud-~,goodbye,1)\n");
}

static void append_table(struct buffer *text, const struct menu *menu, const struct menu_language *language)
{
    buffer_printf(text, "\n[aloud-%s-table-%s]\n", menu->name, language->tag);
    buffer_printf(text, "exten => s,1,Set(CHANNEL(language)=%s)\n", language->tag);
    buffer_printf(text, SAME "Set(ALOUD_TABLE=aloud-%s-table-%s)\n", menu->name, language->tag);
    buffer_printf(text, SAME "Set(ALOUD_LEAFLET=%s)\n", language->leaflet);
    buffer_printf(text, SAME "Set(ALOUD_SECTIONS=%zu)\n", language->section_count);
    buffer_printf(text, SAME "Set(ALOUD_CONTACTS=%zu)\n" SAME "Set(ALOUD_CONTACT=0)\n", language->contact_count);
    if (language->draft) buffer_append_text(text, SAME "Playback(menu/draft)\n"); /* which no key skips */
    buffer_printf(text, SAME "Goto(aloud-%s-menu,s,1)\n", menu->name);
    for (size_t i = 0; i < language->section_count; i++) {
        buffer_printf(text, "exten => %zu,1,Set(ALOUD_FOLDER=%s)\n", i + 1, language->sections[i].folder);
        buffer_printf(text, SAME "Set(ALOUD_SENTENCES=%zu)\n" SAME "Return()\n", language->sections[i].sentence_count);
    }
}

static void append_operator(struct buffer *text, const struct menu *menu)
{
    menu_append(text, menu, "\n[aloud-~-operator]\nexten => s,1,Playback(menu/operator)\n");
    buffer_printf(text, SAME
                  "Set(ALOUD_DIAL=${IF($[\"${ALOUD_OPERATOR_CONTEXT}\" = \"\"]?default:${ALOUD_OPERATOR_CONTEXT})})\n");
    buffer_printf(text, SAME "Dial(Local/%s@${ALOUD_DIAL},40)\n" SAME "Return()\n", menu->operator_number);
}

static void append_menu(struct buffer *text, const struct menu *menu)
{
    bool languages = menu->language_count > 1;
    menu_append(text, menu, MENU);
    if (languages) buffer_append_text(text, SAME "Background(menu/languages)\n");
    if (menu->operator_number) buffer_append_text(text, SAME "Background(menu/operator_key)\n");
    buffer_printf(text, SAME "WaitExten(%u)\n", menu->key_wait_s);
    menu_append(text, menu, MENU_KEYS);
    if (languages)
        menu_append(text, menu, "exten => *,1,Set(ALOUD_TRIES=0)\n" SAME "Goto(aloud-~-languages-1,s,1)\n");
    else
        buffer_append_text(text, "exten => *,1,Goto(s,top)\n");
    menu_append(text, menu,
                menu->operator_number ? "exten => 0,1,Gosub(aloud-~-operator,s,1)\n" SAME
                                        "Background(menu/operator_busy)\n"
                                      : "exten => 0,1,Background(menu/no_operator)\n");
    buffer_append_text(text, SAME "Goto(s,top)\n");
    append_choices_again(text, menu, "i", "wrong_choice");
    append_choices_again(text, menu, "t", "no_key");
}

static void append_listen(struct buffer *text, const struct menu *menu)
{
    menu_append(text, menu, LISTEN);
    buffer_printf(text, " same => n(wait),WaitExten(%u)\n", menu->pause_wait_s);
    if (menu->operator_number)
        menu_append(text, menu,
                    "exten => 0,1,Gosub(aloud-~-operator,s,1)\n" SAME "Background(menu/operator_busy)\n" SAME
                    "Goto(5,pause)\n");
    else
        buffer_append_text(text, "exten => 0,1,Background(menu/no_operator)\n" SAME
                                 "GotoIf($[${ALOUD_PAUSED} = 1]?5,wait:s,sentence)\n");
    buffer_append_text(text, "exten => i,1,Set(ALOUD_WRONG=$[${ALOUD_WRONG} + 1])\n");
    buffer_printf(text, SAME "GotoIf($[${ALOUD_WRONG} >= %u]?aloud-%s,goodbye,1)\n", menu->tries, menu->name);
    buffer_append_text(text,
                       SAME "Background(menu/wrong_key)\n" SAME "GotoIf($[${ALOUD_PAUSED} = 1]?5,wait:s,again)\n");
    buffer_append_text(text, "exten => t,1,Set(ALOUD_TRIES=$[${ALOUD_TRIES} + 1])\n");
    buffer_printf(text, SAME "GotoIf($[${ALOUD_TRIES} >= %u]?aloud-%s,goodbye,1)\n", menu->pause_tries, menu->name);
    buffer_append_text(text, SAME "Background(menu/reminder)\n" SAME "Goto(5,wait)\n");
}

enum status menu_asterisk(const struct menu *menu, struct menu_files *files, struct error *error)
{
    struct buffer *text = menu_file_add(files, "extensions.conf");
    if (!text) return error_no_memory(error);
    menu_append(text, menu, START);
    if (menu->language_count > 1)
        menu_append(text, menu, SAME "Goto(aloud-~-languages-1,s,1)\n");
    else
        buffer_printf(text, SAME "Goto(aloud-%s-table-%s,s,1)\n", menu->name, menu->languages[0].tag);
    buffer_append_text(text, GOODBYE);
    if (menu->language_count > 1) append_languages(text, menu);
    for (size_t i = 0; i < menu->language_count; i++) append_table(text, menu, &menu->languages[i]);
    append_menu(text, menu);
    append_listen(text, menu);
    if (menu->operator_number) append_operator(text, menu);
    return STATUS_OK;
}
