/* SPDX-License-Identifier: MIT */
/*
 * Runs the suites of suites.def, or those named, through cmocka; the output is
 * TAP.
 */
#include "unit.h"

#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static const struct {
	const char *name;
	const struct unit_test *tests;
} suites[] = {
#define SUITE(name) { #name, suite_##name },
#include "suites.def"
#undef SUITE
};

/* The facts of the running test that did not hold; where the last one is. */
static struct {
	int failed;
	const char *file;
	int line;
} now;

bool
unit_check(bool fact, const char *file, int line, const char *code,
           const char *fmt, ...)
{
	if (fact)
		return true;
	va_list ap;
	printf("# %s:%d: ", file, line);
	va_start(ap, fmt);
	vprintf(fmt, ap);
	va_end(ap);
	printf("\n#     not so: %s\n", code);
	now.failed++;
	now.file = file;
	now.line = line;
	return false;
}

void
unit_skip(const char *why, ...)
{
	va_list ap;
	printf("# skipped: ");
	va_start(ap, why);
	vprintf(why, ap);
	va_end(ap);
	printf("\n");
	skip();
	abort();  /* not reached: cmocka has jumped */
}

static void
perform(void **state)
{
	const struct unit_test *test = *state;
	now.failed = 0;
	test->run();
	if (now.failed)
		_fail(now.file, now.line);
}

/* The tests of one suite, each named "suite: test"; the number that failed. */
static int
run_suite(const char *suite, const struct unit_test *tests)
{
	size_t n = 0;
	while (tests[n].run)
		n++;
	struct CMUnitTest *group = calloc(n + 1, sizeof *group);
	char (*name)[80] = calloc(n + 1, sizeof *name);
	if (!group || !name)
		abort();
	for (size_t i = 0; i < n; i++) {
		snprintf(name[i], sizeof name[i], "%s: %s", suite,
		         tests[i].name);
		group[i].name = name[i];
		group[i].test_func = perform;
		group[i].initial_state = (void *)(uintptr_t)&tests[i];
	}
	int failed = _cmocka_run_group_tests(suite, group, n, NULL, NULL);
	free(group);
	free(name);
	return failed;
}

int
main(int argc, char **argv)
{
	int failed = 0, ran = 0;
	cmocka_set_message_output(CM_OUTPUT_TAP);
	for (ptrdiff_t i = 0; i < ROWS(suites); i++) {
		bool wanted = argc < 2;
		for (int a = 1; a < argc; a++)
			wanted |= strcmp(argv[a], suites[i].name) == 0;
		if (!wanted)
			continue;
		failed += run_suite(suites[i].name, suites[i].tests);
		ran++;
	}
	if (!ran)
		fprintf(stderr, "unit: no suite of that name in suites.def\n");
	return failed || !ran;
}
