/* Telephone signals as files that telephone systems play: with a WAV header, or raw as the codec has them.
 *
 * libsndfile writes all but G.722: ITU-T G.711 (A-law and µ-law), signed linear samples, and GSM 06.10; WAV as in RFC 2361
 * and "Multimedia Programming Interface and Data Specifications 1.0" with its later `fact` chunk. G.722 (64 kbit/s, raw
 * only: its WAV forms are not played by telephone systems) is libspandsp's. */
#ifndef ALOUD_EXPORT_TELEPHONE_CODEC_H
#define ALOUD_EXPORT_TELEPHONE_CODEC_H

#include "base/buffer.h"
#include "export/telephone_signal.h"

#include <stdbool.h>

/* Name as a user writes it; rate in Hz; libsndfile's coding; then of the raw file: its ending in Asterisk and in
 * FreeSWITCH, and its media type (VoiceXML 2.0, Appendix E, and RFC 4856); and of the WAV file: its ending in Asterisk.
 * "": there is none.
 *
 * FreeSWITCH's endings are those that its mod_sndfile decodes. A file that is named after a codec (PCMA, G722) is
 * mod_native_file's, which sends the bytes as they are, whatever the codec of the call: noise where that is another. For
 * G.722 there is no other. */
#define TELEPHONE_CODEC_LIST(X)                                                                                        \
    X(ALAW, "alaw", 8000, SF_FORMAT_ALAW, "alaw", "alaw", "audio/x-alaw-basic", "")                                    \
    X(ULAW, "ulaw", 8000, SF_FORMAT_ULAW, "ulaw", "ulaw", "audio/basic", "")                                           \
    X(SLIN8, "slin8", 8000, SF_FORMAT_PCM_16, "sln", "r8", "application/octet-stream", "wav")                          \
    X(SLIN16, "slin16", 16000, SF_FORMAT_PCM_16, "sln16", "r16", "application/octet-stream", "wav16")                  \
    X(G722, "g722", 16000, 0, "g722", "G722", "audio/G722", "")                                                        \
    X(GSM, "gsm", 8000, SF_FORMAT_GSM610, "gsm", "gsm", "audio/GSM", "WAV")

enum telephone_codec {
#define X(name, ...) TELEPHONE_##name,
    TELEPHONE_CODEC_LIST(X)
#undef X
        TELEPHONE_CODECS
};

struct telephone_codec_info {
    const char *name;
    unsigned rate_hz; /* of the signals that it takes */
    const char *asterisk_raw, *freeswitch_raw, *media_type_raw, *asterisk_wav;
    bool wav; /* whether it can be in a WAV file: "wav", audio/x-wav, for all but Asterisk */
};

/* Static. */
const struct telephone_codec_info *telephone_codec_info(enum telephone_codec codec);

/* False where no codec has the name. */
bool telephone_codec_find(const char *name, enum telephone_codec *ret);

/* Appends the whole file to `bytes`; the same signal gives the same bytes. G.722 and GSM fill up their last frame with
 * silence. STATUS_USAGE where the signal has not the codec's rate or the codec no WAV form; STATUS_NOT_FOUND where
 * libspandsp is not installed; on failure `bytes` may hold a part. */
enum status telephone_encode(enum telephone_codec codec, bool wav, const struct telephone_signal *signal,
                             struct buffer *bytes, struct error *error);

#endif
