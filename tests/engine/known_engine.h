/* An engine whose sound is known, frame for frame: libespeak-ng never says a text twice with the same samples. It is the
 * program $KNOWN_ENGINE, and speaks the protocol of src/speech/protocol.h.
 *
 * A text sounds as KNOWN_HEAD frames that tell how it was asked for, then KNOWN_FRAMES frames for each of its bytes, all
 * of the value that known_value gives. There is a mark at each word. A text with the word "kill" kills the engine, one
 * with "hang" hangs it. It has no voice for languages that begin with "x".
 */
#ifndef TESTS_KNOWN_ENGINE_H
#define TESTS_KNOWN_ENGINE_H

#include <stddef.h>
#include <stdint.h>

enum known_head { KNOWN_RATE, KNOWN_PITCH, KNOWN_RANGE, KNOWN_VOLUME, KNOWN_LANGUAGE, KNOWN_VARIANT, KNOWN_HEAD };
enum { KNOWN_FRAMES = 3 };

static inline int16_t known_value(char byte)
{
    return (int16_t)((unsigned char)byte * 100 + 1);
}

/* The frame of the head that stands for a language or variant. */
static inline int16_t known_name(const char *name)
{
    uint32_t hash = 2166136261u;
    for (; *name; name++) hash = (hash ^ (unsigned char)*name) * 16777619u;
    return (int16_t)(hash & 0x7FFF);
}

#endif
