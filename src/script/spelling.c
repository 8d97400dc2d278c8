#include "script/spelling.h"

#include <string.h>
#include <strings.h>

enum {
    WORD_SHORTEST = 4,
    HYPHENED_SHORTEST = 2,
    NAME_SHORTEST = 5,
    WORD_LONGEST = 40,
    CONSONANTS_MOST = 4,
    PARTED_MOST = 5,
    VOWELS_MOST = 3
};

/* Endings and parts of addresses that everyone says as words. */
static bool is_common_part(const char *letters, size_t length)
{
    static const char *const parts[] = {"com", "org", "net", "gov", "co", "info"};
    for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++)
        if (strlen(parts[i]) == length && strncasecmp(letters, parts[i], length) == 0) return true;
    return false;
}

static bool is_vowel(char letter)
{
    return strchr("aeiouy", letter) != NULL;
}

/* Whether `pair` is in a list of pairs "bl br ch". */
static bool in_pairs(const char *pairs, const char *pair)
{
    for (; *pairs; pairs += pairs[2] ? 3 : 2)
        if (pairs[0] == pair[0] && pairs[1] == pair[1]) return true;
    return false;
}

static const char onsets[] =
    "bl br ch cl cr cz dr dw dz fl fr gh gl gn gr kl kn kr ll ph pl pr ps rh sc sh sk sl sm sn "
    "sp sq sr st sv sw sz th tr ts tw wh wr zd zp zw";

/* Consonants with which a word may begin. */
static bool is_onset(const char *letters, size_t length)
{
    for (size_t i = 0; i + 1 < length; i++)
        if (!in_pairs(onsets, letters + i)) return false;
    return true;
}

/* Consonants between the vowels or at the end: an "h" goes with the letter before it or after a vowel with "t" only. */
static bool is_inner_cluster(const char *letters, size_t length)
{
    if (length > CONSONANTS_MOST) return false;
    for (size_t i = 0; i + 1 < length; i++) {
        bool alone = letters[i] == 'h' && (i == 0 || !strchr("cgpstrw", letters[i - 1]));
        if (alone && !strchr("tnlmr", letters[i + 1])) return false;
        if (strchr("jqvw", letters[i]) && letters[i + 1] != letters[i] && !strchr("knlsdhtbrcpmf", letters[i + 1]))
            return false;
    }
    return true;
}

/* Consonants between vowels that are an end and a beginning: "rthbr" of northbrook. */
static bool is_end(const char *letters, size_t length);

static bool can_be_parted(const char *letters, size_t length)
{
    for (size_t first = 1; first < length && length <= PARTED_MOST; first++)
        if (is_end(letters, first) && is_onset(letters + first, length - first)) return true;
    return false;
}

/* Consonants with which a word may end. */
static bool is_end(const char *letters, size_t length)
{
    static const char ends[] =
        "ch ck ct dd dg ds dz ff fs ft gh gs gt ht ks ld lf lk ll lm lp ls lt ly mb mn mp ms nc nd ng "
        "nk nn ns nt nz ph ps pt rb rc rd rf rg rk rl rm rn rp rs rt sh sk sm sp ss st th ts tt wd "
        "wk wl wn ws xt zz";
    for (size_t i = 0; i + 1 < length; i++)
        if (!in_pairs(ends, letters + i)) return false;
    return true;
}

bool is_word_of_address(const char *letters, size_t length, bool hyphened)
{
    if (is_common_part(letters, length)) return true;
    if (length < (hyphened ? HYPHENED_SHORTEST : WORD_SHORTEST) || length > WORD_LONGEST) return false;
    char lower[WORD_LONGEST + 1] = {0};
    for (size_t i = 0; i < length; i++) lower[i] = (char)(letters[i] | 0x20);
    bool vowels = false;
    for (size_t start = 0; start < length;) {
        bool vowel = is_vowel(lower[start]);
        size_t end = start;
        while (end < length && is_vowel(lower[end]) == vowel) end++;
        size_t count = end - start;
        bool good = vowel           ? count <= VOWELS_MOST
                    : start == 0    ? is_onset(lower, count)
                    : end == length ? is_end(lower + start, count)
                                    : is_inner_cluster(lower + start, count) || can_be_parted(lower + start, count);
        if (!good) return false;
        vowels |= vowel;
        start = end;
    }
    return vowels;
}

bool is_vowelled_name(const char *letters, size_t length)
{
    size_t vowels = 0, consonants_in_row = 0;
    for (size_t i = 0; i < length; i++) {
        bool vowel = is_vowel((char)(letters[i] | 0x20));
        consonants_in_row = vowel ? 0 : consonants_in_row + 1;
        vowels += vowel;
        if (consonants_in_row > 2) return false;
    }
    return length >= NAME_SHORTEST && length <= WORD_LONGEST && vowels * 5 >= length * 2;
}
