/* SPDX-License-Identifier: MIT */
/*
 * The workbook renderer.  With XLSX_KEEP naming a folder, the workbooks and
 * the account of what they must hold stay there for tests/xlsx/run.sh.
 */
#include "mem.h"
#include "unit.h"
#include "xlsx_docs.h"

#include "report/render.h"
#include "report/xlsx_int.h"

#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <stdlib.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

struct place {
	struct arena mem;
	struct diags diags;
	char dir[64];
};

static void
place_open(struct place *p)
{
	p->mem = mem_arena();
	diags_init(&p->diags, &p->mem);
	memcpy(p->dir, "/tmp/muster-xlsx.XXXXXX", 24);
	if (!mkdtemp(p->dir))
		unit_skip("no folder can be made in /tmp");
}

static const char *
in_place(struct place *p, const char *name)
{
	return str_fmt(&p->mem, "%s/%s", p->dir, name).s;
}

static void
place_close(struct place *p)
{
	static const char *const name[] = { "a.xlsx", "b.xlsx", "err" };

	for (ptrdiff_t i = 0; i < ROWS(name); i++)
		unlink(in_place(p, name[i]));
	OK(rmdir(p->dir) == 0, "no temporary file is left in %s", p->dir);
	arena_free(&p->mem);
}

static struct str
bytes_of(struct place *p, const char *path)
{
	struct sbuf b = { .mem = &p->mem };
	char buf[4096];
	FILE *f = fopen(path, "rb");

	for (size_t n; f && (n = fread(buf, 1, sizeof buf, f)) > 0;)
		sbuf_put(&b, (struct str){ buf, (ptrdiff_t)n });
	if (f)
		fclose(f);
	return sbuf_str(&b);
}

static void
put_bytes(const char *path, struct str s)
{
	FILE *f = fopen(path, "wb");

	if (!f || fwrite(s.s, 1, (size_t)s.len, f) != (size_t)s.len)
		unit_skip("cannot write %s", path);
	fclose(f);
}

static const struct {
	const char *name;
	struct document *(*make)(struct arena *);
} docs[] = {
	{ "pay", doc_pay }, { "hostile", doc_hostile }, { "edges", doc_edges },
};

/* Keep a workbook and its account for readers other than ours. */
static void
keep(struct place *p, const char *name, const struct document *d)
{
	const char *dir = getenv("XLSX_KEEP");

	if (!dir)
		return;
	put_bytes(str_fmt(&p->mem, "%s/%s.xlsx", dir, name).s,
	          bytes_of(p, in_place(p, "a.xlsx")));
	FILE *f = fopen(str_fmt(&p->mem, "%s/%s.tsv", dir, name).s, "w");
	if (!OK(f, "%s: cannot write the account", dir))
		return;
	tell_document(f, &p->mem, d);
	fclose(f);
}

static void
renders(void)
{
	for (ptrdiff_t i = 0; i < ROWS(docs); i++) {
		struct place p;
		place_open(&p);
		const char *a = in_place(&p, "a.xlsx"), *b = in_place(&p, "b.xlsx");
		struct document *d = docs[i].make(&p.mem);
		struct stat st;

		enum st got = render_xlsx(&p.mem, d, a, p.dir, &p.diags);
		OK(got == ST_OK && p.diags.n == 0, "%s: status %d: %s",
		   docs[i].name, got, p.diags.n
			? diag_line(&p.mem, &p.diags.v[0]).s : "");
		OK(stat(a, &st) == 0 && (st.st_mode & 0777) == 0600,
		   "%s: only its owner reads it", docs[i].name);
		setenv("TZ", "Asia/Tokyo", 1);
		umask(0);
		got = render_xlsx(&p.mem, d, b, p.dir, &p.diags);
		umask(022);
		unsetenv("TZ");
		OK(stat(b, &st) == 0 && (st.st_mode & 0777) == 0600,
		   "%s: whatever the umask is", docs[i].name);
		OK(got == ST_OK && str_eq(bytes_of(&p, a), bytes_of(&p, b)),
		   "%s: same input, same bytes", docs[i].name);
		keep(&p, docs[i].name, d);
		place_close(&p);
	}
}

static void
one_cell(const void *ctx, ptrdiff_t row, struct cell *c, struct arena *scratch)
{
	(void)ctx, (void)scratch;
	*c = cell_of(CELL_COUNT, row);
}

/* More rows than a sheet holds: cut, and what comes after still fits. */
static void
cuts_rows(void)
{
	static struct doc_column col = { .title = { "N", 1 }, .kind = CELL_COUNT };
	struct doc_table t = { .col = &col, .n_col = 1, .n_row = 1200000,
		.row = one_cell, .totals = true };
	struct place p;
	if (getenv("XLSX_KEEP"))
		unit_skip("only the workbooks are wanted");
	place_open(&p);
	struct document *d = document_new(&p.mem, STR("long"));
	struct block *b = open_block(d, BLOCK_TABLE);

	b->table = &t;
	b->sheet = STR("Long");
	add_text(d, BLOCK_PARAGRAPH, "Long", "after the table");
	OK(render_xlsx(&p.mem, d, in_place(&p, "a.xlsx"), p.dir, &p.diags) ==
	   ST_OK, "1,200,000 rows: %s", p.diags.n
		? diag_line(&p.mem, &p.diags.v[0]).s : "");
	place_close(&p);
}

/* A table that stands apart is in the second workbook only, and whole; what
 * is made as it comes is the same, whatever a sheet's other workbook has. */
static void
stands_apart(void)
{
	static struct doc_column col = { .title = { "N", 1 }, .kind = CELL_COUNT };
	struct doc_table t = { .col = &col, .n_col = 1, .n_row = 70000,
		.row = one_cell, .totals = true };
	struct place p;

	place_open(&p);
	const char *a = in_place(&p, "a.xlsx"), *b = in_place(&p, "b.xlsx");
	struct document *d = document_new(&p.mem, STR("people"));
	struct block *x = document_block(d, BLOCK_TABLE);
	struct xlsx_sheet main = { .name = STR("Summary"), .n_row = 1,
		.n_cell = 10 };
	/* the sheet's name, the sum and the header beside the rows */
	struct xlsx_sheet people = { .name = STR("Staff"), .n_row = 70003,
		.n_cell = 70003 };
	struct str why = STR("");

	x->table = &t;
	x->sheet = STR("Staff");
	OK(!document_has_apart(d), "no table stands apart");
	x->apart = true;
	OK(document_has_apart(d), "one does");
	OK(render_xlsx(&p.mem, d, a, p.dir, &p.diags) == ST_OK &&
	   xlsx_check(&p.mem, a, &main, 1, &why), "the first has none of it");
	OK(render_xlsx_apart(&p.mem, d, b, p.dir, &p.diags) == ST_OK &&
	   xlsx_check(&p.mem, b, &people, 1, &why), "the second has all");
	struct str first = bytes_of(&p, b);
	OK(render_xlsx_apart(&p.mem, d, b, p.dir, &p.diags) == ST_OK &&
	   str_eq(first, bytes_of(&p, b)), "the same bytes again");
	place_close(&p);
}

static void
names_sheets(void)
{
	static const struct { const char *why, *asked, *want; } row[] = {
		{ "as it is", "Department", "Department" },
		{ "characters Excel refuses", "a/b:c[1]", "a-b-c(1)" },
		{ "the same but for them", "a\\b:c[1]", "a-b-c(1) (2)" },
		{ "the same but for case", "DEPARTMENT", "DEPARTMENT (2)" },
		{ "of other alphabets", "\xC3\x89T\xC3\x89", "\xC3\x89T\xC3\x89" },
		{ "too", "\xC3\xA9t\xC3\xA9", "\xC3\xA9t\xC3\xA9 (2)" },
		{ "kept by Excel", "history", "history (2)" },
		{ "blanks at the ends", "  x\n", "x" },
		{ "nothing left", "\t\x01", "Sheet" },
		{ "nothing at all", "", "Sheet (2)" },
		{ "cut at 31", "0123456789012345678901234567890123",
		  "0123456789012345678901234567890" },
		{ "cut at 31 again", "0123456789012345678901234567890",
		  "012345678901234567890123456 (2)" },
		{ "apostrophes", "O'Brien", "O\xE2\x80\x99" "Brien" },
		{ "a character of two units is not halved",
		  "012345678901234567890123456789\xF0\x9F\xA9\xBA",
		  "012345678901234567890123456789" },
		{ "bytes that are no text", "a\xFF", "a\xEF\xBF\xBD" },
	};
	struct xlsx_sheet sheet[ROWS(row)] = { 0 };
	struct arena mem = mem_arena();

	for (ptrdiff_t i = 0; i < ROWS(row); i++) {
		sheet[i].name = xlsx_sheet_name(&mem, str_of(row[i].asked),
		                                sheet, i);
		OK(str_eq(sheet[i].name, str_of(row[i].want)), "%s: got \"%s\"",
		   row[i].why, sheet[i].name.s);
	}
	arena_free(&mem);
}

static void
cleans_text(void)
{
	static const struct { const char *why, *in, *want; } row[] = {
		{ "as it is", "=1+1", "=1+1" },
		{ "controls go", "a\x01\x1B[31m\x7F\xC2\x9B" "b", "a[31mb" },
		{ "a tab is a blank", "a\tb", "a b" },
		{ "line ends are LF", "a\r\nb\rc\n", "a\nb\nc\n" },
		{ "an escape stays what it was", "_x0041_", "_x005F_x0041_" },
		{ "only an escape", "_x004_ _X0041_ _xyz", "_x004_ _X0041_ _xyz" },
		{ "bad bytes", "a\xC3(\xFF", "a\xEF\xBF\xBD(\xEF\xBF\xBD" },
		{ "no characters", "\xEF\xBF\xBE\xEF\xBF\xBF", "" },
		{ "emoji", "\xF0\x9F\xA9\xBA", "\xF0\x9F\xA9\xBA" },
	};
	struct arena mem = mem_arena();

	for (ptrdiff_t i = 0; i < ROWS(row); i++) {
		struct str got = xlsx_text(&mem, str_of(row[i].in));
		OK(str_eq(got, str_of(row[i].want)), "%s: got \"%s\"",
		   row[i].why, got.s);
	}
	struct sbuf wide = { .mem = &mem };
	for (int i = 0; i < 20000; i++)
		sbuf_put(&wide, STR("\xF0\x9F\xA9\xBA"));
	struct str got = xlsx_text(&mem, sbuf_str(&wide));
	OK(got.len < 20000 * 4 && str_ends(got, STR("too long for a cell]")),
	   "40,000 units do not fit: %td bytes", got.len);
	OK(got.len / 4 * 2 <= XLSX_CELL, "and now they do");
	arena_free(&mem);
}

/* A file cut anywhere is refused, and so is one with any byte changed that
 * matters; no damage makes the reader read elsewhere. */
static void
refuses_damage(void)
{
	struct place p;
	place_open(&p);
	const char *a = in_place(&p, "a.xlsx"), *b = in_place(&p, "b.xlsx");
	struct document *d = document_new(&p.mem, STR("small"));
	struct xlsx_sheet sheet = { .name = STR("Summary"), .n_row = 1,
		.n_cell = 10 };
	struct str why = STR(""), all;
	int64_t taken = 0, flipped = 0;

	OK(render_xlsx(&p.mem, d, a, p.dir, &p.diags) == ST_OK, "small");
	all = bytes_of(&p, a);
	OK(xlsx_check(&p.mem, a, &sheet, 1, &why), "undamaged: %s", why.s);
	sheet.n_row = 2;
	OK(!xlsx_check(&p.mem, a, &sheet, 1, &why), "a row too few");
	sheet = (struct xlsx_sheet){ .name = STR("Summary"), .n_row = 1,
		.n_cell = 11 };
	OK(!xlsx_check(&p.mem, a, &sheet, 1, &why), "a cell too few");
	sheet.n_cell = 10;
	OK(!xlsx_check(&p.mem, a, &sheet, 0, &why), "a sheet too many");
	OK(!xlsx_check(&p.mem, p.dir, &sheet, 1, &why), "a folder");
	for (ptrdiff_t n = 0; n < all.len; n += 1 + n % 7) {
		put_bytes(b, (struct str){ all.s, n });
		if (xlsx_check(&p.mem, b, &sheet, 1, &why))
			taken++;
	}
	OK(taken == 0, "%lld cut files were taken", (long long)taken);
	taken = 0;
	for (ptrdiff_t i = 0; i < all.len; i += 1 + i % 3, flipped++) {
		char *v = (char *)(uintptr_t)str_dup(&p.mem, all).s;
		v[i] = (char)(v[i] ^ 0x55);
		put_bytes(b, (struct str){ v, all.len });
		if (xlsx_check(&p.mem, b, &sheet, 1, &why))
			taken++;
	}
	/* Times, versions and attributes in the archive mean nothing to us. */
	OK(taken * 4 < flipped, "%lld of %lld changed files were taken",
	   (long long)taken, (long long)flipped);
	place_close(&p);
}

/* In a child with a small disk of its own; status 77 where there is none. */
static int
on_full_disk(struct place *p, const char *size, bool full_tmp)
{
	if (unshare(CLONE_NEWNS) ||
	    mount("none", "/", NULL, MS_REC | MS_PRIVATE, NULL) ||
	    mount("tmpfs", p->dir, "tmpfs", 0, size))
		return 77;
	int err = open(in_place(p, "err"), O_RDWR | O_CREAT, 0600);
	dup2(err, STDERR_FILENO);
	struct document *d = document_new(&p->mem, STR("people"));
	people_table(d, 8000);
	enum st got = render_xlsx(&p->mem, d,
		full_tmp ? "/tmp/muster-xlsx-full.xlsx" : in_place(p, "a.xlsx"),
		full_tmp ? p->dir : "/tmp", &p->diags);
	off_t said = lseek(err, 0, SEEK_END);
	unlink("/tmp/muster-xlsx-full.xlsx");
	return got == ST_IO && p->diags.count[DIAG_OUTPUT] == 1
		? (said ? 2 : 0) : 1;
}

static void
full_disk(void)
{
	static const struct {
		const char *why, *size;
		bool full_tmp;
	} row[] = {
		{ "the output's disk is full", "size=64k", false },
		{ "no room at all for the output", "size=4k", false },
		{ "the temporary folder is full", "size=400k", true },
		{ "no temporary file can be made", "nr_inodes=2", true },
	};

	for (ptrdiff_t i = 0; i < ROWS(row); i++) {
		struct place p;
		place_open(&p);
		pid_t child = fork();
		if (child == 0)
			_exit(on_full_disk(&p, row[i].size, row[i].full_tmp));
		int status = 0;
		waitpid(child, &status, 0);
		place_close(&p);
		if (WIFEXITED(status) && WEXITSTATUS(status) == 77)
			unit_skip("only root can mount a small disk");
		OK(WIFEXITED(status) && WEXITSTATUS(status) != 1,
		   "%s: ST_IO and a finding", row[i].why);
		OK(WIFEXITED(status) && WEXITSTATUS(status) == 0,
		   "%s: and nothing on standard error", row[i].why);
	}
}

static void
cannot_write(void)
{
	struct place p;
	place_open(&p);
	struct document *d = document_new(&p.mem, STR("x"));

	OK(render_xlsx(&p.mem, d, in_place(&p, "no/a.xlsx"), p.dir, &p.diags) ==
	   ST_IO && p.diags.count[DIAG_OUTPUT] == 1, "no such folder");
	OK(render_xlsx(&p.mem, d, p.dir, p.dir, &p.diags) == ST_IO &&
	   p.diags.count[DIAG_OUTPUT] == 2, "the path is a folder");
	OK(render_xlsx(&p.mem, d, in_place(&p, "a.xlsx"),
	               in_place(&p, "no"), &p.diags) == ST_IO &&
	   p.diags.count[DIAG_OUTPUT] == 3, "no temporary folder");
	place_close(&p);
}

const struct unit_test suite_xlsx[] = {
	TEST(names_sheets), TEST(cleans_text), TEST(renders), TEST(cuts_rows), TEST(stands_apart),
	TEST(refuses_damage), TEST(cannot_write), TEST(full_disk), END
};
