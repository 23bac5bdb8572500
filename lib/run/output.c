/* SPDX-License-Identifier: MIT */
#include "run/output.h"

#include "report/rejects.h"
#include "report/render.h"
#include "run/publish.h"
#include "run/shipped.h"

#include <stdlib.h>
#include <unistd.h>

static enum st
render(struct arena *mem, const struct document *d, enum doc_format f,
       struct str *bytes)
{
	*bytes = f == IN_JSON ? render_json(mem, d) : render_text(mem, d);
	return ST_OK;
}

/* A workbook can only be made as a file: make it aside and read it back. */
static enum st
workbook_bytes(struct arena *mem, struct run *r, const struct document *d,
               struct str *bytes)
{
	char dir[] = "/tmp/muster-XXXXXX";
	enum st st = ST_IO;

	if (!mkdtemp(dir)) {
		diag_add(&r->diags, DIAG_OUTPUT, (struct pos){ .file =
		         STR("/tmp") }, STR(""), STR(""), "no folder for the "
		         "workbook can be made there");
		return ST_IO;
	}
	const char *path = str_fmt(mem, "%s/book.xlsx", dir).s;
	st = render_xlsx(mem, d, path, dir, &r->diags);
	if (st == ST_OK)
		st = file_read(mem, str_of(path), bytes, &r->diags);
	unlink(path);
	rmdir(dir);
	return st;
}

enum st
output_bytes(struct arena *mem, struct run *r, const struct output *o,
             struct str *bytes)
{
	enum doc_format f = (enum doc_format)o->formats;
	const struct document *d = document_for(r->document, o->edition, f);

	return f == IN_XLSX ? workbook_bytes(mem, r, d, bytes)
	                    : render(mem, d, f, bytes);
}

/* Write one format of the report into the set. */
static enum st
put_format(struct arena *mem, struct run *r, const struct output *o,
           struct publish *p, enum doc_format f, const char *ending)
{
	const struct document *d = document_for(r->document, o->edition, f);
	struct str name = str_fmt(mem, "%.*s.%s", FMT(d->report), ending);
	struct str bytes;

	if (f == IN_XLSX)
		return render_xlsx(mem, d, publish_file(p, name.s),
		                   publish_dir(p), &r->diags);
	enum st st = render(mem, d, f, &bytes);
	return st == ST_OK ? publish_write(p, name.s, bytes) : st;
}

enum st
output_set(struct arena *mem, struct run *r, const struct output *o,
           struct str *set)
{
	static const struct { enum doc_format format; const char *ending; }
	formats[] = {
		{ IN_TEXT, "txt" }, { IN_JSON, "json" }, { IN_XLSX, "xlsx" },
	};
	enum st st = ST_OK;
	struct publish *p = publish_begin(mem, o->dir, o->as_of, &r->diags,
	                                  &st);
	struct str report = r->document->report;

	if (!p)
		return st;
	for (size_t i = 0; st == ST_OK && i < sizeof formats / sizeof *formats;
	     i++)
		if (o->formats & formats[i].format)
			st = put_format(mem, r, o, p, formats[i].format,
			                formats[i].ending);
	if (st == ST_OK)
		st = publish_write(p, str_fmt(mem, "%.*s-rejects.csv",
		                              FMT(report)).s,
		                   rejects_csv(mem, &r->diags,
		                               !o->edition.shareable));
	if (st == ST_OK)
		return publish_commit(p, set);
	publish_abort(p);
	return st;
}

void
output_failed(struct arena *mem, struct run *r, const char *dir)
{
	publish_failed(mem, dir, str_fmt(mem, "%s-rejects.csv",
	                                r->report->name).s,
	               rejects_csv(mem, &r->diags, true), &r->diags);
}
