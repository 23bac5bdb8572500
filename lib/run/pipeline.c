/* SPDX-License-Identifier: MIT */
#include "run/pipeline.h"

#include "run/shipped.h"

/* Inputs that are open, in the order named. */
struct opened { VEC(struct input *); };

void
run_begin(struct run *r, struct arena *mem, const struct report *report)
{
	*r = (struct run){ .mem = mem, .report = report,
		           .ledger = { .mem = mem } };
	diags_init(&r->diags, mem);
	r->regex = regex_scratch_new(mem);
}

void
run_end(struct run *r)
{
	if (r->build)
		roster_end(r->build);
	if (r->rules)
		rules_free(r->rules);
	regex_scratch_free(r->regex);
}

static enum st
load_rules(struct run *r, const struct run_options *o)
{
	struct str file, text;
	enum st st = shipped_text(r->mem, "rules", o->rules, &file, &text,
	                          &r->diags);

	if (st == ST_OK)
		r->rules = rules_load(r->mem, file, text, &r->diags);
	return st == ST_OK && !r->rules ? ST_CONFIG : st;
}

static bool
reads(const struct run *r, enum kind kind)
{
	return kind != KIND_NONE && r->report->kinds >> kind & 1;
}

/* Open every file that an argument stands for. */
static enum st
open_argument(struct run *r, struct reader *rd, struct str arg,
              struct opened *in)
{
	struct input_paths paths = { 0 };
	enum st worst = ST_OK;
	bool folder;

	if (!input_paths_add(r->mem, arg, &paths, &folder, &r->diags))
		return ST_IO;
	for (ptrdiff_t i = 0; i < paths.n; i++) {
		enum st st = ST_OK;
		struct input *x = input_open(rd, paths.v[i], folder, &st);

		if (st != ST_OK && worst == ST_OK)
			worst = st;
		if (x)
			*VEC_PUSH(r->mem, in) = x;
	}
	return worst;
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

/* Is the kind there that the report needs, and do its files have columns? */
static enum st
check_inputs(struct run *r, const struct opened *in)
{
	bool there = false, complete = true;

	for (ptrdiff_t i = 0; i < in->n; i++) {
		enum kind kind = input_kind(in->v[i]);
		struct str path = r->ledger.v[input_file(in->v[i])].path;

		there |= kind == r->report->needs;
		if (reads(r, kind))
			complete &= r->report->columns(r, in->v[i]);
		else if (kind != KIND_NONE)
			diag_add(&r->diags, DIAG_FILE_UNUSED,
			         (struct pos){ .file = path }, STR(""),
			         str_of(kind_info[kind].name), "%s", "");
	}
	if (!there) {
		const struct kind_info *k = &kind_info[r->report->needs];

		diag_add(&r->diags, DIAG_KIND_MISSING, (struct pos){ 0 },
		         str_of(k->name), STR(""), "expected a %s file: each "
		         "row %s", k->name, k->row);
	}
	return there && complete ? ST_OK : ST_DATA;
}

/* Every file that is read, staff first: the others look staff ids up. */
static enum st
read_inputs(struct run *r, const struct opened *in)
{
	struct sink sink = roster_sink(r->build);
	enum st st = ST_OK;

	for (int k = 0; k < KIND_N; k++)
		for (ptrdiff_t i = 0; i < in->n && st == ST_OK; i++)
			if (reads(r, (enum kind)k) &&
			    input_kind(in->v[i]) == (enum kind)k)
				st = input_rows(in->v[i], &sink);
	return st;
}

static enum st
read_all(struct run *r, const struct run_options *o)
{
	struct reader rd = {
		.mem = r->mem, .rules = r->rules, .regex = r->regex,
		.fixed = o->dialect, .ledger = &r->ledger, .diags = &r->diags,
	};
	struct opened in = { 0 };
	enum st st = ST_OK;

	for (ptrdiff_t i = 0; i < o->n_file; i++) {
		enum st one = open_argument(r, &rd, o->file[i], &in);

		if (st == ST_OK)
			st = one;
	}
	r->build = roster_begin(r->mem, r->rules, r->regex, &r->ledger,
	                        &r->diags);
	if (r->report->records)
		roster_keep_records(r->build);
	if (st == ST_OK)
		st = check_inputs(r, &in);
	if (st == ST_OK)
		st = read_inputs(r, &in);
	for (ptrdiff_t i = 0; i < in.n; i++)
		input_close(in.v[i]);
	return st;
}

enum st
run_check_limits(struct run *r, const struct run_options *o)
{
	if (!ledger_balances(&r->ledger))
		return ST_BUG;
	for (int k = 0; k < KIND_N; k++) {
		struct ledger_file sum = ledger_sum(&r->ledger, (enum kind)k);
		int64_t rows = ledger_data_rows(&sum);
		int64_t bad = sum.count[ROW_REJECTED] + sum.count[ROW_CONFLICT];

		if (bad * 10000 <= rows * o->max_rejects_bp)
			continue;
		diag_add(&r->diags, DIAG_REJECTS_LIMIT, (struct pos){ 0 },
		         str_of(kind_info[k].name), STR(""),
		         "%lld of %lld rows, expected at most %s %%",
		         (long long)bad, (long long)rows,
		         decimal_str(r->mem, o->max_rejects_bp, 2, 2, false).s);
	}
	return diags_of(&r->diags, SEV_DATA) ? ST_DATA : ST_OK;
}

enum st
run_model_text(struct run *r, const struct run_options *o, struct str *file,
               struct str *text)
{
	return shipped_text(r->mem, "models", o->model.len ? o->model
	                    : str_of(r->report->model), file, text, &r->diags);
}

enum st
run_load_template(struct run *r, const struct run_options *o,
                  struct template **out)
{
	struct str file, text;
	enum st st = shipped_text(r->mem, "reports", o->template.len
	                          ? o->template : str_of(r->report->name),
	                          &file, &text, &r->diags);

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

enum st
run_report(struct run *r, const struct run_options *o)
{
	enum st st = load_rules(r, o);

	if (st == ST_OK)
		st = r->report->load(r, o);
	if (st == ST_OK)
		st = read_all(r, o);
	if (st == ST_OK)
		st = r->report->make(r, o);
	return st;
}
