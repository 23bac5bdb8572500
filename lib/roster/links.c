/* SPDX-License-Identifier: MIT */
#include "roster/links.h"

enum {
	STRAYS_MAX = 100000,
	AHEAD = 32,                   /* rows whose texts are looked at before
	                                 the first of them is taken        */
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

/* Which number of a row a column gives; 0: none of them. */
static uint8_t
place_of(const struct links *l, const struct shape *shape, ptrdiff_t i)
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
	l->id_at = shape_find(shape, F_PERSON_ID);
	l->place.n = 0;
	for (ptrdiff_t i = 0; i < shape->n; i++)
		*VEC_PUSH(mem, &l->place) = place_of(l, shape, i);
	VEC_ROOM(mem, &l->cells, AHEAD * shape->n);
}

/*
 * The id a row bears in the staff table, INTERN_NONE, or 0 for none at all.
 * Exports of one system come in one order: the id is mostly that of the row
 * before or the next one, which spares a search in a large table (half of the
 * time of a run over a million people).
 */
static uint32_t
id_of(struct links *l, const struct staff *st, struct str s)
{
	for (uint32_t id = l->last; id <= l->last + 1; id++)
		if (id && (ptrdiff_t)id < st->ids.n &&
		    str_eq(s, intern_str(&st->ids, id)))
			return l->last = id;
	uint32_t id = intern_find(&st->ids, s);
	if (id != INTERN_NONE)
		l->last = id;
	return id;
}

static void
push(struct links *l, struct arena *mem, const uint32_t *numbers)
{
	for (ptrdiff_t k = 0; k < l->stride; k++)
		if (numbers[k])
			column_put(mem, &l->number[k], l->n, numbers[k]);
	l->n++;
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

/* A record's numbers, and a row more for each further cell of the main field
 * that is not empty. */
static void
take(struct links *l, struct arena *mem, uint32_t id, const struct row *r,
     const struct intern_want *cell)
{
	uint32_t numbers[LINK_FIELDS + 1] = { id };
	uint8_t main = l->field[0] == FIELD_NONE ? 2 : 1, *place = l->place.v;
	bool pushed = false;

	if (main == 2)
		numbers[1] = (uint32_t)r->line;
	for (ptrdiff_t i = 0; i < l->place.n; i++)
		if (place[i] && place[i] != main)
			numbers[place[i]] = intern_put_wanted(&cell[i]);
	for (ptrdiff_t i = 0; i < l->place.n; i++) {
		if (place[i] != main || (pushed && cell[i].s.len == 0))
			continue;
		numbers[main] = intern_put_wanted(&cell[i]);
		if (main == 1)
			note_line(l, mem, numbers[main], r->line);
		push(l, mem, numbers);
		numbers[0] |= LINK_MORE;
		pushed = true;
	}
	if (!pushed)
		push(l, mem, numbers); /* a row all the same */
}

/* The texts of some rows, on the way from memory. */
static void
look_ahead(struct links *l, struct staff *st, const struct shape *shape,
           const struct row *r, ptrdiff_t n)
{
	struct intern_want *c = l->cells.v;

	for (ptrdiff_t k = 0; k < n; k++)
		for (ptrdiff_t i = 0; i < shape->n; i++)
			*c++ = (struct intern_want){
				l->place.v[i] ? pool_text(st->pool,
					shape->col[i].field) : NULL,
				str_trim(r[k].cell[i]), 0
			};
	intern_prepare(l->cells.v, c - l->cells.v);
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

ptrdiff_t
links_take(struct links *l, struct arena *mem, struct staff *st,
           const struct shape *shape, const struct row *r, ptrdiff_t n)
{
	for (ptrdiff_t i = 0; i < n; i++) {
		const struct intern_want *cell = l->cells.v +
			i % AHEAD * shape->n;

		if (i % AHEAD == 0)
			look_ahead(l, st, shape, &r[i],
			           n - i < AHEAD ? n - i : AHEAD);
		if (l->id_at < 0 || cell[l->id_at].s.len == 0)
			return i;
		uint32_t id = id_of(l, st, cell[l->id_at].s);
		if (id == INTERN_NONE) {
			keep_stray(l, mem, cell[l->id_at].s);
			id = 0;
		}
		take(l, mem, id, &r[i], cell);
	}
	return n;
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
