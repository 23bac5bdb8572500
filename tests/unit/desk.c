/* SPDX-License-Identifier: MIT */
/*
 * Rows made up at desks, in batches as they may come, against the same rows
 * made up and taken one by one: the tables, and the ids of texts in the pool.
 */
#include "roster/links.h"

#include "world.h"

enum { SEEDS = 40, ROWS_OF = 700, DESKS = 3, CELLS = 7 };

static const struct shape_column staff_columns[] = {
	{ F_PERSON_ID, 0, { "ID", 2 } }, { F_LOCATION, 1, { "Place", 5 } },
	{ F_SITE, 2, { "Site", 4 } }, { F_STATE, 3, { "State", 5 } },
	{ F_PAY, 4, { "Pay", 3 } }, { F_SKILL, 5, { "Skill", 5 } },
	{ F_SKILL, 6, { "Skill 2", 7 } },
};
static const struct shape_column link_columns[] = {
	{ F_PERSON_ID, 0, { "ID", 2 } }, { F_SKILL, 5, { "Skill", 5 } },
	{ F_SKILL, 6, { "Skill 2", 7 } },
};
static const struct shape shapes[] = {
	{ .kind = K_STAFF, .width = CELLS, .col = staff_columns, .n = 7 },
	{ .kind = K_SKILLS, .width = CELLS, .col = link_columns, .n = 3 },
	{ .kind = K_SKILLS, .width = CELLS, .col = link_columns, .n = 2 },
};

/* Tables that rows go into. */
struct tables {
	struct arena mem;
	struct pool pool;
	struct staff staff;
	struct links links[KIND_N];
	struct desk desk[DESKS];
	int64_t without_id;
};

static void
tables_open(struct tables *t, struct world *w)
{
	*t = (struct tables){ .mem = mem_arena() };
	pool_init(&t->pool, &t->mem, w->rules, w->regex);
	staff_init(&t->staff, &t->mem, &t->pool);
	links_init(&t->links[K_SKILLS], &t->mem, K_SKILLS);
	for (int i = 0; i < DESKS; i++)
		desk_init(&t->desk[i], &t->mem, &t->pool, &t->staff.ids,
		          t->links);
}

static void
tables_close(struct tables *t)
{
	for (int i = 0; i < DESKS; i++)
		desk_free(&t->desk[i]);
	arena_free(&t->mem);
}

static void
take(struct tables *t, struct desk *d, const struct shape *shape, ptrdiff_t n)
{
	struct links *l = &t->links[shape->kind];

	if (shape->kind == K_STAFF) {
		staff_take(&t->staff, d, n);
		return;
	}
	while (n && (n -= links_take(l, &t->mem, &t->pool, d, n))) {
		d->taken++;
		t->without_id++;
		n--;
	}
}

static unsigned
draw(unsigned *seed, unsigned n)
{
	*seed = *seed * 1103515245u + 12345u;
	return (*seed >> 16) % n;
}

/* A text: few different ones, of all lengths about that of an index's key. */
static struct str
text_of(struct arena *mem, unsigned *seed)
{
	static const char *const pay[] = { "12.50", "$ 13", "", "see note", " 7 " };
	unsigned r = draw(seed, 40), len = r % 20;
	char *s;

	if (r >= 35)
		return str_of(pay[r - 35]);
	s = NEW(mem, len + 1, char);
	memset(s, 'a' + (char)draw(seed, 3), len);
	return (struct str){ s, (ptrdiff_t)len };
}

/* Rows whose cells have the room behind them that cells have. */
static struct row *
rows_of(struct arena *mem, const struct shape *shape, unsigned *seed)
{
	struct row *row = NEW(mem, ROWS_OF, struct row);

	for (int i = 0; i < ROWS_OF; i++) {
		struct str *cell = NEW(mem, shape->n, struct str);

		for (ptrdiff_t k = 0; k < shape->n; k++) {
			bool id = shape->col[k].field == F_PERSON_ID;
			struct str s = !id ? text_of(mem, seed)
				: draw(seed, 9) ? str_fmt(mem, "E%u", draw(seed, 300))
				                : STR("");
			char *p = NEW(mem, s.len + CELL_SLACK, char);

			memset(p, 'x', (size_t)s.len + CELL_SLACK);
			memcpy(p, s.s, (size_t)s.len);
			cell[k] = (struct str){ p, s.len };
		}
		row[i] = (struct row){ .line = i + 2, .last_line = i + 2,
			               .hash = draw(seed, 1000), .cell = cell };
	}
	return row;
}

static bool
same_column(const struct column *a, const struct column *b, ptrdiff_t n)
{
	for (ptrdiff_t i = 0; i < n; i++)
		if (column_at(a, i) != column_at(b, i))
			return false;
	return true;
}

static bool
same_texts(const struct intern *a, const struct intern *b)
{
	if (a->n != b->n)
		return false;
	for (uint32_t i = 0; (ptrdiff_t)i < a->n; i++)
		if (!str_eq(intern_str(a, i), intern_str(b, i)))
			return false;
	return true;
}

static bool
same_staff(const struct staff *a, const struct staff *b)
{
	bool same = a->n == b->n && same_texts(&a->ids, &b->ids) &&
	            a->skills.n == b->skills.n &&
	            !memcmp(a->skills.v, b->skills.v,
	                    (size_t)a->skills.n * sizeof *a->skills.v);

	for (int f = 0; f < FIELD_N; f++)
		same = same && same_column(&a->column[f], &b->column[f], a->n);
	for (ptrdiff_t i = 0; same && i < a->n; i++) {
		struct pay_text x = staff_pay(a, i, 1), y = staff_pay(b, i, 1);

		same = a->v[i].id == b->v[i].id && a->v[i].hash == b->v[i].hash &&
		       a->v[i].line == b->v[i].line && x.state == y.state &&
		       x.amount_e4 == y.amount_e4;
	}
	return same;
}

static bool
same_links(const struct links *a, const struct links *b)
{
	bool same = a->n == b->n && a->line.n == b->line.n &&
	            same_texts(&a->strays, &b->strays);

	for (ptrdiff_t k = 0; k < a->stride; k++)
		same = same && same_column(&a->number[k], &b->number[k], a->n);
	for (ptrdiff_t i = 0; same && i < a->line.n; i++)
		same = a->line.v[i] == b->line.v[i];
	return same;
}

/* Any batches, at any of the desks, some of them made up in vain. */
static void
in_batches(struct tables *t, const struct shape *shape, const struct row *row,
           unsigned *seed)
{
	for (ptrdiff_t i = 0, n; i < ROWS_OF; i += n) {
		struct desk *d = &t->desk[draw(seed, DESKS)];

		n = 1 + (ptrdiff_t)draw(seed, 300);
		n = n < ROWS_OF - i ? n : ROWS_OF - i;
		desk_make_up(d, shape, row + i, n);
		if (draw(seed, 4) == 0)
			desk_make_up(d, shape, row + i, n);
		for (ptrdiff_t k, left = n; left; left -= k) {
			k = 1 + (ptrdiff_t)draw(seed, (unsigned)left);
			take(t, d, shape, k);
		}
	}
}

static void
desks_give_what_one_gives(void)
{
	for (unsigned s = 1; s <= SEEDS; s++) {
		struct world w;
		struct tables one, many;
		unsigned seed = s;
		bool same = true;

		world_open(&w);
		tables_open(&one, &w);
		tables_open(&many, &w);
		for (size_t k = 0; k < sizeof shapes / sizeof *shapes; k++) {
			struct row *row = rows_of(&w.mem, &shapes[k], &seed);

			for (ptrdiff_t i = 0; i < ROWS_OF; i++) {
				desk_make_up(one.desk, &shapes[k], row + i, 1);
				take(&one, one.desk, &shapes[k], 1);
			}
			in_batches(&many, &shapes[k], row, &seed);
		}
		for (int f = 0; f < FIELD_N; f++)
			same = same && (one.pool.owner[f] != f || same_texts(
				&one.pool.text[f], &many.pool.text[f]));
		OK(same, "seed %u: the ids of texts", s);
		OK(same_staff(&one.staff, &many.staff), "seed %u: staff", s);
		OK(same_links(&one.links[K_SKILLS], &many.links[K_SKILLS]),
		   "seed %u: links", s);
		OK(one.without_id == many.without_id && one.without_id > 0,
		   "seed %u: rows without an id", s);
		tables_close(&one);
		tables_close(&many);
		world_close(&w);
	}
}

/* Every length, and enough texts for the index to grow. */
static void
texts_have_their_numbers(void)
{
	struct arena mem = mem_arena();
	struct numbers t;
	bool good = true;

	numbers_init(&t, &mem);
	for (int round = 0; round < 2; round++)
		for (int i = 0; i < 5000; i++) {
			char text[64 + CELL_SLACK];
			uint32_t number = 0;
			int n = snprintf(text, sizeof text, "%.*d%d", i % 30, 0, i);

			numbers_put(&t, &(struct str){ text, n }, 1, &number);
			good = good && number == (uint32_t)i + 1;
		}
	OK(good && t.in.n == 5001, "each its own, the same the second time");
	struct str first[] = { STR("0123456789abcdef"), STR("0123456789abcdefg"),
		{ "x0123456789abcdef", 0 }, STR("0123456789abcdef") };
	uint32_t number[4];
	numbers_put(&t, first, 4, number);
	OK(number[0] == 5001 && number[1] == 5002 && number[2] == 0 &&
	   number[3] == 5001, "in order; the empty text is 0");
	arena_free(&mem);
}

const struct unit_test suite_desk[] = {
	TEST(desks_give_what_one_gives), TEST(texts_have_their_numbers), END,
};
