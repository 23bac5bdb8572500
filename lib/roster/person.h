/* SPDX-License-Identifier: MIT */
/*
 * A person on staff, with every field typed and every value's origin known.
 *
 * Names (occupation, department ...) are ids in the roster's vocabularies
 * (roster.h), 0 meaning "no value".  The raw text of each field is found again
 * through `row`, the person's row in the staff table.
 */
#ifndef MUSTER_ROSTER_PERSON_H
#define MUSTER_ROSTER_PERSON_H

#include "base/date.h"
#include "base/money.h"

/* Where a length of experience comes from. */
enum experience_source {
	EXPERIENCE_NONE,      /* no value: no adjustment, no band          */
	EXPERIENCE_JOBS,      /* the jobs held in the same occupation      */
	EXPERIENCE_COLUMN,    /* the staff file's column                   */
	EXPERIENCE_TENURE,    /* time since hire, a lower bound            */
};

/* What says what the amount of pay is for. */
enum basis_from {
	BASIS_BY_CELL,        /* the amount itself: "13.62/hr"             */
	BASIS_BY_HEADER,      /* the column's header: "Hourly Rate"        */
	BASIS_BY_COLUMN,      /* the column of pay bases beside it         */
	BASIS_BY_FREQUENCY,   /* the pay frequency beside it               */
	BASIS_BY_SIZE,        /* nothing: it is judged from the amount     */
};

/* Beside a row, the number of its file in the ledger has 24 bits: so many files
 * no system opens at once. */
enum { FILE_MOST = (1 << 24) - 1 };

enum person_flag {
	PERSON_PART_TIME = 1 << 0,    /* something says part-time          */
	PERSON_FTE_KNOWN = 1 << 1,    /* FTE or hours were given           */
	PERSON_NO_RATE = 1 << 2,      /* no hourly rate can be had         */
	PERSON_PRN = 1 << 3,          /* per diem: a group of its own      */
	PERSON_ON_LEAVE = 1 << 4,
	PERSON_PLUS = 1 << 5,         /* experience "N+": more than that   */
	PERSON_CLAIMS = 1 << 6,       /* the title claims a credential     */
	PERSON_CERTIFIED = 1 << 7,    /* holds a credential of the list,
	                                 valid on the as-of date           */
	PERSON_BELOW_FLOOR = 1 << 8,
	PERSON_ASSUMED_BAND = 1 << 9, /* the band's figure is assumed      */
	PERSON_GRADE = 1 << 10,       /* grade limits from the export      */
	PERSON_PAY_RANGE = 1 << 11,   /* pay was given as a range          */
	PERSON_IMPLAUSIBLE = 1 << 12, /* pay outside the plausible range   */
};

/* Zones of the compa-ratio, in per cent: [0,80) [80,90) [90,110] (110,120]
 * (120,..).  ZONE_NONE: no benchmark or no rate. */
enum zone {
	ZONE_NONE, ZONE_BELOW, ZONE_LOW, ZONE_WITHIN, ZONE_HIGH, ZONE_ABOVE,
	ZONE_N
};

/*
 * What a person would be paid, a year, by the model (analyse/price.h) and by
 * the grade; MONEY_NONE: none.  It is shared by all who have the same
 * (prices.h): it would be nearly half of a person.
 */
struct price {
	money benchmark;              /* experience and skill              */
	money benchmark_experience;   /* experience only                   */
	money minimum, maximum;       /* range, of the grade or synthetic  */
	money midpoint;               /* the grade's, else the benchmark   */
	int64_t premium;              /* index of the skill premium used in
	                                 the occupation's list, or -1      */
};

/* Nothing of all that. */
extern const struct price no_price;

struct person {
	uint32_t row;                 /* in the staff table                */
	uint32_t occupation, level, title, department, site, state;
	int32_t fte_e4;               /* 10,000 is full time; 1.0 assumed
	                                 when unknown                      */

	money pay;                    /* full-time pay a year; MONEY_NONE
	                                 with PERSON_NO_RATE               */
	const struct price *price;    /* before the model: of the grade    */

	int32_t experience;           /* millimonths; -1: none             */
	date hired;                   /* DATE_NONE: unknown                */
	uint16_t flags;               /* enum person_flag                  */
	uint8_t basis;                /* enum pay_basis the pay came in    */
	uint8_t pay_field;            /* enum field it came from           */
	uint8_t experience_source;
	int8_t band;                  /* index in the model's bands, or -1 */
	uint8_t zone;
	uint8_t basis_from;           /* enum basis_from                   */
};

_Static_assert(sizeof(struct person) == 64, "every report walks over them all");

#endif
