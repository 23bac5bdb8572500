/* SPDX-License-Identifier: MIT */
#include "roster/watch.h"

static bool
begin_table(void *ctx, const struct shape *shape)
{
	struct watch *w = ctx;

	w->shape = shape;
	return w->to.table(w->to.ctx, shape);
}

static struct str
id_of(const struct watch *w, const struct row *r)
{
	ptrdiff_t at = shape_find(w->shape, F_PERSON_ID);

	return at < 0 ? STR("") : str_trim(r->cell[at]);
}

/* Whether "staff.csv:17" names this row, with or without the folders. */
static bool
is_place(const struct watch *w, const struct row *r)
{
	struct str path = w->ledger->v[w->shape->file].path;
	struct str tail = str_fmt(w->mem, ":%lld", (long long)r->line);
	struct str name = w->id;

	if (!str_ends(name, tail))
		return false;
	name.len -= tail.len;
	return name.len && str_ends(path, name) &&
	       (path.len == name.len ||
	        path.s[path.len - name.len - 1] == '/');
}

static void
keep(struct watch *w, const struct row *r)
{
	const struct shape *s = w->shape;
	struct watched_cell *c = NEW(w->mem, s->n, struct watched_cell);

	for (ptrdiff_t i = 0; i < s->n; i++)
		c[i] = (struct watched_cell){
			s->col[i].field, s->col[i].cell + 1, s->col[i].header,
			str_dup(w->mem, str_trim(r->cell[i])) };
	*VEC_PUSH(w->mem, w) = (struct watched_row){
		s->kind, s->file, r->line, r->last_line, c, s->n };
}

static void
take_rows(void *ctx, const struct row *row, ptrdiff_t n)
{
	struct watch *w = ctx;
	enum kind kind = w->shape->kind;
	bool place = (kind == K_STAFF || kind == K_GRADUATES) &&
	             str_chr(w->id, ':') >= 0;

	for (ptrdiff_t i = 0; i < n; i++) {
		struct str id = id_of(w, &row[i]);
		struct arena_mark mark = arena_mark(w->mem);
		bool here = place && is_place(w, &row[i]);

		arena_rewind(w->mem, mark);
		if (here && id.len)
			w->id = str_dup(w->mem, id);
		if (here || (id.len && str_eq(id, w->id)))
			keep(w, &row[i]);
	}
	w->to.rows(w->to.ctx, row, n);
}

struct sink
watch_sink(struct watch *w, const struct ledger *ledger, struct sink to)
{
	w->to = to;
	w->ledger = ledger;
	return (struct sink){ w, begin_table, take_rows, NULL };
}

struct str
watched_text(const struct watched_row *r, enum field f)
{
	for (ptrdiff_t i = 0; i < r->n; i++)
		if (r->cell[i].field == f)
			return r->cell[i].text;
	return STR("");
}
