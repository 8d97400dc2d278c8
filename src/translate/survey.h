/* The state of all translations of all leaflets in a folder: FOLDER/NAME/leaflet.md with FOLDER/NAME/po/LANG.po, or FOLDER
 * itself one of a leaflet. */
#ifndef ALOUD_TRANSLATE_SURVEY_H
#define ALOUD_TRANSLATE_SURVEY_H

#include "translate/state.h"

enum { SURVEY_NAME_BYTES = 64 };

struct survey_cell {
    bool there; /* the leaflet has a catalogue in the language */
    struct version_state version;
    char reviewer[SURVEY_NAME_BYTES]; /* of the newest review, where all entries are reviewed; cut where it is longer */
    char date[16];
    char source_version[32];
    struct error error; /* status is not STATUS_OK: the catalogue, or the leaflet itself, cannot be read */
};

struct survey {
    char **leaflets; /* paths, sorted */
    size_t leaflet_count;
    char **languages; /* of any of the leaflets, sorted */
    size_t language_count;
    struct survey_cell *cells; /* leaflet by leaflet, a cell for each language */
    size_t cell_bytes;
};

/* Reads them all, in `workers` processes (libgettextpo is made for one thread). STATUS_NOT_FOUND where the folder holds no
 * leaflet. What is wrong with one of the files is in its cell. Zero-initialise before; survey_done frees, also after a failure. */
enum status survey_take(struct survey *survey, const char *folder, size_t workers, struct error *error);

const struct survey_cell *survey_cell(const struct survey *survey, size_t leaflet, size_t language);

void survey_done(struct survey *survey);

#endif
