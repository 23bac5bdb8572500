/* SPDX-License-Identifier: MIT */
#include "run/output.h"

#include "report/alias.h"
#include "report/rejects.h"
#include "report/render.h"
#include "run/audit.h"
#include "run/manifest.h"
#include "run/publish.h"
#include "run/rejected.h"
#include "run/shipped.h"
#include "run/workbook.h"

#include <sys/mman.h>
#include <unistd.h>

/* Rows from which on a thread of its own is worth it for the workbook. */
enum { ROWS_LARGE = 10000 };

static enum st
render(struct arena *mem, const struct document *d, enum doc_format f,
       struct str *bytes)
{
	*bytes = f == IN_JSON ? render_json(mem, d) : render_text(mem, d);
	return ST_OK;
}

/*
 * A workbook can only be made as a file: one in memory, so that nobody's pay
 * is left in a temporary folder whatever happens.
 */
static enum st
workbook_bytes(struct arena *mem, struct run *r, const struct document *d,
               struct str *bytes)
{
	int fd = memfd_create("muster", MFD_CLOEXEC);
	struct str path = str_fmt(mem, "/proc/self/fd/%d", fd);
	enum st st;

	if (fd < 0) {
		diag_add(&r->diags, DIAG_OUTPUT, (struct pos){ 0 }, STR(""),
		         STR(""), "no memory for the workbook");
		return ST_IO;
	}
	st = render_xlsx(mem, d, path.s, "/tmp", &r->diags);
	if (st == ST_OK)
		st = file_read(mem, path, bytes, &r->diags);
	close(fd);
	return st;
}

struct edition
output_edition(const struct run *r, const struct output *o)
{
	struct edition e = o->edition;

	if (!e.min_group)
		e.min_group = r->report->min_group;
	return e;
}

enum st
output_bytes(struct arena *mem, struct run *r, const struct output *o,
             struct str *bytes)
{
	enum doc_format f = (enum doc_format)o->formats;
	const struct document *d = document_for(r->document,
	                                        output_edition(r, o), f);

	return f == IN_XLSX ? workbook_bytes(mem, r, d, bytes)
	                    : render(mem, d, f, bytes);
}

static void
tell(struct arena *mem, struct runs *rs, struct str name)
{
	struct stage now = { .what = str_fmt(mem, "writing %s", name.s).s };

	progress_tell(&rs->progress, &now);
}

/* The workbook, and a second one of the tables that stand apart. */
static struct workbook *
begin_workbook(struct arena *mem, const struct run *r, const struct output *o,
               struct publish *p, bool beside)
{
	const struct document *d = document_for(r->document,
	                                        output_edition(r, o), IN_XLSX);
	struct str name = str_fmt(mem, "%s.xlsx", r->report->name);
	struct str apart = str_fmt(mem, "%s-people.xlsx", r->report->name);

	return workbook_begin(mem, d, publish_file(p, name.s),
	                      document_has_apart(d) ? publish_file(p, apart.s)
	                                            : NULL,
	                      publish_dir(p), beside);
}

/* Write a format of the report that is bytes into the set. */
static enum st
put_format(struct arena *mem, struct runs *rs, const struct run *r,
           const struct output *o, struct publish *p, enum doc_format f)
{
	struct str name = str_fmt(mem, "%s.%s", r->report->name,
	                          f == IN_TEXT ? "txt" : "json");
	struct str bytes;

	if (!(o->formats & (unsigned)f))
		return ST_OK;
	tell(mem, rs, name);
	enum st st = render(mem, document_for(r->document,
	                                      output_edition(r, o), f), f,
	                    &bytes);
	return st == ST_OK ? publish_write(p, name.s, bytes) : st;
}

struct aliases
output_aliases(struct arena *mem, const struct ledger *l)
{
	struct aliases a = { 0 };

	for (ptrdiff_t i = 0; i < l->n; i++)
		alias_input(mem, &a, l->v[i].path, l->v[i].kind == KIND_NONE
		            ? STR("") : str_of(kind_info[l->v[i].kind].name));
	return a;
}

/* The findings of a report, about files by their other names. */
static struct diags
without_files(struct arena *mem, const struct run *r)
{
	struct aliases files = output_aliases(mem, &r->ledger);
	struct diags d = r->diags;

	d.v = NEW(mem, d.n, struct diag);
	for (ptrdiff_t i = 0; i < d.n; i++) {
		d.v[i] = r->diags.v[i];
		d.v[i].at.file = alias_text(mem, &files, d.v[i].at.file);
	}
	return d;
}

/* The rejects of one report, with their rows if that is wanted; without what
 * stood in them where nobody may see it. */
static struct str
rejects_of(struct arena *mem, const struct runs *rs, const struct run *r,
           const struct output *o)
{
	bool values = !o->edition.shareable;
	const struct str *row = values && o->rejects_full
		? rejected_rows(mem, rs, &r->diags) : NULL;
	struct diags d = values ? r->diags : without_files(mem, r);

	return rejects_csv(mem, &d, values, row);
}

/* What became what, as far as the edition may see it. */
static enum st
put_changes(struct arena *mem, const struct run *r, const struct output *o,
            struct publish *p)
{
	const struct document *d = document_for(r->document, o->edition,
	                                        IN_XLSX);

	return publish_write(p, str_fmt(mem, "%s-changes.csv",
	                                r->report->name).s,
	                     table_csv(mem, d->all_changes));
}

static enum st
put_audit(struct arena *mem, struct runs *rs, const struct run *r,
          const struct run_options *shared, struct publish *p)
{
	struct str name = str_fmt(mem, "%s-audit.csv", r->report->name);

	return audit_write(mem, rs, r, r->options ? r->options : shared,
	                   publish_file(p, name.s));
}

/* Write what is made whole in memory. */
static enum st
put_bytes(struct arena *mem, struct runs *rs, const struct run *r,
          const struct output *o, struct publish *p)
{
	enum st st = put_format(mem, rs, r, o, p, IN_TEXT);

	if (st == ST_OK)
		st = put_format(mem, rs, r, o, p, IN_JSON);
	if (st == ST_OK)
		st = publish_write(p, str_fmt(mem, "%s-rejects.csv",
		                              r->report->name).s,
		                   rejects_of(mem, rs, r, o));
	return st == ST_OK ? put_changes(mem, r, o, p) : st;
}

static bool
is_large(const struct run *r)
{
	int64_t rows = 0;

	for (ptrdiff_t i = 0; i < r->ledger.n; i++)
		rows += r->ledger.v[i].read;
	return rows >= ROWS_LARGE;
}

/*
 * Write every file of one report.  The workbook takes as long as all others,
 * and asks nothing that the gate has to work out but in a shareable edition,
 * where that is done before it is begun: so it is drawn beside them.  Only the
 * audit, which reads the inputs again, has to wait for it.
 */
static enum st
put_report(struct arena *mem, struct runs *rs, const struct run *r,
           const struct run_options *shared, const struct output *o,
           struct publish *p)
{
	struct workbook *w = NULL;
	struct diags unsaid;

	if (o->formats & IN_XLSX)
		w = begin_workbook(mem, r, o, p, shared->jobs > 1 && is_large(r));
	enum st st = put_bytes(mem, rs, r, o, p), drawn = ST_OK;
	diags_init(&unsaid, mem);
	if (w) {
		tell(mem, rs, str_fmt(mem, "%s.xlsx", r->report->name));
		drawn = workbook_end(w, st == ST_OK ? &rs->diags : &unsaid);
	}
	st = st == ST_OK ? drawn : st;
	if (st == ST_OK && o->audit && !o->edition.shareable)
		st = put_audit(mem, rs, r, shared, p);
	return st;
}

enum st
output_set(struct arena *mem, struct runs *rs,
           const struct run_options *shared, const struct output *o,
           struct str *set)
{
	enum st st = ST_OK;
	struct publish *p = publish_begin(mem, o->dir, o->as_of, &rs->diags,
	                                  &st);

	if (!p)
		return st;
	for (ptrdiff_t i = 0; i < rs->n && st == ST_OK; i++)
		st = put_report(mem, rs, &rs->v[i], shared, o, p);
	if (st == ST_OK)
		st = manifest_write(mem, rs, shared, o, p);
	if (st == ST_OK)
		return publish_commit(p, set);
	publish_abort(p);
	return st;
}

void
output_failed(struct arena *mem, struct runs *rs, const struct output *o)
{
	for (ptrdiff_t i = 0; i < rs->n; i++)
		publish_failed(mem, o->dir, str_fmt(mem, "%s-rejects.csv",
		                                 rs->v[i].report->name).s,
		               rejects_of(mem, rs, &rs->v[i], o),
		               &rs->diags);
}
