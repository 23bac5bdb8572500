/* SPDX-License-Identifier: MIT */
/*
 * The placement report's other rates: retention, completion, exams,
 * externships, pay at the start and help.
 */
#include "report/placement_int.h"

/* A measure as a row of cells. */
static void
put_measure(struct arena *mem, struct cell *c, const struct measure *x)
{
	*c++ = cell_text(x->group.len ? str_fmt(mem, "%.*s %.*s",
	                                        FMT(x->name), FMT(x->group))
	                              : x->name);
	*c++ = cell_text(x->rule);
	c = put_rate(c, &x->rate, x->threshold_bp, x->open);
	if (x->missing.len) {
		memset(c - RATE_CELLS, 0, 2 * sizeof *c);
		*c = cell_text(x->missing);
	}
}

/* Retention, completion and exams as each body looks at them: all, or what
 * can be computed. */
static void
measures_table(struct place_build *b, const char *key, bool all)
{
	static const struct build_column col[] = {
		{ "group", "Measure", CELL_TEXT },
		{ "rule", "Rule", CELL_TEXT },
		{ "numerator", "Number", CELL_COUNT },
		{ "denominator", "Of", CELL_COUNT },
		{ "rate", "Rate", CELL_RATE },
		{ "low", "Low", CELL_RATE }, { "high", "High", CELL_RATE },
		{ "threshold", "Threshold", CELL_RATE },
		{ "met", "Met", CELL_BOOL },
		{ "standing", "Standing", CELL_TEXT },
		{ "missing", "Cannot be computed", CELL_TEXT },
	};
	enum { N = sizeof col / sizeof *col };
	const struct measures *m = &b->a->measures;
	struct doc_table *t = build_table(&b->part, key, col, N, m->n);
	int64_t *people = NEW(b->part.mem, m->n, int64_t);

	t->overlap = true;
	t->n_row = 0;
	for (ptrdiff_t i = 0; i < m->n; i++) {
		if (!all && m->v[i].missing.len)
			continue;
		people[t->n_row] = m->v[i].rate.den;
		put_measure(b->part.mem, t->cell + t->n_row++ * N, &m->v[i]);
	}
	if (!all)
		build_flag(&b->part, "has_measured", "Measured", t->n_row > 0);
	hide_small(t, 2, people);
	build_offer(&b->part, t, "Retention, completion and exams",
	            AUDIENCE_AGGREGATE);
}

/* What cannot be computed, and why. */
static void
missing_lines(struct place_build *b)
{
	struct build_blocks part = { 0 };
	struct block list = build_list(STR("Retention, completion and exams "
	                               "not computed"));
	const struct measures *m = &b->a->measures;
	bool any = false;

	for (ptrdiff_t i = 0; i < m->n; i++) {
		if (!m->v[i].missing.len)
			continue;
		any = true;
		build_line(&b->part, &list, m->v[i].name, "%.*s: cannot be "
		           "computed: %.*s", FMT(m->v[i].rule),
		           FMT(m->v[i].missing));
	}
	if (any)
		*VEC_PUSH(b->part.mem, &part) = list;
	build_part(&b->part, "missing_lines", &part, AUDIENCE_AGGREGATE);
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
place_measure_tables(struct place_build *b)
{
	measures_table(b, "measures", true);
	measures_table(b, "measured", false);
	missing_lines(b);
	retention_table(b);
	exam_table(b);
	externship_table(b);
	pay_table(b);
	support_table(b);
}
