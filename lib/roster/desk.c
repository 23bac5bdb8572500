/* SPDX-License-Identifier: MIT */
#include "roster/desk.h"

#include "roster/links.h"

_Static_assert((int)NUMBERS_SHORT <= (int)CELL_SLACK, "cells may be read so far");

enum {
	/* Texts that a table of a desk may have before it begins anew: those
	 * of most fields are far fewer, and of the others no table is worth
	 * its memory. */
	TEXTS_MOST = 1 << 15,
	ROWS_LEAST = 256,             /* that there is room for            */
	NEXT_FEW = 4,                 /* ids tried before they are searched */
};

/* In place of an id in the pool: there is none yet. */
#define FRESH UINT32_MAX
#define LISTED (UINT32_MAX - 1)

void
desk_init(struct desk *d, const struct arena *like, const struct pool *pool,
          const struct intern *ids, const struct links *links)
{
	*d = (struct desk){ .pool = pool, .ids = ids, .links = links,
		            .mem = arena_like(like) };
}

void
desk_free(struct desk *d)
{
	arena_free(&d->mem);
	desk_init(d, &d->mem, d->pool, d->ids, d->links);
}

static struct desk_text *
text_of(struct desk *d, enum field f)
{
	struct desk_text *t = &d->text[d->pool->owner[f]];

	if (!t->numbers.slot) {
		numbers_init(&t->numbers, &d->mem);
		*VEC_PUSH(&d->mem, &t->raw) = 0;
	}
	return t;
}

/* What is to be done with a column of the shape. */
static struct desk_column
column_of(struct desk *d, ptrdiff_t i)
{
	struct desk_column c = { .field = d->shape->col[i].field };

	if (i == d->id_at)
		c.does = DESK_ID;
	else if (!d->linked)
		c.does = field_info[c.field].type == FIELD_PAY ? DESK_PAY
		                                               : DESK_TEXT;
	else if ((c.place = links_place(&d->links[d->shape->kind], d->shape, i)))
		c.does = DESK_TEXT;
	return c;
}

/* Room for n rows of a shape. */
static void
lay_out(struct desk *d, const struct shape *shape, ptrdiff_t n)
{
	d->shape = shape;
	d->linked = links_kind(shape->kind);
	d->cap = n;
	d->id_at = shape_find(shape, F_PERSON_ID);
	d->column = NEW(&d->mem, shape->n, struct desk_column);
	d->grown = NEW(&d->mem, shape->n, uint32_t);
	d->id = NEW(&d->mem, n, struct intern_want);
	d->found = d->linked ? NEW(&d->mem, n, uint32_t) : NULL;
	for (ptrdiff_t i = 0; i < shape->n; i++) {
		struct desk_column *c = &d->column[i];

		*c = column_of(d, i);
		if (c->does < DESK_PAY)
			continue;
		c->text = text_of(d, c->field);
		c->number = NEW(&d->mem, n, uint32_t);
		if (c->does == DESK_PAY)
			c->pay = NEW(&d->mem, n, struct pay_text);
	}
}

static bool
is_full(const struct desk *d)
{
	for (int f = 0; f < FIELD_N; f++)
		if (d->text[f].numbers.in.n > TEXTS_MOST)
			return true;
	return false;
}

/* The texts of one column in some rows. */
static void
make_up_texts(struct desk *d, ptrdiff_t column, ptrdiff_t from, ptrdiff_t n)
{
	struct desk_column *c = &d->column[column];
	struct str s[NUMBERS_AT_ONCE];

	for (ptrdiff_t i = 0; i < n; i++) {
		s[i] = str_trim(d->row[from + i].cell[column]);
		if (d->linked && !d->id[from + i].s.len)
			s[i].len = 0; /* nobody's: it will not be taken */
	}
	numbers_put(&c->text->numbers, s, n, c->number + from);
}

/*
 * Pay is parsed at once and its text forgotten, unless somebody may want to
 * see it: nearly every text is another one.
 */
static void
make_up_pay(struct desk *d, ptrdiff_t column, ptrdiff_t from, ptrdiff_t n)
{
	struct desk_column *c = &d->column[column];

	for (ptrdiff_t i = from; i < from + n; i++) {
		struct str s = str_trim(d->row[i].cell[column]);
		struct pay_text pay = pay_parse(s);
		bool odd = s.len && (!pay.places || pay.amount_e4 <= 0);

		c->pay[i] = pay;
		c->number[i] = 0;
		if (odd)
			numbers_put(&c->text->numbers, &s, 1, &c->number[i]);
	}
}

/*
 * The id a link's row bears in the staff table, or INTERN_NONE.  Exports of one
 * system come in one order: the id is mostly that of the row before or one of
 * the next few, which spares a search in a large table (half of the time of a
 * run over a million people).
 */
static uint32_t
find_id(struct desk *d, struct str s)
{
	for (uint32_t id = d->last; id <= d->last + NEXT_FEW; id++)
		if (id && (ptrdiff_t)id < d->ids->n &&
		    intern_is(d->ids, id, s))
			return d->last = id;
	uint32_t id = intern_find(d->ids, s);
	if (id != INTERN_NONE)
		d->last = id;
	return id;
}

static void
make_up_ids(struct desk *d, ptrdiff_t column, ptrdiff_t from, ptrdiff_t n)
{
	for (ptrdiff_t i = from; i < from + n; i++) {
		struct str s = str_trim(d->row[i].cell[column]);

		d->id[i].s = s;
		if (!d->linked)
			d->id[i].hash = intern_hash(s);
		else
			d->found[i] = s.len ? find_id(d, s) : INTERN_NONE;
	}
}

/* A column after another, so that each table is at hand when it is used. */
static void
make_up_columns(struct desk *d, ptrdiff_t from, ptrdiff_t n)
{
	if (d->id_at >= 0)
		make_up_ids(d, d->id_at, from, n);
	for (ptrdiff_t i = 0; i < d->shape->n; i++)
		if (d->column[i].does == DESK_PAY)
			make_up_pay(d, i, from, n);
		else if (d->column[i].does == DESK_TEXT)
			make_up_texts(d, i, from, n);
}

/* Whether texts of a column are new here; that they are is marked. */
static bool
mark_fresh(struct desk *d, struct desk_column *c)
{
	struct desk_text *t = c->text;

	if (!t || (t->raw.n == t->numbers.in.n && t->marked != d->made_up))
		return false;
	VEC_ROOM(&d->mem, &t->raw, t->numbers.in.n - t->raw.n);
	while (t->raw.n < t->numbers.in.n)
		t->raw.v[t->raw.n++] = FRESH;
	t->marked = d->made_up; /* another column may share the table */
	return true;
}

/* List where the texts stand that are new here, row by row. */
static void
list_fresh(struct desk *d)
{
	ptrdiff_t n = 0;

	d->made_up++;
	for (ptrdiff_t i = 0; i < d->shape->n; i++)
		if (mark_fresh(d, &d->column[i]))
			d->grown[n++] = (uint32_t)i;
	for (ptrdiff_t row = 0; n && row < d->n; row++)
		for (ptrdiff_t k = 0; k < n; k++) {
			struct desk_column *c = &d->column[d->grown[k]];
			uint32_t *raw = &c->text->raw.v[c->number[row]];

			if (*raw != FRESH)
				continue;
			*raw = LISTED;
			*VEC_PUSH(&d->mem, &d->fresh) = (struct desk_fresh){
				(uint32_t)row, d->grown[k] };
		}
}

void
desk_make_up(struct desk *d, const struct shape *shape,
             const struct row *row, ptrdiff_t n)
{
	/* What was not taken left texts that the pool does not have. */
	if (shape != d->shape || n > d->cap || d->taken < d->n || is_full(d)) {
		ptrdiff_t room = n <= d->cap ? d->cap : n + n / 2 + ROWS_LEAST;
		uint32_t last = d->last;

		desk_free(d);
		d->last = last;
		lay_out(d, shape, room);
	}
	d->row = row;
	d->n = n;
	d->taken = d->settled = d->fresh.n = 0;
	for (ptrdiff_t i = 0; i < n; i += NUMBERS_AT_ONCE)
		make_up_columns(d, i, n - i < NUMBERS_AT_ONCE ? n - i
		                                           : NUMBERS_AT_ONCE);
	list_fresh(d);
}

void
desk_settle(struct desk *d, struct pool *pool, ptrdiff_t n)
{
	for (; d->settled < d->fresh.n; d->settled++) {
		struct desk_fresh f = d->fresh.v[d->settled];
		const struct desk_column *c = &d->column[f.column];
		uint32_t number = c->number[f.row];

		if (f.row >= d->taken + n)
			return;
		c->text->raw.v[number] = intern_put(pool_text(pool, c->field),
			intern_str(&c->text->numbers.in, number));
	}
}

void
desk_raw(const struct desk *d, ptrdiff_t column, ptrdiff_t n, uint32_t *raw)
{
	const struct desk_column *c = &d->column[column];
	const uint32_t *number = c->number + d->taken;
	const uint32_t *known = c->text->raw.v;

	for (ptrdiff_t i = 0; i < n; i++)
		raw[i] = known[number[i]];
}
