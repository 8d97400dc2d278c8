/* What the targets of a menu share; only for menu.c and menu_*.c. Each writes a menu that menu_make has checked. */
#ifndef ALOUD_EXPORT_MENU_PARTS_H
#define ALOUD_EXPORT_MENU_PARTS_H

#include "export/menu.h"

#define X(name, text, function)                                                                                        \
    enum status function(const struct menu *menu, struct menu_files *files, struct error *error);
MENU_TARGET_LIST(X)
#undef X

/* A new file's text, valid until the next file is added; NULL where memory runs out. A buffer that has failed is found by
 * menu_make. */
__attribute__((format(printf, 2, 3))) struct buffer *menu_file_add(struct menu_files *files, const char *format, ...);

/* Appends `text` with the menu's name for each "~". */
void menu_append(struct buffer *buffer, const struct menu *menu, const char *text);

/* The files by which a web server chooses among the documents of menu_twiml; false where memory runs out. */
bool menu_twiml_host(struct menu_files *files);

/* Pages of MENU_PAGE for so many choices. */
size_t menu_pages(size_t count);

#endif
