/* SPDX-License-Identifier: MIT */
/* The rules file: what is read, what is refused, what headers mean. */
#include "norm/rules.h"

#include "mem.h"
#include "unit.h"

static const char small[] =
	"rules: small\n"
	"kinds:\n"
	"  - kind: staff\n"
	"    signature: [[person_id, job_title], [name, pay]]\n"
	"  - kind: skills\n"
	"    signature: [[person_id, skill]]\n"
	"columns:\n"
	"  - field: person_id\n"
	"    match: ['^(emp(loyee)?|worker) ?(id|no)$', '^ee code$']\n"
	"  - field: skill_level\n"
	"    kinds: [skills]\n"
	"    match: ['^level$']\n"
	"  - field: pay_monthly\n"
	"    match: ['^salary monthly$']\n"
	"  - field: pay\n"
	"    match: ['salary']\n"
	"  - field: name\n"
	"    match: ['name']\n"
	"values:\n"
	"  - field: skill\n"
	"    split: ';'\n"
	"    empty: ['^none$']\n"
	"    names:\n"
	"      - name: Wound Care\n"
	"        same: [wound dressing, WCC]\n"
	"        match: ['\\bwound\\b', 'dressing']\n"
	"        except: ['\\bno\\b', '\\bwithout\\b']\n"
	"      - name: EKG\n"
	"        match: ['\\be[ck]g\\b']\n"
	"  - field: status\n"
	"    names:\n"
	"      - name: active\n"
	"        same: [A]\n"
	"total: ['^(grand )?total']\n"
	"footer: ['^end of report', '^confidential']\n";

static void
read_whole(void)
{
	struct arena a = mem_arena();
	struct diags d;

	diags_init(&d, &a);
	struct rules *r = rules_load(&a, STR("small.yaml"), str_of(small), &d);
	if (!OK(r && d.n == 0, "loads: %td findings", d.n))
		goto out;
	OK(str_eq(r->name, STR("small")) && r->n_kind == 2 &&
	   r->kind[0].kind == K_STAFF && r->kind[1].kind == K_SKILLS,
	   "name and kinds");
	const struct rule_signature *sig = r->kind[0].signature.v;
	OK(r->kind[0].signature.n == 2 &&
	   sig[0].fields == (FIELD_BIT(F_PERSON_ID) |
	                     FIELD_BIT(F_JOB_TITLE)) &&
	   sig[1].fields == (FIELD_BIT(F_NAME) | FIELD_BIT(F_PAY)),
	   "signatures");
	OK(r->n_column == 6 && r->column[1].field == F_PERSON_ID &&
	   r->column[2].field == F_SKILL_LEVEL &&
	   r->column[2].kinds == UINT32_C(1) << K_SKILLS,
	   "a row a column pattern: %td", r->n_column);
	OK(r->n_total == 1 && r->n_footer == 2, "totals and footers");
	OK(r->n_set == 2 && rules_set(r, STR("skill")) == &r->set[0] &&
	   rules_set(r, STR("status")) == &r->set[1] &&
	   !rules_set(r, STR("state")), "vocabularies");
	const struct rule_set *s = &r->set[0];
	OK(s->names.n == 2 && s->n_pattern == 3 && s->n_except == 2 &&
	   s->pattern[0].n_except == 2 && s->pattern[1].name == 0 &&
	   s->pattern[2].name == 1 && s->pattern[2].n_except == 0 &&
	   s->split && s->n_empty == 1 && !r->set[1].split,
	   "the skill vocabulary");
	OK(regex_source(s->pattern[1].regex).line == 26,
	   "a pattern knows its line");
	uint32_t id = intern_find(&s->exact, STR("wcc"));
	OK(id != INTERN_NONE && s->exact_name[id] == 0, "WCC is Wound Care");
	id = intern_find(&s->exact, STR("ekg"));
	OK(id != INTERN_NONE && s->exact_name[id] == 1, "EKG is itself");
	rules_free(r);
out:
	arena_free(&a);
}

static void
columns(void)
{
	static const struct {
		enum kind kind;
		const char *header;
		enum field want;
	} row[] = {
		{ K_STAFF, "Employee ID", F_PERSON_ID },
		{ K_STAFF, "EMPLOYEE_ID", F_PERSON_ID },
		{ K_STAFF, "employeeId", F_PERSON_ID },
		{ K_STAFF, "Worker No. *", F_PERSON_ID },
		{ K_STAFF, "EE Code", F_PERSON_ID },
		{ K_STAFF, "Employee ID (HR)", F_PERSON_ID },
		{ K_STAFF, "Level", FIELD_NONE },
		{ K_SKILLS, "Level", F_SKILL_LEVEL },
		{ KIND_NONE, "Level", FIELD_NONE },
		{ KIND_NONE, "Salary", F_PAY },
		{ K_STAFF, "Salary (monthly)", F_PAY_MONTHLY },
		{ K_STAFF, "Salary (weekly)", F_PAY },
		{ K_STAFF, "Salary", F_PAY },
		{ K_STAFF, "Salary name", F_PAY },
		{ K_STAFF, "Shoe size", FIELD_NONE },
		{ K_STAFF, "", FIELD_NONE },
	};
	struct arena a = mem_arena();
	struct diags d;
	struct regex_scratch *s = regex_scratch_new(&a);

	diags_init(&d, &a);
	struct rules *r = rules_load(&a, STR("small.yaml"), str_of(small), &d);
	for (ptrdiff_t i = 0; r && i < ROWS(row); i++) {
		enum field got = rules_column(r, row[i].kind, s, &a,
		                              str_of(row[i].header));

		OK(got == row[i].want, "\"%s\" of kind %d: %d", row[i].header,
		   row[i].kind, got);
	}
	OK(r, "loads");
	if (r)
		rules_free(r);
	regex_scratch_free(s);
	arena_free(&a);
}

static void
nearest(void)
{
	static const struct { const char *value, *want; } row[] = {
		{ "Wuond Care", "Wound Care" }, { "wound-dresing", "Wound Care" },
		{ "woundcare", "Wound Care" }, { "EKGs", "EKG" },
		{ "Typing", "" }, { "", "" }, { "X", "" },
	};
	struct arena a = mem_arena();
	struct diags d;

	diags_init(&d, &a);
	struct rules *r = rules_load(&a, STR("small.yaml"), str_of(small), &d);
	for (ptrdiff_t i = 0; r && i < ROWS(row); i++) {
		struct str got = rules_nearest(&r->set[0], &a,
		                               str_of(row[i].value));

		OK(str_eq(got, str_of(row[i].want)), "\"%s\": \"%.*s\"",
		   row[i].value, FMT(got));
	}
	OK(r, "loads");
	if (r)
		rules_free(r);
	arena_free(&a);
}

#define HEAD "rules: x\nkinds: [{kind: staff, signature: [[name]]}]\n"
#define COLS "columns: [{field: name, match: ['^name$']}]\n"

/* Each is refused with one finding, at its place. */
static void
refused(void)
{
	static const struct {
		const char *why, *text;
		enum diag_code code;
		int line, column;
		const char *value, *msg; /* a part of it */
	} row[] = {
		{ "not YAML", "rules: [", DIAG_YAML_SYNTAX, 2, 0, "", "" },
		{ "an unknown key", HEAD COLS "colums: 1\n", DIAG_YAML_VALUE, 4,
		  1, "colums", "columns" },
		{ "no columns", HEAD, DIAG_YAML_VALUE, 1, 1, "", "columns" },
		{ "an unknown field", HEAD
		  "columns: [{field: nmae, match: [x]}]\n", DIAG_YAML_VALUE, 3,
		  19, "nmae", "field" },
		{ "an unknown kind", HEAD
		  "columns: [{field: name, kinds: [stuff], match: [x]}]\n",
		  DIAG_YAML_VALUE, 3, 33, "stuff", "kind" },
		{ "an unknown kind of file",
		  "rules: x\nkinds: [{kind: stuff, signature: [[name]]}]\n" COLS,
		  DIAG_YAML_VALUE, 2, 16, "stuff", "kind" },
		{ "a kind twice",
		  "rules: x\nkinds:\n- {kind: staff, signature: [[name]]}\n"
		  "- {kind: staff, signature: [[pay]]}\n" COLS,
		  DIAG_YAML_VALUE, 4, 10, "staff", "line 3" },
		{ "an unknown field of a signature",
		  "rules: x\nkinds: [{kind: staff, signature: [[shoe]]}]\n" COLS,
		  DIAG_YAML_VALUE, 2, 36, "shoe", "field" },
		{ "a signature of nothing",
		  "rules: x\nkinds: [{kind: staff, signature: [[]]}]\n" COLS,
		  DIAG_YAML_VALUE, 2, 16, "staff", "without fields" },
		{ "a bad header pattern", HEAD
		  "columns: [{field: name, match: [a, '(b']}]\n",
		  DIAG_PATTERN_BAD, 3, 36, "(b", "parenthes" },
		{ "a bad value pattern", HEAD COLS
		  "values: [{field: skill, names: [{name: A, match: ['[']}]}]\n",
		  DIAG_PATTERN_BAD, 4, 51, "[", "]" },
		{ "a bad exception", HEAD COLS
		  "values: [{field: skill, names: [{name: A, except: [')']}]}]\n",
		  DIAG_PATTERN_BAD, 4, 52, ")", "parenthes" },
		{ "a bad split", HEAD COLS
		  "values: [{field: skill, split: '(', names: [{name: A}]}]\n",
		  DIAG_PATTERN_BAD, 4, 32, "(", "parenthes" },
		{ "a bad footer", HEAD COLS "footer: ['(']\n",
		  DIAG_PATTERN_BAD, 4, 10, "(", "parenthes" },
		{ "a name twice but for case", HEAD COLS
		  "values:\n- field: skill\n  names:\n  - name: Wound-care\n"
		  "  - name: wound CARE\n", DIAG_YAML_VALUE, 8, 11,
		  "wound CARE", "line 7" },
		{ "a spelling of two names", HEAD COLS
		  "values:\n- field: skill\n  names:\n"
		  "  - {name: EKG, same: [heart]}\n"
		  "  - {name: Cardiology, same: [Heart]}\n",
		  DIAG_YAML_VALUE, 8, 31, "Heart", "line 7" },
		{ "a spelling of nothing", HEAD COLS
		  "values: [{field: skill, names: [{name: A, same: ['--']}]}]\n",
		  DIAG_YAML_VALUE, 4, 50, "--", "punctuation" },
		{ "a spelling of two names, said in two places", HEAD COLS
		  "values:\n- {field: skill, names: [{name: A, same: [x]}]}\n"
		  "values:\n- {field: skill, names: [{name: B, same: [X]}]}\n",
		  DIAG_YAML_VALUE, 7, 43, "X", "line 5" },
		{ "columns without kinds", "rules: small\n" COLS,
		  DIAG_YAML_VALUE, 1, 1, "", "\"kinds\"" },
	};
	struct arena a = mem_arena();

	for (ptrdiff_t i = 0; i < ROWS(row); i++) {
		struct diags d;

		diags_init(&d, &a);
		struct rules *r = rules_load(&a, STR("x.yaml"),
		                             str_of(row[i].text), &d);
		if (r)
			rules_free(r);
		if (!OK(!r && d.n == 1, "%s: refused, %td findings", row[i].why,
		        d.n))
			continue;
		const struct diag *f = &d.v[0];

		OK(f->code == row[i].code && f->at.line == row[i].line &&
		   (!row[i].column || f->at.column == row[i].column) &&
		   str_eq(f->value, str_of(row[i].value)) &&
		   str_find(f->msg, str_of(row[i].msg)) >= 0,
		   "%s: %.*s", row[i].why, FMT(diag_line(&a, f)));
	}
	arena_free(&a);
}

/* One spelling may be listed twice for one name: that is harmless. */
static void
redundant(void)
{
	struct arena a = mem_arena();
	struct diags d;

	diags_init(&d, &a);
	struct rules *r = rules_load(&a, STR("x.yaml"), str_of(HEAD COLS
		"values: [{field: skill, names: [{name: EKG, "
		"same: [ekg, E.K.G.]}]}]\n"), &d);
	OK(r && d.n == 0, "%td findings", d.n);
	if (r)
		rules_free(r);
	arena_free(&a);
}

/* A small vocabulary as the rest of a rules file goes on with it. */
static const char more[] =
	"values:\n"
	"- {field: skill, names: [{name: EKG, match: ['^heart']}]}\n"
	"- {field: skill, names: [{name: Suturing}, {name: EKG, same: [trace]}]}\n"
	"values:\n"
	"- {field: color, names: [{name: Red}]}\n";

/* What is said in several places is one, in the order it was said. */
static void
continued(void)
{
	static const struct { const char *why, *key; uint32_t name; } row[] = {
		{ "the first name", "ekg", 0 },
		{ "a spelling said of it later", "trace", 0 },
		{ "a name said later", "suturing", 1 },
	};
	struct arena a = mem_arena();
	struct diags d;

	diags_init(&d, &a);
	struct rules *r = rules_load(&a, STR("x.yaml"), str_fmt(&a, "%s%s",
		HEAD COLS, more), &d);
	OK(r && d.n == 0 && r->n_set == 2, "%td findings", d.n);
	for (ptrdiff_t i = 0; r && i < ROWS(row); i++) {
		uint32_t id = intern_find(&r->set[0].exact,
		                          str_of(row[i].key));

		OK(id != INTERN_NONE && r->set[0].exact_name[id] ==
		   row[i].name, "%s", row[i].why);
	}
	if (r)
		rules_free(r);
	arena_free(&a);
}

/* On top of other rules: its own word holds, all else is the base's. */
static void
on_top(void)
{
	struct arena a = mem_arena();
	struct rules_text base = { STR("base.yaml"), STR(HEAD COLS
		"values:\n- {field: skill, names: [{name: EKG, "
		"same: [trace, heart]}, {name: Vitals}]}\n") };
	struct diags d;

	diags_init(&d, &a);
	struct rules *r = rules_load_on(&a, STR("x.yaml"), STR("values:\n"
		"- {field: skill, names: [{name: Cardiology, same: [heart]}]}\n"),
		&base, &d);
	OK(r && d.n == 0 && r->n_kind && r->n_column && r->n_set == 1,
	   "kinds and columns are the base's");
	if (!r)
		return;
	const struct rule_set *s = &r->set[0];
	OK(s->names.n == 3 && s->exact_name[intern_find(&s->exact,
	   STR("heart"))] == 0, "its own word of a spelling holds");
	OK(s->exact_name[intern_find(&s->exact, STR("trace"))] == 1 &&
	   s->names.v[1].line == 0, "the base's spellings, without places");
	OK(str_eq(r->name, STR("x and more")), "%.*s", FMT(r->name));
	rules_free(r);
	arena_free(&a);
}

/* All mistakes of a file are told at once. */
static void
all_findings(void)
{
	struct arena a = mem_arena();
	struct diags d;

	diags_init(&d, &a);
	struct rules *r = rules_load(&a, STR("x.yaml"), str_of(HEAD
		"columns: [{field: nmae, match: ['(']}]\n"
		"values: [{field: skill, split: '[', names: [{name: '-'}]}]\n"),
		&d);
	OK(!r && d.n == 4 && d.count[DIAG_PATTERN_BAD] == 2, "%td findings",
	   d.n);
	arena_free(&a);
}

const struct unit_test suite_rules[] = {
	TEST(read_whole), TEST(columns), TEST(nearest), TEST(refused),
	TEST(redundant), TEST(continued), TEST(on_top), TEST(all_findings),
	END
};
