/* SPDX-License-Identifier: MIT */
/*
 * Reading the finished file back: a ZIP archive by its central directory,
 * each part inflated and scanned as it comes.  Nothing here trusts the file.
 *
 * A sheet of many people has tens of millions of tags, which is why the scan
 * goes from one to the next by memchr and looks at few bytes of each: the name,
 * and how it ends.  What is lost when a disk is full is the end of a part or a
 * piece of some kilobytes, not a byte of an attribute.
 */
#include "report/xlsx_int.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zlib.h>

enum { DEPTH = 64, NAME = 64, CHUNK = 64 << 10 };

/* An element that is open, or the one that a tag begins. */
struct element {
	char name[NAME];
	ptrdiff_t len;
};

/* What a part is known by after its scan. */
struct scan {
	bool broken;                  /* it is not XML                     */
	bool closed;                  /* the root element has ended        */
	ptrdiff_t depth;
	struct element open[DEPTH];
	int64_t n_row, n_cell, n_sheet, n_string;   /* elements            */
	int64_t n_shared;             /* cells whose string is elsewhere   */
	int64_t want_string;          /* as the part says itself, or -1    */
};

struct part {
	struct str name;
	uint32_t method, crc, packed, size, offset;
};

static uint32_t
le16(const char *p)
{
	const unsigned char *u = (const unsigned char *)p;

	return (uint32_t)(u[0] | u[1] << 8);
}

static uint32_t
le32(const char *p)
{
	return le16(p) | le16(p + 2) << 16;
}

static bool
is_named(const struct element *e, struct str name)
{
	return str_eq((struct str){ e->name, e->len }, name);
}

/* The number in an attribute of a tag, or -1. */
static int64_t
number_in(struct str tag, struct str attribute)
{
	ptrdiff_t at = str_find(tag, attribute);
	int64_t n = 0;

	if (at < 0)
		return -1;
	for (at += attribute.len; at < tag.len && tag.s[at] >= '0' &&
	     tag.s[at] <= '9' && n < INT32_MAX; at++)
		n = n * 10 + (tag.s[at] - '0');
	return n;
}

/* An element that is not a cell. */
static void
count_element(struct scan *x, const struct element *e, struct str tag)
{
	x->n_row += is_named(e, STR("row"));
	x->n_string += is_named(e, STR("si"));
	x->n_sheet += is_named(e, STR("sheet"));
	if (is_named(e, STR("sst")))
		x->want_string = number_in(tag, STR(" uniqueCount=\""));
}

/* An end tag, "/c>" and what follows it; what is behind it, or NULL. */
static const char *
end_element(struct scan *x, const char *p, const char *end)
{
	const struct element *e = x->open + x->depth - 1;
	ptrdiff_t i = 0;

	if (x->depth == 0 || end - p < e->len + 2)
		return NULL;
	for (p++; i < e->len; i++)
		if (p[i] != e->name[i])
			return NULL;
	if (p[i] != '>')
		return NULL;
	x->closed = --x->depth == 0;
	return p + i + 1;
}

/*
 * A start tag without its "<": "c r="A1"/>"; what is behind it, or NULL.  That
 * one does not go on into another is not looked for in cells, which are
 * counted.
 */
static const char *
begin_element(struct scan *x, const char *p, const char *end)
{
	struct element *e = x->open + x->depth;
	const char *gt = p, *most = end - p < NAME ? end : p + NAME;
	ptrdiff_t n;

	if (x->closed || x->depth == DEPTH)
		return NULL;
	for (; gt < most && (unsigned char)*gt > ' ' && *gt != '>' && *gt != '/';
	     gt++)
		e->name[gt - p] = *gt;
	e->len = n = gt - p;
	if (n == 0 || gt == most)
		return NULL;
	if (*gt != '>' && !(gt = memchr(gt, '>', (size_t)(end - gt))))
		return NULL;
	bool alone = gt[-1] == '/', bare = p + n + alone == gt;
	if (!bare && gt[-1 - alone] != '"')
		return NULL;          /* cut in an attribute */
	if (n == 1 && *p == 'c') {
		x->n_cell++;
		x->n_shared += gt - p > 6 && memcmp(gt - 6, " t=\"s\"", 6) == 0;
	} else if (!bare && memchr(p, '<', (size_t)(gt - p))) {
		return NULL;
	} else if (n > 1) {
		count_element(x, e, (struct str){ p, gt - p });
	}
	x->depth += !alone;
	x->closed = x->depth == 0;
	return gt + 1;
}

/* A tag of which the "<" has been read; what is behind it, or NULL when it
 * does not end, or is not what may stand here. */
static const char *
scan_tag(struct scan *x, const char *p, const char *end)
{
	const char *gt;

	if (p == end || *p == '!')
		return NULL;
	if (*p == '/')
		return end_element(x, p, end);
	if (*p != '?')
		return begin_element(x, p, end);
	gt = memchr(p, '>', (size_t)(end - p));
	return gt && gt[-1] == '?' && x->depth == 0 && !x->closed ? gt + 1
	                                                          : NULL;
}

/* Nothing but white space stands outside the root element. */
static bool
is_blank(const char *p, const char *end)
{
	for (; p < end; p++)
		if (!strchr(" \t\r\n", *p) || *p == '\0')
			return false;
	return true;
}

/* Scan up to a tag that has not ended yet; how many bytes that are. */
static ptrdiff_t
scan_bytes(struct scan *x, const char *v, ptrdiff_t n)
{
	const char *p = v, *end = v + n;

	while (p < end && !x->broken) {
		const char *tag = *p == '<' ? p
			: memchr(p, '<', (size_t)(end - p));

		x->broken = x->depth == 0 && !is_blank(p, tag ? tag : end);
		if (!tag)
			break;
		p = scan_tag(x, tag + 1, end);
		if (!p && !memchr(tag, '>', (size_t)(end - tag)))
			return tag - v;
		x->broken |= !p;
		p = p ? p : end;
	}
	return n;
}

/* Inflate a part into the scan; false when it is not what the file states. */
static bool
inflate_part(const struct part *p, const char *data, struct scan *x)
{
	char out[CHUNK];
	ptrdiff_t kept = 0;           /* bytes of a tag that has not ended */
	uLong crc = crc32(0, NULL, 0);
	z_stream z = {
		.next_in = (Bytef *)(uintptr_t)data, .avail_in = p->packed,
	};
	int rc = inflateInit2(&z, -MAX_WBITS);

	while (rc == Z_OK) {
		z.next_out = (Bytef *)out + kept;
		z.avail_out = (uInt)(CHUNK - kept);
		rc = inflate(&z, Z_NO_FLUSH);
		ptrdiff_t n = CHUNK - (ptrdiff_t)z.avail_out;
		crc = crc32(crc, (const Bytef *)out + kept, (uInt)(n - kept));
		ptrdiff_t used = scan_bytes(x, out, n);
		kept = n - used;
		memmove(out, out + used, (size_t)kept);
		if (z.total_out > p->size || kept == CHUNK)
			rc = Z_DATA_ERROR;
	}
	x->broken |= kept > 0;
	bool ok = rc == Z_STREAM_END && z.total_out == p->size &&
	          z.total_in == p->packed && crc == p->crc;
	inflateEnd(&z);
	return ok;
}

/* Scan the part of the file that a directory entry names. */
static bool
read_part(struct str file, const struct part *p, struct scan *x)
{
	if (p->offset > file.len || file.len - p->offset < 30 ||
	    le32(file.s + p->offset) != 0x04034B50)
		return false;
	int64_t at = (int64_t)p->offset + 30 + le16(file.s + p->offset + 26) +
	             le16(file.s + p->offset + 28);
	if (at > file.len || p->packed > file.len - at)
		return false;
	if (p->method == Z_DEFLATED)
		return inflate_part(p, file.s + at, x);
	if (p->method != 0 || p->packed != p->size)
		return false;
	x->broken |= scan_bytes(x, file.s + at, p->size) < p->size;
	return p->crc == crc32(crc32(0, NULL, 0),
	                       (const Bytef *)file.s + at, p->size);
}

/* The entry of the directory at *at, which moves on; false at nonsense. */
static bool
next_part(struct str file, int64_t *at, struct part *p)
{
	const char *e = file.s + *at;

	if (*at > file.len - 46 || le32(e) != 0x02014B50)
		return false;
	*p = (struct part){
		.method = le16(e + 10), .crc = le32(e + 16),
		.packed = le32(e + 20), .size = le32(e + 24),
		.offset = le32(e + 42), .name = { e + 46, le16(e + 28) },
	};
	*at += 46 + p->name.len + le16(e + 30) + le16(e + 32);
	return *at <= file.len;
}

/* The end record: how many parts there are and where their directory is. */
static bool
find_directory(struct str file, int64_t *at, int64_t *n)
{
	for (ptrdiff_t i = file.len - 22;
	     i >= 0 && i >= file.len - 22 - 65535; i--) {
		if (le32(file.s + i) != 0x06054B50)
			continue;
		*n = le16(file.s + i + 10);
		*at = le32(file.s + i + 16);
		return i + 22 + le16(file.s + i + 20) == file.len &&
		       *at + le32(file.s + i + 12) == i;
	}
	return false;
}

/* The sheet that a part holds, or -1: "xl/worksheets/sheet3.xml" is 2. */
static ptrdiff_t
sheet_of_part(struct str name)
{
	struct str digits = str_skip(name, 19);
	ptrdiff_t n = 0;

	if (!str_starts(name, STR("xl/worksheets/sheet")))
		return -1;
	for (ptrdiff_t i = 0; i < digits.len && digits.s[i] != '.'; i++)
		n = n < 100000 ? n * 10 + (digits.s[i] - '0') : n;
	return n - 1;
}

/* Does a part hold what was written?  Says in *why what it does not. */
static bool
part_holds(struct arena *mem, const struct part *p, const struct scan *x,
           const struct xlsx_sheet *sheet, ptrdiff_t n_sheet, struct str *why)
{
	ptrdiff_t i = sheet_of_part(p->name);

	if (x->broken || !x->closed) {
		*why = str_fmt(mem, "read back: %.*s ends too early",
		               FMT(p->name));
		return false;
	}
	if (i >= 0 && (i >= n_sheet || x->n_row != sheet[i].n_row ||
	               x->n_cell != sheet[i].n_cell)) {
		*why = str_fmt(mem, "read back: sheet \"%s\" has %lld rows "
			"and %lld cells, not %lld and %lld",
			i < n_sheet ? sheet[i].name.s : "?",
			(long long)x->n_row, (long long)x->n_cell,
			i < n_sheet ? (long long)sheet[i].n_row : 0,
			i < n_sheet ? (long long)sheet[i].n_cell : 0);
		return false;
	}
	if ((str_eq(p->name, STR("xl/workbook.xml")) &&
	     x->n_sheet != n_sheet) ||
	    (x->want_string >= 0 && x->n_string != x->want_string)) {
		*why = str_fmt(mem, "read back: %.*s is not complete",
		               FMT(p->name));
		return false;
	}
	return true;
}

/* Whether all parts that a workbook cannot do without were among `seen`. */
static bool
is_needed(struct str name)
{
	static const char *const needed[] = {
		"[Content_Types].xml", "_rels/.rels", "xl/workbook.xml",
		"xl/_rels/workbook.xml.rels", "xl/styles.xml",
	};

	for (size_t i = 0; i < sizeof needed / sizeof *needed; i++)
		if (str_eq(name, str_of(needed[i])))
			return true;
	return sheet_of_part(name) >= 0;
}

static bool
check_file(struct arena *mem, struct str file, const struct xlsx_sheet *sheet,
           ptrdiff_t n_sheet, struct str *why)
{
	int64_t at, n, shared = 0;
	ptrdiff_t needed = 0;
	bool strings = false;

	if (!find_directory(file, &at, &n)) {
		*why = STR("read back: the file has no end");
		return false;
	}
	for (int64_t i = 0; i < n; i++) {
		struct part p;
		struct scan x = { .want_string = -1 };

		if (!next_part(file, &at, &p)) {
			*why = STR("read back: the directory is damaged");
			return false;
		}
		if (!read_part(file, &p, &x)) {
			*why = str_fmt(mem, "read back: %.*s is damaged",
			               FMT(p.name));
			return false;
		}
		if (!part_holds(mem, &p, &x, sheet, n_sheet, why))
			return false;
		needed += is_needed(p.name);
		strings |= str_eq(p.name, STR("xl/sharedStrings.xml"));
		shared += x.n_shared;
	}
	bool whole = needed == 5 + n_sheet && (strings || shared == 0);
	if (!whole)
		*why = STR("read back: parts are missing");
	return whole;
}

/* All bytes of a file, allocated; NULL with errno. */
static char *
read_all(const char *path, ptrdiff_t *len)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	struct stat st;
	char *v = NULL;

	*len = 0;
	if (fd >= 0 && fstat(fd, &st) == 0 &&
	    (v = malloc((size_t)st.st_size + 1)) != NULL)
		while (*len < st.st_size) {
			ssize_t n = read(fd, v + *len,
			                 (size_t)(st.st_size - *len));
			if (n < 0 && errno == EINTR)
				continue;
			if (n <= 0)
				break;
			*len += n;
		}
	if (fd >= 0)
		close(fd);
	return v;
}

bool
xlsx_check(struct arena *mem, const char *path, const struct xlsx_sheet *sheet,
           ptrdiff_t n_sheet, struct str *why)
{
	struct str file;
	char *v = read_all(path, &file.len);
	bool ok = false;

	file.s = v;
	if (v)
		ok = check_file(mem, file, sheet, n_sheet, why);
	else
		*why = str_fmt(mem, "read back: %s", strerror(errno));
	free(v);
	return ok;
}
