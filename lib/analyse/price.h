/* SPDX-License-Identifier: MIT */
/*
 * Every person against the model: benchmark, range, ratios, zone, flags.
 */
#ifndef MUSTER_ANALYSE_PRICE_H
#define MUSTER_ANALYSE_PRICE_H

#include "model/pay.h"
#include "roster/roster.h"

/* "80 to 90 %" ...: zones for people; "" for none. */
extern const char *const zone_words[ZONE_N];

/* A benchmark worked out beforehand. */
struct priced {
	money benchmark;              /* MONEY_NONE: not above 0           */
	bool assumed;                 /* the band has no figure, or one that
	                                 is assumed                        */
};

/*
 * How the roster's names meet the model's: found once, used for everyone.
 * Names are the same whatever the case of their letters.
 */
struct pricing {
	const struct pay_model *model;
	const int32_t *occupation;    /* occupation name id: index, or -1  */
	const int32_t *const *skill;  /* occupation index: skill name id:
	                                 index of its premium, or -1       */
	const int64_t *const *rank;   /* likewise: how its premium ranks   */
	const bool *certifies;        /* credential name id: counts        */
	const int64_t *floor_e4;      /* state name id: hourly floor       */
	const money *floor;           /* the same a year, rounded up       */
	/*
	 * Most people have at most one premium that counts.  Their
	 * benchmarks are few and worked out once, by the steps:
	 * priced[(occupation x n_bands + band + 1) x n_premiums +
	 * premium + 1].
	 */
	const struct priced *priced;
	ptrdiff_t n_bands, n_premiums;/* each with one more for "none"     */
	struct prices *prices;        /* what people were given so far     */
	const uint32_t *floor_no;     /* state name id: which of the n_floors
	                                 different floors it has           */
	ptrdiff_t n_floors;
	const struct price **given;   /* [of priced x n_floors + floor_no] the
	                                 price of those without a grade; NULL:
	                                 of nobody yet                     */
};

/* Meet them.  The roster is resolved: it gets no further names. */
struct pricing price_prepare(struct arena *, const struct roster *,
                             const struct pay_model *);

/*
 * Fill the price, zone and band of a person, and
 * the flags PERSON_ASSUMED_BAND,
 * PERSON_CERTIFIED and PERSON_BELOW_FLOOR.
 *
 * Limits are tested on integers: pay x 10000 against benchmark x limit.  The
 * range's minimum is therefore rounded up to a ten-thousandth and its maximum
 * down: pay below the one or above the other is out of range, exactly.
 *
 *   grade limits    PERSON_GRADE: minimum, midpoint and maximum stand; the
 *                   compa-ratio is pay / midpoint
 *   pay floor       neither kind of minimum is below it; a maximum that
 *                   would then be below the minimum is the minimum
 *   no benchmark    the occupation is not the model's: no ratio, no zone, and
 *                   no range but the grade's; the floor is tested all the same
 *   no rate         benchmark and range, but no ratio, no zone, no flag
 *   no experience   no band and no adjustment for one
 */
void price_person(const struct pricing *, const struct roster *,
                  struct person *);

/* Pay / midpoint (compa-ratio) of a priced person, in 10^-9; MONEY_NONE without
 * a rate or a benchmark. */
int64_t price_ratio(const struct person *);

/* Pay / benchmark, likewise. */
int64_t price_market(const struct person *);

/* The steps behind a person's benchmark (PAY_STEPS_MAX of them at most); 0
 * when there is none. */
ptrdiff_t price_steps(const struct pricing *, const struct roster *,
                      const struct person *, struct step *out);

/* The steps for a formula, as pay_steps_open(); 0 when there is none. */
ptrdiff_t price_steps_open(const struct pricing *, const struct roster *,
                           const struct person *, enum combine,
                           struct step *out);

#endif
