/* SPDX-License-Identifier: MIT */
/* One table of a dirty file, as it is written. */
#include "read/clean.h"
#include "read/csvin_int.h"

#include "mem.h"
#include "unit.h"

#include <sys/mman.h>
#include <unistd.h>

static void
on_row(void *ctx, const struct str *cell, ptrdiff_t n)
{
	struct sbuf *out = ctx;

	for (ptrdiff_t i = 0; i < n; i++)
		sbuf_fmt(out, "%s%.*s", i ? "|" : "", FMT(cell[i]));
	sbuf_fill(out, '/', 1);
}

#define RAW(lit) { "" lit, sizeof(lit) - 1 }

static const struct {
	const char *why;
	struct str text;
	int table;
	const char *want;
} cases[] = {
	{ "blanks stay", RAW("id, name ,pay\n1, A ,2\n2,B,3\n"), 1,
	  "id| name |pay/1| A |2/2|B|3/" },
	{ "the blank of every delimiter goes",
	  RAW("a, b, c\n1, 2, 3\n4,  5, 6\n7, 8, 9\n1, \"2, 3\", 4\n"), 1,
	  "a|b|c/1|2|3/4| 5|6/7|8|9/1|2, 3|4/" },
	{ "a preamble and blank rows go",
	  RAW("Report of today\n\nid,name,pay\n1,A,2\n,,\n2,B,3\n"), 1,
	  "id|name|pay/1|A|2/2|B|3/" },
	{ "a preamble as wide as the table",
	  RAW("Report,,\n,,\nid,name,pay\n1,A,2\n2,B,3\n"), 1,
	  "id|name|pay/1|A|2/2|B|3/" },
	{ "totals stay", RAW("name,pay\nA,2\nB,3\nTotal,5\n"), 1,
	  "name|pay/A|2/B|3/Total|5/" },
	{ "footers go", RAW("ward,name,pay\nx,A,2\ny,B,3\n\nSource: us,,\n"), 1,
	  "ward|name|pay/x|A|2/y|B|3/" },
	{ "the line that names the delimiter is no header",
	  RAW("sep=;\nname\nAnn\nBob\n"), 1, "name/Ann/Bob/" },
	{ "rows that are all the same have no header",
	  RAW("a,b,c\na,b,c\na,b,c\na,b,c\n"), 1, "a|b|c/a|b|c/a|b|c/a|b|c/" },
	{ "empty cells of blanks that do not break",
	  RAW("ward,2019,2020\nMen,\xC2\xA0 ,\xC2\xA0\na,1,2\nb,3,4\n"), 1,
	  "ward|2019|2020/Men|\xC2\xA0 |\xC2\xA0/a|1|2/b|3|4/" },
	{ "no header", RAW("1,A,2.5\n2,B,3.5\n3,C,4.5\n"), 1,
	  "1|A|2.5/2|B|3.5/3|C|4.5/" },
	{ "years are a header", RAW("ward,2019,2020\nx,1,2\ny,3,4\n"), 1,
	  "ward|2019|2020/x|1|2/y|3|4/" },
	{ "a header of two rows, its upper cells merged",
	  RAW("January,,March,\nX,Y,X,Y\n1,2,3,4\n5,6,7,8\n"), 1,
	  "January X|January Y|March X|March Y/1|2|3|4/5|6|7|8/" },
	{ "a header on every page, with its title",
	  RAW("id,name,pay\n1,A,2\n,,\nPage 2,,\nid,name,pay\n2,B,3\n"), 1,
	  "id|name|pay/1|A|2/2|B|3/" },
	{ "the first of two tables",
	  RAW("id,name,pay\n1,A,2\n2,B,3\n\nward,heads\nx,4\ny,5\n"), 1,
	  "id|name|pay/1|A|2/2|B|3/" },
	{ "the second", RAW("id,name,pay\n1,A,2\n2,B,3\n\nward,heads\nx,4\ny,5\n"),
	  2, "ward|heads/x|4/y|5/" },
	{ "a row cut in two is no table",
	  RAW("name,ward,pay\nAnn,ICU\n,12.00\nBob,ER,13.00\nCid,ER,14.00\n"), 1,
	  "name|ward|pay/Ann|ICU|/|12.00|/Bob|ER|13.00/Cid|ER|14.00/" },
	{ "the same table pasted twice",
	  RAW("id,name\n1,A\n2,B\nid,name\n1,A\n2,B\n"), 1, "id|name/1|A/2|B/" },
	{ "short rows are filled, long ones kept",
	  RAW("a,b,c\n1\n1,2,3,4\n5,6,7,,\n8,9,0\n"), 1,
	  "a|b|c/1||/1|2|3|4/5|6|7/8|9|0/" },
	{ "a name too many, and it is empty",
	  RAW("a,b,,c\n1,2,3\n4,5,6\n7,8,9\n"), 1, "a|b|c/1|2|3/4|5|6/7|8|9/" },
	{ "Excel's text", RAW("id,name\n=\"01\",A\n=\"02\",B\n"), 1,
	  "id|name/01|A/02|B/" },
	{ "a stray quote in the header",
	  RAW("\"id,name,pay\n1,\"A, a\",2\n2,\"B, b\",3\n"), 1,
	  "\"id|name|pay/1|A, a|2/2|B, b|3/" },
	{ "another encoding", RAW("\xFF\xFEi\0d\0;\0n\0\n\0" "1\0;\0\xE9\0\n\0"), 1,
	  "id|n/1|\xC3\xA9/" },
	{ "nothing", RAW(""), 1, "" },
	{ "a line end", RAW("\n"), 1, "" },
};

static void
every_case(void)
{
	for (ptrdiff_t i = 0; i < ROWS(cases); i++) {
		struct arena mem = mem_arena();
		struct diags diags;
		struct sbuf out = { .mem = &mem };
		struct clean_sink sink = { &out, on_row };
		struct clean_options o = { .table = cases[i].table };
		struct clean_report report;
		char path[64];
		int fd = memfd_create("clean", 0);

		diags_init(&diags, &mem);
		OK(fd >= 0 && write(fd, cases[i].text.s,
		                    (size_t)cases[i].text.len) ==
		   cases[i].text.len, "a memfd");
		snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
		OK(clean_file(&mem, str_of(path), &o, &sink, &report,
		              &diags) == ST_OK, "%s: read", cases[i].why);
		OK(str_eq(sbuf_str(&out), str_of(cases[i].want)), "%s: %s",
		   cases[i].why, sbuf_str(&out).s);
		close(fd);
		arena_free(&mem);
	}
}

/* A header longer than what is read before anything is decided. */
static void
a_header_of_a_megabyte(void)
{
	enum { NAMES = 300000 };
	struct arena mem = mem_arena();
	struct sbuf text = { .mem = &mem }, out = { .mem = &mem };
	struct clean_sink sink = { &out, on_row };
	struct clean_options o = { 0 };
	struct clean_report report;
	struct diags diags;
	char path[64];
	int fd = memfd_create("clean", 0);

	for (int row = 0; row < 3; row++)
		for (int i = 0; i < NAMES; i++)
			sbuf_fmt(&text, row ? "%d%c" : "n%05d%c", i,
			         i + 1 < NAMES ? ';' : '\n');
	diags_init(&diags, &mem);
	OK(write(fd, text.v, (size_t)text.n) == text.n, "a memfd");
	snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
	OK(clean_file(&mem, str_of(path), &o, &sink, &report, &diags) == ST_OK,
	   "read");
	OK(str_eq(report.file.delimiter, STR(";")) && !report.no_header &&
	   report.columns == CSVIN_CELLS && report.file.count[ROW_USED] == 2,
	   "%d columns, %d rows", report.columns,
	   (int)report.file.count[ROW_USED]);
	OK(diags.count[DIAG_ROW_CUT] == 3, "every row is said to be cut");
	close(fd);
	arena_free(&mem);
}

static void
said_in_the_report(void)
{
	static const char text[] = "id;name\n1;A\n2;\"B\"b, c\"\n3;C\n\n"
	                           "ward;heads;x\na;1;2\n";
	struct arena mem = mem_arena();
	struct diags diags;
	struct sbuf out = { .mem = &mem };
	struct clean_sink sink = { &out, on_row };
	struct clean_options o = { 0 };
	struct clean_report report;
	char path[64];
	int fd = memfd_create("clean", 0);

	diags_init(&diags, &mem);
	OK(write(fd, text, sizeof text - 1) == sizeof text - 1, "a memfd");
	snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
	OK(clean_file(&mem, str_of(path), &o, &sink, &report, &diags) == ST_OK,
	   "read");
	OK(str_eq(report.file.encoding, STR("UTF-8")) &&
	   str_eq(report.file.delimiter, STR(";")), "encoding and delimiter");
	OK(report.file.count[ROW_USED] == 3 && report.tables == 2 && !report.no_header,
	   "%d rows of the first of %d tables", (int)report.file.count[ROW_USED],
	   (int)report.tables);
	OK(clean_file(&mem, STR("/no/such"), &o, &sink, &report, &diags) ==
	   ST_IO, "no such file");
	close(fd);
	arena_free(&mem);
}

const struct unit_test suite_clean[] = {
	TEST(every_case), TEST(a_header_of_a_megabyte), TEST(said_in_the_report),
	END,
};
