/* SPDX-License-Identifier: MIT */
#include "norm/memo.h"

#include "base/utf8.h"
#include "norm/pairs.h"

void
memo_init(struct memo *m, struct arena *mem, const struct rule_set *set,
          const struct intern *raw, struct regex_scratch *scratch)
{
	*m = (struct memo){ .set = set, .raw = raw, .scratch = scratch,
		            .mem = mem };
	intern_init(&m->names, mem);
	intern_init(&m->kept_keys, mem);
	*VEC_PUSH(mem, &m->kept_name) = 0; /* of the empty key */
	for (ptrdiff_t i = 0; set && i < set->names.n; i++)
		intern_put(&m->names, set->names.v[i].s);
}

/* The name id of a value that no rule knows: one for all its spellings.  The
 * texts are the memo's, or those of the raw values: a million of them are not
 * to be there twice. */
static uint32_t
keep(struct memo *m, struct str clean, struct str key)
{
	uint32_t k = intern_adopt(&m->kept_keys, key.len ? key : clean);

	if ((ptrdiff_t)k == m->kept_name.n) {
		uint32_t name = intern_adopt(&m->names, clean);

		*VEC_PUSH(m->mem, &m->kept_name) = name;
	}
	return m->kept_name.v[k];
}

/*
 * Whether one of the patterns matches.  One that fails might have, so it ends
 * the search: what is not known is never taken for "no".
 */
static enum regex_answer
any(struct memo *m, struct regex *const *regex, ptrdiff_t n, struct str s,
    uint64_t pairs)
{
	enum regex_answer a = REGEX_NO;

	for (ptrdiff_t i = 0; i < n && a == REGEX_NO; i++)
		if (regex_can_match(regex[i], pairs))
			a = regex_match(regex[i], m->scratch, s, 0, NULL, NULL);
	return a;
}

/* By pattern: names in order, unless an exception of the name matches. */
static struct answer
by_pattern(struct memo *m, struct str clean)
{
	const struct rule_set *set = m->set;
	uint64_t pairs = pairs_of(clean);
	enum regex_answer a = any(m, set->empty, set->n_empty, clean, pairs);

	if (a != REGEX_NO)
		return (struct answer){ 0, RULE_NONE, a == REGEX_YES
		                        ? HOW_EMPTY : HOW_FAILED };
	for (ptrdiff_t i = 0; i < set->n_pattern; i++) {
		const struct rule_pattern *p = &set->pattern[i];
		enum regex_answer except = REGEX_NO;

		if (!regex_can_match(p->regex, pairs))
			continue;
		a = regex_match(p->regex, m->scratch, clean, 0, NULL, NULL);
		if (a == REGEX_YES && p->n_except)
			except = any(m, set->except + p->except, p->n_except,
			             clean, pairs);
		if (a == REGEX_FAILED || except == REGEX_FAILED)
			return (struct answer){ 0, (uint32_t)i, HOW_FAILED };
		if (a == REGEX_YES && except == REGEX_NO)
			return (struct answer){ p->name + 1, (uint32_t)i,
			                        HOW_PATTERN };
	}
	return (struct answer){ 0, RULE_NONE, HOW_KEPT };
}

/* The name id that a key is an exact spelling of; 0: of none. */
static uint32_t
by_spelling(const struct memo *m, struct str key)
{
	uint32_t id = intern_find(&m->set->exact, key);

	return id == INTERN_NONE || id == 0 ? 0 : m->set->exact_name[id] + 1;
}

/* One value, or one part of a cell that holds several. */
static struct answer
look_up(struct memo *m, struct str text)
{
	struct arena_mark mark = arena_mark(m->mem);
	struct str clean = utf8_clean(m->mem, text);
	struct str key = utf8_key(m->mem, clean);
	struct answer a = { 0, RULE_NONE, HOW_KEPT };

	if (clean.len == 0)
		a.how = HOW_EMPTY;
	else if (m->set && (a.name = by_spelling(m, key)) != 0)
		a.how = HOW_EXACT;
	else if (m->set)
		a = by_pattern(m, clean);
	m->failed += a.how == HOW_FAILED;
	if (a.how == HOW_KEPT || a.how == HOW_FAILED)
		a.name = keep(m, clean, key);
	else
		arena_rewind(m->mem, mark);
	return a;
}

/* Look a value up and remember it among the answers of its cell. */
static void
answer(struct memo *m, struct str text)
{
	struct answer a = look_up(m, text);

	if (a.how != HOW_EMPTY)
		*VEC_PUSH(m->mem, &m->answer) = a;
}

/* Whether the whole cell is an exact spelling, though it could be split. */
static bool
is_spelling(struct memo *m, struct str text)
{
	struct arena_mark mark = arena_mark(m->mem);
	bool is = by_spelling(m, utf8_key(m->mem, text)) != 0;

	arena_rewind(m->mem, mark);
	return is;
}

/*
 * The parts of a cell between the matches of `split`; newlines are still
 * there, since they part values as well.
 */
static void
answer_parts(struct memo *m, struct str text)
{
	ptrdiff_t first = m->answer.n, from = 0, at = 0;
	struct regex_span hit;
	enum regex_answer found;

	text = utf8_mend(m->mem, text);
	for (;;) {
		found = regex_match(m->set->split, m->scratch, text, at, &hit,
		                    NULL);
		if (found != REGEX_YES)
			break;
		struct str rest = str_skip(text, hit.to);

		at = hit.to;
		if (hit.to > hit.from) {
			answer(m, (struct str){ text.s + from,
			                        hit.from - from });
			from = at;
		} else if (rest.len) { /* an empty match parts nothing */
			(void)utf8_next(&rest);
			at = text.len - rest.len;
		} else {
			break;
		}
	}
	if (found == REGEX_FAILED) {
		struct str key = utf8_key(m->mem, text);
		struct str clean = utf8_clean(m->mem, text);

		m->failed++;
		m->answer.n = first;
		*VEC_PUSH(m->mem, &m->answer) = (struct answer){
			keep(m, clean, key), RULE_NONE, HOW_FAILED
		};
		return;
	}
	answer(m, str_skip(text, from));
}

/* From so many values on, patterns are worth compiling to machine code. */
enum { WARM_AFTER = 100 };

static void
warm(const struct rule_set *set)
{
	for (ptrdiff_t i = 0; i < set->n_pattern; i++)
		regex_warm(set->pattern[i].regex);
	for (ptrdiff_t i = 0; i < set->n_except; i++)
		regex_warm(set->except[i]);
	for (ptrdiff_t i = 0; i < set->n_empty; i++)
		regex_warm(set->empty[i]);
	if (set->split)
		regex_warm(set->split);
}

void
memo_find_out(struct memo *m, uint32_t raw)
{
	struct str text = intern_str(m->raw, raw);
	ptrdiff_t before = m->answer.n;

	while (m->first.n <= (ptrdiff_t)raw)
		*VEC_PUSH(m->mem, &m->first) = (struct memo_span){ 0, 0, 0 };
	if (m->set && ++m->asked == WARM_AFTER)
		warm(m->set);
	if (m->set && m->set->split && !is_spelling(m, text))
		answer_parts(m, text);
	else
		answer(m, text);
	m->first.v[raw] = (struct memo_span){
		(uint32_t)before + 1, (uint32_t)(m->answer.n - before),
		m->answer.n > before ? m->answer.v[before].name : 0
	};
}

bool
memo_asked(const struct memo *m, uint32_t raw, struct answers *out)
{
	if ((ptrdiff_t)raw >= m->first.n || m->first.v[raw].first == 0)
		return false;
	struct memo_span s = m->first.v[raw];
	*out = (struct answers){ s.n ? m->answer.v + (s.first - 1) : NULL,
		                 s.n };
	return true;
}
