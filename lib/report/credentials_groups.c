/* SPDX-License-Identifier: MIT */
/*
 * The credentials report's tables of groups.
 */
#include "report/credentials_int.h"

/* A column of a table of groups: a count, or the share of two. */
struct group_column {
	struct build_column head;
	enum group_figure at, of;     /* of: G_N for a count               */
};

#define COUNT(key, title, at) { { key, title, CELL_COUNT }, at, G_N }
#define SHARE(key, title, at, of) { { key, title, CELL_PERCENT }, at, of }

/* Of credentials and issuers: lines.  The order is that of the JSON. */
static const struct group_column of_lines[] = {
	COUNT("held", "Held", G_HELD),
	COUNT("current", "Current", G_CURRENT),
	COUNT("active", "Active", G_ACTIVE),
	COUNT("expiring_30", "In 30 days", G_30),
	COUNT("expiring_60", "In 60 days", G_60),
	COUNT("expiring_90", "In 90 days", G_90),
	COUNT("expired", "Expired", G_ENDED),
	COUNT("unknown", "No date", G_STATUS + CERT_UNKNOWN),
	COUNT("lifetime", "Life", G_LIFETIME),
	COUNT("grace", "In grace", G_STATUS + CERT_GRACE),
	COUNT("reinstatable", "Reinstatable", G_STATUS + CERT_REINSTATABLE),
	COUNT("retest", "Retest", G_STATUS + CERT_RETEST),
	COUNT("lapsed", "Lapsed, no rule", G_STATUS + CERT_LAPSED),
	COUNT("pending", "Pending", G_STATUS + CERT_PENDING),
	COUNT("conflicting", "Conflicting", G_CONFLICTING),
	COUNT("issuer_assumed", "Issuer assumed", G_ASSUMED),
	COUNT("units_on_track", "Units on track", G_UNITS + UNITS_ON_TRACK),
	COUNT("units_behind", "Behind on units", G_UNITS + UNITS_BEHIND),
	COUNT("units_missed", "Units missed", G_UNITS + UNITS_MISSED),
	COUNT("units_unknown", "Units unknown", G_UNITS + UNITS_UNKNOWN),
};

/* Of sites, departments ...: people, then their needs and duties. */
static const struct group_column of_people[] = {
	COUNT("headcount", "People", G_HEADCOUNT),
	COUNT("certified", "Certified", G_CERTIFIED),
	SHARE("certified_share", "Share", G_CERTIFIED, G_HEADCOUNT),
	COUNT("expiring_30", "In 30 days", G_CERT_30),
	COUNT("expiring_60", "In 60 days", G_CERT_60),
	COUNT("expiring_90", "In 90 days", G_CERT_90),
	COUNT("expired", "Expired", G_EXPIRED),
	COUNT("unknown", "No date", G_UNKNOWN),
	COUNT("pending", "Pending", G_PENDING),
	COUNT("none", "None", G_NONE),
	COUNT("claims", "Claims, none current", G_CLAIMS),
	COUNT("required", "Required", G_REQUIRED),
	COUNT("required_current", "Met", G_NEED + NEED_CURRENT),
	COUNT("required_expiring", "Met, expiring", G_NEED + NEED_EXPIRING),
	COUNT("required_expired", "Expired", G_NEED + NEED_EXPIRED),
	COUNT("required_unknown", "No date", G_NEED + NEED_UNKNOWN),
	COUNT("required_pending", "Pending", G_NEED + NEED_PENDING),
	COUNT("required_missing", "Missing", G_NEED + NEED_MISSING),
	COUNT("role_clinical", "Clinical", G_ROLE + ROLE_CLINICAL),
	COUNT("role_administrative", "Administrative",
	      G_ROLE + ROLE_ADMINISTRATIVE),
	COUNT("role_both", "Both", G_ROLE + ROLE_BOTH),
	COUNT("role_none", "None listed", G_ROLE + ROLE_NONE),
	COUNT("duties_clinical", "Clinical duties", G_DUTIES_CLINICAL),
	COUNT("duties_administrative", "Administrative duties",
	      G_DUTIES_ADMINISTRATIVE),
	{ { "duties_share", "Clinical share", CELL_PERCENT },
	  G_DUTIES_CLINICAL, G_DUTIES_ADMINISTRATIVE },
};

enum {
	N_LINES = sizeof of_lines / sizeof *of_lines,
	N_PEOPLE = sizeof of_people / sizeof *of_people,
	N_MOST = N_LINES > N_PEOPLE ? N_LINES : N_PEOPLE
};

static const struct {
	const char *title, *group;
	const struct group_column *col;
	ptrdiff_t n;
} group_tables[CERT_TABLES] = {
	[CERT_BY_CREDENTIAL] = { "Credentials", "Credential", of_lines,
	                         N_LINES },
	[CERT_BY_ISSUER] = { "Issuers", "Issuer", of_lines, N_LINES },
	[CERT_BY_SITE] = { "Sites", "Site", of_people, N_PEOPLE },
	[CERT_BY_DEPARTMENT] = { "Departments", "Department", of_people,
	                         N_PEOPLE },
	[CERT_BY_OCCUPATION] = { "Occupations", "Occupation", of_people,
	                         N_PEOPLE },
	[CERT_BY_STATE] = { "States", "State", of_people, N_PEOPLE },
	[CERT_BY_HIRE_YEAR] = { "Year of hire", "Hired", of_people, N_PEOPLE },
	[CERT_BY_REQUIREMENT] = { "Requirements", "Requirement", of_people,
	                          N_PEOPLE },
};

/* A share's whole is a figure of its own, but for duties: both kinds. */
static struct cell
figure(const struct cert_group *g, const struct group_column *c)
{
	if (c->of == G_N)
		return cell_of(CELL_COUNT, g->v[c->at]);
	return cred_share(g->v[c->at], c->of == G_DUTIES_ADMINISTRATIVE
	                  ? g->v[c->at] + g->v[c->of] : g->v[c->of]);
}

/* Every figure of a row is of the people of its group. */
static void
set_rows(struct cred_build *b, struct doc_table *t, const struct cert_groups *g)
{
	uint32_t *set = NEW(b->part.mem, g->n, uint32_t);

	for (ptrdiff_t r = 0; r < g->n; r++)
		set[r] = population_set(&b->a->people, g->v[r].number, 0);
	t->sets = NEW(b->part.mem, t->n_col, struct doc_sets);
	for (ptrdiff_t i = 1; i < t->n_col; i++)
		t->sets[i].set = set;
}

/* Every figure of a row is of its credentials, or of people and a requirement
 * of theirs: of these each is in one row. */
static void
count_rows(struct cred_build *b, struct doc_table *t,
           const struct cert_groups *g)
{
	int64_t *people = NEW(b->part.mem, g->n, int64_t);

	for (ptrdiff_t r = 0; r < g->n; r++) {
		const int64_t *v = g->v[r].v;

		people[r] = v[G_HELD] + v[G_REQUIRED];
		if (people[r] == 0)
			people[r] = v[G_STATUS + CERT_PENDING];
	}
	for (ptrdiff_t i = 1; i < t->n_col; i++) {
		t->col[i].people = people;
		t->col[i].marks |= COL_HEADS;
	}
}

static void
group_table(struct cred_build *b, enum cert_table which)
{
	const struct cert_groups *g = &b->a->table[which];
	const struct group_column *from = group_tables[which].col;
	ptrdiff_t n = group_tables[which].n;
	struct build_column col[N_MOST + 1] = { {
		"group", group_tables[which].group, CELL_TEXT } };

	for (ptrdiff_t i = 0; i < n; i++)
		col[i + 1] = from[i].head;
	struct doc_table *t = build_table(&b->part, cert_table_key[which], col, n + 1,
	                                 g->n);

	t->last_rows = g->n_last;
	for (ptrdiff_t r = 0; r < g->n; r++) {
		struct cell *c = t->cell + r * (n + 1);

		c[0] = cell_text(g->v[r].name);
		for (ptrdiff_t i = 0; i < n; i++)
			c[i + 1] = figure(&g->v[r], &from[i]);
	}
	if (which == CERT_BY_CREDENTIAL || which == CERT_BY_ISSUER ||
	    which == CERT_BY_REQUIREMENT)
		count_rows(b, t, g);
	else
		set_rows(b, t, g);
	t->by_size = which != CERT_BY_HIRE_YEAR &&
	             which != CERT_BY_REQUIREMENT;
	build_offer(&b->part, t, group_tables[which].title,
	            AUDIENCE_AGGREGATE);
}

static void
calendar_table(struct cred_build *b)
{
	static const struct build_column col[] = {
		{ "month", "Month", CELL_TEXT },
		{ "ending", "Ending", CELL_COUNT },
		{ "recognised", "Recognised", CELL_COUNT },
	};
	struct doc_table *t = build_table(&b->part, "calendar", col, 3,
	                                 CALENDAR_MONTHS);

	for (int i = 0; i < CALENDAR_MONTHS; i++) {
		const struct cert_month *m = &b->a->calendar[i];
		struct cell *c = t->cell + i * 3;

		c[0] = cell_text((struct str){
			date_str(b->part.mem, m->month).s, 7 });
		c[1] = cell_of(CELL_COUNT, m->ending);
		c[2] = cell_of(CELL_COUNT, m->recognised);
	}
	build_offer(&b->part, t, "Expiry calendar", AUDIENCE_AGGREGATE);
}

static void
forecast_table(struct cred_build *b)
{
	static const struct build_column col[] = {
		{ "day", "Day", CELL_TEXT },
		{ "certified", "Certified", CELL_COUNT },
		{ "certified_share", "Share", CELL_PERCENT },
	};
	struct doc_table *t = build_table(&b->part, "forecast", col, 3,
	                                 FORECAST_POINTS);

	for (int i = 0; i < FORECAST_POINTS; i++) {
		const struct cert_forecast *f = &b->a->forecast[i];
		struct cell *c = t->cell + i * 3;

		c[0] = cell_text(date_str(b->part.mem, f->day));
		c[1] = cell_of(CELL_COUNT, f->certified);
		c[2] = cred_share(f->certified, b->a->all.v[G_HEADCOUNT]);
	}
	build_offer(&b->part, t, "Certified if nobody renews",
	            AUDIENCE_AGGREGATE);
}

static void
exam_table(struct cred_build *b)
{
	static const struct build_column col[] = {
		{ "group", "Exam", CELL_TEXT },
		{ "candidates", "Candidates", CELL_COUNT },
		{ "may_sit", "May sit", CELL_COUNT },
		{ "unknown", "Unknown", CELL_COUNT },
		{ "not_eligible", "Not eligible", CELL_COUNT },
	};
	const struct cert_analysis *a = b->a;
	struct doc_table *t = build_table(&b->part, "exams", col, 5, a->exams.n);

	t->overlap = true;
	for (ptrdiff_t i = 0; i < a->exams.n; i++) {
		const struct exam_count *e = &a->exams.v[i];
		struct cell *c = t->cell + i * 5;

		c[0] = cell_text(e->exam->credential.s);
		c[1] = cell_of(CELL_COUNT, a->candidates.n);
		for (int k = 0; k < ELIGIBLE_N; k++)
			c[2 + k] = cell_of(CELL_COUNT, e->v[k]);
	}
	build_offer(&b->part, t, "Who may sit which exam",
	            AUDIENCE_AGGREGATE);
}

static void
role_table(struct cred_build *b)
{
	static const struct build_column col[] = {
		{ "group", "Role by duties", CELL_TEXT },
		{ "headcount", "People", CELL_COUNT },
		{ "share", "Share", CELL_PERCENT },
	};
	static const uint8_t order[ROLE_N] = {
		ROLE_CLINICAL, ROLE_BOTH, ROLE_ADMINISTRATIVE, ROLE_NONE
	};
	const int64_t *v = b->a->all.v;
	struct doc_table *t = build_table(&b->part, "roles", col, 3, ROLE_N);

	uint32_t *set = NEW(b->part.mem, ROLE_N, uint32_t);

	t->sets = NEW(b->part.mem, 3, struct doc_sets);
	t->sets[1].set = t->sets[2].set = set;
	for (int i = 0; i < ROLE_N; i++) {
		struct cell *c = t->cell + i * 3;

		set[i] = population_set(&b->a->people,
		                        b->a->role_group + order[i], 0);
		int64_t n = v[G_ROLE + order[i]];
		const char *word = role_words[order[i]];

		c[0] = cell_text(*word ? build_words(b->part.mem, word, true)
		                       : STR("No duties known"));
		c[1] = cell_of(CELL_COUNT, n);
		c[2] = cred_share(n, v[G_HEADCOUNT]);
	}
	build_offer(&b->part, t, "Clinical and administrative work",
	            AUDIENCE_AGGREGATE);
}

/* Every status and how many credentials stand so. */
static void
status_table(struct cred_build *b)
{
	static const struct build_column col[] = {
		{ "group", "Status", CELL_TEXT },
		{ "credentials", "Credentials", CELL_COUNT },
	};
	struct doc_table *t = build_table(&b->part, "status", col, 2, CERT_N + 1);

	for (int i = 0; i < CERT_N; i++) {
		t->cell[i * 2] = cell_text(build_words(b->part.mem,
			cert_status_words[i], true));
		t->cell[i * 2 + 1] = cell_of(CELL_COUNT,
			b->a->all.v[G_STATUS + i]);
	}
	t->cell[CERT_N * 2] = cell_text(STR("Conflicting (of all of these)"));
	t->cell[CERT_N * 2 + 1] = cell_of(CELL_COUNT,
	                                  b->a->all.v[G_CONFLICTING]);
	build_offer(&b->part, t, "How credentials stand", AUDIENCE_AGGREGATE);
}

void
cred_group_tables(struct cred_build *b)
{
	for (int i = 0; i < CERT_TABLES; i++)
		group_table(b, (enum cert_table)i);
	status_table(b);
	calendar_table(b);
	forecast_table(b);
	exam_table(b);
	role_table(b);
}
