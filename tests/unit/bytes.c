/* SPDX-License-Identifier: MIT */
/* Encodings decided by looking, and text that comes in pieces. */
#include "read/bytes_int.h"

#include "mem.h"
#include "unit.h"

/* Bytes with NULs in them. */
#define RAW(lit) { "" lit, sizeof(lit) - 1 }

static void
encodings(void)
{
	static const struct {
		const char *why;
		struct str bytes;
		const char *want;
	} row[] = {
		{ "plain ASCII is UTF-8", RAW("a,b\n1,2\n"), "UTF-8" },
		{ "valid UTF-8", RAW("a,b\n1,Jos\xC3\xA9\n"), "UTF-8" },
		{ "a mark says UTF-8", RAW("\xEF\xBB\xBF" "a,b\n"), "UTF-8" },
		{ "a mark says UTF-16LE", RAW("\xFF\xFE" "a\0,\0b\0\n\0"),
		  "UTF-16LE" },
		{ "a mark says UTF-16BE", RAW("\xFE\xFF\0a\0,\0b\0\n"),
		  "UTF-16BE" },
		{ "UTF-16LE without a mark", RAW("a\0,\0b\0\n\0" "1\0,\0" "2\0"),
		  "UTF-16LE" },
		{ "UTF-16BE without a mark", RAW("\0a\0,\0b\0\n\0" "1\0,\0" "2"),
		  "UTF-16BE" },
		{ "UTF-32LE is not UTF-16LE", RAW("\xFF\xFE\0\0a\0\0\0"),
		  "UTF-32LE" },
		{ "a byte that is no UTF-8", RAW("a,b\n1,Jos\xE9\n"),
		  "WINDOWS-1252" },
		{ "the euro of Windows", RAW("a,b\n1,\x80 5\n"),
		  "WINDOWS-1252" },
		{ "one bad row does not make a file Windows-1252",
		  RAW("\xC3\xA9,\xC3\xA8,\xC3\xB1,\xC3\xBC\n\xE9\n"), "UTF-8" },
		{ "as many rows are good as bad",
		  RAW("1,Jos\xC3\xA9\n2,Jos\xE9\n"), "UTF-8" },
		{ "more are bad", RAW("1,Jos\xC3\xA9\n2,Jos\xE9\n3,\x96\n"),
		  "WINDOWS-1252" },
		{ "much in one bad row is one row",
		  RAW("1,Jos\xC3\xA9\n2,\xE9\xE8\xE0 \x96 \xFC\n3,\xC3\xB6\n"),
		  "UTF-8" },
		{ "a NUL or two do not make UTF-16", RAW("a,b,c\n\0,2,3\n"),
		  "UTF-8" },
		{ "a workbook", RAW("PK\3\4 and so on"), NULL },
		{ "a PDF", RAW("%PDF-1.4\n%"), NULL },
		{ "zeros", RAW("\0\0\0\0\0\0\0\0\0\0\0\0"), NULL },
		{ "a control or two are text",
		  RAW("a,b\n1,x\x02y\n2,z\x03\nand so on, for some time\n"),
		  "UTF-8" },
		{ "a control in every twenty bytes",
		  RAW("\1abcdefghijklmnopqrs\2abcdefghijklmnopqrs\3"
		      "\4abcdefghijklmnopqrs\5abcdefghijklmnopqrs\6"
		      "\5abcdefghijklmnopqrs\6abcdefghijklmnopqrs\7"), NULL },
		{ "controls", RAW("\1\2\3\4\5\6\7\1\2\3\4\5"), NULL },
	};
	static const struct str none[2] = { { "", 0 }, { "", 0 } };

	for (ptrdiff_t i = 0; i < ROWS(row); i++) {
		struct encoding_guess g = encoding_guess(row[i].bytes, true,
		                                         none);

		OK(!g.binary == !!row[i].want, "%s: binary %s", row[i].why,
		   g.binary ? g.binary : "no");
		if (row[i].want)
			OK(str_eq(str_of(g.encoding.name),
			          str_of(row[i].want)),
			   "%s: %s", row[i].why, g.encoding.name);
	}
}

static void
further_samples(void)
{
	struct str head = STR("a,b\n1,2\n");
	struct str latin[2] = { STR("3,Jos\xE9\n"), STR("") };
	struct str cut[2] = { STR("\xA9,4\n5,\xC3\xA9\n"), STR("6,\xC3") };

	OK(str_eq(str_of(encoding_guess(head, false, latin).encoding.name),
	          STR("WINDOWS-1252")), "the middle of the file counts");
	OK(encoding_guess(head, false, cut).encoding.utf8,
	   "a character cut off at the edge of a sample is no fault");
}

/* All text of a source, pieces of any size. */
static struct str
drain(struct bytes *b, struct arena *mem)
{
	struct sbuf out = { .mem = mem };

	do {
		sbuf_put(&out, bytes_text(b));
		bytes_take(b, bytes_text(b).len);
	} while (bytes_more(b));
	return sbuf_str(&out);
}

static void
transcoded_in_pieces(void)
{
	static const struct {
		const char *name;
		struct str bytes, want;
		int64_t bad, nul;
	} row[] = {
		{ "UTF-8", RAW("a,\xC3\xA9\n"), RAW("a,\xC3\xA9\n"), 0, 0 },
		{ "UTF-8", RAW("\0a\0\0,b\0"), RAW("a,b"), 0, 4 },
		{ "UTF-16LE", RAW("\xE9\0,\0\xAC\x20\x3D\xD8\x00\xDE"),
		  RAW("\xC3\xA9,\xE2\x82\xAC\xF0\x9F\x98\x80"), 0, 0 },
		{ "UTF-16BE", RAW("\0a\xD8\x00\0b"), RAW("a\xEF\xBF\xBD" "b"),
		  1, 0 },
		{ "UTF-16LE", RAW("a\0b"), RAW("a\xEF\xBF\xBD"), 1, 0 },
		{ "UTF-16LE", RAW("a\0\0\0b\0"), RAW("ab"), 0, 1 },
		{ "windows-1252", RAW("\x80\x81\xE9"),
		  RAW("\xE2\x82\xAC\xEF\xBF\xBD\xC3\xA9"), 1, 0 },
		{ "latin1", RAW("\xE9"), RAW("\xC3\xA9"), 0, 0 },
	};

	for (ptrdiff_t i = 0; i < ROWS(row); i++)
		for (ptrdiff_t piece = 1; piece <= 12; piece++) {
			struct arena mem = mem_arena();
			struct bytes b;
			enum bytes_verdict verdict;
			const char *what;

			bytes_of_pieces(&b, &mem, row[i].bytes, piece);
			OK(bytes_look(&b, str_of(row[i].name), &verdict, &what),
			   "%s is known", row[i].name);
			struct str got = drain(&b, &mem);
			OK(str_eq(got, row[i].want),
			   "row %d, pieces of %d: \"%.*s\"", (int)i, (int)piece,
			   FMT(got));
			OK(b.bad.n == row[i].bad && b.nul.n == row[i].nul,
			   "row %d, pieces of %d: %d bad, %d NUL", (int)i,
			   (int)piece, (int)b.bad.n, (int)b.nul.n);
			bytes_close(&b);
			arena_free(&mem);
		}
}

static void
places_of_bad_bytes(void)
{
	struct arena mem = mem_arena();
	struct bytes b;
	enum bytes_verdict verdict;
	const char *what;

	bytes_of_pieces(&b, &mem, STR("ab\x81\n\x8D\n"), 100);
	bytes_look(&b, STR("windows-1252"), &verdict, &what);
	drain(&b, &mem);
	/* The first is three bytes long now. */
	OK(b.bad.n == 2 && b.bad.at[0] == 2 && b.bad.at[1] == 6,
	   "at %d and %d", (int)b.bad.at[0], (int)b.bad.at[1]);
	bytes_close(&b);
	OK(!encoding_named(STR("no such"), &b.encoding),
	   "an unknown name is refused");
	arena_free(&mem);
}

static void
windows_letters(void)
{
	static const struct { struct str from, want; } row[] = {
		{ RAW("d\xC2\x92" "Angludet"), RAW("d\xE2\x80\x99" "Angludet") },
		{ RAW("\xC2\x80 5"), RAW("\xE2\x82\xAC 5") },
		{ RAW("\xC2\xA3"), RAW("\xC2\xA3") },   /* a pound is a pound */
		{ RAW("\xC2\x81"), RAW("\xC2\x81") },   /* stands for nothing */
		{ RAW("\xC2"), RAW("\xC2") },
		/* UTF-8 encoded twice: a curly apostrophe, a capital A grave */
		{ RAW("students\xC3\xA2\xC2\x80\xC2\x99 x"),
		  RAW("students\xE2\x80\x99 x") },
		{ RAW("CAPACIT\xC3\x83\xC2\x80"), RAW("CAPACIT\xC3\x80") },
		{ RAW("\xC3\xA2\xC2\x80"), RAW("\xC3\xA2\xE2\x82\xAC") },
	};
	char out[64];

	for (ptrdiff_t i = 0; i < ROWS(row); i++) {
		struct str got = { out, encoding_mend_c1(row[i].from, out) };

		OK(str_eq(got, row[i].want), "row %d: \"%.*s\"", (int)i,
		   FMT(got));
		OK(encoding_has_c1(row[i].from) ||
		   str_eq(row[i].from, row[i].want), "row %d: seen", (int)i);
	}
}

const struct unit_test suite_bytes[] = {
	TEST(encodings), TEST(further_samples), TEST(transcoded_in_pieces),
	TEST(places_of_bad_bytes), TEST(windows_letters), END,
};
