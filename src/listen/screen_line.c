#include "listen/screen_line.h"

#include "base/utf8.h"
#include "listen/arabic_letters.h"

#include <string.h>
#include <unicode/ubidi.h>
#include <unicode/uchar.h>

/* In logical order. */
struct logical_line {
    uint32_t characters[SCREEN_LINE_MOST];
    bool marked[SCREEN_LINE_MOST];
    size_t count;
};

/* The same for ICU. */
struct utf16_line {
    UChar units[2 * SCREEN_LINE_MOST];
    UBiDiLevel levels[2 * SCREEN_LINE_MOST];
    size_t character_at[2 * SCREEN_LINE_MOST]; /* index into the logical line */
    int32_t count;
    bool embeds; /* `levels` has something to say */
};

enum { PHONE_DIGITS_LEAST = 7 };

/* What must not reach the terminal, or is not seen there: controls, and the marks that direct other programs. */
static bool is_hidden(uint32_t codepoint)
{
    return codepoint == UTF8_INVALID || u_charType((UChar32)codepoint) == U_CONTROL_CHAR
           || u_hasBinaryProperty((UChar32)codepoint, UCHAR_DEFAULT_IGNORABLE_CODE_POINT);
}

static uint32_t next_character(const char *text, size_t length, size_t *position)
{
    uint32_t codepoint = utf8_next(text, length, position);
    bool blank = codepoint == '\n' || codepoint == '\t' || codepoint == 0x2028 || codepoint == 0x2029;
    return blank ? ' ' : codepoint;
}

static int columns_of(uint32_t codepoint)
{
    if (codepoint == 0 || is_hidden(codepoint)) return 0;
    int width = wcwidth((wchar_t)codepoint);
    return width < 0 ? 1 : width;
}

size_t screen_line_fit(const char *text, size_t start, int columns)
{
    size_t length = strlen(text), position = start, behind_space = 0;
    int used = 0;
    for (size_t count = 0; position < length; count++) {
        size_t before = position;
        uint32_t codepoint = next_character(text, length, &position);
        used += columns_of(codepoint);
        bool full = used > columns || count == SCREEN_LINE_MOST;
        if (codepoint == ' ') behind_space = position;
        if (full && codepoint != ' ') return (behind_space ? behind_space : before > start ? before : position) - start;
    }
    return length - start;
}

static void take_in(const struct screen_text *text, size_t start, size_t end, struct logical_line *line)
{
    for (size_t position = start; position < end && line->count < SCREEN_LINE_MOST;) {
        size_t at = position;
        uint32_t codepoint = next_character(text->text, end, &position);
        if (codepoint == UTF8_INVALID) continue;
        line->characters[line->count] = codepoint;
        line->marked[line->count++] = at >= text->mark_start && at < text->mark_end;
    }
    while (line->count > 0 && line->characters[line->count - 1] == ' ') line->count--;
}

static bool is_digit(uint32_t codepoint)
{
    return u_isdigit((UChar32)codepoint);
}

/* The end of the phone number that begins at `start`, groups of digits, the area code in brackets perhaps; `start` where
 * there is none. */
static size_t phone_number_end(const struct logical_line *line, size_t start)
{
    size_t end = start, digits = 0, groups = 0, between = 1;
    bool bracket = false;
    for (size_t at = start; at < line->count && between < 4; at++) {
        uint32_t character = line->characters[at];
        bool opens = character == '(' && !bracket, closes = character == ')' && bracket;
        bool separates = opens || closes || character == ' ' || character == 0xA0 || character == '-';
        if (!is_digit(character) && !separates && !(character == '+' && at == start)) break;
        if (opens || closes) bracket = opens;
        if (is_digit(character)) {
            digits++;
            groups += between > 0;
        }
        between = is_digit(character) ? 0 : between + 1;
        if (!bracket && (is_digit(character) || closes)) end = at + 1;
    }
    return digits >= PHONE_DIGITS_LEAST && groups > 1 ? end : start;
}

static bool begins_phone_number(const struct logical_line *line, size_t at)
{
    uint32_t character = line->characters[at];
    if (at > 0 && is_digit(line->characters[at - 1])) return false;
    return character == '+' || character == '(' || is_digit(character);
}

/* Between letters from right to left the algorithm takes the groups of a phone number for numbers in a row, and puts the
 * last one first. Nobody could dial that: such a number is embedded from left to right. */
static void embed_phone_numbers(const struct logical_line *line, struct utf16_line *units)
{
    size_t end = 0;
    for (int32_t i = 0; i < units->count; i++) {
        size_t at = units->character_at[i];
        if (at >= end && begins_phone_number(line, at)) end = phone_number_end(line, at);
        units->levels[i] = at < end ? UBIDI_LEVEL_OVERRIDE | 2 : 1;
        units->embeds |= at < end;
    }
}

static void to_utf16(const struct logical_line *line, struct utf16_line *units)
{
    for (size_t i = 0; i < line->count; i++) {
        UChar32 codepoint = (UChar32)line->characters[i];
        units->character_at[units->count] = units->character_at[units->count + (codepoint > 0xFFFF)] = i;
        U16_APPEND_UNSAFE(units->units, units->count, codepoint);
    }
}

static void put(struct screen_line *line, const struct logical_line *logical, size_t index, bool mirror)
{
    uint32_t codepoint = logical->characters[index];
    if (codepoint == 0 || is_hidden(codepoint)) return;
    if (mirror) codepoint = (uint32_t)u_charMirror((UChar32)codepoint);
    line->columns += columns_of(codepoint);
    line->marked[line->count] = logical->marked[index];
    line->characters[line->count++] = (wchar_t)codepoint;
}

/* From its end to its start, but each letter before the marks on it. */
static void put_backward(struct screen_line *line, const struct logical_line *logical, size_t first, size_t end)
{
    while (end > first) {
        size_t base = end - 1;
        while (base > first && U_GET_GC_MASK((UChar32)logical->characters[base]) & U_GC_M_MASK) base--;
        for (size_t i = base; i < end; i++) put(line, logical, i, true);
        end = base;
    }
}

static bool put_in_order(struct screen_line *line, const struct logical_line *logical, struct utf16_line *units,
                         bool right_to_left)
{
    UErrorCode code = U_ZERO_ERROR;
    UBiDi *order = ubidi_open();
    if (!order) return false;
    if (right_to_left) embed_phone_numbers(logical, units);
    ubidi_setPara(order, units->units, units->count, right_to_left ? UBIDI_RTL : UBIDI_LTR,
                  units->embeds ? units->levels : NULL, &code);
    int32_t runs = ubidi_countRuns(order, &code);
    for (int32_t run = 0; U_SUCCESS(code) && run < runs; run++) {
        int32_t start, length;
        UBiDiDirection direction = ubidi_getVisualRun(order, run, &start, &length);
        size_t first = units->character_at[start], end = units->character_at[start + length - 1] + 1;
        if (direction == UBIDI_RTL) {
            put_backward(line, logical, first, end);
        } else {
            for (size_t i = first; i < end; i++) put(line, logical, i, false);
        }
    }
    ubidi_close(order);
    return U_SUCCESS(code);
}

void screen_line_make(const struct screen_text *text, size_t start, size_t end, struct screen_line *line)
{
    struct logical_line logical = {.count = 0};
    struct utf16_line units = {.count = 0};
    *line = (struct screen_line){.count = 0};
    take_in(text, start, end, &logical);
    to_utf16(&logical, &units);
    arabic_letters_join(logical.characters, logical.count);
    if (units.count == 0 || put_in_order(line, &logical, &units, text->right_to_left)) return;
    *line = (struct screen_line){.count = 0};
    for (size_t i = 0; i < logical.count; i++) put(line, &logical, i, false);
}
