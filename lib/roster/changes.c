/* SPDX-License-Identifier: MIT */
#include "roster/changes.h"

#include "roster/graduate.h"
#include "roster/resolve.h"

#include <stdlib.h>

/* Of a column of pay so many texts are told apart. */
enum { AMOUNTS = 10000 };

/* A text of the file being counted. */
struct seen {
	uint32_t raw;
	int64_t line, count;
};

/* What is counted of one field of one kind. */
struct recorder {
	struct resolve *rz;
	struct arena *tmp;
	struct changes *out;
	struct intern *names;         /* of values that no rule knows, by
	                                 memo: index in out->unknown + 1   */
	struct cell_count sum;
	uint32_t *at;                 /* by raw id: index in `seen` + 1    */
	struct { VEC(struct seen); } seen;
	int32_t file;
	ptrdiff_t first;              /* this field's first change         */
	uint32_t *change;             /* by raw id: index of its change + 1 */
};

/* The change of a text that another file had as well, if it is the same. */
static struct change *
known_change(struct recorder *c, uint32_t raw, const struct reading *to)
{
	struct change *x;

	if (!c->change[raw])
		return NULL;
	x = &c->out->v[c->change[raw] - 1];
	return str_eq(x->to.canonical, to->canonical) ? x : NULL;
}

/* The values of a cell that no rule knows. */
static void
note_unknown(struct recorder *c, const struct seen *s)
{
	struct memo *m = reading_memo(c->rz->pool, c->sum.field);
	struct answers a = { 0 };

	if (!m || !m->set || !memo_asked(m, s->raw, &a))
		return;
	for (ptrdiff_t i = 0; i < a.n; i++) {
		struct memo_name { const void *memo; uint64_t name; } key = {
			m, a.v[i].name };
		uint32_t id;

		if (a.v[i].how != HOW_KEPT)
			continue;
		id = intern_put(c->names, (struct str){ (const char *)&key,
		                                        sizeof key });
		if ((ptrdiff_t)id > c->out->unknown.n)
			*VEC_PUSH(c->rz->roster->mem, &c->out->unknown) =
				(struct unknown_value){ m->set,
				intern_str(&m->names, a.v[i].name), 0,
				c->sum.kind, c->file, s->line };
		c->out->unknown.v[id - 1].cells += s->count;
	}
}

/* The texts of one file are counted: what was each taken for? */
static void
settle_file(struct recorder *c)
{
	const struct roster *r = c->rz->roster;

	for (ptrdiff_t i = 0; i < c->seen.n; i++) {
		const struct seen *s = &c->seen.v[i];
		struct reading one[READINGS_MAX];
		struct str raw = pool_str(c->rz->pool, c->sum.field, s->raw);

		readings_of(r, r->mem, c->file, c->sum.field, raw, one);
		c->sum.how[one->how] += s->count;
		c->at[s->raw] = 0;
		if (one->how == READ_UNKNOWN)
			note_unknown(c, s);
		if (one->how != READ_CHANGED)
			continue;
		struct change *x = known_change(c, s->raw, one);
		if (x) {
			x->count += s->count;
			continue;
		}
		*VEC_PUSH(r->mem, c->out) = (struct change){
			c->sum.kind, c->sum.field, raw, *one, s->count,
			c->file, s->line };
		c->change[s->raw] = (uint32_t)c->out->n;
	}
	c->seen.n = 0;
}

/* One cell that is not empty. */
static void
see(struct recorder *c, uint32_t raw, int32_t file, int64_t line)
{
	if (file != c->file)
		settle_file(c);
	c->file = file;
	if (!c->at[raw]) {
		*VEC_PUSH(c->tmp, &c->seen) = (struct seen){ raw, line, 0 };
		c->at[raw] = (uint32_t)c->seen.n;
	}
	c->seen.v[c->at[raw] - 1].count++;
}

static struct recorder
begin(struct resolve *rz, struct arena *tmp, struct intern *names,
      enum kind kind, enum field f)
{
	ptrdiff_t n = pool_text(rz->pool, f)->n + AMOUNTS + 1;

	return (struct recorder){
		.rz = rz, .tmp = tmp, .out = rz->roster->changes,
		.names = names,
		.sum = { .kind = kind, .field = f }, .file = -1,
		.at = NEW(tmp, n, uint32_t), .change = NEW(tmp, n, uint32_t),
		.first = rz->roster->changes->n };
}

static int
by_count(const void *a, const void *b)
{
	const struct change *x = a, *y = b;

	if (x->count != y->count)
		return x->count < y->count ? 1 : -1;
	int c = str_cmp(x->raw, y->raw);
	return c ? c : str_cmp(x->to.canonical, y->to.canonical);
}

/* All rows of the field are counted; what is left of its cells is blank. */
static void
end(struct recorder *c, int64_t cells)
{
	struct changes *all = c->out;
	int64_t known = 0;

	settle_file(c);
	for (int k = READ_BLANK; k < READ_N; k++)
		known += c->sum.how[k];
	c->sum.cells = cells;
	c->sum.how[READ_BLANK] += cells - known;
	if (cells)
		*VEC_PUSH(c->rz->roster->mem, &all->fields) = c->sum;
	if (all->n > c->first)
		qsort(all->v + c->first, (size_t)(all->n - c->first),
		      sizeof *all->v, by_count);
}

/* The cells of a field in the files of a table, by the columns each has of it. */
static int64_t
table_cells(const struct resolve *rz, enum field f)
{
	const struct staff *st = rz->staff;
	int64_t cells = 0;
	int32_t file = -1;
	int width = 0;

	for (ptrdiff_t row = 0; row < st->n; row++) {
		if (st->v[row].file != file) {
			file = st->v[row].file;
			width = staff_width(st, file, f);
		}
		cells += width;
	}
	return cells;
}

static int
pay_way(enum field f)
{
	for (int w = 0; w < PAY_FIELDS; w++)
		if (pay_fields[w] == f)
			return w;
	return -1;
}

/* Whether a text is more than digits and points. */
static bool
is_marked(struct str s)
{
	for (ptrdiff_t i = 0; i < s.len; i++)
		if ((s.s[i] < '0' || s.s[i] > '9') && s.s[i] != '.')
			return true;
	return false;
}

/*
 * Amounts, whose texts the staff table does not keep.  Nearly every one is
 * another, so only the first AMOUNTS are told apart; `rest` stands for the
 * others.
 */
static void
record_pay(struct recorder *c, struct change *rest)
{
	const struct staff *st = c->rz->staff;
	struct intern *texts = pool_text(c->rz->pool, c->sum.field);
	int way = pay_way(c->sum.field);
	ptrdiff_t most = texts->n + AMOUNTS;

	for (ptrdiff_t row = 0; row < st->pay[way].n; row++) {
		const struct staff_row *at = &st->v[row];
		struct pay_text t = staff_pay(st, row, way);
		uint32_t raw = staff_raw(st, row, c->sum.field);
		char out[PAY_WRITTEN];

		if (!raw && t.places) {
			struct str s = { out, pay_write(t, out) };

			if (!is_marked(s)) {
				c->sum.how[READ_UNCHANGED]++;
				continue;
			}
			raw = texts->n < most ? intern_put(texts, s)
				: intern_find(texts, s);
			if (raw == INTERN_NONE) {
				c->sum.how[READ_CHANGED]++;
				if (rest->count++ == 0) {
					rest->file = at->file;
					rest->line = at->line;
				}
				continue;
			}
		}
		if (raw)
			see(c, raw, at->file, at->line);
	}
}

static void
put_rest(struct recorder *c, const struct change *rest)
{
	if (rest->count)
		*VEC_PUSH(c->rz->roster->mem, c->out) = *rest;
}

/* A field of one value a cell, in the files of a table. */
static void
record_column(struct recorder *c)
{
	const struct staff *st = c->rz->staff;
	const struct column *col = &st->column[c->sum.field];

	for (ptrdiff_t row = 0; row < column_rows(col); row++) {
		uint32_t raw = column_at(col, row);

		if (raw)
			see(c, raw, st->v[row].file, st->v[row].line);
	}
}

/* A field that may hold several values, likewise. */
static void
record_own(struct recorder *c, const struct own_values *own)
{
	const struct staff *st = c->rz->staff;

	for (ptrdiff_t i = 0; i < own->n; i++) {
		const struct staff_row *row = &st->v[own->v[i].row];

		see(c, own->v[i].raw, row->file, row->line);
	}
}

/* A text that is no name of anything is what it is. */
static bool
is_plain_text(const struct roster *r, enum field f)
{
	return field_info[f].type == FIELD_TEXT && !readings_name(r, f);
}

static void
record_field(struct resolve *rz, struct arena *tmp, struct intern *names,
             enum kind kind, enum field f)
{
	const struct staff *st = rz->staff;
	enum field_type type = field_info[f].type;
	struct recorder c = begin(rz, tmp, names, kind, f);
	struct change rest = { .kind = kind, .field = f, .to = {
		.as = "pay", .how = READ_CHANGED,
		.rule = STR("amount, further ones not told apart") } };

	if (f == F_PERSON_ID) {
		for (ptrdiff_t row = 0; row < st->n; row++)
			c.sum.how[READ_UNCHANGED] += st->v[row].id != 0;
	} else if (type == FIELD_VALUES) {
		record_own(&c, f == F_SKILL ? &st->skills : f == F_DUTY
		           ? &st->duties : &st->credentials);
	} else if (is_plain_text(rz->roster, f)) {
		for (ptrdiff_t row = 0; row < st->n; row++)
			c.sum.how[READ_UNCHANGED] += staff_raw(st, row, f) != 0;
	} else if (type == FIELD_PAY) {
		record_pay(&c, &rest);
	} else {
		record_column(&c);
	}
	end(&c, table_cells(rz, f));
	put_rest(&c, &rest);
}

/* A number of the rows of another kind. */
static void
record_links(struct resolve *rz, struct arena *tmp, struct intern *names,
             const struct links *l, ptrdiff_t k)
{
	enum field f = l->field[k - 1];
	struct recorder c = begin(rz, tmp, names, l->kind, f);
	int64_t cells = 0;
	int32_t file = -1;
	int width = 0;

	for (struct link_cursor at = { 0 }; links_next(l, &at);) {
		uint32_t raw = link_at(&at, k);

		if (at.file != file) {
			file = at.file;
			width = shape_width(l->files.v[at.segment - 1].shape,
			                    f);
		}
		if (link_is_more(&at) && f != l->main)
			continue;
		if (!link_is_more(&at))
			cells += width;
		if (raw && width)
			see(&c, raw, at.file, link_line(&at));
	}
	end(&c, cells);
}

/* Every field of a table. */
static void
record_table(struct resolve *rz, struct arena *tmp, struct intern *names,
             enum kind kind)
{
	for (int f = 0; f < FIELD_N; f++) {
		struct arena_mark mark = arena_mark(tmp);

		if (rz->staff->fields >> f & 1)
			record_field(rz, tmp, names, kind, (enum field)f);
		arena_rewind(tmp, mark);
	}
}

/* Every field of the rows of another kind. */
static void
record_kind(struct resolve *rz, struct arena *tmp, struct intern *names,
            const struct links *l)
{
	ptrdiff_t n = l->n == 0 ? 0 : rz->opt->records
		? l->stride : links_needed(l->kind);

	for (ptrdiff_t i = 1; i < n; i++) {
		struct arena_mark mark = arena_mark(tmp);

		if (l->field[i - 1] != FIELD_NONE)
			record_links(rz, tmp, names, l, i);
		arena_rewind(tmp, mark);
	}
}

static int
by_cells(const void *a, const void *b)
{
	const struct unknown_value *x = a, *y = b;

	if (x->set != y->set)
		return str_cmp(x->set->field, y->set->field);
	if (x->cells != y->cells)
		return x->cells < y->cells ? 1 : -1;
	return str_cmp(x->value, y->value);
}

void
resolve_changes(struct resolve *rz)
{
	struct roster *r = rz->roster;
	struct arena tmp = arena_like(r->mem), named = arena_like(r->mem);
	struct intern names;

	intern_init(&names, &named);
	r->changes = NEW(r->mem, 1, struct changes);
	for (int k = 0; rz->table && k < KIND_N; k++) {
		rz->staff = &rz->table[k];
		if (school_kind((enum kind)k))
			record_table(rz, &tmp, &names, (enum kind)k);
	}
	if (!rz->table)
		record_table(rz, &tmp, &names, K_STAFF);
	for (int k = 0; rz->links && k < KIND_N; k++)
		record_kind(rz, &tmp, &names, &rz->links[k]);
	if (r->changes->unknown.n)
		qsort(r->changes->unknown.v, (size_t)r->changes->unknown.n,
		      sizeof *r->changes->unknown.v, by_cells);
	arena_free(&named);
	arena_free(&tmp);
}
