/* SPDX-License-Identifier: MIT */
#include "report/expr.h"

static const struct expr *
leaf(struct arena *mem, struct expr e)
{
	struct expr *x = NEW(mem, 1, struct expr);

	*x = e;
	return x;
}

const struct expr *
expr_number(struct arena *mem, int64_t n, int places)
{
	return leaf(mem, (struct expr){ .op = EXPR_NUMBER, .n = n,
	                                .places = places });
}

const struct expr *
expr_word(struct arena *mem, struct str s)
{
	return leaf(mem, (struct expr){ .op = EXPR_WORD, .s = s });
}

const struct expr *
expr_name(struct arena *mem, struct str operand)
{
	return leaf(mem, (struct expr){ .op = EXPR_NAME, .s = operand });
}

const struct expr *
expr_cell(struct arena *mem, const char *column)
{
	return leaf(mem, (struct expr){ .op = EXPR_CELL,
	                                .s = str_of(column) });
}

const struct expr *
expr_column(struct arena *mem, const char *table, const char *column)
{
	return leaf(mem, (struct expr){ .op = EXPR_COLUMN,
	                                .table = str_of(table),
	                                .s = str_of(column) });
}

const struct expr *
expr_make(struct arena *mem, enum expr_op op, const struct expr *const *arg,
          ptrdiff_t n_arg)
{
	const struct expr **copy = NEW(mem, n_arg, const struct expr *);

	memcpy(copy, arg, (size_t)n_arg * sizeof *copy);
	return leaf(mem, (struct expr){ .op = op, .arg = copy,
	                                .n_arg = n_arg });
}

const struct expr *
expr_round(struct arena *mem, enum expr_op op, const struct expr *x,
           int places)
{
	return EXPR(mem, op, x, expr_number(mem, places, 0));
}
