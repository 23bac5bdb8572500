/* SPDX-License-Identifier: MIT */
/*
 * Unit tests: a file is a suite, a function is a test, and a test is mostly a
 * table of facts that a person can check.  Add the line SUITE(date) to
 * suites.def, and write date.c like this:
 *
 *     #include "unit.h"
 *     #include "base/date.h"
 *
 *     static void
 *     month_days(void)
 *     {
 *             static const struct {
 *                     const char *why;
 *                     int32_t year, month, want;
 *             } row[] = {
 *                     { "a leap year",           2024, 2, 29 },
 *                     { "a century is not one",  1900, 2, 28 },
 *             };
 *             for (ptrdiff_t i = 0; i < ROWS(row); i++) {
 *                     int32_t got = date_month_days(row[i].year, row[i].month);
 *                     OK(got == row[i].want, "%s: %d days", row[i].why, got);
 *             }
 *     }
 *
 *     const struct unit_test suite_date[] = { TEST(month_days), END };
 *
 * `make check-unit T=date` runs one suite.
 */
#ifndef MUSTER_UNIT_H
#define MUSTER_UNIT_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct unit_test {
	const char *name;
	void (*run)(void);
};

#define TEST(function) { #function, function }
#define END            { 0, 0 }

/* How many elements an array has. */
#define ROWS(array) ((ptrdiff_t)(sizeof(array) / sizeof((array)[0])))

/*
 * Check one fact.  What is not so is shown with file, line and the text (as
 * for printf: the row's why and the values got); the test goes on, so that
 * every bad row is seen, and fails at its end.  The value is the fact's, for a
 * test that cannot go on: if (!OK(p, "parsed")) return;
 */
#define OK(fact, ...) \
	unit_check((fact), __FILE__, __LINE__, #fact, __VA_ARGS__)

/* Behind OK. */
__attribute__((format(printf, 5, 6)))
bool unit_check(bool fact, const char *file, int line, const char *code,
                const char *fmt, ...);

/* Leave the test and count it as skipped: this machine lacks something. */
__attribute__((format(printf, 1, 2), noreturn))
void unit_skip(const char *why, ...);

#define SUITE(name) extern const struct unit_test suite_##name[];
#include "suites.def"
#undef SUITE

#endif
