/* SPDX-License-Identifier: MIT */
/*
 * The raw texts of all files of a run, each distinct one once.
 *
 * Fields that are looked up in the same vocabularies share a table (a job
 * title of the staff file and one of a job held; a site, a state and a
 * location), so that a value is looked up once wherever it stands.
 */
#ifndef MUSTER_ROSTER_POOL_H
#define MUSTER_ROSTER_POOL_H

#include "norm/memo.h"
#include "norm/values.h"
#include "roster/person.h"

/* A vocabulary that some field's texts are looked up in. */
enum lookup {
	L_OCCUPATION, L_LEVEL, L_TITLE, L_TITLE_WORKER, L_DEPARTMENT, L_SITE,
	L_STATE, L_STATUS, L_WORKER, L_SCHEDULE, L_BASIS, L_FREQUENCY,
	L_CURRENCY, L_SKILL, L_CREDENTIAL, L_CLAIM, L_ISSUER, L_TITLE_CREDENTIAL, L_TITLE_CLAIM,
	L_CREDENTIAL_ISSUER, L_ACCREDITOR, L_CLINICAL_DUTY,
	L_ADMINISTRATIVE_DUTY, L_SCHOOL, L_CAMPUS, L_PROGRAM, L_DEGREE,
	L_EMPLOYER, L_STUDENT, L_PLACEMENT, L_STATUS_PLACEMENT, L_ANSWER,
	L_DATE_ANSWER, L_EXAM, L_RESULT, L_RELATED, L_N
};

/* The names that the program itself looks for in vocabularies; see pool.c. */
enum word {
	WORD_CONTRACTOR, WORD_PRN, WORD_PRN_TITLE, WORD_PART_TIME, WORD_LEAVE,
	WORD_TERMINATED, WORD_PRE_HIRE, WORD_LIFETIME, WORD_N
};

struct pool_word {
	enum lookup lookup;
	uint32_t name;                /* 0: the vocabulary lacks it        */
};

struct pool {
	struct arena *mem;
	struct intern text[FIELD_N];  /* only owners are used: pool_text() */
	uint8_t owner[FIELD_N];       /* whose texts a field's are         */
	struct memo memo[L_N];
	struct pool_word word[WORD_N];
	const uint8_t *basis[2];      /* by name id of L_BASIS, L_FREQUENCY:
	                                 enum pay_basis                    */
	struct { VEC(struct date_text); } dates;  /* by id of the date texts */
	struct { VEC(struct years_text); } years; /* by id of EXPERIENCE    */
	struct { VEC(struct share_text); } shares; /* by id of FTE          */
};

/* An empty pool that looks values up in the rules' vocabularies. */
void pool_init(struct pool *, struct arena *, const struct rules *,
               struct regex_scratch *);

/* The table of a field's texts. */
static inline struct intern *
pool_text(struct pool *p, enum field f)
{
	return &p->text[p->owner[f]];
}

/* The text of an id of a field. */
static inline struct str
pool_str(const struct pool *p, enum field f, uint32_t raw)
{
	return intern_str(&p->text[p->owner[f]], raw);
}

/* What a text of a date field says, parsed once. */
const struct date_text *pool_date(struct pool *, uint32_t raw);

/* What a text of EXPERIENCE says, parsed once. */
const struct years_text *pool_years(struct pool *, uint32_t raw);

/* What a text of FTE says, parsed once. */
const struct share_text *pool_share(struct pool *, uint32_t raw);

/* The name id of a text in a vocabulary; 0: no value. */
static inline uint32_t
pool_name(struct pool *p, enum lookup l, uint32_t raw)
{
	return raw ? memo_name(&p->memo[l], raw) : 0;
}

/* The same, 0 also where no rule knows the text. */
static inline uint32_t
pool_known(struct pool *p, enum lookup l, uint32_t raw)
{
	/* without rules nothing is: no need to remember what is asked */
	uint32_t name = p->memo[l].set ? pool_name(p, l, raw) : 0;

	return memo_known(&p->memo[l], name) ? name : 0;
}

/* Whether a text stands for a name that the program looks for. */
static inline bool
pool_is(struct pool *p, enum word w, uint32_t raw)
{
	uint32_t name = pool_known(p, p->word[w].lookup, raw);

	return name && name == p->word[w].name;
}

/* What a text of L_BASIS or of L_FREQUENCY says pay is for. */
static inline enum pay_basis
pool_basis(struct pool *p, enum lookup l, uint32_t raw)
{
	return (enum pay_basis)
		p->basis[l == L_FREQUENCY][pool_known(p, l, raw)];
}

#endif
