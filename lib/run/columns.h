/* SPDX-License-Identifier: MIT */
/*
 * The column lock: which columns the files had when somebody looked at them.
 *
 *     columns:
 *       - kind: staff
 *         file: exports/staff.csv      # where they were seen
 *         headers:                     # in order; the field, if it is read
 *           - ["Employee ID", person_id]
 *           - ["Remarks"]
 *
 * A file of a kind must have exactly the columns of one entry of that kind, in
 * that order and read as the same fields; otherwise the run stops and says
 * what moved.
 */
#ifndef MUSTER_RUN_COLUMNS_H
#define MUSTER_RUN_COLUMNS_H

#include "read/input.h"

/* A file's columns, to be locked. */
struct locked_file {
	struct str path;
	const struct shape *shape;
};

/* The text of a lock of these files; alike ones are one entry. */
struct str columns_text(struct arena *, const struct locked_file *,
                        ptrdiff_t n);

/*
 * Compare files with a lock.  ST_OK when all are as they were; else ST_DATA
 * after COLUMNS_CHANGED, ST_IO after FILE_OPEN, ST_CONFIG after YAML_*.
 */
enum st columns_check(struct arena *, struct str lock,
                      const struct locked_file *, ptrdiff_t n, struct diags *)
	MUST_CHECK;

#endif
