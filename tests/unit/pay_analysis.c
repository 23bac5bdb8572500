/* SPDX-License-Identifier: MIT */
/* The pay analysis by hand: tables, lines, certified or not, out of date. */
#include "analysed.h"
#include "unit.h"

static int64_t
ratio(int64_t a, int64_t b)
{
	return muldiv(a, 1000000000, b);
}

/* "Entry 2, Mid 0": the groups of a table and their headcounts. */
static const char *
table_str(struct analysed *s, enum pay_table t)
{
	struct sbuf b = { .mem = &s->x.mem };
	const struct pay_groups *g = &s->a->table[t];

	for (ptrdiff_t i = 0; i < g->n; i++)
		sbuf_fmt(&b, "%s%.*s %lld", i ? "; " : "", FMT(g->v[i].name),
		         (long long)g->v[i].headcount);
	return sbuf_str(&b).s;
}

static void
tables_and_their_order(void)
{
	static const struct {
		enum pay_table table;
		const char *want;
	} row[] = {
		{ PAY_BY_EXPERIENCE, "Entry 3; Mid 0; Late 1" },
		{ PAY_BY_OCCUPATION, "Medical Assistant 4; (blank) 2" },
		{ PAY_BY_TITLE, "" },
		{ PAY_BY_DEPARTMENT, "North 2; South 2; East 1; (blank) 1" },
		{ PAY_BY_SKILL, "Cardiology 2; Wound Care 1" },
		{ PAY_BY_CREDENTIAL, "RMA 3; CMA 2; CMA, expired 2; "
		  "CMA, no date 1; RMA, pending 1" },
		{ PAY_BY_SCHEDULE, "Full-time 4; Part-time 1; Per diem 1" },
	};
	static const char *const department[] = {
		"South", "North", NULL, "East", "North", "South"
	};
	struct analysed s;

	people_begin(&s.x);
	uint32_t wound = people_name(&s.x, V_SKILL, "Wound Care");
	uint32_t cardio = people_name(&s.x, V_SKILL, "Cardiology");
	for (int i = 0; i < 6; i++) {
		struct person *p = assistant(&s, 136200, i < 3 ? i : -1);

		if (i >= 4)
			p->occupation = 0;
		p->department = people_name(&s.x, V_DEPARTMENT, department[i]);
		if (i == 1)
			p->flags = PERSON_PART_TIME;
		if (i == 2)
			p->flags = PERSON_PRN | PERSON_PART_TIME;
		if (i == 3)
			p->experience = 120000;
		if (i < 2)
			people_skill(&s.x, i ? cardio : wound);
		if (i == 0)
			people_skill(&s.x, cardio);
		if (i < 3)
			people_credential(&s.x, "RMA", i == 0 ? CRED_ACTIVE :
				i == 1 ? CRED_EXPIRING_90 : CRED_LIFETIME);
		if (i == 3)
			people_credential(&s.x, "RMA", CRED_PENDING);
		people_credential(&s.x, "CMA", i < 2 ? CRED_ACTIVE :
			i < 4 ? CRED_EXPIRED : CRED_UNKNOWN);
		if (i == 5)           /* of another issuer */
			people_credential(&s.x, "CMA", CRED_UNKNOWN);
		if (i == 4)
			s.x.first_credential.v[5] = (uint32_t)--s.x.held.n;
	}
	analyse(&s, three_bands);
	for (ptrdiff_t i = 0; i < ROWS(row); i++) {
		const char *got = table_str(&s, row[i].table);

		OK(strcmp(got, row[i].want) == 0, "%s: %s",
		   pay_table_key[row[i].table], got);
	}
	OK(s.a->no_experience == 2 && s.a->unpriced == 2 &&
	   s.a->assumed_band == 0, "counts");
	arena_free(&s.x.mem);
}

/* Certified 12, 16, 20 against 10, 14 at entry; one of each later. */
static void
certified(void)
{
	static const struct {
		int64_t hourly_e4;
		int years;
		unsigned flags;
	} row[] = {
		{ 120000, 1, PERSON_CERTIFIED }, { 160000, 1, PERSON_CERTIFIED },
		{ 200000, 1, PERSON_CERTIFIED }, { 100000, 1, 0 },
		{ 140000, 1, 0 }, { 180000, 12, PERSON_CERTIFIED },
		{ 150000, -1, 0 }, { 0, 1, PERSON_CERTIFIED },
	};
	struct analysed s;

	people_begin(&s.x);
	for (ptrdiff_t i = 0; i < ROWS(row); i++) {
		struct person *p = assistant(&s, row[i].hourly_e4,
		                             row[i].years);
		p->flags = (uint16_t)row[i].flags;
		if (!row[i].hourly_e4) {
			p->pay = MONEY_NONE;
			p->flags |= PERSON_NO_RATE;
		}
	}
	analyse(&s, three_bands);
	const struct certified_line *l = s.a->certified.v;
	OK(s.a->certified.n == 4, "three bands and all");
	OK(l[0].n_certified == 3 && l[0].n_other == 2, "who has a rate");
	OK(l[0].median_certified_e4 == 160000 && l[0].median_other_e4 == 120000,
	   "16 and 12 an hour");
	OK(l[0].difference_bp == 3333, "16 is a third more than 12");
	OK(l[0].ratio_certified_e9 == ratio(480000, 3 * 126666) &&
	   l[0].ratio_other_e9 == ratio(240000, 2 * 126666), "ratios");
	OK(l[1].n_certified == 0 && l[1].difference_bp == MONEY_NONE &&
	   l[1].median_other_e4 == MONEY_NONE, "a band without anybody");
	OK(l[2].n_certified == 1 && l[2].n_other == 0 &&
	   l[2].difference_bp == MONEY_NONE, "one of a kind: no difference");
	OK(str_eq(l[3].band, STR("All")) && l[3].n_certified == 4 &&
	   l[3].n_other == 3 && l[3].median_certified_e4 == 170000 &&
	   l[3].median_other_e4 == 140000, "all, without experience as well");
	OK(l[3].difference_bp == 2143, "17 / 14 = 1.2143");
	OK(s.a->certified_people == 5, "people, with a rate or not");
	OK(s.a->no_rate.n == 1 && s.a->no_rate.v[0].person == 7 &&
	   s.a->no_rate.v[0].gap == MONEY_NONE, "the one without a rate");
	OK(s.a->all.headcount == 8 && s.a->all.paid == 7, "is in headcounts");
	arena_free(&s.x.mem);
}

/* Minimum 10.896 an hour, maximum 16.344, floor 7.25. */
static void
lines(void)
{
	static const struct {
		int64_t hourly_e4;
		int32_t fte_e4;
	} row[] = {
		{ 108960, 10000 }, { 108950, 10000 }, { 100000, 5000 },
		{ 163440, 10000 }, { 163450, 10000 }, { 200000, 2000 },
		{ 70000, 1000 }, { 72500, 1000 }, { 71000, 10000 },
		{ 108950, 10000 },
	};
	static const uint32_t below[] = { 8, 2, 6, 7, 1, 9 };
	static const uint32_t above[] = { 5, 4 }, floor[] = { 6, 8 };
	struct analysed s;

	people_begin(&s.x);
	for (ptrdiff_t i = 0; i < ROWS(row); i++)
		assistant(&s, row[i].hourly_e4, -1)->fte_e4 = row[i].fte_e4;
	analyse(&s, three_bands);
	OK(s.a->below_range.n == ROWS(below) &&
	   s.a->above_range.n == ROWS(above) &&
	   s.a->below_floor.n == ROWS(floor), "who is out of range");
	for (ptrdiff_t i = 0; i < ROWS(below); i++)
		OK(s.a->below_range.v[i].person == below[i],
		   "by cost, %td: person %u", i, s.a->below_range.v[i].person);
	for (ptrdiff_t i = 0; i < ROWS(above); i++)
		OK(s.a->above_range.v[i].person == above[i],
		   "by what is over, %td", i);
	for (ptrdiff_t i = 0; i < ROWS(floor); i++)
		OK(s.a->below_floor.v[i].person == floor[i], "by gap, %td", i);
	OK(s.a->below_range.v[1].gap == 8960 * 2080 &&
	   s.a->below_range.v[1].cost == 8960 * 1040,
	   "0.896 an hour, half of it for half a job");
	OK(s.a->below_floor.v[0].gap == 2500 * 2080 &&
	   s.a->below_floor.v[0].cost == 2500 * 208, "0.25 below the floor");
	arena_free(&s.x.mem);
}

static void
out_of_date(void)
{
	static const struct {
		const char *why, *effective;
		int64_t hourly_e4;
		const char *says;     /* NULL: up to date                  */
	} row[] = {
		{ "24 months to the day", "2024-10-31", 136200, NULL },
		{ "a day more", "2024-10-30", 136200,
		  "it is of 2024-10-30, over 24 months ago" },
		{ "no date", "unknown", 136200, "its date is unknown" },
		{ "a guess", "unknown\nestimated: 2010-06", 136200,
		  "its date is unknown, about 2010" },
		{ "0.7 is inside", "2026-01", 95340, NULL },
		{ "less is not", "2026-01", 95339, "the median of pay to "
		  "benchmark is outside 0.7 to 1.3" },
		{ "1.3 is inside", "2026-01", 177060, NULL },
		{ "1.61", "unknown", 219700, "its date is unknown; the median "
		  "of pay to benchmark is outside 0.7 to 1.3" },
		{ "nobody has a ratio", "2026-01", 0, NULL },
	};

	for (ptrdiff_t i = 0; i < ROWS(row); i++) {
		struct analysed s;

		people_begin(&s.x);
		for (int k = 0; k < 3; k++) {
			struct person *p = assistant(&s, row[i].hourly_e4 +
				(k - 1) * 10000, -1);
			if (row[i].hourly_e4 == 0)
				p->flags = PERSON_NO_RATE;
		}
		analyse(&s, str_fmt(&s.x.mem, "model: m\nsource: s\n"
			"effective: %s\noccupations: [{name: Medical Assistant, "
			"base_hourly: 13.62}]\n", row[i].effective).s);
		OK(s.a->out_of_date == (row[i].says != NULL) &&
		   str_eq(s.a->out_of_date_why, str_of(row[i].says)), "%s: %s",
		   row[i].why, s.a->out_of_date_why.s);
		OK(row[i].hourly_e4 ? s.a->median_market_e9 ==
		   ratio(row[i].hourly_e4, 136200)
		   : s.a->median_market_e9 == MONEY_NONE, "%s: the median",
		   row[i].why);
		arena_free(&s.x.mem);
	}
}

/*
 * Of 5,003 titles and skills the 5,000 largest, of equal ones the first by
 * name, are groups; nobody is lost, and nobody counts twice.
 */
static void
very_many_groups(void)
{
	enum { MANY = GROUPS_MOST + 3 };
	static const int64_t other_pay[] = { 100000, 200000, 600000 };
	struct analysed s;
	int64_t people = 0;

	people_begin(&s.x);
	for (int i = MANY; i-- > 0;) {
		struct person *p = assistant(&s, 136200, -1);
		int other = i - (GROUPS_MOST - 1);    /* 0, 1, 2: these */

		p->title = people_name(&s.x, V_TITLE,
			str_fmt(&s.x.mem, "T%04d", i).s);
		if (other >= 0 && other < 3)
			p->pay = other_pay[other] * 2080;
		if (i == MANY - 1) {          /* two people: the largest */
			uint32_t title = p->title;

			p = assistant(&s, 136200, -1);
			p->title = title;
		}
	}
	for (int i = 0; i < MANY; i++) {      /* one holds the last four */
		uint32_t id = people_name(&s.x, V_SKILL,
			str_fmt(&s.x.mem, "S%04d", i).s);

		if (i < GROUPS_MOST)
			assistant(&s, 136200, -1);
		people_skill(&s.x, id);
	}
	analyse(&s, three_bands);
	const struct pay_groups *g = &s.a->table[PAY_BY_TITLE];
	for (ptrdiff_t i = 0; i < g->n; i++)
		people += g->v[i].headcount;
	OK(g->n == GROUPS_MOST + 2 && g->n_last == 2 && people == s.x.roster.n,
	   "%td groups, %td last, %lld people", g->n, g->n_last,
	   (long long)people);
	if (g->n != GROUPS_MOST + 2)
		return;
	OK(str_eq(g->v[0].name, STR("T5002")), "the largest is first");
	OK(str_eq(g->v[1].name, STR("T0000")), "then by name");
	const struct group *other = &g->v[GROUPS_MOST];
	OK(str_eq(other->name, STR("(3 other groups)")) &&
	   other->headcount == 3 && other->p50_hourly_e4 == 200000 &&
	   other->mean_hourly_e4 == 300000, "%.*s: %lld, median %lld",
	   FMT(other->name), (long long)other->headcount,
	   (long long)other->p50_hourly_e4);
	OK(str_eq(other[1].name, STR("(blank)")), "nothing is last");
	g = &s.a->table[PAY_BY_SKILL];
	OK(g->n == GROUPS_MOST + 1 && g->v[GROUPS_MOST].headcount == 1,
	   "who holds three of the other skills is one of the others once");
	arena_free(&s.x.mem);
}

/*
 * Many people in so many departments.  Hundreds are so many groups that ranges
 * are few and the groups are gathered in several rounds; with few departments
 * names are crossed, of which none says another.  Half of the people are paid
 * one of three rates, some eighty billion.
 */
static void
crowd(struct analysed *s, int departments)
{
	uint64_t x = 1;

	people_begin(&s->x);
	for (int i = 0; i < 5000; i++) {
		x = x * 6364136223846793005u + 1442695040888963407u;
		int64_t drawn = (int64_t)(x >> 33);
		struct person *p = assistant(s, i % 2 ? 120000 + drawn % 50000
			: 130000 + drawn % 3 * 1000, (int)(drawn % 14) - 1);

		if (i % 1500 == 1)
			p->pay = 800000000000000;
		p->fte_e4 = i % 7 ? 10000 : 5000;

		p->department = people_name(&s->x, V_DEPARTMENT,
			str_fmt(&s->x.mem, "D%03d", (int)(drawn % departments)).s);
		p->title = people_name(&s->x, V_TITLE, i % 50 ? "T0" : "T1");
		p->level = people_name(&s->x, V_LEVEL, i % 4 ? "I" : "II");
		p->site = people_name(&s->x, V_SITE, i % 3 ? "S0" : "S1");
		if (i % 11 == 0)
			p->occupation = 0;
		if (i % 13 == 0) {
			p->flags = PERSON_NO_RATE;
			p->pay = MONEY_NONE;
		}
		if (i % 3 == 0)
			people_credential(&s->x, "CPR", CRED_ACTIVE);
	}
	analyse(s, three_bands);
}

static int64_t
department(const void *ctx, const struct person *p)
{
	(void)ctx;
	return p->department;
}

static int64_t
title(const void *ctx, const struct person *p)
{
	(void)ctx;
	return p->title;
}

static int64_t
level(const void *ctx, const struct person *p)
{
	(void)ctx;
	return p->level;
}

static int64_t
site(const void *ctx, const struct person *p)
{
	(void)ctx;
	return p->site;
}

/* The figures of a table's groups are those of their people alone. */
static void
compare_figures(struct analysed *s, enum pay_table t, enum vocabulary v,
                    int64_t (*key)(const void *, const struct person *))
{
	struct arena *mem = &s->x.mem;
	struct grouping by = group_by(mem, &s->x.roster,
		roster_names(&s->x.roster, v), key, NULL);
	const struct pay_groups *g = &s->a->table[t];
	bool same = g->n > 0;

	for (ptrdiff_t i = 0; i < g->n; i++) {
		const struct group *is = &g->v[i];
		uint32_t id = people_name(&s->x, v, str_dup(mem, is->name).s);
		struct group own = group_figures(&s->x.roster,
			by.member + by.start[id], by.start[id + 1] -
			by.start[id], s->model->hours_per_year_e4, mem);

		same &= is->headcount == own.headcount &&
			is->p10_hourly_e4 == own.p10_hourly_e4 &&
			is->p25_hourly_e4 == own.p25_hourly_e4 &&
			is->p50_hourly_e4 == own.p50_hourly_e4 &&
			is->p75_hourly_e4 == own.p75_hourly_e4 &&
			is->p90_hourly_e4 == own.p90_hourly_e4 &&
			is->mean_hourly_e4 == own.mean_hourly_e4 &&
			is->payroll == own.payroll &&
			is->fte_e4 == own.fte_e4 &&
			is->below_range == own.below_range &&
			is->cost_to_benchmark == own.cost_to_benchmark &&
			is->over_maximum == own.over_maximum;
	}
	OK(same, "the groups of %s", pay_table_key[t]);
}

static void
figures_of_many(void)
{
	struct analysed s;

	crowd(&s, 997);
	compare_figures(&s, PAY_BY_DEPARTMENT, V_DEPARTMENT, department);
	compare_figures(&s, PAY_BY_TITLE, V_TITLE, title);
	arena_free(&s.x.mem);
}

static void
figures_of_crossed(void)
{
	struct analysed s;

	crowd(&s, 5);
	compare_figures(&s, PAY_BY_TITLE, V_TITLE, title);
	compare_figures(&s, PAY_BY_LEVEL, V_LEVEL, level);
	compare_figures(&s, PAY_BY_SITE, V_SITE, site);
	compare_figures(&s, PAY_BY_DEPARTMENT, V_DEPARTMENT, department);
	arena_free(&s.x.mem);
}

/* More alike than 16 bits count, whose sums fill 63 bits, or would fill more. */
static void
figures_of_alike(void)
{
	for (int bits = 33; bits <= 34; bits++) {
		struct analysed s;
		money pay = ((money)1 << bits) - 1;
		struct price grade = no_price;

		grade.minimum = pay / 2;
		grade.midpoint = pay;
		grade.maximum = pay - 1;
		people_begin(&s.x);
		for (int i = 0; i < 66000; i++) {
			struct person *p = assistant(&s, 0, 3);

			p->pay = pay;
			p->fte_e4 = 16383;
			p->price = &grade;
			p->flags |= PERSON_GRADE;
		}
		analyse(&s, three_bands);
		struct group own = group_figures(&s.x.roster, NULL, 0,
			s.model->hours_per_year_e4, &s.x.mem);
		const struct group *all = &s.a->all;

		OK(all->headcount == 66000 && all->paid == 66000 &&
		   all->zone[ZONE_WITHIN] == 66000 &&
		   all->above_range == 66000 && all->fte_e4 == own.fte_e4 &&
		   all->mean_hourly_e4 == own.mean_hourly_e4 &&
		   all->payroll == own.payroll &&
		   all->over_maximum == own.over_maximum,
		   "pay of %d bits", bits);
		arena_free(&s.x.mem);
	}
}

/* How many people a set has is what counting them gives. */
static void
population_is_counted(void)
{
	struct analysed s;

	crowd(&s, 997);
	const struct population *p = &s.a->people;
	uint32_t *group = NEW(&s.x.mem, p->most, uint32_t);
	uint32_t n_set = population_set(p, p->n_group, 0), wrong = 0;
	uint32_t *count = NEW(&s.x.mem, n_set, uint32_t);

	for (ptrdiff_t i = 0; i < p->n; i++) {
		ptrdiff_t n = p->groups(p->ctx, i, group);

		for (ptrdiff_t k = 0; k < n; k++)
			for (int m = 0; m < p->n_measure; m++)
				count[population_set(p, group[k], m)] +=
					p->measures(p->ctx, i) >> m & 1;
	}
	for (uint32_t i = 1; i < n_set; i++)
		wrong += count[i] != p->people[i];
	OK(!wrong, "%u of %u sets", wrong, n_set - 1);
	arena_free(&s.x.mem);
}

const struct unit_test suite_pay_analysis[] = {
	TEST(tables_and_their_order), TEST(very_many_groups), TEST(certified),
	TEST(lines), TEST(figures_of_alike),
	TEST(out_of_date), TEST(figures_of_many), TEST(figures_of_crossed),
	TEST(population_is_counted), END,
};
