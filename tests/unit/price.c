/* SPDX-License-Identifier: MIT */
/* People against a model: benchmark, range, ratios, zones, flags. */
#include "analyse/price.h"

#include "people.h"
#include "unit.h"

static const char model_text[] =
	"model: m\n"
	"source: s\n"
	"effective: 2025-05\n"
	"bands:\n"
	"  - {name: Entry, from: 0, below: 5}\n"
	"  - {name: Mid, from: 5, through: 20}\n"
	"  - {name: Late, from: 20}\n"
	"occupations:\n"
	"  - name: Medical Assistant\n"
	"    base_hourly: 13.62\n"
	"    experience:\n"
	"      - {band: Entry, adjust: -7%}\n"
	"      - {band: Mid, adjust: 0%, assumed: yes}\n"
	"    skills:\n"
	"      - {skill: Wound Care, adjust: 10%}\n"
	"      - {skill: Cardiology, adjust: 9%}\n"
	"  - {name: Phlebotomist, base_hourly: 9.0001}\n"
	"floors: [{state: US, hourly: 7.25}, {state: CA, hourly: 16.50}]\n";

struct fixture {
	struct people x;
	struct pay_model *model;
	struct pricing pr;
	uint32_t ma, phleb, nurse, ca, wound, cardio, painting;
};

/* Names in another order than the model's, and one in other letters. */
static void
begin(struct fixture *f)
{
	people_begin(&f->x);
	f->nurse = people_name(&f->x, V_OCCUPATION, "Nurse");
	f->phleb = people_name(&f->x, V_OCCUPATION, "Phlebotomist");
	f->ma = people_name(&f->x, V_OCCUPATION, "Medical assistant");
	f->painting = people_name(&f->x, V_SKILL, "Painting");
	f->cardio = people_name(&f->x, V_SKILL, "Cardiology");
	f->wound = people_name(&f->x, V_SKILL, "Wound Care");
	people_name(&f->x, V_STATE, "TX");
	f->ca = people_name(&f->x, V_STATE, "CA");
	f->model = people_model(&f->x, model_text);
	f->pr = price_prepare(&f->x.mem, &f->x.roster, f->model);
}

/* A medical assistant without experience, at so much a year. */
static struct person *
assistant(struct fixture *f, money pay)
{
	struct person *p = people_add(&f->x);

	p->occupation = f->ma;
	p->pay = pay;
	return p;
}

static void
price(struct fixture *f, struct person *p)
{
	price_person(&f->pr, &f->x.roster, p);
}

#define BASE 283296000                /* 13.62 x 2,080 */

/* Limits are exact: the 80th, 90th, 110th and 120th part of 28,329.60. */
static void
zones(void)
{
	static const struct {
		const char *why;
		money pay;
		enum zone want;
	} row[] = {
		{ "a ten-thousandth below 80 %", 226636799, ZONE_BELOW },
		{ "80 %: 22,663.68", 226636800, ZONE_LOW },
		{ "a ten-thousandth below 90 %", 254966399, ZONE_LOW },
		{ "90 %: 25,496.64", 254966400, ZONE_WITHIN },
		{ "the benchmark", BASE, ZONE_WITHIN },
		{ "110 %: 31,162.56", 311625600, ZONE_WITHIN },
		{ "a ten-thousandth above 110 %", 311625601, ZONE_HIGH },
		{ "120 %: 33,995.52", 339955200, ZONE_HIGH },
		{ "a ten-thousandth above 120 %", 339955201, ZONE_ABOVE },
	};
	struct fixture f;

	begin(&f);
	for (ptrdiff_t i = 0; i < ROWS(row); i++) {
		struct person *p = assistant(&f, row[i].pay);

		price(&f, p);
		OK(p->zone == row[i].want, "%s: zone %d", row[i].why, p->zone);
		OK((p->pay < p->price->minimum) == (row[i].want == ZONE_BELOW) &&
		   (p->pay > p->price->maximum) == (row[i].want == ZONE_ABOVE),
		   "%s: in range or out of it", row[i].why);
	}
	arena_free(&f.x.mem);
}

/* At 7.3 hours a year 9.0001 an hour is 65.7007; 80 % of that, 52.56056, and
 * 120 %, 78.84084, have fractions of a ten-thousandth. */
static void
limits_with_fractions(void)
{
	struct fixture f;
	int outside = 0;

	begin(&f);
	f.model->hours_per_year_e4 = 73000;
	f.model->floors.n = 0;
	f.pr = price_prepare(&f.x.mem, &f.x.roster, f.model);
	struct person *p = assistant(&f, 0);
	p->occupation = f.phleb;
	for (money pay = 500000; pay < 800000; pay++) {
		p->pay = pay;
		price(&f, p);
		if (pay == 500000)
			OK(p->price->benchmark == 657007, "65.7007: %lld",
			   (long long)p->price->benchmark);
		bool below = pay * 10000 < p->price->benchmark * 8000;
		bool above = pay * 10000 > p->price->benchmark * 12000;
		outside += (pay < p->price->minimum) != below ||
		           (pay > p->price->maximum) != above;
	}
	OK(outside == 0, "%d amounts on the wrong side of a limit", outside);
	arena_free(&f.x.mem);
}

static void
benchmarks(void)
{
	enum { NONE = 0, WOUND = 1, CARDIO = 2, PAINTING = 4 };
	static const struct {
		const char *why;
		int32_t months;       /* of experience, or -1 */
		int skills;
		money benchmark, experience_only;
		int band;
		int32_t premium;
		bool assumed;
	} row[] = {
		{ "no experience, no skill", -1, NONE, BASE, BASE, -1, -1,
		  false },
		{ "entry: x 0.93", 59, NONE, 263465280, 263465280, 0, -1,
		  false },
		{ "mid: a figure that is assumed", 60, NONE, BASE, BASE, 1, -1,
		  true },
		{ "late: no figure, so 0 % is assumed", 241, NONE, BASE, BASE,
		  2, -1, true },
		{ "wound care: x 1.10", -1, WOUND, 311625600, BASE, -1, 0,
		  false },
		{ "cardiology: x 1.09", -1, CARDIO, 308792640, BASE, -1, 1,
		  false },
		{ "the higher of both, entry: x 1.03", 0, WOUND | CARDIO,
		  291794880, 263465280, 0, 0, false },
		{ "a skill without a premium", -1, PAINTING, BASE, BASE, -1, -1,
		  false },
		{ "with and without", -1, PAINTING | CARDIO, 308792640, BASE,
		  -1, 1, false },
	};
	struct fixture f;

	begin(&f);
	for (ptrdiff_t i = 0; i < ROWS(row); i++) {
		struct person *p = assistant(&f, BASE);

		p->experience = row[i].months < 0 ? -1 : row[i].months * 1000;
		if (row[i].skills & PAINTING)
			people_skill(&f.x, f.painting);
		if (row[i].skills & CARDIO)
			people_skill(&f.x, f.cardio);
		if (row[i].skills & WOUND)
			people_skill(&f.x, f.wound);
		price(&f, p);
		OK(p->price->benchmark == row[i].benchmark &&
		   p->price->benchmark_experience == row[i].experience_only,
		   "%s: %lld, %lld", row[i].why, (long long)p->price->benchmark,
		   (long long)p->price->benchmark_experience);
		OK(p->band == row[i].band && p->price->premium == row[i].premium,
		   "%s: band %d, premium %d", row[i].why, p->band,
		   (int)p->price->premium);
		OK(!(p->flags & PERSON_ASSUMED_BAND) == !row[i].assumed,
		   "%s: assumed or not", row[i].why);
		OK(p->price->midpoint == p->price->benchmark && price_ratio(p) == price_market(p),
		   "%s: the benchmark is the midpoint", row[i].why);
	}
	struct person *p = assistant(&f, BASE);
	p->experience = 240000;
	p->flags = PERSON_PLUS;
	price(&f, p);
	OK(p->band == 2, "\"20+\" is the band over 20");
	p = assistant(&f, 100000000);
	price(&f, p);
	OK(price_ratio(p) == 352987688, "10,000 / 28,329.60 = 0.352987688: %lld",
	   (long long)price_ratio(p));
	arena_free(&f.x.mem);
}

/* The table worked out beforehand and the steps say the same of everyone. */
static void
as_the_steps_say(void)
{
	struct fixture f;

	begin(&f);
	for (int combine = 0; combine_words[combine]; combine++)
		for (int i = 0; i < 2 * 8 * 4; i++) {
			struct person *p = assistant(&f, BASE);
			struct step step[PAY_STEPS_MAX];

			f.model->combine = combine;
			f.model->cap_bp = 1500;
			if (i == 0)
				f.pr = price_prepare(&f.x.mem, &f.x.roster,
				                     f.model);
			p->occupation = i & 1 ? f.phleb : f.ma;
			p->experience = (i >> 4) * 100000 - 1;
			if (i & 2)
				people_skill(&f.x, f.painting);
			if (i & 4)
				people_skill(&f.x, f.cardio);
			if (i & 8)
				people_skill(&f.x, f.wound);
			price(&f, p);
			ptrdiff_t n = price_steps(&f.pr, &f.x.roster, p, step);
			OK(n > 0 && steps_value(step, n) == p->price->benchmark,
			   "%s, case %d: %lld, by the steps %lld",
			   combine_words[combine], i, (long long)p->price->benchmark,
			   (long long)steps_value(step, n));
		}
	arena_free(&f.x.mem);
}

static void
nothing_to_say(void)
{
	struct step step[PAY_STEPS_MAX];
	struct fixture f;

	begin(&f);
	struct person *p = assistant(&f, BASE);
	p->occupation = f.nurse;
	p->experience = 0;
	price(&f, p);
	OK(p->price->benchmark == MONEY_NONE && price_ratio(p) == MONEY_NONE &&
	   price_market(p) == MONEY_NONE && p->price->minimum == MONEY_NONE &&
	   p->zone == ZONE_NONE && p->price->premium == -1,
	   "an occupation that the model does not have");
	OK(p->band == 0, "but a band");
	OK(price_steps(&f.pr, &f.x.roster, p, step) == 0, "and no steps");

	p = assistant(&f, BASE);
	p->occupation = 0;
	price(&f, p);
	OK(p->price->benchmark == MONEY_NONE, "no occupation at all");

	p = assistant(&f, MONEY_NONE);
	p->flags = PERSON_NO_RATE;
	price(&f, p);
	OK(p->price->benchmark == BASE && p->price->minimum == 226636800, "no rate: a range");
	OK(price_ratio(p) == MONEY_NONE && price_market(p) == MONEY_NONE &&
	   p->zone == ZONE_NONE && !(p->flags & PERSON_BELOW_FLOOR),
	   "and nothing that needs a rate");

	/* -60 % and -60 % */
	f.model = people_model(&f.x, "{model: m, source: s, effective: unknown, "
		"bands: [{name: A, from: 0}], occupations: [{name: Phlebotomist, "
		"base_hourly: 10, experience: [{band: A, adjust: -60%}], "
		"skills: [{skill: Painting, adjust: -60%}]}]}");
	f.pr = price_prepare(&f.x.mem, &f.x.roster, f.model);
	p = assistant(&f, BASE);
	p->occupation = f.phleb;
	p->experience = 1000;
	people_skill(&f.x, f.painting);
	price(&f, p);
	OK(p->price->benchmark == MONEY_NONE && p->zone == ZONE_NONE,
	   "a benchmark below nothing is none");
	arena_free(&f.x.mem);
}

/* 7.25 x 2,080 = 15,080; 16.50 x 2,080 = 34,320, which is above 120 % of the
 * base, 33,995.52. */
static void
pay_floors(void)
{
	struct fixture f;

	begin(&f);
	struct person *p = assistant(&f, 150799999);
	price(&f, p);
	OK(p->flags & PERSON_BELOW_FLOOR, "a ten-thousandth below 15,080");
	OK(p->price->minimum == 226636800, "the range is above the floor");
	p = assistant(&f, 150800000);
	p->flags = PERSON_BELOW_FLOOR | PERSON_ASSUMED_BAND;
	price(&f, p);
	OK(!(p->flags & PERSON_BELOW_FLOOR), "15,080, and old flags are gone");

	p = assistant(&f, 343199999);
	p->state = f.ca;
	price(&f, p);
	OK(p->price->minimum == 343200000 && p->price->maximum == 343200000,
	   "the floor is the minimum, and the maximum is not below it");
	OK(p->flags & PERSON_BELOW_FLOOR && p->zone == ZONE_ABOVE,
	   "below the floor, whatever the zone");
	OK(f.pr.floor_e4[f.ca] == 165000 && f.pr.floor_e4[0] == 72500,
	   "hourly floors by state");

	p = assistant(&f, 343199999);
	p->state = f.ca;
	p->occupation = f.nurse;
	price(&f, p);
	OK(p->flags & PERSON_BELOW_FLOOR, "the floor is everyone's");
	arena_free(&f.x.mem);
}

/* Limits from the export: 30,000, 40,000 and 50,000. */
static void
grades(void)
{
	struct fixture f;

	begin(&f);
	struct person *p = assistant(&f, 360000000);
	p->flags = PERSON_GRADE;
	p->price = &(const struct price){
		.minimum = 300000000, .midpoint = 400000000,
		.maximum = 500000000,
	};
	price(&f, p);
	OK(p->price->minimum == 300000000 && p->price->midpoint == 400000000 &&
	   p->price->maximum == 500000000, "they stand");
	OK(price_ratio(p) == 900000000, "36,000 / 40,000 = 0.9");
	OK(price_market(p) == 1270755676, "36,000 / 28,329.60 = 1.270755676: %lld",
	   (long long)price_market(p));
	OK(p->zone == ZONE_WITHIN, "by the midpoint");
	p->state = f.ca;
	price(&f, p);
	OK(p->price->minimum == 343200000, "but no minimum is below the floor");
	p->occupation = f.nurse;
	price(&f, p);
	OK(p->price->midpoint == 400000000 && price_ratio(p) == MONEY_NONE,
	   "no benchmark, no ratio, and the export's limits");
	arena_free(&f.x.mem);
}

const struct unit_test suite_price[] = {
	TEST(zones), TEST(limits_with_fractions), TEST(benchmarks),
	TEST(as_the_steps_say), TEST(nothing_to_say), TEST(pay_floors),
	TEST(grades), END,
};
