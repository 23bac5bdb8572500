/* SPDX-License-Identifier: MIT */
#include "report/pay_int.h"

int64_t
pay_hourly(const struct pay_build *b, money annual)
{
	return annual == MONEY_NONE ? MONEY_NONE
		: muldiv(annual, 10000, b->model->hours_per_year_e4);
}

uint32_t
pay_set(const struct pay_build *b, uint32_t group, enum pay_measure m)
{
	return population_set(&b->in->analysis->people, group, (int)m);
}

enum zone
pay_zone(int64_t ratio_e9)
{
	static const struct {
		int64_t below;        /* e9 */
		enum zone zone;
	} limit[] = {
		{ 800000000, ZONE_BELOW }, { 900000000, ZONE_LOW },
		{ 1100000001, ZONE_WITHIN }, { 1200000001, ZONE_HIGH },
	};

	if (ratio_e9 == MONEY_NONE)
		return ZONE_NONE;
	for (size_t i = 0; i < sizeof limit / sizeof *limit; i++)
		if (ratio_e9 < limit[i].below)
			return limit[i].zone;
	return ZONE_ABOVE;
}

/* What the report is about. */
static void
subject_figures(struct pay_build *b)
{
	const struct pay_report *in = b->in;
	const struct roster *r = in->roster;
	const struct pay_analysis *a = in->analysis;

	build_text(&b->part, "model", "Model", b->model->name.s);
	build_text(&b->part, "model_title", "Model", b->model->title.s);
	build_text(&b->part, "what_if", "What-if", in->what_if);
	build_text(&b->part, "benchmark_kind", "Benchmark", r->has_skills
	            ? STR("benchmark") : STR("experience-only benchmark"));
	build_text(&b->part, "experience_kind", "Experience", r->tenure_based
	            ? STR(", tenure-based") : STR(""));
	build_flag(&b->part, "has_skills", "Skills known", r->has_skills);
	build_flag(&b->part, "has_grades", "Grade ranges", r->has_grades);
	build_flag(&b->part, "tenure_based", "Tenure-based", r->tenure_based);
	build_flag(&b->part, "out_of_date", "Benchmark out of date", a->out_of_date);
	build_text(&b->part, "out_of_date_why", "Benchmark out of date",
	            a->out_of_date ? a->out_of_date_why : STR(""));
}

static void
count_figures(struct pay_build *b)
{
	const struct pay_analysis *a = b->in->analysis;
	const struct group *all = &a->all;

	build_count(&b->part, "headcount", "People", all->headcount, "");
	build_count(&b->part, "paid", "With an hourly rate", all->paid, "");
	build_count(&b->part, "benchmarked", "Benchmarked", all->benchmarked,
	             "have a benchmark and an hourly rate");
	build_figure(&b->part, "fte", "FTE", cell_of(CELL_NUMBER, all->fte_e4), 0,
	           "%s", "");
	build_count(&b->part, "unpriced", "Occupation not priced", a->unpriced,
	             "no benchmark; their titles are listed");
	build_count(&b->part, "no_rate", "No hourly rate", a->no_rate.n,
	             "part-timers without FTE or hours");
	build_count(&b->part, "no_experience", "Experience unknown",
	             a->no_experience, "no experience adjustment");
	build_count(&b->part, "assumed_band", "In an assumed band", a->assumed_band,
	             "the model's source gives no figure for it");
	build_count(&b->part, "certified", "Certified", a->certified_people,
	             "hold a valid credential");
	build_flag(&b->part, "live", "Formulas", b->live);
	build_count(&b->part, "live_people", "Most people with formulas",
	            template_formulas(b->in->template), "");
}

static void
pay_figures(struct pay_build *b)
{
	const struct group *all = &b->in->analysis->all;
	bool grades = b->in->roster->has_grades;
	const char *middle = grades ? "midpoints" : "benchmarks";

	build_figure(&b->part, "mean_hourly", "Mean pay $/h",
	           cell_of(CELL_HOURLY, all->mean_hourly_e4), all->paid,
	           "%s", "");
	build_figure(&b->part, "median_hourly", "Median pay $/h",
	           cell_of(CELL_HOURLY, all->p50_hourly_e4), all->paid,
	           "%s", "");
	build_figure(&b->part, "mean_benchmark", "Mean benchmark $/h",
	           cell_of(CELL_HOURLY, all->mean_benchmark_e4),
	           all->benchmarked, "%s", "");
	build_figure(&b->part, "compa_ratio", "Compa-ratio",
	           cell_of(CELL_RATIO, all->compa_ratio_e9), all->benchmarked,
	           "sum of pay over sum of %s", middle);
	build_figure(&b->part, "mean_compa_ratio", "Mean compa-ratio",
	           cell_of(CELL_RATIO, all->mean_compa_ratio_e9),
	           all->benchmarked, "mean of people's ratios");
	build_figure(&b->part, "market_ratio", "Market ratio",
	           cell_of(CELL_RATIO, all->market_ratio_e9),
	           all->benchmarked, "pay over the model's benchmark");
	build_figure(&b->part, "median_market_ratio", "Median market ratio",
	           cell_of(CELL_RATIO, b->in->analysis->median_market_e9),
	           all->benchmarked, "median of people's ratios");
	build_figure(&b->part, "payroll", "Payroll $/year",
	           cell_of(CELL_MONEY, all->payroll), all->paid,
	           "pay x FTE");
}

/* How many are paid under their midpoint. */
static int64_t
below_midpoint(const struct roster *r)
{
	int64_t n = 0;

	for (ptrdiff_t i = 0; i < r->n; i++)
		n += r->v[i].pay != MONEY_NONE &&
		     r->v[i].price->midpoint != MONEY_NONE &&
		     r->v[i].pay < r->v[i].price->midpoint;
	return n;
}

/* What it costs, as money, share of payroll and people concerned. */
static void
cost_figures(struct pay_build *b, const char *key, const char *title,
             money cost, int64_t people)
{
	const struct group *all = &b->in->analysis->all;
	struct cell share = { .kind = CELL_NONE };
	const char *share_key = str_fmt(b->part.mem, "%s_percent", key).s;
	const char *people_key = str_fmt(b->part.mem, "%s_people", key).s;

	if (cost != MONEY_NONE && all->payroll > 0)
		share = cell_of(CELL_PERCENT,
		                muldiv(cost, 10000, all->payroll));
	int64_t behind = people ? people : all->benchmarked;
	build_figure(&b->part, key, title, cell_of(CELL_MONEY, cost), behind,
	             "{{%s}} of payroll; {{%s}} {{%s|person|people}}", share_key,
	             people_key, people_key);
	build_figure(&b->part, share_key, "Share of payroll", share, behind,
	           "%s", "");
	build_count(&b->part, people_key, "People concerned", people, "");
}

static void
range_figures(struct pay_build *b)
{
	const struct group *all = &b->in->analysis->all;
	const struct pay_model *m = b->model;
	const char *or_grade = b->in->roster->has_grades
		? ", or the grade's limit" : "";

	build_figure(&b->part, "below_range", "Below range",
	           cell_of(CELL_COUNT, all->below_range), 0,
	           "under %s of the benchmark%s",
	           build_percent(b->part.mem, m->minimum_bp, false).s, or_grade);
	build_figure(&b->part, "above_range", "Above range",
	           cell_of(CELL_COUNT, all->above_range), 0,
	           "over %s of the benchmark%s",
	           build_percent(b->part.mem, m->maximum_bp, false).s, or_grade);
	build_count(&b->part, "below_floor", "Under the pay floor",
	             all->below_floor, "the lowest lawful pay by the model");
	cost_figures(b, "cost_to_minimum", "To the minimum $/year",
	             all->cost_to_minimum, all->below_range);
	cost_figures(b, "cost_to_benchmark", b->in->roster->has_grades
	             ? "To the midpoint $/year" : "To the benchmark $/year",
	             all->cost_to_benchmark, below_midpoint(b->in->roster));
	cost_figures(b, "over_maximum", "Above the maximum $/year",
	             all->over_maximum, all->above_range);
}

/* Those figures that follow from the model say how. */
static void
figure_formulas(struct pay_build *b)
{
	for (ptrdiff_t i = 0; b->live && i < b->part.figures.n; i++) {
		struct doc_figure *f = &b->part.figures.v[i];

		f->value.expr = pay_group_formula(b, f->key.s, NULL);
	}
}

/* Whose figures they are. */
static void
figure_sets(struct pay_build *b)
{
	const struct pay_analysis *a = b->in->analysis;
	uint32_t certified = a->certified.n
		? a->certified.v[a->certified.n - 1].certified : 0;
	const struct {
		const char *key;
		uint32_t group;
		enum pay_measure of;
	} row[] = {
		{ "headcount", a->all.number, PAY_HEADS },
		{ "benchmarked", a->unpriced_group, PAY_HEADS },
		{ "unpriced", a->unpriced_group, PAY_HEADS },
		{ "no_experience", a->no_experience_group, PAY_HEADS },
		{ "assumed_band", a->assumed_group, PAY_HEADS },
		{ "certified", certified, PAY_HEADS },
		{ "mean_hourly", a->all.number, PAY_PAID },
		{ "median_hourly", a->all.number, PAY_RANKED },
		{ "payroll", a->all.number, PAY_PAYROLL },
		{ "mean_benchmark", a->all.number, PAY_BENCHMARKED },
		{ "compa_ratio", a->all.number, PAY_BENCHMARKED },
		{ "mean_compa_ratio", a->all.number, PAY_RATIO },
		{ "market_ratio", a->all.number, PAY_BENCHMARKED },
		{ "median_market_ratio", a->all.number, PAY_BENCHMARKED },
		{ "cost_to_minimum", a->all.number, PAY_BELOW },
		{ "cost_to_minimum_percent", a->all.number, PAY_BELOW },
		{ "cost_to_benchmark", a->all.number, PAY_UNDER },
		{ "cost_to_benchmark_percent", a->all.number, PAY_UNDER },
		{ "over_maximum", a->all.number, PAY_ABOVE },
		{ "over_maximum_percent", a->all.number, PAY_ABOVE },
	};

	for (ptrdiff_t i = 0; i < b->part.figures.n; i++)
		for (size_t k = 0; k < sizeof row / sizeof *row; k++)
			if (str_eq(b->part.figures.v[i].key,
			           str_of(row[k].key)))
				b->part.figures.v[i].set = pay_set(b,
					row[k].group, row[k].of);
}

/* The model as JSON states it. */
static void
model_facts(struct pay_build *b)
{
	const struct pay_model *m = b->model;
	const struct pay_analysis *a = b->in->analysis;
	const struct {
		const char *key;
		struct cell value;
	} fact[] = {
		{ "name", cell_text(m->name.s) },
		{ "title", cell_text(m->title.s) },
		{ "source", cell_text(m->source.s) },
		{ "file", cell_text(m->file) },
		{ "effective", cell_of(CELL_DATE, m->effective) },
		{ "estimated", cell_of(CELL_DATE, m->estimated) },
		{ "currency", cell_text(m->currency.s) },
		{ "hours_per_year", cell_of(CELL_NUMBER,
		                            m->hours_per_year_e4) },
		{ "combine", cell_text(str_of(combine_words[m->combine])) },
		{ "range_minimum_percent", cell_of(CELL_PERCENT,
		                                   m->minimum_bp) },
		{ "range_maximum_percent", cell_of(CELL_PERCENT,
		                                   m->maximum_bp) },
		{ "what_if", b->in->what_if.len ? cell_text(b->in->what_if)
		             : cell_of(CELL_NONE, 0) },
		{ "out_of_date", cell_of(CELL_BOOL, a->out_of_date) },
		{ "out_of_date_why", a->out_of_date
		  ? cell_text(a->out_of_date_why) : cell_of(CELL_NONE, 0) },
	};

	for (size_t i = 0; i < sizeof fact / sizeof *fact; i++)
		*VEC_PUSH(b->part.mem, &b->part.doc->model) = (struct doc_figure){
			.key = str_of(fact[i].key),
			.title = build_words(b->part.mem, fact[i].key, true),
			.value = fact[i].value };
}

struct document *
pay_document(struct arena *mem, const struct pay_report *in, struct diags *out)
{
	struct document *d = document_new(mem, STR("pay"));
	const struct pay_model *m = in->pricing->model;
	struct pay_build *b = NEW(mem, 1, struct pay_build);
	struct pay_report *kept = NEW(mem, 1, struct pay_report);

	/* tables of people keep both: their rows are made when drawn */
	*kept = *in;
	*b = (struct pay_build){
		.in = kept, .model = m,
		.live = in->roster->n <= template_formulas(in->template),
		.part = {
			.mem = mem, .doc = d, .roster = in->roster,
			.ledger = in->ledger, .diags = in->diags,
			.unit = str_eq(m->currency.s, STR("USD"))
				? STR("$") : m->currency.s,
		},
	};
	if (in->analysis->people.n_measure)
		d->people = &in->analysis->people;
	d->as_of = in->as_of;
	d->newest = in->roster->newest;
	d->version = in->version;
	d->organisation = in->organisation;
	build_subject(&b->part);
	subject_figures(b);
	count_figures(b);
	pay_figures(b);
	range_figures(b);
	figure_sets(b);
	model_facts(b);
	figure_formulas(b);
	pay_group_tables(b);
	build_count(&b->part, "unknown_values", "Values no rule knows",
	             build_unknown(&b->part), "kept as they are");
	pay_decisions(b);
	build_account(&b->part);
	pay_people_tables(b);
	pay_method(b);
	pay_assumptions(b);
	return build_fill(&b->part, in->template, out) ? d : NULL;
}
