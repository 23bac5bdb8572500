/* SPDX-License-Identifier: MIT */
/*
 * The placement analysis while it is made; for placement*.c only.
 */
#ifndef MUSTER_ANALYSE_PLACEMENT_INT_H
#define MUSTER_ANALYSE_PLACEMENT_INT_H

#include "analyse/placement.h"

struct placement_work {
	struct arena *mem, tmp;
	const struct school *school;
	const struct placement_model *model;
	const struct cert_model *cert;
	const struct pay_model *pay;
	struct placement *p;          /* [school->n]                       */
	struct placement_analysis *out;
	struct crowd crowd;           /* who has joined which group        */
	uint32_t n_group;             /* numbers given, and 0              */
};

/* Add a graduate to a sum by a verdict. */
void add_to_sum(const struct placement_work *, struct placement_sum *,
                ptrdiff_t i, const struct placement_verdict *);

/* Settle a group once all are in it: whose rule, and whether it is open. */
void join_group(struct placement_work *, struct placement_group *,
                ptrdiff_t i);

/* The groups of the selected graduates, and the years taken together. */
void placement_tables(struct placement_work *);

/* Exams and who may not sit them. */
void placement_exams(struct placement_work *);

/* Retention and completion. */
void placement_retention(struct placement_work *);

/* Externships, days to the job, pay at the start, help. */
void placement_jobs(struct placement_work *);

#endif
