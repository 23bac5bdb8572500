/* SPDX-License-Identifier: MIT */
/*
 * Files into rows and classes.  A case is a file's text; what came of it is
 * written as one text: tables as [kind], rows with their first line and cells,
 * then the classes and the findings.
 */
#include "read/input.h"

#include "read_rules.h"
#include "unit.h"

#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

struct seen {
	struct sbuf out;
	const struct shape *shape;
	int64_t rows;
	bool refuse_skills;
	uint64_t hash[8];
};

static bool
on_table(void *ctx, const struct shape *shape)
{
	struct seen *s = ctx;

	s->shape = shape;
	sbuf_fmt(&s->out, "[%s]", kind_info[shape->kind].name);
	return !(s->refuse_skills && shape->kind == K_SKILLS);
}

static void
on_rows(void *ctx, const struct row *row, ptrdiff_t n)
{
	struct seen *s = ctx;

	for (ptrdiff_t i = 0; i < n; i++) {
		if (s->rows < 8)
			s->hash[s->rows] = row[i].hash;
		s->rows++;
		sbuf_fmt(&s->out, "%d", (int)row[i].line);
		if (row[i].last_line > row[i].line)
			sbuf_fmt(&s->out, "-%d", (int)row[i].last_line);
		for (ptrdiff_t k = 0; k < s->shape->n; k++)
			sbuf_fmt(&s->out, "%c%.*s", k ? '|' : ':',
			         FMT(row[i].cell[k]));
		sbuf_fill(&s->out, ' ', 1);
	}
}

static void
write_classes(struct read_room *x, struct sbuf *out, int32_t file)
{
	const struct ledger_file *f = &x->ledger.v[file];

	sbuf_fmt(out, "= %d", (int)f->read);
	for (int c = 0; c < ROW_NCLASS; c++)
		if (f->count[c])
			sbuf_fmt(out, " %s %d", class_info[c].name,
			         (int)f->count[c]);
}

static void
write_findings(struct read_room *x, struct sbuf *out)
{
	for (int c = 0; c < DIAG_NCODE; c++)
		if (x->diags.count[c])
			sbuf_fmt(out, " %s %d", diag_info[c].name,
			         (int)x->diags.count[c]);
}

/* A file in memory, by its path below /proc. */
static int
memory_file(struct str text, char *path, size_t room)
{
	int fd = memfd_create("input", 0);

	if (fd >= 0 && write(fd, text.s, (size_t)text.len) != text.len)
		OK(false, "a memfd can be written");
	snprintf(path, room, "/proc/self/fd/%d", fd);
	return fd;
}

static struct str
read_text(struct read_room *x, struct seen *s, struct str text, bool in_folder)
{
	struct sink sink = { s, on_table, on_rows, NULL };
	char path[64];
	int fd = memory_file(text, path, sizeof path);
	enum st st;
	struct input *in = input_open(&x->reader, str_of(path), in_folder, &st);

	s->out.mem = &x->mem;
	if (!in) {
		sbuf_fmt(&s->out, "refused %d", (int)st);
	} else {
		OK(input_rows(in, &sink) == ST_OK, "a memfd can be read");
		x->ledger.v[input_file(in)].count[ROW_USED] += s->rows;
		OK(ledger_balances(&x->ledger), "the ledger balances");
		write_classes(x, &s->out, input_file(in));
		input_close(in);
	}
	write_findings(x, &s->out);
	close(fd);
	return sbuf_str(&s->out);
}

#define HEAD "ID,Name,Pay\n"
#define RAW(lit) { "" lit, sizeof(lit) - 1 }

static const struct {
	const char *why;
	struct str text;
	const char *want;
} cases[] = {
	{ "rows", RAW(HEAD "E1,A,12\nE2,B,13\n"),
	  "[staff]2:E1|A|12 3:E2|B|13 = 3 used 2 header 1" },
	{ "blank lines and rows", RAW("\n" HEAD "\nE1,A,12\n,,\n"),
	  "[staff]4:E1|A|12 = 5 used 1 blank 3 header 1" },
	{ "lines before the header",
	  RAW("Staff of the clinic\nprinted,today\n" HEAD "E1,A,12\n"),
	  "[staff]4:E1|A|12 = 4 used 1 preamble 2 header 1" },
	{ "a header on every page",
	  RAW(HEAD "E1,A,12\nPage 2,,\n" HEAD "E2,B,13\n"),
	  "[staff]2:E1|A|12 5:E2|B|13 = 5 used 2 preamble 1 header 2" },
	{ "a header of two rows",
	  RAW("Employee,,Pay\nID,Name,Rate\nE1,A,12\n"),
	  "[staff]3:E1|A|12 = 3 used 1 header 2" },
	{ "totals, and a name like it",
	  RAW(HEAD "E1,A,12\nTotal,,12\n,Grand total,24\nTotally,C,1\n"),
	  "[staff]2:E1|A|12 5:Totally|C|1 = 5 used 2 header 1 total 2" },
	{ "a total in a cell alone",
	  RAW(HEAD "E1,A,12\nSubtotal,,\nE2,B,13\n,,Total: 25\nE3,C,14\n"),
	  "[staff]2:E1|A|12 4:E2|B|13 6:E3|C|14 = 6 used 3 header 1 total 2" },
	{ "a table of no known kind, as wide as the staff",
	  RAW(HEAD "E1,A,12\nE2,B,12\nE3,C,12\nE4,D,12\nE5,E,12\n\n"
	      "Ward,Heads,Beds\nICU,3,4\nER,6,7\n"),
	  "[staff]2:E1|A|12 3:E2|B|12 4:E3|C|12 5:E4|D|12 6:E5|E|12"
	  " = 10 used 5 blank 1 header 1 other_table 3" },
	{ "after a break a row without pay is a row",
	  RAW(HEAD "E1,A,12\nE2,B,12\nE3,C,12\nE4,D,12\nE5,E,12\n\n"
	      "E6,F,TBD\nE7,G,TBD\n"),
	  "[staff]2:E1|A|12 3:E2|B|12 4:E3|C|12 5:E4|D|12 6:E5|E|12"
	  " 8:E6|F|TBD 9:E7|G|TBD = 9 used 7 blank 1 header 1" },
	{ "footers, by the rules and by their place",
	  RAW(HEAD "E1,A,12\nEnd of report\n\nprinted by Ann\nand Bob\n"),
	  "[staff]2:E1|A|12 = 6 used 1 blank 1 header 1 footer 3" },
	{ "one cell between rows is a row",
	  RAW(HEAD "E1,A,12\nsomebody\nE2,B,13\n"),
	  "[staff]2:E1|A|12 3:somebody|| 4:E2|B|13 = 4 used 3 header 1"
	  " ROW_SHORT 1" },
	{ "one cell that is an id is a row at the end, too",
	  RAW(HEAD "E1,A,12\nE2,,\n"),
	  "[staff]2:E1|A|12 3:E2|| = 3 used 2 header 1" },
	{ "short and long rows",
	  RAW(HEAD "E1,A\nE2,B,13,x\nE3,C,14,,\n"),
	  "[staff]2:E1|A| 3:E2|B|13 4:E3|C|14 = 4 used 3 header 1"
	  " ROW_SHORT 1 ROW_LONG 1" },
	{ "two tables",
	  RAW(HEAD "E1,A,12\n\nSkills of the staff\nID,Skill\nE1,EKG\n"),
	  "[staff]2:E1|A|12 [skills]6:E1|EKG "
	  "= 6 used 2 blank 1 preamble 1 header 2" },
	{ "two tables without a gap",
	  RAW(HEAD "E1,A,12\nE2,B,13\nID,Skill\nE1,EKG\n"),
	  "[staff]2:E1|A|12 3:E2|B|13 [skills]5:E1|EKG = 5 used 3 header 2" },
	{ "a table of no known kind, and rows of the first again",
	  RAW(HEAD "E1,A,12\nE2,B,13\n\nWard,Heads\nLab,3\nEar,4\n\nE3,C,14\n"),
	  "[staff]2:E1|A|12 3:E2|B|13 9:E3|C|14 "
	  "= 9 used 3 blank 2 header 1 other_table 3" },
	{ "a row of names is no other table",
	  RAW(HEAD "E1,A,12\nE2,B,13\nMaria,Dee,see note\nE3,C,14\n"),
	  "[staff]2:E1|A|12 3:E2|B|13 4:Maria|Dee|see note 5:E3|C|14 "
	  "= 5 used 4 header 1" },
	{ "Excel's text", RAW(HEAD "=\"001\",A,12\n\"=\"\"002\"\"\",B,13\n"),
	  "[staff]2:001|A|12 3:002|B|13 = 3 used 2 header 1" },
	{ "columns in another order, one unknown",
	  RAW("Pay,Room,ID\n12,5a,E1\n"),
	  "[staff]2:12|E1 = 2 used 1 header 1 COLUMN_UNUSED 1" },
	{ "row names without a header of their own",
	  RAW("ID,Name,Pay\n1,E1,A,12\n2,E2,B,13\n3,E3,C,14\n"),
	  "[staff]2:E1|A|12 3:E2|B|13 4:E3|C|14 = 4 used 3 header 1" },
	{ "a delimiter at the end of every row but the header's",
	  RAW("ID,Name,Pay\nE1,A,12,\nE2,B,13,\nE3,C,14,\n"),
	  "[staff]2:E1|A|12 3:E2|B|13 4:E3|C|14 = 4 used 3 header 1" },
	{ "damaged and repaired rows",
	  RAW(HEAD "E1,\"A, a\",12\nE2,\"B,13\nE3,\"C\"c, d,14\nE4,\"D, d\",15\n"),
	  "[staff]2:E1|A, a|12 3:E2|\"B|13 5:E4|D, d|15 "
	  "= 5 used 3 rejected 1 header 1 ROW_DAMAGED 1 ROW_REPAIRED 1" },
	{ "rows whose cells do not fit the columns: a delimiter too many or few",
	  RAW("ID,Name,Date,Pay\nE1,A,1/2/2020,1\nE2,B,1/2/2020,2\n"
	      "E3,C,1/2/2020,3\nE4,D,1/2/2020,4\nE5,E,1/2/2020,5\n"
	      "E6,F,G,1/2/2020,6\nE7,H 1/2/2020,7\nE8,I\nE9,J,1/2/2020,9,x\n"),
	  "[staff]2:E1|A|1 3:E2|B|2 4:E3|C|3 5:E4|D|4 6:E5|E|5 9:E8|I| "
	  "10:E9|J|9 = 10 used 7 rejected 2 header 1 COLUMN_UNUSED 1 "
	  "ROW_SHORT 1 ROW_LONG 1 ROW_DAMAGED 2" },
	{ "a byte that is no UTF-8",
	  RAW(HEAD "E1,\xC3\xA9,12\nE2,\xE9,13\nE3,\xC3\xA8,1\nE4,\xC3\xA8,1\n"),
	  "[staff]2:E1|\xC3\xA9|12 3:E2|\xC3\xA9|13 4:E3|\xC3\xA8|1 "
	  "5:E4|\xC3\xA8|1 = 5 used 4 header 1 ENCODING_ROW 1" },
	{ "Windows-1252", RAW("ID;Name;Pay\nE1;Jos\xE9;12\n"),
	  "[staff]2:E1|Jos\xC3\xA9|12 = 2 used 1 header 1 ENCODING 1" },
	{ "a comment", RAW("# by hand\n" HEAD "E1,A,12\n# E2 has left\n"),
	  "[staff]3:E1|A|12 = 4 used 1 comment 2 header 1" },
	{ "sep=", RAW("sep=;\nID;Name;Pay\nE1;A;12\n"),
	  "[staff]3:E1|A|12 = 3 used 1 preamble 1 header 1" },
	{ "nothing", RAW(""), "= 0 FILE_EMPTY 1" },
	{ "a mark only", RAW("\xEF\xBB\xBF"), "= 0 FILE_EMPTY 1" },
	{ "blank lines only", RAW("\n\n , ,\n"), "= 3 blank 3 FILE_EMPTY 1" },
	{ "a header only", RAW(HEAD), "[staff]= 1 header 1 FILE_NO_ROWS 1" },
	{ "no known kind", RAW("a,b\n1,2\n"), "refused 2 FILE_UNKNOWN 1" },
	{ "two kinds alike", RAW("ID,Credential\n1,2\n"),
	  "refused 2 FILE_AMBIGUOUS 1" },
	{ "a workbook", RAW("PK\3\4xx"), "refused 2 FILE_BINARY 1" },
};

static void
every_case(void)
{
	for (ptrdiff_t i = 0; i < ROWS(cases); i++) {
		struct read_room x;
		struct seen s = { 0 };

		read_begin(&x);
		struct str got = read_text(&x, &s, cases[i].text, false);
		OK(str_eq(got, str_of(cases[i].want)), "%s:\n#     %.*s",
		   cases[i].why, FMT(got));
		read_end(&x);
	}
}

static void
in_a_folder(void)
{
	static const struct { struct str text; const char *want; } row[] = {
		{ RAW("a,b\n1,2\n"), "= 2 preamble 2 FILE_SKIPPED 1" },
		{ RAW("PK\3\4xx"), "= 1 preamble 1 FILE_SKIPPED 1" },
		{ RAW(HEAD "E1,A,1\n"), "[staff]2:E1|A|1 = 2 used 1 header 1" },
	};

	for (ptrdiff_t i = 0; i < ROWS(row); i++) {
		struct read_room x;
		struct seen s = { 0 };

		read_begin(&x);
		struct str got = read_text(&x, &s, row[i].text, true);
		OK(str_eq(got, str_of(row[i].want)), "%.*s", FMT(got));
		read_end(&x);
	}
}

static void
an_unwanted_table(void)
{
	struct read_room x;
	struct seen s = { .refuse_skills = true };

	read_begin(&x);
	struct str got = read_text(&x, &s,
		STR(HEAD "E1,A,12\n\nID,Skill\nE1,EKG\nE2,BLS\n"), false);
	OK(str_eq(got, STR("[staff]2:E1|A|12 [skills]"
	                   "= 6 used 1 blank 1 header 2 other_table 2")),
	   "%.*s", FMT(got));
	read_end(&x);
}

static void
hashes(void)
{
	struct read_room x;
	struct seen s = { 0 };

	read_begin(&x);
	read_text(&x, &s, STR(HEAD "E1,AB,1\nE1,A,B1\nE1,\"AB\",1\n"
	                      "E1,AB,1,,\nE1,AB,2\n"), false);
	OK(s.hash[0] != s.hash[1], "where a cell ends counts");
	OK(s.hash[0] == s.hash[2], "quotes do not count");
	OK(s.hash[0] == s.hash[3], "empty cells at the end do not count");
	OK(s.hash[0] != s.hash[4], "other content, other hash");
	read_end(&x);
}

/* Through a pipe: no seeking, and the bytes come as they come. */
static void
a_pipe(void)
{
	struct read_room x;
	struct seen s = { 0 };
	struct sink sink = { &s, on_table, on_rows, NULL };
	char path[64];
	int fd[2];
	enum st st;

	read_begin(&x);
	s.out.mem = &x.mem;
	if (!OK(pipe(fd) == 0, "a pipe"))
		return;
	OK(write(fd[1], HEAD "E1,A,12\n", 20) == 20, "it takes 20 bytes");
	close(fd[1]);
	snprintf(path, sizeof path, "/proc/self/fd/%d", fd[0]);
	struct input *in = input_open(&x.reader, str_of(path), false, &st);
	OK(in && input_kind(in) == K_STAFF && input_shape(in)->n == 3 &&
	   input_rows(in, &sink) == ST_OK, "it is read");
	OK(s.rows == 1 && x.ledger.v[0].bytes == 20, "%d rows of %d bytes",
	   (int)s.rows, (int)x.ledger.v[0].bytes);
	input_close(in);
	close(fd[0]);
	read_end(&x);
}

static void
files_that_cannot_be_read(void)
{
	static const char *const path[] = { "/no/such/file", "/", "/dev/zero" };
	static const enum st want[] = { ST_IO, ST_IO, ST_CONFIG };
	struct read_room x;
	enum st st;

	read_begin(&x);
	for (ptrdiff_t i = 0; i < ROWS(path); i++)
		OK(!input_open(&x.reader, str_of(path[i]), false, &st) &&
		   st == want[i], "%s: %d", path[i], (int)st);
	OK(x.diags.count[DIAG_FILE_OPEN] == 2 &&
	   x.diags.count[DIAG_FILE_BINARY] == 1, "each is said");
	read_end(&x);
}

/* The next descriptor that the process gets. */
static int
next_descriptor(void)
{
	int fd = dup(STDERR_FILENO);

	close(fd);
	return fd;
}

/* Between looking and reading a file is closed: it may be another one then. */
static void
a_file_that_changes(void)
{
	for (int change = 0; change < 2; change++) {
		struct read_room x;
		struct seen s = { 0 };
		struct sink sink = { &s, on_table, on_rows, NULL };
		char path[64];
		enum st st;

		read_begin(&x);
		s.out.mem = &x.mem;
		x.reader.fixed.encoding = STR("latin1");
		int fd = memory_file(STR(HEAD "E1,\xE9,12\n"), path, sizeof path);
		int before = next_descriptor();
		struct input *in = input_open(&x.reader, str_of(path), false,
		                              &st);
		OK(in && next_descriptor() == before, "closed meanwhile");
		if (change)
			OK(write(fd, "E2,B,13\n", 8) == 8, "a row more");
		OK(input_rows(in, &sink) == (change ? ST_IO : ST_OK),
		   "read unless it changed");
		OK(x.diags.count[DIAG_FILE_OPEN] == change, "and that is said");
		OK(next_descriptor() == before, "closed when read");
		OK(change || str_eq(sbuf_str(&s.out),
		                    STR("[staff]2:E1|\xC3\xA9|12 ")),
		   "in its encoding: %s", sbuf_str(&s.out).s);
		input_close(in);
		close(fd);
		read_end(&x);
	}
}

/* Lines with all ends there are, over several blocks of the file. */
static void
excerpts(void)
{
	enum { LINES = 40000 };
	static const char *const ends[] = { "\n", "\r", "\r\n" };
	struct read_room x;
	struct seen s = { 0 };
	struct sink sink = { &s, on_table, on_rows, NULL };
	char path[64];
	int wrong = 0;
	enum st st;

	read_begin(&x);
	s.out.mem = &x.mem;
	struct sbuf text = { .mem = &x.mem };
	sbuf_put(&text, STR(HEAD));
	for (int i = 2; i <= LINES; i++)
		sbuf_fmt(&text, "E%d,\xE9,%d%s", i, i % 7, ends[i % 3]);
	int fd = memory_file(sbuf_str(&text), path, sizeof path);
	struct input *in = input_open(&x.reader, str_of(path), false, &st);
	OK(in && input_rows(in, &sink) == ST_OK && s.rows == LINES - 1,
	   "%d rows", (int)s.rows);
	struct excerpt *v = NEW(&x.mem, LINES - 1, struct excerpt);
	for (int i = 0; i < LINES - 1; i++)
		v[i].line = v[i].last_line = i + 2;
	OK(input_excerpts(in, &x.mem, v, LINES - 1), "read again");
	for (int i = 0; i < LINES - 1; i++)
		wrong += !str_eq(v[i].text, str_fmt(&x.mem,
			"E%d,\xC3\xA9,%d", i + 2, (i + 2) % 7));
	OK(!wrong, "%d lines are not what they were", wrong);
	struct excerpt two[] = { { 2, 3, { "", 0 } }, { 40000, 40000, { "", 0 } } };
	OK(input_excerpts(in, &x.mem, two, 2) && str_eq(two[0].text,
	   STR("E2,\xC3\xA9,2\r\nE3,\xC3\xA9,3")) && two[1].text.len,
	   "a record of two lines, and the last: %.*s", FMT(two[0].text));
	OK(write(fd, "x", 1) == 1 && !input_excerpts(in, &x.mem, two, 2) &&
	   !two[0].text.len, "not of a file that changed");
	close(fd);
	read_end(&x);
}

static void
an_encoding_nobody_knows(void)
{
	struct read_room x;
	enum st st;

	read_begin(&x);
	x.reader.fixed.encoding = STR("klingon");
	char path[64];
	int fd = memory_file(STR("ID,Pay\n"), path, sizeof path);
	OK(!input_open(&x.reader, str_of(path), false, &st) &&
	   st == ST_CONFIG && x.diags.count[DIAG_OPTION_BAD] == 1, "refused");
	close(fd);
	read_end(&x);
}

static void
touch(const char *dir, const char *name, struct str *path)
{
	static char room[256];

	snprintf(room, sizeof room, "%s/%s", dir, name);
	FILE *f = fopen(room, "w");
	if (f)
		fclose(f);
	*path = str_of(room);
}

static void
folders(void)
{
	char dir[] = "/tmp/muster-input-XXXXXX";
	static const char *const names[] = { "b.csv", "A.CSV", "c.txt", "d.tsv",
		"e.xlsx", ".hidden.csv", "csv", "f.csv.bak" };
	static const char *const want[] = { "A.CSV", "b.csv", "c.txt",
		"d.tsv" };
	struct input_paths paths = { 0 };
	struct read_room x;
	struct str path;
	bool folder;

	read_begin(&x);
	if (!OK(mkdtemp(dir) != NULL, "a folder"))
		return;
	for (ptrdiff_t i = 0; i < ROWS(names); i++)
		touch(dir, names[i], &path);
	OK(input_paths_add(&x.mem, str_of(dir), &paths, &folder, &x.diags) &&
	   folder && paths.n == ROWS(want), "%d tables", (int)paths.n);
	for (ptrdiff_t i = 0; i < paths.n && i < ROWS(want); i++)
		OK(str_ends(paths.v[i], str_of(want[i])), "%.*s",
		   FMT(paths.v[i]));
	OK(input_paths_add(&x.mem, STR("-"), &paths, &folder, &x.diags) &&
	   !folder && paths.n == ROWS(want) + 1, "standard input");
	OK(!input_paths_add(&x.mem, STR("/no/such"), &paths, &folder,
	                    &x.diags) && x.diags.count[DIAG_FILE_OPEN] == 1,
	   "what is not there is said");
	for (ptrdiff_t i = 0; i < ROWS(names); i++) {
		touch(dir, names[i], &path);
		unlink(path.s);
	}
	rmdir(dir);
	read_end(&x);
}

const struct unit_test suite_input[] = {
	TEST(every_case), TEST(in_a_folder), TEST(an_unwanted_table),
	TEST(hashes), TEST(a_pipe), TEST(files_that_cannot_be_read),
	TEST(a_file_that_changes), TEST(excerpts),
	TEST(an_encoding_nobody_knows), TEST(folders), END,
};
