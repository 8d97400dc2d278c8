#include "compare/denials.h"

#include <string.h>

enum denial denial_of_key(const char *key)
{
    static const char *const keys[DENIAL_COUNT] = {"not", "without", "near", "may", "none", "until"};
    int denial = 0;
    while (denial < DENIAL_COUNT && strcmp(keys[denial], key) != 0) denial++;
    return (enum denial)denial;
}
