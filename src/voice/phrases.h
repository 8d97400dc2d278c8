/* Everything that Aloud itself says, once. Each voice file gives every phrase under [phrases] in its own language.
 *
 * X(NAME, "key in the voice file", "signature"): one letter an argument, {0} first: t a text, n a number (plural
 * forms: {0, plural, one{# section} other{# sections}}). What each argument is stands behind the line.
 */
#ifndef ALOUD_VOICE_PHRASES_H
#define ALOUD_VOICE_PHRASES_H

#define PHRASE_LIST(X)                                                                                                 \
    /* The start */                                                                                                    \
    X(INTRO, "intro", "nt")               /* sections; duration. Then: the key for help */                             \
    X(INTRO_PLAIN, "intro_plain", "t")    /* no sections: duration. Then: the key for help */                          \
    X(LOADING, "loading", "n")            /* per cent of the leaflet opened so far */                                  \
    X(RESUME_OFFER, "resume_offer", "nt") /* section number; its heading. Space goes on there, Home starts anew */     \
    X(RESUME_OFFER_PLAIN, "resume_offer_plain", "t") /* no sections: time left there */                                \
    X(RESUMING, "resuming", "")                      /* going on where you stopped */                                  \
    X(FROM_START, "from_start", "")                  /* from the beginning */                                          \
    X(LANGUAGE_FALLBACK, "language_fallback", "tt")  /* language without a voice; the voice that reads instead */      \
    X(LEFT_OUT, "left_out", "n") /* pieces of the leaflet that cannot be read aloud, such as pictures */               \
    /* Time */                                                                                                         \
    X(DURATION_MINUTES, "duration_minutes", "n")                                                                       \
    X(DURATION_SHORT, "duration_short", "") /* less than a minute */                                                   \
    /* Moving about */                                                                                                 \
    X(PAUSED, "paused", "")                                                                                            \
    X(GOING_ON, "going_on", "")                                                                                        \
    X(AT_BEGINNING, "at_beginning", "")                                                                                \
    X(AT_END, "at_end", "")                                                                                            \
    X(END_OF_LEAFLET, "end_of_leaflet", "") /* Home hears it again, q leaves */                                        \
    X(NO_NEXT_SECTION, "no_next_section", "")                                                                          \
    X(NO_PREVIOUS_SECTION, "no_previous_section", "")                                                                  \
    X(NO_SECTIONS, "no_sections", "")    /* the leaflet has no headings */                                             \
    X(NO_HEADING, "no_heading", "n")     /* level: no further heading of it */                                         \
    X(NO_LIST, "no_list", "")            /* no further list */                                                         \
    X(NO_TABLE, "no_table", "")          /* no further table */                                                        \
    X(LIST, "list", "n")                 /* a list begins: items */                                                    \
    X(TABLE, "table", "nn")              /* a table begins: rows; columns */                                           \
    X(WHERE, "where", "nntnnt")          /* section; sections; heading; sentence; sentences in it; time left */        \
    X(WHERE_PLAIN, "where_plain", "nnt") /* no sections: sentence; sentences; time left */                             \
    /* Going to a section, the outline, help */                                                                        \
    X(GOTO_PROMPT, "goto_prompt", "n")       /* type a number from 1 to this, then Enter */                            \
    X(GOTO_UNKNOWN, "goto_unknown", "nn")    /* no such section; sections there are */                                 \
    X(OUTLINE, "outline", "n")               /* sections. Arrows choose, Enter goes there, Escape leaves */            \
    X(OUTLINE_ENTRY, "outline_entry", "ntn") /* number; heading; level */                                              \
    X(HELP, "help", "n")                     /* commands. Arrows go through them, Enter does one, Escape leaves */     \
    X(HELP_ENTRY, "help_entry", "tt")        /* key names; what it does */                                             \
    X(LIST_OF_KEYS, "list_of_keys", "tt")    /* one key name; another: "a or b" */                                     \
    X(FIRST_ENTRY, "first_entry", "")                                                                                  \
    X(LAST_ENTRY, "last_entry", "")                                                                                    \
    X(CANCELLED, "cancelled", "")                                                                                      \
    X(UNKNOWN_KEY, "unknown_key", "t") /* key name. Question mark for help */                                          \
    /* Saying it again */                                                                                              \
    X(SLOWLY, "slowly", "")                                                                                            \
    X(SPELT, "spelt", "")                                                                                              \
    X(SPELT_ALPHABET, "spelt_alphabet", "")                 /* a word for each letter */                               \
    X(SPELLING_ALPHABET_NONE, "spelling_alphabet_none", "") /* the language has none */                                \
    X(SPELL_CAPITAL, "spell_capital", "t")                  /* letter name */                                          \
    X(SPELL_SPACE, "spell_space", "")                                                                                  \
    X(SPELL_UNKNOWN, "spell_unknown", "t") /* code of a sign without a name: "U+2603" */                               \
    /* Phone numbers, addresses, links */                                                                              \
    X(CONTACT_PHONE, "contact_phone", "nn") /* which; of how many contacts */                                          \
    X(CONTACT_EMAIL, "contact_email", "nn")                                                                            \
    X(CONTACT_WEB, "contact_web", "nn")                                                                                \
    X(CONTACT_AGAIN, "contact_again", "")                                                                              \
    X(CONTACT_NEXT, "contact_next", "") /* c for the next one, space goes on reading */                                \
    X(CONTACT_NONE, "contact_none", "")                                                                                \
    /* Languages */                                                                                                    \
    X(LANGUAGE_NONE, "language_none", "") /* the leaflet has no other one */                                           \
    /* Finding, bookmarks */                                                                                           \
    X(FIND_PROMPT, "find_prompt", "")    /* type words, then Enter */                                                  \
    X(FIND_FOUND, "find_found", "t")     /* what was found */                                                          \
    X(FIND_WRAPPED, "find_wrapped", "t") /* what: found by going on from the beginning */                              \
    X(FIND_NONE, "find_none", "t")       /* what */                                                                    \
    X(FIND_NOTHING_TYPED, "find_nothing_typed", "")                                                                    \
    X(BOOKMARK_SET, "bookmark_set", "n")         /* bookmarks now */                                                   \
    X(BOOKMARK_REMOVED, "bookmark_removed", "n") /* bookmarks left */                                                  \
    X(BOOKMARK_AT, "bookmark_at", "nn")          /* which; of how many */                                              \
    X(BOOKMARK_NONE, "bookmark_none", "")                                                                              \
    X(BOOKMARK_FULL, "bookmark_full", "n") /* no more than this many */                                                \
    /* Settings */                                                                                                     \
    X(RATE, "rate", "n") /* words a minute */                                                                          \
    X(RATE_FASTEST, "rate_fastest", "n")                                                                               \
    X(RATE_SLOWEST, "rate_slowest", "n")                                                                               \
    X(PITCH, "pitch", "n")                                                                                             \
    X(PITCH_HIGHEST, "pitch_highest", "")                                                                              \
    X(PITCH_LOWEST, "pitch_lowest", "")                                                                                \
    X(VOLUME, "volume", "n")                                                                                           \
    X(VOLUME_LOUDEST, "volume_loudest", "")                                                                            \
    X(VOLUME_SOFTEST, "volume_softest", "")                                                                            \
    X(VARIANT, "variant", "nn")         /* which voice; of how many */                                                 \
    X(VARIANT_ONLY, "variant_only", "") /* there is only one voice */                                                  \
    X(PUNCTUATION_NONE, "punctuation_none", "")                                                                        \
    X(PUNCTUATION_SOME, "punctuation_some", "")                                                                        \
    X(PUNCTUATION_MOST, "punctuation_most", "")                                                                        \
    /* Trouble */                                                                                                      \
    X(DEVICE_LOST, "device_lost", "") /* the sound is gone; reading goes on when it is back */                         \
    X(DEVICE_BACK, "device_back", "")                                                                                  \
    X(GAP, "gap", "t")          /* a piece that could not be spoken */                                                 \
    X(NOT_KEPT, "not_kept", "") /* the place cannot be saved */                                                        \
    X(GOODBYE, "goodbye", "")   /* the place is kept */                                                                \
    /* Within the leaflet */                                                                                           \
    X(PICTURE, "picture", "t")     /* its alternative text */                                                          \
    X(CELL, "cell", "tt")          /* column heading; cell */                                                          \
    X(TASK_DONE, "task_done", "t") /* a ticked item */                                                                 \
    X(TASK_OPEN, "task_open", "t")                                                                                     \
    /* A translation */                                                                                                \
    X(UNTRANSLATED_NEXT, "untranslated_next", "t")        /* the language in which the next part stands */             \
    X(UNTRANSLATED_LEFT_OUT, "untranslated_left_out", "") /* parts are left out */                                     \
    /* What each command does, for help; one a command of listen/keys.h */                                             \
    X(HELP_PAUSE, "help_pause", "")                                                                                    \
    X(HELP_NEXT_SENTENCE, "help_next_sentence", "")                                                                    \
    X(HELP_PREVIOUS_SENTENCE, "help_previous_sentence", "")                                                            \
    X(HELP_NEXT_PARAGRAPH, "help_next_paragraph", "")                                                                  \
    X(HELP_PREVIOUS_PARAGRAPH, "help_previous_paragraph", "")                                                          \
    X(HELP_NEXT_SECTION, "help_next_section", "")                                                                      \
    X(HELP_PREVIOUS_SECTION, "help_previous_section", "")                                                              \
    X(HELP_HEADING_1, "help_heading_1", "")                                                                            \
    X(HELP_HEADING_2, "help_heading_2", "")                                                                            \
    X(HELP_HEADING_3, "help_heading_3", "")                                                                            \
    X(HELP_HEADING_4, "help_heading_4", "")                                                                            \
    X(HELP_HEADING_5, "help_heading_5", "")                                                                            \
    X(HELP_HEADING_6, "help_heading_6", "")                                                                            \
    X(HELP_NEXT_LIST, "help_next_list", "")                                                                            \
    X(HELP_NEXT_TABLE, "help_next_table", "")                                                                          \
    X(HELP_BEGINNING, "help_beginning", "")                                                                            \
    X(HELP_END, "help_end", "")                                                                                        \
    X(HELP_GO_TO_SECTION, "help_go_to_section", "")                                                                    \
    X(HELP_OUTLINE, "help_outline", "")                                                                                \
    X(HELP_REPEAT, "help_repeat", "")                                                                                  \
    X(HELP_SLOWLY, "help_slowly", "")                                                                                  \
    X(HELP_WHERE, "help_where", "")                                                                                    \
    X(HELP_CONTACTS, "help_contacts", "")                                                                              \
    X(HELP_LANGUAGE, "help_language", "")                                                                              \
    X(HELP_TRANSLATION, "help_translation", "")                                                                        \
    X(HELP_FIND, "help_find", "")                                                                                      \
    X(HELP_FIND_AGAIN, "help_find_again", "")                                                                          \
    X(HELP_BOOKMARK, "help_bookmark", "")                                                                              \
    X(HELP_BOOKMARKS, "help_bookmarks", "")                                                                            \
    X(HELP_FASTER, "help_faster", "")                                                                                  \
    X(HELP_SLOWER, "help_slower", "")                                                                                  \
    X(HELP_HIGHER, "help_higher", "")                                                                                  \
    X(HELP_LOWER, "help_lower", "")                                                                                    \
    X(HELP_LOUDER, "help_louder", "")                                                                                  \
    X(HELP_SOFTER, "help_softer", "")                                                                                  \
    X(HELP_VARIANT, "help_variant", "")                                                                                \
    X(HELP_PUNCTUATION, "help_punctuation", "")                                                                        \
    X(HELP_HELP, "help_help", "")                                                                                      \
    X(HELP_CHOOSE, "help_choose", "") /* Enter: opens this menu of commands; in a menu, does the entry */              \
    X(HELP_CANCEL, "help_cancel", "") /* Escape */                                                                     \
    X(HELP_QUIT, "help_quit", "")                                                                                      \
    /* Names of keys that have no letter */                                                                            \
    X(KEY_SPACE, "key_space", "")                                                                                      \
    X(KEY_LEFT, "key_left", "")                                                                                        \
    X(KEY_RIGHT, "key_right", "")                                                                                      \
    X(KEY_UP, "key_up", "")                                                                                            \
    X(KEY_DOWN, "key_down", "")                                                                                        \
    X(KEY_PAGE_UP, "key_page_up", "")                                                                                  \
    X(KEY_PAGE_DOWN, "key_page_down", "")                                                                              \
    X(KEY_HOME, "key_home", "")                                                                                        \
    X(KEY_END, "key_end", "")                                                                                          \
    X(KEY_ENTER, "key_enter", "")                                                                                      \
    X(KEY_ESCAPE, "key_escape", "")                                                                                    \
    X(KEY_TAB, "key_tab", "")                                                                                          \
    X(KEY_BACKSPACE, "key_backspace", "")                                                                              \
    X(KEY_INSERT, "key_insert", "")      /* 0 on the numeric keypad */                                                 \
    X(KEY_DELETE, "key_delete", "")      /* the point on the numeric keypad */                                         \
    X(KEY_CENTRE, "key_centre", "")      /* 5 on the numeric keypad */                                                 \
    X(KEY_FUNCTION, "key_function", "n") /* F1 and so on */                                                            \
    X(KEY_CONTROL, "key_control", "t")   /* control and a letter */                                                    \
    X(KEY_CAPITAL, "key_capital", "t")   /* capital letter name */                                                     \
    X(KEY_OTHER, "key_other", "")        /* a key without a name, as the argument of unknown_key */                    \
    /* The telephone line; digits name keys, hash and star are called as in [symbols] */                               \
    X(PHONE_LANGUAGE, "phone_language", "n")        /* for this language, press the digit */                           \
    X(PHONE_WELCOME, "phone_welcome", "t")          /* the leaflet's title */                                          \
    X(PHONE_DRAFT, "phone_draft", "")               /* no doctor has checked the translation */                        \
    X(PHONE_CHOICE, "phone_choice", "tn")           /* for the section of this title, press the digit */               \
    X(PHONE_MORE, "phone_more", "")                 /* hash: further sections */                                       \
    X(PHONE_AGAIN, "phone_again", "")               /* hash: these choices again */                                    \
    X(PHONE_LANGUAGES, "phone_languages", "")       /* star */                                                         \
    X(PHONE_OPERATOR_KEY, "phone_operator_key", "") /* 0 */                                                            \
    X(PHONE_NO_KEY, "phone_no_key", "")             /* before the choices are said again */                            \
    X(PHONE_WRONG_CHOICE, "phone_wrong_choice", "") /* the same */                                                     \
    X(PHONE_WRONG_KEY, "phone_wrong_key", "")       /* while listening; hash tells all keys */                         \
    X(PHONE_LISTEN, "phone_listen", "")             /* before the reading: 5 and hash */                               \
    X(PHONE_HELP, "phone_help", "")                 /* 5, 4 and 6, 7 and 9, 2 */                                       \
    X(PHONE_HELP_MORE, "phone_help_more", "")       /* 8, 1, 0, star */                                                \
    X(PHONE_PAUSED, "phone_paused", "")             /* 5 */                                                            \
    X(PHONE_REMINDER, "phone_reminder", "")         /* still paused: 5, or hang up */                                  \
    X(PHONE_END, "phone_end", "")                   /* star, or hang up */                                             \
    X(PHONE_SLOWER, "phone_slower", "")                                                                                \
    X(PHONE_NORMAL, "phone_normal", "")                                                                                \
    X(PHONE_CONTACT, "phone_contact", "")           /* a number follows, twice */                                      \
    X(PHONE_CONTACT_NEXT, "phone_contact_next", "") /* 1 */                                                            \
    X(PHONE_NO_CONTACT, "phone_no_contact", "")                                                                        \
    X(PHONE_OPERATOR, "phone_operator", "") /* being connected */                                                      \
    X(PHONE_NO_OPERATOR, "phone_no_operator", "")                                                                      \
    X(PHONE_OPERATOR_BUSY, "phone_operator_busy", "")                                                                  \
    X(PHONE_GOODBYE, "phone_goodbye", "")

enum phrase {
#define X(name, key, signature) PHRASE_##name,
    PHRASE_LIST(X)
#undef X
        PHRASE_COUNT
};

#endif
