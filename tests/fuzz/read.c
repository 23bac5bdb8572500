/* SPDX-License-Identifier: MIT */
/*
 * Any bytes as an input file.  Whatever they are: the ledger balances, every
 * physical line is in exactly one record, no row comes twice, cells are valid
 * UTF-8, and it does not matter in what pieces the bytes arrive, or whether
 * plain lines are taken in stretches.
 */
#include "base/utf8.h"
#include "read/clean.h"
#include "read/dialect_int.h"
#include "read/header_int.h"
#include "read/records_int.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const char rules_text[] =
	"rules: fuzz\n"
	"kinds:\n"
	"  - kind: staff\n"
	"    signature: [[person_id, pay]]\n"
	"  - kind: skills\n"
	"    signature: [[person_id, skill]]\n"
	"columns:\n"
	"  - {field: person_id, match: ['^id$']}\n"
	"  - {field: name, match: ['^name$']}\n"
	"  - {field: pay, match: ['^pay$']}\n"
	"  - {field: skill, match: ['^skill']}\n"
	"values: []\n"
	"total: ['^total']\n"
	"footer: ['^end of']\n";

NORETURN static void
out(void *ctx, size_t want)
{
	(void)ctx;
	fprintf(stderr, "no memory for %zu bytes\n", want);
	abort();
}

static void
must(bool fact, const char *what)
{
	if (fact)
		return;
	fprintf(stderr, "not so: %s\n", what);
	abort();
}

/* ---- records: the same in any pieces ---- */

static uint64_t
mix(uint64_t h, uint64_t x)
{
	return (h ^ x) * 0x9E3779B97F4A7C15u ^ h >> 29;
}

static uint64_t
mix_record(uint64_t h, const struct record *r)
{
	h = mix(mix(mix(h, (uint64_t)r->line), (uint64_t)r->last_line), r->what);
	h = mix(mix(h, (uint64_t)r->n), (uint64_t)r->kept);
	for (int32_t i = 0; i < r->kept; i++) {
		struct str s = r->cell[i];

		must(utf8_valid(s) == s.len, "cells are UTF-8");
		h = mix(h, (uint64_t)s.len);
		for (ptrdiff_t k = 0; k < s.len; k++)
			h = mix(h, (unsigned char)s.s[k]);
	}
	return h;
}

static uint64_t
read_records(struct arena *mem, struct str text, ptrdiff_t piece,
             const struct dialect *d, bool keep_blanks, bool judged)
{
	struct bytes bytes;
	enum bytes_verdict verdict;
	const char *what;
	struct batch b;
	int64_t next = 1;
	uint64_t h = 0;

	bytes_of_pieces(&bytes, mem, text, piece);
	must(bytes_look(&bytes, STR("UTF-8"), &verdict, &what), "UTF-8 is known");
	struct csvin *c = csvin_new(mem, &bytes, d, keep_blanks, 1);
	c->never_plain |= judged;
	while (csvin_next(c, &b))
		for (ptrdiff_t i = 0; i < b.n; i++) {
			must(b.v[i].line == next, "records follow each other");
			must(b.v[i].last_line >= b.v[i].line, "forward");
			next = b.v[i].last_line + 1;
			h = mix_record(h, &b.v[i]);
		}
	return h;
}

static void
try_pieces(struct str text)
{
	static const ptrdiff_t pieces[] = { 1, 7, 4096 };
	struct arena mem;
	struct dialect d;

	arena_init(&mem, out, NULL);
	struct dialect_sample s = { .text = { text, { "", 0 }, { "", 0 } } };
	d = dialect_find(&mem, &s, (struct dialect_fixed){ 0, 0 });
	for (int keep = 0; keep < 2; keep++) {
		uint64_t whole = read_records(&mem, text, text.len + 1, &d,
		                              keep, false);

		for (int i = 0; i < 3; i++)
			must(read_records(&mem, text, pieces[i], &d, keep,
			                  false) == whole,
			     "pieces do not matter");
		must(read_records(&mem, text, text.len + 1, &d, keep, true) ==
		     whole, "plain lines are as if they were judged");
	}
	arena_free(&mem);
}

/* ---- a file ---- */

struct seen {
	const struct shape *shape;
	int64_t rows, last;
};

static bool
on_table(void *ctx, const struct shape *shape)
{
	struct seen *s = ctx;

	s->shape = shape;
	return shape->kind == K_STAFF;
}

static void
on_rows(void *ctx, const struct row *row, ptrdiff_t n)
{
	struct seen *s = ctx;

	for (ptrdiff_t i = 0; i < n; i++) {
		must(row[i].line > s->last, "no row comes twice");
		s->last = row[i].last_line;
		s->rows++;
		for (ptrdiff_t k = 0; k < s->shape->n; k++)
			must(utf8_valid(row[i].cell[k]) ==
			     row[i].cell[k].len, "cells are UTF-8");
	}
}

static void
try_input(struct reader *r, struct str path)
{
	struct seen seen = { 0 };
	struct sink sink = { &seen, on_table, on_rows, NULL };
	enum st st;
	struct input *in = input_open(r, path, false, &st);

	if (!in)
		return;
	must(input_rows(in, &sink) == ST_OK, "memory can be read");
	r->ledger->v[input_file(in)].count[ROW_USED] += seen.rows;
	must(ledger_balances(r->ledger), "the ledger balances");
	input_close(in);
}

static void
on_clean(void *ctx, const struct str *cell, ptrdiff_t n)
{
	(void)ctx;
	for (ptrdiff_t i = 0; i < n; i++)
		must(utf8_valid(cell[i]) == cell[i].len, "cells are UTF-8");
}

static void
try_file(struct str path, const struct rules *rules,
         struct regex_scratch *regex)
{
	struct arena mem;
	struct diags diags;
	struct clean_report report;
	struct clean_options o = { .table = 1 };
	struct clean_sink sink = { NULL, on_clean };

	arena_init(&mem, out, NULL);
	diags_init(&diags, &mem);
	struct ledger ledger = { .mem = &mem };
	struct reader r = { .mem = &mem, .rules = rules, .regex = regex,
	                    .ledger = &ledger, .diags = &diags };
	try_input(&r, path);
	enum st st = clean_file(&mem, path, &o, &sink, &report, &diags);
	must(st == ST_OK || st == ST_CONFIG, "memory can be read");
	for (ptrdiff_t i = 0; i < diags.n; i++) {
		struct str line = diag_line(&mem, &diags.v[i]);
		must(utf8_valid(line) == line.len, "messages are UTF-8");
	}
	arena_free(&mem);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena mem;
	struct diags diags;
	char path[64];

	arena_init(&mem, out, NULL);
	diags_init(&diags, &mem);
	struct rules *rules = rules_load(&mem, STR("fuzz.yaml"),
		(struct str){ rules_text, sizeof rules_text - 1 }, &diags);
	must(rules != NULL, "the rules load");
	struct regex_scratch *regex = regex_scratch_new(&mem);

	try_pieces((struct str){ (const char *)data, (ptrdiff_t)size });
	int fd = memfd_create("fuzz", 0);
	must(fd >= 0 && write(fd, data, size) == (ssize_t)size, "a memfd");
	snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
	try_file(str_of(path), rules, regex);
	close(fd);
	regex_scratch_free(regex);
	rules_free(rules);
	arena_free(&mem);
	return 0;
}
