/* In place of libpcaudio, by which the engine plays sound itself: at its start it would connect to a sound server, and load the
 * thirty libraries of one, a third of the time that its process needs. It is found first by the path in aloud-engine (RPATH), and
 * only there.
 *
 * The functions of libpcaudio 1.2's <pcaudio/audio.h>. As there is no device none of the others is ever given one.
 */
#include <stddef.h>
#include <stdint.h>

struct audio_object;

struct audio_object *create_audio_device_object(const char *device, const char *application, const char *description);
int audio_object_open(struct audio_object *object, int format, uint32_t rate, uint8_t channels);
void audio_object_close(struct audio_object *object);
void audio_object_destroy(struct audio_object *object);
int audio_object_write(struct audio_object *object, const void *bytes, size_t length);
int audio_object_drain(struct audio_object *object);
int audio_object_flush(struct audio_object *object);
const char *audio_object_strerror(struct audio_object *object, int error);

struct audio_object *create_audio_device_object(const char *device, const char *application, const char *description)
{
    (void)device, (void)application, (void)description;
    return NULL; /* the engine lives without one */
}

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
