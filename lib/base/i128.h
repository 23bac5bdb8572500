/* SPDX-License-Identifier: MIT */
/*
 * Wide integers for products and sums of money: order of addition never
 * matters and nothing overflows for any sum of 2^60 amounts below 2^63.
 */
#ifndef MUSTER_BASE_I128_H
#define MUSTER_BASE_I128_H

#include <stdint.h>

__extension__ typedef __int128 i128;

/* a / b rounded to the nearest integer, halves away from zero; b > 0.  Nearly
 * all of a report fit 64 bits, and take a fifth of the time there. */
static inline i128
i128_div_round(i128 a, i128 b)
{
	i128 n = (a >= 0 ? a : -a) + b / 2;
	i128 q = n <= INT64_MAX && b <= INT64_MAX ? (int64_t)n / (int64_t)b
	                                          : n / b;

	return a >= 0 ? q : -q;
}

/*
 * a x b / c, rounded likewise; c > 0.  The result must fit 64 bits: pay of
 * one person times a factor does.
 */
static inline int64_t
muldiv(int64_t a, int64_t b, int64_t c)
{
	int64_t product;

	/* nearly always it fits, with the half: a division of 64 bits */
	if (!__builtin_mul_overflow(a, b, &product) &&
	    product < INT64_MAX / 2 && product > -INT64_MAX / 2 &&
	    c < INT64_MAX / 2)
		return product >= 0 ? (product + c / 2) / c
		                    : -((-product + c / 2) / c);
	return (int64_t)i128_div_round((i128)a * b, c);
}

#endif
