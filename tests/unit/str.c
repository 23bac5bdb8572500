/* SPDX-License-Identifier: MIT */
/* Slices of text, and text that grows. */
#include "base/str.h"

#include "mem.h"
#include "unit.h"

static const struct str null_slice = { NULL, 0 };

static void
order(void)
{
	static const struct { const char *a, *b; int want; } row[] = {
		{ "", "", 0 },         { "", "a", -1 },
		{ "abc", "abc", 0 },   { "abc", "abd", -1 },
		{ "ab", "abc", -1 },   { "b", "abc", 1 },
		{ "a", "\xC3\xA9", -1 }, /* bytes above 127 are larger */
	};

	for (ptrdiff_t i = 0; i < ROWS(row); i++) {
		struct str a = str_of(row[i].a), b = str_of(row[i].b);
		int got = str_cmp(a, b), back = str_cmp(b, a);

		OK((got > 0) - (got < 0) == row[i].want &&
		   (back > 0) - (back < 0) == -row[i].want, "%s, %s",
		   row[i].a, row[i].b);
		OK(str_eq(a, b) == (row[i].want == 0), "equal: %s, %s",
		   row[i].a, row[i].b);
	}
	OK(str_eq(null_slice, STR("")) && str_cmp(null_slice, STR("")) == 0,
	   "the null slice is empty");
	OK(!str_eq(STR("a\0b"), STR("a\0c")), "a NUL ends nothing");
}

static void
case_blind(void)
{
	static const struct { const char *a, *b; bool want; } row[] = {
		{ "Staff.CSV", "staff.csv", true }, { "", "", true },
		{ "a", "ab", false }, { "[", "{", false }, { "@", "`", false },
		{ "\xC3\x89", "\xC3\xA9", false }, /* ASCII letters only */
	};

	for (ptrdiff_t i = 0; i < ROWS(row); i++)
		OK(str_eq_nocase(str_of(row[i].a), str_of(row[i].b)) ==
		   row[i].want, "%s, %s", row[i].a, row[i].b);
}

static void
ends(void)
{
	static const struct { const char *s, *with; bool starts, ends; }
	row[] = {
		{ "pay.csv", ".csv", false, true },
		{ "pay.csv", "pay", true, false },
		{ "pay", "pay", true, true },
		{ "pay", "", true, true },
		{ "", "", true, true },
		{ "", "x", false, false },
		{ "ay", "pay", false, false },
	};

	for (ptrdiff_t i = 0; i < ROWS(row); i++) {
		struct str s = str_of(row[i].s), with = str_of(row[i].with);

		OK(str_starts(s, with) == row[i].starts, "\"%s\" starts \"%s\"",
		   row[i].s, row[i].with);
		OK(str_ends(s, with) == row[i].ends, "\"%s\" ends \"%s\"",
		   row[i].s, row[i].with);
	}
	OK(str_ends(null_slice, STR("")), "the null slice ends in nothing");
}

static void
trim(void)
{
	static const struct { const char *s, *want; } row[] = {
		{ "", "" }, { "  ", "" }, { "a", "a" }, { " a b ", "a b" },
		{ "\t\r\n\v\fx\n", "x" }, { "\xC2\xA0x", "\xC2\xA0x" },
		{ "\x1Fx", "\x1Fx" },
	};

	for (ptrdiff_t i = 0; i < ROWS(row); i++)
		OK(str_eq(str_trim(str_of(row[i].s)), str_of(row[i].want)),
		   "row %td", i);
	OK(str_trim(null_slice).len == 0, "the null slice");
	OK(str_eq(str_skip(STR("abc"), 2), STR("c")), "skip 2");
	OK(str_skip(STR("abc"), 9).len == 0, "skip more than there is");
	OK(str_skip(null_slice, 3).s == NULL, "skip on nothing");
}

static void
find(void)
{
	static const struct { const char *s, *what; ptrdiff_t want; } row[] = {
		{ "abcabc", "ca", 2 },  { "abcabc", "abc", 0 },
		{ "abc", "", 0 },       { "", "", 0 },
		{ "abc", "abcd", -1 },  { "abc", "x", -1 }, { "", "x", -1 },
	};

	for (ptrdiff_t i = 0; i < ROWS(row); i++)
		OK(str_find(str_of(row[i].s), str_of(row[i].what)) ==
		   row[i].want, "\"%s\" in \"%s\"", row[i].what, row[i].s);
	OK(str_chr(STR("abcb"), 'b') == 1 && str_chr(STR("abc"), 'x') == -1 &&
	   str_chr(null_slice, 'x') == -1, "str_chr");
	OK(str_chr(STR("ab\0c"), '\0') == 2, "a NUL is a byte like others");
}

static void
cut(void)
{
	static const struct { const char *s; int n; const char *part[4]; }
	row[] = {
		{ "a,b,c", 3, { "a", "b", "c" } },
		{ "a", 1, { "a" } },
		{ "", 1, { "" } },
		{ ",", 2, { "", "" } },
		{ "a,,b,", 4, { "a", "", "b", "" } },
	};

	for (ptrdiff_t i = 0; i < ROWS(row); i++) {
		int n = 0;

		for (struct str rest = str_of(row[i].s); rest.s; n++) {
			struct str part = str_cut(&rest, ',');

			OK(n < row[i].n &&
			   str_eq(part, str_of(row[i].part[n])),
			   "part %d of \"%s\"", n, row[i].s);
		}
		OK(n == row[i].n, "\"%s\" has %d parts", row[i].s, n);
	}
}

static void
copies(void)
{
	struct arena a = mem_arena();
	char text[] = "text";
	struct str s = str_dup(&a, str_of(text)), none;

	text[0] = 'T';
	OK(str_eq(s, STR("text")) && s.s[4] == '\0', "its own, terminated");
	none = str_dup(&a, null_slice);
	OK(none.len == 0 && none.s && none.s[0] == '\0', "of nothing");
	OK(strcmp(str_z(&a, (struct str){ "abc", 2 }), "ab") == 0, "str_z");
	OK(str_of(NULL).len == 0 && str_of(NULL).s, "str_of NULL");
	s = str_fmt(&a, "%d-%s", 42, "x");
	OK(str_eq(s, STR("42-x")) && s.s[4] == '\0', "str_fmt");
	OK(str_fmt(&a, "%s", "").len == 0, "str_fmt of nothing");
	arena_free(&a);
}

/* 30,000 appends of all sorts, against a copy made the plain way. */
static void
buffer(void)
{
	struct arena a = mem_arena();
	struct sbuf b = { .mem = &a };
	static char want[200000];
	ptrdiff_t n = 0;

	OK(sbuf_str(&b).len == 0 && sbuf_str(&b).s[0] == '\0', "empty");
	for (int i = 0; i < 10000; i++) {
		sbuf_put(&b, STR("ab"));
		sbuf_fill(&b, '.', i % 3);
		sbuf_fmt(&b, "%d", i);
		n += snprintf(want + n, sizeof want - (size_t)n, "ab%.*s%d",
		              i % 3, "..", i);
		if (i % 100 == 0)
			NEW(&a, 9, char);
	}
	sbuf_put(&b, null_slice);
	sbuf_fill(&b, 'x', -1);
	OK(str_eq(sbuf_str(&b), (struct str){ want, n }), "%td bytes", b.n);
	OK(b.v[b.n] == '\0', "terminated");
	arena_free(&a);
}

const struct unit_test suite_str[] = {
	TEST(order), TEST(case_blind), TEST(ends), TEST(trim), TEST(find),
	TEST(cut), TEST(copies), TEST(buffer), END,
};
