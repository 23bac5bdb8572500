/* SPDX-License-Identifier: MIT */
/*
 * The pay report's tables of groups.
 */
#include "report/pay_int.h"

#include <stdlib.h>

struct group_column {
	const char *key, *title;
	enum cell_kind kind;
	size_t at;                    /* in struct group                   */
	enum pay_measure of;
	bool tail, in_text;
};

#define G(member) offsetof(struct group, member)

/* In the order of the JSON layout; the group's name comes before. */
static const struct group_column group_columns[] = {
	{ "headcount", "People", CELL_COUNT, G(headcount), PAY_HEADS, 0, 1 },
	{ "benchmarked", "Benchmarked", CELL_COUNT, G(benchmarked),
	  PAY_HEADS, 0, 0 },
	{ "mean_hourly", "Mean $/h", CELL_HOURLY, G(mean_hourly_e4),
	  PAY_PAID, 0, 1 },
	{ "p10_hourly", "P10 $/h", CELL_HOURLY, G(p10_hourly_e4),
	  PAY_RANKED, 1, 0 },
	{ "p25_hourly", "P25 $/h", CELL_HOURLY, G(p25_hourly_e4),
	  PAY_RANKED, 0, 0 },
	{ "p50_hourly", "Median $/h", CELL_HOURLY, G(p50_hourly_e4),
	  PAY_RANKED, 0, 1 },
	{ "p75_hourly", "P75 $/h", CELL_HOURLY, G(p75_hourly_e4),
	  PAY_RANKED, 0, 0 },
	{ "p90_hourly", "P90 $/h", CELL_HOURLY, G(p90_hourly_e4),
	  PAY_RANKED, 1, 0 },
	{ "mean_benchmark", "Benchmark $/h", CELL_HOURLY, G(mean_benchmark_e4),
	  PAY_BENCHMARKED, 0, 1 },
	{ "compa_ratio", "Compa-ratio", CELL_RATIO, G(compa_ratio_e9),
	  PAY_BENCHMARKED, 0, 1 },
	{ "mean_compa_ratio", "Mean of ratios", CELL_RATIO,
	  G(mean_compa_ratio_e9), PAY_RATIO, 0, 0 },
	{ "below_range", "Below range", CELL_COUNT, G(below_range),
	  PAY_BENCHMARKED, 0, 1 },
	{ "above_range", "Above range", CELL_COUNT, G(above_range),
	  PAY_BENCHMARKED, 0, 0 },
	{ "below_floor", "Under the floor", CELL_COUNT, G(below_floor),
	  PAY_PAID, 0, 0 },
	{ "market_ratio", "Market ratio", CELL_RATIO, G(market_ratio_e9),
	  PAY_BENCHMARKED, 0, 0 },
	{ "mean_benchmark_experience", "Experience-only benchmark $/h",
	  CELL_HOURLY, G(mean_benchmark_experience_e4), PAY_BENCHMARKED, 0, 0 },
	{ "cost_to_minimum", "Cost to minimum $/year", CELL_MONEY,
	  G(cost_to_minimum), PAY_BELOW, 0, 0 },
	{ "cost_to_benchmark", "Cost to benchmark $/year", CELL_MONEY,
	  G(cost_to_benchmark), PAY_UNDER, 0, 0 },
	{ "over_maximum", "Above maximum $/year", CELL_MONEY, G(over_maximum),
	  PAY_ABOVE, 0, 0 },
	{ "payroll", "Payroll $/year", CELL_MONEY, G(payroll), PAY_PAYROLL, 0, 0 },
	{ "fte", "FTE", CELL_NUMBER, G(fte_e4), PAY_HEADS, 0, 0 },
	{ "paid", "With a rate", CELL_COUNT, G(paid), PAY_HEADS, 0, 0 },
	{ "zone_below_80", "Under 80 %", CELL_COUNT, G(zone[ZONE_BELOW]),
	  PAY_BENCHMARKED, 0, 0 },
	{ "zone_80_90", "80 to 90 %", CELL_COUNT, G(zone[ZONE_LOW]),
	  PAY_BENCHMARKED, 0, 0 },
	{ "zone_90_110", "90 to 110 %", CELL_COUNT, G(zone[ZONE_WITHIN]),
	  PAY_BENCHMARKED, 0, 0 },
	{ "zone_110_120", "110 to 120 %", CELL_COUNT, G(zone[ZONE_HIGH]),
	  PAY_BENCHMARKED, 0, 0 },
	{ "zone_over_120", "Over 120 %", CELL_COUNT, G(zone[ZONE_ABOVE]),
	  PAY_BENCHMARKED, 0, 0 },
};

enum { N_GROUP = sizeof group_columns / sizeof *group_columns };

/* The tables, what people call them, and the heading of their groups. */
static const struct {
	const char *title;
	bool overlap;
} group_tables[PAY_TABLES] = {
	[PAY_BY_EXPERIENCE] = { "Experience", false },
	[PAY_BY_OCCUPATION] = { "Occupation", false },
	[PAY_BY_TITLE]      = { "Title", false },
	[PAY_BY_DEPARTMENT] = { "Department", false },
	[PAY_BY_SITE]       = { "Site", false },
	[PAY_BY_STATE]      = { "State", false },
	[PAY_BY_SKILL]      = { "Skill", true },
	[PAY_BY_CREDENTIAL] = { "Credential", true },
	[PAY_BY_LEVEL]      = { "Level", false },
	[PAY_BY_SCHEDULE]   = { "Schedule", false },
};

static unsigned
marks_of(const struct group_column *c)
{
	return (c->tail ? COL_TAIL : 0) |
	       (c->kind == CELL_RATIO ? COL_ZONED : 0) |
	       (c->at == G(headcount) || c->at == G(cost_to_benchmark)
	        ? COL_LENGTH : 0);
}

static int64_t
member(const struct group *g, size_t at)
{
	int64_t v;

	memcpy(&v, (const char *)g + at, sizeof v);
	return v;
}

/* How many people are behind a column's figures, for which the table says it
 * itself; NULL elsewhere. */
static int64_t *
people_behind(struct pay_build *b, const struct pay_groups *g, size_t at)
{
	int64_t *people = NEW(b->part.mem, g->n, int64_t);

	for (ptrdiff_t r = 0; r < g->n; r++)
		people[r] = member(&g->v[r], at);
	return people;
}

/* The set of each row, for a measure. */
static uint32_t *
sets_of(struct pay_build *b, const struct pay_groups *g, enum pay_measure m)
{
	uint32_t *set = NEW(b->part.mem, g->n, uint32_t);

	for (ptrdiff_t r = 0; r < g->n; r++)
		set[r] = pay_set(b, g->v[r].number, m);
	return set;
}

/* How many have a benchmark tells how many have none. */
static uint32_t *
unpriced_sets(struct pay_build *b, ptrdiff_t n_row)
{
	uint32_t *set = NEW(b->part.mem, n_row, uint32_t);

	for (ptrdiff_t r = 0; r < n_row; r++)
		set[r] = pay_set(b, b->in->analysis->unpriced_group, PAY_HEADS);
	return set;
}

/* The columns, and whom each is of. */
static struct doc_table *
group_columns_of(struct pay_build *b, enum pay_table which)
{
	const struct pay_groups *g = &b->in->analysis->table[which];
	const int64_t *people[PAY_MEASURES] = {
		[PAY_RANKED] = people_behind(b, g, G(paid)),
		[PAY_PAYROLL] = people_behind(b, g, G(paid)),
		[PAY_PAID] = people_behind(b, g, G(paid)),
		[PAY_RATIO] = people_behind(b, g, G(benchmarked)),
		[PAY_BENCHMARKED] = people_behind(b, g, G(benchmarked)),
		[PAY_BELOW] = people_behind(b, g, G(below_range)),
		[PAY_ABOVE] = people_behind(b, g, G(above_range)),
	};
	struct doc_column col[N_GROUP + 1] = { {
		.key = STR("group"), .title = str_of(group_tables[which].title),
		.kind = CELL_TEXT, .in_text = true } };
	struct doc_sets *sets = NEW(b->part.mem, N_GROUP + 1, struct doc_sets);
	const uint32_t *set[PAY_MEASURES];

	for (int m = 0; m < PAY_MEASURES; m++)
		set[m] = sets_of(b, g, (enum pay_measure)m);
	for (ptrdiff_t i = 0; i < N_GROUP; i++) {
		const struct group_column *c = &group_columns[i];

		col[i + 1] = (struct doc_column){
			.key = str_of(c->key),
			.title = build_title(&b->part, c->title),
			.kind = c->kind, .in_text = c->in_text,
			.people = people[c->of], .marks = marks_of(c) };
		sets[i + 1].set = set[c->of];
		if (c->at == G(benchmarked) ||
		    (c->at >= G(zone) && c->at < G(zone[ZONE_N])))
			sets[i + 1].also = unpriced_sets(b, g->n);
	}
	struct doc_table *t = doc_table_new(b->part.mem,
	                                    str_of(pay_table_key[which]),
	                                    col, N_GROUP + 1, g->n);

	t->sets = sets;
	return t;
}

/* An employer's own names, which no rule need list. */
static bool
is_open(enum pay_table which)
{
	return which == PAY_BY_TITLE || which == PAY_BY_DEPARTMENT ||
	       which == PAY_BY_SITE;
}

static const bool *
unlisted_names(struct pay_build *b, const struct pay_groups *g)
{
	bool *v = NEW(b->part.mem, g->n, bool);

	for (ptrdiff_t r = 0; r < g->n; r++)
		v[r] = g->v[r].unlisted;
	return v;
}

static void
group_table(struct pay_build *b, enum pay_table which)
{
	const struct pay_groups *g = &b->in->analysis->table[which];
	struct doc_table *t = group_columns_of(b, which);

	t->overlap = group_tables[which].overlap;
	t->by_size = which != PAY_BY_EXPERIENCE;
	t->last_rows = g->n_last;
	t->unlisted = is_open(which) ? NULL : unlisted_names(b, g);
	for (ptrdiff_t r = 0; r < g->n; r++) {
		struct cell *cell = t->cell + r * t->n_col;

		cell[0] = cell_text(g->v[r].name);
		for (ptrdiff_t i = 0; i < N_GROUP; i++) {
			const struct group_column *c = &group_columns[i];
			int64_t v = member(&g->v[r], c->at);

			cell[i + 1] = cell_of(c->kind, v);
			if (c->kind == CELL_RATIO)
				cell[i + 1].zone = (uint8_t)pay_zone(v);
		}
	}
	pay_group_formulas(b, which, t);
	build_offer(&b->part, t, group_tables[which].title, AUDIENCE_AGGREGATE);
}

/* How the people of a zone and their share follow from the Staff sheet. */
static void
zone_formulas(struct pay_build *b, struct doc_table *t)
{
	struct arena *mem = b->part.mem;
	const struct expr *counted = expr_column(mem, "staff", "market_ratio");

	counted = EXPR(mem, EXPR_COUNT_WHERE,
	               EXPR(mem, EXPR_POSITIVE, counted));
	for (ptrdiff_t i = 0; b->live && i < t->n_row; i++) {
		struct cell *c = t->cell + i * t->n_col;
		enum zone zone = (enum zone)c[0].zone;
		const struct expr *word = expr_word(mem,
			str_of(zone_words[zone]));

		c[1].expr = EXPR(mem, EXPR_COUNT_WHERE, pay_condition(mem,
			EXPR_IS, "zone", word));
		if (c[2].kind != CELL_NONE)
			c[2].expr = expr_round(mem, EXPR_ROUND, EXPR(mem,
				EXPR_OVER, expr_cell(mem, "headcount"),
				counted), 4);
	}
}

/* How many people stand where against their midpoint. */
static void
zone_table(struct pay_build *b)
{
	static const struct {
		enum zone zone;
		const char *name;
	} row[] = {
		{ ZONE_BELOW, "Under 80 %" }, { ZONE_LOW, "80 to 90 %" },
		{ ZONE_WITHIN, "90 to 110 %" }, { ZONE_HIGH, "110 to 120 %" },
		{ ZONE_ABOVE, "Over 120 %" }, { ZONE_NONE, "No ratio" },
	};
	enum { N = sizeof row / sizeof *row };
	const struct group *all = &b->in->analysis->all;
	struct doc_column col[] = {
		{ .key = STR("group"), .title = STR("Compa-ratio"),
		  .kind = CELL_TEXT, .in_text = true, .marks = COL_ZONED },
		{ .key = STR("headcount"), .title = STR("People"),
		  .kind = CELL_COUNT, .in_text = true },
		{ .key = STR("share"), .title = STR("Share"),
		  .kind = CELL_PERCENT, .in_text = true },
	};
	struct doc_table *t = doc_table_new(b->part.mem, STR("zones"), col, 3, N);

	for (ptrdiff_t i = 0; i < N; i++) {
		struct cell *c = t->cell + i * 3;
		int64_t n = all->zone[row[i].zone];

		c[0] = cell_text(str_of(row[i].name));
		c[0].zone = (uint8_t)row[i].zone;
		c[1] = cell_of(CELL_COUNT, n);
		if (all->benchmarked > 0 && row[i].zone != ZONE_NONE)
			c[2] = cell_of(CELL_PERCENT,
			               muldiv(n, 10000, all->benchmarked));
	}
	t->sets = NEW(b->part.mem, 3, struct doc_sets);
	t->sets[1].set = t->sets[2].set = unpriced_sets(b, N);
	zone_formulas(b, t);
	build_offer(&b->part, t, "Pay against the midpoint", AUDIENCE_AGGREGATE);
}

/* The ratios follow from the model; the line of all has no band. */
static void
certified_formulas(struct pay_build *b, struct doc_table *t)
{
	static const char *const side[] = { "yes", "no" };
	struct arena *mem = b->part.mem;
	const struct expr *group = expr_cell(mem, "group");

	for (ptrdiff_t i = 0; b->live && i < 2 * t->n_row; i++) {
		struct pay_members in = { .n = 1 };
		ptrdiff_t row = i / 2;

		in.condition[0] = pay_condition(mem, EXPR_IS, "certified",
			expr_word(mem, str_of(side[i % 2])));
		if (row < t->n_row - 1)
			in.condition[in.n++] = pay_condition(mem, EXPR_IS,
				"band", group);
		t->cell[row * t->n_col + t->n_col - 2 + i % 2].expr =
			pay_group_formula(b, "compa_ratio", &in);
	}
}

/* The medians are of the paid, the ratios of the benchmarked; the difference
 * tells of both medians. */
static struct doc_sets *
certified_sets(struct pay_build *b, ptrdiff_t n_col)
{
	const struct pay_analysis *a = b->in->analysis;
	struct doc_sets *sets = NEW(b->part.mem, n_col, struct doc_sets);
	uint32_t *set[2][PAY_MEASURES];

	for (int m = PAY_HEADS; m <= PAY_BENCHMARKED; m++)
		for (int has = 0; has < 2; has++) {
			uint32_t *to = NEW(b->part.mem, a->certified.n,
			                   uint32_t);

			set[has][m] = to;
			for (ptrdiff_t r = 0; r < a->certified.n; r++) {
				const struct certified_line *l =
					&a->certified.v[r];
				to[r] = pay_set(b, has ? l->certified
				                : l->other,
				                (enum pay_measure)m);
			}
		}
	sets[1].set = set[1][PAY_HEADS];
	sets[2].set = set[0][PAY_HEADS];
	sets[3].set = sets[5].set = set[1][PAY_RANKED];
	sets[4].set = sets[5].also = set[0][PAY_RANKED];
	sets[6].set = set[1][PAY_BENCHMARKED];
	sets[7].set = set[0][PAY_BENCHMARKED];
	return sets;
}

/* Certified against not certified, band by band. */
static void
certified_table(struct pay_build *b)
{
	const struct pay_analysis *a = b->in->analysis;
	ptrdiff_t n = a->certified.n;
	int64_t *with = NEW(b->part.mem, n, int64_t);
	int64_t *other = NEW(b->part.mem, n, int64_t);
	int64_t *fewest = NEW(b->part.mem, n, int64_t);
	struct doc_column col[] = {
		{ STR("group"), STR("Experience"), CELL_TEXT, true, NULL, 0 },
		{ STR("n_certified"), STR("Certified"), CELL_COUNT, true,
		  NULL, 0 },
		{ STR("n_other"), STR("Not"), CELL_COUNT, true, NULL, 0 },
		{ STR("median_certified"), build_title(&b->part, "Median cert. $/h"),
		  CELL_HOURLY, true, with, 0 },
		{ STR("median_other"), build_title(&b->part, "Median not $/h"),
		  CELL_HOURLY, true, other, 0 },
		{ STR("difference"), STR("Difference"), CELL_PERCENT, true,
		  fewest, 0 },
		{ STR("ratio_certified"), STR("Ratio cert."), CELL_RATIO, true,
		  with, COL_ZONED },
		{ STR("ratio_other"), STR("Ratio not"), CELL_RATIO, true,
		  other, COL_ZONED },
	};
	enum { N = sizeof col / sizeof *col };
	struct doc_table *t = doc_table_new(b->part.mem, STR("certified"), col, N,
	                                    n);

	t->overlap = true;            /* "All" has everyone again */
	t->sets = certified_sets(b, N);
	for (ptrdiff_t i = 0; i < n; i++) {
		const struct certified_line *l = &a->certified.v[i];
		struct cell *c = t->cell + i * N;

		with[i] = l->n_certified;
		other[i] = l->n_other;
		fewest[i] = with[i] < other[i] ? with[i] : other[i];
		c[0] = cell_text(l->band);
		c[1] = cell_of(CELL_COUNT, l->n_certified);
		c[2] = cell_of(CELL_COUNT, l->n_other);
		c[3] = cell_of(CELL_HOURLY, l->median_certified_e4);
		c[4] = cell_of(CELL_HOURLY, l->median_other_e4);
		c[5] = cell_of(CELL_PERCENT, l->difference_bp);
		c[6] = cell_of(CELL_RATIO, l->ratio_certified_e9);
		c[7] = cell_of(CELL_RATIO, l->ratio_other_e9);
	}
	certified_formulas(b, t);
	build_offer(&b->part, t, "Certified and not certified", AUDIENCE_AGGREGATE);
}

/* A title of people whose occupation the model does not price. */
struct unpriced {
	struct str title, occupation;
	bool other;                   /* all titles that are not listed    */
	int64_t people;
	uint32_t place;               /* of the title                      */
};

static int
unpriced_order(const void *a, const void *b)
{
	const struct unpriced *x = a, *y = b;

	if (x->other != y->other)
		return x->other ? 1 : -1;
	if (x->people != y->people)
		return x->people < y->people ? 1 : -1;
	return str_cmp(x->title, y->title);
}

/* The titles by place; those that nobody has are left out. */
static ptrdiff_t
gather_unpriced(const struct pay_build *b, struct unpriced *u)
{
	const struct roster *r = b->in->roster;
	const struct places *titles = &b->in->analysis->titles;
	ptrdiff_t n = 0;

	for (ptrdiff_t i = 0; i < r->n; i++) {
		const struct person *p = &r->v[i];

		if (b->in->pricing->occupation[p->occupation] >= 0)
			continue;
		uint32_t at = place_of(titles, p->title);
		u[at].people++;
		u[at].occupation = roster_name(r, V_OCCUPATION, p->occupation);
	}
	for (uint32_t i = 0; i < titles->n; i++) {
		uint32_t id = place_key(titles, i);

		if (u[i].people == 0)
			continue;
		u[n] = u[i];
		u[n].place = i;
		u[n].other = i == titles->other;
		u[n].title = id ? roster_name(r, V_TITLE, id) : STR("(blank)");
		if (u[n].other) {
			u[n].title = STR("(other titles)");
			u[n].occupation = STR("(any)");
		}
		n++;
	}
	qsort(u, (size_t)n, sizeof *u, unpriced_order);
	return n;
}

static void
unpriced_table(struct pay_build *b)
{
	const struct pay_analysis *a = b->in->analysis;
	struct unpriced *u = NEW(b->part.mem, a->titles.n, struct unpriced);
	static const struct doc_column col[] = {
		{ { "group", 5 }, { "Title", 5 }, CELL_TEXT, true, NULL, 0 },
		{ { "occupation", 10 }, { "Occupation", 10 }, CELL_TEXT, true,
		  NULL, 0 },
		{ { "headcount", 9 }, { "People", 6 }, CELL_COUNT, true,
		  NULL, 0 },
	};
	ptrdiff_t n = gather_unpriced(b, u);
	struct doc_table *t = doc_table_new(b->part.mem, STR("unpriced"), col, 3, n);
	uint32_t *set = NEW(b->part.mem, n, uint32_t);

	t->sets = NEW(b->part.mem, 3, struct doc_sets);
	t->sets[2].set = set;
	t->by_size = true;
	t->last_rows = n && u[n - 1].other;
	for (ptrdiff_t i = 0; i < n; i++) {
		set[i] = pay_set(b, a->unpriced_group + 1 + u[i].place,
		                 PAY_HEADS);
		t->cell[i * 3] = cell_text(u[i].title);
		t->cell[i * 3 + 1] = cell_text(u[i].occupation);
		t->cell[i * 3 + 2] = cell_of(CELL_COUNT, u[i].people);
	}
	build_offer(&b->part, t, "Titles without a benchmark", AUDIENCE_AGGREGATE);
}

void
pay_group_tables(struct pay_build *b)
{
	for (int i = 0; i < PAY_TABLES; i++)
		group_table(b, (enum pay_table)i);
	zone_table(b);
	certified_table(b);
	unpriced_table(b);
}
