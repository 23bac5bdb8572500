/* SPDX-License-Identifier: MIT */
#include "report/xlsx_int.h"

#include <stdio.h>
#include <xlsxwriter.h>

enum {
	LOOK_AHEAD = 1000, /* rows that are looked at before any is written */
	CELL_LINES = 12,   /* lines that a row is made high enough for      */
	SHORT_TITLE = 10,  /* characters that are not put on two lines      */
};

/* A table while it is drawn. */
struct drawing {
	struct xlsx_book *b;
	struct xlsx_sheet *s;
	const struct doc_table *t;
	ptrdiff_t n_col, n_row;       /* as many as fit                    */
	ptrdiff_t head, total;        /* rows of the sheet; total or -1    */
	ptrdiff_t wide;               /* texts wider than that are wrapped */
	struct xlsx_place here;
	bool all;                     /* the last row is that of all       */
	bool zones, hidden;           /* the legend is to speak of them    */
	struct cell *buf;             /* [t->n_col]                        */
	int8_t *places;               /* [n_col] of CELL_NUMBER            */
	i128 *sum;                    /* [n_col], in the units of the cells */
	struct xlsx_patterns *known;  /* [n_col], formulas                 */
};

static bool
is_number(enum cell_kind kind)
{
	return kind >= CELL_COUNT && kind <= CELL_NUMBER;
}

/* Amounts have sums that mean something; a count may be a line number. */
static bool
is_summed(const struct drawing *d, ptrdiff_t col)
{
	return d->t->col[col].kind == CELL_MONEY &&
	       !(d->t->col[col].marks & COL_WORKING);
}

static const struct cell *
row_of(struct drawing *d, ptrdiff_t row)
{
	return doc_table_row(d->t, row, d->buf, d->b->scratch);
}

/* Whether a row is that of all the others, which a total must not count. */
static bool
is_all(struct drawing *d, ptrdiff_t row)
{
	struct arena_mark m = arena_mark(d->b->scratch);
	const struct cell *c = row_of(d, row);
	bool all = c->kind == CELL_TEXT && str_eq(c->s, STR("All"));

	arena_rewind(d->b->scratch, m);
	return all;
}

/* What the width of a column and its sum depend on. */
static void
weigh(struct drawing *d, ptrdiff_t col, const struct cell *c, ptrdiff_t width,
      bool all)
{
	bool number = is_number(d->t->col[col].kind);

	if (!number && width > d->wide)
		width = d->wide;      /* it will be wrapped */
	xlsx_widen(d->b, d->s, col, width + (number ? 3 : 1));
	if (is_summed(d, col) && !all && is_number(c->kind))
		d->sum[col] += c->n;
}

/* What the legend and the number formats depend on.  Where rows leave memory
 * as they are written, everything is looked at before the first is. */
static void
look_ahead(struct drawing *d)
{
	for (ptrdiff_t row = 0; row < d->n_row &&
	     (row < LOOK_AHEAD || d->b->streams); row++) {
		struct arena_mark m = arena_mark(d->b->scratch);
		const struct cell *c = row_of(d, row);

		for (ptrdiff_t i = 0; i < d->n_col; i++) {
			int places = xlsx_places(&c[i]);

			if (places > d->places[i])
				d->places[i] = (int8_t)places;
			d->zones = d->zones || (c[i].zone != ZONE_NONE &&
			                        c[i].zone != ZONE_WITHIN);
			d->hidden = d->hidden ||
			            (c[i].kind == CELL_NONE && c[i].n);
			if (d->b->streams)
				weigh(d, i, &c[i], xlsx_cell_width(&c[i]),
				      d->all && row == d->n_row - 1);
		}
		arena_rewind(d->b->scratch, m);
	}
}

/* The small print, what was cut and what the marks mean; then the places of
 * the total and the header. */
static void
draw_notes(struct drawing *d, const struct block *x)
{
	struct arena *mem = d->b->mem;
	struct sbuf marks = { .mem = mem };

	xlsx_put_span(d->b, d->s, 0, LOOK_SMALL, x->note);
	if (d->n_row < d->t->n_row && d->n_row == d->t->sheet_row_limit)
		xlsx_put_span(d->b, d->s, 0, LOOK_WARNING, str_fmt(mem,
			"The first %lld of %lld rows.", (long long)d->n_row,
			(long long)d->t->n_row));
	else if (d->n_row < d->t->n_row || d->n_col < d->t->n_col)
		xlsx_put_span(d->b, d->s, 0, LOOK_WARNING, str_fmt(mem,
			"Cut to what a sheet can hold: rows %lld of %lld, "
			"columns %lld of %lld.",
			(long long)d->n_row, (long long)d->t->n_row,
			(long long)d->n_col, (long long)d->t->n_col));
	if (d->zones)
		sbuf_put(&marks, STR("\xE2\x96\xBC below the range    "
		                     "\xE2\x96\xB2 above the range    "
		                     "tinted: close to an end of it    "));
	if (d->hidden)
		sbuf_fmt(&marks, "* hidden: about fewer than %lld people",
		         (long long)d->b->doc->edition.min_group);
	xlsx_put_span(d->b, d->s, 0, LOOK_SMALL, sbuf_str(&marks));
	d->total = -1;
	if (d->t->totals && !d->t->overlap && d->n_row > 0)
		d->total = d->s->row++;
	d->head = d->s->row++;
}

/* The header; a title may take two lines, and leaves room for a button. */
static void
draw_header(struct drawing *d)
{
	ptrdiff_t lines = 1;

	for (ptrdiff_t i = 0; i < d->n_col; i++) {
		struct str title = d->t->col[i].title, rest = title;
		ptrdiff_t longest = 0, width = xlsx_cell_width(
			&(struct cell){ .kind = CELL_TEXT, .s = title });

		while (rest.s) {
			ptrdiff_t w = xlsx_cell_width(&(struct cell){
				.kind = CELL_TEXT, .s = str_cut(&rest, ' ') });
			longest = w > longest ? w : longest;
		}
		if (longest < (width + 1) / 2 || width <= SHORT_TITLE)
			longest = width <= SHORT_TITLE ? width : (width + 1) / 2;
		xlsx_widen(d->b, d->s, i, longest + 3);
		xlsx_put_text(d->b, d->s, d->head, i,
		              xlsx_head_look(d->t->col[i].kind), title);
		width = xlsx_lines(title, d->s->width.v[i] - 3);
		lines = width > lines ? width : lines;
	}
	xlsx_put_height(d->b, d->s, d->head,
	                xlsx_height(LOOK_HEAD, lines) + 4);
}

/* Lines that a text takes in its column. */
static ptrdiff_t
lines_of(const struct drawing *d, const struct cell *c)
{
	return xlsx_lines(c->s, xlsx_letters(LOOK_CELL_WRAP, d->wide));
}

/* How a cell looks, and how many lines it takes if it is more than *lines. */
static enum xlsx_look
look_of(const struct drawing *d, ptrdiff_t col, const struct cell *c, bool all,
        ptrdiff_t width, ptrdiff_t *lines)
{
	if (is_number(d->t->col[col].kind))
		return all ? LOOK_ALL_RIGHT : LOOK_CELL_RIGHT;
	if (c->kind == CELL_TEXT &&
	    (width > d->wide - 1 || str_chr(c->s, '\n') >= 0)) {
		ptrdiff_t n = lines_of(d, c);

		*lines = n > *lines ? n : *lines;
		return n > CELL_LINES ? LOOK_CELL_LONG : LOOK_CELL_WRAP;
	}
	return all ? LOOK_ALL : LOOK_CELL;
}

/* A value of the model, which may be changed. */
static bool
is_input(const struct drawing *d, ptrdiff_t row, ptrdiff_t col)
{
	return d->t->operand && d->t->operand[row].len && d->b->live &&
	       str_eq(d->t->col[col].key, STR("value"));
}

static void
draw_row(struct drawing *d, ptrdiff_t row)
{
	struct arena_mark m = arena_mark(d->b->scratch);
	const struct cell *c = row_of(d, row);
	bool all = d->all && row == d->n_row - 1;
	ptrdiff_t at = d->head + 1 + row, lines = 1;

	for (ptrdiff_t i = 0; i < d->n_col; i++) {
		ptrdiff_t width = xlsx_cell_width(&c[i]);
		enum xlsx_look look = is_input(d, row, i) ? LOOK_INPUT
			: look_of(d, i, &c[i], all, width, &lines);
		struct str formula = c[i].expr ? xlsx_formula(d->b,
			&d->here, c, at, c[i].expr, &d->known[i]) : STR("");
		struct cell plain = c[i];

		if (d->t->col[i].marks & COL_ZONED)
			plain.zone = ZONE_NONE; /* the colour follows */
		xlsx_put_cell(d->b, d->s, at, i, look,
		              xlsx_num_of(&c[i], d->places[i]), &plain,
		              formula);
		if (!d->b->streams)
			weigh(d, i, &c[i], width, all);
	}
	if (lines > 1) /* not every program does that by itself */
		xlsx_put_height(d->b, d->s, at, xlsx_height(LOOK_CELL_WRAP,
			lines < CELL_LINES ? lines : CELL_LINES));
	arena_rewind(d->b->scratch, m);
}

/* Sums of the rows that a filter leaves, above the header. */
static void
draw_total(struct drawing *d)
{
	ptrdiff_t last = d->head + d->n_row - d->all;

	for (ptrdiff_t i = 0; i < d->n_col; i++) {
		char range[64], formula[80];

		if (i == 0 && !is_summed(d, i)) {
			xlsx_put_text(d->b, d->s, d->total, i, LOOK_TOTAL_LABEL,
			              STR("Sum of the rows shown"));
			continue;
		}
		if (!is_summed(d, i)) {
			xlsx_put_blank(d->b, d->s, d->total, i, LOOK_TOTAL);
			continue;
		}
		lxw_rowcol_to_range(range, (lxw_row_t)d->head + 1,
		                    (lxw_col_t)i, (lxw_row_t)last,
		                    (lxw_col_t)i);
		snprintf(formula, sizeof formula, "=SUBTOTAL(9,%s)", range);
		xlsx_put_formula(d->b, d->s, d->total, i, LOOK_TOTAL, NUM_2,
		                 formula, (double)d->sum[i] / MONEY_UNIT);
		struct cell shown = { .kind = CELL_MONEY };
		shown.n = d->sum[i] < INT64_MAX ? (int64_t)d->sum[i] : INT64_MAX;
		xlsx_widen(d->b, d->s, i, xlsx_cell_width(&shown) + 4);
	}
}

/* Bars of a count column, below the table. */
static void
place_bars(struct drawing *d)
{
	struct doc_chart *c = NEW(d->b->mem, 1, struct doc_chart);
	const struct str *column = &d->t->bar;
	ptrdiff_t col = doc_table_col(d->t, d->t->bar);

	*c = (struct doc_chart){ .kind = CHART_BARS, .table = d->t->key,
	                         .column = column, .n_column = 1 };
	d->s->row++;
	if (col > 0 && d->n_row - d->all > 1)
		xlsx_place_chart(d->b, d->s, &(struct block){
			.chart = c, .title = d->t->col[col].title });
	d->s->n_chart = 0;
}

/*
 * What a sheet gets that holds one table, or one and some small ones after it:
 * a filter, a header that stands and is on every page.  Not the Summary, most
 * of whose pages hold something else.
 */
static void
set_sheet(struct drawing *d)
{
	lxw_row_t head = (lxw_row_t)d->head;
	bool summary = d->s == d->b->sheets.v && !d->b->streams;

	if (d->b->err || summary || d->s->table != d->t ||
	    (d->s->n_table > 1 && d->t->n_row * 2 <= d->s->n_table_row))
		return;
	xlsx_lay_filter(d->b, &d->here, d->n_col);
	if (d->head < 14) /* a header further down would fill the screen */
		worksheet_freeze_panes(d->s->ws, head + 1, d->n_col <= 8 ? 0
			: 1 + str_eq(d->t->col[1].key, STR("name")));
	xlsx_must(d->b, worksheet_repeat_rows(d->s->ws, head, head));
}

static void
define_value(struct drawing *d, ptrdiff_t row, ptrdiff_t col)
{
	struct arena_mark m = arena_mark(d->b->scratch);
	const struct cell *c = row_of(d, row);

	xlsx_define(d->b, d->t->operand[row], d->s, d->here.first + row, col);
	xlsx_guard_value(d->b, d->s, d->here.first + row, col, &c[col]);
	arena_rewind(d->b->scratch, m);
}

/* The values of the model have names, by which formulas know them. */
static void
define_names(struct drawing *d)
{
	ptrdiff_t col = doc_table_col(d->t, STR("value"));

	for (ptrdiff_t row = 0; d->t->operand && row < d->n_row; row++)
		if (col >= 0 && d->t->operand[row].len)
			define_value(d, row, col);
}

/* The rows, and above them the sums and the header, which depend on them; top
 * down where rows leave memory. */
static void
draw_cells(struct drawing *d)
{
	if (d->b->streams) {
		xlsx_draw_spans(d->b, d->s);
		if (d->total >= 0)
			draw_total(d);
		draw_header(d);
	}
	for (ptrdiff_t row = 0; row < d->n_row && !d->b->err; row++)
		draw_row(d, row);
	if (d->b->streams)
		return;
	if (d->total >= 0)
		draw_total(d);
	draw_header(d);
}

void
xlsx_draw_table(struct xlsx_book *b, struct xlsx_sheet *s,
                const struct block *x, ptrdiff_t reserve)
{
	const struct doc_table *t = x->table;
	ptrdiff_t room = XLSX_ROWS - reserve - s->row - 60 - x->note.len / 500;
	struct drawing d = {
		.b = b, .s = s, .t = t,
		.wide = s->n_table > 1 ? XLSX_SHARED : XLSX_WIDE,
		.n_col = t->n_col < XLSX_COLS ? t->n_col : XLSX_COLS,
		.n_row = t->n_row < room ? t->n_row : room > 0 ? room : 0,
		.buf = NEW(b->mem, t->n_col, struct cell),
		.places = NEW(b->mem, t->n_col, int8_t),
		.sum = NEW(b->mem, t->n_col, i128),
		.known = NEW(b->mem, t->n_col, struct xlsx_patterns),
	};

	if (d.n_col == 0)
		return;
	if (t->sheet_row_limit && d.n_row > t->sheet_row_limit)
		d.n_row = t->sheet_row_limit;
	d.all = t->last_rows > 0 && d.n_row == t->n_row && d.n_row > 0 &&
	        is_all(&d, d.n_row - 1);
	look_ahead(&d);
	draw_notes(&d, x);
	d.here = (struct xlsx_place){ t, s, d.head + 1, d.head + d.n_row,
	                              d.all };
	if (d.n_row == t->n_row && d.n_row > 0)
		*VEC_PUSH(b->mem, &b->places) = d.here;
	draw_cells(&d);
	define_names(&d);
	xlsx_lay_formats(b, &d.here, d.n_col);
	set_sheet(&d);
	s->row = d.head + 1 + d.n_row;
	if (t->n_row == 0)
		xlsx_put_span(b, s, 0, LOOK_SMALL, STR("No rows."));
	if (t->bar.len)
		place_bars(&d);
	s->row++;
}
