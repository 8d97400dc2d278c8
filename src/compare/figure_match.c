#include "compare/figure_match.h"

#include "compare/folding.h"

#include <math.h>
#include <string.h>
#include <strings.h>

enum { HOUR_MINUTES = 60, HALF_DAY_MINUTES = 720, DAY_MINUTES = 1440 };

struct pair {
    const struct figure_side *source, *target;
};

static bool is_near(double one, double two)
{
    return fabs(one - two) <= 1e-9 * (fabs(one) + fabs(two));
}

/* ---- Exactly alike ----------------------------------------------------------------------------------------------- */

/* An address without its scheme, "www." and the slash at its end. */
static size_t address_core(const char *text, const struct figure *figure, const char **ret)
{
    const char *at = text + figure->start;
    size_t length = figure->end - figure->start;
    const char *slashes = memmem(at, length, "://", 3);
    if (slashes) {
        length -= (size_t)(slashes + 3 - at);
        at = slashes + 3;
    }
    if (length > 4 && strncasecmp(at, "www.", 4) == 0) {
        at += 4;
        length -= 4;
    }
    while (length > 0 && at[length - 1] == '/') length--;
    *ret = at;
    return length;
}

static bool is_same_address(const struct pair *pair, const struct figure *one, const struct figure *two)
{
    const char *left = NULL, *right = NULL;
    size_t length = address_core(pair->source->text, one, &left);
    return length == address_core(pair->target->text, two, &right) && strncasecmp(left, right, length) == 0;
}

/* Letters and digits only, in any case. */
static bool is_same_code(const struct pair *pair, const struct figure *one, const struct figure *two)
{
    const char *left = pair->source->text + one->start, *left_end = pair->source->text + one->end;
    const char *right = pair->target->text + two->start, *right_end = pair->target->text + two->end;
    for (;;) {
        while (left < left_end && strchr(" -_/.", *left)) left++;
        while (right < right_end && strchr(" -_/.", *right)) right++;
        if (left == left_end || right == right_end) return left == left_end && right == right_end;
        if ((*left | 0x20) != (*right | 0x20)) return false;
        left++;
        right++;
    }
}

static bool is_same(const struct pair *pair, const struct figure *one, const struct figure *two)
{
    if (one->kind != two->kind) return false;
    switch (one->kind) {
    case FIGURE_AMOUNT:
        return is_near(one->value, two->value) && one->measure == two->measure
               && one->measure_shared == two->measure_shared;
    case FIGURE_TIME: return one->minutes == two->minutes;
    case FIGURE_DATE: return one->day == two->day && one->month == two->month && one->year == two->year;
    case FIGURE_WEEKDAY: return one->value == two->value;
    case FIGURE_PHONE: return strcmp(one->digits, two->digits) == 0;
    case FIGURE_ADDRESS: return is_same_address(pair, one, two);
    case FIGURE_POSTCODE:
    case FIGURE_CODE: return is_same_code(pair, one, two);
    }
    return false;
}

/* ---- Alike in another way ---------------------------------------------------------------------------------------- */

static bool is_degree(enum measure measure)
{
    return measure == MEASURE_CELSIUS || measure == MEASURE_FAHRENHEIT || measure == MEASURE_DEGREE;
}

/* A measure of medicine may be left out only where the language has no word for it. */
static bool may_lack(const struct figure *figure, const struct figure_side *other)
{
    return figure->measure_shared || measure_is_time(figure->measure)
           || !other->language->knows_measure[figure->measure];
}

static bool fit_measures(const struct pair *pair, const struct figure *one, const struct figure *two)
{
    if (one->measure == two->measure) return true;
    if (is_degree(one->measure) && is_degree(two->measure))
        return one->measure == MEASURE_DEGREE || two->measure == MEASURE_DEGREE;
    if (one->measure == MEASURE_NONE) return may_lack(two, pair->source);
    if (two->measure == MEASURE_NONE) return may_lack(one, pair->target);
    return one->measure_shared || two->measure_shared;
}

static bool fit_times(const struct figure *one, const struct figure *two)
{
    if (one->half_known && two->half_known) return one->minutes % DAY_MINUTES == two->minutes % DAY_MINUTES;
    return one->minutes % HALF_DAY_MINUTES == two->minutes % HALF_DAY_MINUTES;
}

/* 9 for 9 o'clock, 9.30 for half past. */
static bool fit_time_and_amount(const struct figure *time, const struct figure *amount)
{
    if (amount->measure != MEASURE_NONE && amount->measure != MEASURE_HOUR) return false;
    int hours = (int)floor(amount->value), minutes = (int)lround((amount->value - hours) * 100);
    bool in_range = amount->value >= 0 && amount->value <= 24;
    return in_range && (hours * HOUR_MINUTES + minutes) % HALF_DAY_MINUTES == time->minutes % HALF_DAY_MINUTES;
}

static bool has_digits(const struct figure *one, const struct figure *two)
{
    return one->digits[0] && strcmp(one->digits, two->digits) == 0;
}

/* Half an hour is 30 minutes, a fortnight 14 days. */
static bool is_same_duration(const struct figure *one, const struct figure *two)
{
    double left = one->value * measure_seconds(one->measure), right = two->value * measure_seconds(two->measure);
    return left > 0 && one->measure != two->measure && is_near(left, right);
}

static bool fits(const struct pair *pair, const struct figure *one, const struct figure *two)
{
    if (one->kind == FIGURE_AMOUNT && two->kind == FIGURE_AMOUNT)
        return (is_near(one->value, two->value) && fit_measures(pair, one, two)) || is_same_duration(one, two);
    if (one->kind == FIGURE_TIME && two->kind == FIGURE_TIME) return fit_times(one, two);
    if (one->kind == FIGURE_TIME && two->kind == FIGURE_AMOUNT) return fit_time_and_amount(one, two);
    if (one->kind == FIGURE_AMOUNT && two->kind == FIGURE_TIME) return fit_time_and_amount(two, one);
    bool coded =
        one->kind == FIGURE_PHONE || one->kind == FIGURE_CODE || two->kind == FIGURE_PHONE || two->kind == FIGURE_CODE;
    return coded && one->kind != two->kind && has_digits(one, two);
}

/* ---- One for several --------------------------------------------------------------------------------------------- */

/* The digits of a figure, so that 1 h 30 is 90 minutes no more than 1:30; "" for those that have none. */
static void digits_of(const struct figure *figure, char digits[FIGURE_DIGITS_MOST + 1])
{
    digits[0] = '\0';
    if (figure->kind == FIGURE_TIME) {
        int hours = figure->minutes / HOUR_MINUTES, minutes = figure->minutes % HOUR_MINUTES, at = 0;
        if (hours >= 10) digits[at++] = (char)('0' + hours / 10);
        digits[at++] = (char)('0' + hours % 10);
        digits[at++] = (char)('0' + minutes / 10);
        digits[at++] = (char)('0' + minutes % 10);
        digits[at] = '\0';
    } else {
        memcpy(digits, figure->digits, sizeof figure->digits);
    }
}

/* "116 123" and "116123": the digits of one side's figure are those of several of the other's. */
static void match_joined(const struct figure_side *side, const struct figure_side *other)
{
    char wanted[FIGURE_DIGITS_MOST + 1], digits[FIGURE_DIGITS_MOST + 1];
    for (size_t i = 0; i < side->figures->count; i++) {
        digits_of(&side->figures->items[i], wanted);
        if (side->matched[i] || strlen(wanted) < 3) continue;
        for (size_t k = 0; k < other->figures->count; k++) {
            size_t found = 0, last = k;
            for (; last < other->figures->count && !other->matched[last]; last++) {
                digits_of(&other->figures->items[last], digits);
                size_t length = strlen(digits);
                if (length == 0 || strncmp(wanted + found, digits, length) != 0) break;
                found += length;
            }
            if (found == 0 || wanted[found] || last == k + 1) continue;
            side->matched[i] = true;
            while (last > k) other->matched[--last] = true;
            break;
        }
    }
}

static size_t find_amount(const struct figure_side *side, double value)
{
    for (size_t i = 0; i < side->figures->count; i++) {
        const struct figure *figure = &side->figures->items[i];
        if (!side->matched[i] && figure->kind == FIGURE_AMOUNT && figure->value == value) return i;
    }
    return side->figures->count;
}

/* A date whose month the other language has in a form that is not known: its day and year must be there. */
static void match_dates(const struct figure_side *side, const struct figure_side *other)
{
    for (size_t i = 0; i < other->figures->count; i++)
        if (other->figures->items[i].kind == FIGURE_DATE && !other->matched[i]) return;
    for (size_t i = 0; i < side->figures->count; i++) {
        const struct figure *date = &side->figures->items[i];
        if (side->matched[i] || date->kind != FIGURE_DATE) continue;
        size_t none = other->figures->count;
        size_t day = date->day ? find_amount(other, date->day) : none;
        size_t year = date->year ? find_amount(other, date->year) : none;
        if ((date->day && day == none) || (date->year && year == none)) continue;
        side->matched[i] = true;
        if (day != none) other->matched[day] = true;
        if (year != none) other->matched[year] = true;
    }
}

static void match_by(const struct pair *pair, bool sure_only,
                     bool (*is_like)(const struct pair *, const struct figure *, const struct figure *))
{
    const struct figures *left = pair->source->figures, *right = pair->target->figures;
    for (size_t i = 0; i < left->count; i++) {
        if (sure_only && left->items[i].weight != WEIGHT_SURE) continue;
        for (size_t k = 0; k < right->count && !pair->source->matched[i]; k++) {
            if (pair->target->matched[k] || (sure_only && right->items[k].weight != WEIGHT_SURE)) continue;
            if (is_like(pair, &left->items[i], &right->items[k]))
                pair->source->matched[i] = pair->target->matched[k] = true;
        }
    }
}

/* "24 heures sur 24": the number of a time, said again just behind it. */
static void match_repeated(const struct figure_side *side)
{
    for (size_t i = 1; i < side->figures->count; i++) {
        const struct figure *again = &side->figures->items[i], *first = again - 1;
        bool bare = again->measure == MEASURE_NONE || again->measure_shared;
        if (side->matched[i] || !side->matched[i - 1] || !bare || again->kind != FIGURE_AMOUNT) continue;
        side->matched[i] =
            first->kind == FIGURE_AMOUNT && first->value == again->value && measure_is_time(first->measure);
    }
}

void figures_match(struct figure_side *source, struct figure_side *target)
{
    struct pair pair = {source, target};
    match_by(&pair, true, is_same);
    match_by(&pair, true, fits);
    match_by(&pair, false, is_same);
    match_by(&pair, false, fits);
    match_joined(source, target);
    match_joined(target, source);
    match_dates(source, target);
    match_dates(target, source);
    match_repeated(source);
    match_repeated(target);
}

bool figures_are_versions(const struct figure *source, const struct figure *target)
{
    if (source->kind == target->kind) return true;
    bool source_number = source->kind == FIGURE_AMOUNT || source->kind == FIGURE_TIME || source->kind == FIGURE_DATE;
    bool target_number = target->kind == FIGURE_AMOUNT || target->kind == FIGURE_TIME || target->kind == FIGURE_DATE;
    return source_number && target_number;
}
