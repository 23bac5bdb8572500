/* SPDX-License-Identifier: MIT */
#include "run/manifest.h"

#include "base/json.h"
#include "base/utf8.h"
#include "report/render.h"
#include "run/shipped.h"

#include <errno.h>
#include <stdlib.h>

/* By its name without the folder, where that is not to be seen. */
static void
put_source(struct json in, const char *key, const struct source *from,
           bool shareable)
{
	struct json one = json_put_object(in, str_of(key));

	json_put_text(one, STR("name"), shareable ? path_base(from->name)
	                                          : from->name);
	json_put_text(one, STR("xxh3_128"), from->hash);
}

static void
put_rows(struct json in, const struct ledger_file *f)
{
	struct json rows = json_put_object(in, STR("rows"));

	json_put_int(rows, STR("read"), f->read);
	json_put_int(rows, STR("data"), ledger_data_rows(f));
	for (int c = 0; c < ROW_NCLASS; c++)
		json_put_int(rows, str_of(class_info[c].name), f->count[c]);
}

/*
 * The files that the report read.  A shareable set names none of them, and has
 * no hash: who knows all of a file but one figure could try it out.
 */
static void
put_inputs(struct json in, struct arena *mem, const struct run *r,
           bool shareable)
{
	struct json list = json_put_array(in, STR("inputs"));
	struct aliases other = output_aliases(mem, &r->ledger);

	for (ptrdiff_t i = 0; i < r->ledger.n; i++) {
		const struct ledger_file *f = &r->ledger.v[i];

		if (f->kind == KIND_NONE || !(r->report->kinds >> f->kind & 1))
			continue;
		struct json one = json_put_object(list, JSON_ITEM);
		json_put_text(one, STR("file"), shareable ? other.v[i].to
		                                          : f->path);
		json_put_text(one, STR("kind"),
		              str_of(kind_info[f->kind].name));
		if (!shareable) {
			json_put_int(one, STR("bytes"), f->bytes);
			json_put_text(one, STR("xxh3_128"), f->hash);
		}
		put_rows(one, f);
	}
}

static int
by_bytes(const void *a, const void *b)
{
	return str_cmp(*(const struct str *)a, *(const struct str *)b);
}

/* The files of the set that are the report's. */
static enum st
put_outputs(struct json in, struct arena *mem, struct runs *rs,
            const struct run *r, const struct publish *p)
{
	struct json list = json_put_array(in, STR("outputs"));
	struct names names = folder_names(mem, publish_fd(p));

	if (names.n)
		qsort(names.v, (size_t)names.n, sizeof *names.v, by_bytes);
	for (ptrdiff_t i = 0; i < names.n; i++) {
		struct str hash;
		int64_t bytes;

		if (!str_eq(publish_report(names.v[i]),
		            str_of(r->report->name)))
			continue;
		if (!file_hash(mem, publish_fd(p), names.v[i].s, &bytes,
		               &hash))
			return output_fault(&rs->diags, names.v[i].s,
			                    "cannot be read back", errno);
		struct json one = json_put_object(list, JSON_ITEM);
		json_put_text(one, STR("file"), names.v[i]);
		json_put_int(one, STR("bytes"), bytes);
		json_put_text(one, STR("xxh3_128"), hash);
	}
	return ST_OK;
}

/* What decides about bytes beside our own program. */
static void
put_versions(struct json in, const struct run_options *o)
{
	struct json one = json_put_object(in, STR("versions"));

	json_put_text(one, STR("muster"), o->version);
	json_put_text(one, STR("libxlsxwriter"), str_of(xlsx_library()));
	json_put_text(one, STR("jansson"), str_of(json_library()));
	json_put_text(one, STR("utf8proc"), str_of(utf8_library()));
}

static enum st
put_report(struct json list, struct arena *mem, struct runs *rs,
           const struct run *r, const struct run_options *o,
           const struct output *out, const struct publish *p)
{
	struct json one = json_put_object(list, JSON_ITEM);
	struct edition e = output_edition(r, out);

	json_put_text(one, STR("report"), str_of(r->report->name));
	put_versions(one, o);
	json_put_text(one, STR("as_of"), date_str(mem, o->as_of));
	put_source(one, "rules", &rs->rules_from, e.shareable);
	put_source(one, "model", &r->model, e.shareable);
	put_source(one, "template", &r->template, e.shareable);
	json_put_text(one, STR("what_if"), run_settings(mem, o));
	json_put_bool(one, STR("shareable"), e.shareable);
	json_put_bool(one, STR("people_in_text"), e.people_in_text);
	json_put_int(one, STR("min_group"), e.min_group);
	put_inputs(one, mem, r, e.shareable);
	return put_outputs(one, mem, rs, r, p);
}

/* A manifest that can be read; no value otherwise. */
static struct json
load(struct arena *mem, struct str path)
{
	struct diags unread;
	struct str text, why;

	diags_init(&unread, mem);
	if (!path.len || file_read(mem, path, &text, &unread) != ST_OK)
		return (struct json){ 0 };
	return json_parse(mem, text, &why);
}

/* What the month's set says of reports that this run does not make. */
static void
put_carried(struct json list, const struct runs *rs, struct json old)
{
	struct json reports = json_get(old, "reports");

	for (ptrdiff_t i = 0; i < json_size(reports); i++) {
		struct json one = json_at(reports, i);
		struct str name = STR("");
		bool ours = !json_as_text(json_get(one, "report"), &name);

		for (ptrdiff_t k = 0; k < rs->n; k++)
			ours |= str_eq(name, str_of(rs->v[k].report->name));
		if (!ours)
			json_put_copy(list, JSON_ITEM, one);
	}
}

enum st
manifest_write(struct arena *mem, struct runs *rs,
               const struct run_options *shared, const struct output *out,
               struct publish *p)
{
	struct json root = json_new(mem), list;
	struct json old = load(mem, publish_old(p, MANIFEST));
	enum st st = ST_OK;

	list = json_put_array(root, STR("reports"));
	for (ptrdiff_t i = 0; i < rs->n && st == ST_OK; i++) {
		const struct run *r = &rs->v[i];

		st = put_report(list, mem, rs, r, r->options ? r->options
		                : shared, out, p);
	}
	put_carried(list, rs, old);
	if (st == ST_OK)
		st = publish_write(p, MANIFEST, json_dump(root, mem));
	json_free(old);
	json_free(root);
	return st;
}

/* Add the rows of one report's inputs, by kind. */
static void
add_rows(struct json report, int64_t rows[KIND_N])
{
	struct json inputs = json_get(report, "inputs");

	for (ptrdiff_t i = 0; i < json_size(inputs); i++) {
		struct json one = json_at(inputs, i);
		struct str kind = STR("");
		int64_t n = 0;

		if (json_as_text(json_get(one, "kind"), &kind) &&
		    json_as_int(json_get(json_get(one, "rows"), "data"), &n) &&
		    kind_named(kind) != KIND_NONE)
			rows[kind_named(kind)] += n;
	}
}

bool
manifest_rows(struct arena *mem, const char *dir, int64_t rows[KIND_N])
{
	struct json root = load(mem, str_fmt(mem, "%s/latest/" MANIFEST, dir));
	struct json reports = json_get(root, "reports");

	memset(rows, 0, KIND_N * sizeof *rows);
	for (ptrdiff_t i = 0; i < json_size(reports); i++) {
		int64_t one[KIND_N] = { 0 };

		add_rows(json_at(reports, i), one);
		for (int k = 0; k < KIND_N; k++)
			if (!rows[k])
				rows[k] = one[k];
	}
	bool there = root.v != NULL;
	json_free(root);
	return there;
}
