/* SPDX-License-Identifier: MIT */
#include "report/document.h"

enum { MONTHS_APART = 3 };

/* Put a block in front of the i-th, on its sheet. */
static void
insert(struct document *d, ptrdiff_t at, enum block_kind kind,
       unsigned formats, struct str text)
{
	struct str sheet = d->blocks.n ? d->blocks.v[0].sheet : STR("");

	document_block(d, kind);
	memmove(d->blocks.v + at + 1, d->blocks.v + at,
	        (size_t)(d->blocks.n - 1 - at) * sizeof *d->blocks.v);
	d->blocks.v[at] = (struct block){ .kind = kind, .formats = formats,
		                          .audience = AUDIENCE_AGGREGATE,
		                          .sheet = sheet, .text = text };
}

bool
document_state_dates(struct document *d)
{
	struct str as_of = date_str(d->mem, d->as_of);
	struct str newest = date_str(d->mem, d->newest);
	bool apart = d->newest != DATE_NONE &&
	             date_add_months(d->newest, MONTHS_APART) < d->as_of;
	struct str text = d->newest == DATE_NONE
		? str_fmt(d->mem, "As of %s; no date in the data says how new "
		          "it is.", as_of.s)
		: str_fmt(d->mem, "As of %s; the newest date in the data is "
		          "%s.", as_of.s, newest.s);
	ptrdiff_t at = 0;

	while (at < d->blocks.n && (d->blocks.v[at].kind == BLOCK_WARNING ||
	                            d->blocks.v[at].tiles))
		at++;
	if (apart)
		insert(d, at++, BLOCK_WARNING, IN_TEXT | IN_XLSX | IN_JSON,
		       str_fmt(d->mem, "The newest date in the data, %s, is "
		               "more than three months before the as-of date "
		               "%s: are these the current exports?", newest.s,
		               as_of.s));
	/* below the title that a report begins with */
	while (at < d->blocks.n && d->blocks.v[at].kind == BLOCK_HEADING)
		at++;
	insert(d, at, BLOCK_PARAGRAPH, IN_TEXT | IN_XLSX, text);
	return apart;
}
