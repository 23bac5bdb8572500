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
	bool live;                    /* few enough people for formulas    */
};

/* Pay a year as an hourly rate by the model's hours. */
int64_t pay_hourly(const struct pay_build *, money annual);

/* The set of people of a group and a measure. */
uint32_t pay_set(const struct pay_build *, uint32_t group, enum pay_measure);

/* The zone of a ratio, for colouring. */
enum zone pay_zone(int64_t ratio_e9);

/* The tables of groups, zones, credentials and unpriced titles. */
void pay_group_tables(struct pay_build *);

/* The tables of people but for the staff: below range ... */
void pay_people_tables(struct pay_build *);

/* The table of everyone. */
void pay_staff_table(struct pay_build *);

/* The decisions that the model and the method are. */
void pay_decisions(struct pay_build *);

/* The model and the method. */
void pay_method(struct pay_build *);

/* The table of the model's values, each with its name in expressions. */
void pay_assumptions(struct pay_build *);

/* The name of a floor in expressions: "floor.CA". */
struct str pay_floor_operand(struct arena *, const struct floor_rate *);

/* "over 20 years" of a band; "assumed", "a ceiling" or "" of an adjustment. */
struct str pay_band_words(struct arena *, const struct pay_model *,
                          struct str name);

/* " */
const char *pay_doubt(const struct adjustment *);

/* Whose cell follows from others, and where the expression is made. */
struct pay_formula {
	const struct pay_build *b;
	const struct person *p;
	struct arena *mem;
};

/*
 * A column of the Staff sheet, and how a cell of it that has a figure follows
 * from the others in its row and the model: NULL, or a function that gives
 * NULL, where the figure is as the export has it.
 */
struct pay_column {
	const char *key, *title;
	enum cell_kind kind;
	const struct expr *(*formula)(const struct pay_formula *);
};

enum { PAY_STAFF_COLUMNS = 47 };

/* They, in the order of the sheet. */
extern const struct pay_column pay_staff_columns[PAY_STAFF_COLUMNS];

/* Conditions on the Staff sheet's rows that make a group. */
enum { PAY_CONDITIONS = 2 };

struct pay_members {
	const struct expr *condition[PAY_CONDITIONS];
	ptrdiff_t n;
};

/* A column of the Staff sheet says (EXPR_IS) or holds (EXPR_HOLDS) a text. */
const struct expr *pay_condition(struct arena *, enum expr_op how,
                                 const char *column, const struct expr *what);

/* How a figure of a group, of everyone where `in` is NULL, follows from the
 * Staff sheet; NULL when it does not follow from the model. */
const struct expr *pay_group_formula(const struct pay_build *, const char *key,
                                     const struct pay_members *in);

/* Put them into the cells of a table of groups. */
void pay_group_formulas(struct pay_build *, enum pay_table,
                        struct doc_table *);

#endif
