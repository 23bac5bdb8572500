/* SPDX-License-Identifier: MIT */
/*
 * A page of plain text, 80 columns wide: what the text renderer writes with.
 *
 * Columns are those of a terminal (utf8_width).  Whatever comes from data goes
 * through page_clean(), so that no control character reaches a terminal or a
 * mail.  No line ends with a blank.
 */
#ifndef MUSTER_REPORT_TEXT_PAGE_H
#define MUSTER_REPORT_TEXT_PAGE_H

#include "base/utf8.h"
#include "report/render.h"

enum { PAGE_WIDTH = 80 };

struct page {
	struct arena *mem;
	struct arena scratch;         /* for one row of a table            */
	struct sbuf out;
	const struct document *doc;
	int stars;                    /* 1: one was shown; 2: and explained */
};

/* The text itself, or with control, direction and invalid bytes as \xNN. */
struct str page_clean(struct page *, struct str);

/* At most `width` columns of clean text; what was cut ends with "..". */
struct str page_cut(struct page *, struct str, ptrdiff_t width);

/* With ASCII letters as capitals. */
struct str page_capitals(struct page *, struct str);

/* The clean text of a cell; takes note of stars. */
struct str page_cell(struct page *, const struct cell *);

/* Append clean text. */
void page_put(struct page *, struct str);

/* Append n blanks. */
void page_gap(struct page *, ptrdiff_t n);

/* Append clean text in a column of its own, cut to fit, at its left ... */
void page_left(struct page *, struct str, ptrdiff_t width);

/* ... or right side. */
void page_right(struct page *, struct str, ptrdiff_t width);

/* End the line. */
void page_end(struct page *);

/* Append clean text and end the line. */
void page_line(struct page *, struct str);

/* Append a line of n signs. */
void page_rule(struct page *, char sign, ptrdiff_t n);

/* Text in lines of at most 80 columns; the first is indented by `first`, the
 * others by `rest`. */
void page_wrap(struct page *, struct str, ptrdiff_t first, ptrdiff_t rest);

/* The same where the first line has begun: `at` columns are taken, and the
 * other lines begin there as well. */
void page_wrap_on(struct page *, struct str, ptrdiff_t at);

/* A table with its title; text_table.c. */
void page_table(struct page *, const struct block *);

#endif
