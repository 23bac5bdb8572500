/* SPDX-License-Identifier: MIT */
#include "analyse/pay_int.h"

#define NAMES(table, vocabulary, member) \
	{ table, vocabulary, offsetof(struct person, member) }

const struct name_table name_tables[] = {
	NAMES(PAY_BY_OCCUPATION, V_OCCUPATION, occupation),
	NAMES(PAY_BY_TITLE, V_TITLE, title),
	NAMES(PAY_BY_DEPARTMENT, V_DEPARTMENT, department),
	NAMES(PAY_BY_SITE, V_SITE, site),
	NAMES(PAY_BY_STATE, V_STATE, state),
	NAMES(PAY_BY_LEVEL, V_LEVEL, level),
	{ 0 }
};

enum { NAME_TABLES = sizeof name_tables / sizeof *name_tables - 1 };

const enum holding holding_of[CRED_N] = {
	[CRED_ACTIVE] = HELD_VALID, [CRED_EXPIRING_90] = HELD_VALID,
	[CRED_LIFETIME] = HELD_VALID, [CRED_EXPIRED] = HELD_EXPIRED,
	[CRED_PENDING] = HELD_PENDING, [CRED_UNKNOWN] = HELD_UNKNOWN,
};

/* Empty packs that begin where a line of the cache does. */
static struct pack *
new_packs(struct arena *mem, ptrdiff_t n)
{
	char *at = (char *)NEW(mem, n + 1, struct pack);

	return (struct pack *)(void *)(at + (-(uintptr_t)at & 63));
}

/* The groups made of each cross. */
static void
make_crosses(struct work *w)
{
	w->n_cross = (w->bands + 1) * 2 * SCHEDULES;
	w->cross = NEW(w->mem, w->n_cross, struct cross);
	w->cross_sum = NEW(&w->tmp, w->n_cross, struct tally);
	w->cross_pack = new_packs(&w->tmp, w->n_cross);
	for (uint32_t i = 0; i < w->n_cross; i++) {
		uint32_t schedule = i % SCHEDULES, has = i / SCHEDULES % 2;
		uint32_t band = i / SCHEDULES / 2;    /* 0: none */
		struct cross *c = &w->cross[i];

		c->group[c->n++] = 0;
		c->group[c->n++] = w->first[PAY_BY_SCHEDULE] + schedule;
		c->group[c->n++] = w->certified +
			(uint32_t)w->bands * 2 + has;
		if (band) {
			c->group[c->n++] = w->certified + (band - 1) * 2 + has;
			c->group[c->n++] = w->first[PAY_BY_EXPERIENCE] +
				band - 1;
		}
	}
}

/* One more group of a person, unless it is that of the others again. */
static inline ptrdiff_t
put_held(uint32_t group, uint32_t others, uint32_t *out, ptrdiff_t n,
         bool *other)
{
	bool again = group == others && *other;

	*other |= group == others;
	out[n] = group;
	return n + !again;
}

/* The key of what is held, by how it stands. */
static inline uint32_t
held_key(const struct work *w, const struct held *h)
{
	return h->credential +
	       (uint32_t)holding_of[h->state] * w->n_credentials;
}

/* The groups of what a person holds, each once; returns how many. */
static ptrdiff_t
held_groups(const struct work *w, const struct person *p, uint32_t *out)
{
	struct own_skills skill = person_skills(w->roster, p);
	struct own_credentials held = person_credentials(w->roster, p);
	const uint32_t *group = w->group[PAY_BY_SKILL];
	ptrdiff_t n = 0;
	uint32_t before = 0;
	bool other = false;

	for (uint32_t i = 0; i < skill.n; i++) {
		if (skill.v[i] != before)
			n = put_held(group[skill.v[i]], w->others[PAY_BY_SKILL],
			             out, n, &other);
		before = skill.v[i];
	}
	group = w->group[PAY_BY_CREDENTIAL];
	before = UINT32_MAX;
	other = false;
	for (uint32_t i = 0; i < held.n; i++) {
		uint32_t key = held_key(w, &held.v[i]);

		if (key != before)    /* they come in order */
			n = put_held(group[key], w->others[PAY_BY_CREDENTIAL],
			             out, n, &other);
		before = key;
	}
	return n;
}

/* The group of a person in the i-th table by one name. */
static inline uint32_t
name_group(const struct work *w, const struct person *p, int i)
{
	const struct name_table *t = &name_tables[i];

	return w->group[t->table][*(const uint32_t *)(const void *)
		((const char *)p + t->offset)];
}

/* The groups of a person that no cross makes; returns how many. */
static ptrdiff_t
groups_of(const struct work *w, const struct person *p, uint32_t *out)
{
	for (int i = 0; i < NAME_TABLES; i++)
		out[i] = name_group(w, p, i);
	return NAME_TABLES + held_groups(w, p, out + NAME_TABLES);
}

enum vocabulary
work_names(enum pay_table t)
{
	for (int i = 0; i < NAME_TABLES; i++)
		if (name_tables[i].table == t)
			return name_tables[i].names;
	return t == PAY_BY_CREDENTIAL ? V_CREDENTIAL : V_SKILL;
}

/* Number the groups through. */
static void
line_up(struct work *w)
{
	w->n = w->certified + 2 * (uint32_t)(w->bands + 1);
	for (int t = 0; t < PAY_TABLES; t++) {
		const struct places *p = &w->places[t];
		uint32_t *group = NEW(w->mem, w->n_keys[t], uint32_t);

		for (uint32_t k = 0; k < w->n_keys[t]; k++)
			group[k] = w->n + place_of(p, k);
		w->group[t] = group;
		w->others[t] = p->other == PLACE_NONE ? 0
			: w->n + (uint32_t)p->other;
		w->first[t] = w->n;
		w->n += p->n;
	}
}

/* How many skills and credentials a person has. */
static ptrdiff_t
n_held(const struct roster *r, const struct person *p)
{
	return (ptrdiff_t)person_skills(r, p).n + person_credentials(r, p).n;
}

/* Nobody is in more groups that no cross makes. */
static ptrdiff_t
most_groups(const struct roster *r)
{
	ptrdiff_t most = 0;

	for (ptrdiff_t i = 0; i < r->n; i++) {
		ptrdiff_t n = n_held(r, &r->v[i]);

		most = n > most ? n : most;
	}
	return NAME_TABLES + most;
}

/* Where a table has very many groups, take the smallest together: before
 * anything is added up for them.  Returns whether there was any. */
static bool
bound_tables(struct work *w)
{
	const struct roster *r = w->roster;
	struct arena scratch = arena_like(w->mem);
	uint32_t *group, *count;
	bool many = false;

	for (int t = 0; t < PAY_TABLES; t++)
		many |= w->places[t].n > GROUPS_MOST;
	if (!many)
		return false;
	group = NEW(&scratch, most_groups(r), uint32_t);
	count = NEW(&scratch, w->n, uint32_t);
	for (ptrdiff_t i = 0; i < r->n; i++)
		for (ptrdiff_t n = groups_of(w, &r->v[i], group); n-- > 0;)
			count[group[n]]++;
	for (int t = 0; t < PAY_TABLES; t++)
		if (w->places[t].n > GROUPS_MOST)
			w->places[t] = places_of(w->mem, w->places[t].n,
				count + w->first[t], r,
				work_names((enum pay_table)t));
	arena_free(&scratch);
	return true;
}

/* So many keys each table has, each with a place of its own. */
static void
count_keys(struct work *w)
{
	const struct roster *r = w->roster;

	w->n_credentials = (uint32_t)roster_names(r, V_CREDENTIAL);
	w->n_keys[PAY_BY_EXPERIENCE] = (uint32_t)w->bands;
	w->n_keys[PAY_BY_SKILL] = (uint32_t)roster_names(r, V_SKILL);
	w->n_keys[PAY_BY_CREDENTIAL] = HELD_N * w->n_credentials;
	w->n_keys[PAY_BY_SCHEDULE] = SCHEDULES;
	for (int i = 0; i < NAME_TABLES; i++)
		w->n_keys[name_tables[i].table] =
			(uint32_t)roster_names(r, name_tables[i].names);
	for (int t = 0; t < PAY_TABLES; t++)
		w->places[t] = (struct places){ .n = w->n_keys[t],
			                        .other = PLACE_NONE };
}

static void
number_groups(struct work *w)
{
	w->bands = w->pricing->model->bands.n;
	w->certified = 1;
	count_keys(w);
	line_up(w);
	if (bound_tables(w))
		line_up(w);
	work_number_counted(w);
	w->sum = NEW(&w->tmp, w->n_all, struct tally);
	w->pack = new_packs(&w->tmp, w->n_all);
	make_crosses(w);
}

ptrdiff_t
work_groups(const struct work *w, ptrdiff_t person, uint32_t *out)
{
	const struct person *p = &w->roster->v[person];
	const struct cross *c = &w->cross[work_cross(p)];

	memcpy(out, c->group, (size_t)c->n * sizeof *out);
	return c->n + groups_of(w, p, out + c->n);
}

unsigned
work_any(const struct work *w, const struct person *p, const unsigned *of)
{
	const struct cross *c = &w->cross[work_cross(p)];
	struct own_skills skill = person_skills(w->roster, p);
	struct own_credentials held = person_credentials(w->roster, p);
	unsigned any = 0;

	for (int k = 0; k < c->n; k++)
		any |= of[c->group[k]];
	for (int i = 0; i < NAME_TABLES; i++)
		any |= of[name_group(w, p, i)];
	for (uint32_t i = 0; i < skill.n; i++)
		any |= of[w->group[PAY_BY_SKILL][skill.v[i]]];
	for (uint32_t i = 0; i < held.n; i++)
		any |= of[w->group[PAY_BY_CREDENTIAL][held_key(w, &held.v[i])]];
	return any;
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

ptrdiff_t
work_own_groups(struct work *w, const struct person *p, const uint32_t **out)
{
	VEC_ROOM(&w->tmp, &w->of, NAME_TABLES + COUNTED_GROUPS +
	         n_held(w->roster, p));
	*out = w->of.v;
	return groups_of(w, p, w->of.v);
}

/* Add what a person has to the sums of a cross and of some groups. */
static void
add_sums(struct work *w, const struct person *p, uint32_t cross,
         const uint32_t *of, ptrdiff_t n)
{
	struct pack one;

	if (pack_of(p, &one)) {
		pack_add(&w->cross_pack[cross], &one);
		for (ptrdiff_t k = 0; k < n; k++)
			pack_add(&w->pack[of[k]], &one);
	} else {
		struct tally all = tally_of(p);

		tally_add(&w->cross_sum[cross], &all);
		for (ptrdiff_t k = 0; k < n; k++)
			tally_add(&w->sum[of[k]], &all);
	}
}

static void
add_person(struct work *w, ptrdiff_t i)
{
	const struct person *p = &w->roster->v[i];
	bool paid = !(p->flags & PERSON_NO_RATE);
	uint32_t cross = work_cross(p);
	ptrdiff_t n_range = w->ranges.n;
	ptrdiff_t range = paid ? range_of(&w->ranges, p->pay) : 0;
	const uint32_t *of;
	ptrdiff_t n = work_own_groups(w, p, &of), n_all;

	n_all = n + work_counted(w, p, w->of.v + n);
	add_sums(w, p, cross, of, n_all);
	if (n_all > w->most)
		w->most = n_all;
	w->range[i] = (uint8_t)range;
	w->cross_spread[cross * n_range + range] += paid;
	for (ptrdiff_t k = 0; k < n; k++)
		w->spread[of[k] * n_range + range] += paid;
}

static void
settle(struct work *w)
{
	for (uint32_t g = 0; g < w->n_all; g++)
		pack_settle(&w->pack[g], &w->sum[g]);
	for (ptrdiff_t c = 0; c < w->n_cross; c++)
		pack_settle(&w->cross_pack[c], &w->cross_sum[c]);
}

/* The groups that are made of crosses. */
static void
add_crosses(struct work *w)
{
	ptrdiff_t n_range = w->ranges.n;

	for (ptrdiff_t c = 0; c < w->n_cross; c++)
		for (int k = 0; k < w->cross[c].n; k++) {
			ptrdiff_t g = w->cross[c].group[k];

			tally_add(&w->sum[g], &w->cross_sum[c]);
			for (ptrdiff_t r = 0; r < n_range; r++)
				w->spread[g * n_range + r] +=
					w->cross_spread[c * n_range + r];
		}
}

/* The ranges of pay, by that of some, and room to count who is in them: up to
 * 16 bytes a person and some more, however many groups there are. */
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
	while (n_range > 1 && n_range * (w->n + w->n_cross) > 4 * r->n + 16384)
		n_range /= 2;
	w->ranges = ranges_for(pay, n, (int)n_range);
	w->range = NEW(&w->tmp, r->n, uint8_t);
	w->spread = NEW(&w->tmp, w->n * n_range, uint32_t);
	w->cross_spread = NEW(&w->tmp, w->n_cross * n_range, uint32_t);
}

void
work_walk(struct work *w)
{
	const struct roster *r = w->roster;

	number_groups(w);
	find_ranges(w);
	w->market = NEW(&w->tmp, r->n, int64_t);
	for (ptrdiff_t i = 0; i < r->n; i++) {
		add_person(w, i);
		add_to_report(w, i);
		if (i % PACK_MOST == PACK_MOST - 1)
			settle(w);
	}
	settle(w);
	add_crosses(w);
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
