#include "spectrum.h"

#include "speech/clip.h"

#include <fftw3.h>
#include <math.h>
#include <stdlib.h>

enum { WINDOW = 512 };
static const double LOWEST_HZ = 120.0, HIGHEST_HZ = 8000.0, FLOOR = 30.0 /* level of a band that counts as none */;

/* Bands of equal width for the human ear (mel scale, O'Shaughnessy 1987). */
static double mel(double hz)
{
    return 2595.0 * log10(1.0 + hz / 700.0);
}

static size_t band_of(size_t bin)
{
    double hz = (double)bin * CLIP_RATE_HZ / WINDOW;
    if (hz < LOWEST_HZ || hz >= HIGHEST_HZ) return SPECTRUM_BANDS;
    return (size_t)((mel(hz) - mel(LOWEST_HZ)) / (mel(HIGHEST_HZ) - mel(LOWEST_HZ)) * SPECTRUM_BANDS);
}

static void fill_frame(const fftw_complex *bins, const size_t *bands, struct spectrum_frame *frame)
{
    double energy[SPECTRUM_BANDS + 1] = {0};
    for (size_t i = 0; i <= WINDOW / 2; i++) energy[bands[i]] += bins[i][0] * bins[i][0] + bins[i][1] * bins[i][1];
    for (size_t i = 0; i < SPECTRUM_BANDS; i++) {
        double level = sqrt(energy[i] / WINDOW) / FLOOR;
        frame->bands[i] = level > 1 ? (float)log10(level) : 0;
    }
}

/* Whether the samples that belong to this frame alone are not silent. */
static bool frame_sounds(struct sound sound, size_t frame)
{
    size_t from = frame * SPECTRUM_STEP, to = from + SPECTRUM_STEP;
    if (to > sound.count) to = sound.count;
    return sound_end((struct sound){sound.frames + from, to - from}) > 0;
}

static void fill(struct sound sound, struct spectrum *spectrum, double *time, fftw_complex *bins, fftw_plan plan)
{
    double window[WINDOW];
    size_t bands[WINDOW / 2 + 1];
    for (size_t i = 0; i < WINDOW; i++) window[i] = 0.5 - 0.5 * cos(2 * M_PI * (double)i / WINDOW);
    for (size_t i = 0; i <= WINDOW / 2; i++) bands[i] = band_of(i);
    for (size_t frame = 0; frame < spectrum->count; frame++) {
        spectrum->sounds[frame] = frame_sounds(sound, frame);
        if (!spectrum->sounds[frame]) continue;
        ptrdiff_t begin = (ptrdiff_t)(frame * SPECTRUM_STEP + SPECTRUM_STEP / 2) - WINDOW / 2;
        for (ptrdiff_t i = 0; i < WINDOW; i++) {
            bool within = begin + i >= 0 && begin + i < (ptrdiff_t)sound.count;
            time[i] = within ? sound.frames[begin + i] * window[i] : 0;
        }
        fftw_execute(plan);
        fill_frame((const fftw_complex *)bins, bands, &spectrum->frames[frame]);
    }
}

bool spectrum_make(struct sound sound, struct spectrum *spectrum)
{
    size_t count = (sound.count + SPECTRUM_STEP - 1) / SPECTRUM_STEP;
    *spectrum = (struct spectrum){.frames = calloc(count + 1, sizeof *spectrum->frames),
                                  .sounds = calloc(count + 1, sizeof *spectrum->sounds),
                                  .count = count};
    double *time = fftw_alloc_real(WINDOW);
    fftw_complex *bins = fftw_alloc_complex(WINDOW / 2 + 1);
    fftw_plan plan = time && bins ? fftw_plan_dft_r2c_1d(WINDOW, time, bins, FFTW_ESTIMATE) : NULL;
    bool good = spectrum->frames && spectrum->sounds && plan;
    if (good) fill(sound, spectrum, time, bins, plan);
    if (!good) spectrum_done(spectrum);
    if (plan) fftw_destroy_plan(plan);
    fftw_free(time);
    fftw_free(bins);
    return good;
}

void spectrum_done(struct spectrum *spectrum)
{
    free(spectrum->frames);
    free(spectrum->sounds);
    *spectrum = (struct spectrum){0};
}

struct spectrum_frame spectrum_mean(const struct spectrum *spectrum)
{
    double sums[SPECTRUM_BANDS] = {0};
    size_t sounding = 0;
    struct spectrum_frame mean = {0};
    for (size_t i = 0; i < spectrum->count; i++) {
        sounding += spectrum->sounds[i];
        for (size_t band = 0; band < SPECTRUM_BANDS; band++) sums[band] += (double)spectrum->frames[i].bands[band];
    }
    if (sounding == 0) return mean;
    for (size_t band = 0; band < SPECTRUM_BANDS; band++) mean.bands[band] = (float)(sums[band] / (double)sounding);
    return mean;
}

void spectrum_center(struct spectrum *spectrum, struct spectrum_frame mean)
{
    for (size_t i = 0; i < spectrum->count; i++) {
        if (!spectrum->sounds[i]) continue;
        for (size_t band = 0; band < SPECTRUM_BANDS; band++) spectrum->frames[i].bands[band] -= mean.bands[band];
    }
}

double spectrum_likeness(const struct spectrum *a, size_t a_at, const struct spectrum *b, size_t b_at, size_t count)
{
    float both = 0, a_energy = 0, b_energy = 0;
    for (size_t i = 0; i < count; i++) {
        const float *x = a->frames[a_at + i].bands, *y = b->frames[b_at + i].bands;
        for (size_t band = 0; band < SPECTRUM_BANDS; band++) {
            both += x[band] * y[band];
            a_energy += x[band] * x[band];
            b_energy += y[band] * y[band];
        }
    }
    if (a_energy == 0 && b_energy == 0) return 1;
    if (a_energy == 0 || b_energy == 0) return 0;
    return (double)both / sqrt((double)a_energy * (double)b_energy);
}
