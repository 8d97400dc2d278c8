/* FreeSWITCH 1.10: an XML dialplan of one context, in one file (mod_dialplan_xml, mod_dptools, mod_expr; FreeSWITCH's
 * documentation at developer.signalwire.com).
 *
 * Channel variables hold the place. Conditions are looked at when a call is transferred, actions done afterwards: so each
 * decision is a transfer to an extension of this context. FreeSWITCH hangs a call up after some 70 transfers, unless
 * max_forwards is set anew. The application "ivr" is not used, as it takes "#" for the end of what is typed. */
#include "export/menu_parts.h"

#define ACTION(application, data) "<action application=\"" application "\" data=\"" data "\"/>\n"
#define OTHERWISE(application, data) "<anti-action application=\"" application "\" data=\"" data "\"/>\n"
#define SET(variable, value) ACTION("set", variable "=" value)
#define TO(extension) ACTION("set", "max_forwards=70") ACTION("transfer", extension " XML aloud-~")
#define OTHERWISE_TO(extension) OTHERWISE("set", "max_forwards=70") OTHERWISE("transfer", extension " XML aloud-~")
#define EXTENSION(name, expression)                                                                                    \
    "<extension name=\"" name "\">\n<condition field=\"destination_number\" expression=\"^" expression "$\">\n"
#define IF(name, expression, field, value)                                                                             \
    "<extension name=\"" name "\">\n<condition field=\"destination_number\" expression=\"^" expression "$\"/>\n"       \
    "<condition field=\"" field "\" expression=\"^" value "$\">\n"
#define END "</condition>\n</extension>\n"
/* An extension of several conditions, each of which does its own; the last one is closed by END. */
#define OPEN(name, expression)                                                                                         \
    "<extension name=\"" name "\">\n<condition field=\"destination_number\" expression=\"^" expression "$\"/>\n"
#define WHERE(field, value) "<condition field=\"" field "\" expression=\"^" value "$\" break=\"never\">\n"
#define CLOSE "</condition>\n"
#define SYSTEM(name) "${aloud_sounds}/${aloud_language}/menu/" name "${aloud_ending}"
#define OWN(name) "${aloud_sounds}/${aloud_language}/${aloud_leaflet}/" name "${aloud_ending}"
/* Plays `sound` and waits so many milliseconds for a key, at least 1000, which FreeSWITCH takes for less; aloud_key is then
 * empty or the key. "none" has no key in it: where the list of keys that end the typing is empty, FreeSWITCH puts "#" there,
 * which would then be lost (mod_dptools.c, play_and_get_digits_function). */
#define KEY(sound, wait)                                                                                               \
    ACTION("unset", "aloud_key")                                                                                       \
    ACTION("play_and_get_digits", "1 1 1 " wait " none " sound " '' aloud_key ^[0-9*#]$ " wait)
#define LIST "file_string://"
#define RESUME TO("resume-${aloud_paused}")
#define SAME "(\\d+)/\\1" /* two numbers that are the same */

/* One extension after the other, which the formatter would put one within the other. */
/* clang-format off */
static const char CHOOSING[] =
    EXTENSION("choice", "choice-([1-9])")
        SET("aloud_section", "${expr(${aloud_page} * 9 + $1)}") SET("aloud_then", "begin")
        TO("table-${aloud_language}-${aloud_section}") END
    EXTENSION("choice-more", "choice-#")
        SET("aloud_page", "${expr(${aloud_page} + 1)}") SET("aloud_tries", "0")
        TO("choose-${aloud_language}-${aloud_page}") END
    EXTENSION("choice-operator", "choice-0")
        SET("aloud_nobody", "choose-${aloud_language}-${aloud_page}") TO("operator") END
    EXTENSION("choice-none", "choice-") SET("aloud_said", "no_key") TO("choice-again") END
    EXTENSION("choice-again", "choice-again")
        SET("aloud_tries", "${expr(${aloud_tries} + 1)}") TO("try-choose-${aloud_tries}") END
    EXTENSION("try-choose", "try-choose-\\d+")
        ACTION("playback", SYSTEM("${aloud_said}")) TO("choose-${aloud_language}-${aloud_page}") END;

/* Behind the extensions of pages and sections that there are. */
static const char CHOOSING_OTHERS[] =
    EXTENSION("choose-first", "choose-.+") SET("aloud_page", "0") TO("choose-${aloud_language}-0") END
    EXTENSION("choice-wrong", "(choice|table)-.+") SET("aloud_said", "wrong_choice") TO("choice-again") END;

static const char LISTENING[] =
    EXTENSION("begin", "begin")
        SET("aloud_sentence", "1") SET("aloud_wrong", "0") SET("aloud_paused", "0")
        KEY(SYSTEM("listen"), "1000") TO("begin-${aloud_key}") END
    EXTENSION("begin-sentence", "begin-") TO("sentence") END
    EXTENSION("begin-key", "begin-(.)") TO("key-$1") END
    EXTENSION("first", "first") SET("aloud_sentence", "1") TO("sentence") END
    EXTENSION("last", "last") SET("aloud_sentence", "${aloud_sentences}") TO("sentence") END
    EXTENSION("sentence", "sentence") SET("aloud_wrong", "0") TO("again") END
    OPEN("again", "again")
        WHERE("${aloud_sentence}", "\\d") SET("aloud_zeros", "000") CLOSE
        WHERE("${aloud_sentence}", "\\d\\d") SET("aloud_zeros", "00") CLOSE
        WHERE("${aloud_sentence}", "\\d\\d\\d") SET("aloud_zeros", "0") CLOSE
        WHERE("${aloud_sentence}", "\\d{4,}") SET("aloud_zeros", "") CLOSE
        WHERE("${aloud_sentence}", "\\d+") SET("aloud_paused", "0")
        KEY(OWN("${aloud_folder}/${aloud_pace}${aloud_zeros}${aloud_sentence}"), "1000") TO("key-${aloud_key}") END
    EXTENSION("heard", "key-") SET("aloud_wrong", "0") TO("forward") END
    IF("forward", "(forward|key-6)", "${aloud_sentence}/${aloud_sentences}", SAME)
        TO("next")
        OTHERWISE("set", "aloud_sentence=${expr(${aloud_sentence} + 1)}") OTHERWISE_TO("sentence") END
    IF("next", "next", "${aloud_section}/${aloud_sections}", SAME)
        SET("aloud_tries", "0") SET("aloud_said", "end") TO("wait")
        OTHERWISE("set", "aloud_section=${expr(${aloud_section} + 1)}") OTHERWISE("set", "aloud_then=first")
        OTHERWISE_TO("table-${aloud_language}-${aloud_section}") END
    EXTENSION("resume-paused", "resume-1") SET("aloud_said", "silence") TO("wait") END
    EXTENSION("resume", "resume-.*") TO("sentence") END
    EXTENSION("pause", "pause") SET("aloud_tries", "0") SET("aloud_said", "paused") TO("wait") END;

static const char KEYS[] =
    IF("contact-none", "key-1", "${aloud_contacts}", "0") ACTION("playback", SYSTEM("no_contact")) RESUME END
    IF("contact", "key-1", "${aloud_contact}/${aloud_contacts}", SAME)
        SET("aloud_contact", "1") TO("contact")
        OTHERWISE("set", "aloud_contact=${expr(${aloud_contact} + 1)}") OTHERWISE_TO("contact") END
    OPEN("contact-say", "contact")
        WHERE("${aloud_contact}", "\\d") SET("aloud_zeros", "0") OTHERWISE("set", "aloud_zeros=") CLOSE
        WHERE("${aloud_contacts}", "1") SET("aloud_more", "")
        OTHERWISE("set", "aloud_more=!" SYSTEM("contact_next")) CLOSE
        WHERE("${aloud_contact}", "\\d+") SET("aloud_number", OWN("contact/${aloud_zeros}${aloud_contact}"))
        KEY(LIST SYSTEM("contact") "!${aloud_number}!" SYSTEM("contact_again") "!${aloud_number}${aloud_more}", "1000")
        TO("contact-${aloud_key}") END
    EXTENSION("contact-pause", "contact-") TO("pause") END
    EXTENSION("contact-key", "contact-(.)") TO("key-$1") END
    EXTENSION("repeat", "key-2") TO("sentence") END
    IF("back", "key-4", "${aloud_sentence}", "1")
        TO("back-section")
        OTHERWISE("set", "aloud_sentence=${expr(${aloud_sentence} - 1)}") OTHERWISE_TO("sentence") END
    IF("back-section", "back-section", "${aloud_section}", "1")
        ACTION("playback", SYSTEM("at_beginning")) TO("sentence")
        OTHERWISE("set", "aloud_section=${expr(${aloud_section} - 1)}") OTHERWISE("set", "aloud_then=last")
        OTHERWISE_TO("table-${aloud_language}-${aloud_section}") END
    IF("go-on", "key-5", "${aloud_paused}", "1") TO("sentence") OTHERWISE_TO("pause") END
    IF("section-before", "key-7", "${aloud_section}", "1")
        ACTION("playback", SYSTEM("no_previous_section")) TO("first")
        OTHERWISE("set", "aloud_section=${expr(${aloud_section} - 1)}") OTHERWISE("set", "aloud_then=first")
        OTHERWISE_TO("table-${aloud_language}-${aloud_section}") END
    IF("pace", "key-8", "${aloud_pace}", "slow/")
        SET("aloud_pace", "") ACTION("playback", SYSTEM("normal")) TO("sentence")
        OTHERWISE("set", "aloud_pace=slow/") OTHERWISE("playback", SYSTEM("slower")) OTHERWISE_TO("sentence") END
    IF("section-next", "key-9", "${aloud_section}/${aloud_sections}", SAME)
        ACTION("playback", SYSTEM("no_next_section")) TO("sentence")
        OTHERWISE_TO("next") END
    EXTENSION("help", "key-#") KEY(LIST SYSTEM("help") "!" SYSTEM("help_more"), "1000") TO("help-${aloud_key}") END
    EXTENSION("help-resume", "help-") RESUME END
    EXTENSION("help-key", "help-(.)") TO("key-$1") END
    EXTENSION("key-choose", "key-\\*")
        SET("aloud_page", "0") SET("aloud_tries", "0") TO("choose-${aloud_language}-0") END
    EXTENSION("key-wrong", "key-.+") SET("aloud_wrong", "${expr(${aloud_wrong} + 1)}") TO("wrong-${aloud_wrong}") END
    EXTENSION("wrong", "wrong-\\d+") KEY(SYSTEM("wrong_key"), "1000") TO("wronged-${aloud_key}") END
    EXTENSION("wronged", "wronged-") TO("wrong-resume-${aloud_paused}") END
    EXTENSION("wronged-key", "wronged-(.)") TO("key-$1") END
    EXTENSION("wrong-paused", "wrong-resume-1") SET("aloud_said", "silence") TO("wait") END
    EXTENSION("wrong-again", "wrong-resume-.*") TO("again") END;

static const char WAITING[] =
    IF("wait", "wait", "${aloud_said}", "silence")
        SET("aloud_paused", "1") SET("aloud_sound", "silence_stream://100") TO("waiting")
        OTHERWISE("set", "aloud_paused=1") OTHERWISE("set", "aloud_sound=" SYSTEM("${aloud_said}"))
        OTHERWISE_TO("waiting") END
    EXTENSION("waited", "waited-") SET("aloud_tries", "${expr(${aloud_tries} + 1)}") TO("reminder-${aloud_tries}") END
    EXTENSION("waited-key", "waited-(.)") TO("key-$1") END;
/* clang-format on */

static void append_start(struct buffer *text, const struct menu *menu)
{
    menu_append(text, menu,
                "<!-- A telephone line for FreeSWITCH. How to load it: docs/add-a-phone-system.md -->\n"
                "<include>\n<context name=\"aloud-~\">\n" EXTENSION("start", "start") ACTION("answer", "")
                    ACTION("sleep", "1000"));
    buffer_printf(text, ACTION("set", "aloud_sounds=%s"), menu->sounds ? menu->sounds : "$${sounds_dir}/aloud");
    buffer_printf(text, ACTION("set", "aloud_ending=%s%s"), menu->ending && *menu->ending ? "." : "",
                  menu->ending ? menu->ending : "");
    buffer_append_text(text, SET("aloud_pace", "") SET("aloud_tries", "0") SET("aloud_page", "0")
                                 SET("playback_terminators", "none"));
    buffer_printf(text, ACTION("set", "aloud_language=%s"), menu->languages[0].tag);
    menu_append(text, menu, menu->language_count > 1 ? TO("languages-1") END : TO("language-1") END);
}

static void append_language_page(struct buffer *text, const struct menu *menu, size_t page)
{
    size_t pages = menu_pages(menu->language_count), first = page * MENU_PAGE;
    size_t end = page + 1 == pages ? menu->language_count : first + MENU_PAGE;
    size_t next = page + 1 == pages ? 1 : page + 2;
    buffer_printf(text, EXTENSION("languages-%zu", "languages-%zu") ACTION("unset", "aloud_key"), page + 1, page + 1);
    buffer_printf(text, "<action application=\"play_and_get_digits\" data=\"1 1 1 %u none " LIST,
                  menu->key_wait_s * 1000);
    for (size_t i = first; i < end; i++)
        buffer_printf(text, "%s${aloud_sounds}/%s/%s/language${aloud_ending}", i == first ? "" : "!",
                      menu->languages[i].tag, menu->languages[i].leaflet);
    buffer_printf(text, " '' aloud_key ^[0-9*#]$ %u\"/>\n", menu->key_wait_s * 1000);
    buffer_printf(text,
                  ACTION("set", "max_forwards=70") ACTION("transfer", "languages-%zu-${aloud_key} XML aloud-%s") END,
                  page + 1, menu->name);
    for (size_t i = first; i < end; i++)
        buffer_printf(text,
                      EXTENSION("languages-%zu-%u", "languages-%zu-%u") ACTION("set", "max_forwards=70")
                          ACTION("transfer", "language-%zu XML aloud-%s") END,
                      page + 1, menu_digit(i), page + 1, menu_digit(i), i + 1, menu->name);
    buffer_printf(text, EXTENSION("languages-%zu-none", "languages-%zu-") ACTION("set", "max_forwards=70"), page + 1,
                  page + 1);
    buffer_append_text(text, "<action application=\"transfer\" data=\"");
    if (next == 1)
        buffer_append_text(text, "languages-again");
    else
        buffer_printf(text, "languages-%zu", next);
    buffer_printf(text, " XML aloud-%s\"/>\n" END, menu->name);
    buffer_printf(text,
                  EXTENSION("languages-%zu-more", "languages-%zu-#") ACTION("set", "max_forwards=70")
                      ACTION("transfer", "languages-%zu XML aloud-%s") END,
                  page + 1, page + 1, next, menu->name);
}

static void append_languages(struct buffer *text, const struct menu *menu)
{
    for (size_t page = 0; page < menu_pages(menu->language_count); page++) append_language_page(text, menu, page);
    menu_append(text, menu,
                EXTENSION("languages-first", "languages-\\d+-\\*") TO("languages-1")
                    END EXTENSION("languages-operator", "languages-\\d+-0") SET("aloud_nobody", "languages-again")
                        TO("operator") END EXTENSION("languages-again", "languages-(again|\\d+-.)")
                            SET("aloud_tries", "${expr(${aloud_tries} + 1)}") TO("languages-try-${aloud_tries}") END);
    buffer_printf(text, EXTENSION("languages-last", "languages-try-%u"), menu->tries);
    menu_append(text, menu, TO("goodbye") END EXTENSION("languages-try", "languages-try-\\d+") TO("languages-1") END);
}

/* What a language sets; its draft notice, which no key skips; the pages of its sections; the table of its sections. */
static void append_language(struct buffer *text, const struct menu *menu, size_t index)
{
    const struct menu_language *language = &menu->languages[index];
    buffer_printf(text, EXTENSION("language-%zu", "language-%zu") ACTION("set", "aloud_language=%s"), index + 1,
                  index + 1, language->tag);
    buffer_printf(
        text, ACTION("set", "aloud_leaflet=%s") ACTION("set", "aloud_sections=%zu") ACTION("set", "aloud_contacts=%zu"),
        language->leaflet, language->section_count, language->contact_count);
    buffer_append_text(text, SET("aloud_contact", "0") SET("aloud_page", "0") SET("aloud_tries", "0"));
    if (language->draft) buffer_append_text(text, ACTION("playback", SYSTEM("draft")));
    buffer_append_text(text, ACTION("playback", OWN("welcome")));
    menu_append(text, menu, TO("choose-${aloud_language}-0") END);
    for (size_t page = 0; page < menu_pages(language->section_count); page++) {
        buffer_printf(text, EXTENSION("choose-%s-%zu", "choose-%s-%zu") ACTION("unset", "aloud_key"), language->tag,
                      page, language->tag, page);
        buffer_printf(text, "<action application=\"play_and_get_digits\" data=\"1 1 1 %u none " LIST,
                      menu->key_wait_s * 1000);
        for (size_t i = page * MENU_PAGE; i < language->section_count && i < (page + 1) * MENU_PAGE; i++)
            buffer_printf(text, OWN("choice/%04zu") "!", i + 1);
        buffer_append_text(text, language->section_count > MENU_PAGE ? SYSTEM("more") : SYSTEM("again"));
        if (menu->language_count > 1) buffer_append_text(text, "!" SYSTEM("languages"));
        if (menu->operator_number) buffer_append_text(text, "!" SYSTEM("operator_key"));
        buffer_printf(text, " '' aloud_key ^[0-9*#]$ %u\"/>\n", menu->key_wait_s * 1000);
        menu_append(text, menu, TO("choice-${aloud_key}") END);
    }
}

static void append_table(struct buffer *text, const struct menu *menu, const struct menu_language *language)
{
    for (size_t i = 0; i < language->section_count; i++) {
        buffer_printf(text, EXTENSION("table-%s-%zu", "table-%s-%zu"), language->tag, i + 1, language->tag, i + 1);
        buffer_printf(text, ACTION("set", "aloud_folder=%s") ACTION("set", "aloud_sentences=%zu"),
                      language->sections[i].folder, language->sections[i].sentence_count);
        menu_append(text, menu, TO("${aloud_then}") END);
    }
}

/* A person, and goodbye. The number is dialled in the context that the variable aloud_operator_context names. */
static void append_ends(struct buffer *text, const struct menu *menu)
{
    bool person = menu->operator_number != NULL;
    buffer_append_text(text, EXTENSION("key-operator", "key-0"));
    buffer_append_text(text, person ? SET("aloud_nobody", "pause") : SET("aloud_nobody", "resume-${aloud_paused}"));
    menu_append(text, menu, TO("operator") END);
    buffer_append_text(text, OPEN("operator", "operator") WHERE("${aloud_operator_context}", ""));
    buffer_append_text(text, SET("aloud_operator_context", "default") CLOSE WHERE("${aloud_contacts}", ".*"));
    if (person) {
        buffer_append_text(text, ACTION("playback", SYSTEM("operator")) SET("hangup_after_bridge", "true"));
        buffer_append_text(text, SET("continue_on_fail", "true") SET("call_timeout", "40"));
        buffer_printf(text, ACTION("bridge", "loopback/%s/${aloud_operator_context}"), menu->operator_number);
    }
    buffer_append_text(text, person ? ACTION("playback", SYSTEM("operator_busy"))
                                    : ACTION("playback", SYSTEM("no_operator")));
    menu_append(text, menu, TO("${aloud_nobody}") END);
    buffer_append_text(text, EXTENSION("goodbye", "goodbye") ACTION("playback", SYSTEM("goodbye")));
    buffer_append_text(text, ACTION("hangup", "") END);
}

static void append_limits(struct buffer *text, const struct menu *menu)
{
    buffer_printf(text, EXTENSION("choose-last", "try-choose-%u"), menu->tries);
    menu_append(text, menu, TO("goodbye") END);
    buffer_printf(text, EXTENSION("wrong-last", "wrong-%u"), menu->tries);
    menu_append(text, menu, TO("goodbye") END);
    buffer_printf(text, EXTENSION("reminder-last", "reminder-%u"), menu->pause_tries);
    menu_append(text, menu,
                TO("goodbye") END EXTENSION("reminder", "reminder-\\d+") SET("aloud_said", "reminder") TO("wait") END);
    buffer_printf(text,
                  EXTENSION("waiting", "waiting") ACTION("unset", "aloud_key")
                      ACTION("play_and_get_digits", "1 1 1 %u none ${aloud_sound} '' aloud_key ^[0-9*#]$ %u"),
                  menu->pause_wait_s * 1000, menu->pause_wait_s * 1000);
    menu_append(text, menu, TO("waited-${aloud_key}") END);
    menu_append(text, menu, EXTENSION("choice-back", "choice-\\*"));
    menu_append(text, menu,
                menu->language_count > 1 ? SET("aloud_tries", "0") TO("languages-1") END
                                         : SET("aloud_page", "0") SET("aloud_tries", "0")
                                             TO("choose-${aloud_language}-0") END);
}

enum status menu_freeswitch(const struct menu *menu, struct menu_files *files, struct error *error)
{
    struct buffer *text = menu_file_add(files, "aloud-%s.xml", menu->name);
    if (!text) return error_no_memory(error);
    append_start(text, menu);
    append_limits(text, menu);
    append_ends(text, menu);
    menu_append(text, menu, LISTENING);
    menu_append(text, menu, KEYS);
    menu_append(text, menu, WAITING);
    if (menu->language_count > 1) append_languages(text, menu);
    menu_append(text, menu, CHOOSING);
    for (size_t i = 0; i < menu->language_count; i++) append_language(text, menu, i);
    for (size_t i = 0; i < menu->language_count; i++) append_table(text, menu, &menu->languages[i]);
    menu_append(text, menu, CHOOSING_OTHERS);
    buffer_append_text(text, "</context>\n</include>\n");
    return STATUS_OK;
}
