#include "speech/worker/say.h"

#include "base/array.h"
#include "speech/worker/engine_text.h"

#include <espeak-ng/espeak_ng.h>
#include <espeak-ng/speak_lib.h>
#include <locale.h>
#include <stdio.h>
#include <string.h>

/* The engine hands its sound over in stretches of this length. */
enum { STRETCH_MS = 200 };

/* The engine's own list, made once: making it reads all voice files, which takes longer than a sentence does. */
static const espeak_VOICE **voices;

/* In place of libpcaudio's: at its start the engine would connect to a sound server, which is not its business here. */
struct audio_object *create_audio_device_object(const char *device, const char *application, const char *description);
struct audio_object *create_audio_device_object(const char *device, const char *application, const char *description)
{
    (void)device, (void)application, (void)description;
    return NULL; /* it lives without one */
}

const char *say_prepare(void)
{
    const char *folder = NULL;
    setlocale(LC_CTYPE, "C.UTF-8"); /* as the engine does */
    espeak_ng_InitializePath(NULL);
    espeak_Info(&folder);
    return folder;
}

/* Called by the engine with each stretch of sound and the words that begin in it. */
static int collect(short *frames, int count, espeak_EVENT *events)
{
    struct said *said = events->user_data;
    if (!said) return 0;
    for (; events->type != espeakEVENT_LIST_TERMINATED; events++) {
        if (events->type != espeakEVENT_WORD || said->mark_count == PROTOCOL_MARKS) continue;
        if (!array_reserve(&said->marks, &said->mark_capacity, said->mark_count + 1)) return 1;
        /* In characters, counted from 1, until the whole text is said. */
        said->marks[said->mark_count++] = (struct clip_mark){
            .frame = events->sample > 0 ? (uint32_t)events->sample : 0,
            .spoken_offset = events->text_position > 0 ? (uint32_t)events->text_position - 1 : 0,
        };
    }
    if (!frames || count <= 0) return 0;
    size_t wanted = said->frame_count + (size_t)count;
    said->too_long = wanted > PROTOCOL_FRAMES || !array_reserve(&said->frames, &said->frame_capacity, wanted);
    if (said->too_long) return 1;
    memcpy(said->frames + said->frame_count, frames, (size_t)count * sizeof *frames);
    said->frame_count = wanted;
    return 0;
}

bool say_start(void)
{
    if (espeak_Initialize(AUDIO_OUTPUT_SYNCHRONOUS, STRETCH_MS, NULL, espeakINITIALIZE_DONT_EXIT) != CLIP_RATE_HZ) {
        return false;
    }
    espeak_SetSynthCallback(collect);
    voices = espeak_ListVoices(NULL);
    return voices && voices[0];
}

/* The voice that claims the tag with the highest priority, which is the lowest number. */
static const espeak_VOICE *find_exact(const char *language, size_t length)
{
    const espeak_VOICE *best = NULL;
    int best_priority = 0;
    for (size_t i = 0; voices[i]; i++) {
        /* A priority byte and a tag, again and again, ended by a zero byte. */
        for (const char *entry = voices[i]->languages; *entry; entry += 1 + strlen(entry + 1) + 1) {
            if (strncasecmp(entry + 1, language, length) != 0 || entry[1 + length]) continue;
            int priority = (unsigned char)*entry;
            if (!best || priority < best_priority) {
                best = voices[i];
                best_priority = priority;
            }
        }
    }
    return best;
}

/* Of its two voices for Mandarin the engine finds the one first that spells the romanisation of the characters in English;
 * the other knows them. */
static const espeak_VOICE *find_better(const char *language, size_t length)
{
    static const char *const tags[] = {"cmn", "zh", "zh-cmn"};
    static const char better[] = "cmn-latn-pinyin";
    for (size_t i = 0; i < ARRAY_COUNT(tags); i++)
        if (strlen(tags[i]) == length && strncasecmp(language, tags[i], length) == 0)
            return find_exact(better, strlen(better));
    return NULL;
}

static const espeak_VOICE *find_voice(const char *language)
{
    const espeak_VOICE *voice = NULL;
    size_t length = strlen(language);
    while (length > 0) {
        voice = find_better(language, length);
        if (!voice) voice = find_exact(language, length);
        if (voice) break;
        while (length > 0 && language[--length] != '-') {}
    }
    return voice;
}

bool say_has_language(const char *language)
{
    return find_voice(language) != NULL;
}

void say_list_voices(struct buffer *list)
{
    for (size_t i = 0; voices[i]; i++) buffer_printf(list, "%s\t%s\n", voices[i]->languages + 1, voices[i]->name);
}

void say_version(struct buffer *list)
{
    buffer_append_text(list, espeak_Info(NULL));
}

static void set_parameters(const struct request_header *request)
{
    espeak_SetParameter(espeakRATE, request->rate_wpm, 0);
    espeak_SetParameter(espeakPITCH, request->pitch, 0);
    espeak_SetParameter(espeakRANGE, request->pitch_range, 0);
    espeak_SetParameter(espeakVOLUME, request->volume, 0);
}

/* A variant is a file's name in the engine's folder of variants; one that is not there leaves the plain voice. */
static bool is_variant(const char *variant)
{
    return variant[0] && !strpbrk(variant, "/.+ ");
}

/* Voice, variant and parameters, where they differ from those of the text before: setting them takes time. */
static enum answer_result prepare(const struct request_header *request)
{
    static struct request_header present;
    struct request_header wanted = *request;
    wanted.kind = wanted.id = wanted.text_bytes = wanted.pronunciation_count = 0;
    if (memcmp(&present, &wanted, sizeof present) == 0) return ANSWER_GOOD;
    present = (struct request_header){0};
    const espeak_VOICE *voice = find_voice(request->language);
    if (!voice) return ANSWER_NO_VOICE;
    char name[256];
    bool variant = is_variant(request->variant);
    snprintf(name, sizeof name, "%s%s%s", voice->identifier, variant ? "+" : "", variant ? request->variant : "");
    if (espeak_SetVoiceByName(name) != EE_OK) return ANSWER_FAILED;
    set_parameters(request);
    present = wanted;
    return ANSWER_GOOD;
}

/* The engine counts characters, clips count bytes of the text that was asked for, and from a word's first letter on; and
 * marks ascend, whatever the engine says. */
static void settle_marks(struct said *said, const struct engine_text *text, const char *asked)
{
    size_t byte = 0, character = 0, kept = 0;
    for (size_t i = 0; i < said->mark_count; i++) {
        struct clip_mark mark = said->marks[i];
        bool descends = kept > 0 && mark.frame < said->marks[kept - 1].frame;
        if (mark.spoken_offset < character || mark.frame > said->frame_count || descends) continue;
        while (character < mark.spoken_offset && byte < text->length) {
            do byte++;
            while (((unsigned char)text->bytes[byte] & 0xC0) == 0x80);
            character++;
        }
        if (byte == text->length) break;
        mark.spoken_offset = text->origins[byte];
        while (asked[mark.spoken_offset] == ' ') mark.spoken_offset++;
        said->marks[kept++] = mark;
    }
    said->mark_count = kept;
}

enum answer_result say(const struct request_header *request, const char *text,
                       const struct pronunciation *pronunciations, struct said *said)
{
    static struct engine_text given;
    said->frame_count = said->mark_count = 0;
    said->too_long = false;
    enum answer_result result = prepare(request);
    if (result != ANSWER_GOOD) return result;
    engine_text_make(&given, text, pronunciations, request->pronunciation_count);
    unsigned flags = espeakCHARS_UTF8 | (given.phonemes ? espeakPHONEMES : 0);
    espeak_ERROR code = espeak_Synth(given.bytes, given.length + 1, 0, POS_CHARACTER, 0, flags, NULL, said);
    if (said->too_long) return ANSWER_TOO_LONG;
    if (code != EE_OK) return ANSWER_FAILED;
    settle_marks(said, &given, text);
    return ANSWER_GOOD;
}
