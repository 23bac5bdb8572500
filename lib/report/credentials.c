/* SPDX-License-Identifier: MIT */
#include "report/credentials_int.h"

struct cell
cred_share(int64_t n, int64_t all)
{
	return all > 0 ? cell_of(CELL_PERCENT, muldiv(n, 10000, all))
	               : (struct cell){ .kind = CELL_NONE };
}

/* Counts of people and of lines, by their place in a group. */
static const struct {
	const char *key, *title;
	enum group_figure at;
	const char *note;
} counts[] = {
	{ "headcount", "People", G_HEADCOUNT, "" },
	{ "certified", "Certified", G_CERTIFIED,
	  "{{certified_share}}; hold a recognised credential, current" },
	{ "certified_30", "... ending within 30 days", G_CERT_30,
	  "people; their last recognised credential ends" },
	{ "certified_60", "... ending within 60 days", G_CERT_60, "" },
	{ "certified_90", "... ending within 90 days", G_CERT_90, "" },
	{ "expired_people", "Expired", G_EXPIRED,
	  "held a recognised credential; none is current" },
	{ "unknown_people", "Unknown", G_UNKNOWN,
	  "hold a recognised credential of no known date" },
	{ "pending_people", "Pending", G_PENDING, "applied for, none held" },
	{ "uncertified", "None on record", G_NONE,
	  "no recognised credential at all" },
	{ "claims", "Claims, none current", G_CLAIMS,
	  "the title claims a credential, none is current" },
	{ "held", "Credentials held", G_HELD,
	  "a person and a credential count once" },
	{ "current", "Current", G_CURRENT, "active, ending soon or for life" },
	{ "active", "Active", G_ACTIVE, "valid for more than 90 days" },
	{ "expiring_30", "Expiring within 30 days", G_30, "" },
	{ "expiring_60", "Expiring within 60 days", G_60, "30 included" },
	{ "expiring_90", "Expiring within 90 days", G_90, "60 included" },
	{ "lifetime", "Lifetime", G_LIFETIME, "" },
	{ "expired", "Expired", G_ENDED, "ended before the as-of date" },
	{ "grace", "In grace", G_STATUS + CERT_GRACE,
	  "ended, renewable as if it had not" },
	{ "reinstatable", "Lapsed, reinstatable",
	  G_STATUS + CERT_REINSTATABLE, "" },
	{ "retest", "Lapsed, retest", G_STATUS + CERT_RETEST,
	  "only by exam or course again" },
	{ "lapsed", "Lapsed, no rule", G_STATUS + CERT_LAPSED,
	  "no rule says what then, or no date" },
	{ "pending", "Pending", G_STATUS + CERT_PENDING, "not held yet" },
	{ "unknown", "No date", G_STATUS + CERT_UNKNOWN,
	  "neither active nor expired" },
	{ "conflicting", "Conflicting", G_CONFLICTING,
	  "rows differ in expiry; the latest counts" },
	{ "issuer_assumed", "Issuer assumed", G_ASSUMED,
	  "a name that several boards use" },
	{ "units_on_track", "Units on track", G_UNITS + UNITS_ON_TRACK, "" },
	{ "units_behind", "Behind on units", G_UNITS + UNITS_BEHIND,
	  "earned less than the share of the cycle" },
	{ "units_missed", "Units missed", G_UNITS + UNITS_MISSED,
	  "the cycle ended with a deficit" },
	{ "units_unknown", "Units unknown", G_UNITS + UNITS_UNKNOWN,
	  "units blank, or no start of the cycle" },
	{ "required", "Required", G_REQUIRED,
	  "people and requirements of their job" },
	{ "required_current", "Requirement met", G_NEED + NEED_CURRENT,
	  "by a credential valid for more than 90 days" },
	{ "required_expiring", "Met, expiring", G_NEED + NEED_EXPIRING,
	  "within 90 days" },
	{ "required_expired", "Not met, expired", G_NEED + NEED_EXPIRED, "" },
	{ "required_unknown", "Not known", G_NEED + NEED_UNKNOWN, "no date" },
	{ "required_pending", "Not met, pending", G_NEED + NEED_PENDING, "" },
	{ "required_missing", "Not met, missing", G_NEED + NEED_MISSING, "" },
};

static void
figures(struct cred_build *b)
{
	const struct cert_analysis *a = b->a;
	const int64_t *v = a->all.v;
	const struct roster *r = b->in->roster;

	ptrdiff_t first = b->part.figures.n; /* the headcount */

	for (size_t i = 0; i < sizeof counts / sizeof *counts; i++)
		build_count(&b->part, counts[i].key, counts[i].title,
		            v[counts[i].at], counts[i].note);
	b->part.figures.v[first].set = population_set(&a->people, 0, 0);
	build_figure(&b->part, "certified_share", "Share certified",
	             cred_share(v[G_CERTIFIED], v[G_HEADCOUNT]), 0, "%s", "");
	build_figure(&b->part, "required_share", "Requirements met",
	             cred_share(v[G_NEED + NEED_CURRENT] +
	                        v[G_NEED + NEED_EXPIRING], v[G_REQUIRED]), 0,
	             "of {{required}}, a person and a requirement each");
	build_figure(&b->part, "clinical_share", "Clinical share of duties",
	             cred_share(v[G_DUTIES_CLINICAL], v[G_DUTIES_CLINICAL] +
	                        v[G_DUTIES_ADMINISTRATIVE]), 0,
	             "of the duties and skills that people list");
	build_count(&b->part, "required_open", "Requirement not met",
	            v[G_NEED + NEED_EXPIRED] + v[G_NEED + NEED_PENDING] +
	            v[G_NEED + NEED_MISSING], "");
	build_count(&b->part, "derived", "Expiry derived", a->derived,
	            "from the issue date, by the rule");
	build_count(&b->part, "history", "Older rows", a->history,
	            "history of renewals");
	build_count(&b->part, "no_rule", "Without a rule", a->no_rule,
	            "credentials judged by their dates alone");
	build_count(&b->part, "candidates", "Candidates", a->candidates.n,
	            "medical assistants who are not certified");
	build_count(&b->part, "work", "On the work list", a->work.n, "");
	build_count(&b->part, "unmatched", "Unmatched rows", r->unmatched.n,
	            "of credentials: of nobody in this report");
	build_count(&b->part, "ending_later", "Ending later", a->later,
	            "current, beyond the calendar");
	build_flag(&b->part, "has_training", "Training known",
	           r->has_training);
	build_flag(&b->part, "has_credentials", "Credentials known",
	           r->has_credentials);
	build_flag(&b->part, "has_duties", "Duties known",
	           r->has_duties || r->has_skills);
	build_text(&b->part, "model", "Model", a->model->name.s);
	build_text(&b->part, "model_title", "Model", a->model->title.s);
	build_text(&b->part, "what_if", "What-if", b->in->what_if);
}

struct document *
credentials_document(struct arena *mem, const struct credentials_report *in,
                     struct diags *out)
{
	struct document *d = document_new(mem, STR("credentials"));
	const struct cert_model *m = in->analysis->model;
	struct cred_build *b = NEW(mem, 1, struct cred_build);
	struct credentials_report *kept = NEW(mem, 1,
	                                      struct credentials_report);

	/* tables of people keep both: their rows are made when drawn */
	*kept = *in;
	*b = (struct cred_build){
		.in = kept, .a = in->analysis, .part = {
			.mem = mem, .doc = d, .roster = in->roster,
			.ledger = in->ledger, .diags = in->diags,
			.unit = STR("$"),
		},
	};
	if (in->analysis->people.n_measure)
		d->people = &in->analysis->people;
	d->as_of = in->as_of;
	d->newest = in->roster->newest;
	d->version = in->version;
	d->organisation = in->organisation;
	build_subject(&b->part);
	figures(b);
	build_model(&b->part, &(struct build_model){ m->name.s, m->title.s,
	            m->source.s, m->effective, in->what_if });
	cred_group_tables(b);
	build_count(&b->part, "unknown_values", "Values no rule knows",
	            build_unknown(&b->part), "kept as they are");
	if (b->a->all.v[G_ASSUMED])
		build_decide(&b->part, "Issuer assumed", STR("by the name"),
		             b->a->all.v[G_ASSUMED], "Several boards use the "
		             "name, and nothing says which one: credentials");
	if (b->a->derived)
		build_decide(&b->part, "Expiry derived", STR("from the issue "
			"date"), b->a->derived, "By the rule's validity, where "
			"no expiry is said: credentials");
	build_account(&b->part);
	cred_people_tables(b);
	cred_method(b);
	return build_fill(&b->part, in->template, out) ? d : NULL;
}
