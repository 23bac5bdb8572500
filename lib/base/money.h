/* SPDX-License-Identifier: MIT */
/*
 * Money and ratios as integers.
 *
 * Pay is full-time pay a year in ten-thousandths of the currency's unit
 * (`_e4`), because every basis is then an integer: hourly x hours a year,
 * monthly x 12, biweekly x 26; and a salary prints back as it came.  A
 * person's ratio is in 10^-9 (`_e9`), a percentage in basis points (`_bp`).
 * Hourly figures are formed at the report's edge.  Each figure is rounded
 * once, halves away from zero.
 */
#ifndef MUSTER_BASE_MONEY_H
#define MUSTER_BASE_MONEY_H

#include "base/i128.h"
#include "base/str.h"

typedef int64_t money; /* ten-thousandths of the unit; a year unless said */

#define MONEY_NONE INT64_MIN /* "no figure": prints as null or a dash */
#define MONEY_UNIT 10000

/* The limit of an amount that may enter: 10^12 units (a year). */
#define MONEY_MAX ((money)1000000000000 * MONEY_UNIT)

/*
 * A plain decimal number, as written in YAML and options: optional sign,
 * digits, optional point and digits; one side of the point may be bare: ".5".
 * *out is the value x 10^places, exact; false and *out untouched when the
 * text is anything else, has more places than that (other than zeros) or does
 * not fit.
 */
bool decimal_parse(struct str, int places, int64_t *out);

/*
 * The value v x 10^-places as text with `shown` places, rounded once if
 * shown < places, with thousands commas if asked: 28329.6 as "28,329.60".
 */
struct str decimal_str(struct arena *, int64_t v, int places, int shown,
                       bool commas);

/* An amount a year as an hourly rate, ten-thousandths; hours_e2 > 0. */
static inline money
money_hourly(money annual, int64_t hours_e2)
{
	return annual == MONEY_NONE ? MONEY_NONE : muldiv(annual, 100, hours_e2);
}

#endif
