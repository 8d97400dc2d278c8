/* In place of libpcaudio, which loads the thirty libraries of a sound server: a third of the time in which the engine's process
 * starts. It is found by the path in aloud-engine (RPATH); where that is taken out the system's does as well, only slower.
 *
 * The functions of libpcaudio 1.2's <pcaudio/audio.h> but for the one that makes a device, which say.c has. So none of these is ever
 * called.
 */
#include <stddef.h>
#include <stdint.h>

struct audio_object;

int audio_object_open(struct audio_object *object, int format, uint32_t rate, uint8_t channels);
void audio_object_close(struct audio_object *object);
void audio_object_destroy(struct audio_object *object);
int audio_object_write(struct audio_object *object, const void *bytes, size_t length);
int audio_object_drain(struct audio_object *object);
int audio_object_flush(struct audio_object *object);
const char *audio_object_strerror(struct audio_object *object, int error);

int audio_object_open(struct audio_object *object, int format, uint32_t rate, uint8_t channels)
{
    (void)object, (void)format, (void)rate, (void)channels;
    return 0;
}

void audio_object_close(struct audio_object *object)
{
    (void)object;
}

void audio_object_destroy(struct audio_object *object)
{
    (void)object;
}

int audio_object_write(struct audio_object *object, const void *bytes, size_t length)
{
    (void)object, (void)bytes, (void)length;
    return 0;
}

int audio_object_drain(struct audio_object *object)
{
    (void)object;
    return 0;
}

int audio_object_flush(struct audio_object *object)
{
    (void)object;
    return 0;
}

const char *audio_object_strerror(struct audio_object *object, int error)
{
    (void)object, (void)error;
    return "there is no sound device";
}
