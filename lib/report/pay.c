/* SPDX-License-Identifier: MIT */
#include "report/pay_int.h"

int64_t
pay_hourly(const struct pay_build *b, money annual)
{
	return annual == MONEY_NONE ? MONEY_NONE
		: muldiv(annual, 10000, b->model->hours_per_year_e4);
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

struct str
pay_title(const struct pay_build *b, const char *title)
{
	struct str s = str_of(title);
	ptrdiff_t at = str_chr(s, '$');

	if (at < 0 || str_eq(b->unit, STR("$")))
		return s;
	return str_fmt(b->mem, "%.*s%.*s%s", (int)at, title, FMT(b->unit),
	               title + at + 1);
}

struct str
pay_percent(struct arena *mem, int64_t bp, bool sign)
{
	int places = bp % 100 == 0 ? 0 : bp % 10 == 0 ? 1 : 2;

	return str_fmt(mem, "%s%.*s %%", sign && bp > 0 ? "+" : "",
	               FMT(decimal_str(mem, bp, 2, places, true)));
}

struct str
pay_words(struct arena *mem, const char *name, bool capital)
{
	struct str s = str_of(name);
	char *c = NEW(mem, s.len + 1, char);

	for (ptrdiff_t i = 0; i < s.len; i++)
		c[i] = (char)(name[i] == '_' ? ' ' : name[i]);
	if (capital && *c >= 'a' && *c <= 'z')
		*c = (char)(*c - ('a' - 'A'));
	return (struct str){ c, s.len };
}

void
pay_offer(struct pay_build *b, const struct doc_table *t, const char *title,
          enum doc_audience audience)
{
	*VEC_PUSH(b->mem, &b->tables) = (struct doc_part_table){
		t, str_of(title), audience };
}

void
pay_part(struct pay_build *b, const char *key, const struct pay_blocks *part)
{
	*VEC_PUSH(b->mem, &b->blocks) = (struct doc_part_blocks){
		str_of(key), part->v, part->n };
}

struct block
pay_list(struct str title)
{
	return (struct block){ .kind = BLOCK_FIGURES, .formats = IN_TEXT,
		               .title = title };
}

void
pay_line(struct pay_build *b, struct block *list, struct str label,
         const char *fmt, ...)
{
	struct sbuf s = { .mem = b->mem };
	struct doc_figure *more = NEW(b->mem, list->n_figure + 1,
	                              struct doc_figure);
	va_list ap;

	va_start(ap, fmt);
	sbuf_vfmt(&s, fmt, ap);
	va_end(ap);
	if (list->n_figure)
		memcpy(more, list->figure,
		       (size_t)list->n_figure * sizeof *more);
	more[list->n_figure++] = (struct doc_figure){
		.key = STR(""), .title = label,
		.value = cell_text(sbuf_str(&s)) };
	list->figure = more;
}

void
pay_figure(struct pay_build *b, const char *key, const char *title,
           struct cell value, int64_t people, const char *note, ...)
{
	struct sbuf s = { .mem = b->mem };
	va_list ap;

	va_start(ap, note);
	sbuf_vfmt(&s, note, ap);
	va_end(ap);
	*VEC_PUSH(b->mem, &b->figures) = (struct doc_figure){
		.key = str_of(key), .title = pay_title(b, title),
		.value = value, .note = sbuf_str(&s), .people = people };
}

/* Figures that are text, a count or a yes: about nobody's pay. */
static void
text_figure(struct pay_build *b, const char *key, const char *title,
            struct str s)
{
	pay_figure(b, key, title, cell_text(s), 0, "%s", "");
}

static void
count_figure(struct pay_build *b, const char *key, const char *title,
             int64_t n, const char *note)
{
	pay_figure(b, key, title, cell_of(CELL_COUNT, n), 0, "%s", note);
}

static void
flag_figure(struct pay_build *b, const char *key, const char *title, bool is)
{
	pay_figure(b, key, title, cell_of(CELL_BOOL, is), 0, "%s", "");
}

/* A sheet of so many people takes 90 MB to make, and is not read by people. */
enum { SHEET_PEOPLE_MAX = 50000 };

static const char *const months[] = {
	"January", "February", "March", "April", "May", "June", "July",
	"August", "September", "October", "November", "December",
};

/* What the report is about. */
static void
subject_figures(struct pay_build *b)
{
	const struct pay_report *in = b->in;
	const struct roster *r = in->roster;
	const struct pay_analysis *a = in->analysis;
	struct ymd d = date_ymd(in->as_of);
	struct str as_of = date_str(b->mem, in->as_of);

	text_figure(b, "month", "Month", (struct str){ as_of.s, 7 });
	text_figure(b, "month_name", "Month",
	            str_fmt(b->mem, "%s %d", months[d.month - 1], d.year));
	text_figure(b, "organisation", "Organisation", in->organisation);
	text_figure(b, "model", "Model", b->model->name.s);
	text_figure(b, "model_title", "Model", b->model->title.s);
	text_figure(b, "what_if", "What-if", in->what_if);
	text_figure(b, "benchmark_kind", "Benchmark", r->has_skills
	            ? STR("benchmark") : STR("experience-only benchmark"));
	text_figure(b, "experience_kind", "Experience", r->tenure_based
	            ? STR(", tenure-based") : STR(""));
	flag_figure(b, "has_skills", "Skills known", r->has_skills);
	flag_figure(b, "has_grades", "Grade ranges", r->has_grades);
	flag_figure(b, "tenure_based", "Tenure-based", r->tenure_based);
	flag_figure(b, "large", "Too many people for a sheet",
	            r->n > SHEET_PEOPLE_MAX);
	flag_figure(b, "out_of_date", "Benchmark out of date", a->out_of_date);
	text_figure(b, "out_of_date_why", "Benchmark out of date",
	            a->out_of_date ? a->out_of_date_why : STR(""));
	pay_figure(b, "as_of", "As of", cell_of(CELL_DATE, in->as_of), 0,
	           "%s", "");
	pay_figure(b, "newest", "Newest date in the data",
	           cell_of(CELL_DATE, r->newest), 0, "%s", "");
}

static void
count_figures(struct pay_build *b)
{
	const struct pay_analysis *a = b->in->analysis;
	const struct group *all = &a->all;
	struct ledger_file sum = ledger_sum(b->in->ledger, KIND_NONE);

	count_figure(b, "headcount", "People", all->headcount, "");
	count_figure(b, "paid", "With an hourly rate", all->paid, "");
	count_figure(b, "benchmarked", "Benchmarked", all->benchmarked,
	             "have a benchmark and an hourly rate");
	pay_figure(b, "fte", "FTE", cell_of(CELL_NUMBER, all->fte_e4), 0,
	           "%s", "");
	count_figure(b, "unpriced", "Occupation not priced", a->unpriced,
	             "no benchmark; their titles are listed");
	count_figure(b, "no_rate", "No hourly rate", a->no_rate.n,
	             "part-timers without FTE or hours");
	count_figure(b, "no_experience", "Experience unknown",
	             a->no_experience, "no experience adjustment");
	count_figure(b, "assumed_band", "In an assumed band", a->assumed_band,
	             "the model's source gives no figure for it");
	count_figure(b, "certified", "Certified", a->certified_people,
	             "hold a valid credential");
	count_figure(b, "rejects", "Rejected rows", sum.count[ROW_REJECTED] +
	             sum.count[ROW_CONFLICT], "with conflicts; not in the "
	             "figures");
}

static void
pay_figures(struct pay_build *b)
{
	const struct group *all = &b->in->analysis->all;
	bool grades = b->in->roster->has_grades;
	const char *middle = grades ? "midpoints" : "benchmarks";

	pay_figure(b, "mean_hourly", "Mean pay $/h",
	           cell_of(CELL_HOURLY, all->mean_hourly_e4), all->paid,
	           "%s", "");
	pay_figure(b, "median_hourly", "Median pay $/h",
	           cell_of(CELL_HOURLY, all->p50_hourly_e4), all->paid,
	           "%s", "");
	pay_figure(b, "mean_benchmark", "Mean benchmark $/h",
	           cell_of(CELL_HOURLY, all->mean_benchmark_e4),
	           all->benchmarked, "%s", "");
	pay_figure(b, "compa_ratio", "Compa-ratio",
	           cell_of(CELL_RATIO, all->compa_ratio_e9), all->benchmarked,
	           "sum of pay over sum of %s", middle);
	pay_figure(b, "mean_compa_ratio", "Mean compa-ratio",
	           cell_of(CELL_RATIO, all->mean_compa_ratio_e9),
	           all->benchmarked, "mean of people's ratios");
	pay_figure(b, "market_ratio", "Market ratio",
	           cell_of(CELL_RATIO, all->market_ratio_e9),
	           all->benchmarked, "pay over the model's benchmark");
	pay_figure(b, "median_market_ratio", "Median market ratio",
	           cell_of(CELL_RATIO, b->in->analysis->median_market_e9),
	           all->benchmarked, "median of people's ratios");
	pay_figure(b, "payroll", "Payroll $/year",
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
		     r->v[i].midpoint != MONEY_NONE &&
		     r->v[i].pay < r->v[i].midpoint;
	return n;
}

/* What it costs, as money, share of payroll and people concerned. */
static void
cost_figures(struct pay_build *b, const char *key, const char *title,
             money cost, int64_t people)
{
	const struct group *all = &b->in->analysis->all;
	struct cell share = { .kind = CELL_NONE };
	const char *share_key = str_fmt(b->mem, "%s_percent", key).s;
	const char *people_key = str_fmt(b->mem, "%s_people", key).s;

	if (cost != MONEY_NONE && all->payroll > 0)
		share = cell_of(CELL_PERCENT,
		                muldiv(cost, 10000, all->payroll));
	int64_t behind = people ? people : all->benchmarked;
	pay_figure(b, key, title, cell_of(CELL_MONEY, cost), behind,
	           "{{%s}} of payroll; {{%s}} {{%s|person|people}}", share_key,
	           people_key, people_key);
	pay_figure(b, share_key, "Share of payroll", share, behind,
	           "%s", "");
	count_figure(b, people_key, "People concerned", people, "");
}

static void
range_figures(struct pay_build *b)
{
	const struct group *all = &b->in->analysis->all;
	const struct pay_model *m = b->model;
	const char *or_grade = b->in->roster->has_grades
		? ", or the grade's limit" : "";

	pay_figure(b, "below_range", "Below range",
	           cell_of(CELL_COUNT, all->below_range), 0,
	           "under %s of the benchmark%s",
	           pay_percent(b->mem, m->minimum_bp, false).s, or_grade);
	pay_figure(b, "above_range", "Above range",
	           cell_of(CELL_COUNT, all->above_range), 0,
	           "over %s of the benchmark%s",
	           pay_percent(b->mem, m->maximum_bp, false).s, or_grade);
	count_figure(b, "below_floor", "Under the pay floor",
	             all->below_floor, "the lowest lawful pay by the model");
	cost_figures(b, "cost_to_minimum", "To the minimum $/year",
	             all->cost_to_minimum, all->below_range);
	cost_figures(b, "cost_to_benchmark", b->in->roster->has_grades
	             ? "To the midpoint $/year" : "To the benchmark $/year",
	             all->cost_to_benchmark, below_midpoint(b->in->roster));
	cost_figures(b, "over_maximum", "Above the maximum $/year",
	             all->over_maximum, all->above_range);
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
		*VEC_PUSH(b->mem, &b->doc->model) = (struct doc_figure){
			.key = str_of(fact[i].key),
			.title = pay_words(b->mem, fact[i].key, true),
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
		.mem = mem, .in = kept, .model = m, .doc = d,
		.unit = str_eq(m->currency.s, STR("USD")) ? STR("$")
		                                          : m->currency.s,
	};
	d->as_of = in->as_of;
	d->newest = in->roster->newest;
	d->version = in->version;
	d->organisation = in->organisation;
	subject_figures(b);
	count_figures(b);
	pay_figures(b);
	range_figures(b);
	model_facts(b);
	pay_group_tables(b);
	count_figure(b, "unknown_values", "Values no rule knows",
	             pay_unknown_table(b), "kept as they are");
	pay_account(b);
	pay_people_tables(b);
	pay_method(b);
	struct parts parts = {
		b->figures.v, b->figures.n, b->tables.v, b->tables.n,
		b->blocks.v, b->blocks.n,
	};
	return template_fill(in->template, &parts, d, out) ? d : NULL;
}
