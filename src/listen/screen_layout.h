/* Where what stands on the drawn screen: the sentence before all else, then as much around it as there is room for. */
#ifndef ALOUD_LISTEN_SCREEN_LAYOUT_H
#define ALOUD_LISTEN_SCREEN_LAYOUT_H

#include "listen/screen.h"

/* Draws the view on ncurses' standard screen, whatever its size. A sentence longer than the screen is shown by pages, the
 * one with the marked word. */
void screen_layout_draw(const struct screen_view *view);

#endif
