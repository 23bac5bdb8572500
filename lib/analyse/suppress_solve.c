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
	return (i ^ i >> 31) % (PRIME - 1) + 1;
}

struct equations
equations_new(struct arena *mem, ptrdiff_t n, ptrdiff_t width)
{
	return (struct equations){ .mem = mem, .n = n, .width = width,
		                   .row = NEW(mem, n * width, uint64_t) };
}

/* row[to] += times x row[from], and what it is made of. */
static void
add_row(struct equations *e, ptrdiff_t to, uint64_t times, ptrdiff_t from)
{
	uint64_t *x = e->row + to * e->width, *y = e->row + from * e->width;

	for (ptrdiff_t c = 0; c < e->width; c++)
		if (y[c])
			x[c] = mod_add(x[c], mod_mul(times, y[c]));
	x = e->made + to * e->n;
	y = e->made + from * e->n;
	for (ptrdiff_t c = 0; c < e->n; c++)
		if (y[c])
			x[c] = mod_add(x[c], mod_mul(times, y[c]));
}

static void
scale_row(struct equations *e, ptrdiff_t i, uint64_t times)
{
	for (ptrdiff_t c = 0; c < e->width; c++)
		e->row[i * e->width + c] = mod_mul(e->row[i * e->width + c],
		                                   times);
	for (ptrdiff_t c = 0; c < e->n; c++)
		e->made[i * e->n + c] = mod_mul(e->made[i * e->n + c], times);
}

/* Free row `to` of the pivot of another row. */
static void
clear(struct equations *e, ptrdiff_t to, ptrdiff_t from)
{
	uint64_t x = e->row[to * e->width + e->pivot[from]];

	if (x)
		add_row(e, to, mod_neg(x), from);
}

/* Gauss and Jordan. */
static void
reduce(struct equations *e)
{
	e->pivot = NEW(e->mem, e->n, ptrdiff_t);
	e->made = NEW(e->mem, e->n * e->n, uint64_t);
	for (ptrdiff_t i = 0; i < e->n; i++) {
		ptrdiff_t c = 0;

		e->made[i * e->n + i] = 1;
		for (ptrdiff_t k = 0; k < i; k++)
			if (e->pivot[k] >= 0)
				clear(e, i, k);
		while (c < e->width && !e->row[i * e->width + c])
			c++;
		e->pivot[i] = c < e->width ? c : -1;
		if (c == e->width)
			continue;
		scale_row(e, i, mod_inverse(e->row[i * e->width + c]));
		for (ptrdiff_t k = 0; k < i; k++)
			if (e->pivot[k] >= 0)
				clear(e, k, i);
	}
}

/* A change at random that moves no row. */
static void
draw_change(struct equations *e)
{
	e->change = NEW(e->mem, e->width, uint64_t);
	for (ptrdiff_t c = 0; c < e->width; c++)
		e->change[c] = mod_drawn((uint64_t)c << 32);
	for (ptrdiff_t i = 0; i < e->n; i++)
		if (e->pivot[i] >= 0)
			e->change[e->pivot[i]] = 0;
	for (ptrdiff_t i = 0; i < e->n; i++) {
		const uint64_t *row = e->row + i * e->width;
		uint64_t sum = 0;

		if (e->pivot[i] < 0)
			continue;
		/* pivots of other rows are nought in this one */
		for (ptrdiff_t c = 0; c < e->width; c++)
			if (row[c] && c != e->pivot[i])
				sum = mod_add(sum, mod_mul(row[c],
				                           e->change[c]));
		e->change[e->pivot[i]] = mod_neg(sum);
	}
}

void
equations_solve(struct equations *e)
{
	reduce(e);
	draw_change(e);
}

uint64_t *
equations_make(const struct equations *e, const uint64_t *want)
{
	uint64_t *out = NEW(e->mem, e->n, uint64_t);

	for (ptrdiff_t i = 0; i < e->n; i++) {
		uint64_t x = e->pivot[i] < 0 ? 0 : want[e->pivot[i]];

		for (ptrdiff_t k = 0; x && k < e->n; k++)
			out[k] = mod_add(out[k], mod_mul(x, e->made[
				i * e->n + k]));
	}
	return out;
}
