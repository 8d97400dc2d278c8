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
#include "export/menu_twiml_parts.h"

#include <stdio.h>

static void own(struct twiml *twiml, const char *name)
{
    twiml_play(twiml, "%s/%s", twiml->language->leaflet, name);
}

/* The choices of one page once: `attempt` from 1. */
static void choose_once(struct twiml *twiml, size_t page, unsigned attempt)
{
    const struct menu_language *language = twiml->language;
    bool last = attempt == twiml->menu->tries;
    twiml_begin(twiml, "%s/choose/page/%zu/%u/index", language->tag, page + 1, attempt);
    twiml_gather(twiml, "key", twiml->menu->key_wait_s);
    for (size_t i = page * MENU_PAGE; i < language->section_count && i < (page + 1) * MENU_PAGE; i++)
        twiml_play(twiml, "%s/choice/%04zu", language->leaflet, i + 1);
    twiml_play(twiml, "menu/%s", language->section_count > MENU_PAGE ? "more" : "again");
    if (twiml->menu->language_count > 1) twiml_play(twiml, "menu/languages");
    if (twiml->menu->operator_number) twiml_play(twiml, "menu/operator_key");
    twiml_gathered(twiml);
    if (last)
        twiml_goodbye(twiml);
    else
        twiml_play(twiml, "menu/no_key");
    if (!last) twiml_go(twiml, "../%u/index.xml", attempt + 1);
    twiml_finish(twiml);
    twiml_begin(twiml, "%s/choose/page/%zu/%u/wrong", language->tag, page + 1, attempt);
    if (last)
        twiml_goodbye(twiml);
    else
        twiml_play(twiml, "menu/wrong_choice");
    if (!last) twiml_go(twiml, "../%u/index.xml", attempt + 1);
    twiml_finish(twiml);
}

static void choose_page(struct twiml *twiml, size_t page)
{
    const struct menu_language *language = twiml->language;
    for (unsigned i = 1; i <= twiml->menu->tries; i++) choose_once(twiml, page, i);
    for (size_t i = page * MENU_PAGE; i < language->section_count && i < (page + 1) * MENU_PAGE; i++) {
        char target[256], key[300];
        snprintf(target, sizeof target, "../../../../listen/normal/%s/0001/", language->sections[i].folder);
        snprintf(key, sizeof key, "%skey", target);
        twiml_begin(twiml, "%s/choose/page/%zu/%u", language->tag, page + 1, menu_digit(i));
        twiml_gather(twiml, key, 1);
        twiml_play(twiml, "menu/listen");
        twiml_gathered(twiml);
        twiml_go(twiml, "%sindex.xml", target);
        twiml_finish(twiml);
    }
    twiml_begin(twiml, "%s/choose/page/%zu/hash", language->tag, page + 1);
    twiml_go(twiml, "../../%zu/1/index.xml", page + 1 == menu_pages(language->section_count) ? 1 : page + 2);
    twiml_finish(twiml);
}

static void language(struct twiml *twiml)
{
    const char *tag = twiml->language->tag;
    twiml->root = "../";
    twiml_begin(twiml, "%s/start", tag);
    if (twiml->language->draft) twiml_play(twiml, "menu/draft"); /* which no key skips */
    own(twiml, "welcome");
    twiml_go(twiml, "choose/page/1/1/index.xml");
    twiml_finish(twiml);
    twiml->root = TWIML_ROOT;
    for (size_t i = 0; i < menu_pages(twiml->language->section_count); i++) choose_page(twiml, i);
    twiml_begin(twiml, "%s/choose/star", tag);
    if (twiml->menu->language_count > 1)
        twiml_go(twiml, TWIML_ROOT "start.xml");
    else
        twiml_go(twiml, "../../1/1/index.xml");
    twiml_finish(twiml);
    twiml_begin(twiml, "%s/choose/0", tag);
    twiml_operator(twiml);
    twiml_go(twiml, "index.xml");
    twiml_finish(twiml);
    twiml_listen(twiml);
}

/* One page of languages once; without a key the next page, and after the last one the next attempt. */
static void languages_once(struct twiml *twiml, size_t page, unsigned attempt)
{
    const struct menu *menu = twiml->menu;
    size_t pages = menu_pages(menu->language_count);
    bool last = attempt == menu->tries;
    twiml_begin(twiml, "_languages/choose/page/%zu/%u/index", page + 1, attempt);
    twiml_gather(twiml, "key", menu->key_wait_s);
    for (size_t i = page * MENU_PAGE; i < menu->language_count && i < (page + 1) * MENU_PAGE; i++) {
        twiml->language = &menu->languages[i];
        own(twiml, "language");
    }
    twiml_gathered(twiml);
    twiml->language = &menu->languages[0];
    if (page + 1 < pages)
        twiml_go(twiml, "../../%zu/%u/index.xml", page + 2, attempt);
    else if (last)
        twiml_goodbye(twiml);
    else
        twiml_go(twiml, "../../1/%u/index.xml", attempt + 1);
    twiml_finish(twiml);
    twiml_begin(twiml, "_languages/choose/page/%zu/%u/wrong", page + 1, attempt);
    if (last)
        twiml_goodbye(twiml);
    else
        twiml_go(twiml, "../../1/%u/index.xml", attempt + 1);
    twiml_finish(twiml);
}

static void languages(struct twiml *twiml)
{
    const struct menu *menu = twiml->menu;
    twiml->language = &menu->languages[0];
    twiml->root = TWIML_ROOT;
    size_t pages = menu_pages(menu->language_count);
    for (size_t page = 0; page < pages; page++) {
        for (unsigned i = 1; i <= menu->tries; i++) languages_once(twiml, page, i);
        for (size_t i = page * MENU_PAGE; i < menu->language_count && i < (page + 1) * MENU_PAGE; i++) {
            twiml_begin(twiml, "_languages/choose/page/%zu/%u", page + 1, menu_digit(i));
            twiml_go(twiml, TWIML_ROOT "%s/start.xml", menu->languages[i].tag);
            twiml_finish(twiml);
        }
        twiml_begin(twiml, "_languages/choose/page/%zu/hash", page + 1);
        twiml_go(twiml, "../../%zu/1/index.xml", page + 1 == pages ? 1 : page + 2);
        twiml_finish(twiml);
    }
    twiml_begin(twiml, "_languages/choose/star");
    twiml_go(twiml, "../../1/1/index.xml");
    twiml_finish(twiml);
    twiml_begin(twiml, "_languages/choose/0");
    twiml_operator(twiml);
    twiml_go(twiml, "index.xml");
    twiml_finish(twiml);
}

enum status menu_twiml(const struct menu *menu, struct menu_files *files, struct error *error)
{
    struct twiml twiml = {.menu = menu, .files = files, .language = &menu->languages[0], .root = ""};
    twiml_begin(&twiml, "start");
    if (menu->language_count > 1)
        twiml_go(&twiml, "_languages/choose/page/1/1/index.xml");
    else
        twiml_go(&twiml, "%s/start.xml", menu->languages[0].tag);
    twiml_finish(&twiml);
    if (menu->language_count > 1) languages(&twiml);
    for (size_t i = 0; i < menu->language_count; i++) {
        twiml.language = &menu->languages[i];
        language(&twiml);
    }
    return twiml.failed || !menu_twiml_host(files) ? error_no_memory(error) : STATUS_OK;
}
