/* SPDX-License-Identifier: MIT */
/*
 * A report's account of itself: what to be warned of, where every row
 * went, what was decided and what was found.
 */
#include "report/build.h"

/* "101 read = 96 used + 2 rejected + ..." */
static struct str
class_words(struct arena *mem, const struct ledger_file *f)
{
	struct sbuf s = { .mem = mem };

	sbuf_fmt(&s, "%.*s read", FMT(decimal_str(mem, f->read, 0, 0, true)));
	for (int c = 0, n = 0; c < ROW_NCLASS; c++) {
		if (!f->count[c])
			continue;
		sbuf_fmt(&s, " %s %.*s %.*s", n++ ? "+" : "=",
		         FMT(decimal_str(mem, f->count[c], 0, 0, true)),
		         FMT(build_words(mem, class_info[c].name, false)));
	}
	return sbuf_str(&s);
}

static const char *
kind_word(enum kind kind)
{
	return kind == KIND_NONE ? "skipped" : kind_info[kind].name;
}

/* One column a class: the ledger as a table, a line a file and the sum. */
static void
ledger_table(struct build *b)
{
	enum { FIRST = 5, N = FIRST + ROW_NCLASS };
	const struct ledger *l = b->ledger;
	struct doc_column col[N] = {
		{ STR("file"), STR("File"), CELL_TEXT, true, NULL, 0 },
		{ STR("kind"), STR("Kind"), CELL_TEXT, true, NULL, 0 },
		{ STR("encoding"), STR("Encoding"), CELL_TEXT, false, NULL, 0 },
		{ STR("delimiter"), STR("Delimiter"), CELL_TEXT, false, NULL,
		  0 },
		{ STR("read"), STR("Read"), CELL_COUNT, true, NULL, 0 },
	};

	for (int c = 0; c < ROW_NCLASS; c++)
		col[FIRST + c] = (struct doc_column){
			.key = str_of(class_info[c].name),
			.title = build_words(b->mem, class_info[c].name, true),
			.kind = CELL_COUNT };
	struct doc_table *t = doc_table_new(b->mem, STR("ledger"), col, N,
	                                    l->n + 1);

	t->last_rows = 1;
	for (ptrdiff_t r = 0; r <= l->n; r++) {
		struct ledger_file sum = ledger_sum(l, KIND_NONE);
		const struct ledger_file *f = r < l->n ? &l->v[r] : &sum;
		struct cell *x = t->cell + r * N;

		x[0] = cell_text(r < l->n ? f->path : STR("All files"));
		x[1] = cell_text(r < l->n ? str_of(kind_word(f->kind))
		                          : STR(""));
		x[2] = cell_text(f->encoding);
		x[3] = cell_text(str_of(build_delimiter(f->delimiter)));
		x[4] = cell_of(CELL_COUNT, f->read);
		for (int c = 0; c < ROW_NCLASS; c++)
			x[FIRST + c] = cell_of(CELL_COUNT, f->count[c]);
	}
	build_offer(b, t, "Rows of the files", AUDIENCE_AGGREGATE);
}

/* The same for text, as sums that a reader can add up. */
static void
ledger_lines(struct build *b)
{
	const struct ledger *l = b->ledger;
	struct build_blocks part = { 0 };
	struct block list = build_list(STR("Rows of the files"));

	for (ptrdiff_t i = 0; i < l->n; i++) {
		const struct ledger_file *f = &l->v[i];

		build_line(b, &list, f->path, "%.*s (%s)",
		         FMT(class_words(b->mem, f)), kind_word(f->kind));
	}
	struct ledger_file sum = ledger_sum(l, KIND_NONE);

	if (l->n > 1)
		build_line(b, &list, STR("All files"), "%.*s",
		         FMT(class_words(b->mem, &sum)));
	*VEC_PUSH(b->mem, &part) = list;
	build_part(b, "ledger_lines", &part, AUDIENCE_AGGREGATE);
}

static void
joins(struct build *b)
{
	const struct roster *r = b->roster;
	struct str title = b->joined ? str_of(b->joined)
	                             : STR("Joined to staff");
	const struct doc_column col[] = {
		{ { "kind", 4 }, title, CELL_TEXT, true, NULL, 0 },
		{ { "rows_matched", 12 }, { "Matched rows", 12 }, CELL_COUNT,
		  true, NULL, 0 },
		{ { "rows_unmatched", 14 }, { "Other rows", 10 },
		  CELL_COUNT, true, NULL, 0 },
		{ { "share", 5 }, { "Share matched", 13 }, CELL_PERCENT, true,
		  NULL, 0 },
		{ { "people_without", 14 }, { "People without", 14 },
		  CELL_COUNT, true, NULL, 0 },
	};
	struct doc_table *t = doc_table_new(b->mem, STR("joins"), col, 5,
	                                    KIND_N);

	t->n_row = 0;
	for (int k = 0; k < KIND_N; k++) {
		const struct join_count *j = &r->join[k];
		int64_t rows = j->rows_matched + j->rows_unmatched;
		struct cell *c = t->cell + t->n_row * 5;

		if (!j->present || k == K_STAFF)
			continue;
		c[0] = cell_text(str_of(kind_info[k].name));
		c[1] = cell_of(CELL_COUNT, j->rows_matched);
		c[2] = cell_of(CELL_COUNT, j->rows_unmatched);
		if (rows)
			c[3] = cell_of(CELL_PERCENT, muldiv(j->rows_matched,
			                                    10000, rows));
		c[4] = cell_of(CELL_COUNT, j->people_without);
		t->n_row++;
		*VEC_PUSH(b->mem, &b->doc->joins) = (struct doc_join){
			str_of(kind_info[k].name), j->rows_matched,
			j->rows_unmatched, j->people_without };
	}
	build_offer(b, t, title.s, AUDIENCE_AGGREGATE);
}

/* The findings of the run by code, with what each means and did. */
static void
findings(struct build *b)
{
	static const struct doc_column col[] = {
		{ { "code", 4 }, { "Code", 4 }, CELL_TEXT, true, NULL, 0 },
		{ { "severity", 8 }, { "Severity", 8 }, CELL_TEXT, false,
		  NULL, 0 },
		{ { "count", 5 }, { "Count", 5 }, CELL_COUNT, true, NULL, 0 },
		{ { "meaning", 7 }, { "What was found", 14 }, CELL_TEXT, true,
		  NULL, 0 },
		{ { "does", 4 }, { "What was done", 13 }, CELL_TEXT, true,
		  NULL, 0 },
		{ { "mend", 4 }, { "How to mend it", 14 }, CELL_TEXT, true,
		  NULL, 0 },
	};
	const struct diags *d = b->diags;
	struct doc_table *t = doc_table_new(b->mem, STR("findings"), col, 6,
	                                    DIAG_NCODE);
	struct build_blocks part = { 0 };
	struct block list = build_list(STR("Findings"));

	t->n_row = 0;
	for (int i = 0; i < DIAG_NCODE; i++) {
		const struct diag_info *info = &diag_info[i];
		struct cell *c = t->cell + t->n_row * 6;

		if (!d->count[i])
			continue;
		t->n_row++;
		c[0] = cell_text(str_of(info->name));
		c[1] = cell_text(str_of(severity_name[info->severity]));
		c[2] = cell_of(CELL_COUNT, d->count[i]);
		c[3] = cell_text(str_of(info->meaning));
		c[4] = cell_text(str_of(info->does));
		c[5] = cell_text(str_of(info->mend));
		build_line(b, &list, str_of(info->name), "%.*s x %s; %s",
		         FMT(decimal_str(b->mem, d->count[i], 0, 0, true)),
		         info->meaning, info->does);
	}
	build_offer(b, t, "Findings", AUDIENCE_AGGREGATE);
	*VEC_PUSH(b->mem, &part) = list;
	build_part(b, "finding_lines", &part, AUDIENCE_AGGREGATE);
}

__attribute__((format(printf, 3, 4)))
static void
add_warning(struct build *b, struct build_blocks *part, const char *fmt, ...)
{
	struct sbuf s = { .mem = b->mem };
	va_list ap;

	va_start(ap, fmt);
	sbuf_vfmt(&s, fmt, ap);
	va_end(ap);
	*VEC_PUSH(b->mem, part) = (struct block){
		.kind = BLOCK_WARNING,
		.formats = IN_TEXT | IN_XLSX | IN_JSON,
		.text = sbuf_str(&s) };
}

/* Decisions that a reader must know before the figures. */
static void
warnings(struct build *b)
{
	const struct roster *r = b->roster;
	struct build_blocks part = { 0 };

	for (ptrdiff_t i = 0; i < r->decisions.n; i++) {
		const struct decision *d = &r->decisions.v[i];

		if (d->first_page)
			add_warning(b, &part, "%.*s: %.*s (%.*s). %.*s.",
			            FMT(d->what), FMT(d->chosen),
			            FMT(decimal_str(b->mem, d->count, 0, 0,
			                            true)), FMT(d->why));
	}
	build_part(b, "warnings", &part, AUDIENCE_AGGREGATE);
}

/* What JSON states of the files and the rows. */
static void
inputs(struct build *b)
{
	const struct ledger *l = b->ledger;
	const struct diags *d = b->diags;
	const char **names = NEW(b->mem, ROW_NCLASS, const char *);

	for (int c = 0; c < ROW_NCLASS; c++)
		names[c] = class_info[c].name;
	b->doc->class_name = names;
	b->doc->n_class = ROW_NCLASS;
	for (ptrdiff_t i = 0; i < l->n; i++) {
		const struct ledger_file *f = &l->v[i];

		*VEC_PUSH(b->mem, &b->doc->inputs) = (struct doc_rows){
			f->path, f->kind == KIND_NONE ? STR("")
			: str_of(kind_info[f->kind].name),
			f->encoding, f->delimiter, f->read, f->count };
	}
	for (ptrdiff_t i = 0; i < d->n; i++) {
		const struct diag *x = &d->v[i];
		const struct diag_info *info = &diag_info[x->code];

		if (info->severity != SEV_REJECT)
			continue;
		*VEC_PUSH(b->mem, &b->doc->rejects) = (struct doc_reject){
			.file = x->at.file, .line = x->at.line,
			.last_line = x->at.last_line,
			.code = str_of(info->name), .field = x->field,
			.value = x->value,
			.message = x->msg.len
				? str_fmt(b->mem, "%s; %.*s", info->meaning,
				          FMT(x->msg))
				: str_of(info->meaning) };
	}
}

static void
reject_row(const void *ctx, ptrdiff_t row, struct cell *c,
           struct arena *scratch)
{
	const struct document *d = ctx;
	const struct doc_reject *j = &d->rejects.v[row];

	(void)scratch;
	c[0] = cell_text(j->file);
	c[1] = cell_of(CELL_COUNT, j->line);
	c[2] = cell_of(CELL_COUNT, j->last_line);
	c[3] = cell_text(j->code);
	c[4] = cell_text(j->field);
	c[5] = cell_text(j->value);
	c[6] = cell_text(j->message);
}

static void
reject_table(struct build *b)
{
	static const struct doc_column col[] = {
		{ { "file", 4 }, { "File", 4 }, CELL_TEXT, true, NULL, 0 },
		{ { "line", 4 }, { "Line", 4 }, CELL_COUNT, true, NULL, 0 },
		{ { "last_line", 9 }, { "Last line", 9 }, CELL_COUNT, false,
		  NULL, 0 },
		{ { "code", 4 }, { "Code", 4 }, CELL_TEXT, true, NULL, 0 },
		{ { "field", 5 }, { "Field", 5 }, CELL_TEXT, true, NULL, 0 },
		{ { "value", 5 }, { "Value", 5 }, CELL_TEXT, true, NULL, 0 },
		{ { "message", 7 }, { "What it means", 13 }, CELL_TEXT, false,
		  NULL, 0 },
	};
	struct doc_table *t = doc_table_new(b->mem, STR("rejects"), col,
	                                    sizeof col / sizeof *col, 0);

	t->row = reject_row;
	t->ctx = b->doc;
	t->n_row = b->doc->rejects.n;
	t->sheet_row_limit = build_very_large(b) ? EXAMPLES_MAX : 0;
	build_offer(b, t, "Rejected rows", AUDIENCE_PERSON);
}

void
build_account(struct build *b)
{
	inputs(b);
	ledger_table(b);
	ledger_lines(b);
	joins(b);
	findings(b);
	build_decisions(b);
	warnings(b);
	reject_table(b);
	build_changes(b);
}
