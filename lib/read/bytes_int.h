/* SPDX-License-Identifier: MIT */
/*
 * A file as a window of UTF-8 text that moves forward.
 *
 *     bytes_open   read the beginning, nothing decided yet
 *     bytes_look   decide the encoding by looking at it
 *     bytes_close  and bytes_resume, perhaps: a run looks at more files than
 *                  a process may hold open
 *     loop         use bytes_text(), bytes_take() what was used,
 *                  bytes_more() when there is not enough
 *
 * Text of a UTF-8 file is not copied and not checked here: rows that are not
 * valid are the row reader's business.  Everything else is transcoded, so
 * that the window is valid UTF-8.  NUL bytes are taken out.  Memory is bounded
 * by BYTES_WINDOW.
 */
#ifndef MUSTER_READ_BYTES_INT_H
#define MUSTER_READ_BYTES_INT_H

#include "base/diag.h"
#include "base/hash.h"

#include <sys/stat.h>

enum {
	BYTES_HEAD = 1 << 20,         /* looked at before deciding         */
	BYTES_BLOCK = 256 << 10,      /* read at a time                    */
	BYTES_SAMPLE = 64 << 10,      /* looked at in the middle and end   */
	BYTES_WINDOW = 16 << 20,      /* longest line that can be held     */
	BYTES_PLACES = 16,            /* of changed bytes that are kept    */
	ENCODING_NAME = 32,           /* bytes of a name, its end included */
};

/* An encoding that is read. */
struct encoding {
	char name[ENCODING_NAME];     /* as shown to people and to iconv   */
	int unit;                     /* bytes to step over a bad one      */
	bool utf8;                    /* used as it is                     */
};

/* Bytes that are not as they were: how many, and the first places. */
struct places {
	int64_t n;
	int64_t at[BYTES_PLACES];     /* offsets in the text               */
};

struct bytes {
	struct arena *mem;
	struct str path;              /* "-": standard input               */
	struct stat file;             /* as it was when it was opened      */
	int fd;                       /* -1: bytes in memory               */
	struct str memory;            /* of which these are still to come  */
	ptrdiff_t piece;              /* at most so many at a time         */
	bool own_fd;
	bool part;                    /* read from a place of its own ...  */
	int64_t from;                 /* ... that begins at this offset    */
	bool seekable;                /* a regular file                    */
	int64_t size;                 /* of a regular file, else 0         */
	int64_t taken;                /* bytes read from the file          */
	bool eof;
	int error;                    /* errno of a failed read, or 0      */
	struct hash *hash;            /* of what was read; NULL: of memory */

	struct encoding encoding;
	ptrdiff_t bom_len;            /* of the mark in front, 0: none     */
	void *iconv;                  /* NULL: text is used as it is       */
	char *raw;                    /* bytes not transcoded yet          */
	ptrdiff_t raw_n, raw_cap;

	char *win;                    /* the window is win[beg .. end)     */
	ptrdiff_t beg, end, cap;
	int64_t at;                   /* text offset of win[beg]           */

	struct places bad;            /* bytes replaced by U+FFFD          */
	struct places nul;            /* NUL bytes left out                */
};

/* What the beginning of a file says. */
enum bytes_verdict { BYTES_TEXT, BYTES_EMPTY, BYTES_BINARY };

/* Read from memory: the text must outlive the window. */
void bytes_of_text(struct bytes *, struct arena *, struct str text);

/*
 * Read from memory in small pieces, as from a slow pipe.  Only the first piece
 * is looked at before deciding.  For tests.
 */
void bytes_of_pieces(struct bytes *, struct arena *, struct str bytes,
                     ptrdiff_t piece);

/*
 * Open a file ("-": standard input) and read its beginning, up to BYTES_HEAD.
 * False, with errno, if that fails (EISDIR for a folder).  The path is kept.
 */
bool bytes_open(struct bytes *, struct arena *, struct str path);

/*
 * Decide the encoding (or take the `fixed` name, if it is not empty) and
 * start the window.  *what, if the file is binary, says why.  False if
 * `fixed` names no known encoding.
 */
bool bytes_look(struct bytes *, struct str fixed, enum bytes_verdict *,
                const char **what);

/* Whether a file can be closed and be opened again. */
bool bytes_reopens(const struct bytes *);

/*
 * Be where bytes_look was, if closed since; what was decided then stands.
 * NULL, or why that cannot be: the file is gone, or is not the one that was
 * looked at, or cannot be opened again.
 */
const char *bytes_resume(struct bytes *);

/* The text at hand, from the first byte not taken. */
static inline struct str
bytes_text(const struct bytes *b)
{
	return (struct str){ b->win + b->beg, b->end - b->beg };
}

/* Go forward by n bytes of the text at hand. */
void bytes_take(struct bytes *, ptrdiff_t n);

/*
 * Get more text behind that at hand.  False at the end of the file, after an
 * error, and when the window is full.  Moves the window: slices of it die.
 */
bool bytes_more(struct bytes *);

/*
 * Text from the middle of a seekable file without moving the window: up to
 * BYTES_SAMPLE bytes from file offset `at` on.  Empty if it cannot seek.
 */
struct str bytes_sample(struct bytes *, struct arena *, int64_t at);

/*
 * Stand at an offset of a UTF-8 file that is open and can seek, with a window
 * of one's own, which is kept from one part to the next.  Safe from several
 * threads at once.
 */
void bytes_part(struct bytes *, const struct bytes *file, int64_t from);

/* Release the file and the converter; the window and the rest are the
 * arena's, which may then be freed. */
void bytes_close(struct bytes *);

/* encoding.c: what encoding some bytes are in. */
struct encoding_guess {
	struct encoding encoding;
	ptrdiff_t bom_len;
	const char *binary;           /* not NULL: not text, and why       */
};

/*
 * Decide by looking at the first bytes and at up to two samples from further
 * on (empty slices if there are none).  `whole`: head is all of the file.
 */
struct encoding_guess encoding_guess(struct str head, bool whole,
                                     const struct str sample[2]);

/* An encoding by any name iconv knows; false if there is none. */
bool encoding_named(struct str name, struct encoding *);

/*
 * Windows-1252 to UTF-8, for single rows.  Bytes that it does not define
 * become U+FFFD and are added to *bad.  Needs room for 3 x s.len bytes at
 * `out`; returns the bytes written.
 */
ptrdiff_t encoding_from_1252(struct str s, char *out, int64_t *bad);

/*
 * Text that may not be valid UTF-8, so that it is: as Windows-1252 then.  A
 * copy in any case.
 */
struct str encoding_text(struct arena *, struct str);

/*
 * Whether valid UTF-8 has characters U+0080 to U+009F: controls that nobody
 * writes, left by a program that took Windows-1252, or UTF-8, for Latin-1.
 */
bool encoding_has_c1(struct str s);

/* The same text with what was meant; room for 2 x s.len bytes. */
ptrdiff_t encoding_mend_c1(struct str s, char *out);

#endif
