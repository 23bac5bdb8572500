/* SPDX-License-Identifier: MIT */
/* Pay models: reading and checking. */
#include "model/pay_int.h"

static const struct {
	int64_t least, most;
	const char *words;
} limits[] = {
	[LIMIT_BASE] = { 1, (int64_t)1000000 * MONEY_UNIT,
	                 "an hourly rate above 0 and at most 1000000" },
	[LIMIT_HOURS] = { MONEY_UNIT, 8784 * MONEY_UNIT,
	                  "hours a year from 1 to 8784" },
	[LIMIT_CAP] = { 0, 100000, "a percentage from 0% to 1000%" },
	[LIMIT_RANGE] = { 1, 100000,
	                  "a percentage above 0% and at most 1000%" },
	[LIMIT_ADJUST] = { -9999, 100000,
	                   "a percentage above -100% and at most 1000%" },
	[LIMIT_FLOOR] = { 1, (int64_t)1000000 * MONEY_UNIT,
	                  "an hourly rate above 0 and at most 1000000" },
	[LIMIT_YEARS] = { 1, 100 * MONEY_UNIT,
	                  "a number of years above 0 and at most 100" },
};

bool
pay_limit_ok(enum pay_limit l, int64_t v)
{
	return v >= limits[l].least && v <= limits[l].most;
}

const char *
pay_limit_words(enum pay_limit l)
{
	return limits[l].words;
}

bool
pay_number_read(struct str s, int64_t *out)
{
	return decimal_parse(str_trim(s), 4, out);
}

bool
pay_percent_read(struct str s, int64_t *out)
{
	s = str_trim(s);
	if (!str_ends(s, STR("%")))
		return false;
	s.len--;
	return decimal_parse(str_trim(s), 2, out);
}

#define KEY(key, kind, need, fallback, type, member) \
	{ key, kind, need, fallback, offsetof(struct type, member), 0, 0 }
#define LIST_OF(key, need, type, member, shape) \
	{ key, YAML_LIST, need, NULL, offsetof(struct type, member), shape, 0 }

static const struct yaml_field band_fields[] = {
	KEY("name", YAML_STR, true, NULL, band, name),
	KEY("from", YAML_E4, true, NULL, band, from_e4),
	KEY("below", YAML_E4, false, NULL, band, below_e4),
	KEY("through", YAML_E4, false, NULL, band, through_e4),
	{ 0 }
};

static const struct yaml_shape band_shape = {
	"a band", sizeof(struct band), band_fields, -1
};

/* The two lists of adjustments differ in the key of the name only. */
#define ADJUSTMENT_KEYS(key) { \
	KEY(key, YAML_STR, true, NULL, adjustment, name), \
	KEY("adjust", YAML_BP, true, NULL, adjustment, bp), \
	KEY("assumed", YAML_BOOL, false, NULL, adjustment, assumed), \
	KEY("ceiling", YAML_BOOL, false, NULL, adjustment, ceiling), \
	KEY("source", YAML_STR, false, "''", adjustment, source), \
	KEY("confidence", YAML_STR, false, "''", adjustment, confidence), \
	KEY("note", YAML_STR, false, "''", adjustment, note), \
	{ 0 } }

static const struct yaml_field experience_fields[] = ADJUSTMENT_KEYS("band");
static const struct yaml_field skill_fields[] = ADJUSTMENT_KEYS("skill");

static const struct yaml_shape experience_shape = {
	"an experience figure", sizeof(struct adjustment), experience_fields,
	-1
};

static const struct yaml_shape skill_shape = {
	"a skill figure", sizeof(struct adjustment), skill_fields, -1
};

static const struct yaml_field occupation_fields[] = {
	KEY("name", YAML_STR, true, NULL, occupation, name),
	KEY("base_hourly", YAML_STR, true, NULL, occupation, base_text),
	KEY("annual_as_published", YAML_E4, false, NULL, occupation,
	    annual_as_published_e4),
	KEY("source", YAML_STR, false, "''", occupation, source),
	KEY("confidence", YAML_STR, false, "''", occupation, confidence),
	LIST_OF("experience", false, occupation, experience,
	        &experience_shape),
	LIST_OF("skills", false, occupation, skills, &skill_shape),
	{ 0 }
};

static const struct yaml_shape occupation_shape = {
	"an occupation", sizeof(struct occupation), occupation_fields, -1
};

static const struct yaml_field floor_fields[] = {
	KEY("state", YAML_STR, true, NULL, floor_rate, state),
	KEY("hourly", YAML_E4, true, NULL, floor_rate, hourly_e4),
	KEY("effective", YAML_DATE, false, "unknown", floor_rate, effective),
	KEY("source", YAML_STR, false, "''", floor_rate, source),
	KEY("confidence", YAML_STR, false, "''", floor_rate, confidence),
	{ 0 }
};

static const struct yaml_shape floor_shape = {
	"a pay floor", sizeof(struct floor_rate), floor_fields, -1
};

/* The limits of the range stand side by side in the model. */
static const struct yaml_field range_fields[] = {
	{ "minimum", YAML_BP, false, "80%", 0, 0, 0 },
	{ "maximum", YAML_BP, false, "120%",
	  offsetof(struct pay_model, maximum_bp) -
	  offsetof(struct pay_model, minimum_bp), 0, 0 },
	{ 0 }
};

static const struct yaml_shape range_shape = {
	"the range", 0, range_fields, -1
};

static const struct yaml_field plausible_fields[] = {
	KEY("hourly_low", YAML_E4, false, NULL, plausible, hourly_low_e4),
	KEY("hourly_high", YAML_E4, false, NULL, plausible, hourly_high_e4),
	KEY("annual_low", YAML_E4, false, NULL, plausible, annual_low_e4),
	KEY("annual_high", YAML_E4, false, NULL, plausible, annual_high_e4),
	{ 0 }
};

static const struct yaml_shape plausible_shape = {
	"plausible pay", sizeof(struct plausible), plausible_fields, -1
};

static const struct yaml_field model_fields[] = {
	KEY("model", YAML_STR, true, NULL, pay_model, name),
	KEY("title", YAML_STR, false, "''", pay_model, title),
	KEY("source", YAML_STR, true, NULL, pay_model, source),
	KEY("effective", YAML_DATE, true, NULL, pay_model, effective),
	KEY("estimated", YAML_DATE, false, "unknown", pay_model, estimated),
	KEY("currency", YAML_STR, false, "USD", pay_model, currency),
	KEY("hours_per_year", YAML_STR, false, "2080", pay_model, hours_text),
	{ "combine", YAML_ENUM, false, "highest",
	  offsetof(struct pay_model, combine), 0, combine_words },
	KEY("cap", YAML_STR, false, "15%", pay_model, cap_text),
	{ "range", YAML_STRUCT, false, "{}",
	  offsetof(struct pay_model, minimum_bp), &range_shape, 0 },
	LIST_OF("bands", false, pay_model, bands, &band_shape),
	LIST_OF("occupations", true, pay_model, occupations,
	        &occupation_shape),
	LIST_OF("floors", false, pay_model, floors, &floor_shape),
	KEY("certified", YAML_STRS, false, NULL, pay_model, certified),
	{ "plausible", YAML_STRUCT, false, "{}",
	  offsetof(struct pay_model, plausible), &plausible_shape, 0 },
	KEY("notes", YAML_STRS, false, NULL, pay_model, notes),
	{ 0 }
};

static const struct yaml_shape model_shape = {
	"a pay model", sizeof(struct pay_model), model_fields, -1
};

struct check {
	struct arena *mem;
	struct pay_model *model;
	struct diags *diags;
	bool ok;
};

/* A value that YAML can read and a model cannot mean. */
__attribute__((format(printf, 3, 4)))
static void
wrong(struct check *c, const struct yaml_str *at, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	yaml_vwrong(c->diags, c->model->file, at, fmt, ap);
	va_end(ap);
	c->ok = false;
}

/* A number that steps cite, kept as text so that its place is known. */
static void
check_number(struct check *c, const struct yaml_str *text, const char *key,
             bool (*read)(struct str, int64_t *), enum pay_limit l,
             int64_t *out)
{
	if (!read(text->s, out) || !pay_limit_ok(l, *out))
		wrong(c, text, "\"%s\" must be %s", key,
		      pay_limit_words(l));
}

static void
check_bands(struct check *c)
{
	const struct band *b = c->model->bands.v;
	ptrdiff_t n = c->model->bands.n;
	int64_t from = 0;

	if (n > PAY_BANDS_MAX)
		wrong(c, &b[PAY_BANDS_MAX].name, "there may be at most %d "
		      "bands", PAY_BANDS_MAX);
	for (ptrdiff_t i = 0; i < n; i++) {
		const struct yaml_str *at = &b[i].name;
		int64_t end = b[i].below_e4 ? b[i].below_e4 : b[i].through_e4;

		for (ptrdiff_t j = 0; j < i; j++)
			if (str_eq_nocase(b[j].name.s, at->s))
				wrong(c, at, "a band of that name "
				      "stands on line %d", b[j].name.line);
		if (b[i].from_e4 != from)
			wrong(c, at, "the band must begin where the "
			      "one before ends, \"from\" %.*s: bands leave no "
			      "gap and do not overlap", FMT(decimal_str(c->mem,
			      from, 4, from % 10000 ? 2 : 0, false)));
		if (b[i].below_e4 && b[i].through_e4)
			wrong(c, at, "a band has \"below\" or "
			      "\"through\", not both");
		else if (i + 1 < n && !end)
			wrong(c, at, "every band but the last has "
			      "\"below\" or \"through\"");
		else if (i + 1 == n && end)
			wrong(c, at, "the last band has neither "
			      "\"below\" nor \"through\"");
		else if (end && (!pay_limit_ok(LIMIT_YEARS, end) ||
		                 end <= b[i].from_e4))
			wrong(c, at, "a band must end after it begins, "
			      "at most at 100 years");
		from = end;
	}
}

ptrdiff_t
pay_band_named(const struct pay_model *m, struct str name)
{
	const struct band *b = m->bands.v;

	for (ptrdiff_t i = 0; i < m->bands.n; i++)
		if (str_eq_nocase(b[i].name.s, name))
			return i;
	return -1;
}

struct str
pay_names_of(struct arena *mem, const struct yaml_list *list, size_t size)
{
	struct sbuf b = { .mem = mem };

	for (ptrdiff_t i = 0; i < list->n; i++) {
		const char *at = (const char *)list->v + (size_t)i * size;
		const struct yaml_str *name = (const void *)at;

		sbuf_fmt(&b, "%s%.*s", i ? ", " : "", FMT(name->s));
	}
	return sbuf_str(&b);
}

_Static_assert(offsetof(struct band, name) == 0, "pay_names_of reads it");
_Static_assert(offsetof(struct adjustment, name) == 0, "pay_names_of reads it");

struct str
pay_operand_of(struct arena *mem, const struct pay_model *m,
               const struct occupation *o, const char *what, struct str name)
{
	bool first = o == m->occupations.v;

	return str_fmt(mem, "%.*s%s%s%.*s", FMT(first ? STR("") : o->name.s),
	               first ? "" : ".", what, FMT(name));
}

static void
check_adjustments(struct check *c, const struct occupation *o,
                  const struct yaml_list *list, bool of_skill)
{
	struct adjustment *a = list->v;

	for (ptrdiff_t i = 0; i < list->n; i++) {
		const struct yaml_str *at = &a[i].name;

		a[i].of_skill = of_skill;
		a[i].operand = pay_operand_of(c->mem, c->model, o, of_skill ?
		                              "skill." : "experience.", at->s);
		if (at->s.len == 0)
			wrong(c, at, "a name must not be empty");
		if (!of_skill && pay_band_named(c->model, at->s) < 0)
			wrong(c, at, "not a band of this model; it "
			      "has: %.*s", FMT(pay_names_of(c->mem,
			      &c->model->bands, sizeof(struct band))));
		if (!pay_limit_ok(LIMIT_ADJUST, a[i].bp))
			wrong(c, at, "\"adjust\" must be %s",
			      pay_limit_words(LIMIT_ADJUST));
		for (ptrdiff_t j = 0; j < i; j++)
			if (str_eq_nocase(a[j].name.s, at->s))
				wrong(c, at, "its figure stands on "
				      "line %d already", a[j].name.line);
	}
	if (of_skill && list->n > PAY_SKILLS_MAX)
		wrong(c, &a[PAY_SKILLS_MAX].name, "an occupation may have at "
		      "most %d skill figures", PAY_SKILLS_MAX);
}

static void
check_occupations(struct check *c)
{
	struct occupation *o = c->model->occupations.v;
	ptrdiff_t n = c->model->occupations.n;

	if (n == 0)
		wrong(c, &c->model->name, "a model has at least one occupation");
	for (ptrdiff_t i = 0; i < n; i++) {
		const struct yaml_str *at = &o[i].name;

		if (at->s.len == 0)
			wrong(c, at, "a name must not be empty");
		for (ptrdiff_t j = 0; j < i; j++)
			if (str_eq_nocase(o[j].name.s, at->s))
				wrong(c, at, "an occupation of that "
				      "name stands on line %d",
				      o[j].name.line);
		o[i].base_operand = pay_operand_of(c->mem, c->model, &o[i],
		                                   "base_hourly", STR(""));
		check_number(c, &o[i].base_text, "base_hourly",
		             pay_number_read, LIMIT_BASE,
		             &o[i].base_hourly_e4);
		if (o[i].annual_as_published_e4 < 0)
			wrong(c, at, "\"annual_as_published\" must not "
			      "be below 0");
		check_adjustments(c, &o[i], &o[i].experience, false);
		check_adjustments(c, &o[i], &o[i].skills, true);
	}
}

static void
check_floors(struct check *c)
{
	const struct floor_rate *f = c->model->floors.v;

	for (ptrdiff_t i = 0; i < c->model->floors.n; i++) {
		const struct yaml_str *at = &f[i].state;

		if (!pay_limit_ok(LIMIT_FLOOR, f[i].hourly_e4))
			wrong(c, at, "\"hourly\" must be %s",
			      pay_limit_words(LIMIT_FLOOR));
		for (ptrdiff_t j = 0; j < i; j++)
			if (str_eq_nocase(f[j].state.s, at->s) &&
			    f[j].effective == f[i].effective)
				wrong(c, at, "its floor of that date "
				      "stands on line %d", f[j].state.line);
	}
}

const char *
pay_range_fault(const struct pay_model *m)
{
	if (!pay_limit_ok(LIMIT_RANGE, m->minimum_bp) ||
	    !pay_limit_ok(LIMIT_RANGE, m->maximum_bp))
		return pay_limit_words(LIMIT_RANGE);
	if (m->minimum_bp > m->maximum_bp)
		return "a minimum that is not above the maximum";
	return NULL;
}

static bool
is_currency(struct str s)
{
	for (ptrdiff_t i = 0; i < s.len; i++)
		if (s.s[i] < 'A' || s.s[i] > 'Z')
			return false;
	return s.len == 3;
}

struct pay_model *
pay_model_load(struct arena *mem, struct str file, struct str text,
               struct diags *diags)
{
	struct pay_model *m = NEW(mem, 1, struct pay_model);
	struct check c = { mem, m, diags, true };
	const char *fault;

	if (!yaml_load(mem, file, text, &model_shape, m, diags))
		return NULL;
	m->file = str_dup(mem, file);
	m->as_of = DATE_NONE;
	if (m->name.s.len == 0)
		wrong(&c, &m->name, "a name must not be empty");
	if (!is_currency(m->currency.s))
		wrong(&c, &m->currency, "\"currency\" must be "
		      "a code of three capitals, such as USD");
	check_number(&c, &m->hours_text, "hours_per_year", pay_number_read,
	             LIMIT_HOURS, &m->hours_per_year_e4);
	check_number(&c, &m->cap_text, "cap", pay_percent_read, LIMIT_CAP,
	             &m->cap_bp);
	if ((fault = pay_range_fault(m)) != NULL)
		wrong(&c, &m->name, "\"range\" must have %s",
		      fault);
	check_bands(&c);
	check_occupations(&c);
	check_floors(&c);
	return c.ok ? m : NULL;
}
