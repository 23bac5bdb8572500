/* SPDX-License-Identifier: MIT */
/*
 * Calendar days as numbers, in the proleptic Gregorian calendar.
 *
 * A date is a count of days from 1970-01-01 (day 0), so differences are plain
 * subtraction.  There is no clock here and no time zone.
 */
#ifndef MUSTER_BASE_DATE_H
#define MUSTER_BASE_DATE_H

#include "base/str.h"

#include <stdint.h>

typedef int32_t date; /* the one typedef of a number: it is never arithmetic
                         on anything but days */

#define DATE_NONE INT32_MIN

struct ymd {
	int32_t year, month, day; /* 1..12, 1..31 */
};

/* The date, or DATE_NONE unless it exists and 1 <= year <= 9999. */
date date_of(int32_t year, int32_t month, int32_t day);

/* Its year, month and day; not for DATE_NONE. */
struct ymd date_ymd(date);

/* Days in a month, 28 to 31. */
int32_t date_month_days(int32_t year, int32_t month);

/*
 * The same day n months later (n may be negative), or the last day of that
 * month where it has no such day: 29 February and 24 months is 28 February.
 * DATE_NONE outside the years 1 to 9999.
 */
date date_add_months(date, int32_t n);

/* The last day of its month. */
date date_month_end(date);

/*
 * Whole months from one date to another by calendar anniversaries, rounded
 * toward zero: 2024-01-31 to 2024-02-29 is 1 (the clamped anniversary).
 * 0 when `to` is before `from`.
 */
int32_t date_months_between(date from, date to);

/*
 * Parse exactly YYYY-MM-DD; DATE_NONE otherwise.  For options and YAML: the
 * many forms that exports use are read by norm/values.
 */
date date_iso(struct str);

/* "2026-10-31" in the arena; "" for DATE_NONE. */
struct str date_str(struct arena *, date);

#endif
