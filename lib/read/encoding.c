/* SPDX-License-Identifier: MIT */
/* What encoding a file is in, decided by looking at its bytes. */
#include "read/bytes_int.h"

#include "base/utf8.h"

#include <iconv.h>

static const struct encoding utf_8 = { "UTF-8", 1, true };
static const struct encoding windows_1252 = { "WINDOWS-1252", 1, false };

/* UTF-32LE first: its mark begins with that of UTF-16LE. */
static const struct {
	struct encoding encoding;
	struct str mark;
} marks[] = {
	{ { "UTF-8", 1, true },     { "\xEF\xBB\xBF", 3 } },
	{ { "UTF-32LE", 4, false }, { "\xFF\xFE\0\0", 4 } },
	{ { "UTF-32BE", 4, false }, { "\0\0\xFE\xFF", 4 } },
	{ { "UTF-16LE", 2, false }, { "\xFF\xFE", 2 } },
	{ { "UTF-16BE", 2, false }, { "\xFE\xFF", 2 } },
};

/* Files that people name .csv although they are something else. */
static const struct {
	struct str magic;
	const char *what;
} binaries[] = {
	{ { "PK\3\4", 4 },             "a workbook or another zip file" },
	{ { "\xD0\xCF\x11\xE0", 4 },   "an old Excel workbook" },
	{ { "%PDF-", 5 },              "a PDF document" },
	{ { "\x1F\x8B", 2 },           "a gzip file" },
	{ { "SQLite format 3\0", 16 }, "a database" },
	{ { "\x7F" "ELF", 4 },         "a program" },
	{ { "\x89PNG", 4 },            "a picture" },
};

enum { TALLIED = 64 << 10 };          /* bytes that tell text from other */

/* What the bytes of a sample are like. */
struct tally {
	int64_t n, nul, control;
	int64_t good, bad;            /* lines: UTF-8, and not             */
	int64_t le, be;               /* pairs ASCII+NUL and NUL+ASCII     */
	int64_t pairs;
};

static bool
is_text_ascii(unsigned char c)
{
	return (c >= 0x20 && c < 0x7F) || c == '\t' || c == '\n' || c == '\r';
}

static void
tally_bytes(struct tally *t, struct str s)
{
	for (ptrdiff_t i = 0; i < s.len; i++) {
		unsigned char c = (unsigned char)s.s[i];

		t->n++;
		t->nul += c == 0;
		t->control += c < 0x20 && !is_text_ascii(c) && c != '\f' &&
		              c != '\v' && c != 0x1A && c != 0x1B;
	}
	for (ptrdiff_t i = 0; t->nul && i + 1 < s.len; i += 2) {
		unsigned char a = (unsigned char)s.s[i];
		unsigned char b = (unsigned char)s.s[i + 1];

		t->pairs++;
		t->le += is_text_ascii(a) && b == 0;
		t->be += a == 0 && is_text_ascii(b);
	}
}

/* The beginning of a character whose end was cut off. */
static bool
is_cut_off(struct str s)
{
	if (s.len > 3 || (s.s[0] & 0xC0) != 0xC0)
		return false;
	for (ptrdiff_t i = 1; i < s.len; i++)
		if ((s.s[i] & 0xC0) != 0x80)
			return false;
	return true;
}

/* The last bytes may be the beginning of a character cut off. */
static bool
is_valid(struct str s, bool whole)
{
	ptrdiff_t ok = utf8_valid(s);

	return ok == s.len || (!whole && is_cut_off(str_skip(s, ok)));
}

/*
 * Count lines that have characters beyond ASCII: those that are valid UTF-8,
 * and those that are not.  By lines, as a long text in one row says no more
 * about the file than a name in another.
 */
static void
tally_utf8(struct tally *t, struct str s, bool whole)
{
	for (struct str rest = s; rest.s;) {
		struct str line = str_cut(&rest, '\n');
		bool cut = !whole && !rest.s;

		line = str_skip(line, utf8_ascii(line));
		if (!line.len)
			continue;
		*(is_valid(line, !cut) ? &t->good : &t->bad) += 1;
	}
}

/* A sample cut out of the middle may begin inside a character. */
static struct str
from_character(struct str s)
{
	for (int i = 0; i < 3 && s.len && (s.s[0] & 0xC0) == 0x80; i++)
		s = str_skip(s, 1);
	return s;
}

static const char *
binary_magic(struct str head)
{
	for (size_t i = 0; i < sizeof binaries / sizeof *binaries; i++)
		if (str_starts(head, binaries[i].magic))
			return binaries[i].what;
	return NULL;
}

struct encoding_guess
encoding_guess(struct str head, bool whole, const struct str sample[2])
{
	struct encoding_guess g = { .encoding = utf_8 };
	struct tally t = { 0 };

	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
		if (str_starts(head, marks[i].mark)) {
			g.encoding = marks[i].encoding;
			g.bom_len = marks[i].mark.len;
			return g;
		}
	g.binary = binary_magic(head);
	if (g.binary)
		return g;
	tally_bytes(&t, (struct str){ head.s, head.len < TALLIED ? head.len
	                                                         : TALLIED });
	/* Delimiters, digits and line ends are ASCII in any script, so that a
	 * good part of the pairs is ASCII beside a zero byte, on one side. */
	if (t.nul >= 4 && t.le * 5 >= t.pairs && t.be * 10 < t.le)
		g.encoding = (struct encoding){ "UTF-16LE", 2, false };
	else if (t.nul >= 4 && t.be * 5 >= t.pairs && t.le * 10 < t.be)
		g.encoding = (struct encoding){ "UTF-16BE", 2, false };
	if (!g.encoding.utf8)
		return g;
	int64_t others = t.control - t.nul; /* text has one by mistake */
	if (t.control > 8 && (t.nul * 10 > t.n || others * 32 > t.n)) {
		g.binary = t.nul * 2 > t.control ? "it is full of NUL bytes"
		                                 : "it is full of control characters";
		return g;
	}
	struct str cut[2] = { from_character(sample[0]),
	                      from_character(sample[1]) };
	if (is_valid(head, whole) && is_valid(cut[0], false) &&
	    is_valid(cut[1], false))
		return g;
	tally_utf8(&t, head, whole);
	for (int i = 0; i < 2; i++)
		tally_utf8(&t, cut[i], false);
	/* In a UTF-8 file with a few bad rows most of what is not ASCII is
	 * valid; text in an 8-bit encoding is valid by accident only. */
	if (t.bad > t.good)
		g.encoding = windows_1252;
	return g;
}

bool
encoding_named(struct str name, struct encoding *out)
{
	static const struct str units[][2] = {
		{ { "UTF-16", 6 }, { "UTF16", 5 } },
		{ { "UTF-32", 6 }, { "UTF32", 5 } },
	};
	struct encoding found = { .unit = 1 };
	struct str head = { name.s, name.len < 6 ? name.len : 6 };
	struct str head5 = { name.s, name.len < 5 ? name.len : 5 };

	if (str_eq_nocase(name, STR("UTF-8")) ||
	    str_eq_nocase(name, STR("UTF8"))) {
		*out = utf_8;
		return true;
	}
	if (name.len >= ENCODING_NAME)
		return false;
	memcpy(found.name, name.s, (size_t)name.len);
	iconv_t cd = iconv_open("UTF-8", found.name);
	if (cd == (iconv_t)-1)
		return false;
	iconv_close(cd);
	*out = found;
	for (int i = 0; i < 2; i++)
		if (str_eq_nocase(head, units[i][0]) ||
		    str_eq_nocase(head5, units[i][1]))
			out->unit = 2 << i;
	return true;
}

/* 0x80 to 0x9F of Windows-1252; 0: not defined. */
static const unsigned short high_1252[32] = {
	0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
	0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0,      0x017D, 0,
	0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
	0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178,
};

static char *
put_character(char *p, unsigned c)
{
	if (c < 0x80) {
		*p++ = (char)c;
		return p;
	}
	if (c < 0x800) {
		*p++ = (char)(0xC0 | c >> 6);
	} else {
		*p++ = (char)(0xE0 | c >> 12);
		*p++ = (char)(0x80 | (c >> 6 & 0x3F));
	}
	*p++ = (char)(0x80 | (c & 0x3F));
	return p;
}

ptrdiff_t
encoding_from_1252(struct str s, char *out, int64_t *bad)
{
	char *p = out;

	for (ptrdiff_t i = 0; i < s.len; i++) {
		unsigned c = (unsigned char)s.s[i];

		if (c >= 0x80 && c < 0xA0) {
			c = high_1252[c - 0x80];
			if (!c) {
				c = 0xFFFD;
				++*bad;
			}
		}
		p = put_character(p, c);
	}
	return p - out;
}

struct str
encoding_text(struct arena *mem, struct str s)
{
	int64_t bad = 0;

	if (utf8_valid(s) == s.len)
		return str_dup(mem, s);
	char *p = NEW(mem, 3 * s.len, char);
	return (struct str){ p, encoding_from_1252(s, p, &bad) };
}

/* The character U+0080 to U+00FF at i as the byte it is in Latin-1, or 0. */
static unsigned
latin1_at(struct str s, ptrdiff_t i)
{
	unsigned lead = i + 1 < s.len ? (unsigned char)s.s[i] : 0;

	return lead == 0xC2 || lead == 0xC3
	       ? (lead & 3) << 6 | ((unsigned char)s.s[i + 1] & 0x3F) : 0;
}

static bool
is_c1(unsigned c)
{
	return c >= 0x80 && c < 0xA0;
}

bool
encoding_has_c1(struct str s)
{
	for (ptrdiff_t at; (at = str_chr(s, (char)0xC2)) >= 0; ) {
		if (is_c1(latin1_at(s, at)))
			return true;
		s = str_skip(s, at + 1);
	}
	return false;
}

/*
 * UTF-8 taken for Latin-1 and encoded once more: characters whose Latin-1
 * bytes are one character of UTF-8, with a control among them.  The bytes go
 * to out; their number, or 0.
 */
static ptrdiff_t
twice_encoded(struct str s, ptrdiff_t i, char *out)
{
	unsigned lead = latin1_at(s, i);
	ptrdiff_t n = lead < 0xC2 || lead > 0xF4 ? 0
	              : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
	bool control = false;

	for (ptrdiff_t k = 0; k < n; k++) {
		unsigned c = latin1_at(s, i + 2 * k);

		if (k && (c < 0x80 || c > 0xBF))
			return 0;
		control |= is_c1(c);
		out[k] = (char)c;
	}
	return control && utf8_valid((struct str){ out, n }) == n ? n : 0;
}

ptrdiff_t
encoding_mend_c1(struct str s, char *out)
{
	char *p = out, bytes[4];

	for (ptrdiff_t i = 0; i < s.len; i++) {
		unsigned c = latin1_at(s, i);
		ptrdiff_t n = c ? twice_encoded(s, i, bytes) : 0;

		if (n) {
			memcpy(p, bytes, (size_t)n);
			p += n;
			i += 2 * n - 1;
		} else if (is_c1(c) && high_1252[c - 0x80]) {
			p = put_character(p, high_1252[c - 0x80]);
			i++;
		} else {
			*p++ = s.s[i];
		}
	}
	return p - out;
}
