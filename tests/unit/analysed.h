/* SPDX-License-Identifier: MIT */
/* A roster made by hand, priced and analysed. */
#ifndef UNIT_ANALYSED_H
#define UNIT_ANALYSED_H

#include "people.h"

#include "analyse/pay.h"

static const char three_bands[] =
	"model: m\n"
	"source: s\n"
	"effective: 2025-05\n"
	"bands:\n"
	"  - {name: Entry, from: 0, below: 5}\n"
	"  - {name: Mid, from: 5, below: 10}\n"
	"  - {name: Late, from: 10}\n"
	"occupations:\n"
	"  - name: Medical Assistant\n"
	"    base_hourly: 13.62\n"
	"    experience:\n"
	"      - {band: Entry, adjust: -7%}\n"
	"      - {band: Mid, adjust: 0%, assumed: yes}\n"
	"      - {band: Late, adjust: 12%}\n"
	"    skills:\n"
	"      - {skill: Wound Care, adjust: 10%}\n"
	"      - {skill: Cardiology, adjust: 9%}\n"
	"floors: [{state: US, hourly: 7.25}]\n";

struct analysed {
	struct people x;
	struct pay_model *model;
	struct pricing pr;
	struct pay_analysis *a;
};

/* Price and analyse; the names must be complete. */
static inline void
analyse(struct analysed *s, const char *model)
{
	s->model = people_model(&s->x, model);
	s->pr = price_prepare(&s->x.mem, &s->x.roster, s->model);
	s->a = pay_analyse(&s->x.mem, &s->x.roster, &s->pr,
	                   date_of(2026, 10, 31));
}

/* A medical assistant at so much an hour, with so many years. */
static inline struct person *
assistant(struct analysed *s, int64_t hourly_e4, int years)
{
	struct person *p = people_add(&s->x);

	p->occupation = people_name(&s->x, V_OCCUPATION, "Medical Assistant");
	p->pay = hourly_e4 * 2080;
	p->experience = years < 0 ? -1 : years * 12000;
	return p;
}

#endif
