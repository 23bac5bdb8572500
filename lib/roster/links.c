/* SPDX-License-Identifier: MIT */
#include "roster/links.h"

enum {
	STRAYS_MAX = 100000,
	AT_ONCE = 256,                /* rows taken, a column after another */
};

/*
 * What is kept of a row, in order, after the id.  FIELD_NONE stands for the
 * line: skills do without, there are millions of them and nothing to say of
 * one.
 */
static const struct link_layout {
	enum kind kind;
	int n;                        /* fields that every report needs    */
	enum field field[LINK_FIELDS];
} layouts[] = {
	{ K_SKILLS, 1, { F_SKILL } },
	{ K_EXPERIENCE, 4,
	  { FIELD_NONE, F_JOB_TITLE, F_START_DATE, F_END_DATE } },
	{ K_CREDENTIALS, 6,
	  { FIELD_NONE, F_CREDENTIAL, F_ISSUER, F_CREDENTIAL_STATUS,
	    F_ISSUE_DATE, F_EXPIRY_DATE, F_CERT_NUMBER, F_LAST_RENEWAL,
	    F_CE_EARNED, F_CE_ADMINISTRATIVE, F_CE_CLINICAL, F_CE_GENERAL } },
};

static const struct link_layout *
layout_of(enum kind kind)
{
	for (size_t i = 0; i < sizeof layouts / sizeof *layouts; i++)
		if (layouts[i].kind == kind)
			return &layouts[i];
	return NULL;
}

bool
links_kind(enum kind kind)
{
	return layout_of(kind) != NULL;
}

ptrdiff_t
links_needed(enum kind kind)
{
	return layout_of(kind)->n + 1;
}

void
links_init(struct links *l, struct arena *mem, enum kind kind)
{
	const struct link_layout *layout = layout_of(kind);

	*l = (struct links){ .kind = kind };
	if (!layout)
		return;
	l->stride = layout->n + 1;
	l->field = layout->field;
	l->main = layout->field[0] == FIELD_NONE ? layout->field[1]
	                                         : layout->field[0];
	intern_init(&l->strays, mem);
}

void
links_keep_records(struct links *l)
{
	l->stride = LINK_FIELDS + 1;
}

uint8_t
links_place(const struct links *l, const struct shape *shape, ptrdiff_t i)
{
	enum field f = shape->col[i].field;

	for (ptrdiff_t k = 1; k < l->stride; k++)
		if (l->field[k - 1] == f &&
		    (f == l->main || shape_find(shape, f) == i))
			return (uint8_t)k;
	return 0;
}

void
links_table(struct links *l, struct arena *mem, const struct shape *shape)
{
	*VEC_PUSH(mem, &l->files) = (struct link_file){ shape->file, l->n,
		                                      shape };
}

/* Where a text of a kind that keeps no lines was first seen. */
static void
note_line(struct links *l, struct arena *mem, uint32_t raw, int64_t line)
{
	while (l->line.n <= (ptrdiff_t)raw)
		*VEC_PUSH(mem, &l->line) = 0;
	if (l->line.v[raw] == 0)
		l->line.v[raw] = (uint32_t)line;
}

static bool
keeps_lines(const struct links *l)
{
	return l->field[0] == FIELD_NONE;
}

/* Keep an id that no staff row has. */
static void
keep_stray(struct links *l, struct arena *mem, struct str id)
{
	uint32_t stray = l->strays.n < STRAYS_MAX ? intern_put(&l->strays, id)
	                                          : 0;

	if (l->stride == LINK_FIELDS + 1)
		*VEC_PUSH(mem, &l->stray) = stray;
}

/* The ids and lines of n rows; their texts are to come. */
static void
take_ids(struct links *l, struct arena *mem, const struct desk *d, ptrdiff_t n)
{
	uint32_t id[AT_ONCE], line[AT_ONCE];

	for (ptrdiff_t i = 0; i < n; i++) {
		id[i] = d->found[d->taken + i];
		line[i] = (uint32_t)d->row[d->taken + i].line;
		if (id[i] == INTERN_NONE) {
			keep_stray(l, mem, d->id[d->taken + i].s);
			id[i] = 0;
		}
	}
	column_put_all(mem, &l->number[0], l->n, id, n);
	if (keeps_lines(l))
		column_put_all(mem, &l->number[1], l->n, line, n);
}

/* Rows of a table that has the main field once: a column after another. */
static void
take_columns(struct links *l, struct arena *mem, struct desk *d, ptrdiff_t n)
{
	uint32_t raw[AT_ONCE];

	take_ids(l, mem, d, n);
	for (ptrdiff_t i = 0; i < d->shape->n; i++) {
		uint8_t k = d->column[i].place;

		if (!k)
			continue;
		desk_raw(d, i, n, raw);
		column_put_all(mem, &l->number[k], l->n, raw, n);
		for (ptrdiff_t r = 0; k == 1 && r < n; r++)
			note_line(l, mem, raw[r], d->row[d->taken + r].line);
	}
	l->n += n;
}

/*
 * One row of a table that has the main field several times or never: a row
 * more for each further cell of it that is not empty.
 */
static void
take_row(struct links *l, struct arena *mem, struct desk *d)
{
	uint8_t main = keeps_lines(l) ? 2 : 1;
	ptrdiff_t first = l->n;

	take_ids(l, mem, d, 1);
	for (ptrdiff_t i = 0; i < d->shape->n; i++) {
		if (d->column[i].field != l->main)
			continue;
		uint32_t raw = desk_raw_at(d, i, 0);
		if (l->n > first && !raw)
			continue;
		if (main == 1)
			note_line(l, mem, raw, d->row[d->taken].line);
		if (l->n > first)
			for (ptrdiff_t k = 0; k < main; k++)
				column_put(mem, &l->number[k], l->n, column_at(
					&l->number[k], first) |
					(k ? 0 : LINK_MORE));
		column_put(mem, &l->number[main], l->n++, raw);
	}
	l->n += l->n == first; /* a row all the same */
	for (ptrdiff_t i = 0; i < d->shape->n; i++) {
		uint8_t k = d->column[i].place;

		if (!k || k == main)
			continue;
		for (ptrdiff_t row = first; row < l->n; row++)
			column_put(mem, &l->number[k], row,
			           desk_raw_at(d, i, 0));
	}
}

/* How many of the next n rows have an id. */
static ptrdiff_t
with_id(const struct desk *d, ptrdiff_t n)
{
	ptrdiff_t k = 0;

	while (k < n && d->id_at >= 0 && d->id[d->taken + k].s.len)
		k++;
	return k;
}

ptrdiff_t
links_take(struct links *l, struct arena *mem, struct pool *pool,
           struct desk *d, ptrdiff_t n)
{
	ptrdiff_t all = with_id(d, n);
	bool once = shape_width(d->shape, l->main) == 1;

	for (ptrdiff_t k, left = all; left; left -= k) {
		k = !once ? 1 : left < AT_ONCE ? left : AT_ONCE;
		desk_settle(d, pool, k);
		if (once)
			take_columns(l, mem, d, k);
		else
			take_row(l, mem, d);
		d->taken += k;
	}
	return all;
}

bool
links_next(const struct links *l, struct link_cursor *c)
{
	if (c->next >= l->n)
		return false;
	c->of = l;
	while (c->segment < l->files.n &&
	       l->files.v[c->segment].first <= c->next)
		c->file = l->files.v[c->segment++].file;
	c->next++;
	return true;
}

bool
links_block(const struct links *l, struct link_block *b)
{
	ptrdiff_t first = b->first + b->n, end = l->n;

	if (first >= l->n)
		return false;
	while (b->segment < l->files.n && l->files.v[b->segment].first <= first)
		b->file = l->files.v[b->segment++].file;
	if (b->segment < l->files.n)
		end = l->files.v[b->segment].first;
	b->of = l;
	b->first = first;
	b->n = end - first < LINK_BLOCK ? end - first : LINK_BLOCK;
	return true;
}
