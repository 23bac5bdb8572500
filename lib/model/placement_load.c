/* SPDX-License-Identifier: MIT */
/* Placement models: reading and checking. */
#include "model/placement.h"

#define KEY(key, kind, need, fallback, type, member) \
	{ key, kind, need, fallback, offsetof(struct type, member), 0, 0 }

static const char *const cohort_words[] = {
	"graduation", "start", "scheduled", NULL
};

static const char *const rounding_words[] = { "none", "tenth", "whole", NULL };

static const char *const retention_words[] = {
	"none", "enrolment", "trigger", NULL
};

#define THRESHOLD(key, which) \
	KEY(key, YAML_BP, false, "0%", placement_pack, threshold_bp[which])

static const struct yaml_field pack_fields[] = {
	KEY("name", YAML_STR, true, NULL, placement_pack, name),
	KEY("title", YAML_STR, false, "''", placement_pack, title),
	KEY("accreditors", YAML_STRS, false, NULL, placement_pack, accreditors),
	KEY("placed", YAML_STRS, true, NULL, placement_pack, placed_names),
	KEY("excluded", YAML_STRS, false, NULL, placement_pack,
	    excluded_names),
	KEY("completers", YAML_STRS, false, NULL, placement_pack,
	    completer_names),
	{ "cohort", YAML_ENUM, false, "graduation",
	  offsetof(struct placement_pack, cohort), 0, cohort_words },
	KEY("year", YAML_STR, true, NULL, placement_pack, year_text),
	KEY("cut_off", YAML_STR, false, "''", placement_pack, cut_off_text),
	KEY("window_months", YAML_INT, false, "0", placement_pack,
	    window_months),
	KEY("verified_after_days", YAML_INT, false, "0", placement_pack,
	    verified_after_days),
	{ "rounding", YAML_ENUM, false, "none",
	  offsetof(struct placement_pack, rounding), 0, rounding_words },
	{ "retention", YAML_ENUM, false, "none",
	  offsetof(struct placement_pack, retention), 0, retention_words },
	THRESHOLD("threshold", THRESHOLD_PLACEMENT),
	THRESHOLD("retention_threshold", THRESHOLD_RETENTION),
	THRESHOLD("completion_threshold", THRESHOLD_COMPLETION),
	THRESHOLD("participation_threshold", THRESHOLD_PARTICIPATION),
	THRESHOLD("pass_threshold", THRESHOLD_PASS),
	ORIGIN_KEYS(placement_pack)
};

static const struct yaml_shape pack_shape = {
	"a pack", sizeof(struct placement_pack), pack_fields, -1
};

static const struct yaml_field titles_fields[] = {
	KEY("programs", YAML_STRS, false, NULL, field_titles, programs),
	KEY("in_field", YAML_STRS, true, NULL, field_titles, in_field),
	KEY("related", YAML_STRS, false, NULL, field_titles, related),
	ORIGIN_KEYS(field_titles)
};

static const struct yaml_shape titles_shape = {
	"a field", sizeof(struct field_titles), titles_fields, -1
};

static const struct yaml_field model_fields[] = {
	KEY("model", YAML_STR, true, NULL, placement_model, name),
	KEY("title", YAML_STR, false, "''", placement_model, title),
	KEY("source", YAML_STR, true, NULL, placement_model, source),
	KEY("effective", YAML_DATE, true, NULL, placement_model, effective),
	KEY("default", YAML_STR, true, NULL, placement_model, fallback),
	{ "packs", YAML_LIST, true, NULL,
	  offsetof(struct placement_model, packs), &pack_shape, 0 },
	{ "fields", YAML_LIST, true, NULL,
	  offsetof(struct placement_model, fields), &titles_shape, 0 },
	KEY("notes", YAML_STRS, false, NULL, placement_model, notes),
	{ 0 }
};

static const struct yaml_shape model_shape = {
	"a placement model", sizeof(struct placement_model), model_fields, -1
};

struct check {
	struct placement_model *model;
	struct diags *diags;
	bool ok;
};

static void
wrong(struct check *c, const struct yaml_str *at, const char *why)
{
	yaml_wrong(c->diags, c->model->file, at, "%s", why);
	c->ok = false;
}

static outcome_set
set_of(struct check *c, const struct yaml_strs *names)
{
	outcome_set set = 0;

	for (ptrdiff_t i = 0; i < names->n; i++) {
		enum outcome o = outcome_named(names->v[i].s);

		if (o == OUTCOME_NONE)
			wrong(c, &names->v[i], "expected an outcome such as "
			      "in_field or continuing_ed");
		else
			set |= OUTCOME_BIT(o);
	}
	return set;
}

/* "07-01": a month and a day that every year has. */
static void
month_day(struct check *c, const struct yaml_str *at, int32_t *month,
          int32_t *day)
{
	struct str iso = str_fmt(c->diags->mem, "2001-%.*s", FMT(at->s));
	date d = date_iso(iso);

	if (at->s.len == 0)
		return;
	if (d == DATE_NONE) {
		wrong(c, at, "expected a month and a day such as 07-01");
		return;
	}
	*month = date_ymd(d).month;
	*day = date_ymd(d).day;
}

static void
check_pack(struct check *c, struct placement_pack *p)
{
	const char *fault = origin_fault(&p->from);

	p->placed = set_of(c, &p->placed_names);
	p->excluded = set_of(c, &p->excluded_names);
	p->completers = set_of(c, &p->completer_names);
	month_day(c, &p->year_text, &p->year_month, &p->year_day);
	month_day(c, &p->cut_off_text, &p->cut_month, &p->cut_day);
	if (fault)
		wrong(c, &p->name, fault);
	if (p->name.s.len == 0)
		wrong(c, &p->name, "a name must not be empty");
	if ((p->placed | p->completers) & p->excluded)
		wrong(c, &p->name, "an outcome is both placed and excluded");
	if (p->completers & ~p->placed)
		wrong(c, &p->name, "what counts of completers must count of "
		      "graduates");
	if (p->year_month == 0)
		wrong(c, &p->name, "\"year\" must be a month and a day");
	if (p->window_months < 0 || p->window_months > 120 ||
	    p->verified_after_days < 0 || p->verified_after_days > 3660)
		wrong(c, &p->name, "\"window_months\" must be from 0 to 120, "
		      "\"verified_after_days\" from 0 to 3660");
	for (int i = 0; i < THRESHOLD_N; i++)
		if (p->threshold_bp[i] < 0 || p->threshold_bp[i] > 10000)
			wrong(c, &p->name, "a threshold must be from 0% to "
			      "100%");
}

static void
check_packs(struct check *c)
{
	struct placement_pack *p = c->model->packs.v;

	for (ptrdiff_t i = 0; i < c->model->packs.n; i++) {
		check_pack(c, &p[i]);
		for (ptrdiff_t k = 0; k < i; k++)
			if (str_eq_nocase(p[k].name.s, p[i].name.s))
				wrong(c, &p[i].name, "a pack of that name "
				      "stands above");
	}
	if (!placement_default(c->model))
		wrong(c, &c->model->fallback, "\"default\" must name a pack");
}

struct placement_model *
placement_model_load(struct arena *mem, struct str file, struct str text,
                     struct diags *diags)
{
	struct placement_model *m = NEW(mem, 1, struct placement_model);
	struct check c = { m, diags, true };
	const struct field_titles *f;

	if (!yaml_load(mem, file, text, &model_shape, m, diags))
		return NULL;
	m->file = str_dup(mem, file);
	check_packs(&c);
	f = m->fields.v;
	for (ptrdiff_t i = 0; i < m->fields.n; i++)
		if (origin_fault(&f[i].from))
			wrong(&c, &f[i].in_field.v[0],
			      origin_fault(&f[i].from));
	return c.ok ? m : NULL;
}
