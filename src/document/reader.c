#include "document/reader.h"

#include "base/array.h"
#include "base/file.h"
#include "document/front_matter.h"
#include "document/head.h"
#include "document/markdown.h"
#include "document/plain_text.h"
#include "document/reader_parts.h"
#include "document/title.h"

#include <malloc.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* Below this the memory that is given back while reading is not worth the calls. */
enum { RELEASE_BYTES = 1024 * 1024 };

struct document_reader {
    struct document *document;
    struct file_reader file; /* open while only the leaflet's head was read */
    struct buffer source;
    size_t body; /* where the leaflet begins in it, behind the front matter */
    struct builder builder;
    enum format format; /* never FORMAT_GUESS */
    struct markdown markdown;
    struct plain_text text;
    size_t piece_bytes; /* 0: as the format wants */
    bool has_title;
};

static const char *const format_names[] = {
#define X(name, text) text,
    FORMAT_LIST(X)
#undef X
};

enum status format_from_name(const char *name, enum format *ret, struct error *error)
{
    for (size_t i = 0; i < ARRAY_COUNT(format_names); i++) {
        if (strcmp(name, format_names[i]) != 0) continue;
        *ret = (enum format)i;
        return STATUS_OK;
    }
    struct buffer names = {0};
    for (size_t i = 0; i < ARRAY_COUNT(format_names); i++) {
        if (i > 0) buffer_append_text(&names, i + 1 < ARRAY_COUNT(format_names) ? ", " : " and ");
        buffer_append_text(&names, format_names[i]);
    }
    enum status status =
        error_set(error, STATUS_USAGE, NULL, 0, "there is no format \"%s\"; there are %s", name, buffer_text(&names));
    buffer_done(&names);
    return status;
}

static enum format guess_format(const char *path)
{
    const char *dot = strrchr(path, '.');
    bool text = dot && (strcasecmp(dot, ".txt") == 0 || strcasecmp(dot, ".text") == 0);
    return text ? FORMAT_TEXT : FORMAT_MARKDOWN;
}

/* Where the text begins: behind the byte order mark. */
static size_t text_start(const struct buffer *source)
{
    return source->length >= 3 && memcmp(source->data, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
}

static enum status check_binary(const char *path, const struct buffer *source, struct error *error)
{
    if (source->length == 0 || !memchr(source->data, '\0', source->length)) return STATUS_OK;
    return error_set(error, STATUS_BAD_INPUT, path, 0,
                     "looks like a binary file, not a leaflet; give Markdown or plain text");
}

static enum status check_source(const char *path, const struct buffer *source, struct error *error)
{
    const char *bytes = buffer_text(source);
    bool utf16 = source->length >= 2 && (memcmp(bytes, "\xFF\xFE", 2) == 0 || memcmp(bytes, "\xFE\xFF", 2) == 0);
    if (utf16) {
        return error_set(error, STATUS_BAD_INPUT, path, 0, "is written in UTF-16; save it as UTF-8");
    }
    enum status status = check_binary(path, source, error);
    if (status != STATUS_OK) return status;
    size_t start = text_start(source);
    size_t space = strspn(bytes + start, " \t\r\n\f\v");
    if (start + space >= source->length) return error_set(error, STATUS_BAD_INPUT, path, 0, "is empty");
    return STATUS_OK;
}

static enum status read_rest(struct document_reader *reader, struct error *error)
{
    enum status status =
        file_reader_read(&reader->file, SIZE_MAX, (size_t)LIMIT_FILE_MB * 1000000, &reader->source, error);
    file_reader_close(&reader->file);
    return status == STATUS_OK ? check_binary(reader->document->path, &reader->source, error) : status;
}

static enum status open_markdown(struct document_reader *reader, size_t start, struct error *error)
{
    struct buffer *source = &reader->source;
    size_t body = start;
    enum status status = front_matter_read(reader->document, source->data, start, source->length, &body, error);
    size_t end = reader->file.open ? head_end(source->data, body, source->length) : 0;
    if (status == STATUS_OK && reader->file.open && end == 0) status = read_rest(reader, error);
    if (status != STATUS_OK) return status;
    reader->body = body;
    if (body > start) {
        builder_omit(&reader->builder, OMISSION_FRONT_MATTER, (struct source_span){(uint32_t)start, (uint32_t)body});
    }
    source_index_lines(&reader->builder, source->data, 0, body);
    return markdown_init(&reader->markdown, &reader->builder, source->data, body, end ? end : source->length, error);
}

/* Takes the bytes over, also on failure; and `file`, while there is more of it. */
static enum status open_source(const char *path, struct buffer *source, struct file_reader *file, enum format format,
                               struct document_reader **ret, struct error *error)
{
    struct document_reader *reader = calloc(1, sizeof *reader);
    struct document *document = calloc(1, sizeof *document);
    enum status status = STATUS_OK;
    if (!reader || !document || !(document->path = strdup(path))) {
        buffer_done(source);
        file_reader_close(file);
        document_free(document);
        free(reader);
        return error_no_memory(error);
    }
    *reader = (struct document_reader){.document = document, .source = *source, .file = *file, .format = format};
    reader->file.path = document->path;
    status = check_source(path, &reader->source, error);
    if (status != STATUS_OK) goto finish;
    document->title_block = DOCUMENT_NONE;
    builder_init(&reader->builder, document);
    builder_string(&reader->builder, "");
    if (array_reserve(&document->languages, &document->language_capacity, 1))
        document->languages[document->language_count++] = 0;
    else
        reader->builder.failed = true;
    size_t start = text_start(&reader->source);
    if (format == FORMAT_MARKDOWN) {
        status = open_markdown(reader, start, error);
        if (status != STATUS_OK) goto finish;
    } else {
        source_index_lines(&reader->builder, reader->source.data, 0, start);
        plain_text_init(&reader->text, &reader->builder, reader->source.data, start, reader->source.length);
    }
    title_language_of_path(document);
    if (reader->builder.failed || document->language.failed) status = error_no_memory(error);
finish:
    if (status == STATUS_OK)
        *ret = reader;
    else
        document_reader_free(reader);
    return status;
}

enum status document_reader_open(const char *path, enum format format, struct document_reader **ret,
                                 struct error *error)
{
    size_t limit = (size_t)LIMIT_FILE_MB * 1000000;
    struct buffer source = {0};
    struct file_reader file = {0};
    if (format == FORMAT_GUESS) format = guess_format(path);
    enum status status = file_reader_open(&file, path, error);
    bool large = format == FORMAT_MARKDOWN && file.size > 2 * (size_t)HEAD_BYTES;
    if (status == STATUS_OK) status = file_reader_read(&file, large ? HEAD_BYTES : SIZE_MAX, limit, &source, error);
    if (status == STATUS_OK && large && head_end(source.data, 0, source.length) == 0) {
        status = file_reader_read(&file, SIZE_MAX, limit, &source, error);
    }
    if (status == STATUS_OK) return open_source(path, &source, &file, format, ret, error);
    file_reader_close(&file);
    buffer_done(&source);
    return status;
}

enum status document_reader_open_bytes(const char *name, const void *bytes, size_t length, enum format format,
                                       struct document_reader **ret, struct error *error)
{
    if (length > (size_t)LIMIT_FILE_MB * 1000000) {
        return error_set(error, STATUS_LIMIT, name, 0, "is larger than %d MB; split it", LIMIT_FILE_MB);
    }
    struct buffer source = {0};
    struct file_reader none = {0};
    if (format == FORMAT_GUESS) format = guess_format(name);
    buffer_append(&source, bytes, length);
    if (!source.failed) return open_source(name, &source, &none, format, ret, error);
    buffer_done(&source);
    return error_no_memory(error);
}

static size_t position(const struct document_reader *reader)
{
    return reader->format == FORMAT_TEXT ? reader->text.position : reader->markdown.position;
}

/* Gives back what growing took more than was needed. */
static void trim(struct document *document)
{
    array_trim(&document->blocks, &document->block_capacity, document->block_count);
    array_trim(&document->runs, &document->run_capacity, document->run_count);
    array_trim(&document->sections, &document->section_capacity, document->section_count);
    array_trim(&document->omissions, &document->omission_capacity, document->omission_count);
    array_trim(&document->line_starts, &document->line_capacity, document->line_count);
    array_trim(&document->text.data, &document->text.capacity, document->text.length + 1);
    array_trim(&document->strings.data, &document->strings.capacity, document->strings.length + 1);
}

static enum status nothing_read(const struct document *document, struct error *error)
{
    for (size_t i = 0; i < document->omission_count; i++) {
        const struct omission *omission = &document->omissions[i];
        if (omission->reason != OMISSION_NESTING && omission->reason != OMISSION_INVALID_BYTES) continue;
        return error_set(error, STATUS_BAD_INPUT, document->path, document_line(document, omission->source.start),
                         "nothing of it can be read aloud: %s", omission_reason_text(omission->reason));
    }
    return error_set(error, STATUS_BAD_INPUT, document->path, 0, "holds nothing that could be read aloud");
}

static enum status finish(struct document_reader *reader, struct error *error)
{
    struct document *document = reader->document;
    if (document->block_count == 0) return nothing_read(document, error);
    size_t length = reader->source.length;
    trim(document);
    document->complete = true;
    buffer_done(&reader->source);
    markdown_done(&reader->markdown);
    if (length > RELEASE_BYTES) malloc_trim(0);
    return STATUS_OK;
}

/* The first piece comes out of the head; for the next one all must be there. */
static enum status read_on(struct document_reader *reader, struct error *error)
{
    if (!reader->file.open || position(reader) == reader->body) return STATUS_OK;
    enum status status = read_rest(reader, error);
    if (status != STATUS_OK) return status;
    return markdown_extend(&reader->markdown, reader->source.data, reader->source.length, error);
}

static enum status read_piece(struct document_reader *reader, struct error *error)
{
    size_t wanted = reader->has_title ? PIECE_BYTES : PIECE_FIRST_BYTES;
    reader->markdown.piece_bytes = reader->piece_bytes ? reader->piece_bytes : wanted;
    reader->text.piece_bytes = reader->markdown.piece_bytes;
    enum status status = read_on(reader, error);
    if (status != STATUS_OK) return status;
    status =
        reader->format == FORMAT_TEXT ? plain_text_step(&reader->text, error) : markdown_step(&reader->markdown, error);
    if (status == STATUS_OK && position(reader) > RELEASE_BYTES) source_release(reader->source.data, position(reader));
    return status;
}

static bool at_end(const struct document_reader *reader)
{
    return !reader->file.open && position(reader) >= reader->source.length;
}

void document_reader_keep_marks(struct document_reader *reader)
{
    reader->builder.keeps_marks = true;
}

enum status document_reader_step(struct document_reader *reader, struct error *error)
{
    struct document *document = reader->document;
    if (document->complete) return STATUS_OK;
    enum status status = STATUS_OK;
    do {
        status = at_end(reader) ? STATUS_OK : read_piece(reader, error);
    } while (status == STATUS_OK && !reader->has_title && !at_end(reader) && position(reader) < TITLE_WINDOW_BYTES);
    if (status == STATUS_OK && !reader->has_title) {
        title_choose(&reader->builder);
        reader->has_title = true;
        if (reader->builder.failed) status = error_no_memory(error);
    }
    return status == STATUS_OK && at_end(reader) ? finish(reader, error) : status;
}

void document_reader_set_piece_bytes(struct document_reader *reader, size_t bytes)
{
    reader->piece_bytes = bytes;
}

const struct document *document_reader_document(const struct document_reader *reader)
{
    return reader->document;
}

unsigned document_reader_progress(const struct document_reader *reader)
{
    if (reader->document->complete) return 100;
    size_t length = reader->file.open ? reader->file.size : reader->source.length;
    return (unsigned)(position(reader) * 100 / length);
}

struct document *document_reader_take(struct document_reader *reader)
{
    struct document *document = reader->document;
    reader->document = NULL;
    document_reader_free(reader);
    return document;
}

void document_reader_free(struct document_reader *reader)
{
    if (!reader) return;
    document_free(reader->document);
    file_reader_close(&reader->file);
    buffer_done(&reader->source);
    markdown_done(&reader->markdown);
    free(reader);
}

enum status document_load(const char *path, enum format format, struct document **ret, struct error *error)
{
    struct document_reader *reader = NULL;
    enum status status = document_reader_open(path, format, &reader, error);
    while (status == STATUS_OK && !reader->document->complete) status = document_reader_step(reader, error);
    if (status == STATUS_OK)
        *ret = document_reader_take(reader);
    else
        document_reader_free(reader);
    return status;
}
