#include "commands/command.h"

#include "base/array.h"

#include <argp.h>
#include <locale.h>
#include <pthread.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct subcommand {
    const char *name;
    const char *summary;
    int (*run)(int argc, char **argv);
};

static const struct subcommand subcommands[] = {
#define X(name, summary) {#name, summary, command_##name},
    SUBCOMMAND_LIST(X)
#undef X
};

const char *argp_program_version = "aloud " ALOUD_VERSION;

static void print_help(FILE *stream)
{
    fprintf(stream, "Usage: aloud LEAFLET\n"
                    "       aloud COMMAND [OPTION…] [FILE]\n\n"
                    "Aloud reads a leaflet aloud. While it reads, press ? for its keys.\n\nCommands:\n");
    for (size_t i = 0; i < ARRAY_COUNT(subcommands); i++) {
        fprintf(stream, "  %-9s %s\n", subcommands[i].name, subcommands[i].summary);
    }
    fprintf(stream, "\n`aloud COMMAND --help` tells its options; `man aloud` tells all.\n");
}

static const struct subcommand *find_subcommand(const char *name)
{
    for (size_t i = 0; i < ARRAY_COUNT(subcommands); i++) {
        if (strcmp(subcommands[i].name, name) == 0) return &subcommands[i];
    }
    return NULL;
}

/* What cannot be written is not passed over in silence. */
static int finish_output(int status)
{
    if (fflush(stdout) == 0 && !ferror(stdout)) return status;
    fprintf(stderr, "aloud: standard output: cannot be written\n");
    return EXIT_BAD;
}

static int run_subcommand(const struct subcommand *subcommand, int argc, char **argv)
{
    char name[64];
    snprintf(name, sizeof name, "aloud %s", subcommand->name);
    char *first = argv[0];
    argv[0] = name;
    int status = subcommand->run(argc, argv);
    argv[0] = first;
    return finish_output(status);
}

/* A word that is no file's name: rather a command that was mistyped. */
static bool is_mistyped(const char *word)
{
    return word[0] != '-' && !strpbrk(word, "./") && access(word, F_OK) != 0;
}

static pthread_t user_thread; /* the only one that tells the user anything */

static ssize_t tell_user(void *context, const char *bytes, size_t count)
{
    (void)context;
    if (!pthread_equal(pthread_self(), user_thread)) return (ssize_t)count;
    return write(STDERR_FILENO, bytes, count);
}

/* The sound libraries' threads print to stderr when a device goes, over the screen and between the plain lines, and
 * have no hook for it. glibc lets `stderr` be set. */
static void silence_other_threads(void)
{
    user_thread = pthread_self();
    FILE *stream = fopencookie(NULL, "w", (cookie_io_functions_t){.write = tell_user});
    if (!stream) return;
    setvbuf(stream, NULL, _IONBF, 0);
    stderr = stream;
}

int command_main(int argc, char **argv)
{
    setlocale(LC_ALL, "");
    silence_other_threads();
    signal(SIGPIPE, SIG_IGN);
    argp_err_exit_status = EXIT_USAGE;
    if (argc < 2) {
        print_help(stderr);
        return EXIT_USAGE;
    }
    if (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "-h") == 0 || strcmp(argv[1], "help") == 0) {
        print_help(stdout);
        return finish_output(EXIT_GOOD);
    }
    if (strcmp(argv[1], "--version") == 0) {
        puts(argp_program_version);
        return finish_output(EXIT_GOOD);
    }
    const struct subcommand *subcommand = find_subcommand(argv[1]);
    if (subcommand) return run_subcommand(subcommand, argc - 1, argv + 1);
    if (is_mistyped(argv[1])) {
        fprintf(stderr, "aloud: %s is neither a command nor a leaflet; `aloud --help` lists the commands\n", argv[1]);
        return EXIT_USAGE;
    }
    return run_subcommand(&subcommands[0], argc, argv);
}

static struct buffer *held_warnings;

static void write_error(const struct error *error, FILE *stream)
{
    fprintf(stream, "aloud: ");
    if (error->file[0]) fprintf(stream, "%s:", error->file);
    if (error->file[0] && error->line) fprintf(stream, "%zu:", error->line);
    fprintf(stream, "%s%s\n", error->file[0] ? " " : "", error->text[0] ? error->text : status_text(error->status));
}

static void print_error(const struct error *error)
{
    fflush(stdout);
    write_error(error, stderr);
}

static void hold_error(const struct error *error, struct buffer *lines)
{
    char *text = NULL;
    size_t length = 0;
    FILE *stream = open_memstream(&text, &length);
    if (!stream) return;
    write_error(error, stream);
    if (fclose(stream) == 0) buffer_append(lines, text, length);
    free(text);
}

int command_failed(const struct error *error)
{
    print_error(error);
    return error->status == STATUS_USAGE ? EXIT_USAGE : EXIT_BAD;
}

void command_warn(const struct error *error)
{
    if (held_warnings)
        hold_error(error, held_warnings);
    else
        print_error(error);
}

void command_hold_warnings(struct buffer *lines)
{
    held_warnings = lines;
}

void command_parse(const struct argp *argp, int argc, char **argv, void *input)
{
    argp_parse(argp, argc, argv, 0, NULL, input);
}

bool command_mark_names(const char *names, bool (*find)(const char *name, size_t *ret), bool *marks, size_t count)
{
    char *copy = strdup(names), *rest = copy;
    bool *marked = calloc(count, sizeof *marked);
    bool good = copy && marked;
    for (const char *name; good && (name = strsep(&rest, ","));) {
        size_t index = 0;
        good = find(name, &index);
        if (good) marked[index] = true;
    }
    for (size_t i = 0; good && i < count; i++) marks[i] |= marked[i];
    free(copy);
    free(marked);
    return good;
}
