/* SPDX-License-Identifier: MIT */
#include "muster.h"

#include "run/manifest.h"
#include "run/shipped.h"

#include <errno.h>
#include <time.h>
#include <unistd.h>

/* "job" of "somewhere/job.yaml", until the job has said its name. */
static const char *
name_of_file(struct arena *mem, const char *path)
{
	const char *slash = strrchr(path, '/');
	struct str base = str_of(slash ? slash + 1 : path);
	ptrdiff_t dot = str_chr(base, '.');

	if (dot > 0)
		base.len = dot;
	return diag_escape(mem, base, 100).s;
}

/* Paths of a job are relative to its file. */
static bool
go_to(struct arena *mem, const char *path, struct diags *d)
{
	const char *slash = strrchr(path, '/');
	const char *dir;

	if (!slash)
		return true;
	dir = slash == path ? "/"
		: str_z(mem, (struct str){ path, slash - path });
	if (chdir(dir) == 0)
		return true;
	diag_add(d, DIAG_FILE_OPEN, (struct pos){ .file = str_of(dir) },
	         STR(""), STR(""), "%s", strerror(errno));
	return false;
}

struct job *
job_enter(struct arena *mem, const char *path, struct options *o,
          struct diags *d, enum st *st)
{
	struct str text;
	struct job *j;

	o->who = name_of_file(mem, path);
	*st = file_read(mem, str_of(path), &text, d);
	if (*st != ST_OK)
		return NULL;
	j = job_load(mem, str_of(path), text, d);
	for (ptrdiff_t i = 0; j->good && i < j->reports.n; i++) {
		const struct job_report *r = j->reports.v;

		if (report_named(r[i].report.s))
			continue;
		job_fault(j, &r[i].report, "a report of this program", d);
		*st = ST_CONFIG;
	}
	if (!j->good)
		*st = ST_CONFIG;
	if (j->name.s.len)
		o->who = str_z(mem, j->name.s);
	*(const char **)mem->ctx = o->who;
	if (go_to(mem, path, d))
		return j;
	*st = ST_IO;
	return NULL;
}

/* What the job says, in the words of options. */
static void
take_job(const struct job *j, struct options *o)
{
	struct run_options *r = &o->run;

	o->formats = j->format_bits;
	o->strict |= j->strict;
	o->edition = (struct edition){
		.people_in_text = j->privacy.people,
		.shareable = j->privacy.shareable,
		.min_group = j->privacy.min_group < 0
			? 0 : j->privacy.min_group,
		.dominance_bp = j->privacy.dominance_bp,
	};
	o->rejects_full = j->privacy.rejects_full;
	o->audit = j->audit;
	if (j->jobs && !o->threaded)
		r->jobs = (int)j->jobs;
	if (!o->dated)
		r->as_of = job_as_of(j, r->as_of);
	r->rules = j->rules.s;
	r->columns = j->columns.s;
	r->max_rejects_bp = j->limits.max_rejects_bp;
	r->limits = (struct limits){
		.needs = j->kinds, .min_rows = j->limits.min_rows,
		.max_age_days = j->limits.max_age_days,
		.now = (int64_t)time(NULL),
		.max_change_bp = j->limits.max_change_bp,
	};
	if (j->needs.n)
		r->limits.needs_at = job_pos(j, j->needs.v);
}

/* Each report with options of its own: those of the job, and its model. */
static void
take_reports(struct arena *mem, const struct job *j, const struct options *o,
             struct runs *rs)
{
	const struct report **report = NEW(mem, j->reports.n,
	                                   const struct report *);
	struct run_options *own = NEW(mem, j->reports.n, struct run_options);
	const struct job_report *r = j->reports.v;

	for (ptrdiff_t i = 0; i < j->reports.n; i++)
		report[i] = report_named(r[i].report.s);
	runs_begin(rs, mem, report, j->reports.n);
	for (ptrdiff_t i = 0; i < j->reports.n; i++) {
		own[i] = o->run;
		if (r[i].model.s.len)
			own[i].model = r[i].model.s;
		own[i].template = r[i].template.s;
		own[i].set = r[i].setting;
		own[i].n_set = r[i].set.n;
		rs->v[i].options = &own[i];
	}
}

static enum st
list_inputs(struct arena *mem, const struct job *j, struct options *o,
            struct diags *d)
{
	struct job_files files = { 0 };
	enum st st = job_inputs(mem, j, &files, d);

	o->run.file = files.v;
	o->run.n_file = files.n;
	return st;
}

/* What depends on the reports: the kinds they need, and their last rows. */
static void
take_limits(struct arena *mem, const struct runs *rs, struct options *o)
{
	struct limits *l = &o->run.limits;

	for (ptrdiff_t i = 0; !l->needs && i < rs->n; i++)
		l->needs |= 1u << rs->v[i].report->needs;
	if (l->max_change_bp >= 0)
		l->compare = manifest_rows(mem, o->output, l->last_rows);
}

static enum st
run_job(struct arena *mem, const char *path, struct options *o)
{
	struct diags d;               /* of the job itself                 */
	struct job *j;
	struct runs rs;
	enum st st;

	diags_init(&d, mem);
	j = job_enter(mem, path, o, &d, &st);
	if (j && j->output.s.len)
		o->output = str_z(mem, j->output.s);
	if (st == ST_OK)
		st = list_inputs(mem, j, o, &d);
	if (st == ST_OK) {
		take_job(j, o);
		take_reports(mem, j, o, &rs);
		take_limits(mem, &rs, o);
		st = perform(mem, &rs, o);
	} else {
		runs_begin(&rs, mem, NULL, 0);
		diags_append(&rs.diags, &d);
		refuse(mem, &rs, st, o);
	}
	runs_end(&rs);
	return st;
}

enum st
cmd_run(struct arena *mem, const struct command *self, struct options *o)
{
	if (o->files.n != 1) {
		say("%s: one job file is wanted; see muster run --help",
		    self->name);
		return ST_CONFIG;
	}
	return run_job(mem, str_z(mem, o->files.v[0]), o);
}
