/* SPDX-License-Identifier: MIT */
/*
 * What is laid over a table's cells: colours that follow the figures, bars in
 * cells, what may be entered, the filter.
 */
#include "report/xlsx_int.h"

#include "analyse/price.h"
#include "base/utf8.h"

#include <xlsxwriter.h>

enum { BAR_INK = 0xC5D5E8 };

/* The zones that are coloured, the outer ones first, with their limits. */
static const struct {
	enum zone zone;
	const char *than;
} rules[] = {
	{ ZONE_BELOW, "<0.8" }, { ZONE_LOW, "<0.9" },
	{ ZONE_ABOVE, ">1.2" }, { ZONE_HIGH, ">1.1" },
};

/* The rows of a place without that of all. */
static lxw_row_t
last_row(const struct xlsx_place *p)
{
	return (lxw_row_t)(p->last - p->all);
}

static void
lay(struct xlsx_book *b, const struct xlsx_place *p, ptrdiff_t col,
    lxw_row_t last, lxw_conditional_format *how)
{
	if (!b->err)
		xlsx_must(b, worksheet_conditional_format_range(p->sheet->ws,
			(lxw_row_t)p->first, (lxw_col_t)col, last,
			(lxw_col_t)col, how));
}

/* Rules by formula: an empty cell would be less than 0.8. */
static void
lay_zones(struct xlsx_book *b, const struct xlsx_place *p, ptrdiff_t col)
{
	bool words = p->table->col[col].kind == CELL_TEXT;
	char at[32];

	lxw_rowcol_to_cell(at, (lxw_row_t)p->first, (lxw_col_t)col);
	for (size_t i = 0; i < sizeof rules / sizeof *rules; i++) {
		struct str formula = words
			? str_fmt(b->mem, "=%s=\"%s\"", at,
			          zone_words[rules[i].zone])
			: str_fmt(b->mem, "=AND(ISNUMBER(%s),%s%s)", at, at,
			          rules[i].than);
		lxw_conditional_format how = {
			.type = LXW_CONDITIONAL_TYPE_FORMULA,
			.value_string = (char *)(uintptr_t)formula.s,
			.format = xlsx_zone_format(b, words ? NUM_TEXT : NUM_3,
			                           rules[i].zone),
			.stop_if_true = LXW_TRUE,
		};

		lay(b, p, col, (lxw_row_t)p->last, &how);
	}
}

static void
lay_bars(struct xlsx_book *b, const struct xlsx_place *p, ptrdiff_t col)
{
	lxw_conditional_format how = {
		.type = LXW_CONDITIONAL_DATA_BAR, .bar_color = BAR_INK,
		.data_bar_2010 = LXW_TRUE, .bar_solid = LXW_TRUE,
		.bar_no_border = LXW_TRUE,
		.min_rule_type = LXW_CONDITIONAL_RULE_TYPE_NUMBER,
		.max_rule_type = LXW_CONDITIONAL_RULE_TYPE_MAXIMUM,
	};

	if (last_row(p) > (lxw_row_t)p->first) /* one alone has no length */
		lay(b, p, col, last_row(p), &how);
}

void
xlsx_lay_formats(struct xlsx_book *b, const struct xlsx_place *p,
                 ptrdiff_t n_col)
{
	for (ptrdiff_t i = 0; i < n_col && p->last >= p->first; i++) {
		unsigned marks = p->table->col[i].marks;

		if (marks & COL_ZONED)
			lay_zones(b, p, i);
		if (marks & COL_LENGTH)
			lay_bars(b, p, i);
	}
}

void
xlsx_guard_value(struct xlsx_book *b, const struct xlsx_sheet *s,
                 ptrdiff_t row, ptrdiff_t col, const struct cell *c)
{
	bool share = c->kind == CELL_PERCENT;
	lxw_data_validation how = {
		.validate = LXW_VALIDATION_TYPE_DECIMAL,
		.criteria = share ? LXW_VALIDATION_CRITERIA_BETWEEN
		                  : LXW_VALIDATION_CRITERIA_GREATER_THAN,
		.minimum_number = -1, .maximum_number = 10,
		.error_title = (char *)(uintptr_t)"Not a value of the model",
		.error_message = (char *)(uintptr_t)(share
			? "A share, such as -7% or 10%."
			: "A number above 0."),
	};

	if (!b->err && (share || c->kind == CELL_HOURLY ||
	                c->kind == CELL_NUMBER))
		xlsx_must(b, worksheet_data_validation_cell(s->ws,
			(lxw_row_t)row, (lxw_col_t)col, &how));
}

/* Whether every column has a title of its own, as a spreadsheet's tables
 * must; the titles are made safe here, and kept. */
static bool
titled(struct xlsx_book *b, const struct doc_table *t, ptrdiff_t n_col,
       lxw_table_column *column, lxw_table_column **list)
{
	struct intern seen;

	intern_init(&seen, b->mem);
	for (ptrdiff_t i = 0; i < n_col; i++) {
		struct str title = xlsx_text(b->mem, t->col[i].title);
		struct str key = utf8_key(b->mem, title);

		if (title.len == 0 || title.len > 200 ||
		    intern_find(&seen, key) != INTERN_NONE)
			return false;
		intern_put(&seen, key);
		column[i] = (lxw_table_column){
			.header = (char *)(uintptr_t)title.s,
			.header_format = xlsx_format(b, xlsx_head_look(
				t->col[i].kind), NUM_TEXT, ZONE_NONE) };
		list[i] = &column[i];
	}
	return true;
}

void
xlsx_lay_filter(struct xlsx_book *b, const struct xlsx_place *p,
                ptrdiff_t n_col)
{
	lxw_row_t head = (lxw_row_t)p->first - 1;
	lxw_table_column *column = NEW(b->mem, n_col, lxw_table_column);
	lxw_table_column **list = NEW(b->mem, n_col + 1, lxw_table_column *);

	if (p->last - p->all < p->first)
		return;
	if (!p->table->row || b->streams ||
	    !titled(b, p->table, n_col, column, list)) {
		xlsx_must(b, worksheet_autofilter(p->sheet->ws, head, 0,
			last_row(p), (lxw_col_t)n_col - 1));
		return;
	}
	struct str name = xlsx_fresh_name(b, "table_", p->table->key);
	lxw_table_options how = {
		.name = (char *)(uintptr_t)name.s, .columns = list,
		.style_type = LXW_TABLE_STYLE_TYPE_LIGHT,
		.style_type_number = 0, .no_banded_rows = LXW_TRUE,
	};

	xlsx_must(b, worksheet_add_table(p->sheet->ws, head, 0, last_row(p),
	                                 (lxw_col_t)n_col - 1, &how));
}
