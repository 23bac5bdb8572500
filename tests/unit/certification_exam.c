/* SPDX-License-Identifier: MIT */
/*
 * What the shipped model says of renewal, lapse and exams, and which models
 * are refused.
 */
#include "shelf.h"

/* "units 60 high, exam high; grace 90, retest high": what a rule says. */
static struct str
rule_words(struct arena *mem, const struct cert_rule *r)
{
	static const char *const then[] = { "?", "retest", "reinstate" };
	const struct cert_renewal *w = r->renewal.v;
	struct sbuf b = { .mem = mem };

	for (ptrdiff_t i = 0; i < r->renewal.n; i++) {
		sbuf_fmt(&b, "%s%.*s", i ? ", " : "", FMT(w[i].route.s));
		if (w[i].units_e4[UNITS_ALL])
			sbuf_fmt(&b, " %lld", (long long)
			         w[i].units_e4[UNITS_ALL] / 10000);
		for (int k = UNITS_ALL + 1; k < UNITS_N; k++)
			if (w[i].units_e4[k])
				sbuf_fmt(&b, " %c%lld",
				         unit_category_words[k][0], (long long)
				         w[i].units_e4[k] / 10000);
		sbuf_fmt(&b, " %.*s", FMT(w[i].from.confidence.s));
	}
	if (r->lapse.grace_days || r->lapse.reinstate_days || r->lapse.then)
		sbuf_fmt(&b, "; grace %lld, reinstate %lld, %s %.*s",
		         (long long)r->lapse.grace_days,
		         (long long)r->lapse.reinstate_days,
		         then[r->lapse.then],
		         FMT(r->lapse.from.confidence.s));
	return sbuf_str(&b);
}

/* How each credential is renewed and lapses, and how sure that is. */
static void
renewal_and_lapse(void)
{
	static const struct { const char *name; int64_t months;
	                      const char *want; } row[] = {
		{ "CMA (AAMA)", 60, "units 60 a10 c10 g10 high, exam high; "
		  "grace 90, reinstate 0, retest high" },
		{ "RMA (AMT)", 36, "units 30 high; grace 0, reinstate 0, "
		  "reinstate medium" },
		{ "CCMA (NHA)", 24, "units 10 high, exam medium; grace 0, "
		  "reinstate 365, retest low" },
		{ "NCMA (NCCT)", 12, "units 14 low" },
		{ "CMAC (AMCA)", 24, "units 10 medium; grace 30, reinstate 0, "
		  "? low" },
		{ "NRCMA (NAHP)", 0, "units low" },
		{ "CCMA (CCBMA)", 60, "units low" },
		{ "MA-C (WA)", 0, "state medium" },
		{ "MA-R (WA)", 0, "state medium" },
		{ "CMAS (AMT)", 36, "units 30 medium; grace 0, reinstate 0, "
		  "reinstate medium" },
		{ "CMLA (AMT)", 36, "units 30 medium; grace 0, reinstate 0, "
		  "reinstate medium" },
		{ "RDA (AMT)", 36, "units 30 medium; grace 0, reinstate 0, "
		  "reinstate medium" },
		{ "MT (AMT)", 36, "units 45 medium; grace 0, reinstate 0, "
		  "reinstate medium" },
		{ "MLT (AMT)", 36, "units 45 medium; grace 0, reinstate 0, "
		  "reinstate medium" },
		{ "RPT (AMT)", 36, "units 24 medium; grace 0, reinstate 0, "
		  "reinstate medium" },
#define OF_NHA "units 10 medium; grace 0, reinstate 365, retest low"
		{ "CMAA", 24, OF_NHA }, { "CPT", 24, OF_NHA },
		{ "CET", 24, OF_NHA }, { "CEHRS", 24, OF_NHA },
		{ "CBCS", 24, OF_NHA }, { "CPCT", 24, OF_NHA },
#undef OF_NHA
		{ "CPhT", 24, "units 20 low" },
		{ "PTC (AMCA)", 24, "units 10 medium; grace 30, reinstate 0, "
		  "? low" },
		{ "BLS", 24, "course low; grace 0, reinstate 0, retest low" },
		{ "ACLS", 24, "course low; grace 0, reinstate 0, retest low" },
		{ "CNA", 24, "state low" }, { "LPN", 0, "state low" },
		{ "RN", 0, "state low" }, { "CCMA (NPS)", 0, "" },
		{ "CCMAS (AECA)", 0, "" }, { "NRMA (AECA)", 0, "" },
	};
	struct shelf s;

	if (!open_shelf(&s))
		return;
	OK(s.m->credentials.n == ROWS(row), "a row a rule: %td",
	   s.m->credentials.n);
	for (ptrdiff_t i = 0; i < ROWS(row); i++) {
		const struct cert_rule *r = cert_rule(s.m,
		                                      str_of(row[i].name));

		if (!OK(r != NULL, "%s is there", row[i].name))
			continue;
		struct str got = rule_words(&s.mem, r);

		OK(r->validity.months == row[i].months &&
		   str_eq(got, str_of(row[i].want)), "%s: %lld months; %.*s",
		   row[i].name, (long long)r->validity.months, FMT(got));
	}
	arena_free(&s.mem);
}

static void
exams(void)
{
	static const struct {
		const char *why;
		int exam;             /* 0 CMA, 1 RMA, 2 CCMA              */
		const char *accreditor, *graduated;
		int years;
		bool at_least;
		enum eligible want;
		const char *says;
	} row[] = {
		{ "a CAAHEP graduate", 0, "CAAHEP", "2020-06-30", -1, false,
		  ELIGIBLE_YES, "graduate of an accredited program" },
		{ "an ABHES graduate", 0, "ABHES", "2026-10-31", -1, false,
		  ELIGIBLE_YES, "graduate of an accredited program" },
		{ "a student 30 days before", 0, "CAAHEP", "2026-11-30", -1,
		  false, ELIGIBLE_YES, "student about to graduate" },
		{ "a student 31 days before", 0, "CAAHEP", "2026-12-01", -1,
		  false, ELIGIBLE_UNKNOWN, "not yet graduated" },
		{ "another accreditor: the alternative pathway is open", 0,
		  "ACCSC", "2020-06-30", -1, false, ELIGIBLE_UNKNOWN,
		  "program accredited by ACCSC, not CAAHEP or ABHES" },
		{ "accreditor not said", 0, "", "2020-06-30", -1, false,
		  ELIGIBLE_UNKNOWN, "program accreditor unknown" },
		{ "graduation not said", 0, "CAAHEP", NULL, -1, false,
		  ELIGIBLE_UNKNOWN, "graduation date unknown" },
		{ "RMA, 48 months after", 1, "CAAHEP", "2022-10-31", -1,
		  false, ELIGIBLE_YES, "education" },
		{ "RMA, more than 48 months after", 1, "CAAHEP", "2022-10-30",
		  -1, false, ELIGIBLE_UNKNOWN,
		  "graduated more than 48 months ago" },
		{ "RMA by work", 1, "", NULL, 5, false, ELIGIBLE_YES,
		  "work experience" },
		{ "RMA, too little work", 1, "", NULL, 4, false,
		  ELIGIBLE_UNKNOWN, "less than 5 years" },
		{ "RMA, 4 years here at least", 1, "", NULL, 4, true,
		  ELIGIBLE_UNKNOWN, "not certainly 5 years" },
		{ "CCMA by training, a diploma given", 2, "", "2020-06-30",
		  -1, false, ELIGIBLE_YES,
		  "training program, given a high-school diploma" },
		{ "CCMA by a year of work", 2, "", NULL, 1, false,
		  ELIGIBLE_YES, "work experience, given" },
		{ "CCMA, nothing said", 2, "", NULL, -1, false,
		  ELIGIBLE_UNKNOWN, "years of experience unknown" },
		{ "CCMA, neither trained nor a year here", 2, "CAAHEP",
		  "2027-06-30", 0, false, ELIGIBLE_NO,
		  "training program: not yet graduated; work experience: "
		  "less than 1 year of" },
	};
	struct shelf s;

	if (!open_shelf(&s))
		return;
	const struct exam *e = s.m->exams.v;
	for (ptrdiff_t i = 0; i < ROWS(row); i++) {
		struct exam_facts f = {
			str_of(row[i].accreditor), day(row[i].graduated),
			row[i].years < 0 ? -1 : row[i].years * 10000,
			row[i].at_least, day("2026-10-31")
		};
		struct str why;
		enum eligible got = exam_judge(&s.mem, &e[row[i].exam], &f,
		                               &why);

		OK(got == row[i].want &&
		   str_find(why, str_of(row[i].says)) >= 0, "%s: %s, %.*s",
		   row[i].why, eligible_words[got], FMT(why));
	}
	arena_free(&s.mem);
}

/* An exam whose routes the files tell of in full has a "no". */
static void
a_clear_no(void)
{
	static const char text[] =
		"model: m\nsource: s\neffective: 2026-01\n"
		"recognised: {credentials: [X], source: s, confidence: low}\n"
		"credentials: [{name: X}]\n"
		"exams:\n  - credential: X\n    routes:\n"
		"      - {route: work, years: 2, source: s, confidence: low}\n";
	struct arena mem = mem_arena();
	struct diags d;
	struct str why;

	diags_init(&d, &mem);
	struct cert_model *m = cert_model_load(&mem, STR("m.yaml"),
	                                       str_of(text), &d);
	if (!OK(m != NULL, "the model loads"))
		return;
	struct exam_facts f = { STR(""), DATE_NONE, 10000, false, 0 };
	OK(exam_judge(&mem, m->exams.v, &f, &why) == ELIGIBLE_NO,
	   "one year of two: %.*s", FMT(why));
	arena_free(&mem);
}

#define HEAD "model: m\nsource: s\neffective: 2026-01\n" \
	"recognised: {credentials: [X], source: s, confidence: low}\n"

static void
what_is_refused(void)
{
	static const struct { const char *why, *text; } row[] = {
		{ "a rule without a source", HEAD
		  "credentials: [{name: X, validity: {months: 1, confidence: "
		  "low}}]\n" },
		{ "a confidence of its own", HEAD
		  "credentials: [{name: X, validity: {months: 1, source: s, "
		  "confidence: sure}}]\n" },
		{ "a credential twice", HEAD
		  "credentials: [{name: X}, {name: x}]\n" },
		{ "a grace that outlasts reinstatement", HEAD
		  "credentials: [{name: X, lapse: {grace_days: 9, "
		  "reinstate_days: 8, source: s, confidence: low}}]\n" },
		{ "categories over all units", HEAD
		  "credentials: [{name: X, renewal: [{route: units, units: 5, "
		  "categories: {clinical: 6}, source: s, confidence: low}]}]\n"
		},
		{ "an unknown category", HEAD
		  "credentials: [{name: X, renewal: [{route: units, units: 5, "
		  "categories: {surgical: 1}, source: s, confidence: low}]}]\n"
		},
		{ "a requirement of nothing", HEAD
		  "credentials: [{name: X}]\n"
		  "requirements: [{occupation: O, any_of: [], source: s, "
		  "confidence: low}]\n" },
		{ "an exam without a route", HEAD
		  "credentials: [{name: X}]\nexams: [{credential: X}]\n" },
		{ "no recognised credentials", "model: m\nsource: s\n"
		  "effective: 2026-01\ncredentials: [{name: X}]\n" },
	};

	for (ptrdiff_t i = 0; i < ROWS(row); i++) {
		struct arena mem = mem_arena();
		struct diags d;

		diags_init(&d, &mem);
		OK(!cert_model_load(&mem, STR("m.yaml"), str_of(row[i].text),
		                    &d) && d.n > 0, "%s", row[i].why);
		arena_free(&mem);
	}
}

const struct unit_test suite_certification_exam[] = {
	TEST(renewal_and_lapse), TEST(exams), TEST(a_clear_no), TEST(what_is_refused), END
};
