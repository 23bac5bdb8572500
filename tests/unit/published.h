/* SPDX-License-Identifier: MIT */
/* A pay model for tests: the published figures, and a second occupation. */
#ifndef UNIT_PUBLISHED_H
#define UNIT_PUBLISHED_H

#include "mem.h"

#include "model/pay.h"

static const char published[] =
	"model: clinical-medical-assistant\n"
	"title: Clinical medical assistant, published figures\n"
	"source: an article\n"
	"effective: unknown\n"
	"estimated: 2010-06\n"
	"hours_per_year: 2080\n"
	"combine: highest\n"
	"cap: 15%\n"
	"range: {minimum: 80%, maximum: 120%}\n"
	"bands:\n"
	"  - {name: Entry, from: 0, below: 5}\n"
	"  - {name: Mid, from: 5, below: 10}\n"
	"  - {name: Experienced, from: 10, through: 20}\n"
	"  - {name: Late, from: 20}\n"
	"occupations:\n"
	"  - name: Clinical Medical Assistant\n"
	"    base_hourly: 13.62\n"
	"    annual_as_published: 29000\n"
	"    experience:\n"
	"      - {band: Entry, adjust: -7%, source: the article}\n"
	"      - {band: Mid, adjust: 0%, assumed: yes}\n"
	"      - {band: Experienced, adjust: 12%}\n"
	"      - {band: Late, adjust: +19%, ceiling: yes}\n"
	"    skills:\n"
	"      - {skill: Wound Care, adjust: +10%}\n"
	"      - {skill: Cardiology, adjust: 9%}\n"
	"      - {skill: Orthopedics, adjust: 7%}\n"
	"  - name: Phlebotomist\n"
	"    base_hourly: 12.5\n"
	"    experience:\n"
	"      - {band: Entry, adjust: -5%}\n"
	"    skills:\n"
	"      - {skill: Wound Care, adjust: -2%}\n"
	"floors:\n"
	"  - {state: US, hourly: 7.25, effective: 2009-07-24}\n"
	"  - {state: CA, hourly: 16.50, effective: 2025-01-01}\n"
	"  - {state: CA, hourly: 16.90, effective: 2026-01-01}\n"
	"  - {state: GA, hourly: 5.15}\n"
	"notes: [\"one\", \"two\"]\n";

struct fixture {
	struct arena mem;
	struct diags diags;
	struct pay_model *m;
};

/* Load a model; false when it is refused. */
static inline bool
begin(struct fixture *f, const char *text)
{
	f->mem = mem_arena();
	diags_init(&f->diags, &f->mem);
	f->m = pay_model_load(&f->mem, STR("m.yaml"), str_of(text), &f->diags);
	return f->m != NULL;
}

/* An occupation by its index. */
static inline const struct occupation *
occupation(const struct pay_model *m, ptrdiff_t i)
{
	return (const struct occupation *)m->occupations.v + i;
}

#endif
