/* SPDX-License-Identifier: MIT */
/*
 * Where a run's reports go: to standard output as bytes, or as a set into a
 * folder.
 */
#ifndef MUSTER_RUN_OUTPUT_H
#define MUSTER_RUN_OUTPUT_H

#include "report/alias.h"
#include "run/pipeline.h"

struct output {
	struct edition edition;       /* min_group 0: each report's own    */
	unsigned formats;             /* of enum doc_format                */
	const char *dir;              /* or NULL                           */
	date as_of;
	bool rejects_full;            /* rejects with their whole rows     */
	bool audit;                   /* every single change; not for a
	                                 shareable edition                 */
};

/* The edition of one report. */
struct edition output_edition(const struct run *, const struct output *);

/* What the files of a ledger are called in a shareable edition. */
struct aliases output_aliases(struct arena *, const struct ledger *);

/* A report in the one format that is set, as bytes. */
enum st output_bytes(struct arena *, struct run *, const struct output *,
                     struct str *bytes) MUST_CHECK;

/*
 * The set DIR/YYYY-MM/ of all reports: REPORT.txt, .xlsx, .json as asked,
 * REPORT-rejects.csv, REPORT-changes.csv and the manifest, all of it or nothing.  The folder's
 * lock is held (folder.h).  *set gets the folder's name; findings are those of
 * the runs together.
 */
enum st output_set(struct arena *, struct runs *,
                   const struct run_options *shared, const struct output *,
                   struct str *set) MUST_CHECK;

/* After ST_DATA: all rejects in DIR/failed/.  A failure to write them is one
 * more finding. */
void output_failed(struct arena *, struct runs *, const struct output *);

#endif
