/* SPDX-License-Identifier: MIT */
#include "read/aside_int.h"

#include "base/word.h"

#include <xxhash.h>

/* A byte in each of the eight of a word. */
#define EIGHT(byte) (UINT64_C(0x0101010101010101) * (byte))

void
plain_remember(struct plain *p, struct str s)
{
	memset(p->cell, 0, sizeof p->cell);
	memset(p->digits, 0, sizeof p->digits);
	memset(p->others, 0, sizeof p->others);
	p->len = s.len > PLAIN_LEN ? 0 : (int32_t)s.len;
	p->series = false;
	for (int32_t i = 0; i < p->len; i++) {
		bool digit = s.s[i] >= '0' && s.s[i] <= '9';

		p->cell[i] = s.s[i];
		p->series |= digit;
		if (i < 16)
			((char *)(digit ? p->digits : p->others))[i] = '\xFF';
	}
}

/* Whether eight bytes are alike: digits where there were digits, and else the
 * same where others count. */
static inline bool
alike(uint64_t now, uint64_t then, uint64_t digits, uint64_t others)
{
	uint64_t d = (now & digits) | (EIGHT('0') & ~digits);

	return !((now ^ then) & others) &&
	       ((d & EIGHT(0xF0u)) | (((d + EIGHT(6)) & EIGHT(0xF0u)) >> 4)) ==
	       EIGHT(0x33u);
}

bool
plain_like(const struct plain *p, struct str s)
{
	if (s.len != p->len ||
	    !alike(word64(s.s), word64(p->cell), p->digits[0], p->others[0]) ||
	    !alike(word64(s.s + 8), word64(p->cell + 8), p->digits[1], p->others[1]))
		return false;
	for (ptrdiff_t i = 16; i < s.len; i++) {
		bool digits = s.s[i] >= '0' && s.s[i] <= '9' &&
		              p->cell[i] >= '0' && p->cell[i] <= '9';

		if (s.s[i] != p->cell[i] && !digits)
			return false;
	}
	return true;
}

bool
plain_same(const struct plain *a, const struct plain *b)
{
	return a->shape == b->shape && a->series == b->series &&
	       plain_like(a, (struct str){ b->cell, b->len });
}

/* Of all cells, the empty ones at the end left out, lengths mixed in. */
static uint64_t
hash_cells(const struct record *r)
{
	int32_t n = r->kept;
	uint64_t h = 0;

	while (n > 0 && !r->cell[n - 1].len)
		n--;
	if (!n)
		return 0;
	for (int32_t i = 0; i < n; i++)
		h = (h ^ (uint64_t)r->cell[i].len) * 0x9E3779B97F4A7C15u;
	/* The cells of a record stand side by side. */
	const char *from = r->cell[0].s;
	const char *to = r->cell[n - 1].s + r->cell[n - 1].len;

	return XXH3_64bits_withSeed(from, (size_t)(to - from), h);
}

struct row
record_row(const struct plain *p, bool equals, const struct record *r,
           struct str *cell)
{
	static const char nothing[CELL_SLACK];
	const struct shape *shape = p->shape;
	struct row row = { .line = r->line, .last_line = r->last_line,
		           .cell = r->cell };

	if (p->hashed)
		row.hash = hash_cells(r);
	if (p->in_order && !equals && r->kept >= shape->n)
		return row;
	for (ptrdiff_t i = 0; i < shape->n; i++) {
		int32_t from = shape->col[i].cell;

		cell[i] = from < r->kept ? cell_unwrap(r->cell[from])
		                         : (struct str){ nothing, 0 };
	}
	row.cell = cell;
	return row;
}

static bool
is_plain(const struct plain *p, const struct record *r)
{
	return r->what == RECORD_CELLS && r->n == p->width && r->kept &&
	       plain_like(p, r->cell[0]) && !record_is_noted(r);
}

ptrdiff_t
plain_rows(const struct plain *p, const struct batch *b, ptrdiff_t from,
           ptrdiff_t most, struct row *row, struct str *cell)
{
	ptrdiff_t n = 0;

	if (most > b->n - from)
		most = b->n - from;
	for (; n < most && is_plain(p, &b->v[from + n]); n++)
		row[n] = record_row(p, b->equals, &b->v[from + n],
		                    cell + n * p->shape->n);
	return n;
}

void
aside_make_up(struct aside *a, struct arena *mem, const struct sink *sink,
              const struct plain *plain, const struct batch *b)
{
	ptrdiff_t width = plain->shape->n;

	a->rows.n = a->runs.n = a->next = 0;
	VEC_ROOM(mem, &a->rows, b->n);
	a->cells.n = 0;
	VEC_ROOM(mem, &a->cells, b->n * width);
	for (ptrdiff_t i = 0, n; i < b->n; i += n ? n : 1) {
		n = plain_rows(plain, b, i, b->n, a->rows.v + a->rows.n,
		               a->cells.v + a->rows.n * width);
		if (!n)
			continue;
		*VEC_PUSH(mem, &a->runs) = (struct plain_run){ i, a->rows.n, n };
		a->rows.n += n;
	}
	if (a->rows.n)
		sink->desks->make_up(a->desk, plain->shape, a->rows.v,
		                     a->rows.n);
}
