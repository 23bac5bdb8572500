/* SPDX-License-Identifier: MIT */
#include "analyse/interval.h"

/* The largest integer whose square is at most x >= 0. */
static i128
root(i128 x)
{
	i128 r = 0;

	for (int bit = 62; bit >= 0; bit--) {
		i128 more = r + ((i128)1 << bit);

		if (more * more <= x)
			r = more;
	}
	return r;
}

static int64_t
clamp(i128 e9)
{
	return e9 < 0 ? 0 : e9 > 1000000000 ? 1000000000 : (int64_t)e9;
}

/*
 * With z^2 = 3.8416 the half-width is sqrt(V) / (n + z^2), where
 * V = z^2 (x (n - x) / n + z^2 / 4) = 2401 (2500 x (n - x) + 2401 n) /
 * (1562500 n): the root is taken of V x 10^18.
 */
struct rate
rate_of(int64_t n, int64_t den)
{
	struct rate r = { n, den, RATE_NONE, RATE_NONE, RATE_NONE };
	const i128 e18 = (i128)1000000000 * 1000000000;
	i128 above, below = (i128)1562500 * den, v, centre, half;
	i128 weight = (i128)10000 * den + 38416;    /* (den + z^2) x 10^4 */

	if (den <= 0)
		return r;
	above = (i128)2401 * ((i128)2500 * n * (den - n) + (i128)2401 * den);
	v = above / below * e18 + above % below * e18 / below;
	centre = ((i128)10000 * n + 19208) * 1000000000;
	half = root(v) * 10000;
	r.e9 = muldiv(n, 1000000000, den);
	r.low_e9 = clamp(i128_div_round(centre - half, weight));
	r.high_e9 = clamp(i128_div_round(centre + half, weight));
	return r;
}
