#include "leaflet_maker.h"

#include "base/array.h"

static const char *const inlines[] = {
    "Take one tablet",
    "**do not** drive",
    "*always* with food",
    "***never*** twice",
    "**a *b* c**",
    "call 01788 663257",
    "see [our page](https://a.example/b_c \"t\")",
    "see [**here**][ref]",
    "<https://a.example/x_y>",
    "www.a.example/d_e",
    "ward@a.example",
    "~~old~~ new",
    "`code | x`",
    "``a ` b``",
    "a \\* b \\_c\\_ \\[d\\] \\<g1> \\\\",
    "5 &lt; 6 &amp; 7 &copy; 8",
    "3 * 4 * 5",
    "snake_case_word and _this_",
    "![a knee](knee.png)",
    "![](empty.png) seen",
    "[![alt *text*](i.png)](https://l.example)",
    "<b>bold</b> <kbd>Ctrl</kbd>",
    "line<br>break",
    "wow! [link](u) (really)",
    "<!-- a comment --> text",
    "<span hidden>not seen</span> seen",
    "<span lang=\"pl\">dzień dobry</span>",
    "50% #1 @home ~5 1. 2) - + = | :",
    "**请不要**驾车 **Nie!**wolno",
    "ممنوع **القيادة** اليوم",
    "&nbsp;x \"quoted\" 'q' — …",
};

unsigned leaflet_random(unsigned *state, unsigned limit)
{
    *state = *state * 1664525u + 1013904223u;
    return (*state >> 8) % limit;
}

static const char *piece(unsigned *state)
{
    return inlines[leaflet_random(state, ARRAY_COUNT(inlines))];
}

/* Pieces with spaces, or line breaks that `prefix` follows, between them. */
static void append_line(struct buffer *markdown, unsigned *state, const char *prefix)
{
    unsigned count = 1 + leaflet_random(state, 4);
    for (unsigned i = 0; i < count; i++) {
        if (i > 0 && prefix && leaflet_random(state, 3) == 0)
            buffer_printf(markdown, "%s\n%s", leaflet_random(state, 3) == 0 ? " \\" : "", prefix);
        else if (i > 0)
            buffer_append_char(markdown, ' ');
        buffer_printf(markdown, "%s%s", prefix && i > 0 ? "and " : i == 0 ? "So " : "", piece(state));
    }
    buffer_append_char(markdown, '\n');
}

static void append_list(struct buffer *markdown, unsigned *state)
{
    bool ordered = leaflet_random(state, 2) == 0;
    unsigned count = 1 + leaflet_random(state, 4);
    for (unsigned i = 0; i < count; i++) {
        if (ordered)
            buffer_printf(markdown, "%u. ", i + 4);
        else
            buffer_append_text(markdown, leaflet_random(state, 4) == 0 ? "- [x] " : "- ");
        append_line(markdown, state, "   ");
        if (leaflet_random(state, 4) == 0) buffer_printf(markdown, "   - %s\n   - %s\n", piece(state), piece(state));
        if (leaflet_random(state, 6) == 0) buffer_printf(markdown, "\n   %s\n", piece(state));
    }
    if (leaflet_random(state, 6) == 0) buffer_append_text(markdown, ordered ? "9. - inner\n" : "- - inner\n");
}

static void append_block(struct buffer *markdown, unsigned *state)
{
    switch (leaflet_random(state, 10)) {
    case 0: buffer_printf(markdown, "## About %u %s\n", leaflet_random(state, 9), piece(state)); break;
    case 1: buffer_printf(markdown, "Setext %s\n---\n", piece(state)); break;
    case 2: buffer_append_text(markdown, "**At home**\n"); break;
    case 3: append_list(markdown, state); break;
    case 4: buffer_append_text(markdown, "| A | B \\| C |\n|---|:-:|\n| `x\\|y` | **1** |\n| 2 mg [l](u) | |\n"); break;
    case 5:
        buffer_append_text(markdown, "> ");
        append_line(markdown, state, leaflet_random(state, 2) == 0 ? "> " : "");
        break;
    case 6: buffer_append_text(markdown, "```\ncode <b>\n\tline *two*\n\n  three\n```\n"); break;
    case 7:
        buffer_append_text(markdown, "<div><p>HTML &amp; <b>bold</b> *star* <img src=\"a.png\" alt=\"a knee\"></p>\n"
                                     "<ul><li>one</li><li>two <i>x</i></li></ul></div>\n");
        break;
    default: append_line(markdown, state, ""); break;
    }
    buffer_append_char(markdown, '\n');
}

void leaflet_make(struct buffer *markdown, unsigned seed)
{
    unsigned state = seed * 2654435761u + 1;
    if (seed % 5 != 0)
        buffer_append_text(markdown, "---\ntitle: \"A \\\"made\\\" leaflet\"\nlang: en-GB\nversion: 2\n---\n\n");
    if (seed % 3 != 0) buffer_append_text(markdown, "# A *made* leaflet\n\n");
    unsigned count = 3 + leaflet_random(&state, 12);
    for (unsigned i = 0; i < count; i++) append_block(markdown, &state);
    buffer_append_text(markdown, "[ref]: https://ref.example \"Title\"\n");
}
