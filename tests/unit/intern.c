/* SPDX-License-Identifier: MIT */
/* Each text once, known by a small number. */
#include "base/intern.h"

#include "mem.h"
#include "unit.h"

static void
ids_in_order(void)
{
	static const struct { const char *s; uint32_t id; } row[] = {
		{ "", 0 }, { "Day", 1 }, { "Night", 2 }, { "Day", 1 },
		{ "day", 3 }, { "Day ", 4 }, { "", 0 }, { "Night", 2 },
	};
	struct arena a = mem_arena();
	struct intern in;

	intern_init(&in, &a);
	OK(in.n == 1 && intern_str(&in, 0).len == 0, "the empty text is 0");
	OK(intern_find(&in, STR("Day")) == INTERN_NONE, "not there yet");
	for (ptrdiff_t i = 0; i < ROWS(row); i++) {
		struct str s = str_of(row[i].s);
		uint32_t id = intern_put(&in, s);

		OK(id == row[i].id, "\"%.*s\" is %u", FMT(s), id);
		OK(intern_find(&in, s) == id, "found again");
		OK(str_eq(intern_str(&in, id), s), "its text");
	}
	OK(in.n == 5, "five texts");
	OK(intern_put(&in, (struct str){ NULL, 0 }) == 0, "the null slice");
	OK(intern_find(&in, (struct str){ NULL, 0 }) == 0, "finding it");
	arena_free(&a);
}

static void
bytes_are_its_own(void)
{
	struct arena a = mem_arena();
	struct intern in;
	char text[] = "a\0b";
	uint32_t id;

	intern_init(&in, &a);
	id = intern_put(&in, (struct str){ text, 3 });
	text[0] = 'x';
	OK(str_eq(intern_str(&in, id), STR("a\0b")), "copied, NUL and all");
	OK(intern_put(&in, STR("a")) != id, "not cut at the NUL");
	OK(intern_str(&in, id).s[3] == '\0', "terminated");
	arena_free(&a);
}

/* Many texts: the table grows many times, and nothing is lost or doubled. */
static void
many(void)
{
	enum { N = 100000 };
	struct arena a = mem_arena();
	struct intern in;
	const char *early;
	bool good = true;

	intern_init(&in, &a);
	intern_put(&in, STR("E0000001"));
	early = intern_str(&in, 1).s;
	for (int round = 0; round < 2; round++)
		for (int i = 1; i <= N; i++) {
			char s[16];
			int n = snprintf(s, sizeof s, "E%07d", i);

			good = good && (uint32_t)i ==
			       intern_put(&in, (struct str){ s, n });
		}
	OK(good, "an id each, the same the second time");
	OK(in.n == N + 1, "%td texts", in.n);
	OK(intern_str(&in, 1).s == early, "text does not move");
	OK(intern_find(&in, STR("E0100001")) == INTERN_NONE, "no other");
	arena_free(&a);
}

/* Ascending at first, so that there is no index; then in any order. */
static void
ascending_and_not(void)
{
	enum { N = 1000 };
	struct arena a = mem_arena();
	struct intern in;
	bool good = true;

	for (int broken = 0; broken < 3; broken++) {
		intern_init(&in, &a);
		for (int i = 1; i <= N; i++) {
			char s[16];
			/* one text comes too early, twice, or not at all */
			int at = i == N / 2 ? broken == 1 ? N + 1
				: broken == 2 ? N / 4 : i : i;
			int n = snprintf(s, sizeof s, "%08d", at);
			uint32_t id = intern_put(&in, (struct str){ s, n });

			good = good && id == (uint32_t)(at == N / 4 ? at
				: i - (broken == 2 && i > N / 2));
		}
		good = good && !in.slot == (broken != 1);
		good = good && intern_find(&in, STR("00000007")) == 7 &&
		       intern_find(&in, STR("0000000")) == INTERN_NONE &&
		       intern_find(&in, STR("99999999")) == INTERN_NONE;
		intern_index(&in);
		good = good && in.slot && intern_find(&in, STR("00000007")) == 7 &&
		       intern_find(&in, STR("0000000")) == INTERN_NONE;
	}
	OK(good, "the same ids with and without an index");
	arena_free(&a);
}

const struct unit_test suite_intern[] = {
	TEST(ids_in_order), TEST(bytes_are_its_own), TEST(many), TEST(ascending_and_not), END,
};
