/* Where leaflets and their translations lie: FOLDER/leaflet.md or FOLDER/NAME/leaflet.md, and po/LANG.po beside a leaflet.
 * Folders may have any names; those that begin with a dot, and such PO files, are passed over. Lists are sorted by the bytes of the names, so that
 * they are alike on all machines; leaflet_folder_names_free frees them.
 */
#ifndef ALOUD_TRANSLATE_LEAFLET_FOLDER_H
#define ALOUD_TRANSLATE_LEAFLET_FOLDER_H

#include "base/status.h"

#include <stddef.h>

/* The leaflets' paths. STATUS_NOT_FOUND where the folder holds none; STATUS_IO where it cannot be read. */
enum status leaflet_folder_find(const char *folder, char ***ret, size_t *ret_count, struct error *error);

/* The names of the PO files beside a leaflet, without ".po"; none is no failure. STATUS_IO where po/ cannot be read. */
enum status leaflet_folder_catalogues(const char *leaflet, char ***ret, size_t *ret_count, struct error *error);

/* names may be NULL. */
void leaflet_folder_names_free(char **names, size_t count);

#endif
