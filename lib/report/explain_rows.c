/* SPDX-License-Identifier: MIT */
/*
 * The rows of a watched id: what became of each, and what every cell was taken
 * for.
 */
#include "report/explain_int.h"

#include "roster/reading.h"

/* The roster of the first report that reads a kind; of the first, if none
 * does. */
static const struct roster *
reader_of(const struct explain *x, enum kind kind)
{
	for (ptrdiff_t k = 0; k < x->reports.n; k++)
		if (x->reports.v[k].kinds >> kind & 1)
			return x->reports.v[k].roster;
	return x->reports.v[0].roster;
}

static bool
has_staff(const struct watch *w)
{
	for (ptrdiff_t i = 0; i < w->n; i++)
		if (w->v[i].kind == K_STAFF)
			return true;
	return false;
}

/* What a class means where no finding says it. */
static struct str
class_reason(struct explain *x, const struct watched_row *w,
             const struct explained *e, int class)
{
	struct arena *mem = x->part.mem;
	const struct roster *r = reader_of(x, w->kind);
	static const enum field says[] = { F_STATUS, F_WORKER_TYPE,
		F_FULL_PART_TIME, F_TERM_DATE, F_STUDENT_STATUS,
		F_GRADUATION_DATE };
	struct sbuf b = { .mem = mem };

	if (explain_outside(e, w))
		return STR("not of the cohort asked for");
	if (class == ROW_UNMATCHED && school_kind(w->kind))
		return STR("nobody with this id counts as a graduate");
	if (class == ROW_UNMATCHED && !has_staff(&x->watch))
		return STR("no row of staff has this id");
	if (class != ROW_OUT_OF_SCOPE)
		return str_of(class_info[class].meaning);
	for (size_t i = 0; i < sizeof says / sizeof *says; i++) {
		struct str text = watched_text(w, says[i]);
		struct reading one[READINGS_MAX];

		if (!text.len)
			continue;
		readings_of(r, mem, w->file, says[i], text, one);
		sbuf_fmt(&b, "%s%s \"%.*s\" is %.*s", b.n ? "; " : "",
		         field_info[says[i]].name, FMT(text),
		         FMT(one->canonical));
	}
	return b.n ? sbuf_str(&b) : STR("not one of those the report is about");
}

static struct str
row_words(struct explain *x, ptrdiff_t i, const struct explained *e)
{
	const struct explained_row *row = &e->row[i];
	const struct diag *d = row->finding;
	struct sbuf b = { .mem = x->part.mem };

	if (row->row_class < 0)
		return STR("not read by this report");
	sbuf_put(&b, build_words(b.mem, class_info[row->row_class].name,
	                         false));
	if (d)
		sbuf_fmt(&b, ": %s, %s; %s", diag_info[d->code].name,
		         diag_info[d->code].meaning, diag_info[d->code].does);
	else if (row->row_class != ROW_USED)
		sbuf_fmt(&b, ": %.*s", FMT(class_reason(x, &x->watch.v[i], e,
		                                        row->row_class)));
	return sbuf_str(&b);
}

/* Where the rows of the id are, and what each report did with them. */
static void
put_classes(struct explain *x, struct build_blocks *to)
{
	static const struct explain_column col[] = {
		{ "file", "File", CELL_TEXT, true },
		{ "line", "Line", CELL_COUNT, true },
		{ "kind", "Kind", CELL_TEXT, true },
		{ "report", "Report", CELL_TEXT, true },
		{ "class", "Class", CELL_TEXT, true },
		{ "code", "Finding", CELL_TEXT, true },
		{ "why", "What became of it", CELL_TEXT, false },
	};
	enum { N = sizeof col / sizeof *col };
	struct doc_table *t = explain_table(x, "rows", col, N,
	                                    x->watch.n * x->reports.n);
	struct cell *c = t->cell;

	for (ptrdiff_t i = 0; i < x->watch.n; i++)
		for (ptrdiff_t k = 0; k < x->reports.n; k++) {
			const struct watched_row *w = &x->watch.v[i];
			const struct explained *e = &x->reports.v[k];
			const struct explained_row *row = &e->row[i];

			*c++ = cell_text(x->watch.ledger->v[w->file].path);
			*c++ = cell_of(CELL_COUNT, w->line);
			*c++ = cell_text(str_of(kind_info[w->kind].name));
			*c++ = cell_text(str_of(e->report));
			*c++ = row->row_class < 0 ? (struct cell){ 0 }
				: cell_text(str_of(
					class_info[row->row_class].name));
			*c++ = row->finding ? cell_text(str_of(
				diag_info[row->finding->code].name))
				: (struct cell){ 0 };
			*c++ = cell_text(row_words(x, i, e));
		}
	explain_block(x, to, (struct block){ .kind = BLOCK_TABLE,
		.formats = IN_XLSX | IN_JSON, .title = STR("Rows of this id"),
		.table = t });
}

/* "MA II" -> Clinical Medical Assistant (occupation: pattern ..., line 88) */
static void
add_reading(struct sbuf *b, struct str text, const struct reading *r, bool first)
{
	if (r->how == READ_BLANK && !text.len)
		return;
	if (first)
		sbuf_fmt(b, "\"%.*s\"", FMT(text));
	if (r->how == READ_UNCHANGED && first && !r->line)
		return;
	if (r->how != READ_UNCHANGED || !first)
		sbuf_fmt(b, "%s%.*s", first ? " -> " : ", ",
		         FMT(r->canonical.len ? r->canonical
		                              : STR("no value")));
	sbuf_fmt(b, " (%s: %.*s", r->as ? r->as : "value", FMT(r->rule));
	if (r->line)
		sbuf_fmt(b, ", line %d", r->line);
	sbuf_put(b, STR(")"));
}

/* One cell in words; "" when there is nothing in it. */
static struct str
cell_words(struct explain *x, const struct watched_row *w,
           const struct watched_cell *c)
{
	struct reading one[READINGS_MAX];
	struct sbuf b = { .mem = x->part.mem };
	ptrdiff_t n = readings_of(reader_of(x, w->kind), x->part.mem, w->file,
	                          c->field, c->text, one);

	for (ptrdiff_t i = 0; i < n; i++)
		add_reading(&b, c->text, &one[i], i == 0);
	return b.n ? sbuf_str(&b) : STR("");
}

/* Whether rows of a kind are people, each with a block of its own. */
static bool
is_of_people(enum kind kind)
{
	return kind == K_STAFF || kind == K_GRADUATES;
}

/* The cells of such a row, a line each, under what became of the row. */
static void
put_own_row(struct explain *x, struct build_blocks *to, ptrdiff_t i)
{
	const struct watched_row *w = &x->watch.v[i];
	struct block list = build_list(str_fmt(x->part.mem, "Row of %s",
		kind_info[w->kind].name));

	build_line(&x->part, &list, STR("Row"), "%.*s",
	           FMT(explain_place(x, w->file, w->line)));
	for (ptrdiff_t k = 0; k < x->reports.n; k++) {
		if (x->reports.v[k].row[i].row_class < 0)
			continue;
		build_line(&x->part, &list, build_words(x->part.mem,
			str_fmt(x->part.mem, "in %s", x->reports.v[k].report).s,
			true), "%.*s", FMT(row_words(x, i, &x->reports.v[k])));
	}
	for (ptrdiff_t c = 0; c < w->n; c++) {
		struct str words = cell_words(x, w, &w->cell[c]);

		if (words.len)
			build_line(&x->part, &list, str_of(
				field_info[w->cell[c].field].name), "%.*s",
				FMT(words));
	}
	explain_block(x, to, list);
}

/* Rows of one of the other kinds, a line each. */
static void
put_other_rows(struct explain *x, struct build_blocks *to, enum kind kind)
{
	struct block list = build_list(str_fmt(x->part.mem, "Rows of %s",
		kind_info[kind].name));
	int32_t file = -1;

	for (ptrdiff_t i = 0; i < x->watch.n; i++) {
		const struct watched_row *w = &x->watch.v[i];
		struct sbuf b = { .mem = x->part.mem };

		if (w->kind != kind)
			continue;
		if (w->file != file)
			build_line(&x->part, &list, STR("File"), "%.*s", FMT(
				x->watch.ledger->v[w->file].path));
		file = w->file;
		for (ptrdiff_t c = 0; c < w->n; c++) {
			struct str words = cell_words(x, w, &w->cell[c]);

			if (words.len && w->cell[c].field != F_PERSON_ID)
				sbuf_fmt(&b, "%s%s %.*s", b.n ? "; " : "",
				         field_info[w->cell[c].field].name,
				         FMT(words));
		}
		for (ptrdiff_t k = 0; k < x->reports.n; k++)
			if (x->reports.v[k].row[i].row_class > ROW_USED ||
			    x->reports.v[k].row[i].finding)
				sbuf_fmt(&b, "; in %s %.*s",
				         x->reports.v[k].report,
				         FMT(row_words(x, i,
				                       &x->reports.v[k])));
		build_line(&x->part, &list, explain_line(x, w->line), "%.*s",
		           FMT(sbuf_str(&b)));
	}
	if (list.n_figure)
		explain_block(x, to, list);
}

/* Every cell and reading, for programs. */
static void
put_fields(struct explain *x, struct build_blocks *to)
{
	static const struct explain_column col[] = {
		{ "kind", "Kind", CELL_TEXT, false },
		{ "file", "File", CELL_TEXT, false },
		{ "line", "Line", CELL_COUNT, false },
		{ "column", "Column", CELL_COUNT, false },
		{ "header", "Header", CELL_TEXT, false },
		{ "field", "Field", CELL_TEXT, false },
		{ "raw", "As written", CELL_TEXT, false },
		{ "as", "Read as", CELL_TEXT, false },
		{ "canonical", "Taken for", CELL_TEXT, false },
		{ "how", "How", CELL_TEXT, false },
		{ "rule", "By the rule", CELL_TEXT, false },
		{ "rule_line", "Line of the rule", CELL_COUNT, false },
		{ "rule_column", "Column of the rule", CELL_COUNT, false },
	};
	enum { N = sizeof col / sizeof *col };
	ptrdiff_t most = 0;

	for (ptrdiff_t i = 0; i < x->watch.n; i++)
		most += x->watch.v[i].n * READINGS_MAX;
	struct doc_table *t = explain_table(x, "fields", col, N, most);

	t->n_row = 0;
	for (ptrdiff_t i = 0; i < x->watch.n; i++)
		for (ptrdiff_t k = 0; k < x->watch.v[i].n; k++) {
			const struct watched_row *w = &x->watch.v[i];
			const struct watched_cell *f = &w->cell[k];
			struct reading r[READINGS_MAX];
			ptrdiff_t n = readings_of(reader_of(x, w->kind),
				x->part.mem, w->file, f->field, f->text, r);

			for (ptrdiff_t j = 0; j < n; j++) {
				struct cell *c = t->cell + t->n_row++ * N;

				*c++ = cell_text(str_of(kind_info[w->kind].name));
				*c++ = cell_text(x->watch.ledger->v[w->file].path);
				*c++ = cell_of(CELL_COUNT, w->line);
				*c++ = cell_of(CELL_COUNT, f->column);
				*c++ = cell_text(f->header);
				*c++ = cell_text(str_of(
					field_info[f->field].name));
				*c++ = cell_text(f->text);
				*c++ = cell_text(str_of(r[j].as));
				*c++ = cell_text(r[j].canonical);
				*c++ = cell_text(str_of(
					reading_words[r[j].how]));
				*c++ = cell_text(r[j].rule);
				if (!r[j].line)
					continue;
				*c++ = cell_of(CELL_COUNT, r[j].line);
				*c++ = cell_of(CELL_COUNT, r[j].column);
			}
		}
	explain_block(x, to, (struct block){ .kind = BLOCK_TABLE,
		.formats = IN_XLSX | IN_JSON, .title = STR("Cells"),
		.table = t });
}

void
explain_put_rows(struct explain *x, struct build_blocks *to)
{
	for (ptrdiff_t i = 0; i < x->watch.n; i++)
		if (is_of_people(x->watch.v[i].kind))
			put_own_row(x, to, i);
	for (int k = 0; k < KIND_N; k++)
		if (!is_of_people((enum kind)k))
			put_other_rows(x, to, (enum kind)k);
}

void
explain_put_tables(struct explain *x, struct build_blocks *to)
{
	put_classes(x, to);
	put_fields(x, to);
}
