/* SPDX-License-Identifier: MIT */
/* Text as people see it, and the keys under which spellings are the same. */
#include "base/utf8.h"

#include "mem.h"
#include "unit.h"

/* Two texts by a function of one: what went in and what must come out. */
struct pair {
	const char *in, *want;
};

static void
check_pairs(const char *name, const struct pair *row, ptrdiff_t n,
            struct str (*f)(struct arena *, struct str))
{
	struct arena a = mem_arena();

	for (ptrdiff_t i = 0; i < n; i++) {
		struct str got = f(&a, str_of(row[i].in));

		OK(str_eq(got, str_of(row[i].want)),
		   "%s \"%s\": \"%.*s\", not \"%s\"", name, row[i].in,
		   FMT(got), row[i].want);
	}
	arena_free(&a);
}

static void
valid(void)
{
	static const struct { const char *why, *s; ptrdiff_t want; } row[] = {
		{ "nothing is valid",                 "",                 0 },
		{ "ASCII",                            "plain text, long", 16 },
		{ "two, three and four bytes",
		  "\xC3\xA9\xE2\x82\xAC\xF0\x9F\x98\x80",                 9 },
		{ "a byte of Windows-1252",           "caf\xE9",          3 },
		{ "after a word of eight bytes",      "12345678\xE9",     8 },
		{ "cut off in a character",           "ab\xE2\x82",       2 },
		{ "an overlong slash",                "\xC0\xAF",         0 },
		{ "a surrogate",                      "x\xED\xA0\x80",    1 },
		{ "above U+10FFFF",                   "\xF4\x90\x80\x80", 0 },
		{ "a continuation alone",             "a\x80",            1 },
		{ "a first of two alone",             "a\xC3",            1 },
		{ "a first of two before a letter",   "a\xC3z",           1 },
		{ "the last of two bytes",            "\xDF\xBF",         2 },
		{ "a first of two that none is",      "\xC1\xBF",         0 },
	};

	for (ptrdiff_t i = 0; i < ROWS(row); i++)
		OK(utf8_valid(str_of(row[i].s)) == row[i].want, "%s",
		   row[i].why);
	OK(utf8_valid((struct str){ NULL, 0 }) == 0, "the null slice");
}

/* One byte that is not ASCII, wherever it stands in a text of any length. */
static void
ascii(void)
{
	char text[100];

	memset(text, 'a', sizeof text);
	for (ptrdiff_t n = 0; n < 100; n++) {
		OK(utf8_ascii((struct str){ text, n }) == n, "%d bytes", (int)n);
		text[n] = (char)0x80;
		OK(utf8_ascii((struct str){ text, 100 }) == n, "before %d", (int)n);
		text[n] = 'a';
	}
}

static void
mend(void)
{
	static const struct pair row[] = {
		{ "fine \xC3\xA9", "fine \xC3\xA9" },
		{ "caf\xE9!",      "caf\xEF\xBF\xBD!" },
		{ "\x80\x80",      "\xEF\xBF\xBD\xEF\xBF\xBD" },
		{ "a\xE2\x82",     "a\xEF\xBF\xBD\xEF\xBF\xBD" },
	};

	check_pairs("utf8_mend", row, ROWS(row), utf8_mend);
}

static void
next(void)
{
	struct str s = STR("a\xC3\xA9\xFFz");
	static const int32_t want[] = { 'a', 0xE9, -1, 'z' };

	for (ptrdiff_t i = 0; i < ROWS(want); i++) {
		int32_t c = utf8_next(&s);

		OK(c == want[i], "character %td is %d", i, (int)c);
	}
	OK(s.len == 0, "all is read");
}

static void
width(void)
{
	static const struct {
		const char *why, *s;
		ptrdiff_t width, at, fit; /* fit: bytes within `at` columns */
	} row[] = {
		{ "ASCII",            "Entry",                     5, 3, 3 },
		{ "nothing fits",     "Entry",                     5, 0, 0 },
		{ "all fits",         "Entry",                     5, 9, 5 },
		{ "an accent is no column of its own",
		  "e\xCC\x81x",                                    2, 1, 3 },
		{ "one character, two bytes", "\xC3\xA9x",         2, 1, 2 },
		{ "a wide character does not fit in one column",
		  "\xE6\x97\xA5\xE6\x9C\xAC",                      4, 3, 3 },
		{ "an emoji is two",  "\xF0\x9F\x98\x80" "a",      3, 2, 4 },
		{ "controls are none", "a\x01\tb",                 2, 1, 3 },
		{ "a zero-width joiner is none", "a\xE2\x80\x8D" "b", 2, 1, 4 },
	};

	for (ptrdiff_t i = 0; i < ROWS(row); i++) {
		struct str s = str_of(row[i].s);

		OK(utf8_width(s) == row[i].width, "width: %s: %td", row[i].why,
		   utf8_width(s));
		OK(utf8_fit(s, row[i].at).len == row[i].fit, "fit: %s: %td",
		   row[i].why, utf8_fit(s, row[i].at).len);
	}
}

static void
clean(void)
{
	static const struct pair row[] = {
		{ "", "" },
		{ " ", "" },
		{ "Wound Care", "Wound Care" },
		{ "  Wound \t Care\r\n", "Wound Care" },
		{ "Wound\xC2\xA0" "Care", "Wound Care" },      /* NBSP         */
		{ "\xEF\xBB\xBF" "Name", "Name" },             /* BOM          */
		{ "Wo\xE2\x80\x8Bund", "Wound" },              /* zero width   */
		{ "CMA (AAMA)\xC2\xAE", "CMA (AAMA)" },        /* (R)          */
		{ "Epic\xE2\x84\xA2 \xC2\xA9", "Epic" },       /* (TM) (C)     */
		{ "Jose\xCC\x81", "Jos\xC3\xA9" },             /* NFC          */
		{ "Caf\xC3\xA9", "Caf\xC3\xA9" },
		{ "C.M.A./R.M.A.", "C.M.A./R.M.A." },
		{ "a\x01" "b\x7F", "a b" },
		{ "\xE2\x80\xAF 5\xE2\x80\x83kg", "5 kg" },    /* narrow, em   */
		{ "x\xC2\xBD", "x\xC2\xBD" },                  /* NFC, no NFKC */
		{ "caf\xE9 \xC3\xA9", "caf\xEF\xBF\xBD \xC3\xA9" },
	};
	struct arena a = mem_arena();
	static const char same[] = "Caf\xC3\xA9 Noir";

	check_pairs("utf8_clean", row, ROWS(row), utf8_clean);
	OK(utf8_clean(&a, str_of(same)).s == same,
	   "what is clean is not copied");
	arena_free(&a);
}

static const struct pair keys[] = {
	{ "", "" },
	{ "C.M.A.", "cma" },
	{ "CMA (AAMA)\xC2\xAE", "cma aama" },
	{ "CMA(AAMA)\xC2\xAE", "cma aama" },
	{ "CMA-AAMA", "cma aama" },
	{ "CMA/AAMA", "cma/aama" },
	{ "CMA / AAMA", "cma/aama" },
	{ "Orthopaedics", "orthopaedics" },
	{ "O'Brien", "obrien" },
	{ "O\xE2\x80\x99" "Brien", "obrien" },
	{ "O`Brien", "obrien" },
	{ "O\xE2\x80\x98" "Brien", "obrien" },
	{ "O\xE2\x80\x9B" "Brien", "obrien" },
	{ "O\xCA\xBC" "Brien", "obrien" },
	{ "O\xE2\x80\xB2" "Brien", "obrien" },
	{ "AZaz09", "azaz09" },
	{ "@[`{/:", "/" },
	{ "O\xC2\xB4" "Brien", "obrien" },
	{ "Wound-care", "wound care" },
	{ " wound  care ", "wound care" },
	{ "Wound\xE2\x80\x93" "Care", "wound care" },           /* en dash    */
	{ "R&D", "r&d" },
	{ "Med/Surg +", "med/surg +" },
	{ "C++", "c++" },
	{ "Job #", "job #" },
	{ "80 %", "80 %" },
	{ "/", "/" },
	{ "***", "" },
	{ "$1,000", "1 000" },
	{ "\xEF\xBC\xA3\xEF\xBC\xAD\xEF\xBC\xA1", "cma" },      /* fullwidth  */
	{ "STRASSE", "strasse" },
	{ "Stra\xC3\x9F" "e", "strasse" },                      /* sharp s    */
	{ "CAF\xC3\x89", "caf\xC3\xA9" },
	{ "Cafe\xCC\x81", "caf\xC3\xA9" },
	{ "\xE2\x84\x96 5", "no 5" },                           /* numero     */
	{ "Pay (\xC2\xA3)", "pay" },                            /* pound      */
	{ "\xEF\xBB\xBF" "Name\xC2\xA0" "x", "name x" },
	{ "Phlebo\xC2\xAD" "tomy", "phlebotomy" },              /* soft hyphen */
};

static void
key(void)
{
	struct arena a = mem_arena();

	check_pairs("utf8_key", keys, ROWS(keys), utf8_key);
	for (ptrdiff_t i = 0; i < ROWS(keys); i++) {
		struct str k = str_of(keys[i].want);

		OK(str_eq(utf8_key(&a, k), k), "the key of \"%s\" is itself",
		   keys[i].want);
	}
	arena_free(&a);
}

/*
 * Whatever the text: cleaning twice is cleaning once, a key is its own key,
 * cleaning first changes no key, and what comes out is valid.
 */
static void
properties(void)
{
	static const char *const piece[] = {
		"a", "B", "s", " ", "  ", ".", "'", "/", "-", "&", "1", "\t",
		"\xC2\xA0", "\xC2\xAE", "\xE2\x84\xA2", "\xEF\xBB\xBF",
		"\xCC\x81", "\xC3\x9F", "\xC4\xB0", "\xC5\x89", "\xEF\xBC\xA1",
		"\xC2\xBD", "\xC2\xB4", "\xC2\xA8", "\xE1\xBE\xB3", "\xCF\x82",
		"\xE3\x8D\xBF", "\xEF\xB7\xBA", "\xE1\x84\x80", "\xE1\x85\xA1",
		"\xE2\x80\xA6", "\xF0\x9F\x98\x80", "\xE9", "\xE2\x82", "\xCD\x85",
	};
	struct arena a = mem_arena();
	struct arena_mark mark = arena_mark(&a);
	uint32_t r = 1;

	for (int i = 0; i < 30000; i++) {
		struct sbuf b = { .mem = &a };
		struct str s, c, k;

		arena_rewind(&a, mark);
		for (int n = i % 9; n >= 0; n--) {
			r = r * 1664525u + 1013904223u;
			sbuf_put(&b, str_of(piece[(r >> 8) % ROWS(piece)]));
		}
		s = sbuf_str(&b);
		c = utf8_clean(&a, s);
		k = utf8_key(&a, s);
		OK(utf8_valid(c) == c.len && utf8_valid(k) == k.len,
		   "valid: %s", s.s);
		OK(str_eq(utf8_clean(&a, c), c), "clean: %s", s.s);
		OK(str_eq(utf8_key(&a, c), k), "key of clean: %s", s.s);
		if (!OK(str_eq(utf8_key(&a, k), k), "key of key: %s", s.s))
			break;
	}
	arena_free(&a);
}

/* A long text goes through the arena, not the stack: the same answer. */
static void
long_key(void)
{
	struct arena a = mem_arena();
	struct sbuf in = { .mem = &a }, want = { .mem = &a };

	for (int i = 0; i < 500; i++) {
		sbuf_put(&in, STR("\xC3\x89-X"));
		sbuf_put(&want, i ? STR("x\xC3\xA9 ") : STR("\xC3\xA9 "));
	}
	sbuf_put(&want, STR("x"));
	OK(str_eq(utf8_key(&a, sbuf_str(&in)), sbuf_str(&want)),
	   "1500 characters");
	arena_free(&a);
}

static void
header_key(void)
{
	static const struct pair row[] = {
		{ "AnnualSalary", "annual salary" },
		{ "Employee_ID", "employee id" },
		{ "hourlyPayRate", "hourly pay rate" },
		{ "EMPLID", "emplid" },
		{ "ANNUAL_RT", "annual rt" },
		{ "Employee #", "employee #" },
		{ "2016 Gross Pay Received", "2016 gross pay received" },
		{ "Job/Team Function", "job/team function" },
		{ "EEOCode", "eeo code" },
		{ "FTE", "fte" },
		{ "EmployeeIDs", "employee ids" },
		{ "IDsOfStaff", "ids of staff" },
		{ "FY2014Salary", "fy2014 salary" },
		{ "STREET1", "street1" },
		{ "401K", "401k" },
		{ "Salary (monthly)", "salary monthly" },
		{ "Job Title*", "job title" },
		{ "\"Name\"", "name" },
		{ "\xE2\x80\x9CName\xE2\x80\x9D", "name" },
		{ "\xEF\xBB\xBF" "EmployeeID", "employee id" },
		{ "Hourly\xC2\xA0Rate", "hourly rate" },
		{ "Hourly\nRate\r\n(USD)", "hourly rate usd" },
		{ "O*NET-SOC Code", "onet soc code" },
		{ "Employee's Name", "employees name" },
		{ "annual.salary", "annual salary" },
		{ "Emp. No.", "emp no" },
		{ "S.S.N.", "ssn" },
		{ "Ph.D", "phd" },
		{ "x A.Name", "x aname" },
		{ "N\xE2\x80\x9C" "a\xE2\x80\x9D" "m\xE2\x80\x9F" "e",
		  "name" },
		{ "Contact E-mail", "contact e mail" },
		{ "\xC3\x89tatCivil", "\xC3\xA9tat civil" },
		{ "Actual Pay Floor (\xC2\xA3)", "actual pay floor" },
		{ "", "" },
		{ " - ", "" },
	};

	check_pairs("utf8_header_key", row, ROWS(row), utf8_header_key);
}

static void
header_bare(void)
{
	static const struct pair row[] = {
		{ "Birth_Date_(MM/DD/YYYY)", "birth date" },
		{ "Exp (Yrs)", "exp" },
		{ "Salary (monthly)", "salary" },
		{ "Salary (USD) [gross]", "salary" },
		{ "Salary {2016}*", "salary" },
		{ "Pay (hourly (USD))", "pay" },
		{ "Exp (Yrs):", "exp" },
		{ "Employer Identification Number (EIN)",
		  "employer identification number" },
		{ "Rate (USD) per hour", "rate usd per hour" },
		{ "(Name)", "name" },
		{ "Name)", "name" },
		{ "Exp (Yrs", "exp yrs" },
		{ "AnnualSalary", "annual salary" },
		{ "", "" },
	};

	check_pairs("utf8_header_bare", row, ROWS(row), utf8_header_bare);
}

static void
distance(void)
{
	static const struct {
		const char *a, *b;
		ptrdiff_t limit, want;
	} row[] = {
		{ "", "", 3, 0 },
		{ "abc", "", 3, 3 },
		{ "abc", "", 2, 3 },                     /* limit + 1 */
		{ "kitten", "sitting", 5, 3 },
		{ "sitting", "kitten", 5, 3 },
		{ "certified", "certifed", 2, 1 },       /* left out  */
		{ "assistant", "asisstant", 2, 1 },       /* two swapped */
		{ "basis", "basses", 2, 2 },
		{ "ab", "ba", 1, 1 },
		{ "ca", "abc", 5, 3 },                   /* no edit inside a swap */
		{ "caf\xC3\xA9", "cafe", 2, 1 },         /* characters, not bytes */
		{ "same", "same", 0, 0 },
		{ "same", "sane", 0, 1 },
		{ "completely", "different!", 3, 4 },
	};
	struct arena a = mem_arena();

	for (ptrdiff_t i = 0; i < ROWS(row); i++) {
		ptrdiff_t got = utf8_distance(&a, str_of(row[i].a),
		                              str_of(row[i].b), row[i].limit);

		OK(got == row[i].want, "%s, %s: %td, not %td", row[i].a,
		   row[i].b, got, row[i].want);
	}
	arena_free(&a);
}

static void
plain(void)
{
	struct arena a = mem_arena();
	char *text = (char *)(uintptr_t)str_fmt(&a, "%s",
		"as plain as text of forty bytes can be..").s;
	ptrdiff_t wrong = 0;

	/* every byte, at every place of a word and behind the last one */
	for (ptrdiff_t at = 0; at < 40; at++) {
		char was = text[at];

		for (int c = 0; c < 256; c++) {
			bool ok = c >= 0x20 && c < 0x7F;

			text[at] = (char)c;
			wrong += utf8_plain((struct str){ text, 40 }) !=
			         (ok ? 40 : at);
			wrong += utf8_plain((struct str){ text, at }) != at;
		}
		text[at] = was;
	}
	OK(wrong == 0, "%td of the answers are wrong", wrong);
	OK(utf8_width(STR("plain, then \xE6\xBC\xA2")) == 14, "then wide");
	arena_free(&a);
}

const struct unit_test suite_utf8[] = {
	TEST(plain), TEST(valid), TEST(ascii), TEST(mend), TEST(next), TEST(width),
	TEST(clean), TEST(key), TEST(properties), TEST(long_key), TEST(header_key),
	TEST(header_bare),
	TEST(distance), END,
};
