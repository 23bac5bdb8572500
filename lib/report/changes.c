/* SPDX-License-Identifier: MIT */
/*
 * The record of changes as tables: of every field what its cells came to, and
 * which text became what.
 */
#include "report/build.h"

#include "roster/changes.h"

/* Of a field so many changes are told apart in workbook and JSON, or in a
 * workbook of examples; the CSV has all of them. */
enum { SHOWN_MOST = 1000, EXAMPLES_OF_FIELD = 100 };

/* The changes that one table shows: the rows of a field from `first` on, the
 * last of them standing for `rest` others. */
struct change_row {
	const struct change *change;
	int64_t rest;                 /* cells of all others of the field  */
};

struct change_rows {
	const struct ledger *ledger;
	VEC(struct change_row);
};

enum { C_KIND, C_FIELD, C_AS, C_RAW, C_CANONICAL, C_RULE, C_RULE_LINE,
       C_COUNT, C_FILE, C_LINE, C_N };

static void
put_change(const void *ctx, ptrdiff_t row, struct cell *c,
           struct arena *scratch)
{
	const struct change_rows *rows = ctx;
	const struct change_row *r = &rows->v[row];
	const struct change *x = r->change;

	c[C_KIND] = cell_text(str_of(kind_info[x->kind].name));
	c[C_FIELD] = cell_text(str_of(field_info[x->field].name));
	c[C_AS] = cell_text(str_of(x->to.as));
	if (r->rest) {
		c[C_RULE] = cell_text(str_fmt(scratch, "others, in the file "
			"of changes"));
		c[C_COUNT] = cell_of(CELL_COUNT, r->rest);
		return;
	}
	c[C_RAW] = cell_text(x->raw);
	c[C_CANONICAL] = cell_text(x->to.canonical);
	c[C_RULE] = cell_text(x->to.rule);
	if (x->to.line)
		c[C_RULE_LINE] = cell_of(CELL_COUNT, x->to.line);
	c[C_COUNT] = cell_of(CELL_COUNT, x->count);
	c[C_FILE] = cell_text(rows->ledger->v[x->file].path);
	c[C_LINE] = cell_of(CELL_COUNT, x->line);
}

static bool
same_field(const struct change *a, const struct change *b)
{
	return a->kind == b->kind && a->field == b->field;
}

/* All changes, or of each field the first `most` and a row for the others. */
static struct change_rows *
rows_of(struct build *b, const struct changes *all, ptrdiff_t most)
{
	struct change_rows *rows = NEW(b->mem, 1, struct change_rows);
	ptrdiff_t of_field = 0;

	rows->ledger = b->ledger;
	for (ptrdiff_t i = 0; all && i < all->n; i++) {
		const struct change *x = &all->v[i];

		of_field = i && same_field(x, x - 1) ? of_field + 1 : 1;
		if (of_field <= most)
			*VEC_PUSH(b->mem, rows) = (struct change_row){ x, 0 };
		else if (of_field == most + 1)
			*VEC_PUSH(b->mem, rows) =
				(struct change_row){ x, x->count };
		else
			rows->v[rows->n - 1].rest += x->count;
	}
	return rows;
}

static struct doc_table *
change_table(struct build *b, const struct changes *all, ptrdiff_t most)
{
	static const struct doc_column col[C_N] = {
		{ { "kind", 4 }, { "Kind", 4 }, CELL_TEXT, true, NULL, 0 },
		{ { "field", 5 }, { "Field", 5 }, CELL_TEXT, true, NULL, 0 },
		{ { "as", 2 }, { "Read as", 7 }, CELL_TEXT, false, NULL, 0 },
		{ { "raw", 3 }, { "As written", 10 }, CELL_TEXT, true, NULL,
		  0 },
		{ { "canonical", 9 }, { "Taken for", 9 }, CELL_TEXT, true,
		  NULL, 0 },
		{ { "rule", 4 }, { "By the rule", 11 }, CELL_TEXT, false, NULL,
		  0 },
		{ { "rule_line", 9 }, { "Line of the rule", 16 }, CELL_COUNT,
		  false, NULL, 0 },
		{ { "count", 5 }, { "Cells", 5 }, CELL_COUNT, true, NULL, 0 },
		{ { "file", 4 }, { "First in file", 13 }, CELL_TEXT, false,
		  NULL, 0 },
		{ { "line", 4 }, { "at line", 7 }, CELL_COUNT, false, NULL, 0 },
	};
	struct doc_table *t = doc_table_new(b->mem, STR("changes"), col, C_N,
	                                    0);
	struct change_rows *rows = rows_of(b, all, most);

	t->row = put_change;
	t->ctx = rows;
	t->n_row = rows->n;
	return t;
}

/* Of every field: how many cells, and what they came to. */
static void
cells_table(struct build *b, const struct changes *all)
{
	enum { FIRST = 3, N = FIRST + READ_N };
	struct doc_column col[N] = {
		{ STR("kind"), STR("Kind"), CELL_TEXT, true, NULL, 0 },
		{ STR("field"), STR("Field"), CELL_TEXT, true, NULL, 0 },
		{ STR("cells"), STR("Cells"), CELL_COUNT, true, NULL, 0 },
	};
	ptrdiff_t n = all ? all->fields.n : 0;

	for (int k = 0; k < READ_N; k++)
		col[FIRST + k] = (struct doc_column){
			.key = str_of(reading_words[k]), .kind = CELL_COUNT,
			.title = build_words(b->mem, reading_words[k], true),
			.in_text = true };
	struct doc_table *t = doc_table_new(b->mem, STR("cells"), col, N, n);

	for (ptrdiff_t i = 0; i < n; i++) {
		const struct cell_count *f = &all->fields.v[i];
		struct cell *c = t->cell + i * N;

		c[0] = cell_text(str_of(kind_info[f->kind].name));
		c[1] = cell_text(str_of(field_info[f->field].name));
		c[2] = cell_of(CELL_COUNT, f->cells);
		for (int k = 0; k < READ_N; k++)
			c[FIRST + k] = cell_of(CELL_COUNT, f->how[k]);
	}
	build_offer(b, t, "Cells read", AUDIENCE_PERSON);
}

void
build_changes(struct build *b)
{
	const struct changes *all = b->roster->changes;
	struct doc_table *shown = change_table(b, all, SHOWN_MOST);

	cells_table(b, all);
	build_offer(b, build_very_large(b)
		? change_table(b, all, EXAMPLES_OF_FIELD) : shown, "Changes",
		AUDIENCE_PERSON);
	b->doc->changes = shown;
	b->doc->all_changes = change_table(b, all, PTRDIFF_MAX - 1);
}
