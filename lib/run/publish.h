/* SPDX-License-Identifier: MIT */
/*
 * Publishing: the files of a run appear together or not at all.
 *
 *     DIR/2026-10 -> .sets/2026-10.7      what readers open
 *     DIR/latest -> 2026-10               the newest month that there is
 *     DIR/.sets/2026-10.7/pay.xlsx ...    a set; never written to again
 *     DIR/failed/pay-rejects.csv          of a run that came to nothing
 *
 * A set is written into a directory of its own that no reader knows, synced,
 * and committed by swapping the one link.  Killed at any instant, a run leaves
 * the old set or the new one, never a mixture.
 *
 * Reports of one month share its set: what other reports put there is linked
 * into the new set.  A file belongs to the report that its name begins with,
 * before ".", "-rejects.", "-changes." or "-audit."; a run takes over all files of the
 * reports it writes, so that no old pay.json stands beside a new pay.txt.
 *
 * A set that was replaced stays, for those who are still reading it, until the
 * next run: that removes all sets that no link names.  Two runs in one folder
 * are not kept apart here: that is for the folder's lock (folder.h), held
 * around all of this.
 *
 * All of it is readable for its owner only: directories 0700, files 0600.
 */
#ifndef MUSTER_RUN_PUBLISH_H
#define MUSTER_RUN_PUBLISH_H

#include "base/date.h"
#include "run/files.h"

struct publish;                       /* a set being made                  */

/*
 * Whether a set of that month can be published in a folder, made if it is not
 * there: what publish_begin says, before any work was done.
 */
enum st publish_check(struct arena *, const char *dir, date as_of,
                      struct diags *) MUST_CHECK;

/*
 * Begin the set of the month of `as_of` in a folder, made if it is not there.
 * NULL, with *st ST_IO and an OUTPUT finding, when the folder cannot be
 * written to or cannot hold links, or when DIR/YYYY-MM or DIR/latest is there
 * and is not a link of ours; nothing of it is touched then.
 */
struct publish *publish_begin(struct arena *, const char *dir, date as_of,
                              struct diags *, enum st *);

/*
 * The path to write a file of the set to.  `name` is a plain name, without
 * "/" and not beginning with a dot; the file need not come about.
 */
const char *publish_file(struct publish *, const char *name);

/* The folder of the set: room for temporary files, if they go in time. */
const char *publish_dir(const struct publish *);

/* The report that a file belongs to: "pay" of "pay-rejects.csv". */
struct str publish_report(struct str name);

/* The set as an open folder, valid until it is used up. */
int publish_fd(const struct publish *);

/* The path of a file of the month's set as it stands; "" if there is none. */
struct str publish_old(const struct publish *, const char *name);

/* Write a whole file of the set, mode 0600.  ST_IO after OUTPUT. */
enum st publish_write(struct publish *, const char *name, struct str)
	MUST_CHECK;

/*
 * Make the set the month's.  On ST_OK *set, if not NULL, is "DIR/YYYY-MM".
 * On ST_IO, after OUTPUT, the old set stands and the new one is gone; after
 * OUTPUT_UNSYNCED the new one stands.
 * Either way the struct is used up.
 */
enum st publish_commit(struct publish *, struct str *set) MUST_CHECK;

/* Give up: the set is removed, everything else is as it was.  Used up. */
void publish_abort(struct publish *);

/* Write DIR/failed/NAME, whole, in place of an older one; makes DIR. */
enum st publish_failed(struct arena *, const char *dir, const char *name,
                       struct str, struct diags *);

#endif
