/* SPDX-License-Identifier: MIT */
/* JSON documents, built and read back. */
#include "base/json.h"

#include "mem.h"
#include "unit.h"

#include <setjmp.h>

#include <jansson.h>

static void
layout(void)
{
	struct arena a = mem_arena();
	struct json doc = json_new(&a), list, inner;
	struct str first, again;

	json_put_text(doc, STR("report"), STR("pay"));
	json_put_int(doc, STR("headcount"), 96);
	json_put_bool(doc, STR("shareable"), false);
	json_put_null(doc, STR("model"));
	list = json_put_array(doc, STR("tables"));
	inner = json_put_object(list, JSON_ITEM);
	json_put_text(inner, STR("group"), STR("Entry"));
	json_put_decimal(inner, STR("pay"), 136, 1);
	json_put_text(list, JSON_ITEM, STR("a \"b\" \\ \n/"));
	json_put_array(doc, STR("aaa"));
	first = json_dump(doc, &a);
	again = json_dump(doc, &a);
	OK(str_eq(first, STR("{\n"
		" \"report\": \"pay\",\n"
		" \"headcount\": 96,\n"
		" \"shareable\": false,\n"
		" \"model\": null,\n"
		" \"tables\": [\n"
		"  {\n"
		"   \"group\": \"Entry\",\n"
		"   \"pay\": 13.6\n"
		"  },\n"
		"  \"a \\\"b\\\" \\\\ \\n/\"\n"
		" ],\n"
		" \"aaa\": []\n"
		"}\n")), "as put, not sorted:\n%s", first.s);
	OK(str_eq(first, again), "the same bytes again");
	json_free(doc);
	arena_free(&a);
}

static void
decimals(void)
{
	static const struct { int64_t v; int places; const char *want; }
	row[] = {
		{ 100724, 5, "1.00724" },
		{ 136, 1, "13.6" },
		{ 1360, 2, "13.6" },
		{ 146130, 4, "14.613" },
		{ 2900000, 2, "29000.0" },
		{ 0, 4, "0.0" },
		{ -5, 2, "-0.05" },
		{ 80, 2, "0.8" },
		{ 5, 5, "5e-5" },
		{ 1, 0, "1.0" },
		{ 999999999999999, 2, "9999999999999.99" },
		{ 123456789012345, 4, "12345678901.2345" },
		{ MONEY_NONE, 4, "null" },
	};
	struct arena a = mem_arena();

	for (ptrdiff_t i = 0; i < ROWS(row); i++) {
		struct json doc = json_new(&a);
		struct str got, want;

		json_put_decimal(doc, STR("x"), row[i].v, row[i].places);
		got = json_dump(doc, &a);
		want = str_fmt(&a, "{\n \"x\": %s\n}\n", row[i].want);
		OK(str_eq(got, want), "%s is %s", row[i].want, got.s);
		json_free(doc);
	}
	arena_free(&a);
}

/* Any decimal of 15 digits prints as itself and reads back as itself. */
static void
decimals_round_trip(void)
{
	struct arena a = mem_arena();
	struct json doc = json_new(&a), list, back;
	struct str why;
	uint64_t x = 1;
	int wrong = 0;

	list = json_put_array(doc, STR("v"));
	for (int i = 0; i < 20000; i++) {
		x = x * 6364136223846793005u + 1442695040888963407u;
		json_put_decimal(list, JSON_ITEM,
		                 (int64_t)((x >> 13) % 999999999999999), 5);
	}
	back = json_parse(&a, json_dump(doc, &a), &why);
	x = 1;
	for (int i = 0; i < 20000; i++) {
		int64_t v = 0;

		x = x * 6364136223846793005u + 1442695040888963407u;
		wrong += !json_as_decimal(json_at(json_get(back, "v"), i), 5,
		                          &v) ||
		         v != (int64_t)((x >> 13) % 999999999999999);
	}
	OK(wrong == 0, "%d of 20000 came back changed", wrong);
	json_free(back);
	json_free(doc);
	arena_free(&a);
}

/* Text that the library would drop without a word. */
static void
hostile_text(void)
{
	struct arena a = mem_arena();
	struct json doc = json_new(&a);
	struct str got;

	json_put_text(doc, STR("a"), STR("caf\xE9"));
	json_put_text(doc, STR("b"), STR("x\0y"));
	json_put_text(doc, STR("c\xFF\0"), (struct str){ NULL, 0 });
	json_put_text(doc, STR(""), STR("empty key"));
	json_put_text(doc, STR("a"), STR("again"));
	got = json_dump(doc, &a);
	OK(str_eq(got, STR("{\n"
		" \"a\": \"again\",\n"
		" \"b\": \"x\xEF\xBF\xBDy\",\n"
		" \"c\xEF\xBF\xBD\xEF\xBF\xBD\": \"\",\n"
		" \"\": \"empty key\"\n"
		"}\n")), "%s", got.s);
	json_free(doc);
	doc = json_new(&a);
	json_put_text(doc, STR("a"), STR("caf\xE9"));
	got = json_dump(doc, &a);
	OK(str_eq(got, STR("{\n \"a\": \"caf\xEF\xBF\xBD\"\n}\n")), "%s",
	   got.s);
	json_free(doc);
	arena_free(&a);
}

static void
reading(void)
{
	struct arena a = mem_arena();
	struct str why = STR(""), s = STR("-");
	struct json doc = json_parse(&a, STR("{\"t\": \"caf\\u00e9\", "
		"\"i\": -7, "
		"\"big\": 9223372036854775807, \"huge\": 1e300, "
		"\"d\": 1.00724, \"b\": true, \"n\": null, "
		"\"l\": [1, [], {\"k\": 2}]}"), &why);
	int64_t v = 99;
	bool b = false;

	OK(doc.v && json_size(doc) == 8, "parsed: %s", why.s);
	OK(json_as_text(json_get(doc, "t"), &s) &&
	   str_eq(s, STR("caf\xC3\xA9")), "text");
	OK(json_as_int(json_get(doc, "i"), &v) && v == -7, "int");
	OK(json_as_decimal(json_get(doc, "d"), 5, &v) && v == 100724,
	   "decimal");
	OK(json_as_decimal(json_get(doc, "d"), 2, &v) && v == 101, "rounded");
	OK(json_as_decimal(json_get(doc, "i"), 2, &v) && v == -700,
	   "a whole number is a decimal too");
	OK(json_as_bool(json_get(doc, "b"), &b) && b, "bool");
	OK(json_as_null(json_get(doc, "n")), "null");
	OK(json_size(json_get(doc, "l")) == 3 &&
	   json_as_int(json_get(json_at(json_get(doc, "l"), 2), "k"), &v) &&
	   v == 2, "an object in a list");
	v = 99;
	OK(!json_as_int(json_get(doc, "d"), &v) &&
	   !json_as_int(json_get(doc, "none"), &v) &&
	   !json_as_int(json_get(json_get(doc, "i"), "x"), &v) &&
	   !json_as_int(json_at(json_get(doc, "l"), 3), &v) &&
	   !json_as_int(json_at(json_get(doc, "l"), -1), &v) &&
	   !json_as_int(json_at(doc, 0), &v) &&
	   !json_as_decimal(json_get(doc, "t"), 2, &v) &&
	   !json_as_decimal(json_get(doc, "big"), 1, &v) &&
	   !json_as_decimal(json_get(doc, "huge"), 0, &v) &&
	   !json_as_text(json_get(doc, "i"), &s) &&
	   !json_as_bool(json_get(doc, "n"), &b) &&
	   !json_as_null(json_get(doc, "none")) && v == 99,
	   "what is not there, or of another type");
	OK(json_size(json_get(doc, "t")) == 0, "text has no items");
	json_free(doc);
	arena_free(&a);
}

static void
bad_documents(void)
{
	static const struct { const char *text, *why; } row[] = {
		{ "", "line 1, column 0: " },
		{ "7", "line 1, column 1: " },
		{ "{\"a\": 1,\n \"a\": 2}", "line 2, column 4: " },
		{ "{\"a\": 1} x", "line 1, column 10: " },
		{ "{\"a\": \n nan}", "line 2, column 4: " },
		{ "[\"\xFF\"]", "line 1, column " },
		{ "[1e999]", "line 1, column " },
	};
	struct arena a = mem_arena();
	struct sbuf deep = { .mem = &a };
	struct json doc;
	struct str why;

	for (ptrdiff_t i = 0; i < ROWS(row); i++) {
		why = STR("");
		doc = json_parse(&a, str_of(row[i].text), &why);
		OK(!doc.v && str_starts(why, str_of(row[i].why)), "%s: %s",
		   row[i].text, why.s);
		json_free(doc);
	}
	sbuf_fill(&deep, '[', 100000);
	OK(!json_parse(&a, sbuf_str(&deep), &why).v, "too deep");
	sbuf_fill(&deep, ' ', JSON_TEXT_MAX);
	OK(!json_parse(&a, sbuf_str(&deep), &why).v &&
	   str_eq(why, STR("more than 67108864 bytes")), "too large");
	arena_free(&a);
}

static jmp_buf back;
static long left;           /* allocations until the next one fails */
static void *live[2000];    /* what the library holds               */

NORETURN static void
jump(void *ctx, size_t want)
{
	(void)ctx;
	(void)want;
	longjmp(back, 1);
}

/* Give back the slot of a pointer; a free slot is that of NULL. */
static void **
slot_of(const void *p)
{
	for (ptrdiff_t i = 0; i < ROWS(live); i++)
		if (live[i] == p)
			return &live[i];
	abort();
}

static void *
failing(size_t n)
{
	return left-- > 0 ? *slot_of(NULL) = malloc(n) : NULL;
}

static void
forget(void *p)
{
	if (p)
		*slot_of(p) = NULL;
	free(p);
}

/* What is built, dumped and read back; why: the library's excuse, or "". */
static struct str
small_document(struct arena *a, struct str *why)
{
	struct json doc = json_new(a), list, read;
	struct str text;

	json_put_text(doc, STR("name"), STR("text"));
	list = json_put_array(doc, STR("list"));
	for (int i = 0; i < 20; i++)
		json_put_decimal(list, JSON_ITEM, i, 1);
	text = json_dump(doc, a);
	*why = STR("");
	read = json_parse(a, text, why);
	OK(read.v || why->len, "a document or a reason");
	json_free(read);
	json_free(doc);
	return text;
}

/* Each allocation fails once: the handler is called, or the text is whole. */
static void
out_of_memory(void)
{
	static struct arena a;
	struct str want, why;
	volatile bool whole = false;
	volatile long n = 0;

	arena_init(&a, jump, NULL);
	want = small_document(&a, &why);
	for (; !whole && n < 1000; n++) {
		left = n;
		json_set_alloc_funcs(failing, forget);
		if (setjmp(back) == 0) {
			struct str got = small_document(&a, &why);

			OK(str_eq(got, want), "%s", got.s);
			whole = why.len == 0;
		}
		json_set_alloc_funcs(malloc, free);
		for (ptrdiff_t i = 0; i < ROWS(live); i++) {
			free(live[i]);
			live[i] = NULL;
		}
	}
	OK(whole && n > 50, "whole after %ld failures", (long)n);
	arena_free(&a);
}

const struct unit_test suite_json[] = {
	TEST(layout), TEST(decimals), TEST(decimals_round_trip),
	TEST(hostile_text), TEST(reading), TEST(bad_documents),
	TEST(out_of_memory), END,
};
