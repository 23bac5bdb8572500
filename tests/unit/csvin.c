/* SPDX-License-Identifier: MIT */
/*
 * Records of CSV texts, at every size of pieces they may come in, and in
 * batches of any size.  A case's records are written as one text: "|" between
 * cells, the lines in front, marks behind.
 */
#include "read/records_int.h"

#include "mem.h"
#include "unit.h"

static void
write_record(struct sbuf *out, const struct record *r)
{
	static const char *const what[] = { "", "blank", "comment", "damaged" };

	sbuf_fmt(out, "%d", (int)r->line);
	if (r->last_line > r->line)
		sbuf_fmt(out, "-%d", (int)r->last_line);
	sbuf_fmt(out, ":%s", what[r->what]);
	for (int32_t i = 0; i < r->kept; i++)
		sbuf_fmt(out, "%s%.*s", i ? "|" : "", FMT(r->cell[i]));
	if (r->repaired)
		sbuf_put(out, STR(" (repaired)"));
	if (r->recoded)
		sbuf_put(out, STR(" (recoded)"));
	if (r->mended)
		sbuf_put(out, STR(" (mended)"));
	if (r->nuls)
		sbuf_fmt(out, " (%d NUL)", (int)r->nuls);
	if (r->bad)
		sbuf_fmt(out, " (%d bad)", (int)r->bad);
	sbuf_fill(out, '/', 1);
}

static struct str
read_all(struct arena *mem, struct str text, ptrdiff_t piece,
         const struct dialect *d, bool keep_blanks, ptrdiff_t rows)
{
	struct bytes bytes;
	enum bytes_verdict verdict;
	const char *what;
	struct batch b;
	struct sbuf out = { .mem = mem };

	bytes_of_pieces(&bytes, mem, text, piece);
	bytes_look(&bytes, STR("UTF-8"), &verdict, &what);
	struct csvin *c = csvin_sized(mem, &bytes, d, keep_blanks, rows, 64);
	while (csvin_next(c, &b))
		for (ptrdiff_t i = 0; i < b.n; i++)
			write_record(&out, &b.v[i]);
	return sbuf_str(&out);
}

#define RAW(lit) { "" lit, sizeof(lit) - 1 }
#define COMMA .delimiter = ',', .quote = '"'

static const struct {
	const char *why;
	struct dialect d;
	bool keep_blanks;
	struct str text;
	const char *want;
} cases[] = {
	{ "three lines", { COMMA }, 0, RAW("a,b\n1,2\n3,4"),
	  "1:a|b/2:1|2/3:3|4/" },
	{ "CRLF, LF and CR", { COMMA, .lone_cr = 1 }, 0,
	  RAW("a,b\r\n1,2\r3,4\n5,6\r"), "1:a|b/2:1|2/3:3|4/4:5|6/" },
	{ "a lone CR that is text", { COMMA }, 0, RAW("a,b\n1,x\ry\n"),
	  "1:a|b/2:1|x\ry/" },
	{ "lone CRs that libcsv passes over", { COMMA }, 0,
	  RAW("\ra,b\n1,2\r \n3,4\r\r\n"), "1:\ra|b/2:1|2\r/3:3|4\r/" },
	{ "as many rows as lines by chance", { COMMA }, 0,
	  RAW("a\rb,c\n\nd,e\n"), "1:a\rb|c/2:blank/3:d|e/" },
	{ "a mark where there are no quotes", { COMMA }, 0,
	  RAW("a,b\n\xEF\xBB\xBF" "c,d\n"), "1:a|b/2:c|d/" },
	{ "a lone CR behind a quoted newline", { COMMA }, 0,
	  RAW("a,b\n\"x\n\",y\rz\n1,2\n"), "1:a|b/2-3:x\n|y\rz/4:1|2/" },
	{ "blank lines count", { COMMA }, 0, RAW("\na,b\n \t\n\n1,2\n\n"),
	  "1:blank/2:a|b/3:blank/4:blank/5:1|2/6:blank/" },
	{ "empty cells", { COMMA }, 0, RAW(",\n1,\n,2\n\"\",\"\"\n"),
	  "1:|/2:1|/3:|2/4:|/" },
	{ "blanks around text go", { COMMA }, 0, RAW(" a , b\t,\" c \"\n"),
	  "1:a|b| c /" },
	{ "blanks around text stay", { COMMA }, 1, RAW(" a , b\t,\" c \"\n"),
	  "1: a | b\t| c /" },
	{ "blanks around quotes never stay", { COMMA }, 1,
	  RAW("a, \"b, c\" ,d\n"), "1:a|b, c|d/" },
	{ "one blank belongs to the delimiter", { COMMA, .padded = 1 }, 1,
	  RAW("a, b,  c, \"d, e\"\n"), "1:a|b| c|d, e/" },
	{ "quoted newlines", { COMMA }, 0, RAW("a,\"b\nc\"\n1,\"2\r\n\n3\"\n4,5\n"),
	  "1-2:a|b\nc/3-5:1|2\r\n\n3/6:4|5/" },
	{ "doubled quotes", { COMMA }, 0, RAW("\"say \"\"hi\"\"\",b\n\"\"\"\",c\n"),
	  "1:say \"hi\"|b/2:\"|c/" },
	{ "a quote in plain text", { COMMA }, 0, RAW("5'10\",b\nx\"y\"z,c\n"),
	  "1:5'10\"|b/2:x\"y\"z|c/" },
	{ "short and long rows", { COMMA, .width = 2 }, 0, RAW("a\n1,2,3\n"),
	  "1:a/2:1|2|3/" },
	{ "an unclosed quote", { COMMA, .width = 3 }, 0,
	  RAW("a,b,c\n1,\"x,2\n3,y,4\n5,z,6\n"),
	  "1:a|b|c/2:1|\"x|2 (repaired)/3:3|y|4/4:5|z|6/" },
	{ "an unclosed quote that meets the next one", { COMMA, .width = 3 }, 0,
	  RAW("1,\"x,2\n3,\"y\",4\n5,\"z, w\",6\n"),
	  "1:1|\"x|2 (repaired)/2:3|y|4/3:5|z, w|6/" },
	{ "an unclosed quote in the last line", { COMMA, .width = 2 }, 0,
	  RAW("a,b\n1,\"x"), "1:a|b/2:1|\"x (repaired)/" },
	{ "text behind a quoted field", { COMMA, .width = 2 }, 0,
	  RAW("\"a\"b,ok\n1,2\n"), "1:\"a\"b|ok (repaired)/2:1|2/" },
	{ "a doubled opening quote", { COMMA, .width = 2 }, 0,
	  RAW("\"\"a, b\",ok\n"), "1:\"a, b|ok (repaired)/" },
	{ "quotes inside quotes", { COMMA, .width = 2 }, 0,
	  RAW("\"he said \"hi\" twice\",ok\n"),
	  "1:he said \"hi\" twice|ok (repaired)/" },
	{ "quotes inside quotes that look like an end", { COMMA, .width = 2 }, 0,
	  RAW("\"he said \"hi\", twice\",ok\n"), "1:damaged/" },
	{ "no reading gives the width: rejected", { COMMA, .width = 3 }, 0,
	  RAW("1,\"x, y,2\n3,z,4\n"), "1:damaged/2:3|z|4/" },
	{ "without a width nothing is repaired", { COMMA }, 0,
	  RAW("1,\"x,2\n3,y,4\n"), "1:damaged/2:3|y|4/" },
	{ "an inch mark that would swallow rows", { COMMA, .width = 3 }, 0,
	  RAW("1,\"x,2\n3,y,4\n5,z,6\n7,8\",9\n0,0,0\n"),
	  "1:1|\"x|2 (repaired)/2:3|y|4/3:5|z|6/4:7|8\"|9/5:0|0|0/" },
	{ "stray quotes in a field of several lines", { COMMA, .width = 2 }, 0,
	  RAW("\"the \"old\" site\nand more\",ok\n1,2\n"),
	  "1-2:the \"old\" site\nand more|ok (repaired)/3:1|2/" },
	{ "text with a comma that lacks its quotes",
	  { COMMA, .width = 3, .tight = 1 }, 0,
	  RAW("1,Good, Ann,2\n3,A,B,4\n5,C, D, E,6\n7,\"F\",8\n"),
	  "1:1|Good, Ann|2 (repaired)/2:3|A|B|4/3:5|C, D, E|6 (repaired)/"
	  "4:7|F|8/" },
	{ "backslashes", { COMMA, .backslash = 1 }, 0,
	  RAW("\"a \\\"b\\\", c\",d\n\"e\\\\\",f\n"), "1:a \"b\", c|d/2:e\\|f/" },
	{ "backslashes outside quotes", { COMMA, .backslash = 1 }, 0,
	  RAW("5\\\" x,O\\'Neil,a\\,b\n"), "1:5\" x|O'Neil|a,b/" },
	{ "backslashes that are none", { COMMA }, 0, RAW("\"a\\\",b\n"),
	  "1:a\\|b/" },
	{ "single quotes", { .delimiter = ';', .quote = '\'' }, 0,
	  RAW("'a;b';it's;'it''s'\n"), "1:a;b|it's|it's/" },
	{ "no quotes", { .delimiter = '\t' }, 0, RAW("\"a\tb\"\n\"\t\"\n"),
	  "1:\"a|b\"/2:\"|\"/" },
	{ "Excel's text", { COMMA }, 0, RAW("=\"001\",=\"a, b\",=1+1\n"),
	  "1:001|a, b|=1+1/" },
	{ "comments", { COMMA, .comment = '#', .width = 2 }, 0,
	  RAW("# hello, my, friend\n#1,2\na,b\n#\n"),
	  "1:comment/2:#1|2/3:a|b/4:comment/" },
	{ "blanks as delimiter", { .delimiter = ' ', .quote = '"' }, 0,
	  RAW("a b \"c d\"\n1  2\n"), "1:a|b|c d/2:1||2/" },
	{ "a mark in the middle", { COMMA }, 0,
	  RAW("a,b\n\xEF\xBB\xBF\"c\",d\n"), "1:a|b/2:c|d/" },
	{ "a row that is not UTF-8", { COMMA }, 0,
	  RAW("\xC3\xA9,b\n\xE9,\x81\n1,2\n"),
	  "1:\xC3\xA9|b/2:\xC3\xA9|\xEF\xBF\xBD (recoded) (1 bad)/3:1|2/" },
	{ "letters of Windows as controls", { COMMA }, 0,
	  RAW("d\xC2\x92x,b\n"), "1:d\xE2\x80\x99x|b (mended)/" },
	{ "NUL bytes", { COMMA }, 0, RAW("a\0b,c\n\0\n\0\"d\0\",e\n"),
	  "1:ab|c (1 NUL)/2:blank (1 NUL)/3:d|e (2 NUL)/" },
	{ "nothing", { COMMA }, 0, RAW(""), "" },
	{ "one line end", { COMMA }, 0, RAW("\n"), "1:blank/" },
	{ "one quote", { COMMA }, 0, RAW("\""), "1:damaged/" },
};

static void
every_case_in_every_piece(void)
{
	for (ptrdiff_t i = 0; i < ROWS(cases); i++)
		for (ptrdiff_t piece = 1; piece <= cases[i].text.len + 1;
		     piece++) {
			struct arena mem = mem_arena();
			struct str got = read_all(&mem, cases[i].text, piece,
			                          &cases[i].d,
			                          cases[i].keep_blanks,
			                          1 + piece % 3);

			OK(str_eq(got, str_of(cases[i].want)),
			   "%s, pieces of %d: %.*s", cases[i].why, (int)piece,
			   FMT(got));
			arena_free(&mem);
		}
}

/* What a converter could not read is said of the row that had it. */
static void
replaced_bytes(void)
{
	struct arena mem = mem_arena();
	struct dialect d = { COMMA };
	struct bytes bytes;
	enum bytes_verdict verdict;
	const char *what;
	struct batch b;
	struct sbuf out = { .mem = &mem };

	bytes_of_pieces(&bytes, &mem, STR("a,b\nc\xE9,d\n1,2\n"), 100);
	bytes_look(&bytes, STR("US-ASCII"), &verdict, &what);
	struct csvin *c = csvin_new(&mem, &bytes, &d, false, 1);
	while (csvin_next(c, &b))
		for (ptrdiff_t i = 0; i < b.n; i++)
			write_record(&out, &b.v[i]);
	OK(str_eq(sbuf_str(&out),
	          STR("1:a|b/2:c\xEF\xBF\xBD|d (1 bad)/3:1|2/")), "%s",
	   sbuf_str(&out).s);
	bytes_close(&bytes);
	arena_free(&mem);
}

/* ---- plain lines ---- */

enum { SEEDS = 1500, PIECES = 300 };

/* A text of pieces drawn at random, most of them plain. */
static struct str
random_text(struct arena *mem, unsigned seed)
{
	static const char *const piece[] = {
		"a", "b c", ",", ",", ",", "\n", "\n", "\r\n", "1,2\n", "x,y\n",
		"\"", "\"d, e\"", "\"f\ng\"", "\"\"", " ", "\t", ";", "'", "#", "\r",
		"=\"0\"", "\"=\"\"0\"\"\"", "\\", "\xEF\xBB\xBF", "\xC3\xA9", "\xE9",
		"\xC2\x92", "\n\n", "5\"",
	};
	struct sbuf out = { .mem = mem };
	unsigned kinds = 10 + seed % (unsigned)(ROWS(piece) - 9);

	for (int i = 0; i < PIECES; i++) {
		seed = seed * 1103515245u + 12345u;
		unsigned r = seed >> 16;
		sbuf_put(&out, str_of(piece[r % 4 ? r / 4 % 10 : r / 4 % kinds]));
	}
	return sbuf_str(&out);
}

/* All records of a text; `judged`: every line is judged, none taken as plain. */
static struct str
read_text(struct arena *mem, struct str text, const struct dialect *d,
          bool keep_blanks, bool judged)
{
	struct bytes bytes;
	struct batch b;
	struct sbuf out = { .mem = mem };

	bytes_of_text(&bytes, mem, text);
	struct csvin *c = csvin_sized(mem, &bytes, d, keep_blanks, 16, 256);
	c->never_plain |= judged;
	while (csvin_next(c, &b))
		for (ptrdiff_t i = 0; i < b.n; i++) {
			write_record(&out, &b.v[i]);
			for (int32_t k = 0; k < b.v[i].kept && !b.equals; k++)
				if (b.v[i].cell[k].len && b.v[i].cell[k].s[0] == '=')
					sbuf_put(&out, STR("not said: ="));
		}
	return sbuf_str(&out);
}

static void
plain_lines_as_if_judged(void)
{
	static const struct dialect d[] = {
		{ COMMA, .width = 2 }, { COMMA, .width = 3, .tight = true },
		{ COMMA, .comment = '#', .width = 2 }, { .delimiter = ',' },
		{ COMMA, .backslash = true }, { .delimiter = ';', .quote = '\'' },
		{ .delimiter = ' ', .quote = '"' }, { COMMA, .padded = true },
		{ .delimiter = '\t', .quote = '"', .lone_cr = true },
	};

	for (unsigned seed = 0; seed < SEEDS; seed++) {
		struct arena mem = mem_arena();
		struct str text = random_text(&mem, seed);
		const struct dialect *by = &d[seed % (unsigned)ROWS(d)];
		bool keep = seed / (unsigned)ROWS(d) % 3 == 0;
		struct str want = read_text(&mem, text, by, keep, true);

		OK(str_eq(read_text(&mem, text, by, keep, false), want),
		   "seed %u: not as if every line was judged", seed);
		arena_free(&mem);
	}
}

/* More rows than a batch holds, at sizes around its limits. */
static void
batches(void)
{
	static const ptrdiff_t lengths[] = { 1, 250, 300, CSVIN_TEXT,
	                                     CSVIN_TEXT + 1, 3 * BYTES_BLOCK };
	struct dialect d = { COMMA };

	for (ptrdiff_t i = 0; i < ROWS(lengths); i++) {
		struct arena mem = mem_arena();
		struct sbuf text = { .mem = &mem };
		struct bytes bytes;
		struct batch b;
		int64_t rows = 0, line = 1, wrong = 0;

		for (int k = 0; k < 600; k++) {
			sbuf_fmt(&text, "%d,", k);
			sbuf_fill(&text, 'x', k % 100 ? 1 : lengths[i]);
			sbuf_fill(&text, '\n', 1);
		}
		bytes_of_text(&bytes, &mem, sbuf_str(&text));
		struct csvin *c = csvin_new(&mem, &bytes, &d, false, 1);
		while (csvin_next(c, &b))
			for (ptrdiff_t k = 0; k < b.n; k++, rows++, line++)
				wrong += b.v[k].line != line ||
				         b.v[k].n != 2 ||
				         b.v[k].cell[1].len !=
				         (rows % 100 ? 1 : lengths[i]);
		OK(rows == 600 && !wrong, "%d bytes: %d rows, %d wrong",
		   (int)lengths[i], (int)rows, (int)wrong);
		arena_free(&mem);
	}
}

/* Records of many lines between rows: which are taken back. */
static void
long_records(void)
{
	static const struct {
		const char *why, *inner;
		int lines;            /* of the record                     */
		bool whole;
	} row[] = {
		{ "100 lines of prose", "prose", 100, true },
		{ "231 lines of prose that fit the table", "prose", 231, true },
		{ "1000 lines are the most", "prose", 1000, true },
		{ "1001 lines are taken back", "prose", 1001, false },
		{ "one line in it looks like a row", "x,y,z", 100, true },
		{ "such a record is taken back after 100 lines", "x,y,z", 101,
		  false },
		{ "the last cell is missing", "", 100, true },
		{ "no longer one may lack a cell", "", 101, false },
	};
	struct dialect d = { COMMA, .width = 3 };

	for (ptrdiff_t i = 0; i < ROWS(row); i++) {
		struct arena mem = mem_arena();
		struct sbuf text = { .mem = &mem };
		struct bytes bytes;
		struct batch b;
		int64_t rows = 0, damaged = 0;

		sbuf_put(&text, STR("1,2,3\n4,\""));
		for (int k = 1; k < row[i].lines; k++)
			sbuf_fmt(&text, "%s\n", k == 9 ? row[i].inner : "prose");
		sbuf_put(&text, row[i].inner[0] ? STR("\",5\n6,7,8\n")
		                                : STR("\"\n6,7,8\n"));
		bytes_of_text(&bytes, &mem, sbuf_str(&text));
		struct csvin *c = csvin_new(&mem, &bytes, &d, false, 1);
		while (csvin_next(c, &b))
			for (ptrdiff_t k = 0; k < b.n; k++, rows++)
				damaged += b.v[k].what == RECORD_DAMAGED;
		OK(row[i].whole ? rows == 3 && !damaged
		                : rows == row[i].lines + 2,
		   "%s: %d records, %d damaged", row[i].why, (int)rows,
		   (int)damaged);
		arena_free(&mem);
	}
}

/* A line that no window holds is one damaged record; the next one is read. */
static void
endless_line(void)
{
	struct arena mem = mem_arena();
	struct sbuf text = { .mem = &mem };
	struct dialect d = { COMMA };
	struct bytes bytes;
	enum bytes_verdict verdict;
	const char *what;
	struct batch b;
	struct sbuf out = { .mem = &mem };

	sbuf_put(&text, STR("a,b\n1,"));
	sbuf_fill(&text, 'x', BYTES_WINDOW + (8 << 20));
	sbuf_put(&text, STR("\n2,3\n"));
	bytes_of_pieces(&bytes, &mem, sbuf_str(&text), BYTES_BLOCK);
	bytes_look(&bytes, STR("UTF-8"), &verdict, &what);
	struct csvin *c = csvin_new(&mem, &bytes, &d, false, 1);
	while (csvin_next(c, &b))
		for (ptrdiff_t i = 0; i < b.n; i++)
			write_record(&out, &b.v[i]);
	OK(str_eq(sbuf_str(&out), STR("1:a|b/2:damaged/3:2|3/")), "%s",
	   sbuf_str(&out).s);
	OK(bytes.cap <= BYTES_WINDOW + 2 * BYTES_BLOCK, "window of %d bytes",
	   (int)bytes.cap);
	arena_free(&mem);
}

static void
many_columns(void)
{
	struct arena mem = mem_arena();
	struct sbuf text = { .mem = &mem };
	struct dialect d = { COMMA };
	struct bytes bytes;
	struct batch b;

	sbuf_fill(&text, ',', 999999);
	sbuf_put(&text, STR("\n1,2\n"));
	bytes_of_text(&bytes, &mem, sbuf_str(&text));
	struct csvin *c = csvin_new(&mem, &bytes, &d, false, 1);
	OK(csvin_next(c, &b) && b.v[0].n == 1000000 &&
	   b.v[0].kept == CSVIN_CELLS, "a million counted, %d kept",
	   CSVIN_CELLS);
	OK((b.n > 1 || csvin_next(c, &b)) && b.v[b.n - 1].n == 2,
	   "the next row is as it should be");
	arena_free(&mem);
}

const struct unit_test suite_csvin[] = {
	TEST(every_case_in_every_piece), TEST(replaced_bytes),
	TEST(plain_lines_as_if_judged), TEST(batches), TEST(long_records),
	TEST(endless_line), TEST(many_columns), END,
};
