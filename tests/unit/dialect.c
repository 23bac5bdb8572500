/* SPDX-License-Identifier: MIT */
/* Delimiter, quote, escape and line ends, decided by looking. */
#include "read/vote_int.h"

#include "mem.h"
#include "unit.h"

static struct dialect
find(const char *text, char delimiter, char quote)
{
	struct arena mem = mem_arena();
	struct dialect_sample s = { .text = { str_of(text), STR(""), STR("") },
	                            .whole = true };
	struct dialect d = dialect_find(&mem, &s, (struct dialect_fixed){
		delimiter, quote });

	arena_free(&mem);
	return d;
}

static void
delimiters_and_quotes(void)
{
	static const struct {
		const char *why, *text;
		char delimiter, quote;
		int width;
	} row[] = {
		{ "commas", "a,b,c\n1,2,3\n4,5,6\n", ',', '"', 3 },
		{ "semicolons with decimal commas",
		  "id;pay;fte\n1;12,50;1,0\n2;13,75;0,5\n", ';', '"', 3 },
		{ "tabs with commas in text",
		  "id\tcity\tpay\n1\tFresno, CA\t1,200\n2\tMiami, FL\t1,300\n",
		  '\t', '"', 3 },
		{ "pipes with lists in cells",
		  "id|skills\n1|EKG; wound care\n2|EKG\n", '|', '"', 2 },
		{ "commas with lists in cells",
		  "id,skills,pay\n1,EKG|BLS,2\n2,BLS|CPR,3\n", ',', '"', 3 },
		{ "quoted commas in a file of semicolons",
		  "id;name\n1;\"A, B, C\"\n2;\"D, E, F\"\n", ';', '"', 2 },
		{ "blanks, where it is plainly a table",
		  "id pay fte\n1 12 1.0\n2 13 0.5\n3 14 1.0\n", ' ', '"', 3 },
		{ "text of many words is one column",
		  "skill\nwound care\ntaking blood from adults\nEKG\n",
		  ',', '"', 1 },
		{ "single quotes around commas",
		  "id,name\n1,'A, B'\n2,'C, D'\n3,'it''s, so'\n", ',', '\'', 2 },
		{ "apostrophes are no quotes",
		  "id,name\n1,O'Neil\n2,D'Arcy\n3,'Til\n", ',', '"', 2 },
		{ "inches only: no quotes at all",
		  "id\tsize\n1\t\"5 inch\n2\t\"6 inch\n3\t\"7 inch\n",
		  '\t', 0, 2 },
		{ "a preamble does not count",
		  "Staff list, printed\n\nid;name;pay\n1;A;2\n2;B;3\n3;C;4\n",
		  ';', '"', 3 },
		{ "one line", "Employee ID;Name;Pay Rate\n", ';', '"', 3 },
		{ "one column of numbers", "12\n13\n14\n", ',', '"', 1 },
		{ "nothing", "", ',', '"', 1 },
		{ "a line that names it", "sep=|\na|b;c;d\n1|2;3;4\n",
		  '|', '"', 2 },
	};

	for (ptrdiff_t i = 0; i < ROWS(row); i++) {
		struct dialect d = find(row[i].text, 0, 0);

		OK(d.delimiter == row[i].delimiter && d.quote == row[i].quote &&
		   d.width == row[i].width, "%s: delimiter '%c', quote '%c', "
		   "%d wide", row[i].why, d.delimiter, d.quote, (int)d.width);
	}
}

static void
line_ends(void)
{
	static const struct { const char *why, *text; bool want; } row[] = {
		{ "LF", "a,b\n1,2\n", false },
		{ "CRLF", "a,b\r\n1,2\r\n", false },
		{ "CR only", "a,b\r1,2\r", true },
		{ "mixed", "a,b\r\n1,2\r3,4\n5,6\r7,8\r9,0\n", true },
		{ "CR inside quotes is text",
		  "a,b\r\n1,\"x\ry\"\r\n2,\"z\rw\"\r\n", false },
		{ "CR in plain text", "a,b\n1,x\ry\n2,z\n3,w\n4,v\n", false },
	};

	for (ptrdiff_t i = 0; i < ROWS(row); i++)
		OK(find(row[i].text, 0, 0).lone_cr == row[i].want, "%s",
		   row[i].why);
}

static void
escapes_padding_comments(void)
{
	static const char padded[] = "a, b, c\n1, 2, 3\n4, 5, 6\n7, 8, 9\n"
	                             "1, 2, 3\n";

	OK(find("a,b\n1,\"x \\\"y\\\", z\"\n2,\"w\\\"\"\n", 0, 0).backslash,
	   "a backslash before a quote");
	OK(find("a,b\n1,O\\'Neil\n2,D\\'Arcy\n", 0, 0).backslash,
	   "a backslash before an apostrophe");
	OK(!find("a,b\n1,\"8\\'9\"\"\"\n2,\"x\"\n", 0, 0).backslash,
	   "not where quotes are doubled");
	OK(!find("a,b\n1,\"C:\\\"\n2,\"D:\\\"\n3,\"x\"\n", 0, 0).backslash,
	   "a path that ends in a backslash");
	OK(find(padded, 0, 0).padded, "a blank behind every comma");
	OK(!find("a,b,c\n1, 2,3\n4,5, 6\n7,8,9\n1,2,3\n", 0, 0).padded,
	   "a blank behind some commas");
	OK(find("# made today\na,b\n1,2\n3,4\n", 0, 0).comment == '#',
	   "a comment");
	OK(!find("#,b\n#1,2\n#3,4\n", 0, 0).comment, "numbers with a sign");
}

static void
lines_that_name_the_delimiter(void)
{
	static const struct { const char *why, *text; char want; } row[] = {
		{ "Excel's line", "sep=;\na;b\n1;2\n", ';' },
		{ "it is believed", "SEP=;\na,b;c\n1,2;3\n", ';' },
		{ "in quotes", "\"sep=;\"\r\na;b\r\n", ';' },
		{ "a tab, which is no blank here", "sep=\t\na\tb\n", '\t' },
		{ "line ends of one CR", "sep=|\ra|b\r1|2\r", '|' },
		{ "filled up to the width of the table", "sep=;;\na;b;c\n", ';' },
		{ "half of a character", "sep=\xB0\na;b\n1;2\n", 0 },
		{ "a letter", "sep=x\naxb\n", 0 },
		{ "a quote", "sep='\na'b\n", 0 },
		{ "a header that begins so", "sep=a,b\n1,2\n", 0 },
	};

	for (ptrdiff_t i = 0; i < ROWS(row); i++) {
		struct dialect d = find(row[i].text, 0, 0);

		OK(d.sep_line == (row[i].want != 0) &&
		   (!row[i].want || d.delimiter == row[i].want), "%s: %c",
		   row[i].why, d.delimiter);
	}
}

static void
fixed_by_the_user(void)
{
	struct dialect d = find("a,b;c\n1,2;3\n", ';', 0);

	OK(d.delimiter == ';' && d.width == 2, "the delimiter");
	d = find("a~b~c\n1~2~3\n", '~', 0);
	OK(d.delimiter == '~' && d.width == 3, "one that is never looked for");
	d = find("a,b\n\"1,2\"\n\"3,4\"\n", 0, QUOTE_NONE);
	OK(d.quote == 0 && d.width == 2, "no quote");
}

/* Rows enough to know how strange cells are, and others behind them. */
static struct str
many_rows(struct arena *mem, const char *row, int n, const char *other, int m)
{
	struct sbuf out = { .mem = mem };

	while (n-- > 0)
		sbuf_put(&out, str_of(row));
	while (m-- > 0)
		sbuf_put(&out, str_of(other));
	return sbuf_str(&out);
}

static double
score_of(struct arena *mem, const struct dialect *d, struct str text,
         struct str middle, double weight, double least)
{
	struct vote *v = NEW(mem, 1, struct vote);
	struct dialect_sample s = { .text = { text, middle, STR("") } };

	vote_count(mem, v, d, &s, weight, least);
	return v->score;
}

static void
given_up_only_if_it_cannot_win(void)
{
	static const struct dialect d[] = {
		{ .delimiter = ',', .quote = '"' }, { .delimiter = ',' },
		{ .delimiter = ',', .quote = '\'' },
		{ .delimiter = ' ', .quote = '"' },
		{ .delimiter = ';', .quote = '"' },
	};
	static const char *const row[] = {
		"1,\"A, B\",'x',3\n", "a;b;c, d\n", "1 2 3\n", "\"a\"\",b\n",
		"1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20\n",
	};
	struct arena mem = mem_arena();

	for (ptrdiff_t i = 0; i < ROWS(d) * ROWS(row) * 10; i++) {
		const struct dialect *by = &d[i % ROWS(d)];
		const char *first = row[i / ROWS(d) % ROWS(row)];
		double weight = i % 2 ? 1 : 0.6, least = (double)i / 200;
		struct str text = many_rows(&mem, first, 1500, row[i % 3],
		                            i % 4 ? 0 : 500);
		double all = score_of(&mem, by, text, STR(""), weight, 0);
		double got = score_of(&mem, by, text, STR(""), weight, least);

		OK(got == all || (got == 0 && all < least),
		   "%d: %f of %f where it takes %f", (int)i, got, all, least);
	}
	arena_free(&mem);
}

/* The middle and the end say more than the rest of the beginning. */
static void
beginning_of_a_long_file(void)
{
	struct dialect d = { .delimiter = ',', .quote = '"' };
	struct arena mem = mem_arena();
	struct str text = many_rows(&mem, "1,2\n", 1 << 16, "1;2\n", 1 << 16);
	double alone = score_of(&mem, &d, text, STR(""), 1, 0);
	double with = score_of(&mem, &d, text, STR("3,4\n"), 1, 0);

	OK(alone < 0.2, "all of it, alone: %f", alone);
	OK(with == 0.5, "256 KB of it, before others: %f", with);
	arena_free(&mem);
}

const struct unit_test suite_dialect[] = {
	TEST(delimiters_and_quotes), TEST(line_ends),
	TEST(escapes_padding_comments), TEST(lines_that_name_the_delimiter),
	TEST(fixed_by_the_user), TEST(given_up_only_if_it_cannot_win),
	TEST(beginning_of_a_long_file), END,
};
