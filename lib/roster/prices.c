/* SPDX-License-Identifier: MIT */
#include "roster/prices.h"

const struct price no_price = {
	MONEY_NONE, MONEY_NONE, MONEY_NONE, MONEY_NONE, MONEY_NONE, -1
};

void
prices_init(struct prices *x, struct arena *mem)
{
	*x = (struct prices){ .by_id = { 0 } };
	intern_init(&x->seen, mem);
	*VEC_PUSH(mem, &x->by_id) = &no_price;  /* of the empty text */
}

const struct price *
prices_share(struct prices *x, const struct price *price)
{
	struct arena *mem = x->seen.mem;
	uint32_t id = intern_put(&x->seen, (struct str){
		(const char *)price, sizeof *price
	});

	if (id == x->by_id.n) {
		struct price *own = NEW(mem, 1, struct price);

		*own = *price;
		*VEC_PUSH(mem, &x->by_id) = own;
	}
	return x->by_id.v[id];
}
