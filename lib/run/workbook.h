/* SPDX-License-Identifier: MIT */
/*
 * The workbook of a report, drawn while its other outputs are made.
 *
 * Drawing reads the document, and through it what the document is made from;
 * it writes to an arena and findings of its own and to its file.  So a thread
 * may do it, as long as nobody changes the document or the roster meanwhile.
 */
#ifndef MUSTER_RUN_WORKBOOK_H
#define MUSTER_RUN_WORKBOOK_H

#include "report/document.h"
#include "base/diag.h"

/*
 * Begin the workbook `path`, and `apart` of the tables that stand apart (NULL:
 * none), with temporary files in `dir`.  With `beside` a thread draws it, if
 * one can be had, else workbook_end() does.  Ended before the arena is.
 */
struct workbook *workbook_begin(struct arena *, const struct document *,
                                const char *path, const char *apart,
                                const char *dir, bool beside);

/* See it done; findings say what failed. */
enum st workbook_end(struct workbook *, struct diags *) MUST_CHECK;

#endif
