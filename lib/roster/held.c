/* SPDX-License-Identifier: MIT */
/*
 * What the links say of people's credentials.
 */
#include "roster/claims.h"

enum { EXPIRING_DAYS = 90 };

/* How a credential stands by its dates. */
static enum credential_state
state_by_date(date expires, date as_of)
{
	if (expires == DATE_NONE)
		return CRED_UNKNOWN;
	if (expires < as_of)
		return CRED_EXPIRED;
	return expires <= as_of + EXPIRING_DAYS ? CRED_EXPIRING_90
	                                        : CRED_ACTIVE;
}

/* A credential's state: by its dates, unless words say otherwise. */
static uint8_t
state_of(int claim, enum credential_state by_date)
{
	if (claim == CRED_PENDING || claim == CRED_EXPIRED ||
	    (claim == CRED_LIFETIME && by_date == CRED_UNKNOWN))
		return (uint8_t)claim;
	return (uint8_t)by_date;
}

/* The credentials being taken. */
struct taking {
	struct resolve *rz;
	struct arena *mem;            /* while they are                    */
	struct claims claims;
	uint32_t *first;              /* roster.first_credential           */
	uint32_t *at;                 /* [index + 1] where a person's next
	                                 one goes: `first` until people are
	                                 settled; NULL: they come in the
	                                 order of people, so at the end    */
	uint32_t last;                /* in that order: index + 1          */
	struct { VEC(struct held); } held;
	uint32_t kept;                /* of them, of people that are done  */
	struct record *record;        /* the same rows; NULL: not wanted   */
	struct { VEC(uint8_t); } life; /* by raw id of an expiry that is no
	                                 date: enum record_flag; 0: not
	                                 known yet                         */
	struct { VEC(int32_t); } units; /* by raw id, with records         */
};

/* What a row says beside the names. */
struct cell_of_credentials {
	uint32_t raw, status;         /* text ids; status 0: none          */
	uint32_t person;              /* index + 1                         */
	struct held base;
	struct record extra;          /* number, units, flags; with records */
};

/* One record, as its row and its part say. */
static void
put_record(struct taking *t, const struct cell_of_credentials *c,
           const struct part *part, const struct held *h, int claim)
{
	struct record x = c->extra;
	bool by_status = part->claim == CRED_N && claim != CRED_N &&
	                 claim != PROVISIONAL;

	x.flags |= (by_status ? RECORD_BY_STATUS : 0) |
	           (part->one ? RECORD_ONE : 0) |
	           (h->expires != c->base.expires ? RECORD_GLUED : 0);
	if (x.number == 0)
		x.number = part->number;
	x.issuer = part->issuer ? part->issuer : h->issuer;
	x.person = c->person - 1;
	x.credential = h->credential;
	x.issued = h->issued;
	x.expires = h->expires;
	x.line = h->line;
	x.file = h->file;
	x.said = (uint8_t)(claim == PROVISIONAL ? CRED_PENDING
		: claim == CRED_N && x.flags & RECORD_FOR_LIFE
		? CRED_LIFETIME : claim);
	t->record[t->at[c->person]] = x;
}

/* Of a person's n rows from `from` on those that count, after what is kept. */
static void
settle_person(struct taking *t, uint32_t from, uint32_t n)
{
	struct held *v = t->held.v;

	n = settle_held(v + from, n);
	if (from != t->kept)
		memmove(v + t->kept, v + from, n * sizeof *v);
	for (uint32_t k = 0; k < n; k++)
		note_date(t->rz, v[t->kept++].issued);
}

/* In the order of people: no more rows of the person taken last, and the next
 * is `who` (index + 1). */
static void
close_person(struct taking *t, uint32_t who)
{
	settle_person(t, t->kept, (uint32_t)t->held.n - t->kept);
	t->held.n = t->kept;
	while (t->last < who)
		t->first[t->last++] = t->kept;
}

/* Where the next of n rows of a person goes. */
static struct held *
place(struct taking *t, uint32_t who, ptrdiff_t n)
{
	if (t->at)
		return &t->held.v[t->at[who]];
	if (who != t->last)
		close_person(t, who);
	VEC_ROOM(t->rz->roster->mem, &t->held, n);
	return &t->held.v[t->held.n];
}

/* The credentials that one cell names, as rows of their own. */
static void
put_held(struct taking *t, const struct cell_of_credentials *c)
{
	struct parts parts = claims_parts(&t->claims, c->raw);
	int said = claims_said(&t->claims, c->status);
	struct held *out = place(t, c->person, parts.n);
	uint32_t n = 0;

	for (ptrdiff_t k = 0; k < parts.n; k++) {
		const struct part *part = &parts.v[k];
		struct held h = c->base;
		int claim = claims_of(part, said);

		if (claim == NOT_HELD)
			continue;
		h.credential = part->credential;
		if (h.expires == DATE_NONE)
			h.expires = part->expires;
		h.state = state_of(claim == PROVISIONAL ? CRED_PENDING : claim,
		                   state_by_date(h.expires,
		                                 t->rz->opt->as_of));
		out[n++] = h;
		if (t->record)
			put_record(t, c, part, &h, claim);
		if (t->at)
			t->at[c->person]++;
	}
	if (!t->at)
		t->held.n += n;
}

/* The same, only counted. */
static void
count_held(struct taking *t, uint32_t who, uint32_t raw, uint32_t status)
{
	struct parts parts = claims_parts(&t->claims, raw);
	int said = claims_said(&t->claims, status);

	for (ptrdiff_t k = 0; k < parts.n; k++)
		t->at[who] += claims_of(&parts.v[k], said) != NOT_HELD;
}

/* A finding about a cell of a credentials file. */
static void
warn_cell(struct resolve *rz, const struct held *base, enum diag_code code,
          enum field f, uint32_t raw, const char *expected)
{
	diag_add(rz->diags, code, (struct pos){
		.file = rz->ledger->v[base->file].path, .line = base->line,
		.last_line = base->line
	}, str_of(field_info[f].name), pool_str(rz->pool, f, raw), "%s",
	expected);
}

static void
warn_date(struct resolve *rz, const struct held *base, enum field f,
          uint32_t raw)
{
	if (pool_date(rz->pool, raw)->form == DATE_BAD)
		warn_cell(rz, base, DIAG_DATE_UNREADABLE, f, raw,
		          "expected a date such as 2026-03-31");
}

/* Units of a cell, ten-thousandths; -1: not said, UNITS_BAD: not a number. */
enum { UNITS_BAD = -2 };

static int32_t
units_parse(struct str text)
{
	struct number_text t = number_parse(text);

	if (t.state == VALUE_EMPTY)
		return -1;
	return t.state == VALUE_OK && t.e4 >= 0 && t.e4 <= INT32_MAX
		? (int32_t)t.e4 : UNITS_BAD;
}

static int32_t
units_of(struct taking *t, uint32_t raw)
{
	while (t->units.n <= (ptrdiff_t)raw) {
		struct str text = pool_str(t->rz->pool, F_CE_EARNED,
		                           (uint32_t)t->units.n);

		*VEC_PUSH(t->mem, &t->units) = units_parse(text);
	}
	return t->units.v[raw];
}

/* What an expiry says that is no date: "lifetime", "never", or nothing. */
static uint8_t
expiry_flags(struct taking *t, uint32_t raw)
{
	struct pool *pool = t->rz->pool;

	if (pool_date(pool, raw)->form != DATE_BAD)
		return 0;
	while (t->life.n <= (ptrdiff_t)raw)
		*VEC_PUSH(t->mem, &t->life) = 0;
	if (!t->life.v[raw])
		t->life.v[raw] = pool_is(pool, WORD_LIFETIME, intern_put(
			pool_text(pool, F_CREDENTIAL),
			pool_str(pool, F_EXPIRY_DATE, raw)))
			? RECORD_FOR_LIFE : RECORD_BAD_EXPIRY;
	return t->life.v[raw];
}

static const struct record no_extra = {
	.renewed = DATE_NONE, .ce_e4 = { -1, -1, -1, -1 }
};

/* A block of the rows of credentials files, and what its dates come to. */
struct block {
	struct link_block of;
	uint32_t id[LINK_BLOCK], line[LINK_BLOCK], raw[LINK_BLOCK],
	         status[LINK_BLOCK], issuer[LINK_BLOCK], issued[LINK_BLOCK],
	         expires[LINK_BLOCK];
	const date *issued_of, *expires_of; /* by raw id                   */
};

/* A number of one row, of those that only records keep. */
static uint32_t
extra_number(const struct block *b, ptrdiff_t i, ptrdiff_t k)
{
	return column_at(&b->of.of->number[k], b->of.first + i);
}

/* What only records keep of a row of a credentials file. */
static struct record
extra_of(struct taking *t, const struct block *b, ptrdiff_t i,
         const struct held *base)
{
	static const enum field fields[CE_N] = {
		F_CE_EARNED, F_CE_ADMINISTRATIVE, F_CE_CLINICAL, F_CE_GENERAL
	};
	struct resolve *rz = t->rz;
	struct record x = no_extra;
	uint32_t renewed = extra_number(b, i, CRED_RENEWED);

	x.flags = expiry_flags(t, b->expires[i]);
	x.number = extra_number(b, i, CRED_NUMBER);
	x.renewed = resolve_column(rz, b->of.file, F_LAST_RENEWAL,
	                           DATE_PAST)[renewed];
	warn_date(rz, base, F_LAST_RENEWAL, renewed);
	if (x.renewed > rz->opt->as_of)
		x.renewed = DATE_NONE;
	for (int k = 0; k < CE_N; k++) {
		uint32_t raw = extra_number(b, i, CRED_CE + k);
		int32_t units = units_of(t, raw);

		x.ce_e4[k] = units == UNITS_BAD ? -1 : units;
		if (units == UNITS_BAD)
			warn_cell(rz, base, DIAG_UNITS_UNREADABLE, fields[k],
			          raw, "expected a number of units, 0 or "
			          "more");
	}
	return x;
}

static void
take_row(struct taking *t, const struct block *b, ptrdiff_t i, uint32_t who)
{
	struct resolve *rz = t->rz;
	struct cell_of_credentials c;

	c.raw = b->raw[i];
	c.status = b->status[i];
	c.person = who;
	c.base = (struct held){
		.file = (unsigned)b->of.file & FILE_MOST, .line = b->line[i],
		.issuer = pool_name(rz->pool, L_ISSUER, b->issuer[i]),
		.issued = b->issued_of[b->issued[i]],
		.expires = b->expires_of[b->expires[i]],
	};
	if (c.base.issued == DATE_NONE)
		warn_date(rz, &c.base, F_ISSUE_DATE, b->issued[i]);
	if (c.base.expires == DATE_NONE &&
	    expiry_flags(t, b->expires[i]) == RECORD_BAD_EXPIRY)
		warn_date(rz, &c.base, F_EXPIRY_DATE, b->expires[i]);
	if (t->record)
		c.extra = extra_of(t, b, i, &c.base);
	put_held(t, &c);
}

static void
held_in_links(struct taking *t)
{
	struct resolve *rz = t->rz;
	struct block b = { 0 };

	while (links_block(&rz->links[K_CREDENTIALS], &b.of)) {
		block_read(&b.of, 0, b.id);
		block_read(&b.of, CRED_LINE, b.line);
		block_read(&b.of, CRED_RAW, b.raw);
		block_read(&b.of, CRED_STATUS, b.status);
		block_read(&b.of, CRED_ISSUER, b.issuer);
		block_read(&b.of, CRED_ISSUED, b.issued);
		block_read(&b.of, CRED_EXPIRES, b.expires);
		b.issued_of = resolve_column(rz, b.of.file, F_ISSUE_DATE,
		                             DATE_PAST);
		b.expires_of = resolve_column(rz, b.of.file, F_EXPIRY_DATE,
		                              DATE_EXPIRY);
		for (ptrdiff_t i = 0; i < b.of.n; i++) {
			uint32_t who = rz->owner[b.id[i] & ~LINK_MORE];

			if (who)
				take_row(t, &b, i, who);
		}
	}
}

static void
count_in_links(struct taking *t)
{
	uint32_t id[LINK_BLOCK], raw[LINK_BLOCK], status[LINK_BLOCK];

	for (struct link_block b = { 0 };
	     links_block(&t->rz->links[K_CREDENTIALS], &b);) {
		block_read(&b, 0, id);
		block_read(&b, CRED_RAW, raw);
		block_read(&b, CRED_STATUS, status);
		for (ptrdiff_t i = 0; i < b.n; i++) {
			uint32_t who = t->rz->owner[id[i] & ~LINK_MORE];

			if (who)
				count_held(t, who, raw[i], status[i]);
		}
	}
}

/* Whether a credential of a staff row is its only one: then the row's issue
 * and expiry dates are that credential's. */
static bool
only_one(struct taking *t, const struct own_values *own, ptrdiff_t i)
{
	uint32_t row = own->v[i].row;

	return claims_parts(&t->claims, own->v[i].raw).n == 1 &&
	       (i == 0 || own->v[i - 1].row != row) &&
	       (i + 1 == own->n || own->v[i + 1].row != row);
}

/* The dates of a staff row are its only credential's. */
static void
take_staff_dates(struct taking *t, uint32_t row, struct cell_of_credentials *c)
{
	struct resolve *rz = t->rz;
	int32_t file = c->base.file;
	uint32_t expires = staff_raw(rz->staff, row, F_EXPIRY_DATE);

	c->base.issued = row_date(rz, row, F_ISSUE_DATE, rz->opt->as_of);
	c->extra.flags = expiry_flags(t, expires);
	if (c->extra.flags == RECORD_BAD_EXPIRY)
		(void)row_date(rz, row, F_EXPIRY_DATE, rz->opt->as_of);
	c->base.expires = resolve_column(rz, file, F_EXPIRY_DATE,
	                                 DATE_EXPIRY)[expires];
}

static void
count_in_staff(struct taking *t)
{
	const struct own_values *own = &t->rz->staff->credentials;
	ptrdiff_t next = 0;

	for (ptrdiff_t i = 0; i < own->n; i++) {
		uint32_t who = person_of_row(t->rz, own->v[i].row, &next);

		if (who)
			count_held(t, who, own->v[i].raw, 0);
	}
}

static void
held_in_staff(struct taking *t)
{
	const struct own_values *own = &t->rz->staff->credentials;
	ptrdiff_t next = 0;

	for (ptrdiff_t i = 0; i < own->n; i++) {
		uint32_t row = own->v[i].row;
		const struct staff_row *at = &t->rz->staff->v[row];
		struct cell_of_credentials c = {
			.raw = own->v[i].raw, .extra = no_extra,
			.person = person_of_row(t->rz, row, &next),
			.base = {
				.file = (unsigned)at->file & FILE_MOST, .line = at->line,
				.issued = DATE_NONE, .expires = DATE_NONE,
			},
		};

		if (c.person == 0)
			continue;
		if (only_one(t, own, i))
			take_staff_dates(t, row, &c);
		put_held(t, &c);
	}
}

/* Everybody's run of rows, once they are counted; returns all of them. */
static uint32_t
lay_out(struct taking *t)
{
	struct roster *r = t->rz->roster;
	ptrdiff_t *first = t->rz->opt->records
		? NEW(r->mem, r->n + 1, ptrdiff_t) : NULL;
	uint32_t total = 0;

	for (ptrdiff_t i = 1; i <= r->n; i++) {
		uint32_t n = t->at[i];

		t->at[i] = total;
		total += n;
		if (first)
			first[i] = total;
	}
	r->first_record = first;
	return total;
}

/* The links stand in the order of people: one walk does. */
static void
take_in_order(struct taking *t)
{
	VEC_ROOM(t->rz->roster->mem, &t->held,
	         t->rz->links[K_CREDENTIALS].n + 1); /* mostly a row each */
	held_in_links(t);
	close_person(t, (uint32_t)t->rz->roster->n + 1);
}

/* The links and the staff rows in any order, or with records: people's rows
 * are counted first, then each is put where its person's are. */
static void
take_anyhow(struct taking *t)
{
	struct roster *r = t->rz->roster;
	uint32_t from = 0;

	t->at = t->first;
	count_in_staff(t);
	count_in_links(t);
	uint32_t total = lay_out(t);
	t->held.v = NEW(r->mem, total, struct held);
	if (t->rz->opt->records)
		t->record = NEW(r->mem, total, struct record);
	held_in_staff(t);
	held_in_links(t);
	for (ptrdiff_t i = 1; i <= r->n; i++) {
		uint32_t to = t->at[i];

		settle_person(t, from, to - from);
		from = to;
		t->first[i] = t->kept;
	}
	r->record = t->record;
}

void
resolve_credentials(struct resolve *rz)
{
	struct roster *r = rz->roster;
	struct arena scratch = arena_like(r->mem);
	struct taking t = {
		.rz = rz, .mem = &scratch, .claims = claims_new(rz, &scratch),
		.first = NEW(r->mem, r->n + 1, uint32_t),
	};
	bool own = rz->staff->credentials.n > 0;

	r->has_credentials = rz->links[K_CREDENTIALS].n > 0 || own;
	if (rz->in_order[K_CREDENTIALS] && !own && !rz->opt->records)
		take_in_order(&t);
	else
		take_anyhow(&t);
	r->credentials = t.held.v;
	r->first_credential = t.first;
	r->n_credentials = t.kept;
	arena_free(&scratch);
}
