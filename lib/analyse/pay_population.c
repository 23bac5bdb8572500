/* SPDX-License-Identifier: MIT */
/*
 * The pay report's people as cell suppression sees them: the groups of the
 * walks, and some that are only counted.
 */
#include "analyse/pay_int.h"
#include "analyse/suppress_int.h"

ptrdiff_t
work_counted(const struct work *w, const struct person *p,
             uint32_t out[COUNTED_GROUPS])
{
	const struct pay_analysis *a = w->out;
	ptrdiff_t n = 0;

	/* what does not hold is put down, too, and written over */
	out[n] = a->no_experience_group;
	n += p->band < 0;
	out[n] = a->assumed_group;
	n += (p->flags & PERSON_ASSUMED_BAND) != 0;
	out[n] = a->assumed_group + 1;
	n += person_skills(w->roster, p).n == 0;
	out[n] = a->assumed_group + 2;
	n += person_credentials(w->roster, p).n == 0;
	out[n] = a->unpriced_group;
	n += p->price->benchmark == MONEY_NONE;
	if (w->pricing->occupation[p->occupation] < 0)
		out[n++] = a->unpriced_group + 1 +
		           place_of(&a->titles, p->title);
	return n;
}

static ptrdiff_t
groups(const void *ctx, ptrdiff_t person, uint32_t *out)
{
	const struct work *w = ctx;
	ptrdiff_t n = work_groups(w, person, out);

	return n + work_counted(w, &w->roster->v[person], out + n);
}

static unsigned
any(const void *ctx, ptrdiff_t person, const unsigned *of)
{
	const struct work *w = ctx;
	const struct person *p = &w->roster->v[person];
	uint32_t counted[COUNTED_GROUPS];
	unsigned out = work_any(w, p, of);

	for (ptrdiff_t n = work_counted(w, p, counted); n-- > 0;)
		out |= of[counted[n]];
	return out;
}

/* Everybody is asked; nothing is decided that cannot be foretold. */
static unsigned
measures(const void *ctx, ptrdiff_t person)
{
	const struct work *w = ctx;
	const struct person *p = &w->roster->v[person];
	const struct price *price = p->price;
	unsigned paid = !(p->flags & PERSON_NO_RATE);
	unsigned priced = paid & (price->benchmark != MONEY_NONE);
	unsigned by_model = 1u << PAY_RATIO | 1u << PAY_BENCHMARKED |
		(unsigned)(p->pay < price->minimum) << PAY_BELOW |
		(unsigned)(p->pay < price->midpoint) << PAY_UNDER |
		(unsigned)(p->pay > price->maximum) << PAY_ABOVE;

	return 1u << PAY_HEADS |
	       paid * (1u << PAY_RANKED | 1u << PAY_PAYROLL | 1u << PAY_PAID) |
	       priced * by_model;
}

static int64_t
amount(const void *ctx, ptrdiff_t person, int measure)
{
	const struct work *w = ctx;
	const struct person *p = &w->roster->v[person];

	switch (measure) {
	case PAY_HEADS:
		return 1;
	case PAY_PAYROLL:
		return muldiv(p->pay, p->fte_e4, 10000);
	case PAY_RATIO:
		return price_ratio(p);
	case PAY_BELOW:
		return muldiv(p->price->minimum - p->pay, p->fte_e4, 10000);
	case PAY_UNDER:
		return muldiv(p->price->midpoint - p->pay, p->fte_e4, 10000);
	case PAY_ABOVE:
		return muldiv(p->pay - p->price->maximum, p->fte_e4, 10000);
	default:
		return p->pay;
	}
}

/* What a person's pay is multiplied by. */
static uint64_t
weight(const void *ctx, ptrdiff_t person, int measure)
{
	const struct work *w = ctx;
	const struct person *p = &w->roster->v[person];

	return measure == PAY_PAYROLL ? (uint64_t)p->fte_e4
	     : measure == PAY_RATIO ? mod_inverse((uint64_t)p->price->midpoint) : 1;
}

void
work_number_counted(struct work *w)
{
	struct pay_analysis *a = w->out;

	a->no_experience_group = w->n;
	a->assumed_group = w->n + 1;
	a->unpriced_group = w->n + 4;
	a->titles = w->places[PAY_BY_TITLE];
	w->n_all = a->unpriced_group + 1 + a->titles.n;
}

/* How many people a group has by measure, as measures() has it. */
static void
count_group(uint32_t people[PAY_MEASURES], const struct tally *t)
{
	uint32_t paid = (uint32_t)t->v[COUNT_PAID];
	uint32_t benchmarked = (uint32_t)tally_benchmarked(t);

	people[PAY_HEADS] = (uint32_t)tally_people(t);
	people[PAY_RANKED] = people[PAY_PAYROLL] = people[PAY_PAID] = paid;
	people[PAY_RATIO] = people[PAY_BENCHMARKED] = benchmarked;
	people[PAY_BELOW] = (uint32_t)t->v[COUNT_BELOW];
	people[PAY_UNDER] = (uint32_t)t->v[COUNT_UNDER];
	people[PAY_ABOVE] = (uint32_t)t->v[COUNT_ABOVE];
}

void
work_population(struct work *w)
{
	struct pay_analysis *a = w->out;
	uint32_t *watched = NEW(w->mem, 4, uint32_t);
	uint32_t *people = NEW(w->mem, 1 + w->n_all * PAY_MEASURES, uint32_t);

	for (uint32_t g = 0; g < w->n_all; g++)
		count_group(people + 1 + g * PAY_MEASURES, &w->sum[g]);
	a->people = (struct population){
		.n = w->roster->n, .n_measure = PAY_MEASURES,
		.n_group = w->n_all, .people = people,
		/* the unpriced are those paid less those benchmarked, what
		 * part-timers earn is pay less payroll; a ratio is missed
		 * most */
		.family = { [PAY_RANKED] = 1, [PAY_PAYROLL] = 2,
		            [PAY_RATIO] = 2, [PAY_PAID] = 2,
		            [PAY_BENCHMARKED] = 2, [PAY_BELOW] = 3,
		            [PAY_UNDER] = 4, [PAY_ABOVE] = 5 },
		.watched = watched, .n_watched = 4,
		.weighs = 1u << PAY_PAYROLL | 1u << PAY_RATIO,
		.most = w->most + CROSS_GROUPS + NAME_TABLES, .groups = groups,
		.any = any, .measures = measures, .amount = amount,
		.weight = weight, .ctx = w,
	};
	watched[0] = population_set(&a->people, a->unpriced_group, PAY_PAID);
	watched[1] = population_set(&a->people, a->no_experience_group,
	                            PAY_PAID);
	/* those without any skill, and without any credential */
	watched[2] = population_set(&a->people, a->assumed_group + 1, PAY_PAID);
	watched[3] = population_set(&a->people, a->assumed_group + 2, PAY_PAID);
}
