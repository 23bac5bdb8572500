/* SPDX-License-Identifier: MIT */
#include "analyse/group_int.h"
#include "analyse/price.h"

const int32_t group_percentile[PERCENTILES] = { 1000, 2500, 5000, 7500, 9000 };

static void
put_sum(struct tally *t, enum tally_sum which, i128 v)
{
	int64_t *at = t->v + TALLY_COUNTS + 2 * which;

	at[0] = (int64_t)(v & UINT32_MAX);
	at[1] = (int64_t)(v >> 32);
}

i128
tally_sum(const struct tally *t, enum tally_sum which)
{
	const int64_t *at = t->v + TALLY_COUNTS + 2 * which;

	return (i128)at[1] * ((int64_t)1 << 32) + at[0];
}

/* How far `from` is below `to`. */
static money
gap(money from, money to)
{
	return from < to ? to - from : 0;
}

static inline void
count(struct pack *p, int which, bool is)
{
	p->v[PACK_COUNTS + which / 4] |= (int64_t)is << 16 * (which % 4);
}

/* What one person adds, not yet multiplied by FTE. */
static inline struct pack
amounts_of(const struct person *p)
{
	struct pack a = { .v = { [PACK_PEOPLE] = 1 } };
	const struct price *price = p->price;
	bool paid = !(p->flags & PERSON_NO_RATE);

	if (paid || p->flags & PERSON_FTE_KNOWN)
		a.v[PACK_FTE] = p->fte_e4;
	count(&a, COUNT_ZONE + p->zone, true);
	if (!paid)
		return a;
	count(&a, COUNT_PAID, true);
	count(&a, COUNT_FLOOR, p->flags & PERSON_BELOW_FLOOR);
	a.v[SUM_PAY] = a.v[SUM_PAYROLL] = p->pay;
	if (price->benchmark == MONEY_NONE)
		return a;
	count(&a, COUNT_BELOW, p->pay < price->minimum);
	count(&a, COUNT_UNDER, p->pay < price->midpoint);
	count(&a, COUNT_ABOVE, p->pay > price->maximum);
	a.v[SUM_PAY_BENCHMARKED] = p->pay;
	a.v[SUM_BENCHMARK] = price->benchmark;
	a.v[SUM_BENCHMARK_EXPERIENCE] = price->benchmark_experience;
	a.v[SUM_MIDPOINT] = price->midpoint;
	a.v[SUM_RATIO] = price_ratio(p);
	a.v[SUM_TO_MINIMUM] = gap(p->pay, price->minimum);
	a.v[SUM_TO_MIDPOINT] = gap(p->pay, price->midpoint);
	a.v[SUM_OVER] = gap(price->maximum, p->pay);
	return a;
}

/* A pack as a tally, with some sums still to be multiplied. */
static struct tally
unpacked(const struct pack *p, int32_t times)
{
	struct tally t = { 0 };

	for (int i = 0; i < TALLY_COUNTS; i++)
		t.v[i] = p->v[PACK_COUNTS + i / 4] >> 16 * (i % 4) & 0xFFFF;
	t.v[COUNT_FTE] = p->v[PACK_FTE];
	for (int i = 0; i < TALLY_SUMS; i++)
		put_sum(&t, (enum tally_sum)i,
		        (i128)p->v[i] * (i < SUM_BY_FTE ? 1 : times));
	return t;
}

struct tally
tally_of(const struct person *p)
{
	struct pack one = amounts_of(p);

	return unpacked(&one, p->fte_e4);
}

bool
pack_of(const struct person *p, struct pack *out)
{
	uint64_t any = 0;

	*out = amounts_of(p);
	for (int i = 0; i < TALLY_SUMS; i++)
		any |= (uint64_t)out->v[i];
	if (any >> PACK_LIMIT_BITS || (uint64_t)p->fte_e4 >> PACK_FTE_BITS)
		return false;
	for (int i = SUM_BY_FTE; i < TALLY_SUMS; i++)
		out->v[i] *= p->fte_e4;
	return true;
}

void
pack_settle(struct pack *p, struct tally *t)
{
	struct tally more;

	if (!p->v[PACK_PEOPLE])
		return;
	more = unpacked(p, 1);
	tally_add(t, &more);
	*p = (struct pack){ 0 };
}

int64_t
group_figure(i128 n, i128 d)
{
	if (d == 0)
		return MONEY_NONE;
	i128 q = i128_div_round(n, d);
	return q > INT64_MAX ? INT64_MAX : q < -INT64_MAX ? -INT64_MAX
	                                                  : (int64_t)q;
}

/* A yearly sum of `n` people as an hourly mean, ten-thousandths. */
static int64_t
mean_hourly(const struct tally *t, enum tally_sum sum, int64_t n,
            int64_t hours_e4)
{
	return group_figure(tally_sum(t, sum) * 10000, (i128)hours_e4 * n);
}

/* A sum of amounts x FTE as an amount; none if it is nobody's. */
static money
fte_money(const struct tally *t, enum tally_sum sum, int64_t n)
{
	return group_figure(tally_sum(t, sum), n ? 10000 : 0);
}

struct group
tally_figures(const struct tally *t, int64_t hours_e4)
{
	int64_t paid = t->v[COUNT_PAID], priced = tally_benchmarked(t);
	i128 pay = tally_sum(t, SUM_PAY_BENCHMARKED) * 1000000000;
	struct group g = {
		.name = STR(""), .headcount = tally_people(t),
		.paid = paid, .benchmarked = priced,
		.fte_e4 = t->v[COUNT_FTE],
		.mean_hourly_e4 = mean_hourly(t, SUM_PAY, paid, hours_e4),
		.p10_hourly_e4 = MONEY_NONE, .p25_hourly_e4 = MONEY_NONE,
		.p50_hourly_e4 = MONEY_NONE, .p75_hourly_e4 = MONEY_NONE,
		.p90_hourly_e4 = MONEY_NONE,
		.mean_benchmark_e4 = mean_hourly(t, SUM_BENCHMARK, priced,
		                                 hours_e4),
		.mean_benchmark_experience_e4 = mean_hourly(
			t, SUM_BENCHMARK_EXPERIENCE, priced, hours_e4),
		.compa_ratio_e9 = group_figure(pay, tally_sum(t, SUM_MIDPOINT)),
		.mean_compa_ratio_e9 = group_figure(tally_sum(t, SUM_RATIO),
		                                    priced),
		.market_ratio_e9 = group_figure(pay, tally_sum(t,
		                                SUM_BENCHMARK)),
		.below_range = t->v[COUNT_BELOW],
		.above_range = t->v[COUNT_ABOVE],
		.below_floor = t->v[COUNT_FLOOR],
		.cost_to_minimum = fte_money(t, SUM_TO_MINIMUM, priced),
		.cost_to_benchmark = fte_money(t, SUM_TO_MIDPOINT, priced),
		.over_maximum = fte_money(t, SUM_OVER, priced),
		.payroll = fte_money(t, SUM_PAYROLL, paid),
	};

	for (int z = 0; z < ZONE_N; z++)
		g.zone[z] = t->v[COUNT_ZONE + z];
	return g;
}

void
group_percentiles(struct group *g, const struct quantile q[PERCENTILES],
                  int64_t hours_e4)
{
	int64_t *to[PERCENTILES] = {
		&g->p10_hourly_e4, &g->p25_hourly_e4, &g->p50_hourly_e4,
		&g->p75_hourly_e4, &g->p90_hourly_e4
	};

	for (int i = 0; i < PERCENTILES; i++)
		*to[i] = quantile_scaled(q[i], 10000, hours_e4);
}

struct group
group_figures(const struct roster *r, const uint32_t *member, ptrdiff_t n,
              int64_t hours_e4, struct arena *scratch)
{
	struct arena_mark mark = arena_mark(scratch);
	struct quantile q[PERCENTILES];
	struct tally sum = { 0 };
	ptrdiff_t paid = 0;

	if (!member)
		n = r->n;
	int64_t *pay = NEW(scratch, n, int64_t);
	for (ptrdiff_t i = 0; i < n; i++) {
		const struct person *p = &r->v[member ? member[i] : i];
		struct tally one = tally_of(p);

		tally_add(&sum, &one);
		if (one.v[COUNT_PAID])
			pay[paid++] = p->pay;
	}
	struct group g = tally_figures(&sum, hours_e4);
	if (paid) {
		quantiles_inc(pay, paid, group_percentile, q, PERCENTILES);
		group_percentiles(&g, q, hours_e4);
	}
	arena_rewind(scratch, mark);
	return g;
}

struct grouping
group_by(struct arena *mem, const struct roster *r, ptrdiff_t n_keys,
         int64_t (*key)(const void *, const struct person *), const void *ctx)
{
	uint32_t *start = NEW(mem, n_keys + 2, uint32_t), *next = start + 1;

	/* next[k] counts, then is where k begins, then where it ends */
	for (ptrdiff_t i = 0; i < r->n; i++) {
		int64_t k = key(ctx, &r->v[i]);

		if (k >= 0)
			next[k + 1]++;
	}
	for (ptrdiff_t k = 0; k < n_keys; k++)
		next[k + 1] += next[k];

	uint32_t *member = NEW(mem, next[n_keys], uint32_t);
	for (ptrdiff_t i = 0; i < r->n; i++) {
		int64_t k = key(ctx, &r->v[i]);

		if (k >= 0)
			member[next[k]++] = (uint32_t)i;
	}
	return (struct grouping){ n_keys, start, member };
}
