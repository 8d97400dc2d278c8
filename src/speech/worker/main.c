/* aloud-engine: the process that the speech engine lives in. It says what it is asked over descriptor 3, one request
 * after the other, and ends when the other side does. It is started by src/speech/engine.c and is of no use by hand.
 */
#include "base/array.h"
#include "speech/protocol.h"
#include "speech/worker/confine.h"

#include <errno.h>
#include <espeak-ng/speak_lib.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

struct answer {
    struct answer_header header;
    int16_t *frames;
    size_t frame_capacity;
    struct clip_mark *marks; /* offsets in characters until the answer is complete */
    size_t mark_capacity;
};

static bool send_all(const void *bytes, size_t length)
{
    const char *next = bytes;
    while (length > 0) {
        ssize_t sent = send(PROTOCOL_FD, next, length, MSG_NOSIGNAL);
        if (sent < 0 && errno == EINTR) continue;
        if (sent <= 0) return false;
        next += sent;
        length -= (size_t)sent;
    }
    return true;
}

static bool receive_all(void *bytes, size_t length)
{
    char *next = bytes;
    while (length > 0) {
        ssize_t got = recv(PROTOCOL_FD, next, length, 0);
        if (got < 0 && errno == EINTR) continue;
        if (got <= 0) return false;
        next += got;
        length -= (size_t)got;
    }
    return true;
}

/* Called by the engine with each stretch of sound. */
static int collect(short *frames, int count, espeak_EVENT *events)
{
    struct answer *answer = events->user_data;
    for (; answer && events->type != espeakEVENT_LIST_TERMINATED; events++) {
        if (events->type != espeakEVENT_WORD || answer->header.mark_count == PROTOCOL_MARKS) continue;
        if (!array_reserve(&answer->marks, &answer->mark_capacity, answer->header.mark_count + 1)) return 1;
        answer->marks[answer->header.mark_count++] = (struct clip_mark){
            .frame = (uint32_t)((int64_t)events->audio_position * CLIP_RATE_HZ / 1000),
            .spoken_offset = events->text_position > 0 ? (uint32_t)events->text_position - 1 : 0,
        };
    }
    if (!answer || !frames || count <= 0) return 0;
    size_t wanted = answer->header.frame_count + (size_t)count;
    if (wanted > PROTOCOL_FRAMES || !array_reserve(&answer->frames, &answer->frame_capacity, wanted)) return 1;
    memcpy(answer->frames + answer->header.frame_count, frames, (size_t)count * sizeof *frames);
    answer->header.frame_count = (uint32_t)wanted;
    return 0;
}

/* The engine finds another language's voice where it lacks the one asked for: only a voice of that language counts. */
static bool speaks(const espeak_VOICE *voice, const char *language)
{
    /* languages: a priority byte and a name, again and again, ended by a zero byte. */
    for (const char *entry = voice->languages; *entry; entry += 1 + strlen(entry + 1) + 1) {
        if (strcasecmp(entry + 1, language) == 0) return true;
    }
    return false;
}

static bool has_language(const char *language)
{
    const espeak_VOICE **voices = espeak_ListVoices(NULL);
    for (size_t i = 0; voices[i]; i++) {
        if (speaks(voices[i], language)) return true;
    }
    return false;
}

/* Chooses voice and variant; keeps them where they are the present ones. */
static bool choose_voice(const char *language, const char *variant)
{
    static char present_language[PROTOCOL_NAME_BYTES + 1], present_variant[PROTOCOL_NAME_BYTES + 1];
    if (strcmp(language, present_language) == 0 && strcmp(variant, present_variant) == 0) return true;
    if (!has_language(language)) return false;
    espeak_VOICE wanted = {.languages = language};
    if (espeak_SetVoiceByProperties(&wanted) != EE_OK) return false;
    const espeak_VOICE *found = espeak_GetCurrentVoice();
    if (variant[0] && found && found->identifier) {
        char name[256];
        snprintf(name, sizeof name, "%s+%s", found->identifier, variant);
        if (espeak_SetVoiceByName(name) != EE_OK) espeak_SetVoiceByProperties(&wanted);
    }
    strcpy(present_language, language);
    strcpy(present_variant, variant);
    return true;
}

static void set_parameter(espeak_PARAMETER parameter, int value)
{
    if (espeak_GetParameter(parameter, 1) != value) espeak_SetParameter(parameter, value, 0);
}

/* The engine counts characters, its owner bytes. */
static void marks_to_bytes(struct answer *answer, const char *text)
{
    size_t byte = 0, character = 0, length = strlen(text);
    uint32_t kept = 0;
    for (uint32_t i = 0; i < answer->header.mark_count; i++) {
        struct clip_mark mark = answer->marks[i];
        if (mark.spoken_offset < character) continue; /* marks ascend, whatever the engine says */
        while (character < mark.spoken_offset && byte < length) {
            do byte++;
            while (((unsigned char)text[byte] & 0xC0) == 0x80);
            character++;
        }
        if (mark.frame > answer->header.frame_count) mark.frame = answer->header.frame_count;
        mark.spoken_offset = (uint32_t)byte;
        answer->marks[kept++] = mark;
    }
    answer->header.mark_count = kept;
}

static void speak(const struct request_header *request, const char *language, const char *variant, const char *text,
                  struct answer *answer)
{
    answer->header.good = choose_voice(language, variant);
    if (!answer->header.good) return;
    set_parameter(espeakRATE, request->rate_wpm);
    set_parameter(espeakPITCH, request->pitch);
    set_parameter(espeakRANGE, request->pitch_range);
    set_parameter(espeakVOLUME, request->volume);
    espeak_Synth(text, strlen(text) + 1, 0, POS_CHARACTER, 0, espeakCHARS_UTF8, NULL, answer);
    marks_to_bytes(answer, text);
}

static bool send_voices(struct answer_header header)
{
    char list[PROTOCOL_LIST_BYTES];
    size_t length = 0;
    const espeak_VOICE **voices = espeak_ListVoices(NULL);
    for (size_t i = 0; voices[i]; i++) {
        int written =
            snprintf(list + length, sizeof list - length, "%s\t%s\n", voices[i]->languages + 1, voices[i]->name);
        if (written < 0 || (size_t)written >= sizeof list - length) break;
        length += (size_t)written;
    }
    header.good = 1;
    header.list_bytes = (uint32_t)length;
    return send_all(&header, sizeof header) && send_all(list, length);
}

static bool receive_text(char *text, size_t length, size_t most)
{
    if (length > most || !receive_all(text, length)) return false;
    text[length] = '\0';
    return strlen(text) == length;
}

static bool serve(struct answer *answer)
{
    static char language[PROTOCOL_NAME_BYTES + 1], variant[PROTOCOL_NAME_BYTES + 1], text[PROTOCOL_TEXT_BYTES + 1];
    struct request_header request;
    if (!receive_all(&request, sizeof request) || !receive_text(language, request.language_bytes, PROTOCOL_NAME_BYTES)
        || !receive_text(variant, request.variant_bytes, PROTOCOL_NAME_BYTES)
        || !receive_text(text, request.text_bytes, PROTOCOL_TEXT_BYTES)) {
        return false;
    }
    answer->header = (struct answer_header){.id = request.id};
    switch (request.kind) {
    case REQUEST_SPEAK: speak(&request, language, variant, text, answer); break;
    case REQUEST_HAS_LANGUAGE: answer->header.good = has_language(language); break;
    case REQUEST_VOICES: return send_voices(answer->header);
    default: return false;
    }
    return send_all(&answer->header, sizeof answer->header)
           && send_all(answer->frames, answer->header.frame_count * sizeof *answer->frames)
           && send_all(answer->marks, answer->header.mark_count * sizeof *answer->marks);
}

int main(void)
{
    static struct answer answer;
    int rate = espeak_Initialize(AUDIO_OUTPUT_SYNCHRONOUS, 200, NULL, espeakINITIALIZE_DONT_EXIT);
    if (rate != CLIP_RATE_HZ) return 3;
    const char *folder = NULL;
    espeak_Info(&folder);
    espeak_SetSynthCallback(collect);
    if (!confine(folder)) return 4;
    if (!send_all(&answer.header, sizeof answer.header)) return 0;
    while (serve(&answer)) {}
    return 0;
}
