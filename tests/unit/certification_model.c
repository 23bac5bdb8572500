/* SPDX-License-Identifier: MIT */
/*
 * The shipped certification model on facts that a calendar and a pencil give:
 * a row a rule and a row an edge.
 */
#include "shelf.h"

enum { BAD = 1, BY_STATUS = 2 };

static void
statuses(void)
{
	static const struct {
		const char *why, *name, *issued, *expires;
		enum cert_said said;
		int how;
		const char *as_of;
		enum cert_status want;
	} row[] = {
		/* dates given */
		{ "over 90 days", "CMA (AAMA)", 0, "2027-01-30", 0, 0,
		  "2026-10-31", CERT_ACTIVE },
		{ "90 days", "CMA (AAMA)", 0, "2027-01-29", 0, 0,
		  "2026-10-31", CERT_EXPIRING_90 },
		{ "61 days", "CMA (AAMA)", 0, "2026-12-31", 0, 0,
		  "2026-10-31", CERT_EXPIRING_90 },
		{ "60 days", "CMA (AAMA)", 0, "2026-12-30", 0, 0,
		  "2026-10-31", CERT_EXPIRING_60 },
		{ "31 days", "CMA (AAMA)", 0, "2026-12-01", 0, 0,
		  "2026-10-31", CERT_EXPIRING_60 },
		{ "30 days", "CMA (AAMA)", 0, "2026-11-30", 0, 0,
		  "2026-10-31", CERT_EXPIRING_30 },
		{ "the day of expiry is valid", "CMA (AAMA)", 0, "2026-10-31",
		  0, 0, "2026-10-31", CERT_EXPIRING_30 },
		/* after the last day */
		{ "a CMA the day after", "CMA (AAMA)", 0, "2026-10-30", 0, 0,
		  "2026-10-31", CERT_GRACE },
		{ "a CMA on the 90th day after", "CMA (AAMA)", 0, "2026-08-02",
		  0, 0, "2026-10-31", CERT_GRACE },
		{ "a CMA on the 91st day after", "CMA (AAMA)", 0, "2026-08-01",
		  0, 0, "2026-10-31", CERT_RETEST },
		{ "a CCMA the day after: no grace", "CCMA (NHA)", 0,
		  "2026-10-30", 0, 0, "2026-10-31", CERT_REINSTATABLE },
		{ "a CCMA on the 365th day after", "CCMA (NHA)", 0,
		  "2025-10-31", 0, 0, "2026-10-31", CERT_REINSTATABLE },
		{ "a CCMA on the 366th day after", "CCMA (NHA)", 0,
		  "2025-10-30", 0, 0, "2026-10-31", CERT_RETEST },
		{ "an RMA, years after", "RMA (AMT)", 0, "2019-03-31", 0, 0,
		  "2026-10-31", CERT_REINSTATABLE },
		{ "a CMAC on the 30th day after", "CMAC (AMCA)", 0,
		  "2026-10-01", 0, 0, "2026-10-31", CERT_GRACE },
		{ "a CMAC on the 31st: nobody says", "CMAC (AMCA)", 0,
		  "2026-09-30", 0, 0, "2026-10-31", CERT_LAPSED },
		{ "an NCMA: no rule of lapse", "NCMA (NCCT)", 0, "2026-10-30",
		  0, 0, "2026-10-31", CERT_LAPSED },
		{ "BLS: the course again", "BLS", 0, "2026-10-30", 0, 0,
		  "2026-10-31", CERT_RETEST },
		{ "a credential without a rule", "PA-C", 0, "2026-10-30", 0,
		  0, "2026-10-31", CERT_LAPSED },
		{ "one of NHA's others as the CCMA", "CPT", 0, "2025-10-31", 0,
		  0, "2026-10-31", CERT_REINSTATABLE },
		/* derived */
		{ "no date at all", "CMA (AAMA)", 0, 0, 0, 0, "2026-10-31",
		  CERT_UNKNOWN },
		{ "an expiry not to be read, though issued", "CMA (AAMA)",
		  "2025-01-31", 0, 0, BAD, "2026-10-31", CERT_UNKNOWN },
		{ "issued, no validity known", "RN", "2025-01-31", 0, 0, 0,
		  "2026-10-31", CERT_UNKNOWN },
		{ "issued, no rule", "PA-C", "2025-01-31", 0, 0, 0,
		  "2026-10-31", CERT_UNKNOWN },
		{ "an RMA of 2005 without expiry is for life", "RMA (AMT)",
		  "2005-12-31", 0, 0, 0, "2026-10-31", CERT_LIFETIME },
		{ "an RMA of 2006 is not", "RMA (AMT)", "2006-01-01", 0, 0, 0,
		  "2026-10-31", CERT_REINSTATABLE },
		{ "an RMA of 2005 with an expiry has that", "RMA (AMT)",
		  "2005-12-31", "2027-12-31", 0, 0, "2026-10-31",
		  CERT_ACTIVE },
		/* words */
		{ "said to be for life", "RMA (AMT)", "2008-01-01", 0,
		  SAID_LIFETIME, 0, "2026-10-31", CERT_LIFETIME },
		{ "said to be for life, with an expiry", "RMA (AMT)", 0,
		  "2026-10-01", SAID_LIFETIME, 0, "2026-10-31",
		  CERT_REINSTATABLE },
		{ "pending", "CMA (AAMA)", 0, 0, SAID_PENDING, 0,
		  "2026-10-31", CERT_PENDING },
		{ "pending, whatever the date", "CMA (AAMA)", 0, "2027-05-31",
		  SAID_PENDING, 0, "2026-10-31", CERT_PENDING },
		{ "renewal pending, a date ahead", "CMA (AAMA)", 0,
		  "2027-05-31", SAID_PENDING, BY_STATUS, "2026-10-31",
		  CERT_ACTIVE },
		{ "said to be expired, no date", "CMA (AAMA)", 0, 0,
		  SAID_ENDED, 0, "2026-10-31", CERT_LAPSED },
		{ "revoked before its date", "CMA (AAMA)", 0, "2027-05-31",
		  SAID_ENDED, 0, "2026-10-31", CERT_LAPSED },
		{ "said to be expired, in grace", "CMA (AAMA)", 0,
		  "2026-10-01", SAID_ENDED, 0, "2026-10-31", CERT_GRACE },
		/* the day of issue */
		{ "issued today", "CCMA (NHA)", "2026-10-31", 0, 0, 0,
		  "2026-10-31", CERT_ACTIVE },
		{ "issued tomorrow: not held yet", "CCMA (NHA)", "2026-11-01",
		  "2028-11-01", 0, 0, "2026-10-31", CERT_PENDING },
	};
	struct shelf s;

	for (ptrdiff_t i = 0; i < ROWS(row) && open_shelf(&s); i++) {
		struct cert_facts f = {
			.issued = day(row[i].issued),
			.expires = day(row[i].expires), .renewed = DATE_NONE,
			.bad_expiry = row[i].how & BAD, .said = row[i].said,
			.said_by_status = row[i].how & BY_STATUS,
		};
		struct cert_verdict v = cert_judge(
			cert_rule(s.m, str_of(row[i].name)), &f,
			day(row[i].as_of));

		OK(v.status == row[i].want, "%s: %s", row[i].why,
		   cert_status_words[v.status]);
		arena_free(&s.mem);
	}
}

static void
derived_dates(void)
{
	static const struct { const char *why, *name, *issued, *want; }
	row[] = {
		{ "a CMA ends with the month", "CMA (AAMA)", "2021-10-05",
		  "2026-10-31" },
		{ "a CMA of the last day", "CMA (AAMA)", "2021-02-28",
		  "2026-02-28" },
		{ "a CMA into a leap year", "CMA (AAMA)", "2023-02-10",
		  "2028-02-29" },
		{ "a CMA of 29 February", "CMA (AAMA)", "2024-02-29",
		  "2029-02-28" },
		{ "a CCMA ends on the day", "CCMA (NHA)", "2025-01-15",
		  "2027-01-15" },
		{ "29 February and 24 months", "CCMA (NHA)", "2024-02-29",
		  "2026-02-28" },
		{ "an RMA has three years", "RMA (AMT)", "2023-10-01",
		  "2026-10-01" },
		{ "an NCMA has one", "NCMA (NCCT)", "2025-10-01",
		  "2026-10-01" },
		{ "a CMAC has two", "CMAC (AMCA)", "2026-05-05",
		  "2028-05-05" },
		{ "the California board's has five", "CCMA (CCBMA)",
		  "2022-03-31", "2027-03-31" },
		{ "BLS has two", "BLS", "2025-02-10", "2027-02-10" },
		{ "CPhT has two", "CPhT", "2025-02-10", "2027-02-10" },
		{ "CNA has two", "CNA", "2025-02-10", "2027-02-10" },
		{ "NRCMA: sources conflict", "NRCMA (NAHP)", "2025-02-10",
		  NULL },
		{ "LPN: by the state", "LPN", "2025-02-10", NULL },
		{ "MA-C: by the state", "MA-C (WA)", "2025-02-10", NULL },
		{ "CMAS and AMT's others have three", "CMAS (AMT)",
		  "2024-02-29", "2027-02-28" },
		{ "CMLA", "CMLA (AMT)", "2025-02-10", "2028-02-10" },
		{ "RPT", "RPT (AMT)", "2025-02-10", "2028-02-10" },
		{ "NHA's others two", "CEHRS", "2024-12-31", "2026-12-31" },
		{ "PTC has two", "PTC (AMCA)", "2024-02-29", "2026-02-28" },
		{ "a board of which nothing is known", "NRMA (AECA)",
		  "2025-02-10", NULL },
	};
	struct shelf s;

	if (!open_shelf(&s))
		return;
	for (ptrdiff_t i = 0; i < ROWS(row); i++) {
		date got = cert_derive(cert_rule(s.m, str_of(row[i].name)),
		                       day(row[i].issued));

		OK(got == day(row[i].want), "%s: %s", row[i].why,
		   date_str(&s.mem, got).s);
	}
	arena_free(&s.mem);
}

/* Numbers that NHA prints on provisional certificates. */
static void
provisional_numbers(void)
{
	static const struct {
		const char *why, *name, *number, *expires;
		bool pending;
	} row[] = {
		{ "P", "CCMA (NHA)", "P1234567", "2028-06-30", true },
		{ "p", "CPT", "p-1234567", 0, true },
		{ "P alone is no number", "CCMA (NHA)", "P", "2028-06-30",
		  false },
		{ "other letters", "CCMA (NHA)", "PH1234", "2028-06-30", false },
		{ "a digit first", "CCMA (NHA)", "1P234", "2028-06-30", false },
		{ "no number", "CCMA (NHA)", "", "2028-06-30", false },
		{ "what has ended has ended", "CCMA (NHA)", "P1234567",
		  "2026-06-30", false },
		{ "another board's", "CMA (AAMA)", "P1234567", "2028-06-30",
		  false },
	};
	struct shelf s;

	if (!open_shelf(&s))
		return;
	for (ptrdiff_t i = 0; i < ROWS(row); i++) {
		struct cert_facts f = {
			.issued = DATE_NONE, .expires = day(row[i].expires),
			.renewed = DATE_NONE, .number = str_of(row[i].number),
		};
		struct cert_verdict v = cert_judge(
			cert_rule(s.m, str_of(row[i].name)), &f,
			day("2026-10-31"));

		OK((v.status == CERT_PENDING) == row[i].pending, "%s: %s",
		   row[i].why, cert_status_words[v.status]);
	}
	arena_free(&s.mem);
}

/* From when a cycle runs, and until when what was renewed is valid. */
static void
cycles(void)
{
	static const struct {
		const char *why, *name, *issued, *renewed, *expires;
		const char *start, *end;
	} row[] = {
		{ "from the issue", "CCMA (NHA)", "2025-01-15", 0,
		  "2027-01-15", "2025-01-15", "2027-01-15" },
		{ "from the last renewal", "CCMA (NHA)", "2019-01-15",
		  "2025-01-15", "2027-01-15", "2025-01-15", "2027-01-15" },
		{ "derived from the last renewal", "CMA (AAMA)", "2012-01-31",
		  "2022-03-05", 0, "2022-03-05", "2027-03-31" },
		{ "issued long ago: a period before the end", "CMA (AAMA)",
		  "2012-01-31", 0, "2027-01-31", "2022-01-31", "2027-01-31" },
		{ "a CMA's first month", "CMA (AAMA)", "2021-10-01", 0,
		  "2026-10-31", "2021-10-01", "2026-10-31" },
		{ "a shorter cycle stands", "RMA (AMT)", "2025-06-01", 0,
		  "2027-01-31", "2025-06-01", "2027-01-31" },
		{ "an end beyond the rule's period", "CPT", "2026-01-01", 0,
		  "2029-01-01", "2026-01-01", "2029-01-01" },
		{ "no start", "CCMA (NHA)", 0, 0, "2027-01-15", 0,
		  "2027-01-15" },
		{ "no period known: from the issue", "LPN", "2001-01-15", 0,
		  "2027-01-15", "2001-01-15", "2027-01-15" },
	};
	struct shelf s;

	if (!open_shelf(&s))
		return;
	for (ptrdiff_t i = 0; i < ROWS(row); i++) {
		const struct cert_rule *r = cert_rule(s.m,
		                                      str_of(row[i].name));
		struct cert_facts f = {
			.issued = day(row[i].issued),
			.renewed = day(row[i].renewed),
			.expires = day(row[i].expires),
		};
		date end = cert_judge(r, &f, day("2026-10-31")).expires;
		date start = cert_cycle_start(r, &f, end,
		                              day("2026-10-31"));

		OK(start == day(row[i].start) && end == day(row[i].end),
		   "%s: %s to %s", row[i].why, date_str(&s.mem, start).s,
		   date_str(&s.mem, end).s);
	}
	arena_free(&s.mem);
}

/* What is to be done by when, on 31 October 2026. */
static void
actions(void)
{
	static const struct {
		const char *why, *name, *expires, *by;
		enum cert_action want;
	} row[] = {
		{ "valid for long", "CMA (AAMA)", "2027-01-30", NULL,
		  ACTION_NONE },
		{ "the last 90 days", "CMA (AAMA)", "2027-01-29",
		  "2027-01-29", ACTION_RENEW },
		{ "in grace: 90 days beyond", "CMA (AAMA)", "2026-10-01",
		  "2026-12-30", ACTION_RENEW_IN_GRACE },
		{ "the last day of grace", "CMAC (AMCA)", "2026-10-01",
		  "2026-10-31", ACTION_RENEW_IN_GRACE },
		{ "a year to reinstate", "CCMA (NHA)", "2025-11-30",
		  "2026-11-30", ACTION_REINSTATE },
		{ "reinstatable for ever", "RMA (AMT)", "2019-01-31", NULL,
		  ACTION_REINSTATE },
		{ "the exam again", "CMA (AAMA)", "2026-08-01", NULL,
		  ACTION_RETEST },
		{ "no rule says", "NCMA (NCCT)", "2026-10-01", NULL,
		  ACTION_ASK },
		{ "no date", "CMA (AAMA)", NULL, NULL, ACTION_NONE },
	};
	struct shelf s;

	if (!open_shelf(&s))
		return;
	for (ptrdiff_t i = 0; i < ROWS(row); i++) {
		const struct cert_rule *r = cert_rule(s.m,
		                                      str_of(row[i].name));
		struct cert_facts f = { .issued = DATE_NONE,
			.renewed = DATE_NONE, .expires = day(row[i].expires) };
		struct cert_verdict v = cert_judge(r, &f, day("2026-10-31"));
		date by;
		enum cert_action got = cert_to_do(r, &v, &by);

		OK(got == row[i].want && by == day(row[i].by), "%s: %s by %s",
		   row[i].why, cert_action_words[got],
		   date_str(&s.mem, by).s);
	}
	arena_free(&s.mem);
}

static void
recognised_ones(void)
{
	static const struct { const char *name; bool want; } row[] = {
		{ "CMA (AAMA)", true }, { "RMA (AMT)", true },
		{ "CCMA (NHA)", true }, { "NCMA (NCCT)", true },
		{ "CMAC (AMCA)", true }, { "NRCMA (NAHP)", false },
		{ "CCMA (CCBMA)", false }, { "CPT", false }, { "BLS", false },
		{ "CNA", false }, { "LPN", false }, { "CET", false },
		{ "CMAA", false }, { "MA-C (WA)", false },
	};
	struct shelf s;

	if (!open_shelf(&s))
		return;
	for (ptrdiff_t i = 0; i < ROWS(row); i++)
		OK(cert_listed(&s.m->recognised.credentials,
		               str_of(row[i].name)) == row[i].want, "%s",
		   row[i].name);
	arena_free(&s.mem);
}

/* Units in whole ones; -1: not said. */
static void
units(void)
{
	static const struct {
		const char *why, *name, *start, *end;
		int earned[UNITS_N];
		enum units_state want;
		int short_of[UNITS_N];
	} row[] = {
		{ "half the cycle, half the units", "CCMA (NHA)",
		  "2025-10-31", "2027-10-31", { 5, -1, -1, -1 },
		  UNITS_ON_TRACK, { 5, -1, -1, -1 } },
		{ "half the cycle, less", "CCMA (NHA)", "2025-10-31",
		  "2027-10-31", { 4, -1, -1, -1 }, UNITS_BEHIND,
		  { 6, -1, -1, -1 } },
		{ "on the first day nothing is due", "CCMA (NHA)",
		  "2026-10-31", "2028-10-31", { 0, -1, -1, -1 },
		  UNITS_ON_TRACK, { 10, -1, -1, -1 } },
		{ "on the last day all is due", "CCMA (NHA)", "2024-10-31",
		  "2026-10-31", { 9, -1, -1, -1 }, UNITS_BEHIND,
		  { 1, -1, -1, -1 } },
		{ "ended with a deficit", "CCMA (NHA)", "2024-10-30",
		  "2026-10-30", { 9, -1, -1, -1 }, UNITS_MISSED,
		  { 1, -1, -1, -1 } },
		{ "ended with enough", "CCMA (NHA)", "2024-10-30",
		  "2026-10-30", { 12, -1, -1, -1 }, UNITS_ON_TRACK,
		  { 0, -1, -1, -1 } },
		{ "blank units are unknown, not 0", "CCMA (NHA)",
		  "2025-10-31", "2027-10-31", { -1, -1, -1, -1 },
		  UNITS_UNKNOWN, { -1, -1, -1, -1 } },
		{ "no start of the cycle", "CCMA (NHA)", NULL, "2027-10-31",
		  { 5, -1, -1, -1 }, UNITS_UNKNOWN, { 5, -1, -1, -1 } },
		{ "no end of it", "CCMA (NHA)", "2025-10-31", NULL,
		  { 5, -1, -1, -1 }, UNITS_UNKNOWN, { 5, -1, -1, -1 } },
		{ "by category, their sum", "CMA (AAMA)", "2021-10-31",
		  "2026-10-31", { -1, 12, 30, 18 }, UNITS_ON_TRACK,
		  { 0, 0, 0, 0 } },
		{ "short in one category", "CMA (AAMA)", "2021-09-30",
		  "2026-09-30", { 60, 4, 40, 16 }, UNITS_MISSED,
		  { 0, 6, 0, 0 } },
		{ "two categories said, no sum", "CMA (AAMA)", "2021-10-31",
		  "2026-10-31", { -1, 12, 30, -1 }, UNITS_UNKNOWN,
		  { -1, 0, 0, -1 } },
		{ "an RMA needs 30", "RMA (AMT)", "2023-10-31", "2026-10-31",
		  { 30, -1, -1, -1 }, UNITS_ON_TRACK, { 0, -1, -1, -1 } },
		{ "of AMT's others: 45", "MT (AMT)", "2023-10-31",
		  "2026-10-31", { 44, -1, -1, -1 }, UNITS_BEHIND,
		  { 1, -1, -1, -1 } },
		{ "24", "RPT (AMT)", "2023-10-31", "2026-10-31",
		  { 24, -1, -1, -1 }, UNITS_ON_TRACK, { 0, -1, -1, -1 } },
		{ "a CPhT needs 20", "CPhT", "2024-10-31", "2026-10-31",
		  { 19, -1, -1, -1 }, UNITS_BEHIND, { 1, -1, -1, -1 } },
		{ "an NCMA needs 14 a year", "NCMA (NCCT)", "2025-10-31",
		  "2026-10-31", { 14, -1, -1, -1 }, UNITS_ON_TRACK,
		  { 0, -1, -1, -1 } },
		{ "BLS asks for a course, not units", "BLS", "2025-10-31",
		  "2027-10-31", { 3, -1, -1, -1 }, UNITS_NONE,
		  { -1, -1, -1, -1 } },
		{ "no rule, no units", "PA-C", "2025-10-31", "2027-10-31",
		  { 3, -1, -1, -1 }, UNITS_NONE, { -1, -1, -1, -1 } },
	};
	struct shelf s;

	if (!open_shelf(&s))
		return;
	for (ptrdiff_t i = 0; i < ROWS(row); i++) {
		int32_t e4[UNITS_N];

		for (int k = 0; k < UNITS_N; k++)
			e4[k] = row[i].earned[k] < 0 ? -1
			      : row[i].earned[k] * 10000;
		struct units_verdict v = cert_units(
			cert_rule(s.m, str_of(row[i].name)),
			day(row[i].start), day(row[i].end), e4,
			day("2026-10-31"));

		OK(v.state == row[i].want, "%s: %s", row[i].why,
		   units_state_words[v.state]);
		for (int k = 0; k < UNITS_N; k++)
			OK(v.deficit_e4[k] == (row[i].short_of[k] < 0 ? -1
			   : (int64_t)row[i].short_of[k] * 10000),
			   "%s: short of %lld, %s", row[i].why,
			   (long long)v.deficit_e4[k], unit_category_words[k]);
	}
	arena_free(&s.mem);
}

const struct unit_test suite_certification_model[] = {
	TEST(statuses), TEST(provisional_numbers), TEST(derived_dates),
	TEST(cycles), TEST(actions), TEST(recognised_ones), TEST(units), END
};
