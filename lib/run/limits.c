/* SPDX-License-Identifier: MIT */
#include "run/columns.h"
#include "run/pipeline_int.h"

void
limits_kind_missing(struct diags *d, struct pos at, enum kind kind)
{
	const struct kind_info *k = &kind_info[kind];

	diag_add(d, DIAG_KIND_MISSING, at, str_of(at.line ? "" : k->name),
	         STR(""), "expected a %s file: each row %s", k->name, k->row);
}

static void
check_age(struct runs *rs, const struct limits *l, const struct opened *in)
{
	int64_t days = (l->now - in->newest) / 86400;

	if (l->max_age_days && in->newest && days > l->max_age_days)
		diag_add(&rs->diags, DIAG_INPUT_OLD, (struct pos){ 0 },
		         STR(""), STR(""), "the newest changed %lld days ago, "
		         "expected at most %lld", (long long)days,
		         (long long)l->max_age_days);
}

static enum st
check_columns(struct runs *rs, struct str lock, const struct opened *in)
{
	struct { VEC(struct locked_file); } f = { 0 };

	for (ptrdiff_t i = 0; i < in->n; i++)
		if (runs_read(rs, input_kind(in->v[i])))
			*VEC_PUSH(rs->mem, &f) = (struct locked_file){
				rs->ledger.v[input_file(in->v[i])].path,
				input_shape(in->v[i]) };
	return columns_check(rs->mem, lock, f.v, f.n, &rs->diags);
}

enum st
limits_files(struct runs *rs, const struct run_options *o,
             const struct opened *in)
{
	uint32_t there = 0;

	for (ptrdiff_t i = 0; i < in->n; i++)
		if (input_kind(in->v[i]) != KIND_NONE)
			there |= 1u << input_kind(in->v[i]);
	for (int k = 0; k < KIND_N; k++)
		if (o->limits.needs & ~there & 1u << k)
			limits_kind_missing(&rs->diags, o->limits.needs_at,
			                    (enum kind)k);
	check_age(rs, &o->limits, in);
	if (o->columns.len) {
		enum st st = check_columns(rs, o->columns, in);

		if (st != ST_OK)
			return st;
	}
	return diags_of(&rs->diags, SEV_DATA) ? ST_DATA : ST_OK;
}

/* Enough rows of a kind that is needed? */
static void
check_enough(struct runs *rs, const struct limits *l, enum kind kind,
             int64_t rows)
{
	if (!(l->needs >> kind & 1) || rows >= l->min_rows)
		return;
	diag_add(&rs->diags, DIAG_ROWS_FEW, (struct pos){ 0 },
	         str_of(kind_info[kind].name), STR(""),
	         "%lld rows, expected %lld or more", (long long)rows,
	         (long long)l->min_rows);
}

/* About as many as in the last run, of a kind that had any then? */
static void
check_change(struct runs *rs, const struct limits *l, enum kind kind,
             int64_t rows)
{
	int64_t last = l->last_rows[kind];
	int64_t change = rows > last ? rows - last : last - rows;

	if (!l->compare || !last ||
	    change <= muldiv(last, l->max_change_bp, 10000))
		return;
	diag_add(&rs->diags, DIAG_ROWS_CHANGED, (struct pos){ 0 },
	         str_of(kind_info[kind].name), STR(""), "%lld rows, %lld in "
	         "the last run, expected at most %s %% more or fewer",
	         (long long)rows, (long long)last,
	         decimal_str(rs->mem, l->max_change_bp, 2, 2, false).s);
}

enum st
limits_rows(struct runs *rs, const struct run_options *o)
{
	for (int k = 0; k < KIND_N; k++) {
		struct ledger_file sum = ledger_sum(&rs->ledger, (enum kind)k);
		int64_t rows = ledger_rows_read(&sum);

		if (!runs_read(rs, (enum kind)k))
			continue;
		check_enough(rs, &o->limits, (enum kind)k, rows);
		check_change(rs, &o->limits, (enum kind)k, rows);
	}
	return diags_of(&rs->diags, SEV_DATA) ? ST_DATA : ST_OK;
}

enum st
run_check_limits(struct run *r, const struct run_options *o)
{
	if (!ledger_balances(&r->ledger))
		return ST_BUG;
	for (int k = 0; k < KIND_N; k++) {
		struct ledger_file sum = ledger_sum(&r->ledger, (enum kind)k);
		int64_t rows = ledger_data_rows(&sum);
		int64_t bad = sum.count[ROW_REJECTED] + sum.count[ROW_CONFLICT];

		if (bad * 10000 <= rows * o->max_rejects_bp)
			continue;
		diag_add(&r->diags, DIAG_REJECTS_LIMIT, (struct pos){ 0 },
		         str_of(kind_info[k].name), STR(""),
		         "%lld of %lld rows, expected at most %s %%",
		         (long long)bad, (long long)rows,
		         decimal_str(r->mem, o->max_rejects_bp, 2, 2, false).s);
	}
	return diags_of(&r->diags, SEV_DATA) ? ST_DATA : ST_OK;
}
