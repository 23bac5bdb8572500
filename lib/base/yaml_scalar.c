/* SPDX-License-Identifier: MIT */
#include "base/yaml_scalar.h"

#include "base/money.h"
#include "base/utf8.h"

static bool
read_int(struct str s, void *to)
{
	return decimal_parse(s, 0, to);
}

static bool
read_e4(struct str s, void *to)
{
	return decimal_parse(s, 4, to);
}

static bool
read_bp(struct str s, void *to)
{
	if (!str_ends(s, STR("%")))
		return false;
	s.len--;
	return decimal_parse(str_trim(s), 2, to);
}

static bool
read_date(struct str s, void *to)
{
	char day[] = "YYYY-MM-01";
	date d;

	if (str_eq(s, STR("unknown"))) {
		*(date *)to = DATE_NONE;
		return true;
	}
	if (s.len == 7) {
		memcpy(day, s.s, 7);
		s = str_of(day);
	}
	d = date_iso(s);
	if (d == DATE_NONE)
		return false;
	*(date *)to = d;
	return true;
}

static bool
read_bool(struct str s, void *to)
{
	static const char *const words[] = { "false", "true", "no", "yes" };

	for (int i = 0; i < 4; i++)
		if (str_eq_nocase(s, str_of(words[i]))) {
			*(bool *)to = i & 1;
			return true;
		}
	return false;
}

static const struct {
	const char *expected;
	bool (*read)(struct str, void *to);
} kinds[] = {
	[YAML_STR]    = { "text", NULL },
	[YAML_STRS]   = { "a list of texts, or one text", NULL },
	[YAML_STRSS]  = { "a list of lists of texts", NULL },
	[YAML_INT]    = { "a whole number, such as 2080", read_int },
	[YAML_E4]     = { "a number of at most four decimals, such as 13.62",
	                  read_e4 },
	[YAML_BP]     = { "a percentage with its sign %, such as -7% or 0.5%",
	                  read_bp },
	[YAML_DATE]   = { "a date written YYYY-MM-DD or YYYY-MM, or the word "
	                  "unknown", read_date },
	[YAML_BOOL]   = { "true or false", read_bool },
	[YAML_ENUM]   = { "one word", NULL },
	[YAML_STRUCT] = { "a mapping (key: value)", NULL },
	[YAML_LIST]   = { "a list of mappings", NULL },
	[YAML_AGAIN]  = { "a list of mappings", NULL },
};

bool
yaml_scalar(enum yaml_kind kind, struct str s, void *to)
{
	return kinds[kind].read(s, to);
}

const char *
yaml_expected(enum yaml_kind kind)
{
	return kinds[kind].expected;
}

static const char *
nth_word(const void *words, int i)
{
	return ((const char *const *)words)[i];
}

static const char *
nth_key(const void *shape, int i)
{
	return ((const struct yaml_shape *)shape)->field[i].key;
}

struct yaml_words
yaml_words_of(const char *const *words)
{
	return (struct yaml_words){ nth_word, words };
}

struct yaml_words
yaml_keys_of(const struct yaml_shape *shape)
{
	return (struct yaml_words){ nth_key, shape };
}

const char *
yaml_suggestion(struct arena *a, struct str s, struct yaml_words list)
{
	ptrdiff_t best = s.len < 4 ? 2 : s.len < 9 ? 3 : 4;
	const char *near = NULL, *w;
	struct sbuf b = { .mem = a };

	for (int i = 0; (w = list.word(list.ctx, i)); i++) {
		ptrdiff_t d = utf8_distance(a, s, str_of(w), best - 1);

		if (d < best) {
			best = d;
			near = w;
		}
	}
	if (near)
		sbuf_fmt(&b, "did you mean \"%s\"? ", near);
	sbuf_put(&b, STR("allowed: "));
	for (int i = 0; (w = list.word(list.ctx, i)); i++)
		sbuf_fmt(&b, "%s%s", i ? ", " : "", w);
	return sbuf_str(&b).s;
}

void
yaml_vwrong(struct diags *d, struct str file, const struct yaml_str *at,
            const char *fmt, va_list ap)
{
	struct sbuf b = { .mem = d->mem };

	sbuf_vfmt(&b, fmt, ap);
	diag_add(d, DIAG_YAML_VALUE, (struct pos){ file, at->line, at->line,
	         at->column }, STR(""), at->s, "%s", sbuf_str(&b).s);
}

void
yaml_wrong(struct diags *d, struct str file, const struct yaml_str *at,
           const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	yaml_vwrong(d, file, at, fmt, ap);
	va_end(ap);
}
