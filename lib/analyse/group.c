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

/* How far `from` is below `to`, for so much of a job. */
static i128
gap(money from, money to, int32_t fte_e4)
{
	return from < to ? (i128)(to - from) * fte_e4 : 0;
}

struct tally
tally_of(const struct person *p)
{
	struct tally t = { 0 };
	bool paid = !(p->flags & PERSON_NO_RATE);

	if (paid || p->flags & PERSON_FTE_KNOWN)
		t.v[COUNT_FTE] = p->fte_e4;
	t.v[COUNT_ZONE + p->zone] = 1;
	if (!paid)
		return t;
	t.v[COUNT_PAID] = 1;
	t.v[COUNT_FLOOR] = (p->flags & PERSON_BELOW_FLOOR) != 0;
	put_sum(&t, SUM_PAY, p->pay);
	put_sum(&t, SUM_PAYROLL, (i128)p->pay * p->fte_e4);
	if (p->price->benchmark == MONEY_NONE)
		return t;
	t.v[COUNT_BELOW] = p->pay < p->price->minimum;
	t.v[COUNT_UNDER] = p->pay < p->price->midpoint;
	t.v[COUNT_ABOVE] = p->pay > p->price->maximum;
	put_sum(&t, SUM_PAY_BENCHMARKED, p->pay);
	put_sum(&t, SUM_BENCHMARK, p->price->benchmark);
	put_sum(&t, SUM_BENCHMARK_EXPERIENCE, p->price->benchmark_experience);
	put_sum(&t, SUM_MIDPOINT, p->price->midpoint);
	put_sum(&t, SUM_RATIO, price_ratio(p));
	put_sum(&t, SUM_TO_MINIMUM, gap(p->pay, p->price->minimum, p->fte_e4));
	put_sum(&t, SUM_TO_MIDPOINT, gap(p->pay, p->price->midpoint, p->fte_e4));
	put_sum(&t, SUM_OVER, gap(p->price->maximum, p->pay, p->fte_e4));
	return t;
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
