/* SPDX-License-Identifier: MIT */
#include "roster/claims.h"

struct claims
claims_new(struct resolve *rz, struct arena *mem)
{
	return (struct claims){ .rz = rz, .mem = mem };
}

/* What a name of the vocabulary of claims says. */
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
 * The claim about part k of a text of n parts: its own where the parts of
 * both vocabularies line up ("CMA, RMA pending"), else the text's first.
 */
static int
claim_of(const struct resolve *rz, struct answers claims, ptrdiff_t k,
         ptrdiff_t n)
{
	if (claims.n == 0)
		return CRED_N;
	return claim_named(rz, claims.v[claims.n == n ? k : 0].name);
}

/* An expiry that stands within a text; DATE_NONE: none does. */
static date
glued_expiry(const struct resolve *rz, struct str text)
{
	struct date_text t = date_parse(text);

	return date_period_end(text, date_decide(&t, false,
		date_add_months(rz->opt->as_of, EXPIRY_AHEAD_MONTHS)));
}

/* For records the issuer, too: "CMA (AAMA)" says it nearer than a column. */
static uint32_t
issuer_within(struct resolve *rz, struct str text)
{
	return text.len ? pool_known(rz->pool, L_CREDENTIAL_ISSUER,
		intern_put(pool_text(rz->pool, F_CREDENTIAL), text)) : 0;
}

/* What stands within a text beside the name of its part k of n. */
static void
look_within(struct resolve *rz, uint32_t raw, ptrdiff_t k, ptrdiff_t n,
            struct part *p)
{
	struct str text = glued_part(pool_str(rz->pool, F_CREDENTIAL, raw), k,
	                             n);
	struct glued g = glued_parse(text);

	if (g.date.len)
		p->expires = glued_expiry(rz, g.date);
	if (!rz->opt->records)
		return;
	p->number = intern_put(pool_text(rz->pool, F_CERT_NUMBER), g.number);
	p->issuer = issuer_within(rz, text);
}

void
claims_find_out(struct claims *c, uint32_t raw)
{
	struct memo *memo = c->rz->pool->memo;
	struct answers names = memo_all(&memo[L_CREDENTIAL], raw);
	struct answers claims = { 0 };
	ptrdiff_t first = c->parts.n;

	if (names.n)
		claims = memo_all(&memo[L_CLAIM], raw);
	for (ptrdiff_t k = 0; k < names.n; k++) {
		struct part p = {
			.credential = names.v[k].name, .expires = DATE_NONE,
			.claim = (int8_t)claim_of(c->rz, claims, k, names.n),
			.one = names.n == 1,
		};

		if (p.claim != NOT_HELD)
			look_within(c->rz, raw, k, names.n, &p);
		*VEC_PUSH(c->mem, &c->parts) = p;
	}
	while (c->by_raw.n <= (ptrdiff_t)raw)
		*VEC_PUSH(c->mem, &c->by_raw) = (struct part_span){ 0, 0 };
	c->by_raw.v[raw] = (struct part_span){ (uint32_t)first + 1,
		                               (uint32_t)names.n };
}

void
claims_find_said(struct claims *c, uint32_t raw)
{
	while (c->said.n <= (ptrdiff_t)raw)
		*VEC_PUSH(c->mem, &c->said) = SAID_UNKNOWN;
	c->said.v[raw] = (int8_t)claim_named(c->rz,
		pool_name(c->rz->pool, L_CLAIM, raw));
}
