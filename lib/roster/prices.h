/* SPDX-License-Identifier: MIT */
/*
 * Prices, each distinct one once: of a million people most share theirs with
 * hundreds of others, those of one occupation, band, premium and state floor.
 */
#ifndef MUSTER_ROSTER_PRICES_H
#define MUSTER_ROSTER_PRICES_H

#include "base/intern.h"
#include "roster/person.h"

struct prices {
	struct intern seen;           /* as bytes: a price has no padding  */
	struct { VEC(const struct price *); } by_id;
};

/* None yet; they live as long as the arena. */
void prices_init(struct prices *, struct arena *);

/* The one that is the same. */
const struct price *prices_share(struct prices *, const struct price *);

#endif
