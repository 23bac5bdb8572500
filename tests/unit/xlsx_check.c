/* SPDX-License-Identifier: MIT */
/*
 * What is read back: archives that no ZIP tool faults, of which one part lacks
 * something, as from a temporary folder that was full for a while.
 */
#include "mem.h"
#include "unit.h"

#include "report/xlsx_int.h"

#include <stdio.h>
#include <unistd.h>
#include <zlib.h>

static void
put_number(struct sbuf *b, uint32_t n, int bytes)
{
	for (int i = 0; i < bytes; i++, n >>= 8)
		sbuf_fill(b, (char)(n & 0xFF), 1);
}

/* What the headers of a part, in both places, have in common. */
static void
put_part(struct sbuf *b, const char *name, struct str text)
{
	uLong crc = crc32(crc32(0, NULL, 0), (const Bytef *)text.s,
	                  (uInt)text.len);

	put_number(b, 20, 4);         /* version; no flags */
	put_number(b, 0, 2);          /* stored as it is */
	put_number(b, 0, 4);
	put_number(b, (uint32_t)crc, 4);
	put_number(b, (uint32_t)text.len, 4);
	put_number(b, (uint32_t)text.len, 4);
	put_number(b, (uint32_t)strlen(name), 4);
}

/* A workbook of one sheet, of what must be there only. */
static struct str
workbook(struct arena *mem, const char *sheet)
{
	const char *const part[][2] = {
		{ "[Content_Types].xml", "<a/>" }, { "_rels/.rels", "<a/>" },
		{ "xl/workbook.xml", "<a><sheet name=\"S\"/></a>" },
		{ "xl/_rels/workbook.xml.rels", "<a/>" },
		{ "xl/styles.xml", "<?xml version=\"1.0\"?>\n<a b=\"c\"></a>\n" },
		{ "xl/worksheets/sheet1.xml", sheet },
	};
	struct sbuf file = { .mem = mem }, list = { .mem = mem };

	for (ptrdiff_t i = 0; i < ROWS(part); i++) {
		struct str text = str_of(part[i][1]), name = str_of(part[i][0]);
		ptrdiff_t at = file.n;

		put_number(&file, 0x04034B50, 4);
		put_part(&file, name.s, text);
		sbuf_put(&file, name);
		sbuf_put(&file, text);
		put_number(&list, 0x02014B50, 4);
		put_number(&list, 20, 2);
		put_part(&list, name.s, text);
		put_number(&list, 0, 10);
		put_number(&list, (uint32_t)at, 4);
		sbuf_put(&list, name);
	}
	ptrdiff_t at = file.n;
	sbuf_put(&file, sbuf_str(&list));
	put_number(&file, 0x06054B50, 4);
	put_number(&file, 0, 4);
	put_number(&file, ROWS(part), 2);
	put_number(&file, ROWS(part), 2);
	put_number(&file, (uint32_t)list.n, 4);
	put_number(&file, (uint32_t)at, 4);
	put_number(&file, 0, 2);
	return sbuf_str(&file);
}

#define S(cells) "<s><row r=\"1\">" cells "</row></s>"

static void
misses_nothing(void)
{
	static const struct { bool ok; const char *why, *sheet; } row[] = {
		{ true, "two cells", S("<c r=\"A1\"/><c r=\"B1\"><v>2</v></c>") },
		{ true, "a mark in a text", S("<c/><c><v>a > b></v></c>") },
		{ true, "lines", "<s>\n<row\n r=\"1\"><c/><c></c></row></s>\r\n" },
		{ false, "no part at all", "" },
		{ false, "no tag", "abc" },
		{ false, "cut behind a cell", "<s><row><c/><c/>" },
		{ false, "cut in the last tag", "<s><row><c/><c/></row></s" },
		{ false, "cut in a name", "<s><row><c/><c/></ro" },
		{ false, "cut in an attribute", "<s><row><c/><c r=\"B" },
		{ false, "no end of a cell", S("<c/><c><v>2</v>") },
		{ false, "no end of a value", S("<c/><c><v>2</c>") },
		{ false, "no beginning of a value", S("<c/><c>2</v></c>") },
		{ false, "from an attribute into a text", S("<c/><c r=\"B2</v></c>") },
		{ false, "from an attribute into a tag", S("<c/><c r=\"Bc></c>") },
		{ false, "from a cell into a cell", S("<c r<c r=\"B\"/>") },
		{ false, "from a row into a row",
		  "<s><row r<row r=\"1\"><c/><c/></row></s>" },
		{ false, "from a name into an end", S("<c/><c></rc>") },
		{ false, "a cell too few", S("<c/>") },
		{ false, "a row too many", S("<c/></row><row><c/>") },
		{ false, "text behind the end", S("<c/><c/>") "x" },
		{ false, "a tag behind the end", S("<c/><c/>") "<s/>" },
	};
	struct arena a = mem_arena();
	struct xlsx_sheet sheet = { .name = STR("S"), .n_row = 1, .n_cell = 2 };
	char path[] = "/tmp/muster-check.XXXXXX";
	int fd = mkstemp(path);

	for (ptrdiff_t i = 0; i < ROWS(row); i++) {
		struct str file = workbook(&a, row[i].sheet), why = STR("");

		if (fd < 0 || ftruncate(fd, 0) ||
		    pwrite(fd, file.s, (size_t)file.len, 0) != file.len)
			unit_skip("no file in /tmp");
		bool got = xlsx_check(&a, path, &sheet, 1, &why);
		OK(got == row[i].ok, "%s: %s", row[i].why,
		   got ? "taken" : why.s);
		OK(got || why.len, "%s: says why", row[i].why);
	}
	close(fd);
	unlink(path);
	arena_free(&a);
}

const struct unit_test suite_xlsx_check[] = { TEST(misses_nothing), END };
