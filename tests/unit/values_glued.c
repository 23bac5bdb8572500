/* SPDX-License-Identifier: MIT */
/* What stands within the text of a credential. */
#include "norm/values.h"
#include "unit.h"

static bool
is(struct str got, const char *want)
{
	return str_eq(got, str_of(want));
}

static void
glued_values(void)
{
	static const struct { const char *text, *date, *number; } row[] = {
		{ "CCMA exp 3/31/26", "3/31/26", "" },
		{ "CMA #123456 (exp. 2027)", "2027", "123456" },
		{ "CMA, exp 3/31/26", "3/31/26", "" },
		{ "CMA (expires: Mar 31, 2027)", "Mar 31, 2027", "" },
		{ "RMA valid thru 05/2027", "05/2027", "" },
		{ "RMA expiration date 2027-05-31 #R-77", "2027-05-31",
		  "R-77" },
		{ "BLS expires on 31-May-2027.", "31-May-2027", "" },
		{ "CMA expired 3/31/19", "3/31/19", "" },
		{ "CMA exam 5/12/26", "", "" },
		{ "CMA since 2014", "", "" },
		{ "CMA (AAMA)", "", "" },
		{ "explorer 2027", "", "" },
		{ "CMA exp soon", "", "" },
		{ "cert # pending", "", "" },
		{ "", "", "" },
	};

	for (ptrdiff_t i = 0; i < ROWS(row); i++) {
		struct glued g = glued_parse(str_of(row[i].text));

		OK(is(g.date, row[i].date) && is(g.number, row[i].number),
		   "%s: date %.*s, number %.*s", row[i].text, FMT(g.date),
		   FMT(g.number));
	}
}

static void
parts_of_cells(void)
{
	static const struct { const char *cell; int k, n; const char *want; }
	row[] = {
		{ "CMA", 0, 1, "CMA" },
		{ "CMA; RMA exp 3/31/26", 1, 2, "RMA exp 3/31/26" },
		{ "CMA, exp 3/31/26, BLS", 0, 2, "CMA, exp 3/31/26" },
		{ "CMA, exp 3/31/26, BLS", 1, 2, "BLS" },
		{ "CMA (exp 1/1/27, renewed); RMA", 0, 2,
		  "CMA (exp 1/1/27, renewed)" },
		{ "CMA and RMA", 1, 2, "" },
	};

	for (ptrdiff_t i = 0; i < ROWS(row); i++)
		OK(is(glued_part(str_of(row[i].cell), row[i].k, row[i].n),
		      row[i].want), "part %d of %s", row[i].k, row[i].cell);
}

static void
ends_of_periods(void)
{
	static const struct { const char *text, *want; } row[] = {
		{ "05/2027", "2027-05-31" }, { "2/2028", "2028-02-29" },
		{ "2027-05", "2027-05-31" }, { "May 2027", "2027-05-31" },
		{ "2027", "2027-12-31" }, { "05/01/2027", "2027-05-01" },
		{ "2027-05-01", "2027-05-01" }, { "1 May 2027", "2027-05-01" },
		{ "May 1, 2027", "2027-05-01" }, { "20270501", "2027-05-01" },
		{ "1-May-27", "2027-05-01" },
	};

	for (ptrdiff_t i = 0; i < ROWS(row); i++) {
		struct date_text t = date_parse(str_of(row[i].text));
		date d = date_decide(&t, false, date_of(2060, 1, 1));
		date got = date_period_end(str_of(row[i].text), d);

		OK(got == date_iso(str_of(row[i].want)), "%s: %d-%d-%d",
		   row[i].text, (int)date_ymd(got).year,
		   (int)date_ymd(got).month, (int)date_ymd(got).day);
	}
}

const struct unit_test suite_values_glued[] = {
	TEST(glued_values), TEST(parts_of_cells), TEST(ends_of_periods), END
};
