/* SPDX-License-Identifier: MIT */
#include "read/bytes_int.h"

#include <errno.h>
#include <fcntl.h>
#include <iconv.h>
#include <unistd.h>

void
bytes_of_text(struct bytes *b, struct arena *mem, struct str text)
{
	*b = (struct bytes){
		.mem = mem, .fd = -1, .eof = true, .encoding = { "UTF-8", 1, true },
		.win = (char *)text.s, .end = text.len, .cap = text.len,
	};
}

/* The next piece of bytes in memory. */
static ptrdiff_t
read_memory(struct bytes *b, char *to, ptrdiff_t want)
{
	ptrdiff_t n = want < b->piece ? want : b->piece;

	if (n > b->memory.len)
		n = b->memory.len;
	if (n)
		memcpy(to, b->memory.s, (size_t)n);
	b->memory = str_skip(b->memory, n);
	return n;
}

/* Read up to `want` bytes; false at the end of the file or after an error. */
static bool
read_some(struct bytes *b, char *to, ptrdiff_t want, ptrdiff_t *got)
{
	ssize_t n;

	*got = 0;
	if (b->eof)
		return false;
	do
		n = b->fd < 0 ? read_memory(b, to, want)
		  : b->part ? pread(b->fd, to, (size_t)want,
		                    (off_t)(b->from + b->taken))
		            : read(b->fd, to, (size_t)want);
	while (n < 0 && errno == EINTR);
	if (n < 0)
		b->error = errno;
	if (n <= 0) {
		b->eof = true;
		return false;
	}
	if (b->hash)
		hash_add(b->hash, (struct str){ to, n });
	b->taken += n;
	*got = n;
	return true;
}

void
bytes_of_pieces(struct bytes *b, struct arena *mem, struct str bytes,
                ptrdiff_t piece)
{
	*b = (struct bytes){ .mem = mem, .fd = -1, .memory = bytes,
	                     .piece = piece, .cap = BYTES_HEAD + BYTES_BLOCK };
	b->win = NEW_BUFFER(mem, b->cap, char);
	b->end = read_memory(b, b->win, BYTES_HEAD);
	b->taken = b->end;
}

bool
bytes_open(struct bytes *b, struct arena *mem, struct str path)
{
	ptrdiff_t got;

	*b = (struct bytes){ .mem = mem, .path = path, .fd = STDIN_FILENO,
	                     .hash = hash_new(mem) };
	if (!str_eq(path, STR("-"))) {
		b->fd = open(str_z(mem, path), O_RDONLY | O_CLOEXEC);
		b->own_fd = true;
		if (b->fd < 0)
			return false;
	}
	if (fstat(b->fd, &b->file) != 0)
		return false;
	if (S_ISDIR(b->file.st_mode)) {
		errno = EISDIR;
		return false;
	}
	b->seekable = S_ISREG(b->file.st_mode) &&
	              lseek(b->fd, 0, SEEK_CUR) == 0;
	b->size = b->seekable ? (int64_t)b->file.st_size : 0;
	b->cap = BYTES_HEAD + BYTES_BLOCK;
	b->win = NEW_BUFFER(mem, b->cap, char);
	while (b->end < BYTES_HEAD &&
	       read_some(b, b->win + b->end, BYTES_HEAD - b->end, &got))
		b->end += got;
	errno = b->error;
	return !b->error;
}

static void
note_place(struct places *p, int64_t at)
{
	if (p->n < BYTES_PLACES)
		p->at[p->n] = at;
	p->n++;
}

/* Take NUL bytes out of text[from .. n); base is the offset of text[0]. */
static ptrdiff_t
drop_nuls(struct places *places, char *text, ptrdiff_t from, ptrdiff_t n,
          int64_t base)
{
	char *p = n > from ? memchr(text + from, 0, (size_t)(n - from)) : NULL;

	if (!p)
		return n;
	char *to = p;
	for (; p < text + n; p++) {
		if (*p)
			*to++ = *p;
		else
			note_place(places, base + (to - text));
	}
	return to - text;
}

/*
 * Transcode what is in raw into out[n .. cap) as far as it goes, and move the
 * rest of raw to its front.  `last`: no more bytes will come.  `base` is the
 * text offset of out[0].
 */
static ptrdiff_t
transcode(struct bytes *b, char *out, ptrdiff_t n, ptrdiff_t cap, int64_t base,
          bool last)
{
	static const char replacement[] = "\xEF\xBF\xBD";
	char *in = b->raw;
	size_t in_left = (size_t)b->raw_n;

	while (in_left && cap - n >= 8) {
		char *to = out + n;
		size_t to_left = (size_t)(cap - n);
		size_t rc = iconv(b->iconv, &in, &in_left, &to, &to_left);

		n = to - out;
		if (rc != (size_t)-1 || errno == E2BIG)
			continue;
		if (errno == EINVAL && !last)
			break;
		if (cap - n < 8)
			break;
		note_place(&b->bad, base + n);
		memcpy(out + n, replacement, 3);
		n += 3;
		size_t step = (size_t)b->encoding.unit;
		if (step > in_left)
			step = in_left;
		in += step;
		in_left -= step;
	}
	memmove(b->raw, in, in_left);
	b->raw_n = (ptrdiff_t)in_left;
	return n;
}

/* The head was read into the window: transcode it into a new one. */
static bool
start_iconv(struct bytes *b)
{
	b->iconv = iconv_open("UTF-8", b->encoding.name);
	if (b->iconv == (void *)-1) {
		b->iconv = NULL;
		return false;
	}
	b->raw = b->win;
	b->raw_cap = b->cap;
	b->raw_n = b->end - b->bom_len;
	memmove(b->raw, b->raw + b->bom_len, (size_t)b->raw_n);
	b->cap = BYTES_HEAD + BYTES_BLOCK;
	b->win = NEW_BUFFER(b->mem, b->cap, char);
	b->beg = 0;
	b->end = transcode(b, b->win, 0, b->cap, 0, b->eof);
	return true;
}

/* The encoding is decided: the window begins behind the mark. */
static bool
start_window(struct bytes *b)
{
	b->beg = b->bom_len;
	if (!b->encoding.utf8 && !start_iconv(b))
		return false;
	b->end = drop_nuls(&b->nul, b->win, b->beg, b->end, -b->beg);
	return true;
}

bool
bytes_look(struct bytes *b, struct str fixed, enum bytes_verdict *verdict,
           const char **what)
{
	struct arena scratch = arena_like(b->mem);
	struct str sample[2] = { { "", 0 }, { "", 0 } };
	struct str head = { b->win, b->end };

	*verdict = BYTES_EMPTY;
	b->encoding = (struct encoding){ "UTF-8", 1, true };
	if (fixed.len && !encoding_named(fixed, &b->encoding))
		return false;
	if (!head.len)
		return true;
	/* The whole file may fit the head: only read() knows its end. */
	bool whole = b->eof || (b->seekable && b->size == b->taken);
	if (!whole && b->seekable) {
		sample[0] = bytes_sample(b, &scratch, b->size / 2);
		sample[1] = bytes_sample(b, &scratch, b->size - BYTES_SAMPLE);
	}
	struct encoding_guess g = encoding_guess(head, whole, sample);
	arena_free(&scratch);
	if (fixed.len) {
		g.binary = NULL;
		if (!str_eq_nocase(str_of(g.encoding.name),
		                   str_of(b->encoding.name)))
			g.bom_len = 0; /* of another encoding: text here */
		g.encoding = b->encoding;
	}
	*verdict = g.binary ? BYTES_BINARY : BYTES_TEXT;
	*what = g.binary;
	b->encoding = g.encoding;
	b->bom_len = g.bom_len;
	if (g.binary)
		return true;
	if (!start_window(b))
		return false;
	if (b->beg == b->end)
		*verdict = BYTES_EMPTY;
	return true;
}

void
bytes_take(struct bytes *b, ptrdiff_t n)
{
	b->beg += n;
	b->at += n;
}

/* Room for more text behind the window; false when it is full. */
static bool
make_room(struct bytes *b)
{
	/* A small rest goes to the front, so that a few hundred KB of memory,
	 * which the processor's cache holds, serve the whole file. */
	bool small = b->end - b->beg <= BYTES_BLOCK / 4;

	if (b->cap - b->end >= BYTES_BLOCK && !small)
		return true;
	if (b->beg > 0) {
		memmove(b->win, b->win + b->beg, (size_t)(b->end - b->beg));
		b->end -= b->beg;
		b->beg = 0;
	}
	if (b->cap - b->end >= BYTES_BLOCK)
		return true;
	if (b->cap >= BYTES_WINDOW + BYTES_BLOCK)
		return false;
	ptrdiff_t cap = b->cap * 2;
	if (cap > BYTES_WINDOW + BYTES_BLOCK)
		cap = BYTES_WINDOW + BYTES_BLOCK;
	b->win = arena_grow(b->mem, b->win, b->cap, cap, 1, 1);
	b->cap = cap;
	return true;
}

bool
bytes_more(struct bytes *b)
{
	ptrdiff_t got;

	if ((b->eof && !b->raw_n) || !make_room(b))
		return false;
	int64_t base = b->at - b->beg;
	if (!b->iconv) {
		bool ok = read_some(b, b->win + b->end, BYTES_BLOCK, &got);
		b->end = drop_nuls(&b->nul, b->win, b->end, b->end + got,
		                   base);
		return ok;
	}
	ptrdiff_t before = b->end;
	for (;;) {
		b->end = transcode(b, b->win, b->end, b->cap, base, b->eof);
		bool any = b->end > before;
		b->end = drop_nuls(&b->nul, b->win, before, b->end, base);
		if (any || b->eof)
			return any;
		if (!read_some(b, b->raw + b->raw_n, b->raw_cap - b->raw_n,
		               &got) && !b->eof)
			return false;
		b->raw_n += got;
	}
}

struct str
bytes_sample(struct bytes *b, struct arena *mem, int64_t at)
{
	struct str none = { "", 0 };

	if (!b->seekable || at < 0)
		return none;
	at -= at % 4;                 /* on a unit of any encoding */
	char *raw = NEW_BUFFER(mem, BYTES_SAMPLE, char);
	ssize_t n = pread(b->fd, raw, BYTES_SAMPLE, (off_t)at);
	struct places nowhere = { 0 };
	if (n <= 0)
		return none;
	if (!b->iconv)
		return (struct str){ raw, drop_nuls(&nowhere, raw, 0, n, 0) };
	/* A converter of its own: the window's holds state. */
	struct bytes one = { .raw = raw, .raw_n = n, .encoding = b->encoding };
	one.iconv = iconv_open("UTF-8", b->encoding.name);
	if (one.iconv == (void *)-1)
		return none;
	ptrdiff_t cap = 3 * (ptrdiff_t)n + 16;
	char *out = NEW_BUFFER(mem, cap, char);
	ptrdiff_t len = transcode(&one, out, 0, cap, 0, true);
	iconv_close(one.iconv);
	return (struct str){ out, len };
}

bool
bytes_reopens(const struct bytes *b)
{
	return b->seekable && b->own_fd;
}

static bool
same_file(const struct stat *a, const struct stat *b)
{
	return a->st_dev == b->st_dev && a->st_ino == b->st_ino &&
	       a->st_size == b->st_size &&
	       a->st_mtim.tv_sec == b->st_mtim.tv_sec &&
	       a->st_mtim.tv_nsec == b->st_mtim.tv_nsec;
}

const char *
bytes_resume(struct bytes *b)
{
	struct bytes was = *b;

	if (b->fd >= 0)
		return NULL;
	if (!bytes_reopens(b))
		return "it can be read once only";
	if (!bytes_open(b, was.mem, was.path))
		return strerrordesc_np(errno);
	b->encoding = was.encoding;
	b->bom_len = was.bom_len;
	if (!same_file(&b->file, &was.file))
		return "it changed while the run looked at other files";
	return start_window(b) ? NULL : "its encoding is no longer known";
}

void
bytes_part(struct bytes *b, const struct bytes *file, int64_t from)
{
	struct bytes was = *b;

	*b = (struct bytes){
		.mem = was.mem, .win = was.win, .cap = was.cap,
		.fd = file->fd, .encoding = file->encoding, .part = true,
		.from = from,
	};
	if (b->win)
		return;
	b->cap = 2 * BYTES_BLOCK;
	b->win = NEW_BUFFER(b->mem, b->cap, char);
}

void
bytes_close(struct bytes *b)
{
	if (b->iconv)
		iconv_close(b->iconv);
	if (b->own_fd && b->fd >= 0)
		close(b->fd);
	b->iconv = NULL;
	b->fd = -1;
}
