/* ICU's spell-out numbers and plural rules, spared: where memory runs out within, ICU 72 goes on with null pointers
 * (unum_open), makes rules that choose wrong forms (uplrules_open) or gives a wrong
 * one without an error (uplrules_select, unum_formatInt64). */
#include "allocation.h"

#include <dlfcn.h>
#include <unicode/unum.h>
#include <unicode/upluralrules.h>

#define NAME_OF(symbol) #symbol
#define NAME(symbol) NAME_OF(symbol)

/* The function that this one stands before, in the type of `function`. */
#define NEXT(function) ((__typeof__(&(function)))dlsym(RTLD_NEXT, NAME(function)))

UNumberFormat *unum_open(UNumberFormatStyle style, const UChar *pattern, int32_t length, const char *locale,
                         UParseError *parse, UErrorCode *code)
{
    allocation_spare(true);
    UNumberFormat *format = NEXT(unum_open)(style, pattern, length, locale, parse, code);
    allocation_spare(false);
    return format;
}

void unum_setTextAttribute(UNumberFormat *format, UNumberFormatTextAttribute tag, const UChar *value, int32_t length,
                           UErrorCode *code)
{
    allocation_spare(true);
    NEXT(unum_setTextAttribute)(format, tag, value, length, code);
    allocation_spare(false);
}

int32_t unum_formatInt64(const UNumberFormat *format, int64_t number, UChar *result, int32_t length,
                         UFieldPosition *position, UErrorCode *code)
{
    allocation_spare(true);
    int32_t count = NEXT(unum_formatInt64)(format, number, result, length, position, code);
    allocation_spare(false);
    return count;
}

UPluralRules *uplrules_openForType(const char *locale, UPluralType type, UErrorCode *code)
{
    allocation_spare(true);
    UPluralRules *rules = NEXT(uplrules_openForType)(locale, type, code);
    allocation_spare(false);
    return rules;
}

UPluralRules *uplrules_open(const char *locale, UErrorCode *code)
{
    return uplrules_openForType(locale, UPLURAL_TYPE_CARDINAL, code);
}

int32_t uplrules_select(const UPluralRules *rules, double number, UChar *keyword, int32_t capacity, UErrorCode *code)
{
    allocation_spare(true);
    int32_t count = NEXT(uplrules_select)(rules, number, keyword, capacity, code);
    allocation_spare(false);
    return count;
}
