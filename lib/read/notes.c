/* SPDX-License-Identifier: MIT */
/* Findings about how a record was written. */
#include "read/csvin_int.h"

void
record_notes(struct diags *d, struct str path, const struct record *r,
             bool wanted)
{
	struct pos at = { .file = path, .line = r->line,
	                  .last_line = r->last_line };
	struct arena scratch = arena_like(d->mem);
	struct str raw = encoding_text(&scratch, r->raw), none = { "", 0 };

	if (r->what == RECORD_DAMAGED && wanted)
		diag_add(d, DIAG_ROW_DAMAGED, at, none, raw, "%s", "");
	if (r->repaired)
		diag_add(d, DIAG_ROW_REPAIRED, at, none, raw, "%s", "");
	if (r->recoded)
		diag_add(d, DIAG_ENCODING_ROW, at, none, none, "%s", "");
	if (r->mended)
		diag_add(d, DIAG_ENCODING_MENDED, at, none, none, "%s", "");
	if (r->bad)
		diag_add(d, DIAG_ENCODING_BYTE, at, none, none,
		         "%d of this row", r->bad);
	if (r->nuls)
		diag_add(d, DIAG_NUL_BYTE, at, none, none, "%d in this row",
		         r->nuls);
	if (r->n > r->kept)
		diag_add(d, DIAG_ROW_CUT, at, none, none, "%d fields, at most "
		         "%d are kept", r->n, r->kept);
	arena_free(&scratch);
}
