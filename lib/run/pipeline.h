/* SPDX-License-Identifier: MIT */
/*
 * The driver: from file names to report documents.
 *
 *     files -> read -> roster -> model -> analyse -> report document
 *
 * pipeline.c reads the files once, for any number of reports; each report is
 * then a line of a table (struct report, one file a report) that makes its
 * roster, its analysis and its document of what was read, with a ledger and
 * findings of its own, as if it had been alone.  Nothing here decides about
 * data: each room does.  What is to be written where is output.h's business.
 */
#ifndef MUSTER_RUN_PIPELINE_H
#define MUSTER_RUN_PIPELINE_H

#include "read/input.h"
#include "report/explain.h"
#include "report/template.h"
#include "roster/roster.h"

/* KEY=VALUE of a --set, in the order given. */
struct setting {
	struct str key, value;
};

/* What must hold of the inputs of a run; all zero: nothing. */
struct limits {
	uint32_t needs;               /* bit set of kinds that must be there */
	struct pos needs_at;          /* where that is said, if anywhere   */
	int64_t min_rows;             /* data rows of each of those kinds  */
	int64_t max_age_days;         /* of the newest file; 0: any        */
	int64_t now;                  /* seconds since 1970, for that      */
	bool compare;                 /* rows with those of the last run   */
	int64_t max_change_bp;
	int64_t last_rows[KIND_N];    /* its data rows; 0: had none        */
};

enum { JOBS_MOST = 64 };

struct run_options {
	const struct str *file;       /* files and folders, "-" for stdin  */
	ptrdiff_t n_file;
	struct str rules, model, template; /* NAME of a shipped one, or FILE;
	                                 "": the report's own for the last two */
	const struct setting *set;
	ptrdiff_t n_set;
	date as_of;
	struct dialect_options dialect;
	int64_t max_rejects_bp;       /* of a kind's data rows             */
	struct str version;           /* of the program, for the document  */
	struct str columns;           /* a column lock (columns.h), or ""  */
	struct limits limits;
	struct progress progress;
	bool changes;                 /* record what texts became          */
	struct explain *explain;      /* an id watched: reports make their
	                                 parts of the page about it instead of
	                                 documents; or NULL                */
	int jobs;                     /* threads that may read a file, up to
	                                 JOBS_MOST; of 2 one may draw the
	                                 workbook                          */
};

/* A text that a run is made with: rules, a model, a template. */
struct source {
	struct str name;              /* as it was named, or the shipped one's */
	struct str hash;              /* of the text (base/hash.h)         */
};

struct run;

/* A report the program can make. */
struct report {
	const char *name;             /* "pay": file names, templates      */
	const char *model;            /* the shipped one used if none is named */
	uint32_t kinds;               /* bit set of the kinds it reads     */
	enum kind needs;              /* the kind it cannot do without     */
	bool records;                 /* it judges records of credentials  */
	int64_t min_group;            /* people a group must have, where
	                                 nobody says otherwise             */

	/* Load what it needs beside the rules: its model, its template. */
	enum st (*load)(struct run *, const struct run_options *);

	/* Whether a file of a kind it reads has the columns it needs; each
	 * one that is not there is a COLUMN_MISSING finding. */
	bool (*columns)(struct run *, const struct input *);

	/* Make run->document of the rows read. */
	enum st (*make)(struct run *, const struct run_options *);

	/* Instead of that: its part of the page about the person watched,
	 * whatever limits the data breaks. */
	void (*explain)(struct run *, const struct run_options *);
};

/* The reports there are. */
extern const struct report report_pay, report_credentials, report_placement;

/* One report of a run: what it was made with, found, and says. */
struct run {
	struct arena *mem;
	const struct report *report;
	const struct run_options *options; /* its own, or NULL: the shared */
	struct diags diags;
	struct ledger ledger;
	struct rules *rules;          /* these three are shared            */
	struct regex_scratch *regex;
	struct roster_build *build;
	bool more;                    /* another report of the same rows is
	                                 to be made after this one         */
	struct source model, template;
	void *own;                    /* the report's own                  */
	const struct roster *roster;  /* NULL likewise                     */
	struct document *document;    /* NULL unless the run came that far */
	enum st st;                   /* what stopped this report, if any  */
};

/* The reports that one reading of the inputs makes. */
struct runs {
	struct arena *mem;
	struct run *v;
	ptrdiff_t n;
	struct diags diags;           /* what stopped all of them, if any  */
	struct ledger ledger;         /* of the reading                    */
	const struct changes *read;   /* by runs_look; or NULL             */
	struct rules *rules;
	struct source rules_from;
	struct regex_scratch *regex;
	struct roster_build *build;
	struct input **input;         /* [n_input], read and closed        */
	ptrdiff_t n_input;
	struct progress progress;
};

/* Empty runs of n reports in an arena that outlives them. */
void runs_begin(struct runs *, struct arena *,
                const struct report *const *report, ptrdiff_t n);

/* Release what is not the arena's: compiled patterns, rows. */
void runs_end(struct runs *);

/*
 * Read the inputs once and make every report.  ST_OK and a document each; else
 * the status of the first thing that stopped a report, with the finding that
 * says why among those of the report, or of all.  Ledgers and findings are as
 * complete as the run got; after ST_DATA they hold every row.  With an id
 * watched a report that lacks a column is left out while another has its own.
 */
enum st runs_make(struct runs *, const struct run_options *shared) MUST_CHECK;

/*
 * Only look at the files, as runs_make does, and read them through, for those
 * who want to know what would be read.  `looked` is called for each file, in
 * the order named, before the first is read.  After ST_OK runs->read says what
 * the texts of staff, experience, skills and credentials became.
 */
enum st runs_look(struct runs *, const struct run_options *,
                  void (*looked)(void *ctx, const struct runs *,
                                 const struct input *), void *ctx) MUST_CHECK;

/*
 * For reports: whether the ledger balances and the data keeps its limits.
 * ST_BUG, or ST_DATA after REJECTS_LIMIT or another DATA finding.
 */
enum st run_check_limits(struct run *, const struct run_options *) MUST_CHECK;

/* For reports: a COLUMN_MISSING finding that names the nearest headers. */
void run_column_missing(struct run *, const struct input *, enum field,
                        const char *what);

/* For reports: the text of the model that is named, or of their own. */
enum st run_model_text(struct run *, const struct run_options *,
                       struct str *file, struct str *text) MUST_CHECK;

/* For reports: the template that is named, or their own. */
enum st run_load_template(struct run *, const struct run_options *,
                          struct template **) MUST_CHECK;

/* "base_hourly=14.50, cap=10%": the settings, as the report says them. */
struct str run_settings(struct arena *, const struct run_options *);

#endif
