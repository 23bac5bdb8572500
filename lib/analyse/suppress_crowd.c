/* SPDX-License-Identifier: MIT */
#include "analyse/suppress.h"

/* The groups of each person, one after another. */
struct listed {
	const uint32_t *start;        /* [people + 1]                      */
	const uint32_t *group;
};

static ptrdiff_t
groups(const void *ctx, ptrdiff_t person, uint32_t *out)
{
	const struct listed *l = ctx;
	ptrdiff_t n = 0;

	out[n++] = 0;
	for (uint32_t i = l->start[person]; i < l->start[person + 1]; i++)
		out[n++] = l->group[i];
	return n;
}

static unsigned
measures(const void *ctx, ptrdiff_t person)
{
	const struct listed *l = ctx;

	return l->start[person] < l->start[person + 1];
}

static int64_t
amount(const void *ctx, ptrdiff_t person, int measure)
{
	(void)ctx, (void)person, (void)measure;
	return 1;
}

struct population
crowd_population(struct arena *mem, const struct crowd *c, ptrdiff_t n_people,
                 uint32_t n_group)
{
	uint32_t *start = NEW(mem, n_people + 2, uint32_t), *next = start + 1;
	uint32_t *group = NEW(mem, c->n, uint32_t), most = 0;
	struct listed *l = NEW(mem, 1, struct listed);

	/* next[p] counts, then is where p begins, then where it ends */
	for (ptrdiff_t i = 0; i < c->n; i++)
		next[c->v[i].person + 1]++;
	for (ptrdiff_t p = 0; p < n_people; p++) {
		most = next[p + 1] > most ? next[p + 1] : most;
		next[p + 1] += next[p];
	}
	for (ptrdiff_t i = 0; i < c->n; i++)
		group[next[c->v[i].person]++] = c->v[i].group;
	*l = (struct listed){ start, group };
	return (struct population){
		.n = n_people, .n_group = n_group, .n_measure = 1,
		.most = (ptrdiff_t)most + 1, .groups = groups,
		.measures = measures, .amount = amount, .ctx = l,
	};
}
