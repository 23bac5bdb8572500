/* SPDX-License-Identifier: MIT */
/*
 * The credentials report while it is built; for credentials*.c only.
 */
#ifndef MUSTER_REPORT_CREDENTIALS_INT_H
#define MUSTER_REPORT_CREDENTIALS_INT_H

#include "report/build.h"
#include "report/credentials.h"

struct cred_build {
	struct build part;
	const struct credentials_report *in;
	const struct cert_analysis *a;
};

/* n of all as a percentage; no figure when there is nothing. */
struct cell cred_share(int64_t n, int64_t all);

/* The tables of groups, the calendar, the forecast, exams and roles. */
void cred_group_tables(struct cred_build *);

/* The tables of people. */
void cred_people_tables(struct cred_build *);

/* The rules and the method. */
void cred_method(struct cred_build *);

#endif
