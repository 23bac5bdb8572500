/* SPDX-License-Identifier: MIT */
#include "report/xlsx_int.h"

#include "base/utf8.h"

/* Said at the end of a text that was cut. */
#define CUT_MARK "... [cut: too long for a cell]"

/* Is this the start of "_x0041_", which a reader would take for a letter? */
static bool
is_escape(struct str s)
{
	if (s.len < 7 || s.s[0] != '_' || s.s[1] != 'x' || s.s[6] != '_')
		return false;
	for (int i = 2; i < 6; i++)
		if (!memchr("0123456789abcdefABCDEF", s.s[i], 22))
			return false;
	return true;
}

/* Characters that no cell may hold: controls, and what is no character. */
static bool
is_refused(int32_t c)
{
	return (c < 0x20 && c != '\n') || (c >= 0x7F && c < 0xA0) ||
	       (c & 0xFFFE) == 0xFFFE;
}

bool
xlsx_is_safe(struct str s)
{
	return s.len <= XLSX_CELL && utf8_plain(s) == s.len &&
	       str_chr(s, '_') < 0;
}

/* Append a text made safe, of at most `max` UTF-16 units; false if cut. */
static bool
put_safe(struct sbuf *b, struct str s, ptrdiff_t max)
{
	ptrdiff_t units = 0;

	while (s.len) {
		struct str at = s, out;
		int32_t c = utf8_next(&s);

		out = (struct str){ at.s, s.s - at.s };
		if (c == '\r')
			out = s.len && s.s[0] == '\n' ? STR("") : STR("\n");
		else if (c == '\t')
			out = STR(" ");
		else if (c < 0)
			out = STR("\xEF\xBF\xBD"); /* U+FFFD */
		else if (is_refused(c))
			out = STR("");
		else if (is_escape(at))
			out = STR("_x005F_");
		units += out.len == 0 ? 0 : c > 0xFFFF ? 2 : c == '_' ? out.len : 1;
		if (units > max)
			return false;
		sbuf_put(b, out);
	}
	return true;
}

struct str
xlsx_text(struct arena *mem, struct str s)
{
	struct sbuf b = { .mem = mem };

	if (xlsx_is_safe(s)) /* the common case */
		return str_dup(mem, s);
	if (!put_safe(&b, s, XLSX_CELL)) {
		b.n = 0;
		put_safe(&b, s, XLSX_CELL - (ptrdiff_t)sizeof(CUT_MARK));
		sbuf_put(&b, STR(CUT_MARK));
	}
	return sbuf_str(&b);
}

/* At most `max` UTF-16 units of a name, without blanks at the ends. */
static struct str
name_fit(struct str s, ptrdiff_t max)
{
	struct str rest = s = str_trim(s);
	ptrdiff_t units = 0;

	while (rest.len) {
		struct str at = rest;

		units += utf8_next(&rest) > 0xFFFF ? 2 : 1;
		if (units > max) {
			s.len = at.s - s.s;
			break;
		}
	}
	return str_trim(s);
}

struct str
xlsx_brief(struct arena *mem, struct str s, ptrdiff_t units)
{
	struct str safe = str_dup(mem, name_fit(xlsx_text(mem, s), units));
	char *v = (char *)(uintptr_t)safe.s;

	for (ptrdiff_t i = 0; i < safe.len; i++)
		if (v[i] == '\n')
			v[i] = ' ';
	return safe;
}

/*
 * The characters that Excel refuses in names, as others.  Apostrophes become
 * typographic ones: the library does not double them in formulas.
 */
static struct str
name_clean(struct arena *mem, struct str asked)
{
	static const char from[] = "\\/:*?[]\n", to[] = "--- _() ";
	struct str s = xlsx_text(mem, asked);
	struct sbuf b = { .mem = mem };

	for (ptrdiff_t i = 0; i < s.len; i++) {
		const char *p = strchr(from, s.s[i]);

		if (s.s[i] == '\'')
			sbuf_put(&b, STR("\xE2\x80\x99"));
		else
			sbuf_fill(&b, p ? to[p - from] : s.s[i], 1);
	}
	return sbuf_str(&b);
}

/* Does Excel see no difference between two names? */
static bool
name_same(struct arena *mem, struct str a, struct str b)
{
	if (str_eq_nocase(a, b))
		return true;
	for (ptrdiff_t i = 0; i < a.len; i++)
		if (a.s[i] & 0x80)
			return str_eq(utf8_key(mem, a), utf8_key(mem, b));
	return false;
}

static bool
name_taken(struct arena *mem, struct str name, const struct xlsx_sheet *sheet,
           ptrdiff_t n)
{
	if (str_eq_nocase(name, STR("History")))
		return true;
	for (ptrdiff_t i = 0; i < n; i++)
		if (name_same(mem, name, sheet[i].name))
			return true;
	return false;
}

struct str
xlsx_sheet_name(struct arena *mem, struct str asked,
                const struct xlsx_sheet *sheet, ptrdiff_t n)
{
	struct str base = name_clean(mem, asked);
	struct str name = name_fit(base, XLSX_NAME);

	if (name.len == 0)
		base = name = STR("Sheet");
	for (int64_t i = 2; name_taken(mem, name, sheet, n); i++) {
		struct str tail = str_fmt(mem, " (%lld)", (long long)i);

		name = name_fit(base, XLSX_NAME - tail.len);
		name = str_fmt(mem, "%.*s%s", FMT(name), tail.s);
	}
	return str_dup(mem, name);
}
