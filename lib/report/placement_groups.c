/* SPDX-License-Identifier: MIT */
/*
 * The placement report's tables of groups: rules, boxes, groupings, years,
 * measures, exams, externships, pay and help.
 */
#include "report/placement_int.h"

/* What every line of a rate says, from `c` on, in eight cells. */
static struct cell *
put_rate(struct cell *c, const struct rate *r, int64_t bp, bool open)
{
	*c++ = cell_of(CELL_COUNT, r->n);
	*c++ = cell_of(CELL_COUNT, r->den);
	*c++ = rate_cell(r->e9);
	*c++ = rate_cell(r->low_e9);
	*c++ = rate_cell(r->high_e9);
	*c++ = threshold_cell(bp);
	*c++ = met_cell(r, bp, open);
	*c++ = cell_text(str_of(met_words(r, bp, open)));
	return c;
}

#define RATE_COLUMNS \
	{ "numerator", "Placed", CELL_COUNT }, \
	{ "denominator", "Available", CELL_COUNT }, \
	{ "rate", "Rate", CELL_RATE }, \
	{ "low", "Low", CELL_RATE }, { "high", "High", CELL_RATE }, \
	{ "threshold", "Threshold", CELL_RATE }, \
	{ "met", "Met", CELL_BOOL }, \
	{ "standing", "Standing", CELL_TEXT }

enum { RATE_CELLS = 8 };

/* Rates of fewer people than the edition allows are hidden: of the columns
 * from `first` on, with so many people a row. */
static void
hide_small(struct doc_table *t, ptrdiff_t first, const int64_t *people)
{
	for (ptrdiff_t i = first; i < t->n_col; i++)
		t->col[i].people = people;
}

/* All graduates by each rule in turn. */
static void
rules_table(struct place_build *b)
{
	static const struct build_column col[] = {
		{ "rule", "Rule", CELL_TEXT }, RATE_COLUMNS,
		{ "filed", "As filed", CELL_TEXT },
		{ "excluded", "Excluded", CELL_COUNT },
		{ "headcount", "Graduates", CELL_COUNT },
	};
	enum { N = sizeof col / sizeof *col };
	const struct placement_groups *g = &b->a->rules;
	struct doc_table *t = build_table(&b->part, "rules", col, N, g->n);
	int64_t *people = NEW(b->part.mem, g->n, int64_t);

	t->overlap = true;
	for (ptrdiff_t i = 0; i < g->n; i++) {
		struct rate r = placement_rate(&g->v[i].sum);
		struct cell *c = t->cell + i * N;

		*c++ = cell_text(g->v[i].name);
		c = put_rate(c, &r, group_threshold(&g->v[i]), g->v[i].open);
		*c++ = cell_text(filed(b->part.mem, &r,
		                       g->v[i].pack->rounding));
		*c++ = cell_of(CELL_COUNT, g->v[i].sum.box[BOX_EXCLUDED]);
		*c++ = cell_of(CELL_COUNT, g->v[i].sum.graduates);
		people[i] = g->v[i].sum.graduates;
	}
	hide_small(t, 1, people);
	build_offer(&b->part, t, "The same graduates by each rule",
	            AUDIENCE_AGGREGATE);
}

/* The waterfall while it is drawn: what is left below the next box. */
struct fall {
	struct place_build *b;
	struct doc_table *t;
	int64_t left;
};

/* A box that stands on the ground, from which others are taken. */
static void
add_whole(struct fall *f, const char *name, int64_t n)
{
	struct cell *c = f->t->cell + f->t->n_row++ * f->t->n_col;

	c[0] = cell_text(str_of(name));
	c[1] = cell_of(CELL_COUNT, n);
	c[2] = cell_of(CELL_COUNT, 0);
	f->left = n;
}

/* A box that is taken from it. */
static void
add_box(struct fall *f, struct str name, int64_t n)
{
	struct cell *c = f->t->cell + f->t->n_row++ * f->t->n_col;

	f->left -= n;
	c[0] = cell_text(name);
	c[1] = cell_of(CELL_COUNT, n);
	c[2] = cell_of(CELL_COUNT, f->left);
}

/* Lines "Excluded, health": one an outcome that has somebody. */
static void
add_outcomes(struct fall *f, const char *what, const int64_t *n)
{
	for (int o = 0; o < OUTCOME_N; o++)
		if (n[o])
			add_box(f, str_fmt(f->b->part.mem, "%s, %s", what,
			                   outcome_info[o].words), n[o]);
}

/* From the graduates to the placed; the boxes add up. */
static void
waterfall(struct place_build *b)
{
	static const struct build_column col[] = {
		{ "group", "Box", CELL_TEXT },
		{ "headcount", "Graduates", CELL_COUNT },
		{ "begins", "Begins at", CELL_COUNT },
	};
	const struct placement_sum *s = &b->a->all.sum;
	struct doc_table *t = build_table(&b->part, "waterfall", col, 3,
	                                  7 + 2 * OUTCOME_N);
	struct fall f = { b, t, 0 };

	t->n_row = 0;
	add_whole(&f, "Graduates", s->graduates);
	add_outcomes(&f, "Excluded", s->excluded);
	add_whole(&f, "Available", s->graduates - s->box[BOX_EXCLUDED]);
	add_box(&f, STR("Placed in field"), s->box[BOX_IN_FIELD]);
	add_box(&f, STR("Related"), s->box[BOX_RELATED]);
	add_outcomes(&f, "Placed", s->positive);
	add_box(&f, STR("Out of field"), s->box[BOX_OUT_OF_FIELD]);
	add_box(&f, STR("Not placed"), s->box[BOX_NOT_PLACED]);
	add_box(&f, STR("Unknown"), s->box[BOX_UNKNOWN]);
	int64_t *people = NEW(b->part.mem, t->n_row, int64_t);
	for (ptrdiff_t i = 0; i < t->n_row; i++)
		people[i] = t->cell[i * t->n_col + 1].n;
	hide_small(t, 1, people);
	build_offer(&b->part, t, "From graduates to placements",
	            AUDIENCE_AGGREGATE);
}

/* What a grouping or years taken together say of each group. */
static void
groups_table(struct place_build *b, const struct placement_groups *g,
             const char *key, const char *title, const char *column,
             bool overlap)
{
	const struct build_column col[] = {
		{ "group", column, CELL_TEXT },
		{ "headcount", "Graduates", CELL_COUNT }, RATE_COLUMNS,
		{ "excluded", "Excluded", CELL_COUNT },
		{ "in_field", "In field", CELL_COUNT },
		{ "related", "Related", CELL_COUNT },
		{ "positive", "Otherwise", CELL_COUNT },
		{ "out_of_field", "Out of field", CELL_COUNT },
		{ "not_placed", "Not placed", CELL_COUNT },
		{ "unknown", "Unknown", CELL_COUNT },
		{ "rule", "Rule", CELL_TEXT },
	};
	enum { N = sizeof col / sizeof *col };
	static const enum box box[] = {
		BOX_EXCLUDED, BOX_IN_FIELD, BOX_RELATED, BOX_POSITIVE,
		BOX_OUT_OF_FIELD, BOX_NOT_PLACED, BOX_UNKNOWN
	};
	struct doc_table *t = build_table(&b->part, key, col, N, g->n);
	int64_t *people = NEW(b->part.mem, g->n, int64_t);

	t->overlap = overlap;
	t->last_rows = g->n && str_eq(g->v[g->n - 1].name, STR("(blank)"));
	for (ptrdiff_t i = 0; i < g->n; i++) {
		const struct placement_group *x = &g->v[i];
		struct rate r = placement_rate(&x->sum);
		struct cell *c = t->cell + i * N;

		*c++ = cell_text(x->name);
		*c++ = cell_of(CELL_COUNT, x->sum.graduates);
		c = put_rate(c, &r, group_threshold(x), x->open);
		for (size_t k = 0; k < sizeof box / sizeof *box; k++)
			*c++ = cell_of(CELL_COUNT, x->sum.box[box[k]]);
		*c++ = cell_text(group_rule(x));
		people[i] = x->sum.graduates;
	}
	hide_small(t, 1, people);
	build_offer(&b->part, t, title, AUDIENCE_AGGREGATE);
}

/* Retention, completion and exams as each body looks at them. */
static void
measures_table(struct place_build *b)
{
	static const struct build_column col[] = {
		{ "group", "Measure", CELL_TEXT },
		{ "rule", "Rule", CELL_TEXT }, RATE_COLUMNS,
		{ "missing", "Cannot be computed", CELL_TEXT },
	};
	enum { N = sizeof col / sizeof *col };
	const struct measures *m = &b->a->measures;
	struct doc_table *t = build_table(&b->part, "measures", col, N, m->n);
	int64_t *people = NEW(b->part.mem, m->n, int64_t);

	t->overlap = true;
	for (ptrdiff_t i = 0; i < m->n; i++) {
		const struct measure *x = &m->v[i];
		struct cell *c = t->cell + i * N;

		*c++ = cell_text(x->group.len
			? str_fmt(b->part.mem, "%.*s %.*s", FMT(x->name),
			          FMT(x->group)) : x->name);
		*c++ = cell_text(x->rule);
		c = put_rate(c, &x->rate, x->threshold_bp, x->open);
		if (x->missing.len)
			memset(c - RATE_CELLS, 0, 2 * sizeof *c);
		*c++ = x->missing.len ? cell_text(x->missing)
		                      : (struct cell){ .kind = CELL_NONE };
		people[i] = x->rate.den;
	}
	hide_small(t, 2, people);
	build_offer(&b->part, t, "Retention, completion and exams",
	            AUDIENCE_AGGREGATE);
}

/* "85.3 % (29 of 34), 69.9 % to 93.6 %; threshold 70.0 %: met". */
static void
measure_line(struct place_build *b, struct block *list,
             const struct measure *x)
{
	struct arena *mem = b->part.mem;
	struct cell rate = rate_cell(x->rate.e9);
	struct cell low = rate_cell(x->rate.low_e9);
	struct cell high = rate_cell(x->rate.high_e9);
	struct cell limit = threshold_cell(x->threshold_bp);
	struct str label = str_fmt(mem, "%.*s%s%.*s", FMT(x->name),
	                           x->group.len ? " " : "", FMT(x->group));

	if (x->missing.len) {
		build_line(&b->part, list, label, "%.*s: cannot be computed: "
		           "%.*s", FMT(x->rule), FMT(x->missing));
		return;
	}
	build_line(&b->part, list, label, "%.*s: %.*s (%lld of %lld), %.*s to "
	           "%.*s%s%.*s%s%s", FMT(x->rule),
	           FMT(cell_str(mem, &rate, false)), (long long)x->rate.n,
	           (long long)x->rate.den, FMT(cell_str(mem, &low, false)),
	           FMT(cell_str(mem, &high, false)),
	           x->threshold_bp ? "; threshold " : "",
	           FMT(x->threshold_bp ? cell_str(mem, &limit, false)
	                               : STR("")),
	           x->threshold_bp || x->open ? ": " : "",
	           x->threshold_bp || x->open
	           ? met_words(&x->rate, x->threshold_bp, x->open) : "");
}

static void
measure_lines(struct place_build *b)
{
	struct build_blocks part = { 0 };
	struct block list = build_list(STR("Retention, completion and exams"));

	for (ptrdiff_t i = 0; i < b->a->measures.n; i++)
		measure_line(b, &list, &b->a->measures.v[i]);
	*VEC_PUSH(b->part.mem, &part) = list;
	build_part(&b->part, "measure_lines", &part, AUDIENCE_AGGREGATE);
}

static void
retention_table(struct place_build *b)
{
	static const struct build_column col[] = {
		{ "group", "Year", CELL_TEXT },
		{ "beginning", "Beginning", CELL_COUNT },
		{ "new_starts", "New starts", CELL_COUNT },
		{ "re_entries", "Re-entries", CELL_COUNT },
		{ "ending", "Ending", CELL_COUNT },
		{ "graduates", "Graduates", CELL_COUNT },
		{ "rate", "Retention", CELL_RATE },
		{ "low", "Low", CELL_RATE }, { "high", "High", CELL_RATE },
	};
	enum { N = sizeof col / sizeof *col };
	const struct placement_analysis *a = b->a;
	struct doc_table *t = build_table(&b->part, "retention", col, N,
	                                  a->retention.n);
	int64_t *people = NEW(b->part.mem, a->retention.n, int64_t);

	for (ptrdiff_t i = 0; i < a->retention.n; i++) {
		const struct retention_year *y = &a->retention.v[i];
		int64_t all = y->beginning + y->new_starts + y->re_entries;
		struct rate r = rate_of(all ? y->ending + y->graduates : 0,
		                        all);
		struct cell *c = t->cell + i * N;

		c[0] = cell_text(cohort_name(b->part.mem, &y->year));
		c[1] = cell_of(CELL_COUNT, y->beginning);
		c[2] = cell_of(CELL_COUNT, y->new_starts);
		c[3] = cell_of(CELL_COUNT, y->re_entries);
		c[4] = cell_of(CELL_COUNT, y->ending);
		c[5] = cell_of(CELL_COUNT, y->graduates);
		c[6] = rate_cell(r.e9);
		c[7] = rate_cell(r.low_e9);
		c[8] = rate_cell(r.high_e9);
		people[i] = all;
	}
	hide_small(t, 1, people);
	build_offer(&b->part, t, "Retention by enrolment",
	            AUDIENCE_AGGREGATE);
}

static void
exam_table(struct place_build *b)
{
	static const struct build_column col[] = {
		{ "group", "Exam", CELL_TEXT },
		{ "graduates", "Graduates", CELL_COUNT },
		{ "takers", "Takers", CELL_COUNT },
		{ "participation", "Participation", CELL_RATE },
		{ "passed", "Passed", CELL_COUNT },
		{ "pass_rate", "Pass rate", CELL_RATE },
		{ "pass_low", "Low", CELL_RATE },
		{ "pass_high", "High", CELL_RATE },
		{ "first_takers", "First known", CELL_COUNT },
		{ "first_passed", "Passed first", CELL_COUNT },
		{ "first_pass_rate", "First attempt", CELL_RATE },
		{ "attempts", "Attempts", CELL_COUNT },
		{ "not_open", "Not open", CELL_COUNT },
	};
	enum { N = sizeof col / sizeof *col };
	const struct placement_analysis *a = b->a;
	struct doc_table *t = build_table(&b->part, "exams", col, N,
	                                  a->exams.n);
	int64_t *people = NEW(b->part.mem, a->exams.n, int64_t);

	t->overlap = true;
	for (ptrdiff_t i = 0; i < a->exams.n; i++) {
		const struct exam_sum *e = &a->exams.v[i];
		struct rate pass = rate_of(e->passed, e->sat);
		struct cell *c = t->cell + i * N;

		*c++ = cell_text(e->name);
		*c++ = cell_of(CELL_COUNT, e->graduates);
		*c++ = cell_of(CELL_COUNT, e->sat);
		*c++ = rate_cell(rate_of(e->sat, e->graduates).e9);
		*c++ = cell_of(CELL_COUNT, e->passed);
		*c++ = rate_cell(pass.e9);
		*c++ = rate_cell(pass.low_e9);
		*c++ = rate_cell(pass.high_e9);
		*c++ = cell_of(CELL_COUNT, e->first_known);
		*c++ = cell_of(CELL_COUNT, e->passed_first);
		*c++ = rate_cell(rate_of(e->passed_first,
		                         e->first_known).e9);
		*c++ = cell_of(CELL_COUNT, e->attempts);
		*c++ = cell_of(CELL_COUNT, e->closed);
		people[i] = e->sat;
	}
	hide_small(t, 2, people);
	build_offer(&b->part, t, "Exams", AUDIENCE_AGGREGATE);
}

static void
externship_table(struct place_build *b)
{
	static const struct build_column col[] = {
		{ "group", "Externship site", CELL_TEXT },
		{ "completed", "Completed", CELL_COUNT },
		{ "hired", "Hired there", CELL_COUNT },
		{ "rate", "Rate", CELL_RATE },
		{ "low", "Low", CELL_RATE }, { "high", "High", CELL_RATE },
	};
	enum { N = sizeof col / sizeof *col };
	const struct placement_analysis *a = b->a;
	struct doc_table *t = build_table(&b->part, "externships", col, N,
	                                  a->externships.n);
	int64_t *people = NEW(b->part.mem, a->externships.n, int64_t);

	for (ptrdiff_t i = 0; i < a->externships.n; i++) {
		const struct externship *e = &a->externships.v[i];
		struct rate r = rate_of(e->hired, e->completed);
		struct cell *c = t->cell + i * N;

		c[0] = cell_text(e->name);
		c[1] = cell_of(CELL_COUNT, e->completed);
		c[2] = cell_of(CELL_COUNT, e->hired);
		c[3] = rate_cell(r.e9);
		c[4] = rate_cell(r.low_e9);
		c[5] = rate_cell(r.high_e9);
		people[i] = e->completed;
	}
	hide_small(t, 1, people);
	build_offer(&b->part, t, "Externships that became jobs",
	            AUDIENCE_AGGREGATE);
}

static void
pay_table(struct place_build *b)
{
	static const struct build_column col[] = {
		{ "group", "Job", CELL_TEXT },
		{ "headcount", "Graduates", CELL_COUNT },
		{ "median_hourly", "Median $/h", CELL_HOURLY },
		{ "entry_benchmark_hourly", "Entry $/h", CELL_HOURLY },
		{ "ratio", "Ratio", CELL_RATIO },
	};
	enum { N = sizeof col / sizeof *col };
	const struct placement_analysis *a = b->a;
	struct doc_table *t = build_table(&b->part, "starting_pay", col, N,
	                                  a->pay.n);
	int64_t *people = NEW(b->part.mem, a->pay.n, int64_t);

	for (ptrdiff_t i = 0; i < a->pay.n; i++) {
		const struct starting_pay *p = &a->pay.v[i];
		struct cell *c = t->cell + i * N;

		c[0] = cell_text(p->name);
		c[1] = cell_of(CELL_COUNT, p->n);
		c[2] = cell_of(CELL_HOURLY, p->median_hourly);
		c[3] = cell_of(CELL_HOURLY, p->benchmark_hourly);
		c[4] = cell_of(CELL_RATIO, p->benchmark_sum
			? muldiv(p->sum, 1000000000, p->benchmark_sum)
			: MONEY_NONE);
		people[i] = p->n;
	}
	hide_small(t, 1, people);
	build_offer(&b->part, t, "Pay at the start, and the entry level",
	            AUDIENCE_AGGREGATE);
}

static void
support_table(struct place_build *b)
{
	static const char *const words[SUPPORT_N] = {
		"Exam preparation", "Practice tests", "Interview help",
		"Resume help"
	};
	static const struct build_column col[] = {
		{ "group", "Help", CELL_TEXT },
		{ "headcount", "Graduates", CELL_COUNT },
		{ "placed", "Placed", CELL_COUNT },
		{ "available", "Available", CELL_COUNT },
		{ "rate", "Placed", CELL_RATE },
		{ "low", "Low", CELL_RATE }, { "high", "High", CELL_RATE },
		{ "takers", "Takers", CELL_COUNT },
		{ "passed", "Passed", CELL_COUNT },
		{ "pass_rate", "Passed", CELL_RATE },
		{ "pass_low", "Low", CELL_RATE },
		{ "pass_high", "High", CELL_RATE },
	};
	enum { N = sizeof col / sizeof *col };
	const struct placement_analysis *a = b->a;
	struct doc_table *t = build_table(&b->part, "support", col, N,
	                                  a->n_support);
	int64_t *people = NEW(b->part.mem, a->n_support, int64_t);

	t->overlap = true;
	for (ptrdiff_t i = 0; i < a->n_support; i++) {
		const struct support_sum *s = &a->support[i];
		struct rate placed = placement_rate(&s->sum);
		struct rate passed = rate_of(s->sum.passed, s->sum.sat);
		struct cell *c = t->cell + i * N;

		*c++ = cell_text(str_fmt(b->part.mem, "%s: %s",
			words[s->kind], s->had ? "yes" : "no"));
		*c++ = cell_of(CELL_COUNT, s->sum.graduates);
		*c++ = cell_of(CELL_COUNT, placed.n);
		*c++ = cell_of(CELL_COUNT, placed.den);
		*c++ = rate_cell(placed.e9);
		*c++ = rate_cell(placed.low_e9);
		*c++ = rate_cell(placed.high_e9);
		*c++ = cell_of(CELL_COUNT, passed.den);
		*c++ = cell_of(CELL_COUNT, passed.n);
		*c++ = rate_cell(passed.e9);
		*c++ = rate_cell(passed.low_e9);
		*c++ = rate_cell(passed.high_e9);
		people[i] = s->sum.graduates;
	}
	hide_small(t, 1, people);
	build_offer(&b->part, t, "With and without help from the school",
	            AUDIENCE_AGGREGATE);
}

void
place_group_tables(struct place_build *b)
{
	static const struct { const char *title, *column; } of[] = {
		[PLACED_BY_SCHOOL] = { "Schools", "School" },
		[PLACED_BY_PROGRAM] = { "Programs", "Program" },
		[PLACED_BY_DEGREE] = { "Degrees", "Degree" },
		[PLACED_BY_CAMPUS] = { "Campuses", "Campus" },
		[PLACED_BY_COHORT] = { "Cohorts", "Cohort" },
		[PLACED_BY_CREDENTIAL] = { "Credentials", "Credential" },
		[PLACED_BY_ACCREDITOR] = { "Accreditors", "Accreditor" },
	};

	rules_table(b);
	waterfall(b);
	for (int i = 0; i < PLACEMENT_TABLES; i++)
		groups_table(b, &b->a->table[i], placement_table_key[i],
		             of[i].title, of[i].column,
		             i == PLACED_BY_CREDENTIAL);
	groups_table(b, &b->a->pooled, "pooled", "Years taken together",
	             "Years", true);
	measures_table(b);
	measure_lines(b);
	retention_table(b);
	exam_table(b);
	externship_table(b);
	pay_table(b);
	support_table(b);
}
