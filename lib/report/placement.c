/* SPDX-License-Identifier: MIT */
#include "report/placement_int.h"

struct cell
rate_cell(int64_t e9)
{
	return cell_of(CELL_RATE, e9);
}

struct cell
threshold_cell(int64_t bp)
{
	return cell_of(CELL_RATE, bp ? bp * 100000 : MONEY_NONE);
}

struct cell
met_cell(const struct rate *r, int64_t bp, bool open)
{
	bool none = open || bp == 0 || r->den == 0;

	return cell_of(CELL_BOOL, none ? MONEY_NONE
	                               : threshold_met(r->n, r->den, bp));
}

const char *
met_words(const struct rate *r, int64_t bp, bool open)
{
	if (r->den == 0)
		return "-";
	if (open)
		return "provisional";
	if (bp == 0)
		return "-";
	return threshold_met(r->n, r->den, bp) ? "met" : "missed";
}

struct str
filed(struct arena *mem, const struct rate *r, int rounding)
{
	struct cell c = rate_cell(r->e9);

	if (r->den == 0)
		return STR("-");
	if (rounding != ROUNDING_WHOLE)
		return cell_str(mem, &c, false);
	return str_fmt(mem, "%lld %%", (long long)muldiv(r->n, 100, r->den));
}

int64_t
group_threshold(const struct placement_group *g)
{
	return g->mixed || !g->pack
		? 0 : g->pack->threshold_bp[THRESHOLD_PLACEMENT];
}

struct str
group_rule(const struct placement_group *g)
{
	return g->mixed ? STR("each program's own")
	     : g->pack ? g->pack->name.s : STR("-");
}

/* A count of graduates, who may be too few to share it. */
static void
count(struct place_build *b, const char *key, const char *title, int64_t n,
      const char *note)
{
	build_figure(&b->part, key, title, cell_of(CELL_COUNT, n), n, "%s",
	             note);
}

/* The rate of all and what it is measured by. */
static void
rate_figures(struct place_build *b)
{
	const struct placement_group *all = &b->a->all;
	struct rate r = placement_rate(&all->sum);
	int64_t bp = group_threshold(all);
	struct build *p = &b->part;
	struct arena *mem = p->mem;
	struct str rule = all->pack ? group_rule(all)
		: b->a->options.pack ? b->a->options.pack->name.s
		: placement_default(b->a->model)->name.s;

	build_text(p, "rule", "Rule", rule);
	build_figure(p, "rate", "Placement rate", rate_cell(r.e9), r.den,
	             "%.*s; 95 %% interval {{low}} to {{high}}", FMT(rule));
	build_figure(p, "low", "Lower end", rate_cell(r.low_e9), r.den, "%s",
	             "Wilson, 95 %");
	build_figure(p, "high", "Upper end", rate_cell(r.high_e9), r.den,
	             "%s", "");
	count(b, "numerator", "Placed", r.n, "the numerator");
	count(b, "denominator", "Available", r.den,
	            "the denominator: graduates less documented exclusions");
	build_figure(p, "threshold", "Threshold", threshold_cell(bp), 0, "%s",
	             "tested on the unrounded rate");
	build_figure(p, "met", "Threshold met", met_cell(&r, bp, all->open),
	             r.den, "%s", "");
	build_figure(p, "standing", "Threshold", cell_text(str_of(
	             met_words(&r, bp, all->open))), r.den, "%s",
	             bp ? "{{threshold}}, tested on the unrounded rate"
	             : all->mixed ? "several rules: see the table"
	             : "the rule has no threshold");
	build_figure(p, "filed", "As filed", cell_text(filed(mem, &r,
	             all->pack && !all->mixed ? all->pack->rounding
	             : ROUNDING_TENTH)), r.den, "%s",
	             "rounded as the rule says");
	build_flag(p, "provisional", "Provisional", all->open);
	build_flag(p, "several_rules", "Several rules", all->mixed);
}

/* A box of the waterfall as a figure. */
static const struct {
	const char *key, *title;
	enum box box;
	const char *note;
} boxes[] = {
	{ "in_field", "Placed in field", BOX_IN_FIELD, "" },
	{ "related", "Placed, related field", BOX_RELATED, "" },
	{ "positive", "Placed otherwise", BOX_POSITIVE,
	  "further education or service, where the rule counts it" },
	{ "out_of_field", "Employed out of field", BOX_OUT_OF_FIELD,
	  "not placed" },
	{ "not_placed", "Not placed", BOX_NOT_PLACED, "" },
	{ "unknown", "Unknown", BOX_UNKNOWN,
	  "not placed, in the denominator" },
	{ "excluded", "Excluded", BOX_EXCLUDED, "out of the denominator" },
	{ "outside", "Completers", BOX_OUTSIDE,
	  "do not enter by their program's rule" },
};

static void
count_figures(struct place_build *b)
{
	const struct placement_analysis *a = b->a;
	const struct placement_sum *s = &a->all.sum;
	struct ledger_file sum = ledger_sum(b->in->ledger, K_GRADUATES);
	int64_t available = s->graduates - s->box[BOX_EXCLUDED];
	int64_t employed = s->box[BOX_IN_FIELD] + s->box[BOX_RELATED] +
	                   s->box[BOX_OUT_OF_FIELD] + a->field_unknown;

	count(b, "graduates", "Graduates", s->graduates,
	            "a graduate and a program count once");
	b->part.figures.v[b->part.figures.n - 1].set =
		population_set(&a->people, 0, 0);
	for (size_t i = 0; i < sizeof boxes / sizeof *boxes; i++)
		count(b, boxes[i].key, boxes[i].title,
		            s->box[boxes[i].box], boxes[i].note);
	build_figure(&b->part, "employment_rate", "Employed, any field",
	             rate_cell(rate_of(employed, available).e9), available,
	             "%s", "of those available; out of field included");
	count(b, "before_graduation", "Placed before graduation",
	            s->before, "they count, and are listed");
	count(b, "too_late", "Placed too late", s->late,
	            "after the window or the as-of date: not placed");
	build_figure(&b->part, "lacking_evidence", "Without evidence",
	             cell_of(CELL_COUNT, a->has_evidence ? s->lacking
	                                                 : MONEY_NONE), 0,
	             "%s", a->need_evidence
	             ? "not placed, or back in the denominator"
	             : a->has_evidence ? "not required: they count"
	             : "evidence not in file");
	count(b, "open_windows", "Window still open", s->open, "");
	count(b, "outside_cohort", "Of other cohorts",
	            a->outside_cohort, "");
	count(b, "no_cohort_date", "Without a cohort date",
	            a->no_cohort_date, "");
	count(b, "fallback", "No accreditor's rule known",
	            a->options.pack ? 0 : a->fallback_pack,
	            "by the default rule");
	count(b, "contradicting", "Title against status",
	            a->contradicting, "in field by the status, not by the "
	            "title; the status counts");
	count(b, "field_unknown", "Employed, field unknown",
	            a->field_unknown, "neither status nor title says it");
	count(b, "conflicts", "Conflicting rows",
	            sum.count[ROW_CONFLICT], "the latest verified one counts");
	count(b, "not_graduated", "Not graduated",
	            sum.count[ROW_OUT_OF_SCOPE], "enrolled, withdrawn ...; "
	            "not in the figures");
}

static void
job_figures(struct place_build *b)
{
	const struct placement_analysis *a = b->a;
	const struct externship *e = &a->externships.v[0];
	struct rate hired = rate_of(e->hired, e->completed);
	const struct starting_pay *pay = a->pay.n ? &a->pay.v[0] : NULL;
	const struct exam_sum *any = &a->exams.v[0];
	struct build *p = &b->part;
	int64_t ratio = pay && pay->benchmark_sum
		? muldiv(pay->sum, 1000000000, pay->benchmark_sum) : MONEY_NONE;

	count(b, "externships", "Externships completed", e->completed, "");
	build_figure(p, "externship_hires", "Hired by the externship site",
	             rate_cell(hired.e9), hired.den, "%lld of %lld",
	             (long long)hired.n, (long long)hired.den);
	build_figure(p, "median_days", "Median days to the job",
	             cell_of(CELL_NUMBER, a->median_days_e4), a->with_days,
	             "from graduation, of %lld placed whose dates are known",
	             (long long)a->with_days);
	build_figure(p, "median_starting_hourly", "Median starting pay $/h",
	             cell_of(CELL_HOURLY, pay ? pay->median_hourly
	                                      : MONEY_NONE),
	             pay ? pay->n : 0, "of %lld employed whose pay is known",
	             (long long)(pay ? pay->n : 0));
	build_figure(p, "starting_ratio", "Against the entry level",
	             cell_of(CELL_RATIO, ratio), pay ? pay->n : 0,
	             "sum of pay over sum of entry-level benchmarks (%.*s)",
	             FMT(b->in->pay->name.s));
	count(b, "pay_implausible", "Starting pay left out",
	            a->pay_implausible, "outside the plausible range");
	count(b, "exam_takers", "Sat an exam", any->sat,
	            "of {{graduates}} graduates");
	build_figure(p, "exam_participation", "Exam participation",
	             rate_cell(any->attempts ? rate_of(any->sat,
	             any->graduates).e9 : RATE_NONE), any->graduates, "%s",
	             "takers of graduates");
	build_figure(p, "exam_passing", "Exam passing",
	             rate_cell(rate_of(any->passed, any->sat).e9), any->sat,
	             "%s", "of takers, any attempt");
	build_figure(p, "exam_first", "At the first attempt",
	             rate_cell(rate_of(any->passed_first,
	                               any->first_known).e9),
	             any->first_known, "%s", "of takers whose first is known");
	count(b, "exams_closed", "Exam not open to the program",
	            any->closed, "graduates and exams; flagged");
}

static void
text_figures(struct place_build *b)
{
	const struct placement_analysis *a = b->a;
	struct build *p = &b->part;
	const struct placement_model *m = a->model;

	build_text(p, "evidence", "Evidence", a->need_evidence
	           ? STR("required") : a->has_evidence
	           ? STR("in the file, not required")
	           : STR("evidence not in file"));
	build_flag(p, "evidence_required", "Evidence required",
	           a->need_evidence);
	build_flag(p, "evidence_lacking", "Evidence lacking",
	           a->need_evidence && a->all.sum.lacking > 0);
	build_flag(p, "has_evidence", "Evidence in file", a->has_evidence);
	build_text(p, "cohort", "Cohort", cohort_name(p->mem,
	           &a->options.cohort));
	build_text(p, "default_rule", "Default rule",
	           placement_default(m)->name.s);
	build_text(p, "accreditor", "Rule asked for", a->options.pack
	           ? a->options.pack->name.s : STR(""));
	build_flag(p, "has_exams", "Exams known", a->exams.v[0].attempts > 0);
	build_flag(p, "has_support", "Help known", a->n_support > 0);
	build_flag(p, "has_pay", "Starting pay known", a->pay.n > 0);
	build_flag(p, "has_externships", "Externships known",
	           a->externships.v[0].completed > 0);
	build_flag(p, "has_enrolments", "Enrolments known",
	           a->school->enrolments.n > 0);
	build_flag(p, "has_pooled", "Several years", a->pooled.n > 0);
	build_text(p, "model", "Model", m->name.s);
	build_text(p, "model_title", "Model", m->title.s);
	build_text(p, "what_if", "Settings", b->in->what_if);
}

struct document *
placement_document(struct arena *mem, const struct placement_report *in,
                   struct diags *out)
{
	struct document *d = document_new(mem, STR("placement"));
	const struct placement_model *m = in->analysis->model;
	struct place_build *b = NEW(mem, 1, struct place_build);
	struct placement_report *kept = NEW(mem, 1, struct placement_report);

	/* tables of people keep both: their rows are made when drawn */
	*kept = *in;
	*b = (struct place_build){
		.in = kept, .a = in->analysis, .part = {
			.mem = mem, .doc = d, .roster = in->school->roster,
			.ledger = in->ledger, .diags = in->diags,
			.unit = STR("$"), .joined = "Joined to graduates",
		},
	};
	d->as_of = in->as_of;
	d->newest = in->school->roster->newest;
	d->version = in->version;
	d->students = true;
	if (in->analysis->people.n_measure)
		d->people = &in->analysis->people;
	build_subject(&b->part);
	rate_figures(b);
	count_figures(b);
	job_figures(b);
	text_figures(b);
	build_model(&b->part, &(struct build_model){ m->name.s, m->title.s,
	            m->source.s, m->effective, in->what_if });
	place_group_tables(b);
	place_measure_tables(b);
	build_count(&b->part, "unknown_values", "Values no rule knows",
	            build_unknown(&b->part), "kept as they are");
	build_account(&b->part);
	place_people_tables(b);
	place_method(b);
	return build_fill(&b->part, in->template, out) ? d : NULL;
}
