/* SPDX-License-Identifier: MIT */
/*
 * Rates and their confidence intervals, exactly: integers only, so that they
 * are the same everywhere.
 */
#ifndef MUSTER_ANALYSE_INTERVAL_H
#define MUSTER_ANALYSE_INTERVAL_H

#include "base/money.h"

#define RATE_NONE MONEY_NONE          /* nothing to divide by              */

/* n of den as a share, with the interval in which the true one lies. */
struct rate {
	int64_t n, den;
	int64_t e9, low_e9, high_e9;  /* in 10^-9; RATE_NONE: den is 0     */
};

/*
 * The rate n / den, 0 <= n <= den < 10^12, and its Wilson score interval of
 * 95 % (z = 1.96): centre (p + z^2/2n) / (1 + z^2/n), half-width
 * z sqrt(p(1-p)/n + z^2/4n^2) / (1 + z^2/n).
 *
 *   source  Wilson 1927; check values in tests/unit/interval.c
 */
struct rate rate_of(int64_t n, int64_t den);

#endif
