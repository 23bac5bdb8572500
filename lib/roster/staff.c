/* SPDX-License-Identifier: MIT */
#include "roster/staff.h"

#include "base/utf8.h"

enum {
	AT_ONCE = 256,                /* rows taken, a column after another */
	AHEAD = 32,                   /* ids fetched before the first of them
	                                 is looked up                      */
};

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
}

static int
pay_index(enum field f)
{
	for (int i = 0; i < PAY_FIELDS; i++)
		if (pay_fields[i] == f)
			return i;
	return -1;
}

/* Cells of pay; a column ends with its last one that is not empty. */
static void
take_pay(struct staff *st, const struct desk_column *c, ptrdiff_t from,
         ptrdiff_t n)
{
	struct pay_column *to = &st->pay[pay_index(c->field)];
	const struct pay_text *pay = c->pay + from;

	while (n && pay[n - 1].state == VALUE_EMPTY && !c->number[from + n - 1])
		n--;
	if (!n)
		return;
	VEC_ROOM(st->mem, to, st->n + n - to->n);
	while (to->n < st->n)
		to->v[to->n++] = (struct pay_text){ .state = VALUE_EMPTY };
	memcpy(to->v + to->n, pay, (size_t)n * sizeof *pay);
	to->n += n;
}

static struct own_values *
own_of(struct staff *st, enum field f)
{
	return f == F_SKILL ? &st->skills : f == F_DUTY ? &st->duties
	                                                : &st->credentials;
}

/* Values of which a row may hold several: a row after another. */
static void
take_values(struct staff *st, const struct desk *d, ptrdiff_t n)
{
	for (ptrdiff_t row = 0; row < n; row++)
		for (ptrdiff_t i = 0; i < d->shape->n; i++) {
			enum field f = d->column[i].field;
			uint32_t raw = 0;

			if (field_info[f].type == FIELD_VALUES)
				raw = desk_raw_at(d, i, row);
			if (raw)
				*VEC_PUSH(st->mem, own_of(st, f)) =
					(struct own_value){
						(uint32_t)(st->n + row), raw };
		}
}

static void
take_columns(struct staff *st, const struct desk *d, ptrdiff_t n)
{
	uint32_t raw[AT_ONCE];
	bool values = false;

	for (ptrdiff_t i = 0; i < d->shape->n; i++) {
		const struct desk_column *c = &d->column[i];

		if (c->does < DESK_PAY)
			continue;
		if (field_info[c->field].type == FIELD_VALUES) {
			values = true;
			continue;
		}
		if (c->does == DESK_PAY)
			take_pay(st, c, d->taken, n);
		desk_raw(d, i, n, raw);
		column_put_all(st->mem, &st->column[c->field], st->n, raw, n);
	}
	if (values)
		take_values(st, d, n);
}

static void
take_rows(struct staff *st, const struct desk *d, ptrdiff_t n)
{
	const struct intern_want *id = d->id + d->taken;

	VEC_ROOM(st->mem, st, n);
	for (ptrdiff_t i = 0; i < n; i++) {
		const struct row *r = &d->row[d->taken + i];
		int64_t lines = r->last_line - r->line + 1;

		if (i % AHEAD == 0)
			intern_fetch(&st->ids, id + i,
			             n - i < AHEAD ? n - i : AHEAD);
		st->v[st->n++] = (struct staff_row){
			.hash = r->hash,
			.id = intern_put_wanted(&st->ids, &id[i]),
			.line = (uint32_t)r->line,
			.lines = (uint16_t)(lines > UINT16_MAX ? UINT16_MAX
			                                       : lines),
			.file = d->shape->file,
			.class = ROW_USED,
		};
	}
}

void
staff_take(struct staff *st, struct desk *d, ptrdiff_t n)
{
	for (ptrdiff_t k; n; n -= k) {
		k = n < AT_ONCE ? n : AT_ONCE;
		desk_settle(d, st->pool, k);
		take_columns(st, d, k);
		take_rows(st, d, k);
		d->taken += k;
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
	while (st->v[first + b->n - 1].file != b->file)
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
