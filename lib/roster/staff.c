/* SPDX-License-Identifier: MIT */
#include "roster/staff.h"

#include "base/utf8.h"

/* Rows whose texts are hashed before the first of them is looked up. */
enum { AHEAD = 16 };

const enum field pay_fields[PAY_FIELDS] = {
	F_PAY_ANNUAL, F_PAY, F_PAY_MONTHLY, F_PAY_PERIOD, F_PAY_HOURLY,
	F_GRADE_MINIMUM, F_GRADE_MIDPOINT, F_GRADE_MAXIMUM,
};

void
staff_init(struct staff *st, struct arena *mem, struct pool *pool)
{
	*st = (struct staff){ .mem = mem, .pool = pool };
	intern_init(&st->ids, mem);
}

void
staff_table(struct staff *st, const struct shape *shape)
{
	field_set fields = 0;

	while (st->columns.n < (shape->file + 1) * (ptrdiff_t)FIELD_N)
		*VEC_PUSH(st->mem, &st->columns) = 0;
	int32_t *column = st->columns.v + shape->file * (ptrdiff_t)FIELD_N;
	for (ptrdiff_t i = 0; i < shape->n; i++) {
		struct str *header = &st->header[shape->col[i].field];

		column[shape->col[i].field] = shape->col[i].cell + 1;
		fields |= FIELD_BIT(shape->col[i].field);
		if (!header->len)
			*header = utf8_clean(st->mem, shape->col[i].header);
	}
	while (st->file_fields.n <= shape->file)
		*VEC_PUSH(st->mem, &st->file_fields) = 0;
	st->file_fields.v[shape->file] |= fields;
	while (st->shapes.n <= shape->file)
		*VEC_PUSH(st->mem, &st->shapes) = NULL;
	st->shapes.v[shape->file] = shape;
	st->fields |= fields;
	VEC_ROOM(st->mem, &st->cells, AHEAD * shape->n);
}

static int
pay_index(enum field f)
{
	for (int i = 0; i < PAY_FIELDS; i++)
		if (pay_fields[i] == f)
			return i;
	return -1;
}

/*
 * Pay is parsed at once and its text forgotten, unless somebody may want to
 * see it: nearly every text is another one.
 */
static void
take_pay(struct staff *st, ptrdiff_t row, enum field f, struct str cell)
{
	struct pay_column *c = &st->pay[pay_index(f)];
	struct pay_text pay = pay_parse(cell);

	if (pay.state == VALUE_EMPTY && cell.len == 0)
		return;
	while (c->n < row)
		*VEC_PUSH(st->mem, c) =
			(struct pay_text){ .state = VALUE_EMPTY };
	*VEC_PUSH(st->mem, c) = pay;
	if (!pay.places || pay.amount_e4 <= 0)
		column_put(st->mem, &st->column[f], row,
		           intern_put(pool_text(st->pool, f), cell));
}

static void
take_cell(struct staff *st, ptrdiff_t row, enum field f,
          const struct intern_want *cell)
{
	struct own_values *own = f == F_SKILL ? &st->skills :
		f == F_DUTY ? &st->duties : &st->credentials;

	switch (field_info[f].type) {
	case FIELD_ID:
		st->v[row].id = intern_put_wanted(cell);
		return;
	case FIELD_PAY:
		take_pay(st, row, f, cell->s);
		return;
	case FIELD_VALUES:
		if (cell->s.len)
			*VEC_PUSH(st->mem, own) = (struct own_value){
				(uint32_t)row, intern_put_wanted(cell)
			};
		return;
	default:
		if (cell->s.len)
			column_put(st->mem, &st->column[f], row,
			           intern_put_wanted(cell));
	}
}

static struct intern_want
look_at(struct staff *st, enum field f, struct str text)
{
	struct intern *in = pool_text(st->pool, f);

	if (field_info[f].type == FIELD_PAY)
		in = NULL;
	else if (field_info[f].type == FIELD_ID)
		in = &st->ids;
	return (struct intern_want){ in, str_trim(text), 0 };
}

static void
take_row(struct staff *st, const struct shape *shape, const struct row *r,
         const struct intern_want *cell)
{
	int64_t lines = r->last_line - r->line + 1;
	ptrdiff_t row = st->n;

	*VEC_PUSH(st->mem, st) = (struct staff_row){
		.hash = r->hash,
		.line = (uint32_t)r->line,
		.lines = (uint16_t)(lines > UINT16_MAX ? UINT16_MAX : lines),
		.file = (unsigned)shape->file & FILE_MOST,
		.class = ROW_USED,
	};
	for (ptrdiff_t i = 0; i < shape->n; i++)
		take_cell(st, row, shape->col[i].field, &cell[i]);
}

void
staff_take(struct staff *st, const struct shape *shape, const struct row *r,
           ptrdiff_t n)
{
	for (ptrdiff_t k, i = 0; i < n; i = k) {
		struct intern_want *c = st->cells.v;

		for (k = i; k < n && k < i + AHEAD; k++)
			for (ptrdiff_t j = 0; j < shape->n; j++)
				*c++ = look_at(st, shape->col[j].field,
				               r[k].cell[j]);
		intern_prepare(st->cells.v, c - st->cells.v);
		c = st->cells.v;
		for (k = i; k < n && k < i + AHEAD; k++, c += shape->n)
			take_row(st, shape, &r[k], c);
	}
}

bool
staff_block(const struct staff *st, struct staff_block *b)
{
	ptrdiff_t first = b->first + b->n, left = st->n - first;

	if (left <= 0)
		return false;
	b->first = first;
	b->n = left < STAFF_BLOCK ? left : STAFF_BLOCK;
	b->file = st->v[first].file;
	while (st->v[first + b->n - 1].file != (unsigned)b->file)
		b->n--; /* the rows of a file stand together */
	return true;
}

struct str
staff_pay_text(const struct staff *st, struct arena *mem, ptrdiff_t row,
               int which)
{
	enum field f = pay_fields[which];
	uint32_t raw = staff_raw(st, row, f);
	struct pay_text t = staff_pay(st, row, which);

	if (raw || !t.places)
		return pool_str(st->pool, f, raw);
	char text[PAY_WRITTEN];
	return str_dup(mem, (struct str){ text, pay_write(t, text) });
}

void
staff_pay_comma(struct staff *st, ptrdiff_t row, int which)
{
	enum field f = pay_fields[which];
	struct arena scratch = arena_like(st->mem);
	struct str text = staff_pay_text(st, &scratch, row, which);
	uint32_t raw = intern_put(pool_text(st->pool, f), text);

	st->pay[which].v[row] = pay_parse_comma(text);
	column_put(st->mem, &st->column[f], row, raw);
	arena_free(&scratch);
}
