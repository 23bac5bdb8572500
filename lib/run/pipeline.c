/* SPDX-License-Identifier: MIT */
#include "run/pipeline_int.h"

#include "base/hash.h"
#include "run/onlooker.h"
#include "run/shipped.h"

#include <sys/stat.h>

void
runs_begin(struct runs *rs, struct arena *mem,
           const struct report *const *report, ptrdiff_t n)
{
	*rs = (struct runs){ .mem = mem, .v = NEW(mem, n, struct run), .n = n,
		             .ledger = { .mem = mem } };
	diags_init(&rs->diags, mem);
	rs->regex = regex_scratch_new(mem);
	for (ptrdiff_t i = 0; i < n; i++) {
		rs->v[i] = (struct run){ .mem = mem, .report = report[i],
			                 .regex = rs->regex };
		diags_init(&rs->v[i].diags, mem);
	}
}

void
runs_end(struct runs *rs)
{
	if (rs->build)
		roster_end(rs->build);
	if (rs->rules)
		rules_free(rs->rules);
	regex_scratch_free(rs->regex);
}

/* A text as it is now: somebody may edit its file while the run goes on. */
static enum st
load_text(struct arena *mem, const char *folder, struct str name,
          struct source *from, struct str *file, struct str *text,
          struct diags *d)
{
	enum st st = shipped_text(mem, folder, name, file, text, d);

	if (st == ST_OK)
		*from = (struct source){ name, hash_text(mem, *text) };
	return st;
}

static enum st
load_rules(struct runs *rs, const struct run_options *o)
{
	struct rules_text base;
	struct str file, text;
	enum st st = load_text(rs->mem, "rules", o->rules, &rs->rules_from,
	                       &file, &text, &rs->diags);

	if (st == ST_OK)
		st = shipped_text(rs->mem, "rules", STR("healthcare"),
		                  &base.file, &base.text, &rs->diags);
	if (st == ST_OK)
		rs->rules = rules_load_on(rs->mem, file, text, &base,
		                          &rs->diags);
	return st == ST_OK && !rs->rules ? ST_CONFIG : st;
}

static const struct run_options *
options_of(const struct run *r, const struct run_options *shared)
{
	return r->options ? r->options : shared;
}

bool
run_reads(const struct run *r, enum kind kind)
{
	return kind != KIND_NONE && r->report->kinds >> kind & 1;
}

bool
runs_read(const struct runs *rs, enum kind kind)
{
	for (ptrdiff_t i = 0; i < rs->n; i++)
		if (run_reads(&rs->v[i], kind))
			return true;
	return false;
}

/* When a file last changed; a pipe has no age. */
static void
note_age(struct opened *in, struct arena *mem, struct str path)
{
	struct stat s;

	if (stat(str_z(mem, path), &s) || !S_ISREG(s.st_mode))
		in->piped = true;
	else if (s.st_mtime > in->newest)
		in->newest = s.st_mtime;
}

/* Open every file that an argument stands for. */
static enum st
open_argument(struct reader *rd, struct str arg, struct opened *in)
{
	struct input_paths paths = { 0 };
	enum st worst = ST_OK;
	bool folder;

	if (!input_paths_add(rd->mem, arg, &paths, &folder, rd->diags))
		return ST_IO;
	for (ptrdiff_t i = 0; i < paths.n; i++) {
		enum st st = ST_OK;
		struct input *x = input_open(rd, paths.v[i], folder, &st);

		if (st != ST_OK && worst == ST_OK)
			worst = st;
		if (x)
			*VEC_PUSH(rd->mem, in) = x;
		if (x && input_kind(x) != KIND_NONE)
			note_age(in, rd->mem, paths.v[i]);
	}
	return worst;
}

static enum st
open_all(struct reader *rd, const struct run_options *o, struct opened *in)
{
	enum st st = ST_OK;

	for (ptrdiff_t i = 0; i < o->n_file; i++) {
		enum st one = open_argument(rd, o->file[i], in);

		if (st == ST_OK)
			st = one;
	}
	return st;
}

void
run_column_missing(struct run *r, const struct input *x, enum field f,
                   const char *what)
{
	const struct shape *shape = input_shape(x);
	struct pos at = { .file = r->ledger.v[input_file(x)].path,
		          .line = shape->header_line };

	diag_add(&r->diags, DIAG_COLUMN_MISSING, at, str_of(what), STR(""),
	         "%s", schema_nearest(r->mem, shape, f).s);
}

/* Figures of groups where people are asked for: not merely another kind. */
static bool
is_aggregate(struct run *r, const struct opened *in)
{
	bool found = false;

	for (ptrdiff_t i = 0; i < in->n; i++) {
		struct str path = r->ledger.v[input_file(in->v[i])].path;

		if (r->report->needs != K_GRADUATES ||
		    input_kind(in->v[i]) != K_OUTCOMES)
			continue;
		found = true;
		diag_add(&r->diags, DIAG_FILE_AGGREGATE,
		         (struct pos){ .file = path }, STR(""), STR(""),
		         "each row is the rate or count of a group; expected "
		         "a row a graduate");
	}
	return found;
}

/* Is the kind there that the report needs, and do its files have columns? */
static enum st
check_inputs(struct run *r, const struct opened *in)
{
	bool there = false, complete = true;

	for (ptrdiff_t i = 0; i < in->n; i++) {
		enum kind kind = input_kind(in->v[i]);
		struct str path = r->ledger.v[input_file(in->v[i])].path;

		there |= kind == r->report->needs;
		if (run_reads(r, kind))
			complete &= r->report->columns(r, in->v[i]);
		else if (kind != KIND_NONE)
			diag_add(&r->diags, DIAG_FILE_UNUSED,
			         (struct pos){ .file = path }, STR(""),
			         str_of(kind_info[kind].name), "%s", "");
	}
	if (!there && !is_aggregate(r, in))
		limits_kind_missing(&r->diags, (struct pos){ 0 },
		                    r->report->needs);
	return there && complete ? ST_OK : ST_DATA;
}

/* What was found since is every report's that reads the kind. */
static void
share_findings(struct runs *rs, enum kind kind, struct diags *part)
{
	for (ptrdiff_t i = 0; i < rs->n; i++)
		if (kind == KIND_NONE || run_reads(&rs->v[i], kind))
			diags_append(&rs->v[i].diags, part);
}

static int64_t
bytes_to_read(const struct runs *rs, const struct opened *in)
{
	int64_t n = 0;

	for (ptrdiff_t i = 0; i < in->n; i++)
		if (runs_read(rs, input_kind(in->v[i])))
			n += rs->ledger.v[input_file(in->v[i])].bytes;
	return in->piped ? 0 : n;
}

/* Every file that is read, staff first: the others look staff ids up. */
static enum st
read_inputs(struct runs *rs, struct reader *rd, const struct run_options *o,
            const struct opened *in)
{
	struct sink sink = roster_sink(rs->build);
	enum st st = ST_OK;

	if (o->explain)
		sink = watch_sink(&o->explain->watch, &rs->ledger, sink);
	rd->stage = (struct stage){ .what = "reading",
		                    .total = bytes_to_read(rs, in) };
	for (int k = 0; k < KIND_N; k++)
		for (ptrdiff_t i = 0; i < in->n && st == ST_OK; i++) {
			if (input_kind(in->v[i]) != (enum kind)k ||
			    !runs_read(rs, (enum kind)k))
				continue;
			diags_init(rd->diags, rs->mem);
			st = input_rows(in->v[i], &sink);
			share_findings(rs, (enum kind)k, rd->diags);
			if (st != ST_OK)
				diags_append(&rs->diags, rd->diags);
		}
	return st;
}

/* The ledger as if the report had been alone: what it does not read, it did
 * not read. */
static struct ledger
own_ledger(const struct run *r, const struct ledger *all)
{
	struct ledger own = { .mem = r->mem };

	for (ptrdiff_t i = 0; i < all->n; i++) {
		struct ledger_file *f = VEC_PUSH(r->mem, &own);

		*f = all->v[i];
		if (run_reads(r, f->kind))
			continue;
		f->read = 0;
		f->hash = STR("");
		memset(f->count, 0, sizeof f->count);
	}
	return own;
}

/* What stops one of the reports, or, where any of them will do, the last. */
static enum st
first_stop(const struct runs *rs, bool any)
{
	enum st st = ST_OK;

	for (ptrdiff_t i = 0; i < rs->n; i++) {
		if (any && rs->v[i].st == ST_OK)
			return ST_OK;
		if (any || st == ST_OK)
			st = rs->v[i].st;
	}
	return st;
}

/* Open, look, and see whether what is there will do. */
static enum st
look_at_all(struct runs *rs, struct reader *rd, const struct run_options *o,
            struct opened *in)
{
	enum st st = open_all(rd, o, in);

	share_findings(rs, KIND_NONE, rd->diags);
	diags_append(&rs->diags, rd->diags);
	if (st == ST_OK)
		st = limits_files(rs, o, in);
	for (ptrdiff_t i = 0; i < rs->n && st == ST_OK; i++) {
		struct run *r = &rs->v[i];

		r->ledger = rs->ledger;
		r->st = check_inputs(r, in);
	}
	return st == ST_OK ? first_stop(rs, o->explain != NULL) : st;
}

static struct reader
reader_of(struct runs *rs, const struct run_options *o, struct diags *diags)
{
	diags_init(diags, rs->mem);
	return (struct reader){
		.mem = rs->mem, .rules = rs->rules, .regex = rs->regex,
		.fixed = o->dialect, .ledger = &rs->ledger, .diags = diags,
		.progress = o->progress, .jobs = o->jobs,
	};
}

static enum st
read_all(struct runs *rs, const struct run_options *o)
{
	struct diags found;           /* while one file is read            */
	struct reader rd = reader_of(rs, o, &found);
	struct opened in = { 0 };
	enum st st;

	rs->build = roster_begin(rs->mem, rs->rules, rs->regex, &rs->ledger,
	                         &found);
	for (ptrdiff_t i = 0; i < rs->n; i++)
		if (rs->v[i].report->records)
			roster_keep_records(rs->build);
	st = look_at_all(rs, &rd, o, &in);
	if (st == ST_OK)
		st = read_inputs(rs, &rd, o, &in);
	for (ptrdiff_t i = 0; i < in.n; i++)
		input_close(in.v[i]);
	rs->input = in.v;
	rs->n_input = in.n;
	return st == ST_OK ? limits_rows(rs, o) : st;
}

enum st
run_model_text(struct run *r, const struct run_options *o, struct str *file,
               struct str *text)
{
	return load_text(r->mem, "models", o->model.len ? o->model
	                 : str_of(r->report->model), &r->model, file, text,
	                 &r->diags);
}

enum st
run_load_template(struct run *r, const struct run_options *o,
                  struct template **out)
{
	struct str file, text;
	enum st st = load_text(r->mem, "reports", o->template.len
	                       ? o->template : str_of(r->report->name),
	                       &r->template, &file, &text, &r->diags);

	if (st != ST_OK)
		return st;
	*out = template_load(r->mem, file, text, &r->diags);
	return *out ? ST_OK : ST_CONFIG;
}

struct str
run_settings(struct arena *mem, const struct run_options *o)
{
	struct sbuf b = { .mem = mem };

	for (ptrdiff_t i = 0; i < o->n_set; i++)
		sbuf_fmt(&b, "%s%.*s=%.*s", i ? ", " : "",
		         FMT(o->set[i].key), FMT(o->set[i].value));
	return sbuf_str(&b);
}

/* Page one says of when the report and the data are. */
static void
state_dates(struct run *r)
{
	struct document *d = r->document;

	if (document_state_dates(d))
		diag_add(&r->diags, DIAG_DATA_OLD, (struct pos){ 0 }, STR(""),
		         date_str(r->mem, d->newest), "as of %s",
		         date_str(r->mem, d->as_of).s);
}

static enum st
make_one(struct runs *rs, struct run *r, const struct run_options *shared)
{
	const struct stage now = {
		.what = str_fmt(r->mem, "working out %s", r->report->name).s
	};

	progress_tell(&rs->progress, &now);
	r->build = rs->build;
	roster_of_kinds(r->build, r->report->kinds);
	r->more = r != &rs->v[rs->n - 1];
	r->ledger = own_ledger(r, &rs->ledger);
	if (shared->explain) {
		if (r->st == ST_OK && r->report->explain)
			r->report->explain(r, options_of(r, shared));
		return ST_OK;
	}
	r->st = r->report->make(r, options_of(r, shared));
	if (r->st == ST_OK)
		state_dates(r);
	return r->st;
}

enum st
runs_make(struct runs *rs, const struct run_options *shared)
{
	enum st st = load_rules(rs, shared);

	rs->progress = shared->progress;
	for (ptrdiff_t i = 0; i < rs->n && st == ST_OK; i++) {
		struct run *r = &rs->v[i];

		r->rules = rs->rules;
		st = r->st = r->report->load(r, options_of(r, shared));
	}
	if (st == ST_OK)
		st = read_all(rs, shared);
	if (st != ST_OK)
		return st;
	for (ptrdiff_t i = 0; i < rs->n; i++) {
		enum st one = make_one(rs, &rs->v[i], shared);

		if (st == ST_OK)
			st = one;
	}
	return st;
}

/* What became of the texts: of a roster of everybody, whoever they are. */
static const struct changes *
what_was_read(struct runs *rs, date as_of)
{
	const struct roster_options any = { .as_of = as_of, .changes = true,
		.hours_e4 = 2080 * MONEY_UNIT, .currency = STR("USD") };
	struct ledger ledger = { .mem = rs->mem };
	struct diags unsaid;

	diags_init(&unsaid, rs->mem);
	for (ptrdiff_t i = 0; i < rs->ledger.n; i++)
		*VEC_PUSH(rs->mem, &ledger) = rs->ledger.v[i];
	return roster_resolve(rs->build, &any, &ledger, &unsaid)->changes;
}

enum st
runs_look(struct runs *rs, const struct run_options *o,
          void (*looked)(void *ctx, const struct runs *, const struct input *),
          void *ctx)
{
	struct onlooker looker;
	struct sink sink;
	struct reader rd;
	struct opened in = { 0 };
	enum st st = load_rules(rs, o);

	if (st != ST_OK)
		return st;
	rd = reader_of(rs, o, &rs->diags);
	rs->build = roster_begin(rs->mem, rs->rules, rs->regex, &rs->ledger,
	                         &rs->diags);
	sink = onlooker_sink(&looker, roster_sink(rs->build));
	st = open_all(&rd, o, &in);
	for (ptrdiff_t i = 0; i < in.n; i++)
		looked(ctx, rs, in.v[i]);
	rd.stage = (struct stage){ .what = "reading" };
	for (int k = 0; k < KIND_N; k++)
		for (ptrdiff_t i = 0; i < in.n && st == ST_OK; i++)
			if (input_kind(in.v[i]) == (enum kind)k)
				st = input_rows(in.v[i], &sink);
	for (ptrdiff_t i = 0; i < in.n; i++)
		input_close(in.v[i]);
	if (st == ST_OK)
		rs->read = what_was_read(rs, o->as_of);
	return st;
}
