/* SPDX-License-Identifier: MIT */
/*
 * The output folder as a run holds it: locked for itself, told how it ended.
 *
 *     DIR/.muster.lock     never removed; pid and start of who holds it
 *     DIR/last-run.txt     of the last run, if that failed
 *
 * The lock is flock's: it goes with the process that holds it, however that
 * ends, and what is written inside is for people only.
 */
#ifndef MUSTER_RUN_FOLDER_H
#define MUSTER_RUN_FOLDER_H

#include "base/date.h"
#include "run/files.h"

struct folder;

/*
 * Make the folder where missing, take its lock, and see that a set of that
 * month can be published there.
 *
 *   who      a line for those who find it locked: "pid 12, since ..."
 *   error    NULL when it is not ours: *st is ST_IO after OUTPUT, or ST_LOCKED
 *            with *holder the line of the run that has it ("" if it did not
 *            say yet).  A folder, and ST_IO after OUTPUT, when it is ours but
 *            cannot be published to.
 */
struct folder *folder_open(struct arena *, const char *dir, date as_of,
                           struct str who, struct diags *, enum st *st,
                           struct str *holder);

/*
 * Say how the run ended: the text of last-run.txt, or "" after a success,
 * when an older one is removed.  A text that cannot be written is lost: the
 * run has failed as it is.
 */
void folder_ended(struct arena *, struct folder *, struct str last_run);

/* Give the lock back; NULL is fine. */
void folder_close(struct folder *);

#endif
