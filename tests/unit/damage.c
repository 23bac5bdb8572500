/* SPDX-License-Identifier: MIT */
/*
 * Clean tables damaged at random, by seed: whatever is done to some rows, all
 * others come out as they were, and the ledger balances.
 */
#include "read/clean.h"
#include "read/input.h"

#include "read_rules.h"
#include "unit.h"

#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

enum { SEEDS = 150, DATA = 120, COLUMNS = 3, KINDS = 9 };

/* A table: its rows as they were, and which of them are damaged. */
struct table {
	struct arena *mem;
	struct str cell[DATA][COLUMNS];
	bool damaged[DATA], seen[DATA];
	struct sbuf text;             /* the file                          */
	int64_t rows;                 /* handed to the sink                */
	uint64_t seed;
};

static uint32_t
next(struct table *t, uint32_t below)
{
	t->seed = t->seed * 6364136223846793005u + 1442695040888963407u;
	return (uint32_t)(t->seed >> 33) % below;
}

/* One row in one of the ways that tables are written. */
static struct str
write_row(struct table *t, const struct str *cell, int style)
{
	static const char delimiter[] = { ',', ',', ';', '\t' };
	struct sbuf b = { .mem = t->mem };

	for (int i = 0; i < COLUMNS; i++) {
		bool quote = style == 1 || str_chr(cell[i], ',') >= 0;

		if (i)
			sbuf_fill(&b, delimiter[style], 1);
		sbuf_fmt(&b, quote ? "\"%.*s\"" : "%.*s", FMT(cell[i]));
	}
	return sbuf_str(&b);
}

/* A byte too many, too few or wrong; the end cut off; a line end in it. */
static struct str
damage(struct table *t, struct str row)
{
	static const struct { const char *byte; int n, skip; } what[KINDS] = {
		{ "", 0, 1 }, { "\"", 1, 0 }, { ",", 1, 0 }, { "\xE9", 1, 0 },
		{ "\0", 1, 0 }, { "\"", 1, 1 }, { "\n", 1, 0 }, { "", 0, 999 },
		{ "\"\"", 2, 0 },
	};
	struct sbuf b = { .mem = t->mem };
	uint32_t kind = next(t, KINDS);
	ptrdiff_t at = next(t, (uint32_t)row.len);

	sbuf_put(&b, (struct str){ row.s, at });
	sbuf_put(&b, (struct str){ what[kind].byte, what[kind].n });
	sbuf_put(&b, str_skip(row, at + what[kind].skip));
	return sbuf_str(&b);
}

static void
make_table(struct table *t, struct arena *mem, uint64_t seed)
{
	static const char *const places[] = { "ICU", "ER", "Ward 5, East" };
	const struct str head[] = { STR("ID"), STR("Name"), STR("Pay") };
	int style = (int)(seed % 4);

	*t = (struct table){ .mem = mem, .text = { .mem = mem }, .seed = seed };
	sbuf_put(&t->text, write_row(t, head, style));
	for (int i = 0; i < DATA; i++) {
		t->cell[i][0] = str_fmt(mem, "E%04d", i);
		t->cell[i][1] = str_fmt(mem, "Ann %d, %s", i, places[i % 3]);
		t->cell[i][2] = str_fmt(mem, "%d.%02d", 12 + i % 9, i % 100);
		struct str row = write_row(t, t->cell[i], style);
		t->damaged[i] = next(t, 8) == 0;
		sbuf_fill(&t->text, '\n', 1);
		sbuf_put(&t->text, t->damaged[i] ? damage(t, row) : row);
	}
	sbuf_fill(&t->text, '\n', 1);
}

/* A row came: is it one of the table's? */
static void
see(struct table *t, const struct str *cell, ptrdiff_t n)
{
	long at = n == COLUMNS && cell[0].len == 5
	          ? strtol(str_z(t->mem, cell[0]) + 1, NULL, 10) : DATA;

	if (at >= 0 && at < DATA && str_eq(cell[0], t->cell[at][0]) &&
	    str_eq(cell[1], t->cell[at][1]) && str_eq(cell[2], t->cell[at][2]))
		t->seen[at] = true;
}

static void
all_are_there(struct table *t, uint64_t seed, const char *where)
{
	for (int i = 0; i < DATA; i++) {
		OK(t->seen[i] || t->damaged[i], "seed %d: row %d is lost %s",
		   (int)seed, i, where);
		t->seen[i] = false;
	}
}

static void
on_clean(void *ctx, const struct str *cell, ptrdiff_t n)
{
	see(ctx, cell, n);
}

static bool
on_table(void *ctx, const struct shape *shape)
{
	(void)ctx;
	return shape->kind == K_STAFF && shape->n == COLUMNS;
}

static void
on_rows(void *ctx, const struct row *row, ptrdiff_t n)
{
	struct table *t = ctx;

	for (ptrdiff_t i = 0; i < n; i++)
		see(t, row[i].cell, COLUMNS);
	t->rows += n;
}

static void
read_both_ways(struct read_room *x, struct table *t, uint64_t seed)
{
	struct clean_sink clean = { t, on_clean };
	struct sink sink = { t, on_table, on_rows, NULL };
	struct clean_report report;
	char path[64];
	enum st st;
	int fd = memfd_create("damage", 0);

	OK(write(fd, t->text.v, (size_t)t->text.n) == t->text.n, "a memfd");
	snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
	st = clean_file(&x->mem, str_of(path), &(struct clean_options){ 0 },
	                &clean, &report, &x->diags);
	OK(st == ST_OK, "seed %d: cleaned, status %d", (int)seed, (int)st);
	all_are_there(t, seed, "by clean");
	struct input *in = input_open(&x->reader, str_of(path), false, &st);
	if (OK(in != NULL, "seed %d: recognised", (int)seed)) {
		OK(input_rows(in, &sink) == ST_OK, "seed %d: read", (int)seed);
		x->ledger.v[input_file(in)].count[ROW_USED] += t->rows;
		OK(ledger_balances(&x->ledger), "seed %d: balanced", (int)seed);
		all_are_there(t, seed, "by a report");
	}
	input_close(in);
	close(fd);
}

static void
undamaged_rows_survive(void)
{
	for (uint64_t seed = 1; seed <= SEEDS; seed++) {
		struct read_room x;
		struct table t;

		read_begin(&x);
		make_table(&t, &x.mem, seed);
		read_both_ways(&x, &t, seed);
		read_end(&x);
	}
}

const struct unit_test suite_damage[] = {
	TEST(undamaged_rows_survive), END,
};
