/* SPDX-License-Identifier: MIT */
#include "norm/outcome.h"

const struct outcome_info outcome_info[OUTCOME_N] = {
#define OUTCOME(symbol, name, words) { name, words },
#include "norm/outcome.def"
#undef OUTCOME
};

enum outcome
outcome_named(struct str name)
{
	for (int i = 0; i < OUTCOME_N; i++)
		if (str_eq(name, str_of(outcome_info[i].name)))
			return (enum outcome)i;
	return OUTCOME_NONE;
}
