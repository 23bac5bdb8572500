/* SPDX-License-Identifier: MIT */
#include "read/header_int.h"

enum { CANDIDATES = 40 };             /* rows tried before giving up */

void
record_copy(struct arena *mem, const struct record *r, struct record *out)
{
	struct str *cell = NEW(mem, r->kept, struct str);
	ptrdiff_t n = 0;

	for (int32_t j = 0; j < r->kept; j++)
		n += r->cell[j].len;
	char *text = NEW(mem, n + CELL_SLACK, char);
	*out = *r;
	for (int32_t j = 0; j < r->kept; j++) {
		cell[j] = (struct str){ text, r->cell[j].len };
		if (r->cell[j].len)
			memcpy(text, r->cell[j].s, (size_t)r->cell[j].len);
		text += r->cell[j].len;
	}
	out->cell = cell;
	out->raw = str_dup(mem, r->raw);
}

void
head_read(struct arena *mem, struct str text, const struct dialect *d,
          bool keep_blanks, ptrdiff_t max, struct head *head)
{
	struct arena scratch = arena_like(mem);
	struct bytes bytes;
	struct batch b;

	bytes_of_text(&bytes, &scratch, text);
	struct csvin *c = csvin_new(&scratch, &bytes, d, keep_blanks, 1);
	while (head->n < max && csvin_next(c, &b)) {
		for (ptrdiff_t i = 0; i < b.n && head->n < max; i++) {
			struct record *r = VEC_PUSH(mem, head);

			record_copy(mem, &b.v[i], r);
		}
	}
	arena_free(&scratch);
}

int32_t
record_width(const struct record *r)
{
	int32_t n = r->kept;

	while (n > 0 && !cell_trim(r->cell[n - 1]).len)
		n--;
	return n;
}

int32_t
record_filled(const struct record *r)
{
	int32_t n = 0;

	for (int32_t i = 0; i < r->kept; i++)
		n += cell_trim(r->cell[i]).len > 0;
	return n;
}

bool
same_cells(const struct record *a, const struct record *b)
{
	int32_t n = record_width(b);

	if (!n || record_width(a) != n)
		return false;
	for (int32_t i = 0; i < n; i++)
		if (!str_eq(str_trim(a->cell[i]), str_trim(b->cell[i])))
			return false;
	return true;
}

/* Letters at p that begin the name of a month, in English. */
static bool
is_month(const char *p, ptrdiff_t n)
{
	static const char months[] = "janfebmaraprmayjunjulaugsepoctnovdec";
	char low[3];

	if (n < 3 || n > 9)
		return false;
	for (int i = 0; i < 3; i++)
		low[i] = (char)(p[i] | 0x20);
	for (int i = 0; i < 36; i += 3)
		if (memcmp(low, months + i, 3) == 0)
			return true;
	return false;
}

/*
 * More digits than letters; or a date in words, which is two numbers and a
 * month: "April 5, 2018".  Two or more: "Oct 2014" may be a column's name.
 */
bool
is_figure(struct str s)
{
	ptrdiff_t digits = 0, letters = 0, numbers = 0, words = 0;
	bool month = false;

	for (ptrdiff_t i = 0, run; i < s.len; i += run) {
		unsigned char c = (unsigned char)s.s[i];
		bool digit = c >= '0' && c <= '9';
		bool letter = (c | 0x20) >= 'a' && (c | 0x20) <= 'z';

		for (run = 1; i + run < s.len; run++) {
			unsigned char d = (unsigned char)s.s[i + run];
			if ((digit && (d < '0' || d > '9')) ||
			    (letter && ((d | 0x20) < 'a' || (d | 0x20) > 'z')) ||
			    (!digit && !letter))
				break;
		}
		digits += digit ? run : 0;
		letters += letter ? run : c >= 0x80;
		numbers += digit;
		words += letter;
		month |= letter && is_month(s.s + i, run);
	}
	return digits > letters || (month && words == 1 && numbers == 2);
}

bool
header_like(const struct record *r)
{
	int32_t names = 0, figures = 0;

	if (r->what != RECORD_CELLS)
		return false;
	for (int32_t i = 0; i < r->kept; i++) {
		struct str s = str_trim(r->cell[i]);

		if (!s.len)
			continue;
		if (is_figure(s))
			figures++;
		else
			names++;
	}
	return names >= 1 && names >= figures;
}

const struct str *
header_join(struct arena *mem, const struct record *const *row, ptrdiff_t n,
            ptrdiff_t *width)
{
	*width = 0;
	for (ptrdiff_t i = 0; i < n; i++)
		if (row[i]->kept > *width)
			*width = row[i]->kept;
	struct str *out = NEW(mem, *width, struct str);
	for (ptrdiff_t j = 0; j < *width; j++) {
		struct sbuf b = { .mem = mem };

		for (ptrdiff_t i = 0; i < n; i++) {
			struct str s = { "", 0 };

			for (ptrdiff_t k = j; k >= 0 && !s.len; k--) {
				if (k < row[i]->kept)
					s = str_trim(row[i]->cell[k]);
				if (i + 1 == n)
					break;
			}
			if (s.len && b.n)
				sbuf_fill(&b, ' ', 1);
			sbuf_put(&b, s);
		}
		out[j] = sbuf_str(&b);
	}
	return out;
}

static int
bits(field_set x)
{
	return __builtin_popcountll((uint64_t)x) +
	       __builtin_popcountll((uint64_t)(x >> 64));
}

/* A joined header, or a single row, if it says more than *best. */
static void
try_rows(struct arena *mem, const struct rules *rules,
         struct regex_scratch *regex, const struct head *head,
         ptrdiff_t first, ptrdiff_t n, struct header *best)
{
	const struct record *row[HEADER_ROWS];
	struct header h = { .first = first, .n = n };

	for (ptrdiff_t i = 0; i < n; i++) {
		if (first + i >= head->n || !header_like(&head->v[first + i]))
			return;
		row[i] = &head->v[first + i];
	}
	if (n == 1) {
		h.cell = row[0]->cell;
		h.width = row[0]->kept;
	} else {
		h.cell = header_join(mem, row, n, &h.width);
	}
	h.is = schema_recognise(rules, regex, mem, h.cell, h.width);
	if (h.is.kind == KIND_NONE)
		return;
	if (best->is.kind == KIND_NONE ||
	    bits(h.is.fields) > bits(best->is.fields))
		*best = h;
}

struct header
header_find(struct arena *mem, const struct rules *rules,
            struct regex_scratch *regex, const struct head *head)
{
	struct header best = { .is = { KIND_NONE, KIND_NONE, 0 } };
	ptrdiff_t tried = 0;

	for (ptrdiff_t i = 0; i < head->n && tried < CANDIDATES; i++) {
		if (!header_like(&head->v[i]))
			continue;
		tried++;
		for (ptrdiff_t n = 1; n <= HEADER_ROWS; n++)
			try_rows(mem, rules, regex, head, i, n, &best);
		if (best.is.kind == KIND_NONE)
			continue;
		/* The row below may say more, alone. */
		try_rows(mem, rules, regex, head, i + 1, 1, &best);
		break;
	}
	return best;
}

/* ---- by looks ---- */

enum {
	GUESS_ROWS = 100,             /* looked at for what columns hold   */
	AGAIN_ROWS = 20,              /* looked at for a value to come again */
	TITLE_BYTES = 40, TITLE_WORDS = 5, /* a title is longer than a name */
};

/* What a row says about being a header, given the rows below. */
struct evidence {
	int32_t names, figures;       /* where the column holds figures    */
	int32_t again;                /* cells that come again below       */
	int32_t text;                 /* cells in columns of text          */
};

static struct str
cell_of(const struct record *r, int32_t i)
{
	return i < r->kept ? cell_trim(r->cell[i]) : (struct str){ "", 0 };
}

/* Whether a record says something about the columns below a row: it is as
 * wide as the table and not that row again. */
static bool
is_below(const struct head *head, ptrdiff_t row, ptrdiff_t k, int32_t width)
{
	return head->v[k].what == RECORD_CELLS && head->v[k].n == width &&
	       (width == 1 || record_filled(&head->v[k]) > 1) &&
	       !same_cells(&head->v[k], &head->v[row]);
}

/* Whether column i holds figures from record `from` on. */
static bool
figure_column(const struct head *head, ptrdiff_t row, ptrdiff_t from,
              int32_t width, int32_t i)
{
	int32_t figures = 0, filled = 0;

	for (ptrdiff_t k = from; k < head->n && k < from + GUESS_ROWS; k++) {
		if (!is_below(head, row, k, width))
			continue;
		struct str s = cell_of(&head->v[k], i);
		filled += s.len > 0;
		figures += s.len && is_figure(s);
	}
	return filled && figures * 10 >= filled * 8;
}

/* Dots and dashes stand for a missing figure: they name nothing. */
static bool
has_letter(struct str s)
{
	for (ptrdiff_t i = 0; i < s.len; i++) {
		unsigned char c = (unsigned char)s.s[i];
		if (((c | 0x20) >= 'a' && (c | 0x20) <= 'z') || c >= 0x80)
			return true;
	}
	return false;
}

static bool
comes_again(const struct head *head, ptrdiff_t row, ptrdiff_t from,
            int32_t width, int32_t i)
{
	struct str s = cell_of(&head->v[row], i);

	for (ptrdiff_t k = from; k < head->n && k < from + AGAIN_ROWS; k++)
		if (is_below(head, row, k, width) &&
		    str_eq(cell_of(&head->v[k], i), s))
			return true;
	return false;
}

static struct evidence
weigh(const struct head *head, ptrdiff_t row, ptrdiff_t from, int32_t width)
{
	const struct record *r = &head->v[row];
	struct evidence e = { 0 };

	for (int32_t i = 0; i < width && i < r->kept; i++) {
		struct str s = cell_of(r, i);

		if (!s.len)
			continue;
		if (figure_column(head, row, from, width, i)) {
			e.figures += is_figure(s);
			e.names += !is_figure(s) && has_letter(s);
		} else {
			e.text++;
			e.again += comes_again(head, row, from, width, i);
		}
	}
	return e;
}

/* 2000, 2001, 2002: years as names of columns. */
static bool
has_years(const struct record *r)
{
	int64_t last = 0;
	int32_t n = 0;

	for (int32_t i = 0; i < r->kept; i++) {
		struct str s = str_trim(r->cell[i]);
		int64_t year = 0;

		if (!s.len || !is_figure(s))
			continue;
		for (ptrdiff_t k = 0; k < s.len && s.len == 4; k++)
			year = year * 10 + (s.s[k] - '0');
		if (year < 1900 || year > 2100 || (n && year <= last))
			return false;
		last = year;
		n++;
	}
	return n >= 2;
}

/* Whether the same row follows, more than twice, and nothing but it. */
static bool
only_itself(const struct head *head, ptrdiff_t row)
{
	ptrdiff_t again = 0;

	for (ptrdiff_t k = row + 1; k < head->n; k++) {
		if (head->v[k].what != RECORD_CELLS)
			continue;
		if (!same_cells(&head->v[k], &head->v[row]))
			return false;
		again++;
	}
	return again > 2;
}

static bool
looks_like_header(const struct head *head, ptrdiff_t row, int32_t width)
{
	struct evidence e = weigh(head, row, row + 1, width);

	if (only_itself(head, row))
		return false;
	if (has_years(&head->v[row]))
		return true;
	if (e.names || e.figures)
		return e.names > e.figures;
	return e.text && e.again * 2 < e.text;
}

static bool
is_title(struct str s)
{
	ptrdiff_t words = s.len > 0;

	for (ptrdiff_t i = 0; i < s.len; i++)
		words += s.s[i] == ' ';
	return s.len > TITLE_BYTES || words >= TITLE_WORDS;
}

/*
 * Whether an upper row is a part of the header, not a title: cells merged over
 * several columns leave empty ones, a page header repeats itself, and names
 * are short.
 */
static bool
is_upper_row(const struct record *upper, const struct record *lower)
{
	if (same_cells(upper, lower) || record_filled(upper) < upper->n)
		return true;
	for (int32_t i = 0; i < upper->kept; i++)
		if (is_title(str_trim(upper->cell[i])))
			return false;
	return true;
}

void
header_shift(struct arena *mem, const struct head *head, int32_t width,
             struct header *h)
{
	int32_t rows = 0, last = 0;

	if (!h->n || width != h->width + 1)
		return;
	for (ptrdiff_t k = h->first + h->n; k < head->n; k++) {
		if (head->v[k].what != RECORD_CELLS || head->v[k].n != width)
			continue;
		rows++;
		last += cell_of(&head->v[k], width - 1).len > 0;
	}
	if (last * 2 <= rows)         /* a delimiter at the end of the row */
		return;
	struct str *cell = NEW(mem, width, struct str);
	cell[0] = STR("");
	for (int32_t i = 1; i < width; i++)
		cell[i] = h->cell[i - 1];
	h->cell = cell;
	h->width = width;
}

/* A header with one field too many and one empty name: it is that one. */
static void
drop_empty_name(struct arena *mem, struct header *h, int32_t width)
{
	ptrdiff_t at = -1;

	for (ptrdiff_t i = 0; i < h->width; i++)
		if (!str_trim(h->cell[i]).len) {
			if (at >= 0)
				return;
			at = i;
		}
	if (at < 0 || h->width != width + 1)
		return;
	struct str *cell = NEW(mem, width, struct str);
	for (ptrdiff_t i = 0; i < width; i++)
		cell[i] = h->cell[i + (i >= at)];
	h->cell = cell;
	h->width = width;
}

struct header
header_guess(struct arena *mem, const struct head *head, int32_t width)
{
	struct header h = { .is = { KIND_NONE, KIND_NONE, 0 } };
	const struct record *row[HEADER_ROWS];
	ptrdiff_t first = 0, last;

	while (first < head->n &&
	       (head->v[first].what != RECORD_CELLS ||
	        head->v[first].n < width ||
	        record_filled(&head->v[first]) < (width > 1 ? 2 : 1)))
		first++;
	h.first = first;
	if (first == head->n || !looks_like_header(head, first, width))
		return h;
	/* Rows below that are names where figures follow belong to it. */
	for (last = first; last + 1 < head->n && last - first + 1 < HEADER_ROWS;
	     last++) {
		const struct record *r = &head->v[last + 1];

		if (r->what != RECORD_CELLS)
			break;
		struct evidence e = weigh(head, last + 1, last + 2, width);
		bool again = same_cells(r, &head->v[first]);
		if (!again && (e.figures || !e.names ||
		               (e.names == 1 && e.text)))
			break;
		if (!is_upper_row(&head->v[last], r)) {
			first = last + 1;
			continue;
		}
	}
	h.first = first;
	h.n = last - first + 1;
	for (ptrdiff_t i = 0; i < h.n; i++)
		row[i] = &head->v[first + i];
	if (h.n == 1) {
		h.cell = row[0]->cell;
		h.width = row[0]->kept;
	} else {
		h.cell = header_join(mem, row, h.n, &h.width);
	}
	drop_empty_name(mem, &h, width);
	return h;
}
