/* Listening in a menu of TwiML: a state for each sentence at each pace, and what its keys do. */
#include "export/menu_twiml_parts.h"

#include <stdio.h>
#include <string.h>

/* STATE is TAG/listen/PACE/SECTION/0001: what the key does from this sentence. */
static void sentence_key(struct twiml *twiml, const char *state, const char *key, const char *message,
                         const char *target)
{
    twiml_begin(twiml, "%s/%s", state, key);
    if (message)
        twiml_say_and_go(twiml, message, target);
    else
        twiml_go(twiml, "%s", target);
    twiml_finish(twiml);
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
    twiml_begin(twiml, "%s/index", state);
    twiml_gather(twiml, "key", 1);
    twiml_play(twiml, "%s/%s/%s%04zu", language->leaflet, here->folder, slow ? "slow/" : "", number);
    twiml_gathered(twiml);
    twiml_go(twiml, "%s", next);
    twiml_finish(twiml);
    if (strcmp(next, "end.xml") == 0) {
        twiml_begin(twiml, "%s/end", state);
        twiml_pause(twiml, "end");
        twiml_finish(twiml);
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
    twiml_begin(twiml, "%s/listen/%s", twiml->language->tag, name);
    twiml_gather(twiml, mode, twiml->menu->pause_wait_s);
    twiml_play(twiml, "menu/contact");
    twiml_play(twiml, "%s/contact/%02zu", twiml->language->leaflet, number);
    twiml_play(twiml, "menu/contact_again");
    twiml_play(twiml, "%s/contact/%02zu", twiml->language->leaflet, number);
    if (twiml->language->contact_count > 1) twiml_play(twiml, "menu/contact_next");
    twiml_play(twiml, "menu/paused");
    twiml_gathered(twiml);
    twiml_pause(twiml, NULL);
    twiml_finish(twiml);
}

/* A key for what there is not: says so, and goes on with the reading or the pause. */
static void nothing_there(struct twiml *twiml, const char *key, const char *message)
{
    twiml_begin(twiml, "%s/listen/%s", twiml->language->tag, key);
    twiml_say_and_go(twiml, message, "index.xml");
    twiml_finish(twiml);
    twiml_begin(twiml, "%s/listen/paused-%s", twiml->language->tag, key);
    twiml_gather(twiml, "paused", 1);
    twiml_play(twiml, "menu/%s", message);
    twiml_gathered(twiml);
    twiml_pause(twiml, NULL);
    twiml_finish(twiml);
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
        twiml_begin(twiml, "%s/listen/contact%zu-5", tag, i);
        twiml_go(twiml, "index.xml");
        twiml_finish(twiml);
    }
}

/* Wrong keys one after the other, each counted by the mode that follows it. */
static void wrong_keys(struct twiml *twiml)
{
    const char *tag = twiml->language->tag;
    for (unsigned i = 0; i < twiml->menu->tries; i++) {
        if (i == 0)
            twiml_begin(twiml, "%s/listen/wrong", tag);
        else
            twiml_begin(twiml, "%s/listen/wrong%u-wrong", tag, i);
        if (i + 1 == twiml->menu->tries) {
            twiml_goodbye(twiml);
        } else {
            char mode[32];
            snprintf(mode, sizeof mode, "wrong%u", i + 1);
            twiml_gather(twiml, mode, 1);
            twiml_play(twiml, "menu/wrong_key");
            twiml_gathered(twiml);
            twiml_go(twiml, "index.xml");
        }
        twiml_finish(twiml);
    }
}

/* The keys that do the same from each sentence. */
static void listen_keys(struct twiml *twiml)
{
    const char *tag = twiml->language->tag;
    static const char *const back[] = {"2", "paused-5"};
    for (size_t i = 0; i < 2; i++) {
        twiml_begin(twiml, "%s/listen/%s", tag, back[i]);
        twiml_go(twiml, "index.xml");
        twiml_finish(twiml);
    }
    twiml_begin(twiml, "%s/listen/5", tag);
    twiml_pause(twiml, "paused");
    twiml_finish(twiml);
    twiml_begin(twiml, "%s/listen/star", tag);
    twiml_go(twiml, TWIML_ROOT "%s/choose/page/1/1/index.xml", tag);
    twiml_finish(twiml);
    if (twiml->menu->operator_number) {
        twiml_begin(twiml, "%s/listen/0", tag);
        twiml_operator(twiml);
        twiml_pause(twiml, "paused");
        twiml_finish(twiml);
    } else {
        nothing_there(twiml, "0", "no_operator");
    }
    twiml_begin(twiml, "%s/listen/hash", tag);
    twiml_gather(twiml, "key", 1);
    twiml_play(twiml, "menu/help");
    twiml_play(twiml, "menu/help_more");
    twiml_gathered(twiml);
    twiml_go(twiml, "index.xml");
    twiml_finish(twiml);
    twiml_begin(twiml, "%s/listen/paused-hash", tag);
    twiml_gather(twiml, "paused", 1);
    twiml_play(twiml, "menu/help");
    twiml_play(twiml, "menu/help_more");
    twiml_gathered(twiml);
    twiml_pause(twiml, NULL);
    twiml_finish(twiml);
    contacts(twiml);
    wrong_keys(twiml);
}

void twiml_listen(struct twiml *twiml)
{
    listen_keys(twiml);
    for (size_t i = 0; i < twiml->language->section_count; i++) {
        section(twiml, false, i);
        section(twiml, true, i);
    }
}
