/* SPDX-License-Identifier: MIT */
#include "report/rejects.h"

#include "base/mask.h"

/* Spreadsheets run cells that begin so. */
static bool
like_formula(struct str s)
{
	return s.len && s.s[0] && strchr("=+-@\t\r\n", s.s[0]);
}

struct str
csv_cell(struct arena *mem, struct str s)
{
	struct sbuf b = { .mem = mem };
	bool quote = like_formula(s);

	s = mask_ssn(mem, s);
	for (ptrdiff_t i = 0; i < s.len; i++)
		quote |= strchr(",\"\r\n;\t", s.s[i]) && s.s[i];
	if (quote)
		sbuf_put(&b, STR("\""));
	if (like_formula(s))
		sbuf_put(&b, STR("'"));
	for (ptrdiff_t i = 0; i < s.len; i++)
		sbuf_fill(&b, s.s[i], s.s[i] == '"' ? 2 : 1);
	if (quote)
		sbuf_put(&b, STR("\""));
	return sbuf_str(&b);
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
		const struct diag *x = &d->v[i];
		const struct diag_info *info = &diag_info[x->code];

		if (info->severity != SEV_REJECT)
			continue;
		sbuf_fmt(&b, "%s,%lld,%lld,%s,%s,%s,%s",
		         csv_cell(mem, x->at.file).s, (long long)x->at.line,
		         (long long)x->at.last_line, info->name,
		         csv_cell(mem, x->field).s,
		         values ? csv_cell(mem, x->value).s : "",
		         csv_cell(mem, str_of(info->does)).s);
		if (row)
			sbuf_fmt(&b, ",%s", csv_cell(mem, row[i]).s);
		sbuf_fill(&b, '\n', 1);
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
			struct str s = row[c].kind == CELL_TEXT
				? csv_cell(&scratch, row[c].s)
				: row[c].kind == CELL_COUNT
				? decimal_str(&scratch, row[c].n, 0, 0, false)
				: STR("");

			sbuf_fmt(&b, "%s%.*s", c ? "," : "", FMT(s));
		}
		sbuf_fill(&b, '\n', 1);
		arena_rewind(&scratch, mark);
	}
	arena_free(&scratch);
	return sbuf_str(&b);
}
