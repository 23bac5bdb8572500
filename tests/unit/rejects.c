/* SPDX-License-Identifier: MIT */
/* Cells of the side files: quoted where a reader needs it, never a formula. */
#include "report/rejects.h"

#include "mem.h"
#include "unit.h"

static void
cells_of_csv(void)
{
	static const struct { const char *cell, *want; } row[] = {
		{ "", "" },
		{ "RN", "RN" },
		{ "say \"aah\"", "\"say \"\"aah\"\"\"" },
		{ "\"", "\"\"\"\"" },
		{ "ends\"", "\"ends\"\"\"" },
		{ "Doe, Ann", "\"Doe, Ann\"" },
		{ "a;b", "\"a;b\"" },
		{ "two\nlines", "\"two\nlines\"" },
		{ "a\tb", "\"a\tb\"" },
		{ "a\rb", "\"a\rb\"" },
		{ "=1+1", "\"'=1+1\"" },
		{ "-5", "\"'-5\"" },
		{ "@\"x\"", "\"'@\"\"x\"\"\"" },
		{ "1-5", "1-5" },
		{ "no 123-45-6789", "no ***-**-****" },
		{ "123-45-6789;\"", "\"***-**-****;\"\"\"" },
	};
	struct arena a = mem_arena();

	for (ptrdiff_t i = 0; i < ROWS(row); i++) {
		struct sbuf b = { .mem = &a };

		sbuf_put(&b, STR("before,"));
		csv_put(&b, str_of(row[i].cell));
		struct str got = str_skip(sbuf_str(&b), 7);

		OK(str_eq(got, str_of(row[i].want)), "%s: got %s, not %s",
		   row[i].cell, got.s, row[i].want);
	}
	arena_free(&a);
}

const struct unit_test suite_rejects[] = { TEST(cells_of_csv), END };
