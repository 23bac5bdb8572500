/* SPDX-License-Identifier: MIT */
#include "norm/field.h"

const struct field_info field_info[FIELD_N] = {
#define FIELD(symbol, name, type) { name, FIELD_##type },
#include "norm/field.def"
#undef FIELD
};

const struct kind_info kind_info[KIND_N] = {
#define KIND(symbol, name, row) { name, row },
#include "norm/kind.def"
#undef KIND
};

enum field
field_named(struct str name)
{
	for (int f = 0; f < FIELD_N; f++)
		if (str_eq(name, str_of(field_info[f].name)))
			return (enum field)f;
	return FIELD_NONE;
}

enum kind
kind_named(struct str name)
{
	for (int k = 0; k < KIND_N; k++)
		if (str_eq(name, str_of(kind_info[k].name)))
			return (enum kind)k;
	return KIND_NONE;
}
