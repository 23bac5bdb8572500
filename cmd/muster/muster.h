/* SPDX-License-Identifier: MIT */
/*
 * What the commands share: options, and speaking to people.  Only this folder
 * prints, exits, reads the clock, and knows a terminal.
 */
#ifndef MUSTER_H
#define MUSTER_H

#include "run/job.h"
#include "run/output.h"

/* Which commands know an option; a report's is not said. */
enum {
	FOR_REPORTS = 1, FOR_RUN = 2, FOR_CHECK = 4, FOR_INIT = 8,
	FOR_CLEAN = 16, FOR_EXPLAIN = 32, FOR_PLACEMENT = 64,
};

struct options;

/* A command of the program: main.c holds the table of them. */
struct command {
	const char *name, *arguments, *summary;
	enum st (*run)(struct arena *, const struct command *self,
	               struct options *);
	const struct report *report;  /* of cmd_report                     */
	unsigned options;             /* FOR_...; 0: FOR_REPORTS           */
};

extern const struct command commands[];   /* ends with a NULL name */

/* The report of a command, or NULL when there is no such report. */
const struct report *report_named(struct str name);

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
	bool rejects_full;            /* rejects with their whole rows     */
	bool audit;                   /* every single change               */
	bool suggest;                 /* check: print rules                */
	bool rules_named;             /* --rules was given                 */
	bool lock;                    /* check: write the column lock      */
	bool dated, threaded;         /* --as-of, --jobs were given        */
	int verbose;
	const char *who;              /* the job, for messages; or NULL    */
};

/* What holds where nothing is said. */
void options_default(struct options *);

/*
 * Read the arguments of a command.  ST_CONFIG after a message; --help sets
 * .help and leaves the rest.
 */
enum st options_read(struct arena *, const struct command *, int argc,
                     char **argv, struct options *) MUST_CHECK;

/* Print a command's usage. */
void usage(const struct command *);

/* Say one line on standard error: "muster: ...". */
__attribute__((format(printf, 1, 2)))
void say(const char *fmt, ...);

/* The same for a job: "muster: monthly-pay: ..."; as say for NULL. */
__attribute__((format(printf, 2, 3)))
void say_as(const char *who, const char *fmt, ...);

/* Say what stopped a run: findings of these severities, worst first. */
void say_stops(struct arena *, const char *who, const struct diags *);

/*
 * Say what the runs found: after success warnings with -v, after failure what
 * stopped them, with the ledger and the first rejects for ST_DATA.
 */
void say_runs(struct arena *, const struct runs *, enum st,
              const struct options *);

/* The first line of that after a failure, for last-run.txt. */
struct str first_reason(struct arena *, const struct runs *, enum st,
                        bool shareable);

/* Make the reports and write them to where the options say. */
enum st perform(struct arena *, struct runs *, struct options *);

/* Say why a run did not begin, here and, where that is known and nobody holds
 * it, in the output folder. */
void refuse(struct arena *, const struct runs *, enum st,
            const struct options *);

/* The bar of a run on a terminal. */
struct bar;

/* A bar that begins to be drawn a second from now, or never: not when no
 * terminal is watching, and not with -q. */
struct bar *bar_new(struct arena *, const struct options *);

/* What moves it. */
struct progress bar_progress(struct bar *);

/* Take it away, if it was drawn. */
void bar_end(struct bar *);

/* Say findings that stop a run, and with `all` the others. */
void say_diags(struct arena *, const struct diags *, bool all);

/* Say the first findings that cost a row, and how many more there are. */
void say_rejects(struct arena *, const struct diags *);

/* "7 rows read, 5 used, 1 blank, 1 header": the classes of a file's rows. */
struct str ledger_words(struct arena *, const struct ledger_file *);

/* Exactly these bytes to standard output; ST_IO after a message. */
enum st put_out(struct str) MUST_CHECK;

/* The handler of arenas: says so and exits with status 3.  ctx is the place of
 * the job's name, a const char * that is NULL where there is none. */
void out_of_memory(void *ctx, size_t want) NORETURN;

/* The command of every report. */
enum st cmd_report(struct arena *, const struct command *, struct options *);

/* muster clean. */
enum st cmd_clean(struct arena *, const struct command *, struct options *);

/* Every report of a job file. */
enum st cmd_run(struct arena *, const struct command *, struct options *);

/* What would be read. */
enum st cmd_check(struct arena *, const struct command *, struct options *);

/* How one person's figures came about, or what a finding means. */
enum st cmd_explain(struct arena *, const struct command *, struct options *);

/* A starter job. */
enum st cmd_init(struct arena *, const struct command *, struct options *);

/*
 * A job as the commands need it: read, its folder made the current one, and
 * o->who its name.  ST_OK; else findings, and what the job says of itself is
 * of use only as job_load states; NULL when there is no telling.
 */
struct job *job_enter(struct arena *, const char *path, struct options *,
                      struct diags *, enum st *);

#endif
