/* SPDX-License-Identifier: MIT */
#include "report/explain_int.h"

#include "base/utf8.h"
#include "roster/staff.h"

void
explain_begin(struct explain *x, struct arena *mem, struct str id)
{
	*x = (struct explain){ .watch = { .mem = mem, .id = id },
		               .part = { .mem = mem } };
	x->part.doc = document_new(mem, STR("explain"));
}

void
explain_block(struct explain *x, struct build_blocks *to, struct block b)
{
	b.audience = AUDIENCE_PERSON;
	b.sheet = STR("Explain");
	*VEC_PUSH(x->part.mem, to) = b;
}

struct doc_table *
explain_table(struct explain *x, const char *key,
              const struct explain_column *columns, ptrdiff_t n,
              ptrdiff_t n_row)
{
	struct doc_column *col = NEW(x->part.mem, n, struct doc_column);

	for (ptrdiff_t i = 0; i < n; i++)
		col[i] = (struct doc_column){
			.key = str_of(columns[i].key),
			.title = str_of(columns[i].title),
			.kind = columns[i].kind, .in_text = columns[i].text };
	return doc_table_new(x->part.mem, str_of(key), col, n, n_row);
}

struct str
explain_place(const struct explain *x, int32_t file, int64_t line)
{
	return str_fmt(x->part.mem, "%.*s:%lld",
	               FMT(x->watch.ledger->v[file].path), (long long)line);
}

struct str
explain_line(const struct explain *x, int64_t line)
{
	return str_fmt(x->part.mem, "Line %lld", (long long)line);
}

bool
explain_watches(const struct explain *x, int32_t file, int64_t line)
{
	for (ptrdiff_t i = 0; i < x->watch.n; i++)
		if (x->watch.v[i].file == file && x->watch.v[i].line == line)
			return true;
	return false;
}

/* The class that a report gave a row of a table. */
static int
table_class(const struct staff *st, const struct watched_row *w)
{
	for (ptrdiff_t i = 0; i < st->n; i++)
		if (st->v[i].file == w->file && st->v[i].line == w->line)
			return st->v[i].class;
	return -1;
}

bool
explain_outside(const struct explained *in, const struct watched_row *w)
{
	const struct placement_analysis *a = in->placement;

	for (ptrdiff_t i = 0; a && i < a->school->n; i++) {
		const struct staff_row *row = graduate_row(a->school,
		                                           &a->school->v[i]);

		if (row->file == w->file && row->line == w->line)
			return !a->v[i].selected;
	}
	return false;
}

static int
class_of(const struct explained *in, const struct watched_row *w)
{
	if (!(in->kinds >> w->kind & 1))
		return -1;
	if (explain_outside(in, w))
		return ROW_OUT_OF_SCOPE;
	if (w->kind == K_STAFF || in->placement)
		return table_class(in->placement
			? in->placement->school->table[w->kind]
			: in->roster->staff, w);
	if (!watched_text(w, F_PERSON_ID).len)
		return ROW_REJECTED;
	return in->person >= 0 ? ROW_USED : ROW_UNMATCHED;
}

/* The person whose row, of those watched, is the one that counts. */
static ptrdiff_t
person_watched(const struct explain *x, const struct explained *e)
{
	const struct placement_analysis *a = e->placement;
	const struct roster *r = e->roster;
	ptrdiff_t n = a ? a->school->n : r->n;

	for (ptrdiff_t i = 0; i < n; i++) {
		const struct staff_row *row = a
			? graduate_row(a->school, &a->school->v[i])
			: &r->staff->v[r->v[i].row];

		if (explain_watches(x, row->file, row->line) &&
		    (!a || a->v[i].selected))
			return i;
	}
	return -1;
}

static bool
is_about(const struct explained *in, const struct diag *d,
         const struct watched_row *w)
{
	return d->at.line == w->line &&
	       str_eq(d->at.file, in->ledger->v[w->file].path);
}

static const struct diag *
first_finding(const struct explained *in, const struct watched_row *w)
{
	const struct diag *found = NULL;

	for (ptrdiff_t i = 0; i < in->diags->n; i++) {
		const struct diag *d = &in->diags->v[i];

		if (is_about(in, d, w) && (!found ||
		    diag_info[d->code].severity >
		    diag_info[found->code].severity))
			found = d;
	}
	return found;
}

ptrdiff_t
explain_rows(struct explain *x, const struct explained *in)
{
	struct explained e = *in;
	struct explained_row *row = NEW(x->part.mem, x->watch.n,
	                                struct explained_row);

	e.person = person_watched(x, &e);
	for (ptrdiff_t i = 0; i < x->watch.n; i++)
		row[i] = (struct explained_row){
			class_of(&e, &x->watch.v[i]),
			first_finding(&e, &x->watch.v[i]) };
	e.row = row;
	*VEC_PUSH(x->part.mem, &x->reports) = e;
	return e.person;
}

/* All findings about the rows, each once. */
static void
put_findings(struct explain *x, struct build_blocks *to)
{
	static const struct explain_column col[] = {
		{ "code", "Code", CELL_TEXT, false },
		{ "file", "File", CELL_TEXT, false },
		{ "line", "Line", CELL_COUNT, false },
		{ "field", "Field", CELL_TEXT, false },
		{ "value", "Value", CELL_TEXT, false },
		{ "message", "What it means", CELL_TEXT, false },
	};
	enum { N = sizeof col / sizeof *col };
	struct { VEC(const struct diag *); } all = { 0 };
	struct block list = build_list(STR("Findings"));

	for (ptrdiff_t k = 0; k < x->reports.n; k++)
		for (ptrdiff_t i = 0; i < x->reports.v[k].diags->n; i++) {
			const struct diag *d = &x->reports.v[k].diags->v[i];
			bool known = true, about = false;

			for (ptrdiff_t j = 0; j < x->watch.n; j++)
				about |= is_about(&x->reports.v[k], d,
				                  &x->watch.v[j]);
			known = false;
			for (ptrdiff_t j = 0; j < all.n; j++)
				known |= all.v[j]->code == d->code &&
				         all.v[j]->at.line == d->at.line &&
				         str_eq(all.v[j]->at.file, d->at.file) &&
				         str_eq(all.v[j]->field, d->field);
			if (about && !known)
				*VEC_PUSH(x->part.mem, &all) = d;
		}
	struct doc_table *t = explain_table(x, "findings", col, N, all.n);
	for (ptrdiff_t i = 0; i < all.n; i++) {
		const struct diag *d = all.v[i];
		struct cell *c = t->cell + i * N;
		struct str line = diag_line(x->part.mem, d);

		*c++ = cell_text(str_of(diag_info[d->code].name));
		*c++ = cell_text(d->at.file);
		*c++ = cell_of(CELL_COUNT, d->at.line);
		*c++ = cell_text(d->field);
		*c++ = cell_text(d->value);
		*c++ = cell_text(line);
		build_line(&x->part, &list, str_of(diag_info[d->code].name),
		           "%.*s", FMT(line));
	}
	explain_block(x, to, list);
	explain_block(x, to, (struct block){ .kind = BLOCK_TABLE,
		.formats = IN_XLSX | IN_JSON, .title = STR("Findings"),
		.table = t });
}

/* "used in pay and credentials", "in no report". */
static struct str
used_words(struct explain *x)
{
	struct sbuf b = { .mem = x->part.mem };

	for (ptrdiff_t k = 0; k < x->reports.n; k++)
		if (x->reports.v[k].person >= 0)
			sbuf_fmt(&b, "%s%s", b.n ? " and " : "counted in ",
			         x->reports.v[k].report);
	return b.n ? sbuf_str(&b) : STR("counted in no report");
}

struct document *
explain_document(struct explain *x, date as_of, struct str version)
{
	struct document *d = x->part.doc;
	struct build_blocks all = { 0 };

	if (x->watch.n == 0 || x->reports.n == 0)
		return NULL;
	d->as_of = as_of;
	d->version = version;
	d->title = STR("Explanation");
	d->subject = str_fmt(x->part.mem, "EXPLAIN %.*s - %.*s",
	                     FMT(x->watch.id), FMT(used_words(x)));
	struct doc_figure *id = NEW(x->part.mem, 1, struct doc_figure);
	*id = (struct doc_figure){ .key = STR("id"), .title = STR("Id"),
		                   .value = cell_text(x->watch.id) };
	explain_block(x, &all, (struct block){ .kind = BLOCK_FIGURES,
		.formats = IN_JSON, .figure = id, .n_figure = 1 });
	explain_block(x, &all, (struct block){ .kind = BLOCK_PARAGRAPH,
		.formats = IN_TEXT | IN_XLSX, .text = str_fmt(x->part.mem,
		"What was written, what it was taken for, and by which rule of "
		"%.*s; then each step to the figures.",
		FMT(x->reports.v[0].rules)) });
	explain_put_rows(x, &all);
	for (ptrdiff_t i = 0; i < x->body.n; i++)
		*VEC_PUSH(x->part.mem, &all) = x->body.v[i];
	put_findings(x, &all);
	explain_put_tables(x, &all);
	for (ptrdiff_t i = 0; i < all.n; i++)
		*VEC_PUSH(d->mem, &d->blocks) = all.v[i];
	return d;
}

/* An id as it may be written elsewhere: no zeros before it, no ".0". */
static struct str
plain_id(struct str s)
{
	if (str_ends(s, STR(".0")))
		s.len -= 2;
	while (s.len > 1 && s.s[0] == '0')
		s = str_skip(s, 1);
	return s;
}

/* Ids of a report's rows that differ little from the one watched. */
static int
put_near(const struct explain *x, const struct intern *ids, struct sbuf *b,
         int n)
{
	enum { SHOWN = 5 };

	for (uint32_t i = 1; (ptrdiff_t)i < ids->n && n < SHOWN; i++) {
		struct arena_mark mark = arena_mark(b->mem);
		struct str id = intern_str(ids, i);
		bool near = str_eq_nocase(plain_id(id), plain_id(x->watch.id)) ||
		            utf8_distance(b->mem, id, x->watch.id, 1) <= 1;

		arena_rewind(b->mem, mark);
		if (near)
			sbuf_fmt(b, "%s\"%.*s\"", n++ ? ", " : "near it: ",
			         FMT(diag_escape(x->part.doc->mem, id, 60)));
	}
	return n;
}

struct str
explain_nearest(const struct explain *x)
{
	struct sbuf b = { .mem = x->part.mem };
	const struct explained *e = x->reports.v;
	int n = 0;

	for (ptrdiff_t k = 0; k < x->reports.n; k++)
		if (k == 0 || e[k].roster->staff != e[k - 1].roster->staff)
			n = put_near(x, &e[k].roster->staff->ids, &b, n);
	for (ptrdiff_t i = 0; e && i < e->diags->n && x->watch.id.len > 2;
	     i++) {
		const struct diag *d = &e->diags->v[i];

		if (d->code == DIAG_ROW_DAMAGED &&
		    str_find(d->value, x->watch.id) >= 0)
			sbuf_fmt(&b, "%s%.*s:%lld holds it, but cannot be told "
			         "apart into fields (ROW_DAMAGED)",
			         b.n ? "; " : "", FMT(d->at.file),
			         (long long)d->at.line);
	}
	return b.n ? sbuf_str(&b) : STR("");
}
