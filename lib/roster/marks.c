/* SPDX-License-Identifier: MIT */
/*
 * Whether the comma or the point is the decimal mark of a pay column.  A cell
 * mostly says so itself; "28.330" and "28,330" do not.  They are read like the
 * others of their column, once a file.
 */
#include "roster/resolve.h"

/* Cells of one pay column of one file, by what they say. */
struct marks {
	int64_t n[SAYS_EITHER + 1];
	int64_t points;               /* of SAYS_EITHER: "28.330"          */
};

static void
count_marks(const struct staff *st, struct marks *of_file)
{
	for (int w = 0; w < PAY_FIELDS; w++)
		for (ptrdiff_t i = 0; i < st->pay[w].n; i++) {
			const struct pay_text *t = &st->pay[w].v[i];
			struct marks *m = &of_file[st->v[i].file * PAY_FIELDS + w];

			m->n[t->mark]++;
			m->points += t->mark == SAYS_EITHER && !t->commas;
		}
}

static bool
is_comma(const struct marks *m)
{
	return m->n[SAYS_EITHER] && m->n[SAYS_COMMA] && !m->n[SAYS_POINT];
}

static void
read_again(struct staff *st, const struct marks *of_file)
{
	for (int w = 0; w < PAY_FIELDS; w++)
		for (ptrdiff_t i = 0; i < st->pay[w].n; i++)
			if (st->pay[w].v[i].mark == SAYS_EITHER &&
			    is_comma(&of_file[st->v[i].file * PAY_FIELDS + w]))
				staff_pay_comma(st, i, w);
}

/* Say what was decided where it may surprise. */
static void
say_mark(struct resolve *rz, int32_t file, int which, const struct marks *m)
{
	struct str path = rz->ledger->v[file].path;
	struct str field = str_of(field_info[pay_fields[which]].name);
	bool mixed = m->n[SAYS_COMMA] && m->n[SAYS_POINT];

	if (!m->n[SAYS_EITHER] || (m->n[SAYS_POINT] && !mixed) ||
	    (!m->n[SAYS_COMMA] && !m->points))
		return;
	const char *chosen = mixed ? "each its own" : is_comma(m) ? "comma"
	                                                       : "point";
	diag_add(rz->diags, DIAG_DECIMAL_MARK, (struct pos){ .file = path },
	         field, STR(""), "%s: %lld amounts could be either", chosen,
	         (long long)m->n[SAYS_EITHER]);
	decide(rz->roster, "Decimal mark", str_of(chosen), m->n[SAYS_EITHER],
	       true, "%.*s, %.*s: the comma in %lld amounts, the point in "
	       "%lld; %lld like 28.330 or 28,330 could be either%s", FMT(path),
	       FMT(field), (long long)m->n[SAYS_COMMA],
	       (long long)m->n[SAYS_POINT], (long long)m->n[SAYS_EITHER],
	       mixed ? " and are read as if alone" : "");
}

static void
settle_mark(struct resolve *rz, struct staff *st, int32_t file, int which,
            const struct marks *m)
{
	while (st->comma.n <= file)
		*VEC_PUSH(st->mem, &st->comma) = 0;
	if (is_comma(m))
		st->comma.v[file] |= FIELD_BIT(pay_fields[which]);
	say_mark(rz, file, which, m);
}

void
resolve_marks(struct resolve *rz, struct staff *st)
{
	ptrdiff_t files = rz->ledger->n;
	struct marks *m = NEW(rz->stage, files * PAY_FIELDS, struct marks);

	count_marks(st, m);
	for (int32_t file = 0; file < files; file++)
		for (int w = 0; w < PAY_FIELDS; w++)
			settle_mark(rz, st, file, w, &m[file * PAY_FIELDS + w]);
	read_again(st, m);
}
