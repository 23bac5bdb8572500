/* SPDX-License-Identifier: MIT */
/*
 * Everyone against the certification model: who is certified on the day, what
 * ends when, what is missing for the job they hold, how renewal stands, who
 * may sit which exam.
 *
 * A person and a credential are one line, by its latest expiry; older rows are
 * history.  Counts are of people or of lines, as each says.
 */
#ifndef MUSTER_ANALYSE_CERTIFICATION_H
#define MUSTER_ANALYSE_CERTIFICATION_H

#include "analyse/suppress.h"
#include "model/certification.h"
#include "roster/roster.h"

enum cert_flag {
	CERT_RECOGNISED = 1 << 0,     /* makes a person certified          */
	CERT_CONFLICT = 1 << 1,       /* rows of one number or issue date
	                                 differ in expiry                  */
	CERT_ASSUMED = 1 << 2,        /* a name that several boards use, and
	                                 nothing known says which board    */
	CERT_OTHER_ISSUER = 1 << 3,   /* of a board that the model does not
	                                 know it of: not recognised        */
};

/* One credential of one person. */
struct cert_line {
	uint32_t person, credential;
	const struct record *record;  /* of the latest expiry              */
	const struct cert_rule *rule; /* or NULL                           */
	struct cert_verdict verdict;
	struct units_verdict units;
	int32_t history;              /* older rows of the same            */
	uint8_t flags;                /* enum cert_flag                    */
};

/* How a person stands with the recognised credentials together. */
enum standing {
	STANDING_CERTIFIED,           /* one is current                    */
	STANDING_UNKNOWN,             /* one is held, nobody knows how long */
	STANDING_EXPIRED,
	STANDING_PENDING,
	STANDING_NONE,
	STANDING_N
};

/* "certified" ... for people. */
extern const char *const standing_words[STANDING_N];

/* What somebody does by the duties and skills listed. */
enum duty_role { ROLE_NONE, ROLE_CLINICAL, ROLE_ADMINISTRATIVE, ROLE_BOTH,
                 ROLE_N };

/* "clinical" ... for people. */
extern const char *const role_words[ROLE_N];

/* How somebody stands against one requirement. */
enum need_state {
	NEED_CURRENT, NEED_EXPIRING, NEED_EXPIRED, NEED_UNKNOWN, NEED_PENDING,
	NEED_MISSING, NEED_N
};

/* "current" ... for people. */
extern const char *const need_words[NEED_N];

struct need_line {
	uint32_t person;
	int32_t requirement;          /* index in the model                */
	uint8_t state;                /* enum need_state                   */
	const struct cert_line *line; /* the best there is, or NULL        */
};

/* The figures of a group; of lines those from G_HELD on. */
enum group_figure {
	G_HEADCOUNT, G_CERTIFIED, G_CERT_30, G_CERT_60, G_CERT_90, G_EXPIRED,
	G_UNKNOWN, G_PENDING, G_NONE, G_CLAIMS,
	G_REQUIRED, G_NEED, G_NEED_LAST = G_NEED + NEED_N - 1,
	G_ROLE, G_ROLE_LAST = G_ROLE + ROLE_N - 1,
	G_DUTIES_CLINICAL, G_DUTIES_ADMINISTRATIVE,
	G_HELD, G_CURRENT, G_ACTIVE, G_30, G_60, G_90, G_LIFETIME, G_ENDED,
	G_STATUS, G_STATUS_LAST = G_STATUS + CERT_N - 1,
	G_CONFLICTING, G_ASSUMED, G_UNITS, G_UNITS_LAST = G_UNITS +
	UNITS_STATES - 1, G_N
};

struct cert_group {
	uint32_t number;              /* in the population, of a group of
	                                 people                            */
	struct str name;              /* "(blank)": no value               */
	int64_t v[G_N];
};

/* Of more than GROUPS_MOST groups by name the smallest are one, "(1,234 other
 * groups)", after all but "(blank)" (places.h). */
struct cert_groups {
	VEC(struct cert_group);
	ptrdiff_t n_last;             /* at the end, of no one name: the
	                                 others, "(blank)"                 */
};

enum cert_table {
	CERT_BY_CREDENTIAL, CERT_BY_ISSUER,           /* of lines          */
	CERT_BY_SITE, CERT_BY_DEPARTMENT, CERT_BY_OCCUPATION, CERT_BY_STATE,
	CERT_BY_HIRE_YEAR,                            /* of people         */
	CERT_BY_REQUIREMENT,                          /* of needs          */
	CERT_TABLES
};

/* "credential" ...: keys of the tables. */
extern const char *const cert_table_key[CERT_TABLES];

/* A month of the calendar. */
struct cert_month {
	date month;                   /* its first day                     */
	int64_t ending, recognised;   /* lines that end in it              */
};

/* A point of the forecast: nobody renews. */
struct cert_forecast {
	date day;
	int64_t certified;            /* people                            */
};

enum { CALENDAR_MONTHS = 13, FORECAST_POINTS = 13 };

/* How the candidates stand with an exam. */
struct exam_count {
	const struct exam *exam;
	int64_t v[ELIGIBLE_N];
};

struct cert_analysis {
	const struct cert_model *model;
	date as_of;
	VEC(struct cert_line);        /* by person                         */
	const ptrdiff_t *first;       /* [people + 1], into v              */
	const uint8_t *standing;      /* [people] enum standing            */
	const uint8_t *role;          /* [people] enum duty_role           */
	const date *until;            /* [people] certified until; the
	                                 largest date: for life            */
	struct population people;     /* who is in which group; its one
	                                 measure is heads                  */
	uint32_t role_group;          /* + enum duty_role                  */
	struct cert_group all;
	struct cert_groups table[CERT_TABLES];
	struct { VEC(struct need_line); } needs;  /* by person             */
	struct { VEC(uint32_t); } claims; /* people whose title claims one
	                                     that is not current: of the
	                                     recognised, that none is      */
	const bool *claims_none;      /* [people] whether they are in it   */
	const uint8_t *worst;         /* [people] enum need_state of what is
	                                 furthest from met; NEED_N: the job
	                                 needs nothing                     */
	struct { VEC(uint32_t); } candidates; /* people exams are for: not
	                                     certified                     */
	struct { VEC(struct exam_count); } exams;
	struct { VEC(const struct cert_line *); } work; /* by days left    */
	struct cert_month calendar[CALENDAR_MONTHS];
	int64_t later;                /* lines that end after it           */
	struct cert_forecast forecast[FORECAST_POINTS];
	int64_t derived, history, no_rule; /* lines; rows; lines           */
};

/* Analyse a roster that was resolved with records. */
struct cert_analysis *cert_analyse(struct arena *, const struct roster *,
                                   const struct cert_model *, date as_of);

/* The line that a record would make without others of its credential; its
 * units are not judged.  For those who explain one. */
struct cert_line cert_line_alone(struct arena *, const struct cert_analysis *,
                                 const struct roster *, const struct record *);

/* What an exam's routes know of a person. */
struct exam_facts cert_exam_facts(const struct roster *, ptrdiff_t person,
                                  date as_of);

#endif
