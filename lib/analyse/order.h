/* SPDX-License-Identifier: MIT */
/*
 * Putting many things in order by a number, in passes that count instead of
 * compare: the time grows with their number only.
 */
#ifndef MUSTER_ANALYSE_ORDER_H
#define MUSTER_ANALYSE_ORDER_H

#include "base/arena.h"

#include <stdint.h>

/* Packed: a quarter of it would be padding, in the largest of all tables. */
struct keyed {
	uint64_t key;
	uint32_t item;
} __attribute__((packed, aligned(4)));

/*
 * Sort v[n] by key, ascending; equal keys stay in their order.  `spare` has
 * room for n as well.  Returns the one of the two that holds the result.
 */
struct keyed *keyed_sort(struct keyed *v, struct keyed *spare, ptrdiff_t n);

#endif
