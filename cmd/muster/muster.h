/* SPDX-License-Identifier: MIT */
/*
 * What the commands share: options, and speaking to people.  Only this folder
 * prints, exits, reads the clock, and knows a terminal.
 */
#ifndef MUSTER_H
#define MUSTER_H

#include "run/pipeline.h"

/* A command of the program: main.c holds the table of them. */
struct command {
	const char *name, *arguments, *summary;
	enum st (*run)(struct arena *, const struct command *self, int argc,
	               char **argv);
	const struct report *report;  /* of cmd_report                     */
};

extern const struct command commands[];   /* ends with a NULL name */

/* The options that every command knows, as given. */
struct options {
	struct run_options run;
	struct { VEC(struct str); } files;
	struct { VEC(struct setting); } set;
	unsigned formats;             /* of enum doc_format; 0: not said   */
	const char *output;           /* DIR, or NULL                      */
	struct edition edition;
	int64_t table;                /* of clean; 0: the first            */
	bool strict, quiet, help;
	int verbose;
};

/*
 * Read the arguments of a command.  ST_CONFIG after a message; --help sets
 * .help and leaves the rest.
 */
enum st options_read(struct arena *, int argc, char **argv, struct options *)
	MUST_CHECK;

/* Print a command's usage. */
void usage(const struct command *);

/* Say one line on standard error: "muster: ...". */
__attribute__((format(printf, 1, 2)))
void say(const char *fmt, ...);

/*
 * Say what a run found: after success warnings with -v, after failure what
 * stopped it, with the ledger and the first rejects for ST_DATA.
 */
void say_findings(struct arena *, const struct run *, enum st,
                  const struct options *);

/* Say findings that stop a run, and with `all` the others. */
void say_diags(struct arena *, const struct diags *, bool all);

/* Exactly these bytes to standard output; ST_IO after a message. */
enum st put_out(struct str) MUST_CHECK;

/* The handler of arenas: says so and exits with status 3. */
void out_of_memory(void *, size_t) NORETURN;

/* The command of every report. */
enum st cmd_report(struct arena *, const struct command *, int argc,
                   char **argv);

/* muster clean. */
enum st cmd_clean(struct arena *, const struct command *, int argc,
                  char **argv);

#endif
