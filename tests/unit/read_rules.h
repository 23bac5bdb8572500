/* SPDX-License-Identifier: MIT */
/* Small rules for tests of reading, and all that a reader needs. */
#ifndef UNIT_READ_RULES_H
#define UNIT_READ_RULES_H

#include "read/input.h"

#include "mem.h"

static const char read_rules_text[] =
	"rules: test\n"
	"kinds:\n"
	"  - kind: staff\n"
	"    signature: [[person_id, pay]]\n"
	"  - kind: skills\n"
	"    signature: [[person_id, skill]]\n"
	"  - kind: credentials\n"
	"    signature: [[person_id, credential]]\n"
	"  - kind: exams\n"
	"    signature: [[person_id, credential]]\n"
	"columns:\n"
	"  - {field: person_id, match: ['^(employee )?id$']}\n"
	"  - {field: name, match: ['^(employee )?name$']}\n"
	"  - {field: job_title, match: ['^job title$', '^title$']}\n"
	"  - {field: pay, match: ['^pay( rate)?$', '^rate$']}\n"
	"  - {field: pay, kinds: [staff], match: ['^salary$']}\n"
	"  - {field: skill, match: ['^skill( \\d)?$']}\n"
	"  - {field: credential, match: ['^credential$']}\n"
	"values: []\n"
	"total: ['^(grand |sub)?total\\b']\n"
	"footer: ['^end of report']\n";

struct read_room {
	struct arena mem;
	struct diags diags;
	struct ledger ledger;
	struct rules *rules;
	struct reader reader;
};

/* A reader with these rules; end it with read_end. */
static inline void
read_begin(struct read_room *x)
{
	*x = (struct read_room){ .mem = mem_arena() };
	diags_init(&x->diags, &x->mem);
	x->ledger.mem = &x->mem;
	x->rules = rules_load(&x->mem, STR("test.yaml"),
	                      str_of(read_rules_text), &x->diags);
	x->reader = (struct reader){
		.mem = &x->mem, .rules = x->rules,
		.regex = regex_scratch_new(&x->mem),
		.ledger = &x->ledger, .diags = &x->diags,
	};
}

static inline void
read_end(struct read_room *x)
{
	regex_scratch_free(x->reader.regex);
	rules_free(x->rules);
	arena_free(&x->mem);
}

#endif
