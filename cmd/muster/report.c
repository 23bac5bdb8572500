/* SPDX-License-Identifier: MIT */
#include "muster.h"

#include "run/output.h"

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
	if (!o->output && f & (f - 1)) {
		say("--format: several formats need --output DIR");
		return false;
	}
	if (!o->output && f == IN_XLSX && isatty(STDOUT_FILENO)) {
		say("a workbook is not written to a terminal; name --output "
		    "DIR or redirect");
		return false;
	}
	if (!f)
		o->formats = o->output ? IN_TEXT | IN_XLSX | IN_JSON : IN_TEXT;
	return true;
}

static enum st
write_out(struct arena *mem, struct run *r, const struct options *o)
{
	struct output out = { .edition = o->edition, .formats = o->formats,
		              .dir = o->output, .as_of = o->run.as_of };
	struct str bytes, set;
	enum st st;

	if (o->output) {
		st = output_set(mem, r, &out, &set);
		if (st == ST_OK && o->verbose)
			say("wrote %s", set.s);
		return st;
	}
	st = output_bytes(mem, r, &out, &bytes);
	return st == ST_OK ? put_out(bytes) : st;
}

/* A warning under --strict: nothing is written. */
static enum st
not_strict_enough(const struct run *r)
{
	say("--strict: %lld warnings; nothing is written",
	    (long long)diags_of(&r->diags, SEV_WARN));
	return ST_DATA;
}

enum st
cmd_report(struct arena *mem, const struct command *self, int argc,
           char **argv)
{
	struct options o;
	struct run r;
	enum st st = options_read(mem, argc, argv, &o);

	if (st != ST_OK)
		return st;
	if (o.help) {
		usage(self);
		return ST_OK;
	}
	if (!usable(self, &o))
		return ST_CONFIG;
	run_begin(&r, mem, self->report);
	st = run_report(&r, &o.run);
	if (st == ST_OK && o.strict && diags_of(&r.diags, SEV_WARN))
		st = not_strict_enough(&r); /* before anything is written */
	if (st == ST_OK)
		st = write_out(mem, &r, &o);
	else if (st == ST_DATA && o.output)
		output_failed(mem, &r, o.output);
	say_findings(mem, &r, st, &o);
	run_end(&r);
	return st;
}
