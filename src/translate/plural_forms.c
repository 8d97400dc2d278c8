#include "translate/plural_forms.h"

#include "base/array.h"

#include <string.h>

#define SLAVIC_FEW "n%10>=2 && n%10<=4 && (n%100<12 || n%100>14) ? 1 : 2);"

static const struct {
    const char *languages; /* with a blank before and behind each */
    const char *value;
} forms[] = {
    {" bo cmn dz id ja km ko lo ms my th vi wuu yue zh ", "nplurals=1; plural=0;"},
    {" bg bn da de el en es et eu fi gl gu he hu it ka kn ml mr nb ne nl nn no or pa ps sd so sq sv sw ta te tr ur ",
     "nplurals=2; plural=(n != 1);"},
    {" am fa fr hi hy pt ti ", "nplurals=2; plural=(n > 1);"},
    {" ro ", "nplurals=3; plural=(n==1 ? 0 : n==0 || (n%100>0 && n%100<20) ? 1 : 2);"},
    {" pl ", "nplurals=3; plural=(n==1 ? 0 : " SLAVIC_FEW},
    {" be bs hr ru sr uk ", "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : " SLAVIC_FEW},
    {" cs sk ", "nplurals=3; plural=(n==1 ? 0 : n>=2 && n<=4 ? 1 : 2);"},
    {" lt ", "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && (n%100<10 || n%100>=20) ? 1 : 2);"},
    {" lv ", "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n != 0 ? 1 : 2);"},
    {" sl ", "nplurals=4; plural=(n%100==1 ? 0 : n%100==2 ? 1 : n%100==3 || n%100==4 ? 2 : 3);"},
    {" ga ", "nplurals=5; plural=(n==1 ? 0 : n==2 ? 1 : n<7 ? 2 : n<11 ? 3 : 4);"},
    {" cy ", "nplurals=6; plural=(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n==3 ? 3 : n==6 ? 4 : 5);"},
    {" ar ", "nplurals=6; plural=(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : n%100>=11 ? 4 : 5);"},
};

const char *plural_forms(const char *language)
{
    char name[8] = " ";
    size_t length = strcspn(language, "-_");
    if (length == 0 || length > sizeof name - 3) return NULL;
    memcpy(name + 1, language, length);
    name[length + 1] = ' ';
    name[length + 2] = '\0';
    for (size_t i = 0; i < ARRAY_COUNT(forms); i++) {
        if (strstr(forms[i].languages, name)) return forms[i].value;
    }
    return NULL;
}
