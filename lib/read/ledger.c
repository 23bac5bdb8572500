/* SPDX-License-Identifier: MIT */
#include "read/ledger.h"

const struct class_info class_info[ROW_NCLASS] = {
#define CLASS(symbol, name, meaning) { name, meaning },
#include "read/class.def"
#undef CLASS
};

static int64_t
class_sum(const struct ledger_file *f, int from, int to)
{
	int64_t n = 0;

	for (int c = from; c <= to; c++)
		n += f->count[c];
	return n;
}

int64_t
ledger_data_rows(const struct ledger_file *f)
{
	return class_sum(f, ROW_USED, ROW_UNMATCHED);
}

int64_t
ledger_rows_read(const struct ledger_file *f)
{
	return f->read - class_sum(f, ROW_UNMATCHED + 1, ROW_NCLASS - 1);
}

struct ledger_file
ledger_sum(const struct ledger *l, enum kind kind)
{
	struct ledger_file sum = { .kind = kind };

	for (ptrdiff_t i = 0; i < l->n; i++) {
		const struct ledger_file *f = &l->v[i];

		if (kind != KIND_NONE && f->kind != kind)
			continue;
		sum.bytes += f->bytes;
		sum.read += f->read;
		for (int c = 0; c < ROW_NCLASS; c++)
			sum.count[c] += f->count[c];
	}
	return sum;
}

bool
ledger_balances(const struct ledger *l)
{
	for (ptrdiff_t i = 0; i < l->n; i++)
		if (l->v[i].read != class_sum(&l->v[i], 0, ROW_NCLASS - 1))
			return false;
	return true;
}
