/* SPDX-License-Identifier: MIT */
#include "roster/rates.h"

struct pos
row_pos(const struct resolve *rz, ptrdiff_t row)
{
	const struct staff_row *r = &rz->staff->v[row];

	return (struct pos){ .file = rz->ledger->v[r->file].path,
		             .line = r->line,
		             .last_line = r->line + r->lines - 1 };
}

void
row_find(struct resolve *rz, enum diag_code code, ptrdiff_t row, enum field f,
         struct str value, const char *fmt, ...)
{
	struct sbuf msg = { .mem = rz->stage };
	struct pos at = row_pos(rz, row);
	va_list ap;

	if (!diag_kept(rz->diags, code)) {
		diag_count(rz->diags, code, 1);
		return;
	}
	at.column = staff_column(rz->staff, rz->staff->v[row].file, f);
	va_start(ap, fmt);
	sbuf_vfmt(&msg, fmt, ap);
	va_end(ap);
	diag_add(rz->diags, code, at, str_of(field_info[f].name), value, "%s",
	         sbuf_str(&msg).s);
}

/*
 * What is known so far of the rows that bear an id (and a job record): four
 * arrays by key, so that only what is asked for is touched.  Rows + 1; 0: none.
 */
struct bearers {
	uint32_t *first, *last;       /* last: 0 while there is one row    */
	uint32_t *main;               /* of dated rows, the one that counts */
	date *effective;              /* of main                           */
};

static void
set_class(struct resolve *rz, ptrdiff_t row, enum row_class class)
{
	rz->staff->v[row].class = (uint8_t)class;
}

static void
duplicate_or_conflict(struct resolve *rz, const struct bearers *b,
                      uint32_t key, ptrdiff_t row)
{
	const struct staff *st = rz->staff;
	uint64_t hash = st->v[row].hash;
	struct str id = intern_str(&st->ids, st->v[row].id);
	ptrdiff_t first = (ptrdiff_t)b->first[key] - 1;
	ptrdiff_t last = b->last[key] ? (ptrdiff_t)b->last[key] - 1 : first;
	bool same_first = st->v[first].hash == hash;

	if (same_first || st->v[last].hash == hash) {
		struct pos at = row_pos(rz, same_first ? first : last);

		set_class(rz, row, ROW_DUPLICATE);
		row_find(rz, DIAG_ROW_DUPLICATE, row, F_PERSON_ID, id,
		         "the same row stands in %.*s:%lld",
		         FMT(at.file), (long long)at.line);
		return;
	}
	struct pos at = row_pos(rz, first);
	set_class(rz, row, ROW_CONFLICT);
	row_find(rz, DIAG_ID_CONFLICT, row, F_PERSON_ID, id, "which belongs to %.*s:%lld",
	         FMT(at.file), (long long)at.line);
}

/*
 * An effective-dated row: the latest date up to the as-of date is the
 * person's, what is older is superseded, what is later is not yet so.
 */
static void
take_dated(struct resolve *rz, struct bearers *b, uint32_t key, ptrdiff_t row)
{
	date d = dated_row(rz, row, F_EFFECTIVE_DATE);

	if (d != DATE_NONE && d > rz->opt->as_of) {
		set_class(rz, row, ROW_OUT_OF_SCOPE);
		row_find(rz, DIAG_DATED_LATER, row, F_EFFECTIVE_DATE,
		         pool_str(rz->pool, F_EFFECTIVE_DATE,
		                  staff_raw(rz->staff, row, F_EFFECTIVE_DATE)),
		         "%s", "");
		return;
	}
	uint32_t main = b->main[key];
	if (main && d == b->effective[key]) {
		duplicate_or_conflict(rz, b, key, row);
	} else if (main && d < b->effective[key]) { /* so is DATE_NONE */
		set_class(rz, row, ROW_SUPERSEDED);
	} else {
		if (main)
			set_class(rz, main - 1, ROW_SUPERSEDED);
		b->main[key] = (uint32_t)row + 1;
		b->effective[key] = d;
	}
}

/* The key of a bearer: an id, and its job record where there is one. */
static uint32_t
bearer_key(const struct staff *st, struct intern *keys, ptrdiff_t row)
{
	uint32_t pair[] = { st->v[row].id, staff_raw(st, row, F_JOB_RECORD) };

	return intern_put(keys, (struct str){ (const char *)pair, sizeof pair });
}

/* One job's FTE; 1.0 when it is not known. */
static int32_t
job_fte(struct resolve *rz, ptrdiff_t row, const struct tally *tally)
{
	int32_t fte = row_fte(rz, row, tally);

	return fte ? fte : 10000;
}

/* An FTE of ten jobs is as odd as one of a thousand. */
static int32_t
add_fte(int32_t a, int32_t b)
{
	return a + b > 10 * 10000 ? 10 * 10000 : a + b;
}

/*
 * Several jobs at once, of the rows still used: the one with the highest FTE
 * is the main one (the earlier of equals), the others' FTE is added to it.
 */
static void
sum_jobs(struct resolve *rz)
{
	struct staff *st = rz->staff;
	struct arena scratch = arena_like(rz->roster->mem);
	ptrdiff_t *main = NEW(&scratch, st->ids.n, ptrdiff_t); /* row + 1 */
	struct tally tally = { 0 };
	int64_t jobs = 0;

	tally_hours(rz, &tally);
	rz->extra_fte = NEW(rz->stage, st->n, int32_t);
	for (ptrdiff_t i = 0; i < st->n; i++) {
		ptrdiff_t row = i, *m = &main[st->v[i].id], other = *m - 1;

		if (st->v[i].class != ROW_USED || st->v[i].id == 0)
			continue;
		if (*m == 0) {
			*m = row + 1;
			continue;
		}
		if (job_fte(rz, row, &tally) > job_fte(rz, other, &tally)) {
			*m = row + 1;
			row = other;
			other = *m - 1;
		}
		rz->extra_fte[other] = add_fte(add_fte(rz->extra_fte[other],
			job_fte(rz, row, &tally)), rz->extra_fte[row]);
		rz->extra_fte[row] = -1; /* counted with its main job */
		jobs++;
		row_find(rz, DIAG_JOBS_SUMMED, row, F_JOB_RECORD,
		         intern_str(&st->ids, st->v[row].id),
		         "main job in line %u", st->v[other].line);
	}
	arena_free(&scratch);
	if (jobs)
		decide(rz->roster, "Several jobs at once", STR("FTE summed"),
		       jobs, false, "Under the job with the highest FTE");
}

/* Room for n keys; what only dated rows need where they are. */
static struct bearers
bearers_new(struct arena *mem, ptrdiff_t n, bool dated)
{
	return (struct bearers){
		.first = NEW(mem, n, uint32_t), .last = NEW(mem, n, uint32_t),
		.main = dated ? NEW(mem, n, uint32_t) : NULL,
		.effective = dated ? NEW(mem, n, date) : NULL,
	};
}

/* A row of an id; the rows before it have met. */
static void
meet(struct resolve *rz, struct bearers *b, uint32_t key, ptrdiff_t row)
{
	bool others = b->first[key] != 0;

	if (!others)
		b->first[key] = (uint32_t)row + 1;
	if (b->main)
		take_dated(rz, b, key, row);
	else if (others)
		duplicate_or_conflict(rz, b, key, row);
	if (others)
		b->last[key] = (uint32_t)row + 1;
}

/* Whose row is it?  Rows of the same id meet here. */
static void
settle_ids(struct resolve *rz)
{
	struct staff *st = rz->staff;
	bool jobs = st->fields >> F_JOB_RECORD & 1;
	struct arena scratch = arena_like(rz->roster->mem);
	struct bearers b = bearers_new(&scratch, jobs ? st->n + 1 : st->ids.n,
	                               st->fields >> F_EFFECTIVE_DATE & 1);
	struct intern keys;

	if (jobs)
		intern_init(&keys, &scratch);
	for (ptrdiff_t row = 0; row < st->n; row++) {
		uint32_t key = st->v[row].id;

		set_class(rz, row, ROW_USED); /* not another report's */
		if (!staff_has(st, row, F_PERSON_ID))
			continue;
		if (key == 0) {
			set_class(rz, row, ROW_REJECTED);
			row_find(rz, DIAG_ID_MISSING, row, F_PERSON_ID, STR(""), "%s", "");
			continue;
		}
		if (jobs)
			key = bearer_key(st, &keys, row);
		meet(rz, &b, key, row);
	}
	arena_free(&scratch);
}

/* The columns that say whose the row of a person is, and how they work. */
static const enum field says[] = { F_STATUS, F_WORKER_TYPE, F_FULL_PART_TIME };

enum { N_SAYS = sizeof says / sizeof *says };

/* Whether a table has one of them. */
static bool
says_something(const struct staff *st)
{
	return st->fields & (FIELD_BIT(F_STATUS) | FIELD_BIT(F_WORKER_TYPE) |
	                     FIELD_BIT(F_FULL_PART_TIME));
}

uint16_t
resolve_flags(struct resolve *rz, ptrdiff_t row)
{
	uint16_t flags = 0;

	for (size_t k = 0; k < N_SAYS && says_something(rz->staff); k++) {
		uint32_t raw = staff_raw(rz->staff, row, says[k]);

		if (raw == 0)
			continue;
		if (pool_is(rz->pool, WORD_PRN, raw))
			flags |= PERSON_PRN;
		/* "P" is paid leave as a status and part-time elsewhere */
		uint32_t status = says[k] == F_STATUS
			? pool_known(rz->pool, L_STATUS, raw) : 0;
		if (!status && pool_is(rz->pool, WORD_PART_TIME, raw))
			flags |= PERSON_PART_TIME;
		if (status && pool_is(rz->pool, WORD_LEAVE, raw))
			flags |= PERSON_ON_LEAVE;
	}
	if (pool_is(rz->pool, WORD_PRN_TITLE,
	            staff_raw(rz->staff, row, F_JOB_TITLE)))
		flags |= PERSON_PRN;
	return flags;
}

/* Whether a row's status says that its person is not one of the staff. */
static bool
left_or_outside(struct resolve *rz, ptrdiff_t row)
{
	struct staff *st = rz->staff;
	uint32_t status = staff_raw(st, row, F_STATUS);

	for (size_t k = 0; k < N_SAYS; k++)
		if (pool_is(rz->pool, WORD_CONTRACTOR,
		            staff_raw(st, row, says[k])))
			return true;
	if (status == 0) {
		date d = dated_row(rz, row, F_TERM_DATE);

		return d != DATE_NONE && d < rz->opt->as_of;
	}
	return pool_is(rz->pool, WORD_TERMINATED, status) ||
	       pool_is(rz->pool, WORD_PRE_HIRE, status);
}

/* Somebody hired after the as-of date is not on staff yet. */
static void
put_off(struct resolve *rz, ptrdiff_t row, uint32_t hired)
{
	set_class(rz, row, ROW_OUT_OF_SCOPE);
	row_find(rz, DIAG_DATED_LATER, row, F_HIRE_DATE,
	         pool_str(rz->pool, F_HIRE_DATE, hired), "%s", "");
}

static void
warn_unknown_status(struct resolve *rz, ptrdiff_t row)
{
	uint32_t raw = staff_raw(rz->staff, row, F_STATUS);

	if (raw && !pool_known(rz->pool, L_STATUS, raw) &&
	    !pool_known(rz->pool, L_WORKER, raw) &&
	    !pool_known(rz->pool, L_SCHEDULE, raw))
		row_find(rz, DIAG_STATUS_UNKNOWN, row, F_STATUS,
		         pool_str(rz->pool, F_STATUS, raw),
		         "expected a word like Active, Leave or Terminated");
}

/* Who of the rows that are their ids' own is on staff now? */
static void
settle_staff(struct resolve *rz)
{
	struct staff *st = rz->staff;
	bool said = says_something(st) || st->fields >> F_TERM_DATE & 1;
	uint32_t hired[STAFF_BLOCK];

	for (struct staff_block b = { 0 }; staff_block(st, &b);) {
		const date *dates = resolve_column(rz, b.file, F_HIRE_DATE,
		                                   DATE_PAST);

		column_read(&st->column[F_HIRE_DATE], b.first, b.n, hired);
		for (ptrdiff_t i = 0; i < b.n; i++) {
			ptrdiff_t row = b.first + i;

			if (st->v[row].class != ROW_USED)
				continue;
			if (said && left_or_outside(rz, row))
				set_class(rz, row, ROW_OUT_OF_SCOPE);
			else if (dates[hired[i]] > rz->opt->as_of)
				put_off(rz, row, hired[i]);
			else if (said)
				warn_unknown_status(rz, row);
		}
	}
}

void
resolve_scope(struct resolve *rz)
{
	struct staff *st = rz->staff;

	settle_ids(rz);
	settle_staff(rz);
	if (st->fields >> F_JOB_RECORD & 1)
		sum_jobs(rz);
	rz->roster->has_ids = st->fields >> F_PERSON_ID & 1;
	rz->roster->has_status = st->fields >> F_STATUS & 1 ||
	                         st->fields >> F_TERM_DATE & 1;
}
