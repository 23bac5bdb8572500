/* SPDX-License-Identifier: MIT */
/*
 * How the figures of groups and of everyone follow from the Staff sheet: sums
 * and counts over its columns.
 */
#include "report/pay_int.h"

#define STAFF "staff"

/* For so many people times groups a table of groups is still worked out by
 * formulas: beyond, a spreadsheet would take longer than a reader waits. */
enum { LIVE_WORK = 8 * 1000 * 1000 };

/* How a figure of a group follows from the columns of its people. */
enum form {
	FORM_SUM,      /* of column a                                      */
	FORM_COUNT,    /* of those whose column a says b                   */
	FORM_RATIO,    /* sum of a over sum of b                           */
	FORM_MEAN,     /* of a                                             */
	FORM_HOURLY,   /* mean of a, which is a year, by the hour          */
	FORM_MEDIAN,   /* of a; of everyone only                           */
};

/* Of those whose column `of` has a number above 0: who is counted at all. */
static const struct group_formula {
	const char *key;
	enum form form;
	const char *a, *b, *of;
} group_formulas[] = {
	{ "mean_hourly", FORM_HOURLY, "annual", "", "annual" },
	{ "mean_benchmark", FORM_HOURLY, "benchmark_annual", "",
	  "market_ratio" },
	{ "mean_benchmark_experience", FORM_MEAN, "benchmark_experience", "",
	  "market_ratio" },
	{ "compa_ratio", FORM_RATIO, "annual", "midpoint_annual",
	  "market_ratio" },
	{ "market_ratio", FORM_RATIO, "annual", "benchmark_annual",
	  "market_ratio" },
	{ "mean_compa_ratio", FORM_MEAN, "compa_ratio", "", "market_ratio" },
	{ "median_market_ratio", FORM_MEDIAN, "market_ratio", "", "" },
	{ "below_range", FORM_COUNT, "range", "below", "" },
	{ "above_range", FORM_COUNT, "range", "above", "" },
	{ "below_floor", FORM_COUNT, "floor_met", "no", "" },
	{ "cost_to_minimum", FORM_SUM, "cost_to_minimum", "", "" },
	{ "cost_to_benchmark", FORM_SUM, "cost_to_benchmark", "", "" },
	{ "over_maximum", FORM_SUM, "over_maximum", "", "" },
	{ "zone_below_80", FORM_COUNT, "zone", "under 80 %", "" },
	{ "zone_80_90", FORM_COUNT, "zone", "80 to 90 %", "" },
	{ "zone_90_110", FORM_COUNT, "zone", "90 to 110 %", "" },
	{ "zone_110_120", FORM_COUNT, "zone", "110 to 120 %", "" },
	{ "zone_over_120", FORM_COUNT, "zone", "over 120 %", "" },
};

static const struct expr *
staff_column(struct arena *mem, const char *key)
{
	return expr_column(mem, STAFF, key);
}

/* A sum (or, without a column, a count) where the group's conditions hold, one
 * more of the form's, and that a number is above 0. */
static const struct expr *
where(struct arena *mem, const char *sum, const struct pay_members *in,
      const struct expr *more, const char *of)
{
	const struct expr *arg[PAY_CONDITIONS + 3];
	ptrdiff_t n = 0;

	if (*sum)
		arg[n++] = staff_column(mem, sum);
	for (ptrdiff_t i = 0; in && i < in->n; i++)
		arg[n++] = in->condition[i];
	if (more)
		arg[n++] = more;
	if (*of)
		arg[n++] = EXPR(mem, EXPR_POSITIVE, staff_column(mem, of));
	return expr_make(mem, *sum ? EXPR_SUM_WHERE : EXPR_COUNT_WHERE, arg,
	                 n);
}

const struct expr *
pay_condition(struct arena *mem, enum expr_op how, const char *column,
              const struct expr *what)
{
	return EXPR(mem, how, staff_column(mem, column), what);
}

static const struct expr *
by_form(struct arena *mem, const struct group_formula *g,
        const struct pay_members *in)
{
	const struct expr *sum = where(mem, g->a, in, NULL, g->of), *by;

	switch (g->form) {
	case FORM_SUM:
		return expr_round(mem, EXPR_ROUND, sum, 4);
	case FORM_COUNT:
		return where(mem, "", in, pay_condition(mem, EXPR_IS, g->a,
			expr_word(mem, str_of(g->b))), "");
	case FORM_MEDIAN:
		return in ? NULL : expr_round(mem, EXPR_ROUND, EXPR(mem,
			EXPR_MEDIAN, staff_column(mem, g->a)), 9);
	case FORM_RATIO:
		by = where(mem, g->b, in, NULL, g->of);
		break;
	default:
		by = where(mem, "", in, NULL, g->of);
	}
	const struct expr *e = EXPR(mem, EXPR_OVER, sum, by);

	if (g->form == FORM_HOURLY)
		e = EXPR(mem, EXPR_OVER, e, expr_name(mem,
			STR("hours_per_year")));
	return expr_round(mem, EXPR_ROUND, e,
	                  g->form == FORM_HOURLY ? 4 : 9);
}

const struct expr *
pay_group_formula(const struct pay_build *b, const char *key,
                  const struct pay_members *in)
{
	for (size_t i = 0; i < sizeof group_formulas / sizeof *group_formulas;
	     i++)
		if (strcmp(group_formulas[i].key, key) == 0)
			return by_form(b->part.mem, &group_formulas[i], in);
	return NULL;
}

/* Whether two groups of a table would be one to a spreadsheet. */
static bool
is_twin(const struct pay_groups *g, ptrdiff_t at)
{
	for (ptrdiff_t i = 0; i < g->n; i++)
		if (i != at && str_eq_nocase(g->v[i].name, g->v[at].name))
			return true;
	return false;
}

/* Where a table's groups are told by a column of the Staff sheet. */
static const struct {
	const char *column;
	enum expr_op how;
} told_by[PAY_TABLES] = {
	[PAY_BY_EXPERIENCE] = { "band", EXPR_IS },
	[PAY_BY_OCCUPATION] = { "occupation", EXPR_IS },
	[PAY_BY_TITLE]      = { "title", EXPR_IS },
	[PAY_BY_DEPARTMENT] = { "department", EXPR_IS },
	[PAY_BY_SITE]       = { "site", EXPR_IS },
	[PAY_BY_STATE]      = { "state", EXPR_IS },
	[PAY_BY_SKILL]      = { "skill_list", EXPR_HOLDS },
	[PAY_BY_CREDENTIAL] = { "credential_list", EXPR_HOLDS },
	[PAY_BY_LEVEL]      = { "level", EXPR_IS },
	[PAY_BY_SCHEDULE]   = { "schedule", EXPR_IS },
};

void
pay_group_formulas(struct pay_build *b, enum pay_table which,
                   struct doc_table *t)
{
	const struct pay_groups *g = &b->in->analysis->table[which];
	struct arena *mem = b->part.mem;
	const struct expr *name[] = { expr_cell(mem, "group"),
	                              expr_word(mem, STR("")) };
	struct pay_members in[2] = { { .n = 1 }, { .n = 1 } };

	if (!b->live || g->n * b->in->roster->n > LIVE_WORK)
		return;
	for (int i = 0; i < 2; i++)
		in[i].condition[0] = pay_condition(mem, told_by[which].how,
			told_by[which].column, name[i]);
	for (ptrdiff_t c = 1; c < t->n_col; c++) {
		const struct expr *e[] = {
			pay_group_formula(b, t->col[c].key.s, &in[0]),
			pay_group_formula(b, t->col[c].key.s, &in[1]),
		};

		for (ptrdiff_t r = 0; r < g->n; r++)
			if (!is_twin(g, r))
				t->cell[r * t->n_col + c].expr =
					e[r >= g->n - t->last_rows];
	}
}
