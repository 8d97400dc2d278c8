/* A telephone prompt as a listener in a noisy place hears it: what A-law makes of a signal, and noise with the spectrum of
 * speech. Samples are parts of 32768, at 8000 Hz. */
#ifndef TESTS_EXPORT_LINE_H
#define TESTS_EXPORT_LINE_H

#include "export/telephone_signal.h"

/* A way to treat a prompt before it goes to the line, instead of the one that Aloud has. */
struct treatment {
    double emphasis;    /* 1 - emphasis z^-1 */
    double compression; /* 0: none; 0.5: half the level's range in dB */
};

/* The speech of many prompts, one behind the other. */
struct line {
    size_t count, capacity, noise_capacity;
    float *plain; /* without Aloud's pre-emphasis, at -26 dBov */
    float *noise; /* many copies of it over each other: as loud */
};

void line_add(struct line *line, const struct telephone_signal *narrow);
void line_make_noise(struct line *line); /* once all is added */
void line_done(struct line *line);

/* The intelligibility (stoi.h, in the bands of the line alone) of the prompts, treated, at -26 dBov again, through A-law, in
 * noise that is `snr_db` under them; INFINITY: without. */
double line_stoi(const struct line *line, struct treatment treatment, double snr_db);

#endif
