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

/* NULL where the items from `*at` on are pieces that make up the clip, with *at behind them; else what is wrong. */
static const char *differs_in_parts(const struct hearing *hearing, struct sound sound, size_t clip, size_t *at)
{
    const struct heard *items = hearing->items;
    if (items[*at].clip != clip) return "another clip was wished for";
    if (!heard_from_begin(&items[*at], sound)) return "its beginning is missing";
    while (!heard_to_end(&items[*at], sound)) {
        if (*at + 1 == hearing->count || items[*at + 1].clip != clip) return "its end is missing";
        size_t left = items[*at].to, found = items[*at + 1].from;
        ++*at;
        if (found > left + EAR_TOLERANCE) return "something of it was skipped";
        if (found + VERDICT_AGAIN < left) return "too much of it was repeated";
    }
    ++*at;
    return NULL;
}

/* Aloud's own words have words in common with the leaflet, but do not have a whole utterance of it. */
static const char *differs_from_others(const struct hearing *hearing, const struct sound *clips,
                                       const struct wish *next, size_t *at)
{
    size_t first = *at, others = 0;
    for (; *at < hearing->count; ++*at) {
        const struct heard *heard = &hearing->items[*at];
        others += heard->clip == EAR_UNKNOWN;
        if (heard->clip == EAR_UNKNOWN) continue;
        bool begun = heard_from_begin(heard, clips[heard->clip]);
        if (*at > first && next && heard->clip == next->clip && begun) break;
        if (begun && heard_to_end(heard, clips[heard->clip])) break;
    }
    return others ? NULL : "Aloud's own words were wished for";
}

/* NULL where the items from `*at` on are as wished, with *at behind them; else what is wrong. */
static const char *differs(const struct hearing *hearing, const struct sound *clips, struct wish wish,
                           const struct wish *next, size_t *at)
{
    const struct heard *heard = &hearing->items[*at];
    if (wish.kind == WISH_OTHER) return differs_from_others(hearing, clips, next, at);
    if (wish.kind == WISH_PARTS) return differs_in_parts(hearing, clips[wish.clip], wish.clip, at);
    if (heard->clip != wish.clip) return "another clip was wished for";
    bool begun = heard_from_begin(heard, clips[wish.clip]), ended = heard_to_end(heard, clips[wish.clip]);
    if (wish.kind == WISH_REST && begun) return "it should have gone on from its midst";
    if (wish.kind != WISH_REST && !begun) return "its beginning is missing";
    if (wish.kind == WISH_CUT && ended) return "it should have been cut";
    if (wish.kind != WISH_CUT && !ended) return "its end is missing";
    ++*at;
    return NULL;
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

static bool compare(const struct hearing *hearing, const struct sound *clips, const struct wish *wishes, size_t count,
                    bool and_no_more, struct buffer *report)
{
    size_t wish = 0, at = 0;
    const char *wrong = NULL;
    while (wish < count && at < hearing->count && !wrong) {
        wrong = differs(hearing, clips, wishes[wish], wish + 1 < count ? &wishes[wish + 1] : NULL, &at);
        if (!wrong) wish++;
    }
    if (!wrong && wish == count && (at == hearing->count || !and_no_more)) return true;
    if (!wrong) wrong = wish < count ? "nothing more was heard" : "no more was wished for";
    buffer_printf(report, "item %zu: %s", at, wrong);
    if (wish < count && wishes[wish].kind != WISH_OTHER)
        buffer_printf(report, " (wished: clip %zu)", wishes[wish].clip);
    buffer_append_text(report, "; heard was:\n");
    tell(report, hearing, clips);
    return false;
}

bool verdict_is(const struct hearing *hearing, const struct sound *clips, const struct wish *wishes, size_t count,
                struct buffer *report)
{
    return compare(hearing, clips, wishes, count, true, report);
}

bool verdict_begins(const struct hearing *hearing, const struct sound *clips, const struct wish *wishes, size_t count,
                    struct buffer *report)
{
    return compare(hearing, clips, wishes, count, false, report);
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
