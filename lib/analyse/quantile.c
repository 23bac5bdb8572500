/* SPDX-License-Identifier: MIT */
#include "analyse/quantile.h"

enum { SMALL = 24 };          /* ranges up to this are sorted by insertion */

static inline void
swap(int64_t *a, int64_t *b)
{
	int64_t t = *a;

	*a = *b;
	*b = t;
}

static inline int64_t
middle(int64_t a, int64_t b, int64_t c)
{
	int64_t lo = a < b ? a : b, hi = a < b ? b : a;

	return c < lo ? lo : c > hi ? hi : c;
}

/* The middle of three middles of nine places spread over the range. */
static int64_t
pivot_of(const int64_t *x, ptrdiff_t n)
{
	ptrdiff_t s = n / 8;

	return middle(middle(x[0], x[s], x[2 * s]),
	              middle(x[3 * s], x[4 * s], x[5 * s]),
	              middle(x[6 * s], x[7 * s], x[n - 1]));
}

static void
insertion_sort(int64_t *x, ptrdiff_t n)
{
	for (ptrdiff_t i = 1; i < n; i++) {
		int64_t v = x[i];
		ptrdiff_t j = i;

		for (; j > 0 && x[j - 1] > v; j--)
			x[j] = x[j - 1];
		x[j] = v;
	}
}

static void
sift_down(int64_t *x, ptrdiff_t i, ptrdiff_t n)
{
	for (ptrdiff_t child; (child = 2 * i + 1) < n; i = child) {
		if (child + 1 < n && x[child + 1] > x[child])
			child++;
		if (x[i] >= x[child])
			return;
		swap(&x[i], &x[child]);
	}
}

/* For inputs that defeat the pivots: a bound that no order of x breaks. */
static void
heap_sort(int64_t *x, ptrdiff_t n)
{
	for (ptrdiff_t i = n / 2; i-- > 0;)
		sift_down(x, i, n);
	while (n-- > 1) {
		swap(&x[0], &x[n]);
		sift_down(x, 0, n);
	}
}

/*
 * Put the element of rank k of x[lo..hi) in its place, nothing greater before
 * it and nothing less after it.  Outside the range it stands there already.
 */
static void
place(int64_t *x, ptrdiff_t lo, ptrdiff_t hi, ptrdiff_t k)
{
	int patience = 16;

	if (k < lo || k >= hi)
		return;
	for (ptrdiff_t n = hi - lo; n > 1; n /= 2)
		patience += 2;
	while (hi - lo > SMALL && patience-- > 0) {
		int64_t pivot = pivot_of(x + lo, hi - lo);
		ptrdiff_t i = lo, j = hi - 1;

		/* equal elements are swapped too: it keeps the halves even */
		while (i <= j) {
			while (x[i] < pivot)
				i++;
			while (x[j] > pivot)
				j--;
			if (i <= j)
				swap(&x[i++], &x[j--]);
		}
		if (k > j && k < i)
			return;
		if (k <= j)
			hi = j + 1;
		else
			lo = i;
	}
	if (hi - lo > SMALL)
		heap_sort(x + lo, hi - lo);
	else
		insertion_sort(x + lo, hi - lo);
}

/* Put the least of x[k..hi) at k; nothing when k is not before hi. */
static void
place_least(int64_t *x, ptrdiff_t k, ptrdiff_t hi)
{
	ptrdiff_t least = k;

	if (k >= hi)
		return;
	for (ptrdiff_t i = k + 1; i < hi; i++)
		if (x[i] < x[least])
			least = i;
	swap(&x[k], &x[least]);
}

struct quantile_rank
quantile_rank(ptrdiff_t n, int32_t p_bp)
{
	i128 h = (i128)(n - 1) * p_bp;
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

	place(x, lo, hi, r.lo);
	ptrdiff_t above = r.lo + 1 > lo ? r.lo + 1 : lo;
	if (r.hi >= above) {
		place_least(x, above, hi);
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
