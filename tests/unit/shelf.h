/* SPDX-License-Identifier: MIT */
/* The shipped certification model. */
#ifndef UNIT_SHELF_H
#define UNIT_SHELF_H

#include "mem.h"
#include "model/certification.h"
#include "run/shipped.h"
#include "unit.h"

struct shelf {
	struct arena mem;
	struct diags diags;
	struct cert_model *m;
};

/* Load it; false, and said, if it does not load. */
static inline bool
open_shelf(struct shelf *s)
{
	struct str file, text = STR("");

	*s = (struct shelf){ .mem = mem_arena() };
	diags_init(&s->diags, &s->mem);
	if (shipped_text(&s->mem, "models", STR("certification"), &file,
	                 &text, &s->diags) == ST_OK)
		s->m = cert_model_load(&s->mem, file, text, &s->diags);
	return OK(s->m != NULL, "the shipped model loads (%td findings)",
	          s->diags.n);
}

/* YYYY-MM-DD; NULL is no date. */
static inline date
day(const char *s)
{
	return s ? date_iso(str_of(s)) : DATE_NONE;
}

#endif
