#include "translate/alignment.h"

#include "base/array.h"

#include <math.h>
#include <stdlib.h>

/* The paper's variance of the translation's length, for each character of the source. */
static const double VARIANCE = 6.8;

/* The paper's cost of a pair of lengths so unlike that its probability is 0. */
static const double COST_MOST = 25.0;

/* How many sentences of each side a step takes, and how probable that is before their lengths are seen. */
static const struct step {
    uint8_t source, target;
    double probability;
} steps[] = {
    {1, 1, 0.89}, {1, 0, 0.00495}, {0, 1, 0.00495}, {2, 1, 0.0445}, {1, 2, 0.0445}, {2, 2, 0.011},
};

struct cell {
    float cost; /* of the cheapest way up to here */
    uint8_t step;
};

struct table {
    struct cell *cells; /* rows: sentences of the source so far */
    size_t columns;
};

static struct cell *cell_at(const struct table *table, size_t source, size_t target)
{
    return &table->cells[source * table->columns + target];
}

/* Minus the logarithm of the probability that texts of these lengths say the same. */
static double cost_of_lengths(double source, double target, double ratio)
{
    double mean = (source + target / ratio) / 2.0;
    if (mean <= 0.0) return 0.0;
    double deviations = fabs(source * ratio - target) / sqrt(VARIANCE * mean);
    double probability = erfc(deviations / sqrt(2.0));
    return probability > 0.0 ? fmin(-log(probability), COST_MOST) : COST_MOST;
}

static double length_of(struct alignment_side side, size_t end, size_t count)
{
    double length = 0.0;
    for (size_t i = end - count; i < end; i++) length += side.lengths[i];
    return length;
}

static struct cell cheapest(const struct table *table, struct alignment_side source, size_t source_end,
                            struct alignment_side target, size_t target_end, double ratio)
{
    struct cell best = {INFINITY, 0};
    for (size_t i = 0; i < ARRAY_COUNT(steps); i++) {
        const struct step *step = &steps[i];
        if (step->source > source_end || step->target > target_end) continue;
        double before = cell_at(table, source_end - step->source, target_end - step->target)->cost;
        double lengths = cost_of_lengths(length_of(source, source_end, step->source),
                                         length_of(target, target_end, step->target), ratio);
        double cost = before + lengths - log(step->probability);
        if (cost < best.cost) best = (struct cell){(float)cost, (uint8_t)i};
    }
    return best;
}

/* From the end of the table to its beginning, then turned round. */
static void collect(const struct table *table, size_t source, size_t target, struct alignment_bead *beads,
                    size_t *ret_count)
{
    size_t count = 0;
    while (source > 0 || target > 0) {
        const struct step *step = &steps[cell_at(table, source, target)->step];
        beads[count++] = (struct alignment_bead){source - step->source, source, target - step->target, target};
        source -= step->source;
        target -= step->target;
    }
    for (size_t i = 0; i < count / 2; i++) {
        struct alignment_bead bead = beads[i];
        beads[i] = beads[count - 1 - i];
        beads[count - 1 - i] = bead;
    }
    *ret_count = count;
}

/* As many beads as the shorter side has sentences, at least one; one to one where both have the same number. */
static void align_in_proportion(struct alignment_side source, struct alignment_side target,
                                struct alignment_bead *beads, size_t *ret_count)
{
    size_t count = source.count < target.count ? source.count : target.count;
    if (count == 0) count = source.count + target.count > 0;
    for (size_t i = 0; i < count; i++) {
        beads[i] = (struct alignment_bead){source.count * i / count, source.count * (i + 1) / count,
                                           target.count * i / count, target.count * (i + 1) / count};
    }
    *ret_count = count;
}

enum status alignment_make(struct alignment_side source, struct alignment_side target, double ratio,
                           struct alignment_bead *beads, size_t *ret_count, struct error *error)
{
    struct table table = {.columns = target.count + 1};
    bool large = (source.count + 1) > ALIGNMENT_CELLS_MOST / table.columns;
    if (source.count == target.count || source.count == 0 || target.count == 0 || large) {
        align_in_proportion(source, target, beads, ret_count);
        return STATUS_OK;
    }
    table.cells = calloc((source.count + 1) * table.columns, sizeof *table.cells);
    if (!table.cells) return error_no_memory(error);
    for (size_t i = 0; i <= source.count; i++) {
        for (size_t k = i == 0; k <= target.count; k++) {
            *cell_at(&table, i, k) = cheapest(&table, source, i, target, k, ratio);
        }
    }
    collect(&table, source.count, target.count, beads, ret_count);
    free(table.cells);
    return STATUS_OK;
}
