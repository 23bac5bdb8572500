/* SPDX-License-Identifier: MIT */
/*
 * The workbook: one Summary sheet that opens first, then the sheets that the
 * blocks name, in order of first appearance.  xlsx_int.h says who does what.
 */
#include "report/render.h"
#include "report/xlsx_int.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <xlsxwriter.h>

#define SUMMARY "Summary"

ptrdiff_t
xlsx_sheet_of(struct xlsx_book *b, const struct block *x)
{
	struct str asked = x->sheet.len ? x->sheet : STR(SUMMARY);

	for (ptrdiff_t i = 0; i < b->sheets.n; i++)
		if (str_eq_nocase(b->sheets.v[i].asked, asked))
			return i;
	struct str name = xlsx_sheet_name(b->mem, asked, b->sheets.v,
	                                  b->sheets.n);
	*VEC_PUSH(b->mem, &b->sheets) = (struct xlsx_sheet){
		.asked = asked, .name = name,
	};
	return b->sheets.n - 1;
}

/* Add a block's title to what the Summary says about its sheet. */
static void
add_about(struct xlsx_book *b, struct xlsx_sheet *s, const struct block *x)
{
	struct str title = x->kind == BLOCK_HEADING ? x->text : x->title;

	if (title.len == 0 || s->about.len > 80 ||
	    str_find(s->about, title) >= 0)
		return;
	s->about = str_fmt(b->mem, "%.*s%s%.*s", FMT(s->about),
	                   s->about.len ? "; " : "", FMT(title));
}

/* Names for what formulas will refer to, before the first is written. */
static void
name_values(struct xlsx_book *b, const struct doc_table *t)
{
	if (t->operand && doc_table_col(t, STR("value")) >= 0)
		for (ptrdiff_t i = 0; i < t->n_row; i++)
			if (t->operand[i].len)
				xlsx_name(b, t->operand[i]);
}

/* Which sheets there are, and what each holds. */
static void
plan(struct xlsx_book *b)
{
	if (!b->streams)
		xlsx_sheet_of(b, &(struct block){ .sheet = STR(SUMMARY) });
	for (ptrdiff_t i = 0; i < b->doc->blocks.n; i++) {
		const struct block *x = &b->doc->blocks.v[i];
		ptrdiff_t on = xlsx_sheet_of(b, x);
		struct xlsx_sheet *s = &b->sheets.v[on];

		if (x->kind == BLOCK_TABLE) {
			s->table = s->n_table++ ? s->table : x->table;
			s->n_table_row += x->table->n_row;
			s->people |= x->table->row != NULL;
			name_values(b, x->table);
		}
		add_about(b, s, x);
	}
}

static char *
property(struct xlsx_book *b, struct str s)
{
	/* the library's limit is 255 bytes, of up to three a unit */
	return (char *)(uintptr_t)xlsx_brief(b->mem, s, 80).s;
}

/*
 * The time of creation is noon of the as-of date, not of the clock: the same
 * input gives the same bytes.  (0 would mean "now" to the library; noon is
 * never 0.)
 */
static void
set_properties(struct xlsx_book *b)
{
	const struct document *d = b->doc;
	date day = d->as_of != DATE_NONE ? d->as_of : 0;
	lxw_doc_properties p = {
		.title = property(b, d->title),
		.subject = property(b, d->subject),
		.author = property(b, d->organisation),
		.company = property(b, d->organisation),
		.comments = property(b, str_fmt(b->mem, "Made by muster %.*s",
		                                FMT(d->version))),
		.created = (time_t)day * 86400 + 43200,
	};

	xlsx_must(b, workbook_set_properties(b->wb, &p));
}

static void
draw(struct xlsx_book *b)
{
	plan(b);
	set_properties(b);
	for (ptrdiff_t i = 0; i < b->sheets.n && !b->err; i++) {
		struct xlsx_sheet *s = &b->sheets.v[i];

		s->ws = workbook_add_worksheet(b->wb, s->name.s);
		if (!s->ws)
			xlsx_must(b, LXW_ERROR_MEMORY_MALLOC_FAILED);
	}
	/* people first: where they stand is what other formulas refer to */
	for (ptrdiff_t i = 0; i < 2 * b->sheets.n && !b->err; i++) {
		struct xlsx_sheet *s = &b->sheets.v[i % b->sheets.n];

		if (s->people == (i < b->sheets.n))
			xlsx_draw_sheet(b, s);
	}
	xlsx_draw_charts(b);
	if (b->err)
		return;
	worksheet_activate(b->sheets.v[0].ws);
	worksheet_set_tab_color(b->sheets.v[0].ws, 0x1F3A5F);
}

/*
 * Make an empty file that only its owner can read, for the library to fill;
 * and see that a file can be made in the temporary folder: the library would
 * go to some other one, and this is about people's pay.
 */
static bool
claim(struct arena *mem, const char *path, const char *tmpdir, struct str *why)
{
	char *probe = (char *)(uintptr_t)str_fmt(mem, "%s/.probe-XXXXXX",
	                                         tmpdir).s;
	int tmp = mkostemp(probe, O_CLOEXEC), fd = -1;

	if (tmp < 0 || unlink(probe) || close(tmp))
		*why = str_fmt(mem, "temporary folder %s: %s", tmpdir,
		               strerror(errno));
	else if ((fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC,
	                    0600)) < 0 || fchmod(fd, 0600))
		*why = str_dup(mem, str_of(strerror(errno)));
	else
		return close(fd) == 0;
	if (fd >= 0)
		close(fd);
	return false;
}

/*
 * Write the file.  Where that fails the library says so on standard error as
 * well as by its result; its words go nowhere.
 */
static unsigned
close_quietly(struct lxw_workbook *wb)
{
	int keep = fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, 3);
	int nowhere = open("/dev/null", O_WRONLY | O_CLOEXEC);

	if (keep >= 0 && nowhere >= 0)
		dup2(nowhere, STDERR_FILENO);
	unsigned err = workbook_close(wb);
	if (keep >= 0 && nowhere >= 0)
		dup2(keep, STDERR_FILENO);
	if (keep >= 0)
		close(keep);
	if (nowhere >= 0)
		close(nowhere);
	return err;
}

/* Make the file and read it back; false with *why in `mem`. */
static bool
write_book(struct arena *mem, struct xlsx_book *b, const char *path,
           const char *tmpdir, struct str *why)
{
	lxw_workbook_options how = {
		.tmpdir = (char *)(uintptr_t)str_z(b->mem, str_of(tmpdir)),
		.constant_memory = b->streams,
	};

	if (!claim(mem, path, tmpdir, why))
		return false;
	b->wb = workbook_new_opt(path, &how);
	if (!b->wb) {
		*why = STR("no memory for a workbook");
		return false;
	}
	draw(b);
	if (b->err)
		lxw_workbook_free(b->wb);
	else
		b->err = close_quietly(b->wb);
	if (b->err) {
		/* The library keeps no errno; most often it is the disk. */
		*why = str_fmt(mem, "the disk may be full: %s",
		               lxw_strerror((lxw_error)b->err));
		return false;
	}
	return xlsx_check(mem, path, b->sheets.v, b->sheets.n, why);
}

/* The document with only those tables that stand apart, or without them. */
static const struct document *
part_of(struct arena *mem, const struct document *doc, bool apart)
{
	struct document *d = NEW(mem, 1, struct document);

	*d = *doc;
	d->blocks.v = NEW(mem, doc->blocks.n, struct block);
	d->blocks.n = 0;
	for (ptrdiff_t i = 0; i < doc->blocks.n; i++)
		if (doc->blocks.v[i].apart == apart)
			d->blocks.v[d->blocks.n++] = doc->blocks.v[i];
	return d;
}

bool
document_has_apart(const struct document *d)
{
	for (ptrdiff_t i = 0; i < d->blocks.n; i++)
		if (d->blocks.v[i].apart)
			return true;
	return false;
}

static enum st
render(struct arena *mem, const struct document *doc, bool apart,
       const char *path, const char *tmpdir, struct diags *diags)
{
	struct arena book = arena_like(mem), scratch = arena_like(mem);
	struct xlsx_book *b = NEW(&book, 1, struct xlsx_book);
	struct str why = STR("");

	b->mem = &book;
	b->scratch = &scratch;
	b->doc = part_of(&book, doc, apart);
	b->streams = apart;
	b->live = !doc->edition.shareable && !apart;
	intern_init(&b->operands, &book);
	intern_init(&b->taken, &book);
	bool ok = write_book(mem, b, path, tmpdir, &why);
	if (!ok)
		diag_add(diags, DIAG_OUTPUT, (struct pos){
			.file = str_of(path) }, STR(""), STR(""), "%.*s",
			FMT(why));
	arena_free(&scratch);
	arena_free(&book);
	return ok ? ST_OK : ST_IO;
}

enum st
render_xlsx(struct arena *mem, const struct document *doc, const char *path,
            const char *tmpdir, struct diags *diags)
{
	return render(mem, doc, false, path, tmpdir, diags);
}

enum st
render_xlsx_apart(struct arena *mem, const struct document *doc,
                  const char *path, const char *tmpdir, struct diags *diags)
{
	return render(mem, doc, true, path, tmpdir, diags);
}

const char *
xlsx_library(void)
{
	return lxw_version();
}
