/* SPDX-License-Identifier: MIT */
#include "run/audit.h"

#include "report/rejects.h"
#include "roster/changes.h"
#include "roster/links.h"
#include "run/files.h"

#include <errno.h>
#include <fcntl.h>

struct audit {
	const struct runs *rs;
	const struct roster *roster;
	const struct shape *shape;
	struct arena scratch;         /* for a row                         */
	struct sbuf out;
	int fd, err;                  /* errno of the first failed write   */
};

enum { BUFFER = 256 << 10 };

static void
flush(struct audit *a)
{
	if (!a->err && a->out.n && fd_write(a->fd, sbuf_str(&a->out)))
		a->err = errno;
	a->out.n = 0;
}

/* Whether cells of a field are among those that the roster keeps. */
static bool
is_kept(const struct audit *a, enum field f)
{
	const struct changes *c = a->roster->changes;

	for (ptrdiff_t i = 0; i < c->fields.n; i++)
		if (c->fields.v[i].kind == a->shape->kind &&
		    c->fields.v[i].field == f)
			return true;
	return false;
}

static bool
begin_table(void *ctx, const struct shape *shape)
{
	struct audit *a = ctx;

	a->shape = shape;
	return true;
}

static void
put_cell(struct audit *a, const struct row *r, enum field f, struct str text)
{
	struct reading to[READINGS_MAX];
	struct arena *mem = &a->scratch;

	readings_of(a->roster, mem, a->shape->file, f, text, to);
	if (to->how != READ_CHANGED)
		return;
	const struct str cell[] = { text, to->canonical, to->rule };

	sbuf_fmt(&a->out, "%s,%s,%s,", kind_info[a->shape->kind].name,
	         field_info[f].name, to->as);
	for (size_t i = 0; i < sizeof cell / sizeof *cell; i++) {
		csv_put(&a->out, cell[i]);
		sbuf_fill(&a->out, ',', 1);
	}
	if (to->line)
		sbuf_fmt(&a->out, "%d", to->line);
	sbuf_fill(&a->out, ',', 1);
	csv_put(&a->out, a->rs->ledger.v[a->shape->file].path);
	sbuf_fmt(&a->out, ",%lld\n", (long long)r->line);
}

static void
take_rows(void *ctx, const struct row *row, ptrdiff_t n)
{
	struct audit *a = ctx;
	ptrdiff_t id = shape_find(a->shape, F_PERSON_ID);

	for (ptrdiff_t i = 0; i < n; i++) {
		struct arena_mark mark = arena_mark(&a->scratch);

		if (links_kind(a->shape->kind) &&
		    (id < 0 || !str_trim(row[i].cell[id]).len))
			continue;     /* not kept */
		for (ptrdiff_t c = 0; c < a->shape->n; c++)
			if (is_kept(a, a->shape->col[c].field))
				put_cell(a, &row[i], a->shape->col[c].field,
				         str_trim(row[i].cell[c]));
		arena_rewind(&a->scratch, mark);
		if (a->out.n > BUFFER)
			flush(a);
	}
}

/* Read every file of the run's again; findings were made the first time. */
static enum st
read_again(struct audit *a, const struct run *r, const struct run_options *o)
{
	struct arena mem = arena_like(a->rs->mem);
	struct ledger ledger = { .mem = &mem };
	struct diags found;
	struct reader rd = { .mem = &mem, .rules = a->rs->rules,
		.regex = a->rs->regex, .fixed = o->dialect, .ledger = &ledger,
		.diags = &found };
	const struct sink sink = { a, begin_table, take_rows, NULL };
	enum st st = ST_OK;

	diags_init(&found, &mem);
	for (ptrdiff_t i = 0; i < a->rs->ledger.n && st == ST_OK; i++) {
		struct input *in = input_open(&rd, a->rs->ledger.v[i].path,
		                              true, &st);

		if (in && input_kind(in) != KIND_NONE &&
		    r->report->kinds >> input_kind(in) & 1)
			st = input_rows(in, &sink);
		input_close(in);
	}
	arena_free(&mem);
	return st;
}

enum st
audit_write(struct arena *mem, struct runs *rs, const struct run *r,
            const struct run_options *o, const char *path)
{
	struct audit a = { .rs = rs, .roster = r->roster,
		           .scratch = arena_like(mem), .out = { .mem = mem } };
	enum st st;

	a.fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
	if (a.fd < 0)
		return output_fault(&rs->diags, path, "cannot be written",
		                    errno);
	sbuf_put(&a.out, STR("kind,field,as,raw,canonical,rule,rule_line,file,"
	                     "line\n"));
	st = read_again(&a, r, o);
	flush(&a);
	if (fd_close(a.fd) && !a.err)
		a.err = errno;
	arena_free(&a.scratch);
	if (a.err)
		return output_fault(&rs->diags, path, "cannot be written",
		                    a.err);
	return st == ST_OK ? ST_OK : output_fault(&rs->diags, path,
		"a file cannot be read a second time", 0);
}
