/* SPDX-License-Identifier: MIT */
/*
 * How the credentials report's figures come about: every rule with its date,
 * source and confidence, and the definitions.
 */
#include "report/credentials_int.h"

/* A rule of the model in words. */
struct rule_words {
	struct str about, what, says;
	const struct origin *from;
};

struct rule_list { VEC(struct rule_words); };

__attribute__((format(printf, 6, 7)))
static void
add_rule(struct cred_build *b, struct rule_list *to, struct str about,
         const char *what, const struct origin *from, const char *fmt, ...)
{
	struct sbuf s = { .mem = b->part.mem };
	va_list ap;

	va_start(ap, fmt);
	sbuf_vfmt(&s, fmt, ap);
	va_end(ap);
	*VEC_PUSH(b->part.mem, to) = (struct rule_words){
		about, str_of(what), sbuf_str(&s), from };
}

static struct str
number(struct cred_build *b, int64_t e4)
{
	struct cell c = { .kind = CELL_NUMBER, .n = e4 };

	return cell_str(b->part.mem, &c, false);
}

static struct str
joined(struct cred_build *b, const struct yaml_strs *list, const char *by)
{
	struct sbuf s = { .mem = b->part.mem };

	for (ptrdiff_t i = 0; i < list->n; i++)
		sbuf_fmt(&s, "%s%.*s", i ? by : "", FMT(list->v[i].s));
	return sbuf_str(&s);
}

static void
add_renewal(struct cred_build *b, struct rule_list *to,
            const struct cert_rule *r, const struct cert_renewal *w)
{
	struct sbuf s = { .mem = b->part.mem };
	int n = 0;

	sbuf_fmt(&s, "by %.*s", FMT(w->route.s));
	if (w->units_e4[UNITS_ALL])
		sbuf_fmt(&s, ": %.*s a period",
		         FMT(number(b, w->units_e4[UNITS_ALL])));
	for (int k = UNITS_ALL + 1; k < UNITS_N; k++)
		if (w->units_e4[k])
			sbuf_fmt(&s, "%s %s %.*s", n++ ? "," : ", at least",
			         unit_category_words[k],
			         FMT(number(b, w->units_e4[k])));
	add_rule(b, to, r->name.s, "renewal", &w->from, "%.*s",
	         FMT(sbuf_str(&s)));
}

static void
add_lapse(struct cred_build *b, struct rule_list *to,
          const struct cert_rule *r)
{
	static const char *const then[] = {
		[THEN_UNKNOWN] = "what then is not known",
		[THEN_RETEST] = "then the exam or course again",
		[THEN_REINSTATE] = "to be reinstated",
	};
	const struct cert_lapse *l = &r->lapse;
	struct sbuf s = { .mem = b->part.mem };

	if (!l->grace_days && !l->reinstate_days && !l->then)
		return;
	if (l->grace_days)
		sbuf_fmt(&s, "%lld days of grace, ", (long long)l->grace_days);
	if (l->reinstate_days)
		sbuf_fmt(&s, "reinstatable for %lld days, ",
		         (long long)l->reinstate_days);
	add_rule(b, to, r->name.s, "lapse", &l->from, "%.*s%s",
	         FMT(sbuf_str(&s)), then[l->then]);
}

static void
credential_rules(struct cred_build *b, struct rule_list *to)
{
	const struct cert_model *m = b->a->model;
	const struct cert_rule *r = m->credentials.v;

	add_rule(b, to, STR("Certified"), "recognised", &m->recognised.from,
	         "%.*s", FMT(joined(b, &m->recognised.credentials, ", ")));
	for (ptrdiff_t i = 0; i < m->credentials.n; i++, r++) {
		const struct cert_renewal *w = r->renewal.v;
		struct str open = r->validity.leaves_open.s;

		if (r->validity.months)
			add_rule(b, to, r->name.s, "validity",
			         &r->validity.from, "%lld months%s%s%.*s",
			         (long long)r->validity.months,
			         r->validity.month_end
			         ? ", to the end of the month" : "", open.len
			         ? "; if derived, " : "", FMT(open));
		for (ptrdiff_t k = 0; k < r->renewal.n; k++)
			add_renewal(b, to, r, &w[k]);
		add_lapse(b, to, r);
		if (r->provisional.letters.s.len)
			add_rule(b, to, r->name.s, "provisional",
			         &r->provisional.from, "a number that begins "
			         "with %.*s", FMT(r->provisional.letters.s));
		if (r->lifetime.issued_before != DATE_NONE)
			add_rule(b, to, r->name.s, "lifetime",
			         &r->lifetime.from, "issued before %.*s "
			         "without an expiry", FMT(date_str(b->part.mem,
			         r->lifetime.issued_before)));
	}
}

static void
add_route(struct cred_build *b, struct rule_list *to, const struct exam *e,
          const struct exam_route *r)
{
	struct sbuf s = { .mem = b->part.mem };

	sbuf_fmt(&s, "%.*s", FMT(r->route.s));
	if (r->accreditors.n)
		sbuf_fmt(&s, "; program accredited by %.*s",
		         FMT(joined(b, &r->accreditors, " or ")));
	if (r->graduated)
		sbuf_put(&s, STR("; graduated"));
	if (r->within_months)
		sbuf_fmt(&s, " within %lld months",
		         (long long)r->within_months);
	if (r->within_days)
		sbuf_fmt(&s, "; graduates within %lld days",
		         (long long)r->within_days);
	if (r->years_e4)
		sbuf_fmt(&s, "; %.*s year%s of experience",
		         FMT(number(b, r->years_e4)),
		         r->years_e4 == 10000 ? "" : "s");
	if (r->given.s.len)
		sbuf_fmt(&s, "; given %.*s", FMT(r->given.s));
	if (r->besides.s.len)
		sbuf_fmt(&s, "; %.*s", FMT(r->besides.s));
	add_rule(b, to, e->credential.s, "exam", &r->from, "%.*s",
	         FMT(sbuf_str(&s)));
}

static void
other_rules(struct cred_build *b, struct rule_list *to)
{
	const struct cert_model *m = b->a->model;
	const struct exam *e = m->exams.v;
	const struct requirement *q = m->requirements.v;

	for (ptrdiff_t i = 0; i < m->exams.n; i++) {
		const struct exam_route *r = e[i].routes.v;

		for (ptrdiff_t k = 0; k < e[i].routes.n; k++)
			add_route(b, to, &e[i], &r[k]);
	}
	for (ptrdiff_t i = 0; i < m->requirements.n; i++)
		add_rule(b, to, q[i].occupation.s, "requirement", &q[i].from,
		         "%.*s%s%.*s (%s)", FMT(q[i].state.s),
		         q[i].state.s.len ? ": " : "",
		         FMT(joined(b, &q[i].any_of, " or ")),
		         q[i].basis == BASIS_LAW ? "law" : "policy");
}

static void
rules_table(struct cred_build *b, const struct rule_list *rules)
{
	static const struct build_column col[] = {
		{ "about", "About", CELL_TEXT }, { "rule", "Rule", CELL_TEXT },
		{ "says", "What it says", CELL_TEXT },
		{ "effective", "In force since", CELL_TEXT },
		{ "confidence", "Confidence", CELL_TEXT },
		{ "source", "Source", CELL_TEXT }, { "note", "Note", CELL_TEXT },
	};
	enum { N = sizeof col / sizeof *col };
	struct doc_table *t = build_table(&b->part, "rules", col, N, rules->n);

	for (ptrdiff_t i = 0; i < rules->n; i++) {
		const struct rule_words *r = &rules->v[i];
		struct cell *c = t->cell + i * N;

		c[0] = cell_text(r->about);
		c[1] = cell_text(r->what);
		c[2] = cell_text(r->says);
		c[3] = cell_text(r->from->effective == DATE_NONE
			? STR("unknown")
			: date_str(b->part.mem, r->from->effective));
		c[4] = cell_text(r->from->confidence.s);
		c[5] = cell_text(r->from->source.s);
		c[6] = cell_text(r->from->note.s);
	}
	build_offer(&b->part, t, "Rules, not verified at source",
	            AUDIENCE_AGGREGATE);
}

/* How many rules from i on are about the same. */
static ptrdiff_t
about_same(const struct rule_list *l, ptrdiff_t i)
{
	ptrdiff_t n = 1;

	while (i + n < l->n && str_eq(l->v[i + n].about, l->v[i].about))
		n++;
	return n;
}

/* Where the same rules were said of something else before; or -1. */
static ptrdiff_t
said_before(const struct rule_list *l, ptrdiff_t i)
{
	ptrdiff_t n = about_same(l, i);

	for (ptrdiff_t k = 0; k < i; k += about_same(l, k)) {
		ptrdiff_t same = 0;

		while (about_same(l, k) == n && same < n &&
		       str_eq(l->v[k + same].says, l->v[i + same].says) &&
		       str_eq(l->v[k + same].from->source.s,
		              l->v[i + same].from->source.s))
			same++;
		if (same == n)
			return k;
	}
	return -1;
}

/* The same for text: a rule a line, its source behind it. */
static void
rule_lines(struct cred_build *b, const struct rule_list *rules)
{
	struct build_blocks part = { 0 };
	struct block list = build_list(STR("Rules, not verified at source"));

	for (ptrdiff_t i = 0; i < rules->n; i++) {
		const struct rule_words *r = &rules->v[i];
		struct sbuf s = { .mem = b->part.mem };
		ptrdiff_t n = about_same(rules, i), as = said_before(rules, i);

		if ((i == 0 || !str_eq(r->about, r[-1].about)) && as >= 0) {
			build_line(&b->part, &list, r->about, "as %.*s",
			           FMT(rules->v[as].about));
			i += n - 1;
			continue;
		}
		if (r->from->effective != DATE_NONE)
			sbuf_fmt(&s, ", since %.*s",
			         FMT(date_str(b->part.mem,
			                      r->from->effective)));
		if (r->from->note.s.len)
			sbuf_fmt(&s, "; %.*s", FMT(r->from->note.s));
		build_line(&b->part, &list,
		           i && str_eq(r->about, rules->v[i - 1].about)
		           ? STR("") : r->about,
		           "%.*s: %.*s [%.*s, confidence %.*s%.*s]",
		           FMT(r->what), FMT(r->says), FMT(r->from->source.s),
		           FMT(r->from->confidence.s), FMT(sbuf_str(&s)));
	}
	*VEC_PUSH(b->part.mem, &part) = list;
	build_part(&b->part, "rule_lines", &part, AUDIENCE_AGGREGATE);
}

static void
definitions(struct cred_build *b, struct block *list)
{
	static const struct { const char *label, *text; } line[] = {
		{ "Verification", "not verified at source: no issuer was "
		  "asked; dates are those of the export, rules those of the "
		  "model" },
		{ "Certified", "holds a recognised credential that is current; "
		  "a person with several counts once. What has ended, in grace "
		  "or not, certifies nobody." },
		{ "Expiry", "the date given; else the last renewal or issue "
		  "and the rule's validity. An expiry that cannot be read is unknown. "
		  "The last day is valid. A month without a day is its last "
		  "day; 9999-12-31, 00/00/0000 and the like are no date." },
		{ "Expiring", "current, and the last day is within 30, 60 or "
		  "90 days; each includes the one before" },
		{ "Several rows", "a person and a credential count once, by the "
		  "latest expiry; older rows are history. Rows that share the "
		  "number or the issue date and differ in expiry conflict: the "
		  "latest counts, and is flagged." },
		{ "Issuer", "assumed where a name is used by several boards and "
		  "no issuer is given; another board's credential of the name "
		  "stands apart and is not recognised" },
		{ "Units", "on track: earned >= required x elapsed / period; "
		  "behind: less; missed: the cycle ended with a deficit; "
		  "unknown: units blank, or no start of the cycle, which is "
		  "the last renewal or issue, at most a period ago. Counted as "
		  "written, never multiplied." },
		{ "Exams", "for medical assistants who are not certified; what "
		  "the files do not say is unknown, never no" },
		{ "Duties", "distinct duties and skills that the rules know as "
		  "clinical or as administrative" },
		{ "Forecast", "people certified on the day if nobody renews; "
		  "staff as it is" },
		{ "People", "on staff by the staff files, paid or not; a row "
		  "whose pay is written and is no amount is faulty and left "
		  "out, but with people=all; rows of others are unmatched" },
	};

	for (size_t i = 0; i < sizeof line / sizeof *line; i++)
		build_line(&b->part, list, str_of(line[i].label), "%s",
		           line[i].text);
	if (b->in->what_if.len)
		build_line(&b->part, list, STR("What-if"), "%.*s",
		           FMT(b->in->what_if));
	if (b->in->rules.len)
		build_line(&b->part, list, STR("Rules"), "%.*s",
		           FMT(b->in->rules));
}

void
cred_method(struct cred_build *b)
{
	const struct cert_model *m = b->a->model;
	struct block method = build_method(&b->part, m->name.s, m->title.s,
	                                   m->file, m->source.s);
	struct rule_list rules = { 0 };

	definitions(b, &method);
	build_method_end(&b->part, &method, &m->notes);
	credential_rules(b, &rules);
	other_rules(b, &rules);
	rules_table(b, &rules);
	rule_lines(b, &rules);
}
