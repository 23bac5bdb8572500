/* SPDX-License-Identifier: MIT */
/*
 * The pay report: everyone on staff against the model.
 */
#include "run/pipeline.h"

#include "report/pay.h"

/* What the pay report has of its own. */
struct pay_run {
	struct pay_model *model;
	struct template *template;
	struct roster_options roster;
	struct pricing pricing;
	struct pay_report report;
};

/* part_time=..., else a what-if of the model. */
static enum st
apply_setting(struct run *r, struct pay_run *own, const struct setting *s)
{
	static const struct { const char *word; enum part_time value; } words[] = {
		{ "auto", PART_TIME_AUTO },
		{ "full_time", PART_TIME_FULL },
		{ "prorated", PART_TIME_PRORATED },
	};
	struct str why = STR("expected auto, full_time or prorated");
	bool known = true;

	if (str_eq(s->key, STR("part_time"))) {
		for (size_t i = 0; i < sizeof words / sizeof *words; i++)
			if (str_eq(s->value, str_of(words[i].word))) {
				own->roster.part_time = words[i].value;
				return ST_OK;
			}
	} else if (pay_model_set(r->mem, own->model, s->key, s->value, &known,
	                         &why)) {
		return ST_OK;
	}
	if (known)
		diag_add(&r->diags, DIAG_OPTION_BAD, (struct pos){ 0 }, s->key,
		         s->value, "%s", why.s);
	else
		diag_add(&r->diags, DIAG_OPTION_BAD, (struct pos){ 0 },
		         STR("--set"), s->key, "expected part_time, "
		         "base_hourly, hours_per_year, combine, cap, "
		         "range_minimum, range_maximum, experience.BAND or "
		         "skill.NAME");
	return ST_CONFIG;
}

/* A name of the model that the vocabulary does not have prices nobody. */
static void
check_name(struct run *r, const struct pay_model *m, const char *set,
           struct yaml_str name)
{
	const struct rule_set *s = rules_set(r->rules, str_of(set));

	for (ptrdiff_t i = 0; s && i < s->names.n; i++)
		if (str_eq_nocase(s->names.v[i].s, name.s))
			return;
	diag_add(&r->diags, DIAG_MODEL_NAME,
	         (struct pos){ .file = m->file, .line = name.line,
	                       .column = name.column }, STR(""), name.s,
	         "expected a name that the rules give %s", set);
}

static void
check_names(struct run *r, const struct pay_model *m)
{
	const struct occupation *o = m->occupations.v;

	for (ptrdiff_t i = 0; i < m->occupations.n; i++) {
		const struct adjustment *a = o[i].skills.v;

		check_name(r, m, "occupation", o[i].name);
		for (ptrdiff_t k = 0; k < o[i].skills.n; k++)
			check_name(r, m, "skill", a[k].name);
	}
	for (ptrdiff_t k = 0; k < m->certified.n; k++)
		check_name(r, m, "credential", m->certified.v[k]);
}

static enum st
load(struct run *r, const struct run_options *o)
{
	struct pay_run *own = NEW(r->mem, 1, struct pay_run);
	struct str file, text;
	enum st st = run_model_text(r, o, &file, &text);

	r->own = own;
	if (st != ST_OK)
		return st;
	own->model = pay_model_load(r->mem, file, text, &r->diags);
	if (!own->model)
		return ST_CONFIG;
	own->model->as_of = o->as_of;
	check_names(r, own->model);
	for (ptrdiff_t i = 0; i < o->n_set; i++)
		if (apply_setting(r, own, &o->set[i]) != ST_OK)
			return ST_CONFIG;
	return run_load_template(r, o, &own->template);
}

/* A staff file must say what people do and what they are paid. */
static bool
columns(struct run *r, const struct input *x)
{
	static const enum field pay[] = {
		F_PAY_ANNUAL, F_PAY, F_PAY_MONTHLY, F_PAY_PERIOD, F_PAY_HOURLY
	};
	const struct shape *shape = input_shape(x);
	bool paid = false, titled = shape_find(shape, F_JOB_TITLE) >= 0;

	if (shape->kind != K_STAFF)
		return true;
	for (size_t i = 0; i < sizeof pay / sizeof *pay; i++)
		paid |= shape_find(shape, pay[i]) >= 0;
	if (!paid)
		run_column_missing(r, x, F_PAY, "pay");
	if (!titled)
		run_column_missing(r, x, F_JOB_TITLE, "job_title");
	return paid && titled;
}

static struct roster *
resolve(struct run *r, struct pay_run *own, const struct run_options *o)
{
	const struct pay_model *m = own->model;

	own->roster.as_of = o->as_of;
	own->roster.changes = o->changes;
	own->roster.pay = PAY_NEEDED;
	own->roster.hours_e4 = m->hours_per_year_e4;
	own->roster.currency = m->currency.s;
	own->roster.hourly_low_e4 = m->plausible.hourly_low_e4;
	own->roster.hourly_high_e4 = m->plausible.hourly_high_e4;
	own->roster.annual_low_e4 = m->plausible.annual_low_e4;
	own->roster.annual_high_e4 = m->plausible.annual_high_e4;
	return roster_resolve(r->build, &own->roster, &r->ledger, &r->diags);
}

/* What the analysis found that somebody should look at. */
static void
say_analysis(struct run *r, const struct pay_run *own)
{
	const struct pay_analysis *a = own->report.analysis;
	const struct roster *people = own->report.roster;

	if (a->out_of_date)
		diag_add(&r->diags, DIAG_BENCHMARK_OLD,
		         (struct pos){ .file = own->model->file }, STR(""),
		         own->model->name.s, "%s", a->out_of_date_why.s);
	for (ptrdiff_t i = 0; i < a->below_floor.n; i++) {
		const struct person *p =
			&people->v[a->below_floor.v[i].person];

		diag_add(&r->diags, DIAG_BELOW_FLOOR, person_pos(people, p),
		         STR("pay"), person_pay(people, r->mem, p), "%s", "");
	}
}

static enum st
make(struct run *r, const struct run_options *o)
{
	struct pay_run *own = r->own;
	struct roster *roster = resolve(r, own, o);
	enum st st = run_check_limits(r, o);

	if (!r->more)
		roster_end(r->build);
	if (st != ST_OK)
		return st;
	own->pricing = price_prepare(r->mem, roster, own->model);
	own->report = (struct pay_report){
		.roster = roster, .pricing = &own->pricing,
		.analysis = pay_analyse(r->mem, roster, &own->pricing,
		                        o->as_of),
		.ledger = &r->ledger, .diags = &r->diags,
		.template = own->template, .as_of = o->as_of,
		.version = o->version, .rules = r->rules->name,
		.what_if = run_settings(r->mem, o),
	};
	say_analysis(r, own);
	r->roster = roster;
	r->document = pay_document(r->mem, &own->report, &r->diags);
	return r->document ? ST_OK : ST_CONFIG;
}

static void
explain(struct run *r, const struct run_options *o)
{
	struct pay_run *own = r->own;
	struct roster *roster = resolve(r, own, o);
	ptrdiff_t i = explain_rows(o->explain, &(struct explained){
		.report = "pay", .roster = roster, .ledger = &r->ledger,
		.diags = &r->diags, .rules = r->rules->file,
		.kinds = r->report->kinds });

	if (i < 0)
		return;
	own->pricing = price_prepare(r->mem, roster, own->model);
	price_person(&own->pricing, roster, &roster->v[i]);
	explain_pay(o->explain, roster, &own->pricing, i);
}

const struct report report_pay = {
	.name = "pay", .model = "clinical-medical-assistant",
	.kinds = 1u << K_STAFF | 1u << K_EXPERIENCE | 1u << K_SKILLS |
	         1u << K_CREDENTIALS,
	.needs = K_STAFF, .min_group = 5,
	.load = load, .columns = columns, .make = make, .explain = explain,
};
