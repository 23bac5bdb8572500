/* SPDX-License-Identifier: MIT */
#include "muster.h"

#include "report/suggest.h"
#include "run/columns.h"
#include "run/files.h"
#include "run/lint.h"

#include <errno.h>
#include <unistd.h>

#define DEFAULT_LOCK "columns.lock"

enum {
	HEADER_SHOWN = 40,            /* columns of a header's text        */
	UNKNOWN_SHOWN = 10,           /* values of a vocabulary            */
	FINDINGS_SHOWN = 5,           /* of a code, of files ...           */
	RULES_SHOWN = 20,             /* ... and of rules                  */
};

/* What was seen of the files, in the order named. */
struct looked {
	struct arena *mem;
	struct { VEC(struct locked_file); } tables;
	struct { VEC(int32_t); } file;        /* of each table, in the ledger */
};

static void
look(void *ctx, const struct runs *rs, const struct input *in)
{
	struct looked *l = ctx;

	if (input_kind(in) == KIND_NONE)
		return;
	*VEC_PUSH(l->mem, &l->tables) = (struct locked_file){
		rs->ledger.v[input_file(in)].path, input_shape(in) };
	*VEC_PUSH(l->mem, &l->file) = input_file(in);
}

static const char *
delimiter_name(struct arena *mem, struct str s)
{
	return str_eq(s, STR("\t")) ? "tab" : str_eq(s, STR(" ")) ? "blank"
		: diag_escape(mem, s, 10).s;
}

/* One table: what it is, and what each column is read as. */
static void
put_table(struct arena *mem, struct sbuf *b, const struct locked_file *t,
          const struct ledger_file *f)
{
	const char **field = NEW(mem, t->shape->width, const char *);

	for (ptrdiff_t i = 0; i < t->shape->n; i++)
		field[t->shape->col[i].cell] =
			field_info[t->shape->col[i].field].name;
	sbuf_fmt(b, "%s\n  %s, %.*s, delimiter %s, header in line %lld, %lld "
	         "data rows of %lld read\n", diag_escape(mem, t->path, 300).s,
	         kind_info[f->kind].name, FMT(f->encoding),
	         delimiter_name(mem, f->delimiter),
	         (long long)f->header_line, (long long)ledger_rows_read(f),
	         (long long)f->read);
	for (int32_t i = 0; i < t->shape->width; i++)
		sbuf_fmt(b, "  %4d  %-*s  %s\n", i + 1, HEADER_SHOWN,
		         diag_escape(mem, str_trim(t->shape->header[i]),
		                     HEADER_SHOWN).s,
		         field[i] ? field[i] : "-");
}

/* What is odd, by code; of each the first `most`. */
static void
put_findings(struct arena *mem, struct sbuf *b, const struct diags *d,
             ptrdiff_t most)
{
	static const enum severity order[] = { SEV_REJECT, SEV_WARN, SEV_NOTE };

	for (size_t s = 0; s < sizeof order / sizeof *order; s++)
		for (int c = 0; c < DIAG_NCODE; c++) {
			if (diag_info[c].severity != order[s] ||
			    !d->count[c] || c == DIAG_COLUMN_UNUSED)
				continue;
			sbuf_fmt(b, "%lld x %s: %s\n",
			         (long long)d->count[c],
			         diag_info[c].name, diag_info[c].meaning);
			for (ptrdiff_t i = 0, n = 0; i < d->n && n < most;
			     i++) {
				if (d->v[i].code != (enum diag_code)c)
					continue;
				sbuf_fmt(b, "  %s\n", diag_line(mem,
				         &d->v[i]).s);
				n++;
			}
		}
}

/* The values of each vocabulary that no rule knows, the most frequent ones. */
static void
put_unknown(struct arena *mem, struct sbuf *b, const struct runs *rs)
{
	const struct rule_set *set = NULL;
	ptrdiff_t of_set = 0;

	for (ptrdiff_t i = 0; rs->read && i < rs->read->unknown.n; i++) {
		const struct unknown_value *u = &rs->read->unknown.v[i];
		struct str near;

		of_set = set == u->set ? of_set + 1 : 0;
		set = u->set;
		if (of_set == 0)
			sbuf_fmt(b, "no rule knows (%.*s; --suggest prints "
			         "rules):\n", FMT(set->field));
		if (of_set == UNKNOWN_SHOWN)
			sbuf_put(b, STR("          and more\n"));
		if (of_set >= UNKNOWN_SHOWN)
			continue;
		near = rules_nearest(set, mem, u->value);
		sbuf_fmt(b, "%8lld  %s%s%s\n", (long long)u->cells,
		         diag_escape(mem, u->value, HEADER_SHOWN).s,
		         near.len ? "  near it: " : "",
		         near.len ? diag_escape(mem, near, HEADER_SHOWN).s : "");
	}
}

/* Write the lock whole, in place of an older one. */
static enum st
write_lock(struct arena *mem, const struct looked *l, struct str path,
           const struct options *o)
{
	ptrdiff_t slash = path.len;
	int err, folder;

	while (slash > 0 && path.s[slash - 1] != '/')
		slash--;
	folder = open(slash ? str_z(mem, (struct str){ path.s, slash }) : ".",
	              DIR_FLAGS);
	err = folder < 0 ? errno : file_replace(mem, folder,
		str_z(mem, str_skip(path, slash)),
		columns_text(mem, l->tables.v, l->tables.n));
	if (folder >= 0)
		close(folder);
	if (err) {
		say_as(o->who, "%.*s: cannot be written: %s", FMT(path),
		       strerror(err));
		return ST_IO;
	}
	if (!o->quiet)
		say_as(o->who, "locked the columns of %td %s in %.*s",
		       l->tables.n, l->tables.n == 1 ? "file" : "files",
		       FMT(path));
	return ST_OK;
}

/* The files of a job, its rules and its lock. */
static enum st
take_job(struct arena *mem, struct options *o, struct diags *d)
{
	struct job_files files = { 0 };
	struct job *j;
	enum st st = ST_OK;

	j = job_enter(mem, str_z(mem, o->files.v[0]), o, d, &st);
	if (st != ST_OK)
		return st;
	if (!o->run.columns.len)
		o->run.columns = j->columns.s;
	if (o->lock && !j->columns.s.len && !o->quiet)
		say_as(o->who, "%.*s does not name a lock yet: add \"columns: "
		       DEFAULT_LOCK "\"", FMT(j->file));
	o->run.rules = j->rules.s;
	st = job_inputs(mem, j, &files, d);
	o->run.file = files.v;
	o->run.n_file = files.n;
	return st;
}

static enum st
check(struct arena *mem, struct runs *rs, struct options *o)
{
	struct looked l = { .mem = mem };
	struct bar *bar = bar_new(mem, o);
	struct sbuf b = { .mem = mem };
	enum st st;

	o->run.progress = bar_progress(bar);
	st = runs_look(rs, &o->run, look, &l);
	bar_end(bar);
	for (ptrdiff_t i = 0; i < l.tables.n; i++)
		put_table(mem, &b, &l.tables.v[i],
		          &rs->ledger.v[l.file.v[i]]);
	put_findings(mem, &b, &rs->diags, FINDINGS_SHOWN);
	put_unknown(mem, &b, rs);
	if (o->suggest && st == ST_OK)
		return put_out(suggest_yaml(mem, rs->read, &rs->ledger));
	if (put_out(sbuf_str(&b)) != ST_OK)
		return ST_IO;
	if (st == ST_OK && o->lock)
		return write_lock(mem, &l, o->run.columns.len ? o->run.columns
		                  : STR(DEFAULT_LOCK), o);
	if (st == ST_OK && o->run.columns.len)
		st = columns_check(mem, o->run.columns, l.tables.v,
		                   l.tables.n, &rs->diags);
	return st;
}

/* What is wrong with rules, without any files. */
static enum st
check_rules(struct arena *mem, const struct options *o)
{
	struct sbuf b = { .mem = mem };
	struct diags d;
	enum st st;

	diags_init(&d, mem);
	st = lint_rules(mem, o->run.rules, &d);
	if (st != ST_OK) {
		say_stops(mem, NULL, &d);
		return st;
	}
	put_findings(mem, &b, &d, o->verbose ? DIAG_KEEP_OTHERS
	             : RULES_SHOWN);
	sbuf_fmt(&b, "%.*s: %lld warnings, %lld notes\n",
	         FMT(o->run.rules), (long long)diags_of(&d, SEV_WARN),
	         (long long)diags_of(&d, SEV_NOTE));
	st = put_out(sbuf_str(&b));
	return st == ST_OK && o->strict && diags_of(&d, SEV_WARN)
		? ST_DATA : st;
}

enum st
cmd_check(struct arena *mem, const struct command *self, struct options *o)
{
	struct runs rs;
	enum st st = ST_OK;

	(void)self;
	if (o->files.n == 0 && o->rules_named)
		return check_rules(mem, o);
	if (o->files.n == 0) {
		say("check: no file named; see muster check --help");
		return ST_CONFIG;
	}
	runs_begin(&rs, mem, NULL, 0);
	if (o->files.n == 1 && (str_ends(o->files.v[0], STR(".yaml")) ||
	                       str_ends(o->files.v[0], STR(".yml"))))
		st = take_job(mem, o, &rs.diags);
	if (st == ST_OK)
		st = check(mem, &rs, o);
	say_stops(mem, o->who, &rs.diags);
	runs_end(&rs);
	return st;
}
