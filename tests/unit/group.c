/* SPDX-License-Identifier: MIT */
/* Groups of people: against pandas, and by hand. */
#include "analyse/group.h"

#include "people.h"
#include "unit.h"

#define HOURS_E4 20800000             /* 2,080 */

/* Twelve people, hourly figures x 10,000; 0: none. */
static const struct {
	int64_t pay, fte, benchmark, experience_only;
	int64_t minimum, midpoint, maximum;   /* of a grade                */
	int floor;
} twelve[] = {
	{ 136200, 10000, 136200, 136200, 0, 0, 0, 0 },
	{ 120000, 10000, 126666, 126666, 0, 0, 0, 0 },
	{ 100000, 5000, 136200, 136200, 0, 0, 0, 0 },
	{ 187500, 10000, 149820, 136200, 140000, 160000, 170000, 0 },
	{ 164000, 8000, 162078, 152544, 0, 0, 0, 0 },
	{ 210500, 10000, 162078, 162078, 0, 0, 0, 0 },
	{ 99900, 6000, 126666, 126666, 0, 0, 0, 1 },
	{ 150000, 10000, 0, 0, 0, 0, 0, 0 },
	{ 0, 10000, 136200, 136200, 0, 0, 0, 0 },
	{ 144700, 9000, 145734, 136200, 0, 0, 0, 0 },
	{ 111110, 2500, 148458, 136200, 0, 0, 0, 0 },
	{ 136200, 10000, 136200, 136200, 0, 0, 0, 0 },
};

static int64_t
ratio(int64_t a, int64_t b)
{
	return muldiv(a, 1000000000, b);
}

static enum zone
zone_of(int64_t ratio_e9)
{
	return ratio_e9 < 800000000 ? ZONE_BELOW :
	       ratio_e9 < 900000000 ? ZONE_LOW :
	       ratio_e9 <= 1100000000 ? ZONE_WITHIN :
	       ratio_e9 <= 1200000000 ? ZONE_HIGH : ZONE_ABOVE;
}

static void
add_twelve(struct people *x)
{
	for (ptrdiff_t i = 0; i < ROWS(twelve); i++) {
		struct person *p = people_add(x);
		money b = twelve[i].benchmark * 2080;

		p->fte_e4 = (int32_t)twelve[i].fte;
		p->pay = twelve[i].pay * 2080;
		p->flags = twelve[i].floor ? PERSON_BELOW_FLOOR : 0;
		if (b) {
			struct price *price = NEW(&x->mem, 1, struct price);

			price->benchmark = b;
			price->benchmark_experience =
				twelve[i].experience_only * 2080;
			price->midpoint = twelve[i].midpoint
				? twelve[i].midpoint * 2080 : b;
			price->minimum = twelve[i].midpoint
				? twelve[i].minimum * 2080 : b / 10 * 8;
			price->maximum = twelve[i].midpoint
				? twelve[i].maximum * 2080 : b / 10 * 12;
			p->price = price;
		}
		if (!twelve[i].pay) {
			p->pay = MONEY_NONE;
			p->flags |= PERSON_NO_RATE;
		} else if (b) {
			p->zone = (uint8_t)zone_of(ratio(p->pay,
			                           p->price->midpoint));
		}
	}
}

/*
 * Computed by pandas 1.5 and numpy: mean(), percentile(), clip(lower=0).sum()
 * on the same twelve rows, hourly, x 2,080.
 */
static void
by_pandas(void)
{
	struct people x;

	people_begin(&x);
	add_twelve(&x);
	struct group g = group_figures(&x.roster, NULL, 0, HOURS_E4, &x.mem);
	const struct {
		const char *why;
		int64_t got, want;
	} row[] = {
		{ "headcount", g.headcount, 12 },
		{ "with a rate", g.paid, 11 },
		{ "of those with a benchmark", g.benchmarked, 10 },
		{ "FTE 9.05, without who has neither rate nor FTE", g.fte_e4,
		  90500 },
		{ "mean 14.1828 an hour", g.mean_hourly_e4, 141828 },
		{ "P10 10.00", g.p10_hourly_e4, 100000 },
		{ "P25 11.5555", g.p25_hourly_e4, 115555 },
		{ "median 13.62", g.p50_hourly_e4, 136200 },
		{ "P75 15.70", g.p75_hourly_e4, 157000 },
		{ "P90 18.75", g.p90_hourly_e4, 187500 },
		{ "mean benchmark 14.3010", g.mean_benchmark_e4, 143010 },
		{ "by experience only 13.85154",
		  g.mean_benchmark_experience_e4, 138515 },
		{ "compa-ratio", g.compa_ratio_e9, 979052684 },
		{ "mean of ratios", g.mean_compa_ratio_e9, 969409908 },
		{ "market ratio", g.market_ratio_e9, 986021957 },
		{ "nobody without a zone but two", g.zone[ZONE_NONE], 2 },
		{ "below 80 %", g.zone[ZONE_BELOW], 3 },
		{ "80 to 90 %", g.zone[ZONE_LOW], 0 },
		{ "90 to 110 %", g.zone[ZONE_WITHIN], 5 },
		{ "110 to 120 %", g.zone[ZONE_HIGH], 1 },
		{ "above 120 %", g.zone[ZONE_ABOVE], 1 },
		{ "below range", g.below_range, 3 },
		{ "above range", g.above_range, 2 },
		{ "below the floor", g.below_floor, 1 },
		{ "to the minimum 1,508.7862", g.cost_to_minimum, 15087862 },
		{ "to the midpoint 10,627.3856", g.cost_to_benchmark,
		  106273856 },
		{ "over the maximum 6,969.3312", g.over_maximum, 69693312 },
		{ "payroll 278,625.88", g.payroll, 2786258800 },
	};
	for (ptrdiff_t i = 0; i < ROWS(row); i++)
		OK(row[i].got == row[i].want, "%s: %lld", row[i].why,
		   (long long)row[i].got);
	arena_free(&x.mem);
}

static void
nobody(void)
{
	struct people x;
	uint32_t none[1] = { 0 };

	people_begin(&x);
	add_twelve(&x);
	struct group g = group_figures(&x.roster, none, 0, HOURS_E4, &x.mem);
	OK(g.headcount == 0 && g.paid == 0 && g.fte_e4 == 0, "counts are 0");
	OK(g.mean_hourly_e4 == MONEY_NONE && g.p50_hourly_e4 == MONEY_NONE &&
	   g.compa_ratio_e9 == MONEY_NONE && g.payroll == MONEY_NONE &&
	   g.cost_to_minimum == MONEY_NONE, "and no figure is a 0");
	static const uint32_t unpriced[] = { 7 };
	g = group_figures(&x.roster, unpriced, 1, HOURS_E4, &x.mem);
	OK(g.paid == 1 && g.p50_hourly_e4 == 150000 && g.payroll == 312000000,
	   "one without a benchmark has pay");
	OK(g.compa_ratio_e9 == MONEY_NONE && g.cost_to_benchmark == MONEY_NONE,
	   "and nothing that needs one");
	arena_free(&x.mem);
}

static int64_t
by_fte(const void *ctx, const struct person *p)
{
	(void)ctx;
	return p->fte_e4 == 10000 ? 2 : p->fte_e4 > 5000 ? 0 : -1;
}

static void
grouping(void)
{
	static const uint32_t want[] = { 4, 6, 9, 0, 1, 3, 5, 7, 8, 11 };
	struct people x;

	people_begin(&x);
	add_twelve(&x);
	struct grouping g = group_by(&x.mem, &x.roster, 3, by_fte, NULL);
	OK(g.n == 3 && g.start[0] == 0 && g.start[1] == 3 && g.start[2] == 3 &&
	   g.start[3] == 10, "three, none, seven; two in no group");
	for (ptrdiff_t i = 0; i < ROWS(want); i++)
		OK(g.member[i] == want[i], "member %td is %u", i, g.member[i]);
	arena_free(&x.mem);
}

const struct unit_test suite_group[] = {
	TEST(by_pandas), TEST(nobody), TEST(grouping), END,
};
