/* SPDX-License-Identifier: MIT */
/*
 * The starter job: a folder to begin with and to edit.
 *
 *     DIR/job.yaml cohort.yaml       what `muster run` does, with comments
 *     DIR/rules/ models/ reports/    copies of the shipped ones, to edit
 *     DIR/samples/                   sample data, apart from one's own
 *     DIR/.muster-init               which files these were, with their hashes
 *
 * What there is to write is what was compiled in: a new template or sample is
 * part of it by being there.  A file that was there before, or was edited
 * since, is never touched.
 */
#ifndef MUSTER_RUN_STARTER_H
#define MUSTER_RUN_STARTER_H

#include "run/files.h"

/*
 * Write the starter job.  *kept gets the files that are left as they are
 * because they are not what was written here.  ST_IO after OUTPUT.
 */
enum st starter_write(struct arena *, const char *dir, struct names *kept,
                      struct diags *) MUST_CHECK;

#endif
