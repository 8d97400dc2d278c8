/* The prompts of a telephone line, as a worker makes them: the sentences of sections, choices, contacts, and what each
 * language says of the line itself. */
#include "commands/phone_options.h"

#include "base/array.h"
#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/file.h>
#include <unistd.h>

/* Slow speech, in per cent of the voice's rate. */
enum { SLOW_PERCENT = 70 };

/* What a worker keeps from part to part. */
struct kept {
    struct telephone *telephone;
    char *menu_folder; /* whose menu prompts are known to be there; NULL: none's */
};

/* The prompts of one part. */
struct prompts {
    const struct phone_options *options;
    const struct batch_leaflet *leaflet;
    size_t first, count; /* of a section: utterances */
    char **contacts;
    size_t contact_count, contact_capacity;
    json_t *remarks; /* batch_made's */
};

static struct voice_settings slower(struct voice_settings settings)
{
    settings.rate_wpm = settings.rate_wpm * SLOW_PERCENT / 100;
    if (settings.rate_wpm < RATE_LOWEST_WPM) settings.rate_wpm = RATE_LOWEST_WPM;
    return settings;
}

static enum status say_phrase(const struct prompts *prompts, enum phrase phrase, const struct phrase_value *values,
                              size_t count, struct utterance *utterance, struct error *error)
{
    const struct leaflet *leaflet = &prompts->leaflet->leaflet;
    struct buffer text = {0};
    enum status status = voice_phrase(leaflet->voice, phrase, values, count, &text, error);
    if (status == STATUS_OK) status = utterance_from_message(leaflet->script, buffer_text(&text), utterance, error);
    buffer_done(&text);
    return status;
}

/* ---- Sections: each sentence, then each slowly ------------------------------------------------------------------- */

static enum status section_source(void *context, size_t index, struct utterance *utterance,
                                  struct voice_settings *settings, struct error *error)
{
    const struct prompts *prompts = context;
    const struct leaflet *leaflet = &prompts->leaflet->leaflet;
    if (index >= prompts->count) *settings = slower(*settings);
    return script_utterance(leaflet->script, leaflet->document, prompts->first + index % prompts->count, utterance,
                            error);
}

static void section_name(void *context, size_t index, char name[PROMPT_NAME_BYTES])
{
    const struct prompts *prompts = context;
    bool slow = index >= prompts->count;
    snprintf(name, PROMPT_NAME_BYTES, "%s%04zu", slow ? "slow/" : "", index % prompts->count + 1);
}

/* ---- Choices: the welcome, then each section --------------------------------------------------------------------- */

static enum status choice_source(void *context, size_t index, struct utterance *utterance,
                                 struct voice_settings *settings, struct error *error)
{
    const struct prompts *prompts = context;
    (void)settings;
    if (index == 0) {
        const struct document *document = prompts->leaflet->leaflet.document;
        return say_phrase(prompts, PHRASE_PHONE_WELCOME, &PHRASE_TEXT(buffer_text(&document->title)), 1, utterance,
                          error);
    }
    struct phrase_value values[] = {PHRASE_TEXT(prompts->leaflet->plan.parts[index - 1].title),
                                    PHRASE_NUMBER(menu_digit(index - 1))};
    return say_phrase(prompts, PHRASE_PHONE_CHOICE, values, 2, utterance, error);
}

static void choice_name(void *context, size_t index, char name[PROMPT_NAME_BYTES])
{
    (void)context;
    if (index == 0)
        snprintf(name, PROMPT_NAME_BYTES, "welcome");
    else
        snprintf(name, PROMPT_NAME_BYTES, "%04zu", index);
}

/* ---- Contacts ---------------------------------------------------------------------------------------------------- */

static enum status contact_source(void *context, size_t index, struct utterance *utterance,
                                  struct voice_settings *settings, struct error *error)
{
    const struct prompts *prompts = context;
    *settings = slower(*settings);
    return utterance_from_message(prompts->leaflet->leaflet.script, prompts->contacts[index], utterance, error);
}

static void contact_name(void *context, size_t index, char name[PROMPT_NAME_BYTES])
{
    (void)context;
    snprintf(name, PROMPT_NAME_BYTES, "%02zu", index + 1);
}

/* The number that a link leads to, "tel:024…", behind words that hold none; NULL where it is no link to a number. */
static const char *link_number(const struct document *document, const struct word *word)
{
    for (size_t i = 0; i < document->run_count; i++) {
        const struct run *run = &document->runs[i];
        bool within = run->source.start <= word->source.start && word->source.start < run->source.end;
        if (!within || run->target == DOCUMENT_NONE) continue;
        const char *target = document->strings.data + run->target;
        return strncasecmp(target, "tel:", 4) == 0 ? target + 4 : NULL;
    }
    return NULL;
}

/* What is said of a contact: what the sentence says, where a number is known by the words before it. The caller frees. */
static char *contact_text(const struct prompts *prompts, const struct utterance *utterance,
                          const struct contact *contact)
{
    const struct word *first = &utterance->words[contact->first_word],
                      *last = &utterance->words[contact->first_word + contact->word_count - 1];
    const char *shown = utterance->shown.data + first->shown_start;
    bool digits = false;
    for (const char *at = shown; at < utterance->shown.data + last->shown_end; at++) digits |= *at >= '0' && *at <= '9';
    const char *number = digits ? NULL : link_number(prompts->leaflet->leaflet.document, first);
    if (number) return strdup(number);
    return strndup(utterance->spoken.data + first->spoken_start, last->spoken_end - first->spoken_start);
}

static bool is_kept(const struct prompts *prompts, const char *text)
{
    for (size_t i = 0; i < prompts->contact_count; i++)
        if (strcmp(prompts->contacts[i], text) == 0) return true;
    return false;
}

static enum status remark(struct prompts *prompts, char *text, struct error *error)
{
    bool told = text && json_array_append_new(prompts->remarks, json_string(text)) == 0;
    free(text);
    return told ? STATUS_OK : error_no_memory(error);
}

/* Keeps what is said of a contact, each once; tells of those that the menu has no room for. */
static enum status keep_contact(struct prompts *prompts, const struct utterance *utterance,
                                const struct contact *contact, struct error *error)
{
    enum status status = STATUS_OK;
    char *text = contact_text(prompts, utterance, contact);
    bool room = array_reserve(&prompts->contacts, &prompts->contact_capacity, prompts->contact_count + 1);
    if (!text || !room)
        status = error_no_memory(error);
    else if (is_kept(prompts, text))
        status = STATUS_OK;
    else if (prompts->contact_count == MENU_CONTACTS_MOST)
        status =
            remark(prompts, text_format("not among the contacts, of which a menu has %d: %s", MENU_CONTACTS_MOST, text),
                   error);
    else {
        prompts->contacts[prompts->contact_count++] = text;
        text = NULL;
    }
    free(text);
    return status;
}

static enum status find_contacts(struct prompts *prompts, struct error *error)
{
    const struct leaflet *leaflet = &prompts->leaflet->leaflet;
    struct utterance utterance = {0};
    enum status status = STATUS_OK;
    for (size_t i = 0; i < script_count(leaflet->script) && status == STATUS_OK; i++) {
        if (!script_place(leaflet->script, i)->has_contact) continue;
        status = script_utterance(leaflet->script, leaflet->document, i, &utterance, error);
        for (size_t k = 0; status == STATUS_OK && k < utterance.contact_count; k++)
            if (utterance.contacts[k].kind == CONTACT_PHONE)
                status = keep_contact(prompts, &utterance, &utterance.contacts[k], error);
    }
    utterance_done(&utterance);
    return status;
}

/* ---- The line itself: all prompts of a language, then the choice of the language by each digit ------------------ */

static enum status menu_source(void *context, size_t index, struct utterance *utterance,
                               struct voice_settings *settings, struct error *error)
{
    size_t count;
    const struct menu_prompt *prompts = menu_prompts(&count);
    (void)settings;
    if (index < count) return say_phrase(context, prompts[index].phrase, NULL, 0, utterance, error);
    return say_phrase(context, PHRASE_PHONE_LANGUAGE, &PHRASE_NUMBER(index - count + 1), 1, utterance, error);
}

static void menu_name(void *context, size_t index, char name[PROMPT_NAME_BYTES])
{
    size_t count;
    const struct menu_prompt *prompts = menu_prompts(&count);
    (void)context;
    if (index < count)
        snprintf(name, PROMPT_NAME_BYTES, "%s", prompts[index].file);
    else
        snprintf(name, PROMPT_NAME_BYTES, "language%zu", index - count + 1);
}

/* ------------------------------------------------------------------------------------------------------------------ */

static struct section_prompts request_of(struct prompts *prompts, const struct kept *kept, const char *folder,
                                         const char *name)
{
    return (struct section_prompts){
        .engine = prompts->leaflet->engine,
        .engine_version = prompts->leaflet->engine_version,
        .voice = prompts->leaflet->leaflet.voice,
        .telephone = kept->telephone,
        .folder = folder,
        .name = name,
        .formats = prompts->options->formats,
        .format_count = prompts->options->format_count,
        .context = prompts,
    };
}

/* What the engine cannot say of the line's own prompts: they are no part of a leaflet, whose parts are told of. */
static enum status tell_unspoken(struct prompts *prompts, const char *folder, const json_t *record, struct error *error)
{
    enum status status = STATUS_OK;
    size_t index;
    json_t *text;
    json_array_foreach(json_object_get(record, "unspoken"), index, text)
    {
        if (status != STATUS_OK) break;
        status = remark(prompts, text_format("%s/menu: not spoken: %s", folder, json_string_value(text)), error);
    }
    return status;
}

/* The language's folder is shared by its leaflets and so by workers, also on other machines: one makes it, the others wait
 * and find it made. It goes with a leaflet's first part, so that the other parts wait for nobody. */
static enum status make_menu(struct prompts *prompts, struct kept *kept, const char *folder, struct error *error)
{
    char *above = strndup(folder, (size_t)(strrchr(folder, '/') - folder));
    char *lock = above ? text_format("%s/.menu.lock", above) : NULL;
    struct record record = RECORD_NONE;
    bool unchanged;
    size_t count;
    menu_prompts(&count);
    int descriptor = lock ? open(lock, O_CREAT | O_RDWR | O_CLOEXEC, 0666) : -1;
    enum status status = lock ? STATUS_OK : error_no_memory(error);
    if (lock && (descriptor < 0 || flock(descriptor, LOCK_EX) != 0))
        status = error_set(error, STATUS_IO, lock, 0, "cannot be written: %s", strerror(errno));
    struct section_prompts request = request_of(prompts, kept, above, "menu");
    request.count = count + MENU_PAGE;
    request.source = menu_source;
    request.name_of = menu_name;
    bool known = kept->menu_folder && above && strcmp(kept->menu_folder, above) == 0;
    if (status == STATUS_OK && !known) status = section_prompts_make(&request, &record, &unchanged, error);
    if (status == STATUS_OK && !known) status = tell_unspoken(prompts, above, record.head, error);
    record_done(&record);
    if (descriptor >= 0) close(descriptor);
    free(lock);
    if (status == STATUS_OK && !known) {
        free(kept->menu_folder);
        kept->menu_folder = above;
        above = NULL;
    }
    free(above);
    return status;
}

static enum status make_part(struct prompts *prompts, const struct kept *kept, const struct batch_part *part,
                             struct batch_made *ret, struct error *error)
{
    const struct plan *plan = &prompts->leaflet->plan;
    struct section_prompts request = request_of(prompts, kept, part->folder, part->name);
    enum status status = STATUS_OK;
    if (part->index < plan->count) {
        prompts->first = plan->parts[part->index].first;
        prompts->count = plan->parts[part->index].end - prompts->first;
        request.count = prompts->count * 2;
        request.source = section_source;
        request.name_of = section_name;
    } else if (part->index - plan->count == PHONE_PART_CHOICE) {
        request.count = plan->count + 1;
        request.source = choice_source;
        request.name_of = choice_name;
    } else {
        status = find_contacts(prompts, error);
        request.count = prompts->contact_count;
        request.source = contact_source;
        request.name_of = contact_name;
    }
    if (status == STATUS_OK) status = section_prompts_make(&request, &ret->record, &ret->unchanged, error);
    for (size_t i = 0; i < prompts->contact_count; i++) free(prompts->contacts[i]);
    free(prompts->contacts);
    return status;
}

enum status phone_make(const void *context, void **kept, const struct batch_leaflet *leaflet,
                       const struct batch_part *part, struct batch_made *ret, struct error *error)
{
    struct prompts prompts = {.options = context, .leaflet = leaflet, .remarks = ret->remarks};
    struct kept *own = *kept ? *kept : calloc(1, sizeof *own);
    enum status status = own ? STATUS_OK : error_no_memory(error);
    *kept = own;
    if (status == STATUS_OK && !own->telephone) status = telephone_new(&own->telephone, error);
    if (status == STATUS_OK && part->index == 0) status = make_menu(&prompts, own, part->folder, error);
    return status == STATUS_OK ? make_part(&prompts, own, part, ret, error) : status;
}
