/* SPDX-License-Identifier: MIT */
#include "read/parts_int.h"

#include "read/records_int.h"

#include <malloc.h>
#include <pthread.h>
#include <unistd.h>

enum {
	AHEAD = 2,                    /* parts a thread that may be ready  */
	LINE_LEAST = 8,               /* bytes of a line, in the mean      */
};

enum part_state { PART_FREE, PART_TAKEN, PART_READY };

/* A part: where it is, and what reads it. */
struct part {
	struct arena mem;
	struct bytes bytes;
	struct csvin *csv;
	int64_t begin;                /* file offset of the first record   */
	int32_t width;                /* by which it was split             */
	struct batch first;           /* its first records                 */
	bool any;                     /* there are such                    */
	struct aside aside;           /* the plain ones of these           */
	enum part_state state;        /* under the lock                    */
};

/*
 * Part k is the records that begin in [from + k x bytes, from + (k + 1) x
 * bytes) and lies in slot k % n_slot.  Slots pass between threads under the
 * lock; in between a slot is its holder's alone.
 */
struct parts {
	struct arena *mem;
	struct bytes *file;
	const struct sink *sink;
	struct dialect dialect;
	int64_t from, n;
	ptrdiff_t bytes;

	/* of the caller's thread */
	int64_t at, line;             /* where the next record begins      */
	int64_t hashed;               /* up to this file offset            */
	int64_t k;                    /* the part at hand ...              */
	struct part *part;            /* ... or NULL: it is to come        */
	bool last;                    /* no other comes behind it          */

	pthread_mutex_t lock;
	pthread_cond_t changed;
	/* under the lock */
	int64_t next;                 /* the first part nobody has taken   */
	int32_t width;                /* of rows; only the caller's thread
	                                 changes it                        */
	const struct plain *plain;    /* likewise: rows to make up         */
	bool over;                    /* threads are to end                */

	struct part *slot;
	int64_t n_slot;
	pthread_t *thread;
	int n_thread;
};

/* ---- one part ---- */

static int64_t
part_limit(const struct parts *ps, int64_t k)
{
	return k + 1 < ps->n ? ps->from + (k + 1) * ps->bytes : INT64_MAX;
}

/* Stand at a file offset; with `guess` behind the next line end. */
static void
part_stand(struct parts *ps, struct part *p, int64_t at, bool guess)
{
	bytes_part(&p->bytes, ps->file, at);
	p->begin = at;
	if (!guess)
		return;
	while (bytes_more(&p->bytes)) {
		struct str t = bytes_text(&p->bytes);
		ptrdiff_t end = str_chr(t, '\n');

		bytes_take(&p->bytes, end < 0 ? t.len : end + 1);
		p->begin = at + p->bytes.at;
		if (end >= 0)
			return;
	}
}

/* Split what begins before `limit`, from a file offset on.  The first batch is
 * all of it, but for a part of very many or very long records. */
static void
part_split(struct parts *ps, struct part *p, int64_t at, int64_t limit,
           bool guess, int32_t width, const struct plain *plain)
{
	part_stand(ps, p, at, guess);
	csvin_restart(p->csv, width);
	csvin_stop(p->csv, limit == INT64_MAX ? -1 : limit - at);
	p->width = width;
	p->any = csvin_next(p->csv, &p->first);
	p->aside.plain = plain;
	if (plain && p->any)
		aside_make_up(&p->aside, &p->mem, ps->sink, plain, &p->first);
}

static void
part_init(struct parts *ps, struct part *p)
{
	p->mem = arena_like(ps->mem);
	p->bytes.mem = &p->mem;
	p->csv = csvin_sized(&p->mem, &p->bytes, &ps->dialect, false,
	                     ps->bytes / LINE_LEAST + 1, BYTES_BLOCK);
	if (ps->sink->desks)
		p->aside.desk = ps->sink->desks->open(ps->sink->ctx, &p->mem);
}

/* ---- who splits which ---- */

/* Take the next part that nobody has, if its slot is free; or -1. */
static int64_t
take_next(struct parts *ps)
{
	struct part *p = &ps->slot[ps->next % ps->n_slot];

	if (ps->next >= ps->n || p->state != PART_FREE)
		return -1;
	p->state = PART_TAKEN;
	return ps->next++;
}

/* Split a part that was taken; the lock is held, but not meanwhile. */
static void
split_taken(struct parts *ps, int64_t k)
{
	struct part *p = &ps->slot[k % ps->n_slot];
	int32_t width = ps->width;
	const struct plain *plain = ps->plain;

	pthread_mutex_unlock(&ps->lock);
	if (!p->csv)
		part_init(ps, p);
	/* one byte earlier: the line end before a part may be the very last
	 * byte of the one before */
	part_split(ps, p, ps->from + k * ps->bytes - (k > 0),
	           part_limit(ps, k), k > 0, width, plain);
	pthread_mutex_lock(&ps->lock);
	p->state = PART_READY;
	pthread_cond_broadcast(&ps->changed);
}

static void *
work(void *arg)
{
	struct parts *ps = arg;
	int64_t k;

	pthread_mutex_lock(&ps->lock);
	while (!ps->over && ps->next < ps->n) {
		if ((k = take_next(ps)) >= 0)
			split_taken(ps, k);
		else
			pthread_cond_wait(&ps->changed, &ps->lock);
	}
	pthread_mutex_unlock(&ps->lock);
	return NULL;
}

/* Part k, once it is split; the caller's thread helps while it waits. */
static struct part *
wait_for(struct parts *ps, int64_t k)
{
	struct part *p = &ps->slot[k % ps->n_slot];
	int64_t other;

	pthread_mutex_lock(&ps->lock);
	while (p->state != PART_READY) {
		if ((other = take_next(ps)) >= 0)
			split_taken(ps, other);
		else
			pthread_cond_wait(&ps->changed, &ps->lock);
	}
	pthread_mutex_unlock(&ps->lock);
	return p;
}

/* ---- the parts in order ---- */

/* Bring the file's hash up to a file offset, from the window of a part where
 * that has the bytes as they are in the file. */
static void
hash_up_to(struct parts *ps, const struct part *p, int64_t end)
{
	const struct bytes *b = &p->bytes;
	int64_t win = b->from + b->at - b->beg;
	char again[4096];

	while (ps->hashed < end) {
		int64_t n = end - ps->hashed;
		struct str s = { b->win + (ps->hashed - win), n };

		if (b->nul.n || ps->hashed < win || end > win + b->end) {
			n = n < (int64_t)sizeof again ? n : (int64_t)sizeof again;
			n = pread(ps->file->fd, again, (size_t)n, ps->hashed);
			s = (struct str){ again, n };
		}
		if (n <= 0)
			return;
		if (ps->file->hash)
			hash_add(ps->file->hash, s);
		ps->hashed += n;
	}
}

/* The caller is done with the last batch, or has taken some of it back. */
static void
settle(struct parts *ps)
{
	const struct part *p = ps->part;

	if (!p)
		return;
	ps->at = p->bytes.from + csvin_at(p->csv);
	ps->line = p->csv->line;
	hash_up_to(ps, p, ps->at);
	if (ps->file->taken < ps->at)
		ps->file->taken = ps->at;
	if (p->csv->dialect.width == ps->width)
		return;
	pthread_mutex_lock(&ps->lock);
	ps->width = p->csv->dialect.width;
	pthread_mutex_unlock(&ps->lock);
}

/*
 * See whether a part was split rightly, and if not split it now: from where
 * the one before ended, by the width that rows have by now.  Behind a NUL byte
 * offsets no longer tell where a part ends, so it is all the rest.
 */
static void
verify(struct parts *ps, struct part *p)
{
	if (p->bytes.nul.n)
		ps->last = true;
	else if (p->begin == ps->at && p->width == ps->width)
		return;
	part_split(ps, p, ps->at, ps->last ? INT64_MAX
	           : part_limit(ps, ps->k), false, ps->width, ps->plain);
}

static void
end_part(struct parts *ps, struct part *p)
{
	struct bytes *file = ps->file;

	if (ps->last) {
		file->taken = p->bytes.from + p->bytes.taken;
		file->eof = true;
		file->nul = p->bytes.nul;
		hash_up_to(ps, p, file->taken);
	}
	file->error = p->bytes.error;
	ps->last |= file->error != 0;
	ps->part = NULL;
	ps->k++;
	pthread_mutex_lock(&ps->lock);
	p->state = PART_FREE;
	pthread_cond_broadcast(&ps->changed);
	pthread_mutex_unlock(&ps->lock);
}

void
parts_say(struct parts *ps, const struct plain *plain)
{
	pthread_mutex_lock(&ps->lock);
	ps->plain = plain;
	pthread_mutex_unlock(&ps->lock);
}

bool
parts_next(struct parts *ps, struct batch *b, struct csvin **reader,
           struct aside **aside)
{
	bool any = false;

	settle(ps);
	do {
		struct part *p = ps->part;

		*aside = NULL;
		if (p) {
			any = csvin_next(p->csv, b);
		} else {
			p = ps->part = wait_for(ps, ps->k);
			ps->last = ps->k + 1 == ps->n;
			if (ps->at < part_limit(ps, ps->k))
				verify(ps, p);
			else          /* a record reaches over all of it */
				p->any = false;
			any = p->any;
			*b = p->first;
			*aside = p->aside.plain ? &p->aside : NULL;
		}
		if (any)
			csvin_renumber(p->csv, ps->line);
		else
			end_part(ps, p);
		*reader = p->csv;
	} while (!any && !ps->last);
	return any;
}

/* ---- beginning and end ---- */

bool
parts_possible(const struct bytes *b, const struct dialect *d)
{
	return b->seekable && b->fd >= 0 && b->encoding.utf8 && !b->iconv &&
	       !b->nul.n && !d->lone_cr;
}

struct parts *
parts_after(struct arena *mem, struct csvin *first, int jobs, ptrdiff_t bytes,
            const struct sink *sink)
{
	struct parts *ps = NEW(mem, 1, struct parts);
	struct bytes *file = first->bytes;
	int64_t from = file->bom_len + csvin_at(first);

	*ps = (struct parts){
		.mem = mem, .file = file, .sink = sink,
		.dialect = first->dialect,
		.bytes = bytes, .from = from, .at = from, .line = first->line,
		.width = first->dialect.width, .hashed = file->taken,
		.n = (file->size > from ? file->size - from : 0) / bytes + 1,
		.n_slot = AHEAD * jobs,
	};
	ps->slot = NEW(mem, ps->n_slot, struct part);
	ps->thread = NEW(mem, jobs, pthread_t);
	pthread_mutex_init(&ps->lock, NULL);
	pthread_cond_init(&ps->changed, NULL);
	while (ps->n_thread < jobs - 1 && ps->n_thread + 1 < ps->n &&
	       pthread_create(&ps->thread[ps->n_thread], NULL, work, ps) == 0)
		ps->n_thread++;
	return ps;
}

void
parts_end(struct parts *ps)
{
	pthread_mutex_lock(&ps->lock);
	ps->over = true;
	pthread_cond_broadcast(&ps->changed);
	pthread_mutex_unlock(&ps->lock);
	for (int i = 0; i < ps->n_thread; i++)
		pthread_join(ps->thread[i], NULL);
	for (int64_t i = 0; i < ps->n_slot; i++) {
		if (ps->slot[i].aside.desk)
			ps->sink->desks->close(ps->slot[i].aside.desk);
		arena_free(&ps->slot[i].mem);
	}
	pthread_mutex_destroy(&ps->lock);
	pthread_cond_destroy(&ps->changed);
	/* what the threads freed is else kept for them: 1 to 4 MB of the peak */
	malloc_trim(0);
}
