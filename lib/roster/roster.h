/* SPDX-License-Identifier: MIT */
/*
 * The roster: rows of text become people.
 *
 *     rows of staff  -> table of raw ids, one row a record (staff.h)
 *     other kinds    -> links to people, with raw ids (join.h)
 *     roster_resolve -> decisions taken once a column (day and month order,
 *                       which pay column, prorated or not), duplicates and
 *                       scope settled, every field typed: struct person
 *
 * Every row's fate is a class of the ledger; everything odd is a finding.
 */
#ifndef MUSTER_ROSTER_ROSTER_H
#define MUSTER_ROSTER_ROSTER_H

#include "norm/memo.h"
#include "norm/values.h"
#include "read/input.h"
#include "roster/prices.h"

/* Vocabularies whose names people carry. */
enum vocabulary {
	V_OCCUPATION, V_LEVEL, V_TITLE, V_DEPARTMENT, V_SITE, V_STATE,
	V_SKILL, V_CREDENTIAL, V_ISSUER, V_ACCREDITOR, V_SCHOOL, V_CAMPUS,
	V_PROGRAM, V_DEGREE, V_EMPLOYER, V_EXAM, V_RELATED,
	V_STUDENT, V_PLACEMENT, V_RESULT, V_N
};

/* How a credential stands on the as-of date. */
enum credential_state {
	CRED_ACTIVE,          /* valid for more than 90 days more          */
	CRED_EXPIRING_90,     /* valid, and ends within 90 days            */
	CRED_LIFETIME,        /* never ends                                */
	CRED_EXPIRED,         /* ended before the as-of date               */
	CRED_PENDING,         /* applied for, scheduled                    */
	CRED_UNKNOWN,         /* no date to judge by                       */
	CRED_N
};

/* One credential of one person, by its latest expiry. */
struct held {
	uint32_t credential;          /* id in V_CREDENTIAL                */
	uint32_t issuer;              /* id in V_ISSUER, 0: not said       */
	date issued, expires;         /* DATE_NONE: unknown                */
	uint32_t line;
	unsigned file : 24;           /* in the ledger                     */
	unsigned state : 8;           /* enum credential_state             */
};

/* Units of continuing education: all of them, then by category. */
enum ce { CE_ALL, CE_ADMINISTRATIVE, CE_CLINICAL, CE_GENERAL, CE_N };

enum record_flag {
	RECORD_BY_STATUS = 1 << 0,    /* `said` is of the status column    */
	RECORD_ONE = 1 << 1,          /* the only credential of its cell   */
	RECORD_BAD_EXPIRY = 1 << 2,   /* an expiry that cannot be read     */
	RECORD_GLUED = 1 << 3,        /* the expiry stands in the name     */
	RECORD_FOR_LIFE = 1 << 4,     /* the expiry says "never"           */
};

/*
 * What one row says of one credential, before anybody judges it: history is
 * all there.  Only for reports that ask for records.
 */
struct record {
	uint32_t person;              /* index in roster.person            */
	uint32_t credential, issuer;  /* as in struct held                 */
	uint32_t number;              /* raw id in F_CERT_NUMBER, 0: none  */
	date issued, expires;         /* DATE_NONE: not said, a sentinel   */
	date renewed;                 /* last, up to the as-of date        */
	int32_t ce_e4[CE_N];          /* -1: not said                      */
	uint32_t line;
	int32_t file;                 /* in the ledger                     */
	uint8_t said;                 /* enum credential_state, CRED_N: the
	                                 words say nothing beside the name */
	uint8_t flags;                /* enum record_flag                  */
};

/* A row of credentials whose person is not in the report. */
struct unmatched {
	struct str id;                /* as written                        */
	struct str credential;        /* likewise                          */
	const char *why;              /* "no_such_id" or a class: "rejected" */
	uint32_t line;
	int32_t file;                 /* in the ledger                     */
};

/* What else bears on a person's certification. */
struct background {
	uint32_t accreditor;          /* of the program, in V_ACCREDITOR   */
	uint32_t title_claim;         /* the credential of the job title, in
	                                 V_CREDENTIAL; 0: none             */
	date graduated;               /* DATE_NONE: unknown                */
	int32_t clinical, administrative; /* distinct duties and skills    */
};

/* A join, as the report states it. */
struct join_count {
	enum kind kind;
	bool present;                 /* there is a file of this kind      */
	int64_t rows_matched;         /* rows whose person is used         */
	int64_t rows_unmatched;       /* all others                        */
	int64_t rows_no_such_id;      /* of those: the id is in no staff row */
	int64_t people_without;       /* people used without a row         */
};

/* How one pay column's part-time pay was read. */
enum part_time { PART_TIME_AUTO, PART_TIME_FULL, PART_TIME_PRORATED };

/* A decision that the Method page prints: what, from what evidence. */
struct decision {
	struct str what;              /* "Part-time pay"                   */
	struct str chosen;            /* "prorated"                        */
	struct str why;               /* "834 part-timers: median 0.51 ..." */
	int64_t count;                /* people or rows concerned          */
	bool first_page;              /* matters enough for page one       */
};

/* What a row's pay decides of its person. */
enum pay_need {
	PAY_IGNORED,                  /* nothing: pay is not looked at     */
	PAY_SOUND,                    /* pay that is written and is no amount
	                                 ("see note", "N/A") makes the row a
	                                 faulty one, as for PAY_NEEDED; blank
	                                 or masked pay does not, and nothing
	                                 does where most pay is no amount  */
	PAY_NEEDED,                   /* without a readable rate the row is
	                                 rejected                          */
};

/* What the roster must know of the model and the options. */
struct roster_options {
	date as_of;
	int64_t hours_e4;             /* hours a year x 10,000             */
	struct str currency;          /* of the model: "USD"               */
	enum pay_need pay;            /* of a row of staff                 */
	bool records;                 /* keep records and backgrounds; see
	                                 roster_keep_records()             */
	bool changes;                 /* record what texts became          */
	enum part_time part_time;
	int64_t hourly_low_e4, hourly_high_e4;  /* plausible hourly pay    */
	int64_t annual_low_e4, annual_high_e4;  /* plausible annual pay    */
};

struct roster {
	struct arena *mem;
	VEC(struct person);           /* the people in the report, in input
	                                 order: pay readable, in scope     */
	struct prices grades;         /* their people's prices, so far     */
	const uint32_t *skills;       /* ids in V_SKILL, sorted a person   */
	const struct held *credentials;
	ptrdiff_t n_skills, n_credentials;
	const uint32_t *first_skill, *first_credential; /* [n + 1], by person,
	                                 into these; see person_skills()   */
	const struct record *record;  /* by person, in input order; or NULL */
	const ptrdiff_t *first_record; /* [n + 1], into record             */
	const struct background *background; /* [n], or NULL               */
	struct { VEC(struct unmatched); } unmatched; /* with records only  */
	bool has_duties;              /* there is a column of duties       */
	bool has_training;            /* accreditor or graduation date     */
	const struct memo *names[V_N];
	const int64_t *carried[V_N];  /* by name: rows that bear it, where no
	                                 people do; or NULL                */
	struct join_count join[KIND_N];
	struct { VEC(struct decision); } decisions;
	bool has_ids, has_status, has_skills, has_credentials;
	bool tenure_based;            /* experience is time since hire     */
	bool has_grades;
	date newest;                  /* newest date in the data that is
	                                 not after the as-of date          */
	const struct date_order *order; /* [files x FIELD_N], as decided   */
	date as_of;
	enum kind kind;               /* whose rows it is made of: staff, or a
	                                 school's graduates                */
	const struct staff *staff;    /* the raw rows (staff.h) of it      */
	struct changes *changes;      /* what texts became (changes.h), or
	                                 NULL: nobody asked                */
	const struct ledger *ledger;
};

struct roster_build;              /* a roster in the making            */

/*
 * Begin a roster.  The ledger and the diags get what is known while rows are
 * read; all of it outlives the roster.
 */
struct roster_build *roster_begin(struct arena *, const struct rules *,
                                  struct regex_scratch *, struct ledger *,
                                  struct diags *);

/*
 * Keep what only records need of the rows to come (numbers and units of
 * credentials): before the first row, for reports that will ask for records.
 */
void roster_keep_records(struct roster_build *);

/* Release what is not the arena's, once no further roster is wanted. */
void roster_end(struct roster_build *);

/*
 * Who takes the rows of staff, experience, skills and credentials files.
 * Every staff file must have been read before the first of another kind: the
 * others only look ids up.
 */
struct sink roster_sink(struct roster_build *);

/*
 * Which kinds (a bit set) the next rosters are made of, as if there were no
 * files of others; all, until it is said.  Staff always counts.
 */
void roster_of_kinds(struct roster_build *, uint32_t kinds);

/*
 * Settle everything and type every field, for one report.  Reports differ in
 * whom they reject, so each has a ledger and diags of its own, copies of those
 * of the reading; after this every data row has its class in that ledger.
 * Findings that stop the run (JOIN_NONE, NOBODY) are DATA findings; the roster
 * is complete all the same.
 */
struct roster *roster_resolve(struct roster_build *,
                              const struct roster_options *, struct ledger *,
                              struct diags *);

/* What one person has of the roster's skills and credentials. */
struct own_skills { const uint32_t *v; uint32_t n; };
struct own_credentials { const struct held *v; uint32_t n; };

/* The skills of a person, who stands in the roster (no copy does). */
static inline struct own_skills
person_skills(const struct roster *r, const struct person *p)
{
	const uint32_t *first = r->first_skill + (p - r->v);

	return (struct own_skills){ r->skills + first[0], first[1] - first[0] };
}

/* The credentials, likewise. */
static inline struct own_credentials
person_credentials(const struct roster *r, const struct person *p)
{
	const uint32_t *first = r->first_credential + (p - r->v);

	return (struct own_credentials){ r->credentials + first[0],
		                         first[1] - first[0] };
}

/* The text of a name id: "" for 0. */
struct str roster_name(const struct roster *, enum vocabulary, uint32_t id);

/* How many name ids a vocabulary has; ids run from 0. */
ptrdiff_t roster_names(const struct roster *, enum vocabulary);

/* Whether a name id is one of the rules' own, not a value kept as it is. */
bool roster_known(const struct roster *, enum vocabulary, uint32_t id);

/* A person's id as written. */
struct str person_id(const struct roster *, const struct person *);

/* The pay that a person's rate comes from, as written or nearly so; this and
 * the next are made in the arena where they are not kept as they are. */
struct str person_pay(const struct roster *, struct arena *,
                      const struct person *);

/* A person's name as written, else "Last, First", else "". */
struct str person_name(const struct roster *, struct arena *,
                       const struct person *);

/* A record's certificate number as written. */
struct str record_number(const struct roster *, const struct record *);

/* Where a person's row stands. */
struct pos person_pos(const struct roster *, const struct person *);

/* The person's raw text in a field, "" if there is no such column. */
struct str person_raw(const struct roster *, const struct person *,
                      enum field);

#endif
