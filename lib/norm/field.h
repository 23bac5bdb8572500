/* SPDX-License-Identifier: MIT */
/*
 * The vocabulary of columns and files: enum field and enum kind, from
 * field.def and kind.def.
 */
#ifndef MUSTER_NORM_FIELD_H
#define MUSTER_NORM_FIELD_H

#include "base/str.h"

#include <stdint.h>

enum field_type {
	FIELD_TEXT, FIELD_ID, FIELD_VALUE, FIELD_VALUES, FIELD_PAY,
	FIELD_DATE, FIELD_YEARS, FIELD_SHARE, FIELD_NUMBER
};

enum field {
#define FIELD(symbol, name, type) F_##symbol,
#include "norm/field.def"
#undef FIELD
	FIELD_N,
	FIELD_NONE = -1
};

enum kind {
#define KIND(symbol, name, row) K_##symbol,
#include "norm/kind.def"
#undef KIND
	KIND_N,
	KIND_NONE = -1
};

/* A set of fields, a bit each. */
__extension__ typedef unsigned __int128 field_set;

_Static_assert(FIELD_N <= 128, "a bit a field");

/* The set of one field. */
#define FIELD_BIT(field) ((field_set)1 << (field))

struct field_info {
	const char *name;
	enum field_type type;
};

struct kind_info {
	const char *name, *row;
};

/* A field's line of field.def. */
extern const struct field_info field_info[FIELD_N];

/* A kind's line of kind.def. */
extern const struct kind_info kind_info[KIND_N];

/* The field of a name; FIELD_NONE when there is no such one. */
enum field field_named(struct str name);

/* The kind of a name; KIND_NONE when there is no such one. */
enum kind kind_named(struct str name);

#endif
