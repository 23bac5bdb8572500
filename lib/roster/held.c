/* SPDX-License-Identifier: MIT */
/*
 * What the links say of people's credentials.
 */
#include "roster/resolve.h"

enum { EXPIRING_DAYS = 90, EXPIRY_AHEAD_YEARS = 40 };

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

/*
 * What a name of the vocabulary of claims says beyond the credential's name.
 * CRED_N: nothing; NOT_HELD: that it is not held at all; PROVISIONAL: pending,
 * and a date ahead does not say otherwise.
 */
enum { NOT_HELD = -1, PROVISIONAL = CRED_N + 1 };

static int
claim_named(const struct resolve *rz, uint32_t name)
{
	static const struct { const char *word; int state; } claims[] = {
		{ "none", NOT_HELD },
		{ "pending", CRED_PENDING },
		{ "provisional", PROVISIONAL },
		{ "expired", CRED_EXPIRED },
		{ "lifetime", CRED_LIFETIME },
	};
	struct str s = intern_str(&rz->pool->memo[L_CLAIM].names, name);

	for (size_t k = 0; k < sizeof claims / sizeof *claims; k++)
		if (str_eq(s, str_of(claims[k].word)))
			return claims[k].state;
	return CRED_N;
}

/*
 * The claim about part k of a cell of n parts: its own where the parts of
 * both vocabularies line up ("CMA, RMA pending"), else the cell's first.
 */
static int
claim_of(const struct resolve *rz, struct answers claims, ptrdiff_t k,
         ptrdiff_t n)
{
	if (claims.n == 0)
		return CRED_N;
	return claim_named(rz, claims.v[claims.n == n ? k : 0].name);
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

/* Where what is held goes. */
struct put {
	struct held *held;
	struct record *record;        /* the same rows; NULL: not wanted   */
};

/* What a cell says beside the names: its row's, but for glued values. */
struct cell_of_credentials {
	uint32_t raw, status;         /* text ids; status 0: none          */
	uint32_t person;
	struct held base;
	struct record extra;          /* number, units, flags              */
};

/* One name of a cell of credentials, and what is said of it. */
struct part {
	uint32_t credential;
	ptrdiff_t k, n;               /* the k-th of n                     */
	int claim;                    /* enum credential_state or CRED_N   */
	bool by_status;               /* the status column says it         */
};

/*
 * An expiry or a number that stands within the text of a cell, "CCMA #8123
 * exp 3/31/26"; for records the issuer, too: "CMA (AAMA)" says it nearer than
 * a column does.
 */
static void
take_glued(struct resolve *rz, const struct cell_of_credentials *c,
           struct part part, struct held *h, struct record *x)
{
	struct str text = glued_part(pool_str(rz->pool, F_CREDENTIAL, c->raw),
	                             part.k, part.n);
	struct glued g = part.n == 1 ? *pool_glued(rz->pool, c->raw)
	                             : glued_parse(text);
	date far = date_add_months(rz->opt->as_of, 12 * EXPIRY_AHEAD_YEARS);

	if (h->expires == DATE_NONE && g.date.len) {
		struct date_text t = date_parse(g.date);
		date d = date_decide(&t, false, far);

		if (d != DATE_NONE) {
			h->expires = x->expires = date_period_end(g.date, d);
			x->flags |= RECORD_GLUED;
		}
	}
	if (x->number == 0 && g.number.len)
		x->number = intern_put(pool_text(rz->pool, F_CERT_NUMBER),
		                       g.number);
	uint32_t named = rz->opt->records && text.len
		? pool_known(rz->pool, L_CREDENTIAL_ISSUER, intern_put(
			pool_text(rz->pool, F_CREDENTIAL), text)) : 0;

	x->issuer = named ? named : h->issuer;
}

static void
put_one(struct resolve *rz, const struct put *out,
        const struct cell_of_credentials *c, ptrdiff_t at, struct part part)
{
	struct held h = c->base;
	struct record x = c->extra;

	h.credential = part.credential;
	x.flags |= (part.by_status && part.claim != CRED_N ?
	            RECORD_BY_STATUS : 0) | (part.n == 1 ? RECORD_ONE : 0);
	take_glued(rz, c, part, &h, &x);
	h.state = state_of(part.claim, state_by_date(h.expires,
	                                             rz->opt->as_of));
	out->held[at] = h;
	if (!out->record)
		return;
	x.person = c->person;
	x.credential = h.credential;
	x.issued = h.issued;
	x.expires = h.expires;
	x.line = h.line;
	x.file = h.file;
	x.said = (uint8_t)(part.claim == CRED_N && x.flags & RECORD_FOR_LIFE
		? CRED_LIFETIME : part.claim);
	out->record[at] = x;
}

/* The claim of a status column beside the names; CRED_N: none. */
static int
claim_beside(const struct resolve *rz, uint32_t status)
{
	return status ? claim_named(rz, pool_name(rz->pool, L_CLAIM, status))
	              : CRED_N;
}

/* What is said of the k-th of the names of a cell; false: it is not held. */
static bool
part_of(const struct resolve *rz, uint32_t raw, int said, ptrdiff_t k,
        struct part *out)
{
	struct answers claims = memo_all(&rz->pool->memo[L_CLAIM], raw);
	struct answers names = memo_all(&rz->pool->memo[L_CREDENTIAL], raw);
	int claim = claim_of(rz, claims, k, names.n);
	bool by_status = claim == CRED_N;

	if (by_status)
		claim = said;
	if (claim == PROVISIONAL) {
		claim = CRED_PENDING;
		by_status = false;
	}
	*out = (struct part){ names.v[k].name, k, names.n, claim, by_status };
	return out->credential != 0 && claim != NOT_HELD;
}

/* The credentials that one cell names are the person's: how many? */
static void
count_held(struct resolve *rz, uint32_t who, uint32_t raw, uint32_t status)
{
	ptrdiff_t n = memo_all(&rz->pool->memo[L_CREDENTIAL], raw).n;
	int said = claim_beside(rz, status);
	struct part part;

	for (ptrdiff_t k = 0; k < n; k++)
		rz->roster->v[who - 1].n_credential +=
			part_of(rz, raw, said, k, &part);
}

/* The credentials that one cell names, as rows of their own. */
static void
put_held(struct resolve *rz, const struct put *out,
         const struct cell_of_credentials *c)
{
	struct person *p = &rz->roster->v[c->person];
	ptrdiff_t n = memo_all(&rz->pool->memo[L_CREDENTIAL], c->raw).n;
	int said = claim_beside(rz, c->status);
	struct part part;

	for (ptrdiff_t k = 0; k < n; k++)
		if (part_of(rz, c->raw, said, k, &part))
			put_one(rz, out, c, p->credential + p->n_credential++,
			        part);
}

/* A finding about a cell of a credentials file. */
static void
warn_cell(struct resolve *rz, const struct link_cursor *c,
          enum diag_code code, ptrdiff_t which, enum field f,
          const char *expected)
{
	uint32_t line = link_at(c, CRED_LINE);

	diag_add(rz->diags, code, (struct pos){
		.file = rz->ledger->v[c->file].path, .line = line,
		.last_line = line
	}, str_of(field_info[f].name), pool_str(rz->pool, f, link_at(c, which)),
	"%s", expected);
}

static void
warn_date(struct resolve *rz, const struct link_cursor *c, ptrdiff_t which,
          enum field f)
{
	if (pool_date(rz->pool, link_at(c, which))->form == DATE_BAD)
		warn_cell(rz, c, DIAG_DATE_UNREADABLE, which, f,
		          "expected a date such as 2026-03-31");
}

/* Units of a cell, ten-thousandths; -1: not said, UNITS_BAD: not a number. */
enum { UNITS_BAD = -2 };

static int32_t
units_of(const struct resolve *rz, uint32_t raw)
{
	struct number_text t = number_parse(pool_str(rz->pool, F_CE_EARNED,
	                                             raw));

	if (raw == 0 || t.state == VALUE_EMPTY)
		return -1;
	return t.state == VALUE_OK && t.e4 >= 0 && t.e4 <= INT32_MAX
		? (int32_t)t.e4 : UNITS_BAD;
}

/* What cannot be read of a row that only records ask for. */
static void
warn_extra(struct resolve *rz, const struct link_cursor *c)
{
	static const enum field fields[CE_N] = {
		F_CE_EARNED, F_CE_ADMINISTRATIVE, F_CE_CLINICAL, F_CE_GENERAL
	};

	warn_date(rz, c, CRED_RENEWED, F_LAST_RENEWAL);
	for (int i = 0; i < CE_N; i++)
		if (units_of(rz, link_at(c, CRED_CE + i)) == UNITS_BAD)
			warn_cell(rz, c, DIAG_UNITS_UNREADABLE, CRED_CE + i,
			          fields[i], "expected a number of units, 0 "
			          "or more");
}

/* An expiry as it is meant: "05/2027" is its last day. */
static date
expiry_of(const struct resolve *rz, int32_t file, uint32_t raw, date far)
{
	date d = resolve_date(rz, file, F_EXPIRY_DATE, raw, far);

	return d == DATE_NONE ? d
		: date_period_end(pool_str(rz->pool, F_EXPIRY_DATE, raw), d);
}

/* "Lifetime", "never" where the expiry should stand. */
static bool
says_for_life(struct resolve *rz, uint32_t raw)
{
	struct str text = pool_str(rz->pool, F_EXPIRY_DATE, raw);

	return pool_date(rz->pool, raw)->form == DATE_BAD &&
	       pool_is(rz->pool, L_CLAIM, intern_put(
	               pool_text(rz->pool, F_CREDENTIAL), text),
	               STR("lifetime"));
}

/* What an expiry says that is no date. */
static uint8_t
expiry_flags(struct resolve *rz, uint32_t raw)
{
	return pool_date(rz->pool, raw)->form != DATE_BAD ? 0
		: says_for_life(rz, raw) ? RECORD_FOR_LIFE : RECORD_BAD_EXPIRY;
}

static const struct record no_extra = {
	.renewed = DATE_NONE, .ce_e4 = { -1, -1, -1, -1 }
};

/* What only records keep of a row of a credentials file. */
static struct record
extra_of(struct resolve *rz, const struct link_cursor *c)
{
	date now = rz->opt->as_of;
	struct record x = no_extra;

	x.flags |= expiry_flags(rz, link_at(c, CRED_EXPIRES));
	if (c->of->stride <= CRED_CE)
		return x;
	x.number = link_at(c, CRED_NUMBER);
	x.renewed = resolve_date(rz, c->file, F_LAST_RENEWAL, link_at(c, CRED_RENEWED),
	                         now);
	if (x.renewed > now)
		x.renewed = DATE_NONE;
	for (int i = 0; i < CE_N; i++) {
		int32_t units = units_of(rz, link_at(c, CRED_CE + i));

		x.ce_e4[i] = units == UNITS_BAD ? -1 : units;
	}
	return x;
}

static void
count_in_links(struct resolve *rz)
{
	const struct links *l = &rz->links[K_CREDENTIALS];

	for (struct link_cursor c = { 0 }; links_next(l, &c);) {
		uint32_t who = rz->owner[link_id(&c)];

		if (who == 0)
			continue;
		warn_date(rz, &c, CRED_ISSUED, F_ISSUE_DATE);
		if (!says_for_life(rz, link_at(&c, CRED_EXPIRES)))
			warn_date(rz, &c, CRED_EXPIRES, F_EXPIRY_DATE);
		if (rz->opt->records)
			warn_extra(rz, &c);
		count_held(rz, who, link_at(&c, CRED_RAW), link_at(&c, CRED_STATUS));
	}
}

static void
held_in_links(struct resolve *rz, const struct put *out)
{
	const struct links *l = &rz->links[K_CREDENTIALS];
	date now = rz->opt->as_of;
	date far = date_add_months(now, 12 * EXPIRY_AHEAD_YEARS);

	for (struct link_cursor c = { 0 }; links_next(l, &c);) {
		uint32_t who = rz->owner[link_id(&c)];

		if (who == 0)
			continue;
		put_held(rz, out, &(struct cell_of_credentials){
			.raw = link_at(&c, CRED_RAW), .status = link_at(&c, CRED_STATUS),
			.person = who - 1,
			.extra = extra_of(rz, &c),
			.base = {
				.file = (unsigned)c.file & FILE_MOST,
				.line = link_at(&c, CRED_LINE),
				.issuer = pool_name(rz->pool, L_ISSUER,
				                    link_at(&c, CRED_ISSUER)),
				.issued = resolve_date(rz, c.file,
					F_ISSUE_DATE, link_at(&c, CRED_ISSUED),
					now),
				.expires = expiry_of(rz, c.file,
					link_at(&c, CRED_EXPIRES), far),
			},
		});
	}
}

/* Whether a credential of a staff row is its only one: then the row's issue
 * and expiry dates are that credential's. */
static bool
only_one(const struct resolve *rz, const struct own_values *own, ptrdiff_t i)
{
	uint32_t row = own->v[i].row;

	return memo_all(&rz->pool->memo[L_CREDENTIAL], own->v[i].raw).n == 1 &&
	       (i == 0 || own->v[i - 1].row != row) &&
	       (i + 1 == own->n || own->v[i + 1].row != row);
}

/* Dates of a staff row's only credential that cannot be read. */
static void
warn_staff_dates(struct resolve *rz, ptrdiff_t row)
{
	date now = rz->opt->as_of;

	(void)row_date(rz, row, F_ISSUE_DATE, now);
	if (!says_for_life(rz, staff_raw(rz->staff, row, F_EXPIRY_DATE)))
		(void)row_date(rz, row, F_EXPIRY_DATE, now);
}

static void
count_in_staff(struct resolve *rz, const uint32_t *by_row)
{
	const struct own_values *own = &rz->staff->credentials;

	for (ptrdiff_t i = 0; i < own->n; i++) {
		uint32_t row = own->v[i].row;

		if (by_row[row] == 0)
			continue;
		if (only_one(rz, own, i))
			warn_staff_dates(rz, row);
		count_held(rz, by_row[row], own->v[i].raw, 0);
	}
}

static void
held_in_staff(struct resolve *rz, const uint32_t *by_row,
              const struct put *out)
{
	const struct own_values *own = &rz->staff->credentials;
	date now = rz->opt->as_of;
	date far = date_add_months(now, 12 * EXPIRY_AHEAD_YEARS);

	for (ptrdiff_t i = 0; i < own->n; i++) {
		uint32_t row = own->v[i].row;
		const struct staff_row *at = &rz->staff->v[row];

		if (by_row[row] == 0)
			continue;
		bool sole = only_one(rz, own, i);
		uint32_t issued = sole ? staff_raw(rz->staff, row,
		                                   F_ISSUE_DATE) : 0;
		uint32_t expires = sole ? staff_raw(rz->staff, row,
		                                    F_EXPIRY_DATE) : 0;
		struct cell_of_credentials c = {
			.raw = own->v[i].raw, .extra = no_extra,
			.person = by_row[row] - 1,
			.base = {
				.file = at->file,
				.line = at->line,
				.issued = resolve_date(rz, at->file,
					F_ISSUE_DATE, issued, now),
				.expires = expiry_of(rz, at->file, expires,
				                     far),
			},
		};

		c.extra.flags |= expiry_flags(rz, expires);
		put_held(rz, out, &c);
	}
}

void
resolve_credentials(struct resolve *rz)
{
	struct roster *r = rz->roster;
	struct arena scratch = arena_like(r->mem);
	uint32_t *by_row = rz->staff->credentials.n
		? people_by_row(rz, &scratch) : NULL;
	uint32_t total = 0, kept = 0;

	r->has_credentials = rz->links[K_CREDENTIALS].n > 0 ||
	                     rz->staff->credentials.n > 0;
	count_in_staff(rz, by_row);
	count_in_links(rz);
	ptrdiff_t *first = rz->opt->records
		? NEW(r->mem, r->n + 1, ptrdiff_t) : NULL;
	for (ptrdiff_t i = 0; i < r->n; i++) {
		r->v[i].credential = total;
		total += r->v[i].n_credential;
		r->v[i].n_credential = 0;
		if (first)
			first[i + 1] = total;
	}
	struct held *h = NEW(r->mem, total, struct held);
	struct put out = { h, first ? NEW(r->mem, total, struct record)
	                            : NULL };
	held_in_staff(rz, by_row, &out);
	held_in_links(rz, &out);
	arena_free(&scratch);
	r->record = out.record;
	r->first_record = first;
	for (ptrdiff_t i = 0; i < r->n; i++) {
		struct person *p = &r->v[i];
		uint32_t n = settle_held(h + p->credential, p->n_credential);

		memmove(h + kept, h + p->credential, n * sizeof *h);
		p->credential = kept;
		p->n_credential = n;
		kept += n;
	}
	r->credentials = h;
	r->n_credentials = kept;
}
