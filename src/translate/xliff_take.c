#include "base/array.h"
#include "translate/xliff_parts.h"

#include <stdlib.h>
#include <string.h>

/* Before a translation of the agency's that is not taken, in the comments of its entry. */
static const char not_taken[] = "Not taken from the agency: ";

const char *xliff_refusal_text(enum xliff_refusal refusal)
{
    static const char *const texts[] = {
#define X(name, text) text,
        XLIFF_REFUSAL_LIST(X)
#undef X
    };
    return texts[refusal];
}

void xliff_taken_done(struct xliff_taken *taken)
{
    free(taken->refused);
    *taken = (struct xliff_taken){0};
}

/* ---- Comments ---------------------------------------------------------------------------------------------------- */

static bool has_line(const char *comments, const char *line, size_t length)
{
    for (const char *at = comments; at && *at;) {
        size_t end = strcspn(at, "\n");
        if (end == length && strncmp(at, line, length) == 0) return true;
        at += end + (at[end] == '\n');
    }
    return false;
}

/* What Aloud itself writes into notes, which come back without their category where a tool has dropped that. */
static bool is_own(const struct catalogue_entry *entry, const char *line, size_t length)
{
    return has_line(entry->note, line, length) || has_line(entry->previous_text, line, length);
}

/* Puts the lines that an entry's comments have not above them: of two reviews the last one holds. */
static bool add_lines(struct catalogue_entry *entry, const char *lines)
{
    struct buffer text = {0};
    for (const char *at = lines; *at;) {
        size_t length = strcspn(at, "\n");
        if (!has_line(entry->comments, at, length) && !is_own(entry, at, length))
            buffer_printf(&text, "%.*s\n", (int)length, at);
        at += length + (at[length] == '\n');
    }
    bool any = text.length > 0 || text.failed;
    buffer_append_text(&text, entry->comments);
    char *comments = any ? buffer_take(&text) : entry->comments;
    buffer_done(&text);
    if (!comments) return !any;
    if (comments != entry->comments) free(entry->comments);
    entry->comments = comments;
    return true;
}

/* "Not taken from the agency: TRANSLATION" on one line. */
static void describe(struct buffer *line, const char *translation)
{
    buffer_append_text(line, not_taken);
    for (const char *at = translation; *at; at++) {
        if (*at == '\n')
            buffer_append_text(line, "\\n");
        else
            buffer_append_char(line, *at);
    }
}

/* What was not taken before is taken now: the line about it goes. */
static bool drop_line(struct catalogue_entry *entry, const char *translation)
{
    struct buffer line = {0}, text = {0};
    describe(&line, translation);
    bool has = !line.failed && has_line(entry->comments, buffer_text(&line), line.length);
    for (const char *at = entry->comments; has && *at;) {
        size_t length = strcspn(at, "\n");
        if (length != line.length || strncmp(at, line.data, length) != 0)
            buffer_printf(&text, "%.*s\n", (int)length, at);
        at += length + (at[length] == '\n');
    }
    char *comments = has ? buffer_take(&text) : NULL;
    bool good = !line.failed && (!has || comments);
    buffer_done(&line);
    if (!comments) return good;
    free(entry->comments);
    entry->comments = comments;
    return true;
}

/* ---- A unit and its entry ---------------------------------------------------------------------------------------- */

struct taking {
    struct catalogue *catalogue;
    bool all;
    struct xliff_taken *taken;
    struct error *error;
};

/* A unit that meets its entry. */
struct offer {
    const struct xliff_unit *unit;
    struct xliff_id id;
    struct catalogue_entry *entry;
    const char *text; /* as it was sent */
    const char *target;
    bool earlier; /* the text is one that has become the entry's */
    bool finished;
};

static enum status refuse(const struct taking *taking, const struct offer *offer, enum xliff_refusal why)
{
    struct xliff_taken *taken = taking->taken;
    struct buffer line = {0};
    bool told = strcmp(offer->entry->translation, offer->target) == 0;
    describe(&line, offer->target);
    bool good = !line.failed && (told || add_lines(offer->entry, buffer_text(&line)));
    buffer_done(&line);
    if (!good || !array_reserve(&taken->refused, &taken->refused_capacity, taken->refused_count + 1))
        return error_no_memory(taking->error);
    taken->refused[taken->refused_count++] = (struct xliff_refused){offer->unit->line, why};
    return STATUS_OK;
}

/* Puts the unit's translation and state into the entry. That of an earlier text stays fuzzy. */
static enum status give(const struct taking *taking, const struct offer *offer)
{
    struct catalogue_entry *entry = offer->entry;
    char *translation = strdup(offer->target);
    if (!translation || !drop_line(entry, translation)) {
        free(translation);
        return error_no_memory(taking->error);
    }
    free(entry->translation);
    entry->translation = translation;
    if (offer->earlier) return STATUS_OK;
    entry->fuzzy = !offer->finished;
    if (!entry->fuzzy) {
        free(entry->previous_context);
        free(entry->previous_text);
        entry->previous_context = entry->previous_text = NULL;
    }
    return xliff_set_agency_state(entry, offer->unit->state, taking->error);
}

/* The unit has the entry's translation: only its state may be news. */
static enum status take_state(const struct taking *taking, const struct offer *offer)
{
    const struct catalogue_entry *entry = offer->entry;
    if (!offer->unit->has_state) return STATUS_OK;
    if (state_of_entry(entry) == STATE_REVIEWED)
        return offer->finished ? STATUS_OK : refuse(taking, offer, XLIFF_REFUSAL_REVIEWED);
    /* Of what is as it was sent, the catalogue knows better whether it is fuzzy. */
    bool untouched = xliff_id_is_of(&offer->id, offer->text, offer->target) && offer->id.fuzzy == !offer->finished;
    if (untouched && entry->fuzzy != offer->id.fuzzy) return STATUS_OK;
    return give(taking, offer);
}

static enum status take_translation(const struct taking *taking, const struct offer *offer)
{
    const struct catalogue_entry *entry = offer->entry;
    const struct xliff_id *id = &offer->id;
    if (!entry->translation[0]) return give(taking, offer);
    /* As it was sent, and not confirmed. */
    if (xliff_id_is_of(id, offer->text, offer->target) && !(id->fuzzy && offer->finished)) return STATUS_OK;
    if (taking->all) return give(taking, offer);
    if (state_of_entry(entry) == STATE_REVIEWED) return refuse(taking, offer, XLIFF_REFUSAL_REVIEWED);
    bool as_sent = xliff_id_is_of(id, offer->text, entry->translation) && (entry->fuzzy || !id->fuzzy);
    if (!as_sent) return refuse(taking, offer, XLIFF_REFUSAL_CHANGED);
    if (!offer->finished && !entry->fuzzy) return refuse(taking, offer, XLIFF_REFUSAL_UNFINISHED);
    return give(taking, offer);
}

/* ---- Finding the entry ------------------------------------------------------------------------------------------- */

/* Equal but for white space, which tools may change. */
static bool has_same_words(const char *left, const char *right)
{
    static const char space[] = " \t\r\n";
    for (;;) {
        left += strspn(left, space);
        right += strspn(right, space);
        size_t length = strcspn(left, space);
        if (length != strcspn(right, space) || strncmp(left, right, length) != 0) return false;
        if (length == 0) return true;
        left += length;
        right += length;
    }
}

/* By its id, else by its name, which tools may leave out. */
static bool is_entry(const struct catalogue_entry *entry, const struct xliff_unit *unit, const struct xliff_id *id)
{
    if (!entry->context) return false;
    if (id->key && key_hash(entry->context, entry->text) == id->key) return true;
    return strcmp(entry->text, buffer_text(&unit->source)) == 0
           && strcmp(entry->context, buffer_text(&unit->context)) == 0;
}

/* Whether the entry is fuzzy because the unit's text has become its text. */
static bool is_successor(const struct catalogue_entry *entry, const struct xliff_unit *unit)
{
    return entry->fuzzy && !entry->obsolete && entry->previous_text
           && strcmp(entry->previous_text, buffer_text(&unit->source)) == 0
           && strcmp(entry->text, entry->previous_text) != 0
           && (!entry->previous_context || unit->context.length == 0
               || strcmp(entry->previous_context, unit->context.data) == 0);
}

/* The entry of a unit, also an obsolete one, which is none any more: a file with two of the same key cannot be read. */
static struct catalogue_entry *find(struct catalogue *catalogue, const struct xliff_unit *unit,
                                    const struct xliff_id *id)
{
    uint64_t keys[] = {id->key, key_hash(buffer_text(&unit->context), buffer_text(&unit->source))};
    for (size_t i = 0; i < ARRAY_COUNT(keys); i++) {
        size_t cursor = 0;
        uint32_t item = KEY_INDEX_NONE;
        while ((item = key_index_next(&catalogue->index, keys[i], &cursor)) != KEY_INDEX_NONE)
            if (is_entry(&catalogue->entries[item], unit, id)) return &catalogue->entries[item];
    }
    for (size_t i = 0; i < catalogue->count; i++) {
        struct catalogue_entry *entry = &catalogue->entries[i];
        bool same = is_entry(entry, unit, id);
        if (same) entry->obsolete = false;
        if (same || is_successor(entry, unit)) return entry;
    }
    return NULL;
}

static struct catalogue_entry *add(const struct taking *taking, const struct xliff_unit *unit)
{
    struct catalogue *catalogue = taking->catalogue;
    struct catalogue_entry added = {.context = strdup(buffer_text(&unit->context)),
                                    .text = strdup(buffer_text(&unit->source)),
                                    .translation = strdup("")};
    uint64_t key = added.context && added.text ? key_hash(added.context, added.text) : 0;
    if (catalogue_add(catalogue, added, taking->error) != STATUS_OK) return NULL;
    if (key_index_add(&catalogue->index, key, (uint32_t)catalogue->count - 1))
        return &catalogue->entries[catalogue->count - 1];
    error_no_memory(taking->error);
    return NULL;
}

/* Runs of white space as one space, none at the ends. */
static void clean(struct buffer *text, const char *from)
{
    static const char space[] = " \t\r\n";
    for (const char *at = from + strspn(from, space); *at; at += strspn(at, space)) {
        size_t length = strcspn(at, space);
        if (text->length > 0) buffer_append_char(text, ' ');
        buffer_append(text, at, length);
        at += length;
    }
}

/* `target`: the unit's translation. */
static enum status take_into(const struct taking *taking, const struct xliff_unit *unit, const struct xliff_id *id,
                             struct catalogue_entry *entry, const char *target)
{
    const char *source = buffer_text(&unit->source);
    struct offer offer = {.unit = unit,
                          .id = *id,
                          .entry = entry,
                          .earlier = is_successor(entry, unit),
                          .target = target,
                          .finished = xliff_is_finished(unit->state)};
    offer.text = offer.earlier ? source : entry->text;
    if (!offer.earlier && !has_same_words(entry->text, source) && !xliff_id_is_of(id, entry->text, target))
        return refuse(taking, &offer, XLIFF_REFUSAL_SOURCE);
    if (strcmp(entry->translation, target) == 0) return take_state(taking, &offer);
    return take_translation(taking, &offer);
}

static enum status take_unit(const struct taking *taking, const struct xliff_unit *unit)
{
    struct xliff_id id = xliff_id_read(buffer_text(&unit->id));
    struct catalogue_entry *entry = find(taking->catalogue, unit, &id);
    if (!entry && unit->target.length == 0) return STATUS_OK;
    if (!entry && !(entry = add(taking, unit))) return STATUS_NO_MEMORY;
    if (!add_lines(entry, buffer_text(&unit->comments))) return error_no_memory(taking->error);
    if (unit->target.length == 0) return STATUS_OK;
    /* A tool that has set out the source in lines has done so with the translation. */
    const char *source = buffer_text(&unit->source);
    if (strcmp(entry->text, source) == 0 || !has_same_words(entry->text, source))
        return take_into(taking, unit, &id, entry, unit->target.data);
    struct buffer target = {0};
    clean(&target, unit->target.data);
    enum status status =
        target.failed ? error_no_memory(taking->error) : take_into(taking, unit, &id, entry, buffer_text(&target));
    buffer_done(&target);
    return status;
}

/* ---- All of them ------------------------------------------------------------------------------------------------- */

static size_t count_obsolete(const struct catalogue *catalogue)
{
    size_t count = 0;
    for (size_t i = 0; i < catalogue->count; i++) count += catalogue->entries[i].obsolete;
    return count;
}

/* What has no translation would keep merge from giving it that of a text like it. */
static void drop_untranslated(struct catalogue *catalogue)
{
    size_t kept = 0;
    for (size_t i = 0; i < catalogue->count; i++) {
        if (catalogue->entries[i].translation[0] || catalogue->entries[i].comments)
            catalogue->entries[kept++] = catalogue->entries[i];
        else
            catalogue_entry_done(&catalogue->entries[i]);
    }
    catalogue->count = kept;
}

static enum status check_origin(const struct xliff *xliff, const struct original *original,
                                const struct catalogue *catalogue, struct error *error)
{
    double share = xliff_share(xliff, original, catalogue);
    if (share < 0) return error_no_memory(error);
    if (xliff->count == 0) return error_set(error, STATUS_BAD_INPUT, xliff->path, 0, "has no text: not one <unit>");
    if (share >= XLIFF_SHARE_LEAST) return STATUS_OK;
    const struct xliff_unit *first = &xliff->units[0];
    const char *text = buffer_text(&first->source), *path = buffer_text(&xliff->original);
    return error_set(
        error, STATUS_BAD_INPUT, xliff->path, first->line,
        "is of another leaflet%s%s, which begins with “%.*s”: %.0f%% of its words stand in %s. Give it with the "
        "leaflet that it was made from",
        path[0] ? ", " : "", path, (int)strcspn(text, "\n"), text, 100 * share, original->document->path);
}

enum status xliff_take(const struct xliff *xliff, const struct original *original, bool all,
                       struct catalogue *catalogue, struct xliff_taken *taken, struct error *error)
{
    struct taking taking = {catalogue, all, taken, error};
    enum status status = catalogue_index(catalogue, error);
    if (status == STATUS_OK) status = check_origin(xliff, original, catalogue, error);
    size_t before = catalogue->count, obsolete = count_obsolete(catalogue);
    for (size_t i = 0; i < xliff->count && status == STATUS_OK; i++) status = take_unit(&taking, &xliff->units[i]);
    if (catalogue->count > before || count_obsolete(catalogue) < obsolete) drop_untranslated(catalogue);
    return status;
}
