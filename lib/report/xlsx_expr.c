/* SPDX-License-Identifier: MIT */
/*
 * Expressions as a spreadsheet writes them.  All of its syntax is here, in one
 * table of what can be said; what is in the table is read alike by Excel,
 * Gnumeric and LibreOffice, which tests/xlsx/ proves: plain ranges, names that
 * are defined, no structured references, no functions newer than 2007.
 */
#include "report/xlsx_int.h"

#include "report/expr.h"

#include <xlsxwriter.h>

/* How an operation is written round its arguments; how tightly it binds. */
static const struct shape {
	const char *open, *between, *close;
	uint8_t binds;
} shapes[EXPR_N] = {
	[EXPR_PLUS]        = { "", "+", "", 2 },
	[EXPR_MINUS]       = { "", "-", "", 2 },
	[EXPR_TIMES]       = { "", "*", "", 3 },
	[EXPR_OVER]        = { "", "/", "", 3 },
	[EXPR_LESS]        = { "", "<", "", 1 },
	[EXPR_SAME]        = { "", "=", "", 1 },
	[EXPR_MAX]         = { "MAX(", ",", ")", 9 },
	[EXPR_MIN]         = { "MIN(", ",", ")", 9 },
	[EXPR_ROUND]       = { "ROUND(", ",", ")", 9 },
	[EXPR_UP]          = { "ROUNDUP(", ",", ")", 9 },
	[EXPR_DOWN]        = { "ROUNDDOWN(", ",", ")", 9 },
	[EXPR_MEDIAN]      = { "MEDIAN(", ",", ")", 9 },
	[EXPR_IF]          = { "IF(", ",", ")", 9 },
};

/* An expression while it is written. */
struct writing {
	struct xlsx_book *b;
	const struct xlsx_place *here; /* whose row it stands in, or NULL  */
	const struct cell *cells;      /* of that row                      */
	struct sbuf out;               /* with HOLE for the row's number   */
	bool lost;                     /* a leaf has no place              */
	bool by_cells;                 /* it is written so for what cells say */
};

/* Where the number of the row goes, which a formula has nothing else of. */
enum { HOLE = '\0' };

static void write_expr(struct writing *, const struct expr *, uint8_t binds);

/* The place of a table's column, or -1. */
static ptrdiff_t
column_of(struct writing *w, const struct xlsx_place *p, struct str key)
{
	ptrdiff_t col = p ? doc_table_col(p->table, key) : -1;

	w->lost |= col < 0;
	return col;
}

static void
write_cell(struct writing *w, const struct expr *e)
{
	ptrdiff_t col = column_of(w, w->here, e->s);
	char at[32];

	if (col < 0)
		return;
	lxw_rowcol_to_cell(at, 0, (lxw_col_t)col);
	sbuf_put(&w->out, (struct str){ at, (ptrdiff_t)strlen(at) - 1 });
	sbuf_fill(&w->out, HOLE, 1);
}

static void
write_column(struct writing *w, const struct expr *e)
{
	const struct xlsx_place *p = xlsx_place_of(w->b, e->table);
	ptrdiff_t col = column_of(w, p, e->s);
	char range[64];

	if (col < 0)
		return;
	lxw_rowcol_to_range_abs(range, (lxw_row_t)p->first, (lxw_col_t)col,
	                        (lxw_row_t)p->last, (lxw_col_t)col);
	sbuf_fmt(&w->out, "'%.*s'!%s", FMT(p->sheet->name), range);
}

/* A text in quotes, which are doubled in it. */
static void
write_word(struct writing *w, struct str s)
{
	sbuf_put(&w->out, STR("\""));
	for (ptrdiff_t i = 0; i < s.len; i++)
		sbuf_fill(&w->out, s.s[i], s.s[i] == '"' ? 2 : 1);
	sbuf_put(&w->out, STR("\""));
}

static void
write_leaf(struct writing *w, const struct expr *e)
{
	struct str name;

	switch (e->op) {
	case EXPR_NUMBER:
		sbuf_put(&w->out, decimal_str(w->out.mem, e->n, e->places,
		                              e->places, false));
		return;
	case EXPR_WORD:
		write_word(w, e->s);
		return;
	case EXPR_NAME:
		name = xlsx_name_of(w->b, e->s);
		w->lost |= name.len == 0;
		sbuf_put(&w->out, name);
		return;
	case EXPR_CELL:
		write_cell(w, e);
		return;
	default:
		write_column(w, e);
	}
}

/* The text that a condition looks for: a word, or what the cell says. */
static struct str
sought(struct writing *w, const struct expr *e)
{
	ptrdiff_t col;

	if (e->op != EXPR_CELL)
		return e->s;
	w->by_cells = true;
	col = column_of(w, w->here, e->s);
	return col < 0 ? STR("") : w->cells[col].s;
}

/*
 * SUMIFS takes "4010" for a number, "<x" for a comparison, "a*" for a pattern
 * and "May 1" for a date; such a text is compared by SUMPRODUCT, which takes
 * nothing for anything but is slower.  A word is one of ours.
 */
static bool
is_plain(struct writing *w, const struct expr *e)
{
	struct str s = sought(w, e);

	if (e->op == EXPR_WORD)
		return s.len > 0;
	if (s.len == 0 || s.len > 200 || (uint8_t)(s.s[0] - 'A') >= 58 ||
	    str_eq_nocase(s, STR("true")) || str_eq_nocase(s, STR("false")))
		return false;
	for (ptrdiff_t i = 0; i < s.len; i++)
		if (strchr("0123456789*?~<>=\"", s.s[i]))
			return false;
	return true;
}

/* What a list with this text in it looks like. */
static void
write_pattern(struct writing *w, const struct expr *e)
{
	struct str s = sought(w, e);
	bool odd = s.len > 200;

	for (ptrdiff_t i = 0; i < s.len; i++)
		odd |= strchr("*?~", s.s[i]) != NULL;
	w->lost |= s.len > 200;
	if (!odd) {
		sbuf_put(&w->out, STR("\"*" EXPR_BAR "\"&"));
		write_expr(w, e, 9);
		sbuf_put(&w->out, STR("&\"" EXPR_BAR "*\""));
		return;
	}
	struct sbuf escaped = { .mem = w->out.mem };

	sbuf_put(&escaped, STR("*" EXPR_BAR));
	for (ptrdiff_t i = 0; i < s.len; i++)
		sbuf_fmt(&escaped, "%s%c", strchr("*?~", s.s[i]) ? "~" : "",
		         s.s[i]);
	sbuf_put(&escaped, STR(EXPR_BAR "*"));
	write_word(w, sbuf_str(&escaped));
}

/* SUMIFS(sum, column, criterion ...), COUNTIFS(column, criterion ...). */
static void
write_ifs(struct writing *w, const struct expr *e, bool sum)
{
	sbuf_put(&w->out, sum ? STR("SUMIFS(") : STR("COUNTIFS("));
	if (sum)
		write_expr(w, e->arg[0], 0);
	for (ptrdiff_t i = sum; i < e->n_arg; i++) {
		const struct expr *c = e->arg[i];

		sbuf_put(&w->out, i ? STR(",") : STR(""));
		write_expr(w, c->arg[0], 0);
		sbuf_put(&w->out, STR(","));
		if (c->op == EXPR_POSITIVE)
			sbuf_put(&w->out, STR("\">0\""));
		else if (c->op == EXPR_HOLDS)
			write_pattern(w, c->arg[1]);
		else
			write_expr(w, c->arg[1], 0);
	}
	sbuf_put(&w->out, STR(")"));
}

/* SUMPRODUCT((column=text)*(column>0)*1,sum): a lone comparison is no number. */
static void
write_product(struct writing *w, const struct expr *e, bool sum)
{
	sbuf_put(&w->out, STR("SUMPRODUCT("));
	for (ptrdiff_t i = sum; i < e->n_arg; i++) {
		const struct expr *c = e->arg[i];

		sbuf_put(&w->out, i > sum ? STR("*(") : STR("("));
		write_expr(w, c->arg[0], 0);
		sbuf_put(&w->out, c->op == EXPR_POSITIVE ? STR(">0")
		                                         : STR("="));
		if (c->op == EXPR_IS)
			write_expr(w, c->arg[1], 0);
		w->lost |= c->op == EXPR_HOLDS;
		sbuf_put(&w->out, STR(")"));
	}
	sbuf_put(&w->out, sum ? STR("*1,") : STR("*1"));
	if (sum)
		write_expr(w, e->arg[0], 0);
	sbuf_put(&w->out, STR(")"));
}

static void
write_where(struct writing *w, const struct expr *e)
{
	bool sum = e->op == EXPR_SUM_WHERE, plain = true;

	if (sum && e->n_arg == 1) {
		sbuf_put(&w->out, STR("SUM("));
		write_expr(w, e->arg[0], 0);
		sbuf_put(&w->out, STR(")"));
		return;
	}
	for (ptrdiff_t i = sum; i < e->n_arg; i++)
		if (e->arg[i]->op == EXPR_IS)
			plain = plain && is_plain(w, e->arg[i]->arg[1]);
	if (plain)
		write_ifs(w, e, sum);
	else
		write_product(w, e, sum);
}

/* Write it, in brackets where it binds less tightly than what is round it. */
static void
write_expr(struct writing *w, const struct expr *e, uint8_t binds)
{
	const struct shape *s = &shapes[e->op];
	bool open = s->binds && s->binds < binds;

	if (e->op <= EXPR_COLUMN) {
		write_leaf(w, e);
		return;
	}
	if (e->op >= EXPR_SUM_WHERE) {
		write_where(w, e);
		return;
	}
	sbuf_put(&w->out, open ? STR("(") : STR(""));
	sbuf_put(&w->out, str_of(s->open));
	for (ptrdiff_t i = 0; i < e->n_arg; i++) {
		bool back = i > 0 && (e->op == EXPR_MINUS || e->op == EXPR_OVER);

		sbuf_put(&w->out, str_of(i ? s->between : ""));
		write_expr(w, e->arg[i], s->binds == 9 ? 0
		                         : (uint8_t)(s->binds + back));
	}
	sbuf_put(&w->out, str_of(s->close));
	sbuf_put(&w->out, open ? STR(")") : STR(""));
}

/* A tree that lives as long as the book does. */
static const struct expr *
keep(struct arena *mem, const struct expr *e)
{
	struct expr *x = NEW(mem, 1, struct expr);
	const struct expr **arg = NEW(mem, e->n_arg, const struct expr *);

	for (ptrdiff_t i = 0; i < e->n_arg; i++)
		arg[i] = keep(mem, e->arg[i]);
	*x = *e;
	x->s = str_dup(mem, e->s);
	x->table = str_dup(mem, e->table);
	x->arg = arg;
	return x;
}

static bool
is_same(const struct expr *a, const struct expr *b)
{
	if (a->op != b->op || a->n != b->n || a->places != b->places ||
	    a->n_arg != b->n_arg || !str_eq(a->s, b->s) ||
	    !str_eq(a->table, b->table))
		return false;
	for (ptrdiff_t i = 0; i < a->n_arg; i++)
		if (!is_same(a->arg[i], b->arg[i]))
			return false;
	return true;
}

/* The text of an expression with holes: written, or as it was for an equal
 * one.  "" when it has none. */
static struct str
pattern_of(struct writing *w, const struct expr *e, struct xlsx_patterns *known)
{
	for (ptrdiff_t i = 0; known && i < known->n; i++)
		if (is_same(known->v[i].of, e))
			return known->v[i].text;
	sbuf_put(&w->out, STR("="));
	write_expr(w, e, 0);
	if (w->lost)
		return STR("");
	struct str text = sbuf_str(&w->out);
	if (known && !w->by_cells && known->n < XLSX_PATTERNS)
		*VEC_PUSH(w->b->mem, known) = (struct xlsx_pattern){
			keep(w->b->mem, e), str_dup(w->b->mem, text) };
	return text;
}

struct str
xlsx_formula(struct xlsx_book *b, const struct xlsx_place *here,
             const struct cell *cells, ptrdiff_t row, const struct expr *e,
             struct xlsx_patterns *known)
{
	struct writing w = { .b = b, .here = here, .cells = cells,
		             .out = { .mem = b->scratch } };
	struct str rest = b->live ? pattern_of(&w, e, known) : STR("");
	struct str number = decimal_str(b->scratch, row + 1, 0, 0, false);
	struct sbuf out = { .mem = b->scratch };

	VEC_ROOM(b->scratch, &out, rest.len + 64); /* as a rule enough */
	for (ptrdiff_t at; (at = str_chr(rest, HOLE)) >= 0;) {
		sbuf_put(&out, (struct str){ rest.s, at });
		sbuf_put(&out, number);
		rest = str_skip(rest, at + 1);
	}
	sbuf_put(&out, rest);
	return out.n > XLSX_FORMULA ? STR("") : sbuf_str(&out);
}
