/* SPDX-License-Identifier: MIT */
/* Records of a file that was read, once more, as they stand there. */
#include "read/input_int.h"

/* A walk over physical lines, as records.c counts them. */
struct walk {
	struct excerpt *v;            /* the next one wanted                */
	ptrdiff_t n;
	bool lone_cr;
	bool cr;                      /* the last byte was a CR             */
	int64_t line;
	struct sbuf text;             /* of v[0], so far                    */
};

static void
keep(struct walk *w, struct str s)
{
	ptrdiff_t room = EXCERPT_MAX - w->text.n;

	if (w->line >= w->v->line)
		sbuf_put(&w->text, s.len < room ? s : (struct str){ s.s, room });
}

/* Where the line that goes on at the beginning of s ends, behind its LF or
 * CR; or all of it. */
static ptrdiff_t
line_length(const struct walk *w, struct str s, bool *ends)
{
	ptrdiff_t lf = str_chr(s, '\n');
	struct str head = { s.s, lf < 0 ? s.len : lf };
	ptrdiff_t cr = w->lone_cr ? str_chr(head, '\r') : -1;
	ptrdiff_t at = cr >= 0 ? cr : lf;

	*ends = at >= 0;
	return *ends ? at + 1 : s.len;
}

static void
settle(struct walk *w, struct arena *mem)
{
	struct str s = { w->text.v, w->text.n };

	while (s.len && (s.s[s.len - 1] == '\n' || s.s[s.len - 1] == '\r'))
		s.len--;
	w->v->text = encoding_text(mem, s);
	w->text.n = 0;
	w->v++;
	w->n--;
}

static void
walk_over(struct walk *w, struct arena *mem, struct str s)
{
	while (s.len && w->n) {
		bool ends;
		/* The second half of a line end that a piece cut in two. */
		bool rest = w->lone_cr && w->cr && s.s[0] == '\n';
		ptrdiff_t n = rest ? 1 : line_length(w, s, &ends);

		if (!rest || w->text.n)
			keep(w, (struct str){ s.s, n });
		w->cr = s.s[n - 1] == '\r';
		w->line += !rest && ends;
		s = str_skip(s, n);
		while (w->n && w->line > w->v->last_line)
			settle(w, mem);
	}
}

bool
input_excerpts(struct input *in, struct arena *mem, struct excerpt *v,
               ptrdiff_t n)
{
	struct walk w = { .v = v, .n = n, .lone_cr = in->dialect.lone_cr,
	                  .line = 1, .text = { .mem = &in->mem } };
	struct bytes *b = &in->bytes;

	for (ptrdiff_t i = 0; i < n; i++)
		v[i].text = STR("");
	if (bytes_resume(b)) {
		input_close(in);
		return false;
	}
	do {
		struct str s = bytes_text(b);

		walk_over(&w, mem, s);
		bytes_take(b, s.len);
	} while (w.n && bytes_more(b));
	if (w.n && !b->error)         /* the last line may have no end */
		settle(&w, mem);
	bool ok = !b->error;
	input_close(in);
	return ok;
}
