#include "base/utf8.h"
#include "script/composer.h"

#include <stdlib.h>
#include <string.h>

/* Private use characters that stand for the arguments while the phrase is filled in. */
static const char *const argument_signs[] = {"\xEE\x80\x80", "\xEE\x80\x81"}; /* U+E000, U+E001 */

static char *piece(const char *from, const char *to)
{
    return strndup(from, (size_t)(to - from));
}

/* An argument that the phrase leaves out stands at its end. */
static const char *find_argument(const char *text, size_t argument)
{
    const char *found = strstr(text, argument_signs[argument]);
    return found ? found : text + strlen(text);
}

static const char *behind_argument(const char *at)
{
    return *at ? at + strlen(argument_signs[0]) : at;
}

enum status frame_init(struct frame *frame, const struct voice *voice, enum phrase phrase, size_t argument_count,
                       struct error *error)
{
    struct buffer buffer = {0};
    struct phrase_value values[] = {PHRASE_TEXT(argument_signs[0]), PHRASE_TEXT(argument_signs[1])};
    enum status status = voice_phrase(voice, phrase, values, argument_count, &buffer, error);
    if (status == STATUS_OK && buffer.failed) status = error_no_memory(error);
    if (status == STATUS_OK) {
        const char *text = buffer_text(&buffer);
        const char *end = text + strlen(text);
        const char *first = find_argument(text, 0);
        const char *second = argument_count > 1 ? find_argument(text, 1) : end;
        frame->reversed = second < first;
        const char *left = frame->reversed ? second : first;
        const char *right = frame->reversed ? first : second;
        frame->before = piece(text, left);
        frame->between = piece(behind_argument(left), right);
        frame->behind = argument_count > 1 ? piece(behind_argument(right), end) : strdup("");
        if (!frame->before || !frame->between || !frame->behind) status = error_no_memory(error);
    }
    if (status == STATUS_OK && argument_count == 1) { /* before {0} behind */
        char *empty = frame->behind;
        frame->behind = frame->between;
        frame->between = empty;
    }
    buffer_done(&buffer);
    return status;
}

void frame_done(struct frame *frame)
{
    free(frame->before);
    free(frame->between);
    free(frame->behind);
    *frame = (struct frame){0};
}
