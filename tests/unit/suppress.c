/* SPDX-License-Identifier: MIT */
/* Cell suppression: small tables, and what has to be hidden of them. */
#include "analyse/suppress.h"

#include "mem.h"
#include "unit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MOST = 64, HEADS = 0, PAYROLL = 1, PAY = 2, RATIO = 3, MEASURES = 4 };

/*
 * People as letters: "2aP 1bQ" are two of the groups a and P and one of b and
 * Q.  Small letters are one table, capitals another; '*' behind somebody is
 * one without a benchmark, '/' a half-timer, '-' somebody in no group.
 */
struct staff {
	const char *who[MOST];
	ptrdiff_t n;
	char text[512];
};

static ptrdiff_t
groups(const void *ctx, ptrdiff_t person, uint32_t *out)
{
	const struct staff *s = ctx;
	ptrdiff_t n = 0;

	out[n++] = 0;
	for (const char *c = s->who[person]; *c; c++)
		if (*c != '*' && *c != '/' && *c != '-')
			out[n++] = (uint32_t)*c;
	return n;
}

static unsigned
measures(const void *ctx, ptrdiff_t person)
{
	const struct staff *s = ctx;

	return 1u << HEADS | 1u << PAY | 1u << PAYROLL |
	       (strchr(s->who[person], '*') ? 0 : 1u << RATIO);
}

/* The first person of all is paid most. */
static int64_t
amount(const void *ctx, ptrdiff_t person, int measure)
{
	(void)ctx;
	return measure == HEADS ? 1 : person ? 100 : 1000;
}

static uint64_t
weight(const void *ctx, ptrdiff_t person, int measure)
{
	const struct staff *s = ctx;

	return measure == PAYROLL && strchr(s->who[person], '/') ? 5 : 10;
}

static void
read_staff(struct staff *s, const char *text)
{
	*s = (struct staff){ .n = 0 };
	snprintf(s->text, sizeof s->text, "%s", text);
	for (char *c = s->text; *c;) {
		long times = strtol(c, &c, 10);
		char *end = c + strcspn(c, " ");

		for (; times > 0; times--)
			s->who[s->n++] = c;
		c = *end ? end + 1 : end;
		*end = 0;
	}
}

/* What is hidden of a measure: the groups' letters, "=" for everybody. */
static const char *
hidden(const struct suppress *s, const struct population *p, int measure)
{
	static char out[64];
	int n = 0;

	if (suppress_hidden(s, population_set(p, 0, measure)))
		out[n++] = '=';
	for (uint32_t g = 'A'; g <= 'z'; g++)
		if (suppress_hidden(s, population_set(p, g, measure)))
			out[n++] = (char)g;
	out[n] = 0;
	return out;
}

/* Everything that the staff has is printed: totals and both tables. */
static struct suppress *
decided(struct arena *a, struct population *p, const struct staff *s,
        const char *printed, struct suppress_rule rule)
{
	*p = (struct population){
		.n = s->n, .n_group = 128, .n_measure = MEASURES,
		.family = { 0, 1, 1, 1 }, .most = 8, .groups = groups,
		.measures = measures, .weighs = 1u << PAYROLL,
		.weight = weight, .amount = amount, .ctx = s,
	};
	struct suppress *x = suppress_new(a, p, rule);
	int small = suppress_table(x, false), large = suppress_table(x, false);

	for (int m = 0; m < MEASURES; m++) {
		if (!strchr(printed, "htpr"[m]))
			continue;
		suppress_cell(x, population_set(p, 0, m), -1, m == HEADS
		              ? SUPPRESS_KNOWN : SUPPRESS_PRINTED);
		for (uint32_t g = 'A'; g <= 'z'; g++)
			suppress_cell(x, population_set(p, g, m),
			              g >= 'a' ? small : large,
			              SUPPRESS_PRINTED);
	}
	suppress_decide(x);
	return x;
}

static void
what_is_hidden(void)
{
	static const struct {
		const char *why, *staff, *printed;
		int measure;
		const char *want;
	} row[] = {
		{ "large groups stay", "6a 7b", "p", PAY, "" },
		{ "a small one takes the next", "3a 6b 7c", "p", PAY, "ab" },
		{ "two small ones of few people take a third",
		  "1a 2b 6c 7d", "p", PAY, "abc" },
		{ "two small ones of enough people", "2a 3b 6c 7d", "p", PAY,
		  "ab" },
		{ "all less the bands is one without a band", "6a 7b 1-", "p",
		  PAY, "a" },
		{ "a state less its other sites",
		  "2aP 6bP 7cP 8dQ 8eQ", "p", PAY, "ab" },
		{ "a site that is its state", "6aP 3bQ 7cR", "p", PAY,
		  "PQab" },
		{ "two in the one and not in the other",
		  "6aP 2aQ 5bQ", "p", PAY, "PQ" },
		{ "two in the one and not in the other, never told apart",
		  "10aP 2aQ 6bP 5bQ", "p", PAY, "" },
		{ "likewise, the tables the other way round",
		  "10aP 2bP 6aQ 5bQ", "p", PAY, "" },
		{ "those without a benchmark, by mean and ratio",
		  "6a 2a* 7b 2b*", "pr", PAY, "=ab" },
		{ "half-timers, by payroll and mean",
		  "6a 2a/ 9b", "pt", PAYROLL, "=a" },
		{ "five half-timers are enough", "6a 5a/ 9b", "pt", PAYROLL,
		  "" },
		{ "heads: one of each is known to be one",
		  "1a 1b 1c 1d 1e 6f 7g", "h", HEADS, "abcdef" },
		{ "heads: with one of two it is not", "2a 1b 1c 1d 6f 7g",
		  "h", HEADS, "abcd" },
		{ "who is not counted earns nothing", "2a 6b 7c", "hp", PAY,
		  "ab" },
	};

	for (ptrdiff_t i = 0; i < ROWS(row); i++) {
		struct arena a = mem_arena();
		struct population p;
		struct staff s;

		read_staff(&s, row[i].staff);
		struct suppress *x = decided(&a, &p, &s, row[i].printed,
			(struct suppress_rule){ .least = 5, .heads = true });
		const char *got = hidden(x, &p, row[i].measure);

		OK(strcmp(got, row[i].want) == 0, "%s: \"%s\", expected \"%s\"",
		   row[i].why, got, row[i].want);
		arena_free(&a);
	}
}

static void
what_the_rules_change(void)
{
	static const struct {
		const char *why, *staff;
		struct suppress_rule rule;
		const char *want;
	} row[] = {
		{ "one person has too much of the sum", "6a 7b 8c",
		  { .least = 5, .dominance_bp = 2500 }, "=a" },
		{ "nobody has half of all", "6a 7b 8c",
		  { .least = 5, .dominance_bp = 7000 }, "" },
		{ "ten people", "6a 7b 30c", { .least = 10 }, "ab" },
		{ "nothing but small groups", "3a 6b 7c",
		  { .least = 5, .primary_only = true }, "a" },
	};

	for (ptrdiff_t i = 0; i < ROWS(row); i++) {
		struct arena a = mem_arena();
		struct population p;
		struct staff s;

		read_staff(&s, row[i].staff);
		struct suppress *x = decided(&a, &p, &s, "p", row[i].rule);
		const char *got = hidden(x, &p, PAY);

		OK(strcmp(got, row[i].want) == 0, "%s: \"%s\", expected \"%s\"",
		   row[i].why, got, row[i].want);
		arena_free(&a);
	}
}

/*
 * Five thousand people in two tables: groups of a hundred but for one of three,
 * and sixths.  What is shown leaves nearly everything open, which only few of
 * the people have to be worked out for.
 */
static void
of_many_people(void)
{
	enum { PEOPLE = 5000, GROUPS = 50, SMALL = 50 };
	struct arena a = mem_arena();
	struct crowd c = { 0 };
	int hidden = 0;

	for (uint32_t i = 0; i < PEOPLE; i++) {
		*VEC_PUSH(&a, &c) = (struct in_group){ i,
			i < 3 ? SMALL : 1 + i % (GROUPS - 1) };
		*VEC_PUSH(&a, &c) = (struct in_group){ i, 60 + i % 6 };
	}
	struct population p = crowd_population(&a, &c, PEOPLE, 70);
	struct suppress *s = suppress_new(&a, &p, (struct suppress_rule){
		.least = 5, .heads = true });
	int first = suppress_table(s, false), second = suppress_table(s, false);

	suppress_cell(s, population_set(&p, 0, 0), -1, SUPPRESS_KNOWN);
	for (uint32_t g = 1; g <= GROUPS; g++)
		suppress_cell(s, population_set(&p, g, 0), first,
		              SUPPRESS_PRINTED);
	for (uint32_t g = 60; g < 66; g++)
		suppress_cell(s, population_set(&p, g, 0), second,
		              SUPPRESS_PRINTED);
	suppress_decide(s);
	for (uint32_t g = 1; g < 66; g++)
		hidden += suppress_hidden(s, population_set(&p, g, 0));
	OK(suppress_hidden(s, population_set(&p, SMALL, 0)) && hidden == 2,
	   "the small group and one more, %d", hidden);
	arena_free(&a);
}

const struct unit_test suite_suppress[] = {
	TEST(what_is_hidden), TEST(what_the_rules_change),
	TEST(of_many_people), END,
};
