/* Words that deny. A voice file's [negations] lists them under
 *   not      negations ("nie", "*n't")
 *   without  "bez": it stands beside a negation, but not for one
 *   near     words that another language may say by a negation, and that may stand for one ("avoid", "unless")
 *   may      words that another language may say by a negation, but that stand for none ("only", "lost")
 *   none     phrases that hold a negation but deny nothing ("not only")
 *   until    words of "until" behind which a negation denies nothing: "dopóki nie"
 */
#ifndef ALOUD_COMPARE_DENIALS_H
#define ALOUD_COMPARE_DENIALS_H

enum denial { DENIAL_NOT, DENIAL_WITHOUT, DENIAL_NEAR, DENIAL_MAY, DENIAL_NONE, DENIAL_UNTIL, DENIAL_COUNT };

/* DENIAL_COUNT where the key is of none. */
enum denial denial_of_key(const char *key);

#endif
