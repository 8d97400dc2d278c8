/* What a recording is made from, or what a file holds, as one number: SHA-256 (FIPS 180-4), by libmd.
 *
 *     struct fingerprint fingerprint;
 *     fingerprint_begin(&fingerprint);
 *     fingerprint_add_text(&fingerprint, "spoken text");
 *     fingerprint_end(&fingerprint, hex);
 */
#ifndef ALOUD_EXPORT_FINGERPRINT_H
#define ALOUD_EXPORT_FINGERPRINT_H

#include "base/status.h"

#include <sha2.h>
#include <stdint.h>
#include <sys/types.h>

enum { FINGERPRINT_HEX_BYTES = 65 }; /* with the ending zero */

struct fingerprint {
    SHA2_CTX state;
};

void fingerprint_begin(struct fingerprint *fingerprint);

/* Each with its length, so that "ab" and "c" differ from "a" and "bc". */
void fingerprint_add(struct fingerprint *fingerprint, const void *bytes, size_t length);
void fingerprint_add_text(struct fingerprint *fingerprint, const char *text); /* NULL is not "" */
void fingerprint_add_number(struct fingerprint *fingerprint, int64_t number);

void fingerprint_end(struct fingerprint *fingerprint, char hex[FINGERPRINT_HEX_BYTES]);

/* Plain SHA-256 of bytes. */
void fingerprint_bytes(const void *bytes, size_t length, char hex[FINGERPRINT_HEX_BYTES]);

/* Plain SHA-256 of a file's bytes, as sha256sum prints it, and how many there are. STATUS_IO where it cannot be read. */
enum status fingerprint_file(const char *path, char hex[FINGERPRINT_HEX_BYTES], uint64_t *ret_bytes,
                             struct error *error);

#endif
