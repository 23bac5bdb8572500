/* SPDX-License-Identifier: MIT */
/* What is wrong with rules that load, and texts made from patterns. */
#include "norm/lint.h"
#include "norm/sample.h"

#include "mem.h"
#include "unit.h"

/* Texts made from patterns; the first is the one with every part. */
static void
made(void)
{
	static const struct { const char *why, *pattern, *first; int n; } row[] = {
		{ "itself", "wound care", "wound care", 1 },
		{ "with and without", "ekgs?", "ekgs", 2 },
		{ "each alternative", "^(a|b|c)$", "a", 3 },
		{ "assertions take no room", "\\bmed\\b(?=x)", "med", 1 },
		{ "as little as it may", "a+b*\\d{2}", "ab11", 2 },
		{ "one of a class", "[xyz]1", "x1", 1 },
		{ "none of a class", "[^x]", "1", 1 },
		{ "flags are no text", "(?-i:MA)\\W?(?i)x", "MA x", 2 },
		{ "a class that is not understood", "[[:alpha:]]", "", 0 },
		{ "a reference back", "(a)\\1", "", 0 },
		{ "a group without an end", "(a", "", 0 },
	};
	struct arena a = mem_arena();

	for (ptrdiff_t i = 0; i < ROWS(row); i++) {
		struct samples s = samples_of(&a, str_of(row[i].pattern));

		OK(s.n == row[i].n && (s.n == 0 || str_eq(s.v[0],
		   str_of(row[i].first))), "%s: %td, %s", row[i].why, s.n,
		   s.n ? str_z(&a, s.v[0]) : "");
	}
	arena_free(&a);
}

#define HEAD "rules: x\nkinds: [{kind: staff, signature: [[name]]}]\n"
#define COLS "columns: [{field: name, match: ['^name$']}]\n"
#define SKILL COLS "values:\n- field: skill\n  names:\n"

/* One thing is wrong with each, or nothing. */
static void
found(void)
{
	static const struct {
		const char *why, *text;
		enum diag_code code;          /* DIAG_NCODE: none          */
		int line, column;
	} row[] = {
		{ "nothing", SKILL "  - {name: EKG, match: ['\\bekgs?\\b']}\n",
		  DIAG_NCODE, 0, 0 },
		{ "a header has blanks for signs",
		  "columns: [{field: name, match: ['^full_name$']}]\n",
		  DIAG_RULE_DEAD, 3, 33 },
		{ "values have no two blanks in a row",
		  SKILL "  - {name: A, match: ['a  b']}\n",
		  DIAG_RULE_DEAD, 7, 23 },
		{ "its own exception forbids it",
		  SKILL "  - {name: A, match: [wound], except: [oun]}\n",
		  DIAG_RULE_DEAD, 7, 23 },
		{ "an earlier name takes all of it", SKILL
		  "  - {name: Wound, match: [wound]}\n"
		  "  - {name: Nurse, match: ['wound nurse']}\n",
		  DIAG_RULE_SHADOWED, 8, 27 },
		{ "its own spelling does not save it", SKILL
		  "  - {name: Wound, match: [wound]}\n"
		  "  - {name: Wound nurse, match: ['^wound nurse\\b']}\n",
		  DIAG_RULE_SHADOWED, 8, 33 },
		{ "a spelling of another name", SKILL
		  "  - {name: A, match: ['^b$']}\n  - {name: B}\n",
		  DIAG_RULE_SHADOWED, 7, 23 },
		{ "wounds are left for it", SKILL
		  "  - {name: Wound, match: ['\\bwound\\b']}\n"
		  "  - {name: Lesion, match: ['\\bwound']}\n",
		  DIAG_NCODE, 0, 0 },
		{ "an earlier exception leaves it something", SKILL
		  "  - {name: Wound, match: [wound], except: [nurse]}\n"
		  "  - {name: Nurse, match: ['wound nurse']}\n",
		  DIAG_RULE_UNTRIED, 8, 27 },
		{ "an earlier header", "columns:\n"
		  "- {field: name, match: ['^na']}\n"
		  "- {field: status, match: ['^name$']}\n",
		  DIAG_RULE_SHADOWED, 5, 27 },
		{ "but not of another kind of file", "columns:\n"
		  "- {field: name, kinds: [skills], match: ['^na']}\n"
		  "- {field: status, match: ['^name$']}\n", DIAG_NCODE, 0, 0 },
		{ "quantifiers inside each other",
		  SKILL "  - {name: AA, match: ['(a+)+$']}\n",
		  DIAG_RULE_RUNAWAY, 7, 24 },
		{ "one quantifier beside another is no runaway",
		  SKILL "  - {name: AA, match: ['a+a*$']}\n",
		  DIAG_NCODE, 0, 0 },
		{ "what is for no spelling of the file",
		  SKILL "  - {name: A, match: [zzzz]}\n",
		  DIAG_RULE_UNTRIED, 7, 23 },
	};
	struct arena a = mem_arena();
	struct regex_scratch *scratch = regex_scratch_new(&a);

	for (ptrdiff_t i = 0; i < ROWS(row); i++) {
		struct diags d;

		diags_init(&d, &a);
		struct rules *r = rules_load(&a, STR("x.yaml"), str_fmt(&a,
			"%s%s", HEAD, row[i].text), &d);
		if (!r) {
			OK(false, "%s: %s", row[i].why, d.n ? diag_line(&a,
			   &d.v[0]).s : "");
			continue;
		}
		rules_lint(&a, r, scratch, &d);
		bool none = row[i].code == DIAG_NCODE;
		OK(d.n == (none ? 0 : 1) && (none ||
		   (d.v[0].code == row[i].code && d.v[0].at.line == row[i].line
		    && d.v[0].at.column == row[i].column)), "%s: %td, %s",
		   row[i].why, d.n, d.n ? diag_line(&a, &d.v[0]).s : "");
		rules_free(r);
	}
	regex_scratch_free(scratch);
	arena_free(&a);
}

const struct unit_test suite_lint[] = { TEST(made), TEST(found), END };
