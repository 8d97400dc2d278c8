#include "export/fingerprint.h"

#include <errno.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

enum { BLOCK_BYTES = 64 * 1024 };

void fingerprint_begin(struct fingerprint *fingerprint)
{
    SHA256Init(&fingerprint->state);
}

void fingerprint_add(struct fingerprint *fingerprint, const void *bytes, size_t length)
{
    fingerprint_add_number(fingerprint, (int64_t)length);
    if (length > 0) SHA256Update(&fingerprint->state, bytes, length);
}

void fingerprint_add_text(struct fingerprint *fingerprint, const char *text)
{
    if (text)
        fingerprint_add(fingerprint, text, strlen(text));
    else
        fingerprint_add_number(fingerprint, -1);
}

void fingerprint_add_number(struct fingerprint *fingerprint, int64_t number)
{
    uint8_t bytes[8];
    for (size_t i = 0; i < sizeof bytes; i++) bytes[i] = (uint8_t)((uint64_t)number >> (8 * i));
    SHA256Update(&fingerprint->state, bytes, sizeof bytes);
}

void fingerprint_end(struct fingerprint *fingerprint, char hex[FINGERPRINT_HEX_BYTES])
{
    uint8_t digest[SHA256_DIGEST_LENGTH];
    SHA256Final(digest, &fingerprint->state);
    for (size_t i = 0; i < sizeof digest; i++) snprintf(hex + 2 * i, 3, "%02x", digest[i]);
}

void fingerprint_bytes(const void *bytes, size_t length, char hex[FINGERPRINT_HEX_BYTES])
{
    struct fingerprint fingerprint;
    fingerprint_begin(&fingerprint);
    SHA256Update(&fingerprint.state, bytes, length);
    fingerprint_end(&fingerprint, hex);
}

enum status fingerprint_file(const char *path, char hex[FINGERPRINT_HEX_BYTES], uint64_t *ret_bytes,
                             struct error *error)
{
    struct fingerprint fingerprint;
    static uint8_t block[BLOCK_BYTES];
    FILE *file = fopen(path, "rbe");
    if (!file) {
        enum status status = errno == ENOMEM ? STATUS_NO_MEMORY : STATUS_IO;
        return error_set(error, status, path, 0, "cannot be read: %s", strerror(errno));
    }
    fingerprint_begin(&fingerprint);
    *ret_bytes = 0;
    for (size_t count; (count = fread(block, 1, sizeof block, file)) > 0; *ret_bytes += count)
        SHA256Update(&fingerprint.state, block, count);
    bool failed = ferror(file);
    fclose(file);
    if (failed) return error_set(error, STATUS_IO, path, 0, "cannot be read");
    fingerprint_end(&fingerprint, hex);
    return STATUS_OK;
}
