/* A connection to Asterisk's manager ("AMI v2 Specification", docs.asterisk.org), for tests: whatever goes wrong fails the
 * test. Messages are headers, a line each, and an empty line. */
#ifndef TESTS_ASTERISK_MANAGER_H
#define TESTS_ASTERISK_MANAGER_H

#include "base/buffer.h"

struct manager;

/* At 127.0.0.1, logged in as "test" with the secret "test". */
struct manager *manager_open(const char *port);
void manager_close(struct manager *manager);

/* Does what the headers ("Action: …\r\nKey: value") tell, and returns what is printed by it: the values of "Output:", a
 * line each; valid until the next call. */
__attribute__((format(printf, 2, 3))) const char *manager_do(struct manager *manager, const char *format, ...);

#endif
