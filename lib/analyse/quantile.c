/* SPDX-License-Identifier: MIT */
#include "analyse/quantile.h"

#include "base/select.h"

struct quantile_rank
quantile_rank(ptrdiff_t n, int32_t p_bp)
{
	int64_t h = (int64_t)(n - 1) * p_bp;    /* of fewer than 2^49 */
	struct quantile_rank r = { (ptrdiff_t)(h / 10000), 0,
		                   (int32_t)(h % 10000) };

	r.hi = r.lo + (r.part > 0);
	return r;
}

/*
 * The quantiles q0..q1 of x[lo..hi), the middle one first, so that each half
 * of the list is looked for in its own part of x only.
 */
static void
select_many(int64_t *x, ptrdiff_t n, ptrdiff_t lo, ptrdiff_t hi,
            const int32_t *p_bp, ptrdiff_t q0, ptrdiff_t q1)
{
	if (q0 >= q1)
		return;
	ptrdiff_t q = q0 + (q1 - q0) / 2;
	struct quantile_rank r = quantile_rank(n, p_bp[q]);

	select_rank(x, lo, hi, r.lo);
	ptrdiff_t above = r.lo + 1 > lo ? r.lo + 1 : lo;
	if (r.hi >= above) {
		select_least(x, above, hi);
		above++;
	}
	select_many(x, n, lo, r.lo < hi ? r.lo : hi, p_bp, q0, q);
	select_many(x, n, above, hi, p_bp, q + 1, q1);
}

void
quantiles_inc(int64_t *x, ptrdiff_t n, const int32_t *p_bp,
              struct quantile *out, ptrdiff_t n_p)
{
	select_many(x, n, 0, n, p_bp, 0, n_p);
	for (ptrdiff_t i = 0; i < n_p; i++) {
		struct quantile_rank r = quantile_rank(n, p_bp[i]);

		out[i] = (struct quantile){ x[r.lo], x[r.hi], r.part };
	}
}

struct quantile
quantile_inc(int64_t *x, ptrdiff_t n, int32_t p_bp)
{
	struct quantile q;

	quantiles_inc(x, n, &p_bp, &q, 1);
	return q;
}

int64_t
quantile_scaled(struct quantile q, int64_t mul, int64_t div)
{
	return (int64_t)i128_div_round(quantile_e4(q) * mul,
	                               (i128)10000 * div);
}
