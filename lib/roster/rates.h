/* SPDX-License-Identifier: MIT */
/*
 * What pay cells come to: which column, which basis, how much a year; private
 * to this room.
 */
#ifndef MUSTER_ROSTER_RATES_H
#define MUSTER_ROSTER_RATES_H

#include "roster/resolve.h"

enum {
	PAY_WAYS = 5,                 /* the pay columns among pay_fields  */
	PAY_FIRST_GRADE = 5,          /* the grade limits follow           */
};

/* A yearly amount under this, and any amount over that, cannot be. */
#define YEARLY_NEVER (200 * (int64_t)MONEY_UNIT)
#define AMOUNT_MAX (1000000000 * (int64_t)MONEY_UNIT)

struct rate {                         /* what one pay cell comes to        */
	money annual;
	int64_t amount_e4;
	enum pay_basis basis;
	int which;                    /* in pay_fields; -1: no column      */
	enum basis_from from;
};

/* How many people are paid by a salary, by title. */
struct salaries { VEC(uint32_t); };

/* Somebody who works part-time, as the row says. */
struct part_timer {
	money pay;
	uint32_t person, title;       /* index in the roster               */
	int32_t fte_e4;               /* 0: not known                      */
	int8_t salary;                /* the pay column of a salary, in
	                                 pay_fields; -1: paid by the hour  */
};

/* All of them, in order. */
struct part_timers { VEC(struct part_timer); };

/* What the people's rows add up to while they are read. */
struct tally {
	struct arena *mem;            /* while they are                    */
	int64_t used[PAY_WAYS];       /* people paid by this column        */
	int64_t assumed[BASIS_N];     /* basis judged from the amount      */
	int64_t both[PAY_WAYS], differ[PAY_WAYS];
	struct { VEC(int64_t); } chosen[PAY_WAYS], other[PAY_WAYS];
	struct salaries salaries[PAY_WAYS];
	struct part_timers part_timers;
	int64_t full_e4[3];           /* a full-timer's hours: a week, a pay
	                                 period, a year                    */
};

/* Before any rate is looked for: which pay columns each file has. */
void rates_begin(struct resolve *);

/* Find what is full time in each column of hours. */
void tally_hours(struct resolve *, struct tally *);

/* The FTE of a row, from its column or else hours; 0: not known. */
int32_t row_fte(struct resolve *, ptrdiff_t row, const struct tally *);

/* An amount of a basis (not BASIS_NONE) as pay a year. */
money annualise(const struct resolve *, int64_t amount_e4, enum pay_basis);

/*
 * The first pay column of the row that holds something; an unused rate that
 * a system exports as 0 does not hide the next column's.  DIAG_NCODE and a
 * rate, or what is wrong and the column (which) where it is.
 */
enum diag_code choose_rate(struct resolve *, ptrdiff_t row, struct rate *);

/* Count whether the other pay columns say the same, to one per cent. */
void compare_columns(struct resolve *, ptrdiff_t row, const struct rate *,
                     struct tally *);

/* Whether the row is paid in the model's currency; a finding if not. */
bool currency_is_ours(struct resolve *, ptrdiff_t row, int which);

/* The text of a pay cell, as well as it is still known. */
struct str pay_shown(const struct resolve *, ptrdiff_t row, int which);

/* Class a row as rejected for its pay, with a finding. */
void reject_pay(struct resolve *, ptrdiff_t row, enum diag_code, int which);

/* Whether part-time pay is stated in full or prorated, once a pay column;
 * then everybody's full-time rate. */
void resolve_part_time(struct resolve *, const struct tally *);

/* Which pay columns were used, which basis was assumed, who disagrees. */
void say_rates(struct resolve *, struct tally *);

#endif
