/* SPDX-License-Identifier: MIT */
/*
 * The percentiles of all groups: of each group the pay is gathered that is in
 * the ranges where a rank is, and the rank selected there.
 */
#include "analyse/pay_int.h"
#include "base/select.h"

/* A range of a group that has ranks in it. */
struct bin {
	uint32_t group;
	ptrdiff_t below;              /* people of the group below it      */
	ptrdiff_t at, n;              /* in the pay gathered               */
};

/* As many groups as there is room for at a time. */
struct gathering {
	struct work *w;
	struct arena mem;
	uint32_t first, end;          /* groups                            */
	struct { VEC(struct bin); } bins;
	bool wanted[RANGES_MOST];     /* ranges in which any group has one */
	money *pay;                   /* [n] of all bins                   */
	ptrdiff_t n;
};

/* So many people are fetched at a time. */
enum { FETCHED = 32 };

/* The ranks of a group: of each percentile lo, then hi. */
static void
ranks_of(const struct work *w, uint32_t g, ptrdiff_t out[2 * PERCENTILES])
{
	int64_t n = w->sum[g].v[COUNT_PAID];

	for (int i = 0; i < PERCENTILES; i++) {
		struct quantile_rank at = quantile_rank(n,
		                                        group_percentile[i]);

		out[2 * i] = at.lo;
		out[2 * i + 1] = at.hi;
	}
}

/* Whether any rank is in a range; the value of these ranks if it has one. */
static bool
has_rank(struct work *w, uint32_t g, const ptrdiff_t rank[2 * PERCENTILES],
         int range, ptrdiff_t below)
{
	ptrdiff_t n = w->spread[g * (ptrdiff_t)w->ranges.n + range];
	bool any = false, one = range_is_one(&w->ranges, range);

	for (int i = 0; i < 2 * PERCENTILES; i++) {
		bool in = rank[i] >= below && rank[i] < below + n;

		if (in && one)
			w->ranks[g].pay[i] = w->ranges.from[range];
		any |= in && !one;
	}
	return any;
}

/* Make a group's bins, whose numbers from 1 take the place of the counts. */
static void
make_bins(struct gathering *a, uint32_t g)
{
	struct work *w = a->w;
	uint32_t *count = w->spread + g * (ptrdiff_t)w->ranges.n;
	ptrdiff_t rank[2 * PERCENTILES], below = 0;

	if (w->sum[g].v[COUNT_PAID] == 0)
		return;
	ranks_of(w, g, rank);
	for (int r = 0; r < w->ranges.n; r++) {
		ptrdiff_t n = count[r];
		bool has = n && has_rank(w, g, rank, r, below);

		count[r] = 0;
		if (has) {
			*VEC_PUSH(&a->mem, &a->bins) = (struct bin){
				g, below, a->n, 0 };
			count[r] = (uint32_t)a->bins.n;
			a->wanted[r] = true;
			a->n += n;
		}
		below += n;
	}
}

static void
put_pay(struct gathering *a, const uint32_t *group, ptrdiff_t n, int range,
        money pay)
{
	const struct work *w = a->w;

	for (ptrdiff_t k = 0; k < n; k++) {
		uint32_t g = group[k], bin;

		if (g < a->first || g >= a->end)
			continue;
		bin = w->spread[g * (ptrdiff_t)w->ranges.n + range];
		if (bin) {
			struct bin *b = &a->bins.v[bin - 1];

			a->pay[b->at + b->n++] = pay;
		}
	}
}

/* The next people who are paid within a range that is wanted, on their way from
 * memory; returns how many. */
static ptrdiff_t
find_wanted(const struct gathering *a, ptrdiff_t *from,
            const struct person *found[FETCHED])
{
	const struct roster *r = a->w->roster;
	ptrdiff_t i = *from, n = 0;

	for (; i < r->n && n < FETCHED; i++)
		if (a->wanted[a->w->range[i]]) {
			found[n] = &r->v[i];
			__builtin_prefetch(found[n]);
			__builtin_prefetch((const char *)(found[n] + 1) - 1);
			n++;
		}
	for (ptrdiff_t k = 0; k < n; k++) {
		__builtin_prefetch(person_skills(r, found[k]).v);
		__builtin_prefetch(person_credentials(r, found[k]).v);
	}
	*from = i;
	return n;
}

/* One person in six is wanted, in no order that memory could foresee: so some
 * are asked for before they are looked at. */
static void
walk(struct gathering *a)
{
	struct work *w = a->w;
	const struct person *found[FETCHED];
	ptrdiff_t i = 0, n;

	while ((n = find_wanted(a, &i, found)) > 0)
		for (ptrdiff_t k = 0; k < n; k++) {
			const struct person *p = found[k];
			const struct cross *c = &w->cross.v[work_cross(p)];
			const uint32_t *of;
			int range;

			if (p->flags & PERSON_NO_RATE)
				continue;
			range = w->range[p - w->roster->v];
			put_pay(a, c->group, c->n, range, p->pay);
			ptrdiff_t own = work_own_groups(w, p, &of);
			put_pay(a, of, own, range, p->pay);
		}
}

/* The group's ranks that are in a bin. */
static void
select_ranks(const struct gathering *a, const struct bin *b)
{
	money *pay = a->pay + b->at, *found = a->w->ranks[b->group].pay;
	ptrdiff_t rank[2 * PERCENTILES];

	ranks_of(a->w, b->group, rank);
	for (int i = 0; i < 2 * PERCENTILES; i++) {
		ptrdiff_t k = rank[i] - b->below;

		if (k < 0 || k >= b->n)
			continue;
		select_rank(pay, 0, b->n, k);
		found[i] = pay[k];
	}
}

/* The ranks of the groups from `first` on, as far as there is room; returns
 * the group after them. */
static uint32_t
gather(struct work *w, uint32_t first)
{
	struct gathering a = { .w = w, .mem = arena_like(w->mem),
		               .first = first, .end = first };

	/* a group has no more pay to gather than there are people; for few
	 * people it is one round */
	while (a.end < w->n && a.n <= w->roster->n / 2 + 8192)
		make_bins(&a, a.end++);
	a.pay = NEW(&a.mem, a.n, money);
	if (a.n)
		walk(&a);
	for (ptrdiff_t i = 0; i < a.bins.n; i++)
		select_ranks(&a, &a.bins.v[i]);
	arena_free(&a.mem);
	return a.end;
}

void
work_ranks(struct work *w)
{
	w->ranks = NEW(&w->tmp, w->n, struct ranks);
	for (uint32_t g = 0; g < w->n;)
		g = gather(w, g);
}
