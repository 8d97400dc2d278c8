/* TwiML for Twilio (twilio.com/docs/voice/twiml): documents that any host of files can serve, with one rule.
 *
 * Documents cannot branch on a key by themselves. So each state of a call is a folder, whose index.xml plays and gathers one
 * key for "STATE/MODE", the mode being "key", "paused" and so on. The host answers STATE/MODE?Digits=K with the first of these
 * files that there is (nginx.conf and .htaccess beside have that rule; "*" is called star, "#" hash):
 *
 *     ../../../MODE-K.xml   K.xml   ../K.xml   ../../K.xml   ../../../K.xml   wrong.xml   ../../../MODE-wrong.xml
 *     ../../../wrong.xml
 *
 * Links are relative to STATE, whichever file was found; so a document three folders up serves all states below it. */
#include "export/menu_parts.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* From a state to the folder of start.xml. */
#define ROOT "../../../../../"

/* What the writers below share. */
struct twiml {
    const struct menu *menu;
    const struct menu_language *language;
    struct menu_files *files;
    struct buffer *text; /* the document that is being written */
    const char *root;    /* from the state to the root */
    bool failed;
};

static struct buffer nowhere; /* written to where memory has run out: it has failed */

__attribute__((format(printf, 2, 3))) static void begin(struct twiml *twiml, const char *format, ...)
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

static void finish(struct twiml *twiml)
{
    buffer_append_text(twiml->text, "</Response>\n");
}

/* <Play> of a prompt, which is named from the language's folder on. */
__attribute__((format(printf, 2, 3))) static void play(struct twiml *twiml, const char *format, ...)
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

static void own(struct twiml *twiml, const char *name)
{
    play(twiml, "%s/%s", twiml->language->leaflet, name);
}

/* Everything up to gathered() is broken off by a key, which goes to STATE/mode. */
static void gather(struct twiml *twiml, const char *mode, unsigned timeout_s)
{
    buffer_printf(
        twiml->text,
        "<Gather input=\"dtmf\" numDigits=\"1\" finishOnKey=\"\" timeout=\"%u\" action=\"%s\" method=\"GET\">\n",
        timeout_s, mode);
}

static void gathered(struct twiml *twiml)
{
    buffer_append_text(twiml->text, "</Gather>\n");
}

__attribute__((format(printf, 2, 3))) static void go(struct twiml *twiml, const char *format, ...)
{
    char target[512];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(target, sizeof target, format, arguments);
    va_end(arguments);
    buffer_printf(twiml->text, "<Redirect method=\"GET\">%s</Redirect>\n", target);
}

static void goodbye(struct twiml *twiml)
{
    play(twiml, "menu/goodbye");
    buffer_append_text(twiml->text, "<Hangup/>\n");
}

/* A pause that `first`, where there is one, opens: it ends by itself. */
static void pause(struct twiml *twiml, const char *first)
{
    for (unsigned i = 0; i < twiml->menu->pause_tries; i++) {
        gather(twiml, "paused", twiml->menu->pause_wait_s);
        play(twiml, "menu/%s", i == 0 && first ? first : "reminder");
        gathered(twiml);
    }
    goodbye(twiml);
}

/* Says `name` in the middle of a reading, and goes to `target`. */
static void say_and_go(struct twiml *twiml, const char *name, const char *target)
{
    gather(twiml, "key", 1);
    play(twiml, "menu/%s", name);
    gathered(twiml);
    go(twiml, "%s", target);
}

static void operator_of(struct twiml *twiml)
{
    play(twiml, "menu/%s", twiml->menu->operator_number ? "operator" : "no_operator");
    if (twiml->menu->operator_number)
        buffer_printf(twiml->text, "<Dial timeout=\"40\">%s</Dial>\n", twiml->menu->operator_number);
}

/* STATE is TAG/listen/PACE/SECTION/0001: what the key does from this sentence. */
static void sentence_key(struct twiml *twiml, const char *state, const char *key, const char *message,
                         const char *target)
{
    begin(twiml, "%s/%s", state, key);
    if (message)
        say_and_go(twiml, message, target);
    else
        go(twiml, "%s", target);
    finish(twiml);
}

static void sentence(struct twiml *twiml, bool slow, size_t section, size_t number)
{
    const struct menu_language *language = twiml->language;
    const struct menu_section *here = &language->sections[section];
    char state[256], next[256] = "end.xml", before[256] = "index.xml", other[256];
    snprintf(state, sizeof state, "%s/listen/%s/%s/%04zu", language->tag, slow ? "slow" : "normal", here->folder,
             number);
    if (number < here->sentence_count)
        snprintf(next, sizeof next, "../%04zu/index.xml", number + 1);
    else if (section + 1 < language->section_count)
        snprintf(next, sizeof next, "../../%s/0001/index.xml", language->sections[section + 1].folder);
    if (number > 1)
        snprintf(before, sizeof before, "../%04zu/index.xml", number - 1);
    else if (section > 0)
        snprintf(before, sizeof before, "../../%s/%04zu/index.xml", language->sections[section - 1].folder,
                 language->sections[section - 1].sentence_count);
    snprintf(other, sizeof other, "../../../%s/%s/%04zu/index.xml", slow ? "normal" : "slow", here->folder, number);
    begin(twiml, "%s/index", state);
    gather(twiml, "key", 1);
    play(twiml, "%s/%s/%s%04zu", language->leaflet, here->folder, slow ? "slow/" : "", number);
    gathered(twiml);
    go(twiml, "%s", next);
    finish(twiml);
    if (strcmp(next, "end.xml") == 0) {
        begin(twiml, "%s/end", state);
        pause(twiml, "end");
        finish(twiml);
    }
    sentence_key(twiml, state, "4", number == 1 && section == 0 ? "at_beginning" : NULL, before);
    sentence_key(twiml, state, "6", NULL, next);
    sentence_key(twiml, state, "8", slow ? "normal" : "slower", other);
}

static void section(struct twiml *twiml, bool slow, size_t index)
{
    const struct menu_language *language = twiml->language;
    char folder[256], target[256];
    snprintf(folder, sizeof folder, "%s/listen/%s/%s", language->tag, slow ? "slow" : "normal",
             language->sections[index].folder);
    bool first = index == 0, last = index + 1 == language->section_count;
    snprintf(target, sizeof target, "../../%s/0001/index.xml", language->sections[first ? 0 : index - 1].folder);
    sentence_key(twiml, folder, "7", first ? "no_previous_section" : NULL, target);
    snprintf(target, sizeof target, "../../%s/0001/index.xml", language->sections[last ? index : index + 1].folder);
    sentence_key(twiml, folder, "9", last ? "no_next_section" : NULL, last ? "index.xml" : target);
    for (size_t i = 1; i <= language->sections[index].sentence_count; i++) sentence(twiml, slow, index, i);
}

/* The phone number `number`, from 1; in the mode "contactN" the key 1 goes to the next one, and 5 reads on. */
static void contact(struct twiml *twiml, const char *name, size_t number)
{
    char mode[32];
    snprintf(mode, sizeof mode, "contact%zu", number);
    begin(twiml, "%s/listen/%s", twiml->language->tag, name);
    gather(twiml, mode, twiml->menu->pause_wait_s);
    play(twiml, "menu/contact");
    play(twiml, "%s/contact/%02zu", twiml->language->leaflet, number);
    play(twiml, "menu/contact_again");
    play(twiml, "%s/contact/%02zu", twiml->language->leaflet, number);
    if (twiml->language->contact_count > 1) play(twiml, "menu/contact_next");
    play(twiml, "menu/paused");
    gathered(twiml);
    pause(twiml, NULL);
    finish(twiml);
}

/* A key for what there is not: says so, and goes on with the reading or the pause. */
static void nothing_there(struct twiml *twiml, const char *key, const char *message)
{
    begin(twiml, "%s/listen/%s", twiml->language->tag, key);
    say_and_go(twiml, message, "index.xml");
    finish(twiml);
    begin(twiml, "%s/listen/paused-%s", twiml->language->tag, key);
    gather(twiml, "paused", 1);
    play(twiml, "menu/%s", message);
    gathered(twiml);
    pause(twiml, NULL);
    finish(twiml);
}

static void contacts(struct twiml *twiml)
{
    const char *tag = twiml->language->tag;
    size_t count = twiml->language->contact_count;
    if (count == 0) {
        nothing_there(twiml, "1", "no_contact");
        return;
    }
    contact(twiml, "1", 1);
    for (size_t i = 1; i <= count; i++) {
        char name[32];
        snprintf(name, sizeof name, "contact%zu-1", i);
        contact(twiml, name, i % count + 1);
        begin(twiml, "%s/listen/contact%zu-5", tag, i);
        go(twiml, "index.xml");
        finish(twiml);
    }
}

/* Wrong keys one after the other, each counted by the mode that follows it. */
static void wrong_keys(struct twiml *twiml)
{
    const char *tag = twiml->language->tag;
    for (unsigned i = 0; i < twiml->menu->tries; i++) {
        if (i == 0)
            begin(twiml, "%s/listen/wrong", tag);
        else
            begin(twiml, "%s/listen/wrong%u-wrong", tag, i);
        if (i + 1 == twiml->menu->tries) {
            goodbye(twiml);
        } else {
            char mode[32];
            snprintf(mode, sizeof mode, "wrong%u", i + 1);
            gather(twiml, mode, 1);
            play(twiml, "menu/wrong_key");
            gathered(twiml);
            go(twiml, "index.xml");
        }
        finish(twiml);
    }
}

/* The keys that do the same from each sentence. */
static void listen_keys(struct twiml *twiml)
{
    const char *tag = twiml->language->tag;
    static const char *const back[] = {"2", "paused-5"};
    for (size_t i = 0; i < 2; i++) {
        begin(twiml, "%s/listen/%s", tag, back[i]);
        go(twiml, "index.xml");
        finish(twiml);
    }
    begin(twiml, "%s/listen/5", tag);
    pause(twiml, "paused");
    finish(twiml);
    begin(twiml, "%s/listen/star", tag);
    go(twiml, ROOT "%s/choose/page/1/1/index.xml", tag);
    finish(twiml);
    if (twiml->menu->operator_number) {
        begin(twiml, "%s/listen/0", tag);
        operator_of(twiml);
        pause(twiml, "paused");
        finish(twiml);
    } else {
        nothing_there(twiml, "0", "no_operator");
    }
    begin(twiml, "%s/listen/hash", tag);
    gather(twiml, "key", 1);
    play(twiml, "menu/help");
    play(twiml, "menu/help_more");
    gathered(twiml);
    go(twiml, "index.xml");
    finish(twiml);
    begin(twiml, "%s/listen/paused-hash", tag);
    gather(twiml, "paused", 1);
    play(twiml, "menu/help");
    play(twiml, "menu/help_more");
    gathered(twiml);
    pause(twiml, NULL);
    finish(twiml);
    contacts(twiml);
    wrong_keys(twiml);
}

/* The choices of one page once: `attempt` from 1. */
static void choose_once(struct twiml *twiml, size_t page, unsigned attempt)
{
    const struct menu_language *language = twiml->language;
    bool last = attempt == twiml->menu->tries;
    begin(twiml, "%s/choose/page/%zu/%u/index", language->tag, page + 1, attempt);
    gather(twiml, "key", twiml->menu->key_wait_s);
    for (size_t i = page * MENU_PAGE; i < language->section_count && i < (page + 1) * MENU_PAGE; i++)
        play(twiml, "%s/choice/%04zu", language->leaflet, i + 1);
    play(twiml, "menu/%s", language->section_count > MENU_PAGE ? "more" : "again");
    if (twiml->menu->language_count > 1) play(twiml, "menu/languages");
    if (twiml->menu->operator_number) play(twiml, "menu/operator_key");
    gathered(twiml);
    if (last)
        goodbye(twiml);
    else
        play(twiml, "menu/no_key");
    if (!last) go(twiml, "../%u/index.xml", attempt + 1);
    finish(twiml);
    begin(twiml, "%s/choose/page/%zu/%u/wrong", language->tag, page + 1, attempt);
    if (last)
        goodbye(twiml);
    else
        play(twiml, "menu/wrong_choice");
    if (!last) go(twiml, "../%u/index.xml", attempt + 1);
    finish(twiml);
}

static void choose_page(struct twiml *twiml, size_t page)
{
    const struct menu_language *language = twiml->language;
    for (unsigned i = 1; i <= twiml->menu->tries; i++) choose_once(twiml, page, i);
    for (size_t i = page * MENU_PAGE; i < language->section_count && i < (page + 1) * MENU_PAGE; i++) {
        char target[256], key[300];
        snprintf(target, sizeof target, "../../../../listen/normal/%s/0001/", language->sections[i].folder);
        snprintf(key, sizeof key, "%skey", target);
        begin(twiml, "%s/choose/page/%zu/%u", language->tag, page + 1, menu_digit(i));
        gather(twiml, key, 1);
        play(twiml, "menu/listen");
        gathered(twiml);
        go(twiml, "%sindex.xml", target);
        finish(twiml);
    }
    begin(twiml, "%s/choose/page/%zu/hash", language->tag, page + 1);
    go(twiml, "../../%zu/1/index.xml", page + 1 == menu_pages(language->section_count) ? 1 : page + 2);
    finish(twiml);
}

static void language(struct twiml *twiml)
{
    const char *tag = twiml->language->tag;
    twiml->root = "../";
    begin(twiml, "%s/start", tag);
    if (twiml->language->draft) play(twiml, "menu/draft"); /* which no key skips */
    own(twiml, "welcome");
    go(twiml, "choose/page/1/1/index.xml");
    finish(twiml);
    twiml->root = ROOT;
    for (size_t i = 0; i < menu_pages(twiml->language->section_count); i++) choose_page(twiml, i);
    begin(twiml, "%s/choose/star", tag);
    if (twiml->menu->language_count > 1)
        go(twiml, ROOT "start.xml");
    else
        go(twiml, "../../1/1/index.xml");
    finish(twiml);
    begin(twiml, "%s/choose/0", tag);
    operator_of(twiml);
    go(twiml, "index.xml");
    finish(twiml);
    listen_keys(twiml);
    for (size_t i = 0; i < twiml->language->section_count; i++) {
        section(twiml, false, i);
        section(twiml, true, i);
    }
}

/* One page of languages once; without a key the next page, and after the last one the next attempt. */
static void languages_once(struct twiml *twiml, size_t page, unsigned attempt)
{
    const struct menu *menu = twiml->menu;
    size_t pages = menu_pages(menu->language_count);
    bool last = attempt == menu->tries;
    begin(twiml, "_languages/choose/page/%zu/%u/index", page + 1, attempt);
    gather(twiml, "key", menu->key_wait_s);
    for (size_t i = page * MENU_PAGE; i < menu->language_count && i < (page + 1) * MENU_PAGE; i++) {
        twiml->language = &menu->languages[i];
        own(twiml, "language");
    }
    gathered(twiml);
    twiml->language = &menu->languages[0];
    if (page + 1 < pages)
        go(twiml, "../../%zu/%u/index.xml", page + 2, attempt);
    else if (last)
        goodbye(twiml);
    else
        go(twiml, "../../1/%u/index.xml", attempt + 1);
    finish(twiml);
    begin(twiml, "_languages/choose/page/%zu/%u/wrong", page + 1, attempt);
    if (last)
        goodbye(twiml);
    else
        go(twiml, "../../1/%u/index.xml", attempt + 1);
    finish(twiml);
}

static void languages(struct twiml *twiml)
{
    const struct menu *menu = twiml->menu;
    twiml->language = &menu->languages[0];
    twiml->root = ROOT;
    size_t pages = menu_pages(menu->language_count);
    for (size_t page = 0; page < pages; page++) {
        for (unsigned i = 1; i <= menu->tries; i++) languages_once(twiml, page, i);
        for (size_t i = page * MENU_PAGE; i < menu->language_count && i < (page + 1) * MENU_PAGE; i++) {
            begin(twiml, "_languages/choose/page/%zu/%u", page + 1, menu_digit(i));
            go(twiml, ROOT "%s/start.xml", menu->languages[i].tag);
            finish(twiml);
        }
        begin(twiml, "_languages/choose/page/%zu/hash", page + 1);
        go(twiml, "../../%zu/1/index.xml", page + 1 == pages ? 1 : page + 2);
        finish(twiml);
    }
    begin(twiml, "_languages/choose/star");
    go(twiml, "../../1/1/index.xml");
    finish(twiml);
    begin(twiml, "_languages/choose/0");
    operator_of(twiml);
    go(twiml, "index.xml");
    finish(twiml);
}

enum status menu_twiml(const struct menu *menu, struct menu_files *files, struct error *error)
{
    struct twiml twiml = {.menu = menu, .files = files, .language = &menu->languages[0], .root = ""};
    begin(&twiml, "start");
    if (menu->language_count > 1)
        go(&twiml, "_languages/choose/page/1/1/index.xml");
    else
        go(&twiml, "%s/start.xml", menu->languages[0].tag);
    finish(&twiml);
    if (menu->language_count > 1) languages(&twiml);
    for (size_t i = 0; i < menu->language_count; i++) {
        twiml.language = &menu->languages[i];
        language(&twiml);
    }
    return twiml.failed || !menu_twiml_host(files) ? error_no_memory(error) : STATUS_OK;
}
