/* SPDX-License-Identifier: MIT */
#include "report/rejects.h"

/* Spreadsheets run cells that begin so. */
static bool
like_formula(struct str s)
{
	return s.len && strchr("=+-@\t\r", s.s[0]);
}

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* 123-45-6789 or 123 45 6789, not inside a longer number. */
static bool
ssn_at(struct str s, ptrdiff_t i)
{
	static const char shape[] = "ddd-dd-dddd";

	if (s.len - i < (ptrdiff_t)sizeof shape - 1 ||
	    (i && is_digit(s.s[i - 1])))
		return false;
	for (ptrdiff_t k = 0; shape[k]; k++) {
		char c = s.s[i + k];

		if (shape[k] == 'd' ? !is_digit(c) : c != '-' && c != ' ')
			return false;
	}
	i += (ptrdiff_t)sizeof shape - 1;
	return i == s.len || !is_digit(s.s[i]);
}

struct str
csv_cell(struct arena *mem, struct str s)
{
	struct sbuf b = { .mem = mem };
	bool quote = like_formula(s);

	for (ptrdiff_t i = 0; i < s.len; i++)
		quote |= strchr(",\"\r\n;\t", s.s[i]) && s.s[i];
	if (quote)
		sbuf_put(&b, STR("\""));
	if (like_formula(s))
		sbuf_put(&b, STR("'"));
	for (ptrdiff_t i = 0; i < s.len; i++) {
		if (ssn_at(s, i)) {
			sbuf_put(&b, STR("***-**-****"));
			i += (ptrdiff_t)sizeof "***-**-****" - 2;
		} else {
			sbuf_fill(&b, s.s[i], s.s[i] == '"' ? 2 : 1);
		}
	}
	if (quote)
		sbuf_put(&b, STR("\""));
	return sbuf_str(&b);
}

struct str
rejects_csv(struct arena *mem, const struct diags *d, bool values)
{
	struct sbuf b = { .mem = mem };
	int64_t shown = 0;

	sbuf_put(&b, STR("file,first_line,last_line,code,field,value,"
	                 "what_was_done\n"));
	for (ptrdiff_t i = 0; i < d->n; i++) {
		const struct diag *x = &d->v[i];
		const struct diag_info *info = &diag_info[x->code];

		if (info->severity != SEV_REJECT)
			continue;
		sbuf_fmt(&b, "%s,%lld,%lld,%s,%s,%s,%s\n",
		         csv_cell(mem, x->at.file).s, (long long)x->at.line,
		         (long long)x->at.last_line, info->name,
		         csv_cell(mem, x->field).s,
		         values ? csv_cell(mem, x->value).s : "",
		         csv_cell(mem, str_of(info->does)).s);
		shown++;
	}
	if (diags_of(d, SEV_REJECT) > shown)
		sbuf_fmt(&b, ",,,,,,and %lld more\n",
		         (long long)(diags_of(d, SEV_REJECT) - shown));
	return sbuf_str(&b);
}
