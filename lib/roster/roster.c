/* SPDX-License-Identifier: MIT */
#include "roster/roster.h"

#include "roster/graduate.h"
#include "roster/resolve.h"

struct roster_build {
	struct arena *mem;
	struct arena stage;           /* links: gone once rosters are made */
	struct pool pool;
	struct staff staff;
	struct links links[KIND_N];
	struct staff school[KIND_N];  /* of the kinds that school_kind() is */
	uint32_t kinds;               /* that the next roster is made of   */
	struct ledger *ledger;
	struct diags *diags;
	const struct shape *shape;    /* of the table being read           */
	struct desk desk;             /* of rows that come already in order */
	bool linked;                  /* rows that look ids up were read   */
};

struct roster_build *
roster_begin(struct arena *mem, const struct rules *rules,
             struct regex_scratch *scratch, struct ledger *ledger,
             struct diags *diags)
{
	struct roster_build *b = NEW(mem, 1, struct roster_build);

	b->mem = mem;
	b->stage = arena_like(mem);
	b->ledger = ledger;
	b->diags = diags;
	b->kinds = ~0u;
	pool_init(&b->pool, mem, rules, scratch);
	staff_init(&b->staff, mem, &b->pool);
	for (int k = 0; k < KIND_N; k++) {
		links_init(&b->links[k], &b->stage, (enum kind)k);
		if (school_kind((enum kind)k))
			staff_init(&b->school[k], mem, &b->pool);
	}
	desk_init(&b->desk, mem, &b->pool, &b->staff.ids, b->links);
	return b;
}

void
roster_keep_records(struct roster_build *b)
{
	links_keep_records(&b->links[K_CREDENTIALS]);
}

static bool
begin_table(void *ctx, const struct shape *shape)
{
	struct roster_build *b = ctx;

	b->shape = shape;
	if (links_kind(shape->kind)) {
		links_table(&b->links[shape->kind], &b->stage, shape);
		intern_index(&b->staff.ids);
		b->linked = true;
		return true;
	}
	if (school_kind(shape->kind)) {
		staff_table(&b->school[shape->kind], shape);
		return true;
	}
	if (shape->kind != K_STAFF || b->linked)
		return false; /* ids are looked up already: too late for it */
	staff_table(&b->staff, shape);
	return true;
}

/* A link row without an id has no person to look for. */
static void
reject_link(struct roster_build *b, const struct row *r)
{
	struct ledger_file *f = &b->ledger->v[b->shape->file];

	f->count[ROW_REJECTED]++;
	diag_add(b->diags, DIAG_ID_MISSING,
	         (struct pos){ .file = f->path, .line = r->line,
	                       .last_line = r->last_line },
	         STR("person_id"), STR(""), "%s", "");
}

static void
take_links(struct roster_build *b, struct desk *d, ptrdiff_t n)
{
	struct links *l = &b->links[b->shape->kind];

	while (n) {
		n -= links_take(l, &b->stage, &b->pool, d, n);
		if (!n)
			return;
		reject_link(b, &d->row[d->taken++]);
		n--;
	}
}

/* Take the next n rows of a desk. */
static void
take(void *ctx, void *desk, ptrdiff_t n)
{
	struct roster_build *b = ctx;
	enum kind kind = b->shape->kind;

	if (links_kind(kind))
		take_links(b, desk, n);
	else
		staff_take(kind == K_STAFF ? &b->staff : &b->school[kind],
		           desk, n);
}

static void
take_rows(void *ctx, const struct row *row, ptrdiff_t n)
{
	struct roster_build *b = ctx;

	desk_make_up(&b->desk, b->shape, row, n);
	take(b, &b->desk, n);
}

static void *
open_desk(void *ctx, struct arena *mem)
{
	const struct roster_build *b = ctx;
	struct desk *d = NEW(mem, 1, struct desk);

	desk_init(d, mem, &b->pool, &b->staff.ids, b->links);
	return d;
}

static void
make_up(void *desk, const struct shape *shape, const struct row *row,
        ptrdiff_t n)
{
	desk_make_up(desk, shape, row, n);
}

static void
close_desk(void *desk)
{
	desk_free(desk);
}

struct sink
roster_sink(struct roster_build *b)
{
	static const struct sink_desks desks = {
		open_desk, make_up, take, close_desk
	};

	return (struct sink){ b, begin_table, take_rows, &desks };
}

void
decide(struct roster *r, const char *what, struct str chosen, int64_t count,
       bool first_page, const char *why, ...)
{
	struct sbuf text = { .mem = r->mem };
	va_list ap;

	va_start(ap, why);
	sbuf_vfmt(&text, why, ap);
	va_end(ap);
	*VEC_PUSH(r->mem, &r->decisions) = (struct decision){
		str_of(what), str_dup(r->mem, chosen), sbuf_str(&text), count,
		first_page
	};
}

/* Every staff row has its class now; the ledger counts them by file. */
static void
count_staff(struct resolve *rz)
{
	for (struct staff_block b = { 0 }; staff_block(rz->staff, &b);) {
		int64_t *count = rz->ledger->v[b.file].count;

		for (ptrdiff_t i = 0; i < b.n; i++)
			count[rz->staff->v[b.first + i].class]++;
	}
}

static void
warn_missing(struct resolve *rz)
{
	struct roster *r = rz->roster;

	if (!r->has_ids) {
		diag_add(rz->diags, DIAG_NO_ID, (struct pos){ 0 },
		         STR("person_id"), STR(""), "%s", "");
		decide(r, "No id column", STR("a person is a row"), r->n, true,
		       "No joins, no search for duplicates; repeated names "
		       "are different people");
	}
	if (!r->has_status) {
		diag_add(rz->diags, DIAG_NO_STATUS, (struct pos){ 0 },
		         STR("status"), STR(""), "%s", "");
		decide(r, "No status column", STR("everyone counts"), r->n,
		       true, "Leavers and contractors cannot be told apart");
	}
	if (r->n == 0)
		diag_add(rz->diags, DIAG_NOBODY, (struct pos){ 0 }, STR(""),
		         STR(""), "%td staff rows were read", rz->staff->n);
}

/* Values on which a pattern gave up, by vocabulary. */
static void
warn_failed(struct resolve *rz)
{
	for (int l = 0; l < L_N; l++) {
		const struct memo *m = &rz->pool->memo[l];

		if (m->failed)
			diag_add(rz->diags, DIAG_RULE_FAILED,
			         (struct pos){ 0 }, m->set->field, STR(""),
			         "%lld values", (long long)m->failed);
	}
}

static void
name_vocabularies(struct roster *r, const struct pool *pool)
{
	static const enum lookup lookup[V_N] = {
		[V_OCCUPATION] = L_OCCUPATION, [V_LEVEL] = L_LEVEL,
		[V_TITLE] = L_TITLE, [V_DEPARTMENT] = L_DEPARTMENT,
		[V_SITE] = L_SITE, [V_STATE] = L_STATE, [V_SKILL] = L_SKILL,
		[V_CREDENTIAL] = L_CREDENTIAL, [V_ISSUER] = L_ISSUER,
		[V_ACCREDITOR] = L_ACCREDITOR, [V_SCHOOL] = L_SCHOOL,
		[V_CAMPUS] = L_CAMPUS, [V_PROGRAM] = L_PROGRAM,
		[V_DEGREE] = L_DEGREE, [V_EMPLOYER] = L_EMPLOYER,
		[V_EXAM] = L_EXAM, [V_RELATED] = L_RELATED,
		[V_STUDENT] = L_STUDENT, [V_PLACEMENT] = L_PLACEMENT,
		[V_RESULT] = L_RESULT,
	};
	for (int v = 0; v < V_N; v++)
		r->names[v] = &pool->memo[lookup[v]];
}

void
roster_end(struct roster_build *b)
{
	desk_free(&b->desk);
	arena_free(&b->stage);
}

void
roster_of_kinds(struct roster_build *b, uint32_t kinds)
{
	b->kinds = kinds;
}

struct roster *
roster_resolve(struct roster_build *b, const struct roster_options *opt,
               struct ledger *ledger, struct diags *diags)
{
	struct roster *r = NEW(b->mem, 1, struct roster);
	struct arena stage = arena_like(b->mem);
	struct links links[KIND_N];
	struct resolve rz = {
		.roster = r, .staff = &b->staff, .pool = &b->pool, .opt = opt,
		.ledger = ledger, .diags = diags, .links = links,
		.stage = &stage,
	};

	for (int k = 0; k < KIND_N; k++)
		if (b->kinds >> k & 1)
			links[k] = b->links[k];
		else
			links_init(&links[k], &stage, (enum kind)k);
	r->mem = b->mem;
	prices_init(&r->grades, r->mem);
	r->staff = &b->staff;
	r->ledger = ledger;
	name_vocabularies(r, &b->pool);
	r->as_of = opt->as_of;
	r->newest = DATE_NONE;
	r->order = rz.order = NEW(b->mem, ledger->n * FIELD_N,
	                          struct date_order);
	resolve_dates(&rz);
	resolve_marks(&rz, &b->staff);
	resolve_scope(&rz);
	resolve_people(&rz);
	count_joins(&rz);
	resolve_experience(&rz);
	resolve_skills(&rz);
	resolve_credentials(&rz);
	if (opt->records)
		resolve_background(&rz);
	count_staff(&rz);
	resolve_joins(&rz);
	warn_missing(&rz);
	warn_failed(&rz);
	arena_free(&stage); /* the changes need room, and nothing of it */
	if (opt->changes)
		resolve_changes(&rz);
	return r;
}

struct school *
school_resolve(struct roster_build *b, const struct school_options *opt,
               struct ledger *ledger, struct diags *diags)
{
	struct school *s = NEW(b->mem, 1, struct school);
	struct roster *r = NEW(b->mem, 1, struct roster);
	struct arena stage = arena_like(b->mem);
	struct roster_options options = { .as_of = opt->as_of,
		                          .hours_e4 = opt->hours_e4 };
	struct resolve rz = {
		.roster = r, .pool = &b->pool, .opt = &options,
		.ledger = ledger, .diags = diags, .stage = &stage,
		.table = b->school,
	};

	r->mem = b->mem;
	r->kind = K_GRADUATES;
	r->staff = &b->school[K_GRADUATES];
	r->ledger = ledger;
	r->as_of = opt->as_of;
	r->order = rz.order = NEW(b->mem, ledger->n * FIELD_N,
	                          struct date_order);
	name_vocabularies(r, &b->pool);
	resolve_school(&rz, s);
	warn_failed(&rz);
	if (opt->changes)
		resolve_changes(&rz);
	arena_free(&stage);
	return s;
}

struct str
roster_name(const struct roster *r, enum vocabulary v, uint32_t id)
{
	return intern_str(&r->names[v]->names, id);
}

ptrdiff_t
roster_names(const struct roster *r, enum vocabulary v)
{
	return r->names[v]->names.n;
}

bool
roster_known(const struct roster *r, enum vocabulary v, uint32_t id)
{
	return memo_known(r->names[v], id);
}

struct str
person_id(const struct roster *r, const struct person *p)
{
	return intern_str(&r->staff->ids, r->staff->v[p->row].id);
}

struct str
person_raw(const struct roster *r, const struct person *p, enum field f)
{
	return pool_str(r->staff->pool, f, staff_raw(r->staff, p->row, f));
}

struct str
person_pay(const struct roster *r, struct arena *mem, const struct person *p)
{
	for (int w = 0; w < PAY_FIELDS; w++)
		if (pay_fields[w] == (enum field)p->pay_field)
			return staff_pay_text(r->staff, mem, p->row, w);
	return STR("");
}

struct str
person_name(const struct roster *r, struct arena *mem, const struct person *p)
{
	return full_name(mem, person_raw(r, p, F_NAME),
	                 person_raw(r, p, F_LAST_NAME),
	                 person_raw(r, p, F_FIRST_NAME));
}

struct str
full_name(struct arena *mem, struct str name, struct str last,
          struct str first)
{
	if (name.len || (!last.len && !first.len))
		return name;
	if (!last.len || !first.len)
		return last.len ? last : first;
	return str_fmt(mem, "%.*s, %.*s", FMT(last), FMT(first));
}

struct str
record_number(const struct roster *r, const struct record *x)
{
	return pool_str(r->staff->pool, F_CERT_NUMBER, x->number);
}

struct pos
person_pos(const struct roster *r, const struct person *p)
{
	const struct staff_row *row = &r->staff->v[p->row];

	return (struct pos){ .file = r->ledger->v[row->file].path,
		             .line = row->line,
		             .last_line = row->line + row->lines - 1 };
}
