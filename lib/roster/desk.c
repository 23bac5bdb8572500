/* SPDX-License-Identifier: MIT */
#include "roster/desk.h"

#include "roster/links.h"

/* Texts that a table of a desk may have before it begins anew: those of most
 * fields are far fewer, and of the others no table is worth its memory. */
enum { TEXTS_MOST = 1 << 15, ROWS_LEAST = 256 };

#define UNTAKEN UINT32_MAX

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

	if (!t->in.mem) {
		intern_init(&t->in, &d->mem);
		*VEC_PUSH(&d->mem, &t->raw) = 0;
	}
	return t;
}

static enum desk_does
does(const struct desk *d, const struct shape *shape, ptrdiff_t i)
{
	enum field f = shape->col[i].field;

	if (i == shape_find(shape, F_PERSON_ID))
		return DESK_ID;
	if (d->linked)
		return links_place(&d->links[shape->kind], shape, i)
			? DESK_TEXT : DESK_NOTHING;
	return field_info[f].type == FIELD_PAY ? DESK_PAY : DESK_TEXT;
}

/* Room for n rows of a shape. */
static void
lay_out(struct desk *d, const struct shape *shape, ptrdiff_t n)
{
	d->shape = shape;
	d->linked = links_kind(shape->kind);
	d->cap = n;
	d->id_at = -1;
	d->column = NEW(&d->mem, shape->n, struct desk_column);
	d->id = NEW(&d->mem, n, struct intern_want);
	d->found = d->linked ? NEW(&d->mem, n, uint32_t) : NULL;
	for (ptrdiff_t i = 0; i < shape->n; i++) {
		struct desk_column *c = &d->column[i];

		*c = (struct desk_column){ .does = does(d, shape, i),
			                   .field = shape->col[i].field };
		if (c->does == DESK_ID && d->id_at < 0)
			d->id_at = i;
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
		if (d->text[f].in.n > TEXTS_MOST)
			return true;
	return false;
}

/* A cell's number in its column's table. */
static uint32_t
number(struct desk *d, ptrdiff_t row, ptrdiff_t column, struct str s)
{
	struct desk_text *t = d->column[column].text;
	uint32_t n = intern_put(&t->in, s);

	if (t->raw.n < t->in.n) {
		*VEC_PUSH(&d->mem, &t->raw) = UNTAKEN;
		*VEC_PUSH(&d->mem, &d->fresh) = (struct desk_fresh){
			(uint32_t)row, (uint32_t)column
		};
	}
	return n;
}

/*
 * Pay is parsed at once and its text forgotten, unless somebody may want to
 * see it: nearly every text is another one.
 */
static void
make_up_pay(struct desk *d, ptrdiff_t row, ptrdiff_t column, struct str s)
{
	struct desk_column *c = &d->column[column];
	struct pay_text pay = pay_parse(s);
	bool odd = s.len && (!pay.places || pay.amount_e4 <= 0);

	c->pay[row] = pay;
	c->number[row] = odd ? number(d, row, column, s) : 0;
}

/*
 * The id a link's row bears in the staff table, or INTERN_NONE.  Exports of one
 * system come in one order: the id is mostly that of the row before or the
 * next one, which spares a search in a large table (half of the time of a run
 * over a million people).
 */
static uint32_t
find_id(struct desk *d, struct str s)
{
	for (uint32_t id = d->last; id <= d->last + 1; id++)
		if (id && (ptrdiff_t)id < d->ids->n &&
		    str_eq(s, intern_str(d->ids, id)))
			return d->last = id;
	uint32_t id = intern_find(d->ids, s);
	if (id != INTERN_NONE)
		d->last = id;
	return id;
}

static void
make_up_id(struct desk *d, ptrdiff_t row, struct str s)
{
	d->id[row].s = s;
	if (d->linked)
		d->found[row] = s.len ? find_id(d, s) : INTERN_NONE;
	else
		d->id[row].hash = intern_hash(s);
}

static void
make_up_row(struct desk *d, ptrdiff_t row)
{
	const struct str *cell = d->row[row].cell;

	for (ptrdiff_t i = 0; i < d->shape->n; i++) {
		struct desk_column *c = &d->column[i];

		switch (c->does) {
		case DESK_NOTHING:
			break;
		case DESK_ID:
			make_up_id(d, row, str_trim(cell[i]));
			break;
		case DESK_PAY:
			make_up_pay(d, row, i, str_trim(cell[i]));
			break;
		case DESK_TEXT: {
			struct str s = str_trim(cell[i]);

			c->number[row] = s.len ? number(d, row, i, s) : 0;
		}
		}
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
	for (ptrdiff_t i = 0; i < n; i++)
		make_up_row(d, i);
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
			intern_str(&c->text->in, number));
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
