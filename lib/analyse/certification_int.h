/* SPDX-License-Identifier: MIT */
/*
 * The certification analysis while it is made; for certification*.c only.
 */
#ifndef MUSTER_ANALYSE_CERTIFICATION_INT_H
#define MUSTER_ANALYSE_CERTIFICATION_INT_H

#include "analyse/certification.h"
#include "analyse/places.h"

struct cert_work {
	struct arena *mem, tmp;
	const struct roster *roster;
	const struct cert_model *model;
	struct cert_analysis *out;
	const struct cert_rule **rule; /* by credential id, or NULL        */
	bool *recognised;             /* by credential id                  */
	uint32_t base[CERT_TABLES];   /* the number of a table's group 0   */
	struct places places[CERT_TABLES]; /* of ids of names, where a table
	                                 has people by name                */
};

/* Judge every record: the lines of everybody. */
void cert_lines(struct cert_work *);

/* How everybody stands; claims, needs and exams. */
void cert_people(struct cert_work *);

/* The tables of groups. */
void cert_tables(struct cert_work *);

/* The tables in which everybody is once, by a name. */
struct cert_names {
	enum cert_table table;
	enum vocabulary names;
	size_t member;                /* the name's id, in struct person   */
};

enum { CERT_NAMES = 4 };

/* Them. */
extern const struct cert_names cert_names[CERT_NAMES];

enum { YEARS_FROM = 1900, YEARS = 301 };

/* The place of somebody in a table of them. */
static inline uint32_t
cert_place(const struct places *p, const struct cert_names *names,
           const struct person *who)
{
	return place_of(p, *(const uint32_t *)(const void *)
	                   ((const char *)who + names->member));
}

/* The years since 1900 in which a person was hired; 0: not known. */
int32_t cert_hire_year(const struct roster *, ptrdiff_t person);

/* Number the groups of people, before the tables are made. */
void cert_number_groups(struct cert_work *);

/* Say who is in which. */
void cert_population(struct cert_work *);

/* The calendar, the forecast and the work list. */
void cert_times(struct cert_work *);

#endif
