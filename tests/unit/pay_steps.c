/* SPDX-License-Identifier: MIT */
/* The steps of a pay model, and what people come to by them. */
#include "published.h"
#include "unit.h"

enum { WOUND = 1, CARDIO = 2, ORTHO = 4 };

/* The skills of a set of bits, as indices, the last first. */
static ptrdiff_t
skills_of(int set, int32_t out[3])
{
	ptrdiff_t n = 0;

	for (int32_t i = 3; i-- > 0;)
		if (set >> i & 1)
			out[n++] = i;
	return n;
}

/*
 * Pay a year: hand arithmetic on 13.62 x 2,080 = 28,329.60, checked with
 * Python's fractions.
 */
static void
values(void)
{
	static const struct {
		const char *why;
		enum combine combine;
		int band, skills;
		money want;
	} row[] = {
		{ "base: 28,329.60", COMBINE_HIGHEST, -1, 0, 283296000 },
		{ "entry, -7 %: 26,346.528", COMBINE_HIGHEST, 0, 0,
		  263465280 },
		{ "five to ten years: the base", COMBINE_HIGHEST, 1, 0,
		  283296000 },
		{ "ten to twenty, +12 %: 31,729.152", COMBINE_HIGHEST, 2, 0,
		  317291520 },
		{ "over twenty, +19 %: 33,712.224", COMBINE_HIGHEST, 3, 0,
		  337122240 },
		{ "wound care, +10 %: 31,162.56", COMBINE_HIGHEST, -1, WOUND,
		  311625600 },
		{ "cardiology, +9 %: 30,879.264", COMBINE_HIGHEST, -1, CARDIO,
		  308792640 },
		{ "orthopedics, +7 %: 30,312.672", COMBINE_HIGHEST, -1, ORTHO,
		  303126720 },
		{ "the highest of three", COMBINE_HIGHEST, -1,
		  WOUND | CARDIO | ORTHO, 311625600 },
		{ "the higher of two", COMBINE_HIGHEST, -1, CARDIO | ORTHO,
		  308792640 },
		{ "late and wound care, added: x 1.29", COMBINE_HIGHEST, 3,
		  WOUND, 365451840 },
		{ "entry and orthopedics cancel out", COMBINE_HIGHEST, 0,
		  ORTHO, 283296000 },
		{ "all three added: x 1.45", COMBINE_SUM, 3,
		  WOUND | CARDIO | ORTHO, 410779200 },
		{ "at most 15 % for skills: x 1.34", COMBINE_CAPPED, 3,
		  WOUND | CARDIO | ORTHO, 379616640 },
		{ "the cap is not reached", COMBINE_CAPPED, 3, WOUND,
		  365451840 },
		{ "the cap does not touch experience", COMBINE_CAPPED, 3, 0,
		  337122240 },
		{ "compound: x 1.19 x 1.10", COMBINE_COMPOUND, 3, WOUND,
		  370834464 },
		{ "compound: x 1.19 x 1.10 x 1.09 x 1.07", COMBINE_COMPOUND, 3,
		  WOUND | CARDIO | ORTHO, 432504235 },
		{ "compound: x 0.93 x 1.07", COMBINE_COMPOUND, 0, ORTHO,
		  281907850 },
		{ "skills do not count", COMBINE_NONE, 3, WOUND, 337122240 },
	};
	struct fixture f;

	if (!OK(begin(&f, published), "the model"))
		return;
	for (ptrdiff_t i = 0; i < ROWS(row); i++) {
		struct step step[PAY_STEPS_MAX];
		int32_t skill[3];
		ptrdiff_t n_skill = skills_of(row[i].skills, skill);

		f.m->combine = (int)row[i].combine;
		ptrdiff_t n = pay_steps(f.m, 0, row[i].band, skill, n_skill,
		                        step, NULL);
		money got = steps_value(step, n);
		OK(got == row[i].want, "%s: got %lld", row[i].why,
		   (long long)got);
	}
	arena_free(&f.mem);
}

/* By hand, and by Python's fractions: floor(x + 1/2). */
static void
exact(void)
{
#define BASE(e4) { .op = STEP_BASE, .value = e4 }
#define HOURS(e4) { .op = STEP_HOURS, .value = e4 }
#define ADD(bp) { .op = STEP_ADD, .value = bp }
#define TIMES(bp) { .op = STEP_TIMES, .value = bp }
	static const struct {
		const char *why;
		struct step step[8];
		ptrdiff_t n;
		money want;
	} row[] = {
		{ "no steps are no pay", { { 0 } }, 0, 0 },
		{ "the base alone is still an hour's", { BASE(136200) }, 1,
		  136200 },
		{ "0.0001 x 1.5 is 0.00015: up",
		  { BASE(1), HOURS(10000), ADD(5000), { .op = STEP_APPLY } },
		  4, 2 },
		{ "0.0001 x 1.4999: down",
		  { BASE(1), HOURS(10000), ADD(4999), { .op = STEP_APPLY } },
		  4, 1 },
		{ "halves go away from zero below it too",
		  { BASE(1), HOURS(10000), ADD(-25000), { .op = STEP_APPLY } },
		  4, -2 },
		{ "13.6237 x 2079.5 x 0.9337",
		  { BASE(136237), HOURS(20795000), ADD(-663),
		    { .op = STEP_APPLY } }, 4, 264521731 },
		{ "13.6237 x 2079.5 x 1.0333 x 1.0777 x 1.0999",
		  { BASE(136237), HOURS(20795000), TIMES(333), TIMES(777),
		    TIMES(999), { .op = STEP_ROUND } }, 6, 347001627 },
		{ "a cap is on what was gathered before it",
		  { BASE(10000), HOURS(10000), ADD(3000),
		    { .op = STEP_CAP, .value = 1000 }, ADD(500),
		    { .op = STEP_APPLY } }, 6, 11500 },
		{ "applied twice",
		  { BASE(10000), HOURS(10000), ADD(1000),
		    { .op = STEP_APPLY }, ADD(1000), { .op = STEP_APPLY } }, 6,
		  12100 },
	};
	struct step many[42];

	for (ptrdiff_t i = 0; i < ROWS(row); i++) {
		money got = steps_value(row[i].step, row[i].n);

		OK(got == row[i].want, "%s: got %lld", row[i].why,
		   (long long)got);
	}
	many[0] = (struct step)BASE(136237);
	many[1] = (struct step)HOURS(20870000);
	for (int i = 2; i < 42; i++)
		many[i] = (struct step)TIMES(234);
	OK(steps_value(many, 42) == 717189671,
	   "13.6237 x 2087 x 1.0234^40 is exact: got %lld",
	   (long long)steps_value(many, 42));
	for (int i = 2; i < 42; i++)
		many[i].value = 100000;
	OK(steps_value(many, 42) == MONEY_MAX, "no overflow: x 11^40");
}

static void
which_premium(void)
{
	struct step step[PAY_STEPS_MAX];
	static const int32_t twice[] = { 2, 1, 2, 1 };
	struct fixture f;
	int32_t best;

	if (!OK(begin(&f, published), "the model"))
		return;
	ptrdiff_t n = pay_steps(f.m, 0, 0, twice, 4, step, &best);
	OK(best == 1, "the higher one: %d", best);
	OK(n == 6 && step[3].op == STEP_ADD && str_eq(step[3].operand,
	   STR("skill.Cardiology")) && step[3].line == 26,
	   "base, hours, experience, skill, apply, round");
	f.m->combine = COMBINE_SUM;
	n = pay_steps(f.m, 0, 0, twice, 4, step, &best);
	OK(n == 7 && step[3].value == 900 && step[4].value == 700,
	   "each once, in the model's order");
	pay_steps(f.m, 0, 0, NULL, 0, step, &best);
	OK(best == -1, "none");
	f.m->combine = COMBINE_NONE;
	pay_steps(f.m, 0, 0, twice, 4, step, &best);
	OK(best == -1, "none that counts");
	f.m->combine = COMBINE_HIGHEST;
	((struct adjustment *)occupation(f.m, 0)->skills.v)[2].bp = 900;
	pay_steps(f.m, 0, 0, twice, 4, step, &best);
	OK(best == 1, "of equal ones the first");
	arena_free(&f.mem);
}

static void
in_words(void)
{
	static const char *const want[] = {
		"13.62 an hour, the base (m.yaml:17)",
		"x 2,080 hours a year (m.yaml:6)",
		"+ 10 % skill: Wound Care (m.yaml:25)",
		"at most 15 % for skills (m.yaml:8)",
		"+ 19 % experience: Late, as high as (m.yaml:23)",
		"x (1 + the shares above)",
		"rounded once, to 0.0001 a year",
	};
	static const int32_t wound[] = { 0 };
	struct step step[PAY_STEPS_MAX];
	struct fixture f;
	struct str why;
	bool known;

	if (!OK(begin(&f, published), "the model"))
		return;
	f.m->combine = COMBINE_CAPPED;
	ptrdiff_t n = pay_steps(f.m, 0, 3, wound, 1, step, NULL);
	OK(n == ROWS(want), "%td steps", n);
	for (ptrdiff_t i = 0; i < n && i < ROWS(want); i++) {
		struct str got = step_str(&f.mem, f.m, &step[i]);

		OK(str_eq(got, str_of(want[i])), "%s: got %s", want[i], got.s);
	}
	f.m->combine = COMBINE_COMPOUND;
	pay_model_set(&f.mem, f.m, STR("experience.Entry"), STR("-7.5%"),
	              &known, &why);
	pay_steps(f.m, 0, 0, wound, 1, step, NULL);
	struct str s = step_str(&f.mem, f.m, &step[2]);
	OK(str_eq(s, STR("x 0.925 experience: Entry (what-if)")), "%s", s.s);
	s = step_str(&f.mem, f.m, &step[3]);
	OK(str_eq(s, STR("x 1.1 skill: Wound Care (m.yaml:25)")), "%s", s.s);
	arena_free(&f.mem);
}

/* Every operand of a step is a key of a what-if, and names one figure only. */
static void
operands_are_keys(void)
{
	static const int32_t first[] = { 0 };
	struct step step[PAY_STEPS_MAX];
	struct fixture f;

	if (!OK(begin(&f, published), "the model"))
		return;
	f.m->combine = COMBINE_CAPPED;
	for (ptrdiff_t o = 0; o < 2; o++) {
		ptrdiff_t n = pay_steps(f.m, o, 0, first, 1, step, NULL);
		money before = steps_value(step, n);

		for (ptrdiff_t i = 0; i < n; i++) {
			struct step again[PAY_STEPS_MAX];
			struct str why;
			bool known;

			if (step[i].operand.len == 0)
				continue;
			/* 100, 101; skill 13 %, cap 3 %, 2 %; band 3 % ... */
			const char *value = step[i].op <= STEP_HOURS
				? str_fmt(&f.mem, "%td", 100 + o).s
				: str_fmt(&f.mem, "%td%%", 3 - o + (i == 2) * 10).s;
			bool done = pay_model_set(&f.mem, f.m, step[i].operand,
			                          str_of(value), &known, &why);
			pay_steps(f.m, o, 0, first, 1, again, NULL);
			OK(done && steps_value(again, n) != before,
			   "%s changes the benchmark", step[i].operand.s);
			OK(again[i].line == -1, "and no file says so");
			before = steps_value(again, n);
		}
	}
	arena_free(&f.mem);
}

/* Whatever is held and however it combines, the open steps come to the same;
 * and the highest premium is looked for among all that are held. */
static void
open_steps(void)
{
	struct step one[PAY_STEPS_MAX], open[PAY_STEPS_MAX];
	struct fixture f;

	if (!OK(begin(&f, published), "the model"))
		return;
	struct pay_model as = *f.m;
	const struct occupation *o = as.occupations.v;
	for (int c = 0; c <= COMBINE_NONE; c++)
		for (int set = 0; set < 1 << 3; set++) {
			int32_t skill[3];
			ptrdiff_t n = 0;

			for (int32_t k = 0; k < 3 && k < o->skills.n; k++)
				if (set >> k & 1)
					skill[n++] = k;
			as.combine = c;
			ptrdiff_t a = pay_steps(&as, 0, 1, skill, n, one, NULL);
			ptrdiff_t b = pay_steps_open(f.m, (enum combine)c, 0, 1,
			                             skill, n, open);
			OK(steps_value(one, a) == steps_value(open, b),
			   "%s, skills %d: %lld, found %lld", combine_words[c],
			   set, (long long)steps_value(one, a),
			   (long long)steps_value(open, b));
			if (c == COMBINE_HIGHEST && n > 1)
				OK(b == a + n - 1, "each premium has a step");
		}
	arena_free(&f.mem);
}

const struct unit_test suite_pay_steps[] = {
	TEST(values), TEST(exact), TEST(which_premium), TEST(in_words),
	TEST(operands_are_keys), TEST(open_steps), END,
};
