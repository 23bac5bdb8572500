/* SPDX-License-Identifier: MIT */
#include "report/xlsx_int.h"

#include <xlsxwriter.h>

enum { NAME_BYTES = 200 }; /* Excel takes 255 characters */

struct str
xlsx_fresh_name(struct xlsx_book *b, const char *prefix, struct str operand)
{
	struct sbuf plain = { .mem = b->mem };

	sbuf_put(&plain, str_of(prefix));
	for (ptrdiff_t i = 0; i < operand.len && plain.n < NAME_BYTES; i++) {
		char c = operand.s[i];
		bool fits = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
		            (c >= '0' && c <= '9');

		sbuf_fill(&plain, fits ? c : '_', 1);
	}
	struct str base = sbuf_str(&plain), name = base;
	for (int64_t i = 2;; i++) {
		char *lower = (char *)(uintptr_t)str_dup(b->mem, name).s;

		for (char *p = lower; *p; p++)
			*p = (char)(*p >= 'A' && *p <= 'Z' ? *p + 32 : *p);
		if (intern_find(&b->taken, str_of(lower)) == INTERN_NONE) {
			intern_put(&b->taken, str_of(lower));
			return name;
		}
		name = str_fmt(b->mem, "%.*s_%lld", FMT(base), (long long)i);
	}
}

void
xlsx_name(struct xlsx_book *b, struct str operand)
{
	if (intern_find(&b->operands, operand) != INTERN_NONE)
		return;
	uint32_t id = intern_put(&b->operands, operand);
	while (b->names.n <= id)
		*VEC_PUSH(b->mem, &b->names) = STR("");
	b->names.v[id] = xlsx_fresh_name(b, "model_", operand);
}

struct str
xlsx_name_of(const struct xlsx_book *b, struct str operand)
{
	uint32_t id = intern_find(&b->operands, operand);

	return id == INTERN_NONE || id >= b->names.n ? STR("")
	                                             : b->names.v[id];
}

void
xlsx_define(struct xlsx_book *b, struct str operand,
            const struct xlsx_sheet *s, ptrdiff_t row, ptrdiff_t col)
{
	char at[32];

	if (b->err)
		return;
	lxw_rowcol_to_cell_abs(at, (lxw_row_t)row, (lxw_col_t)col, true, true);
	struct str where = str_fmt(b->mem, "='%.*s'!%s", FMT(s->name), at);
	xlsx_must(b, workbook_define_name(b->wb, xlsx_name_of(b, operand).s,
	                                  where.s));
}

const struct xlsx_place *
xlsx_place_of(const struct xlsx_book *b, struct str table)
{
	for (ptrdiff_t i = 0; i < b->places.n; i++)
		if (str_eq(b->places.v[i].table->key, table))
			return &b->places.v[i];
	return NULL;
}
