/* SPDX-License-Identifier: MIT */
#include "report/alias.h"

void
alias_input(struct arena *mem, struct aliases *a, struct str path,
            struct str kind)
{
	struct str word = kind.len ? kind : STR("other");
	long n = 1;

	for (ptrdiff_t i = 0; i < a->n; i++)
		n += str_eq(a->v[i].kind, word);
	*VEC_PUSH(mem, a) = (struct alias){
		path, str_fmt(mem, "%.*s file %ld", FMT(word), n), word };
}

struct str
path_base(struct str path)
{
	ptrdiff_t at = path.len;

	while (at > 0 && path.s[at - 1] != '/')
		at--;
	return str_skip(path, at);
}

void
alias_base(struct arena *mem, struct aliases *a, struct str path)
{
	*VEC_PUSH(mem, a) = (struct alias){ path, path_base(path), STR("") };
}

/* A name that no ordinary word is: "staff.csv", but not "staff" nor "-". */
static bool
is_telling(struct str name)
{
	return name.len > 2 &&
	       (str_chr(name, '.') >= 0 || str_chr(name, '/') >= 0);
}

/* The alias of the longest name that the text begins with. */
static const struct alias *
alias_at(const struct aliases *a, struct str text, ptrdiff_t *len)
{
	const struct alias *best = NULL;

	*len = 0;
	for (ptrdiff_t i = 0; i < a->n; i++) {
		struct str name[] = { a->v[i].from, path_base(a->v[i].from) };

		for (int k = 0; k < 2; k++)
			if (name[k].len > *len && str_starts(text, name[k]) &&
			    (is_telling(name[k]) || name[k].len == text.len)) {
				*len = name[k].len;
				best = &a->v[i];
			}
	}
	return best;
}

struct str
alias_text(struct arena *mem, const struct aliases *a, struct str text)
{
	struct sbuf out = { .mem = mem };
	ptrdiff_t len, from = 0;

	for (ptrdiff_t i = 0; i < text.len; i++) {
		const struct alias *is = alias_at(a, str_skip(text, i), &len);

		if (!is || (i > 0 && len == text.len - i && !is_telling(
		    str_skip(text, i))))
			continue;
		sbuf_put(&out, (struct str){ text.s + from, i - from });
		sbuf_put(&out, is->to);
		from = i + len;
		i = from - 1;
	}
	if (!from)
		return text;
	sbuf_put(&out, str_skip(text, from));
	return sbuf_str(&out);
}
