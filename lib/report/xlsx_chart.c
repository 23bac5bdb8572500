/* SPDX-License-Identifier: MIT */
/*
 * Charts.  One ink for what is compared, grey for what it is compared with;
 * series are told apart by their marks, so that a printer without colour and
 * readers who see none lose nothing.  Each says in words what it shows.
 */
#include "report/xlsx_int.h"

#include <xlsxwriter.h>

enum {
	BARS = 30,                        /* rows that bars show at most */
	WIDE = 540, HIGH = 300,           /* pixels */
	EVERY_BAR = 20, ROUND_BARS = 60,  /* pixels, where there are many */
	BAR_INK = 0x5B7FA6, LIGHT_INK = 0xA9C1DC, NAVY = 0x1F3A5F, INK = 0x404040, PALE = 0xD5DBE2,
	GREY = 0x8A94A0,
	TITLE = 120,                      /* UTF-16 units of a title */
};

/* A chart while it is drawn. */
struct charting {
	struct xlsx_book *b;
	const struct xlsx_chart *x;
	const struct xlsx_place *of, *line;
	lxw_chart *chart;
	lxw_row_t first, last;
};

/* The library takes these by pointers to what it does not change. */
#define SMALL (&(lxw_chart_font){ .size = 9, .color = INK })
#define NO_LINE (&(lxw_chart_line){ .none = LXW_TRUE })
#define PALE_LINE (&(lxw_chart_line){ .color = PALE, .width = 0.75F })

/* Whether a chart is one of this table, of some of its columns. */
static bool
is_of(const struct doc_chart *c, const struct doc_table *t)
{
	if (!str_eq(t->key, c->table))
		return false;
	for (ptrdiff_t i = 0; i < c->n_column; i++)
		if (doc_table_col(t, c->column[i]) < 0)
			return false;
	return true;
}

/* The table of the document that a chart draws, or NULL. */
static const struct doc_table *
table_of(const struct xlsx_book *b, const struct doc_chart *c)
{
	for (ptrdiff_t i = 0; i < b->doc->blocks.n; i++) {
		const struct block *x = &b->doc->blocks.v[i];

		if (x->kind == BLOCK_TABLE && is_of(c, x->table))
			return x->table;
	}
	return NULL;
}

/* The same where it stands. */
static const struct xlsx_place *
place_of(const struct xlsx_book *b, const struct doc_chart *c)
{
	for (ptrdiff_t i = 0; i < b->places.n; i++)
		if (is_of(c, b->places.v[i].table))
			return &b->places.v[i];
	return NULL;
}

/* Pixels from top to bottom: many lying bars need more. */
static ptrdiff_t
height_of(enum chart_kind kind, ptrdiff_t rows)
{
	bool lying = kind == CHART_BARS || kind == CHART_RATIOS ||
	             kind == CHART_WATERFALL;
	ptrdiff_t high = ROUND_BARS + EVERY_BAR * (rows < BARS ? rows : BARS);

	return lying && high > HIGH ? high : HIGH;
}

void
xlsx_place_chart(struct xlsx_book *b, struct xlsx_sheet *s,
                 const struct block *x)
{
	const struct doc_table *t = table_of(b, x->chart);
	bool right = s->n_chart % 2 == 1;

	if (!t || t->n_row == 0)
		return;
	ptrdiff_t at = right ? s->chart_row : s->row;
	ptrdiff_t end = at + 2 +
		height_of(x->chart->kind, t->n_row) / XLSX_ROW_PIXELS;

	*VEC_PUSH(b->mem, &b->charts) = (struct xlsx_chart){
		x->chart, x->title, s, at, right };
	s->n_chart++;
	s->chart_row = at;
	if (s->row < end)
		s->row = end;
}

static lxw_chart_series *
add_series(struct charting *c, const struct xlsx_place *p, ptrdiff_t x,
           ptrdiff_t y, lxw_row_t last)
{
	lxw_chart_series *s = chart_add_series(c->chart, NULL, NULL);
	struct str title = xlsx_text(c->b->mem, p->table->col[y].title);

	if (!s) {
		xlsx_must(c->b, LXW_ERROR_MEMORY_MALLOC_FAILED);
		return NULL;
	}
	chart_series_set_categories(s, p->sheet->name.s, (lxw_row_t)p->first,
	                            (lxw_col_t)x, last, (lxw_col_t)x);
	chart_series_set_values(s, p->sheet->name.s, (lxw_row_t)p->first,
	                        (lxw_col_t)y, last, (lxw_col_t)y);
	chart_series_set_name(s, title.s);
	return s;
}

/* The series of the i-th column that the chart is of. */
static lxw_chart_series *
series_of(struct charting *c, ptrdiff_t i)
{
	return add_series(c, c->of, 0, doc_table_col(c->of->table,
	                  c->x->what->column[i]), c->last);
}

static const char *
title_of(struct charting *c, const struct xlsx_place *p, struct str column)
{
	ptrdiff_t i = doc_table_col(p->table, column);

	return i < 0 ? "" : xlsx_text(c->b->mem, p->table->col[i].title).s;
}

static void
name_axis(lxw_chart_axis *axis, const char *name)
{
	chart_axis_set_name(axis, name);
	chart_axis_set_name_font(axis, SMALL);
	chart_axis_set_num_font(axis, SMALL);
}

/* How a figure of the i-th column is shown, as short as can be. */
static const char *
format_of(const struct charting *c, ptrdiff_t i)
{
	static const char *const format[] = {
		[CELL_COUNT] = "#,##0", [CELL_MONEY] = "#,##0",
		[CELL_HOURLY] = "0.00", [CELL_RATIO] = "0.00",
		[CELL_PERCENT] = "0%", [CELL_RATE] = "0%",
	};
	const struct doc_table *t = c->of->table;
	enum cell_kind kind = t->col[doc_table_col(
		t, c->x->what->column[i])].kind;

	return kind < sizeof format / sizeof *format && format[kind]
		? format[kind] : "General";
}

static bool
is_share(const struct charting *c, ptrdiff_t i)
{
	return strcmp(format_of(c, i), "0%") == 0;
}

/* The bars of the i-th column, their figures at the end. */
static bool
put_bars(struct charting *c, ptrdiff_t i)
{
	/* labels stand in a waterfall's bars, not beside them */
	lxw_chart_fill fill = { .color = i ? LIGHT_INK : BAR_INK };
	lxw_chart_series *s = series_of(c, i);

	if (!s)
		return false;
	chart_series_set_fill(s, &fill);
	chart_series_set_labels(s);
	chart_series_set_labels_font(s, SMALL);
	chart_series_set_labels_num_format(s, format_of(c, i));
	chart_set_series_gap(c->chart, 45);
	return true;
}

/* What a waterfall's bars hang from is there, and not seen. */
static bool
put_nothing(struct charting *c, ptrdiff_t i)
{
	lxw_chart_fill clear = { .none = LXW_TRUE };
	lxw_chart_series *s = series_of(c, i);

	if (!s)
		return false;
	chart_series_set_fill(s, &clear);
	chart_series_set_line(s, NO_LINE);
	return true;
}

/* Lying bars; the first row on top.  A waterfall's hang in the air. */
static void
draw_bars(struct charting *c)
{
	bool hanging = c->x->what->kind == CHART_WATERFALL;

	if ((hanging && !put_nothing(c, 0)) || !put_bars(c, hanging))
		return;
	chart_axis_set_reverse(c->chart->y_axis);
	chart_axis_set_num_font(c->chart->y_axis, SMALL);
	chart_axis_set_line(c->chart->y_axis, PALE_LINE);
	chart_axis_set_label_position(c->chart->y_axis,
	                              LXW_CHART_AXIS_LABEL_POSITION_LOW);
	chart_axis_set_label_position(c->chart->x_axis,
	                              LXW_CHART_AXIS_LABEL_POSITION_NONE);
	chart_axis_set_line(c->chart->x_axis, NO_LINE);
	chart_axis_major_gridlines_set_visible(c->chart->x_axis, LXW_FALSE);
	if (c->x->what->kind == CHART_RATIOS)
		chart_axis_set_crossing(c->chart->x_axis, 1);
}

/* Standing bars. */
static void
draw_columns(struct charting *c)
{
	if (!put_bars(c, 0))
		return;
	chart_axis_set_num_font(c->chart->x_axis, SMALL);
	name_axis(c->chart->y_axis, title_of(c, c->of,
		c->x->what->column[0]));
	chart_axis_set_min(c->chart->y_axis, 0);
	chart_axis_set_num_format(c->chart->y_axis, format_of(c, 0));
	chart_axis_set_line(c->chart->y_axis, NO_LINE);
	chart_axis_major_gridlines_set_line(c->chart->y_axis, PALE_LINE);
}

/* How low, middle, high and the figure to compare with are marked; not by
 * dashes, which libxlsxwriter 1.1.4 calls by a name that Excel does not know. */
static const struct {
	uint8_t mark, size, dash;
	int ink;
	float width;
} marks[] = {
	{ LXW_CHART_MARKER_SQUARE, 5, LXW_CHART_LINE_DASH_ROUND_DOT, GREY,
	  0.75F },
	{ LXW_CHART_MARKER_CIRCLE, 8, 0, INK, 0 },
	{ LXW_CHART_MARKER_SQUARE, 5, LXW_CHART_LINE_DASH_ROUND_DOT, GREY,
	  0.75F },
	{ LXW_CHART_MARKER_DIAMOND, 9, 0, BAR_INK, 1.75F },
};

/*
 * Where the axis of a range begins: half-way from 0 to the lowest figure, so
 * that differences are seen and a what-if still fits; whole units.
 */
static double
range_from(const struct charting *c)
{
	const struct doc_table *t = c->of->table;
	double lowest = 0;

	for (ptrdiff_t i = 0; i < c->x->what->n_column; i++)
		for (ptrdiff_t r = 0; t->cell && r < t->n_row; r++) {
			const struct cell *v = &t->cell[r * t->n_col +
				doc_table_col(t, c->x->what->column[i])];
			double x = v->kind == CELL_NONE ? 0 : xlsx_value(v);

			if (x > 0 && (lowest == 0 || x < lowest))
				lowest = x;
		}
	return lowest < 4 ? 0 : (double)(int64_t)(lowest / 2);
}

static void
draw_range(struct charting *c)
{
	for (ptrdiff_t i = 0; i < c->x->what->n_column; i++) {
		lxw_chart_series *s = series_of(c, i);
		lxw_chart_fill fill = { .color = (lxw_color_t)marks[i].ink };
		lxw_chart_line edge = { .color = (lxw_color_t)marks[i].ink };
		lxw_chart_line line = { .color = (lxw_color_t)marks[i].ink,
			.width = marks[i].width, .dash_type = marks[i].dash };

		if (!s)
			return;
		chart_series_set_marker_type(s, marks[i].mark);
		chart_series_set_marker_size(s, marks[i].size);
		chart_series_set_marker_fill(s, &fill);
		chart_series_set_marker_line(s, &edge);
		chart_series_set_line(s, marks[i].width > 0 ? &line : NO_LINE);
	}
	chart_set_high_low_lines(c->chart, &(lxw_chart_line){ .color = GREY,
	                         .width = 1 });
	chart_legend_set_position(c->chart, LXW_CHART_LEGEND_BOTTOM);
	chart_legend_set_font(c->chart, SMALL);
	name_axis(c->chart->x_axis, xlsx_text(c->b->mem,
		c->of->table->col[0].title).s);
	chart_axis_set_num_font(c->chart->y_axis, SMALL);
	chart_axis_set_min(c->chart->y_axis, range_from(c));
	if (is_share(c, 0))
		chart_axis_set_max(c->chart->y_axis, 1);
	chart_axis_set_num_format(c->chart->y_axis, is_share(c, 0)
		? format_of(c, 0) : "General");
	chart_axis_set_line(c->chart->y_axis, NO_LINE);
	chart_axis_major_gridlines_set_line(c->chart->y_axis, PALE_LINE);
}

static void
draw_scatter(struct charting *c)
{
	const struct str *column = c->x->what->column;
	lxw_chart_series *s = add_series(c, c->of,
		doc_table_col(c->of->table, column[0]),
		doc_table_col(c->of->table, column[1]), c->last);
	lxw_chart_fill fill = { .color = BAR_INK, .transparency = 40 };
	lxw_chart_line line = { .color = INK, .width = 2 };

	if (!s)
		return;
	chart_series_set_marker_type(s, LXW_CHART_MARKER_CIRCLE);
	chart_series_set_marker_size(s, 5);
	chart_series_set_marker_fill(s, &fill);
	chart_series_set_marker_line(s, NO_LINE);
	if (c->line && c->line->table->n_col > 1) {
		s = add_series(c, c->line, 0, 1, (lxw_row_t)c->line->last);
		if (!s)
			return;
		chart_series_set_marker_type(s, LXW_CHART_MARKER_NONE);
		chart_series_set_line(s, &line);
	}
	chart_legend_set_position(c->chart, LXW_CHART_LEGEND_BOTTOM);
	chart_legend_set_font(c->chart, SMALL);
	name_axis(c->chart->x_axis, title_of(c, c->of, column[0]));
	name_axis(c->chart->y_axis, title_of(c, c->of, column[1]));
	chart_axis_set_min(c->chart->x_axis, 0);
	chart_axis_major_gridlines_set_line(c->chart->y_axis, PALE_LINE);
}

static const struct {
	uint8_t type;
	bool few;                     /* shows BARS rows at most           */
	void (*draw)(struct charting *);
	const char *words;
} kinds[CHART_N] = {
	[CHART_BARS] = { LXW_CHART_BAR, true, draw_bars, "Bars" },
	[CHART_COLUMNS] = { LXW_CHART_COLUMN, true, draw_columns, "Columns" },
	[CHART_RATIOS] = { LXW_CHART_BAR, true, draw_bars,
	                   "Bars from 1.00" },
	[CHART_RANGE] = { LXW_CHART_LINE, true, draw_range, "Ranges" },
	[CHART_SCATTER] = { LXW_CHART_SCATTER, false, draw_scatter, "Dots" },
	[CHART_WATERFALL] = { LXW_CHART_BAR_STACKED, true, draw_bars,
	                      "Waterfall" },
};

/* "Bars: Cost to benchmark $/year by Department, 12 rows.  Figures: ..." */
static struct str
in_words(const struct charting *c)
{
	struct sbuf s = { .mem = c->b->mem };
	const struct doc_table *t = c->of->table;

	sbuf_fmt(&s, "%s: ", kinds[c->x->what->kind].words);
	for (ptrdiff_t i = 0; i < c->x->what->n_column; i++)
		sbuf_fmt(&s, "%s%.*s", i ? ", " : "", FMT(t->col[doc_table_col(
			t, c->x->what->column[i])].title));
	sbuf_fmt(&s, " by %.*s, %lld rows of the sheet %.*s",
	         FMT(t->col[0].title), (long long)(c->last - c->first + 1),
	         FMT(c->of->sheet->name));
	return xlsx_text(c->b->mem, sbuf_str(&s));
}

static void
draw_chart(struct xlsx_book *b, const struct xlsx_chart *x)
{
	struct charting c = { .b = b, .x = x,
		.of = place_of(b, x->what),
		.line = xlsx_place_of(b, x->what->line) };

	if (!c.of || c.of->last - c.of->all < c.of->first)
		return;
	c.first = (lxw_row_t)c.of->first;
	c.last = (lxw_row_t)(c.of->last - c.of->all);
	if (kinds[x->what->kind].few && c.last - c.first >= BARS)
		c.last = c.first + BARS - 1;
	c.chart = workbook_add_chart(b->wb, kinds[x->what->kind].type);
	if (!c.chart) {
		xlsx_must(b, LXW_ERROR_MEMORY_MALLOC_FAILED);
		return;
	}
	struct str title = xlsx_brief(b->mem, x->title, TITLE);

	chart_title_set_name(c.chart, title.s);
	chart_title_set_name_font(c.chart, &(lxw_chart_font){ .size = 11,
		.bold = LXW_TRUE, .color = NAVY });
	chart_legend_set_position(c.chart, LXW_CHART_LEGEND_NONE);
	chart_chartarea_set_line(c.chart, PALE_LINE);
	kinds[x->what->kind].draw(&c);
	lxw_chart_options how = {
		.x_offset = x->right ? WIDE + 20 : 0,
		.x_scale = WIDE / 480.0, /* of the library's 480 x 288 */
		.y_scale = (double)height_of(x->what->kind,
			(ptrdiff_t)(c.last - c.first + 1)) / 288,
		.description = (char *)(uintptr_t)in_words(&c).s,
	};
	xlsx_must(b, worksheet_insert_chart_opt(x->sheet->ws,
		(lxw_row_t)x->row, 0, c.chart, &how));
}

void
xlsx_draw_charts(struct xlsx_book *b)
{
	for (ptrdiff_t i = 0; i < b->charts.n && !b->err; i++)
		draw_chart(b, &b->charts.v[i]);
}
