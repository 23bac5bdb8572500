/* SPDX-License-Identifier: MIT */
#include "base/select.h"

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

void
select_rank(int64_t *x, ptrdiff_t lo, ptrdiff_t hi, ptrdiff_t k)
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

void
select_least(int64_t *x, ptrdiff_t k, ptrdiff_t hi)
{
	ptrdiff_t least = k;

	if (k >= hi)
		return;
	for (ptrdiff_t i = k + 1; i < hi; i++)
		if (x[i] < x[least])
			least = i;
	swap(&x[k], &x[least]);
}
