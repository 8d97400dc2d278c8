#include "check/check.h"

#include "base/file.h"
#include "check/findings.h"
#include "commands/command.h"
#include "commands/leaflet.h"
#include "listen/screen_text.h"
#include "speech/engine.h"
#include "speech/utterance_speech.h"

#include <stdio.h>

enum { OPTION_SPEAK = 's', OPTION_STRICT = 0x101 };

struct check_options {
    struct leaflet_options leaflet;
    bool speak;
    bool strict;
};

static const struct argp_option options_table[] = {
    {"speak", OPTION_SPEAK, NULL, 0, "Have the engine say each utterance, and list what it cannot say", 0},
    {"strict", OPTION_STRICT, NULL, 0, "Fail also where something will not work for a listener", 0},
    {0}};

static error_t parse_option(int key, char *argument, struct argp_state *state)
{
    (void)argument;
    struct check_options *options = state->input;
    switch (key) {
    case ARGP_KEY_INIT: state->child_inputs[0] = &options->leaflet; return 0;
    case OPTION_SPEAK: options->speak = true; return 0;
    case OPTION_STRICT: options->strict = true; return 0;
    default: return ARGP_ERR_UNKNOWN;
    }
}

static const struct argp_child children[] = {{&leaflet_argp, 0, NULL, 0}, {0}};
static const struct argp argp = {
    .options = options_table,
    .parser = parse_option,
    .args_doc = "FILE",
    .doc = "Proves from the source text that each visible word is spoken, once and in order; lists what is left out "
           "and why, and what will not work for a listener. The exit status is 1 where a word is lost.",
    .children = children,
};

/* The source of a stretch of spoken text: from the first word that it touches to the last. */
static struct source_span source_of_gap(const struct utterance *utterance, const struct clip_gap *gap)
{
    struct source_span span = {0};
    bool found = false;
    for (size_t i = 0; i < utterance->word_count; i++) {
        const struct word *word = &utterance->words[i];
        if (word->spoken_end <= gap->spoken_start || word->spoken_start >= gap->spoken_end) continue;
        if (!found) span = word->source;
        span.end = word->source.end;
        found = true;
    }
    return span;
}

static enum status add_gaps(const struct leaflet *leaflet, const struct utterance *utterance, const struct clip *clip,
                            struct findings *findings, struct error *error)
{
    enum status status = STATUS_OK;
    for (size_t i = 0; i < clip->gap_count && status == STATUS_OK; i++) {
        const struct clip_gap *gap = &clip->gaps[i];
        struct source_span span = source_of_gap(utterance, gap);
        status = findings_add(findings, FINDING_UNSPEAKABLE, span, document_line(leaflet->document, span.start), error,
                              "\"%.*s\": the engine cannot say this; write it in another way",
                              (int)(gap->spoken_end - gap->spoken_start),
                              buffer_text(&utterance->spoken) + gap->spoken_start);
    }
    return status;
}

static enum status speak_all(const struct leaflet *leaflet, struct findings *findings, struct error *error)
{
    struct engine *engine = NULL;
    struct utterance utterance = {0};
    enum status status = engine_start(NULL, &engine, error);
    for (size_t i = 0; i < script_count(leaflet->script) && status == STATUS_OK; i++) {
        struct clip *clip = NULL;
        status = script_utterance(leaflet->script, leaflet->document, i, &utterance, error);
        if (status == STATUS_OK) {
            status =
                utterance_speak(engine, &utterance, leaflet->voice, voice_settings(leaflet->voice), 0, &clip, error);
        }
        if (status == STATUS_OK) status = add_gaps(leaflet, &utterance, clip, findings, error);
        clip_release(clip);
    }
    utterance_done(&utterance);
    engine_free(engine);
    return status;
}

/* What of the leaflet's lexicon is not used. */
static enum status add_remarks(const struct leaflet *leaflet, struct findings *findings, struct error *error)
{
    const struct document *document = leaflet->document;
    const struct remarks *remarks = &leaflet->lexicons.remarks;
    enum status status = STATUS_OK;
    for (size_t i = 0; i < remarks->count && status == STATUS_OK; i++) {
        size_t line = remarks->items[i].line;
        uint32_t start = line <= document->line_count ? document->line_starts[line - 1] : 0;
        status = findings_add(findings, FINDING_TERM, (struct source_span){start, start}, line, error, "not used: %s",
                              remarks->items[i].text);
    }
    return status;
}

static bool print_findings(const struct check_options *options, const struct document *document,
                           const struct findings *findings)
{
    bool failed = false;
    struct buffer path = {0};
    screen_text_safe(document->path, &path);
    for (size_t i = 0; i < findings->count; i++) {
        const struct finding *finding = &findings->items[i];
        bool failure = finding_is_failure(finding->kind) || (options->strict && finding->kind != FINDING_LEFT_OUT);
        failed = failed || failure;
        printf("%s:%u: %s: %s\n", buffer_text(&path), finding->line, finding_kind_text(finding->kind), finding->text);
    }
    buffer_done(&path);
    printf("%zu words in the source, %zu in the script, %zu spoken: %s\n", findings->words_in_source,
           findings->words_in_script, findings->words_spoken,
           failed ? "not all is well, see above" : "each visible word once, in order");
    return !failed;
}

static enum status check_all(const struct check_options *options, const struct leaflet *leaflet,
                             struct findings *findings, struct error *error)
{
    bool translated = leaflet->translated.length > 0;
    const struct buffer *source = translated ? &leaflet->translated : options->leaflet.source;
    enum status status =
        check_faithfulness(source->data, source->length, translated ? FORMAT_MARKDOWN : options->leaflet.format,
                           leaflet->document, leaflet->script, findings, error);
    if (status == STATUS_OK) status = check_listener(leaflet->document, leaflet->script, findings, error);
    if (status == STATUS_OK) status = add_remarks(leaflet, findings, error);
    if (status == STATUS_OK && options->speak) status = speak_all(leaflet, findings, error);
    findings_sort(findings);
    return status;
}

int command_check(int argc, char **argv)
{
    struct check_options options = {0};
    command_parse(&argp, argc, argv, &options);
    struct leaflet leaflet = {0};
    struct buffer source = {0};
    struct findings findings = {0};
    struct error error = {0};
    bool good = false;
    /* Both sides of the comparison get the same bytes, also from a pipe. */
    enum status status = file_read(options.leaflet.path, (size_t)LIMIT_FILE_MB * 1000000, &source, &error);
    options.leaflet.source = &source;
    if (status == STATUS_OK) status = leaflet_load(&options.leaflet, &leaflet, &error);
    if (status == STATUS_OK) status = check_all(&options, &leaflet, &findings, &error);
    if (status == STATUS_OK) good = print_findings(&options, leaflet.document, &findings);
    findings_done(&findings);
    buffer_done(&source);
    leaflet_done(&leaflet);
    if (status != STATUS_OK) return command_failed(&error);
    return good ? EXIT_GOOD : EXIT_BAD;
}
