/* SPDX-License-Identifier: MIT */
#include "analyse/suppress_int.h"

#include <string.h>

struct suppress *
suppress_new(struct arena *mem, const struct population *people,
             struct suppress_rule rule)
{
	struct suppress *s = NEW(mem, 1, struct suppress);

	*s = (struct suppress){ .mem = mem, .people = people, .rule = rule,
		                .n_some = people->n };
	s->index = NEW(mem, population_set(people, people->n_group, 0),
	               uint32_t);
	return s;
}

int
suppress_table(struct suppress *s, bool overlap)
{
	*VEC_PUSH(s->mem, &s->overlap) = overlap;
	return (int)s->overlap.n - 1;
}

void
suppress_cell(struct suppress *s, uint32_t set, int table,
              enum suppress_use use)
{
	uint32_t *at = &s->index[set];

	if (!*at) {
		*VEC_PUSH(s->mem, &s->sets) = (struct figure_set){
			.set = set, .table = table, .state = UNPRINTED,
			.measure = (uint8_t)((set - 1) %
			           (uint32_t)s->people->n_measure) };
		*at = (uint32_t)s->sets.n;
	}
	struct figure_set *f = &s->sets.v[*at - 1];

	if (use > f->state)
		f->state = (uint8_t)use;
}

bool
suppress_hidden(const struct suppress *s, uint32_t set)
{
	uint32_t at = s->index[set];

	return at && s->sets.v[at - 1].state == HIDDEN;
}

/* The measures of a family that have any figure; returns how many. */
static int
measures_of(const struct suppress *s, int family, int out[MEASURES_MOST])
{
	unsigned used = 0;
	int n = 0;

	for (ptrdiff_t i = 0; i < s->sets.n; i++)
		used |= 1u << s->sets.v[i].measure;
	for (int m = 0; m < s->people->n_measure; m++)
		if (used >> m & 1 && (family == ALL_FAMILIES ||
		                      family_of(s, m) == family))
			out[n++] = m;
	return n;
}

/* The groups of someone looked at: where they are, and how many. */
static ptrdiff_t
groups_of(const struct suppress *s, ptrdiff_t place, uint32_t *room,
          const uint32_t **out)
{
	const struct population *p = s->people;

	if (s->start) {
		*out = s->group + s->start[place];
		return s->start[place + 1] - s->start[place];
	}
	*out = room;
	return p->groups(p->ctx, s->some ? s->some[place] : place, room);
}

/* The sets of a measure that someone is in. */
static void
add_sets(const struct suppress *s, struct membership *who, uint32_t *v,
         int measure, const uint32_t *group, ptrdiff_t n)
{
	for (ptrdiff_t g = 0; g < n; g++) {
		uint32_t at = s->index[population_set(s->people, group[g],
		                                      measure)];

		v[who->n] = at - 1;
		who->n += at > 0;
	}
}

void
suppress_each(const struct suppress *s, int family, struct arena *scratch,
              void (*visit)(void *ctx, const struct membership *), void *ctx)
{
	const struct population *p = s->people;
	uint32_t *room = NEW(scratch, p->most, uint32_t);
	uint32_t *v = NEW(scratch, p->most * p->n_measure, uint32_t);
	uint64_t weight[MEASURES_MOST];
	int measure[MEASURES_MOST];
	int n_measure = measures_of(s, family, measure);
	unsigned asked = 0;

	for (int k = 0; k < n_measure; k++)
		asked |= 1u << measure[k];
	for (ptrdiff_t i = 0; n_measure && i < s->n_some; i++) {
		ptrdiff_t person = s->some ? s->some[i] : i, n;
		const uint32_t *group;
		struct membership who = {
			person, i, p->measures(p->ctx, person), v, 0, weight };

		if (!(who.measures & asked))
			continue;
		if (asked & p->weighs)
			memset(weight, 0, sizeof weight);
		n = groups_of(s, i, room, &group);
		for (int k = 0; k < n_measure; k++)
			if (who.measures >> measure[k] & 1)
				add_sets(s, &who, v, measure[k], group, n);
		visit(ctx, &who);
	}
}

/* How many people each set has: suppress_each without a list of the sets. */
static void
count_people(struct suppress *s, struct arena *scratch)
{
	const struct population *p = s->people;
	uint32_t *group = NEW(scratch, p->most, uint32_t);

	for (ptrdiff_t i = 0; i < s->sets.n && p->people; i++)
		s->sets.v[i].people = p->people[s->sets.v[i].set];
	for (ptrdiff_t i = 0; i < p->n && !p->people; i++) {
		unsigned has = p->measures(p->ctx, i);
		ptrdiff_t n = has ? p->groups(p->ctx, i, group) : 0;

		for (ptrdiff_t g = 0; g < n; g++) {
			const uint32_t *at =
				&s->index[population_set(p, group[g], 0)];

			for (unsigned m = has; m; m &= m - 1)
				if (at[__builtin_ctz(m)])
					s->sets.v[at[__builtin_ctz(m)] - 1].people++;
		}
	}
}

/* The sum of each set, and the most that one person has of it. */
static void
add_amounts(void *ctx, const struct membership *who)
{
	const struct suppress *s = ctx;

	for (ptrdiff_t k = 0; k < who->n; k++) {
		struct figure_set *f = &s->sets.v[who->v[k]];
		int64_t amount = s->people->amount(s->people->ctx, who->person,
		                                   f->measure);

		f->sum += amount;
		f->largest = amount > f->largest ? amount : f->largest;
	}
}

/* Too few people, or one of them has too much of the sum. */
static bool
is_primary(const struct suppress *s, const struct figure_set *f)
{
	const struct suppress_rule *r = &s->rule;

	return f->people && (f->state == UNPRINTED || f->state == PRINTED) &&
	       (f->people < r->least ||
	        (f->state == PRINTED && f->measure && r->dominance_bp &&
	         (i128)f->largest * 10000 > f->sum * r->dominance_bp));
}

static void
hide_primary(struct suppress *s, int family)
{
	for (ptrdiff_t i = 0; i < s->sets.n; i++) {
		struct figure_set *f = &s->sets.v[i];

		if (family_of(s, f->measure) == family && is_primary(s, f))
			f->state = HIDDEN;
	}
}

/* A group that is not to be counted shows nothing at all. */
static void
hide_uncounted(struct suppress *s)
{
	for (ptrdiff_t i = 0; i < s->sets.n; i++) {
		struct figure_set *f = &s->sets.v[i];

		if (f->state != KNOWN &&
		    suppress_hidden(s, f->set - f->measure))
			f->state = HIDDEN;
	}
}

/*
 * Of very many people it is enough to look at those in groups that are not
 * large, and at some of the rest: what is determined for all is so for some,
 * whoever they are.
 */
enum { PEOPLE_ALL = 20000, GROUP_LARGE = 1000 };

/* By group, the measures (bits) of which it has a set that is not large. */
static unsigned *
small_sets(const struct suppress *s, struct arena *mem)
{
	unsigned *small = NEW(mem, s->people->n_group, unsigned);

	for (ptrdiff_t i = 0; i < s->sets.n; i++) {
		const struct figure_set *f = &s->sets.v[i];

		if (f->people < GROUP_LARGE)
			small[(f->set - 1) / (uint32_t)s->people->n_measure] |=
				1u << f->measure;
	}
	return small;
}

/* The bits of all of a person's groups. */
static unsigned
any_of(const struct population *p, ptrdiff_t person, const unsigned *of,
       uint32_t *group)
{
	unsigned any = 0;

	if (p->any)
		return p->any(p->ctx, person, of);
	for (ptrdiff_t n = p->groups(p->ctx, person, group); n-- > 0;)
		any |= of[group[n]];
	return any;
}

static void
look_at_some(struct suppress *s, struct arena *scratch)
{
	const struct population *p = s->people;
	ptrdiff_t every = p->n / PEOPLE_ALL;
	struct { VEC(uint32_t); } some = { 0 };

	if (!every)
		return;
	const unsigned *small = small_sets(s, scratch);
	uint32_t *group = NEW(scratch, p->most, uint32_t);
	for (ptrdiff_t i = 0; i < p->n; i++) {
		unsigned in = i % every == 0 ? 0 : any_of(p, i, small, group);

		if (i % every == 0 || (in && in & p->measures(p->ctx, i)))
			*VEC_PUSH(scratch, &some) = (uint32_t)i;
	}
	s->some = some.v;
	s->n_some = some.n;
}

/* Write the groups of those looked at down, who are looked at many times. */
static void
list_groups(struct suppress *s, struct arena *scratch)
{
	const struct population *p = s->people;
	uint32_t *start = NEW(scratch, s->n_some + 1, uint32_t);
	struct { VEC(uint32_t); } group = { 0 };

	for (ptrdiff_t i = 0; i < s->n_some; i++) {
		VEC_ROOM(scratch, &group, p->most);
		group.n += p->groups(p->ctx, s->some ? s->some[i] : i,
		                     group.v + group.n);
		start[i + 1] = (uint32_t)group.n;
	}
	s->group = group.v;
	s->start = start;
}

void
suppress_decide(struct suppress *s)
{
	struct arena scratch = arena_like(s->mem);

	for (ptrdiff_t i = 0; i < s->people->n_watched; i++)
		suppress_cell(s, s->people->watched[i], -1, SUPPRESS_UNPRINTED);
	count_people(s, &scratch);
	if (s->rule.dominance_bp)
		suppress_each(s, ALL_FAMILIES, &scratch, add_amounts, s);
	look_at_some(s, &scratch);
	list_groups(s, &scratch);
	for (int f = s->rule.heads ? 0 : 1; f < MEASURES_MOST; f++) {
		hide_primary(s, f);
		while (!s->rule.primary_only &&
		       suppress_audit(s, f, &scratch))
			;
		if (f == 0)
			hide_uncounted(s);
	}
	s->some = s->start = s->group = NULL;
	arena_free(&scratch);
}
