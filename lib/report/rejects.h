/* SPDX-License-Identifier: MIT */
/*
 * The side files: rejects, one line a finding that cost a row, and the record
 * of changes, as CSV.
 */
#ifndef MUSTER_REPORT_REJECTS_H
#define MUSTER_REPORT_REJECTS_H

#include "base/diag.h"
#include "report/document.h"

/*
 * file,first_line,last_line,code,field,value,what_was_done in UTF-8, RFC 4180,
 * LF.  A value that a spreadsheet would take for a formula gets an apostrophe
 * in front; what looks like a Social Security number is masked (base/mask.h).
 * Without `values` that column is empty (the shareable edition).
 *
 *   row   one a finding, d->n of them: a last column, the record as it stands
 *         in its file; or NULL
 */
struct str rejects_csv(struct arena *, const struct diags *, bool values,
                       const struct str *row);

/*
 * All rows of a table likewise, its keys as the header: of the record of
 * changes.
 */
struct str table_csv(struct arena *, const struct doc_table *);

/* Append one cell as RFC 4180 wants it, guarded as above. */
void csv_put(struct sbuf *, struct str);

#endif
