/* SPDX-License-Identifier: MIT */
#include "roster/pool.h"

/* Fields that share another one's table of texts; all others own theirs. */
static const struct { enum field field, owner; } shared[] = {
	{ F_SITE, F_LOCATION },
	{ F_STATE, F_LOCATION },
	{ F_WORKER_TYPE, F_STATUS },
	{ F_FULL_PART_TIME, F_STATUS },
	{ F_WEEKLY_HOURS, F_ANNUAL_HOURS },
	{ F_PERIOD_HOURS, F_ANNUAL_HOURS },
	{ F_PAY, F_PAY_ANNUAL },
	{ F_PAY_MONTHLY, F_PAY_ANNUAL },
	{ F_PAY_PERIOD, F_PAY_ANNUAL },
	{ F_PAY_HOURLY, F_PAY_ANNUAL },
	{ F_GRADE_MINIMUM, F_PAY_ANNUAL },
	{ F_GRADE_MIDPOINT, F_PAY_ANNUAL },
	{ F_GRADE_MAXIMUM, F_PAY_ANNUAL },
	{ F_CREDENTIAL_STATUS, F_CREDENTIAL },
	{ F_DUTY, F_SKILL },
	{ F_CE_ADMINISTRATIVE, F_CE_EARNED },
	{ F_CE_CLINICAL, F_CE_EARNED },
	{ F_CE_GENERAL, F_CE_EARNED },
	{ F_EXTERNSHIP_SITE, F_EMPLOYER },
	{ F_PLACEMENT_REASON, F_PLACEMENT_STATUS },
	{ F_VERIFICATION, F_IN_FIELD },
	{ F_DOCUMENTATION, F_IN_FIELD },
	{ F_EXTERNSHIP_STATUS, F_IN_FIELD },
	{ F_EXAM_PREPARATION, F_IN_FIELD },
	{ F_PRACTICE_TESTS, F_IN_FIELD },
	{ F_INTERVIEW_HELP, F_IN_FIELD },
	{ F_RESUME_HELP, F_IN_FIELD },
};

/* What each vocabulary is called in the rules, and whose texts it reads. */
static const struct { enum field field; const char *set; } lookups[L_N] = {
	[L_OCCUPATION] = { F_JOB_TITLE, "occupation" },
	[L_LEVEL] = { F_JOB_TITLE, "level" },
	[L_TITLE] = { F_JOB_TITLE, NULL },
	[L_TITLE_WORKER] = { F_JOB_TITLE, "worker_type" },
	[L_DEPARTMENT] = { F_DEPARTMENT, "department" },
	[L_SITE] = { F_LOCATION, NULL },
	[L_STATE] = { F_LOCATION, "state" },
	[L_STATUS] = { F_STATUS, "employment_status" },
	[L_WORKER] = { F_STATUS, "worker_type" },
	[L_SCHEDULE] = { F_STATUS, "full_part_time" },
	[L_BASIS] = { F_PAY_BASIS, "pay_basis" },
	[L_FREQUENCY] = { F_PAY_FREQUENCY, "pay_frequency" },
	[L_CURRENCY] = { F_CURRENCY, "currency" },
	[L_SKILL] = { F_SKILL, "skill" },
	[L_CREDENTIAL] = { F_CREDENTIAL, "credential" },
	[L_CLAIM] = { F_CREDENTIAL, "credential_claim" },
	[L_ISSUER] = { F_ISSUER, "issuer" },
	[L_TITLE_CREDENTIAL] = { F_JOB_TITLE, "credential" },
	[L_TITLE_CLAIM] = { F_JOB_TITLE, "title_claim" },
	[L_CREDENTIAL_ISSUER] = { F_CREDENTIAL, "issuer" },
	[L_ACCREDITOR] = { F_ACCREDITOR, "accreditor" },
	[L_CLINICAL_DUTY] = { F_SKILL, "clinical_duty" },
	[L_ADMINISTRATIVE_DUTY] = { F_SKILL, "administrative_duty" },
	[L_SCHOOL] = { F_SCHOOL, NULL },
	[L_CAMPUS] = { F_CAMPUS, NULL },
	[L_PROGRAM] = { F_PROGRAM, NULL },
	[L_DEGREE] = { F_DEGREE, NULL },
	[L_EMPLOYER] = { F_EMPLOYER, NULL },
	[L_STUDENT] = { F_STUDENT_STATUS, "student_status" },
	[L_PLACEMENT] = { F_PLACEMENT_STATUS, "placement_status" },
	[L_STATUS_PLACEMENT] = { F_STUDENT_STATUS, "placement_status" },
	[L_ANSWER] = { F_IN_FIELD, "yes_no" },
	[L_DATE_ANSWER] = { F_VERIFIED_DATE, "yes_no" },
	[L_EXAM] = { F_EXAM, "credential" },
	[L_RESULT] = { F_EXAM_RESULT, "exam_result" },
	[L_RELATED] = { F_JOB_TITLE, "related_occupation" },
};

static const struct { enum lookup lookup; const char *name; } words[WORD_N] = {
	[WORD_CONTRACTOR] = { L_WORKER, "contractor" },
	[WORD_PRN] = { L_WORKER, "prn" },
	[WORD_PRN_TITLE] = { L_TITLE_WORKER, "prn" },
	[WORD_PART_TIME] = { L_SCHEDULE, "part_time" },
	[WORD_LEAVE] = { L_STATUS, "leave" },
	[WORD_TERMINATED] = { L_STATUS, "terminated" },
	[WORD_PRE_HIRE] = { L_STATUS, "pre_hire" },
	[WORD_LIFETIME] = { L_CLAIM, "lifetime" },
};

/* The id of a name of a vocabulary; 0: it has none such. */
static uint32_t
name_id(const struct memo *m, const char *name)
{
	uint32_t id = intern_find(&m->names, str_of(name));

	return id == INTERN_NONE ? 0 : id;
}

/* The basis that each name of a vocabulary is. */
static const uint8_t *
bases_of(const struct memo *m, struct arena *mem)
{
	uint8_t *basis = NEW(mem, m->names.n, uint8_t);

	for (int b = BASIS_HOUR; b < BASIS_N; b++)
		basis[name_id(m, pay_basis_name[b])] = (uint8_t)b;
	basis[0] = BASIS_NONE;
	return basis;
}

static enum field
owner_of(enum field f)
{
	if (field_info[f].type == FIELD_DATE)
		return F_HIRE_DATE;
	for (size_t i = 0; i < sizeof shared / sizeof *shared; i++)
		if (shared[i].field == f)
			return shared[i].owner;
	return f;
}

void
pool_init(struct pool *p, struct arena *mem, const struct rules *rules,
          struct regex_scratch *scratch)
{
	*p = (struct pool){ .mem = mem };
	for (int f = 0; f < FIELD_N; f++) {
		p->owner[f] = (uint8_t)owner_of((enum field)f);
		if (p->owner[f] == f)
			intern_init(&p->text[f], mem);
	}
	for (int l = 0; l < L_N; l++) {
		const char *set = lookups[l].set;

		memo_init(&p->memo[l], mem,
		          set ? rules_set(rules, str_of(set)) : NULL,
		          pool_text(p, lookups[l].field), scratch);
	}
	for (int w = 0; w < WORD_N; w++)
		p->word[w] = (struct pool_word){ words[w].lookup,
			name_id(&p->memo[words[w].lookup], words[w].name) };
	p->basis[0] = bases_of(&p->memo[L_BASIS], mem);
	p->basis[1] = bases_of(&p->memo[L_FREQUENCY], mem);
}

/* Parse the texts of a field up to one that is asked for; they stay parsed. */
#define PARSED(name, type, vec, field, parse) \
	const struct type * \
	name(struct pool *p, uint32_t raw) \
	{ \
		while (p->vec.n <= (ptrdiff_t)raw) { \
			struct str s = pool_str(p, field, (uint32_t)p->vec.n); \
			*VEC_PUSH(p->mem, &p->vec) = parse(s); \
		} \
		return &p->vec.v[raw]; \
	}

PARSED(pool_date, date_text, dates, F_HIRE_DATE, date_parse)
PARSED(pool_years, years_text, years, F_EXPERIENCE, years_parse)
PARSED(pool_share, share_text, shares, F_FTE, share_parse)
