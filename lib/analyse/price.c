/* SPDX-License-Identifier: MIT */
#include "analyse/price.h"

const char *const zone_words[ZONE_N] = {
	[ZONE_NONE] = "", [ZONE_BELOW] = "under 80 %",
	[ZONE_LOW] = "80 to 90 %", [ZONE_WITHIN] = "90 to 110 %",
	[ZONE_HIGH] = "110 to 120 %", [ZONE_ABOVE] = "over 120 %",
};

/* Of a skill that has no premium. */
#define RANK_NONE INT64_MIN

/* The premiums that a person's skills have, each once; a place more than can
 * be, for what is put down before it is known to count. */
struct premiums {
	int32_t v[PAY_SKILLS_MAX + 1];
	ptrdiff_t n;
};

static const struct occupation *
occupation_at(const struct pay_model *m, ptrdiff_t i)
{
	return (const struct occupation *)m->occupations.v + i;
}

/* The index of each skill name's premium in one occupation, or -1. */
static const int32_t *
skill_indices(struct arena *mem, const struct roster *r,
              const struct occupation *o)
{
	ptrdiff_t n = roster_names(r, V_SKILL);
	int32_t *index = NEW(mem, n + 1, int32_t);
	const struct adjustment *a = o->skills.v;

	for (ptrdiff_t id = 0; id < n; id++) {
		struct str name = roster_name(r, V_SKILL, (uint32_t)id);

		index[id] = -1;
		for (int32_t k = 0; k < o->skills.n; k++)
			if (str_eq_nocase(a[k].name.s, name))
				index[id] = k;
	}
	return index;
}

/*
 * How each skill name ranks in one occupation: by premium, of equal ones the
 * first in the model; it is in the last bits.  So of some the one that decides
 * alone is that of the highest rank, and none of them has to be looked at.
 */
static const int64_t *
skill_ranks(struct arena *mem, const struct roster *r,
            const struct occupation *o, const int32_t *index)
{
	ptrdiff_t n = roster_names(r, V_SKILL);
	int64_t *rank = NEW(mem, n + 1, int64_t);
	const struct adjustment *a = o->skills.v;

	for (ptrdiff_t id = 0; id < n; id++)
		rank[id] = index[id] < 0 ? RANK_NONE
			: a[index[id]].bp * 64 + (63 - index[id]);
	return rank;
}

/* A benchmark is a price: what comes to nothing or less is none. */
static struct priced
priced_by(const struct pay_model *m, ptrdiff_t occupation, int band,
          const int32_t *skill, ptrdiff_t n_skill)
{
	const struct adjustment *a = pay_experience(m, occupation, band);
	struct step step[PAY_STEPS_MAX];
	ptrdiff_t n = pay_steps(m, occupation, band, skill, n_skill, step,
	                        NULL);
	money v = steps_value(step, n);
	bool bands = occupation_at(m, occupation)->experience.n > 0;

	return (struct priced){
		.benchmark = v > 0 ? v : MONEY_NONE,
		.assumed = band >= 0 && (a ? a->assumed : bands),
	};
}

static const struct priced *
price_beforehand(struct arena *mem, const struct pricing *pr)
{
	const struct pay_model *m = pr->model;
	struct priced *table = NEW(mem, m->occupations.n * pr->n_bands *
	                           pr->n_premiums, struct priced);
	struct priced *p = table;

	for (ptrdiff_t o = 0; o < m->occupations.n; o++)
		for (int band = -1; band + 1 < pr->n_bands; band++)
			for (int32_t k = -1; k + 1 < pr->n_premiums; k++, p++)
				if (k < occupation_at(m, o)->skills.n)
					*p = priced_by(m, o, band, &k, k >= 0);
	return table;
}

/* Which credential names make a person certified. */
static const bool *
certifying(struct arena *mem, const struct roster *r,
           const struct pay_model *m)
{
	ptrdiff_t n = roster_names(r, V_CREDENTIAL);
	bool *yes = NEW(mem, n + 1, bool);

	for (ptrdiff_t id = 1; id < n; id++)
		for (ptrdiff_t k = 0; k < m->certified.n; k++)
			yes[id] |= str_eq_nocase(m->certified.v[k].s,
				roster_name(r, V_CREDENTIAL, (uint32_t)id));
	return yes;
}

/* Number the different floors. */
static const uint32_t *
number_floors(struct arena *mem, const money *floor, ptrdiff_t n_states,
              ptrdiff_t *n_floors)
{
	uint32_t *number = NEW(mem, n_states + 1, uint32_t);
	struct { VEC(money); } floors = { 0 };

	for (ptrdiff_t id = 0; id < n_states; id++) {
		while (number[id] < floors.n &&
		       floors.v[number[id]] != floor[id])
			number[id]++;
		if (number[id] == floors.n)
			*VEC_PUSH(mem, &floors) = floor[id];
	}
	*n_floors = floors.n;
	return number;
}

/* Room for what is worked out of the model alone, once for everyone. */
static void
prepare_prices(struct arena *mem, struct pricing *pr, ptrdiff_t n_states)
{
	pr->priced = price_beforehand(mem, pr);
	pr->floor_no = number_floors(mem, pr->floor, n_states, &pr->n_floors);
	pr->given = NEW(mem, pr->model->occupations.n * pr->n_bands *
	                pr->n_premiums * pr->n_floors, const struct price *);
}

struct pricing
price_prepare(struct arena *mem, const struct roster *r,
              const struct pay_model *m)
{
	ptrdiff_t n_names = roster_names(r, V_OCCUPATION);
	ptrdiff_t n_states = roster_names(r, V_STATE);
	ptrdiff_t n = m->occupations.n, most = 0;
	int32_t *occupation = NEW(mem, n_names + 1, int32_t);
	const int32_t **skill = NEW(mem, n, const int32_t *);
	const int64_t **rank = NEW(mem, n, const int64_t *);
	int64_t *floor_e4 = NEW(mem, n_states + 1, int64_t);
	money *floor = NEW(mem, n_states + 1, money);
	struct prices *prices = NEW(mem, 1, struct prices);

	prices_init(prices, mem);
	for (ptrdiff_t id = 0; id < n_names; id++)
		occupation[id] = (int32_t)pay_occupation(
			m, roster_name(r, V_OCCUPATION, (uint32_t)id));
	for (ptrdiff_t id = 0; id < n_states; id++) {
		floor_e4[id] = pay_floor(m, roster_name(r, V_STATE,
		                                        (uint32_t)id));
		floor[id] = (floor_e4[id] * m->hours_per_year_e4 + 9999) /
		            10000;
	}
	for (ptrdiff_t i = 0; i < n; i++) {
		const struct occupation *o = occupation_at(m, i);

		skill[i] = skill_indices(mem, r, o);
		rank[i] = skill_ranks(mem, r, o, skill[i]);
		if (o->skills.n > most)
			most = o->skills.n;
	}
	struct pricing pr = {
		.model = m, .occupation = occupation, .skill = skill,
		.rank = rank, .certifies = certifying(mem, r, m),
		.floor_e4 = floor_e4, .floor = floor, .prices = prices,
		.n_bands = m->bands.n + 1, .n_premiums = most + 1,
	};
	prepare_prices(mem, &pr, n_states);
	return pr;
}

static void
find_premiums(const struct pricing *pr, const struct roster *r,
              const struct person *p, ptrdiff_t occupation,
              struct premiums *own)
{
	const int32_t *index = pr->skill[occupation];
	struct own_skills skills = person_skills(r, p);
	uint64_t seen = 0;

	own->n = 0;
	for (uint32_t i = 0; i < skills.n; i++) {
		int32_t k = index[skills.v[i]];
		int at = k & 63;
		bool more = (k >= 0) & !(seen >> at & 1);

		own->v[own->n] = k;
		own->n += more;
		seen |= (uint64_t)more << at;
	}
}

/* Of a person's premiums the one that decides alone, where one does, or -1. */
static int32_t
highest(const struct pricing *pr, const struct roster *r,
        const struct person *p, ptrdiff_t occupation)
{
	const int64_t *rank = pr->rank[occupation];
	struct own_skills skills = person_skills(r, p);
	int64_t best = RANK_NONE;

	for (uint32_t i = 0; i < skills.n; i++) {
		int64_t one = rank[skills.v[i]];

		best = one > best ? one : best;
	}
	if (best == RANK_NONE || pr->model->combine == COMBINE_NONE)
		return -1;
	return 63 - (int32_t)(best & 63);
}

/* Pay / base in 10^-9; a ratio that no pay has is the greatest there is. */
static int64_t
ratio_of(const struct person *p, money base)
{
	if (p->flags & PERSON_NO_RATE || p->price->benchmark == MONEY_NONE)
		return MONEY_NONE;
	i128 q = i128_div_round((i128)p->pay * 1000000000, base);

	return q > INT64_MAX ? INT64_MAX : (int64_t)q;
}

int64_t
price_ratio(const struct person *p)
{
	return ratio_of(p, p->price->midpoint);
}

int64_t
price_market(const struct person *p)
{
	return ratio_of(p, p->price->benchmark);
}

/* Each limit passed is a zone more: added, not decided, since which it is can
 * be foretold of nobody. */
static enum zone
zone_of(money pay, money midpoint)
{
	i128 p = (i128)pay * 100, m = midpoint;

	return (enum zone)(ZONE_BELOW + (p >= m * 80) + (p >= m * 90) +
	                   (p > m * 110) + (p > m * 120));
}

/* What the model has for a person. */
struct modelled {
	struct priced own;
	money experience;             /* experience only                   */
	int64_t premium;
	ptrdiff_t place;              /* in the table of priced; -1: more than
	                                 one premium counts                */
};

/* Whether no more than one premium of anybody counts. */
static bool
decides_alone(const struct pay_model *m)
{
	return m->combine == COMBINE_HIGHEST || m->combine == COMBINE_NONE;
}

/* Set the band and find benchmark and premium; none if the model has none. */
static struct modelled
price_by_model(const struct pricing *pr, const struct roster *r,
               struct person *p)
{
	int32_t o = pr->occupation[p->occupation];
	struct modelled m = { { MONEY_NONE, false }, MONEY_NONE, -1, -1 };

	p->flags &= (uint16_t)~(PERSON_ASSUMED_BAND | PERSON_BELOW_FLOOR);
	p->band = (int8_t)pay_band(pr->model, p->experience,
	                           p->flags & PERSON_PLUS);
	if (o < 0)
		return m;
	struct premiums own;
	ptrdiff_t row = (o * pr->n_bands + p->band + 1) * pr->n_premiums;

	own.n = 0;
	if (!decides_alone(pr->model))
		find_premiums(pr, r, p, o, &own);
	m.premium = highest(pr, r, p, o);
	m.experience = pr->priced[row].benchmark;
	if (own.n <= 1) {
		m.place = row + m.premium + 1;
		m.own = pr->priced[m.place];
	} else {
		m.own = priced_by(pr->model, o, p->band, own.v, own.n);
	}
	if (m.own.assumed)
		p->flags |= PERSON_ASSUMED_BAND;
	return m;
}

/* The grade's range, or one round the benchmark; the floor under both. */
static void
set_range(const struct pricing *pr, const struct person *p, struct price *out)
{
	money floor = pr->floor[p->state];

	if (!(p->flags & PERSON_GRADE)) {
		i128 least = (i128)out->benchmark * pr->model->minimum_bp;
		i128 most = (i128)out->benchmark * pr->model->maximum_bp;

		out->minimum = (money)((least + 9999) / 10000);
		out->maximum = (money)(most / 10000);
		out->midpoint = out->benchmark;
	}
	if (out->minimum < floor)
		out->minimum = floor;
	if (out->maximum < out->minimum)
		out->maximum = out->minimum;
}

/* Whether the person holds such a credential, valid on the as-of date. */
static bool
is_certified(const struct pricing *pr, const struct roster *r,
             const struct person *p)
{
	struct own_credentials own = person_credentials(r, p);
	unsigned valid = 1u << CRED_ACTIVE | 1u << CRED_EXPIRING_90 |
	                 1u << CRED_LIFETIME;
	unsigned any = 0;

	for (uint32_t i = 0; i < own.n; i++)
		any |= pr->certifies[own.v[i].credential] &
		       valid >> own.v[i].state;
	return any & 1;
}

/* Work a price out, and share it. */
static const struct price *
new_price(const struct pricing *pr, const struct person *p,
          const struct modelled *m)
{
	struct price price = p->flags & PERSON_GRADE ? *p->price : no_price;

	price.benchmark = m->own.benchmark;
	price.benchmark_experience = m->experience;
	price.premium = m->premium;
	if (price.benchmark != MONEY_NONE)
		set_range(pr, p, &price);
	return prices_share(pr->prices, &price);
}

/* Of most people the model alone says it, and said it of others before. */
static const struct price *
price_of(const struct pricing *pr, const struct person *p,
         const struct modelled *m)
{
	const struct price **given;

	if (p->flags & PERSON_GRADE)
		return new_price(pr, p, m);
	if (pr->occupation[p->occupation] < 0)
		return &no_price;
	if (m->place < 0)
		return new_price(pr, p, m);
	given = &pr->given[m->place * pr->n_floors + pr->floor_no[p->state]];
	if (!*given)
		*given = new_price(pr, p, m);
	return *given;
}

void
price_person(const struct pricing *pr, const struct roster *r,
             struct person *p)
{
	bool rate = !(p->flags & PERSON_NO_RATE);
	struct modelled m = price_by_model(pr, r, p);

	p->price = price_of(pr, p, &m);
	p->zone = ZONE_NONE;
	if (rate && m.own.benchmark != MONEY_NONE)
		p->zone = (uint8_t)zone_of(p->pay, p->price->midpoint);
	if (rate && p->pay < pr->floor[p->state])
		p->flags |= PERSON_BELOW_FLOOR;
	if (is_certified(pr, r, p))
		p->flags |= PERSON_CERTIFIED;
}

ptrdiff_t
price_steps(const struct pricing *pr, const struct roster *r,
            const struct person *p, struct step *out)
{
	int32_t o = pr->occupation[p->occupation];

	if (o < 0 || p->price->benchmark == MONEY_NONE)
		return 0;
	struct premiums own;

	find_premiums(pr, r, p, o, &own);
	return pay_steps(pr->model, o, p->band, own.v, own.n, out, NULL);
}

ptrdiff_t
price_steps_open(const struct pricing *pr, const struct roster *r,
                 const struct person *p, enum combine combine,
                 struct step *out)
{
	int32_t o = pr->occupation[p->occupation];

	if (o < 0 || p->price->benchmark == MONEY_NONE)
		return 0;
	struct premiums own;

	find_premiums(pr, r, p, o, &own);
	return pay_steps_open(pr->model, combine, o, p->band, own.v, own.n,
	                      out);
}
