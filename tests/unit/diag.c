/* SPDX-License-Identifier: MIT */
/* Findings: what is kept, what is counted, and the line that people see. */
#include "base/diag.h"

#include "mem.h"
#include "unit.h"

static const struct pos nowhere;

static void
line(void)
{
	static const struct {
		struct diag d;
		const char *want;
	} row[] = {
		{ { DIAG_YAML_VALUE, { { "m.yaml", 6 }, 3, 3, 7 }, { "", 0 },
		    { "20x80", 5 }, { "expected a number", 17 } },
		  "m.yaml:3:7: YAML_VALUE: a key or value that is not allowed "
		  "there: found \"20x80\", expected a number; the run stops" },
		{ { DIAG_NUL_BYTE, { { "s.csv", 5 }, 118, 120, 4 },
		    { "pay", 3 }, { "", 0 }, { "", 0 } },
		  "s.csv:118-120: field 4 (pay): NUL_BYTE: a NUL byte inside "
		  "text; it is left out" },
		{ { DIAG_NUL_BYTE, { { "s.csv", 5 }, 118, 118, 0 },
		    { "pay", 3 }, { "x", 1 }, { "", 0 } },
		  "s.csv:118: pay: NUL_BYTE: a NUL byte inside text: found "
		  "\"x\"; it is left out" },
		{ { DIAG_NUL_BYTE, { { "", 0 }, 0, 0, 0 }, { "", 0 },
		    { "", 0 }, { "", 0 } },
		  "NUL_BYTE: a NUL byte inside text; it is left out" },
		{ { DIAG_NUL_BYTE, { { "a\033[2J", 5 }, 1, 1, 0 },
		    { "b\r", 2 }, { "c\n", 2 }, { "d\a", 2 } },
		  "a\\x1B[2J:1: b\\x0D: NUL_BYTE: a NUL byte inside text: "
		  "found \"c\\x0A\", d\\x07; it is left out" },
	};
	struct arena a = mem_arena();

	for (ptrdiff_t i = 0; i < ROWS(row); i++) {
		struct str got = diag_line(&a, &row[i].d);

		OK(str_eq(got, str_of(row[i].want)), "%s\n# not %s", got.s,
		   row[i].want);
	}
	arena_free(&a);
}

static void
escape(void)
{
	static const struct {
		const char *why, *s;
		ptrdiff_t max;
		const char *want;
	} row[] = {
		{ "plain",               "see note", 99, "see note" },
		{ "nothing",             "", 99, "" },
		{ "controls",            "a\tb\x7F", 99, "a\\x09b\\x7F" },
		{ "text that is UTF-8",  "caf\xC3\xA9", 99, "caf\xC3\xA9" },
		{ "a byte that is not",  "caf\xE9!", 99, "caf\\xE9!" },
		{ "a terminal's CSI as one character", "\xC2\x9B" "2J", 99,
		  "\\xC2\\x9B2J" },
		{ "right-to-left override", "a\xE2\x80\xAE" "b", 99,
		  "a\\xE2\\x80\\xAE" "b" },
		{ "the last of those, and a space that is text",
		  "\xC2\x9F\xC2\xA0", 99, "\\xC2\\x9F\xC2\xA0" },
		{ "a line separator",    "\xE2\x80\xA8", 99,
		  "\\xE2\\x80\\xA8" },
		{ "an isolate",          "\xE2\x81\xA6\xE2\x81\xA9", 99,
		  "\\xE2\\x81\\xA6\\xE2\\x81\\xA9" },
		{ "just fits",           "12345678", 8, "12345678" },
		{ "cut, with its dots",  "123456789", 8, "12345..." },
		{ "cut between characters", "\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9",
		  6, "\xC3\xA9..." },
		{ "cut between escapes", "ab\x01\x01", 8, "ab..." },
	};
	struct arena a = mem_arena();

	for (ptrdiff_t i = 0; i < ROWS(row); i++) {
		struct str got = diag_escape(&a, str_of(row[i].s), row[i].max);

		OK(str_eq(got, str_of(row[i].want)), "%s: %s", row[i].why,
		   got.s);
	}
	arena_free(&a);
}

static void
copies(void)
{
	struct arena a = mem_arena();
	struct diags d;
	char field[] = "pay", value[400];

	diags_init(&d, &a);
	memset(value, 'v', sizeof value);
	diag_add(&d, DIAG_NUL_BYTE, nowhere, str_of(field),
	         (struct str){ value, 200 }, "%s", "");
	diag_add(&d, DIAG_NUL_BYTE, nowhere, str_of(field),
	         (struct str){ value, 201 }, "line %d", 7);
	memset(value, 0x80, sizeof value); /* never the start of a character */
	diag_add(&d, DIAG_NUL_BYTE, nowhere, STR(""),
	         (struct str){ value, 400 }, "%s", "");
	for (int i = 0; i < 400; i += 2)
		memcpy(value + i, "\xC3\xA9", 2);
	diag_add(&d, DIAG_NUL_BYTE, nowhere, STR(""),
	         (struct str){ value, 400 }, "%s", "");
	field[0] = 'x';
	OK(str_eq(d.v[0].field, STR("pay")), "the field is a copy");
	OK(d.v[0].value.len == 200 && d.v[0].value.s[199] == 'v', "200 stay");
	OK(d.v[1].value.len == 200 && str_ends(d.v[1].value, STR("v...")),
	   "201 are cut");
	OK(str_eq(d.v[1].msg, STR("line 7")), "the message");
	OK(d.v[2].value.len <= 200, "bytes that are no text");
	OK(d.v[3].value.len == 199 && str_ends(d.v[3].value,
	   STR("\xC3\xA9...")), "not inside a character: %td",
	   d.v[3].value.len);
	arena_free(&a);
}

/* What is kept is bounded; what is counted is exact. */
static void
bounds(void)
{
	struct arena a = mem_arena();
	struct diags d, part;

	diags_init(&d, &a);
	diags_init(&part, &a);
	for (int i = 0; i < DIAG_KEEP_OTHERS - 1; i++)
		diag_add(&d, DIAG_NUL_BYTE, nowhere, STR(""), STR(""), "d%d",
		         i);
	for (int i = 0; i < DIAG_KEEP_OTHERS + 5; i++)
		diag_add(&part, DIAG_NUL_BYTE, nowhere, STR(""), STR(""),
		         "p%d", i);
	diag_add(&part, DIAG_YAML_VALUE, nowhere, STR(""), STR(""), "other");
	diag_count(&part, DIAG_ENCODING, 3);
	OK(part.n == DIAG_KEEP_OTHERS + 1, "a thousand of a code, and one");
	diags_append(&d, &part);
	OK(d.n == DIAG_KEEP_OTHERS + 1, "also after appending: %td", d.n);
	OK(str_eq(d.v[DIAG_KEEP_OTHERS - 1].msg, STR("p0")),
	   "the first of the part comes after the last before it");
	OK(d.count[DIAG_NUL_BYTE] == 2 * DIAG_KEEP_OTHERS + 4 &&
	   d.count[DIAG_YAML_VALUE] == 1 && d.count[DIAG_ENCODING] == 3,
	   "counts are exact");
	OK(diags_of(&d, SEV_WARN) == 2 * DIAG_KEEP_OTHERS + 4 &&
	   diags_of(&d, SEV_CONFIG) == 1 && diags_of(&d, SEV_NOTE) == 3 &&
	   diags_of(&d, SEV_REJECT) == 0, "by severity");
	arena_free(&a);
}

/* Every code says what is wrong, what the run does and how to mend it. */
static void
list_is_whole(void)
{
	for (int c = 0; c < DIAG_NCODE; c++) {
		const struct diag_info *x = &diag_info[c];

		OK(x->name && x->meaning[0] && x->does[0] && x->mend[0],
		   "code %d", c);
		for (int k = 0; k < c; k++)
			OK(strcmp(x->name, diag_info[k].name) != 0, "%s twice",
			   x->name);
	}
}

const struct unit_test suite_diag[] = {
	TEST(line), TEST(escape), TEST(copies), TEST(bounds),
	TEST(list_is_whole), END,
};
