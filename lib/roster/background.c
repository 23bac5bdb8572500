/* SPDX-License-Identifier: MIT */
/*
 * What bears on a person's certification beside what is held: the credential
 * that the job title claims, the training, and the duties.
 */
#include "roster/resolve.h"

/* The duties of one vocabulary that people list: a set of bits each. */
struct duty_sets {
	enum lookup lookup;
	ptrdiff_t words;              /* of 64 names a person              */
	uint64_t *set;                /* [people x words]                  */
};

static struct duty_sets
sets_new(const struct resolve *rz, struct arena *mem, enum lookup l)
{
	const struct rule_set *known = rz->pool->memo[l].set;
	ptrdiff_t words = known ? known->names.n / 64 + 1 : 0;

	return (struct duty_sets){
		l, words, NEW(mem, rz->roster->n * words, uint64_t) };
}

/* Add the duties that a text of the person names. */
static void
sets_add(struct resolve *rz, struct duty_sets *s, uint32_t who, uint32_t raw)
{
	struct memo *m = &rz->pool->memo[s->lookup];

	if (s->words == 0 || who == 0)
		return;
	struct answers a = memo_all(m, raw);
	uint64_t *set = s->set + (ptrdiff_t)(who - 1) * s->words;

	for (ptrdiff_t i = 0; i < a.n; i++)
		if (memo_known(m, a.v[i].name))
			set[a.v[i].name / 64] |=
				UINT64_C(1) << a.v[i].name % 64;
}

static int32_t
sets_count(const struct duty_sets *s, ptrdiff_t person)
{
	int32_t n = 0;

	for (ptrdiff_t i = 0; i < s->words; i++)
		n += __builtin_popcountll(s->set[person * s->words + i]);
	return n;
}

static void
add_own(struct resolve *rz, struct duty_sets *s, const struct own_values *own)
{
	ptrdiff_t next = 0;

	for (ptrdiff_t i = 0; i < own->n; i++)
		sets_add(rz, s, person_of_row(rz, own->v[i].row, &next),
		         own->v[i].raw);
}

/* Duties in the staff rows, then the skills of both kinds of files. */
static void
gather_duties(struct resolve *rz, struct duty_sets *s)
{
	uint32_t id[LINK_BLOCK], raw[LINK_BLOCK];

	add_own(rz, s, &rz->staff->duties);
	add_own(rz, s, &rz->staff->skills);
	for (struct link_block b = { 0 };
	     links_block(&rz->links[K_SKILLS], &b);) {
		block_read(&b, 0, id);
		block_read(&b, SKILL_RAW, raw);
		for (ptrdiff_t i = 0; i < b.n; i++)
			sets_add(rz, s, rz->owner[id[i] & ~LINK_MORE], raw[i]);
	}
}

/* A title names a credential, "Phlebotomist", or claims it, "Certified ...". */
static uint32_t
claim_of_title(struct resolve *rz, uint32_t raw)
{
	return pool_known(rz->pool, L_TITLE_CLAIM, raw)
		? pool_known(rz->pool, L_TITLE_CREDENTIAL, raw) : 0;
}

void
resolve_background(struct resolve *rz)
{
	struct roster *r = rz->roster;
	const struct staff *st = rz->staff;
	struct arena scratch = arena_like(r->mem);
	struct background *b = NEW(r->mem, r->n, struct background);
	struct duty_sets clinical = sets_new(rz, &scratch, L_CLINICAL_DUTY);
	struct duty_sets other = sets_new(rz, &scratch, L_ADMINISTRATIVE_DUTY);

	gather_duties(rz, &clinical);
	gather_duties(rz, &other);
	for (ptrdiff_t i = 0; i < r->n; i++) {
		ptrdiff_t row = r->v[i].row;

		b[i].accreditor = pool_known(rz->pool, L_ACCREDITOR,
			staff_raw(st, row, F_ACCREDITOR));
		b[i].title_claim = claim_of_title(rz,
			staff_raw(st, row, F_JOB_TITLE));
		b[i].graduated = row_date(rz, row, F_GRADUATION_DATE,
		                          rz->opt->as_of);
		b[i].clinical = sets_count(&clinical, i);
		b[i].administrative = sets_count(&other, i);
	}
	r->background = b;
	r->has_duties = st->fields >> F_DUTY & 1;
	r->has_training = st->fields >> F_ACCREDITOR & 1 ||
	                  st->fields >> F_GRADUATION_DATE & 1;
	arena_free(&scratch);
}
