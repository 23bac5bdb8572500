/* SPDX-License-Identifier: MIT */
#include "base/mask.h"

#include "mem.h"
#include "unit.h"

static const struct {
	const char *why, *text, *want;
} cases[] = {
	{ "the usual form", "123-45-6789", "***-**-****" },
	{ "blanks", "123 45 6789", "***-**-****" },
	{ "points", "123.45.6789", "***-**-****" },
	{ "nine digits", "219099999", "*********" },
	{ "a taxpayer number", "987-65-4321", "***-**-****" },
	{ "inside a text", "SSN: 123-45-6789, pending",
	  "SSN: ***-**-****, pending" },
	{ "inside a row", "E1,219099999,\"123-45-6789\"",
	  "E1,*********,\"***-**-****\"" },
	{ "two of them", "123-45-6789 123-45-6780",
	  "***-**-**** ***-**-****" },
	{ "a telephone number of ten digits", "5035550123", "5035550123" },
	{ "a telephone number in groups", "503-555-0123", "503-555-0123" },
	{ "a date", "2026-10-31", "2026-10-31" },
	{ "a longer number in groups", "1123-45-67890", "1123-45-67890" },
	{ "ZIP+4", "97201-1234", "97201-1234" },
	{ "an id with a letter", "E219099999", "E219099999" },
	{ "an amount", "$219099999", "$219099999" },
	{ "decimals", "219099999.50", "219099999.50" },
	{ "behind a decimal point", "0.219099999", "0.219099999" },
	{ "the end of a sentence", "it is 219099999.", "it is *********." },
	{ "too short", "12345678", "12345678" },
	{ "nothing", "", "" },
};

static void
what_is_masked(void)
{
	struct arena mem = mem_arena();

	for (ptrdiff_t i = 0; i < ROWS(cases); i++) {
		struct str got = mask_ssn(&mem, str_of(cases[i].text));

		OK(str_eq(got, str_of(cases[i].want)), "%s: %.*s",
		   cases[i].why, FMT(got));
	}
	arena_free(&mem);
}

const struct unit_test suite_mask[] = { TEST(what_is_masked), END };
