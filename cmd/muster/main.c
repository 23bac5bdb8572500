/* SPDX-License-Identifier: MIT */
#include "muster.h"

#include <malloc.h>
#include <stdio.h>
#include <stdlib.h>

const struct command commands[] = {
	{ "pay", "[options] FILE...", "pay against the benchmark", cmd_report,
	  &report_pay, FOR_REPORTS },
	{ "credentials", "[options] FILE...",
	  "who is certified, what expires, what is missing", cmd_report,
	  &report_credentials, FOR_REPORTS },
	{ "placement", "[options] FILE...", "graduate outcomes by accreditor",
	  cmd_report, &report_placement, FOR_REPORTS | FOR_PLACEMENT },
	{ "clean", "[options] FILE", "one dirty CSV in, clean CSV out",
	  cmd_clean, NULL, FOR_CLEAN },
	{ "check", "[options] FILE...|JOB.yaml", "what would be read: kinds, "
	  "columns, rows; --lock", cmd_check, NULL, FOR_CHECK },
	{ "explain", "[options] ID|CODE [FILE...]", "how one person's figures came "
	  "about, or what a finding means", cmd_explain, NULL, FOR_EXPLAIN },
	{ "run", "[options] JOB.yaml", "every report of a job file: what cron "
	  "calls", cmd_run, NULL, FOR_RUN },
	{ "init", "[options] DIR", "a starter job to edit", cmd_init, NULL,
	  FOR_INIT },
	{ 0 }
};

const struct report *
report_named(struct str name)
{
	for (const struct command *c = commands; c->name; c++)
		if (c->report && str_eq(name, str_of(c->report->name)))
			return c->report;
	return NULL;
}

static int
help(FILE *to, int status)
{
	fputs("usage: muster COMMAND [options] ...\n\ncommands:\n", to);
	for (const struct command *c = commands; c->name; c++)
		fprintf(to, "  %-12s %s\n", c->name, c->summary);
	fputs("\nmuster COMMAND --help says more; muster --version says which "
	      "version this is.\n", to);
	return status;
}

static enum st
run(struct arena *mem, const struct command *c, int argc, char **argv)
{
	struct options o;
	enum st st = options_read(mem, c, argc, argv, &o);

	if (st == ST_OK && o.help)
		usage(c);
	else if (st == ST_OK)
		st = c->run(mem, c, &o);
	return st;
}

int
main(int argc, char **argv)
{
	struct str name = str_of(argc > 1 ? argv[1] : "--help");
	const char *job = NULL;       /* that runs, for out_of_memory      */
	struct arena mem;

	if (str_eq(name, STR("--help")) || str_eq(name, STR("-h")) ||
	    str_eq(name, STR("help")))
		return help(argc > 1 ? stdout : stderr, argc > 1 ? 0 : 2);
	if (str_eq(name, STR("--version"))) {
		puts("muster " MUSTER_VERSION);
		return 0;
	}
	/* Large tables always get pages of their own, so that they grow without
	 * a copy and what is freed goes back: 5 % of the time, 20 MiB. */
	mallopt(M_MMAP_THRESHOLD, 1 << 20);
	for (const struct command *c = commands; c->name; c++) {
		if (!str_eq(name, str_of(c->name)))
			continue;
		arena_init(&mem, out_of_memory, &job);
		enum st st = run(&mem, c, argc - 1, argv + 1);
		arena_free(&mem);
		return (int)st;
	}
	say("there is no command \"%s\"", argv[1]);
	return help(stderr, 2);
}
