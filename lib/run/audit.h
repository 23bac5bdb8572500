/* SPDX-License-Identifier: MIT */
/*
 * The audit: every single change of the record of changes, with its place.
 */
#ifndef MUSTER_RUN_AUDIT_H
#define MUSTER_RUN_AUDIT_H

#include "run/pipeline.h"

/*
 * Write kind,field,as,raw,canonical,rule,rule_line,file,line of every cell
 * that a report took for something else than what is written there, in the
 * order of the files, as CSV guarded like the other side files.
 *
 * The files are read once more for it, a row at a time, so that memory does
 * not grow with them; standard input cannot be.  ST_IO after a finding of the runs together.
 */
enum st audit_write(struct arena *, struct runs *, const struct run *,
                    const struct run_options *, const char *path) MUST_CHECK;

#endif
