/* What TwiML documents are written with. */
#include "export/menu_twiml_parts.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

static struct buffer nowhere; /* written to where memory has run out: it has failed */

void twiml_begin(struct twiml *twiml, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    char path[512];
    vsnprintf(path, sizeof path, format, arguments);
    va_end(arguments);
    twiml->text = menu_file_add(twiml->files, "%s.xml", path);
    if (!twiml->text) {
        twiml->failed = true;
        nowhere.failed = true;
        twiml->text = &nowhere;
    }
    buffer_append_text(twiml->text, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Response>\n");
}

void twiml_finish(struct twiml *twiml)
{
    buffer_append_text(twiml->text, "</Response>\n");
}

void twiml_play(struct twiml *twiml, const char *format, ...)
{
    char name[512];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(name, sizeof name, format, arguments);
    va_end(arguments);
    const struct menu *menu = twiml->menu;
    buffer_append_text(twiml->text, "<Play>");
    const char *sounds = menu->sounds ? menu->sounds : "sounds";
    bool absolute = sounds[0] == '/' || strstr(sounds, "://");
    buffer_printf(twiml->text, "%s%s", absolute ? "" : twiml->root, sounds);
    buffer_printf(twiml->text, "/%s/%s.%s</Play>\n", twiml->language->tag, name,
                  menu->ending && *menu->ending ? menu->ending : "wav");
}

void twiml_gather(struct twiml *twiml, const char *mode, unsigned timeout_s)
{
    buffer_printf(
        twiml->text,
        "<Gather input=\"dtmf\" numDigits=\"1\" finishOnKey=\"\" timeout=\"%u\" action=\"%s\" method=\"GET\">\n",
        timeout_s, mode);
}

void twiml_gathered(struct twiml *twiml)
{
    buffer_append_text(twiml->text, "</Gather>\n");
}

void twiml_go(struct twiml *twiml, const char *format, ...)
{
    char target[512];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(target, sizeof target, format, arguments);
    va_end(arguments);
    buffer_printf(twiml->text, "<Redirect method=\"GET\">%s</Redirect>\n", target);
}

void twiml_goodbye(struct twiml *twiml)
{
    twiml_play(twiml, "menu/goodbye");
    buffer_append_text(twiml->text, "<Hangup/>\n");
}

void twiml_pause(struct twiml *twiml, const char *first)
{
    for (unsigned i = 0; i < twiml->menu->pause_tries; i++) {
        twiml_gather(twiml, "paused", twiml->menu->pause_wait_s);
        twiml_play(twiml, "menu/%s", i == 0 && first ? first : "reminder");
        twiml_gathered(twiml);
    }
    twiml_goodbye(twiml);
}

void twiml_say_and_go(struct twiml *twiml, const char *name, const char *target)
{
    twiml_gather(twiml, "key", 1);
    twiml_play(twiml, "menu/%s", name);
    twiml_gathered(twiml);
    twiml_go(twiml, "%s", target);
}

void twiml_operator(struct twiml *twiml)
{
    twiml_play(twiml, "menu/%s", twiml->menu->operator_number ? "operator" : "no_operator");
    if (twiml->menu->operator_number)
        buffer_printf(twiml->text, "<Dial timeout=\"40\">%s</Dial>\n", twiml->menu->operator_number);
}
