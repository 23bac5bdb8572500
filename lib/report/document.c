/* SPDX-License-Identifier: MIT */
#include "report/gate.h"

struct document *
document_new(struct arena *mem, struct str report)
{
	struct document *d = NEW(mem, 1, struct document);

	*d = (struct document){ .mem = mem, .report = report,
		                .as_of = DATE_NONE, .newest = DATE_NONE,
		                .plan = NEW(mem, 1, struct plan) };
	return d;
}

struct block *
document_block(struct document *d, enum block_kind kind)
{
	struct block *b = VEC_PUSH(d->mem, &d->blocks);

	*b = (struct block){ .kind = kind };
	return b;
}

const char *const chart_words[] = {
	[CHART_BARS] = "bars", [CHART_COLUMNS] = "columns",
	[CHART_RATIOS] = "ratios", [CHART_RANGE] = "range",
	[CHART_SCATTER] = "scatter", [CHART_WATERFALL] = "waterfall", NULL
};

struct cell
cell_text(struct str s)
{
	return (struct cell){ .kind = CELL_TEXT, .s = s };
}

struct cell
cell_of(enum cell_kind kind, int64_t n)
{
	if (n == MONEY_NONE || (kind == CELL_DATE && n == DATE_NONE))
		return (struct cell){ .kind = CELL_NONE };
	return (struct cell){ .kind = (uint8_t)kind, .n = n };
}

struct doc_table *
doc_table_new(struct arena *mem, struct str key, const struct doc_column *col,
              ptrdiff_t n_col, ptrdiff_t n_row)
{
	struct doc_table *t = NEW(mem, 1, struct doc_table);

	t->key = key;
	t->col = NEW(mem, n_col, struct doc_column);
	memcpy(t->col, col, (size_t)n_col * sizeof *col);
	t->n_col = n_col;
	t->cell = NEW(mem, n_row * n_col, struct cell);
	t->n_row = n_row;
	return t;
}

const struct cell *
doc_table_row(const struct doc_table *t, ptrdiff_t row, struct cell *buf,
              struct arena *scratch)
{
	if (!t->row)
		return t->cell + row * t->n_col;
	memset(buf, 0, (size_t)t->n_col * sizeof *buf);
	t->row(t->ctx, row, buf, scratch);
	return buf;
}

ptrdiff_t
doc_table_col(const struct doc_table *t, struct str key)
{
	for (ptrdiff_t i = 0; i < t->n_col; i++)
		if (str_eq(t->col[i].key, key))
			return i;
	return -1;
}

/* How a number is stored and shown: in text, and wide in the workbook. */
static const struct {
	int8_t places, shown, wide;
	bool commas;
} number[] = {
	[CELL_COUNT]   = { 0, 0, 0, true },
	[CELL_MONEY]   = { 4, 0, 2, true },
	[CELL_HOURLY]  = { 4, 2, 2, true },
	[CELL_RATIO]   = { 9, 2, 3, true },
	[CELL_RATE]    = { 7, 1, 1, true },
	[CELL_PERCENT] = { 2, 1, 1, true },
	[CELL_NUMBER]  = { 4, 4, 4, true },
};

/* "1.2500" as "1.25", "2.0000" as "2". */
static struct str
without_zeros(struct str s)
{
	while (s.s[s.len - 1] == '0')
		s.len--;
	if (s.s[s.len - 1] == '.')
		s.len--;
	return s;
}

struct str
cell_str(struct arena *mem, const struct cell *c, bool wide)
{
	struct str s;

	switch (c->kind) {
	case CELL_NONE:
		return !c->n ? STR("-") : c->s.len ? c->s : STR("*");
	case CELL_TEXT:
		return c->s;
	case CELL_DATE:
		return date_str(mem, (date)c->n);
	case CELL_BOOL:
		return c->n ? STR("yes") : STR("no");
	default:
		s = decimal_str(mem, c->n, number[c->kind].places,
		                wide ? number[c->kind].wide
		                     : number[c->kind].shown,
		                number[c->kind].commas);
		if (c->kind == CELL_NUMBER)
			return without_zeros(s);
		if (c->kind == CELL_PERCENT || c->kind == CELL_RATE)
			return str_fmt(mem, "%.*s %%", FMT(s));
		return s;
	}
}

/* What stands for the inside of {{...}}: the figure, or one of two words. */
static bool
fill_one(struct arena *mem, struct sbuf *out, struct str inside,
         const struct doc_figure *f, ptrdiff_t n)
{
	struct str rest = inside, key = str_trim(str_cut(&rest, '|'));

	for (ptrdiff_t i = 0; i < n; i++) {
		if (!str_eq(f[i].key, key))
			continue;
		if (!rest.s) {
			sbuf_put(out, cell_str(mem, &f[i].value, false));
			return true;
		}
		struct str one = str_cut(&rest, '|');
		bool is_one = f[i].value.kind == CELL_COUNT &&
		              f[i].value.n == 1;

		sbuf_put(out, is_one || !rest.s ? one : rest);
		return true;
	}
	return false;
}

struct str
doc_fill(struct arena *mem, struct str text, const struct doc_figure *f,
         ptrdiff_t n)
{
	struct sbuf out = { .mem = mem };
	ptrdiff_t open, close;

	while ((open = str_find(text, STR("{{"))) >= 0) {
		struct str after = str_skip(text, open + 2);

		close = str_find(after, STR("}}"));
		if (close < 0)
			break;
		sbuf_put(&out, (struct str){ text.s, open });
		if (!fill_one(mem, &out, (struct str){ after.s, close }, f, n))
			sbuf_put(&out, (struct str){ text.s + open,
			                             close + 4 });
		text = str_skip(after, close + 2);
	}
	if (out.n == 0)
		return text;
	sbuf_put(&out, text);
	return sbuf_str(&out);
}
