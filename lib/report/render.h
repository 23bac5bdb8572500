/* SPDX-License-Identifier: MIT */
/*
 * The three renderers.  Each draws a document that document_for() returned,
 * and nothing else; each gives the same bytes for the same document.
 */
#ifndef MUSTER_REPORT_RENDER_H
#define MUSTER_REPORT_RENDER_H

#include "base/diag.h"
#include "report/document.h"

/* Plain text, 80 columns, ASCII rules, UTF-8 names; the first line is the
 * subject. */
struct str render_text(struct arena *, const struct document *);

/* JSON, readable layout, ends with a newline. */
struct str render_json(struct arena *, const struct document *);

/*
 * A workbook at `path` (created, mode 0600); `tmpdir` is where the library
 * may put its temporary files.  Checked after closing: every part is read
 * back.  ST_IO after an OUTPUT finding; the file is then incomplete and the
 * caller throws it away.
 */
enum st render_xlsx(struct arena *, const struct document *,
                    const char *path, const char *tmpdir, struct diags *)
	MUST_CHECK;

/*
 * The second workbook: a sheet for each table that stands apart (struct
 * block), written row by row, so that a roster of any length takes no memory.
 * Values only.  Results as render_xlsx().
 */
enum st render_xlsx_apart(struct arena *, const struct document *,
                          const char *path, const char *tmpdir,
                          struct diags *) MUST_CHECK;

/* Whether the document has such a table. */
bool document_has_apart(const struct document *);

/* The version of libxlsxwriter, for those who ask what a file was made with. */
const char *xlsx_library(void);

#endif
