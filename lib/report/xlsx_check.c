/* SPDX-License-Identifier: MIT */
/*
 * Reading the finished file back: a ZIP archive by its central directory,
 * each part inflated and scanned as it comes.  Nothing here trusts the file.
 */
#include "report/xlsx_int.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zlib.h>

enum { DEPTH = 64, NAME = 64, TAG = 256, CHUNK = 64 << 10 };

/* What a part is known by after its scan. */
struct scan {
	enum { SCAN_TEXT, SCAN_TAG, SCAN_QUOTES, SCAN_BROKEN } state;
	char quote, last;             /* last: the byte before in a tag    */
	char tag[TAG];                /* its beginning, after the "<"      */
	ptrdiff_t n_tag, depth;
	char open[DEPTH][NAME];       /* names of the open elements        */
	bool closed;                  /* the root element has ended        */
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

/* The name that a tag's text begins with; empty when too long. */
static struct str
tag_name(const struct scan *x, ptrdiff_t from)
{
	ptrdiff_t i = from;

	while (i < x->n_tag && !strchr(" \t\r\n/>", x->tag[i]))
		i++;
	if (i - from >= NAME)
		i = from;
	return (struct str){ x->tag + from, i - from };
}

static void
count_element(struct scan *x, struct str name)
{
	static const char attribute[] = " uniqueCount=\"";
	struct str tag = { x->tag, x->n_tag };
	ptrdiff_t at;

	x->n_row += str_eq(name, STR("row"));
	x->n_cell += str_eq(name, STR("c"));
	x->n_shared += str_eq(name, STR("c")) &&
	               str_find(tag, STR(" t=\"s\"")) >= 0;
	x->n_sheet += str_eq(name, STR("sheet"));
	x->n_string += str_eq(name, STR("si"));
	if (!str_eq(name, STR("sst")) ||
	    (at = str_find(tag, str_of(attribute))) < 0)
		return;
	x->want_string = 0;
	for (at += (ptrdiff_t)sizeof attribute - 1;
	     at < tag.len && tag.s[at] >= '0' && tag.s[at] <= '9' &&
	     x->want_string < INT32_MAX; at++)
		x->want_string = x->want_string * 10 + (tag.s[at] - '0');
}

/* A tag has been read up to its ">". */
static bool
end_tag(struct scan *x)
{
	if (x->n_tag > 0 && x->tag[0] == '?')
		return x->last == '?' && x->depth == 0 && !x->closed;
	bool ends = x->n_tag > 0 && x->tag[0] == '/', alone = x->last == '/';
	struct str name = tag_name(x, ends);

	if (name.len == 0 || name.s[0] == '!' || x->closed)
		return false;
	if (ends) {
		if (x->depth == 0 ||
		    !str_eq(name, str_of(x->open[x->depth - 1])))
			return false;
		x->closed = --x->depth == 0;
		return true;
	}
	count_element(x, name);
	if (alone) {
		x->closed = x->depth == 0;
		return true;
	}
	if (x->depth == DEPTH)
		return false;
	memcpy(x->open[x->depth], name.s, (size_t)name.len);
	x->open[x->depth++][name.len] = '\0';
	return true;
}

static void
scan_tag_byte(struct scan *x, char c)
{
	if (x->state == SCAN_QUOTES) {
		if (c == x->quote)
			x->state = SCAN_TAG;
		else if (c == '<')
			x->state = SCAN_BROKEN;
	} else if (c == '>') {
		x->state = end_tag(x) ? SCAN_TEXT : SCAN_BROKEN;
		return;
	} else if (c == '"' || c == '\'') {
		x->state = SCAN_QUOTES;
		x->quote = c;
	} else if (c == '<') {
		x->state = SCAN_BROKEN;
	}
	x->last = c;
	if (x->n_tag < TAG)
		x->tag[x->n_tag++] = c;
}

static void
scan_bytes(struct scan *x, const char *p, ptrdiff_t n)
{
	const char *end = p + n;

	while (p < end && x->state != SCAN_BROKEN) {
		if (x->state != SCAN_TEXT) {
			scan_tag_byte(x, *p++);
			continue;
		}
		const char *lt = memchr(p, '<', (size_t)(end - p));
		const char *stop = lt ? lt : end;
		if (x->depth == 0)
			for (; p < stop; p++)
				if (!strchr(" \t\r\n", *p) || *p == '\0')
					x->state = SCAN_BROKEN;
		p = stop;
		if (lt && x->state == SCAN_TEXT) {
			p++;
			x->state = SCAN_TAG;
			x->n_tag = 0;
			x->last = 0;
		}
	}
}

/* Inflate a part into the scan; false when it is not what the file states. */
static bool
inflate_part(const struct part *p, const char *data, struct scan *x)
{
	char out[CHUNK];
	uLong crc = crc32(0, NULL, 0);
	z_stream z = {
		.next_in = (Bytef *)(uintptr_t)data, .avail_in = p->packed,
	};
	int rc = inflateInit2(&z, -MAX_WBITS);

	while (rc == Z_OK) {
		z.next_out = (Bytef *)out;
		z.avail_out = CHUNK;
		rc = inflate(&z, Z_NO_FLUSH);
		ptrdiff_t n = CHUNK - (ptrdiff_t)z.avail_out;
		crc = crc32(crc, (const Bytef *)out, (uInt)n);
		scan_bytes(x, out, n);
		if (z.total_out > p->size)
			rc = Z_DATA_ERROR;
	}
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
	scan_bytes(x, file.s + at, p->size);
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

	if (x->state != SCAN_TEXT || !x->closed) {
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
