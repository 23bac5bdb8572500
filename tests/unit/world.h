/* SPDX-License-Identifier: MIT */
/* Small exports read with the shipped rules. */
#ifndef UNIT_WORLD_H
#define UNIT_WORLD_H

#include "mem.h"
#include "roster/roster.h"
#include "run/shipped.h"
#include "unit.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

struct world {
	struct arena mem;
	struct diags diags;
	struct ledger ledger;
	struct rules *rules;
	struct regex_scratch *regex;
	struct roster_build *build;
	struct roster *roster;
	char dir[32];
};

/* An empty world with the shipped rules. */
static inline void
world_open(struct world *w)
{
	struct str file, text = STR("");

	*w = (struct world){ .mem = mem_arena(),
		             .dir = "/tmp/muster-unit-XXXXXX" };
	diags_init(&w->diags, &w->mem);
	w->ledger.mem = &w->mem;
	w->regex = regex_scratch_new(&w->mem);
	OK(mkdtemp(w->dir) != NULL, "a folder for the files");
	OK(shipped_text(&w->mem, "rules", STR("healthcare"), &file, &text,
	                &w->diags) == ST_OK, "the shipped rules are there");
	w->rules = rules_load(&w->mem, file, text, &w->diags);
	OK(w->rules != NULL, "the shipped rules load");
	w->build = roster_begin(&w->mem, w->rules, w->regex, &w->ledger,
	                        &w->diags);
}

/* Read a file of that text. */
static inline void
world_file(struct world *w, const char *name, const char *text)
{
	struct reader rd = { .mem = &w->mem, .rules = w->rules,
		             .regex = w->regex, .ledger = &w->ledger,
		             .diags = &w->diags };
	struct sink sink = roster_sink(w->build);
	enum st st = ST_OK;
	struct str path = str_fmt(&w->mem, "%s/%s", w->dir, name);
	FILE *f = fopen(path.s, "w");

	if (!OK(f != NULL, "%s can be written", path.s))
		return;
	fputs(text, f);
	fclose(f);
	struct input *in = input_open(&rd, path, false, &st);
	if (OK(in != NULL, "%s opens (status %d)", name, st))
		OK(input_rows(in, &sink) == ST_OK, "%s reads", name);
	input_close(in);
	unlink(path.s);
}

/* End it. */
static inline void
world_close(struct world *w)
{
	rmdir(w->dir);
	roster_end(w->build);
	rules_free(w->rules);
	regex_scratch_free(w->regex);
	arena_free(&w->mem);
}

#endif
