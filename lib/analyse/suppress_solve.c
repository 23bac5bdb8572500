/* SPDX-License-Identifier: MIT */
/*
 * Linear equations modulo a prime.
 */
#include "analyse/suppress_int.h"

/* a to the power of PRIME - 2 is 1 / a. */
uint64_t
mod_inverse(uint64_t a)
{
	uint64_t out = 1;

	for (uint64_t e = PRIME - 2; e; e >>= 1, a = mod_mul(a, a))
		if (e & 1)
			out = mod_mul(out, a);
	return out;
}

static uint64_t
mod_neg(uint64_t a)
{
	return a ? PRIME - a : 0;
}

uint64_t
mod_drawn(uint64_t i)
{
	i = (i + 1) * 0x9E3779B97F4A7C15;
	i = (i ^ i >> 30) * 0xBF58476D1CE4E5B9;
	i = (i ^ i >> 27) * 0x94D049BB133111EB;
	i = (i ^ i >> 31) >> 3;
	return i && i < PRIME ? i : 1;
}

struct equations
equations_new(struct arena *mem, ptrdiff_t n)
{
	struct equations e = { .mem = mem, .n = n,
		               .made = NEW(mem, n * n, uint64_t),
		               .pivot = NEW(mem, n, ptrdiff_t),
		               .rest = NEW(mem, n, uint64_t),
		               .moved = NEW(mem, n, uint64_t),
		               .has = NEW(mem, n, uint64_t) };

	for (ptrdiff_t i = 0; i < n; i++) {
		e.made[i * n + i] = 1;
		e.pivot[i] = -1;
		e.rest[i] = mod_drawn(~(uint64_t)i);
	}
	return e;
}

/* to[n] += times x from[n] */
static void
add_row(uint64_t *to, uint64_t times, const uint64_t *from, ptrdiff_t n)
{
	for (ptrdiff_t c = 0; c < n; c++)
		if (from[c])
			to[c] = mod_add(to[c], mod_mul(times, from[c]));
}

/* The sum of a column's terms, each so often. */
static uint64_t
product(const uint64_t *row, const struct term *t, ptrdiff_t n_term)
{
	uint64_t sum = 0;

	for (ptrdiff_t k = 0; k < n_term; k++)
		sum = mod_add(sum, t[k].times == 1 ? row[t[k].row]
		              : mod_mul(row[t[k].row], t[k].times));
	return sum;
}

/*
 * One more column of the basis.  Its row is the first that has it and no
 * other: so a row that follows from those before it never has one, and what is
 * made of rows is made of the first that will do.
 */
static void
widen(struct equations *e, ptrdiff_t column, const struct term *t,
      ptrdiff_t n_term)
{
	ptrdiff_t n = e->n, at = -1;
	uint64_t *has = e->has, *row;

	for (ptrdiff_t i = 0; i < n; i++) {
		has[i] = product(e->made + i * n, t, n_term);
		if (at < 0 && has[i] && e->pivot[i] < 0)
			at = i;
	}
	uint64_t once = mod_inverse(has[at]);
	e->pivot[at] = column;
	row = e->made + at * n;
	for (ptrdiff_t c = 0; c < n; c++)
		row[c] = row[c] ? mod_mul(row[c], once) : 0;
	for (ptrdiff_t i = 0; i < n; i++)
		if (i != at && has[i])
			add_row(e->made + i * n, mod_neg(has[i]), row, n);
	add_row(e->rest, mod_neg(product(e->rest, t, n_term)), row, n);
}

bool
equations_take(struct equations *e, ptrdiff_t column, const struct term *t,
               ptrdiff_t n_term, uint64_t drawn)
{
	if (product(e->rest, t, n_term)) {
		widen(e, column, t, n_term);
		return true;
	}
	for (ptrdiff_t k = 0; k < n_term; k++) {
		uint64_t *x = &e->moved[t[k].row];

		*x = mod_add(*x, t[k].times == 1 ? drawn
		             : mod_mul(drawn, t[k].times));
	}
	return false;
}

uint64_t *
equations_change(const struct equations *e)
{
	uint64_t *out = NEW(e->mem, e->n, uint64_t);

	for (ptrdiff_t i = 0; i < e->n; i++) {
		const uint64_t *row = e->made + i * e->n;
		uint64_t sum = 0;

		for (ptrdiff_t c = 0; c < e->n && e->pivot[i] >= 0; c++)
			if (row[c])
				sum = mod_add(sum, mod_mul(row[c],
				                           e->moved[c]));
		out[i] = mod_neg(sum);
	}
	return out;
}

uint64_t *
equations_make(const struct equations *e, const uint64_t *want)
{
	uint64_t *out = NEW(e->mem, e->n, uint64_t);

	for (ptrdiff_t i = 0; i < e->n; i++)
		if (want[i])
			add_row(out, want[i], e->made + i * e->n, e->n);
	return out;
}
