/* SPDX-License-Identifier: MIT */
#include "run/workbook.h"

#include "report/render.h"

#include <pthread.h>

struct workbook {
	struct arena mem;             /* these two its thread's, if it has one */
	struct diags diags;
	const struct document *doc;
	const char *path, *apart, *dir;
	bool beside;
	pthread_t thread;
	enum st st;
};

static void *
draw(void *arg)
{
	struct workbook *w = arg;

	w->st = render_xlsx(&w->mem, w->doc, w->path, w->dir, &w->diags);
	if (w->st == ST_OK && w->apart)
		w->st = render_xlsx_apart(&w->mem, w->doc, w->apart, w->dir,
		                          &w->diags);
	return NULL;
}

struct workbook *
workbook_begin(struct arena *mem, const struct document *doc, const char *path,
               const char *apart, const char *dir, bool beside)
{
	struct workbook *w = NEW(mem, 1, struct workbook);

	*w = (struct workbook){ .mem = arena_like(mem), .doc = doc,
		.path = path, .apart = apart, .dir = dir };
	diags_init(&w->diags, &w->mem);
	w->beside = beside && pthread_create(&w->thread, NULL, draw, w) == 0;
	return w;
}

enum st
workbook_end(struct workbook *w, struct diags *diags)
{
	if (w->beside)
		pthread_join(w->thread, NULL);
	else
		draw(w);
	diags_append(diags, &w->diags);
	arena_free(&w->mem);
	return w->st;
}
