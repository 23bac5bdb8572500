/* SPDX-License-Identifier: MIT */
/* Expressions as a spreadsheet writes them, and the names they refer to. */
#include "mem.h"
#include "unit.h"

#include "report/xlsx_int.h"

static const struct doc_column columns[] = {
	{ { "group", 5 }, { "Department", 10 }, CELL_TEXT, true, NULL, 0 },
	{ { "pay", 3 }, { "Pay", 3 }, CELL_MONEY, true, NULL, 0 },
	{ { "share", 5 }, { "Share", 5 }, CELL_NUMBER, true, NULL, 0 },
};

/* A book in which a table of staff stands in rows 7 to 9 of its sheet. */
struct fixture {
	struct arena mem, scratch;
	struct xlsx_book b;
	struct xlsx_sheet sheet;
	struct xlsx_place place;
	struct cell cells[3];
};

static void
begin(struct fixture *f)
{
	*f = (struct fixture){ .mem = mem_arena(), .scratch = mem_arena() };
	f->b.mem = &f->mem;
	f->b.scratch = &f->scratch;
	f->b.live = true;
	intern_init(&f->b.operands, &f->mem);
	intern_init(&f->b.taken, &f->mem);
	f->sheet.name = STR("Staff");
	f->place = (struct xlsx_place){
		doc_table_new(&f->mem, STR("staff"), columns, 3, 3),
		&f->sheet, 6, 8, false };
	*VEC_PUSH(&f->mem, &f->b.places) = f->place;
	f->cells[0] = cell_text(STR("Surgery"));
	xlsx_name(&f->b, STR("base"));
}

static void
end(struct fixture *f)
{
	arena_free(&f->mem);
	arena_free(&f->scratch);
}

static struct str
written(struct fixture *f, const struct expr *e)
{
	return xlsx_formula(&f->b, &f->place, f->cells, 6, e, NULL);
}

static void
names(void)
{
	static const struct { const char *why, *operand, *want; } row[] = {
		{ "as it is", "base_hourly", "model_base_hourly" },
		{ "a point and a blank", "skill.Wound Care",
		  "model_skill_Wound_Care" },
		{ "the same but for them", "skill_Wound.Care",
		  "model_skill_Wound_Care_2" },
		{ "the same but for case", "SKILL.wound care",
		  "model_SKILL_wound_care_3" },
		{ "alone it would be a cell", "R1C1", "model_R1C1" },
		{ "letters of another alphabet", "band.\xC3\x89t",
		  "model_band___t" },
	};
	struct fixture f;

	begin(&f);
	for (ptrdiff_t i = 0; i < ROWS(row); i++) {
		xlsx_name(&f.b, str_of(row[i].operand));
		xlsx_name(&f.b, str_of(row[i].operand));  /* once is enough */
		struct str got = xlsx_name_of(&f.b, str_of(row[i].operand));
		OK(str_eq(got, str_of(row[i].want)), "%s: got %s", row[i].why,
		   got.s);
	}
	OK(xlsx_name_of(&f.b, STR("nobody")).len == 0, "not named");
	end(&f);
}

static void
brackets(void)
{
	struct fixture f;

	begin(&f);
	struct arena *m = &f.mem;
	const struct expr *a = expr_name(m, STR("base"));
	const struct expr *pay = expr_cell(m, "pay");
	const struct expr *one = expr_number(m, 1, 0);
	const struct { const char *why, *want; const struct expr *e; } row[] = {
		{ "a product of a sum", "=model_base*(1+B7)",
		  EXPR(m, EXPR_TIMES, a, EXPR(m, EXPR_PLUS, one, pay)) },
		{ "a sum of a product", "=1+model_base*B7",
		  EXPR(m, EXPR_PLUS, one, EXPR(m, EXPR_TIMES, a, pay)) },
		{ "less a difference", "=1-(model_base-B7)",
		  EXPR(m, EXPR_MINUS, one, EXPR(m, EXPR_MINUS, a, pay)) },
		{ "over a quotient", "=1/(model_base/B7)",
		  EXPR(m, EXPR_OVER, one, EXPR(m, EXPR_OVER, a, pay)) },
		{ "in a function none", "=ROUND(1+B7,4)",
		  expr_round(m, EXPR_ROUND, EXPR(m, EXPR_PLUS, one, pay), 4) },
		{ "places of a number, a word with quotes",
		  "=IF(B7<0.85,\"a \"\"b\"\"\",\"\")",
		  EXPR(m, EXPR_IF, EXPR(m, EXPR_LESS, pay,
		       expr_number(m, 85, 2)), expr_word(m, STR("a \"b\"")),
		       expr_word(m, STR(""))) },
		{ "a name that there is not", "",
		  EXPR(m, EXPR_PLUS, one, expr_name(m, STR("other"))) },
		{ "a column that is not shown", "",
		  EXPR(m, EXPR_PLUS, one, expr_cell(m, "fte")) },
		{ "a table that is not there", "",
		  EXPR(m, EXPR_MEDIAN, expr_column(m, "people", "pay")) },
	};

	for (ptrdiff_t i = 0; i < ROWS(row); i++) {
		struct str got = written(&f, row[i].e);
		OK(str_eq(got, str_of(row[i].want)), "%s: got %.*s", row[i].why,
		   FMT(got));
	}
	f.b.live = false;
	OK(written(&f, row[0].e).len == 0, "values only");
	end(&f);
}

/* What SUMIFS would take for something else is compared by SUMPRODUCT. */
static void
conditions(void)
{
#define IFS(x) "=SUMIFS('Staff'!$B$7:$B$9,'Staff'!$A$7:$A$9," x ")"
#define PRODUCT "=SUMPRODUCT(('Staff'!$A$7:$A$9=A7)*1,'Staff'!$B$7:$B$9)"
	static const struct {
		const char *group;
		enum expr_op how;
		const char *want;
	} row[] = {
		{ "Surgery", EXPR_IS, IFS("A7") },
		{ "4010", EXPR_IS, PRODUCT },
		{ "May 1", EXPR_IS, PRODUCT },
		{ "<5 beds", EXPR_IS, PRODUCT },
		{ "Lab*", EXPR_IS, PRODUCT },
		{ "TRUE", EXPR_IS, PRODUCT },
		{ "", EXPR_IS, PRODUCT },
		{ "Surgery", EXPR_HOLDS, IFS("\"*|\"&A7&\"|*\"") },
		{ "4-lead*", EXPR_HOLDS, IFS("\"*|4-lead~*|*\"") },
	};
	struct fixture f;

	begin(&f);
	const struct expr *group = expr_column(&f.mem, "staff", "group");
	const struct expr *pay = expr_column(&f.mem, "staff", "pay");
	for (ptrdiff_t i = 0; i < ROWS(row); i++) {
		f.cells[0] = cell_text(str_of(row[i].group));
		struct str got = written(&f, EXPR(&f.mem, EXPR_SUM_WHERE, pay,
			EXPR(&f.mem, row[i].how, group,
			     expr_cell(&f.mem, "group"))));
		OK(str_eq(got, str_of(row[i].want)), "%s: got %.*s",
		   row[i].group, FMT(got));
	}
	struct str all = written(&f, EXPR(&f.mem, EXPR_SUM_WHERE, pay));
	OK(str_eq(all, STR("=SUM('Staff'!$B$7:$B$9)")), "of all");
	end(&f);
}

/* One of the expressions that a column has, made anew for each row. */
static const struct expr *
of_row(struct arena *mem, int64_t i)
{
	const struct expr *pay = expr_cell(mem, "pay");
	const struct expr *base = expr_name(mem, str_fmt(mem, "%s", "base"));

	switch (i % 4) {
	case 0:
		return EXPR(mem, EXPR_TIMES, pay, base);
	case 1:
		return EXPR(mem, EXPR_TIMES, base, pay);
	case 2:
		return EXPR(mem, EXPR_TIMES, pay, expr_number(mem, i, 2));
	default:
		return EXPR(mem, EXPR_SUM_WHERE,
		            expr_column(mem, "staff", "pay"),
		            EXPR(mem, EXPR_IS, expr_column(mem, "staff", "group"),
		                 expr_cell(mem, "group")));
	}
}

/* What a formula came to before is used where it is the same but for the row;
 * not where it is written by what a cell says. */
static void
patterns(void)
{
	struct fixture f;
	struct xlsx_patterns known = { 0 };
	ptrdiff_t wrong = 0;

	begin(&f);
	for (int64_t i = 0; i < 400; i++) {
		struct arena_mark mark = arena_mark(&f.scratch);
		const struct expr *e = of_row(&f.scratch, i);

		f.cells[0] = cell_text(i % 8 < 4 ? STR("Surgery")
		                                 : STR("4010"));
		struct str anew = xlsx_formula(&f.b, &f.place, f.cells, 6 + i,
		                               e, NULL);
		struct str again = xlsx_formula(&f.b, &f.place, f.cells, 6 + i,
		                                e, &known);
		wrong += !anew.len || !str_eq(anew, again);
		if (i == 396)
			OK(str_eq(again, STR("=B403*model_base")), "row 403: %s",
			   again.s);
		arena_rewind(&f.scratch, mark);
	}
	OK(wrong == 0, "%td of 400 formulas differ", wrong);
	OK(known.n == XLSX_PATTERNS, "%td are kept", known.n);
	end(&f);
}

const struct unit_test suite_xlsx_expr[] = {
	TEST(names), TEST(brackets), TEST(conditions), TEST(patterns), END
};
