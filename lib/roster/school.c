/* SPDX-License-Identifier: MIT */
/*
 * A school's rows as a whole: enrolments, exams, and who is asked for what.
 */
#include "roster/school_int.h"

#include <stdlib.h>

bool
school_kind(enum kind kind)
{
	return kind == K_GRADUATES || kind == K_ENROLMENTS || kind == K_EXAMS;
}

/* The rows of a table by what they say, to find those that say it twice. */
struct said_rows {
	const enum field *field;      /* [n_field] what counts             */
	size_t n_field;
	struct intern keys;
	ptrdiff_t *first;             /* [keys] the first row              */
};

enum { SAID_FIELDS = 7 };

static struct said_rows
said_rows(struct school_work *w, const enum field *field, size_t n)
{
	struct said_rows s = { .field = field, .n_field = n };

	intern_init(&s.keys, w->rz->stage);
	s.first = NEW(w->rz->stage, w->rz->staff->n + 1, ptrdiff_t);
	return s;
}

/* Whether a row says what one before it does; it is a duplicate then. */
static bool
repeats(struct school_work *w, struct said_rows *s, ptrdiff_t row)
{
	struct staff *st = w->rz->staff;
	uint32_t raw[1 + SAID_FIELDS] = { st->v[row].id };
	ptrdiff_t before = s->keys.n;

	for (size_t i = 0; i < s->n_field; i++)
		raw[i + 1] = staff_raw(st, row, s->field[i]);
	uint32_t key = intern_put(&s->keys, (struct str){ (const char *)raw,
		(ptrdiff_t)((s->n_field + 1) * sizeof *raw) });
	if (s->keys.n > before) {
		s->first[key] = row;
		return false;
	}
	struct pos at = row_pos(w->rz, s->first[key]);
	st->v[row].class = ROW_DUPLICATE;
	row_find(w->rz, DIAG_ROW_DUPLICATE, row, F_PERSON_ID,
	         intern_str(&st->ids, st->v[row].id), "the same row stands in "
	         "%.*s:%lld", FMT(at.file), (long long)at.line);
	return true;
}

void
resolve_enrolments(struct school_work *w)
{
	static const enum field what[SAID_FIELDS] = {
		F_PROGRAM, F_ACCREDITOR, F_START_DATE, F_END_DATE,
		F_RE_ENTRY_DATE, F_TRIGGER_DATE, F_STUDENT_STATUS,
	};
	struct resolve *rz = w->rz;
	struct staff *st = rz->staff;
	struct said_rows said = said_rows(w, what, SAID_FIELDS);

	for (ptrdiff_t row = 0; row < st->n; row++) {
		bool nameless = staff_has(st, row, F_PERSON_ID) &&
		                st->v[row].id == 0;

		st->v[row].class = nameless ? ROW_REJECTED : ROW_USED;
		if (nameless) {
			row_find(rz, DIAG_ID_MISSING, row, F_PERSON_ID,
			         STR(""), "%s", "");
			continue;
		}
		if (st->v[row].id && repeats(w, &said, row))
			continue;
		*VEC_PUSH(rz->roster->mem, &w->school->enrolments) =
			(struct enrolment){
			.row = (uint32_t)row, .id = st->v[row].id,
			.program = pool_name(rz->pool, L_PROGRAM,
			                     staff_raw(st, row, F_PROGRAM)),
			.accreditor = pool_name(rz->pool, L_ACCREDITOR,
			                        staff_raw(st, row,
			                                  F_ACCREDITOR)),
			.started = row_date(rz, row, F_START_DATE,
			                    rz->opt->as_of),
			.ended = row_date(rz, row, F_END_DATE, rz->opt->as_of),
			.re_entry = row_date(rz, row, F_RE_ENTRY_DATE,
			                     rz->opt->as_of),
			.trigger = row_date(rz, row, F_TRIGGER_DATE,
			                    rz->opt->as_of),
			.student = (uint8_t)student_of(rz, row),
		};
	}
}

/* The graduate of an exam: of its program where that is said, else the first
 * one of the id; -1: none. */
static ptrdiff_t
graduate_of(const struct school_work *w, ptrdiff_t row)
{
	const struct staff *st = w->rz->staff;
	const struct school *s = w->school;
	const struct intern *ids = &w->table[K_GRADUATES].ids;
	uint32_t id = intern_find(ids, intern_str(&st->ids, st->v[row].id));
	uint32_t program = pool_name(w->rz->pool, L_PROGRAM,
	                             staff_raw(st, row, F_PROGRAM));

	if (id == INTERN_NONE || id == 0)
		return -1;
	for (uint32_t i = w->first_of_id[id]; i; i = w->next_of_id[i - 1])
		if (program && s->v[i - 1].program == program)
			return (ptrdiff_t)i - 1;
	return (ptrdiff_t)w->first_of_id[id] - 1;
}

void
resolve_exams(struct school_work *w)
{
	static const enum field what[] = {
		F_EXAM, F_EXAM_DATE, F_EXAM_RESULT, F_PROGRAM
	};
	struct resolve *rz = w->rz;
	struct staff *st = rz->staff;
	struct said_rows said = said_rows(w, what, sizeof what / sizeof *what);
	struct join_count *j = &rz->roster->join[K_EXAMS];

	j->kind = K_EXAMS;
	j->present = st->n > 0;
	for (ptrdiff_t row = 0; row < st->n; row++) {
		ptrdiff_t who = -1;

		if (st->v[row].id == 0) {
			st->v[row].class = ROW_REJECTED;
			row_find(rz, DIAG_ID_MISSING, row, F_PERSON_ID,
			         STR(""), "%s", "");
			continue;
		}
		/* two attempts without a date may well look alike */
		if (staff_raw(st, row, F_EXAM_DATE) && repeats(w, &said, row))
			continue;
		who = graduate_of(w, row);
		st->v[row].class = who < 0 ? ROW_UNMATCHED : ROW_USED;
		j->rows_matched += who >= 0;
		j->rows_unmatched += who < 0;
		if (who >= 0)
			add_attempt(w, (uint32_t)who, row);
	}
}

/* By graduate, then as they were sat: undated ones first, as they stand. */
static int
by_graduate(const void *a, const void *b)
{
	const struct attempt *x = a, *y = b;

	if (x->graduate != y->graduate)
		return x->graduate < y->graduate ? -1 : 1;
	if (x->taken != y->taken)
		return x->taken < y->taken ? -1 : 1;
	if (x->file != y->file)
		return x->file < y->file ? -1 : 1;
	return x->line < y->line ? -1 : x->line > y->line;
}

static void
count_rows(struct resolve *rz, const struct staff *st)
{
	for (ptrdiff_t row = 0; row < st->n; row++)
		rz->ledger->v[st->v[row].file].count[st->v[row].class]++;
}

/* The newest date that is not in the future. */
static void
see_newest(struct roster *r, date as_of, date d)
{
	if (d <= as_of && d > r->newest)
		r->newest = d;
}

static void
newest_dates(struct school *s, date as_of)
{
	for (ptrdiff_t i = 0; i < s->n; i++) {
		see_newest(s->roster, as_of, s->v[i].graduated);
		see_newest(s->roster, as_of, s->v[i].placed);
		see_newest(s->roster, as_of, s->v[i].verified);
	}
	for (ptrdiff_t i = 0; i < s->attempts.n; i++)
		see_newest(s->roster, as_of, s->attempts.v[i].taken);
}

/* Look up a field of every used row, and count its names if asked. */
static void
count_field(struct school_work *w, enum lookup l, enum field f, int64_t *count)
{
	for (int k = 0; k < KIND_N; k++) {
		const struct staff *st = &w->table[k];

		for (ptrdiff_t row = 0; school_kind((enum kind)k) &&
		     row < st->n; row++) {
			uint32_t name = st->v[row].class != ROW_USED ? 0
				: pool_name(w->rz->pool, l,
				            staff_raw(st, row, f));

			if (count)
				count[name]++;
		}
	}
}

/* How many rows bear each name of a vocabulary: of what no rule knows. */
static void
count_carried(struct school_work *w)
{
	static const struct {
		enum vocabulary names;
		enum lookup lookup;
		enum field field;
	} of[] = {
		{ V_PLACEMENT, L_PLACEMENT, F_PLACEMENT_STATUS },
		{ V_STUDENT, L_STUDENT, F_STUDENT_STATUS },
		{ V_ACCREDITOR, L_ACCREDITOR, F_ACCREDITOR },
		{ V_EXAM, L_EXAM, F_EXAM },
		{ V_RESULT, L_RESULT, F_EXAM_RESULT },
	};
	struct roster *r = w->rz->roster;

	for (size_t i = 0; i < sizeof of / sizeof *of; i++) {
		/* names come into being as they are looked up */
		count_field(w, of[i].lookup, of[i].field, NULL);
		int64_t *count = NEW(r->mem, roster_names(r, of[i].names),
		                     int64_t);
		count_field(w, of[i].lookup, of[i].field, count);
		r->carried[of[i].names] = count;
	}
	if (w->school->status_placed) /* its values are placements */
		r->carried[V_STUDENT] = NULL;
}

/* Whether the files say how graduates are placed: a column of its own, or a
 * status column with more than "Graduated" of most of them. */
static bool
tells_placements(const struct school_work *w)
{
	static const enum field any_of[] = {
		F_PLACEMENT_STATUS, F_IN_FIELD, F_EMPLOYER, F_JOB_TITLE,
		F_PLACEMENT_DATE, F_PLACEMENT_REASON
	};
	ptrdiff_t told = 0;

	for (size_t i = 0; i < sizeof any_of / sizeof *any_of; i++)
		if (school_has(w->school, K_GRADUATES, any_of[i]))
			return true;
	for (ptrdiff_t i = 0; i < w->school->n; i++)
		told += w->school->v[i].said != SAID_BLANK;
	return 2 * told >= w->school->n;
}

static void
say_what_was_decided(struct school_work *w)
{
	struct roster *r = w->rz->roster;
	const struct staff *st = &w->table[K_GRADUATES];

	r->has_ids = st->fields >> F_PERSON_ID & 1;
	if (!r->has_ids && st->n)
		decide(r, "No id column", STR("a row is a graduate"), st->n,
		       true, "No search for duplicates, no exams joined");
	if (!(st->fields >> F_STUDENT_STATUS & 1))
		decide(r, "No student status", STR("everyone graduated"),
		       w->school->n, false, "Rows without a graduation date "
		       "are left out where there is such a column");
	if (w->school->status_placed)
		decide(r, "Status column", STR("how graduates are placed"),
		       w->school->n, true, "Its values are placements, not "
		       "whether somebody graduated: everyone counts as a "
		       "graduate");
	if (w->school->n == 0)
		diag_add(w->rz->diags, DIAG_NOBODY, (struct pos){ 0 },
		         STR(""), STR(""), "%td rows of graduates files were "
		         "read, none of a graduate", st->n);
	else if (!tells_placements(w))
		diag_add(w->rz->diags, DIAG_COLUMN_MISSING, (struct pos){
		         .file = graduate_pos(w->school, w->school->v).file },
		         STR("placement_status"), STR(""), "expected a column "
		         "like Placement Status: the status says only who "
		         "graduated");
}

static void
resolve_tables(struct school_work *w)
{
	static void (*const resolve[KIND_N])(struct school_work *) = {
		[K_GRADUATES] = resolve_graduates,
		[K_ENROLMENTS] = resolve_enrolments, [K_EXAMS] = resolve_exams,
	};

	for (int k = 0; k < KIND_N; k++)
		if (resolve[k])
			see_dates(w->rz, &w->table[k]);
	say_dates(w->rz);
	resolve_marks(w->rz, &w->table[K_GRADUATES]);
	for (int k = 0; k < KIND_N; k++) {
		if (!resolve[k])
			continue;
		w->rz->staff = &w->table[k];
		w->school->table[k] = &w->table[k];
		resolve[k](w);
		count_rows(w->rz, w->rz->staff);
	}
}

void
resolve_school(struct resolve *rz, struct school *s)
{
	struct school_work w = { .rz = rz, .school = s, .table = rz->table };

	s->roster = rz->roster;
	s->roster->newest = DATE_NONE;
	resolve_tables(&w);
	if (s->attempts.n)
		qsort(s->attempts.v, (size_t)s->attempts.n,
		      sizeof *s->attempts.v, by_graduate);
	newest_dates(s, rz->opt->as_of);
	count_carried(&w);
	say_what_was_decided(&w);
}

bool
school_has(const struct school *s, enum kind kind, enum field f)
{
	return s->table[kind] && s->table[kind]->fields >> f & 1;
}

struct str
graduate_raw(const struct school *s, const struct graduate *g, enum field f)
{
	const struct staff *st = s->table[K_GRADUATES];

	return f == F_PERSON_ID ? intern_str(&st->ids, g->id)
		: pool_str(st->pool, f, staff_raw(st, g->row, f));
}

struct str
graduate_name(const struct school *s, struct arena *mem,
              const struct graduate *g)
{
	return full_name(mem, graduate_raw(s, g, F_NAME),
	                 graduate_raw(s, g, F_LAST_NAME),
	                 graduate_raw(s, g, F_FIRST_NAME));
}

const struct staff_row *
graduate_row(const struct school *s, const struct graduate *g)
{
	return &s->table[K_GRADUATES]->v[g->row];
}

struct pos
graduate_pos(const struct school *s, const struct graduate *g)
{
	const struct staff_row *row = graduate_row(s, g);

	return (struct pos){ .file = s->roster->ledger->v[row->file].path,
		             .line = row->line,
		             .last_line = row->line + row->lines - 1 };
}
