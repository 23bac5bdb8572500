/* SPDX-License-Identifier: MIT */
#include "report/suggest.h"

#include "base/utf8.h"

enum { VALUE_MOST = 100, CERTAIN_LEAST = 5 };

/* Words that YAML, or a reader of YAML, takes for something else. */
static bool
is_word(struct str s)
{
	static const char *const taken[] = { "yes", "no", "on", "off", "true",
		"false", "null", "y", "n" };
	bool letters = false;

	for (ptrdiff_t i = 0; i < s.len; i++) {
		char c = s.s[i];
		bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');

		if (!letter && (c != ' ' || i == 0 || i == s.len - 1))
			return false;
		letters |= letter;
	}
	for (size_t i = 0; i < sizeof taken / sizeof *taken; i++)
		if (str_eq_nocase(s, str_of(taken[i])))
			return false;
	return letters;
}

struct str
suggest_quoted(struct arena *mem, struct str s)
{
	struct sbuf b = { .mem = mem };

	if (is_word(s))
		return s;
	sbuf_fill(&b, '"', 1);
	while (s.len) {
		struct str c = s;
		int32_t u = utf8_next(&s);

		c.len -= s.len;
		if (u == '"' || u == '\\')
			sbuf_fill(&b, '\\', 1);
		if (u >= 0x20 && (u < 0x7F || u > 0x9F) && u != 0xFEFF &&
		    u != 0x2028 && u != 0x2029)
			sbuf_put(&b, c);
		else
			sbuf_fmt(&b, "\\U%08X", u < 0 ? 0xFFFDu : (unsigned)u);
	}
	sbuf_fill(&b, '"', 1);
	return sbuf_str(&b);
}

struct str
suggest_meant(struct arena *mem, const struct rule_set *set, struct str value)
{
	struct arena_mark mark = arena_mark(mem);
	struct str key = utf8_key(mem, value), near = STR("");
	ptrdiff_t least = key.len / 4 + 1;

	for (ptrdiff_t i = 1; i < set->exact.n && key.len >= CERTAIN_LEAST &&
	     least > 1; i++) {
		ptrdiff_t d = utf8_distance(mem, key, intern_str(&set->exact,
			(uint32_t)i), least);

		if (d < least) {
			least = d;
			near = set->names.v[set->exact_name[i]].s;
		}
	}
	arena_rewind(mem, mark);
	return near;
}

/* Whether a value can stand in the rules at all. */
static bool
can_be_name(struct arena *mem, struct str value)
{
	return value.len <= VALUE_MOST && utf8_key(mem, value).len > 0;
}

static void
put_seen(struct sbuf *b, const struct unknown_value *u, const struct ledger *l)
{
	sbuf_fmt(b, "  # %lld cell%s, first in %.*s:%lld", (long long)u->cells,
	         u->cells == 1 ? "" : "s",
	         FMT(diag_escape(b->mem, l->v[u->file].path, 200)),
	         (long long)u->line);
}

/* {name: Wound Care, same: ["Woundcare"]} */
static struct str
name_entry(struct arena *mem, const struct rule_set *set, struct str value)
{
	struct str meant = suggest_meant(mem, set, value);
	struct str quoted = suggest_quoted(mem, value);

	if (!meant.len)
		return str_fmt(mem, "{name: %.*s}", FMT(quoted));
	return str_fmt(mem, "{name: %.*s, same: [%.*s]}",
	               FMT(suggest_quoted(mem, meant)), FMT(quoted));
}

struct str
suggest_line(struct arena *mem, const struct rule_set *set, struct str value)
{
	return str_fmt(mem, "- {field: %.*s, names: [%.*s]}", FMT(set->field),
	               FMT(name_entry(mem, set, value)));
}

static void
put_value(struct sbuf *b, const struct unknown_value *u,
          const struct ledger *l)
{
	struct arena *mem = b->mem;
	struct str meant = suggest_meant(mem, u->set, u->value);
	struct str near = rules_nearest(u->set, mem, u->value);

	sbuf_fmt(b, "      - %.*s", FMT(name_entry(mem, u->set, u->value)));
	put_seen(b, u, l);
	if (!meant.len && near.len)
		sbuf_fmt(b, "; near it: %.*s",
		         FMT(diag_escape(mem, near, VALUE_MOST)));
	sbuf_fill(b, '\n', 1);
}

struct str
suggest_yaml(struct arena *mem, const struct changes *c, const struct ledger *l)
{
	struct sbuf b = { .mem = mem };
	const struct rule_set *set = NULL;
	int64_t left = 0;

	sbuf_put(&b, STR("# Values that no rule knows.  Put right what is "
	                 "wrong, then append this to the\n# rules file, or "
	                 "name it with --rules as it is.\n"));
	for (ptrdiff_t i = 0; i < c->unknown.n; i++) {
		const struct unknown_value *u = &c->unknown.v[i];

		if (!can_be_name(mem, u->value)) {
			left++;
			continue;
		}
		if (!set)
			sbuf_put(&b, STR("values:\n"));
		if (set != u->set)
			sbuf_fmt(&b, "  - field: %.*s\n    names:\n",
			         FMT(u->set->field));
		set = u->set;
		put_value(&b, u, l);
	}
	if (!set)
		sbuf_put(&b, STR("values: []\n"));
	if (left)
		sbuf_fmt(&b, "# %lld more cannot be names.\n",
		         (long long)left);
	return sbuf_str(&b);
}
