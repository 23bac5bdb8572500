/* SPDX-License-Identifier: MIT */
/*
 * Quantiles, exactly.
 */
#ifndef MUSTER_ANALYSE_QUANTILE_H
#define MUSTER_ANALYSE_QUANTILE_H

#include "base/money.h"

#include <stddef.h>

/* A quantile as a fraction: (lo x (10000 - part) + hi x part) / 10000. */
struct quantile {
	int64_t lo, hi;
	int32_t part;                 /* 0..9999                           */
};

/*
 * The p-quantile, Hyndman-Fan type 7 (Excel PERCENTILE.INC): h = (n-1)p.
 *
 *   shape   x[n], any order, n >= 1; reordered by the call (selection, not
 *           a full sort); p_bp in 0..10000
 *   source  Hyndman & Fan 1996; check values in tests/unit/quantile.c
 */
struct quantile quantile_inc(int64_t *x, ptrdiff_t n, int32_t p_bp);

/* Several at once, p ascending: less work than one by one. */
void quantiles_inc(int64_t *x, ptrdiff_t n, const int32_t *p_bp,
                   struct quantile *out, ptrdiff_t n_p);

/* Between the values of two ranks (from 0, ascending), `part` ten-thousandths
 * of the way up; hi is lo where part is 0. */
struct quantile_rank {
	ptrdiff_t lo, hi;
	int32_t part;
};

/* Where the p-quantile of n >= 1 values stands. */
struct quantile_rank quantile_rank(ptrdiff_t n, int32_t p_bp);

/* Its value, exactly, in ten-thousandths of the values' unit. */
static inline i128
quantile_e4(struct quantile q)
{
	return (i128)q.lo * (10000 - q.part) + (i128)q.hi * q.part;
}

/* Its value x mul / div, rounded once; div > 0; it must fit 64 bits. */
int64_t quantile_scaled(struct quantile, int64_t mul, int64_t div);

#endif
