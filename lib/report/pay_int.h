/* SPDX-License-Identifier: MIT */
/*
 * The pay report while it is built: parts are gathered, then a template
 * chooses among them.  For pay*.c only.
 */
#ifndef MUSTER_REPORT_PAY_INT_H
#define MUSTER_REPORT_PAY_INT_H

#include "report/build.h"
#include "report/pay.h"

struct pay_build {
	struct build part;
	const struct pay_report *in;
	const struct pay_model *model;
};

/* Pay a year as an hourly rate by the model's hours. */
int64_t pay_hourly(const struct pay_build *, money annual);

/* The zone of a ratio, for colouring. */
enum zone pay_zone(int64_t ratio_e9);

/* The tables of groups, zones, credentials and unpriced titles. */
void pay_group_tables(struct pay_build *);

/* The tables of people: staff, below range ... */
void pay_people_tables(struct pay_build *);

/* The model and the method. */
void pay_method(struct pay_build *);

#endif
