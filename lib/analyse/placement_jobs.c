/* SPDX-License-Identifier: MIT */
/*
 * What came after: externships that became jobs, days until the job, pay at
 * the start, and how placement stands with and without each kind of help.
 */
#include "analyse/placement_int.h"

#include "analyse/quantile.h"
#include "roster/resolve.h"

#include <stdlib.h>

static bool
is_employed(const struct placement *p)
{
	return p->outcome <= OUTCOME_SELF_EMPLOYED;
}

/* Whether a graduate is counted at all. */
static bool
counts(const struct placement_work *w, ptrdiff_t i)
{
	return w->p[i].selected && w->p[i].verdict.box != BOX_OUTSIDE;
}

static int
by_completed(const void *a, const void *b)
{
	const struct externship *x = a, *y = b;

	if (x->completed != y->completed)
		return x->completed < y->completed ? 1 : -1;
	return str_cmp(x->name, y->name);
}

/* Completed where the file says so, or else where a site is named. */
static void
externships(struct placement_work *w)
{
	const struct school *s = w->school;
	struct placement_analysis *a = w->out;
	bool said = school_has(s, K_GRADUATES, F_EXTERNSHIP_STATUS);
	ptrdiff_t n = roster_names(s->roster, V_EMPLOYER);
	struct externship *site = NEW(&w->tmp, n + 1, struct externship);
	struct externship all = { .name = STR("All sites") };

	for (ptrdiff_t i = 0; i < s->n; i++) {
		const struct graduate *g = &s->v[i];
		bool hired = is_employed(&w->p[i]) && g->externship &&
		             g->employer == g->externship;

		if (!counts(w, i) || (said ? g->externship_done != ANSWER_YES
		                           : g->externship == 0))
			continue;
		site[g->externship].completed++;
		site[g->externship].hired += hired;
		all.completed++;
		all.hired += hired;
	}
	*VEC_PUSH(w->mem, &a->externships) = all;
	for (ptrdiff_t i = 1; i < n; i++) {
		site[i].name = roster_name(s->roster, V_EMPLOYER, (uint32_t)i);
		if (site[i].completed)
			*VEC_PUSH(w->mem, &a->externships) = site[i];
	}
	if (a->externships.n > 2)
		qsort(a->externships.v + 1, (size_t)(a->externships.n - 1),
		      sizeof all, by_completed);
}

/* Days from graduation to the job, of those placed. */
static void
days_to_job(struct placement_work *w)
{
	const struct school *s = w->school;
	int64_t *days = NEW(&w->tmp, s->n + 1, int64_t);
	ptrdiff_t n = 0;

	for (ptrdiff_t i = 0; i < s->n; i++) {
		const struct graduate *g = &s->v[i];

		if (counts(w, i) && w->p[i].verdict.box <= BOX_RELATED &&
		    g->placed != DATE_NONE && g->graduated != DATE_NONE)
			days[n++] = g->placed - g->graduated;
	}
	w->out->with_days = n;
	w->out->median_days_e4 = n
		? quantile_scaled(quantile_inc(days, n, 5000), 10000, 1)
		: MONEY_NONE;
}

/* The entry-level benchmark of an occupation, a year; MONEY_NONE: none. */
static money
entry_benchmark(const struct pay_model *m, struct str name)
{
	ptrdiff_t o = pay_occupation(m, name);
	struct step step[PAY_STEPS_MAX];

	return o < 0 ? MONEY_NONE : steps_value(step, pay_steps(m, o,
		pay_band(m, 0, false), NULL, 0, step, NULL));
}

static bool
plausible(const struct pay_model *m, const struct graduate *g)
{
	int64_t hours = m->hours_per_year_e4 / 100;
	money hourly = money_hourly(g->pay, hours);
	const struct plausible *p = &m->plausible;

	if (g->pay_hourly)
		return hourly >= p->hourly_low_e4 &&
		       (!p->hourly_high_e4 || hourly <= p->hourly_high_e4);
	return g->pay >= p->annual_low_e4 &&
	       (!p->annual_high_e4 || g->pay <= p->annual_high_e4);
}

/* What one graduate starts at. */
struct paid {
	uint32_t occupation;
	money pay;
};

static int
by_occupation(const void *a, const void *b)
{
	const struct paid *x = a, *y = b;

	return x->occupation < y->occupation ? -1
	                                     : x->occupation > y->occupation;
}

/* Add the pay of graduates of one occupation to a line. */
static void
add_pay(const struct placement_work *w, struct starting_pay *to,
        const struct paid *v, ptrdiff_t n, money benchmark)
{
	int64_t hours = w->pay->hours_per_year_e4 / 100;

	to->n += n;
	to->benchmark_hourly = money_hourly(benchmark, hours);
	for (ptrdiff_t i = 0; benchmark != MONEY_NONE && i < n; i++) {
		to->sum += v[i].pay;
		to->benchmark_sum += benchmark;
	}
}

/* The hourly median of a line's pay; x is room for it. */
static money
median_hourly(const struct placement_work *w, const struct paid *v,
              ptrdiff_t n, int64_t *x)
{
	for (ptrdiff_t i = 0; i < n; i++)
		x[i] = v[i].pay;
	return quantile_scaled(quantile_inc(x, n, 5000), 100,
	                       w->pay->hours_per_year_e4 / 100);
}

static int
by_people(const void *a, const void *b)
{
	const struct starting_pay *x = a, *y = b;

	if (x->n != y->n)
		return x->n < y->n ? 1 : -1;
	return str_cmp(x->name, y->name);
}

/* Lines of paid graduates [n], in order of occupation; the first is all. */
static void
pay_lines(struct placement_work *w, const struct paid *v, ptrdiff_t n)
{
	struct placement_analysis *a = w->out;
	int64_t *x = NEW(&w->tmp, n, int64_t);
	struct starting_pay all = { .name = STR("All jobs") };

	*VEC_PUSH(w->mem, &a->pay) = all;
	for (ptrdiff_t i = 0, k; i < n; i = k) {
		struct str name = roster_name(w->school->roster, V_OCCUPATION,
		                              v[i].occupation);
		struct starting_pay one = {
			.name = name.len ? name : STR("(no title)") };
		money benchmark = entry_benchmark(w->pay, name);

		for (k = i; k < n && v[k].occupation == v[i].occupation; k++)
			;
		add_pay(w, &one, v + i, k - i, benchmark);
		add_pay(w, &all, v + i, k - i, benchmark);
		one.median_hourly = median_hourly(w, v + i, k - i, x);
		*VEC_PUSH(w->mem, &a->pay) = one;
	}
	all.median_hourly = median_hourly(w, v, n, x);
	all.benchmark_hourly = MONEY_NONE;
	a->pay.v[0] = all;
	if (a->pay.n > 2)
		qsort(a->pay.v + 1, (size_t)(a->pay.n - 1), sizeof *a->pay.v,
		      by_people);
}

static void
starting_pay(struct placement_work *w)
{
	const struct school *s = w->school;
	struct paid *v = NEW(&w->tmp, s->n + 1, struct paid);
	ptrdiff_t n = 0;

	for (ptrdiff_t i = 0; i < s->n; i++) {
		const struct graduate *g = &s->v[i];

		if (!counts(w, i) || !is_employed(&w->p[i]) ||
		    g->pay == MONEY_NONE)
			continue;
		if (plausible(w->pay, g))
			v[n++] = (struct paid){ g->occupation, g->pay };
		else
			w->out->pay_implausible++;
	}
	if (w->out->pay_implausible > n) {
		decide(w->school->roster, "Starting pay", STR("left out"),
		       w->out->pay_implausible, false, "Most amounts are "
		       "outside the plausible range: another currency?");
		return;
	}
	if (n == 0)
		return;
	qsort(v, (size_t)n, sizeof *v, by_occupation);
	pay_lines(w, v, n);
}

/* With and without each kind of help; nothing is said where a cell is blank. */
static void
support(struct placement_work *w)
{
	static const enum field of[SUPPORT_N] = {
		F_EXAM_PREPARATION, F_PRACTICE_TESTS, F_INTERVIEW_HELP,
		F_RESUME_HELP
	};
	const struct school *s = w->school;
	struct placement_analysis *a = w->out;

	for (int k = 0; k < SUPPORT_N; k++) {
		struct support_sum *with = &a->support[a->n_support];

		if (!school_has(s, K_GRADUATES, of[k]))
			continue;
		with[0] = (struct support_sum){ (enum support)k, true, { 0 } };
		with[1] = (struct support_sum){ (enum support)k, false, { 0 } };
		a->n_support += 2;
		for (ptrdiff_t i = 0; i < s->n; i++) {
			uint8_t had = s->v[i].support[k];

			if (counts(w, i) && had != ANSWER_NONE)
				add_to_sum(w, &with[had == ANSWER_NO].sum, i,
				           &w->p[i].verdict);
		}
	}
}

void
placement_jobs(struct placement_work *w)
{
	externships(w);
	days_to_job(w);
	starting_pay(w);
	support(w);
}
