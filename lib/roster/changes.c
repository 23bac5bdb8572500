/* SPDX-License-Identifier: MIT */
#include "roster/changes.h"

#include "roster/graduate.h"
#include "roster/resolve.h"

#include <stdlib.h>

/* Of a column of pay so many texts are told apart. */
enum { AMOUNTS = 10000 };

/* A text of the file being counted, and the row where it was first seen. */
struct seen {
	uint32_t raw;
	ptrdiff_t row;
};

/* What is counted of one field of one kind. */
struct recorder {
	struct resolve *rz;
	struct arena *tmp;
	struct changes *out;
	struct intern *names;         /* of values that no rule knows, by
	                                 memo: index in out->unknown + 1   */
	struct cell_count sum;
	const struct links *links;    /* whose rows they are; NULL: staff  */
	uint32_t *count;              /* by raw id: cells of the file      */
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

/* Where a text was first seen. */
static int64_t
line_of(const struct recorder *c, const struct seen *s)
{
	const struct links *l = c->links;

	if (!l)
		return c->rz->staff->v[s->row].line;
	return l->field[0] == FIELD_NONE ? column_at(&l->number[1], s->row)
	                                 : l->line.v[s->raw];
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
				c->sum.kind, c->file, line_of(c, s) };
		c->out->unknown.v[id - 1].cells += c->count[s->raw];
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
		int64_t count = c->count[s->raw];

		readings_of(r, r->mem, c->file, c->sum.field, raw, one);
		c->sum.how[one->how] += count;
		if (one->how == READ_UNKNOWN)
			note_unknown(c, s);
		c->count[s->raw] = 0;
		if (one->how != READ_CHANGED)
			continue;
		struct change *x = known_change(c, s->raw, one);
		if (x) {
			x->count += count;
			continue;
		}
		*VEC_PUSH(r->mem, c->out) = (struct change){
			c->sum.kind, c->sum.field, raw, *one, count, c->file,
			line_of(c, s) };
		c->change[s->raw] = (uint32_t)c->out->n;
	}
	c->seen.n = 0;
}

/* Rows of a file follow. */
static void
enter_file(struct recorder *c, int32_t file)
{
	if (file != c->file)
		settle_file(c);
	c->file = file;
}

/* One cell; that of an empty one, raw 0, is of no account. */
static inline void
see(struct recorder *c, uint32_t raw, ptrdiff_t row)
{
	if (c->count[raw]++ == 0 && raw)
		*VEC_PUSH(c->tmp, &c->seen) = (struct seen){ raw, row };
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
		.count = NEW(tmp, n, uint32_t), .change = NEW(tmp, n, uint32_t),
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

	for (struct staff_block b = { 0 }; staff_block(st, &b);)
		cells += b.n * staff_width(st, b.file, f);
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

/* Raw ids of amounts seen lately, so that few are written out to be found. */
enum { LATELY_BITS = 14, LATELY = 1 << LATELY_BITS };

struct lately {
	struct pay_text pay;
	uint32_t raw;                 /* 0: none                           */
};

static struct lately *
lately_of(struct lately *lately, struct pay_text t)
{
	uint64_t half[2];

	_Static_assert(sizeof half == sizeof t, "a pay cell is two numbers");
	memcpy(half, &t, sizeof half);
	return &lately[(half[0] * 31 + half[1]) *
	               UINT64_C(0x9E3779B97F4A7C15) >> (64 - LATELY_BITS)];
}

/*
 * The raw id of an amount whose text the staff table does not keep; NONE: it
 * is one of those that are told apart no more.
 */
static uint32_t
raw_of_amount(struct recorder *c, struct lately *lately, struct pay_text t,
              ptrdiff_t most)
{
	struct intern *texts = pool_text(c->rz->pool, c->sum.field);
	struct lately *l = lately_of(lately, t);
	char out[PAY_WRITTEN];

	if (l->raw && memcmp(&l->pay, &t, sizeof t) == 0)
		return l->raw;
	struct str s = { out, pay_write(t, out) };
	*l = (struct lately){ t, texts->n < most ? intern_put(texts, s)
	                                         : intern_find(texts, s) };
	return l->raw;
}

/*
 * Amounts.  Nearly every one is another, so only the first AMOUNTS are told
 * apart; `rest` stands for the others.
 */
static void
record_pay(struct recorder *c, struct change *rest)
{
	const struct staff *st = c->rz->staff;
	int way = pay_way(c->sum.field);
	ptrdiff_t most = pool_text(c->rz->pool, c->sum.field)->n + AMOUNTS;
	struct lately *lately = NEW(c->tmp, LATELY, struct lately);

	for (ptrdiff_t row = 0; row < st->pay[way].n; row++) {
		const struct staff_row *at = &st->v[row];
		struct pay_text t = staff_pay(st, row, way);
		uint32_t raw = staff_raw(st, row, c->sum.field);

		enter_file(c, at->file);
		if (!raw && t.places && !pay_is_marked(t)) {
			c->sum.how[READ_UNCHANGED]++;
			continue;
		}
		if (!raw && t.places)
			raw = raw_of_amount(c, lately, t, most);
		if (raw != INTERN_NONE) {
			see(c, raw, row);
			continue;
		}
		c->sum.how[READ_CHANGED]++;
		if (rest->count++ == 0) {
			rest->file = at->file;
			rest->line = at->line;
		}
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
	uint32_t raw[STAFF_BLOCK];

	for (struct staff_block b = { 0 }; staff_block(st, &b);) {
		enter_file(c, b.file);
		column_read(&st->column[c->sum.field], b.first, b.n, raw);
		for (ptrdiff_t i = 0; i < b.n; i++)
			see(c, raw[i], b.first + i);
	}
}

/* A field that may hold several values, likewise. */
static void
record_own(struct recorder *c, const struct own_values *own)
{
	const struct staff *st = c->rz->staff;

	for (ptrdiff_t i = 0; i < own->n; i++) {
		enter_file(c, st->v[own->v[i].row].file);
		see(c, own->v[i].raw, own->v[i].row);
	}
}

/* A field of texts that are what they are. */
static void
record_plain(struct recorder *c)
{
	const struct staff *st = c->rz->staff;
	uint32_t raw[STAFF_BLOCK];

	for (struct staff_block b = { 0 }; staff_block(st, &b);) {
		column_read(&st->column[c->sum.field], b.first, b.n, raw);
		for (ptrdiff_t i = 0; i < b.n; i++)
			c->sum.how[READ_UNCHANGED] += raw[i] != 0;
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
		record_plain(&c);
	} else if (type == FIELD_PAY) {
		record_pay(&c, &rest);
	} else {
		record_column(&c);
	}
	end(&c, table_cells(rz, f));
	put_rest(&c, &rest);
}

/* The rows of another kind that are records of their own, by file. */
struct records {
	int64_t *of_file;             /* [l->files.n]                      */
	bool more;                    /* some have several rows            */
};

static struct records
count_records(const struct links *l, struct arena *mem)
{
	struct records r = { .of_file = NEW(mem, l->files.n, int64_t) };
	uint32_t id[LINK_BLOCK];

	for (struct link_block b = { 0 }; links_block(l, &b);) {
		ptrdiff_t more = 0;

		block_read(&b, 0, id);
		for (ptrdiff_t i = 0; i < b.n; i++)
			more += id[i] >> 31;
		r.of_file[b.segment - 1] += b.n - more;
		r.more |= more > 0;
	}
	return r;
}

/* The cells of a block's rows; of a further row of a record, none. */
static void
see_block(struct recorder *c, const struct link_block *b, ptrdiff_t k,
          bool more)
{
	uint32_t id[LINK_BLOCK], raw[LINK_BLOCK];

	block_read(b, k, raw);
	if (more)
		block_read(b, 0, id);
	for (ptrdiff_t i = 0; i < b->n; i++)
		if (!more || !(id[i] & LINK_MORE))
			see(c, raw[i], b->first + i);
}

/* A number of the rows of another kind. */
static void
record_links(struct resolve *rz, struct arena *tmp, struct intern *names,
             const struct links *l, ptrdiff_t k, const struct records *records)
{
	enum field f = l->field[k - 1];
	struct recorder c = begin(rz, tmp, names, l->kind, f);
	int64_t cells = 0;

	c.links = l;
	for (ptrdiff_t i = 0; i < l->files.n; i++)
		cells += records->of_file[i] * shape_width(l->files.v[i].shape,
		                                           f);
	for (struct link_block b = { 0 }; links_block(l, &b);) {
		if (!shape_width(l->files.v[b.segment - 1].shape, f))
			continue;
		enter_file(&c, b.file);
		see_block(&c, &b, k, records->more && f != l->main);
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
	struct arena_mark all = arena_mark(tmp);
	struct records records = count_records(l, tmp);

	for (ptrdiff_t i = 1; i < n; i++) {
		struct arena_mark mark = arena_mark(tmp);

		if (l->field[i - 1] != FIELD_NONE)
			record_links(rz, tmp, names, l, i, &records);
		arena_rewind(tmp, mark);
	}
	arena_rewind(tmp, all);
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
