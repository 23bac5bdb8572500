/* SPDX-License-Identifier: MIT */
#include "analyse/pay_int.h"

/* Empty packs that begin where a line of the cache does. */
static struct pack *
new_packs(struct arena *mem, ptrdiff_t n)
{
	char *at = (char *)NEW(mem, n + 1, struct pack);

	return (struct pack *)(void *)(at + (-(uintptr_t)at & 63));
}

static struct person_line
line_of(const struct person *p, ptrdiff_t i, money low, money high)
{
	money gap = high - low;

	return (struct person_line){
		(uint32_t)i, gap, group_figure((i128)gap * p->fte_e4, 10000)
	};
}

/* Counts and lines of the whole report. */
static void
add_to_report(struct work *w, ptrdiff_t i)
{
	const struct person *p = &w->roster->v[i];
	struct pay_analysis *a = w->out;

	a->unpriced += p->price->benchmark == MONEY_NONE;
	a->no_experience += p->band < 0;
	a->assumed_band += (p->flags & PERSON_ASSUMED_BAND) != 0;
	a->certified_people += (p->flags & PERSON_CERTIFIED) != 0;
	if (p->flags & PERSON_NO_RATE) {
		*VEC_PUSH(w->mem, &a->no_rate) = (struct person_line){
			(uint32_t)i, MONEY_NONE, MONEY_NONE };
		return;
	}
	if (p->flags & PERSON_BELOW_FLOOR)
		*VEC_PUSH(w->mem, &a->below_floor) =
			line_of(p, i, p->pay, w->pricing->floor[p->state]);
	if (p->price->benchmark == MONEY_NONE)
		return;
	w->market[w->n_market++] = price_market(p);
	if (p->pay < p->price->minimum)
		*VEC_PUSH(w->mem, &a->below_range) =
			line_of(p, i, p->pay, p->price->minimum);
	if (p->pay > p->price->maximum)
		*VEC_PUSH(w->mem, &a->above_range) =
			line_of(p, i, p->price->maximum, p->pay);
}

/* Add someone to their slots.  In a pass, since to leave the loop over them,
 * of which there are more or fewer, takes as long as two of them. */
static void
add_person(struct work *w, ptrdiff_t i)
{
	const struct person *p = &w->roster->v[i];
	uint32_t *spread = w->spread + w->range[i];
	bool paid = !(p->flags & PERSON_NO_RATE);
	ptrdiff_t n_range = w->ranges.n;
	const uint32_t *slot;
	ptrdiff_t n = work_slots(w, p, &slot);
	struct pack one;

	if (pack_of(p, &one)) {
		for (ptrdiff_t k = 0; k < n; k++) {
			pack_add(&w->pack[slot[k]], &one);
			spread[slot[k] * n_range] += paid;
		}
	} else {
		struct tally all = tally_of(p);

		for (ptrdiff_t k = 0; k < n; k++) {
			tally_add(&w->sum[slot[k]], &all);
			spread[slot[k] * n_range] += paid;
		}
	}
	if (n > w->most)
		w->most = n;
}

/* The prices of some people, and the ranges that they are paid in. */
static void
price_people(struct work *w, ptrdiff_t from, ptrdiff_t end)
{
	struct roster *r = w->roster;

	for (ptrdiff_t i = from; i < end; i++)
		price_person(w->pricing, r, &r->v[i]);
	for (ptrdiff_t i = from; i < end; i++)
		w->range[i] = r->v[i].flags & PERSON_NO_RATE ? 0 :
			(uint8_t)range_of(&w->ranges, r->v[i].pay);
}

static void
settle(struct work *w)
{
	for (uint32_t g = 0; g < w->n_slots; g++)
		pack_settle(&w->pack[g], &w->sum[g]);
}

/* Give the groups that are made of crosses what these have. */
static void
spread_crosses(struct work *w)
{
	ptrdiff_t n_range = w->ranges.n;

	for (ptrdiff_t i = 0; i < w->cross.n; i++) {
		const struct cross *c = &w->cross.v[i];
		ptrdiff_t slot = w->n_all + i;

		if (tally_people(&w->sum[slot]) == 0)
			continue;
		for (int k = 0; k < c->n; k++) {
			ptrdiff_t g = c->group[k];

			tally_add(&w->sum[g], &w->sum[slot]);
			for (ptrdiff_t r = 0; r < n_range; r++)
				w->spread[g * n_range + r] +=
					w->spread[slot * n_range + r];
		}
	}
}

/* So many groups and crosses may be counted by so many ranges: up to 16 bytes
 * a person and some more. */
static ptrdiff_t
spread_most(const struct work *w, ptrdiff_t n_range)
{
	return (4 * w->roster->n + 16384) / n_range;
}

/* The ranges of pay, by that of some, and room to count who is in them, however
 * many groups there are. */
static void
find_ranges(struct work *w)
{
	enum { SAMPLE = 4096 };
	const struct roster *r = w->roster;
	ptrdiff_t step = r->n / SAMPLE + 1, n = 0, n_range = RANGES_MOST;
	int64_t *pay = NEW(&w->tmp, SAMPLE, int64_t);

	for (ptrdiff_t i = 0; i < r->n; i += step)
		if (!(r->v[i].flags & PERSON_NO_RATE))
			pay[n++] = r->v[i].pay;
	while (n_range > 1 && w->n_slots > spread_most(w, n_range))
		n_range /= 2;
	w->ranges = ranges_for(pay, n, (int)n_range);
	w->range = NEW(&w->tmp, r->n, uint8_t);
	w->spread = NEW(&w->tmp, w->n_slots * n_range, uint32_t);
}

void
work_walk(struct work *w)
{
	enum { AT_ONCE = 64 };                /* while they are in the cache */
	const struct roster *r = w->roster;

	work_number(w);
	w->sum = NEW(&w->tmp, w->n_slots, struct tally);
	w->pack = new_packs(&w->tmp, w->n_slots);
	find_ranges(w);
	w->market = NEW(&w->tmp, r->n, int64_t);
	for (ptrdiff_t i = 0; i < r->n; i++) {
		if (i % AT_ONCE == 0)
			price_people(w, i, i + AT_ONCE < r->n ? i + AT_ONCE
			                                      : r->n);
		add_person(w, i);
		add_to_report(w, i);
		if (i % PACK_MOST == PACK_MOST - 1)
			settle(w);
	}
	settle(w);
	spread_crosses(w);
}

/* A percentile of a group, by its number in group_percentile. */
static struct quantile
percentile(const struct work *w, uint32_t g, int i)
{
	const money *pay = &w->ranks[g].pay[2 * i];
	int64_t n = w->sum[g].v[COUNT_PAID];

	return (struct quantile){
		pay[0], pay[1], quantile_rank(n, group_percentile[i]).part };
}

struct quantile
work_median(const struct work *w, uint32_t group)
{
	return percentile(w, group, PERCENTILES / 2);
}

struct group
work_group(const struct work *w, uint32_t group, struct str name)
{
	int64_t hours_e4 = w->pricing->model->hours_per_year_e4;
	struct group out = tally_figures(&w->sum[group], hours_e4);
	struct quantile q[PERCENTILES];

	out.name = name;
	out.number = group;
	if (out.paid == 0)
		return out;
	for (int i = 0; i < PERCENTILES; i++)
		q[i] = percentile(w, group, i);
	group_percentiles(&out, q, hours_e4);
	return out;
}
