/* SPDX-License-Identifier: MIT */
/* YAML into structs: every kind, every complaint, at its line and column. */
#include "base/yaml.h"

#include "mem.h"
#include "unit.h"

struct part {
	struct pos at;
	struct yaml_str name;
	int64_t percent_bp;
	struct yaml_list parts;      /* of struct part */
};

struct all {
	struct yaml_str name, note;
	struct yaml_strs same;
	struct yaml_list sets;       /* of struct yaml_strs */
	int64_t hours, base_e4, cut_bp;
	date effective;
	bool capped;
	int combine;
	struct part main;
	struct yaml_list parts;      /* of struct part */
	struct pos at;
};

static const struct yaml_shape part_shape;

static const struct yaml_field part_field[] = {
	{ "name", YAML_STR, true, NULL, offsetof(struct part, name), 0, 0 },
	{ "percent", YAML_BP, false, "0%", offsetof(struct part, percent_bp),
	  0, 0 },
	{ "parts", YAML_LIST, false, NULL, offsetof(struct part, parts),
	  &part_shape, 0 },
	{ 0 }
};

static const struct yaml_shape part_shape = {
	"a part", sizeof(struct part), part_field, offsetof(struct part, at)
};

static const char *const combine_words[] = { "highest", "sum", "none", NULL };

static const struct yaml_field all_field[] = {
	{ "name", YAML_STR, true, NULL, offsetof(struct all, name), 0, 0 },
	{ "note", YAML_STR, false, "'as shipped'", offsetof(struct all, note),
	  0, 0 },
	{ "same", YAML_STRS, false, "[x, y]", offsetof(struct all, same),
	  0, 0 },
	{ "sets", YAML_STRSS, false, NULL, offsetof(struct all, sets), 0, 0 },
	{ "hours", YAML_INT, false, "2080", offsetof(struct all, hours),
	  0, 0 },
	{ "base", YAML_E4, false, NULL, offsetof(struct all, base_e4), 0, 0 },
	{ "cut", YAML_BP, false, NULL, offsetof(struct all, cut_bp), 0, 0 },
	{ "effective", YAML_DATE, false, "unknown",
	  offsetof(struct all, effective), 0, 0 },
	{ "capped", YAML_BOOL, false, "yes", offsetof(struct all, capped),
	  0, 0 },
	{ "combine", YAML_ENUM, false, "sum", offsetof(struct all, combine),
	  0, combine_words },
	{ "main", YAML_STRUCT, false, "{name: default}",
	  offsetof(struct all, main), &part_shape, 0 },
	{ "parts", YAML_LIST, false, NULL, offsetof(struct all, parts),
	  &part_shape, 0 },
	{ 0 }
};

static const struct yaml_shape all_shape = {
	"a model", sizeof(struct all), all_field, offsetof(struct all, at)
};

static bool
load(struct arena *a, struct str text, struct all *x, struct diags *d)
{
	diags_init(d, a);
	return yaml_load(a, STR("m.yaml"), text, &all_shape, x, d);
}

static bool
is(struct yaml_str s, const char *text, int line, int column)
{
	return str_eq(s.s, str_of(text)) && s.line == line &&
	       s.column == column;
}

static void
every_kind(void)
{
	struct arena a = mem_arena();
	struct diags d;
	struct all x;
	bool ok = load(&a, STR("# a comment\n"
		"name: Model A      # the name\n"
		"note: 'caf\xC3\xA9: 20x80'\n"
		"same: [one, \"two\",\n"
		"       '\\bthree\\b']\n"
		"sets: [[a, b], [c]]\n"
		"hours: 1950\n"
		"base: 13.62\n"
		"cut: -7%\n"
		"effective: 2025-05\n"
		"capped: no\n"
		"combine: highest\n"
		"main: {name: first, percent: 0.5 %}\n"
		"parts:\n"
		"  - name: second\n"
		"    percent: '+12%'\n"
		"  - name: third\n"
		"    parts:\n"
		"    - name: fourth\n"), &x, &d);
	const struct part *p = x.parts.v, *inner;
	const struct yaml_strs *set = x.sets.v;

	if (!OK(ok && d.n == 0, "no finding, not %td", d.n))
		return;
	OK(is(x.name, "Model A", 2, 7), "name");
	OK(is(x.note, "caf\xC3\xA9: 20x80", 3, 7), "note");
	OK(x.same.n == 3 && is(x.same.v[0], "one", 4, 8) &&
	   is(x.same.v[1], "two", 4, 13) &&
	   is(x.same.v[2], "\\bthree\\b", 5, 8), "same");
	OK(x.sets.n == 2 && set[0].n == 2 && set[1].n == 1 &&
	   is(set[0].v[1], "b", 6, 12) && is(set[1].v[0], "c", 6, 17), "sets");
	OK(x.hours == 1950 && x.base_e4 == 136200 && x.cut_bp == -700,
	   "numbers");
	OK(x.effective == date_of(2025, 5, 1), "a month is its first day");
	OK(!x.capped && x.combine == 0, "bool and enum");
	OK(is(x.main.name, "first", 13, 14) && x.main.percent_bp == 50,
	   "a struct in the struct");
	OK(x.parts.n == 2 && is(p[0].name, "second", 15, 11) &&
	   p[0].percent_bp == 1200 && p[1].percent_bp == 0, "a list");
	OK(p[0].at.line == 15 && p[0].at.column == 5 && p[1].at.line == 17 &&
	   str_eq(p[1].at.file, STR("m.yaml")), "positions of structs");
	inner = p[1].parts.v;
	OK(p[1].parts.n == 1 && is(inner->name, "fourth", 19, 13),
	   "a list in a list");
	OK(x.at.line == 2 && x.at.column == 1, "position of the document");
	arena_free(&a);
}

static void
fallbacks(void)
{
	struct arena a = mem_arena();
	struct diags d;
	struct all x;

	memset(&x, 0x55, sizeof x);
	if (!OK(load(&a, STR("name: A\nhours:\nbase: ~\n"), &x, &d), "loads"))
		return;
	OK(is(x.note, "as shipped", 0, 0), "text, without a place");
	OK(x.same.n == 2 && is(x.same.v[1], "y", 0, 0), "a list");
	OK(x.hours == 2080, "for an empty value");
	OK(x.base_e4 == 0 && x.sets.n == 0 && x.parts.n == 0, "all zero");
	OK(x.effective == DATE_NONE && x.capped && x.combine == 1, "others");
	OK(is(x.main.name, "default", 0, 0) && x.main.at.line == 0,
	   "a struct");
	OK(load(&a, STR("name: A\nsame: alone\n"), &x, &d) && x.same.n == 1 &&
	   is(x.same.v[0], "alone", 2, 7), "one text is a list of one");
	OK(load(&a, STR("name: A\nsame: []\nparts: []\n"), &x, &d) &&
	   x.same.n == 0 && x.parts.n == 0, "an empty list is no fallback");
	OK(load(&a, STR("name: ''\nnote: 'null'\n"), &x, &d) &&
	   x.name.s.len == 0 && is(x.note, "null", 2, 7),
	   "what is quoted is text");
	arena_free(&a);
}

/* Numbers are exactly what they look like, or an error. */
static void
strict_numbers(void)
{
	static const struct {
		const char *key, *text;
		bool ok;
		int64_t want;
	} row[] = {
		{ "hours", "2080", true, 2080 },
		{ "hours", "-3", true, -3 },
		{ "hours", "20x80", false, 0 },
		{ "hours", "2,080", false, 0 },
		{ "hours", "2080.5", false, 0 },
		{ "hours", "0x10", false, 0 },
		{ "hours", "1e3", false, 0 },
		{ "hours", "9223372036854775807", true, INT64_MAX },
		{ "hours", "9223372036854775808", false, 0 },
		{ "base", "13.62", true, 136200 },
		{ "base", "13.6200", true, 136200 },
		{ "base", "13.62001", false, 0 },
		{ "base", "$13.62", false, 0 },
		{ "base", ".inf", false, 0 },
		{ "base", "13.6 2", false, 0 },
		{ "cut", "-7%", true, -700 },
		{ "cut", "+12%", true, 1200 },
		{ "cut", "80 %", true, 8000 },
		{ "cut", "0.25%", true, 25 },
		{ "cut", "0.255%", false, 0 },
		{ "cut", "7", false, 0 },
		{ "cut", "'%'", false, 0 },
		{ "cut", "7%%", false, 0 },
		{ "effective", "1970-01-02", true, 1 },
		{ "effective", "1970-02", true, 31 },
		{ "effective", "unknown", true, DATE_NONE },
		{ "effective", "2021-02-30", false, 0 },
		{ "effective", "2021-2-3", false, 0 },
		{ "effective", "2021", false, 0 },
		{ "effective", "02/2021", false, 0 },
		{ "capped", "true", true, 1 },
		{ "capped", "No", true, 0 },
		{ "capped", "on", false, 0 },
		{ "capped", "1", false, 0 },
		{ "combine", "none", true, 2 },
		{ "combine", "None", false, 0 },
	};
	struct arena a = mem_arena();

	for (ptrdiff_t i = 0; i < ROWS(row); i++) {
		struct diags d;
		struct all x;
		bool ok = load(&a, str_fmt(&a, "name: A\n%s: %s\n", row[i].key,
		                           row[i].text), &x, &d);
		int64_t got = row[i].key[0] == 'h' ? x.hours
		            : row[i].key[0] == 'b' ? x.base_e4
		            : row[i].key[0] == 'e' ? x.effective
		            : row[i].key[1] == 'u' ? x.cut_bp
		            : row[i].key[1] == 'a' ? x.capped : x.combine;

		OK(ok == row[i].ok && d.n == !row[i].ok, "%s: %s",
		   row[i].key, row[i].text);
		OK(ok ? got == row[i].want
		      : d.v[0].at.line == 2, "%s: %s: %lld",
		   row[i].key, row[i].text, (long long)got);
	}
	arena_free(&a);
}

/* The complaints of a document, as people see them, less file and ending. */
static void
complaints(void)
{
	static const struct { const char *text, *want; } row[] = {
		{ "name: A\nhours: 20x80\n",
		  "2:8: V: found \"20x80\", \"hours\" of a model must be a "
		  "whole number, such as 2080" },
		{ "name: A\nbase: [1]\n",
		  "2:7: V, \"base\" of a model must be a number of at most "
		  "four decimals, such as 13.62; found a list" },
		{ "name: A\ncut: ''\n",
		  "2:6: V, \"cut\" of a model must be a percentage with its "
		  "sign %, such as -7% or 0.5%; found nothing" },
		{ "name: {{figure}}\n",
		  "1:7: V, \"name\" of a model must be text; found a mapping "
		  "(text that begins with { needs quotes)" },
		{ "name: A\nbse: 1\n",
		  "2:1: V: found \"bse\", not a key of a model; did you mean "
		  "\"base\"? allowed: name, note, same, sets, hours, base, "
		  "cut, effective, capped, combine, main, parts" },
		{ "name: A\nmain: {name: B, zzzzzz: 1}\n",
		  "2:17: V: found \"zzzzzz\", not a key of a part; allowed: "
		  "name, percent, parts" },
		{ "name: A\nhours: 1\nname: B\n",
		  "3:1: V: found \"name\", this key of a model was given on "
		  "line 1 already" },
		{ "hours: 1\n",
		  "1:1: V, the key \"name\" of a model is missing" },
		{ "name:\n",
		  "1:1: V, the key \"name\" of a model is empty" },
		{ "hours: 1\nname: []\n",
		  "2:1: V, the key \"name\" of a model is empty" },
		{ "name: A\ncombine: som\n",
		  "2:10: V: found \"som\", \"combine\" of a model: did you "
		  "mean \"sum\"? allowed: highest, sum, none" },
		{ "name: A\nparts: {name: B}\n",
		  "2:8: V, \"parts\" of a model must be a list of mappings; "
		  "found a mapping" },
		{ "name: A\nparts: [B]\n",
		  "2:9: V: found \"B\", a part must be a mapping (key: "
		  "value)" },
		{ "name: A\nmain: [B]\n",
		  "2:7: V, a part must be a mapping (key: value); found a "
		  "list" },
		{ "name: A\nsame:\n- b\n-\n",
		  "4:2: V, \"same\" of a model must be a list without empty "
		  "items (the words null and ~ need quotes); found nothing" },
		{ "name: A\nsets: [a, b]\n",
		  "2:8: V: found \"a\", \"sets\" of a model must be a list "
		  "of lists of texts\n"
		  "2:11: V: found \"b\", \"sets\" of a model must be a list "
		  "of lists of texts" },
		{ "name: A\n{a: b}: c\n",
		  "2:1: V, a key of a model must be a word; found a mapping "
		  "(text that begins with { or [ needs quotes)" },
		{ "name: \"a\\0b\"\n",
		  "1:7: V: found \"a\\x00b\", \"name\" of a model must not "
		  "hold a NUL character" },
		{ "- a\n",
		  "1:1: V, a model must be a mapping (key: value); found a "
		  "list" },
		{ "just text\n",
		  "1:1: V: found \"just text\", a model must be a mapping "
		  "(key: value)" },
		{ "", "1:1: V, the document is empty" },
		{ "# nothing\n", "1:1: V, the document is empty" },
		{ "name: A\n---\nname: B\n",
		  "3:1: V, a second document in one file" },
		{ "hours: x\nname: A\nbase: y\n",
		  "1:8: V: found \"x\", \"hours\" of a model must be a whole "
		  "number, such as 2080\n"
		  "3:7: V: found \"y\", \"base\" of a model must be a number "
		  "of at most four decimals, such as 13.62" },
		{ "name: &a [*a]\n",
		  "1:7: V, nested deeper than 100 levels" },
		{ "name: A\nhours: [1\n",
		  "3:1: S, did not find expected ',' or ']' (while parsing a "
		  "flow sequence, line 2)" },
		{ "name: A\nsame: *b\n",
		  "2:7: S, found undefined alias" },
		{ "name: A\n\tnote: b\n",
		  "2:1: S, " },
		{ "name: A\nnote: caf\xE9\n",
		  "2:10: S, " },
		{ "name: A\nnote: '\xC3\xA9\x01'\n",
		  "2:9: S, " },
	};
	struct arena a = mem_arena();

	for (ptrdiff_t i = 0; i < ROWS(row); i++) {
		struct diags d;
		struct all x;
		struct sbuf got = { .mem = &a };

		OK(!load(&a, str_of(row[i].text), &x, &d), "a finding in %s",
		   row[i].text);
		for (ptrdiff_t k = 0; k < d.n; k++) {
			struct str found = diag_escape(&a, d.v[k].value, 200);

			sbuf_fmt(&got, "%s%lld:%d: %s", k ? "\n" : "",
			         (long long)d.v[k].at.line,
			         (int)d.v[k].at.column,
			         d.v[k].code == DIAG_YAML_VALUE ? "V" : "S");
			if (found.len)
				sbuf_fmt(&got, ": found \"%s\"", found.s);
			sbuf_fmt(&got, ", %.*s", FMT(d.v[k].msg));
		}
		/* the library's own words differ from version to version */
		OK(str_starts(sbuf_str(&got), str_of(row[i].want)) &&
		   (d.v[0].code == DIAG_YAML_SYNTAX ||
		    got.n == str_of(row[i].want).len),
		   "for %s\n#    got %s\n#   want %s", row[i].text, got.v,
		   row[i].want);
	}
	arena_free(&a);
}

static void
aliases(void)
{
	struct arena a = mem_arena();
	struct sbuf bomb = { .mem = &a }, deep = { .mem = &a };
	struct diags d;
	struct all x;

	OK(load(&a, STR("name: &n A\nsame: &l [b, *n]\nnote: *n\n"), &x, &d) &&
	   is(x.same.v[1], "A", 1, 7) && is(x.note, "A", 1, 7),
	   "an alias is what it names, and stands where that stands");
	sbuf_put(&bomb, STR("name: A\nsets:\n- &a0 [x, x]\n"));
	for (int i = 1; i < 30; i++)
		sbuf_fmt(&bomb, "- &a%d [*a%d, *a%d]\n", i, i - 1, i - 1);
	OK(!load(&a, sbuf_str(&bomb), &x, &d) && d.n == 1 &&
	   str_find(d.v[0].msg, STR("more than 1000000 values")) >= 0,
	   "a billion of laughs is one finding");
	for (int n = 99; n <= 100; n++) {
		deep.n = 0;
		sbuf_put(&deep, STR("name: "));
		sbuf_fill(&deep, '[', n);
		sbuf_fill(&deep, 'x', 1);
		sbuf_fill(&deep, ']', n);
		load(&a, sbuf_str(&deep), &x, &d);
		OK(d.n == 1 && str_starts(d.v[0].msg, n == 99
		   ? STR("\"name\" of a model must be text")
		   : STR("nested deeper than 100 levels")),
		   "the mapping and %d lists", n);
	}
	arena_free(&a);
}

/* Depths for which libyaml alone would take minutes. */
static void
deep_is_quick(void)
{
	static const char *const open[] = { "[", "{a: ", "- ", "? ", "[?" };
	struct arena a = mem_arena();

	for (ptrdiff_t i = 0; i < ROWS(open); i++) {
		struct sbuf text = { .mem = &a };
		struct diags d;
		struct all x;

		for (int k = 0; k < 200000; k++)
			sbuf_put(&text, str_of(open[i]));
		OK(!load(&a, sbuf_str(&text), &x, &d) && d.n == 1 &&
		   str_starts(d.v[0].msg, STR("nested deeper")), "%s",
		   open[i]);
	}
	arena_free(&a);
}

/* A file saved by a Windows editor. */
static void
bom_and_crlf(void)
{
	struct arena a = mem_arena();
	struct diags d;
	struct all x;

	OK(load(&a, STR("\xEF\xBB\xBFname: A\r\nhours: 5\r\n"), &x, &d) &&
	   str_eq(x.name.s, STR("A")) && x.hours == 5, "loads");
	arena_free(&a);
}

const struct unit_test suite_yaml[] = {
	TEST(every_kind), TEST(fallbacks), TEST(strict_numbers),
	TEST(complaints), TEST(aliases), TEST(deep_is_quick),
	TEST(bom_and_crlf), END,
};
