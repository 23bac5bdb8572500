/* SPDX-License-Identifier: MIT */
#include "muster.h"

#include "run/lint.h"

#include <stdio.h>
#include <unistd.h>

/* What can be told to be wrong before anything is read. */
static bool
usable(const struct command *self, struct options *o)
{
	unsigned f = o->formats;

	if (o->files.n == 0) {
		say("no file named; see muster %s --help", self->name);
		return false;
	}
	if (o->audit && (!o->output || o->edition.shareable)) {
		say("--audit: needs --output DIR and an edition that may see "
		    "people");
		return false;
	}
	for (ptrdiff_t i = 0; o->audit && i < o->files.n; i++)
		if (str_eq(o->files.v[i], STR("-"))) {
			say("--audit: standard input cannot be read a second "
			    "time");
			return false;
		}
	if (!o->output && f & (f - 1)) {
		say("--format: several formats need --output DIR");
		return false;
	}
	if (!o->output && o->rejects_full) {
		say("--rejects-full is about REPORT-rejects.csv and needs "
		    "--output DIR");
		return false;
	}
	if (!o->output && f == IN_XLSX && isatty(STDOUT_FILENO)) {
		say("a workbook is not written to a terminal; name --output "
		    "DIR or redirect");
		return false;
	}
	if (!f)
		o->formats = o->output ? IN_TEXT | IN_XLSX | IN_JSON : IN_TEXT;
	o->run.changes = o->output || o->formats != IN_TEXT;
	return true;
}

/* What is wrong with rules of one's own, for those who want to know. */
static void
warn_rules(struct arena *mem, const struct options *o)
{
	struct diags d;

	diags_init(&d, mem);
	if (lint_rules(mem, o->run.rules, &d) != ST_OK)
		return; /* said when they are loaded for good */
	for (ptrdiff_t i = 0; i < d.n; i++)
		if (diag_info[d.v[i].code].severity == SEV_WARN)
			say("%s", diag_line(mem, &d.v[i]).s);
}

enum st
cmd_report(struct arena *mem, const struct command *self, struct options *o)
{
	struct runs rs;
	enum st st;

	if (!usable(self, o))
		return ST_CONFIG;
	if (o->verbose && o->rules_named)
		warn_rules(mem, o);
	runs_begin(&rs, mem, &self->report, 1);
	st = perform(mem, &rs, o);
	runs_end(&rs);
	return st;
}
