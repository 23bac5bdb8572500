/* SPDX-License-Identifier: MIT */
#include "model/origin.h"

const char *
origin_fault(const struct origin *o)
{
	static const char *const words[] = { "high", "medium", "low" };

	if (o->source.s.len == 0)
		return "each of its rules must have a \"source\"";
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (str_eq(o->confidence.s, str_of(words[i])))
			return NULL;
	return "each of its rules must have a \"confidence\": high, medium "
	       "or low";
}
