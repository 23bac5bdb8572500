/* SPDX-License-Identifier: MIT */
/* Certification models: reading and checking. */
#include "model/certification.h"

#define KEY(key, kind, need, fallback, type, member) \
	{ key, kind, need, fallback, offsetof(struct type, member), 0, 0 }
#define LIST_OF(key, type, member, shape) \
	{ key, YAML_LIST, false, NULL, offsetof(struct type, member), shape, 0 }
#define STRUCT_OF(key, need, type, member, shape) \
	{ key, YAML_STRUCT, need, "{}", offsetof(struct type, member), shape, 0 }

static const struct yaml_field validity_fields[] = {
	KEY("months", YAML_INT, false, "0", cert_validity, months),
	KEY("month_end", YAML_BOOL, false, "no", cert_validity, month_end),
	KEY("leaves_open", YAML_STR, false, "''", cert_validity, leaves_open),
	ORIGIN_KEYS(cert_validity)
};

static const struct yaml_shape validity_shape = {
	"a validity", sizeof(struct cert_validity), validity_fields, -1
};

/* Categories stand side by side in a renewal, after all units. */
#define UNITS_AT(k) ((size_t)((k) - 1) * sizeof(int64_t))

static const struct yaml_field category_fields[] = {
	{ "administrative", YAML_E4, false, "0",
	  UNITS_AT(UNITS_ADMINISTRATIVE), 0, 0 },
	{ "clinical", YAML_E4, false, "0", UNITS_AT(UNITS_CLINICAL), 0, 0 },
	{ "general", YAML_E4, false, "0", UNITS_AT(UNITS_GENERAL), 0, 0 },
	{ 0 }
};

static const struct yaml_shape category_shape = {
	"the categories", 0, category_fields, -1
};

static const struct yaml_field renewal_fields[] = {
	KEY("route", YAML_STR, true, NULL, cert_renewal, route),
	KEY("units", YAML_E4, false, "0", cert_renewal, units_e4),
	{ "categories", YAML_STRUCT, false, "{}",
	  offsetof(struct cert_renewal, units_e4) + sizeof(int64_t),
	  &category_shape, 0 },
	ORIGIN_KEYS(cert_renewal)
};

static const struct yaml_shape renewal_shape = {
	"a way to renew", sizeof(struct cert_renewal), renewal_fields, -1
};

static const char *const then_words[] = {
	"unknown", "retest", "reinstate", NULL
};

static const struct yaml_field lapse_fields[] = {
	KEY("grace_days", YAML_INT, false, "0", cert_lapse, grace_days),
	KEY("reinstate_days", YAML_INT, false, "0", cert_lapse,
	    reinstate_days),
	{ "then", YAML_ENUM, false, "unknown", offsetof(struct cert_lapse,
	  then), 0, then_words },
	ORIGIN_KEYS(cert_lapse)
};

static const struct yaml_shape lapse_shape = {
	"a lapse", sizeof(struct cert_lapse), lapse_fields, -1
};

static const struct yaml_field lifetime_fields[] = {
	KEY("issued_before", YAML_DATE, false, "unknown", cert_lifetime,
	    issued_before),
	ORIGIN_KEYS(cert_lifetime)
};

static const struct yaml_shape lifetime_shape = {
	"a lifetime rule", sizeof(struct cert_lifetime), lifetime_fields, -1
};

static const struct yaml_field provisional_fields[] = {
	KEY("letters", YAML_STR, false, "''", cert_provisional, letters),
	ORIGIN_KEYS(cert_provisional)
};

static const struct yaml_shape provisional_shape = {
	"a provisional rule", sizeof(struct cert_provisional),
	provisional_fields, -1
};

static const struct yaml_field rule_fields[] = {
	KEY("name", YAML_STR, true, NULL, cert_rule, name),
	KEY("issuers", YAML_STRS, false, NULL, cert_rule, issuers),
	KEY("also", YAML_STRS, false, NULL, cert_rule, also),
	KEY("shared_name", YAML_BOOL, false, "no", cert_rule, shared_name),
	STRUCT_OF("validity", false, cert_rule, validity, &validity_shape),
	LIST_OF("renewal", cert_rule, renewal, &renewal_shape),
	STRUCT_OF("lapse", false, cert_rule, lapse, &lapse_shape),
	STRUCT_OF("lifetime", false, cert_rule, lifetime, &lifetime_shape),
	STRUCT_OF("provisional", false, cert_rule, provisional,
	          &provisional_shape),
	{ 0 }
};

static const struct yaml_shape rule_shape = {
	"a credential", sizeof(struct cert_rule), rule_fields, -1
};

static const struct yaml_field route_fields[] = {
	KEY("route", YAML_STR, true, NULL, exam_route, route),
	KEY("accreditors", YAML_STRS, false, NULL, exam_route, accreditors),
	KEY("graduated", YAML_BOOL, false, "no", exam_route, graduated),
	KEY("within_months", YAML_INT, false, "0", exam_route, within_months),
	KEY("within_days", YAML_INT, false, "0", exam_route, within_days),
	KEY("years", YAML_E4, false, "0", exam_route, years_e4),
	KEY("given", YAML_STR, false, "''", exam_route, given),
	KEY("besides", YAML_STR, false, "''", exam_route, besides),
	ORIGIN_KEYS(exam_route)
};

static const struct yaml_shape route_shape = {
	"a route to an exam", sizeof(struct exam_route), route_fields, -1
};

static const struct yaml_field exam_fields[] = {
	KEY("credential", YAML_STR, true, NULL, exam, credential),
	LIST_OF("routes", exam, routes, &route_shape),
	{ 0 }
};

static const struct yaml_shape exam_shape = {
	"an exam", sizeof(struct exam), exam_fields, -1
};

static const char *const basis_words[] = { "policy", "law", NULL };

static const struct yaml_field requirement_fields[] = {
	KEY("occupation", YAML_STR, true, NULL, requirement, occupation),
	KEY("state", YAML_STR, false, "''", requirement, state),
	KEY("any_of", YAML_STRS, true, NULL, requirement, any_of),
	{ "basis", YAML_ENUM, false, "policy", offsetof(struct requirement,
	  basis), 0, basis_words },
	ORIGIN_KEYS(requirement)
};

static const struct yaml_shape requirement_shape = {
	"a requirement", sizeof(struct requirement), requirement_fields, -1
};

static const struct yaml_field recognised_fields[] = {
	KEY("credentials", YAML_STRS, true, NULL, cert_recognised, credentials),
	ORIGIN_KEYS(cert_recognised)
};

static const struct yaml_shape recognised_shape = {
	"the recognised credentials", sizeof(struct cert_recognised),
	recognised_fields, -1
};

static const struct yaml_field model_fields[] = {
	KEY("model", YAML_STR, true, NULL, cert_model, name),
	KEY("title", YAML_STR, false, "''", cert_model, title),
	KEY("source", YAML_STR, true, NULL, cert_model, source),
	KEY("effective", YAML_DATE, true, NULL, cert_model, effective),
	{ "recognised", YAML_STRUCT, true, NULL, offsetof(struct cert_model,
	  recognised), &recognised_shape, 0 },
	KEY("candidates", YAML_STRS, false, NULL, cert_model, candidates),
	{ "credentials", YAML_LIST, true, NULL, offsetof(struct cert_model,
	  credentials), &rule_shape, 0 },
	LIST_OF("exams", cert_model, exams, &exam_shape),
	LIST_OF("requirements", cert_model, requirements, &requirement_shape),
	KEY("notes", YAML_STRS, false, NULL, cert_model, notes),
	{ 0 }
};

static const struct yaml_shape model_shape = {
	"a certification model", sizeof(struct cert_model), model_fields, -1
};

struct check {
	struct cert_model *model;
	struct diags *diags;
	bool ok;
};

static void
wrong(struct check *c, const struct yaml_str *at, const char *why)
{
	yaml_wrong(c->diags, c->model->file, at, "%s", why);
	c->ok = false;
}

/* Every rule says where it is from and how far to trust it. */
static void
check_origin(struct check *c, const struct yaml_str *at,
             const struct origin *o)
{
	const char *fault = origin_fault(o);

	if (fault)
		wrong(c, at, fault);
}

static void
check_rule(struct check *c, const struct cert_rule *r)
{
	const struct cert_renewal *w = r->renewal.v;
	const struct cert_lapse *l = &r->lapse;

	if (r->validity.months < 0 || r->validity.months > 1200)
		wrong(c, &r->name, "\"months\" must be from 0 to 1200");
	if (r->validity.months)
		check_origin(c, &r->name, &r->validity.from);
	for (ptrdiff_t i = 0; i < r->renewal.n; i++) {
		int64_t sum = 0;

		check_origin(c, &w[i].route, &w[i].from);
		for (int k = UNITS_ALL; k < UNITS_N; k++)
			if (w[i].units_e4[k] < 0 ||
			    w[i].units_e4[k] > 10000 * MONEY_UNIT)
				wrong(c, &w[i].route, "units must be from 0 "
				      "to 10000");
			else if (k != UNITS_ALL)
				sum += w[i].units_e4[k];
		if (sum > w[i].units_e4[UNITS_ALL])
			wrong(c, &w[i].route, "the categories ask for more "
			      "than \"units\"");
	}
	if (l->grace_days < 0 || l->reinstate_days < 0 ||
	    (l->reinstate_days && l->reinstate_days < l->grace_days))
		wrong(c, &r->name, "\"reinstate_days\" must not end before "
		      "\"grace_days\"");
	if (l->grace_days || l->reinstate_days || l->then)
		check_origin(c, &r->name, &l->from);
	if (r->lifetime.issued_before != DATE_NONE)
		check_origin(c, &r->name, &r->lifetime.from);
	if (r->provisional.letters.s.len)
		check_origin(c, &r->name, &r->provisional.from);
}

static void
check_credentials(struct check *c)
{
	const struct cert_rule *r = c->model->credentials.v;

	for (ptrdiff_t i = 0; i < c->model->credentials.n; i++) {
		if (r[i].name.s.len == 0)
			wrong(c, &r[i].name, "a name must not be empty");
		for (ptrdiff_t k = 0; k < i; k++)
			if (str_eq_nocase(r[k].name.s, r[i].name.s))
				wrong(c, &r[i].name, "a credential of that "
				      "name stands above");
		check_rule(c, &r[i]);
	}
}

static void
check_exams(struct check *c)
{
	const struct exam *e = c->model->exams.v;

	for (ptrdiff_t i = 0; i < c->model->exams.n; i++) {
		const struct exam_route *r = e[i].routes.v;

		if (e[i].routes.n == 0)
			wrong(c, &e[i].credential, "an exam needs a route");
		for (ptrdiff_t k = 0; k < e[i].routes.n; k++) {
			check_origin(c, &r[k].route, &r[k].from);
			if (r[k].years_e4 < 0 || r[k].within_days < 0 ||
			    r[k].within_months < 0 ||
			    r[k].within_months > 1200)
				wrong(c, &r[k].route, "times must not be "
				      "below 0, nor beyond 1200 months");
		}
	}
}

static void
check_requirements(struct check *c)
{
	const struct requirement *q = c->model->requirements.v;

	for (ptrdiff_t i = 0; i < c->model->requirements.n; i++) {
		check_origin(c, &q[i].occupation, &q[i].from);
		if (q[i].any_of.n == 0)
			wrong(c, &q[i].occupation, "\"any_of\" must name a "
			      "credential");
	}
}

struct cert_model *
cert_model_load(struct arena *mem, struct str file, struct str text,
                struct diags *diags)
{
	struct cert_model *m = NEW(mem, 1, struct cert_model);
	struct check c = { m, diags, true };

	if (!yaml_load(mem, file, text, &model_shape, m, diags))
		return NULL;
	m->file = str_dup(mem, file);
	if (m->name.s.len == 0)
		wrong(&c, &m->name, "a name must not be empty");
	check_origin(&c, &m->name, &m->recognised.from);
	check_credentials(&c);
	check_exams(&c);
	check_requirements(&c);
	return c.ok ? m : NULL;
}
