/* SPDX-License-Identifier: MIT */
#include "roster/links.h"

enum { STRAYS_MAX = 100000, LINK_FIELDS = 12 };

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

void
links_table(struct links *l, struct arena *mem, const struct shape *shape)
{
	ptrdiff_t first = links_n(l);

	*VEC_PUSH(mem, &l->files) = (struct link_file){ shape->file, first };
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

/* One row of numbers for a cell of the kind's main field (-1: none). */
static void
push(struct links *l, struct arena *mem, struct staff *st, uint32_t id,
     const struct shape *shape, const struct row *r, ptrdiff_t main)
{
	VEC_ROOM(mem, &l->v, l->stride);
	uint32_t *out = l->v.v + l->v.n;

	out[0] = id;
	for (ptrdiff_t k = 1; k < l->stride; k++) {
		enum field f = l->field[k - 1];

		if (f == FIELD_NONE) {
			out[k] = (uint32_t)r->line;
			continue;
		}
		ptrdiff_t at = l->main == f ? main : shape_find(shape, f);
		out[k] = at < 0 ? 0 : intern_put(pool_text(st->pool, f),
		                                 str_trim(r->cell[at]));
	}
	l->v.n += l->stride;
}

bool
links_take(struct links *l, struct arena *mem, struct staff *st,
           const struct shape *shape, const struct row *r)
{
	ptrdiff_t at = shape_find(shape, F_PERSON_ID);
	struct str s = at < 0 ? STR("") : str_trim(r->cell[at]);
	uint32_t id, more = 0;

	if (s.len == 0)
		return false;
	id = id_of(l, st, s);
	if (id == INTERN_NONE) {
		if (l->strays.n < STRAYS_MAX)
			intern_put(&l->strays, s);
		id = 0;
	}
	if (shape_find(shape, l->main) < 0)
		push(l, mem, st, id, shape, r, -1); /* a row all the same */
	for (ptrdiff_t i = 0; i < shape->n; i++) {
		if (shape->col[i].field != l->main ||
		    (more && r->cell[i].len == 0))
			continue;
		push(l, mem, st, id | more, shape, r, i);
		more = LINK_MORE;
	}
	return true;
}

bool
links_next(const struct links *l, struct link_cursor *c)
{
	if (c->next >= links_n(l))
		return false;
	while (c->segment < l->files.n &&
	       l->files.v[c->segment].first <= c->next)
		c->file = l->files.v[c->segment++].file;
	c->link = links_row(l, c->next++);
	return true;
}
