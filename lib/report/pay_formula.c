/* SPDX-License-Identifier: MIT */
/*
 * How a person's figures follow from each other and from the model: the Staff
 * sheet's columns, and the expressions beside their values.  What is of the
 * model is made of its own steps.
 */
#include "report/pay_int.h"

#include "norm/values.h"

static const struct expr *
number(const struct pay_formula *f, int64_t n)
{
	return expr_number(f->mem, n, 0);
}

static const struct expr *
hours(const struct pay_formula *f)
{
	return expr_name(f->mem, STR("hours_per_year"));
}

/* A yearly amount by the hour. */
static const struct expr *
an_hour(const struct pay_formula *f, const char *annual)
{
	return expr_round(f->mem, EXPR_ROUND,
	                  EXPR(f->mem, EXPR_OVER, expr_cell(f->mem, annual),
	                       hours(f)), 4);
}

/* x x y to a ten-thousandth, as a limit is: in favour of being in range.  The
 * product has at most eight places; what is beyond is the binary's. */
static const struct expr *
limit(const struct pay_formula *f, enum expr_op way, const struct expr *x,
      const struct expr *y)
{
	const struct expr *product = EXPR(f->mem, EXPR_TIMES, x, y);

	return expr_round(f->mem, way,
	                  expr_round(f->mem, EXPR_ROUND, product, 8), 4);
}

static const struct expr *
hourly_of(const struct pay_formula *f)
{
	return f->p->basis == BASIS_HOUR ? NULL : an_hour(f, "annual");
}

static const struct expr *
annual_of(const struct pay_formula *f)
{
	int64_t rate = pay_hourly(f->b, f->p->pay);

	/* only where the rate shown is the rate paid, to the last place */
	if (f->p->basis != BASIS_HOUR ||
	    muldiv(rate, f->b->model->hours_per_year_e4, 10000) != f->p->pay)
		return NULL;
	return expr_round(f->mem, EXPR_ROUND,
	                  EXPR(f->mem, EXPR_TIMES, expr_cell(f->mem, "hourly"),
	                       hours(f)), 4);
}

static const struct occupation *
occupation_of(const struct pay_formula *f)
{
	const struct occupation *o = f->b->model->occupations.v;

	return o + f->b->in->pricing->occupation[f->p->occupation];
}

/* 1, and the experience's share if there is one, and another if not NULL. */
static const struct expr *
one_and(const struct pay_formula *f, const struct expr *more)
{
	const struct pay_model *m = f->b->model;
	const struct adjustment *a = pay_experience(
		m, f->b->in->pricing->occupation[f->p->occupation], f->p->band);
	const struct expr *part[3] = { number(f, 1) };
	ptrdiff_t n = 1;

	if (a)
		part[n++] = expr_name(f->mem, a->operand);
	if (more)
		part[n++] = more;
	return n > 1 ? expr_make(f->mem, EXPR_PLUS, part, n) : part[0];
}

/* What is gathered while the steps are gone through. */
struct gathered {
	const struct expr *v[PAY_STEPS_MAX];
	ptrdiff_t n;
};

/* They as one: the only one, or an operation on all. */
static const struct expr *
together(const struct pay_formula *f, enum expr_op op,
         const struct gathered *g)
{
	return g->n == 1 ? g->v[0] : expr_make(f->mem, op, g->v, g->n);
}

/*
 * The share of the base that the premiums held add, combined in one way: what
 * the steps gather besides experience.  Where they multiply, it is what makes
 * 1 + experience + share of the product.
 */
static const struct expr *
share_by(const struct pay_formula *f, enum combine combine)
{
	struct step step[PAY_STEPS_MAX];
	ptrdiff_t n = price_steps_open(f->b->in->pricing, f->b->in->roster,
	                               f->p, combine, step);
	struct gathered sum = { .n = 0 }, product = { .n = 0 };
	enum expr_op op = EXPR_PLUS;

	for (ptrdiff_t i = 0; i < n; i++) {
		const struct expr *name = expr_name(f->mem, step[i].operand);

		if (step[i].op == STEP_CAP) {
			const struct expr *all = together(f, EXPR_PLUS, &sum);

			sum.v[0] = EXPR(f->mem, EXPR_MIN, all, name);
			sum.n = 1;
		} else if (!step[i].of || !step[i].of->of_skill) {
			continue;
		} else if (step[i].op == STEP_TIMES) {
			product.v[product.n++] = EXPR(f->mem, EXPR_PLUS,
			                              number(f, 1), name);
		} else {
			sum.v[sum.n++] = name;
			if (step[i].op == STEP_HIGHEST)
				op = EXPR_MAX;
		}
	}
	if (product.n)
		return EXPR(f->mem, EXPR_TIMES, one_and(f, NULL),
		            EXPR(f->mem, EXPR_MINUS,
		                 together(f, EXPR_TIMES, &product),
		                 number(f, 1)));
	return sum.n ? together(f, op, &sum) : number(f, 0);
}

/* The way of combining is a value of the model, too. */
static const struct expr *
premium_of(const struct pay_formula *f)
{
	const struct expr *e = share_by(f, COMBINE_NONE);

	if (share_by(f, COMBINE_SUM)->op == EXPR_NUMBER)
		return NULL;          /* no skill with a premium */
	for (int c = COMBINE_NONE; c-- > 0;) {
		const struct expr *is = EXPR(f->mem, EXPR_SAME,
			expr_name(f->mem, STR("combine")),
			expr_word(f->mem, str_of(combine_words[c])));

		e = EXPR(f->mem, EXPR_IF, is, share_by(f, (enum combine)c), e);
	}
	return e;
}

/* Base x hours x (1 + experience + premium), rounded once. */
static const struct expr *
benchmark(const struct pay_formula *f, const struct expr *premium)
{
	return expr_round(f->mem, EXPR_ROUND, EXPR(f->mem, EXPR_TIMES,
		expr_name(f->mem, occupation_of(f)->base_operand), hours(f),
		one_and(f, premium)), 4);
}

static const struct expr *
benchmark_annual_of(const struct pay_formula *f)
{
	return benchmark(f, expr_cell(f->mem, "premium_share"));
}

static const struct expr *
benchmark_of(const struct pay_formula *f)
{
	return an_hour(f, "benchmark_annual");
}

static const struct expr *
benchmark_experience_of(const struct pay_formula *f)
{
	return expr_round(f->mem, EXPR_ROUND, EXPR(f->mem, EXPR_OVER,
		benchmark(f, NULL), hours(f)), 4);
}

/* The larger of the state's floor and the country's. */
static const struct expr *
floor_of(const struct pay_formula *f)
{
	const struct pay_model *m = f->b->model;
	struct str state = roster_name(f->b->in->roster, V_STATE, f->p->state);
	const struct floor_rate *rate[] = { pay_floor_rate(m, STR("US")),
	                                    pay_floor_rate(m, state) };
	struct gathered g = { .n = 0 };

	for (int i = 0; i < 2; i++)
		if (rate[i] && (i == 0 || rate[1] != rate[0]))
			g.v[g.n++] = expr_name(f->mem, pay_floor_operand(
				f->mem, rate[i]));
	return g.n ? together(f, EXPR_MAX, &g) : NULL;
}

/* The floor a year. */
static const struct expr *
floor_annual(const struct pay_formula *f)
{
	return limit(f, EXPR_UP, expr_cell(f->mem, "floor"), hours(f));
}

static const struct expr *
floor_met_of(const struct pay_formula *f)
{
	return EXPR(f->mem, EXPR_IF,
	            EXPR(f->mem, EXPR_LESS, expr_cell(f->mem, "annual"),
	                 floor_annual(f)),
	            expr_word(f->mem, STR("no")),
	            expr_word(f->mem, STR("yes")));
}

/* Whether the person's range follows from the benchmark: a grade's stands. */
static bool
is_synthetic(const struct pay_formula *f)
{
	return !(f->p->flags & PERSON_GRADE);
}

static const struct expr *
minimum_annual_of(const struct pay_formula *f)
{
	money floor = f->b->in->pricing->floor[f->p->state];
	const struct expr *own = is_synthetic(f)
		? limit(f, EXPR_UP, expr_cell(f->mem, "benchmark_annual"),
		        expr_name(f->mem, STR("range_minimum")))
		: expr_number(f->mem, f->p->price->minimum, 4);

	if (f->p->price->benchmark == MONEY_NONE || !floor)
		return is_synthetic(f) ? own : NULL;
	if (!is_synthetic(f) && f->p->price->minimum <= floor)
		return floor_annual(f);
	return EXPR(f->mem, EXPR_MAX, own, floor_annual(f));
}

static const struct expr *
midpoint_annual_of(const struct pay_formula *f)
{
	return is_synthetic(f) ? expr_cell(f->mem, "benchmark_annual") : NULL;
}

static const struct expr *
maximum_annual_of(const struct pay_formula *f)
{
	if (!is_synthetic(f))
		return NULL;
	return EXPR(f->mem, EXPR_MAX,
	            limit(f, EXPR_DOWN, expr_cell(f->mem, "benchmark_annual"),
	                  expr_name(f->mem, STR("range_maximum"))),
	            expr_cell(f->mem, "minimum_annual"));
}

static const struct expr *
minimum_of(const struct pay_formula *f)
{
	return an_hour(f, "minimum_annual");
}

static const struct expr *
midpoint_of(const struct pay_formula *f)
{
	return an_hour(f, "midpoint_annual");
}

static const struct expr *
maximum_of(const struct pay_formula *f)
{
	return an_hour(f, "maximum_annual");
}

/*
 * Pay over something.  Twelve places are as good as the integers that limits
 * are tested on: nine or six would take somebody paid a cent less than the
 * limit for paid the limit.
 */
static const struct expr *
ratio(const struct pay_formula *f, const char *to)
{
	return expr_round(f->mem, EXPR_ROUND,
	                  EXPR(f->mem, EXPR_OVER, expr_cell(f->mem, "annual"),
	                       expr_cell(f->mem, to)), 12);
}

static const struct expr *
compa_ratio_of(const struct pay_formula *f)
{
	return ratio(f, "midpoint_annual");
}

static const struct expr *
market_ratio_of(const struct pay_formula *f)
{
	return ratio(f, "benchmark_annual");
}

static const struct expr *
zone_of(const struct pay_formula *f)
{
	static const struct {
		int percent;
		bool above;
		enum zone zone;
	} row[] = { /* the last first */
		{ 110, true, ZONE_HIGH }, { 120, true, ZONE_ABOVE },
		{ 90, false, ZONE_LOW }, { 80, false, ZONE_BELOW },
	};
	const struct expr *e = expr_word(f->mem,
	                                 str_of(zone_words[ZONE_WITHIN]));
	const struct expr *r = expr_cell(f->mem, "compa_ratio");

	for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
		const struct expr *to = expr_number(f->mem, row[i].percent, 2);
		const struct expr *is = row[i].above
			? EXPR(f->mem, EXPR_LESS, to, r)
			: EXPR(f->mem, EXPR_LESS, r, to);

		e = EXPR(f->mem, EXPR_IF, is, expr_word(f->mem,
			str_of(zone_words[row[i].zone])), e);
	}
	return e;
}

static const struct expr *
gap_of(const struct pay_formula *f)
{
	return EXPR(f->mem, EXPR_MINUS, expr_cell(f->mem, "annual"),
	            expr_cell(f->mem, "midpoint_annual"));
}

static const struct expr *
range_of(const struct pay_formula *f)
{
	const struct expr *pay = expr_cell(f->mem, "annual");
	const struct expr *low = expr_cell(f->mem, "minimum_annual");
	const struct expr *high = expr_cell(f->mem, "maximum_annual");
	const struct expr *rest = EXPR(f->mem, EXPR_IF,
		EXPR(f->mem, EXPR_LESS, high, pay),
		expr_word(f->mem, STR("above")),
		expr_word(f->mem, STR("within")));

	return EXPR(f->mem, EXPR_IF, EXPR(f->mem, EXPR_LESS, pay, low),
	            expr_word(f->mem, STR("below")), rest);
}

/* What the one is above the other, if it is, for the person's share of a job. */
static const struct expr *
cost(const struct pay_formula *f, const char *from, const char *to)
{
	const struct expr *gap = EXPR(f->mem, EXPR_MINUS,
		expr_cell(f->mem, to), expr_cell(f->mem, from));

	return EXPR(f->mem, EXPR_TIMES,
	            EXPR(f->mem, EXPR_MAX, number(f, 0), gap),
	            expr_cell(f->mem, "fte"));
}

static const struct expr *
to_minimum_of(const struct pay_formula *f)
{
	return cost(f, "annual", "minimum_annual");
}

static const struct expr *
to_midpoint_of(const struct pay_formula *f)
{
	return cost(f, "annual", "midpoint_annual");
}

static const struct expr *
over_maximum_of(const struct pay_formula *f)
{
	return cost(f, "maximum_annual", "annual");
}

/* The order is that of the cells in pay_staff.c. */
const struct pay_column pay_staff_columns[PAY_STAFF_COLUMNS] = {
	{ "id", "Id", CELL_TEXT, NULL },
	{ "name", "Name", CELL_TEXT, NULL },
	{ "title", "Title", CELL_TEXT, NULL },
	{ "occupation", "Occupation", CELL_TEXT, NULL },
	{ "level", "Level", CELL_TEXT, NULL },
	{ "department", "Department", CELL_TEXT, NULL },
	{ "site", "Site", CELL_TEXT, NULL },
	{ "state", "State", CELL_TEXT, NULL },
	{ "status", "Status", CELL_TEXT, NULL },
	{ "schedule", "Schedule", CELL_TEXT, NULL },
	{ "fte", "FTE", CELL_NUMBER, NULL },
	{ "hired", "Hired", CELL_DATE, NULL },
	{ "experience", "Experience years", CELL_NUMBER, NULL },
	{ "experience_source", "Experience from", CELL_TEXT, NULL },
	{ "band", "Band", CELL_TEXT, NULL },
	{ "skills", "Skills", CELL_TEXT, NULL },
	{ "credentials", "Credentials", CELL_TEXT, NULL },
	{ "basis", "Pay basis", CELL_TEXT, NULL },
	{ "hourly", "Pay $/h", CELL_HOURLY, hourly_of },
	{ "annual", "Full-time pay $/year", CELL_MONEY, annual_of },
	{ "benchmark", "Benchmark $/h", CELL_HOURLY, benchmark_of },
	{ "benchmark_experience", "Experience-only benchmark $/h",
	  CELL_HOURLY, benchmark_experience_of },
	{ "premium", "Premium used", CELL_TEXT, NULL },
	{ "premium_share", "Skill premium", CELL_PERCENT, premium_of },
	{ "minimum", "Minimum $/h", CELL_HOURLY, minimum_of },
	{ "midpoint", "Midpoint $/h", CELL_HOURLY, midpoint_of },
	{ "maximum", "Maximum $/h", CELL_HOURLY, maximum_of },
	{ "compa_ratio", "Compa-ratio", CELL_RATIO, compa_ratio_of },
	{ "market_ratio", "Market ratio", CELL_RATIO, market_ratio_of },
	{ "zone", "Zone", CELL_TEXT, zone_of },
	{ "gap", "Pay less midpoint $/year", CELL_MONEY, gap_of },
	{ "range", "Range", CELL_TEXT, range_of },
	{ "cost_to_minimum", "Cost to minimum $/year", CELL_MONEY,
	  to_minimum_of },
	{ "cost_to_benchmark", "Cost to midpoint $/year", CELL_MONEY,
	  to_midpoint_of },
	{ "over_maximum", "Above maximum $/year", CELL_MONEY,
	  over_maximum_of },
	{ "flags", "Flags", CELL_TEXT, NULL },
	{ "file", "File", CELL_TEXT, NULL },
	{ "line", "Line", CELL_COUNT, NULL },
	{ "benchmark_annual", "Benchmark $/year", CELL_MONEY,
	  benchmark_annual_of },
	{ "minimum_annual", "Minimum $/year", CELL_MONEY,
	  minimum_annual_of },
	{ "midpoint_annual", "Midpoint $/year", CELL_MONEY,
	  midpoint_annual_of },
	{ "maximum_annual", "Maximum $/year", CELL_MONEY,
	  maximum_annual_of },
	{ "floor", "Floor $/h", CELL_HOURLY, floor_of },
	{ "floor_met", "Floor met", CELL_TEXT, floor_met_of },
	{ "certified", "Certified", CELL_TEXT, NULL },
	{ "skill_list", "Skills as a list", CELL_TEXT, NULL },
	{ "credential_list", "Credentials as a list", CELL_TEXT, NULL },
};
