/* SPDX-License-Identifier: MIT */
#include "report/rejects.h"

#include "base/mask.h"

/* Spreadsheets run cells that begin so. */
static bool
like_formula(struct str s)
{
	return s.len && s.s[0] && strchr("=+-@\t\r\n", s.s[0]);
}

/* Whether a text has something that a reader of CSV could take for an end. */
static bool
has_signs(struct str s)
{
	for (ptrdiff_t i = 0; i < s.len; i++)
		switch (s.s[i]) {
		case ',': case '"': case '\r': case '\n': case ';': case '\t':
			return true;
		}
	return false;
}

void
csv_put(struct sbuf *b, struct str s)
{
	bool quote = like_formula(s);

	s = mask_ssn(b->mem, s);
	if (!quote && !has_signs(s)) {
		sbuf_put(b, s);
		return;
	}
	sbuf_put(b, like_formula(s) ? STR("\"'") : STR("\""));
	while (s.len) {
		ptrdiff_t at = str_chr(s, '"'), n = at < 0 ? s.len : at + 1;

		sbuf_put(b, (struct str){ s.s, n });
		sbuf_fill(b, '"', at >= 0);
		s = str_skip(s, n);
	}
	sbuf_fill(b, '"', 1);
}

static void
put_reject(struct sbuf *b, const struct diag *x, bool values,
           const struct str *row)
{
	const struct diag_info *info = &diag_info[x->code];

	csv_put(b, x->at.file);
	sbuf_fmt(b, ",%lld,%lld,%s,", (long long)x->at.line,
	         (long long)x->at.last_line, info->name);
	csv_put(b, x->field);
	sbuf_fill(b, ',', 1);
	csv_put(b, values ? x->value : STR(""));
	sbuf_fill(b, ',', 1);
	csv_put(b, str_of(info->does));
	if (row) {
		sbuf_fill(b, ',', 1);
		csv_put(b, *row);
	}
	sbuf_fill(b, '\n', 1);
}

struct str
rejects_csv(struct arena *mem, const struct diags *d, bool values,
            const struct str *row)
{
	struct sbuf b = { .mem = mem };
	int64_t shown = 0;

	sbuf_fmt(&b, "file,first_line,last_line,code,field,value,"
	         "what_was_done%s\n", row ? ",row" : "");
	for (ptrdiff_t i = 0; i < d->n; i++) {
		if (diag_info[d->v[i].code].severity != SEV_REJECT)
			continue;
		put_reject(&b, &d->v[i], values, row ? row + i : NULL);
		shown++;
	}
	if (diags_of(d, SEV_REJECT) > shown)
		sbuf_fmt(&b, ",,,,,,and %lld more%s\n",
		         (long long)(diags_of(d, SEV_REJECT) - shown),
		         row ? "," : "");
	return sbuf_str(&b);
}

struct str
table_csv(struct arena *mem, const struct doc_table *t)
{
	struct sbuf b = { .mem = mem };
	struct cell *buf = NEW(mem, t->n_col, struct cell);
	struct arena scratch = arena_like(mem);

	for (ptrdiff_t c = 0; c < t->n_col; c++)
		sbuf_fmt(&b, "%s%.*s", c ? "," : "", FMT(t->col[c].key));
	sbuf_fill(&b, '\n', 1);
	for (ptrdiff_t r = 0; r < t->n_row; r++) {
		struct arena_mark mark = arena_mark(&scratch);
		const struct cell *row = doc_table_row(t, r, buf, &scratch);

		for (ptrdiff_t c = 0; c < t->n_col; c++) {
			sbuf_fill(&b, ',', c > 0);
			if (row[c].kind == CELL_TEXT)
				csv_put(&b, row[c].s);
			else if (row[c].kind == CELL_COUNT)
				sbuf_put(&b, decimal_str(&scratch, row[c].n,
				                         0, 0, false));
		}
		sbuf_fill(&b, '\n', 1);
		arena_rewind(&scratch, mark);
	}
	arena_free(&scratch);
	return sbuf_str(&b);
}
