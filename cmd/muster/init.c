/* SPDX-License-Identifier: MIT */
#include "muster.h"

#include "run/starter.h"

#include <unistd.h>

enum st
cmd_init(struct arena *mem, const struct command *self, struct options *o)
{
	struct names kept = { 0 };
	struct diags d;
	const char *dir;
	enum st st;

	(void)self;
	if (o->files.n != 1) {
		say("init: one folder is wanted; see muster init --help");
		return ST_CONFIG;
	}
	dir = str_z(mem, o->files.v[0]);
	diags_init(&d, mem);
	st = starter_write(mem, dir, &kept, &d);
	say_stops(mem, NULL, &d);
	for (ptrdiff_t i = 0; i < kept.n && !o->quiet; i++)
		say("%s/%s: left as it is: it is not what init wrote", dir,
		    kept.v[i].s);
	if (st == ST_OK && !o->quiet && (o->verbose || isatty(STDERR_FILENO)))
		say("wrote %s; next: muster run %s/job.yaml", dir, dir);
	return st;
}
