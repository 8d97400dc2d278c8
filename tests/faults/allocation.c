#include "allocation.h"

#include <dlfcn.h>
#include <errno.h>
#include <malloc.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* What stands behind: AddressSanitizer's allocator where the program has that (gcc tells it one way, clang another), else
 * glibc's. */
#ifdef __has_feature
#if __has_feature(address_sanitizer)
#define __SANITIZE_ADDRESS__ 1
#endif
#endif
#ifdef __SANITIZE_ADDRESS__
#define REAL(name) __interceptor_##name
#else
#define REAL(name) __libc_##name
#endif

void *REAL(malloc)(size_t size);
void *REAL(calloc)(size_t count, size_t size);
void *REAL(realloc)(void *memory, size_t size);
void REAL(free)(void *memory);

static size_t failing, count; /* 0: nothing fails */
static enum allocation_way failing_way;
static bool has_failed, sparing;

void allocation_fail(size_t nth, enum allocation_way way)
{
    failing = nth;
    failing_way = way;
    count = 0;
    has_failed = false;
}

bool allocation_stop(void)
{
    failing = 0;
    return has_failed;
}

void allocation_spare(bool spare)
{
    sparing = spare;
}

size_t allocation_count(void)
{
    return count;
}

static bool is_spared(void *caller)
{
    Dl_info about;
    if (!dladdr(caller, &about) || !about.dli_fname) return false;
    const char *slash = strrchr(about.dli_fname, '/');
    const char *name = slash ? slash + 1 : about.dli_fname;
    static const char *const spared[] = {"libcmark-gfm", "libiniparser", "libopusenc", "libvorbis",
                                         "libogg",       "libmp3lame",   "libebur128", "libsndfile"};
    for (size_t i = 0; i < sizeof spared / sizeof spared[0]; i++)
        if (strncmp(name, spared[i], strlen(spared[i])) == 0) return true;
    return false;
}

static bool fails(void *caller)
{
    if (failing == 0 || sparing || is_spared(caller)) return false;
    count++;
    bool now = count == failing || (failing_way == ALLOCATION_ONWARD && count > failing);
    if (!now) return false;
    has_failed = true;
    errno = ENOMEM;
    return true;
}

/* ---- What is held ------------------------------------------------------------------------------------------------ */

static bool counting; /* not before main: the allocator may not be ready to tell sizes */
static ptrdiff_t held, peak;

void allocation_peak_begin(void)
{
    held = peak = 0;
    counting = true;
}

size_t allocation_peak(void)
{
    counting = false;
    return (size_t)peak;
}

static void count_held(ptrdiff_t bytes)
{
    held += bytes;
    if (held > peak) peak = held;
}

/* AddressSanitizer's checks are not ready either. */
#define UNCHECKED __attribute__((no_sanitize("address", "undefined")))

UNCHECKED static void *hold(void *memory)
{
    if (counting && memory) count_held((ptrdiff_t)malloc_usable_size(memory));
    return memory;
}

UNCHECKED static void let_go(void *memory)
{
    if (counting && memory) count_held(-(ptrdiff_t)malloc_usable_size(memory));
}

void *malloc(size_t size)
{
    return fails(__builtin_return_address(0)) ? NULL : hold(REAL(malloc)(size));
}

void *calloc(size_t items, size_t size)
{
    return fails(__builtin_return_address(0)) ? NULL : hold(REAL(calloc)(items, size));
}

void *realloc(void *memory, size_t size)
{
    if (fails(__builtin_return_address(0))) return NULL;
    size_t had = counting && memory ? malloc_usable_size(memory) : 0;
    void *moved = REAL(realloc)(memory, size);
    if (moved && had > 0) count_held(-(ptrdiff_t)had);
    return hold(moved);
}

void free(void *memory)
{
    let_go(memory);
    REAL(free)(memory);
}

/* AddressSanitizer's own would not come here for their memory. */
char *strndup(const char *text, size_t length)
{
    size_t copied = strnlen(text, length);
    char *copy = fails(__builtin_return_address(0)) ? NULL : hold(REAL(malloc)(copied + 1));
    if (!copy) return NULL;
    memcpy(copy, text, copied);
    copy[copied] = '\0';
    return copy;
}

char *strdup(const char *text)
{
    size_t size = strlen(text) + 1;
    char *copy = fails(__builtin_return_address(0)) ? NULL : hold(REAL(malloc)(size));
    return copy ? memcpy(copy, text, size) : NULL;
}
