/* Web and e-mail addresses: words as words, the rest letter by letter, signs by their names. The scheme is not said. */
#include "base/utf8.h"
#include "script/recognisers.h"
#include "script/spelling.h"

#include <string.h>
#include <strings.h>

enum { PIECES_MOST = 400 }; /* a longer run is no address that anyone could write down */

static bool is_ascii_letter(char byte)
{
    return (byte | 0x20) >= 'a' && (byte | 0x20) <= 'z';
}

static bool is_ascii_digit(char byte)
{
    return byte >= '0' && byte <= '9';
}

/* The length of "https://" or "mailto:" at the beginning of the text; 0 where it has none. */
static size_t scheme_length(const char *text, size_t length)
{
    static const char *const schemes[] = {"https://", "http://", "ftp://", "mailto:"};
    for (size_t i = 0; i < sizeof schemes / sizeof schemes[0]; i++) {
        size_t scheme = strlen(schemes[i]);
        if (length > scheme && strncasecmp(text, schemes[i], scheme) == 0) return scheme;
    }
    return 0;
}

/* Endings by which a name without "www." is known for an address. Those that are also words ("it", "in", "no", "is") would
 * make one of "pain.It". */
static bool is_known_ending(const char *label, size_t length)
{
    static const char *const endings[] = {"uk",    "com",   "org",  "net",    "info", "gov", "edu", "eu", "int", "co",
                                          "wales", "cymru", "scot", "london", "ie",   "fr",  "pl",  "ro", "pk",  "de"};
    for (size_t i = 0; i < sizeof endings / sizeof endings[0]; i++)
        if (strlen(endings[i]) == length && strncasecmp(label, endings[i], length) == 0) return true;
    return false;
}

/* The length of the host name at the beginning of the text: labels of letters, digits and hyphens with points between;
 * 0 where there are fewer than two. *ret_ending is its last label. */
static size_t host_length(const char *text, size_t length, size_t *ret_ending)
{
    size_t labels = 0;
    size_t at = 0;
    for (;;) {
        size_t start = at;
        while (at < length && (is_ascii_letter(text[at]) || is_ascii_digit(text[at]) || strchr("-_", text[at]))) at++;
        if (at == start) return 0;
        labels++;
        *ret_ending = start;
        if (at + 1 >= length || text[at] != '.' || !(is_ascii_letter(text[at + 1]) || is_ascii_digit(text[at + 1])))
            break;
        at++;
    }
    return labels > 1 && is_ascii_letter(text[*ret_ending]) ? at : 0;
}

static bool is_email(const char *text, size_t length)
{
    const char *at = memchr(text, '@', length);
    if (!at || at == text) return false;
    for (const char *byte = text; byte < at; byte++)
        if (!is_ascii_letter(*byte) && !is_ascii_digit(*byte) && !strchr("._-+'&!#$%*=~", *byte)) return false;
    size_t ending;
    size_t rest = (size_t)(text + length - at - 1);
    size_t host = host_length(at + 1, rest, &ending);
    return host > 0 && (host == rest || at[1 + host] == '?');
}

static bool is_web(const char *text, size_t length)
{
    size_t ending;
    size_t host = host_length(text, length, &ending);
    if (host == 0 || (host < length && !strchr("/?#:", text[host]))) return false;
    if (length > 4 && strncasecmp(text, "www.", 4) == 0) return true;
    bool path = host < length && text[host] == '/' && host - ending > 1; /* "youtu.be/knee" */
    return path || is_known_ending(text + ending, host - ending);
}

/* "consent_form.pdf" */
static bool is_file(const char *text, size_t length)
{
    static const char *const endings[] = {"pdf",  "doc", "docx", "odt",  "rtf", "txt",  "jpg",
                                          "jpeg", "png", "gif",  "mp3",  "mp4", "wav",  "xls",
                                          "xlsx", "csv", "ppt",  "pptx", "zip", "html", "md"};
    size_t at = 0, point = 0;
    for (; at < length; at++) {
        if (text[at] == '.')
            point = at;
        else if (!is_ascii_letter(text[at]) && !is_ascii_digit(text[at]) && text[at] != '-' && text[at] != '_')
            return false;
    }
    for (size_t i = 0; point > 0 && i < sizeof endings / sizeof endings[0]; i++)
        if (strlen(endings[i]) == length - point - 1
            && strncasecmp(text + point + 1, endings[i], strlen(endings[i])) == 0)
            return true;
    return false;
}

static void say_digits(struct speaker *speaker, const char *text, size_t length)
{
    struct buffer words = {0};
    if (length < 3) /* "ward22" */
        numbers_cardinal(speaker->numbers, text, length, NULL, &words);
    else
        numbers_digits(speaker->numbers, text, length, &words);
    speaker_name(speaker, buffer_text(&words));
    speaker_done(speaker, &words);
}

static void say_letters(struct speaker *speaker, const char *text, size_t length)
{
    for (size_t at = 0; at < length;) {
        char lower[5] = {0};
        uint32_t codepoint = utf8_next(text, length, &at);
        const char *name = voice_letter(speaker->voice, codepoint);
        if (!name) utf8_encode(codepoint, lower);
        speaker_name(speaker, name ? name : lower);
    }
}

/* A run of ASCII letters; `hyphened`: it is one of the words of "back-pain-and-you". */
static void say_part(struct speaker *speaker, const char *text, size_t length, bool hyphened)
{
    const char *known =
        length == 3 && strncasecmp(text, "www", 3) == 0 ? voice_words(speaker->voice, WORDS_SHORT, text, length) : NULL;
    const char *respelling = known ? known : voice_respelling(speaker->voice, text, length);
    if (respelling)
        speaker_name(speaker, respelling);
    else if (is_word_of_address(text, length, hyphened) || is_vowelled_name(text, length)
             || (length > 2 && voice_words(speaker->voice, WORDS_CAPITALS, text, length)))
        for (size_t i = 0; i < length; i++) {
            bool hump = i > 1 && !(text[i] & 0x20) && (text[i - 1] & 0x20); /* "AnytownHospital" */
            speaker->gap |= hump;
            speaker_letter(speaker, (unsigned char)text[i] | 0x20u);
        }
    else
        say_letters(speaker, text, length);
    speaker->gap = true;
}

static void say_sign(struct speaker *speaker, uint32_t codepoint)
{
    const char *name = voice_symbol(speaker->voice, codepoint);
    if (!name) {
        speaker->comma = speaker->audible;
        return;
    }
    speaker->comma = speaker->audible;
    speaker_name(speaker, name);
}

/* The length of an ending that the voice file has words for, such as the ".es" of "salud.es"; 0 where it has none. */
static size_t say_ending(struct speaker *speaker, const char *text, size_t length)
{
    size_t end = 1;
    if (text[0] != '.') return 0;
    while (end < length && (is_ascii_letter(text[end]) || is_ascii_digit(text[end]) || strchr("-_", text[end]))) end++;
    const char *words = voice_words(speaker->voice, WORDS_SHORT, text, end);
    if (!words) return 0;
    speaker->comma = speaker->audible;
    speaker_name(speaker, words);
    return end;
}

static void say_address(struct speaker *speaker, const char *text, size_t length)
{
    size_t at = 0;
    while (at < length) {
        size_t start = at;
        at += say_ending(speaker, text + at, length - at);
        if (at > start) continue;
        if (is_ascii_letter(text[at])) {
            while (at < length && is_ascii_letter(text[at])) at++;
            bool hyphened = (start > 0 && strchr("-_", text[start - 1])) || (at < length && strchr("-_", text[at]));
            say_part(speaker, text + start, at - start, hyphened);
        } else if (is_ascii_digit(text[at])) {
            while (at < length && is_ascii_digit(text[at])) at++;
            say_digits(speaker, text + start, at - start);
        } else {
            uint32_t codepoint = utf8_next(text, length, &at);
            bool letter = character_is_spoken(character_kind(codepoint));
            if (letter)
                speaker_letter(speaker, codepoint);
            else if (at < length || codepoint != '/') /* a slash at the end is not said */
                say_sign(speaker, codepoint);
        }
    }
}

/* "@saint_mary.ward": the name of an account, where signs within it would be lost otherwise; its last stop is no part. */
static size_t say_handle(struct speaker *speaker, size_t piece)
{
    if (!piece_is(piece_at(speaker, piece), '@') || !piece_opens(speaker, piece)) return 0;
    size_t end = pieces_core_end(speaker, piece, PIECES_MOST);
    struct stretch text = pieces_text(speaker, piece, end);
    bool signs = false;
    for (size_t at = 1; at < text.length; at++) {
        signs |= strchr("._", text.text[at]) != NULL;
        if (!is_ascii_letter(text.text[at]) && !is_ascii_digit(text.text[at]) && !strchr("._", text.text[at])) return 0;
    }
    if (!signs) return 0;
    speaker_at(speaker, piece);
    say_address(speaker, text.text, text.length);
    return end - piece;
}

size_t spoken_address(struct speaker *speaker, size_t piece)
{
    const struct piece *first = &speaker->pieces[piece];
    size_t handle = say_handle(speaker, piece);
    if (handle > 0) return handle;
    if (first->codepoint >= 0x80 || !piece_is_word(first) || !piece_opens(speaker, piece)) return 0;
    size_t end = pieces_core_end(speaker, piece, PIECES_MOST);
    if (end < piece + 3) return 0; /* "a.b" has the fewest */
    struct stretch address = pieces_text(speaker, piece, end);
    size_t scheme = scheme_length(address.text, address.length);
    address.text += scheme;
    address.length -= scheme;
    bool email = is_email(address.text, address.length);
    size_t ending;
    bool web = !email
               && (is_web(address.text, address.length)
                   || (scheme > 0 && host_length(address.text, address.length, &ending) > 0));
    bool file = !email && !web && is_file(address.text, address.length);
    if (!email && !web && !file) return 0;
    speaker_at(speaker, piece);
    say_address(speaker, address.text, address.length);
    if (!file) speaker_contact(speaker, email ? CONTACT_EMAIL : CONTACT_WEB, first->word, 1);
    return end - piece;
}
