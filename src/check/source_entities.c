#include "check/source_entities.h"

#include <ctype.h>
#include <libxml/HTMLparser.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

struct entity {
    const char *name;
    uint32_t codepoint;
};

/* HTML 5 names that HTML 4 (libxml2's table) lacks, as far as leaflets may hold them: the letters of European
 * languages and everyday signs. In the order of strcmp. */
static const struct entity later[] = {
    {"Abreve", 0x102},  {"Amacr", 0x100},   {"Aogon", 0x104},   {"Cacute", 0x106},      {"Ccaron", 0x10C},
    {"Ccirc", 0x108},   {"Cdot", 0x10A},    {"Dcaron", 0x10E},  {"Dstrok", 0x110},      {"Ecaron", 0x11A},
    {"Edot", 0x116},    {"Emacr", 0x112},   {"Eogon", 0x118},   {"Gbreve", 0x11E},      {"Gcedil", 0x122},
    {"Gcirc", 0x11C},   {"Gdot", 0x120},    {"Hcirc", 0x124},   {"Hstrok", 0x126},      {"Idot", 0x130},
    {"Imacr", 0x12A},   {"Iogon", 0x12E},   {"Itilde", 0x128},  {"Jcirc", 0x134},       {"Kcedil", 0x136},
    {"Lacute", 0x139},  {"Lcaron", 0x13D},  {"Lcedil", 0x13B},  {"Lmidot", 0x13F},      {"Lstrok", 0x141},
    {"Nacute", 0x143},  {"Ncaron", 0x147},  {"Ncedil", 0x145},  {"NewLine", 0x0A},      {"Odblac", 0x150},
    {"Omacr", 0x14C},   {"Racute", 0x154},  {"Rcaron", 0x158},  {"Rcedil", 0x156},      {"Sacute", 0x15A},
    {"Scedil", 0x15E},  {"Scirc", 0x15C},   {"Tab", 0x09},      {"Tcaron", 0x164},      {"Tcedil", 0x162},
    {"Tstrok", 0x166},  {"Ubreve", 0x16C},  {"Udblac", 0x170},  {"Umacr", 0x16A},       {"UnderBar", 0x5F},
    {"Uogon", 0x172},   {"Uring", 0x16E},   {"Utilde", 0x168},  {"VerticalLine", 0x7C}, {"Wcirc", 0x174},
    {"Ycirc", 0x176},   {"Zacute", 0x179},  {"Zcaron", 0x17D},  {"Zdot", 0x17B},        {"abreve", 0x103},
    {"amacr", 0x101},   {"aogon", 0x105},   {"ast", 0x2A},      {"bsol", 0x5C},         {"cacute", 0x107},
    {"ccaron", 0x10D},  {"ccirc", 0x109},   {"cdot", 0x10B},    {"check", 0x2713},      {"checkmark", 0x2713},
    {"colon", 0x3A},    {"comma", 0x2C},    {"commat", 0x40},   {"cross", 0x2717},      {"dash", 0x2010},
    {"dcaron", 0x10F},  {"dollar", 0x24},   {"dstrok", 0x111},  {"ecaron", 0x11B},      {"edot", 0x117},
    {"emacr", 0x113},   {"eogon", 0x119},   {"equals", 0x3D},   {"excl", 0x21},         {"female", 0x2640},
    {"frac13", 0x2153}, {"frac15", 0x2155}, {"frac16", 0x2159}, {"frac18", 0x215B},     {"frac23", 0x2154},
    {"frac38", 0x215C}, {"frac58", 0x215D}, {"frac78", 0x215E}, {"gacute", 0x1F5},      {"gbreve", 0x11F},
    {"gcirc", 0x11D},   {"gdot", 0x121},    {"grave", 0x60},    {"half", 0xBD},         {"hcirc", 0x125},
    {"hstrok", 0x127},  {"hyphen", 0x2010}, {"imacr", 0x12B},   {"imath", 0x131},       {"inodot", 0x131},
    {"iogon", 0x12F},   {"itilde", 0x129},  {"jcirc", 0x135},   {"kcedil", 0x137},      {"kgreen", 0x138},
    {"lacute", 0x13A},  {"lbrace", 0x7B},   {"lbrack", 0x5B},   {"lcaron", 0x13E},      {"lcedil", 0x13C},
    {"lcub", 0x7B},     {"lmidot", 0x140},  {"lowbar", 0x5F},   {"lpar", 0x28},         {"lsqb", 0x5B},
    {"lstrok", 0x142},  {"male", 0x2642},   {"midast", 0x2A},   {"nacute", 0x144},      {"napos", 0x149},
    {"ncaron", 0x148},  {"ncedil", 0x146},  {"num", 0x23},      {"odblac", 0x151},      {"omacr", 0x14D},
    {"percnt", 0x25},   {"period", 0x2E},   {"phone", 0x260E},  {"plus", 0x2B},         {"quest", 0x3F},
    {"racute", 0x155},  {"rbrace", 0x7D},   {"rbrack", 0x5D},   {"rcaron", 0x159},      {"rcedil", 0x157},
    {"rcub", 0x7D},     {"rpar", 0x29},     {"rsqb", 0x5D},     {"sacute", 0x15B},      {"scedil", 0x15F},
    {"scirc", 0x15D},   {"semi", 0x3B},     {"sol", 0x2F},      {"star", 0x2606},       {"starf", 0x2605},
    {"tcaron", 0x165},  {"tcedil", 0x163},  {"tstrok", 0x167},  {"ubreve", 0x16D},      {"udblac", 0x171},
    {"umacr", 0x16B},   {"uogon", 0x173},   {"uring", 0x16F},   {"utilde", 0x169},      {"verbar", 0x7C},
    {"vert", 0x7C},     {"wcirc", 0x175},   {"ycirc", 0x177},   {"zacute", 0x17A},      {"zcaron", 0x17E},
    {"zdot", 0x17C},
};

static int compare_names(const void *name, const void *entity)
{
    return strcmp(name, ((const struct entity *)entity)->name);
}

static uint32_t named(const char *name)
{
    const htmlEntityDesc *found = htmlEntityLookup((const xmlChar *)name);
    if (found) return found->value;
    const struct entity *entity = bsearch(name, later, sizeof later / sizeof later[0], sizeof later[0], compare_names);
    return entity ? entity->codepoint : 0;
}

/* "&#…;": at most seven decimal or six hexadecimal digits. */
static uint32_t numbered(const char *text, size_t length, size_t *ret_length)
{
    bool hexadecimal = length > 2 && (text[2] | 0x20) == 'x';
    size_t first = hexadecimal ? 3 : 2;
    size_t most = hexadecimal ? 6 : 7;
    size_t at = first;
    uint32_t codepoint = 0;
    while (at < length && at - first < most) {
        unsigned char c = (unsigned char)text[at];
        if (hexadecimal ? !isxdigit(c) : !isdigit(c)) break;
        uint32_t digit = isdigit(c) ? (uint32_t)(c - '0') : (uint32_t)((c | 0x20) - 'a' + 10);
        codepoint = codepoint * (hexadecimal ? 16 : 10) + digit;
        at++;
    }
    if (at == first || at >= length || text[at] != ';') return 0;
    *ret_length = at + 1;
    bool valid = codepoint > 0 && codepoint <= 0x10FFFF && (codepoint < 0xD800 || codepoint > 0xDFFF);
    return valid ? codepoint : 0xFFFD;
}

uint32_t entity_codepoint(const char *text, size_t length, size_t *ret_length)
{
    if (length < 3 || text[0] != '&') return 0;
    if (text[1] == '#') return numbered(text, length, ret_length);
    char name[32];
    size_t at = 1;
    while (at < length && at < sizeof name && isalnum((unsigned char)text[at])) at++;
    if (at == 1 || at >= length || at >= sizeof name || text[at] != ';') return 0;
    memcpy(name, text + 1, at - 1);
    name[at - 1] = '\0';
    *ret_length = at + 1;
    return named(name);
}
