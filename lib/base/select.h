/* SPDX-License-Identifier: MIT */
/*
 * Selection: the element of a rank without sorting the rest.
 */
#ifndef MUSTER_BASE_SELECT_H
#define MUSTER_BASE_SELECT_H

#include <stddef.h>
#include <stdint.h>

/*
 * Put the element of rank k of x[lo..hi) in its place, nothing greater before
 * it and nothing less after it.  Outside the range it stands there already.
 */
void select_rank(int64_t *x, ptrdiff_t lo, ptrdiff_t hi, ptrdiff_t k);

/* Put the least of x[k..hi) at k; nothing when k is not before hi. */
void select_least(int64_t *x, ptrdiff_t k, ptrdiff_t hi);

#endif
