/* SPDX-License-Identifier: MIT */
/*
 * What texts of credentials say, found out once a text; private to this room.
 *
 * A text may name several credentials, and say more of each than its name:
 * "CMA, RMA pending", "CCMA #8123 exp 3/31/26", "CMA (AAMA)".
 */
#ifndef MUSTER_ROSTER_CLAIMS_H
#define MUSTER_ROSTER_CLAIMS_H

#include "roster/resolve.h"

/*
 * What words say of a credential beyond its name: an enum credential_state or
 * CRED_N, nothing; or NOT_HELD, that it is not held at all; or PROVISIONAL,
 * that it is pending, and a date ahead does not say otherwise.
 */
enum { NOT_HELD = -1, PROVISIONAL = CRED_N + 1, SAID_UNKNOWN };

/* One name of a text. */
struct part {
	uint32_t credential;          /* in V_CREDENTIAL                   */
	/* What stands within the text; but for the expiry, for records.   */
	date expires;                 /* DATE_NONE: not said               */
	uint32_t number, issuer;      /* 0: not said                       */
	int8_t claim;                 /* as above                          */
	bool one;                     /* the only name of its text         */
};

struct parts {
	const struct part *v;
	ptrdiff_t n;
};

struct part_span { uint32_t first, n; }; /* first + 1; 0: not known yet    */

struct claims {
	struct resolve *rz;
	struct arena *mem;
	struct { VEC(struct part); } parts;
	struct { VEC(struct part_span); } by_raw;
	struct { VEC(int8_t); } said; /* by raw id, SAID_UNKNOWN: not yet  */
};

/* Nothing known yet; the answers are the arena's. */
struct claims claims_new(struct resolve *, struct arena *);

/* Find out what a text says and remember it: claims_parts' business. */
void claims_find_out(struct claims *, uint32_t raw);

/* The same: claims_said's business. */
void claims_find_said(struct claims *, uint32_t raw);

/*
 * The names of a text of CREDENTIAL and what it says of them; in memory that
 * moves with the next text asked for.
 */
static inline struct parts
claims_parts(struct claims *c, uint32_t raw)
{
	if (c->by_raw.n <= (ptrdiff_t)raw || c->by_raw.v[raw].first == 0)
		claims_find_out(c, raw);
	struct part_span s = c->by_raw.v[raw];
	return (struct parts){ s.n ? c->parts.v + (s.first - 1) : NULL, s.n };
}

/* What a text of CREDENTIAL_STATUS says; CRED_N for an empty one. */
static inline int
claims_said(struct claims *c, uint32_t raw)
{
	if (raw == 0)
		return CRED_N;
	if (c->said.n <= (ptrdiff_t)raw || c->said.v[raw] == SAID_UNKNOWN)
		claims_find_said(c, raw);
	return c->said.v[raw];
}

/* What is said of a part: by its own words, or else those beside it. */
static inline int
claims_of(const struct part *p, int said)
{
	return p->claim == CRED_N ? said : p->claim;
}

#endif
