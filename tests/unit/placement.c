/* SPDX-License-Identifier: MIT */
/*
 * Small exports of a school, and what the analysis must find in them.
 */
#include "world.h"

#include "analyse/placement.h"
#include "model/placement.h"

#define HEAD "Student ID,Program,Accreditor,Graduation Date,Status," \
	"Placement Status,Employer,Job Title,Placement Date,Verification Date\n"

static struct str
model_text(struct world *w, const char *name, struct str *file)
{
	struct str text = STR("");

	OK(shipped_text(&w->mem, "models", str_of(name), file, &text,
	                &w->diags) == ST_OK, "the model %s is there", name);
	return text;
}

/* The analysis of what was read, as of 31 October 2026. */
static const struct placement_analysis *
analysed(struct world *w)
{
	struct school_options so = { .as_of = date_of(2026, 10, 31),
		                     .hours_e4 = 20800000 };
	struct placement_options po = {
		.as_of = so.as_of, .cohort = { DATE_NONE, DATE_NONE } };
	struct str file, text;
	struct school *s = school_resolve(w->build, &so, &w->ledger,
	                                  &w->diags);

	text = model_text(w, "placement", &file);
	struct placement_model *m = placement_model_load(&w->mem, file, text,
	                                                 &w->diags);
	text = model_text(w, "certification", &file);
	struct cert_model *c = cert_model_load(&w->mem, file, text, &w->diags);
	text = model_text(w, "clinical-medical-assistant", &file);
	struct pay_model *p = pay_model_load(&w->mem, file, text, &w->diags);
	OK(m && c && p, "the models load");
	return placement_analyse(&w->mem, s, m, c, p, &po);
}

/* Whose row counts. */
static void
rows(void)
{
	static const struct {
		const char *why, *text;
		int64_t graduates, duplicate, conflict, out;
		int64_t placed;
	} row[] = {
		{ "twice the same", HEAD
		  "1,MA,,2025-03-01,Graduated,Unemployed,,,,\n"
		  "1,MA,,2025-03-01,Graduated,Unemployed,,,,\n", 1, 1, 0, 0,
		  0 },
		{ "two programs", HEAD
		  "1,MA,,2025-03-01,Graduated,Unemployed,,,,\n"
		  "1,PT,,2025-03-01,Graduated,Unemployed,,,,\n", 2, 0, 0, 0,
		  0 },
		{ "one program, otherwise spelt", HEAD
		  "1,M.A.,,2025-03-01,Graduated,Unemployed,,,,\n"
		  "1,ma,,2025-03-01,Graduated,Unemployed,,,,\n", 1, 0, 1, 0,
		  0 },
		{ "the latest verified, first", HEAD
		  "1,MA,,2025-03-01,Graduated,In field,,,2025-04-01,"
		  "2025-06-01\n"
		  "1,MA,,2025-03-01,Graduated,Unemployed,,,,2025-05-01\n",
		  1, 0, 1, 0, 1 },
		{ "the latest verified, last", HEAD
		  "1,MA,,2025-03-01,Graduated,Unemployed,,,,\n"
		  "1,MA,,2025-03-01,Graduated,Unemployed,,,,2025-05-01\n"
		  "1,MA,,2025-03-01,Graduated,In field,,,2025-04-01,"
		  "2025-06-01\n", 1, 0, 2, 0, 1 },
		{ "of equals the first", HEAD
		  "1,MA,,2025-03-01,Graduated,In field,,,2025-04-01,"
		  "2025-06-01\n"
		  "1,MA,,2025-03-01,Graduated,Unemployed,,,,2025-06-01\n",
		  1, 0, 1, 0, 1 },
		{ "who did not graduate", HEAD
		  "1,MA,,,Withdrawn,In field,,,,\n"
		  "2,MA,,,Enrolled,,,,,\n"
		  "3,MA,,2026-11-01,Graduated,,,,,\n"
		  "4,MA,,2026-10-31,GRAD,Unemployed,,,,\n", 1, 0, 0, 3, 0 },
		{ "no status word: a date of zeros is none, a bad one is one",
		  HEAD "1,MA,,00/00/0000,,In field,,,,\n"
		  "2,MA,,,,In field,,,,\n"
		  "3,MA,,02/30/2025,,Unemployed,,,,\n", 1, 0, 0, 2, 0 },
	};

	for (ptrdiff_t i = 0; i < ROWS(row); i++) {
		struct world w;

		world_open(&w);
		world_file(&w, "g.csv", row[i].text);
		const struct placement_analysis *a = analysed(&w);
		const int64_t *n = w.ledger.v[0].count;
		struct rate r = placement_rate(&a->all.sum);

		OK(a->all.sum.graduates == row[i].graduates &&
		   n[ROW_DUPLICATE] == row[i].duplicate &&
		   n[ROW_CONFLICT] == row[i].conflict &&
		   n[ROW_OUT_OF_SCOPE] == row[i].out && r.n == row[i].placed &&
		   ledger_balances(&w.ledger), "%s: %lld, %lld placed",
		   row[i].why, (long long)a->all.sum.graduates,
		   (long long)r.n);
		world_close(&w);
	}
}

/* What decides whether a job is in the field. */
static void
decided(void)
{
	static const struct {
		const char *cells;
		enum outcome outcome;
		enum decided by;
	} row[] = {
		{ "Employed in field,,", OUTCOME_IN_FIELD, DECIDED_STATUS },
		{ "Employed,Medical Asst,", OUTCOME_IN_FIELD, DECIDED_TITLE },
		{ "Employed,Phleb Tech,", OUTCOME_RELATED, DECIDED_TITLE },
		{ "Employed,Barista,", OUTCOME_OUT_OF_FIELD, DECIDED_TITLE },
		{ "Employed,,", OUTCOME_UNKNOWN, DECIDED_NOTHING },
		{ "Placed,,", OUTCOME_IN_FIELD, DECIDED_WORD },
		{ "Placed,Barista,", OUTCOME_OUT_OF_FIELD, DECIDED_TITLE },
		{ "Employed,Barista,Yes", OUTCOME_IN_FIELD, DECIDED_COLUMN },
		{ "Employed in field,Medical Asst,N", OUTCOME_OUT_OF_FIELD,
		  DECIDED_COLUMN },
		{ ",,Yes", OUTCOME_IN_FIELD, DECIDED_COLUMN },
		{ ",,No", OUTCOME_SEEKING, DECIDED_COLUMN },
		{ "Cont. Ed.,,No", OUTCOME_CONTINUING_ED, DECIDED_STATUS },
		{ "Self-employed,Barista,", OUTCOME_SELF_EMPLOYED,
		  DECIDED_TITLE },
		{ "Self-employed,Medical Assistant,", OUTCOME_IN_FIELD,
		  DECIDED_TITLE },
		{ ",Medical Assistant,", OUTCOME_IN_FIELD, DECIDED_TITLE },
		{ ",,", OUTCOME_UNKNOWN, DECIDED_STATUS },
		{ "see note,Medical Assistant,", OUTCOME_UNKNOWN,
		  DECIDED_STATUS },
	};

	for (ptrdiff_t i = 0; i < ROWS(row); i++) {
		struct world w;

		world_open(&w);
		world_file(&w, "g.csv", str_fmt(&w.mem, "Student ID,Program,"
			"Graduation Date,Placement Status,Job Title,In Field\n"
			"1,MA,2025-03-01,%s\n", row[i].cells).s);
		const struct placement_analysis *a = analysed(&w);

		OK(a->school->n == 1 && a->v[0].outcome == row[i].outcome &&
		   a->v[0].decided == row[i].by && a->field_unknown ==
		   (row[i].by == DECIDED_NOTHING), "%s: %s by %s", row[i].cells,
		   outcome_info[a->v[0].outcome].name,
		   decided_words[a->v[0].decided]);
		world_close(&w);
	}
}

static void
exams(void)
{
	struct world w;

	world_open(&w);
	world_file(&w, "g.csv", "Student ID,Program,Accreditor,Graduation Date,"
		"Placement Status\n1,MA,ACCSC,2025-03-01,\n2,MA,ABHES,"
		"2025-03-01,\n3,MA,ABHES,2025-03-01,\n4,MA,,2025-03-01,\n");
	world_file(&w, "e.csv", "Student ID,Exam,Exam Date,Result\n"
		"1,CMA (AAMA),2025-05-01,Pass\n"       /* not open to ACCSC */
		"2,CMA (AAMA),2025-06-01,Pass\n"       /* the second attempt */
		"2,CMA (AAMA),2025-05-01,Fail\n"
		"2,CMA (AAMA),2025-05-01,Fail\n"       /* the same again */
		"2,RMA (AMT),2025-07-01,Fail\n"
		"3,CMA (AAMA),2025-05-01,No show\n"
		"4,CMA (AAMA),2027-05-01,Pass\n"       /* yet to come */
		"9,CMA (AAMA),2025-05-01,Pass\n");     /* nobody */
	const struct placement_analysis *a = analysed(&w);
	const struct exam_sum *x = a->exams.v;

	OK(x[0].graduates == 4 && x[0].sat == 2 && x[0].passed == 2 &&
	   x[0].first_known == 2 && x[0].passed_first == 1 &&
	   x[0].attempts == 4, "any exam");
	OK(a->exams.n == 3 && str_eq(x[1].name, STR("CMA (AAMA)")) &&
	   x[1].sat == 2 && x[1].passed == 2 && x[1].passed_first == 1 &&
	   x[2].sat == 1 && x[2].passed == 0, "by credential");
	OK(a->closed_exams.n == 1 && a->closed_exams.v[0].graduate == 0,
	   "the program of one does not open its exam");
	OK(w.ledger.v[1].count[ROW_UNMATCHED] == 1 &&
	   w.ledger.v[1].count[ROW_DUPLICATE] == 1 &&
	   ledger_balances(&w.ledger), "an id of nobody, a row twice");
	world_close(&w);
}

static void
retention(void)
{
	struct world w;

	world_open(&w);
	world_file(&w, "g.csv", "Student ID,Program,Graduation Date,"
		"Placement Status\n1,MA,2025-03-01,\n");
	world_file(&w, "n.csv", "Student ID,Program,Start Date,End Date,"
		"Re-entry Date,Status\n"
		"1,MA,2024-06-30,2025-03-01,,Graduated\n"  /* BE, G     */
		"2,MA,2024-07-01,2025-01-10,,Withdrawn\n"  /* NS        */
		"3,MA,2025-06-30,,,Enrolled\n"             /* NS, EE    */
		"4,MA,2023-09-01,2024-02-01,2024-09-01,Enrolled\n" /* RE, EE */
		"5,MA,2024-01-01,2024-06-30,,Withdrawn\n"  /* not there */
		"6,MA,2025-07-01,,,Enrolled\n"             /* not yet   */
		"7,MA,2024-01-01,2025-07-01,,Graduated\n"  /* BE, EE   */
		"8,MA,2024-01-01,2024-07-01,,Withdrawn\n" /* BE       */
		"3,MA,2025-06-30,,,Enrolled\n");          /* again    */
	const struct placement_analysis *a = analysed(&w);
	const struct retention_year *y = NULL;

	for (ptrdiff_t i = 0; i < a->retention.n; i++)
		if (a->retention.v[i].year.first == date_of(2024, 7, 1))
			y = &a->retention.v[i];
	OK(w.ledger.v[1].count[ROW_DUPLICATE] == 1 &&
	   ledger_balances(&w.ledger), "an enrolment twice is one");
	OK(y && y->beginning == 3 && y->new_starts == 2 && y->re_entries == 1 &&
	   y->ending == 3 && y->graduates == 1, "(3 + 1) / (3 + 2 + 1)");
	for (ptrdiff_t i = 0; i < a->measures.n; i++)
		if (str_eq(a->measures.v[i].rule, STR("CAAHEP/MAERB")) &&
		    str_eq(a->measures.v[i].name, STR("Retention")))
			OK(str_eq(a->measures.v[i].missing,
			          STR("column trigger_course_date")),
			   "no approximation: %s", a->measures.v[i].missing.s);
	world_close(&w);
}

/* By trigger course: a year of those who began it, and nobody of before. */
static void
trigger(void)
{
	static const struct { const char *year; int64_t kept, began; } want[] = {
		{ "2024", 2, 3 }, { "2025", 1, 1 },
	};
	struct world w;
	ptrdiff_t n = 0;

	world_open(&w);
	world_file(&w, "g.csv", "Student ID,Program,Graduation Date,"
		"Placement Status\n1,MA,2025-03-01,\n");
	world_file(&w, "n.csv", "Student ID,Program,Start Date,"
		"Trigger Course Date,Status\n"
		"1,MA,2023-12-01,2024-01-01,Graduated\n"
		"2,MA,2024-01-01,2024-12-31,Withdrawn\n"
		"3,MA,2024-01-01,2024-03-01,Enrolled\n"
		"4,MA,2024-01-01,,Withdrawn\n"            /* before it */
		"5,MA,2025-01-01,2025-01-01,Graduated\n"
		"6,MA,2026-01-01,2026-11-01,Enrolled\n"); /* not yet   */
	const struct placement_analysis *a = analysed(&w);

	for (ptrdiff_t i = 0; i < a->measures.n; i++) {
		const struct measure *m = &a->measures.v[i];

		if (!str_eq(m->rule, STR("CAAHEP/MAERB")) ||
		    !str_eq(m->name, STR("Retention")))
			continue;
		OK(n < ROWS(want) && str_eq(m->group, str_of(want[n].year)) &&
		   m->rate.n == want[n].kept && m->rate.den == want[n].began,
		   "%s: %lld of %lld", m->group.s, (long long)m->rate.n,
		   (long long)m->rate.den);
		n++;
	}
	OK(n == ROWS(want), "%lld years", (long long)n);
	world_close(&w);
}

/* Externships, days, pay. */
static void
jobs(void)
{
	struct world w;

	world_open(&w);
	world_file(&w, "g.csv", "Student ID,Program,Graduation Date,"
		"Placement Status,Employer,Job Title,Placement Date,"
		"Externship Site,Externship Status,Starting Pay,Exam Prep\n"
		"1,MA,2025-03-01,Employed,City  Clinic,MA,2025-03-11,"
		"city clinic,Completed,12.6666,Y\n"
		"2,MA,2025-03-01,Employed,CITY CLINIC,MA,2025-03-21,"
		"City Clinic,Completed,$26346.53,N\n"
		"3,MA,2025-03-01,Employed,City Clinic,MA,2025-03-31,"
		"City Clinic,No,500000,Y\n"
		"4,MA,2025-03-01,Unemployed,,,,City Clinic,Completed,,\n");
	const struct placement_analysis *a = analysed(&w);

	OK(a->externships.n == 2 && a->externships.v[0].completed == 3 &&
	   a->externships.v[0].hired == 2, "two of three stayed: %lld of %lld",
	   (long long)a->externships.v[0].hired,
	   (long long)a->externships.v[0].completed);
	OK(a->median_days_e4 == 200000 && a->with_days == 3,
	   "20 days in the middle");
	OK(a->pay.n == 2 && a->pay.v[0].n == 2 && a->pay_implausible == 1 &&
	   a->pay.v[1].benchmark_hourly == 126666 &&
	   a->pay.v[1].median_hourly == 126666, "pay: %lld",
	   (long long)(a->pay.n ? a->pay.v[0].median_hourly : 0));
	OK(a->n_support == 2 && a->support[0].sum.graduates == 2 &&
	   a->support[1].sum.graduates == 1, "a blank is neither yes nor no");
	world_close(&w);
}

const struct unit_test suite_placement[] = {
	TEST(rows), TEST(decided), TEST(exams), TEST(retention),
	TEST(trigger), TEST(jobs),
	END,
};
