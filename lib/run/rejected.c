/* SPDX-License-Identifier: MIT */
#include "run/rejected.h"

#include <stdlib.h>

/* A record that findings of one file are about. */
struct wanted {
	struct excerpt x;
	ptrdiff_t finding;
};

static int
by_line(const void *a, const void *b)
{
	const struct wanted *x = a, *y = b;

	return (x->x.line > y->x.line) - (x->x.line < y->x.line);
}

static bool
is_of(const struct diag *x, struct str path)
{
	return diag_info[x->code].severity == SEV_REJECT && x->at.line &&
	       str_eq(x->at.file, path);
}

/* The rejects of one file, in order of line. */
static ptrdiff_t
rejects_of(const struct diags *d, struct str path, struct wanted *w)
{
	ptrdiff_t n = 0;

	for (ptrdiff_t i = 0; i < d->n; i++)
		if (is_of(&d->v[i], path))
			w[n++] = (struct wanted){ {
				d->v[i].at.line, d->v[i].at.last_line,
				{ "", 0 } }, i };
	qsort(w, (size_t)n, sizeof *w, by_line);
	return n;
}

/* Read one file again, each record once whatever was found about it. */
static void
read_again(struct arena *mem, struct input *in, const struct wanted *w,
           ptrdiff_t n, struct str *row)
{
	struct excerpt *x = NEW(mem, n, struct excerpt);
	ptrdiff_t records = 0, at = 0;

	for (ptrdiff_t i = 0; i < n; i++)
		if (!records || x[records - 1].line != w[i].x.line)
			x[records++] = w[i].x;
	input_excerpts(in, mem, x, records);
	for (ptrdiff_t i = 0; i < n; i++) {
		at += x[at].line != w[i].x.line;
		row[w[i].finding] = x[at].text;
	}
}

const struct str *
rejected_rows(struct arena *mem, const struct runs *rs, const struct diags *d)
{
	struct str *row = NEW(mem, d->n, struct str);
	struct wanted *w = NEW(mem, d->n, struct wanted);

	for (ptrdiff_t i = 0; i < d->n; i++)
		row[i] = STR("");
	for (ptrdiff_t i = 0; i < rs->n_input; i++) {
		struct str path = rs->ledger.v[input_file(rs->input[i])].path;
		ptrdiff_t n = rejects_of(d, path, w);

		if (n)
			read_again(mem, rs->input[i], w, n, row);
	}
	return row;
}
