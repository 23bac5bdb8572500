/* SPDX-License-Identifier: MIT */
#include "roster/column.h"

#include <string.h>

static void
set(struct column *c, ptrdiff_t row, uint32_t id)
{
	void *v = c->v;

	switch (c->shift) {
	case 0:
		((uint8_t *)v)[row] = (uint8_t)id;
		return;
	case 1:
		((uint16_t *)v)[row] = (uint16_t)id;
		return;
	default:
		((uint32_t *)v)[row] = id;
	}
}

/* Twice the bytes an id; from the end, so that none is lost. */
static void
widen(struct arena *mem, struct column *c)
{
	struct column wide;

	VEC_ROOM(mem, c, c->n);
	wide = *c;
	wide.shift++;
	for (ptrdiff_t row = column_rows(c) - 1; row >= 0; row--)
		set(&wide, row, column_at(c, row));
	wide.n = 2 * c->n;
	*c = wide;
}

void
column_read(const struct column *c, ptrdiff_t row, ptrdiff_t n, uint32_t *out)
{
	ptrdiff_t left = column_rows(c) - row, have = left < n ? left : n;
	const unsigned char *v = c->v;

	if (have < 0)
		have = 0;
	switch (c->shift) {
	case 0:
		for (ptrdiff_t i = 0; i < have; i++)
			out[i] = v[row + i];
		break;
	case 1:
		for (ptrdiff_t i = 0; i < have; i++)
			out[i] = ((const uint16_t *)(const void *)v)[row + i];
		break;
	default:
		if (have)
			memcpy(out, v + row * 4, (size_t)have * sizeof *out);
	}
	if (have < n)
		memset(out + have, 0, (size_t)(n - have) * sizeof *out);
}

/* Room for ids in the rows [from, end), whose bits are all among `bits`; new
 * rows before them are empty, new ones among them are to be set. */
static void
make_room(struct arena *mem, struct column *c, ptrdiff_t from, ptrdiff_t end,
          uint32_t bits)
{
	while ((uint64_t)bits >> (8 << c->shift))
		widen(mem, c);
	ptrdiff_t more = (end << c->shift) - c->n;
	ptrdiff_t passed = (from << c->shift) - c->n;

	if (more <= 0)
		return;
	VEC_ROOM(mem, c, more);
	if (passed > 0)
		memset(c->v + c->n, 0, (size_t)passed);
	c->n += more;
}

void
column_put(struct arena *mem, struct column *c, ptrdiff_t row, uint32_t id)
{
	make_room(mem, c, row, row + 1, id);
	set(c, row, id);
}

void
column_put_all(struct arena *mem, struct column *c, ptrdiff_t row,
               const uint32_t *id, ptrdiff_t n)
{
	uint32_t bits = 0;

	while (n && !id[n - 1])
		n--;
	if (!n)
		return;
	for (ptrdiff_t i = 0; i < n; i++)
		bits |= id[i];
	make_room(mem, c, row, row + n, bits);
	void *v = c->v;
	if (c->shift == 0)
		for (ptrdiff_t i = 0; i < n; i++)
			((uint8_t *)v)[row + i] = (uint8_t)id[i];
	else if (c->shift == 1)
		for (ptrdiff_t i = 0; i < n; i++)
			((uint16_t *)v)[row + i] = (uint16_t)id[i];
	else
		memcpy((uint32_t *)v + row, id, (size_t)n * sizeof *id);
}
