/* SPDX-License-Identifier: MIT */
/* What values are by the rules, and how that was found. */
#include "norm/memo.h"

#include "mem.h"
#include "unit.h"

#define HEAD "rules: x\nkinds: [{kind: staff, signature: [[name]]}]\n" \
	"columns: [{field: name, match: ['^name$']}]\n"

static const char text[] = HEAD
	"values:\n"
	"  - field: skill\n"
	"    split: '[;|]|\\n'\n"
	"    empty: ['^(none|0)$', '^(x+x+)+y$']\n"
	"    names:\n"
	"      - name: Wound Care\n"                           /* 1 */
	"        same: [wound dressing, WCC, 'sort;sort']\n"
	"        match: ['\\bwound\\b', 'dressing']\n"
	"        except: ['\\bno\\b', '^(n+n+)+o$']\n"
	"      - name: Cardiology\n"                           /* 2 */
	"        match: ['\\bcardi', '\\bno wound\\b']\n"
	"      - name: Slow\n"                                 /* 3 */
	"        match: ['^(a+)+$']\n"
	"      - name: Any A\n"                                /* 4 */
	"        match: ['^a']\n"
	"  - field: status\n"
	"    names:\n"
	"      - name: active\n"
	"        same: [A, 'a;b']\n"
	"        match: ['^act']\n";

struct lab {
	struct arena mem;
	struct rules *rules;
	struct regex_scratch *scratch;
	struct intern raw;
	struct memo memo;
};

static bool
lab_open(struct lab *l, const char *set)
{
	struct diags d;

	l->mem = mem_arena();
	diags_init(&d, &l->mem);
	l->rules = rules_load(&l->mem, STR("x.yaml"), str_of(text), &d);
	if (!OK(l->rules, "the rules load"))
		return false;
	l->scratch = regex_scratch_new(&l->mem);
	intern_init(&l->raw, &l->mem);
	memo_init(&l->memo, &l->mem,
	          set ? rules_set(l->rules, str_of(set)) : NULL, &l->raw,
	          l->scratch);
	return true;
}

static void
lab_close(struct lab *l)
{
	if (l->rules) {
		rules_free(l->rules);
		regex_scratch_free(l->scratch);
	}
	arena_free(&l->mem);
}

/* "Wound Care=pattern 0; EKG=kept": the answers for a cell, readable. */
static struct str
asked(struct lab *l, const char *cell)
{
	static const char *const how[] = { "empty", "exact", "pattern", "kept",
		                           "failed" };
	uint32_t raw = intern_put(&l->raw, str_of(cell));
	struct answers a = memo_all(&l->memo, raw);
	struct sbuf b = { .mem = &l->mem };

	for (ptrdiff_t i = 0; i < a.n; i++) {
		sbuf_fmt(&b, "%s%.*s=%s", i ? "; " : "",
		         FMT(intern_str(&l->memo.names, a.v[i].name)),
		         how[a.v[i].how]);
		if (a.v[i].rule != RULE_NONE)
			sbuf_fmt(&b, " %u", a.v[i].rule);
	}
	OK(memo_name(&l->memo, raw) == (a.n ? a.v[0].name : 0), "%s: the first",
	   cell);
	return sbuf_str(&b);
}

struct row {
	const char *cell, *want;
};

static void
check(const char *set, const struct row *row, ptrdiff_t n)
{
	struct lab l;

	if (lab_open(&l, set))
		for (int again = 0; again < 2; again++) /* remembered */
			for (ptrdiff_t i = 0; i < n; i++) {
				struct str got = asked(&l, row[i].cell);

				OK(str_eq(got, str_of(row[i].want)),
				   "\"%s\": %.*s, not %s", row[i].cell,
				   FMT(got), row[i].want);
			}
	lab_close(&l);
}

static void
one_value(void)
{
	static const struct row row[] = {
		{ "active", "active=exact" }, { "ACTIVE ", "active=exact" },
		{ "a", "active=exact" }, { "a;b", "active=exact" },
		{ "act. duty", "active=pattern 0" },
		{ "On Leave", "On Leave=kept" },
		{ "on  leave", "On Leave=kept" },
		{ "On-Leave", "On Leave=kept" },
		{ "retired; 2020", "retired; 2020=kept" },
		{ "", "" }, { " ", "" }, { "\xC2\xA0", "" },
		{ "?", "?=kept" }, { "--", "--=kept" }, { "?", "?=kept" },
		{ "caf\xE9", "caf\xEF\xBF\xBD=kept" },
	};

	check("status", row, ROWS(row));
}

static void
several_values(void)
{
	static const struct row row[] = {
		{ "WCC", "Wound Care=exact" },
		{ "sort;sort", "Wound Care=exact" },
		{ "Wound, chronic", "Wound Care=pattern 0" },
		{ "dressings", "Wound Care=pattern 1" },
		{ "no wound care", "Cardiology=pattern 3" },
		{ "no dressing", "no dressing=kept" },
		{ "none", "" }, { "0", "" }, { ";", "" }, { " ; | ", "" },
		{ "wcc;Cardiac care", "Wound Care=exact; Cardiology=pattern 2" },
		{ "wcc | none;Typing", "Wound Care=exact; Typing=kept" },
		{ "WCC;wound", "Wound Care=exact; Wound Care=pattern 0" },
		{ "WCC\nTyping", "Wound Care=exact; Typing=kept" },
		{ "typing ; TYPING", "Typing=kept; Typing=kept" },
		{ ";;wcc;", "Wound Care=exact" },
	};

	check("skill", row, ROWS(row));
}

static void
no_rules(void)
{
	static const struct row row[] = {
		{ "Cardiology", "Cardiology=kept" },
		{ "CARDIOLOGY ", "Cardiology=kept" },
		{ "a;b", "a;b=kept" }, { "", "" },
	};

	check(NULL, row, ROWS(row));
}

/* A pattern that hits its limit is never "no match". */
static void
failing(void)
{
	static const struct row row[] = {
		{ "abc", "Any A=pattern 5" },
		{ "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab",
		  "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab=failed 4" },
		{ "wcc;aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaac",
		  "Wound Care=exact; "
		  "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaac=failed 4" },
		/* an exception that fails might have matched */
		{ "nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn wound",
		  "nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn wound=failed 0" },
		{ "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx!y",
		  "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx!y=failed" },
	};
	struct lab l;

	check("skill", row, ROWS(row));
	if (lab_open(&l, "skill")) {
		for (int again = 0; again < 2; again++)
			for (ptrdiff_t i = 0; i < ROWS(row); i++)
				asked(&l, row[i].cell);
		OK(l.memo.failed == 4, "four values failed, once each: %lld",
		   (long long)l.memo.failed);
	}
	lab_close(&l);
}

static void
names(void)
{
	struct lab l;

	if (lab_open(&l, "skill")) {
		struct str kept = asked(&l, "Typing");

		OK(str_eq(intern_str(&l.memo.names, 1), STR("Wound Care")) &&
		   str_eq(intern_str(&l.memo.names, 4), STR("Any A")),
		   "the vocabulary comes first");
		OK(kept.len && str_eq(intern_str(&l.memo.names, 5),
		                      STR("Typing")), "then values kept");
		OK(!memo_known(&l.memo, 0) && memo_known(&l.memo, 1) &&
		   memo_known(&l.memo, 4) && !memo_known(&l.memo, 5), "known");
	}
	lab_close(&l);
}

/* Many values, asked for backwards, with the patterns compiled on the way. */
static void
many(void)
{
	struct lab l;

	if (lab_open(&l, "skill")) {
		for (int i = 0; i < 3000; i++)
			intern_put(&l.raw, str_fmt(&l.mem, i % 3
				? "wound %d" : "Value %d", i));
		for (uint32_t id = 3000; id > 0; id--) {
			uint32_t name = memo_name(&l.memo, id);
			struct answers a = memo_all(&l.memo, id);
			bool wound = (id - 1) % 3 != 0;

			OK(a.n == 1 && a.v[0].name == name &&
			   a.v[0].how == (wound ? HOW_PATTERN : HOW_KEPT) &&
			   (name == 1) == wound, "value %u", id);
		}
		OK(l.memo.asked == 3000 && l.memo.names.n == 5 + 1000,
		   "each looked up once, kept ones named");
	}
	lab_close(&l);
}

const struct unit_test suite_memo[] = {
	TEST(one_value), TEST(several_values), TEST(no_rules), TEST(failing),
	TEST(names), TEST(many), END
};
