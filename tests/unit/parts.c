/* SPDX-License-Identifier: MIT */
/*
 * A file that threads read in parts, against the same file read by one: rows,
 * lines, classes, the file's hash, and the findings in their order.  Files are
 * drawn at random from what cuts go wrong on, and parts are so small that most
 * cuts fall inside a record.
 */
#include "read/input.h"

#include "read_rules.h"
#include "unit.h"

#include <stdio.h>
#include <sys/mman.h>
#include <unistd.h>

enum { SEEDS = 60, LINES = 500, MANY_LINES = 80000 };

/* One record or more each; @ is its number. */
static const char *const lines[] = {
	"E@,Ann,12.50\n",
	"E@,Ann,12.50\r\n",
	"E@,\"Lee, Ann\",12.50\n",
	"E@,\"two\nlines\",13\n",
	"E@,\"a row\nE9,Bob,14\nE8,Eve,15\nwithin\",13\n",
	"E@,\"said \"\"yes\nno\"\"\n\n\",13\n",
	"E@,\"not closed,13\n",
	"E@,O\"Neil,13\n",
	"E@,\"x\" y,13\n",
	"E@,Ann\n",
	"E@,Ann,13,,more\n",
	"\n",
	"  \n",
	"E@,M\xC3\xBCller,13\n",
	"\xEF\xBB\xBF" "E@,Ann,13\n",
	"Grand Total,,@\n",
	"Page @\n",
	"ID,Name,Pay\n",
	"\nID,Skill\nE@,Wound Care\nE1,EKG\n\nID,Name,Pay\n",
	"E@,\"------------------------------------------------------------\n"
	"------------------------------------------------------------------\n"
	"------------------------------------------------------------------\n"
	"----------------------------------------------------------\",14\n",
	"E@,M\xFCller,13\n",            /* not UTF-8: in some files only      */
};

struct seen {
	struct sbuf out;
	const struct shape *shape;
};

static bool
on_table(void *ctx, const struct shape *shape)
{
	struct seen *s = ctx;

	s->shape = shape;
	sbuf_fmt(&s->out, "[%s %d]", kind_info[shape->kind].name,
	         (int)shape->header_line);
	return true;
}

static void
write_row(struct sbuf *out, const struct row *r, struct str cells)
{
	sbuf_fmt(out, "%d-%d %llx%.*s\n", (int)r->line, (int)r->last_line,
	         (unsigned long long)r->hash, FMT(cells));
}

static struct str
cells_of(struct arena *mem, const struct shape *shape, const struct row *r)
{
	struct sbuf b = { .mem = mem };

	for (ptrdiff_t k = 0; k < shape->n; k++)
		sbuf_fmt(&b, "|%.*s", FMT(r->cell[k]));
	return sbuf_str(&b);
}

static void
on_rows(void *ctx, const struct row *row, ptrdiff_t n)
{
	struct seen *s = ctx;

	for (ptrdiff_t i = 0; i < n; i++)
		write_row(&s->out, &row[i],
		          cells_of(s->out.mem, s->shape, &row[i]));
}

/* Where threads make rows up: what their cells say. */
struct desk {
	struct arena *mem;
	const struct row *row;
	struct { VEC(struct str); } cells;
	ptrdiff_t taken;
};

static void *
open_desk(void *ctx, struct arena *mem)
{
	struct desk *d = NEW(mem, 1, struct desk);

	(void)ctx;
	d->mem = mem;
	return d;
}

static void
make_up(void *desk, const struct shape *shape, const struct row *row,
        ptrdiff_t n)
{
	struct desk *d = desk;

	d->row = row;
	d->cells.n = d->taken = 0;
	for (ptrdiff_t i = 0; i < n; i++)
		*VEC_PUSH(d->mem, &d->cells) = cells_of(d->mem, shape, &row[i]);
}

static _Atomic long rows_made_up; /* and taken: or nothing was tested */

static void
take(void *ctx, void *desk, ptrdiff_t n)
{
	struct seen *s = ctx;
	struct desk *d = desk;

	rows_made_up += n;
	for (; n > 0; n--, d->taken++)
		write_row(&s->out, &d->row[d->taken], d->cells.v[d->taken]);
}

static void
close_desk(void *desk)
{
	(void)desk; /* its memory is the part's */
}

static const struct sink_desks desks = {
	open_desk, make_up, take, close_desk
};

static void
write_account(struct read_room *x, struct sbuf *out, int32_t file)
{
	const struct ledger_file *f = &x->ledger.v[file];

	sbuf_fmt(out, "%d read, %lld bytes, hash %.*s", (int)f->read,
	         (long long)f->bytes, FMT(f->hash));
	for (int c = 0; c < ROW_NCLASS; c++)
		sbuf_fmt(out, " %d", (int)f->count[c]);
	for (ptrdiff_t i = 0; i < x->diags.n; i++) {
		const struct diag *d = &x->diags.v[i];

		sbuf_fmt(out, "\n%s %d-%d %.*s %.*s",
		         diag_info[d->code].name, (int)d->at.line,
		         (int)d->at.last_line, FMT(d->value), FMT(d->msg));
	}
}

/* Everything that comes of a file, as one text in `mem`. */
static struct str
read_by(struct arena *mem, const char *path, int jobs, ptrdiff_t part_bytes)
{
	struct read_room x;
	struct seen s = { .out.mem = mem };
	struct sink sink = { &s, on_table, on_rows, jobs > 1 ? &desks : NULL };
	enum st st;

	read_begin(&x);
	x.reader.jobs = jobs;
	x.reader.part_bytes = part_bytes;
	struct input *in = input_open(&x.reader, str_of(path), false, &st);
	OK(in && input_rows(in, &sink) == ST_OK, "the file can be read");
	if (in)
		write_account(&x, &s.out, input_file(in));
	input_close(in);
	read_end(&x);
	return sbuf_str(&s.out);
}

/* A file of so many lines, with NUL bytes in its last quarter where told. */
static void
write_file(int fd, unsigned seed, int n, bool nuls)
{
	FILE *f = fdopen(dup(fd), "w");
	unsigned kinds = sizeof lines / sizeof *lines - (seed % 4 != 0);

	if (!f)
		return;
	fputs("ID,Name,Pay\n", f);
	for (int i = 0; i < n; i++) {
		unsigned r = (seed = seed * 1103515245u + 12345u) >> 16;

		/* every other line is a plain one, as it is in files */
		const char *p = lines[r & 1 ? (r >> 1) % kinds : 0];
		for (; *p; p++)
			if (*p == '@')
				fprintf(f, "%d", i);
			else
				fputc(*p, f);
		if (nuls && i > n - n / 4 && r % 300 == 0)
			fputc('\0', f);
	}
	fclose(f);
}

/* Read a file of so many lines by one thread, then by several. */
static void
compare(unsigned seed, int n, bool nuls, int jobs, ptrdiff_t bytes)
{
	struct arena mem = mem_arena();
	char path[64];
	int fd = memfd_create("parts", 0);

	snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
	write_file(fd, seed, n, nuls);
	struct str want = read_by(&mem, path, 1, 0);
	OK(str_eq(read_by(&mem, path, jobs, bytes), want),
	   "seed %u: %d threads, parts of %td bytes", seed, jobs, bytes);
	close(fd);
	arena_free(&mem);
}

static void
many_threads_read_what_one_reads(void)
{
	static const struct { int jobs; ptrdiff_t bytes; } by[] = {
		{ 2, 40 }, { 3, 100 }, { 7, 333 }, { 2, 700 },
	};

	for (unsigned seed = 0; seed < SEEDS; seed++)
		for (size_t k = 0; k < sizeof by / sizeof *by; k++)
			compare(seed, LINES, false, by[k].jobs, by[k].bytes);
	OK(rows_made_up > SEEDS * LINES / 4, "%ld rows were made up by threads",
	   rows_made_up);
}

/* Not looked at before the parts are read: they stand behind the first MiB. */
static void
nul_bytes_far_behind(void)
{
	compare(1, MANY_LINES, true, 2, 20000);
	compare(2, MANY_LINES, false, 3, 20000);
}

const struct unit_test suite_parts[] = {
	TEST(many_threads_read_what_one_reads), TEST(nul_bytes_far_behind),
	END,
};
