/* SPDX-License-Identifier: MIT */
/*
 * The credentials report: everyone on staff against the certification model.
 */
#include "run/pipeline.h"

#include "report/credentials.h"
#include "run/shipped.h"

/* What the credentials report has of its own. */
struct credentials_run {
	struct cert_model *model;
	struct template *template;
	enum pay_need pay;            /* people=all: PAY_IGNORED           */
	struct credentials_report report;
};

/* people=readable or people=all: whether a row with faulty pay counts. */
static enum st
apply_setting(struct run *r, struct credentials_run *own,
              const struct setting *s)
{
	if (!str_eq(s->key, STR("people"))) {
		diag_add(&r->diags, DIAG_OPTION_BAD, (struct pos){ 0 },
		         STR("--set"), s->key, "expected people");
		return ST_CONFIG;
	}
	own->pay = str_eq(s->value, STR("all")) ? PAY_IGNORED : PAY_SOUND;
	if (own->pay == PAY_IGNORED || str_eq(s->value, STR("readable")))
		return ST_OK;
	diag_add(&r->diags, DIAG_OPTION_BAD, (struct pos){ 0 }, s->key,
	         s->value, "expected readable or all");
	return ST_CONFIG;
}

static enum st
load(struct run *r, const struct run_options *o)
{
	struct credentials_run *own = NEW(r->mem, 1, struct credentials_run);
	struct str file, text;
	enum st st = run_model_text(r, o, &file, &text);

	r->own = own;
	own->pay = PAY_SOUND;
	if (st != ST_OK)
		return st;
	own->model = cert_model_load(r->mem, file, text, &r->diags);
	if (!own->model)
		return ST_CONFIG;
	for (ptrdiff_t i = 0; i < o->n_set; i++)
		if (apply_setting(r, own, &o->set[i]) != ST_OK)
			return ST_CONFIG;
	return run_load_template(r, o, &own->template);
}

/* A staff file must say what people do; all else may be missing. */
static bool
columns(struct run *r, const struct input *x)
{
	const struct shape *shape = input_shape(x);
	bool titled = shape_find(shape, F_JOB_TITLE) >= 0;

	if (shape->kind != K_STAFF || titled)
		return true;
	run_column_missing(r, x, F_JOB_TITLE, "job_title");
	return false;
}

static struct roster *
resolve(struct run *r, const struct credentials_run *own,
        const struct run_options *o)
{
	const struct roster_options options = {
		.as_of = o->as_of, .changes = o->changes, .records = true, .pay = own->pay,
		.hours_e4 = 2080 * MONEY_UNIT, .currency = STR("USD"),
	};

	return roster_resolve(r->build, &options, &r->ledger, &r->diags);
}

static enum st
make(struct run *r, const struct run_options *o)
{
	struct credentials_run *own = r->own;
	struct roster *roster = resolve(r, own, o);
	enum st st = run_check_limits(r, o);

	if (st != ST_OK)
		return st;
	own->report = (struct credentials_report){
		.roster = roster,
		.analysis = cert_analyse(r->mem, roster, own->model, o->as_of),
		.ledger = &r->ledger, .diags = &r->diags,
		.template = own->template, .as_of = o->as_of,
		.version = o->version, .rules = r->rules->name,
		.what_if = run_settings(r->mem, o),
	};
	r->roster = roster;
	r->document = credentials_document(r->mem, &own->report, &r->diags);
	return r->document ? ST_OK : ST_CONFIG;
}

static void
explain(struct run *r, const struct run_options *o)
{
	struct credentials_run *own = r->own;
	struct roster *roster = resolve(r, own, o);
	ptrdiff_t i = explain_rows(o->explain, &(struct explained){
		.report = "credentials", .roster = roster,
		.ledger = &r->ledger, .diags = &r->diags,
		.rules = r->rules->file, .kinds = r->report->kinds });

	if (i >= 0)
		explain_credentials(o->explain, roster, cert_analyse(r->mem,
			roster, own->model, o->as_of), i);
}

const struct report report_credentials = {
	.name = "credentials", .model = "certification",
	.kinds = 1u << K_STAFF | 1u << K_EXPERIENCE | 1u << K_SKILLS |
	         1u << K_CREDENTIALS,
	.needs = K_STAFF, .min_group = 5, .records = true,
	.load = load, .columns = columns, .make = make, .explain = explain,
};
