/* How alike two texts are: twice the length of their longest common subsequence of bytes, divided by the sum of their lengths,
 * as GNU gettext's fstrcmp has it. Found by E. Myers, "An O(ND) Difference Algorithm and Its Variations", 1986. */
#ifndef ALOUD_TRANSLATE_SIMILARITY_H
#define ALOUD_TRANSLATE_SIMILARITY_H

#include <stddef.h>

/* 1 for equal texts, 0 where they are less alike than `least`, or memory runs out. Two empty texts are equal. */
double similarity(const char *left, const char *right, double least);

#endif
