/* SPDX-License-Identifier: MIT */
/* Patterns: what matches, what is refused, and what a runaway answers. */
#include "norm/regex.h"

#include "mem.h"
#include "unit.h"

/* A pattern that must compile. */
static struct regex *
compiled(struct arena *a, const char *pattern)
{
	struct diags d;

	diags_init(&d, a);
	struct regex *r = regex_new(a, STR("rules.yaml"),
	                            (struct yaml_str){ str_of(pattern), 1, 1 },
	                            &d);
	OK(r && d.n == 0, "%s compiles", pattern);
	return r;
}

static void
matches(void)
{
	static const struct {
		const char *pattern, *subject;
		ptrdiff_t start;
		bool yes;
		ptrdiff_t from, to, group_from, group_to;
	} row[] = {
		{ "wound", "Wound Care", 0, true, 0, 5, -1, -1 },
		{ "(?-i)wound", "Wound Care", 0, false, 0, 0, 0, 0 },
		{ "\\bcare\\b", "wound care", 0, true, 6, 10, -1, -1 },
		{ "\\bcare\\b", "childcare", 0, false, 0, 0, 0, 0 },
		{ "\xC3\x89lan", "\xC3\xA9LAN", 0, true, 0, 5, -1, -1 },
		{ "^\\w+$", "\xC3\xA9t\xC3\xA9", 0, true, 0, 5, -1, -1 },
		{ "exp ([0-9]+)", "CCMA exp 2026", 0, true, 5, 13, 9, 13 },
		{ "(?<year>20..)", "exp 2026", 0, true, 4, 8, 4, 8 },
		{ "a(b)?c", "ac", 0, true, 0, 2, -1, -1 },
		{ "(a)(b)(c)(d)", "abcd", 0, true, 0, 4, 0, 1 },
		{ "[;|]", "a;b|c", 2, true, 3, 4, -1, -1 },
		{ "[;|]", "a;b", 2, false, 0, 0, 0, 0 },
		{ "[;|]", "a;b", 4, false, 0, 0, 0, 0 },
		{ "x*", "", 0, true, 0, 0, -1, -1 },
		{ "^b", "ab", 1, false, 0, 0, 0, 0 },
		{ "(?<=a)b", "ab", 1, true, 1, 2, -1, -1 },
		/* a start in the middle of a character is its beginning */
		{ ".", "\xC3\xA9", 1, true, 0, 2, -1, -1 },
	};
	struct arena a = mem_arena();
	struct regex_scratch *s = regex_scratch_new(&a);

	for (int warm = 0; warm < 2; warm++)
		for (ptrdiff_t i = 0; i < ROWS(row); i++) {
			struct regex *r = compiled(&a, row[i].pattern);
			struct regex_span m = { 0, 0 }, g = { 0, 0 };

			if (warm)
				regex_warm(r);
			enum regex_answer got =
				regex_match(r, s, str_of(row[i].subject),
				            row[i].start, &m, &g);

			OK(got == (row[i].yes ? REGEX_YES : REGEX_NO) &&
			   m.from == row[i].from && m.to == row[i].to &&
			   g.from == row[i].group_from &&
			   g.to == row[i].group_to,
			   "%s on \"%s\"%s: %d, %td-%td, %td-%td",
			   row[i].pattern, row[i].subject,
			   warm ? " (warm)" : "", got, m.from, m.to, g.from,
			   g.to);
			OK(regex_match(r, s, str_of(row[i].subject),
			               row[i].start, NULL, NULL) == got,
			   "%s, no span wanted", row[i].pattern);
			regex_free(r);
		}
	regex_scratch_free(s);
	arena_free(&a);
}

static void
refused(void)
{
	static const struct { const char *pattern; int at; } row[] = {
		{ "(", 2 }, { "a)", 2 }, { "[a", 0 }, { "a{2,1}", 0 },
		{ "*", 0 }, { "\xC3\xA9)", 2 }, { "(?<n>a", 0 }, { "\\C", 0 },
		{ "", 0 },
	};
	struct arena a = mem_arena();

	for (ptrdiff_t i = 0; i < ROWS(row); i++) {
		struct diags d;
		struct yaml_str y = { str_of(row[i].pattern), 12, 15 };

		diags_init(&d, &a);
		struct regex *r = regex_new(&a, STR("r.yaml"), y, &d);
		if (!OK(!r && d.n == 1, "\"%s\" is refused", row[i].pattern))
			continue;
		struct str where = str_fmt(&a, "character %d of", row[i].at);

		OK(d.v[0].code == DIAG_PATTERN_BAD && d.v[0].at.line == 12 &&
		   d.v[0].at.column == 15 &&
		   str_eq(d.v[0].at.file, STR("r.yaml")) &&
		   str_eq(d.v[0].value, y.s), "\"%s\": its place",
		   row[i].pattern);
		OK(row[i].at == 0 || str_find(d.v[0].msg, where) >= 0,
		   "\"%s\": %.*s", row[i].pattern, FMT(d.v[0].msg));
	}
	arena_free(&a);
}

/* Patterns whose work explodes: never "no match", and never long. */
static void
runaways(void)
{
	static const char *const row[] = {
		"(a+)+$", "^(a|aa)+$", "^(a+)*b?$", "(?:a?){30}a{30}$",
	};
	struct arena a = mem_arena();
	struct regex_scratch *s = regex_scratch_new(&a);

	for (int warm = 0; warm < 2; warm++)
		for (ptrdiff_t i = 0; i < ROWS(row); i++) {
			struct regex *r = compiled(&a, row[i]);

			if (warm)
				regex_warm(r);
			OK(regex_match(r, s,
			               STR("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!"),
			               0, NULL, NULL) == REGEX_FAILED, "%s%s",
			   row[i], warm ? " (warm)" : "");
			OK(regex_match(r, s, STR("zzz"), 0, NULL, NULL)
			   != REGEX_FAILED, "%s after it", row[i]);
			regex_free(r);
		}
	regex_scratch_free(s);
	arena_free(&a);
}

/* Deep recursion meets the stack's end, not the program's. */
static void
deep(void)
{
	struct arena a = mem_arena();
	struct regex_scratch *s = regex_scratch_new(&a);
	struct regex *r = compiled(&a, "^(?:(?:a|b)(?1)?c?|(x))+$");
	struct regex *nest = compiled(&a, "^(\\((?1)*\\))+$");
	char *text = NEW(&a, 9999, char);

	memset(text, '(', 9999);
	for (int warm = 0; warm < 2; warm++) {
		if (warm) {
			regex_warm(r);
			regex_warm(nest);
		}
		enum regex_answer got = regex_match(nest, s,
			(struct str){ text, 9999 }, 0, NULL, NULL);

		OK(got != REGEX_YES, "unbalanced brackets: %d", got);
		OK(regex_match(nest, s, STR("(()())"), 0, NULL, NULL)
		   == REGEX_YES, "balanced ones");
	}
	regex_free(r);
	regex_free(nest);
	regex_scratch_free(s);
	arena_free(&a);
}

static void
long_subjects(void)
{
	struct arena a = mem_arena();
	struct regex_scratch *s = regex_scratch_new(&a);
	struct regex *z = compiled(&a, "z"), *end = compiled(&a, "a$");
	struct regex *e = compiled(&a, "\xC3\xA9");
	char *text = NEW(&a, 20000, char);
	struct regex_span m = { 0, 0 };

	memset(text, 'a', 20000);
	struct str subject = { text, 20000 };
	OK(regex_match(end, s, subject, 0, NULL, NULL) == REGEX_NO,
	   "$ is not the cut");
	text[9999] = 'z';
	OK(regex_match(z, s, subject, 0, NULL, NULL) == REGEX_YES,
	   "byte 9,999 is looked at");
	text[9999] = 'a';
	text[10000] = 'z';
	OK(regex_match(z, s, subject, 0, NULL, NULL) == REGEX_NO,
	   "byte 10,000 is not");
	OK(regex_match(z, s, subject, 15000, NULL, NULL) == REGEX_NO,
	   "a start beyond the cut");
	memcpy(text + 9999, "\xC3\xA9", 2);
	OK(regex_match(e, s, subject, 0, NULL, NULL) == REGEX_NO,
	   "a character across the cut is left out");
	memcpy(text + 9998, "\xC3\xA9" "a", 3);
	OK(regex_match(e, s, subject, 0, &m, NULL) == REGEX_YES &&
	   m.from == 9998 && m.to == 10000, "one before it is not");
	regex_free(z);
	regex_free(end);
	regex_free(e);
	regex_scratch_free(s);
	arena_free(&a);
}

static void
nothing(void)
{
	regex_free(NULL);
	regex_scratch_free(NULL);
	struct arena a = mem_arena();
	struct regex_scratch *s = regex_scratch_new(&a);
	struct regex *r = compiled(&a, "^$");

	OK(regex_match(r, s, (struct str){ NULL, 0 }, 0, NULL, NULL)
	   == REGEX_YES, "the null slice is empty");
	OK(str_eq(regex_source(r).s, STR("^$")), "the source is kept");
	regex_free(r);
	regex_scratch_free(s);
	arena_free(&a);
}

const struct unit_test suite_regex[] = {
	TEST(matches), TEST(refused), TEST(runaways), TEST(deep),
	TEST(long_subjects), TEST(nothing), END
};
