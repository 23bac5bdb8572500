/* SPDX-License-Identifier: MIT */
/*
 * The numbers of the pay analysis' groups, and the slots that everyone is added
 * to for them.
 */
#include "analyse/pay_int.h"

/* A table by one name that a person has, or has not. */
struct name_table {
	enum pay_table table;
	enum vocabulary names;
	size_t offset;                /* of the name's id in a person      */
};

#define NAMES(table, vocabulary, member) \
	{ table, vocabulary, offsetof(struct person, member) }

static const struct name_table name_tables[NAME_TABLES] = {
	NAMES(PAY_BY_TITLE, V_TITLE, title),
	NAMES(PAY_BY_OCCUPATION, V_OCCUPATION, occupation),
	NAMES(PAY_BY_LEVEL, V_LEVEL, level),
	NAMES(PAY_BY_SITE, V_SITE, site),
	NAMES(PAY_BY_STATE, V_STATE, state),
	NAMES(PAY_BY_DEPARTMENT, V_DEPARTMENT, department),
};

const enum holding holding_of[CRED_N] = {
	[CRED_ACTIVE] = HELD_VALID, [CRED_EXPIRING_90] = HELD_VALID,
	[CRED_LIFETIME] = HELD_VALID, [CRED_EXPIRED] = HELD_EXPIRED,
	[CRED_PENDING] = HELD_PENDING, [CRED_UNKNOWN] = HELD_UNKNOWN,
};

/* What each cross is made of; work_cross() numbers them. */
static void
make_crosses(struct work *w)
{
	uint32_t n = ((uint32_t)w->bands + 1) * 2 * SCHEDULES;

	for (uint32_t i = 0; i < n; i++) {
		uint32_t schedule = i % SCHEDULES, has = i / SCHEDULES % 2;
		uint32_t band = i / SCHEDULES / 2;    /* 0: none */
		struct cross *c = VEC_PUSH(w->mem, &w->cross);

		*c = (struct cross){ .n = 3, .group = {
			0, w->first[PAY_BY_SCHEDULE] + schedule,
			w->certified + (uint32_t)w->bands * 2 + has } };
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
	const void *id = (const char *)p + t->offset;

	return w->group[t->table][*(const uint32_t *)id];
}

/* The groups of a person but those of the cross; returns how many. */
static ptrdiff_t
groups_of(const struct work *w, const struct person *p, uint32_t *out)
{
	for (int i = 0; i < NAME_TABLES; i++)
		out[i] = name_group(w, p, i);
	return NAME_TABLES + held_groups(w, p, out + NAME_TABLES);
}

/* How many skills and credentials a person has. */
static ptrdiff_t
n_held(const struct roster *r, const struct person *p)
{
	return (ptrdiff_t)person_skills(r, p).n + person_credentials(r, p).n;
}

/* Room for the groups of one person. */
static uint32_t *
own_room(struct work *w, const struct person *p)
{
	VEC_ROOM(&w->tmp, &w->of, 1 + NAME_TABLES + COUNTED_GROUPS +
	         n_held(w->roster, p));
	return w->of.v;
}

ptrdiff_t
work_own_groups(struct work *w, const struct person *p, const uint32_t **out)
{
	uint32_t *room = own_room(w, p);

	*out = room;
	return groups_of(w, p, room);
}

ptrdiff_t
work_slots(struct work *w, const struct person *p, const uint32_t **of)
{
	uint32_t *out = own_room(w, p);
	ptrdiff_t n = 1;

	out[0] = w->n_all + work_cross(p);
	n += groups_of(w, p, out + n);
	*of = out;
	return n + work_counted(w, p, out + n);
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

void
work_number(struct work *w)
{
	w->bands = w->pricing->model->bands.n;
	w->certified = 1;
	count_keys(w);
	line_up(w);
	if (bound_tables(w))
		line_up(w);
	work_number_counted(w);
	make_crosses(w);
	w->n_slots = w->n_all + (uint32_t)w->cross.n;
}

ptrdiff_t
work_groups(const struct work *w, ptrdiff_t person, uint32_t *out)
{
	const struct person *p = &w->roster->v[person];
	const struct cross *c = &w->cross.v[work_cross(p)];

	memcpy(out, c->group, (size_t)c->n * sizeof *out);
	return c->n + groups_of(w, p, out + c->n);
}

unsigned
work_any(const struct work *w, const struct person *p, const unsigned *of)
{
	const struct cross *c = &w->cross.v[work_cross(p)];
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
