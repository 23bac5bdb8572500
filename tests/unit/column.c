/* SPDX-License-Identifier: MIT */
/* Ids in as few bytes as they need, and walks over them by blocks. */
#include "roster/links.h"

#include "mem.h"
#include "unit.h"

/* What is read of a run of rows is what column_at says of each. */
static void
check_read(const struct column *c, ptrdiff_t row, ptrdiff_t n, const char *why)
{
	uint32_t got[32];
	bool good = true;

	memset(got, 0xFF, sizeof got);
	column_read(c, row, n, got);
	for (ptrdiff_t i = 0; i < n; i++)
		good &= got[i] == column_at(c, row + i);
	OK(good && got[n] == UINT32_MAX, "%s: rows %td to %td", why, row,
	   row + n);
}

static void
reads(void)
{
	static const struct { const char *why; uint32_t id; int shift; } row[] = {
		{ "one byte", 255, 0 }, { "two bytes", 65535, 1 },
		{ "four bytes", UINT32_MAX, 2 },
	};

	for (ptrdiff_t i = 0; i < ROWS(row); i++) {
		struct arena a = mem_arena();
		struct column c = { 0 };

		check_read(&c, 0, 5, "an empty column");
		for (uint32_t r = 0; r < 20; r += 2)
			column_put(&a, &c, r, r + 1);
		column_put(&a, &c, 20, row[i].id);
		OK(c.shift == row[i].shift, "%s", row[i].why);
		OK(column_at(&c, 20) == row[i].id, "the greatest id");
		check_read(&c, 0, 21, row[i].why);
		check_read(&c, 3, 9, row[i].why);
		check_read(&c, 15, 12, "beyond the last row");
		check_read(&c, 40, 3, "nothing but beyond");
		arena_free(&a);
	}
}

/* Blocks are of one file each, and are all rows, once. */
static void
blocks_of_links(void)
{
	static const struct { int32_t file; ptrdiff_t rows; } files[] = {
		{ 3, LINK_BLOCK + 1 }, { 4, 0 }, { 6, 5 }, { 7, LINK_BLOCK },
	};
	struct arena a = mem_arena();
	struct links l;
	struct link_cursor at = { 0 };
	uint32_t id[LINK_BLOCK];

	links_init(&l, &a, K_SKILLS);
	for (ptrdiff_t f = 0; f < ROWS(files); f++) {
		*VEC_PUSH(&a, &l.files) = (struct link_file){
			.file = files[f].file, .first = l.n };
		for (ptrdiff_t i = 0; i < files[f].rows; i++, l.n++)
			column_put(&a, &l.number[0], l.n, (uint32_t)l.n + 1);
	}
	for (struct link_block b = { 0 }; links_block(&l, &b);) {
		OK(b.n > 0 && b.n <= LINK_BLOCK, "%td rows", b.n);
		block_read(&b, 0, id);
		for (ptrdiff_t i = 0; i < b.n; i++)
			if (!OK(links_next(&l, &at) && link_id(&at) == id[i] &&
			        at.file == b.file, "row %td", b.first + i))
				return;
	}
	OK(!links_next(&l, &at), "all rows");
	arena_free(&a);
}

static void
blocks_of_staff(void)
{
	struct arena a = mem_arena();
	struct staff st = { 0 };
	ptrdiff_t rows = 0;

	for (unsigned f = 2; f < 6; f++)
		for (unsigned i = 0; i < f * STAFF_BLOCK / 3; i++)
			*VEC_PUSH(&a, &st) = (struct staff_row){
				.file = f & FILE_MOST };
	for (struct staff_block b = { 0 }; staff_block(&st, &b);) {
		OK(b.first == rows && b.n > 0 && b.n <= STAFF_BLOCK,
		   "%td rows from %td on", b.n, b.first);
		for (ptrdiff_t i = b.first; i < b.first + b.n; i++)
			if (!OK((int32_t)st.v[i].file == b.file, "row %td", i))
				return;
		rows += b.n;
	}
	OK(rows == st.n, "all rows");
	arena_free(&a);
}

const struct unit_test suite_column[] = {
	TEST(reads), TEST(blocks_of_links), TEST(blocks_of_staff), END
};
