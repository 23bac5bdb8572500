/* SPDX-License-Identifier: MIT */
/*
 * A person's credentials: each row with its rule, the derivation of its
 * expiry, the days left, and what follows for the person.
 */
#include "report/explain_int.h"

struct cred_page {
	struct explain *x;
	struct arena *mem;
	const struct roster *r;
	const struct cert_analysis *a;
	ptrdiff_t person;
};

/* The line of the analysis that a row counts in; NULL: none. */
static const struct cert_line *
line_of(const struct cred_page *g, const struct record *r)
{
	for (ptrdiff_t i = g->a->first[g->person];
	     i < g->a->first[g->person + 1]; i++)
		if (g->a->v[i].record == r)
			return &g->a->v[i];
	return NULL;
}

static struct str
day(const struct cred_page *g, date d)
{
	return d == DATE_NONE ? STR("not said") : date_str(g->mem, d);
}

/* How the expiry came about. */
static struct str
expiry_words(const struct cred_page *g, const struct record *r,
             const struct cert_rule *rule, const struct cert_verdict *v)
{
	date start = r->renewed > r->issued ? r->renewed : r->issued;
	struct str from;

	if (v->expires == DATE_NONE)
		return v->status == CERT_LIFETIME ? STR("never")
			: r->flags & RECORD_BAD_EXPIRY
			? STR("said, and not to be read")
			: rule && rule->validity.months == 0
			? STR("not said, and the rule knows no validity")
			: STR("not said, nothing to derive it from");
	if (!v->derived) {
		from = r->flags & RECORD_GLUED ? STR(", as the credential's "
			"text says") : STR(", as written");
		return str_fmt(g->mem, "%.*s%.*s", FMT(day(g, v->expires)),
		               FMT(from));
	}
	return str_fmt(g->mem, "%.*s + %lld months%s = %.*s (%.*s:%d, %.*s)",
	               FMT(day(g, start)),
	               (long long)rule->validity.months,
	               rule->validity.month_end ? ", to the end of the month"
	               : "", FMT(day(g, v->expires)), FMT(g->a->model->file),
	               rule->name.line, FMT(rule->validity.from.source.s));
}

static struct str
days_words(const struct cred_page *g, const struct cert_verdict *v)
{
	if (v->expires == DATE_NONE)
		return STR("");
	return str_fmt(g->mem, "%.*s - %.*s = %d days",
	               FMT(day(g, v->expires)), FMT(day(g, g->a->as_of)),
	               v->days_left);
}

static struct str
flag_words(const struct cred_page *g, const struct cert_line *l)
{
	static const struct { unsigned flag; const char *word; } words[] = {
		{ CERT_RECOGNISED, "makes a person certified" },
		{ CERT_CONFLICT, "its rows differ in expiry" },
		{ CERT_ASSUMED, "issuer assumed from the name" },
		{ CERT_OTHER_ISSUER, "of a board the model does not know it "
		  "of" },
	};
	struct sbuf b = { .mem = g->mem };

	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (l->flags & words[i].flag)
			sbuf_fmt(&b, "%s%s", b.n ? "; " : "", words[i].word);
	return b.n ? sbuf_str(&b) : STR("");
}

static void
put_units(const struct cred_page *g, struct block *list,
          const struct cert_line *l)
{
	const struct units_verdict *u = &l->units;
	struct str due = u->due_e4 < 0 ? STR("") : str_fmt(g->mem,
		", %.*s due by now", FMT(decimal_str(g->mem, u->due_e4, 4, 1,
		                                     false)));

	if (u->state == UNITS_NONE)
		return;
	build_line(&g->x->part, list, STR("Units"), "%.*s of %.*s earned, from "
	           "%.*s to %.*s%.*s: %s", FMT(u->earned_e4 < 0 ? STR("unknown")
	           : decimal_str(g->mem, u->earned_e4, 4, 1, false)),
	           FMT(decimal_str(g->mem, u->required_e4, 4, 1, false)),
	           FMT(day(g, u->start)), FMT(day(g, l->verdict.expires)),
	           FMT(due), units_state_words[u->state]);
}

static void
put_record(struct cred_page *g, const struct record *r)
{
	const struct cert_line *line = line_of(g, r);
	struct cert_line own = cert_line_alone(g->mem, g->a, g->r, r);
	const struct cert_rule *rule = own.rule;
	struct cert_verdict v = own.verdict;
	struct str issuer = roster_name(g->r, V_ISSUER, r->issuer);
	struct str name = roster_name(g->r, V_CREDENTIAL, own.credential);
	struct block list = build_list(name);
	struct build *b = &g->x->part;
	struct str days = days_words(g, &v);

	build_line(b, &list, STR("Row"), "%.*s",
	           FMT(explain_place(g->x, r->file, r->line)));
	if (rule)
		build_line(b, &list, STR("Rule"), "%.*s:%d",
		           FMT(g->a->model->file), rule->name.line);
	else
		build_line(b, &list, STR("Rule"), "none: judged by its dates "
		           "alone");
	build_line(b, &list, STR("Issuer"), "%.*s",
	           FMT(issuer.len ? issuer : STR("not said")));
	build_line(b, &list, STR("Issued"), "%.*s", FMT(day(g, r->issued)));
	if (r->renewed != DATE_NONE)
		build_line(b, &list, STR("Renewed"), "%.*s",
		           FMT(day(g, r->renewed)));
	build_line(b, &list, STR("Expires"), "%.*s",
	           FMT(expiry_words(g, r, rule, &v)));
	if (days.len)
		build_line(b, &list, STR("Days left"), "%.*s", FMT(days));
	build_line(b, &list, STR("Status"), "%s%s", cert_status_words[v.status],
	           r->said == CRED_N ? "" : ", by the words of the row");
	if (line)
		put_units(g, &list, line);
	build_line(b, &list, STR("Counts"), "%.*s", FMT(!line
		? STR("no: history, another row of it ends later")
		: line->flags ? flag_words(g, line)
		: STR("does not make a person certified")));
	explain_block(g->x, &g->x->body, list);
}

/* The rows for programs. */
static void
put_table(struct cred_page *g, const struct record *first, ptrdiff_t n)
{
	static const struct explain_column col[] = {
		{ "credential", "Credential", CELL_TEXT, false },
		{ "issuer", "Issuer", CELL_TEXT, false },
		{ "issued", "Issued", CELL_DATE, false },
		{ "expires", "Expires", CELL_DATE, false },
		{ "derived", "Derived", CELL_BOOL, false },
		{ "validity_months", "Validity in months", CELL_COUNT, false },
		{ "month_end", "To the end of the month", CELL_BOOL, false },
		{ "days_left", "Days left", CELL_COUNT, false },
		{ "status", "Status", CELL_TEXT, false },
		{ "counts", "Counts", CELL_BOOL, false },
		{ "recognised", "Recognised", CELL_BOOL, false },
		{ "rule_file", "Model", CELL_TEXT, false },
		{ "rule_line", "Line of the rule", CELL_COUNT, false },
		{ "file", "File", CELL_TEXT, false },
		{ "line", "Line", CELL_COUNT, false },
	};
	enum { N = sizeof col / sizeof *col };
	struct doc_table *t = explain_table(g->x, "credentials", col, N, n);

	for (ptrdiff_t i = 0; i < n; i++) {
		const struct record *r = &first[i];
		const struct cert_line *line = line_of(g, r);
		struct cert_line own = cert_line_alone(g->mem, g->a, g->r, r);
		const struct cert_rule *rule = own.rule;
		struct cert_verdict v = own.verdict;
		struct cell *c = t->cell + i * N;

		c[0] = cell_text(roster_name(g->r, V_CREDENTIAL,
		                             own.credential));
		c[1] = cell_text(roster_name(g->r, V_ISSUER, r->issuer));
		c[2] = cell_of(CELL_DATE, r->issued);
		c[3] = cell_of(CELL_DATE, v.expires);
		c[4] = cell_of(CELL_BOOL, v.derived);
		if (v.expires != DATE_NONE)
			c[7] = cell_of(CELL_COUNT, v.days_left);
		c[8] = cell_text(str_of(cert_status_words[v.status]));
		c[9] = cell_of(CELL_BOOL, line != NULL);
		c[10] = cell_of(CELL_BOOL,
		                line && line->flags & CERT_RECOGNISED);
		c[13] = cell_text(g->x->watch.ledger->v[r->file].path);
		c[14] = cell_of(CELL_COUNT, r->line);
		if (!rule)
			continue;
		c[5] = cell_of(CELL_COUNT, rule->validity.months);
		c[6] = cell_of(CELL_BOOL, rule->validity.month_end);
		c[11] = cell_text(g->a->model->file);
		c[12] = cell_of(CELL_COUNT, rule->name.line);
	}
	explain_block(g->x, &g->x->body, (struct block){ .kind = BLOCK_TABLE,
		.formats = IN_JSON | IN_XLSX, .title = STR("Credentials"),
		.table = t });
}

/* What the job needs, and which exams are open. */
static void
put_needs(struct cred_page *g, struct block *list)
{
	const struct requirement *all = g->a->model->requirements.v;
	const struct exam *exam = g->a->model->exams.v;
	struct exam_facts facts = cert_exam_facts(g->r, g->person,
	                                          g->a->as_of);
	bool candidate = false;

	for (ptrdiff_t i = 0; i < g->a->needs.n; i++) {
		const struct need_line *n = &g->a->needs.v[i];

		if (n->person != (uint32_t)g->person)
			continue;
		const struct requirement *q = &all[n->requirement];
		build_line(&g->x->part, list, STR("Needed"), "%.*s%s: %s "
		           "(%.*s:%d)", FMT(q->any_of.v[0].s),
		           q->any_of.n > 1 ? " or the like" : "",
		           need_words[n->state], FMT(g->a->model->file),
		           q->occupation.line);
	}
	for (ptrdiff_t i = 0; i < g->a->candidates.n; i++)
		candidate |= g->a->candidates.v[i] == (uint32_t)g->person;
	for (ptrdiff_t i = 0; candidate && i < g->a->model->exams.n; i++) {
		struct str why = STR("");
		enum eligible e = exam_judge(g->mem, &exam[i], &facts, &why);

		build_line(&g->x->part, list, str_fmt(g->mem, "Exam for %.*s",
			FMT(exam[i].credential.s)), "%s%s%.*s",
			eligible_words[e], why.len ? ": " : "", FMT(why));
	}
}

void
explain_credentials(struct explain *x, const struct roster *r,
                    const struct cert_analysis *a, ptrdiff_t person)
{
	struct cred_page g = { x, x->part.mem, r, a, person };
	const struct record *first = r->record + r->first_record[person];
	ptrdiff_t n = r->first_record[person + 1] - r->first_record[person];
	struct block list = build_list(STR("Standing"));
	struct doc_figure *f = NEW(g.mem, 1, struct doc_figure);

	explain_block(x, &x->body, (struct block){ .kind = BLOCK_HEADING,
		.formats = IN_TEXT | IN_XLSX, .text = STR("Credentials") });
	for (ptrdiff_t i = 0; i < n; i++)
		put_record(&g, &first[i]);
	put_table(&g, first, n);
	build_line(&x->part, &list, STR("Standing"), "%s",
	           standing_words[a->standing[person]]);
	put_needs(&g, &list);
	explain_block(x, &x->body, list);
	*f = (struct doc_figure){ .key = STR("standing"), .title =
		STR("Standing"), .value = cell_text(str_of(
			standing_words[a->standing[person]])) };
	explain_block(x, &x->body, (struct block){ .kind = BLOCK_FIGURES,
		.formats = IN_JSON, .figure = f, .n_figure = 1 });
}
