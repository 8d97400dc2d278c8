#include "verdict.h"

#include "speech/clip.h"

#include <stdlib.h>

bool heard_from_begin(const struct heard *heard, struct sound clip)
{
    return heard->from <= sound_begin(clip) + EAR_TOLERANCE;
}

bool heard_to_end(const struct heard *heard, struct sound clip)
{
    return heard->to + EAR_TOLERANCE >= sound_end(clip);
}

/* NULL where the item is as wished, else what is wrong. */
static const char *differs(const struct heard *heard, const struct sound *clips, struct wish wish)
{
    if (wish.kind == WISH_OTHER) return heard->clip == EAR_UNKNOWN ? NULL : "Aloud's own words were wished for";
    if (heard->clip != wish.clip) return "another clip was wished for";
    bool begun = heard_from_begin(heard, clips[wish.clip]), ended = heard_to_end(heard, clips[wish.clip]);
    switch (wish.kind) {
    case WISH_WHOLE: return !begun ? "its beginning is missing" : !ended ? "its end is missing" : NULL;
    case WISH_CUT: return !begun ? "its beginning is missing" : ended ? "it should have been cut" : NULL;
    case WISH_REST: return begun ? "it should have gone on from its midst" : !ended ? "its end is missing" : NULL;
    default: return NULL;
    }
}

static void tell(struct buffer *report, const struct hearing *hearing, const struct sound *clips)
{
    for (size_t i = 0; i < hearing->count; i++) {
        const struct heard *heard = &hearing->items[i];
        double at = (double)heard->at / CLIP_RATE_HZ;
        double from = (double)heard->from / CLIP_RATE_HZ, to = (double)heard->to / CLIP_RATE_HZ;
        if (heard->clip == EAR_UNKNOWN) {
            buffer_printf(report, "  %zu: at %.3f s, in no clip, %.3f s\n", i, at, to);
            continue;
        }
        double end = (double)sound_end(clips[heard->clip]) / CLIP_RATE_HZ;
        buffer_printf(report, "  %zu: at %.3f s, clip %zu from %.3f to %.3f of %.3f s\n", i, at, heard->clip, from, to,
                      end);
    }
}

bool verdict_is(const struct hearing *hearing, const struct sound *clips, const struct wish *wishes, size_t count,
                struct buffer *report)
{
    size_t same = 0;
    const char *wrong = NULL;
    while (same < count && same < hearing->count && !wrong) {
        wrong = differs(&hearing->items[same], clips, wishes[same]);
        if (!wrong) same++;
    }
    if (!wrong && same == count && same == hearing->count) return true;
    if (!wrong) wrong = same < count ? "nothing more was heard" : "no more was wished for";
    buffer_printf(report, "item %zu: %s", same, wrong);
    if (same < count && wishes[same].kind != WISH_OTHER)
        buffer_printf(report, " (wished: clip %zu)", wishes[same].clip);
    buffer_append_text(report, "; heard was:\n");
    tell(report, hearing, clips);
    return false;
}

bool verdict_in_order(const struct hearing *hearing, const struct sound *clips, size_t first, size_t count,
                      struct buffer *report)
{
    struct wish *wishes = calloc(count + 1, sizeof *wishes);
    if (!wishes) return false;
    for (size_t i = 0; i < count; i++) wishes[i] = (struct wish){WISH_WHOLE, first + i};
    bool is = verdict_is(hearing, clips, wishes, count, report);
    free(wishes);
    return is;
}
