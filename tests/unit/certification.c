/* SPDX-License-Identifier: MIT */
/*
 * Exports to verdicts: one person, a few rows of credentials, and how they
 * must stand on 31 October 2026 by the shipped rules and model.
 */
#include "analyse/certification.h"

#include "world.h"

struct judged {
	struct world w;
	struct cert_model *model;
	struct cert_analysis *a;
};

static bool
judge(struct judged *j, const char *staff, const char *skills,
      const char *credentials)
{
	struct roster_options opt = { .as_of = date_of(2026, 10, 31),
		                      .records = true };
	struct str file, text = STR("");

	world_open(&j->w);
	roster_keep_records(j->w.build);
	world_file(&j->w, "staff.csv", staff);
	if (skills)
		world_file(&j->w, "skills.csv", skills);
	if (credentials)
		world_file(&j->w, "credentials.csv", credentials);
	j->w.roster = roster_resolve(j->w.build, &opt, &j->w.ledger,
	                             &j->w.diags);
	OK(ledger_balances(&j->w.ledger), "the ledger balances");
	if (shipped_text(&j->w.mem, "models", STR("certification"), &file,
	                 &text, &j->w.diags) == ST_OK)
		j->model = cert_model_load(&j->w.mem, file, text, &j->w.diags);
	if (!OK(j->model != NULL, "the shipped model loads"))
		return false;
	j->a = cert_analyse(&j->w.mem, j->w.roster, j->model, opt.as_of);
	return true;
}

/* "CMA (AAMA) active; BLS unknown, no date [2]": every line, its flags. */
static struct str
lines(struct judged *j)
{
	struct sbuf b = { .mem = &j->w.mem };

	for (ptrdiff_t i = 0; i < j->a->n; i++) {
		const struct cert_line *l = &j->a->v[i];

		sbuf_fmt(&b, "%s%.*s %s", i ? "; " : "",
		         FMT(roster_name(j->w.roster, V_CREDENTIAL,
		                         l->credential)),
		         cert_status_words[l->verdict.status]);
		if (l->flags & CERT_CONFLICT)
			sbuf_fmt(&b, " [conflict]");
		if (l->flags & CERT_ASSUMED)
			sbuf_fmt(&b, " [assumed]");
		if (l->flags & CERT_OTHER_ISSUER)
			sbuf_fmt(&b, " [other]");
	}
	return sbuf_str(&b);
}

#define ONE "Employee ID,Job Title,Department\n1,Medical Assistant,X\n"
#define CREDS "Employee ID,Credential,Issuer,Number,Issued,Expires,Status\n"

static void
cells_to_lines(void)
{
	static const struct { const char *why, *rows, *want; } row[] = {
		{ "a bare name, no issuer", "1,CMA,,,,2028-01-31,\n",
		  "CMA (AAMA) active [assumed]" },
		{ "a bare name, its issuer", "1,CMA,AAMA,,,2028-01-31,\n",
		  "CMA (AAMA) active" },
		{ "the issuer in the name", "1,CMA (AAMA),,,,2028-01-31,\n",
		  "CMA (AAMA) active" },
		{ "another board's",
		  "1,CMA,Institute of Management Accountants,,,2028-01-31,\n",
		  "CMA (AAMA) active [other]" },
		{ "a board that no rule knows: assumed",
		  "1,CMA,Amer Assn of MAs,,,2028-01-31,\n",
		  "CMA (AAMA) active [assumed]" },
		{ "the name says the board nearer than its column",
		  "1,CMA (AAMA),Amer Assn of MAs,,,2028-01-31,\n",
		  "CMA (AAMA) active" },
		{ "California's CCMA", "1,CCMA,California Certifying Board for "
		  "Medical Assistants,,2022-03-31,,\n",
		  "CCMA (CCBMA) active" },
		{ "a CMA of NHA is its CCMA", "1,CMA,NHA,,2025-11-30,,\n",
		  "CCMA (NHA) active" },
		{ "a CMA of NCCT is its NCMA", "1,CMA,NCCT,,,2028-01-31,\n",
		  "NCMA (NCCT) active" },
		{ "a provisional number",
		  "1,CCMA,NHA,P8812004,2026-09-01,2028-09-01,\n",
		  "CCMA (NHA) pending" },
		{ "provisional by its status",
		  "1,CCMA,NHA,,2026-09-01,2028-09-01,Provisional\n",
		  "CCMA (NHA) pending" },
		{ "issued later: the older row counts",
		  "1,CCMA,NHA,A,2024-11-15,2026-11-15,\n"
		  "1,CCMA,NHA,B,2026-11-10,2028-11-10,\n",
		  "CCMA (NHA) expiring within 30 days" },
		{ "one number of two boards' CCMA is no conflict",
		  "1,CCMA,NHA,7,,2028-01-31,\n1,CCMA,CCBMA,7,,2028-02-28,\n",
		  "CCMA (NHA) active; CCMA (CCBMA) active" },
		{ "two in a cell, one named", "1,CMA (AAMA); RMA,,,,"
		  "2028-01-31,\n",
		  "CMA (AAMA) active; RMA (AMT) active [assumed]" },
		{ "MA is the job or a degree", "1,MA,,,,2028-01-31,\n", "" },
		{ "not certified", "1,not certified,,,,,\n", "" },
		{ "no CMA", "1,no CMA,,,,,\n", "" },
		{ "in progress", "1,CMA in progress,AAMA,,,,\n",
		  "CMA (AAMA) pending" },
		{ "eligible", "1,CCMA eligible,NHA,,,,\n",
		  "CCMA (NHA) pending" },
		{ "student", "1,CMA student,AAMA,,,,\n",
		  "CMA (AAMA) pending" },
		{ "an exam to come", "1,CMA exam scheduled 05/12,AAMA,,,,\n",
		  "CMA (AAMA) pending" },
		{ "expired by its words", "1,CMA expired,AAMA,,,,\n",
		  "CMA (AAMA) lapsed" },
		{ "a glued date", "1,CCMA exp 3/31/27,NHA,,,,\n",
		  "CCMA (NHA) active" },
		{ "a glued date of the past", "1,CCMA exp 3/31/26,NHA,,,,\n",
		  "CCMA (NHA) lapsed, reinstatable" },
		{ "a glued year is its last day",
		  "1,CMA #123456 (exp. 2026),AAMA,,,,\n",
		  "CMA (AAMA) expiring within 90 days" },
		{ "glued in a list", "1,\"CMA exp 3/31/27; RMA\",,,,,\n",
		  "CMA (AAMA) active [assumed]; RMA (AMT) unknown, no date "
		  "[assumed]" },
		{ "the column before the text",
		  "1,CCMA exp 3/31/26,NHA,,,2027-12-31,\n",
		  "CCMA (NHA) active" },
		{ "derived from the issue date",
		  "1,CMA,AAMA,,2024-02-29,,\n", "CMA (AAMA) active" },
		{ "9999-12-31 is no date: derived",
		  "1,CCMA,NHA,,2024-10-30,9999-12-31,\n",
		  "CCMA (NHA) lapsed, reinstatable" },
		{ "00/00/0000 and 12/31/2999 are none",
		  "1,CCMA,NHA,,,00/00/0000,\n1,RMA,AMT,,,12/31/2999,\n",
		  "CCMA (NHA) unknown, no date; RMA (AMT) unknown, no date" },
		{ "1900-01-01 is none", "1,CMA,AAMA,,1900-01-01,1900-01-01,\n",
		  "CMA (AAMA) unknown, no date" },
		{ "30 February is none, and nothing is derived",
		  "1,CMA,AAMA,,2025-01-31,02/30/2027,\n",
		  "CMA (AAMA) unknown, no date" },
		{ "a month is its last day", "1,CMA,AAMA,,,10/2026,\n",
		  "CMA (AAMA) expiring within 30 days" },
		{ "a word for an expiry", "1,RMA,AMT,,2009-01-01,Lifetime,\n",
		  "RMA (AMT) lifetime" },
		{ "an older row is history",
		  "1,CCMA,NHA,A,2021-01-01,2023-01-01,\n"
		  "1,CCMA,NHA,B,2025-01-01,2027-01-01,\n",
		  "CCMA (NHA) expiring within 90 days" },
		{ "one number, two ends", "1,CCMA,NHA,A,,2028-01-01,\n"
		  "1,CCMA,NHA,A,,2027-12-01,\n",
		  "CCMA (NHA) active [conflict]" },
		{ "one issue date, two ends",
		  "1,CCMA,NHA,,2025-01-01,2028-01-01,\n"
		  "1,CCMA,NHA,,2025-01-01,2027-12-01,\n",
		  "CCMA (NHA) active [conflict]" },
		{ "one number, one end", "1,CCMA,NHA,A,,2028-01-01,\n"
		  "1,CCMA,NHA,A,,2028-01-01,x\n", "CCMA (NHA) active" },
		{ "one number of two credentials", "1,CCMA,NHA,A,,2028-01-01,\n"
		  "1,CPT,NHA,A,,2027-12-01,\n",
		  "CCMA (NHA) active; CPT active" },
		{ "held and applied for", "1,CMA,AAMA,,,2028-01-31,\n"
		  "1,CMA pending,AAMA,,,,\n", "CMA (AAMA) active" },
		{ "of nobody on staff", "2,CMA,AAMA,,,2028-01-31,\n"
		  "1,BLS,AHA,,,2028-01-31,\n", "BLS active" },
	};

	for (ptrdiff_t i = 0; i < ROWS(row); i++) {
		struct judged j;
		struct arena mem = mem_arena();
		struct str file = str_fmt(&mem, "%s%s", CREDS, row[i].rows);

		if (judge(&j, ONE, NULL, file.s)) {
			struct str got = lines(&j);

			OK(str_eq(got, str_of(row[i].want)), "%s: %.*s",
			   row[i].why, FMT(got));
		}
		world_close(&j.w);
		arena_free(&mem);
	}
}

#define STAFF "Employee ID,Job Title,Department,Location,Duties\n"

/* How one person stands, what the job needs, and what the work is. */
static void
people(void)
{
	static const struct {
		const char *why, *staff, *rows;
		enum standing standing;
		int claims, needs;
		enum need_state need; /* of the last need                  */
		enum duty_role role;
	} row[] = {
		{ "two recognised ones are one person certified",
		  "1,MA,X,\"Austin, TX\",\n",
		  "1,CMA,AAMA,,,2028-01-31,\n1,RMA,AMT,,,2019-01-31,\n",
		  STANDING_CERTIFIED, 0, 1, NEED_CURRENT, ROLE_NONE },
		{ "an expired CMA certifies nobody, grace or not",
		  "1,CMA (AAMA),X,\"Austin, TX\",\n",
		  "1,CMA,AAMA,,,2026-10-30,\n",
		  STANDING_EXPIRED, 1, 1, NEED_EXPIRED, ROLE_NONE },
		{ "BLS and CPT make nobody certified",
		  "1,MA,X,\"Austin, TX\",\n",
		  "1,BLS,AHA,,,2028-01-31,\n1,CPT,NHA,,,2028-01-31,\n",
		  STANDING_NONE, 0, 1, NEED_MISSING, ROLE_NONE },
		{ "another board's CMA is not one",
		  "1,Certified Medical Assistant,X,\"Austin, TX\",\n",
		  "1,CMA,Institute of Management Accountants,,,2028-01-31,\n",
		  STANDING_NONE, 1, 1, NEED_MISSING, ROLE_NONE },
		{ "Washington needs its own",
		  "1,MA,X,\"Seattle, WA\",\n", "1,CMA,AAMA,,,2028-01-31,\n",
		  STANDING_CERTIFIED, 0, 2, NEED_MISSING, ROLE_NONE },
		{ "Washington's own", "1,MA,X,\"Seattle, WA\",\n",
		  "1,MA-C,WA DOH,,,2026-11-15,\n",
		  STANDING_NONE, 0, 2, NEED_EXPIRING, ROLE_NONE },
		{ "no date", "1,MA,X,\"Austin, TX\",\n", "1,CMA,AAMA,,,,\n",
		  STANDING_UNKNOWN, 0, 1, NEED_UNKNOWN, ROLE_NONE },
		{ "pending", "1,RMA,X,\"Austin, TX\",\n",
		  "1,RMA pending,AMT,,,,\n",
		  STANDING_PENDING, 1, 1, NEED_PENDING, ROLE_NONE },
		{ "certified: a title that claims none of the five",
		  "1,Certified Nursing Assistant,X,\"Austin, TX\",\n",
		  "1,CMA,AAMA,,,2028-01-31,\n",
		  STANDING_CERTIFIED, 1, 1, NEED_MISSING, ROLE_NONE },
		{ "and has it", "1,CNA,X,\"Austin, TX\",\n",
		  "1,CNA,,,,2028-01-31,\n",
		  STANDING_NONE, 0, 1, NEED_CURRENT, ROLE_NONE },
		{ "a title that wants a credential claims none",
		  "1,MA (CMA preferred),X,\"Austin, TX\",\n", "",
		  STANDING_NONE, 0, 1, NEED_MISSING, ROLE_NONE },
		{ "a phlebotomist's title claims nothing",
		  "1,Phlebotomist,X,\"Austin, TX\",\n", "",
		  STANDING_NONE, 0, 0, NEED_CURRENT, ROLE_NONE },
		{ "the published duties: clinical",
		  "1,MA,X,\"Austin, TX\",Preparing treatment and examination "
		  "rooms; Taking blood samples\n", "",
		  STANDING_NONE, 0, 1, NEED_MISSING, ROLE_CLINICAL },
		{ "administrative", "1,MA,X,\"Austin, TX\",Filing patient "
		  "records; Scheduling\n", "",
		  STANDING_NONE, 0, 1, NEED_MISSING, ROLE_ADMINISTRATIVE },
		{ "both", "1,MA,X,\"Austin, TX\",Sterilization of equipment; "
		  "arranging lab work and prescriptions\n", "",
		  STANDING_NONE, 0, 1, NEED_MISSING, ROLE_BOTH },
		{ "a duty denied", "1,MA,X,\"Austin, TX\",no wound care\n", "",
		  STANDING_NONE, 0, 1, NEED_MISSING, ROLE_NONE },
	};

	for (ptrdiff_t i = 0; i < ROWS(row); i++) {
		struct judged j;
		struct arena mem = mem_arena();
		const char *staff = str_fmt(&mem, "%s%s", STAFF,
		                            row[i].staff).s;
		const char *rows = str_fmt(&mem, "%s%s", CREDS,
		                           row[i].rows).s;

		if (judge(&j, staff, NULL, rows)) {
			const struct cert_analysis *a = j.a;

			OK(a->standing[0] == row[i].standing, "%s: %s",
			   row[i].why, standing_words[a->standing[0]]);
			OK(a->claims.n == row[i].claims, "%s: %td claims",
			   row[i].why, a->claims.n);
			OK(a->needs.n == row[i].needs && (a->needs.n == 0 ||
			   a->needs.v[a->needs.n - 1].state == row[i].need),
			   "%s: %td needs, the last %s", row[i].why,
			   a->needs.n, a->needs.n ? need_words[
			   a->needs.v[a->needs.n - 1].state] : "none");
			OK(a->role[0] == row[i].role, "%s: role %s",
			   row[i].why, role_words[a->role[0]]);
		}
		world_close(&j.w);
		arena_free(&mem);
	}
}

/* Three certified until the as-of day, a month later, and for life. */
static void
times(void)
{
	struct judged j;

	if (judge(&j, "Employee ID,Job Title\n1,MA\n2,MA\n3,MA\n4,MA\n", NULL,
	          CREDS "1,CMA,AAMA,,,2026-10-31,\n"
	          "2,CMA,AAMA,,,2026-11-30,\n"
	          "3,RMA,AMT,,2001-01-01,,\n4,BLS,AHA,,,2026-12-15,\n")) {
		const struct cert_analysis *a = j.a;
		const struct cert_forecast *f = a->forecast;

		OK(f[0].certified == 3 && f[1].certified == 2 &&
		   f[2].certified == 1 && f[12].certified == 1,
		   "3, 2, 1 ... 1: %lld, %lld, %lld ... %lld",
		   (long long)f[0].certified, (long long)f[1].certified,
		   (long long)f[2].certified, (long long)f[12].certified);
		OK(f[1].day == date_of(2026, 11, 30), "a month on");
		OK(a->calendar[0].ending == 1 && a->calendar[1].ending == 1 &&
		   a->calendar[2].ending == 1 &&
		   a->calendar[2].recognised == 0, "the calendar");
		OK(a->work.n == 3 && a->work.v[0]->verdict.days_left == 0 &&
		   a->work.v[1]->verdict.days_left == 30 &&
		   a->work.v[2]->verdict.days_left == 45,
		   "the work list by days left");
		OK(a->all.v[G_HELD] == 4 && a->all.v[G_CURRENT] == 4 &&
		   a->all.v[G_30] == 2 && a->all.v[G_60] == 3 &&
		   a->all.v[G_90] == 3 && a->all.v[G_CERT_30] == 2,
		   "30 and 60 are parts of 90");
	}
	world_close(&j.w);
}

/* Units in a column of their own, by category, and as one figure. */
static void
units_of_rows(void)
{
	struct judged j;

	if (judge(&j, "Employee ID,Job Title\n1,MA\n2,MA\n3,MA\n4,MA\n", NULL,
	          "Employee ID,Credential,Issuer,Issued,Expires,CEUs,"
	          "Admin CEUs,Clinical CEUs,General CEUs\n"
	          "1,CCMA,NHA,2025-10-31,2027-10-31,5 CEUs,,,\n"
	          "2,CMA,AAMA,2021-10-31,2026-10-31,,10,40,10\n"
	          "3,RMA,AMT,2024-10-31,2027-10-31,,,,\n"
	          "4,RMA,AMT,2024-10-31,2027-10-31,some,-1,N/A,\n")) {
		const struct cert_line *l = j.a->v;

		OK(l[0].units.state == UNITS_ON_TRACK &&
		   l[0].units.earned_e4 == 50000, "5 of 10 at half time");
		OK(l[1].units.state == UNITS_ON_TRACK &&
		   l[1].units.earned_e4 == 600000 &&
		   l[1].units.deficit_e4[UNITS_CLINICAL] == 0, "60 of 60");
		OK(l[2].units.state == UNITS_UNKNOWN, "blank is unknown");
		OK(l[3].units.state == UNITS_UNKNOWN &&
		   j.w.diags.count[DIAG_UNITS_UNREADABLE] == 2,
		   "words and -1 are no units, and said");
	}
	world_close(&j.w);
}

/* Credentials that stand in the staff rows themselves, and their dates. */
static void
in_staff_rows(void)
{
	static const struct {
		const char *why, *cells, *want;
		int findings;         /* of dates                          */
	} row[] = {
		{ "its only credential's dates", "CMA,2024-02-29,2029-02-28",
		  "CMA (AAMA) active [assumed]", 0 },
		{ "derived", "CCMA (NHA),2024-12-15,",
		  "CCMA (NHA) expiring within 60 days", 0 },
		{ "an expiry not to be read is unknown", "CMA,2025-01-31,"
		  "02/30/2027", "CMA (AAMA) unknown, no date [assumed]", 1 },
		{ "an issue date not to be read", "CMA,45/45/2025,2027-01-31",
		  "CMA (AAMA) active [assumed]", 1 },
		{ "for life", "RMA,2025-01-31,Lifetime",
		  "RMA (AMT) lifetime [assumed]", 0 },
		{ "of two, nobody knows whose", "\"CMA; BLS\",,2027-01-31",
		  "CMA (AAMA) unknown, no date [assumed]; BLS unknown, no "
		  "date", 0 },
	};

	for (ptrdiff_t i = 0; i < ROWS(row); i++) {
		struct judged j;
		struct arena mem = mem_arena();
		const char *staff = str_fmt(&mem, "Employee ID,Job Title,"
			"Certification,Certified On,Certification Expires\n"
			"1,MA,%s\n", row[i].cells).s;

		if (judge(&j, staff, NULL, NULL)) {
			struct str got = lines(&j);

			OK(str_eq(got, str_of(row[i].want)), "%s: %.*s",
			   row[i].why, FMT(got));
			OK(j.w.diags.count[DIAG_DATE_UNREADABLE] ==
			   row[i].findings, "%s: findings", row[i].why);
		}
		world_close(&j.w);
		arena_free(&mem);
	}
}

/* Rows of credentials that find nobody, each with the reason. */
static void
unmatched_rows(void)
{
	static const struct { const char *id, *credential, *why; int line; }
	want[] = {
		{ "2", "CMA", "out_of_scope", 3 },
		{ "9", "RMA; BLS", "no_such_id", 4 }, /* line 5: rejected  */
		{ "9", "CCMA", "no_such_id", 6 },
	};
	struct judged j;

	if (judge(&j, "Employee ID,Job Title,Status\n1,MA,Active\n"
	          "2,MA,Terminated\n", NULL, CREDS "1,CMA,AAMA,,,,\n"
	          "2,CMA,AAMA,,,,\n9,RMA; BLS,AMT,,,,\n,BLS,AHA,,,,\n"
	          "9,CCMA,NHA,,,,\n")) {
		const struct unmatched *u = j.w.roster->unmatched.v;

		ptrdiff_t n = j.w.roster->unmatched.n;

		OK(n == ROWS(want), "%td rows", n);
		for (ptrdiff_t i = 0; i < ROWS(want) && i < n; i++, u++)
			OK(str_eq(u->id, str_of(want[i].id)) &&
			   str_eq(u->credential, str_of(want[i].credential)) &&
			   strcmp(u->why, want[i].why) == 0 &&
			   u->line == (uint32_t)want[i].line,
			   "%.*s, %s, line %u", FMT(u->credential), u->why,
			   u->line);
	}
	world_close(&j.w);
}

const struct unit_test suite_certification[] = {
	TEST(cells_to_lines), TEST(people), TEST(times), TEST(units_of_rows),
	TEST(in_staff_rows), TEST(unmatched_rows), END
};
