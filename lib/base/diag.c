/* SPDX-License-Identifier: MIT */
#include "base/diag.h"

#include "base/mask.h"
#include "base/utf8.h"

#include <stdio.h>

const struct diag_info diag_info[DIAG_NCODE] = {
#define DIAG(code, severity, meaning, does, mend) \
	{ #code, SEV_##severity, meaning, does, mend },
#include "base/diag.def"
#undef DIAG
};

enum { VALUE_MAX = 200 };

const char *const severity_name[] = {
	[SEV_NOTE] = "note", [SEV_WARN] = "warning", [SEV_REJECT] = "reject",
	[SEV_DATA] = "data", [SEV_CONFIG] = "config", [SEV_IO] = "file",
};

enum diag_code
diag_named(struct str name)
{
	enum diag_code c = 0;

	while (c < DIAG_NCODE && !str_eq_nocase(name, str_of(diag_info[c].name)))
		c++;
	return c;
}

void
diags_init(struct diags *d, struct arena *mem)
{
	*d = (struct diags){ .mem = mem };
}

bool
diag_kept(const struct diags *d, enum diag_code code)
{
	return d->count[code] < (diag_info[code].severity == SEV_REJECT
	                         ? DIAG_KEEP_REJECTS : DIAG_KEEP_OTHERS);
}

static struct str
cut_copy(struct arena *mem, struct str value)
{
	struct sbuf b = { .mem = mem };

	if (value.len <= VALUE_MAX)
		return str_dup(mem, value);
	value.len = VALUE_MAX - 3;
	for (int i = 0; i < 3 && (value.s[value.len] & 0xC0) == 0x80; i++)
		value.len--; /* not inside a character */
	sbuf_put(&b, value);
	sbuf_put(&b, STR("..."));
	return sbuf_str(&b);
}

struct pos
pos_of_byte(struct str file, struct str text, ptrdiff_t at)
{
	struct pos p = { .file = file, .line = 1, .column = 1 };

	for (ptrdiff_t i = 0; i < text.len && i < at; i++) {
		if (text.s[i] == '\n') {
			p.line++;
			p.column = 1;
		} else {
			p.column += (text.s[i] & 0xC0) != 0x80;
		}
	}
	p.last_line = p.line;
	return p;
}

void
diag_add(struct diags *d, enum diag_code code, struct pos at, struct str field,
         struct str value, const char *fmt, ...)
{
	if (diag_kept(d, code)) {
		struct sbuf msg = { .mem = d->mem };
		va_list ap;

		va_start(ap, fmt);
		sbuf_vfmt(&msg, fmt, ap);
		va_end(ap);
		*VEC_PUSH(d->mem, d) = (struct diag){
			.code = code, .at = at,
			.field = str_dup(d->mem, field),
			.value = cut_copy(d->mem, mask_ssn(d->mem, value)),
			.msg = sbuf_str(&msg),
		};
	}
	d->count[code]++;
}

void
diag_count(struct diags *d, enum diag_code code, int64_t n)
{
	d->count[code] += n;
}

void
diags_append(struct diags *d, const struct diags *part)
{
	for (ptrdiff_t i = 0; i < part->n; i++) {
		struct diag x = part->v[i];

		if (diag_kept(d, x.code)) {
			x.field = str_dup(d->mem, x.field);
			x.value = str_dup(d->mem, x.value);
			x.msg = str_dup(d->mem, x.msg);
			*VEC_PUSH(d->mem, d) = x;
		}
		d->count[x.code]++;
	}
	int64_t kept[DIAG_NCODE] = { 0 };
	for (ptrdiff_t i = 0; i < part->n; i++)
		kept[part->v[i].code]++;
	for (int c = 0; c < DIAG_NCODE; c++)
		d->count[c] += part->count[c] - kept[c];
}

int64_t
diags_of(const struct diags *d, enum severity severity)
{
	int64_t n = 0;

	for (int c = 0; c < DIAG_NCODE; c++)
		if (diag_info[c].severity == severity)
			n += d->count[c];
	return n;
}

/* Whether a character is text: no control, and none that reorders a line. */
static bool
is_text(int32_t c)
{
	return c >= 0x20 && (c < 0x7F || c > 0x9F) && c != 0x61C &&
	       c != 0x200E && c != 0x200F && (c < 0x2028 || c > 0x202E) &&
	       (c < 0x2066 || c > 0x2069);
}

struct str
diag_escape(struct arena *mem, struct str s, ptrdiff_t max)
{
	struct sbuf b = { .mem = mem };
	ptrdiff_t fit = 0; /* what may stay before "..." */

	while (s.len) {
		struct str c = s, shown = s;
		char hex[4 * 4 + 1];
		bool text = is_text(utf8_next(&s));

		shown.len = c.len -= s.len;
		if (!text) {
			for (ptrdiff_t i = 0; i < c.len; i++)
				snprintf(hex + 4 * i, 5, "\\x%02X",
				         (unsigned char)c.s[i]);
			shown = (struct str){ hex, 4 * c.len };
		}
		if (b.n + shown.len > max) {
			b.n = fit;
			sbuf_put(&b, STR("..."));
			break;
		}
		sbuf_put(&b, shown);
		if (b.n <= max - 3)
			fit = b.n;
	}
	return sbuf_str(&b);
}

struct str
diag_line(struct arena *mem, const struct diag *d)
{
	const struct diag_info *info = &diag_info[d->code];
	struct sbuf b = { .mem = mem };

	if (d->at.file.len)
		sbuf_put(&b, diag_escape(mem, d->at.file, 300));
	if (d->at.line)
		sbuf_fmt(&b, ":%lld", (long long)d->at.line);
	if (d->at.last_line > d->at.line)
		sbuf_fmt(&b, "-%lld", (long long)d->at.last_line);
	if (d->at.column)
		sbuf_fmt(&b, d->field.len ? ": field %d" : ":%d", d->at.column);
	if (d->field.len)
		sbuf_fmt(&b, d->at.column ? " (%s)" : b.n ? ": %s" : "%s",
		         diag_escape(mem, d->field, VALUE_MAX).s);
	sbuf_fmt(&b, "%s%s: %s", b.n ? ": " : "", info->name, info->meaning);
	if (d->value.len)
		sbuf_fmt(&b, ": found \"%s\"",
		         diag_escape(mem, d->value, VALUE_MAX).s);
	if (d->msg.len)
		sbuf_fmt(&b, ", %s", diag_escape(mem, d->msg, 4000).s);
	sbuf_fmt(&b, "; %s", info->does);
	return sbuf_str(&b);
}
