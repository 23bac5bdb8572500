/* SPDX-License-Identifier: MIT */
/*
 * Rows of a school's exports become graduates, enrolments and exam attempts.
 *
 *     rows            -> a table of raw ids a kind (staff.h), whose ids are
 *                        their own: a school has no staff file
 *     school_resolve  -> who graduated enters; duplicates and conflicts are
 *                        settled, every field is typed
 *
 * What a graduate's words say is kept as said; what counts as placed is the
 * placement model's business.
 */
#ifndef MUSTER_ROSTER_GRADUATE_H
#define MUSTER_ROSTER_GRADUATE_H

#include "norm/outcome.h"
#include "roster/roster.h"

/* How a student stands; the rules' student_status. */
enum student {
	STUDENT_UNKNOWN, STUDENT_GRADUATED, STUDENT_COMPLETER,
	STUDENT_ENROLLED, STUDENT_LEAVE, STUDENT_RE_ENTRY,
	STUDENT_TRANSFERRED, STUDENT_WITHDRAWN, STUDENT_N
};

/* What a graduate's words say: an enum outcome, or one of these. */
enum said_placement {
	SAID_EMPLOYED = OUTCOME_N,    /* somewhere: the job title decides  */
	SAID_PLACED,                  /* the same, but in field where there
	                                 is no title                       */
	SAID_BLANK                    /* nothing                           */
};

/* What a yes-or-no cell says. */
enum answer_word { ANSWER_NONE, ANSWER_NO, ANSWER_YES };

/* How a school helps: a column of the export each. */
enum support {
	SUPPORT_EXAM_PREPARATION, SUPPORT_PRACTICE_TESTS,
	SUPPORT_INTERVIEW_HELP, SUPPORT_RESUME_HELP, SUPPORT_N
};

/* A graduate of one program; somebody with two programs is two of them. */
struct graduate {
	uint32_t row;                 /* in the table of graduates         */
	uint32_t id;                  /* of the person, 0: no id column    */
	uint32_t school, campus, program, degree; /* names; 0: not said    */
	uint32_t accreditor;          /* in V_ACCREDITOR, 0: none known    */
	uint32_t employer, externship; /* both in V_EMPLOYER               */
	uint32_t occupation;          /* of the job title, 0: no title     */
	uint32_t related;             /* likewise, in V_RELATED; 0: none   */
	uint32_t exam;                /* in V_EXAM, 0: not said            */
	date started, scheduled, graduated; /* DATE_NONE: unknown          */
	date placed, verified;
	money pay;                    /* at the start, a year; MONEY_NONE  */
	uint8_t said;                 /* enum outcome or said_placement    */
	uint8_t in_field;             /* enum answer_word, of its column   */
	uint8_t documented, verification, externship_done; /* likewise     */
	uint8_t support[SUPPORT_N];   /* likewise                          */
	bool completer;               /* finished without the award        */
	bool pay_hourly;              /* the pay was stated an hour        */
};

enum exam_result {
	RESULT_NONE, RESULT_PASS, RESULT_FAIL, RESULT_PENDING, RESULT_NO_SHOW
};

/* An exam that a graduate sat, or should have sat. */
struct attempt {
	uint32_t graduate;            /* index in school.v                 */
	uint32_t credential;          /* in V_EXAM, 0: not said            */
	date taken;                   /* DATE_NONE: not said               */
	uint8_t result;               /* enum exam_result                  */
	uint32_t line;
	int32_t file;                 /* in the ledger                     */
};

/* A time at a school in one program. */
struct enrolment {
	uint32_t row;                 /* in the table of enrolments        */
	uint32_t id, program;
	uint32_t accreditor;
	date started, ended, re_entry, trigger;
	uint8_t student;              /* enum student                      */
};

/* What the resolving must know. */
struct school_options {
	date as_of;
	int64_t hours_e4;             /* hours a year, for pay             */
	bool changes;                 /* record what texts became          */
};

struct school {
	struct roster *roster;        /* decisions, joins, names; no people */
	VEC(struct graduate);         /* in input order                    */
	struct { VEC(struct attempt); } attempts; /* by graduate, then as
	                                 they were sat                     */
	struct { VEC(struct enrolment); } enrolments;
	const struct staff *table[KIND_N]; /* the raw rows                 */
	bool status_placed;           /* the status column says how graduates
	                                 are placed, not whether they are  */
};

/* Whether a kind's rows are a school's. */
bool school_kind(enum kind);

/*
 * Settle and type everything, for one report; as roster_resolve: every data
 * row has its class in the ledger after it.  NOBODY is a DATA finding.
 */
struct school *school_resolve(struct roster_build *,
                              const struct school_options *, struct ledger *,
                              struct diags *);

/* Whether some file of a kind has a column for a field. */
bool school_has(const struct school *, enum kind, enum field);

/* The raw text of a field in a graduate's row, "" if there is none. */
struct str graduate_raw(const struct school *, const struct graduate *,
                        enum field);

/* A graduate's name as written, else "Last, First", made in the arena, else
 * "". */
struct str graduate_name(const struct school *, struct arena *,
                         const struct graduate *);

/* A graduate's row, the one that counts. */
const struct staff_row *graduate_row(const struct school *,
                                     const struct graduate *);

/* Where it stands. */
struct pos graduate_pos(const struct school *, const struct graduate *);

#endif
