/* SPDX-License-Identifier: MIT */
#include "analyse/placement_int.h"


const char *const decided_words[DECIDED_N] = {
	[DECIDED_STATUS] = "status", [DECIDED_TITLE] = "job title",
	[DECIDED_COLUMN] = "in-field column",
	[DECIDED_WORD] = "the word \"placed\"",
	[DECIDED_NOTHING] = "nothing: no title",
};

struct rate
placement_rate(const struct placement_sum *s)
{
	return rate_of(s->box[BOX_IN_FIELD] + s->box[BOX_RELATED] +
	               s->box[BOX_POSITIVE],
	               s->graduates - s->box[BOX_EXCLUDED]);
}

/* The pack of a graduate's program: the one asked for, its own, the default. */
static const struct placement_pack *
pack_of(const struct placement_work *w, const struct graduate *g, bool *own)
{
	const struct placement_pack *asked = w->out->options.pack;
	struct str name = roster_name(w->school->roster, V_ACCREDITOR,
	                              g->accreditor);
	const struct placement_pack *p = name.len
		? placement_pack(w->model, name) : NULL;

	*own = p != NULL;
	return asked ? asked : p ? p : placement_default(w->model);
}

/* What a graduate's job is by its title. */
static enum outcome
by_title(const struct placement_work *w, const struct graduate *g)
{
	const struct roster *r = w->school->roster;

	return placement_field(w->model,
		roster_name(r, V_PROGRAM, g->program),
		roster_name(r, V_OCCUPATION, g->occupation),
		roster_name(r, V_RELATED, g->related));
}

/* An employed graduate whose words leave the field open. */
static enum outcome
field_of(const struct placement_work *w, const struct graduate *g,
         struct placement *p)
{
	if (g->occupation) {
		p->decided = DECIDED_TITLE;
		return by_title(w, g);
	}
	p->decided = g->said == SAID_PLACED ? DECIDED_WORD : DECIDED_NOTHING;
	return g->said == SAID_PLACED ? OUTCOME_IN_FIELD
	     : g->said == OUTCOME_SELF_EMPLOYED ? OUTCOME_SELF_EMPLOYED
	     : OUTCOME_UNKNOWN;
}

/* Whether what is said is a job, or nothing. */
static bool
about_a_job(uint8_t said)
{
	return said <= OUTCOME_SELF_EMPLOYED || said >= SAID_EMPLOYED ||
	       said == OUTCOME_UNKNOWN;
}

/*
 * The outcome: the column of the field overrides every job; words that name
 * the field stand; else the title decides.
 */
static void
decide_outcome(const struct placement_work *w, const struct graduate *g,
               struct placement *p)
{
	bool named = g->said <= OUTCOME_OUT_OF_FIELD;
	bool open = g->said == SAID_EMPLOYED || g->said == SAID_PLACED ||
	            g->said == OUTCOME_SELF_EMPLOYED;

	p->decided = DECIDED_STATUS;
	p->outcome = g->said == SAID_BLANK ? OUTCOME_UNKNOWN : g->said;
	if (g->in_field && about_a_job(g->said)) {
		bool job = named || open || g->employer || g->occupation;

		p->decided = DECIDED_COLUMN;
		p->outcome = g->in_field == ANSWER_NO
			? (job ? OUTCOME_OUT_OF_FIELD : OUTCOME_SEEKING)
			: g->said == OUTCOME_RELATED ? OUTCOME_RELATED
			: OUTCOME_IN_FIELD;
	} else if (open) {
		p->outcome = (uint8_t)field_of(w, g, p);
	}
	if (g->said == OUTCOME_SELF_EMPLOYED &&
	    p->outcome == OUTCOME_OUT_OF_FIELD)
		p->outcome = OUTCOME_SELF_EMPLOYED;
	p->contradicts = p->decided == DECIDED_STATUS && g->occupation &&
	                 g->said <= OUTCOME_RELATED &&
	                 by_title(w, g) == OUTCOME_OUT_OF_FIELD;
}

date
placement_cohort_day(const struct school *s, const struct graduate *g,
                     const struct placement_pack *p)
{
	if (p->cohort == COHORT_START && school_has(s, K_GRADUATES,
	                                            F_START_DATE))
		return g->started;
	if (p->cohort == COHORT_SCHEDULED && school_has(s, K_GRADUATES,
	                                                F_SCHEDULED_DATE))
		return g->scheduled;
	return g->graduated;
}

/* Whether the files say when or how a placement was verified. */
static bool
can_verify(const struct school *s)
{
	return school_has(s, K_GRADUATES, F_VERIFIED_DATE) ||
	       school_has(s, K_GRADUATES, F_VERIFICATION);
}

struct placement_verdict
placement_by(const struct placement_analysis *a, ptrdiff_t i,
             const struct placement_pack *pack)
{
	const struct school *s = a->school;
	const struct graduate *g = &s->v[i];
	date as_of = a->options.as_of;
	bool verified = g->verification == ANSWER_YES ||
		(g->documented == ANSWER_YES && !can_verify(s));
	bool dated = g->verified != DATE_NONE && g->verified <= as_of;
	struct placement_facts f = {
		.outcome = (enum outcome)a->v[i].outcome,
		.completer = g->completer, .graduated = g->graduated,
		.cohort_day = placement_cohort_day(s, g, pack),
		.placed = g->placed, .verified = g->verified,
		.verified_undated = verified && g->verified == DATE_NONE,
		.documented = g->documented == ANSWER_YES ||
			(g->documented == ANSWER_NONE && (verified || dated)),
		.need_evidence = a->need_evidence,
		.starts_known = school_has(s, K_GRADUATES, F_PLACEMENT_DATE),
		.as_of = as_of,
	};

	return placement_judge(pack, &f);
}

void
add_to_sum(const struct placement_work *w, struct placement_sum *s,
           ptrdiff_t i, const struct placement_verdict *v)
{
	const struct placement *p = &w->p[i];

	s->box[v->box]++;
	if (v->box == BOX_OUTSIDE)
		return;
	s->graduates++;
	s->outcome[p->outcome]++;
	s->excluded[p->outcome] += v->box == BOX_EXCLUDED;
	s->positive[p->outcome] += v->box == BOX_POSITIVE;
	s->open += v->open;
	s->before += v->before;
	s->lacking += v->lacks_evidence;
	s->late += v->why == WHY_LATE || v->why == WHY_AFTER_AS_OF;
	s->sat += p->sat;
	s->passed += p->passed;
}

void
join_group(struct placement_work *w, struct placement_group *g,
           ptrdiff_t i)
{
	const struct placement *p = &w->p[i];

	if (p->verdict.box == BOX_OUTSIDE) {
		add_to_sum(w, &g->sum, i, &p->verdict);
		return;
	}
	if (g->sum.graduates == 0)
		g->pack = p->pack;
	else if (g->pack != p->pack)
		g->mixed = true;
	add_to_sum(w, &g->sum, i, &p->verdict);
	g->open |= p->verdict.open;
	if (!g->number)
		g->number = ++w->n_group;
	*VEC_PUSH(&w->tmp, &w->crowd) = (struct in_group){ (uint32_t)i,
		                                           g->number };
}

/* Whether a graduate is of the cohort asked for. */
static bool
is_selected(struct placement_work *w, date day)
{
	const struct cohort *c = &w->out->options.cohort;

	if (c->first == DATE_NONE)
		return true;
	w->out->no_cohort_date += day == DATE_NONE;
	return day != DATE_NONE && day >= c->first && day <= c->last;
}

static void
judge_all(struct placement_work *w)
{
	struct placement_analysis *a = w->out;

	for (ptrdiff_t i = 0; i < w->school->n; i++) {
		const struct graduate *g = &w->school->v[i];
		struct placement *p = &w->p[i];

		p->pack = pack_of(w, g, &p->own_pack);
		decide_outcome(w, g, p);
		date day = placement_cohort_day(w->school, g, p->pack);
		p->cohort = cohort_of(p->pack, day);
		p->selected = is_selected(w, day);
		a->outside_cohort += !p->selected;
		p->verdict = placement_by(a, i, p->pack);
		a->fallback_pack += p->selected && !p->own_pack;
		a->contradicting += p->selected && p->contradicts;
		a->field_unknown += p->selected &&
			p->verdict.box == BOX_UNKNOWN &&
			p->decided == DECIDED_NOTHING;
	}
}

/* All selected graduates: by their own packs, and by each pack in turn. */
static void
sum_all(struct placement_work *w)
{
	struct placement_analysis *a = w->out;
	const struct placement_pack *pack = w->model->packs.v;
	const struct cohort *c = &a->options.cohort;

	for (ptrdiff_t k = 0; k < w->model->packs.n; k++) {
		struct placement_group *g = VEC_PUSH(w->mem, &a->rules);

		*g = (struct placement_group){ .name = pack[k].name.s,
			                       .pack = &pack[k] };
		for (ptrdiff_t i = 0; i < w->school->n; i++) {
			struct placement_verdict v = placement_by(a, i,
				&pack[k]);

			if (!w->p[i].selected)
				continue;
			add_to_sum(w, &g->sum, i, &v);
			g->open |= v.open && v.box != BOX_OUTSIDE;
		}
		g->open |= c->first != DATE_NONE &&
			a->options.as_of < cohort_closes(&pack[k], c);
	}
	for (ptrdiff_t i = 0; i < w->school->n; i++)
		if (w->p[i].selected)
			join_group(w, &a->all, i);
	if (a->all.pack && c->first != DATE_NONE)
		a->all.open |= a->options.as_of <
		               cohort_closes(a->all.pack, c);
}

struct placement_analysis *
placement_analyse(struct arena *mem, const struct school *s,
                  const struct placement_model *model,
                  const struct cert_model *cert, const struct pay_model *pay,
                  const struct placement_options *options)
{
	struct placement_analysis *a = NEW(mem, 1, struct placement_analysis);
	struct placement_work w = {
		.mem = mem, .tmp = arena_like(mem), .school = s,
		.model = model, .cert = cert, .pay = pay,
		.p = NEW(mem, s->n, struct placement), .out = a };

	a->model = model;
	a->school = s;
	a->options = *options;
	a->v = w.p;
	a->has_evidence = can_verify(s) || school_has(s, K_GRADUATES,
	                                              F_DOCUMENTATION);
	a->need_evidence = a->has_evidence &&
	                   options->evidence != EVIDENCE_NOT_REQUIRED;
	judge_all(&w);
	placement_exams(&w);
	sum_all(&w);
	placement_tables(&w);
	placement_retention(&w);
	placement_jobs(&w);
	a->people = crowd_population(mem, &w.crowd, s->n, w.n_group + 1);
	arena_free(&w.tmp);
	return a;
}
