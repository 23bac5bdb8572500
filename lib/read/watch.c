/* SPDX-License-Identifier: MIT */
#include "read/watch_int.h"

enum { SURE_ROWS = 5 };               /* that say what a column holds */

enum cell_kind
cell_kind(struct str s)
{
	ptrdiff_t digits = 0, letters = 0, cuts = 0;

	if (!s.len)
		return CELL_EMPTY;
	for (ptrdiff_t i = 0; i < s.len; i++) {
		unsigned char c = (unsigned char)s.s[i];

		digits += c >= '0' && c <= '9';
		letters += ((c | 0x20) >= 'a' && (c | 0x20) <= 'z') || c >= 0x80;
		cuts += (c == '/' || c == '-' || c == ':') && digits;
	}
	if (!digits)
		return letters ? CELL_WORDS : CELL_EMPTY; /* "-" is nothing */
	if (cuts >= 2 || (letters && is_figure(s) && cuts == 1))
		return CELL_DATE;
	return letters ? CELL_CODE : CELL_NUMBER;
}

void
watch_begin(struct watch *w, const struct record *const *header, ptrdiff_t n,
            int32_t width)
{
	struct watch fresh = { .n_header = n, .width = width, .probe = -1 };

	for (ptrdiff_t i = 0; i < n; i++) /* may be those of *w itself */
		fresh.header[i] = header[i];
	*w = fresh;
}

/* The column that most surely holds figures. */
static void
choose_probe(struct watch *w)
{
	int32_t best = 0;

	w->probe = -1;
	for (int32_t i = 0; i < w->width && i < WATCH_COLUMNS; i++)
		if (w->figures[i] * 10 >= w->filled[i] * 9 &&
		    w->figures[i] > best) {
			best = w->figures[i];
			w->probe = i;
		}
}

void
watch_row(struct watch *w, const struct record *r)
{
	w->broken = false;
	if (w->rows >= WATCH_ROWS)
		return;
	w->rows++;
	for (int32_t i = 0; i < r->kept && i < WATCH_COLUMNS; i++) {
		if (!r->cell[i].len)
			continue;
		w->filled[i]++;
		w->figures[i] += is_figure(r->cell[i]);
		enum cell_kind kind = cell_kind(r->cell[i]);
		if (w->holds[i] == CELL_EMPTY)
			w->holds[i] = (uint8_t)kind;
		else if (w->holds[i] != kind)
			w->holds[i] = CELL_MIXED;
	}
	choose_probe(w);
}

int32_t
watch_misfits(const struct watch *w, const struct record *r)
{
	int32_t n = 0;

	for (int32_t i = 0; i < r->kept && i < w->width && i < WATCH_COLUMNS;
	     i++) {
		enum cell_kind kind = cell_kind(str_trim(r->cell[i]));

		n += kind != CELL_EMPTY && w->filled[i] >= SURE_ROWS &&
		     w->holds[i] != CELL_MIXED && kind != w->holds[i];
	}
	return n;
}

bool
watch_is_header(const struct watch *w, const struct record *r)
{
	for (ptrdiff_t i = 0; i < w->n_header; i++)
		if (r->kept && w->header[i]->kept &&
		    str_eq(r->cell[0], w->header[i]->cell[0]) &&
		    same_cells(r, w->header[i]))
			return true;
	return false;
}

/* No figure where the table has figures. */
static bool
contradicts(const struct watch *w, const struct record *r)
{
	for (int32_t i = 0; i < r->kept && i < w->width && i < WATCH_COLUMNS;
	     i++)
		if (w->figures[i] && w->figures[i] * 10 >= w->filled[i] * 9 &&
		    is_figure(str_trim(r->cell[i])))
			return false;
	return true;
}

bool
watch_other_header(const struct watch *w, const struct record *r)
{
	if (w->probe >= 0 && w->probe < r->kept &&
	    is_figure(r->cell[w->probe]))
		return false;
	if (w->probe < 0 && !w->broken && r->n == w->width)
		return false;
	if (!header_like(r) || record_filled(r) < 2)
		return false;
	return contradicts(w, r);
}
