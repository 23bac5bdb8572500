/* SPDX-License-Identifier: MIT */
/*
 * Rows to people: small exports, read with the shipped rules, and what must
 * have become of them on 31 October 2026.  A row of the table gives the
 * files' text and the facts; every fact can be worked out with a pencil.
 */
#include "unit.h"

#include "world.h"

/* "used 2, rejected 1": the classes of the first file's rows. */
static struct str
classes(struct world *w)
{
	struct sbuf b = { .mem = &w->mem };

	for (int c = 0; c < ROW_NCLASS; c++)
		if (w->ledger.v[0].count[c] && c != ROW_HEADER)
			sbuf_fmt(&b, "%s%s %lld", b.n ? ", " : "",
			         class_info[c].name,
			         (long long)w->ledger.v[0].count[c]);
	return sbuf_str(&b);
}

static void
world_resolve_for(struct world *w, enum pay_need pay, enum part_time part_time)
{
	struct roster_options opt = {
		.as_of = date_of(2026, 10, 31), .hours_e4 = 20800000,
		.currency = STR("USD"), .part_time = part_time,
		.pay = pay,
	};

	w->roster = roster_resolve(w->build, &opt, &w->ledger, &w->diags);
}

static void
world_resolve(struct world *w, enum part_time part_time)
{
	world_resolve_for(w, PAY_NEEDED, part_time);
}

#define STAFF "Employee ID,Name,Job Title,Pay Rate,Pay Basis\n"

static void
whose_row_is_it(void)
{
	static const struct {
		const char *why, *staff, *want;
		ptrdiff_t people;
	} row[] = {
		{ "two people", STAFF "1,A,MA,13,Hourly\n2,B,MA,14,Hourly\n",
		  "used 2", 2 },
		{ "an identical row is a duplicate",
		  STAFF "1,A,MA,13,Hourly\n1,A,MA,13,Hourly\n",
		  "used 1, duplicate 1", 1 },
		{ "the same id with other content is a conflict",
		  STAFF "1,A,MA,13,Hourly\n1,A,MA,14,Hourly\n",
		  "used 1, conflict 1", 1 },
		{ "an id belongs to the first row even if that is rejected",
		  STAFF "1,A,MA,see note,Hourly\n1,A,MA,14,Hourly\n",
		  "rejected 1, conflict 1", 0 },
		{ "no id in a file with ids",
		  STAFF ",A,MA,13,Hourly\n2,B,MA,14,Hourly\n",
		  "used 1, rejected 1", 1 },
		{ "a name twice is two people",
		  STAFF "1,A,MA,13,Hourly\n2,A,MA,13,Hourly\n", "used 2", 2 },
		{ "without an id column rows are people",
		  "Name,Job Title,Pay Rate,Pay Basis\n"
		  "A,MA,13,Hourly\nA,MA,13,Hourly\n", "used 2", 2 },
		{ "of effective dates the latest that has come counts",
		  "EMPLID,EFFDT,JOB TITLE,HOURLY_RT\n"
		  "1,2020-01-01,MA,11\n1,2026-01-01,MA,13\n"
		  "1,2026-12-01,MA,15\n1,2023-01-01,MA,12\n",
		  "used 1, superseded 2, out_of_scope 1", 1 },
		{ "hired later is not on staff yet",
		  "Employee ID,Status,Hire Date,Job Title,Hourly Rate\n"
		  "1,Active,2026-10-31,MA,13\n2,Active,2026-11-01,MA,13\n",
		  "used 1, out_of_scope 1", 1 },
		{ "an ended job does not take the person along",
		  "EMPLID,EMPL_RCD,Empl Status,JOB TITLE,HOURLY_RT,FTE\n"
		  "1,0,T,MA,13,0.7\n1,1,A,MA,14,0.5\n",
		  "used 1, out_of_scope 1", 1 },
		{ "jobs of one person are one person",
		  "EMPLID,EMPL_RCD,JOB TITLE,HOURLY_RT,FTE\n"
		  "1,0,MA,13,0.4\n1,1,Phlebotomist,14,0.5\n", "used 2", 1 },
		{ "terminated, pre-hire and contractors are out of scope",
		  "Employee ID,Status,Employee Type,Job Title,Hourly Rate\n"
		  "1,Active,Regular,MA,13\n2,Terminated,Regular,MA,13\n"
		  "3,LOA,Regular,MA,13\n4,A,Contractor,MA,13\n"
		  "5,Pre-hire,Regular,MA,13\n",
		  "used 2, out_of_scope 3", 2 },
		{ "a past termination date without a status",
		  "Employee ID,Termination Date,Job Title,Hourly Rate\n"
		  "1,,MA,13\n2,2026-10-30,MA,13\n3,2026-10-31,MA,13\n",
		  "used 2, out_of_scope 1", 2 },
		{ "another currency is out of scope",
		  "Employee ID,Job Title,Hourly Rate,Currency\n"
		  "1,MA,13,USD\n2,MA,13,CAD\n3,MA,EUR 13,\n",
		  "used 1, out_of_scope 2", 1 },
	};
	for (ptrdiff_t i = 0; i < ROWS(row); i++) {
		struct world w;

		world_open(&w);
		world_file(&w, "staff.csv", row[i].staff);
		world_resolve(&w, PART_TIME_AUTO);
		OK(str_eq(classes(&w), str_of(row[i].want)),
		   "%s: %s", row[i].why, classes(&w).s);
		OK(w.roster->n == row[i].people, "%s: %td people", row[i].why,
		   w.roster->n);
		OK(ledger_balances(&w.ledger), "%s: balances", row[i].why);
		world_close(&w);
	}
}

static void
what_is_pay(void)
{
	static const struct {
		const char *why, *staff;
		const char *annual;           /* "" : rejected */
		enum diag_code code;
	} row[] = {
		{ "hourly", STAFF "1,A,MA,13.62,Hourly\n", "28329.6000", 0 },
		{ "a suffix beats the basis", STAFF "1,A,MA,13.62/hr,Annual\n",
		  "28329.6000", 0 },
		{ "annual", STAFF "1,A,MA,\"$28,329.60\",Salary\n",
		  "28329.6000", 0 },
		{ "biweekly", STAFF "1,A,MA,1089.60,Biweekly\n",
		  "28329.6000", 0 },
		{ "semimonthly", STAFF "1,A,MA,1180.40,Semi-monthly\n",
		  "28329.6000", 0 },
		{ "weekly", STAFF "1,A,MA,544.80,Weekly\n", "28329.6000", 0 },
		{ "monthly", "Employee ID,Job Title,MonthlyIncome\n"
		  "1,MA,2360.80\n", "28329.6000", 0 },
		{ "thousands", STAFF "1,A,MA,28.3K,annual\n", "28300.0000", 0 },
		{ "no basis, judged by the amount",
		  "Employee ID,Job Title,Pay Rate\n1,MA,13.62\n",
		  "28329.6000", 0 },
		{ "an unused rate of 0 does not hide the other",
		  "employeeId,job title,annualSalary,hourlyPayRate\n"
		  "1,MA,0,13.62\n", "28329.6000", 0 },
		{ "the yearly column is used before the hourly one",
		  "employeeId,job title,hourlyPayRate,annualSalary\n"
		  "1,MA,14,28329.60\n", "28329.6000", 0 },
		{ "zero", STAFF "1,A,MA,0.00,Hourly\n", "", DIAG_PAY_ZERO },
		{ "nothing", STAFF "1,A,MA,,Hourly\n", "", DIAG_PAY_MISSING },
		{ "N/A", STAFF "1,A,MA,N/A,Hourly\n", "", DIAG_PAY_MISSING },
		{ "words", STAFF "1,A,MA,see note,Hourly\n", "",
		  DIAG_PAY_UNREADABLE },
		{ "masked", STAFF "1,A,MA,***,Hourly\n", "", DIAG_PAY_MASKED },
		{ "negative", STAFF "1,A,MA,(13.62),Hourly\n", "",
		  DIAG_PAY_NEGATIVE },
		{ "a yearly amount an hour", STAFF "1,A,MA,28329.60,Hourly\n",
		  "", DIAG_PAY_UNIT },
		{ "an hourly amount a year", STAFF "1,A,MA,13.62,Annual\n",
		  "", DIAG_PAY_UNIT },
		{ "neither hourly nor yearly",
		  "Employee ID,Job Title,Pay Rate\n1,MA,2360.80\n", "",
		  DIAG_PAY_BASIS_UNKNOWN },
	};
	for (ptrdiff_t i = 0; i < ROWS(row); i++) {
		struct str got = STR("");
		struct world w;

		world_open(&w);
		world_file(&w, "staff.csv", row[i].staff);
		world_resolve(&w, PART_TIME_AUTO);
		if (w.roster->n == 1)
			got = decimal_str(&w.mem, w.roster->v[0].pay, 4, 4,
			                  false);
		OK(str_eq(got, str_of(row[i].annual)), "%s: \"%s\"",
		   row[i].why, got.s);
		if (!row[i].annual[0])
			OK(w.diags.count[row[i].code] == 1, "%s: %s",
			   row[i].why, diag_info[row[i].code].name);
		world_close(&w);
	}
}

#define PART "Employee ID,Job Title,Annual Salary,FT/PT,FTE\n"

static void
part_time_pay(void)
{
	static const struct {
		const char *why, *staff;
		enum part_time told;
		const char *annual;   /* of the last person; "-": no rate */
	} row[] = {
		{ "half pay at half time is prorated",
		  PART "1,MA,30000,F,1\n2,MA,15000,P,0.5\n", PART_TIME_AUTO,
		  "30000.0000" },
		{ "full pay at half time is stated in full",
		  PART "1,MA,30000,F,1\n2,MA,30000,P,0.5\n", PART_TIME_AUTO,
		  "30000.0000" },
		{ "50 and 50 % are a half",
		  PART "1,MA,30000,F,100\n2,MA,15000,P,50\n", PART_TIME_AUTO,
		  "30000.0000" },
		{ "half pay and no FTE: no rate",
		  PART "1,MA,30000,F,\n2,MA,15000,P,\n", PART_TIME_AUTO, "-" },
		{ "full pay and no FTE: the rate is known",
		  PART "1,MA,30000,F,\n2,MA,29000,P,\n", PART_TIME_AUTO,
		  "29000.0000" },
		{ "nobody to compare with: no rate without FTE",
		  PART "1,RN,60000,F,\n2,MA,15000,P,\n", PART_TIME_AUTO, "-" },
		{ "as told", PART "1,MA,30000,F,1\n2,MA,30000,P,0.5\n",
		  PART_TIME_PRORATED, "60000.0000" },
		{ "two prorated halves are one whole",
		  "EMPLID,EMPL_RCD,JOB TITLE,ANNUAL_RT,FTE\n"
		  "2,0,MA,30000,1\n1,0,MA,15000,0.5\n1,1,MA,15000,0.5\n",
		  PART_TIME_AUTO, "30000.0000" },
		{ "standard hours of 40 are a week, whatever the header",
		  "Employee ID,Job Title,Annual Salary,Standard Hours\n"
		  "1,MA,30000,40\n3,MA,30000,40\n2,MA,15000,20\n",
		  PART_TIME_AUTO, "30000.0000" },
		{ "FTE from weekly hours",
		  "Employee ID,Job Title,Annual Salary,STD_HOURS\n"
		  "1,MA,30000,37.5\n3,MA,30000,37.5\n2,MA,15000,18.75\n",
		  PART_TIME_AUTO, "30000.0000" },
	};
	for (ptrdiff_t i = 0; i < ROWS(row); i++) {
		struct str got = STR("-");
		struct world w;

		world_open(&w);
		world_file(&w, "staff.csv", row[i].staff);
		world_resolve(&w, row[i].told);
		const struct person *p = &w.roster->v[w.roster->n - 1];
		if (p->pay != MONEY_NONE)
			got = decimal_str(&w.mem, p->pay, 4, 4, false);
		OK(str_eq(got, str_of(row[i].annual)), "%s: %s", row[i].why,
		   got.s);
		OK((p->pay == MONEY_NONE) == !!(p->flags & PERSON_NO_RATE),
		   "%s: the flag says so", row[i].why);
		world_close(&w);
	}
}

#define EXP "Employee ID,Job Title,Hourly Rate,Hire Date,Years of Experience\n"
#define JOBS "Employee ID,Job Title,Employer,Start Date,End Date\n"

static void
how_much_experience(void)
{
	static const struct {
		const char *why, *staff, *jobs;
		int32_t months;       /* thousandths; -1 none */
		enum experience_source source;
	} row[] = {
		{ "the column", EXP "1,MA,13,2020-01-01,7.5\n", NULL, 90000,
		  EXPERIENCE_COLUMN },
		{ "an empty cell is none, not tenure",
		  EXP "1,MA,13,2020-01-01,\n", NULL, -1, EXPERIENCE_NONE },
		{ "no column: tenure by anniversaries",
		  "Employee ID,Job Title,Hourly Rate,Hire Date\n"
		  "1,MA,13,2020-10-31\n", NULL, 72000, EXPERIENCE_TENURE },
		{ "a day before the anniversary is less",
		  "Employee ID,Job Title,Hourly Rate,Hire Date\n"
		  "1,MA,13,2020-11-01\n", NULL, 71967, EXPERIENCE_TENURE },
		{ "jobs before the column",
		  EXP "1,MA,13,2020-01-01,3\n",
		  JOBS "1,MA,X,2010-01-01,2014-12-31\n", 60000,
		  EXPERIENCE_JOBS },
		{ "overlaps count once, other work apart",
		  EXP "1,MA,13,2020-01-01,3\n",
		  JOBS "1,MA,X,2010-01-01,2012-12-31\n"
		  "1,Clinical MA,Y,2012-01-01,2013-12-31\n"
		  "1,Registered Nurse,Z,2000-01-01,2009-12-31\n", 48000,
		  EXPERIENCE_JOBS },
		{ "an open end is today",
		  EXP "1,MA,13,2020-01-01,3\n",
		  JOBS "1,MA,X,2025-11-01,\n", 12000, EXPERIENCE_JOBS },
		{ "months are whole months",
		  EXP "1,MA,13,2020-01-01,3\n",
		  JOBS "1,MA,X,01/2010,12/2014\n", 60000, EXPERIENCE_JOBS },
		{ "no column, no job: tenure",
		  "Employee ID,Job Title,Hourly Rate,Hire Date\n"
		  "1,MA,13,2020-10-31\n",
		  JOBS "2,MA,X,2010-01-01,2014-12-31\n", 72000,
		  EXPERIENCE_TENURE },
		{ "no usable job: the column",
		  EXP "1,MA,13,2020-01-01,3\n",
		  JOBS "1,MA,X,soon,2012-12-31\n", 36000, EXPERIENCE_COLUMN },
	};
	for (ptrdiff_t i = 0; i < ROWS(row); i++) {
		struct world w;

		world_open(&w);
		world_file(&w, "staff.csv", row[i].staff);
		if (row[i].jobs)
			world_file(&w, "jobs.csv", row[i].jobs);
		world_resolve(&w, PART_TIME_AUTO);
		const struct person *p = w.roster->v;
		OK(p->experience == row[i].months, "%s: %d", row[i].why,
		   p->experience);
		OK(p->experience_source == row[i].source, "%s: source %d",
		   row[i].why, p->experience_source);
		world_close(&w);
	}
}

/* Day and month order, once a column. */
static void
date_orders(void)
{
	static const struct {
		const char *why, *dates[2], *want; /* of the second person */
	} row[] = {
		{ "13 can only be a day", { "13/02/2020", "03/04/2020" },
		  "2020-04-03" },
		{ "month first where nothing decides",
		  { "01/02/2020", "03/04/2020" }, "2020-03-04" },
		{ "month first for certain", { "02/13/2020", "03/04/2020" },
		  "2020-03-04" },
		{ "two digits: not after the as-of date",
		  { "6/10/13", "10/24/79" }, "1979-10-24" },
		{ "a day that is not", { "2020-01-01", "02/30/2021" }, "" },
	};
	for (ptrdiff_t i = 0; i < ROWS(row); i++) {
		struct world w;

		world_open(&w);
		world_file(&w, "staff.csv", str_fmt(&w.mem,
			"Employee ID,Job Title,Hourly Rate,Hire Date\n"
			"1,MA,13,%s\n2,MA,13,%s\n", row[i].dates[0],
			row[i].dates[1]).s);
		world_resolve(&w, PART_TIME_AUTO);
		struct str got = date_str(&w.mem, w.roster->v[1].hired);
		OK(str_eq(got, str_of(row[i].want)), "%s: %s", row[i].why,
		   got.s);
		world_close(&w);
	}
}

#define CREDS "Employee ID,Credential,Issuer,Expires\n"

static void
what_is_held(void)
{
	static const struct {
		const char *why, *rows, *want; /* "NAME state, ..." */
	} row[] = {
		{ "valid on its last day",
		  "1,CCMA (NHA),NHA,2026-10-31\n", "CCMA (NHA) expiring" },
		{ "the day after it is not",
		  "1,CCMA (NHA),NHA,2026-10-30\n", "CCMA (NHA) expired" },
		{ "90 days ahead is expiring",
		  "1,RMA,AMT,2027-01-29\n", "RMA (AMT) expiring" },
		{ "91 days ahead is active",
		  "1,RMA,AMT,2027-01-30\n", "RMA (AMT) active" },
		{ "the latest expiry counts",
		  "1,RMA,AMT,2024-01-30\n1,RMA (AMT),AMT,2028-01-30\n",
		  "RMA (AMT) active" },
		{ "no date to judge by", "1,BLS,AHA,\n", "BLS unknown" },
		{ "not held", "1,not certified,,\n", "" },
		{ "pending", "1,CMA pending,,\n", "CMA (AAMA) pending" },
		{ "pending with a date", "1,CMA pending,,2030-01-01\n",
		  "CMA (AAMA) pending" },
		{ "MA is the job", "1,MA,,2030-01-01\n", "" },
	};
	static const char *const states[CRED_N] = {
		"active", "expiring", "lifetime", "expired", "pending",
		"unknown"
	};
	for (ptrdiff_t i = 0; i < ROWS(row); i++) {
		struct world w;

		world_open(&w);
		world_file(&w, "staff.csv", STAFF "1,A,MA,13,Hourly\n");
		world_file(&w, "creds.csv", str_fmt(&w.mem, CREDS "%s",
		                                    row[i].rows).s);
		world_resolve(&w, PART_TIME_AUTO);
		struct sbuf b = { .mem = &w.mem };
		for (ptrdiff_t k = 0; k < w.roster->n_credentials; k++) {
			const struct held *h = &w.roster->credentials[k];

			sbuf_fmt(&b, "%s%s %s", b.n ? ", " : "", roster_name(
				w.roster, V_CREDENTIAL, h->credential).s,
				states[h->state]);
		}
		OK(str_eq(sbuf_str(&b), str_of(row[i].want)), "%s: \"%s\"",
		   row[i].why, sbuf_str(&b).s);
		world_close(&w);
	}
}

#define SKILLS "Employee ID,Skill\n"

static void
joins(void)
{
	static const struct {
		const char *why, *skills;
		int64_t matched, unmatched;
		enum diag_code code;  /* found once; DIAG_NCODE: none of them */
	} row[] = {
		{ "all match", SKILLS "1,EKG\n1,Ortho\n", 2, 0, DIAG_NCODE },
		{ "under 90 %", SKILLS "1,a\n1,b\n1,c\n9,d\n", 3, 1,
		  DIAG_JOIN_LOW },
		{ "under 50 %", SKILLS "1,a\n8,c\n9,d\n", 1, 2,
		  DIAG_JOIN_NONE },
		{ "leading zeros are proposed", SKILLS "1,a\n001,b\n", 1, 1,
		  DIAG_ID_NEAR },
		{ "a trailing .0 is proposed", SKILLS "1,a\n1.0,b\n", 1, 1,
		  DIAG_ID_NEAR },
	};
	for (ptrdiff_t i = 0; i < ROWS(row); i++) {
		struct world w;

		world_open(&w);
		world_file(&w, "staff.csv", STAFF "1,A,MA,13,Hourly\n");
		world_file(&w, "skills.csv", row[i].skills);
		world_resolve(&w, PART_TIME_AUTO);
		const struct join_count *j = &w.roster->join[K_SKILLS];
		OK(j->rows_matched == row[i].matched &&
		   j->rows_unmatched == row[i].unmatched, "%s: %lld and %lld",
		   row[i].why, (long long)j->rows_matched,
		   (long long)j->rows_unmatched);
		if (row[i].code != DIAG_NCODE)
			OK(w.diags.count[row[i].code] == 1, "%s: %s",
			   row[i].why, diag_info[row[i].code].name);
		else
			OK(diags_of(&w.diags, SEV_DATA) == 0, "%s: no more",
			   row[i].why);
		OK(ledger_balances(&w.ledger), "%s: balances", row[i].why);
		world_close(&w);
	}
}

/* "1: a b; 2: ..." of everybody's names, by index in the roster. */
static struct str
all_held(struct world *w)
{
	const struct roster *r = w->roster;
	struct sbuf b = { .mem = &w->mem };

	for (ptrdiff_t i = 0; i < r->n; i++) {
		const struct person *p = &r->v[i];

		sbuf_fmt(&b, "%td:", i + 1);
		for (uint32_t k = 0; k < person_skills(r, p).n; k++)
			sbuf_fmt(&b, " %s", roster_name(r, V_SKILL,
				person_skills(r, p).v[k]).s);
		for (uint32_t k = 0; k < person_credentials(r, p).n; k++)
			sbuf_fmt(&b, " %s", roster_name(r, V_CREDENTIAL,
				person_credentials(r, p).v[k].credential).s);
		sbuf_put(&b, STR("\n"));
	}
	return sbuf_str(&b);
}

/*
 * Rows that stand in the order of people are taken in one walk, others are
 * counted first: what people hold is the same.
 */
static void
rows_in_any_order(void)
{
	static const char *const skills[] = {
		"1,EKG; Venipuncture\n1,EKG\n1,Triage\n9,EKG\n3,Triage\n3,EKG\n",
		"3,EKG\n1,Triage\n1,EKG\n9,EKG\n3,Triage\n1,Venipuncture; EKG\n",
	};
	static const char *const held[] = {
		"1,RMA,AMT,2024-01-30\n1,\"BLS, RMA\",,2028-01-30\n"
		"2,not certified,,\n4,CPT,NHA,2027-01-30\n",
		"4,CPT,NHA,2027-01-30\n1,\"BLS, RMA\",,2028-01-30\n"
		"2,not certified,,\n1,RMA,AMT,2024-01-30\n",
	};
	struct str got[2];
	struct world w[2];

	for (int i = 0; i < 2; i++) {
		world_open(&w[i]);
		world_file(&w[i], "staff.csv", STAFF "1,A,MA,13,Hourly\n"
			"2,B,MA,13,Hourly\n3,C,MA,13,Hourly\n"
			"4,D,MA,13,Hourly\n5,E,MA,see note,Hourly\n");
		world_file(&w[i], "skills.csv", str_fmt(&w[i].mem, SKILLS
			"%s", skills[i]).s);
		world_file(&w[i], "creds.csv", str_fmt(&w[i].mem, CREDS "%s",
			held[i]).s);
		world_resolve(&w[i], PART_TIME_AUTO);
		got[i] = all_held(&w[i]);
	}
	OK(str_eq(got[0], got[1]), "in order:\n%sin another:\n%s", got[0].s,
	   got[1].s);
	OK(str_find(got[0], STR("RMA (AMT)")) > 0 &&
	   str_find(got[0], STR("4: CPT")) > 0, "%s", got[0].s);
	OK(w[0].roster->n_credentials == 3, "%td are held",
	   w[0].roster->n_credentials);
	for (int i = 0; i < 2; i++)
		world_close(&w[i]);
}

/* An id of a skills file that a staff row has, but for how it is written. */
static void
ids_written_otherwise(void)
{
	static const struct { const char *staff, *skills; int64_t near; } row[] = {
		{ "A7", "a7", 1 }, { "00A7.0", "a7", 1 }, { "7.0", "07", 1 },
		{ "0", "000", 1 }, { "000", "0.0", 1 }, { "A7", "A70", 0 },
		{ "10", "1", 0 }, { "7", "8", 0 }, { "0A", "A0", 0 },
	};
	for (ptrdiff_t i = 0; i < ROWS(row); i++) {
		struct world w;

		world_open(&w);
		world_file(&w, "staff.csv", str_z(&w.mem, str_fmt(&w.mem,
			STAFF "%s,A,MA,13,Hourly\n", row[i].staff)));
		world_file(&w, "skills.csv", str_z(&w.mem, str_fmt(&w.mem,
			SKILLS "%s,EKG\n", row[i].skills)));
		world_resolve(&w, PART_TIME_AUTO);
		OK(w.diags.count[DIAG_ID_NEAR] == row[i].near, "%s and %s",
		   row[i].staff, row[i].skills);
		world_close(&w);
	}
}

/* Reports that need no pay, and a row whose pay is no amount. */
static void
pay_not_needed(void)
{
	static const struct {
		const char *why, *pay[3];
		enum pay_need need;
		const char *want;
	} row[] = {
		{ "a note", { "13", "see note", "14" }, PAY_SOUND, "used 2, rejected 1" },
		{ "N/A", { "13", "N/A", "14" }, PAY_SOUND, "used 2, rejected 1" },
		{ "blank is not faulty", { "13", "", "14" }, PAY_SOUND, "used 3" },
		{ "nor is masked", { "13", "****", "14" }, PAY_SOUND, "used 3" },
		{ "nor is nothing paid", { "13", "0", "14" }, PAY_SOUND, "used 3" },
		{ "nor another currency", { "13", "EUR 9", "14" }, PAY_SOUND, "used 3" },
		{ "mostly no amounts: the column says nothing",
		  { "secret", "secret", "14" }, PAY_SOUND, "used 3" },
		{ "ignored", { "13", "see note", "14" }, PAY_IGNORED, "used 3" },
		{ "needed", { "13", "", "see note" }, PAY_NEEDED, "used 1, rejected 2" },
	};

	for (ptrdiff_t i = 0; i < ROWS(row); i++) {
		struct world w;
		const char *const *pay = row[i].pay;

		world_open(&w);
		world_file(&w, "staff.csv", str_fmt(&w.mem,
			"Employee ID,Job Title,Hourly Rate\n1,MA,%s\n"
			"2,MA,%s\n3,MA,%s\n", pay[0], pay[1], pay[2]).s);
		world_resolve_for(&w, row[i].need, PART_TIME_AUTO);
		OK(str_eq(classes(&w), str_of(row[i].want)), "%s: %s",
		   row[i].why, classes(&w).s);
		world_close(&w);
	}
}

const struct unit_test suite_roster[] = {
	TEST(whose_row_is_it), TEST(pay_not_needed), TEST(what_is_pay),
	TEST(part_time_pay), TEST(how_much_experience), TEST(date_orders),
	TEST(what_is_held), TEST(joins), TEST(rows_in_any_order), TEST(ids_written_otherwise), END
};
