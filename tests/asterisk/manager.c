#include "asterisk/manager.h"

#include "cmocka_all.h"

#include <netdb.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

struct manager {
    FILE *from; /* owns the descriptor */
    int descriptor;
    struct buffer output;
};

struct manager *manager_open(const char *port)
{
    struct addrinfo *address = NULL, wanted = {.ai_family = AF_INET, .ai_socktype = SOCK_STREAM};
    assert_int_equal(getaddrinfo("127.0.0.1", port, &wanted, &address), 0);
    struct manager *manager = calloc(1, sizeof *manager);
    assert_non_null(manager);
    manager->descriptor = socket(address->ai_family, address->ai_socktype | SOCK_CLOEXEC, 0);
    assert_return_code(connect(manager->descriptor, address->ai_addr, address->ai_addrlen), 0);
    freeaddrinfo(address);
    manager->from = fdopen(manager->descriptor, "r");
    assert_non_null(manager->from);
    manager_do(manager, "Action: Login\r\nUsername: test\r\nSecret: test\r\nEvents: off");
    return manager;
}

void manager_close(struct manager *manager)
{
    if (!manager) return;
    fclose(manager->from);
    buffer_done(&manager->output);
    free(manager);
}

const char *manager_do(struct manager *manager, const char *format, ...)
{
    char *headers = NULL;
    va_list arguments;
    va_start(arguments, format);
    assert_true(vasprintf(&headers, format, arguments) > 0);
    va_end(arguments);
    /* In one piece, or TCP would hold the rest back until the first is acknowledged. */
    assert_true(dprintf(manager->descriptor, "%s\r\n\r\n", headers) > 0);
    free(headers);
    buffer_clear(&manager->output);
    char line[4096];
    bool answer = false; /* the first lines may be a greeting */
    do {
        if (!fgets(line, sizeof line, manager->from)) fail_msg("the manager is gone");
        line[strcspn(line, "\r\n")] = '\0';
        if (strncmp(line, "Response: ", 10) == 0) answer = true;
        if (strcmp(line, "Response: Error") == 0) fail_msg("the manager refuses: %s", format);
        if (strncmp(line, "Output: ", 8) == 0) buffer_printf(&manager->output, "%s\n", line + 8);
    } while (!answer || *line);
    return buffer_text(&manager->output);
}
