#include "ear.h"

#include "base/array.h"
#include "speech/clip.h"

#include <fftw3.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum {
    BLOCK_LONGEST = 4096,  /* what is looked for at once: 186 ms … */
    BLOCK_SHORTEST = 1024, /* … or less, where a clip was cut soon */
    STEP = 128,            /* recording and clip are compared in such pieces */
    CANDIDATES_MOST = 48,
    SILENCE_APART = 5512, /* unknown sounds this far apart are two */
    SCAN_STEP = 2048,     /* through sound that is in no clip; a clip's beginning is then found by going back */
};
static const double LIKE_ENOUGH = 0.85; /* correlation that makes a place worth following */
static const double DIFFERENT = 0.25;   /* part of the energy that may differ in a piece that agrees */
static const double AS_LONG = 0.97;     /* of two places that agree about as long, the expected one is taken */

struct ear {
    const struct sound *clips;
    size_t clip_count;
    size_t *starts;       /* of each clip in `library` */
    int16_t *library;     /* all clips, with BLOCK_LONGEST of silence behind each */
    size_t library_count; /* frames */
    double *energy;       /* sums of squares before each frame; library_count + 1 */
    size_t size;          /* of the transforms, a power of two */
    double *time;
    fftw_complex *spectrum;
    fftw_complex *library_spectrum;
    fftw_plan forward, backward;
};

/* A place in the library where a block of the recording may come from. */
struct candidate {
    size_t place;
    double likeness;
};

/* What agrees around a candidate: recording [begin, end) is library [begin + shift, end + shift). */
struct run {
    size_t begin, end;
    ptrdiff_t shift;
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
    if (ear->forward) fftw_destroy_plan(ear->forward);
    if (ear->backward) fftw_destroy_plan(ear->backward);
    fftw_free(ear->time);
    fftw_free(ear->spectrum);
    fftw_free(ear->library_spectrum);
    free(ear->energy);
    free(ear->library);
    free(ear->starts);
    free(ear);
}

static bool lay_out(struct ear *ear)
{
    ear->starts = calloc(ear->clip_count + 1, sizeof *ear->starts);
    if (!ear->starts) return false;
    for (size_t i = 0; i < ear->clip_count; i++) {
        ear->starts[i] = ear->library_count;
        ear->library_count += ear->clips[i].count + BLOCK_LONGEST;
    }
    ear->starts[ear->clip_count] = ear->library_count;
    ear->library = calloc(ear->library_count, sizeof *ear->library);
    ear->energy = calloc(ear->library_count + 1, sizeof *ear->energy);
    if (!ear->library || !ear->energy) return false;
    for (size_t i = 0; i < ear->clip_count; i++) {
        if (ear->clips[i].count == 0) continue;
        memcpy(ear->library + ear->starts[i], ear->clips[i].frames, ear->clips[i].count * sizeof *ear->library);
    }
    for (size_t i = 0; i < ear->library_count; i++) {
        ear->energy[i + 1] = ear->energy[i] + (double)ear->library[i] * ear->library[i];
    }
    return ear->energy[ear->library_count] > 0;
}

static bool transform_library(struct ear *ear)
{
    ear->size = 1;
    while (ear->size < ear->library_count + BLOCK_LONGEST) ear->size *= 2;
    size_t bins = ear->size / 2 + 1;
    ear->time = fftw_alloc_real(ear->size);
    ear->spectrum = fftw_alloc_complex(bins);
    ear->library_spectrum = fftw_alloc_complex(bins);
    if (!ear->time || !ear->spectrum || !ear->library_spectrum) return false;
    int size = (int)ear->size;
    ear->forward = fftw_plan_dft_r2c_1d(size, ear->time, ear->spectrum, FFTW_ESTIMATE);
    ear->backward = fftw_plan_dft_c2r_1d(size, ear->spectrum, ear->time, FFTW_ESTIMATE);
    if (!ear->forward || !ear->backward) return false;
    for (size_t i = 0; i < ear->size; i++) ear->time[i] = i < ear->library_count ? ear->library[i] : 0.0;
    fftw_execute(ear->forward);
    memcpy(ear->library_spectrum, ear->spectrum, bins * sizeof *ear->spectrum);
    return true;
}

struct ear *ear_new(const struct sound *clips, size_t clip_count)
{
    struct ear *ear = calloc(1, sizeof *ear);
    if (!ear) return NULL;
    ear->clips = clips;
    ear->clip_count = clip_count;
    if (lay_out(ear) && transform_library(ear)) return ear;
    ear_free(ear);
    return NULL;
}

/* Leaves in ear->time the cross-correlation of the block with the library at each of its places. */
static void correlate(struct ear *ear, const int16_t *block, size_t length)
{
    for (size_t i = 0; i < ear->size; i++) ear->time[i] = i < length ? block[i] : 0.0;
    fftw_execute(ear->forward);
    for (size_t i = 0; i <= ear->size / 2; i++) {
        double a = ear->library_spectrum[i][0], b = ear->library_spectrum[i][1];
        double c = ear->spectrum[i][0], d = -ear->spectrum[i][1];
        ear->spectrum[i][0] = a * c - b * d;
        ear->spectrum[i][1] = a * d + b * c;
    }
    fftw_execute(ear->backward);
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

/* The places of the library that are most like the block, best first. */
static size_t find_candidates(struct ear *ear, const int16_t *block, size_t length, struct candidate *candidates)
{
    double own = 0;
    for (size_t i = 0; i < length; i++) own += (double)block[i] * block[i];
    correlate(ear, block, length);
    size_t count = 0;
    double before = 0, here = 0;
    for (size_t i = 0; i + length <= ear->library_count; i++) {
        double energy = ear->energy[i + length] - ear->energy[i];
        double after = energy > own / 100 ? ear->time[i] / (double)ear->size / sqrt(energy * own) : 0;
        if (i > 0 && here > LIKE_ENOUGH && here >= before && here >= after) {
            keep_best(candidates, &count, (struct candidate){i - 1, here});
        }
        before = here;
        here = after;
    }
    return count;
}

/* Whether STEP frames of both are the same sound. */
static bool agrees(const int16_t *a, const int16_t *b)
{
    double a_energy = 0, b_energy = 0, difference = 0;
    int loudest = 0;
    for (size_t i = 0; i < STEP; i++) {
        a_energy += (double)a[i] * a[i];
        b_energy += (double)b[i] * b[i];
        difference += (double)(a[i] - b[i]) * (a[i] - b[i]);
        if (abs(a[i]) > loudest) loudest = abs(a[i]);
        if (abs(b[i]) > loudest) loudest = abs(b[i]);
    }
    return loudest <= EAR_SILENCE || difference <= DIFFERENT * fmax(a_energy, b_energy);
}

static size_t clip_of(const struct ear *ear, size_t place)
{
    size_t clip = 0;
    while (clip + 1 < ear->clip_count && ear->starts[clip + 1] <= place) clip++;
    return clip;
}

/* Follows a candidate from the middle of its block both ways, within its clip and behind frame `floor`. */
static struct run follow(const struct ear *ear, struct sound recording, size_t floor, size_t middle, ptrdiff_t shift)
{
    struct run run = {.begin = middle, .end = middle, .shift = shift};
    size_t clip = clip_of(ear, (size_t)((ptrdiff_t)middle + shift));
    size_t clip_end = ear->starts[clip] + ear->clips[clip].count;
    while (run.end + STEP <= recording.count) {
        size_t place = (size_t)((ptrdiff_t)run.end + shift);
        if (place + STEP > clip_end || !agrees(recording.frames + run.end, ear->library + place)) break;
        run.end += STEP;
    }
    while (run.begin >= floor + STEP) {
        ptrdiff_t place = (ptrdiff_t)run.begin + shift - STEP;
        if (place < (ptrdiff_t)ear->starts[clip]) break;
        if (!agrees(recording.frames + run.begin - STEP, ear->library + place)) break;
        run.begin -= STEP;
    }
    return run;
}

/* A sound is likely to go on, or to be followed by the next: breaks ties between clips that begin alike. */
static bool is_expected(const struct ear *ear, const struct run *run, const struct hearing *hearing)
{
    if (hearing->count == 0) return false;
    const struct heard *last = &hearing->items[hearing->count - 1];
    size_t clip = clip_of(ear, (size_t)((ptrdiff_t)run->begin + run->shift));
    if (clip == last->clip) return (size_t)((ptrdiff_t)run->begin + run->shift) - ear->starts[clip] + STEP >= last->to;
    return clip == last->clip + 1;
}

static bool find_run(struct ear *ear, struct sound recording, size_t floor, size_t at, const struct hearing *hearing,
                     struct run *ret)
{
    struct candidate candidates[CANDIDATES_MOST];
    struct run best = {0};
    bool best_expected = false;
    for (size_t length = BLOCK_LONGEST; length >= BLOCK_SHORTEST && best.end == best.begin; length /= 2) {
        size_t block = recording.count - at < length ? recording.count - at : length;
        if (block < BLOCK_SHORTEST) break;
        size_t count = find_candidates(ear, recording.frames + at, block, candidates);
        for (size_t i = 0; i < count; i++) {
            ptrdiff_t shift = (ptrdiff_t)candidates[i].place - (ptrdiff_t)at;
            struct run run = follow(ear, recording, floor, at + block / 2, shift);
            if (run.end - run.begin < BLOCK_SHORTEST / 2) continue;
            bool expected = is_expected(ear, &run, hearing);
            double own = (double)(run.end - run.begin), other = (double)(best.end - best.begin);
            bool better = expected == best_expected ? own > other
                          : expected                ? own > other * AS_LONG
                                                    : own * AS_LONG > other;
            if (!better) continue;
            best = run;
            best_expected = expected;
        }
    }
    if (best.end == best.begin) return false;
    *ret = best;
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
    size_t place = (size_t)((ptrdiff_t)run->begin + run->shift);
    size_t clip = clip_of(ear, place);
    size_t from = place - ear->starts[clip];
    struct heard heard = {.clip = clip, .at = run->begin, .from = from, .to = from + (run->end - run->begin)};
    /* The last piece of a clip may be shorter than a step. */
    if (heard.to + STEP > ear->clips[clip].count) heard.to = ear->clips[clip].count;
    return add_heard(hearing, heard);
}

/* Sound that no clip explains; told where there is more of it than in a ramp. Empties the stretch. */
static bool tell_unknown(struct hearing *hearing, struct sound recording, struct stretch *unknown)
{
    struct stretch told = *unknown;
    *unknown = (struct stretch){0};
    size_t sounding = 0;
    for (size_t i = told.begin; i < told.end; i++) sounding += abs(recording.frames[i]) > EAR_SILENCE;
    if (sounding < EAR_SHORTEST) return true;
    return add_heard(hearing, (struct heard){.clip = EAR_UNKNOWN, .at = told.begin, .to = told.end - told.begin});
}

bool ear_listen(struct ear *ear, struct sound recording, struct hearing *hearing)
{
    struct stretch unknown = {0};
    size_t at = 0, explained = 0;
    for (;;) {
        while (at < recording.count && abs(recording.frames[at]) <= EAR_SILENCE) at++;
        bool apart = at > unknown.end + SILENCE_APART;
        if ((apart || at == recording.count) && !tell_unknown(hearing, recording, &unknown)) return false;
        if (at == recording.count) return true;
        if (unknown.end == 0) unknown = (struct stretch){at, at};
        struct run run;
        if (find_run(ear, recording, explained, at, hearing, &run)) {
            unknown.end = run.begin > unknown.begin ? run.begin : unknown.begin;
            if (!tell_unknown(hearing, recording, &unknown) || !add_run(ear, hearing, &run)) return false;
            explained = at = run.end;
        } else {
            size_t step = recording.count - at < SCAN_STEP ? recording.count - at : SCAN_STEP;
            unknown.end = at + sound_end((struct sound){recording.frames + at, step});
            at += step;
        }
    }
}

void hearing_done(struct hearing *hearing)
{
    free(hearing->items);
    *hearing = (struct hearing){0};
}
