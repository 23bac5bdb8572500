/* SPDX-License-Identifier: MIT */
/*
 * The side file of rejects: one line a finding that cost a row, as CSV.
 */
#ifndef MUSTER_REPORT_REJECTS_H
#define MUSTER_REPORT_REJECTS_H

#include "base/diag.h"

/*
 * file,first_line,last_line,code,field,value,what_was_done in UTF-8, RFC 4180,
 * LF.  A value that a spreadsheet would take for a formula gets an apostrophe
 * in front; nine digits in the groups of a social security number are masked.
 * Without `values` that column is empty (the shareable edition).
 */
struct str rejects_csv(struct arena *, const struct diags *, bool values);

/* One cell as RFC 4180 wants it, guarded as above. */
struct str csv_cell(struct arena *, struct str);

#endif
