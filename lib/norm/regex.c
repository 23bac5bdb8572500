/* SPDX-License-Identifier: MIT */
#include "norm/regex.h"

#include "norm/pairs.h"

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

/*
 * A value that needs more than this is no value of ours, and a pattern that
 * needs more is a runaway: PCRE2's own limits would let one cell take seconds.
 */
enum {
	MATCH_LIMIT = 100000,
	DEPTH_LIMIT = 5000,
	HEAP_LIMIT_KIB = 2048,
	JIT_STACK_MIN = 32 << 10,
	JIT_STACK_MAX = 512 << 10,
	SUBJECT_MAX = 10000,
	GROUPS = 2,           /* the whole match and group 1               */
};

struct regex {
	pcre2_code *code;
	struct yaml_str source;
	uint64_t needed;              /* pairs (pairs.h)                   */
	bool warm;
};

struct regex_scratch {
	pcre2_match_data *data;
	pcre2_match_context *context;
	pcre2_jit_stack *stack;
};

struct regex_scratch *
regex_scratch_new(struct arena *mem)
{
	struct regex_scratch *s = NEW(mem, 1, struct regex_scratch);

	s->data = pcre2_match_data_create(GROUPS, NULL);
	s->context = pcre2_match_context_create(NULL);
	s->stack = pcre2_jit_stack_create(JIT_STACK_MIN, JIT_STACK_MAX, NULL);
	if (!s->data || !s->context) {
		regex_scratch_free(s);
		mem->oom(mem->ctx, JIT_STACK_MAX);
	}
	pcre2_set_match_limit(s->context, MATCH_LIMIT);
	pcre2_set_depth_limit(s->context, DEPTH_LIMIT);
	pcre2_set_heap_limit(s->context, HEAP_LIMIT_KIB);
	if (s->stack) /* a build of PCRE2 without JIT has none */
		pcre2_jit_stack_assign(s->context, NULL, s->stack);
	return s;
}

void
regex_scratch_free(struct regex_scratch *s)
{
	if (!s)
		return;
	pcre2_jit_stack_free(s->stack);
	pcre2_match_context_free(s->context);
	pcre2_match_data_free(s->data);
}

/* How many characters the first n bytes of a text are. */
static ptrdiff_t
characters(struct str s, ptrdiff_t n)
{
	ptrdiff_t count = 0;

	for (ptrdiff_t i = 0; i < n && i < s.len; i++)
		count += (s.s[i] & 0xC0) != 0x80;
	return count;
}

__attribute__((format(printf, 4, 5)))
static void
bad(struct diags *diags, struct str file, struct yaml_str source,
    const char *fmt, ...)
{
	struct sbuf words = { .mem = diags->mem };
	struct pos at = { .file = file, .line = source.line,
		          .last_line = source.line, .column = source.column };
	va_list ap;

	va_start(ap, fmt);
	sbuf_vfmt(&words, fmt, ap);
	va_end(ap);
	diag_add(diags, DIAG_PATTERN_BAD, at, STR(""), source.s, "%s",
	         sbuf_str(&words).s);
}

struct regex *
regex_new(struct arena *mem, struct str file, struct yaml_str source,
          struct diags *diags)
{
	struct regex *r = NEW(mem, 1, struct regex);
	PCRE2_SIZE at;
	int error;

	r->source = source;
	r->needed = pairs_needed(source.s);
	if (source.s.len == 0) {
		bad(diags, file, source, "an empty pattern fits everything");
		return NULL;
	}
	r->code = pcre2_compile((PCRE2_SPTR)source.s.s, (size_t)source.s.len,
	                        PCRE2_CASELESS | PCRE2_UTF | PCRE2_UCP |
	                        PCRE2_NEVER_BACKSLASH_C, &error, &at, NULL);
	if (!r->code && error == PCRE2_ERROR_HEAP_FAILED)
		mem->oom(mem->ctx, (size_t)source.s.len);
	if (!r->code) {
		PCRE2_UCHAR words[200] = { 0 };

		pcre2_get_error_message(error, words, sizeof words);
		bad(diags, file, source, "%s, at character %td of the pattern",
		    (const char *)words, characters(source.s, (ptrdiff_t)at) + 1);
		return NULL;
	}
	return r;
}

void
regex_warm(struct regex *r)
{
	if (!r->warm) /* without JIT the interpreter keeps the same limits */
		(void)pcre2_jit_compile(r->code, PCRE2_JIT_COMPLETE);
	r->warm = true;
}

void
regex_free(struct regex *r)
{
	if (r)
		pcre2_code_free(r->code);
}

static struct regex_span
span_of(const PCRE2_SIZE *ovector, int pair)
{
	ptrdiff_t from = (ptrdiff_t)ovector[2 * pair];
	ptrdiff_t to = (ptrdiff_t)ovector[2 * pair + 1];

	if (ovector[2 * pair] == PCRE2_UNSET)
		return (struct regex_span){ -1, -1 };
	/* \K in a lookahead can end a match before it begins */
	return (struct regex_span){ from, to < from ? from : to };
}

/* n, or the start of the character that byte n is in the middle of. */
static ptrdiff_t
whole(struct str s, ptrdiff_t n)
{
	while (n > 0 && n < s.len && (s.s[n] & 0xC0) == 0x80)
		n--;
	return n;
}

enum regex_answer
regex_match(const struct regex *r, struct regex_scratch *s,
            struct str subject, ptrdiff_t start, struct regex_span *span,
            struct regex_span *group)
{
	uint32_t options = PCRE2_NO_UTF_CHECK;
	const PCRE2_SIZE *ovector;

	if (subject.len > SUBJECT_MAX) {
		subject.len = whole(subject, SUBJECT_MAX);
		options |= PCRE2_NOTEOL; /* "$" is not where we cut */
	}
	if (start > subject.len)
		return REGEX_NO;
	int rc = pcre2_match(r->code,
	                     (PCRE2_SPTR)(subject.s ? subject.s : ""),
	                     (size_t)subject.len,
	                     (size_t)whole(subject, start), options, s->data,
	                     s->context);
	if (rc == PCRE2_ERROR_NOMATCH)
		return REGEX_NO;
	if (rc < 0)
		return REGEX_FAILED;
	ovector = pcre2_get_ovector_pointer(s->data);
	if (span)
		*span = span_of(ovector, 0);
	if (group) /* rc: highest group set + 1, or 0 when there are more */
		*group = rc == 1 ? (struct regex_span){ -1, -1 }
		                 : span_of(ovector, 1);
	return REGEX_YES;
}

bool
regex_can_match(const struct regex *r, uint64_t pairs)
{
	return (r->needed & ~pairs) == 0;
}

struct yaml_str
regex_source(const struct regex *r)
{
	return r->source;
}
