/* SPDX-License-Identifier: MIT */
/* The pay analysis of three thousand people by chance: totals add up, the
 * order of rows does not matter, and another route gives the same figures. */
#include "analysed.h"
#include "unit.h"

#define HOURS_E4 20800000             /* 2,080 */

static uint64_t
next_random(uint64_t *state)
{
	*state ^= *state << 13;
	*state ^= *state >> 7;
	*state ^= *state << 17;
	return *state;
}

static uint32_t
any(uint64_t *seed, uint32_t n)
{
	return (uint32_t)(next_random(seed) % n);
}

/* Somebody with everything by chance; i is who, whatever the order. */
static void
add_anybody(struct analysed *s, uint32_t i)
{
	uint64_t seed = (i + 1) * UINT64_C(0x9E3779B97F4A7C15);

	for (int k = 0; k < 8; k++)
		next_random(&seed);
	struct person *p = people_add(&s->x);
	p->row = i;
	p->occupation = any(&seed, 3);
	p->title = any(&seed, 41);
	p->department = any(&seed, 6);
	p->site = any(&seed, 20) * any(&seed, 2);
	p->state = any(&seed, 4);
	p->level = any(&seed, 3);
	p->fte_e4 = any(&seed, 4) ? 10000 : 1 + (int32_t)any(&seed, 10000);
	p->pay = (70000 + (money)any(&seed, 1500) * 100) * 2080;
	p->experience = (int32_t)any(&seed, 240000) - 20000;
	p->flags = (uint16_t)(next_random(&seed) &
		(PERSON_CERTIFIED | PERSON_PLUS | PERSON_PART_TIME));
	if (any(&seed, 9) == 0)
		p->flags |= PERSON_PRN;
	if (any(&seed, 15) == 0) {
		p->flags |= PERSON_NO_RATE;
		p->pay = MONEY_NONE;
	}
	if (p->experience < 0)
		p->experience = -1;
	for (uint32_t k = 1; k <= 5; k++)
		if (any(&seed, 3) == 0)
			people_skill(&s->x, k);
	for (uint32_t k = 1; k <= 3; k++)
		if (any(&seed, 4) == 0)
			people_credential(&s->x, k == 1 ? "A" : k == 2 ? "B"
				: "C", (enum credential_state)any(&seed,
				                                  CRED_N));
}

enum { ANYBODY = 3000 };

/* The same people in another order; order 0 is 0, 1, 2 ... */
static void
begin_anybody(struct analysed *s, uint32_t order)
{
	static const int names[V_N] = { 3, 3, 41, 6, 20, 4, 6, 0, 0 };

	people_begin(&s->x);
	for (int v = 0; v < V_N; v++)
		for (int k = 1; k < names[v]; k++)
			people_name(&s->x, (enum vocabulary)v, str_fmt(
				&s->x.mem, "name %d", k).s);
	s->x.memo[V_OCCUPATION].names = (struct intern){ 0 };
	intern_init(&s->x.memo[V_OCCUPATION].names, &s->x.mem);
	people_name(&s->x, V_OCCUPATION, "Nurse");
	people_name(&s->x, V_OCCUPATION, "Medical Assistant");
	people_name(&s->x, V_CREDENTIAL, "C");
	people_name(&s->x, V_CREDENTIAL, "B");
	people_name(&s->x, V_CREDENTIAL, "A");
	/* 1009 and 3000 have no common factor, so everyone comes once */
	for (uint32_t i = 0; i < ANYBODY; i++)
		add_anybody(s, order ? (i * 1009 + order) % ANYBODY : i);
	analyse(s, three_bands);
}

static bool
same_figures(struct group a, struct group b)
{
	a.name = b.name = STR("");
	a.number = b.number = 0;
	return memcmp(&a, &b, sizeof a) == 0;
}

static bool
same_groups(const struct pay_groups *a, const struct pay_groups *b)
{
	bool same = a->n == b->n;

	for (ptrdiff_t i = 0; same && i < a->n; i++)
		same = str_eq(a->v[i].name, b->v[i].name) &&
		       same_figures(a->v[i], b->v[i]);
	return same;
}

static void
order_does_not_matter(void)
{
	struct analysed a, b;

	begin_anybody(&a, 0);
	for (uint32_t order = 1; order < 4; order++) {
		begin_anybody(&b, order);
		OK(same_figures(a.a->all, b.a->all), "everyone");
		for (int t = 0; t < PAY_TABLES; t++)
			OK(same_groups(&a.a->table[t], &b.a->table[t]),
			   "order %u: %s", order, pay_table_key[t]);
		OK(a.a->median_market_e9 == b.a->median_market_e9 &&
		   a.a->certified.n == b.a->certified.n, "and the rest");
		for (ptrdiff_t i = 0; i < a.a->certified.n; i++)
			OK(a.a->certified.v[i].difference_bp ==
			   b.a->certified.v[i].difference_bp, "band %td", i);
		for (ptrdiff_t i = 0; i < a.a->below_range.n; i++)
			OK(a.a->below_range.v[i].cost ==
			   b.a->below_range.v[i].cost, "line %td", i);
		arena_free(&b.x.mem);
	}
	arena_free(&a.x.mem);
}

static void
totals_add_up(void)
{
	struct analysed s;
	int64_t cost = 0, over = 0;

	begin_anybody(&s, 0);
	const struct group *all = &s.a->all;
	OK(all->headcount == ANYBODY && all->paid + s.a->no_rate.n == ANYBODY,
	   "everyone");
	for (int t = 0; t < PAY_TABLES; t++) {
		const struct pay_groups *g = &s.a->table[t];
		int64_t people = 0, below = 0, paid = 0;

		for (ptrdiff_t i = 0; i < g->n; i++) {
			people += g->v[i].headcount;
			below += g->v[i].below_range;
			paid += g->v[i].paid;
		}
		if (t == PAY_BY_EXPERIENCE)
			people += s.a->no_experience;
		else if (t != PAY_BY_SKILL && t != PAY_BY_CREDENTIAL)
			OK(below == all->below_range && paid == all->paid,
			   "%s", pay_table_key[t]);
		if (t == PAY_BY_SKILL)
			people += ANYBODY - s.x.skills.n;
		if (t == PAY_BY_CREDENTIAL)
			people += ANYBODY - s.x.held.n;
		OK(people == ANYBODY, "%s: %lld people", pay_table_key[t],
		   (long long)people);
	}
	OK(s.a->below_range.n == all->below_range &&
	   s.a->above_range.n == all->above_range &&
	   s.a->below_floor.n == all->below_floor, "a line each");
	OK(all->below_range > 100 && all->above_range > 100 &&
	   all->below_floor > 5, "and there are some");
	for (ptrdiff_t i = 0; i < s.a->below_range.n; i++)
		cost += s.a->below_range.v[i].cost;
	for (ptrdiff_t i = 0; i < s.a->above_range.n; i++)
		over += s.a->above_range.v[i].cost;
	/* each line is rounded by half a ten-thousandth at most */
	OK(llabs(cost - all->cost_to_minimum) <= s.a->below_range.n / 2 + 1 &&
	   llabs(over - all->over_maximum) <= s.a->above_range.n / 2 + 1,
	   "their costs are the total's");
	arena_free(&s.x.mem);
}

struct by {
	enum pay_table table;
	uint32_t key;
};

/* Whether a person is in a group, asked in another way than the analysis. */
static bool
is_in(const struct roster *r, const struct person *p, struct by by)
{
	switch (by.table) {
	case PAY_BY_EXPERIENCE: return p->band == (int)by.key;
	case PAY_BY_OCCUPATION: return p->occupation == by.key;
	case PAY_BY_TITLE: return p->title == by.key;
	case PAY_BY_DEPARTMENT: return p->department == by.key;
	case PAY_BY_SITE: return p->site == by.key;
	case PAY_BY_STATE: return p->state == by.key;
	case PAY_BY_LEVEL: return p->level == by.key;
	case PAY_BY_SKILL:
		for (uint32_t i = 0; i < person_skills(r, p).n; i++)
			if (person_skills(r, p).v[i] == by.key)
				return true;
		return false;
	default:
		return false;
	}
}

/* Every group of every table, gathered and selected instead of counted. */
static void
by_another_route(void)
{
	static const struct {
		enum pay_table table;
		enum vocabulary names;
	} tables[] = {
		{ PAY_BY_OCCUPATION, V_OCCUPATION }, { PAY_BY_TITLE, V_TITLE },
		{ PAY_BY_DEPARTMENT, V_DEPARTMENT }, { PAY_BY_SITE, V_SITE },
		{ PAY_BY_STATE, V_STATE }, { PAY_BY_LEVEL, V_LEVEL },
		{ PAY_BY_SKILL, V_SKILL }, { PAY_BY_EXPERIENCE, V_N },
	};
	uint32_t member[ANYBODY];
	struct analysed s;
	ptrdiff_t groups = 0;

	begin_anybody(&s, 0);
	struct group all = group_figures(&s.x.roster, NULL, 0, HOURS_E4,
	                                 &s.x.mem);
	OK(same_figures(all, s.a->all), "everyone");
	for (ptrdiff_t t = 0; t < ROWS(tables); t++)
		for (uint32_t key = 0; key < 41; key++) {
			struct by by = { tables[t].table, key };
			const struct pay_groups *g = &s.a->table[by.table];
			ptrdiff_t n = 0;
			bool found = false;

			for (uint32_t i = 0; i < ANYBODY; i++)
				if (is_in(&s.x.roster, &s.x.roster.v[i], by))
					member[n++] = i;
			if (n == 0)
				continue;
			struct str name = by.table == PAY_BY_EXPERIENCE
				? ((struct band *)s.model->bands.v)[key].name.s
				: key ? roster_name(&s.x.roster,
				                    tables[t].names, key)
				: STR("(blank)");
			struct group want = group_figures(&s.x.roster, member,
				n, HOURS_E4, &s.x.mem);
			for (ptrdiff_t i = 0; i < g->n; i++)
				if (str_eq(g->v[i].name, name))
					found = same_figures(g->v[i], want);
			OK(found, "%s: %.*s", pay_table_key[by.table],
			   FMT(name));
			groups++;
		}
	OK(groups == 3 + 41 + 6 + 20 + 4 + 3 + 5 + 3, "%td groups", groups);
	arena_free(&s.x.mem);
}

const struct unit_test suite_pay_people[] = {
	TEST(order_does_not_matter), TEST(totals_add_up),
	TEST(by_another_route), END,
};
