/* SPDX-License-Identifier: MIT */
/*
 * The placement report: every graduate against the accreditors' packs.
 */
#include "run/pipeline.h"

#include "report/placement.h"
#include "run/shipped.h"

/* What the placement report has of its own. */
struct placement_run {
	struct placement_model *model;
	struct cert_model *cert;      /* who may sit which exam            */
	struct pay_model *pay;        /* the entry-level benchmark         */
	struct template *template;
	struct placement_options options;
	struct placement_report report;
	bool has_placements;          /* a file has a column for them      */
	const struct input *by_status; /* one that has but a status, or NULL */
};

static enum st
bad_setting(struct run *r, struct str key, struct str value,
            const char *expected)
{
	diag_add(&r->diags, DIAG_OPTION_BAD, (struct pos){ 0 }, key, value,
	         "expected %s", expected);
	return ST_CONFIG;
}

static const char *
pack_names(struct run *r, const struct placement_model *m)
{
	const struct placement_pack *p = m->packs.v;
	struct sbuf s = { .mem = r->mem };

	for (ptrdiff_t i = 0; i < m->packs.n; i++)
		sbuf_fmt(&s, "%s%.*s", i ? ", " : "", FMT(p[i].name.s));
	return sbuf_str(&s).s;
}

static enum st
set_evidence(struct run *r, struct placement_run *own, const struct setting *s)
{
	static const struct { const char *word; enum evidence value; } word[] = {
		{ "yes", EVIDENCE_REQUIRED }, { "no", EVIDENCE_NOT_REQUIRED },
		{ "auto", EVIDENCE_IF_THERE },
	};

	for (size_t i = 0; i < sizeof word / sizeof *word; i++)
		if (str_eq_nocase(s->value, str_of(word[i].word))) {
			own->options.evidence = word[i].value;
			return ST_OK;
		}
	return bad_setting(r, s->key, s->value, "yes, no or auto");
}

/* accreditor=COE, cohort=2024-25, require_evidence=no. */
static enum st
apply_setting(struct run *r, struct placement_run *own,
              const struct setting *s)
{
	if (str_eq(s->key, STR("accreditor"))) {
		own->options.pack = placement_pack(own->model, s->value);
		return own->options.pack ? ST_OK : bad_setting(r, s->key,
			s->value, pack_names(r, own->model));
	}
	if (str_eq(s->key, STR("cohort")))
		return cohort_named(s->value, &own->options.cohort) ? ST_OK
			: bad_setting(r, s->key, s->value, "a year such as "
			              "2025, or 2024-25 for July to June");
	if (str_eq(s->key, STR("require_evidence")))
		return set_evidence(r, own, s);
	return bad_setting(r, STR("--set"), s->key,
	                   "accreditor, cohort or require_evidence");
}

/* The shipped models that answer what placement asks of exams and pay. */
static enum st
load_others(struct run *r, struct placement_run *own)
{
	struct str file, text;
	enum st st = shipped_text(r->mem, "models", STR("certification"),
	                          &file, &text, &r->diags);

	if (st == ST_OK)
		own->cert = cert_model_load(r->mem, file, text, &r->diags);
	if (st == ST_OK && own->cert)
		st = shipped_text(r->mem, "models",
		                  STR("clinical-medical-assistant"), &file,
		                  &text, &r->diags);
	if (st == ST_OK && own->cert)
		own->pay = pay_model_load(r->mem, file, text, &r->diags);
	return st != ST_OK ? st : own->pay ? ST_OK : ST_CONFIG;
}

static enum st
load(struct run *r, const struct run_options *o)
{
	struct placement_run *own = NEW(r->mem, 1, struct placement_run);
	struct str file, text;
	enum st st = run_model_text(r, o, &file, &text);

	r->own = own;
	if (st != ST_OK)
		return st;
	own->options.cohort = (struct cohort){ DATE_NONE, DATE_NONE };
	own->model = placement_model_load(r->mem, file, text, &r->diags);
	if (!own->model)
		return ST_CONFIG;
	for (ptrdiff_t i = 0; i < o->n_set; i++)
		if (apply_setting(r, own, &o->set[i]) != ST_OK)
			return ST_CONFIG;
	st = load_others(r, own);
	return st == ST_OK ? run_load_template(r, o, &own->template) : st;
}

static bool
has_placements(const struct shape *shape)
{
	static const enum field any_of[] = {
		F_PLACEMENT_STATUS, F_IN_FIELD, F_EMPLOYER, F_JOB_TITLE,
		F_PLACEMENT_DATE, F_PLACEMENT_REASON
	};

	for (size_t i = 0; i < sizeof any_of / sizeof *any_of; i++)
		if (shape_find(shape, any_of[i]) >= 0)
			return true;
	return false;
}

/*
 * A graduates file must say how its graduates are placed; all else may be
 * missing.  Its status column may: the values will tell; but not beside files
 * that have a column of their own for it, or all would count twice.
 */
static bool
columns(struct run *r, const struct input *x)
{
	struct placement_run *own = r->own;
	const struct shape *shape = input_shape(x);
	const struct input *lacks = NULL;

	if (shape->kind != K_GRADUATES)
		return true;
	if (has_placements(shape)) {
		own->has_placements = true;
		lacks = own->by_status;
	} else if (own->has_placements ||
	           shape_find(shape, F_STUDENT_STATUS) < 0) {
		lacks = x;
	} else {
		own->by_status = x;
	}
	if (lacks)
		run_column_missing(r, lacks, F_PLACEMENT_STATUS,
		                   "placement_status");
	return !lacks;
}

/* Rows of other cohorts are not what the report is about. */
static void
class_cohort(struct run *r, const struct school *s,
             const struct placement_analysis *a)
{
	for (ptrdiff_t i = 0; i < s->n; i++) {
		struct pos at = graduate_pos(s, &s->v[i]);

		for (ptrdiff_t f = 0; !a->v[i].selected && f < r->ledger.n; f++)
			if (str_eq(r->ledger.v[f].path, at.file)) {
				r->ledger.v[f].count[ROW_USED]--;
				r->ledger.v[f].count[ROW_OUT_OF_SCOPE]++;
				break;
			}
	}
}

static struct school *
resolve(struct run *r, const struct placement_run *own,
        const struct run_options *o)
{
	const struct school_options options = {
		.as_of = o->as_of, .hours_e4 = own->pay->hours_per_year_e4,
		.changes = o->changes,
	};

	return school_resolve(r->build, &options, &r->ledger, &r->diags);
}

static struct placement_analysis *
analyse(struct run *r, struct placement_run *own, const struct school *s,
        date as_of)
{
	own->options.as_of = as_of;
	return placement_analyse(r->mem, s, own->model, own->cert, own->pay,
	                         &own->options);
}

static enum st
make(struct run *r, const struct run_options *o)
{
	struct placement_run *own = r->own;
	struct school *s = resolve(r, own, o);
	struct placement_analysis *a;
	enum st st = run_check_limits(r, o);

	if (st != ST_OK)
		return st;
	a = analyse(r, own, s, o->as_of);
	class_cohort(r, s, a);
	own->report = (struct placement_report){
		.school = s, .analysis = a, .pay = own->pay,
		.ledger = &r->ledger, .diags = &r->diags,
		.template = own->template, .as_of = o->as_of,
		.version = o->version, .rules = r->rules->name,
		.what_if = run_settings(r->mem, o),
	};
	r->roster = s->roster;
	r->document = placement_document(r->mem, &own->report, &r->diags);
	return r->document ? ST_OK : ST_CONFIG;
}

static void
explain(struct run *r, const struct run_options *o)
{
	struct placement_run *own = r->own;
	struct school *s = resolve(r, own, o);
	struct placement_analysis *a = analyse(r, own, s, o->as_of);

	explain_rows(o->explain, &(struct explained){
		.report = "placement", .roster = s->roster, .placement = a,
		.ledger = &r->ledger, .diags = &r->diags,
		.rules = r->rules->file, .kinds = r->report->kinds });
	explain_placement(o->explain, a);
}

const struct report report_placement = {
	.name = "placement", .model = "placement",
	.kinds = 1u << K_GRADUATES | 1u << K_ENROLMENTS | 1u << K_EXAMS,
	.needs = K_GRADUATES, .min_group = 10,
	.load = load, .columns = columns, .make = make, .explain = explain,
};
