/* SPDX-License-Identifier: MIT */
/* What a header means. */
#include "read/schema.h"

#include "read_rules.h"
#include "unit.h"

enum { CELLS = 8 };

/* The cells of a header written with "|" between them. */
static ptrdiff_t
cells(const char *text, struct str *cell)
{
	ptrdiff_t n = 0;

	for (struct str rest = str_of(text); rest.s && n < CELLS; )
		cell[n++] = str_cut(&rest, '|');
	return n;
}

static void
kinds(void)
{
	static const struct {
		const char *why, *header;
		enum kind kind, rival;
	} row[] = {
		{ "a signature", "Employee ID|Name|Pay Rate", K_STAFF, KIND_NONE },
		{ "in any order", "pay rate|x|ID", K_STAFF, KIND_NONE },
		{ "another one", "ID|Skill", K_SKILLS, KIND_NONE },
		{ "a field missing", "Name|Pay Rate", KIND_NONE, KIND_NONE },
		{ "a column that only one kind knows", "ID|Salary", K_STAFF,
		  KIND_NONE },
		{ "two kinds alike", "ID|Credential", K_CREDENTIALS, K_EXAMS },
		{ "nothing", "", KIND_NONE, KIND_NONE },
	};
	struct read_room x;
	struct str cell[CELLS];

	read_begin(&x);
	for (ptrdiff_t i = 0; i < ROWS(row); i++) {
		ptrdiff_t n = cells(row[i].header, cell);
		struct recognised got = schema_recognise(x.rules,
			x.reader.regex, &x.mem, cell, n);

		OK(got.kind == row[i].kind && got.rival == row[i].rival,
		   "%s: kind %d, rival %d", row[i].why, got.kind, got.rival);
	}
	read_end(&x);
}

static struct shape *
shape_of(struct read_room *x, enum kind kind, const char *header,
         const int64_t *filled)
{
	struct str cell[CELLS];
	ptrdiff_t n = cells(header, cell);

	return schema_shape(&x->mem, x->rules, x->reader.regex, kind, cell, n,
	                    filled, (struct pos){ .file = STR("f"), .line = 3 },
	                    &x->diags);
}

static void
shapes(void)
{
	struct read_room x;

	read_begin(&x);
	struct shape *s = shape_of(&x, K_STAFF,
	                           "Notes|ID|Skill 1|Pay|Skill 2|", NULL);
	OK(s->width == 6 && s->n == 4 && s->header_line == 3, "%d columns known",
	   (int)s->n);
	OK(shape_find(s, F_PERSON_ID) == 0 && s->col[0].cell == 1, "the id");
	OK(shape_find(s, F_SKILL) == 1 && s->col[3].field == F_SKILL &&
	   s->col[3].cell == 4, "a field of values may have two columns");
	OK(shape_find(s, F_NAME) == -1, "no name");
	OK(x.diags.count[DIAG_COLUMN_UNUSED] == 1,
	   "the notes are named, the column without a name is not");
	read_end(&x);
}

static void
two_columns_of_a_field(void)
{
	static const struct {
		const char *why;
		int64_t filled[3];
		int32_t want;
	} row[] = {
		{ "the fuller one", { 9, 3, 5 }, 2 },
		{ "the earlier of equals", { 9, 5, 5 }, 1 },
		{ "the earlier if it is fuller", { 9, 5, 3 }, 1 },
	};
	struct read_room x;

	for (ptrdiff_t i = 0; i < ROWS(row); i++) {
		read_begin(&x);
		struct shape *s = shape_of(&x, K_STAFF, "ID|Pay Rate|Rate",
		                           row[i].filled);
		ptrdiff_t at = shape_find(s, F_PAY);

		OK(s->n == 2 && s->col[at].cell == row[i].want, "%s: column %d",
		   row[i].why, (int)s->col[at].cell);
		OK(x.diags.count[DIAG_COLUMN_TWICE] == 1, "%s: said",
		   row[i].why);
		read_end(&x);
	}
}

static void
nearest_names(void)
{
	struct read_room x;

	read_begin(&x);
	struct shape *s = shape_of(&x, K_STAFF, "ID|Pay|Job Titel|Site", NULL);
	struct str got = schema_nearest(&x.mem, s, F_JOB_TITLE);
	OK(str_eq(got, STR("expected a column like Job Title; nearest here: "
	                   "Job Titel (column 3), Site (column 4)")),
	   "%.*s", FMT(got));
	s = shape_of(&x, K_STAFF, "ID|Pay", NULL);
	got = schema_nearest(&x.mem, s, F_FTE);
	OK(str_eq(got, STR("expected a column like Fte")), "%.*s", FMT(got));
	read_end(&x);
}

const struct unit_test suite_schema[] = {
	TEST(kinds), TEST(shapes), TEST(two_columns_of_a_field),
	TEST(nearest_names), END,
};
