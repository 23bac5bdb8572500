/* SPDX-License-Identifier: MIT */
/*
 * The credentials report's people as cell suppression sees them.
 */
#include "analyse/certification_int.h"

/* What the groups are asked of. */
struct groups_of {
	const struct roster *roster;
	const struct cert_analysis *analysis;
	uint32_t base[CERT_TABLES];
	struct places places[CERT_TABLES];
};

int32_t
cert_hire_year(const struct roster *r, ptrdiff_t person)
{
	date d = r->v[person].hired;
	int32_t y = d == DATE_NONE ? 0 : date_ymd(d).year - YEARS_FROM;

	return y < 0 || y >= YEARS ? 0 : y;
}

/* The places of a table, of very many names those of the largest groups. */
static struct places
places_by(struct cert_work *w, const struct cert_names *names)
{
	struct arena scratch = arena_like(w->mem);
	uint32_t n = (uint32_t)roster_names(w->roster, names->names);
	uint32_t *count = NEW(&scratch, n + 1, uint32_t);
	const struct places by_id = { .n = n };

	for (ptrdiff_t i = 0; i < w->roster->n; i++)
		count[cert_place(&by_id, names, &w->roster->v[i])]++;
	struct places out = places_of(w->mem, n, count, w->roster,
	                              names->names);

	arena_free(&scratch);
	return out;
}

void
cert_number_groups(struct cert_work *w)
{
	uint32_t n = 1;               /* 0: everybody */

	for (int i = 0; i < CERT_NAMES; i++) {
		enum cert_table t = cert_names[i].table;

		w->places[t] = places_by(w, &cert_names[i]);
		w->base[t] = n;
		n += w->places[t].n;
	}
	w->base[CERT_BY_HIRE_YEAR] = n;
	n += YEARS;
	w->out->role_group = n;
}

static ptrdiff_t
groups(const void *ctx, ptrdiff_t person, uint32_t *out)
{
	const struct groups_of *c = ctx;
	const struct cert_analysis *a = c->analysis;
	ptrdiff_t n = 0;

	out[n++] = 0;
	for (int i = 0; i < CERT_NAMES; i++) {
		enum cert_table t = cert_names[i].table;

		out[n++] = c->base[t] + cert_place(&c->places[t],
			&cert_names[i], &c->roster->v[person]);
	}
	out[n++] = c->base[CERT_BY_HIRE_YEAR] +
		(uint32_t)cert_hire_year(c->roster, person);
	out[n++] = a->role_group + a->role[person];
	return n;
}

static unsigned
measures(const void *ctx, ptrdiff_t person)
{
	(void)ctx, (void)person;
	return 1;
}

static int64_t
amount(const void *ctx, ptrdiff_t person, int measure)
{
	(void)ctx, (void)person, (void)measure;
	return 1;
}

void
cert_population(struct cert_work *w)
{
	struct cert_analysis *a = w->out;
	struct groups_of *c = NEW(w->mem, 1, struct groups_of);

	*c = (struct groups_of){ .roster = w->roster, .analysis = a };
	memcpy(c->base, w->base, sizeof c->base);
	memcpy(c->places, w->places, sizeof c->places);
	a->people = (struct population){
		.n = w->roster->n, .n_group = a->role_group + ROLE_N,
		.n_measure = 1, .most = CERT_NAMES + 3, .groups = groups,
		.measures = measures, .amount = amount, .ctx = c,
	};
}
