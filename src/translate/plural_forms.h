/* The Plural-Forms field that PO editors want in the header. */
#ifndef ALOUD_TRANSLATE_PLURAL_FORMS_H
#define ALOUD_TRANSLATE_PLURAL_FORMS_H

/* Its value for a BCP 47 tag, as GNU gettext's manual and Unicode CLDR give it; NULL where it is not known here. Static. */
const char *plural_forms(const char *language);

#endif
