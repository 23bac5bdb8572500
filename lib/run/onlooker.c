/* SPDX-License-Identifier: MIT */
#include "run/onlooker.h"

static bool
any_table(void *ctx, const struct shape *shape)
{
	struct onlooker *o = ctx;

	o->taken = o->roster.table(o->roster.ctx, shape);
	return true;
}

static void
pass_rows(void *ctx, const struct row *row, ptrdiff_t n)
{
	struct onlooker *o = ctx;

	if (o->taken)
		o->roster.rows(o->roster.ctx, row, n);
}

static void *
open_desk(void *ctx, struct arena *mem)
{
	const struct onlooker *o = ctx;

	return o->roster.desks->open(o->roster.ctx, mem);
}

static void
pass_desk(void *ctx, void *desk, ptrdiff_t n)
{
	struct onlooker *o = ctx;

	if (o->taken)
		o->roster.desks->take(o->roster.ctx, desk, n);
}

struct sink
onlooker_sink(struct onlooker *o, struct sink roster)
{
	*o = (struct onlooker){ .roster = roster, .desks = *roster.desks };
	o->desks.open = open_desk;
	o->desks.take = pass_desk;
	return (struct sink){ o, any_table, pass_rows, &o->desks };
}
