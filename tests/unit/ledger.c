/* SPDX-License-Identifier: MIT */
/* Sums over the classes of records. */
#include "read/ledger.h"

#include "mem.h"
#include "unit.h"

static void
sums(void)
{
	struct arena mem = mem_arena();
	struct ledger l = { .mem = &mem };

	*VEC_PUSH(&mem, &l) = (struct ledger_file){
		.kind = K_STAFF, .read = 8, .bytes = 100,
		.count = { [ROW_USED] = 3, [ROW_REJECTED] = 1,
		           [ROW_UNMATCHED] = 1, [ROW_HEADER] = 1,
		           [ROW_BLANK] = 2 } };
	*VEC_PUSH(&mem, &l) = (struct ledger_file){
		.kind = K_SKILLS, .read = 2, .bytes = 10,
		.count = { [ROW_USED] = 1, [ROW_HEADER] = 1 } };
	*VEC_PUSH(&mem, &l) = (struct ledger_file){
		.kind = K_STAFF, .read = 2, .bytes = 20,
		.count = { [ROW_CONFLICT] = 1, [ROW_TOTAL] = 1 } };

	OK(ledger_data_rows(&l.v[0]) == 5, "used, rejected and unmatched");
	OK(ledger_data_rows(&l.v[2]) == 1, "a total is no data row");
	struct ledger_file staff = ledger_sum(&l, K_STAFF);
	struct ledger_file all = ledger_sum(&l, KIND_NONE);
	OK(staff.read == 10 && staff.bytes == 120 &&
	   staff.count[ROW_USED] == 3 && staff.count[ROW_CONFLICT] == 1,
	   "of a kind");
	OK(all.read == 12 && all.count[ROW_USED] == 4, "of all files");
	OK(ledger_sum(&l, K_EXAMS).read == 0, "of a kind there is none of");
	arena_free(&mem);
}

static void
balance(void)
{
	struct arena mem = mem_arena();
	struct ledger l = { .mem = &mem };

	OK(ledger_balances(&l), "nothing balances");
	struct ledger_file *f = VEC_PUSH(&mem, &l);
	*f = (struct ledger_file){ .read = ROW_NCLASS };
	for (int c = 0; c < ROW_NCLASS; c++)
		f->count[c] = 1;
	OK(ledger_balances(&l), "every class counts");
	*VEC_PUSH(&mem, &l) = (struct ledger_file){ .read = 1 };
	OK(!ledger_balances(&l), "a record in no class");
	l.v[1].count[ROW_FOOTER] = 2;
	OK(!ledger_balances(&l), "a record in two");
	arena_free(&mem);
}

const struct unit_test suite_ledger[] = {
	TEST(sums), TEST(balance), END,
};
