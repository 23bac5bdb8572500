/* SPDX-License-Identifier: MIT */
/* What a text must have for a pattern to match: facts, and PCRE2's answers. */
#include "norm/pairs.h"
#include "norm/regex.h"

#include "mem.h"
#include "unit.h"

static void
facts(void)
{
	static const struct {
		const char *pattern, *text;
		bool can;
	} row[] = {
		{ "wound", "Wound Care", true },
		{ "wound", "sound care", false },
		{ "WOUND", "wound", true },
		{ "\\bposition 12\\b", "Postman 12", false },
		{ "(senior |lead )?nurse", "nurse", true },
		{ "(senior |lead )?nurse", "senior", false },
		{ "nurses?", "nurse", true },
		{ "nurs{0}e*", "nur", true },
		{ "ab+c", "abbc", true },
		{ "ab+c", "ac", false },
		{ "nurse|aide", "aide", true },
		{ "(nurse|aide)", "aide", true },
		{ "[xyz]q[]x]", "anything", true },
		{ "[xyz]quo", "anything", false },
		{ "(?i)nurse", "aide", true },
		{ "a\\Qb.c\\E", "z", true },
		{ "(?x)nur se", "z", true },
		{ "skill", "s\xE2\x84\xAAill", true },
		{ "skill", "skull", false },
		{ "", "", true },
	};
	for (ptrdiff_t i = 0; i < ROWS(row); i++)
		OK(((pairs_needed(str_of(row[i].pattern)) &
		     ~pairs_of(str_of(row[i].text))) == 0) == row[i].can,
		   "%s on \"%s\"", row[i].pattern, row[i].text);
}

/* Parts put together at random; those that PCRE2 takes for a pattern match
 * nothing that was said to be hopeless. */
static void
never_wrong(void)
{
	static const char *const part[] = {
		"a", "b", "c", "k", "s", "ab", "bc", " ", "-", "(", "(?:", ")",
		"|", "[ab]", "[^a]", "[", "]", "?", "*", "+", "{0}", "{1,2}",
		"{", "\\b", "\\w", "\\.", "\\K", "\\Q", "\\E", ".", "^", "$",
		"(?=", "(?!", "(?<!", "(?i)", "(?x)", "(?<n>", "(?#", "(?1)",
		"\\x61", "\xC3\xA9", "(*COMMIT)", "(?-i)", "\\N", "\\1",
	};
	static const char *const text[] = { "a", "b", "c", "K", "s", "ab",
		"BC", " ", "-", ".", "\xC3\xA9", "\xE2\x84\xAA", "\xC5\xBF" };
	struct arena a = mem_arena();
	struct regex_scratch *s = regex_scratch_new(&a);
	uint32_t drawn = 1;
	int tried = 0, spared = 0;

#define DRAW(array) (drawn = drawn * 1664525u + 1013904223u, \
	(array)[(drawn >> 8) % (uint32_t)ROWS(array)])
	for (int i = 0; i < 20000; i++) {
		struct arena_mark mark = arena_mark(&a);
		struct sbuf p = { .mem = &a };
		struct diags d;

		diags_init(&d, &a);
		for (int k = 0; k < 2 + i % 6; k++)
			sbuf_put(&p, str_of(DRAW(part)));
		struct str pattern = sbuf_str(&p);
		struct regex *r = regex_new(&a, STR("r"),
			(struct yaml_str){ pattern, 1, 1 }, &d);
		for (int k = 0; r && k < 8; k++) {
			struct sbuf b = { .mem = &a };

			for (int j = 0; j < k; j++)
				sbuf_put(&b, str_of(DRAW(text)));
			struct str subject = k ? sbuf_str(&b) : STR("");
			bool can = regex_can_match(r, pairs_of(subject));

			tried++;
			spared += !can;
			OK(can || regex_match(r, s, subject, 0, NULL, NULL) ==
			   REGEX_NO, "%.*s matches \"%.*s\"", FMT(pattern),
			   FMT(subject));
		}
		regex_free(r);
		arena_rewind(&a, mark);
	}
	OK(tried > 20000 && spared > tried / 50, "%d of %d are spared",
	   spared, tried);
	regex_scratch_free(s);
	arena_free(&a);
}

const struct unit_test suite_pairs[] = {
	TEST(facts), TEST(never_wrong), END
};
