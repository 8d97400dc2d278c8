#include "voice/pattern.h"

#include "base/array.h"

#include <string.h>
#include <unicode/putil.h>

/* Plural forms may stand in plural forms, but each level doubles the work of filling in. */
enum { DEPTH_MOST = 4, NUMBERS_LOOKED_AT = 200, FORM_OTHER = 5, FORM_NONE = 6 };

static const char *const form_names[] = {"zero", "one", "two", "few", "many", "other"}; /* CLDR's */

static size_t form_of_name(const char *name, size_t length)
{
    for (size_t i = 0; i < ARRAY_COUNT(form_names); i++)
        if (strlen(form_names[i]) == length && memcmp(form_names[i], name, length) == 0) return i;
    return FORM_NONE;
}

static size_t form_of_number(const UPluralRules *rules, double number)
{
    UChar keyword[8];
    char name[8];
    UErrorCode code = U_ZERO_ERROR;
    int32_t length = uplrules_select(rules, number, keyword, (int32_t)ARRAY_COUNT(keyword), &code);
    if (U_FAILURE(code) || length >= (int32_t)sizeof name) return FORM_OTHER;
    u_UCharsToChars(keyword, name, length);
    size_t form = form_of_name(name, (size_t)length);
    return form == FORM_NONE ? FORM_OTHER : form;
}

enum status plural_forms_init(struct plural_forms *forms, const char *language, struct error *error)
{
    UErrorCode code = U_ZERO_ERROR;
    struct plural_forms made = {0};
    made.cardinal = uplrules_open(language, &code);
    made.ordinal = uplrules_openForType(language, UPLURAL_TYPE_ORDINAL, &code);
    if (U_FAILURE(code)) {
        plural_forms_done(&made);
        if (code == U_MEMORY_ALLOCATION_ERROR) return error_no_memory(error);
        return error_set(error, STATUS_SYSTEM, NULL, 0, "ICU has no plural rules for \"%s\" (%s)", language,
                         u_errorName(code));
    }
    for (int number = 0; number <= NUMBERS_LOOKED_AT; number++)
        made.cardinal_used |= 1U << form_of_number(made.cardinal, number);
    *forms = made;
    return STATUS_OK;
}

void plural_forms_done(struct plural_forms *forms)
{
    uplrules_close(forms->cardinal);
    uplrules_close(forms->ordinal);
    *forms = (struct plural_forms){0};
}

/* ---- Walking through a pattern ----------------------------------------------------------------------------------- */

/* One walk checks, fills in, or skips. */
struct walk {
    const char *at;
    const struct plural_forms *forms;
    const struct phrase_value *values; /* NULL while checking */
    struct buffer *out;                /* NULL while checking or skipping */
    const char *signature;             /* NULL while filling in */
    struct buffer *wrong;              /* likewise; not empty: stop */
    unsigned used;                     /* bits: the arguments seen */
    int depth;
};

/* What "#" stands for: an argument's index, -1 outside of plural forms. */
static void walk_message(struct walk *walk, int hash);

static bool stopped(const struct walk *walk)
{
    return walk->wrong && walk->wrong->length > 0;
}

static void emit(const struct walk *walk, const char *bytes, size_t length)
{
    if (walk->out) buffer_append(walk->out, bytes, length);
}

/* Engines read the digits 0 to 9 in each language; a sign between thousands would break a number for some. */
static void emit_value(const struct walk *walk, int argument)
{
    if (!walk->out || argument < 0) return;
    const struct phrase_value *value = &walk->values[argument];
    if (value->text)
        buffer_append_text(walk->out, value->text); /* perhaps of a number */
    else
        buffer_printf(walk->out, "%.0f", value->number);
}

static void skip_spaces(struct walk *walk)
{
    walk->at += strspn(walk->at, " \t");
}

/* Moves behind `sign`, or tells that it is missing. */
static bool expect(struct walk *walk, char sign)
{
    skip_spaces(walk);
    if (*walk->at == sign) {
        walk->at++;
        return true;
    }
    if (walk->wrong) buffer_printf(walk->wrong, "a %c is missing before \"%.20s\"", sign, walk->at);
    return false;
}

static int read_number(struct walk *walk)
{
    skip_spaces(walk);
    size_t digits = strspn(walk->at, "0123456789");
    int number = -1;
    if (digits > 0 && digits < 6) number = 0;
    for (size_t i = 0; i < digits && number >= 0; i++) number = number * 10 + (walk->at[i] - '0');
    walk->at += digits;
    return number;
}

/* The forms of a plural argument, and where each one's text begins. */
struct cases {
    const char *chosen;
    bool exact;
    unsigned given;
};

static bool walk_case(struct walk *walk, int argument, size_t wanted, struct cases *cases)
{
    bool exact = *walk->at == '=';
    if (exact) walk->at++;
    int number = exact ? read_number(walk) : -1;
    size_t length = exact ? 0 : strcspn(walk->at, " \t{}");
    size_t form = form_of_name(walk->at, length);
    if (walk->wrong && (exact ? number < 0 : form == FORM_NONE)) {
        buffer_printf(walk->wrong, "\"%.*s\" is no plural form; there are zero, one, two, few, many, other and =N",
                      (int)(exact ? 1 : length), exact ? "=" : walk->at);
        return false;
    }
    walk->at += length;
    if (!expect(walk, '{')) return false;
    bool fits = exact ? walk->values && walk->values[argument].number == number : form == wanted;
    if ((fits && (exact || !cases->exact)) || (!cases->chosen && form == FORM_OTHER)) {
        cases->chosen = walk->at;
        cases->exact = exact;
    }
    if (!exact) cases->given |= 1U << form;
    walk_message(walk, argument);
    return !stopped(walk) && expect(walk, '}');
}

static void check_cases(struct walk *walk, const struct cases *cases, bool ordinal)
{
    unsigned needed = 1U << FORM_OTHER;
    if (!ordinal) needed |= walk->forms->cardinal_used;
    for (size_t i = 0; i < ARRAY_COUNT(form_names); i++) {
        if (!(needed & ~cases->given & 1U << i)) continue;
        buffer_printf(walk->wrong, "the plural form \"%s\", which this language needs, is missing", form_names[i]);
        return;
    }
}

/* At the first form, to behind the closing brace. */
static void walk_cases(struct walk *walk, int argument, bool ordinal)
{
    struct buffer *out = walk->out;
    struct cases cases = {0};
    const UPluralRules *rules = ordinal ? walk->forms->ordinal : walk->forms->cardinal;
    size_t wanted = walk->values ? form_of_number(rules, walk->values[argument].number) : FORM_OTHER;
    walk->out = NULL;
    skip_spaces(walk);
    while (*walk->at && *walk->at != '}') {
        if (!walk_case(walk, argument, wanted, &cases)) return;
        skip_spaces(walk);
    }
    if (!expect(walk, '}')) return;
    const char *behind = walk->at;
    if (walk->wrong) check_cases(walk, &cases, ordinal);
    walk->out = out;
    if (out && cases.chosen) {
        walk->at = cases.chosen;
        walk_message(walk, argument);
    }
    walk->at = behind;
}

/* Notes the argument; false where the signature has none such. */
static bool check_argument(struct walk *walk, int argument, bool plural)
{
    if (!walk->signature) return true;
    size_t count = strlen(walk->signature);
    if (argument < 0 || (size_t)argument >= count) {
        if (argument < 0)
            buffer_printf(walk->wrong, "the number of an argument must follow each {: \"%.20s\"", walk->at);
        else
            buffer_printf(walk->wrong, "there is no argument {%d}; the phrase has %zu, from {0}", argument, count);
        return false;
    }
    if (plural && walk->signature[argument] != 'n') {
        buffer_printf(walk->wrong, "argument {%d} is a text and cannot choose a plural form", argument);
        return false;
    }
    walk->used |= 1U << argument;
    return true;
}

/* Behind the opening brace, to behind the closing one. */
static void walk_argument(struct walk *walk)
{
    int argument = read_number(walk);
    skip_spaces(walk);
    bool typed = *walk->at == ',';
    if (!check_argument(walk, argument, typed)) return;
    if (!typed) {
        emit_value(walk, argument);
        expect(walk, '}');
        return;
    }
    walk->at++;
    skip_spaces(walk);
    size_t length = strcspn(walk->at, " \t,{}");
    bool plural = length == 6 && memcmp(walk->at, "plural", 6) == 0;
    bool ordinal = length == 13 && memcmp(walk->at, "selectordinal", 13) == 0;
    if (walk->wrong && !plural && !ordinal) {
        buffer_printf(walk->wrong, "{%d, %.*s}: only plural and selectordinal are known here", argument, (int)length,
                      walk->at);
        return;
    }
    walk->at += length;
    if (expect(walk, ',')) walk_cases(walk, argument, ordinal);
}

/* At an apostrophe: emits it, or the literal text that it begins. */
static void walk_apostrophe(struct walk *walk, int hash)
{
    const char *next = ++walk->at;
    bool quotes = *next == '{' || *next == '}' || (*next == '#' && hash >= 0);
    if (!quotes) {
        emit(walk, "'", 1);
        if (*next == '\'') walk->at++;
        return;
    }
    while (*walk->at) {
        if (*walk->at == '\'' && walk->at[1] != '\'') {
            walk->at++;
            return;
        }
        if (*walk->at == '\'') walk->at++;
        emit(walk, walk->at++, 1);
    }
}

static void walk_message(struct walk *walk, int hash)
{
    if (++walk->depth > DEPTH_MOST && walk->wrong) buffer_append_text(walk->wrong, "plural forms are nested too deep");
    while (*walk->at && *walk->at != '}' && !stopped(walk)) {
        if (*walk->at == '\'') {
            walk_apostrophe(walk, hash);
        } else if (*walk->at == '{') {
            walk->at++;
            walk_argument(walk);
        } else if (*walk->at == '#' && hash >= 0) {
            emit_value(walk, hash);
            walk->at++;
        } else {
            size_t length = 1 + strcspn(walk->at + 1, "'{}#");
            emit(walk, walk->at, length);
            walk->at += length;
        }
    }
    walk->depth--;
}

const char *pattern_check(const char *pattern, const char *signature, const struct plural_forms *forms,
                          struct buffer *wrong)
{
    struct walk walk = {.at = pattern, .forms = forms, .signature = signature, .wrong = wrong};
    buffer_clear(wrong);
    if (!pattern[strspn(pattern, " \t")]) buffer_append_text(wrong, "the phrase is empty");
    walk_message(&walk, -1);
    if (!stopped(&walk) && *walk.at) buffer_printf(wrong, "a } without a { before it: \"%.20s\"", walk.at);
    for (size_t i = 0; !stopped(&walk) && signature[i]; i++)
        if (!(walk.used & 1U << i)) buffer_printf(wrong, "the argument {%zu} is not used", i);
    return wrong->failed ? "out of memory" : wrong->length ? buffer_text(wrong) : NULL;
}

void pattern_fill(const char *pattern, const struct plural_forms *forms, const struct phrase_value *values,
                  struct buffer *buffer)
{
    struct walk walk = {.at = pattern, .forms = forms, .values = values, .out = buffer};
    walk_message(&walk, -1);
}
