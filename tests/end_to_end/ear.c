#include "ear.h"

#include "base/array.h"
#include "spectrum.h"

#include <stdlib.h>
#include <string.h>

/* All in frames of the spectrum, 5 ms each. */
enum {
    BLOCK_LONGEST = 40,  /* what is looked for at once … */
    BLOCK_SHORTEST = 20, /* … or less, where a clip was cut soon */
    RUN_SHORTEST = 24,   /* what agrees for a shorter time may do so by chance */
    CHANCE_LONGEST = 36, /* … and for a time up to this it is looked whether something else agrees for longer, … */
    LOOK_AHEAD = 2,      /* … from so many steps of SCAN ahead */
    LOOK = 10,           /* recording and clip are compared in such pieces … */
    ADVANCE = 4,         /* … with this between their beginnings */
    STRETCH = 1,         /* by so much a clip may have been spoken slower or faster … */
    STEADY = 20,         /* … within so many frames */
    AWAY = STRETCH + 1,  /* no such shift makes them agree */
    SCAN = 10,           /* through sound that is in no clip; a clip's beginning is then found by going back */
    RECLAIM = 12,        /* where two sounds meet, the second may take so much from the first */
    APART = 50,          /* unknown sounds this far apart are two */
    CANDIDATES_MOST = 64,
};
static const double LIKE_ENOUGH = 0.70; /* likeness that makes a place worth following … */
static const double AGREES = 0.55;      /* … and that goes on being the same sound */
static const double BETTER = 0.02;      /* a stretched place must be so much more like */
static const double AS_LONG = 0.97;     /* of two places that agree about as long, the expected one is taken */

struct clip_spectrum {
    struct spectrum spectrum;
    size_t samples;
};

struct ear {
    struct clip_spectrum *clips;
    size_t clip_count;
    struct spectrum_frame mean;
};

/* A place in a clip where a block of the recording may come from. */
struct candidate {
    size_t clip, place;
    double likeness;
};

/* What agrees: frames [begin, end) of the recording are [from, to) of the clip. */
struct run {
    size_t clip, begin, end, from, to;
};

/* Frames [begin, end) of the recording. */
struct stretch {
    size_t begin, end;
};

size_t sound_begin(struct sound sound)
{
    for (size_t i = 0; i < sound.count; i++) {
        if (abs(sound.frames[i]) > EAR_SILENCE) return i;
    }
    return 0;
}

size_t sound_end(struct sound sound)
{
    size_t end = sound.count;
    while (end > 0 && abs(sound.frames[end - 1]) <= EAR_SILENCE) end--;
    return end;
}

void ear_free(struct ear *ear)
{
    if (!ear) return;
    for (size_t i = 0; i < ear->clip_count; i++) spectrum_done(&ear->clips[i].spectrum);
    free(ear->clips);
    free(ear);
}

/* What is usual in speech tells nothing apart: it is taken from clips and recordings. */
static void center_clips(struct ear *ear, size_t sounding)
{
    for (size_t i = 0; i < ear->clip_count; i++) {
        struct spectrum_frame mean = spectrum_mean(&ear->clips[i].spectrum);
        for (size_t band = 0; band < SPECTRUM_BANDS; band++) ear->mean.bands[band] += mean.bands[band];
    }
    for (size_t band = 0; band < SPECTRUM_BANDS && sounding > 0; band++) ear->mean.bands[band] /= (float)sounding;
    for (size_t i = 0; i < ear->clip_count; i++) spectrum_center(&ear->clips[i].spectrum, ear->mean);
}

struct ear *ear_new(const struct sound *clips, size_t clip_count)
{
    struct ear *ear = calloc(1, sizeof *ear);
    if (ear) ear->clips = calloc(clip_count + 1, sizeof *ear->clips);
    bool good = ear && ear->clips;
    size_t sounding = 0;
    for (size_t i = 0; good && i < clip_count; i++) {
        ear->clips[i].samples = clips[i].count;
        ear->clip_count = i + 1;
        good = spectrum_make(clips[i], &ear->clips[i].spectrum);
        sounding += sound_end(clips[i]) > 0;
    }
    if (good) {
        center_clips(ear, sounding);
        return ear;
    }
    ear_free(ear);
    return NULL;
}

static void keep_best(struct candidate *candidates, size_t *count, struct candidate found)
{
    size_t place = *count;
    if (place == CANDIDATES_MOST) {
        if (candidates[place - 1].likeness >= found.likeness) return;
        place--;
    } else {
        ++*count;
    }
    for (; place > 0 && candidates[place - 1].likeness < found.likeness; place--) {
        candidates[place] = candidates[place - 1];
    }
    candidates[place] = found;
}

/* The places of all clips that are most like the block, best first. */
static size_t find_candidates(const struct ear *ear, const struct spectrum *recording, size_t at, size_t length,
                              struct candidate *candidates)
{
    size_t count = 0;
    for (size_t clip = 0; clip < ear->clip_count; clip++) {
        const struct spectrum *spectrum = &ear->clips[clip].spectrum;
        double before = 0, here = 0;
        for (size_t place = 0; place + length <= spectrum->count + 1; place++) {
            bool last = place + length > spectrum->count;
            double after = last ? 0 : spectrum_likeness(recording, at, spectrum, place, length);
            if (place > 0 && here > LIKE_ENOUGH && here >= before && here >= after) {
                keep_best(candidates, &count, (struct candidate){clip, place - 1, here});
            }
            before = here;
            here = after;
        }
    }
    return count;
}

/* How far the clip is to be shifted so that it agrees best with the recording; AWAY where it does not agree. */
static int best_shift(const struct spectrum *recording, size_t at, const struct spectrum *clip, size_t place,
                      size_t length, int stretch)
{
    int best = AWAY;
    double most = AGREES;
    for (int step = 0; step <= 2 * stretch; step++) {
        int shift = step % 2 ? (step + 1) / 2 : -(step / 2); /* 0, 1, -1 */
        ptrdiff_t shifted = (ptrdiff_t)place + shift;
        if (shifted < 0 || (size_t)shifted + length > clip->count) continue;
        double likeness = spectrum_likeness(recording, at, clip, (size_t)shifted, length);
        if (likeness < most) continue;
        most = likeness + BETTER;
        best = shift;
    }
    return best;
}

static size_t least(size_t a, size_t b, size_t c)
{
    size_t ab = a < b ? a : b;
    return ab < c ? ab : c;
}

static void follow_forward(const struct spectrum *recording, const struct spectrum *clip, struct run *run)
{
    for (size_t steady = 0;; steady += ADVANCE) {
        size_t length = least(clip->count - run->to, recording->count - run->end, LOOK);
        if (length == 0) return;
        int shift = best_shift(recording, run->end, clip, run->to, length, steady < STEADY ? 0 : STRETCH);
        if (shift == AWAY) break;
        if (shift != 0) steady = 0;
        size_t advance = length < ADVANCE ? length : ADVANCE;
        run->end += advance;
        run->to = (size_t)((ptrdiff_t)(run->to + advance) + shift);
    }
    /* The last piece holds what comes after a jump, too. */
    while (run->end < recording->count && run->to < clip->count
           && spectrum_likeness(recording, run->end, clip, run->to, 1) > AGREES) {
        run->end++;
        run->to++;
    }
}

static void follow_backward(const struct spectrum *recording, const struct spectrum *clip, size_t floor,
                            struct run *run)
{
    for (size_t steady = 0;; steady += ADVANCE) {
        size_t length = least(run->from, run->begin - floor, LOOK);
        if (length == 0) return;
        int shift =
            best_shift(recording, run->begin - length, clip, run->from - length, length, steady < STEADY ? 0 : STRETCH);
        if (shift == AWAY) break;
        if (shift != 0) steady = 0;
        size_t advance = length < ADVANCE ? length : ADVANCE;
        ptrdiff_t from = (ptrdiff_t)(run->from - advance) + shift;
        run->begin -= advance;
        run->from = from > 0 ? (size_t)from : 0;
    }
    while (run->begin > floor && run->from > 0
           && spectrum_likeness(recording, run->begin - 1, clip, run->from - 1, 1) > AGREES) {
        run->begin--;
        run->from--;
    }
}

/* A sound is likely to go on, or to be followed by the next: breaks ties between clips that begin alike. */
static bool is_expected(const struct run *run, const struct hearing *hearing)
{
    if (hearing->count == 0) return false;
    const struct heard *last = &hearing->items[hearing->count - 1];
    if (run->clip == last->clip) return run->from * SPECTRUM_STEP + EAR_TOLERANCE >= last->to;
    return run->clip == last->clip + 1;
}

/* Of two runs, whether `run` explains the recording better. */
static bool is_better(const struct run *run, const struct run *best, const struct hearing *hearing)
{
    double own = (double)(run->end - run->begin), other = (double)(best->end - best->begin);
    if (other == 0) return true;
    bool expected = is_expected(run, hearing), best_expected = is_expected(best, hearing);
    if (expected == best_expected) return own > other;
    return expected ? own > other * AS_LONG : own * AS_LONG > other;
}

static size_t count_sounding(const struct spectrum *recording, size_t begin, size_t end)
{
    size_t count = 0;
    for (size_t i = begin; i < end; i++) count += recording->sounds[i];
    return count;
}

static bool find_run(const struct ear *ear, const struct spectrum *recording, size_t floor, size_t at,
                     const struct hearing *hearing, struct run *ret)
{
    struct candidate candidates[CANDIDATES_MOST];
    struct run best = {0};
    for (size_t length = BLOCK_LONGEST; length >= BLOCK_SHORTEST && best.end == best.begin; length /= 2) {
        if (at + length > recording->count) continue;
        size_t count = find_candidates(ear, recording, at, length, candidates);
        for (size_t i = 0; i < count; i++) {
            const struct spectrum *clip = &ear->clips[candidates[i].clip].spectrum;
            size_t middle = at + length / 2, place = candidates[i].place + length / 2;
            struct run run = {candidates[i].clip, middle, middle, place, place};
            follow_forward(recording, clip, &run);
            follow_backward(recording, clip, floor, &run);
            if (count_sounding(recording, run.begin, run.end) < RUN_SHORTEST) continue;
            if (is_better(&run, &best, hearing)) best = run;
        }
    }
    if (best.end == best.begin) return false;
    *ret = best;
    return true;
}

/* Where the end of one sound lies before the next, a short part of that may be like one elsewhere: what is found a little later,
 * begins within it and explains twice as much is what was heard. */
static bool find_best_run(const struct ear *ear, const struct spectrum *recording, size_t floor, size_t at,
                          const struct hearing *hearing, struct run *ret)
{
    struct run later;
    if (!find_run(ear, recording, floor, at, hearing, ret)) return false;
    for (size_t steps = 1; steps <= LOOK_AHEAD && ret->end - ret->begin <= CHANCE_LONGEST; steps++) {
        if (!find_run(ear, recording, floor, at + steps * SCAN, hearing, &later) || later.begin >= ret->end) continue;
        if (later.end - later.begin > 2 * (ret->end - ret->begin)) *ret = later;
    }
    return true;
}

static bool add_heard(struct hearing *hearing, struct heard heard)
{
    struct heard *last = hearing->count ? &hearing->items[hearing->count - 1] : NULL;
    /* The same clip goes on where it was left: silence came between. */
    if (last && last->clip == heard.clip && heard.clip != EAR_UNKNOWN && heard.from + EAR_TOLERANCE >= last->to
        && heard.from <= last->to + EAR_TOLERANCE) {
        last->to = heard.to;
        return true;
    }
    if (!array_reserve(&hearing->items, &hearing->capacity, hearing->count + 1)) return false;
    hearing->items[hearing->count++] = heard;
    return true;
}

static bool add_run(const struct ear *ear, struct hearing *hearing, const struct run *run)
{
    size_t samples = ear->clips[run->clip].samples, to = run->to * SPECTRUM_STEP;
    return add_heard(hearing, (struct heard){.clip = run->clip,
                                             .at = run->begin * SPECTRUM_STEP,
                                             .from = run->from * SPECTRUM_STEP,
                                             .to = to < samples ? to : samples});
}

/* Takes so many frames from the end of what was heard last. */
static void give_back(struct hearing *hearing, size_t frames)
{
    if (hearing->count == 0) return;
    struct heard *last = &hearing->items[hearing->count - 1];
    size_t samples = frames * SPECTRUM_STEP;
    last->to = last->to > last->from + samples ? last->to - samples : last->from;
}

/* Sound that no clip explains; told where there is more of it than in a ramp. Empties the stretch. */
static bool tell_unknown(struct hearing *hearing, const struct spectrum *recording, struct stretch *unknown)
{
    struct stretch told = *unknown;
    *unknown = (struct stretch){0};
    if (count_sounding(recording, told.begin, told.end) * SPECTRUM_STEP < EAR_SHORTEST) return true;
    size_t samples = (told.end - told.begin) * SPECTRUM_STEP;
    return add_heard(hearing, (struct heard){EAR_UNKNOWN, told.begin * SPECTRUM_STEP, 0, samples});
}

static bool listen_to(const struct ear *ear, const struct spectrum *recording, struct hearing *hearing)
{
    struct stretch unknown = {0};
    size_t at = 0, explained = 0;
    for (;;) {
        while (at < recording->count && !recording->sounds[at]) at++;
        bool over = at == recording->count || at > unknown.end + APART;
        if (over && !tell_unknown(hearing, recording, &unknown)) return false;
        if (at == recording->count) return true;
        if (unknown.end == 0) unknown = (struct stretch){at, at};
        struct run run;
        if (find_best_run(ear, recording, explained > RECLAIM ? explained - RECLAIM : 0, at, hearing, &run)) {
            unknown.end = run.begin > unknown.begin ? run.begin : unknown.begin;
            if (run.begin < explained) give_back(hearing, explained - run.begin);
            if (!tell_unknown(hearing, recording, &unknown) || !add_run(ear, hearing, &run)) return false;
            explained = at = run.end;
            continue;
        }
        for (size_t i = 0; i < SCAN && at < recording->count; i++, at++) {
            if (recording->sounds[at]) unknown.end = at + 1;
        }
    }
}

bool ear_listen(const struct ear *ear, struct sound recording, struct hearing *hearing)
{
    struct spectrum spectrum;
    if (!spectrum_make(recording, &spectrum)) return false;
    spectrum_center(&spectrum, ear->mean);
    bool good = listen_to(ear, &spectrum, hearing);
    spectrum_done(&spectrum);
    return good;
}

void hearing_done(struct hearing *hearing)
{
    free(hearing->items);
    *hearing = (struct hearing){0};
}
