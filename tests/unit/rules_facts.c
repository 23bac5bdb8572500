/* SPDX-License-Identifier: MIT */
/*
 * The shipped rules against tests/rules/: every spelling and every header that
 * is known from the field, and what it must come to.
 */
#include "unit.h"

#include "mem.h"
#include "norm/memo.h"
#include "read/schema.h"
#include "run/shipped.h"

struct rulebook {
	struct arena mem;
	struct diags diags;
	struct rules *rules;
	struct regex_scratch *regex;
	struct str facts;
};

/* Open the shipped rules and a table of facts; false without either. */
static bool
open_book(struct rulebook *b, const char *table)
{
	struct str file, text = STR("");

	*b = (struct rulebook){ .mem = mem_arena() };
	diags_init(&b->diags, &b->mem);
	b->regex = regex_scratch_new(&b->mem);
	bool ok = shipped_text(&b->mem, "rules", STR("healthcare"), &file,
	                       &text, &b->diags) == ST_OK &&
	          file_read(&b->mem, str_of(table), &b->facts, &b->diags) ==
	          ST_OK;
	if (ok)
		b->rules = rules_load(&b->mem, file, text, &b->diags);
	return OK(ok && b->rules, "the rules and %s are there", table);
}

static void
close_book(struct rulebook *b)
{
	if (b->rules)
		rules_free(b->rules);
	regex_scratch_free(b->regex);
	arena_free(&b->mem);
}

/* The next line of the facts that is no comment and not the title line. */
static bool
next_fact(struct rulebook *b, struct str *line)
{
	while (b->facts.s) {
		*line = str_cut(&b->facts, '\n');
		if (line->len && line->s[0] != '#')
			return true;
	}
	return false;
}

/* "\n" in a table stands for a newline. */
static struct str
unescape(struct arena *mem, struct str s)
{
	struct sbuf b = { .mem = mem };

	for (ptrdiff_t i = 0; i < s.len; i++)
		if (s.s[i] == '\\' && i + 1 < s.len && s.s[i + 1] == 'n') {
			sbuf_fill(&b, '\n', 1);
			i++;
		} else {
			sbuf_fill(&b, s.s[i], 1);
		}
	return sbuf_str(&b);
}

/* What a vocabulary makes of a value: names, "?" kept, "-" empty. */
static struct str
answer_to(struct rulebook *b, const struct rule_set *set, struct str value)
{
	struct sbuf out = { .mem = &b->mem };
	struct intern raw;
	struct memo memo;

	intern_init(&raw, &b->mem);
	memo_init(&memo, &b->mem, set, &raw, b->regex);
	struct answers a = memo_all(&memo, intern_put(&raw, value));
	for (ptrdiff_t i = 0; i < a.n; i++) {
		struct str name = intern_str(&memo.names, a.v[i].name);

		if (a.v[i].how == HOW_KEPT || a.v[i].how == HOW_FAILED)
			name = STR("?");
		sbuf_fmt(&out, "%s%.*s", i ? " | " : "", FMT(name));
	}
	return out.n ? sbuf_str(&out) : STR("-");
}

static void
spellings(void)
{
	struct rulebook b;
	struct str line;
	ptrdiff_t n = 0;

	if (open_book(&b, "tests/rules/spellings.tsv")) {
		next_fact(&b, &line); /* the titles */
		while (next_fact(&b, &line)) {
			struct str rest = line;
			struct str field = str_cut(&rest, '\t');
			struct str value = unescape(&b.mem,
			                            str_cut(&rest, '\t'));
			const struct rule_set *set = rules_set(b.rules, field);

			n++;
			if (!OK(set, "the vocabulary %.*s", FMT(field)))
				continue;
			struct str got = answer_to(&b, set, value);
			OK(str_eq(got, rest), "%.*s: \"%.*s\" is %.*s, not "
			   "%.*s", FMT(field), FMT(value), FMT(rest), FMT(got));
		}
		OK(n > 900, "%td spellings were checked", n);
	}
	close_book(&b);
}

static void
headers(void)
{
	struct rulebook b;
	struct str line;
	ptrdiff_t n = 0;

	if (open_book(&b, "tests/rules/headers.tsv")) {
		next_fact(&b, &line);
		while (next_fact(&b, &line)) {
			struct str rest = line;
			struct str kind = str_cut(&rest, '\t');
			struct str header = str_cut(&rest, '\t');
			enum field f = rules_column(b.rules, kind_named(kind),
				b.regex, &b.mem, unescape(&b.mem, header));
			const char *got = f == FIELD_NONE
				? "-" : field_info[f].name;

			n++;
			OK(str_eq(rest, str_of(got)), "%.*s: \"%.*s\" is "
			   "%.*s, not %s", FMT(kind), FMT(header), FMT(rest),
			   got);
		}
		OK(n > 400, "%td headers were checked", n);
	}
	close_book(&b);
}

static void
kinds(void)
{
	struct rulebook b;
	struct str line;
	ptrdiff_t n = 0;

	if (open_book(&b, "tests/rules/kinds.tsv")) {
		next_fact(&b, &line);
		while (next_fact(&b, &line)) {
			struct str rest = line;
			struct str want = str_cut(&rest, '\t');
			struct { VEC(struct str); } cell = { 0 };

			while (rest.s) {
				struct str c = str_cut(&rest, '\t');

				*VEC_PUSH(&b.mem, &cell) = c;
			}
			struct recognised r = schema_recognise(b.rules, b.regex,
				&b.mem, cell.v, cell.n);
			const char *got = r.kind == KIND_NONE
				? "-" : kind_info[r.kind].name;

			n++;
			OK(str_eq(want, str_of(got)), "%.*s ...: %.*s, not %s",
			   FMT(cell.v[0]), FMT(want), got);
		}
		OK(n > 30, "%td kinds were checked", n);
	}
	close_book(&b);
}

const struct unit_test suite_rules_facts[] = {
	TEST(spellings), TEST(headers), TEST(kinds), END
};
