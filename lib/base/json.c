/* SPDX-License-Identifier: MIT */
#include "base/json.h"

#include "base/utf8.h"

#include <jansson.h>
#include <math.h>

static NORETURN void
no_memory(struct arena *mem)
{
	mem->oom(mem->ctx, sizeof(json_t));
}

/* A new value, or no return. */
static struct json
made(struct arena *mem, json_t *v)
{
	if (!v)
		no_memory(mem);
	return (struct json){ v, mem };
}

/* Text that Jansson takes: valid UTF-8 without NUL, terminated. */
static struct str
fit(struct arena *scratch, struct str s)
{
	struct sbuf b = { .mem = scratch };

	if (utf8_plain(s) == s.len)
		return str_dup(scratch, s);
	s = utf8_mend(scratch, s);
	if (str_chr(s, '\0') < 0)
		return str_dup(scratch, s);
	while (s.s) {
		sbuf_put(&b, str_cut(&s, '\0'));
		if (s.s)
			sbuf_put(&b, STR("\xEF\xBF\xBD"));
	}
	return sbuf_str(&b);
}

/* Put a new value, which is given away even when that fails. */
static struct json
put(struct json in, struct str key, json_t *v)
{
	struct json x = made(in.mem, v);
	struct arena_mark mark = arena_mark(in.mem);
	int failed = key.s
		? json_object_set_new(in.v, fit(in.mem, key).s, v)
		: json_array_append_new(in.v, v);

	if (failed)
		no_memory(in.mem);
	arena_rewind(in.mem, mark);
	return x;
}

struct json
json_new(struct arena *mem)
{
	return made(mem, json_object());
}

void
json_free(struct json root)
{
	json_decref(root.v);
}

void
json_put_text(struct json in, struct str key, struct str s)
{
	struct arena_mark mark = arena_mark(in.mem);

	if (utf8_plain(s) < s.len)
		s = fit(in.mem, s);
	json_t *v = json_stringn_nocheck(s.len ? s.s : "", (size_t)s.len);

	arena_rewind(in.mem, mark);
	put(in, key, v);
}

void
json_put_int(struct json in, struct str key, int64_t v)
{
	put(in, key, json_integer(v));
}

void
json_put_bool(struct json in, struct str key, bool v)
{
	put(in, key, json_boolean(v));
}

void
json_put_null(struct json in, struct str key)
{
	put(in, key, json_null());
}

/*
 * Both operands of the division are exact for up to 15 digits, so its result
 * is the double nearest to the decimal, and 15 digits print the decimal.
 */
void
json_put_decimal(struct json in, struct str key, int64_t v, int places)
{
	double scale = 1;

	for (int i = 0; i < places; i++)
		scale *= 10;
	put(in, key, v == MONEY_NONE ? json_null()
	                             : json_real((double)v / scale));
}

void
json_put_copy(struct json in, struct str key, struct json value)
{
	put(in, key, json_deep_copy(value.v));
}

struct json
json_put_object(struct json in, struct str key)
{
	return put(in, key, json_object());
}

struct json
json_put_array(struct json in, struct str key)
{
	return put(in, key, json_array());
}

static int
append(const char *bytes, size_t n, void *to)
{
	sbuf_put(to, (struct str){ bytes, (ptrdiff_t)n });
	return 0;
}

struct str
json_dump(struct json root, struct arena *mem)
{
	struct sbuf b = { .mem = mem };

	if (json_dump_callback(root.v, append, &b, JSON_INDENT(1) |
	                       JSON_PRESERVE_ORDER | JSON_REAL_PRECISION(15)))
		no_memory(mem);
	sbuf_fill(&b, '\n', 1);
	return sbuf_str(&b);
}

struct json
json_parse(struct arena *mem, struct str text, struct str *why)
{
	json_error_t e = { .line = -1 };
	json_t *v;

	if (text.len > JSON_TEXT_MAX) {
		*why = str_fmt(mem, "more than %d bytes", JSON_TEXT_MAX);
		return (struct json){ NULL, mem };
	}
	v = json_loadb(text.len ? text.s : "", (size_t)text.len,
	               JSON_REJECT_DUPLICATES, &e);
	if (!v && (json_error_code(&e) == json_error_out_of_memory ||
	           e.text[0] == '\0'))
		no_memory(mem);
	if (!v)
		*why = str_fmt(mem, "line %d, column %d: %s", e.line,
		               e.column, e.text);
	return (struct json){ v, mem };
}

struct json
json_get(struct json object, const char *key)
{
	return (struct json){ json_object_get(object.v, key), object.mem };
}

struct json
json_at(struct json array, ptrdiff_t i)
{
	json_t *v = i < 0 ? NULL : json_array_get(array.v, (size_t)i);

	return (struct json){ v, array.mem };
}

ptrdiff_t
json_size(struct json x)
{
	return (ptrdiff_t)(json_is_array(x.v) ? json_array_size(x.v)
	                                      : json_object_size(x.v));
}

bool
json_as_text(struct json x, struct str *out)
{
	if (!json_is_string(x.v))
		return false;
	*out = (struct str){ json_string_value(x.v),
		             (ptrdiff_t)json_string_length(x.v) };
	return true;
}

bool
json_as_int(struct json x, int64_t *out)
{
	if (!json_is_integer(x.v))
		return false;
	*out = json_integer_value(x.v);
	return true;
}

bool
json_as_bool(struct json x, bool *out)
{
	if (!json_is_boolean(x.v))
		return false;
	*out = json_is_true(x.v);
	return true;
}

bool
json_as_decimal(struct json x, int places, int64_t *out)
{
	int64_t scale = 1, whole;
	double d;

	for (int i = 0; i < places; i++)
		scale *= 10;
	if (json_is_integer(x.v)) {
		if (__builtin_mul_overflow(json_integer_value(x.v), scale,
		                           &whole))
			return false;
		*out = whole;
		return true;
	}
	d = json_real_value(x.v) * (double)scale;
	if (!json_is_real(x.v) || fabs(d) >= 0x1p63)
		return false;
	*out = llround(d);
	return true;
}

bool
json_as_null(struct json x)
{
	return json_is_null(x.v);
}

const char *
json_library(void)
{
	return JANSSON_VERSION;
}
