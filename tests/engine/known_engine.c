#include "known_engine.h"

#include "speech/protocol.h"

#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

static struct clip_mark marks[PROTOCOL_TEXT_BYTES];
static int16_t frames[KNOWN_HEAD + KNOWN_FRAMES * PROTOCOL_TEXT_BYTES];

static void say(const struct request_header *request, const char *text, struct answer_header *answer)
{
    const int16_t head[KNOWN_HEAD] = {
        [KNOWN_RATE] = (int16_t)request->rate_wpm,        [KNOWN_PITCH] = (int16_t)request->pitch,
        [KNOWN_RANGE] = (int16_t)request->pitch_range,    [KNOWN_VOLUME] = (int16_t)request->volume,
        [KNOWN_LANGUAGE] = known_name(request->language), [KNOWN_VARIANT] = known_name(request->variant),
    };
    if (strstr(text, "kill")) abort();
    while (strstr(text, "hang")) pause();
    memcpy(frames, head, sizeof head);
    answer->frame_count = KNOWN_HEAD;
    for (uint32_t i = 0; i < request->text_bytes; i++) {
        if (text[i] != ' ' && (i == 0 || text[i - 1] == ' ')) {
            marks[answer->mark_count++] = (struct clip_mark){answer->frame_count, i};
        }
        for (int k = 0; k < KNOWN_FRAMES; k++) frames[answer->frame_count++] = known_value(text[i]);
    }
}

static void put(const void *bytes, size_t length)
{
    for (size_t sent = 0; sent < length;) {
        ssize_t count = write(PROTOCOL_FD, (const char *)bytes + sent, length - sent);
        if (count <= 0) _exit(0);
        sent += (size_t)count;
    }
}

int main(void)
{
    static const char list[] = "en-gb\tEnglish\nfr\tFrench\n";
    static char text[PROTOCOL_TEXT_BYTES + 1];
    static struct pronunciation pronunciations[PROTOCOL_PRONUNCIATIONS];
    struct request_header request;
    put(&(struct answer_header){.result = ANSWER_GOOD}, sizeof(struct answer_header));
    while (recv(PROTOCOL_FD, &request, sizeof request, MSG_WAITALL) == sizeof request) {
        bool renewed = request.kind == REQUEST_RENEW;
        struct answer_header answer = {.id = renewed ? 0 : request.id, .result = ANSWER_GOOD};
        size_t length = request.text_bytes;
        if (length > 0 && recv(PROTOCOL_FD, text, length, MSG_WAITALL) != (ssize_t)length) return 1;
        text[length] = '\0';
        size_t bytes = request.pronunciation_count * sizeof *pronunciations;
        if (bytes > 0 && recv(PROTOCOL_FD, pronunciations, bytes, MSG_WAITALL) != (ssize_t)bytes) return 1;
        for (uint32_t i = 0; i < request.pronunciation_count; i++)
            if (strcmp(pronunciations[i].phonemes, "kill") == 0) abort();
        if (request.language[0] == 'x')
            answer.result = ANSWER_NO_VOICE;
        else if (request.kind == REQUEST_SPEAK)
            say(&request, text, &answer);
        if (request.kind == REQUEST_VOICES) answer.list_bytes = sizeof list - 1;
        put(&answer, sizeof answer);
        put(frames, answer.frame_count * sizeof *frames);
        put(marks, answer.mark_count * sizeof *marks);
        put(list, answer.list_bytes);
    }
    return 0;
}
