/* SPDX-License-Identifier: MIT */
#include "model/pay.h"

#include "norm/values.h"

const char *const combine_words[] = {
	[COMBINE_HIGHEST] = "highest", [COMBINE_SUM] = "sum",
	[COMBINE_CAPPED] = "capped", [COMBINE_COMPOUND] = "compound",
	[COMBINE_NONE] = "none", NULL
};

ptrdiff_t
pay_occupation(const struct pay_model *m, struct str name)
{
	const struct occupation *o = m->occupations.v;

	for (ptrdiff_t i = 0; i < m->occupations.n; i++)
		if (str_eq_nocase(o[i].name.s, name))
			return i;
	return -1;
}

int
pay_band(const struct pay_model *m, int32_t millimonths, bool plus)
{
	const struct band *b = m->bands.v;
	/* years x 10,000 against millimonths, on a common measure */
	int64_t x = (int64_t)millimonths * 10000;

	if (millimonths < 0)
		return -1;
	for (int i = 0; i < m->bands.n; i++) {
		int64_t through = b[i].through_e4 * YEAR_MILLIMONTHS;

		if (b[i].through_e4 ? x < through || (x == through && !plus)
		    : !b[i].below_e4 || x < b[i].below_e4 * YEAR_MILLIMONTHS)
			return i;
	}
	return -1;
}

const struct floor_rate *
pay_floor_rate(const struct pay_model *m, struct str state)
{
	const struct floor_rate *f = m->floors.v, *latest = NULL;

	for (ptrdiff_t i = 0; i < m->floors.n; i++) {
		if (!str_eq_nocase(f[i].state.s, state) ||
		    (m->as_of != DATE_NONE && f[i].effective > m->as_of))
			continue;
		if (!latest || f[i].effective >= latest->effective)
			latest = &f[i];
	}
	return latest;
}

int64_t
pay_floor(const struct pay_model *m, struct str state)
{
	const struct floor_rate *us = pay_floor_rate(m, STR("US"));
	const struct floor_rate *own = pay_floor_rate(m, state);
	int64_t country = us ? us->hourly_e4 : 0;

	return own && own->hourly_e4 > country ? own->hourly_e4 : country;
}

int32_t
pay_model_age(const struct pay_model *m, date as_of)
{
	date d = m->effective != DATE_NONE ? m->effective : m->estimated;

	return d == DATE_NONE ? -1 : date_months_between(d, as_of);
}

const struct adjustment *
pay_experience(const struct pay_model *m, ptrdiff_t occupation, int band)
{
	const struct occupation *o =
		(const struct occupation *)m->occupations.v + occupation;
	const struct adjustment *a = o->experience.v;

	if (band < 0 || band >= m->bands.n)
		return NULL;
	struct str name = ((const struct band *)m->bands.v)[band].name.s;
	for (ptrdiff_t i = 0; i < o->experience.n; i++)
		if (str_eq_nocase(a[i].name.s, name))
			return &a[i];
	return NULL;
}

static void
push(struct step *out, ptrdiff_t *n, enum step_op op,
     const struct adjustment *a)
{
	out[(*n)++] = (struct step){ op, a->operand, a->bp, a->name.line, a };
}

/* One step for each skill of the set, in the model's order. */
static void
push_skills(struct step *out, ptrdiff_t *n, enum step_op op,
            const struct adjustment *a, uint64_t set)
{
	for (; set; set &= set - 1)
		push(out, n, op, &a[__builtin_ctzll(set)]);
}

/* Each skill once, as bits; PAY_SKILLS_MAX is below 64. */
static uint64_t
skill_set(const int32_t *skill, ptrdiff_t n)
{
	uint64_t set = 0;

	for (ptrdiff_t i = 0; i < n; i++)
		set |= UINT64_C(1) << skill[i];
	return set;
}

/* The largest premium of a set, of equal ones the first; -1: none. */
static int32_t
highest(const struct adjustment *a, uint64_t set)
{
	int32_t best = -1;

	for (; set; set &= set - 1) {
		int32_t k = __builtin_ctzll(set);

		if (best < 0 || a[k].bp > a[best].bp)
			best = k;
	}
	return best;
}

/* The steps, one by one; `skills` is how each of the set is taken. */
static ptrdiff_t
take_steps(const struct pay_model *m, enum combine combine,
           ptrdiff_t occupation, int band, uint64_t set,
           enum step_op skills, struct step *out)
{
	const struct occupation *o =
		(const struct occupation *)m->occupations.v + occupation;
	const struct adjustment *a = o->skills.v;
	const struct adjustment *of_band = pay_experience(m, occupation, band);
	enum step_op op = combine == COMBINE_COMPOUND ? STEP_TIMES : STEP_ADD;
	ptrdiff_t n = 0;

	out[n++] = (struct step){ STEP_BASE, o->base_operand,
		                  o->base_hourly_e4, o->base_text.line, NULL };
	out[n++] = (struct step){ STEP_HOURS, STR("hours_per_year"),
		                  m->hours_per_year_e4, m->hours_text.line,
		                  NULL };
	if (combine == COMBINE_CAPPED && set) {
		push_skills(out, &n, skills, a, set);
		out[n++] = (struct step){ STEP_CAP, STR("cap"), m->cap_bp,
			                  m->cap_text.line, NULL };
		set = 0;
	}
	if (of_band)
		push(out, &n, op, of_band);
	push_skills(out, &n, skills, a, set);
	if (op == STEP_ADD && n > 2)
		out[n++] = (struct step){ .op = STEP_APPLY,
			                  .operand = STR("") };
	out[n++] = (struct step){ .op = STEP_ROUND, .operand = STR("") };
	return n;
}

ptrdiff_t
pay_steps(const struct pay_model *m, ptrdiff_t occupation, int band,
          const int32_t *skill, ptrdiff_t n_skill, struct step *out,
          int32_t *premium)
{
	const struct occupation *o =
		(const struct occupation *)m->occupations.v + occupation;
	uint64_t set = m->combine == COMBINE_NONE ? 0
	                                          : skill_set(skill, n_skill);
	int32_t best = highest(o->skills.v, set);

	if (premium)
		*premium = best;
	if (m->combine == COMBINE_HIGHEST && best >= 0)
		set = UINT64_C(1) << best;
	return take_steps(m, (enum combine)m->combine, occupation, band, set,
	                  m->combine == COMBINE_COMPOUND ? STEP_TIMES
	                                                 : STEP_ADD, out);
}

ptrdiff_t
pay_steps_open(const struct pay_model *m, enum combine combine,
               ptrdiff_t occupation, int band, const int32_t *skill,
               ptrdiff_t n_skill, struct step *out)
{
	static const enum step_op by[] = {
		[COMBINE_HIGHEST] = STEP_HIGHEST, [COMBINE_SUM] = STEP_ADD,
		[COMBINE_CAPPED] = STEP_ADD, [COMBINE_COMPOUND] = STEP_TIMES,
		[COMBINE_NONE] = STEP_ADD,
	};

	return take_steps(m, combine, occupation, band,
	                  combine == COMBINE_NONE ? 0
	                                          : skill_set(skill, n_skill),
	                  by[combine], out);
}

/*
 * A whole number of any size that a model can come to: base and hours take
 * 61 bits, each of at most PAY_STEPS_MAX factors 17 to 20.
 */
enum { LIMBS = 24 };

struct wide {
	uint64_t limb[LIMBS];         /* least first                       */
	bool minus, over;
};

__extension__ typedef unsigned __int128 u128;

static void
wide_times(struct wide *w, int64_t by)
{
	uint64_t factor = by < 0 ? -(uint64_t)by : (uint64_t)by, carry = 0;

	w->minus ^= by < 0;
	for (int i = 0; i < LIMBS; i++) {
		u128 x = (u128)w->limb[i] * factor + carry;

		w->limb[i] = (uint64_t)x;
		carry = (uint64_t)(x >> 64);
	}
	w->over |= carry != 0;
}

/* Divide, rounding down; returns the remainder. */
static uint64_t
wide_divide(struct wide *w, uint64_t by)
{
	uint64_t rest = 0;

	for (int i = LIMBS; i-- > 0;) {
		u128 x = (u128)rest << 64 | w->limb[i];

		w->limb[i] = (uint64_t)(x / by);
		rest = (uint64_t)(x % by);
	}
	return rest;
}

/*
 * Divide by 10000^scale, halves away from zero.  Only the last remainder
 * decides: what the earlier divisions dropped is less than one of its units.
 */
static money
wide_round(struct wide *w, int scale)
{
	uint64_t rest = 0;

	for (; scale > 0; scale--)
		rest = wide_divide(w, 10000);
	w->limb[0] += rest >= 5000;
	for (int i = 1; i < LIMBS; i++)
		w->over |= w->limb[i] != 0;
	if (w->over || w->limb[0] > (uint64_t)MONEY_MAX)
		w->limb[0] = (uint64_t)MONEY_MAX;
	return w->minus ? -(money)w->limb[0] : (money)w->limb[0];
}

money
steps_value(const struct step *s, ptrdiff_t n)
{
	struct wide w = { .limb = { n > 0 } };
	int64_t gathered = 0, best = 0;
	int scale = 0;

	for (ptrdiff_t i = 0; i < n; i++)
		switch (s[i].op) {
		case STEP_BASE:
			wide_times(&w, s[i].value);
			break;
		case STEP_HOURS:
			wide_times(&w, s[i].value);
			scale++;
			break;
		case STEP_ADD:
			gathered += s[i].value;
			break;
		case STEP_HIGHEST:
			if (i == 0 || s[i - 1].op != STEP_HIGHEST)
				gathered += best = s[i].value;
			else if (s[i].value > best)
				gathered += s[i].value - best, best = s[i].value;
			break;
		case STEP_CAP:
			if (gathered > s[i].value)
				gathered = s[i].value;
			break;
		case STEP_APPLY:
			wide_times(&w, 10000 + gathered);
			gathered = 0;
			scale++;
			break;
		case STEP_TIMES:
			wide_times(&w, 10000 + s[i].value);
			scale++;
			break;
		case STEP_ROUND:
			break;
		}
	return wide_round(&w, scale);
}

/* A number without needless zeros: 1062 with 2 places is "10.62". */
static struct str
plain(struct arena *mem, int64_t v, int places, bool commas)
{
	int shown = places;

	for (int64_t x = v; shown > 0 && x % 10 == 0; x /= 10)
		shown--;
	return decimal_str(mem, v, places, shown, commas);
}

/* "experience: Entry", "skill: Wound Care". */
static struct str
share_name(struct arena *mem, const struct step *s)
{
	return str_fmt(mem, "%s: %.*s", s->of->of_skill ? "skill"
	               : "experience", FMT(s->of->name.s));
}

struct str
step_str(struct arena *mem, const struct pay_model *m, const struct step *s)
{
	struct sbuf b = { .mem = mem };
	int64_t v = s->value, size = v < 0 ? -v : v;

	switch (s->op) {
	case STEP_BASE:
		sbuf_fmt(&b, "%.*s an hour, the base",
		         FMT(decimal_str(mem, v, 4, v % 100 ? 4 : 2, true)));
		break;
	case STEP_HOURS:
		sbuf_fmt(&b, "x %.*s hours a year",
		         FMT(plain(mem, v, 4, true)));
		break;
	case STEP_ADD:
	case STEP_HIGHEST:
		sbuf_fmt(&b, "%c %.*s %% %.*s%s", v < 0 ? '-' : '+',
		         FMT(plain(mem, size, 2, false)),
		         FMT(share_name(mem, s)),
		         s->op == STEP_ADD ? "" : ", if no other is higher");
		break;
	case STEP_CAP:
		sbuf_fmt(&b, "at most %.*s %% for skills",
		         FMT(plain(mem, v, 2, false)));
		break;
	case STEP_APPLY:
		sbuf_put(&b, STR("x (1 + the shares above)"));
		break;
	case STEP_TIMES:
		sbuf_fmt(&b, "x %.*s %.*s",
		         FMT(plain(mem, 10000 + v, 4, false)),
		         FMT(share_name(mem, s)));
		break;
	case STEP_ROUND:
		sbuf_put(&b, STR("rounded once, to 0.0001 a year"));
		break;
	}
	if (s->of && s->of->ceiling)
		sbuf_put(&b, STR(", as high as"));
	if (s->of && s->of->assumed)
		sbuf_put(&b, STR(", assumed"));
	if (s->line > 0)
		sbuf_fmt(&b, " (%.*s:%d)", FMT(m->file), s->line);
	else if (s->op != STEP_APPLY && s->op != STEP_ROUND)
		sbuf_put(&b, s->line < 0 ? STR(" (what-if)")
		                         : STR(" (default)"));
	return sbuf_str(&b);
}
